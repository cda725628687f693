"""Where every task stands: the workbook's recommendations and the meeting's decisions in one frame.

A status in a workbook is an event dated by its row or its file; of it and the events of the register the
later one counts, on the same day the register.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd

from stunting import reference, sensitif
from stunting.kept import once
from stunting.rapat.keputusan import Report, Standing, Taken

BELUM_ADA_LAPORAN = "belum_ada_laporan"
CLOSED = ("selesai", "batal")
BUKU_KERJA, RAPAT = "buku kerja", "rapat"
PROTECTED = "dilindungi"  # the code of a cause that is only told by its neutral label
_DATES = ("tenggat", "tanggal_status", "tanggal_evaluasi", "tanggal_diseminasi")

Ask = Callable[..., pd.DataFrame]


def listed(
    ask: Ask,
    said: Standing,
    *,
    kode_kabkota: str,
    kode_kecamatan: str | None,
    siklus: str | None,
    today: date,
    rinci: bool = False,
) -> pd.DataFrame:
    """One row per task of a district, late ones first.

    Columns of rtl_daftar and: tugas (its key in the register), kode (to be read aloud), asal, keadaan (its
    status, or belum_ada_laporan when nobody reported since the meeting it comes from), terlambat (past its
    date and neither done nor given up), hari_terlambat, pelapor. ``siklus`` None: all cycles. ``rinci``:
    protected causes as they are.
    """
    tasks = _of_district(ask, said, kode_kabkota, siklus, today, rinci)
    return tasks if kode_kecamatan is None else naming(tasks, "kode_kecamatan", kode_kecamatan)


@once
def _of_district(
    ask: Ask, said: Standing, kode_kabkota: str, siklus: str | None, today: date, rinci: bool
) -> pd.DataFrame:
    rows = ask("rtl_daftar", kode_kabkota=kode_kabkota, siklus=siklus, rinci=rinci)
    rows = rows.assign(tugas=rows["rtl_id"], kode=rows["rtl_id"], asal=BUKU_KERJA)
    decided = [
        each
        for each in said.putusan
        if each.isi.kode_kabkota == kode_kabkota
        and siklus in (None, each.isi.siklus)
        and each.kode not in set(rows["rtl_id"])  # came back in a workbook: that row counts
    ]
    if decided:
        areas = ask("pilihan_kecamatan")
        areas = areas.loc[areas["kode_kabkota"] == kode_kabkota, "kode_kecamatan"].tolist()
        cases = ask("kasus_daftar", scope=areas, siklus=None).set_index("kasus_id")
        more = _decisions(decided, cases, rinci=rinci)
        rows = pd.concat([rows, more.reindex(columns=rows.columns)])
    for name in _DATES:
        rows[name] = pd.to_datetime(rows[name])
    found = _stand(rows.reset_index(drop=True), _by_task(said, rows), today)
    # what was reported since; the rows themselves came without
    return found if rinci else sensitif.without(found, ["kendala"])


def naming(tasks: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    """The tasks whose list in ``column`` (kode_kasus, kode_kecamatan, kelompok) holds ``code``."""
    mine = [code in codes for codes in tasks[column]]
    return tasks[pd.Series(mine, index=tasks.index, dtype=bool)].reset_index(drop=True)


def states(tasks: pd.DataFrame) -> dict[str, int]:
    """Each task once: selesai, terlambat, berjalan, belum ada laporan, batal; late comes before silent."""
    state = tasks["keadaan"].mask(~tasks["keadaan"].isin((*CLOSED, BELUM_ADA_LAPORAN)), "berjalan")
    state = state.mask(tasks["terlambat"], "terlambat").replace(
        BELUM_ADA_LAPORAN, "belum ada laporan"
    )
    order = ("selesai", "terlambat", "berjalan", "belum ada laporan", "batal")
    return {word: int((state == word).sum()) for word in order}


def _by_task(said: Standing, rows: pd.DataFrame) -> dict[str, Sequence[Report]]:
    """Reports by row: a decision that came back in a workbook keeps what was reported of it."""
    keys = {each.kode: each.tugas for each in said.putusan}
    found = {}
    for task in rows["tugas"]:
        both = (*said.reports.get(task, ()), *said.reports.get(keys.get(task, ""), ()))
        found[task] = sorted(both, key=lambda each: each.nomor)
    return found


def _decisions(decided: Sequence[Taken], cases: pd.DataFrame, *, rinci: bool) -> pd.DataFrame:
    offices = reference.table("opd").set_index("kode_opd")["nama_pendek"]
    causes = reference.table("penyebab").set_index("kode_penyebab")
    said = str if rinci else sensitif.neutral
    rows = []
    for each in decided:
        what = each.isi
        known = [code for code in what.kasus if code in cases.index]
        own = [what.kode_kecamatan] if what.kode_kecamatan else []
        places = sorted({*cases.loc[known, "kode_kecamatan"], *own})
        cause = causes.loc[what.kode_penyebab] if what.kode_penyebab in causes.index else None
        hidden = cause is not None and cause["sensitif"] == "ya" and not rinci
        rows.append(
            {
                "tugas": each.tugas,
                "kode": each.kode,
                "rtl_id": each.kode,
                "asal": RAPAT,
                "siklus": what.siklus,
                "kode_kasus": known,
                "kelompok": sorted(set(cases.loc[known, "kelompok"])),
                "kode_kecamatan": places,
                "rekomendasi": cause["label_tayang"] if hidden else said(what.teks),
                "kode_penyebab": PROTECTED if hidden else what.kode_penyebab,
                "penyebab": None
                if cause is None
                else cause["label_tayang"]
                if hidden
                else cause["penyebab"],
                "kode_opd": what.kode_opd,
                "opd": offices.get(what.kode_opd),
                "tingkat_pr": what.tingkat_pr,
                "sumber_dana": what.sumber_dana and said(what.sumber_dana),
                "biaya": what.biaya,
                "tenggat": what.tenggat,
                "tanggal_diseminasi": each.at.astimezone().date(),
                "kasus": len(known),
            }
        )
    return pd.DataFrame(rows)


def _stand(
    rows: pd.DataFrame, reports: Mapping[str, Sequence[Report]], today: date
) -> pd.DataFrame:
    """status, tanggal_status, kendala and what follows from them, of the frame with all tasks."""
    told = [_last(row, reports.get(row["tugas"], ())) for row in rows.to_dict("records")]
    names = ["status", "tanggal_status", "kendala", "realisasi", "pelapor"]
    rows[names] = pd.DataFrame(told, columns=names, index=rows.index, dtype=object)
    rows["tanggal_status"] = pd.to_datetime(rows["tanggal_status"])
    rows["realisasi"] = pd.to_numeric(rows["realisasi"]).astype("Int64")
    # what stands in the way of a protected cause tells of it
    rows.loc[rows["kode_penyebab"] == PROTECTED, "kendala"] = None
    closed = rows["status"].isin(CLOSED)
    silent = rows["tanggal_status"].isna() | (rows["tanggal_status"] < rows["tanggal_diseminasi"])
    rows["keadaan"] = rows["status"].mask(silent & ~closed, BELUM_ADA_LAPORAN)
    day = pd.Timestamp(today)
    rows["terlambat"] = (rows["tenggat"] < day) & ~closed
    rows["hari_terlambat"] = (day - rows["tenggat"]).dt.days.where(rows["terlambat"], 0)
    order = ["terlambat", "tenggat", "kode"]
    return rows.sort_values(
        order, ascending=[False, True, True], na_position="last", ignore_index=True
    )


def _last(row: Mapping[str, object], words: Sequence[Report]) -> tuple:
    """status, date, obstacle, money used and who said so: of workbook and register the later one."""
    status, day, kendala, who = row["status"], row["tanggal_status"], row["kendala"], None
    spent = row["realisasi"]
    status = None if pd.isna(status) else status
    kendala = None if pd.isna(kendala) else kendala
    for word in words:
        said = pd.Timestamp(word.at.astimezone().date())  # the day of the clock on the wall
        if not pd.isna(day) and said < day:
            continue
        if word.realisasi is not None:
            spent = word.realisasi
            if word.status is None and not word.kendala:
                # money spent is a sign of work, and a finished task stays finished on its day
                if status in CLOSED:
                    continue
                status = status if status not in (None, "belum") else "proses"
        if word.status is not None:
            status, kendala = (
                word.status,
                word.kendala,
            )  # an old obstacle does not stick to a new status
        elif word.kendala:
            # whoever was never heard of and now says what is in the way is in trouble
            status, kendala = status or "terkendala", word.kendala
        day, who = said, word.who
    return status, day, kendala, spent, who
