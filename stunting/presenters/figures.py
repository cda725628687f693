"""What every page does to the counts of an answer before anybody sees them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from stunting import bahasa
from stunting.siklus import bulan_timbang
from stunting.stats import rates, suppression
from stunting.stats.tiers import DISEMBUNYIKAN, NILAI

# Not "kurang dari 5": what shields a small cell is hidden with it and may be large.
HIDDEN = NILAI[DISEMBUNYIKAN]
# The columns of the standard frame as a table names them.
RATE_LABELS = {
    "pembilang": "Jumlah",
    "penyebut": "Dari",
    "rasio": "Persen",
    "bawah": "Batas bawah 95 %",
    "atas": "Batas atas 95 %",
    "tingkat": "Dibanding kabupaten/kota",
}


@dataclass(frozen=True)
class KeyFigure:
    """One large figure: what it is, its value, the counts behind it and its change in words."""

    label: str
    value: str
    counts: str = ""
    change: str = ""


def by_kecamatan(rows: pd.DataFrame, *, hide_small: bool, threshold: int) -> pd.DataFrame:
    """The standard frame with rasio, bawah, atas, tingkat; small cells hidden in mode tayang."""
    frame = rates.with_rates(rows)
    return suppression.suppress(frame, threshold) if hide_small else frame


def whole(row: pd.Series, *, hide_small: bool, threshold: int) -> pd.Series:
    """The district's own row; without any figure in mode tayang when it is small itself."""
    one = row.to_frame().T
    hidden = suppression.small_rows(one, threshold)
    return suppression.blank(one, hidden).iloc[0] if hide_small and hidden.iloc[0] else row


def by_desa(rows: pd.DataFrame, *, hide_small: bool, threshold: int) -> pd.DataFrame:
    """Rows of one kecamatan's desa with intervals; small cells hidden in mode tayang."""
    frame = rates.with_intervals(rows)
    return suppression.suppress(frame, threshold) if hide_small else frame


def over_time(rows: pd.DataFrame, by: str, *, hide_small: bool, threshold: int) -> pd.DataFrame:
    """Rows of areas over cycles or months with intervals; per point in time one total is protected.

    ``rows`` without the district's own row.
    """
    frame = rates.with_intervals(rows)
    return suppression.suppress(frame, threshold, by=by) if hide_small else frame


def over_time_whole(rows: pd.DataFrame, *, hide_small: bool, threshold: int) -> pd.DataFrame:
    """The district's own row over cycles with intervals; without any figure where it is small itself."""
    frame = rates.with_intervals(rows)
    return suppression.blank(frame, hide_small & suppression.small_rows(frame, threshold))


def pair(row: pd.Series | None, suffix: str = "") -> tuple:
    """(pembilang, penyebut) of a row, or of its ``_sebelum`` / ``_setahun`` twin."""
    if row is None:
        return (None, None)
    return (row[f"pembilang{suffix}"], row[f"penyebut{suffix}"])


def pick(frame: pd.DataFrame, **where: object) -> pd.Series | None:
    """The one row where the columns have these values, or None."""
    found = np.ones(len(frame), dtype=bool)
    for column, value in where.items():
        found &= (frame[column] == value).to_numpy(dtype=bool, na_value=False)
    return frame.iloc[int(found.argmax())] if found.any() else None


def counted(indikator: pd.Series) -> str:
    """Numerator and denominator of an indicator in words."""
    return f"Pembilang: {indikator['pembilang']}; penyebut: {indikator['penyebut']}."


# How a source is said when it is not the person-by-person records that the indicator itself names.
_SUMMED = {
    "agregat": "jumlah laporan bulanan",
    "krs_desa": "jumlah Verval KRS per desa",
    "terdaftar": "anak terdaftar sebagai penyebut, karena sasarannya belum dilaporkan",
}


def sources(rows: pd.DataFrame) -> str:
    """Which desa rest on sums instead of records of persons; empty where none does.

    ``rows``: the answer of sumber_indikator.
    """
    total = rows["desa"].sum()
    said = [
        f"{bahasa.n_dari(row.desa, total)} desa/kelurahan menurut {_SUMMED[row.sumber]}"
        for row in rows.itertuples()
        if row.sumber in _SUMMED
    ]
    return f"{bahasa.daftar(said)}." if said else ""


def rule(kelompok: str, weighing_months: str) -> str:
    """Which value counts in a cycle, as the build decides it (queries/build/*_siklus.sql).

    ``weighing_months``: the setting bulan_timbang, "2;8".
    """
    if kelompok in ("baduta", "balita"):
        months = bahasa.daftar([bahasa.BULAN[each - 1] for each in bulan_timbang(weighing_months)])
        return (
            f"Tiap anak dihitung sekali: pengukuran TB/U sah pada bulan penimbangan ({months}), bila tidak "
            "ada yang sah terakhir pada siklus itu; nilai di luar batas WHO tidak dihitung."
        )
    if kelompok == "keluarga":
        return "Tiap keluarga dihitung sekali, menurut verifikasi pada siklus itu."
    return "Tiap orang dihitung sekali, menurut nilai terakhir pada siklus itu."
