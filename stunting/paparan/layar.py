"""One screen of the presentation: made for the back row, without the name of any person."""

from __future__ import annotations

from dataclasses import dataclass

from stunting import bahasa
from stunting.paparan.gambar import Gambar, Tabel
from stunting.presenters.figures import KeyFigure


@dataclass(frozen=True)
class Layar:
    """A screen, ready to be drawn.

    ``kunci``: its name in addresses and files ("peta", "kasus-BD-1"), unique in its presentation;
    ``bagian``: its part of the meeting ("Situasi"), as the list of screens names it; ``judul``: the sentence
    that can be read aloud; ``tempat``, ``siklus``: what it speaks of, printed large; ``gambar``: at most a
    picture and its companion, the first one larger; ``sumber``: where it comes from, with the date of the
    data; ``ucapan``: what the speaker may say; ``tabel``: the figures behind, for operator and workbook.
    """

    kunci: str
    bagian: str
    judul: str
    tempat: str
    siklus: str
    sumber: str
    angka: tuple[KeyFigure, ...] = ()
    gambar: tuple[Gambar, ...] = ()
    ucapan: tuple[str, ...] = ()
    tabel: Tabel | None = None

    @property
    def jumlah_baris(self) -> str:
        """How many rows the tables on this screen have ("Jumlah baris: 6"), not broken at the end of a line.

        Stands in the source of the screen in every file, so that a row lost on the way is seen; "" without
        a table.
        """
        counts = [bahasa.angka(len(each.baris)) for each in self.gambar if isinstance(each, Tabel)]
        said = f"Jumlah baris: {' dan '.join(counts)}" if counts else ""
        return said.replace(" ", bahasa.NBSP)

    @property
    def semua_tabel(self) -> tuple[Tabel, ...]:
        """Every table of the screen: the one behind it first, then those shown that are others."""
        behind = (self.tabel,) if self.tabel is not None else ()
        shown = [each for each in self.gambar if isinstance(each, Tabel) and each not in behind]
        return (*behind, *shown)


@dataclass(frozen=True)
class Paparan:
    """A whole presentation: its screens in order and what all of them share.

    ``contoh``: invented data, said on every screen; ``tanggal``: date of the data ("28 Juni 2026").
    """

    kabkota: str
    siklus: str
    tempat: str
    tanggal: str
    contoh: bool
    layar: tuple[Layar, ...]
