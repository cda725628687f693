"""Indonesian numbers, dates and lists: the one place that knows how they are written.

Pure functions. What is missing (None, NaN, NA, NaT) is written ``t.a.`` (tidak ada), never 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

KOSONG = "t.a."
NBSP = "\u00a0"  # keeps a number and its unit on one line
BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
BULAN_PENDEK = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
HARI = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")  # Sunday first, as d3 wants


def angka(x: float | None, desimal: int = 0) -> str:
    """1234.5 -> "1.234,5" (with ``desimal=1``). Halves are rounded away from zero, as people do."""
    if pd.isna(x):
        return KOSONG
    # Through repr: 0.125 must become 0,13, and 2.675 what the reader sees it as.
    rounded = Decimal(str(x)).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)  # no "-0"
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def persen(rasio: float | None, desimal: int = 1) -> str:
    """A ratio 0..1 as a percentage: 0.1316 -> "13,2 %" (with a non-breaking space)."""
    if pd.isna(rasio):
        return KOSONG
    return f"{angka(Decimal(str(float(rasio))) * 100, desimal)}{NBSP}%"


def rentang(bawah: float | None, atas: float | None, desimal: int = 1) -> str:
    """An interval of ratios in percent, without the sign: (0.121, 0.144) -> "12,1–14,4"."""
    if pd.isna(bawah) or pd.isna(atas):
        return KOSONG
    ends = (angka(Decimal(str(float(end))) * 100, desimal) for end in (bawah, atas))
    return "–".join(ends)


def n_dari(pembilang: int | None, penyebut: int | None) -> str:
    """Numerator and denominator: "412 dari 3.120"; "t.a." when there is nothing to count in."""
    if pd.isna(pembilang) or pd.isna(penyebut) or penyebut == 0:
        return KOSONG
    return f"{angka(pembilang)} dari {angka(penyebut)}"


def tanggal(d: date | None) -> str:
    """ "22 November 2026"."""
    return KOSONG if pd.isna(d) else f"{d.day} {BULAN[d.month - 1]} {d.year}"


def tanggal_pendek(d: date | None) -> str:
    """ "22 Nov 2026"."""
    return KOSONG if pd.isna(d) else f"{d.day} {BULAN_PENDEK[d.month - 1]} {d.year}"


def bulan(d: date | None) -> str:
    """The month of any day in it: "Februari 2026"."""
    return KOSONG if pd.isna(d) else f"{BULAN[d.month - 1]} {d.year}"


def bulan_pendek(d: date | None) -> str:
    """ "Feb 2026", for axes."""
    return KOSONG if pd.isna(d) else f"{BULAN_PENDEK[d.month - 1]} {d.year}"


def siklus(s: str | None) -> str:
    """ "2026-S1" -> "Semester I 2026". Raises ValueError for another form."""
    if pd.isna(s):
        return KOSONG
    year, semester = _cycle(s)
    return f"Semester {'I' * semester} {year}"


def siklus_pendek(s: str | None) -> str:
    """ "2026-S1" -> "S1 2026", for axes. Raises ValueError for another form."""
    if pd.isna(s):
        return KOSONG
    year, semester = _cycle(s)
    return f"S{semester} {year}"


def daftar(items: Sequence[str]) -> str:
    """["a", "b", "c"] -> "a, b, dan c"; two items "a dan b"; none ""."""
    if len(items) <= 2:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def _cycle(s: str) -> tuple[int, int]:
    year, _, semester = s.partition("-S")
    if not (len(year) == 4 and year.isdecimal() and semester in ("1", "2")):
        raise ValueError(f"bukan siklus: {s!r}")
    return int(year), int(semester)


def di_tengah(words: str) -> str:
    """Words of a list inside a sentence: "Kelas ibu hamil" begins small; an abbreviation stays as it is."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
