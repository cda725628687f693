"""Apa yang berubah: what one import changed, in a sentence and in tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from stunting import bahasa

# How rows of the base tables are called.
TABLES = {
    "pengukuran": "pengukuran",
    "orang": "orang",
    "skrining": "pemeriksaan ibu dan catin",
    "keluarga": "verifikasi keluarga",
    "krs_desa": "jumlah keluarga berisiko desa",
    "mutasi": "mutasi",
    "agregat_bulanan": "angka bulanan desa",
    "kasus": "kasus audit",
    "kasus_penyebab": "penyebab kasus",
    "rtl": "rekomendasi",
    "rtl_status": "status rekomendasi",
    "evaluasi": "evaluasi",
    "tata_kelola": "tata kelola",
    "kunjungan": "kunjungan",
    "bantuan": "bantuan",
}
ROW_LABELS = {"tabel": "Data", "baru": "Baru", "berubah": "Berubah", "hilang": "Hilang"}
MOVED_LABELS = {
    "siklus": "Siklus",
    "kecamatan": "Kecamatan",
    "nama": "Indikator",
    "dulu": "Sebelum",
    "kini": "Sesudah",
    "arti": "Perbedaan",
}
DIFFERENT, FEW = "berbeda", "beberapa orang saja"


@dataclass(frozen=True)
class Changes:
    """One import: its sentence, rows per table, moved figures."""

    sentence: str
    rows: pd.DataFrame
    moved: pd.DataFrame


def kept(ask: Callable[..., pd.DataFrame]) -> dict[str, str]:
    """Imports whose changes are known: version -> when and which files, newest first."""
    known = ask("perubahan_daftar").drop_duplicates("versi")
    return {
        row.versi: f"{bahasa.tanggal(row.waktu)} {row.waktu:%H.%M}: {row.berkas}"
        for row in known.itertuples(index=False)
    }


def changes(ask: Callable[..., pd.DataFrame], version: str) -> Changes | None:
    """What the import that made a version changed; None when that is not known."""
    rows = ask("perubahan_daftar")
    rows = rows[rows["versi"] == version]
    if rows.empty:
        return None
    moved = ask("perubahan_indikator", versi=version)
    return Changes(
        sentence(rows, moved),
        rows.assign(tabel=rows["tabel"].map(TABLES)).reset_index(drop=True),
        _in_words(moved),
    )


def sentence(rows: pd.DataFrame, moved: pd.DataFrame) -> str:
    """``1.204 pengukuran baru, 3 berubah, 0 hilang; Stunting bergerak di 5 kecamatan, terbanyak …``."""
    first = _first(rows)
    said = (
        f"{bahasa.angka(first['baru'])} {TABLES[first['tabel']]} baru, {bahasa.angka(first['berubah'])} "
        f"berubah, {bahasa.angka(first['hilang'])} hilang"
    )
    if moved.empty:
        return f"{said}; tidak ada indikator yang bergerak."
    name = _indicator(moved)
    here = moved[moved["indikator"] == name]
    here = here[here["siklus"] == here["siklus"].max()]
    most = here.loc[_movement(here).idxmax()]
    return (
        f"{said}; {most['nama']} {bahasa.siklus(most['siklus'])} bergerak di {bahasa.angka(len(here))} "
        f"kecamatan, terbanyak {most['kecamatan']} {_figure(most, '_lalu')} → {_figure(most)}."
    )


def _first(rows: pd.DataFrame) -> pd.Series:
    """What to name: measurements where there are any, else the table that changed most."""
    total = rows["baru"] + rows["berubah"] + rows["hilang"]
    measured = (rows["tabel"] == "pengukuran") & (total > 0)
    return rows[measured].iloc[0] if measured.any() else rows.loc[total.idxmax()]


def _indicator(moved: pd.DataFrame) -> str:
    """Stunting of balita where it moved, else what moved in most places."""
    if "stunting_balita" in set(moved["indikator"]):
        return "stunting_balita"
    return moved["indikator"].value_counts().idxmax()


def _movement(moved: pd.DataFrame) -> pd.Series:
    counts = moved[["pembilang", "penyebut", "pembilang_lalu", "penyebut_lalu"]].fillna(0)
    return (counts["pembilang"] - counts["pembilang_lalu"]).abs() * 1e6 + (
        counts["penyebut"] - counts["penyebut_lalu"]
    ).abs()


def _in_words(moved: pd.DataFrame) -> pd.DataFrame:
    rows = moved.to_dict("records")
    return pd.DataFrame(
        {
            "siklus": [bahasa.siklus(row["siklus"]) for row in rows],
            "kecamatan": moved["kecamatan"].to_list(),
            "nama": moved["nama"].to_list(),
            "dulu": [_figure(row, "_lalu") for row in rows],
            "kini": [_figure(row) for row in rows],
            "arti": [DIFFERENT if row["berbeda"] else FEW for row in rows],
        },
        columns=list(MOVED_LABELS),
    )


def _figure(row, when: str = "") -> str:
    if pd.isna(row[f"penyebut{when}"]):
        return "tanpa angka"
    return f"{bahasa.angka(row[f'pembilang{when}'])}/{bahasa.angka(row[f'penyebut{when}'])}"
