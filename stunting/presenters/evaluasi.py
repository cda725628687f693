"""Evaluasi: what became of the tasks and of the cases. Counts of chosen cases and of tasks, never a rate."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import EFEKTIVITAS, HASIL_KASUS
from stunting.presenters.figures import KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.rapat.bahan import NO_OFFICE
from stunting.rapat.tugas import BELUM_ADA_LAPORAN

OPD, KECAMATAN, PENYEBAB, DANA = "Menurut OPD", "Menurut kecamatan", "Menurut penyebab", "Biaya"
VIEWS = (OPD, KECAMATAN, PENYEBAB, DANA)
BETTER, WORSE = ("turun", "bersalin"), ("naik", "meninggal")
PLACE_LABELS = {
    "nama": "OPD/instansi atau kecamatan",
    "tugas": "Tugas",
    "selesai": "Selesai",
    "terlambat": "Terlambat",
    "berjalan": "Berjalan atau belum ada laporan",
    "batal": "Batal",
    "belum_lapor": "Belum ada laporan",
    "hari": "Hari sampai selesai (median)",
}
CAUSE_LABELS = {
    "penyebab": "Penyebab",
    "kasus": "Kasus yang dievaluasi",
    "membaik": "Risiko turun",
    "tetap": "Tetap",
    "memburuk": "Naik atau meninggal",
    "lain": "Pindah atau hilang kontak",
    "efektif": "Tugas efektif",
}
MONEY_LABELS = {
    "opd": "OPD/instansi",
    "sumber_dana": "Sumber dana",
    "tugas": "Tugas",
    "rencana": "Rencana (Rp)",
    "realisasi": "Realisasi dilaporkan (Rp)",
    "melapor": "Tugas yang melaporkan realisasi",
}


def by_place(tasks: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Tasks by the given names (one per task): PLACE_LABELS' columns, most late first."""
    told = tasks.assign(nama=names.to_numpy())
    days = (told["tanggal_status"] - told["tanggal_diseminasi"]).dt.days
    told["hari"] = days.where(told["keadaan"] == "selesai")
    grouped = told.groupby("nama", sort=True)
    table = pd.DataFrame(
        {
            "tugas": grouped.size(),
            "selesai": grouped["keadaan"].agg(lambda each: int((each == "selesai").sum())),
            "terlambat": grouped["terlambat"].sum().astype(int),
            "batal": grouped["keadaan"].agg(lambda each: int((each == "batal").sum())),
            "belum_lapor": grouped["keadaan"].agg(
                lambda each: int((each == BELUM_ADA_LAPORAN).sum())
            ),
            "hari": grouped["hari"].median().round().astype("Int64"),
        }
    ).reset_index()
    table["berjalan"] = table["tugas"] - table["selesai"] - table["terlambat"] - table["batal"]
    return table.sort_values(
        ["terlambat", "tugas", "nama"], ascending=[False, False, True], ignore_index=True
    )


def by_office(tasks: pd.DataFrame) -> pd.DataFrame:
    """Tasks by OPD/instansi."""
    return by_place(tasks, tasks["opd"].fillna(NO_OFFICE))


def by_kecamatan(tasks: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Tasks by the kecamatan of their cases; one of several kecamatan counts in each of them."""
    long = tasks.explode("kode_kecamatan", ignore_index=True)
    return by_place(long, long["kode_kecamatan"].map(names).fillna("Tanpa kasus"))


def by_cause(cases: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """Results of evaluated cases by cause (a case counts under each of its causes): CAUSE_LABELS' columns."""
    judged = cases[cases["hasil"].notna()]
    long = judged[["kasus_id", "hasil", "penyebab"]].explode("penyebab").dropna().drop_duplicates()
    effect = tasks[tasks["efektivitas"].isin(("efektif", "cukup"))].groupby("penyebab").size()
    grouped = long.groupby("penyebab")["hasil"]
    table = pd.DataFrame(
        {
            "kasus": grouped.size(),
            "membaik": grouped.agg(lambda each: int(each.isin(BETTER).sum())),
            "tetap": grouped.agg(lambda each: int((each == "tetap").sum())),
            "memburuk": grouped.agg(lambda each: int(each.isin(WORSE).sum())),
            "lain": grouped.agg(lambda each: int(each.isin(("pindah", "hilang_kontak")).sum())),
        }
    ).reset_index()
    table["efektif"] = table["penyebab"].map(effect).fillna(0).astype(int)
    return table.sort_values(["kasus", "penyebab"], ascending=[False, True], ignore_index=True)


def money(tasks: pd.DataFrame) -> pd.DataFrame:
    """Cost planned and used so far, by office and source of money: MONEY_LABELS' columns, then the sum.

    Rupiah. ``realisasi`` is missing where no task of the row reported it: not reported is not zero.
    """
    told = tasks[tasks["keadaan"] != "batal"].assign(
        opd=tasks["opd"].fillna(NO_OFFICE),
        sumber_dana=tasks["sumber_dana"].fillna("belum ditentukan"),
        biaya=tasks["biaya"].astype("Int64").fillna(0),
    )
    sums = {
        "tugas": ("kode", "size"),
        "rencana": ("biaya", "sum"),
        "realisasi": ("realisasi", lambda each: each.sum(min_count=1)),
        "melapor": ("realisasi", "count"),
    }
    table = told.groupby(["opd", "sumber_dana"], as_index=False).agg(**sums)
    table = table.sort_values(["rencana", "opd"], ascending=[False, True], ignore_index=True)
    whole = {"opd": "Jumlah", "sumber_dana": ""}
    whole |= {name: table[name].sum(min_count=1) for name in sums}
    return pd.concat([table, pd.DataFrame([whole])], ignore_index=True)


def money_sentence(tasks: pd.DataFrame) -> str:
    """What the tasks cost and what was used, as far as it was reported."""
    told = tasks[tasks["keadaan"] != "batal"]
    planned, spent = told["biaya"].astype("Int64"), told["realisasi"]
    count = bahasa.angka(len(told))
    if not spent.notna().any():
        return (
            f"Rencana Rp {bahasa.angka(planned.sum())} untuk {count} tugas; belum ada yang melaporkan "
            "realisasi (buku kerja, kolom Realisasi, atau Keputusan rapat)."
        )
    of_those = planned[spent.notna()].sum()
    return (
        f"Rencana Rp {bahasa.angka(planned.sum())} untuk {count} tugas. "
        f"{bahasa.angka(spent.notna().sum())} tugas melaporkan realisasi: Rp {bahasa.angka(spent.sum())} "
        f"dari rencananya Rp {bahasa.angka(of_those)}."
    )


def headline(cases: pd.DataFrame, tasks: pd.DataFrame, area: str, cycle: str) -> str:
    """What became of the cases, then of the tasks of one cycle."""
    start = f"{area}, {cycle}: "
    if cases.empty and tasks.empty:
        return f"{start}belum ada kasus dan tugas untuk dievaluasi."
    judged = cases[cases["hasil"].notna()]
    done, late = int((tasks["keadaan"] == "selesai").sum()), int(tasks["terlambat"].sum())
    chores = f"{bahasa.angka(done)} dari {bahasa.angka(len(tasks))} tugas selesai, "
    chores += f"{bahasa.angka(late)} terlambat"
    if judged.empty:
        return f"{start}belum satu pun dari {bahasa.angka(len(cases))} kasus dievaluasi; {chores}."
    better = int(judged["hasil"].isin(BETTER).sum())
    return (
        f"{start}dari {bahasa.angka(len(cases))} kasus, {bahasa.angka(len(judged))} sudah dievaluasi dan "
        f"{bahasa.angka(better)} membaik; {chores}."
    )


def behind(cases: pd.DataFrame, tasks: pd.DataFrame, area: str, cycle: str) -> list[Rincian]:
    """The results by word and how the tasks were judged."""
    results = cases["hasil"].map(HASIL_KASUS).fillna("Belum dievaluasi").value_counts()
    effects = tasks["efektivitas"].map(EFEKTIVITAS).fillna("Belum dinilai").value_counts()
    said = ", ".join(f"{name} {n}" for name, n in results.items()) or "tidak ada"
    judged = ", ".join(f"{name} {n}" for name, n in effects.items()) or "tidak ada"
    return [
        Rincian(
            headline(cases, tasks, area, cycle),
            f"Hasil kasus: {said}. Efektivitas tugas: {judged}. Membaik: risiko turun, atau bersalin.",
        )
    ]


def key_figures(cases: pd.DataFrame, tasks: pd.DataFrame) -> list[KeyFigure]:
    """Cases that got better, tasks done, late, and how long a task takes."""
    judged = cases[cases["hasil"].notna()]
    better, worse = (int(judged["hasil"].isin(each).sum()) for each in (BETTER, WORSE))
    done = tasks[tasks["keadaan"] == "selesai"]
    days = (done["tanggal_status"] - done["tanggal_diseminasi"]).dt.days.dropna()
    late = tasks[tasks["terlambat"]]
    worked = int(tasks["efektivitas"].isin(("efektif", "cukup")).sum())
    of = int(tasks["efektivitas"].isin(("efektif", "cukup", "kurang")).sum())
    return [
        KeyFigure(
            "Kasus membaik", bahasa.n_dari(better, len(judged)), f"{bahasa.angka(worse)} memburuk",
            f"{bahasa.angka(len(cases) - len(judged))} belum dievaluasi",
        ),
        KeyFigure(
            "Tugas selesai", bahasa.n_dari(len(done), len(tasks)), f"{bahasa.angka(len(late))} terlambat"
        ),
        KeyFigure("Tugas yang menolong", bahasa.n_dari(worked, of), "dinilai efektif atau cukup efektif"),
        KeyFigure(
            "Lama sampai selesai",
            f"{bahasa.angka(days.median())} hari" if len(days) else bahasa.KOSONG,
            "median sejak rapat",
        ),
    ]  # fmt: skip
