"""Which desa reported in which month, and how many children were weighed and measured."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.charts.matrix import LENGKAP, PERORANGAN, SEBAGIAN, TIDAK_ADA
from stunting.siklus import bulan_timbang

DESA_LABELS = {
    "puskesmas": "Puskesmas",
    "kecamatan": "Kecamatan",
    "desa": "Desa/kelurahan",
    "kosong": "Bulan tanpa laporan",
    "bulan_kosong": "Bulan yang ditunggu",
}
OVER_LABELS = {
    "puskesmas": "Puskesmas",
    "kecamatan": "Kecamatan",
    "desa": "Desa/kelurahan",
    "bulan": "Bulan",
    "sasaran": "Sasaran",
    "ditimbang": "Ditimbang",
    "diukur": "Diukur",
}
NO_CENTRE = "(puskesmas tidak tercatat)"


def per_desa(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per desa: kecamatan, desa, puskesmas, kosong (months without report), bulan_kosong, pernah.

    ``rows``: the answer of mutu_bulan.
    """
    silent = rows["keadaan"] == TIDAK_ADA
    keys = ["kode_kecamatan", "kecamatan", "kode_desa", "desa"]
    table = rows[[*keys, "puskesmas"]].drop_duplicates("kode_desa")
    months = {
        code: ", ".join(bahasa.bulan_pendek(day) for day in sorted(days))
        for code, days in rows[silent].groupby("kode_desa")["bulan"]
    }
    return table.assign(
        puskesmas=table["puskesmas"].fillna(NO_CENTRE),
        kosong=table["kode_desa"].map(silent.groupby(rows["kode_desa"]).sum()).astype("int64"),
        bulan_kosong=[months.get(code, "") for code in table["kode_desa"]],
        pernah=table["kode_desa"].map((~silent).groupby(rows["kode_desa"]).any()).astype(bool),
    ).sort_values(["puskesmas", "kecamatan", "desa"], ignore_index=True)


def place_word(desa: pd.DataFrame) -> str:
    """What the areas of ``kode_desa`` are called: the last part of a Kemendagri code begins with 1 for a
    kelurahan and with 2 for a desa.
    """
    kinds = set(desa["kode_desa"].str[9])
    return {"1": "kelurahan", "2": "desa"}.get("".join(kinds), "desa/kelurahan")


def over_hundred(rows: pd.DataFrame) -> pd.DataFrame:
    """Desa and months that weighed or measured more children than their target."""
    most = rows[["ditimbang", "diukur"]].max(axis=1)
    found = rows[(rows["sasaran"] > 0) & (most > rows["sasaran"])]
    return found.assign(
        bulan=[bahasa.bulan_pendek(day) for day in found["bulan"]],
        puskesmas=found["puskesmas"].fillna(NO_CENTRE),
    ).sort_values(["puskesmas", "kecamatan", "desa"], ignore_index=True)


def coverage(rows: pd.DataFrame, weighing: str) -> dict | None:
    """D and S of one month, over the desa that reported it: bulan, sasaran, ditimbang, diukur, melapor, desa.

    The month is the last weighing month (``weighing``: "2;8") somebody reported, else the last reported
    one. Desa without report are in neither sum, so that silence does not look like absence.
    None when nobody reported with a target.
    """
    reported = rows["keadaan"].isin([LENGKAP, SEBAGIAN])
    known = rows[reported & rows["ditimbang"].notna() & (rows["sasaran"] > 0)]
    if known.empty:  # no monthly reports at all: the measured children against the registered ones
        known = rows[rows["ditimbang"].notna() & (rows["sasaran"] > 0)]
    if known.empty:
        return None
    weighed = known[known["bulan"].dt.month.isin(bulan_timbang(weighing))]
    month = (weighed if len(weighed) else known)["bulan"].max()
    here = known[known["bulan"] == month]
    measured = here[here["diukur"].notna()]
    return {
        "bulan": month,
        "sasaran": int(here["sasaran"].sum()),
        "ditimbang": int(here["ditimbang"].sum()),
        "sasaran_ukur": int(measured["sasaran"].sum()),
        "diukur": int(measured["diukur"].sum()),
        "melapor": len(here),
        "desa": rows["kode_desa"].nunique(),
    }


def matrix(rows: pd.DataFrame, *, by_desa: bool) -> pd.DataFrame:
    """What charts.matrix draws: desa of one kecamatan, or the kecamatan of a district.

    A kecamatan is lengkap when all its desa are, tidak_ada when none sent anything, perorangan when there
    is no monthly report, else sebagian; its cell counts the desa with a complete report. A desa's cell is
    D/S in percent, or the number of children where only single measurements came in: they are no coverage.
    """
    if by_desa:
        return _desa_cells(rows)
    groups = rows.groupby(["kode_kecamatan", "kecamatan", "bulan"], as_index=False)
    table = groups.agg(
        desa=("kode_desa", "size"),
        lengkap=("keadaan", lambda each: int((each == LENGKAP).sum())),
        lapor=("keadaan", lambda each: int(each.isin([LENGKAP, SEBAGIAN]).sum())),
        diam=("keadaan", lambda each: int((each == TIDAK_ADA).sum())),
    )
    state = pd.Series(SEBAGIAN, index=table.index)
    state = state.mask(table["lengkap"] == table["desa"], LENGKAP)
    state = state.mask(table["lapor"] == 0, PERORANGAN)
    state = state.mask(table["diam"] == table["desa"], TIDAK_ADA)
    table = table.sort_values(["kecamatan", "bulan"], ignore_index=False)
    return pd.DataFrame(
        {
            "nama": table["kecamatan"],
            "bulan": table["bulan"],
            "keadaan": state.loc[table.index],
            "teks": [f"{row.lengkap}/{row.desa}" for row in table.itertuples()],
            "rinci": [
                f"<b>{row.kecamatan}</b>, {bahasa.bulan(row.bulan)}<br>{row.lengkap} dari {row.desa} "
                f"desa lengkap<br>{row.diam} tanpa laporan"
                for row in table.itertuples()
            ],
        }
    )


def _desa_cells(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.sort_values(["desa", "kode_desa", "bulan"])
    # two desa of one name in a kecamatan would share a line
    twice = rows.groupby("desa")["kode_desa"].transform("nunique") > 1
    name = rows["desa"].where(~twice, rows["desa"] + " " + rows["kode_desa"].str[-4:])
    share = (rows["ditimbang"] / rows["sasaran"].where(rows["sasaran"] > 0)).astype("Float64")
    words = {"pengukuran": "pengukuran perorangan"}
    return pd.DataFrame(
        {
            "nama": name,
            "bulan": rows["bulan"],
            "keadaan": rows["keadaan"],
            "teks": [
                f"{bahasa.angka(row.ditimbang)} anak"
                if row.keadaan == PERORANGAN
                else ("?" if pd.isna(each) else bahasa.persen(each, 0))
                for row, each in zip(rows.itertuples(), share, strict=True)
            ],
            "rinci": [
                f"<b>{row.desa}</b>, {bahasa.bulan(row.bulan)}<br>"
                + (
                    "tidak ada laporan"
                    if row.keadaan == TIDAK_ADA
                    else f"ditimbang {bahasa.angka(row.ditimbang)}, diukur {bahasa.angka(row.diukur)}, "
                    f"sasaran {bahasa.angka(row.sasaran)}<br>menurut "
                    f"{words.get(row.sumber, 'laporan bulanan')}"
                )
                for row in rows.itertuples()
            ],
        }
    )
