"""Anak serupa: two records of a child side by side, and what was decided about others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting import bahasa
from stunting.identity.decisions import BERBEDA, SAMA, Decision, Pair

WORDS = {SAMA: "anak yang sama", BERBEDA: "anak berbeda"}
SUMMARY_LABELS = {
    "kecamatan": "Kecamatan",
    "menunggu": "Menunggu keputusan",
    "digabung": "Anak yang sama",
    "dibedakan": "Anak berbeda",
}
LABELS = {
    "apa": "Keterangan",
    "satu": "Catatan pertama",
    "dua": "Catatan kedua",
    "banding": "Bandingan",
}
_ROWS = {
    "nama": "Nama anak",
    "ibu": "Nama orang tua",
    "lahir": "Tanggal lahir",
    "jk": "Jenis kelamin",
    "nik": "NIK",
    "desa": "Desa/kelurahan",
    "posyandu": "Posyandu",
    "rt": "RT/RW",
}
_SEX = {"L": "laki-laki", "P": "perempuan"}
MEASURED = ("Pengukuran terakhir", "Sebelumnya", "Sebelumnya lagi")


def headline(waiting: int, area: str, *, decided: int = 0) -> str:
    """How many pairs of the area a person still has to look at."""
    if waiting:
        return (
            f"{bahasa.angka(waiting)} pasang catatan di {area} mungkin anak yang sama dan menunggu "
            "keputusan."
        )
    if decided:
        return f"Semua pasangan anak serupa di {area} sudah diputuskan."
    return f"Tidak ada anak serupa yang perlu diputuskan di {area}."


def summary(counts: pd.DataFrame, kode_kecamatan: str | None) -> pd.DataFrame:
    """The counts of the chosen kecamatan, or of all."""
    return counts if kode_kecamatan is None else counts[counts["kode_kecamatan"] == kode_kecamatan]


def side_by_side(pair: pd.Series) -> pd.DataFrame:
    """Both records line by line: apa, satu, dua, banding (sama, berbeda, or nothing to compare)."""
    lines = []
    for name, label in _ROWS.items():
        one, other = (_said(name, pair[f"{name}_{side}"]) for side in "ab")
        lines.append((label, one, other, _compared(one, other)))
    for at, label in enumerate(MEASURED):
        one, other = (_measured(pair, side, at) for side in "ab")
        if one or other:
            lines.append((label, one or "tidak ada", other or "tidak ada", ""))
    return pd.DataFrame(lines, columns=list(LABELS))


def _said(name: str, value: object) -> str:
    if value is None or pd.isna(value):
        return "tidak tercatat"
    if name == "lahir":
        return bahasa.tanggal(value)
    return _SEX.get(value, value) if name == "jk" else str(value)


def _compared(one: str, other: str) -> str:
    if "tidak tercatat" in (one, other):
        return ""
    return "sama" if one.casefold() == other.casefold() else "berbeda"


def _measured(pair: pd.Series, side: str, at: int) -> str:
    days = pair[f"tanggal_{side}"]
    if not hasattr(days, "__len__") or len(days) <= at:
        return ""
    parts = [bahasa.tanggal_pendek(pd.Timestamp(days[at]))]
    for name, unit in (("bb", "kg"), ("tb", "cm")):
        value = np.ma.filled(np.ma.asarray(pair[f"{name}_{side}"], dtype=float), np.nan)[at]
        if not np.isnan(value):
            parts.append(f"{bahasa.angka(value, 1)} {unit}")
    return "; ".join(parts)


def history(rows: pd.DataFrame, standing: dict[Pair, Decision]) -> list[tuple[Pair, str]]:
    """The decided pairs among ``rows``, newest first, each in a sentence."""
    by_key = {(row.orang_a, row.orang_b): row for row in rows.itertuples()}
    told = []
    for pair, decision in reversed(standing.items()):
        if pair in by_key:
            row = by_key[pair]
            day = bahasa.tanggal_pendek(decision.at.astimezone())
            said = WORDS[decision.keputusan]
            words = f"{row.nama_a} dan {row.nama_b}, {row.desa_a}: {said} ({decision.who}, {day})"
            told.append((pair, words))
    return told
