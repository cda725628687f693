"""Tata kelola: what is applied, does it work, what is in the way, what the last solution brought; visits."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import EFEKTIVITAS
from stunting.presenters.figures import HIDDEN
from stunting.presenters.rincian import Rincian

ASPEK, KUNJUNGAN = "Tata kelola", "Kunjungan sebelum audit"
VIEWS = (ASPEK, KUNJUNGAN)
LABELS = {
    "kecamatan": "Kecamatan",
    "aspek": "Aspek",
    "yang_berjalan": "Yang berjalan sekarang",
    "efektivitas": "Efektivitas",
    "kendala": "Kendala",
    "solusi": "Solusi",
    "lalu": "Hasil solusi sebelumnya",
}
WIDE = {"yang_berjalan": 330, "kendala": 330, "solusi": 330, "lalu": 330}
VISIT_LABELS = {
    "kecamatan": "Kecamatan",
    "pelaksana": "Pelaksana",
    "kunjungan": "Kunjungan",
    "terakhir": "Terakhir",
}
COVERAGE_LABELS = {
    "nama": "Kecamatan",
    "pembilang": "Dikunjungi",
    "penyebut": "Keluarga di daftar",
    "rasio": "Bagian",
    "terakhir": "Kunjungan terakhir",
}
ORDER = ("efektif", "cukup", "kurang", "belum_dinilai")


def headline(rows: pd.DataFrame, area: str, cycle: str) -> str:
    """How many aspects are judged effective, and how many have an obstacle without a way out."""
    if rows.empty:
        return f"{area}, {cycle}: tata kelola belum dicatat."
    grades = rows["efektivitas"].fillna("belum_dinilai").value_counts()
    parts = [
        f"{bahasa.angka(grades[grade])} {EFEKTIVITAS[grade].lower()}"
        for grade in ORDER
        if grade in grades
    ]
    held = rows[rows["kendala"].notna()]
    alone = int(held["solusi"].isna().sum())
    said = f"{area}, {cycle}: dari {bahasa.angka(len(rows))} catatan tata kelola, {bahasa.daftar(parts)}"
    if held.empty:
        return f"{said}; tidak ada kendala yang dicatat."
    rest = f"{bahasa.angka(alone)} belum punya solusi" if alone else "semuanya punya solusi"
    return f"{said}; {bahasa.angka(len(held))} menghadapi kendala, {rest}."


def behind(rows: pd.DataFrame, area: str, cycle: str) -> list[Rincian]:
    """The aspects and how often each was noted."""
    if rows.empty:
        return []
    named = ", ".join(f"{name} {number}" for name, number in rows["aspek"].value_counts().items())
    return [Rincian(headline(rows, area, cycle), f"Catatan menurut aspek: {named}.")]


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """The notes in words, with the columns of LABELS."""
    return rows.assign(
        efektivitas=rows["efektivitas"].map(EFEKTIVITAS).fillna(EFEKTIVITAS["belum_dinilai"]),
        lalu=[_before(row) for row in rows.itertuples()],
        **{name: rows[name].fillna("-") for name in ("yang_berjalan", "kendala", "solusi")},
    )[list(LABELS)]


def _before(row) -> str:
    """What became of the solution of the last time this aspect was noted here."""
    if not isinstance(row.siklus_lalu, str):
        return "belum pernah dicatat"
    then = bahasa.siklus_pendek(row.siklus_lalu)
    tried = (
        f"dicoba {then}: {row.solusi_lalu}"
        if isinstance(row.solusi_lalu, str)
        else f"{then}: tanpa solusi"
    )
    now = EFEKTIVITAS.get(row.efektivitas, "belum dinilai").lower()
    was = EFEKTIVITAS.get(row.efektivitas_lalu, "belum dinilai").lower()
    return f"{tried}; {was} menjadi {now}"


def by_aspect(rows: pd.DataFrame) -> pd.DataFrame:
    """How often each aspect was judged how: aspek and one column per grade."""
    grades = rows["efektivitas"].fillna("belum_dinilai")
    counted = pd.crosstab(rows["aspek"], grades).reindex(columns=list(ORDER), fill_value=0)
    return counted.reset_index()


def visit_headline(places: pd.DataFrame, district: pd.Series, area: str, cycle: str) -> str:
    """How many of the listed families were visited in the cycle."""
    if pd.isna(district["penyebut"]):
        return f"{area}, {cycle}: berapa yang dikunjungi disembunyikan karena angkanya kecil."
    if not district["penyebut"]:
        return f"{area}, {cycle}: belum ada keluarga di daftar untuk dikunjungi."
    return (
        f"{area}, {cycle}: {bahasa.n_dari(district['pembilang'], district['penyebut'])} keluarga di daftar "
        f"sudah dikunjungi ({bahasa.persen(district['rasio'])})."
    )


def visit_behind(places: pd.DataFrame, district: pd.Series, area: str, cycle: str) -> list[Rincian]:
    """The kecamatan with their numbers."""
    said = [
        f"{row.nama} {HIDDEN if pd.isna(row.pembilang) else bahasa.n_dari(row.pembilang, row.penyebut)}"
        for row in places.itertuples()
    ]
    return [
        Rincian(
            visit_headline(places, district, area, cycle),
            f"Dikunjungi pada siklus ini, menurut kecamatan: {'; '.join(said)}.",
        )
    ]


def visit_table(rows: pd.DataFrame, *, hide_small: bool, threshold: int) -> pd.DataFrame:
    """Visits by team, with the columns of VISIT_LABELS; in mode tayang no few and no exact day."""
    few = (rows["kunjungan"] < threshold) & hide_small
    return rows.assign(
        kunjungan=rows["kunjungan"].map(bahasa.angka).mask(few, HIDDEN),
        terakhir=[
            bahasa.bulan(day) if hide_small else bahasa.tanggal_pendek(day)
            for day in rows["terakhir"]
        ],
    )


def coverage_table(places: pd.DataFrame) -> pd.DataFrame:
    """Coverage by kecamatan, with the columns of COVERAGE_LABELS."""
    return places.assign(terakhir=[bahasa.bulan(day) for day in places["kunjungan_terakhir"]])
