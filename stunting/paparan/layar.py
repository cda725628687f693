"""One screen of the presentation: made for the back row, without the name of any person."""

from __future__ import annotations

from dataclasses import dataclass

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
