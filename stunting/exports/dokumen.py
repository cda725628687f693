"""A document as blocks, so that the editable file (DOCX) and the one to hand out (PDF) say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Judul:
    """A heading; ``tingkat`` 1 is a chapter, 2 a part of it."""

    teks: str
    tingkat: int = 1


@dataclass(frozen=True)
class Paragraf:
    """Running text."""

    teks: str
    tebal: bool = False
    tengah: bool = False


@dataclass(frozen=True)
class Butir:
    """Points under each other."""

    isi: Sequence[str]


@dataclass(frozen=True)
class Tabel:
    """A table of texts; ``lebar``: the share of the width of each column, any unit."""

    kepala: Sequence[str]
    baris: Sequence[Sequence[str]]
    lebar: Sequence[float]
    tinggi_cm: float = 0.0  # at least, of each row: room to write in


@dataclass(frozen=True)
class Penandatangan:
    """Who signs: the office, and the name and NIP below the line (empty: a line to fill in)."""

    jabatan: str
    nama: str = ""
    nip: str = ""


@dataclass(frozen=True)
class TandaTangan:
    """The block of signatures, two beside each other."""

    tempat_tanggal: str
    siapa: Sequence[Penandatangan]


@dataclass(frozen=True)
class HalamanBaru:
    """What follows begins on a new page."""


Blok = Judul | Paragraf | Butir | Tabel | TandaTangan | HalamanBaru


@dataclass(frozen=True)
class Dokumen:
    """A whole document: letterhead lines, title lines, blocks, and what stands at the foot of every page."""

    judul: str
    kop: Sequence[str]
    kepala: Sequence[str]
    blok: Sequence[Blok]
    kaki: str
    mendatar: bool = field(default=False)
