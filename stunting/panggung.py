"""The stage of a meeting: a presentation with all its screens drawn, ready before the first one is shown.

Drawn once per version of the data, last decision, choice and day, for all who look at it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from stunting import kept, reference
from stunting.exports.svg import bingkai
from stunting.paparan import compose
from stunting.paparan.layar import Paparan
from stunting.pilihan import Filters
from stunting.rapat import keputusan

_KEPT = 24  # decks in memory, about 1 MB each: every kecamatan of one district in one theme


@dataclass(frozen=True)
class Dek:
    """A presentation and the drawing (SVG) of each of its screens, in order."""

    paparan: Paparan
    gambar: tuple[str, ...]

    @property
    def kunci(self) -> tuple[str, ...]:
        """The keys of its screens, in order."""
        return tuple(each.kunci for each in self.paparan.layar)

    def at(self, kunci: str | None, bagian: str | None = None) -> int:
        """Where the screen of this key is; else the first of its part, else the first of all."""
        for number, each in enumerate(self.paparan.layar):
            if each.kunci == kunci:
                return number
        for number, each in enumerate(self.paparan.layar):
            if each.bagian == bagian:
                return number
        return 0


_making = threading.Lock()


def dek(folder: Path, event: int, f: Filters, today: date, *, gelap: bool = False) -> Dek:
    """The deck of a choice. ``folder``: the version; ``event``: the last decision; ``gelap``: dark theme.

    As mode tayang shows it, whoever asks. Raises ValueError for a district without a cycle.
    """
    with _making:  # many ask at once when a meeting begins: one draws, the others wait for it
        return _drawn(folder, event, f, today, gelap, reference.chosen())


@lru_cache(maxsize=_KEPT)
def _drawn(
    folder: Path,
    event: int,
    f: Filters,
    today: date,
    gelap: bool,
    settings: tuple[reference.Stamp, ...],  # what the district chose
) -> Dek:
    paparan = compose.paparan(kept.door(folder), keputusan.read(), f, today)
    count = len(paparan.layar)
    return Dek(
        paparan,
        tuple(
            bingkai.frame(each, nomor=number, jumlah=count, gelap=gelap, contoh=paparan.contoh)
            for number, each in enumerate(paparan.layar, 1)
        ),
    )
