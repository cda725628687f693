"""The papers of a meeting by file name, each made when it is asked for: by page, command line and bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from stunting.exports import docx, pdf
from stunting.rapat import bahan, berita_acara, kalender, laporan
from stunting.rapat.berita_acara import Isi, Rapat

LABELS = {
    "berita-acara.pdf": "Berita acara (PDF)",
    "berita-acara.docx": "Berita acara (DOCX)",
    "tugas-opd.xlsx": "Tugas per OPD (XLSX)",
    "laporan-aks.docx": "Laporan AKS (DOCX)",
    "tenggat.ics": "Kalender (ICS)",
}


def makers(
    room: Rapat, isi: Isi, governance: pd.DataFrame, about: Mapping[str, str]
) -> dict[str, Callable[[], bytes]]:
    """A maker for each of LABELS. ``governance``: tata_kelola_daftar; ``about``: what the workbook says."""
    both = pd.concat([isi.lalu, isi.tugas], ignore_index=True)
    title = f"Tenggat audit stunting {isi.kabkota}"
    return {
        "berita-acara.pdf": lambda: pdf.write(berita_acara.document(room, isi)),
        "berita-acara.docx": lambda: docx.write(berita_acara.document(room, isi)),
        "tugas-opd.xlsx": partial(bahan.tasks_by_office, isi, about),
        "laporan-aks.docx": lambda: docx.write(laporan.document(room, isi, governance)),
        "tenggat.ics": partial(kalender.ics, both, title),
    }


def named(file: str, stem: str) -> str:
    """ "berita-acara.pdf" of "3516-2026-S1": "berita-acara-3516-2026-S1.pdf"."""
    name, _, suffix = file.rpartition(".")
    return f"{name}-{stem}.{suffix}"
