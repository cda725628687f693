"""Siap rapat in words: the checks as a list, worst first, and how many there are of each."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.presenters.figures import KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.rapat.kesiapan import BELUM, PERIKSA, SIAP, Butir

WORDS = {SIAP: "● Siap", PERIKSA: "▲ Periksa", BELUM: "■ Belum"}
LABELS = {
    "keadaan": "Keadaan",
    "nama": "Yang diperiksa",
    "temuan": "Yang ditemukan",
    "langkah": "Yang perlu dilakukan",
}
WIDE = {"keadaan": 130, "nama": 280, "temuan": 480, "langkah": 620}
_ORDER = (BELUM, PERIKSA, SIAP)


def table(found: list[Butir]) -> pd.DataFrame:
    """The checks with the columns of LABELS, what is missing on top."""
    ordered = sorted(found, key=lambda each: _ORDER.index(each.keadaan))
    return pd.DataFrame(
        {
            "keadaan": [WORDS[each.keadaan] for each in ordered],
            "nama": [each.nama for each in ordered],
            "temuan": [each.temuan for each in ordered],
            "langkah": [each.langkah or "-" for each in ordered],
        }
    )


def key_figures(found: list[Butir], seconds: float) -> list[KeyFigure]:
    """How many are ready, to be looked at, missing; how long it took."""
    counted = {
        state: sum(each.keadaan == state for each in found) for state in (SIAP, PERIKSA, BELUM)
    }
    return [
        KeyFigure("Siap", bahasa.n_dari(counted[SIAP], len(found))),
        KeyFigure("Perlu diperiksa", bahasa.angka(counted[PERIKSA]), "dapat dijelaskan di rapat"),
        KeyFigure("Belum", bahasa.angka(counted[BELUM]), "selesaikan sebelum rapat"),
        KeyFigure("Lama pemeriksaan", f"{bahasa.angka(seconds, 1)} detik"),
    ]


def behind(headline: str, found: list[Butir]) -> list[Rincian]:
    """The names of the checks behind each count."""
    said = [
        f"{WORDS[state]}: {', '.join(each.nama for each in found if each.keadaan == state)}"
        for state in _ORDER
        if any(each.keadaan == state for each in found)
    ]
    return [Rincian(headline, "; ".join(said) + ".")]
