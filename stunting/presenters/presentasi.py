"""Presentasi in words: which screen of which meeting is shown, and which others there are."""

from __future__ import annotations

from stunting import bahasa
from stunting.paparan.layar import Paparan
from stunting.pilihan import Filters
from stunting.presenters.rincian import Rincian


def heading(paparan: Paparan, nomor: int, f: Filters, *, black: bool) -> tuple[str, list[Rincian]]:
    """The sentence above the screen, and the list of all screens behind it."""
    shown = paparan.layar[nomor]
    dark = " (gelap)" if black else ""
    said = (
        f"{f.area}, {f.cycle}: layar {bahasa.angka(nomor + 1)} dari {bahasa.angka(len(paparan.layar))}, "
        f"{bahasa.di_tengah(shown.bagian)}{dark}."
    )
    listed = "; ".join(f"{n} {each.judul}" for n, each in enumerate(paparan.layar, 1))
    return said, [Rincian(said, f"{listed}.")]
