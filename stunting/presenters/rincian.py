"""The figures behind a heading: each of its clauses, and what it rests on.

A page's presenter says which clauses its heading has; here is how the kinds of clauses that many pages share
are taken apart. What is hidden in the heading's figures is hidden here: both are made of the same frames.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from stunting import bahasa
from stunting.charts.wording import figures
from stunting.presenters import sentences
from stunting.stats import intervals
from stunting.stats.tiers import LEVEL, RENDAH, SETARA, TINGGI, funnel_limits


@dataclass(frozen=True)
class Rincian:
    """A clause, letter for letter as the heading has it, and its figures in words."""

    kalimat: str
    angka: str


def of_rate(indikator: pd.Series, row: pd.Series) -> Rincian:
    """The clause of ``sentences.rate``: numerator, denominator and interval by their definitions."""
    said = (
        f"Pembilang ({indikator['pembilang']}): {bahasa.angka(row['pembilang'])}. "
        f"Penyebut ({indikator['penyebut']}): {bahasa.angka(row['penyebut'])}. "
        f"{bahasa.angka(row['pembilang'])} : {bahasa.angka(row['penyebut'])} = "
        f"{bahasa.persen(row['rasio'])}"
    )
    if pd.notna(row["bawah"]):
        said += f"; rentang 95{bahasa.NBSP}% (Wilson) {bahasa.rentang(row['bawah'], row['atas'])}"
    return Rincian(sentences.rate(indikator, row), f"{said}.")


def of_tiers(frame: pd.DataFrame, district: pd.Series, word: str) -> Rincian:
    """The clause of ``sentences.tiers``: who is set apart with the limits of its size, and the rest together.

    ``district``: the district's row; ``word``: "kabupaten" or "kota".
    """
    apart = [
        f"{row.nama} {figures(row._asdict())}, batas {_limits(district, row.penyebut)}"
        for row in frame[frame["tingkat"].isin([TINGGI, RENDAH])].itertuples()
    ]
    same = frame[frame["tingkat"] == SETARA]
    if len(same):
        low, high = same["rasio"].min(), same["rasio"].max()
        apart.append(
            f"{bahasa.angka(len(same))} kecamatan setara, {bahasa.rentang(low, high)}{bahasa.NBSP}%, "
            "masing-masing di dalam batas kebetulannya"
        )
    said = "; ".join(apart) if apart else "Tidak ada kecamatan yang dapat dibandingkan"
    return Rincian(sentences.tiers(frame, word), f"{_whole(district, word)}. {said}.")


def of_place(row: pd.Series, district: pd.Series, word: str) -> Rincian:
    """The clause of ``sentences.against_district`` for one kecamatan."""
    clause = sentences.against_district(row["tingkat"], word)
    if pd.isna(row["rasio"]) or pd.isna(district["rasio"]):
        return Rincian(clause, "Angkanya tidak ditampilkan.")
    return Rincian(
        clause,
        f"{row['nama']} {bahasa.persen(row['rasio'])}; {_whole(district, word)}; setara bila "
        f"{_limits(district, row['penyebut'])}.",
    )


def of_change(
    now: tuple, before: tuple, label: str, level: float, *, same_rule: bool = True
) -> Rincian:
    """The clause of ``sentences.change``; ``now``, ``before``: (pembilang, penyebut) or missing."""
    clause = sentences.change(now, before, label, level, same_rule=same_rule)
    if any(pd.isna(value) for value in (*now, *before)) or not now[1] or not before[1]:
        return Rincian(clause, "Salah satu angkanya tidak ada atau disembunyikan.")
    counted = f"{_counted(now)} dan {_counted(before)}"
    if not same_rule:
        return Rincian(clause, f"{counted}, menurut ambang yang berbeda.")
    found = intervals.difference(*([value] for value in (*now, *before)), level=level)
    low, high = (_points(each[0]) for each in (found.bawah, found.atas))
    holds = "tidak memuat 0" if found.berbeda[0] else "memuat 0"
    return Rincian(
        clause,
        f"{counted}: selisih {_points(found.selisih[0])} poin persen, rentang "
        f"{bahasa.persen(level, 2)} {low} sampai {high}, {holds}.",
    )


def _whole(district: pd.Series, word: str) -> str:
    if pd.isna(district["rasio"]):
        return f"{word.capitalize()} disembunyikan"
    return f"{word.capitalize()} {figures(district)}"


def _limits(district: pd.Series, penyebut: float) -> str:
    if pd.isna(district["rasio"]):
        return "tidak ditampilkan"
    low, high = funnel_limits(float(district["rasio"]), [penyebut])
    return (
        f"{bahasa.rentang(low[0], high[0])}{bahasa.NBSP}% untuk {bahasa.angka(penyebut)} "
        f"({bahasa.persen(LEVEL)})"
    )


def _counted(pair: tuple) -> str:
    return f"{bahasa.n_dari(*pair)} ({bahasa.persen(pair[0] / pair[1])})"


def _points(ratio: float) -> str:
    sign = "−" if round(ratio * 100, 1) < 0 else ""
    return f"{sign}{bahasa.angka(abs(ratio) * 100, 1)}"
