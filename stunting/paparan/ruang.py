"""What every screen of one presentation stands on: the choice, the door to the data, what is hidden.

A presentation is for a room full of people: it is always made as mode tayang shows it, whoever makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from stunting import bahasa, reference, store
from stunting.paparan.layar import Layar
from stunting.pilihan import Filters
from stunting.rapat.keputusan import Standing

Ask = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Ruang:
    """``ask``: the door to the data; ``said``: what the register amounts to; ``today``: late since when."""

    ask: Ask
    said: Standing
    f: Filters
    today: date

    @cached_property
    def hide(self) -> dict[str, object]:
        """How small figures are treated: as in mode tayang."""
        return {"hide_small": True, "threshold": int(reference.setting("sel_kecil"))}

    @cached_property
    def overlay(self) -> Path | None:
        """The district's own boundaries, where it imported some."""
        return store.boundaries_file()

    @cached_property
    def data_date(self) -> str:
        """The last day the district has data of, in words; empty without any."""
        last = self.ask("tanggal_data", kode_kabkota=self.f.kode_kabkota)["data_terakhir"].iloc[0]
        return "" if pd.isna(last) else bahasa.tanggal(last.date())

    def screen(self, kunci: str, bagian: str, judul: str, sumber: str, **more) -> Layar:
        """A screen of this place and cycle; its source line ends with the date of the data.

        Place and cycle stand large above the sentence, so it does not begin with them as on a page.
        """
        short = judul
        for said in (f"{self.f.area}, {self.f.cycle}: ", f"{self.f.area}: ", f"{self.f.area}, "):
            short = short.removeprefix(said)
        dated = f"Data per {self.data_date}." if self.data_date else ""
        source = " ".join(part for part in (sumber, dated) if part)
        more.setdefault("ucapan", (judul,))
        return Layar(
            kunci, bagian, short[:1].upper() + short[1:], self.f.area, self.f.siklus, source, **more
        )
