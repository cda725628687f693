"""Tren: one indicator over cycles and months. Two points are a comparison, not a trend."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from stunting import bahasa
from stunting.presenters import figures, rincian
from stunting.presenters.rincian import Rincian
from stunting.siklus import previous
from stunting.stats import claims, month_suppression, rates, spc, suppression

ENOUGH_POINTS = 5
MIN_PER_MONTH = 20  # below, a month's interval fills the picture and says nothing
NO_MONTH = f"Belum ada bulan dengan sekurangnya {MIN_PER_MONTH} orang untuk indikator ini."
SURVEYED = "stunting_balita"  # what SSGI and SKI measure: balita 0-59 months


def headline(
    indikator: pd.Series, series: pd.DataFrame, siklus: str, area: str, *, kecamatan: int
) -> str:
    """The chosen cycle against the one before, the same semester a year before, and the first on record.

    ``series``: one area's rows (siklus, pembilang, penyebut), hidden cells already blank; ``kecamatan``: how
    many the district has, each could have been chosen. The first cycle is named only when it differs.
    """
    now = figures.pick(series, siklus=siklus)
    if now is not None and now.get("disembunyikan"):
        return f"{indikator['subjek']} di {area}, {bahasa.siklus(siklus)}: {figures.HIDDEN}."
    if now is None or pd.isna(now["penyebut"]) or not now["penyebut"]:
        return f"{indikator['subjek']} di {area}: belum ada data pada {bahasa.siklus(siklus)}."
    clauses = behind(indikator, series, siklus, kecamatan=kecamatan)
    said = "; ".join(each.kalimat for each in clauses)
    return f"{area}, {bahasa.siklus(siklus)}: {said}."


def behind(
    indikator: pd.Series, series: pd.DataFrame, siklus: str, *, kecamatan: int
) -> list[Rincian]:
    """The clauses of ``headline`` with what each rests on: the rate, then the comparisons."""
    now = figures.pick(series, siklus=siklus)
    if now is None or pd.isna(now["penyebut"]) or not now["penyebut"]:
        return []
    before = figures.pick(series, siklus=previous(siklus))
    year = figures.pick(series, siklus=previous(previous(siklus)))
    lately, earlier = (
        claims.of_areas(kind, kecamatan) for kind in (claims.BEFORE, claims.OTHER_TIMES)
    )
    clauses = [
        rincian.of_rate(indikator, rates.with_intervals(now.to_frame().T).iloc[0]),
        _change(now, before, "siklus lalu", lately),
        _change(now, year, "semester sama setahun lalu", earlier),
    ]
    known = series[series["penyebut"].notna() & (series["siklus"] < previous(previous(siklus)))]
    if len(known):
        first = known.sort_values("siklus").iloc[0]
        since = _change(now, first, bahasa.siklus(first["siklus"]), earlier)
        if since.kalimat.startswith(("naik", "turun")):
            clauses.append(since)
    return clauses


def _change(now: pd.Series, then: pd.Series | None, label: str, level: float) -> Rincian:
    same = then is None or pd.isna(then.get("aturan")) or then["aturan"] == now["aturan"]
    return rincian.of_change(figures.pair(now), figures.pair(then), label, level, same_rule=same)


def caution(series: pd.DataFrame) -> str:
    """Says so when there are too few cycles to speak of a trend; else empty."""
    points = int((series["penyebut"].fillna(0) > 0).sum())
    if points >= ENOUGH_POINTS:
        return ""
    return (
        f"Baru {points} siklus: belum cukup titik untuk menyebut tren "
        f"(perlu sekurangnya {ENOUGH_POINTS})."
    )


def survey_points(surveys: pd.DataFrame) -> pd.DataFrame:
    """Survey figures that may be drawn: none for a year in which sources disagree."""
    return surveys[surveys["nilai"].notna()]


def monthly(rows: pd.DataFrame, kode: str) -> pd.DataFrame:
    """The months of one area: records of people where they cover at least half of them, else reports."""
    rows = rows[rows["kode"] == kode]
    if rows.empty:
        return rates.with_intervals(rows)
    counts = rows["sumber"].value_counts()
    own, reported = counts.get("perorangan", 0), counts.get("agregat", 0)
    chosen = "perorangan" if own >= reported / 2 else "agregat"
    return rates.with_intervals(rows[rows["sumber"] == chosen].reset_index(drop=True))


def without_small(
    rows: pd.DataFrame,
    cycles: pd.DataFrame,
    kode_kabkota: str,
    threshold: int,
    weighing: Collection[int] = (),
) -> pd.DataFrame:
    """indikator_per_bulan as mode tayang may see it: small months become gaps.

    Kecamatan are hidden together so that none follows from the district's month, and months so that none
    follows from its cycle (``cycles``: indikator_per_siklus), nor the cycle from them. ``weighing``: the
    months that count for a cycle.
    """
    hidden = month_suppression.hidden(
        rows, cycles, kode_kabkota, threshold, least=MIN_PER_MONTH, weighing=weighing
    )
    return suppression.blank(rows, hidden)


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """A monthly series with months of fewer than MIN_PER_MONTH persons as gaps."""
    return suppression.blank(rows, rows["penyebut"].fillna(0) < MIN_PER_MONTH)


def control(rows: pd.DataFrame, events: pd.DataFrame, kecamatan: int) -> pd.DataFrame:
    """The months with their control limits (stats/spc.py); the level is that of every month of every area."""
    if rows.empty:
        return rows
    breaks = pd.to_datetime(events.loc[events["jeda"], "tanggal"]).dt.date.tolist()
    level = claims.level(claims.MONTHS, (kecamatan + 1) * len(rows))
    return spc.p_chart(rows, breaks, level=level)


def month_sentence(chart: pd.DataFrame) -> str:
    """Which months differ from the rest by more than chance; empty where no limits can be drawn."""
    if "pusat" not in chart or chart["pusat"].isna().all():
        return ""
    changed = chart[chart["berubah"]]
    if changed.empty:
        return "Tidak ada bulan yang berbeda dari kebiasaan deret ini melebihi kebetulan."
    named = [
        f"{bahasa.bulan(row.bulan)} ({bahasa.persen(row.rasio)}, biasanya {bahasa.persen(row.pusat)})"
        for row in changed.tail(3).itertuples()
    ]
    return f"Berbeda dari kebiasaan deret ini melebihi kebetulan: {bahasa.daftar(named)}."


def month_note(rows: pd.DataFrame) -> str:
    """Says where a monthly series comes from and what is left out of its picture."""
    reported = "agregat" in set(rows["sumber"])
    origin = "laporan agregat bulanan" if reported else "data perorangan"
    return f"Deret bulanan dari {origin}; bulan dengan kurang dari {MIN_PER_MONTH} orang tidak digambar."


LABELS = {
    "siklus": "Siklus",
    "pembilang": "Jumlah",
    "penyebut": "Dari",
    "rasio": "Persen",
    "rentang": "Rentang 95 %",
    "rasio_kabkota": "Kabupaten/kota",
}


def as_table(area: pd.DataFrame, district: pd.DataFrame) -> pd.DataFrame:
    """The series of the chosen area with the district's ratio beside it, newest first."""
    table = area.merge(
        district[["siklus", "rasio"]].rename(columns={"rasio": "rasio_kabkota"}), on="siklus"
    )
    table["rentang"] = [
        bahasa.rentang(low, high) for low, high in zip(table["bawah"], table["atas"], strict=True)
    ]
    return table.sort_values("siklus", ascending=False)[list(LABELS)]
