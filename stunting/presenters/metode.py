"""Cara hitung: how each figure is made; texts in data/reference/metode, tables as they are in force."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from stunting import reference

FOLDER = reference.FOLDER / "metode"
# In the order in which a reader meets the figures.
SECTIONS = (
    "pertumbuhan",
    "pengukuran",
    "selang",
    "tingkat",
    "perbandingan",
    "bulanan",
    "neraca",
    "hulu",
    "tugas",
    "hubungan",
    "survei",
    "angka-kecil",
)
CONFIDENCE = (
    "Keyakinan: A dari sumber resmi; B dari pemberitaan atau satu sumber; C belum dikonfirmasi; ? sumber "
    "berselisih."
)
HEADLINE = "Cara hitung: dari mana setiap angka di dasbor ini."


@dataclass(frozen=True)
class Section:
    """A section of the page: its address, its title, its text (Markdown)."""

    anchor: str
    title: str
    text: str


def sections() -> list[Section]:
    """All sections in order. Raises ValueError for a text without title or source."""
    return [_read(name) for name in SECTIONS]


def _read(name: str) -> Section:
    title, _, text = (FOLDER / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    if not title.startswith("# ") or "\nSumber: " not in text:
        raise ValueError(f"{name}.md: judul atau sumbernya tidak ada")
    return Section(name, title[2:].strip(), text.strip())


INDICATOR_LABELS = {
    "nama": "Indikator",
    "pembilang": "Pembilang",
    "penyebut": "Penyebut",
    "sumber": "Sumber",
    "ambang": "Ambang",
}
THRESHOLD_LABELS = {
    "keterangan": "Ambang",
    "tahun_mulai": "Sejak",
    "nilai": "Nilai",
    "satuan": "Satuan",
    "sumber": "Sumber",
    "keyakinan": "Keyakinan",
}
WEIGHT_LABELS = {"nama": "Kebutuhan keluarga", "bobot": "Bobot", "alasan": "Alasan"}
SURVEY_LABELS = {
    "kode_wilayah": "Wilayah",
    "tahun": "Tahun",
    "survei": "Survei",
    "nilai": "Persen",
    "sumber": "Sumber",
    "keyakinan": "Keyakinan",
}


def tables() -> dict[str, tuple[pd.DataFrame, dict[str, str]]]:
    """Title -> (rows, labels): indicators, thresholds by year, weights, surveys, as the district has them."""
    thresholds = reference.table("ambang")
    since = thresholds["tahun_mulai"].astype("str").replace("2000", "dari semula")
    surveys = reference.table("survei")
    return {
        "Pembilang dan penyebut tiap indikator": (reference.table("indikator"), INDICATOR_LABELS),
        "Ambang menurut tahun": (thresholds.assign(tahun_mulai=since), THRESHOLD_LABELS),
        "Bobot kebutuhan keluarga": (reference.table("bobot"), WEIGHT_LABELS),
        "Angka survei dan sumbernya": (
            surveys.assign(tahun=surveys["tahun"].astype("str")),
            SURVEY_LABELS,
        ),
    }
