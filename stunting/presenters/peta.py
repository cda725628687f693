"""Peta: where most children are and where the rate is truly higher; and one kecamatan's panel."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from stunting import bahasa
from stunting.presenters import figures, rincian, sentences
from stunting.presenters.rincian import Rincian
from stunting.stats import rates
from stunting.stats.tiers import DISEMBUNYIKAN, TANPA_DATA

LABELS = {"nama": "Kecamatan", **figures.RATE_LABELS}
DESA_LABELS = {"nama": "Desa/kelurahan", "jumlah": "Jumlah", "rasio": "Persen"}


def headline(
    indikator: pd.Series, frame: pd.DataFrame, district: pd.Series, chosen: pd.Series | None
) -> str:
    """The tiers of the kecamatan and the district's own rate; with a chosen kecamatan, that one first."""
    if not district["penyebut"]:
        return f"{indikator['subjek']}: belum ada data pada siklus ini."
    if pd.isna(district["penyebut"]):
        return f"{indikator['subjek']} di {district['nama']}: {figures.HIDDEN}."
    word = sentences.district_word(district["nama"])
    if chosen is not None:
        whole = bahasa.persen(district["rasio"])
        return (
            f"{panel_sentence(indikator, chosen, district['nama'])} {word.capitalize()}: {whole}."
        )
    places = sentences.tiers(frame, word)
    said = f"{places[:1].upper()}{places[1:]}. {sentences.rate(indikator, district)}. "
    return said + most(frame, indikator)


def behind(
    indikator: pd.Series, frame: pd.DataFrame, district: pd.Series, chosen: pd.Series | None
) -> list[Rincian]:
    """What each clause of ``headline`` rests on."""
    if pd.isna(district["penyebut"]) or not district["penyebut"]:
        return []
    word = sentences.district_word(district["nama"])
    whole = rincian.of_rate(indikator, district)
    if chosen is not None:
        own = []
        if chosen["tingkat"] not in (TANPA_DATA, DISEMBUNYIKAN):
            own = [
                rincian.of_rate(indikator, chosen),
                rincian.of_place(chosen, district, word),
            ]
        return [
            *own,
            Rincian(f"{word.capitalize()}: {bahasa.persen(district['rasio'])}", whole.angka),
        ]
    places = rincian.of_tiers(frame, district, word)
    found = [replace(places, kalimat=f"{places.kalimat[:1].upper()}{places.kalimat[1:]}"), whole]
    if where := most(frame, indikator):
        known = frame[frame["pembilang"].notna()]
        top = known.sort_values("pembilang", ascending=False, kind="stable").head(3)
        counts = [f"{row.nama} {bahasa.angka(row.pembilang)}" for row in top.itertuples()]
        found.append(Rincian(where, f"Menurut jumlah: {', '.join(counts)}."))
    return found


def most(frame: pd.DataFrame, indikator: pd.Series) -> str:
    """Where the largest number is, which need not be where the rate is highest. Empty without data."""
    known = frame[frame["pembilang"].notna()]
    if known.empty:
        return ""
    top = known.loc[known["pembilang"].astype("float64").idxmax()]
    return (
        f"Jumlah terbanyak di {top['nama']}: "
        f"{bahasa.n_dari(top['pembilang'], top['penyebut'])} {indikator['dasar']}."
    )


def panel_sentence(indikator: pd.Series, row: pd.Series, kabkota: str) -> str:
    """What the panel of one kecamatan says first."""
    if row["tingkat"] == TANPA_DATA:
        return f"{row['nama']}: tidak ada data pada siklus ini."
    if row["tingkat"] == DISEMBUNYIKAN:
        return f"{row['nama']}: disembunyikan di mode tayang (angka kecil)."
    word = sentences.district_word(kabkota)
    return (
        f"{row['nama']}: {sentences.rate(indikator, row)}, "
        f"{sentences.against_district(row['tingkat'], word)}."
    )


def desa_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Desa of one kecamatan in words: hidden, unmeasured and measured look different."""
    return pd.DataFrame(
        {
            "nama": frame["nama"],
            "jumlah": [_counts(row) for _, row in frame.iterrows()],
            "rasio": [bahasa.persen(value) for value in frame["rasio"]],
        }
    )


def _counts(row: pd.Series) -> str:
    if row.get("disembunyikan"):
        return figures.HIDDEN
    if pd.isna(row["penyebut"]) or row["penyebut"] == 0:
        return "belum ada laporan"
    return bahasa.n_dari(row["pembilang"], row["penyebut"])


def audit_lines(cases: pd.DataFrame, causes: pd.DataFrame, kelompok: dict[str, str]) -> list[str]:
    """Audited cases of the kecamatan and their causes as counted sentences (never a rate)."""
    if cases.empty:
        return ["Tidak ada kasus yang diaudit di kecamatan ini pada siklus ini."]
    by_group = cases.groupby("kelompok")["jumlah"].sum()
    counted = bahasa.daftar(
        [f"{bahasa.angka(count)} {kelompok[group].lower()}" for group, count in by_group.items()]
    )
    lines = [f"Kasus yang diaudit: {counted}."]
    if not causes.empty:
        total = int(causes["kasus_semua"].iloc[0])
        top = [
            f"{row.penyebab} ({bahasa.angka(row.kasus)} dari {bahasa.angka(total)} kasus)"
            for row in causes.head(3).itertuples()
        ]
        lines.append(
            f"Penyebab terbanyak: {bahasa.daftar(top)}. Satu kasus bisa punya beberapa penyebab."
        )
    return lines


def district_row(rows: pd.DataFrame, nama: str, kode: str) -> pd.Series:
    """The district's sum / sum with its interval, from the rows BEFORE anything is hidden."""
    return rates.district(rows, nama, kode)
