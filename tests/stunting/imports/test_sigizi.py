"""Monthly aggregates of Sigizi Kesga: what is read, what is said, and which figure counts."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stunting import build, db, store
from stunting.imports import run
from tests.factories import BARAT, KODE_BARAT, ask, build_store, frames, woman

KEYS = ["Tahun", "Puskesmas", "Kelurahan", "Bulan"]
BALITA = [
    "Jumlah_sasaran_balita",
    "Jumlah_balita_usia_0-59_bulan_ditimbang",
    "Jumlah_balita_usia_0-59_bulan_diukur_PBTB",
    "Jumlah_balita_usia_0-59_bulan_ditimbang_dan_diukur",
    "Jumlah_balita_naik_berat_badannya_N",
    "Jumlah_balita_tidak_naik_berat_badannya_T",
    "Jumlah_balita_ditimbang_terkoreksi_Daksen",
    "Jumlah_balita_stunting",
    "Jumlah_balita_wasting",
    "Jumlah_balita_underweight",
]
BUMIL = [
    "Jumlah_Sasaran_Ibu_Hamil",
    "Jumlah_ibu_hamil_periksa_Hb",
    "Jumlah_ibu_hamil_anemia",
    "Jumlah_ibu_hamil_diukur_LILA_IMT",
    "Jumlah_ibu_hamil_risiko_KEK",
]
MEDONO = "33.75.01.1002"


def write(path: Path, header: list[str], *rows: list) -> Path:
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
    return path


def balita(desa: str = "MEDONO", month: str = "Februari", **figures: int) -> list:
    values = [200, 180, 170, 165, 100, 50, 150, 30, 10, 20]
    found = dict(zip(BALITA, values, strict=True)) | figures
    return ["2026", "MEDONO", desa, month, *found.values()]


def told(report) -> list[tuple]:
    return [(each.row, each.column, each.rule, each.level) for each in report.findings]


@pytest.mark.parametrize("month", ["Februari", "2", "02", "2.0", "FEBRUARI", "2026-02"])
def test_the_flat_template_is_read_by_its_names(imported, rows, tmp_path, month):
    report = imported(write(tmp_path / "a.csv", [*KEYS, *BALITA], balita(month=month)))

    assert (report.layout, report.accepted, told(report)) == ("sigizi_bulanan", 1, [])
    found = {
        row["indikator"]: (row["pembilang"], row["penyebut"], row["sasaran"])
        for row in rows("select * from agregat_bulanan where bulan = date '2026-02-01'")
    }
    assert found == {
        "cakupan_ukur_balita": (170, None, 200),
        "cakupan_timbang_balita": (180, None, 200),
        # each per its own denominator: measured, weighed and measured, weighed
        "stunting_balita": (30, 170, None),
        "wasting_balita": (10, 165, None),
        "underweight_balita": (20, 180, None),
        "naik_bb_balita": (100, 150, None),
    }
    assert {row["kode_desa"] for row in rows("select kode_desa from agregat_bulanan")} == {MEDONO}


def test_the_same_file_again_changes_nothing(imported, tmp_path):
    path = write(tmp_path / "a.csv", [*KEYS, *BALITA], balita(), balita("TIRTO"))
    imported(path)
    again = imported(path)
    assert (again.accepted, again.unchanged) == (0, 2)


def test_a_desa_is_found_in_the_whole_district_when_it_is_alone(imported, tmp_path):
    report = imported(
        write(
            tmp_path / "a.csv",
            [*KEYS, *BALITA],
            balita("Kel. Medono"),
            balita("TIDAK ADA"),
            # two desa of Kabupaten Mojokerto are called so
            balita("SUMBERJATI"),
        )
    )
    assert told(report) == [
        (3, "Kelurahan", "desa_tidak_dikenal", "tolak"),
        (4, "Kelurahan", "desa_bernama_sama", "tolak"),
    ]


def test_exchanged_columns_are_said_and_not_repaired(imported, rows, tmp_path):
    swapped = {BALITA[2]: 165, BALITA[3]: 170}
    report = imported(
        write(
            tmp_path / "a.csv",
            [*KEYS, *BALITA],
            *(balita(desa, **swapped) for desa in ("MEDONO", "TIRTO", "PODOSUGIH")),
        )
    )
    assert told(report) == [(None, BALITA[3], "kolom_tertukar", "peringatan")]
    assert rows(
        "select distinct penyebut from agregat_bulanan where indikator = 'stunting_balita'"
    ) == [{"penyebut": 165}]


def test_one_slip_among_many_is_a_slip(imported, tmp_path):
    report = imported(
        write(
            tmp_path / "a.csv",
            [*KEYS, *BALITA],
            balita("MEDONO"),
            balita("TIRTO", **{BALITA[3]: 175}),
            balita("PODOSUGIH", **{BALITA[6]: 140}),
        )
    )
    assert told(report) == [
        (3, BALITA[3], "ditimbang_diukur_melebihi", "peringatan"),
        (4, BALITA[6], "terkoreksi_berbeda", "peringatan"),
    ]


def test_the_official_report_counts_before_the_workbook(home, imported, rows, tmp_path):
    imported(write(tmp_path / "a.csv", [*KEYS, *BALITA], balita()))
    with store.new_version(base=store.current()) as draft, db.building(draft) as con:
        build.prepare(con, store.kind())
        book = {**BARAT, "bulan": date(2026, 2, 1), "balita_stunting": 99, "balita_diukur": 170}
        older = {**BARAT, "bulan": date(2026, 1, 1), "balita_stunting": 12, "balita_diukur": 100}
        run.apply_frames(con, frames({"agregat_bulanan": [book, older]}), "b", date(2026, 3, 1))
        build.derive(con)

    assert rows(
        "select bulan::varchar as bulan, pembilang from agregat_terpakai "
        "where indikator = 'stunting_balita' order by bulan"
    ) == [
        {"bulan": "2026-01-01", "pembilang": 12},  # the workbook alone knows January
        {"bulan": "2026-02-01", "pembilang": 30},
    ]
    assert rows(
        "select count(*) as n from agregat_bulanan where indikator = 'stunting_balita'"
    ) == [{"n": 3}]


def snapshot(month: int, anaemic: int, tested: int) -> dict:
    return {
        **BARAT,
        "bulan": date(2026, month, 1),
        "bumil_periksa_hb": tested,
        "bumil_anemia": anaemic,
    }


def anaemia(version) -> list[tuple]:
    rows = ask(
        version,
        "indikator_per_kecamatan",
        kode_kabkota="33.75",
        siklus="2026-S1",
        indikator="anemia_bumil",
    )
    return [row[2:4] for row in rows if row[0] == KODE_BARAT]


@given(st.dictionaries(st.integers(1, 6), st.integers(0, 40), min_size=1))
@settings(max_examples=8, deadline=None)
def test_snapshots_of_a_cycle_are_never_added(tmp_path_factory, months):
    rows = [snapshot(month, anaemic, anaemic + 10) for month, anaemic in months.items()]
    version = build_store(tmp_path_factory.mktemp("potret"), agregat_bulanan=rows)
    last = months[max(months)]

    assert anaemia(version) == [(last, last + 10)]


def test_records_of_persons_and_reports_are_never_mixed(tmp_path):
    version = build_store(
        tmp_path,
        agregat_bulanan=[snapshot(3, 20, 50)],
        skrining=[woman("a", "2026-03-01", hb_gdl=10.0)],
    )
    # one woman on record is enough: the report of the desa is then another way of counting
    assert anaemia(version) == [(1, 1)]
