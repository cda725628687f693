"""What a picture of the presentation shows, before anything is drawn.

The same description becomes a drawing (stunting/exports/svg), a native chart of a slide
(stunting/exports/pptx) and a table of a workbook, so all of them say the same. Every text is ready to be
read: formal Indonesian, numbers as "1.234,5". Colours are of stunting/theme.py, never the only sign.
``alt`` says in a sentence or two what the picture shows, for whoever cannot see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Batang:
    """One bar: ``nilai`` in the unit of its chart (None: no figure), ``teks`` as written beside it.

    ``bawah``, ``atas``: the ends of its 95 % interval, if it has one; ``dipilih``: of the chosen kecamatan.
    """

    nama: str
    nilai: float | None
    teks: str
    warna: str
    bawah: float | None = None
    atas: float | None = None
    dipilih: bool = False


@dataclass(frozen=True)
class Urutan:
    """Bars one below the other, from zero. ``acuan``: a vertical line (value, words), as the district's rate.

    ``persen``: values are shares 0..1; otherwise counts. ``utuh``: the axis ends at the whole, so that a
    small share alone does not fill it; otherwise at the largest value.
    """

    judul: str
    alt: str
    batang: tuple[Batang, ...]
    persen: bool
    acuan: tuple[float, str] | None = None
    utuh: bool = False


@dataclass(frozen=True)
class Tumpukan:
    """Bars made of parts that add up: counts of cases, tasks or families. One row per name.

    ``bagian``: (words, colour) of each part; ``baris``: (name, one count per part).
    """

    judul: str
    alt: str
    bagian: tuple[tuple[str, str], ...]
    baris: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Seri:
    """One line: a value per place of the x axis, None where there is none; intervals where they are known.

    ``sambung`` False: points without a line between them (surveys). ``putus``: a dashed line.
    """

    nama: str
    warna: str
    nilai: tuple[float | None, ...]
    bawah: tuple[float | None, ...] = ()
    atas: tuple[float | None, ...] = ()
    sambung: bool = True
    putus: bool = False


@dataclass(frozen=True)
class Garis:
    """Lines over places in order (cycles, ages in months): ``x`` their words, ``posisi`` where they stand.

    ``persen``: values are shares 0..1; else of ``satuan`` ("cm"). ``dari_nol``: the axis starts at 0.
    """

    judul: str
    alt: str
    x: tuple[str, ...]
    posisi: tuple[float, ...]
    seri: tuple[Seri, ...]
    persen: bool = True
    satuan: str = "%"
    dari_nol: bool = True


@dataclass(frozen=True)
class Daerah:
    """One area of a map: its GeoJSON geometry (degrees), the place of its name, its fill and its words.

    ``nilai``: the figure under the name ("" without one). ``arsir``: hatched, nobody was measured.
    ``tanda``: the sign of its tier beside the name, "" where it is setara.
    """

    kode: str
    nama: str
    bentuk: Mapping
    titik: tuple[float, float]
    warna: str
    nilai: str = ""
    arsir: bool = False
    dipilih: bool = False
    tanda: str = ""


@dataclass(frozen=True)
class Peta:
    """A map of a district. ``latar``: neighbours as geometries; ``legenda``: (colour, words, hatched)."""

    judul: str
    alt: str
    daerah: tuple[Daerah, ...]
    legenda: tuple[tuple[str, str, bool], ...]
    latar: tuple[Mapping, ...] = ()
    catatan: str = ""  # where the boundaries are from


@dataclass(frozen=True)
class Aliran:
    """One way of the ledger and its children; ``tanda``: "+" into the group, "-" out of it, "" they stay."""

    nama: str
    jumlah: int
    warna: str
    tanda: str


@dataclass(frozen=True)
class Arus:
    """The ledger as a flow: ``awal`` children on the left, ``akhir`` on the right, the ways between them."""

    judul: str
    alt: str
    awal: tuple[int, str]
    akhir: tuple[int, str]
    aliran: tuple[Aliran, ...]


@dataclass(frozen=True)
class Tabel:
    """Rows of words. ``kolom``: (heading, share of the width, "kiri" or "kanan")."""

    judul: str
    alt: str
    kolom: tuple[tuple[str, float, str], ...]
    baris: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Butir:
    """A short list of points, each (what it is about, what is said); the first part may be empty."""

    judul: str
    alt: str
    butir: tuple[tuple[str, str], ...]


Gambar = Urutan | Tumpukan | Garis | Peta | Arus | Tabel | Butir
