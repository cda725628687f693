"""Buka kasus: what is said around the identity of one audited case."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import KELOMPOK

_ROWS = {
    "nama": "Nama",
    "nama_ibu": "Nama orang tua",
    "tanggal_lahir": "Tanggal lahir",
    "nik": "NIK",
    "desa": "Desa/kelurahan",
    "alamat": "Alamat",
    "rt": "RT/RW",
    "posyandu": "Posyandu",
    "telepon": "Nomor HP",
}
LABELS = {"apa": "Keterangan", "isi": "Isi"}


def headline(cases: pd.DataFrame, area: str, cycle: str) -> str:
    """How many cases there are to open."""
    if cases.empty:
        return f"Belum ada kasus yang diaudit di {area}, {cycle}."
    known = int(cases["beridentitas"].sum())
    return (
        f"{bahasa.angka(len(cases))} kasus diaudit di {area}, {cycle}; identitas "
        f"{bahasa.angka(known)} di antaranya dapat dibuka satu per satu."
    )


def choices(cases: pd.DataFrame) -> dict[str, str]:
    """The cases whose person is known: code -> code with group and kecamatan."""
    known = cases[cases["beridentitas"]]
    return {
        row.kasus_id: f"{row.kasus_id}: {KELOMPOK[row.kelompok]}, {row.kecamatan}"
        for row in known.itertuples()
    }


def lines(person: pd.Series) -> pd.DataFrame:
    """The identity line by line: apa, isi."""
    written = {name: person[name] for name in _ROWS}
    if not pd.isna(written["tanggal_lahir"]):
        written["tanggal_lahir"] = bahasa.tanggal(written["tanggal_lahir"])
    return pd.DataFrame(
        {
            "apa": list(_ROWS.values()),
            "isi": ["tidak tercatat" if pd.isna(each) else str(each) for each in written.values()],
        }
    )
