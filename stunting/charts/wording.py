"""The words that stand in hover texts, labels and alt texts: one form for one figure everywhere."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from stunting import bahasa
from stunting.stats import smoothing
from stunting.stats.tiers import (
    DISEMBUNYIKAN,
    NILAI,
    RENDAH,
    SETARA,
    TANPA_DATA,
    TINGGI,
    TINGKAT,
)

RATE, COUNT = "rasio", "jumlah"  # what a map or an order shows
SMOOTHED = smoothing.COLUMN  # of a map alone: no measured figure, so nothing is ordered by it
TIER_PHRASE = {
    TINGGI: TINGKAT[TINGGI],
    RENDAH: TINGKAT[RENDAH],
    **{state: NILAI[state] for state in (SETARA, TANPA_DATA, DISEMBUNYIKAN)},
}


def mark(symbol: str, colour: str, words: str) -> str:
    """One entry of a legend that stands in the title of a figure: a coloured sign and its words."""
    return f'<span style="color:{colour}">{symbol}</span> {words}'


def interval_bars(rows: pd.DataFrame, colour: str, thickness: float) -> dict:
    """The 95 % intervals of points as Plotly's error bars: ``rows`` rasio, bawah, atas."""
    return {
        "type": "data",
        "symmetric": False,
        "array": rows["atas"] - rows["rasio"],
        "arrayminus": rows["rasio"] - rows["bawah"],
        "thickness": thickness,
        "width": 0,
        "color": colour,
    }


def figures(row: Mapping) -> str:
    """The figures of a row in one form: "45 dari 312 (14,4 %; 11,0–18,8)"."""
    if pd.isna(row["rasio"]):
        return bahasa.KOSONG
    counts = bahasa.n_dari(row["pembilang"], row["penyebut"])
    interval = bahasa.rentang(row["bawah"], row["atas"])
    return f"{counts} ({bahasa.persen(row['rasio'])}; {interval})"


def hover(row: Mapping) -> str:
    """The hover text of a measured point: name, figures, interval, in lines."""
    return (
        f"<b>{row['nama']}</b><br>{bahasa.n_dari(row['pembilang'], row['penyebut'])}"
        f"<br>{bahasa.persen(row['rasio'])} (rentang 95{bahasa.NBSP}%:"
        f" {bahasa.rentang(row['bawah'], row['atas'])})"
    )


def refuse_survey_beside_other_ages(kelompok: str) -> None:
    """Surveys (SSGI, SKI) speak of 0-59 months: raises ValueError beside any other group."""
    if kelompok != "balita":
        raise ValueError("angka survei hanya boleh di samping angka balita 0-59 bulan")


def tier_sentence(frame: pd.DataFrame) -> str:
    """ "Lebih tinggi: Ngoro. Lebih rendah: Trawas. Setara: 14. Tidak ada data: Pacet." """
    parts = []
    for tier in (TINGGI, RENDAH):
        names = frame.loc[frame["tingkat"] == tier, "nama"].tolist()
        if names:
            parts.append(f"{TIER_PHRASE[tier].capitalize()}: {bahasa.daftar(names)}.")
    same = int((frame["tingkat"] == SETARA).sum())
    if same:
        parts.append(f"Setara: {bahasa.angka(same)}.")
    for tier, words in ((TANPA_DATA, "Tidak ada data"), (DISEMBUNYIKAN, "Disembunyikan")):
        names = frame.loc[frame["tingkat"] == tier, "nama"].tolist()
        if names:
            parts.append(f"{words}: {bahasa.daftar(names)}.")
    return " ".join(parts)
