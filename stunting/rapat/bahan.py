"""What the papers of a meeting are made of, asked once: for the page and for the command line alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from stunting import bahasa
from stunting.exports import excel
from stunting.imports.fields import JENIS_RTL, TINGKAT_PR
from stunting.kept import once
from stunting.rapat import tugas
from stunting.rapat.berita_acara import KEADAAN, Isi
from stunting.rapat.keputusan import Standing
from stunting.siklus import previous

NO_OFFICE = "Belum ada OPD"
TASK_LABELS = {
    "opd": "OPD/instansi",
    "kode": "Kode",
    "rekomendasi": "Tugas",
    "kegiatan": "Kegiatan",
    "kasus": "Kasus",
    "tingkat": "Tingkat PR",
    "pendukung": "Pendukung",
    "sumber_dana": "Sumber dana",
    "biaya": "Biaya (Rp)",
    "realisasi": "Realisasi (Rp)",
    "tenggat": "Tenggat",
    "keadaan": "Status",
    "hari_terlambat": "Terlambat (hari)",
    "kendala": "Kendala",
    "jenis": "Jenis",
}


@once
def gather(
    ask: tugas.Ask,
    said: Standing,
    *,
    kode_kabkota: str,
    kabkota: str,
    siklus: str,
    today: date,
    catatan: str,
    rinci: bool = False,
) -> Isi:
    """Cases, tasks and carried tasks of the meeting of a district and cycle."""
    where = {"kode_kabkota": kode_kabkota, "kode_kecamatan": None}
    areas = ask("pilihan_kecamatan")
    scope = areas.loc[areas["kode_kabkota"] == kode_kabkota, "kode_kecamatan"].tolist()

    def tasks(of: str) -> pd.DataFrame:
        return tugas.listed(ask, said, siklus=of, today=today, rinci=rinci, **where)

    return Isi(
        kabkota=kabkota,
        siklus=siklus,
        siklus_lalu=previous(siklus),
        kasus=ask("kasus_ringkas", scope=scope, siklus=siklus, rinci=rinci),
        tugas=tasks(siklus),
        lalu=tasks(previous(siklus)),
        catatan=catatan,
    )


def narrowed(isi: Isi, kode_kecamatan: str | None) -> Isi:
    """The same for the cases of one kecamatan and their tasks; all of it without one."""
    if kode_kecamatan is None:
        return isi

    tasks, carried = (
        tugas.naming(each, "kode_kecamatan", kode_kecamatan) for each in (isi.tugas, isi.lalu)
    )
    cases = isi.kasus[isi.kasus["kode_kecamatan"] == kode_kecamatan].reset_index(drop=True)
    return replace(isi, kasus=cases, tugas=tasks, lalu=carried)


def written(tasks: pd.DataFrame) -> pd.DataFrame:
    """Tasks in the words of the forms, with the columns of TASK_LABELS."""
    return pd.DataFrame(
        {
            "opd": tasks["opd"].fillna(NO_OFFICE),
            "kode": tasks["kode"],
            "rekomendasi": tasks["rekomendasi"],
            "kegiatan": tasks["kegiatan"],
            "kasus": [", ".join(codes) or "semua" for codes in tasks["kode_kasus"]],
            "tingkat": tasks["tingkat_pr"].map(TINGKAT_PR),
            "pendukung": tasks["pendukung"],
            "sumber_dana": tasks["sumber_dana"],
            "biaya": tasks["biaya"].astype("Int64"),
            "realisasi": tasks["realisasi"],
            "tenggat": tasks["tenggat"],
            "keadaan": tasks["keadaan"].map(KEADAAN),
            "hari_terlambat": tasks["hari_terlambat"].astype("Int64"),
            "kendala": tasks["kendala"],
            "jenis": tasks["jenis"].map(JENIS_RTL),
        }
    )


def tasks_by_office(isi: Isi, about: Mapping[str, str]) -> bytes:
    """Open tasks of the cycle and the carried ones, one sheet per OPD/instansi (XLSX)."""
    both = pd.concat([isi.lalu, isi.tugas], ignore_index=True)
    rows = written(both[~both["keadaan"].isin(tugas.CLOSED)])
    cycles = bahasa.daftar([bahasa.siklus(each) for each in (isi.siklus_lalu, isi.siklus)])
    said = {"Isi": f"Tugas {cycles} yang belum selesai", **about}
    return excel.workbook_by(rows, TASK_LABELS, by="opd", about=said)
