"""Cases, tasks and what refers to them, given as typed frames (as the sample does)."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from stunting import build, db, store
from stunting.imports import run

CASE = "AKS-3375-2026S1-BD-01"
KK = "9900000000000101"


@pytest.fixture
def con(empty_store, tmp_path):
    """A writing connection on a draft of the empty store."""
    with store.new_version(base=store.current()) as draft, db.building(draft) as con:
        build.prepare(con, store.kind())
        yield con


@pytest.fixture
def apply(con):
    def go(day: date = date(2026, 7, 1), **sheets: list[dict]) -> run.FileReport:
        frames = {key: pd.DataFrame(rows) for key, rows in sheets.items()}
        return run.apply_frames(con, frames, "uji", day, today=date(2026, 8, 1))

    return go


def told(report: run.FileReport) -> list[tuple]:
    assert report.accepted + report.refused + report.unchanged == report.rows_read
    return [(each.sheet, each.row, each.rule, each.level) for each in report.findings]


def case(**cells) -> dict:
    return {
        "kasus_id": CASE,
        "siklus": "2026-S1",
        "kelompok": "baduta",
        "kecamatan": "33.75.01",
        "desa": "33.75.01.1002",
        "tahap": "2",
    } | cells


def task(**cells) -> dict:
    return {
        "rtl_id": "RTL-1",
        "kabkota": "33.75",
        "siklus": "2026-S1",
        "kasus_id": CASE,
        "rekomendasi": "PMT lokal",
        "status": "proses",
    } | cells


def ask(con, sql: str) -> list[tuple]:
    return con.execute(sql).fetchall()


@pytest.mark.parametrize(
    "cells",
    [
        {"kasus_id": "AKS-1"},
        {"siklus": "2026-S2"},
        {"kelompok": "bumil"},
        {"kasus_id": "AKS-3516-2026S1-BD-01"},
        {"kasus_id": "AKS-3375-2026S1-XX-01"},
    ],
    ids=["bentuk", "siklus", "kelompok", "wilayah", "kelompok tak dikenal"],
)
def test_a_case_code_must_agree_with_its_row(apply, cells):
    assert told(apply(kasus=[case(**cells)])) == [("Kasus", 2, "kode_kasus_tidak_sah", "tolak")]


def test_a_case_of_somebody_not_recorded_is_kept_unlinked(apply, con):
    named = {"nama": "ANAK SATU", "tanggal_lahir": pd.Timestamp(2024, 7, 10)}

    assert told(apply(kasus=[case(**named)])) == [("Kasus", 2, "kasus_tanpa_orang", "peringatan")]
    assert ask(con, "select kasus_id, orang_id from kasus") == [(CASE, None)]


def test_a_case_finds_its_person_by_name_and_birth_date(apply, con):
    named = {
        "nama": "Anak Satu",
        "nama_ibu": "Ibu Satu",
        "tanggal_lahir": pd.Timestamp(2024, 7, 10),
    }
    place = {"kecamatan": "33.75.01", "desa": "33.75.01.1002"}
    measured = (
        named | place | {"jenis_kelamin": "L", "tanggal": pd.Timestamp(2026, 2, 12), "bb_kg": 9.8}
    )

    report = apply(pengukuran=[measured], kasus=[case(**named)])

    assert told(report) == []
    linked = "select count(*) from kasus join orang using (orang_id)"
    assert ask(con, linked) == [(1,)]
    # a later row without the name does not undo the link
    assert apply(kasus=[case(tahap="3")]).accepted == 1
    assert ask(con, linked) == [(1,)]


def test_codes_that_lead_nowhere_are_refused(apply):
    report = apply(
        kasus=[case()],
        kasus_penyebab=[
            {"kasus_id": CASE, "kode_penyebab": "ZZ"},
            {"kasus_id": "AKS-3375-2026S1-BD-09", "kode_penyebab": "A1"},
        ],
        rtl=[
            task(kode_opd="ANTAH"),
            task(rtl_id="RTL-2", kasus_id=f"{CASE}; AKS-3375-2026S1-BD-09"),
        ],
        evaluasi=[
            {"evaluasi_id": "E1", "rtl_id": "RTL-9", "tanggal": pd.Timestamp(2026, 7, 1)},
            {"evaluasi_id": "E2", "tanggal": pd.Timestamp(2026, 7, 1)},
        ],
        mutasi=[
            {
                "nama": "SIAPA",
                "tanggal_lahir": pd.Timestamp(2024, 1, 1),
                "kecamatan": "33.75.01",
                "desa": "33.75.01.1002",
                "tanggal": pd.Timestamp(2026, 1, 1),
                "jenis": "meninggal",
            }
        ],
    )

    assert told(report) == [
        ("Mutasi", 2, "orang_tidak_dikenal", "tolak"),
        ("Penyebab Kasus", 2, "penyebab_tidak_dikenal", "tolak"),
        ("Penyebab Kasus", 3, "kasus_tidak_dikenal", "tolak"),
        ("RTL", 2, "opd_tidak_dikenal", "tolak"),
        ("RTL", 3, "kasus_tidak_dikenal", "tolak"),
        ("Evaluasi", 2, "rtl_tidak_dikenal", "tolak"),
        ("Evaluasi", 3, "rujukan_kosong", "tolak"),
    ]


def test_a_status_is_an_event_dated_by_its_row_or_its_file(apply, con):
    day = pd.Timestamp(2026, 6, 1)
    apply(kasus=[case()], rtl=[task(status="belum", tanggal_status=day)])
    apply(date(2026, 7, 1), rtl=[task(status="proses", tanggal_status=pd.NaT)])
    again = apply(date(2026, 7, 20), rtl=[task(status="proses", tanggal_status=pd.NaT)])

    assert again.unchanged == 1
    assert ask(con, "select tanggal::varchar, status from rtl_status order by 1") == [
        ("2026-06-01", "belum"),
        ("2026-07-01", "proses"),
    ]


def test_the_cases_of_a_task_become_those_of_its_row(apply, con):
    second = "AKS-3375-2026S1-BD-02"
    apply(kasus=[case(), case(kasus_id=second)], rtl=[task(kasus_id=f"{CASE};{second}")])
    assert ask(con, "select count(*) from rtl_kasus") == [(2,)]

    report = apply(rtl=[task(kasus_id=second)])

    assert report.accepted == 1
    assert ask(con, "select kasus_id from rtl_kasus") == [(second,)]


def test_a_group_and_a_kecamatan_make_a_focus_of_the_cycle(apply, con):
    rows = [
        {"kabkota": "33.75", "siklus": "2026-S1", "kelompok": "catin", "kecamatan": "33.75.02"},
        {"kabkota": "33.75", "siklus": "2026-S1", "kelompok": "bumil", "kecamatan": "33.75.01"},
    ]

    assert told(apply(siklus=rows)) == []
    assert ask(con, "select siklus, mulai::varchar, selesai::varchar from siklus") == [
        ("2026-S1", "2026-01-01", "2026-06-30")
    ]
    assert ask(con, "select kelompok, kode_kecamatan from fokus order by 1") == [
        ("bumil", "33.75.01"),
        ("catin", "33.75.02"),
    ]


def test_visits_and_aid_of_a_family_not_listed_are_kept_and_said(apply, con):
    report = apply(
        kunjungan=[{"no_kk": KK, "tanggal": pd.Timestamp(2026, 3, 1)}],
        bantuan=[{"no_kk": KK, "jenis": "PKH", "status": "diterima"}],
    )

    assert told(report) == [
        ("Kunjungan", 2, "keluarga_belum_tercatat", "peringatan"),
        ("Bantuan", 2, "keluarga_belum_tercatat", "peringatan"),
    ]
    same = "select count(*) from kunjungan join bantuan using (keluarga_id)"
    assert ask(con, same) == [(1,)]


def woman(day: str, kelompok: str, **cells) -> dict:
    return {
        "nik": "9900000000000021",
        "nama": "IBU",
        "kelompok": kelompok,
        "kecamatan": "33.75.01",
        "desa": "33.75.01.1002",
        "tanggal": pd.Timestamp(day),
        "tanggal_lahir": pd.Timestamp(2000, 5, 6),
    } | cells


def test_a_bride_becomes_a_mother(apply, con):
    report = apply(
        skrining=[
            woman("2024-01-10", "catin", bb_kg=45.0, tb_cm=150.0),
            woman("2024-08-01", "bumil"),
            woman("2024-11-01", "bumil"),
            woman("2025-02-01", "pascasalin", tanggal_bersalin=pd.Timestamp(2025, 1, 20)),
            woman("2026-06-01", "bumil"),
        ]
    )

    assert told(report) == []
    member = "select kelompok, mulai::varchar, selesai::varchar from keanggotaan order by mulai"
    assert ask(con, member) == [
        ("catin", "2024-01-10", "2024-08-01"),
        ("bumil", "2024-08-01", "2025-02-01"),
        ("pascasalin", "2025-02-01", "2026-06-01"),
        ("bumil", "2026-06-01", None),
    ]
    assert ask(con, "select umur, imt from skrining where kelompok = 'catin'") == [(23, 20.0)]
    assert ask(
        con,
        "select distinct bulan_bersalin::varchar from skrining where bulan_bersalin is not null",
    ) == [("2025-01-01",)]
    assert ask(con, "select jenis_kelamin, bulan_lahir::varchar, bb_lahir_g from orang") == [
        ("P", "2000-05-01", None)
    ]


@pytest.mark.parametrize(
    ("born", "age"), [("2007-03-02", 18), ("2007-03-01", 19), ("2000-03-01", 26), (None, 21)]
)
def test_age_is_counted_by_the_calendar(apply, con, born, age):
    apply(skrining=[woman("2026-03-01", "catin", tanggal_lahir=pd.Timestamp(born), umur=21)])

    assert ask(con, "select umur from skrining") == [(age,)]


def test_impossible_readings_of_a_woman_are_refused(apply):
    report = apply(skrining=[woman("2026-01-01", "bumil", hb_gdl=104.0, lila_cm=22.9)])

    assert told(report) == [("Catin dan Ibu", 2, "ukuran_tidak_wajar", "tolak")]


def month(**cells) -> dict:
    return {
        "kecamatan": "33.75.01",
        "desa": "33.75.01.1002",
        "bulan": pd.Timestamp(2026, 2, 1),
        "sasaran_balita": 100,
        "balita_diukur": 90,
        "balita_stunting": 10,
    } | cells


def test_counts_above_their_denominator_are_refused_above_a_target_said(apply):
    report = apply(
        agregat_bulanan=[
            month(balita_stunting=91),
            month(desa="33.75.01.1003", balita_diukur=101),
            month(desa="33.75.01.1004", bulan=pd.Timestamp(2026, 9, 1)),
        ]
    )

    assert told(report) == [
        ("Agregat Bulanan", 2, "pembilang_melebihi_penyebut", "tolak"),
        ("Agregat Bulanan", 3, "cakupan_di_atas_seratus", "peringatan"),
        ("Agregat Bulanan", 4, "tanggal_masa_depan", "tolak"),
    ]


def test_a_family_is_at_risk_with_any_factor_and_unknown_without_all_of_them(apply, con):
    def family(number: int, **cells) -> dict:
        return {
            "siklus": "2026-S1",
            "no_kk": f"99{number:014d}",
            "kecamatan": "33.75.01",
            "desa": "33.75.01.1002",
        } | cells

    none = dict.fromkeys(("terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak"), False)
    good = {"sumber_air_layak": True, "jamban_layak": True}
    report = apply(
        keluarga=[
            family(1, **good, **none),
            family(2, **good, **none | {"terlalu_tua": True}),
            family(3, **none | {"terlalu_tua": None}),
            family(4, jamban_layak=False),
            family(5, peringkat_kesejahteraan=7),
            family(6),
        ]
    )
    db.run_build(con, "keluarga_risiko")

    assert told(report) == [("Keluarga", 6, "ukuran_tidak_wajar", "tolak")]
    found = ask(
        con,
        "select no_kk[-1:], berisiko from keluarga join identitas.keluarga_identitas using (keluarga_id)"
        " order by 1",
    )
    assert found == [("1", False), ("2", True), ("3", False), ("4", True), ("6", None)]
