"""Which audited cases could have been prevented, and by which service: the experts' grades side by side.

Counts of chosen cases, never a share; a case belongs to one service, the one the experts named.
"""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import KELOMPOK
from stunting.presenters import keputusan
from stunting.presenters.figures import KeyFigure
from stunting.presenters.kasus import shift
from stunting.presenters.rincian import Rincian

UNNAMED = "layanan tidak disebut"
GRADE = {True: "Dapat dicegah", False: "Tidak dapat dicegah"}
LABELS = {
    "kasus": "Kasus",
    "kelompok": "Kelompok",
    "kecamatan": "Kecamatan",
    "nilai": "Penilaian pakar",
    "layanan": "Layanan yang dapat mencegah",
    "penyebab": "Penyebab utama",
    "risiko": "Status risiko",
}


def by_service(cases: pd.DataFrame) -> pd.DataFrame:
    """The preventable cases per service, most first: layanan, kasus (count), kode (list of codes)."""
    own = _preventable(cases)
    grouped = own.groupby(_service(own))["kasus_id"]
    table = pd.DataFrame({"kasus": grouped.size(), "kode": grouped.agg(list)})
    table = table.rename_axis("layanan").reset_index()
    return table.sort_values(["kasus", "layanan"], ascending=[False, True], ignore_index=True)


def headline(cases: pd.DataFrame, area: str, cycle: str) -> str:
    """How many of the cases could have been prevented, and by what most of them."""
    start, judged = f"{area}, {cycle}: ", int(cases["dapat_dicegah"].notna().sum())
    if not judged:
        return f"{start}belum satu pun dari {bahasa.angka(len(cases))} kasus dinilai pakar."
    services = by_service(cases)
    said = (
        f"{start}menurut pakar {bahasa.angka(services['kasus'].sum())} dari {bahasa.angka(len(cases))} kasus "
        "dapat dicegah"
    )
    named = services[services["layanan"] != UNNAMED]
    if len(named):
        first = named.iloc[0]
        said += f", paling banyak lewat {bahasa.di_tengah(first['layanan'])} ({bahasa.angka(first['kasus'])})"
    if judged < len(cases):
        said += f"; {bahasa.angka(len(cases) - judged)} belum dinilai"
    return f"{said}."


def behind(cases: pd.DataFrame, area: str, cycle: str) -> list[Rincian]:
    """The codes behind each service of the heading."""
    said = "; ".join(
        f"{row.layanan}: {', '.join(map(keputusan.short, row.kode))}"
        for row in by_service(cases).itertuples()
    )
    return [Rincian(headline(cases, area, cycle), f"{said or 'Tidak ada yang dinilai'}.")]


def key_figures(cases: pd.DataFrame) -> list[KeyFigure]:
    """Preventable, not preventable, not judged yet, and the services that are named."""
    judged = cases["dapat_dicegah"]
    yes, no = int((judged == True).sum()), int((judged == False).sum())  # noqa: E712 missing is neither
    services = by_service(cases)
    named = services[services["layanan"] != UNNAMED]
    return [
        KeyFigure("Dapat dicegah", bahasa.n_dari(yes, len(cases)), "kasus, menurut pakar"),
        KeyFigure("Tidak dapat dicegah", bahasa.angka(no), "kasus"),
        KeyFigure("Belum dinilai", bahasa.angka(len(cases) - yes - no), "kasus"),
        KeyFigure("Layanan disebut", bahasa.angka(len(named)), "yang dapat mencegah"),
    ]


def table(cases: pd.DataFrame) -> pd.DataFrame:
    """All cases, preventable ones first, with the columns of LABELS."""
    order = cases["dapat_dicegah"].map({True: 0, False: 1}).fillna(2)
    rows = cases.assign(urutan=order).sort_values(["urutan", "kasus_id"], ignore_index=True)
    return pd.DataFrame(
        {
            "kasus": rows["kasus_id"].map(keputusan.short),
            "kelompok": rows["kelompok"].map(KELOMPOK),
            "kecamatan": rows["kecamatan"],
            "nilai": rows["dapat_dicegah"].map(GRADE).fillna("Belum dinilai"),
            "layanan": rows["layanan_pencegah"].fillna(bahasa.KOSONG),
            "penyebab": [names[0] if len(names) else bahasa.KOSONG for names in rows["penyebab"]],
            "risiko": [shift(row) for _, row in rows.iterrows()],
        }
    )


def describe(cases: pd.DataFrame) -> str:
    """The picture in words: each service with its cases."""
    said = "; ".join(
        f"{row.layanan} {bahasa.angka(row.kasus)}" for row in by_service(cases).itertuples()
    )
    return f"Kasus yang dapat dicegah menurut layanan: {said or 'tidak ada'}."


def _preventable(cases: pd.DataFrame) -> pd.DataFrame:
    return cases[cases["dapat_dicegah"].fillna(False).astype(bool)]


def _service(cases: pd.DataFrame) -> pd.Series:
    named = cases["layanan_pencegah"].astype("string").str.strip()
    return named.mask(named.fillna("") == "").fillna(UNNAMED)
