"""Rantai audit: risk, cause, recommendation, office, date, report, done, evaluated; and what is stuck where.

Chosen cases and their tasks are counted, never turned into a share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import KELOMPOK
from stunting.presenters import keputusan as words
from stunting.presenters.figures import KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.rapat.tugas import BELUM_ADA_LAPORAN, naming, states

BEFORE, THIS = "Semester lalu", "Siklus ini"
KASUS, TUGAS = "kasus", "tugas"


@dataclass(frozen=True)
class Langkah:
    """One step of the chain: what passes it, in which unit it is counted, what is said of the stuck."""

    kode: str
    nama: str
    unit: str
    lolos: Callable[[pd.DataFrame], pd.Series]
    tertahan: str


STEPS = (
    Langkah(
        "risiko", "Risiko dinilai", KASUS, lambda k: k["status_risiko_awal"].notna(),
        "belum dinilai risikonya",
    ),
    Langkah(
        "penyebab", "Penyebab ditetapkan", KASUS, lambda k: k["kode_penyebab"].map(len) > 0,
        "belum punya penyebab",
    ),
    Langkah(
        "rekomendasi", "Ada rekomendasi", KASUS, lambda k: k["tugas"] > 0, "belum punya rekomendasi"
    ),
    Langkah("opd", "OPD ditunjuk", TUGAS, lambda t: t["kode_opd"].notna(), "belum punya OPD"),
    Langkah("tenggat", "Ada tenggat", TUGAS, lambda t: t["tenggat"].notna(), "belum punya tenggat"),
    Langkah(
        "laporan", "Ada laporan", TUGAS, lambda t: t["keadaan"] != BELUM_ADA_LAPORAN,
        "belum ada laporan",
    ),
    Langkah(
        "selesai", "Selesai", TUGAS, lambda t: t["keadaan"] == "selesai",
        "sudah dilaporkan tetapi belum selesai",
    ),
    Langkah(
        "evaluasi", "Dievaluasi", TUGAS, lambda t: t["tanggal_evaluasi"].notna(),
        "selesai tetapi belum dievaluasi",
    ),
)  # fmt: skip
NAMES = {each.kode: each.nama for each in STEPS}
CASE_LABELS = {
    "kasus": "Kasus",
    "kelompok": "Kelompok",
    "kecamatan": "Kecamatan",
    "penyebab": "Penyebab",
    "tertahan": "Tertahan",
}
# who and how it stands before what: the list stands beside the picture
TASK_LABELS = {name: words.LABELS[name] for name in ("kode", "opd", "keadaan", "tenggat", "tugas")}
GROUP_LABELS = {"kelompok": "Kelompok", **NAMES}


def with_tasks(cases: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """The cases with how many standing tasks each has (``tugas``)."""
    counted = _standing(tasks)["kode_kasus"].explode().value_counts()
    return cases.assign(tugas=cases["kasus_id"].map(counted).fillna(0).astype(int))


def _standing(tasks: pd.DataFrame) -> pd.DataFrame:
    return tasks[tasks["keadaan"] != "batal"]


@dataclass(frozen=True)
class Rantai:
    """The chain of one cycle: ``langkah`` (kode, nama, unit, lolos, tertahan), the stuck rows by step."""

    langkah: pd.DataFrame
    stuck: dict[str, pd.DataFrame]

    @property
    def narrowest(self) -> str:
        """The step at which most are stuck; of equals the first."""
        return str(self.langkah.loc[self.langkah["tertahan"].idxmax(), "kode"])


def chain(cases: pd.DataFrame, tasks: pd.DataFrame) -> Rantai:
    """What passed each step and what did not: stuck is who passed the step before and not this one."""
    left = {KASUS: with_tasks(cases, tasks), TUGAS: _standing(tasks)}
    rows, stuck = [], {}
    for step in STEPS:
        there = left[step.unit]
        through = step.lolos(there).astype(bool) if len(there) else pd.Series(dtype=bool)
        left[step.unit] = there[through] if len(there) else there
        stuck[step.kode] = there[~through] if len(there) else there
        rows.append((step.kode, step.nama, step.unit, len(left[step.unit]), len(stuck[step.kode])))
    frame = pd.DataFrame(rows, columns=["kode", "nama", "unit", "lolos", "tertahan"])
    return Rantai(frame, stuck)


def by_group(cases: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """For each group with a case: "3 dari 4" at each step, with the columns of GROUP_LABELS."""
    rows = []
    for group, label in KELOMPOK.items():
        own = cases[cases["kelompok"] == group]
        if own.empty:
            continue
        found = chain(own, naming(tasks, "kelompok", group)).langkah
        whole = found.groupby("unit").first().pipe(lambda f: f["lolos"] + f["tertahan"])
        rows.append(
            {
                "kelompok": label,
                **{
                    row.kode: bahasa.n_dari(row.lolos, whole[row.unit])
                    for row in found.itertuples()
                },
            }
        )
    return pd.DataFrame(rows, columns=list(GROUP_LABELS))


def headline(carried: pd.DataFrame, before: str, cases: int, tasks: int, f) -> str:
    """Carry-over first: how the last cycle's recommendations stand; then what this cycle brings."""
    now = (
        f"{f.cycle}: {bahasa.angka(cases)} kasus, {bahasa.angka(tasks)} rekomendasi"
        if cases or tasks
        else f"{f.cycle}: belum ada kasus"
    )
    if carried.empty:
        return f"{f.area}: tidak ada rekomendasi dari {before}; {now}."
    counted = states(carried)
    said = f"{f.area}: dari {bahasa.angka(len(carried))} rekomendasi {before}, "
    parts = [f"{bahasa.angka(number)} {word}" for word, number in counted.items() if number]
    return f"{said}{bahasa.daftar(parts)}; {now}."


def behind(carried: pd.DataFrame, before: str, cases: pd.DataFrame, tasks: int, f) -> list[Rincian]:
    """What ``headline`` rests on: the codes of the late and of the silent."""
    late = carried.loc[carried["terlambat"], "kode"].tolist()
    silent = carried.loc[carried["keadaan"] == BELUM_ADA_LAPORAN, "kode"].tolist()
    groups = cases["kelompok"].map(KELOMPOK).value_counts()
    named = ", ".join(f"{name} {number}" for name, number in groups.items())
    return [
        Rincian(
            headline(carried, before, len(cases), tasks, f),
            f"Terlambat: {', '.join(late) or 'tidak ada'}. Belum ada laporan: "
            f"{', '.join(silent) or 'tidak ada'}. Kasus siklus ini: {named or 'tidak ada'}. Yang terlambat "
            "dihitung sebagai terlambat walaupun belum ada laporannya.",
        )
    ]


def key_figures(carried: pd.DataFrame, before: str) -> list[KeyFigure]:
    """The four states of the carried recommendations."""
    counted = states(carried)
    overdue = carried[carried["terlambat"]]
    silent = int((overdue["keadaan"] == BELUM_ADA_LAPORAN).sum())
    held = int((carried["keadaan"].eq("terkendala") & ~carried["terlambat"]).sum())
    offices = bahasa.daftar(sorted(overdue["opd"].fillna(words.NO_OFFICE).unique()))
    return [
        KeyFigure(
            f"Selesai, {before}",
            bahasa.n_dari(counted["selesai"], len(carried)),
            _given_up(counted),
        ),
        KeyFigure(
            "Terlambat",
            bahasa.angka(counted["terlambat"]),
            offices or "tidak ada",
            f"{bahasa.angka(silent)} di antaranya belum ada laporan" if silent else "",
        ),
        KeyFigure(
            "Berjalan",
            bahasa.angka(counted["berjalan"]),
            f"{bahasa.angka(held)} terkendala" if held else "tidak ada yang terkendala",
        ),
        KeyFigure(
            "Belum ada laporan",
            bahasa.angka(counted["belum ada laporan"]),
            "belum lewat tenggat" if counted["belum ada laporan"] else "tidak ada lagi selain itu",
        ),
    ]


def _given_up(counted: dict[str, int]) -> str:
    return f"{bahasa.angka(counted['batal'])} batal" if counted["batal"] else ""


def stuck_list(found: Rantai, step: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows stuck at a step, in words, with their labels: cases or tasks."""
    rows = found.stuck[step]
    known = next(each for each in STEPS if each.kode == step)
    if known.unit == TUGAS:
        return words.table(rows), TASK_LABELS
    table = pd.DataFrame(
        {
            "kasus": rows["kasus_id"],
            "kelompok": rows["kelompok"].map(KELOMPOK),
            "kecamatan": rows["kecamatan"],
            "penyebab": ["; ".join(each) or bahasa.KOSONG for each in rows["penyebab"]],
            "tertahan": known.tertahan,
        }
    )
    return table, CASE_LABELS


def stuck_sentence(found: Rantai, step: str) -> str:
    """ "3 tugas belum ada laporan:"."""
    known = next(each for each in STEPS if each.kode == step)
    number = len(found.stuck[step])
    if not number:
        return f"Tidak ada {known.unit} yang {known.tertahan}."
    return f"{bahasa.angka(number)} {known.unit} {known.tertahan}:"
