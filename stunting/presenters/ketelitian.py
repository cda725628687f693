"""How precisely each health centre measures, judged from counts that can be added up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting import bahasa
from stunting.charts.dots import Dots
from stunting.presenters.kelengkapan import NO_CENTRE
from stunting.stats import precision
from stunting.stats.intervals import ratio

INDICES = {"tbu": "TB/U", "bbu": "BB/U", "bbtb": "BB/TB"}
JUDGED = {
    precision.BERMASALAH: "perlu diperiksa",
    precision.BAIK: "wajar",
    precision.BELUM_CUKUP: "belum cukup pengukuran",
}
LABELS = {
    "nama": "Puskesmas",
    "pengukuran": "Pengukuran",
    "bagian_tidak_wajar": "z tidak wajar",
    "skor_tb": "Skor angka akhir tinggi",
    "bulat_tb": "Tinggi berakhir ,0 atau ,5",
    "nilai_tb": "Tinggi dibulatkan",
    "skor_bb": "Skor angka akhir berat",
    "nilai_bb": "Berat dibulatkan",
    "sd_tbu": "SD TB/U",
    "nilai_tbu": "Penilaian SD TB/U",
    "sd_bbu": "SD BB/U",
    "nilai_bbu": "Penilaian SD BB/U",
    "sd_bbtb": "SD BB/TB",
    "nilai_bbtb": "Penilaian SD BB/TB",
}
AGREEMENT_LABELS = {
    "nama": "Puskesmas",
    "banding": "z dibandingkan",
    "cocok": "Cocok",
    **{f"cocok_{name}": f"Cocok {words}" for name, words in INDICES.items()},
}
_ROUNDED = {"bermasalah": "ya", "baik": "tidak", "belum_cukup": "belum cukup pengukuran"}


def limits(batas: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """aturan -> (bawah, atas) of the answer of mutu_batas."""
    return {
        row.aturan: (float(row.bawah), float(row.atas)) for row in batas.itertuples(index=False)
    }


def by_centre(
    ukur: pd.DataFrame, angka: pd.DataFrame, bounds: dict[str, tuple[float, float]]
) -> pd.DataFrame:
    """One row per health centre of the district: nama, counts, scores (skor_*), SD (sd_*), judgements
    (nilai_*), share of implausible z, share of printed z that agree (cocok_*, sesuai).

    ``ukur``, ``angka``: the answers of mutu_ukur and mutu_angka.
    """
    named = ukur.assign(nama=ukur["puskesmas"].fillna(NO_CENTRE))
    rows = named.drop(columns=["kode_kecamatan", "puskesmas"]).groupby("nama").sum().reset_index()
    least = bounds["ukuran_minimal"][0]
    rows["bagian_tidak_wajar"] = ratio(rows["tidak_wajar"], rows["ber_z"])
    for unit in ("tb", "bb"):
        counts = digits(angka, unit).reindex(rows["nama"], fill_value=0)
        whole = counts.to_numpy(dtype=float)
        score = precision.digit_score(whole)
        judged = precision.judge_digits(whole, limit=bounds["angka_akhir"][1], least=least)
        rows[f"skor_{unit}"] = np.where(judged == precision.BELUM_CUKUP, np.nan, score)
        rows[f"bulat_{unit}"] = ratio(whole[:, 0] + whole[:, 5], whole.sum(axis=1))
        rows[f"dibulatkan_{unit}"] = judged == precision.BERMASALAH
        rows[f"nilai_{unit}"] = [_ROUNDED[each] for each in judged]
    for name in INDICES:
        n = rows[f"n_{name}"]
        _, sd = precision.spread(n, rows[f"jumlah_{name}"] / 100, rows[f"kuadrat_{name}"] / 1e4)
        low, high = bounds[f"sd_{name}"]
        judged = precision.judge_spread(sd, n, low=low, high=high, least=least)
        rows[f"sd_{name}"] = np.where(judged == precision.BELUM_CUKUP, np.nan, sd)
        rows[f"nilai_{name}"] = [JUDGED[each] for each in judged]
        rows[f"bagian_{name}"] = ratio(rows[f"cocok_{name}"], rows[f"banding_{name}"])
    rows["cocok"] = rows[[f"cocok_{name}" for name in INDICES]].sum(axis=1)
    rows["banding"] = rows[[f"banding_{name}" for name in INDICES]].sum(axis=1)
    return rows


def digits(angka: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Counts of the final digits 0-9 (columns) per health centre (index)."""
    here = angka[angka["ukuran"] == unit]
    table = here.assign(nama=here["puskesmas"].fillna(NO_CENTRE)).pivot_table(
        index="nama", columns="angka", values="jumlah", aggfunc="sum", fill_value=0
    )
    return table.reindex(columns=range(10), fill_value=0)


def totals(ukur: pd.DataFrame) -> dict[str, int]:
    """Sums over the given rows of mutu_ukur: pengukuran, ber_z, tidak_wajar, banding, cocok, tinggi, …"""
    found = {
        name: int(ukur[name].sum())
        for name in ukur.columns
        if name not in ("kode_kecamatan", "puskesmas")
    }
    for name in ("banding", "cocok"):
        found[name] = sum(found[f"{name}_{index}"] for index in INDICES)
    return found


def rounding(centres: pd.DataFrame, bounds: dict[str, tuple[float, float]]) -> Dots:
    """Digit scores of height and weight, worst on top."""
    limit = bounds["angka_akhir"][1]
    return Dots(
        centres.sort_values(["skor_tb", "nama"], ascending=[False, True], ignore_index=True),
        {"skor_tb": "tinggi badan", "skor_bb": "berat badan"},
        "Skor angka akhir per puskesmas (0 = merata, 100 = satu angka saja)",
        lambda value: bahasa.angka(value),
        (f"batas {bahasa.angka(limit)}", limit),
    )


def agreement(centres: pd.DataFrame, bounds: dict[str, tuple[float, float]]) -> Dots:
    """Share of the printed z that agree, by index, lowest on top; centres without printed z are left out."""
    series = {f"bagian_{name}": words for name, words in INDICES.items()}
    rows = centres[centres["banding"] > 0]
    rows = rows.assign(terendah=rows[list(series)].min(axis=1)).sort_values(["terendah", "nama"])
    limit = bounds["kesesuaian_z"][0]
    return Dots(
        rows.reset_index(drop=True),
        series,
        "Bagian z di berkas yang cocok dengan hitungan, per puskesmas",
        lambda value: bahasa.persen(value, 0),
        (f"batas {bahasa.persen(limit, 0)}", limit),
    )


def doubles(found: pd.DataFrame, centres: pd.DataFrame) -> Dots:
    """How many measurements look copied and how many children may be there twice, most on top."""
    wide = found.pivot_table(
        index="nama", columns="masalah", values="jumlah", aggfunc="sum", fill_value=0
    )
    series = {"disalin": "sama persis dengan sebelumnya", "mungkin_ganda": "mungkin tercatat ganda"}
    wide = wide.reindex(index=centres["nama"], columns=list(series), fill_value=0).reset_index()
    wide["semua"] = wide[list(series)].sum(axis=1)
    return Dots(
        wide.sort_values(["semua", "nama"], ascending=[False, True], ignore_index=True),
        series,
        "Banyaknya per puskesmas",
        lambda value: bahasa.angka(value),
    )
