"""Monthly aggregates of Sigizi Kesga, one row per desa and month: the flat template and the daftar entry.

A file holds the columns of balita, of ibu hamil, of births (KIA), or of several of them. Figures of ibu hamil
and births are cumulative snapshots ("sampai bulan ini"): nothing here adds months.
"""

from __future__ import annotations

import pandas as pd

from stunting.imports import dates, fields
from stunting.imports.findings import Findings
from stunting.imports.layout import Layout
from stunting.imports.read import RawSheet, categorical, normal_label

SOURCE = "sigizi"
_AREAS = {
    "Kab/Kota": "kabkota",
    "Kabupaten/Kota": "kabkota",
    "Kecamatan": "kecamatan",
    "Kelurahan": "desa",
    "Kelurahan/Desa": "desa",
    "Desa/Kelurahan": "desa",
    "Bulan": "bulan",
}
_FIGURES = {
    "Jumlah_sasaran_balita": "sasaran_balita",
    "Jumlah_sasaran_baduta": "sasaran_baduta",
    "Jumlah_balita_usia_0-59_bulan_ditimbang": "balita_ditimbang",
    "Jumlah_balita_usia_0-59_bulan_diukur_PBTB": "balita_diukur",
    "Jumlah_balita_usia_0-59_bulan_ditimbang_dan_diukur": "balita_ditimbang_diukur",
    "Jumlah_balita_naik_berat_badannya_N": "balita_naik",
    "Jumlah_balita_tidak_naik_berat_badannya_T": "balita_tidak_naik",
    "Jumlah_balita_ditimbang_terkoreksi_Daksen": "balita_ditimbang_terkoreksi",
    "Jumlah_balita_stunting": "balita_stunting",
    "Jumlah_balita_wasting": "balita_wasting",
    "Jumlah_balita_underweight": "balita_underweight",
    "Jumlah_Sasaran_Ibu_Hamil": "sasaran_bumil",
    "Jumlah_ibu_hamil_periksa_Hb": "bumil_periksa_hb",
    "Jumlah_ibu_hamil_anemia": "bumil_anemia",
    "Jumlah_ibu_hamil_diukur_LILA_IMT": "bumil_diukur_lila",
    "Jumlah_ibu_hamil_risiko_KEK": "bumil_kek",
    "Jumlah_ibu_hamil_mendapat_minimal_180_tablet_TTD": "bumil_ttd",
    "Jumlah_ibu_hamil_mendapat_minimal_90_tablet_TTD": "bumil_ttd",
    "Jumlah_ibu_bersalin": "bersalin",
    "Jumlah_ibu_bersalin_KB_pascapersalinan": "kbpp",
    "Jumlah_bayi_baru_lahir_hidup": "lahir_hidup",
    "Jumlah_bayi_BBLR": "bblr",
    "Jumlah_Bayi_PBLR": "pblr",
    "Jumlah_Bayi_Mendapat_IMD": "imd",
}
_NOT_NEEDED = (
    "No",
    "Provinsi",
    "Puskesmas",
    "Tahun",
    "Jumlah_balita_usia_0-23_bulan_ini",
    "Jumlah_balita_usia_0-59_bulan_ini",
    "Jumlah_balita_tidak_ditimbang_bulan_lalu_O",
    "Jumlah_bayi_baru_lahir_bulan_ini_B",
    "Jumlah_balita_overweight",
    "Jumlah_Bayi_Asi_Eksklusif_sampai_6_bulan",
    "Jumlah_anak_usia_6-23_bulan_yang_mendapat_MPASI_baik",
    "Jumlah_Gikur_mendapatkan_PMTlokal",
    "Jumlah_balita_stunting_dirujuk_Puskesmas_ke_RS_sampai_bulan_ini",
    "Anemia_ringan",
    "Anemia_sedang",
    "Anemia_berat",
    "Jumlah_ibu_hamil_KEK_mendapat_tambahan_asupan_gizi",
)
_YEAR, _MONTH = "tahun", "bulan"


def _with_year(
    raw: RawSheet, places: dict[int, str], findings: Findings | None = None
) -> pd.DataFrame:
    """Rows whose month carries the year that stands in a column of its own: "2" and "2026" -> "2026-2"."""
    labels = [normal_label(header) for header in raw.headers]
    at = next((place for place, name in places.items() if name == _MONTH), None)
    if _YEAR not in labels or at is None:
        return raw.rows
    months = raw.rows[at].astype(object)
    years = raw.rows[labels.index(_YEAR)].astype(object)
    pairs = pd.Series(list(zip(months, years, strict=True)), index=raw.rows.index)
    codes, distinct = pd.factorize(pairs)
    texts = [_month_of(month, year) for month, year in distinct]
    rows = raw.rows.copy()
    if texts:
        rows[at] = categorical(texts, codes, rows.index)
    return rows


def _month_of(month: str, year: str) -> str:
    if dates.month(month) or not year:
        return month
    whole = month.removesuffix(".0")
    return f"{year}-{whole}" if whole.isdigit() else f"{month} {year}"


LAYOUTS = (
    Layout(
        "sigizi_bulanan",
        "Sigizi Kesga, agregat bulanan per desa/kelurahan",
        fields.AGREGAT,
        _AREAS | _FIGURES,
        _NOT_NEEDED,
        any_of=tuple(dict.fromkeys(_FIGURES.values())),
        names_desa_alone=True,
        source=SOURCE,
        reshape=_with_year,
    ),
)
