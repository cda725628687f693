"""Mutu data: everything the page asks, its sentence and its key figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from stunting import bahasa
from stunting.charts.dots import Dots
from stunting.presenters import kelengkapan, ketelitian, masalah
from stunting.presenters.figures import KeyFigure
from stunting.presenters.kelengkapan import NO_CENTRE

Ask = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Seen:
    """The quality of the data of one area and cycle, ready to be drawn."""

    headline: str
    key_figures: list[KeyFigure]
    months: pd.DataFrame  # of the area, the answer of mutu_bulan
    desa: pd.DataFrame
    centres: pd.DataFrame  # of the whole district
    here: list[str]  # health centres of the area
    counts: dict[str, int]  # problem -> how often in the area
    found: pd.DataFrame  # problem, health centre, count in the whole district
    found_here: pd.DataFrame  # the same in the area
    pairs: pd.DataFrame  # of alike children, per kecamatan of the area
    repeated: pd.DataFrame
    bounds: dict[str, tuple[float, float]]
    limits: pd.DataFrame


def look(ask: Ask, f, *, weighing: str) -> Seen | None:
    """Ask everything the page shows; None when the district has no data in these months."""
    where = f.params("kode_kabkota", "siklus")
    months = ask("mutu_bulan", **where)
    ukur, angka = ask("mutu_ukur", **where), ask("mutu_angka", **where)
    found, repeated = ask("mutu_temuan", **where), ask("mutu_baris_ganda")
    limits, pairs = ask("mutu_batas"), ask("pasangan_ringkas", **f.params("kode_kabkota"))
    if months.empty:
        return None
    bounds = ketelitian.limits(limits)
    centres = ketelitian.by_centre(ukur, angka, bounds)
    months, measured, problems, pairs = (_within(each, f) for each in (months, ukur, found, pairs))
    here = sorted(set(measured["puskesmas"].fillna(NO_CENTRE)))
    desa = kelengkapan.per_desa(months)
    rounding = centres["nama"].isin(here) & (centres["dibulatkan_tb"] | centres["dibulatkan_bb"])
    counts = problems.groupby("masalah")["jumlah"].sum().to_dict() | {
        "belum_melapor": int((~desa["pernah"]).sum()),
        "bulan_kosong": int((desa["pernah"] & (desa["kosong"] > 0)).sum()),
        "di_atas_seratus": len(kelengkapan.over_hundred(months)),
        "pembulatan": int(rounding.sum()),
        "pasangan": int(pairs["menunggu"].sum()),
        "baris_ganda": len(repeated),
    }
    return Seen(
        headline(desa, centres[centres["nama"].isin(here)], months["bulan"].max(), f.area),
        key_figures(months, desa, ketelitian.totals(measured), weighing),
        months,
        desa,
        centres,
        here,
        {name: int(counts.get(name, 0)) for name in masalah.PROBLEMS},
        found.assign(nama=found["puskesmas"].fillna(NO_CENTRE)),
        problems.assign(nama=problems["puskesmas"].fillna(NO_CENTRE)),
        pairs,
        repeated,
        bounds,
        limits,
    )


def _within(rows: pd.DataFrame, f) -> pd.DataFrame:
    """The rows of the chosen kecamatan, all without a choice."""
    if f.kode_kecamatan is None:
        return rows
    return rows[rows["kode_kecamatan"] == f.kode_kecamatan].reset_index(drop=True)


def headline(desa: pd.DataFrame, centres: pd.DataFrame, last: pd.Timestamp, area: str) -> str:
    """Who never reported, who rounds heights or weights, and where the lists to be sent back stand.

    ``desa``: kelengkapan.per_desa; ``centres``: the health centres of the area; ``last``: the last month.
    """
    never, place = int((~desa["pernah"]).sum()), kelengkapan.place_word(desa)
    when = f"dalam 12 bulan sampai {bahasa.bulan(last)}"
    if never == len(desa):
        said = f"{area}: belum satu {place} pun melapor {when}"
    elif never:
        counted = bahasa.n_dari(never, len(desa))
        said = f"{area}: {counted} {place} belum pernah melapor {when}"
    else:
        said = f"{area}: semua {bahasa.angka(len(desa))} {place} pernah melapor {when}"
    judged = centres[centres["skor_tb"].notna() | centres["skor_bb"].notna()]
    rounding = judged[judged["dibulatkan_tb"] | judged["dibulatkan_bb"]]
    if judged.empty:
        return f"{said}; pengukuran belum cukup untuk menilai pembulatan tinggi dan berat badan."
    if rounding.empty:
        ending = "; daftarnya di bawah." if never else "."
        return f"{said}; tidak ada puskesmas yang membulatkan tinggi atau berat badan{ending}"
    if len(rounding) <= 2:
        who = f"Puskesmas {bahasa.daftar(rounding['nama'].tolist())}"
    elif len(rounding) == len(judged):
        who = f"semua {bahasa.angka(len(judged))} puskesmas yang cukup pengukurannya"
    else:
        who = f"{bahasa.angka(len(rounding))} dari {bahasa.angka(len(judged))} puskesmas"
    return f"{said}; {who} membulatkan {_what(rounding)} badan; daftarnya di bawah."


def _what(rounding: pd.DataFrame) -> str:
    """ "tinggi", "berat" or both, as the health centres round them."""
    kinds = (("tinggi", "dibulatkan_tb"), ("berat", "dibulatkan_bb"))
    return " atau ".join(word for word, column in kinds if rounding[column].any())


def key_figures(
    months: pd.DataFrame, desa: pd.DataFrame, totals: Mapping[str, int], weighing: str
) -> list[KeyFigure]:
    """Coverage, desa that reported, share of implausible z, agreement of the printed z."""
    weighed, place = kelengkapan.coverage(months, weighing), kelengkapan.place_word(desa)
    first = KeyFigure("Ditimbang dari sasaran (D/S)", bahasa.KOSONG, "belum ada laporan")
    if weighed:
        first = KeyFigure(
            f"D/S {bahasa.bulan(weighed['bulan'])}",
            _share(weighed["ditimbang"], weighed["sasaran"]),
            f"ditimbang {bahasa.n_dari(weighed['ditimbang'], weighed['sasaran'])}; "
            f"diukur {_share(weighed['diukur'], weighed['sasaran_ukur'])}",
            f"{bahasa.n_dari(weighed['melapor'], weighed['desa'])} {place} melapor bulan itu",
        )
    reported = int(desa["pernah"].sum())
    gaps = int((desa["pernah"] & (desa["kosong"] > 0)).sum())
    wrong = (totals["tidak_wajar"], totals["ber_z"])
    equal = (totals["cocok"], totals["banding"])
    return [
        first,
        KeyFigure(
            f"{place.capitalize()} yang pernah melapor",
            bahasa.n_dari(reported, len(desa)),
            "sekurangnya sekali dalam 12 bulan",
            f"{bahasa.angka(gaps)} di antaranya ada bulan kosong",
        ),
        KeyFigure(
            "z tidak wajar",
            _share(*wrong),
            f"{bahasa.n_dari(*wrong)} pengukuran" if wrong[1] else "belum ada pengukuran",
            "menurut batas WHO; tidak ikut dihitung" if wrong[1] else "",
        ),
        KeyFigure(
            "z berkas cocok dengan hitungan",
            _share(*equal),
            f"{bahasa.n_dari(*equal)} z-score" if equal[1] else "berkas tidak memuat z-score",
            "selisih paling besar 0,015" if equal[1] else "",
        ),
    ]


def _share(part: int, whole: int) -> str:
    return bahasa.persen(part / whole) if whole else bahasa.KOSONG


def matrix_title(kecamatan: str | None) -> str:
    """What the cells of the matrix say."""
    if kecamatan:
        return f"Laporan tiap desa di Kecamatan {kecamatan}: ditimbang dari sasaran (D/S)"
    return "Laporan tiap kecamatan: desa dengan laporan lengkap dari semua desa"


def picture(seen: Seen, view: str) -> Dots | None:
    """What the picture of a view shows by health centre; None for the matrix of reports."""
    if view == masalah.KETELITIAN:
        return ketelitian.rounding(seen.centres, seen.bounds)
    if view == masalah.KESESUAIAN:
        return ketelitian.agreement(seen.centres, seen.bounds)
    return ketelitian.doubles(seen.found, seen.centres) if view == masalah.GANDA else None
