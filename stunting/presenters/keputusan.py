"""Keputusan rapat: the tasks of a meeting, what is being decided, and who did what when."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd

from stunting import bahasa, reference, sensitif
from stunting.imports.fields import TINGKAT_PR
from stunting.presenters.figures import KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.rapat import kalender
from stunting.rapat.bahan import NO_OFFICE
from stunting.rapat.berita_acara import Isi, Rapat, state
from stunting.rapat.keputusan import URUNG, Entry, Standing, deadline
from stunting.rapat.tugas import BELUM_ADA_LAPORAN, CLOSED, PROTECTED, RAPAT

TUGAS, CATAT, BERKAS, RIWAYAT = (
    "Tugas",
    "Catat keputusan",
    "Berkas rapat",
    "Riwayat dan urungkan",
)
THIS, BEFORE, DUE = "Siklus ini", "Semester lalu", f"Jatuh tempo {kalender.REMIND_DAYS} hari"
LABELS = {
    "kode": "Kode",
    "tugas": "Tugas",
    "kasus": "Kasus",
    "opd": "OPD/instansi",
    "tingkat": "PR",
    "tenggat": "Tenggat",
    "keadaan": "Keadaan",
}
WIDE = {"tugas": 470, "keadaan": 430, "tingkat": 150, "kasus": 130}
DUE_LABELS = {"tenggat": "Tenggat", "opd": "OPD/instansi", "tugas": "Tugas", "keadaan": "Keadaan"}
HISTORY_LABELS = {
    "nomor": "No.",
    "waktu": "Waktu",
    "siapa": "Oleh",
    "tugas": "Tugas",
    "apa": "Yang dicatat",
    "berlaku": "Berlaku",
}
DEADLINES = (5, 10, 20, 40, 60)  # working days offered
OTHER_DAY = "Tanggal lain"
PROTECTED_WORDS = "Rincian dilindungi; lihat di mode kerja."


def headline(isi: Isi, area: str) -> str:
    """How many tasks for how many offices, what was decided in the room, what is carried over."""
    cycle = bahasa.siklus(isi.siklus)
    tasks, carried = isi.tugas[isi.tugas["keadaan"] != "batal"], isi.lalu
    if tasks.empty and carried.empty:
        return f"Belum ada tugas untuk rapat {cycle} di {area}."
    offices = tasks["opd"].dropna().nunique()
    decided = int((tasks["asal"] == RAPAT).sum())
    said = f"{area}, rapat {cycle}: {bahasa.angka(len(tasks))} tugas untuk {bahasa.angka(offices)} "
    said += "OPD/instansi"
    if decided:
        said += f", {bahasa.angka(decided)} di antaranya diputuskan di rapat"
    late = int(carried["terlambat"].sum())
    if len(carried):
        said += f"; dari {bahasa.angka(len(carried))} tugas semester lalu {bahasa.angka(late)} terlambat"
    return f"{said}."


def behind(isi: Isi, area: str) -> list[Rincian]:
    """What ``headline`` rests on: tasks by office, and how the carried ones stand."""
    counted = isi.tugas["opd"].fillna(NO_OFFICE).value_counts()
    offices = ", ".join(f"{name} {bahasa.angka(n)}" for name, n in counted.items())
    late = isi.lalu.loc[isi.lalu["terlambat"], "kode"].tolist()
    return [
        Rincian(
            headline(isi, area),
            f"Tugas menurut OPD/instansi: {offices or 'belum ada'}. Terlambat dari semester lalu: "
            f"{', '.join(late) or 'tidak ada'}.",
        )
    ]


def key_figures(isi: Isi, today: date) -> list[KeyFigure]:
    """Tasks of this cycle, those of the cycle before, the silent ones, what is due soon."""
    tasks, carried = isi.tugas, isi.lalu
    both = pd.concat([carried, tasks], ignore_index=True)
    open_still = both[~both["keadaan"].isin(CLOSED)]
    soon = kalender.due(both, today)
    nobody = int(tasks["opd"].isna().sum())
    undated = int(tasks["tenggat"].isna().sum())
    return [
        KeyFigure(
            f"Tugas {bahasa.siklus_pendek(isi.siklus)}",
            bahasa.angka(len(tasks)),
            f"{bahasa.angka(nobody)} belum ada OPD" if nobody else "semua punya OPD",
            f"{bahasa.angka(undated)} belum ada tenggat" if undated else "semua punya tenggat",
        ),
        KeyFigure(
            f"Tugas {bahasa.siklus_pendek(isi.siklus_lalu)} selesai",
            bahasa.n_dari(int((carried["keadaan"] == "selesai").sum()), len(carried)),
            f"{bahasa.angka(int(carried['terlambat'].sum()))} terlambat",
        ),
        KeyFigure(
            "Belum ada laporan",
            bahasa.angka(int((open_still["keadaan"] == BELUM_ADA_LAPORAN).sum())),
            f"dari {bahasa.angka(len(open_still))} tugas yang belum selesai",
        ),
        KeyFigure(
            f"Jatuh tempo dalam {kalender.REMIND_DAYS} hari",
            bahasa.angka(len(soon)),
            bahasa.daftar(sorted(soon["opd"].fillna(NO_OFFICE).unique())[:3]) or "tidak ada",
        ),
    ]


def of(isi: Isi, which: str, today: date) -> pd.DataFrame:
    """The tasks of this cycle, of the one before, or of both what falls due soon."""
    if which == DUE:
        return kalender.due(pd.concat([isi.lalu, isi.tugas], ignore_index=True), today)
    return isi.lalu if which == BEFORE else isi.tugas


def table(tasks: pd.DataFrame) -> pd.DataFrame:
    """Tasks as rows of the list, with the columns of LABELS."""
    return pd.DataFrame(
        {
            "kode": tasks["kode"],
            "tugas": tasks["rekomendasi"],
            "kasus": [", ".join(map(short, codes)) or "semua" for codes in tasks["kode_kasus"]],
            "opd": tasks["opd"].fillna(NO_OFFICE),
            "tingkat": tasks["tingkat_pr"].map(TINGKAT_PR).fillna(bahasa.KOSONG),
            "tenggat": [bahasa.tanggal_pendek(day) for day in tasks["tenggat"]],
            "keadaan": [state(row) for row in tasks.itertuples()],
        }
    )


def short(kasus_id: str) -> str:
    """ "AKS-3516-2026S1-BD-01" -> "BD-01": the cycle and the district stand above the list."""
    return "-".join(kasus_id.split("-")[3:])


def choices(tasks: pd.DataFrame) -> dict[str, str]:
    """Tasks to choose from: key -> code, office and text."""
    return {
        row.tugas: f"{row.kode} · {row.opd if isinstance(row.opd, str) else NO_OFFICE} · {row.rekomendasi}"
        for row in tasks.itertuples()
    }


def deadlines(today: date) -> dict[str, date]:
    """The offered last days: words -> day."""
    found = {days: deadline(days, today) for days in DEADLINES}
    return {f"{days} hari kerja: {bahasa.tanggal(day)}": day for days, day in found.items()}


def room(held: Rapat) -> str:
    """What the papers will say of the room; what was not filled in is a line to fill in."""
    parts = {
        "nomor": held.nomor,
        "pukul": held.pukul,
        "tempat": held.tempat,
        "dipimpin": held.pemimpin,
    }
    told = [f"{name} {text}" for name, text in parts.items() if text]
    told.append(
        f"{bahasa.angka(len(held.peserta))} peserta" if held.peserta else "daftar hadir kosong"
    )
    return f"Berkas memuat: tanggal {bahasa.tanggal(held.tanggal)}, {', '.join(told)}."


def parsed_day(text: str) -> date | None:
    """A day typed as hh/bb/tttt (or with - and .); None when it is none."""
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def history(said: Standing, isi: Isi, *, rinci: bool) -> pd.DataFrame:
    """What was recorded, newest first, with the columns of HISTORY_LABELS."""
    codes = {each.tugas: each.kode for each in said.putusan}
    for tasks in (isi.lalu, isi.tugas):
        codes |= dict(zip(tasks["tugas"], tasks["kode"], strict=True))
    open_to = _plain_tasks(isi)
    rows = said.history
    return pd.DataFrame(
        {
            "nomor": [each.nomor for each in rows],
            "waktu": [moment(each.at) for each in rows],
            "siapa": [each.who for each in rows],
            "tugas": [codes.get(each.tugas, _other(each)) for each in rows],
            "apa": [_told(each, open_to, rinci=rinci) for each in rows],
            "berlaku": ["tidak, diurungkan" if each.diurungkan else "ya" for each in rows],
        }
    )


def _other(entry: Entry) -> str:
    """What a task is called that is not in sight: a workbook's by its code."""
    return entry.kode or entry.tugas


def _plain_tasks(isi: Isi) -> set[str]:
    """Keys of the tasks in sight whose cause is not protected."""
    causes = reference.table("penyebab")
    protected = {PROTECTED, *causes.loc[causes["sensitif"] == "ya", "kode_penyebab"]}
    return {
        row.tugas
        for tasks in (isi.lalu, isi.tugas)
        for row in tasks.itertuples()
        if row.kode_penyebab not in protected
    }


def _told(entry: Entry, open_to: set[str], *, rinci: bool) -> str:
    """The words of an entry; in mode tayang only those known not to be about a protected cause."""
    if rinci or entry.jenis == URUNG:
        return entry.kata
    if sensitif.tells(entry.kata):
        return PROTECTED_WORDS
    if entry.tugas in open_to:
        return entry.kata
    causes = reference.table("penyebab").set_index("kode_penyebab")["sensitif"]
    if entry.kode_penyebab is not None and causes.get(entry.kode_penyebab, "tidak") != "ya":
        return entry.kata
    return PROTECTED_WORDS


def undoable(said: Standing, isi: Isi, *, rinci: bool) -> dict[int, str]:
    """Events that may be taken back: number -> words, newest first; undos themselves last."""
    open_to = _plain_tasks(isi)
    standing = [each for each in said.history if not each.diurungkan]
    standing.sort(key=lambda each: each.jenis == URUNG)
    return {
        each.nomor: f"{each.nomor}: {moment(each.at)}, {each.who}: {_told(each, open_to, rinci=rinci)}"
        for each in standing
    }


def moment(at: datetime) -> str:
    """ "26 Nov 2026, 10.42", in the clock of this computer."""
    here = at.astimezone()
    return f"{bahasa.tanggal_pendek(here)}, {here:%H.%M}"
