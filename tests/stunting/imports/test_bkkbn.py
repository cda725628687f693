"""Families of Verval KRS / SIGA: per family, per desa, and the per-RT sheet of 2021."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from stunting import store
from stunting.imports import bkkbn, run

HEADER = (
    "id_frm,kode_depdagri_provinsi,nama_provinsi,kode_depdagri_kabupaten,nama_kabupaten,"
    "kode_depdagri_kecamatan,nama_kecamatan,kode_depdagri_kelurahan,nama_kelurahan,rw,rt,periode,"
    "kode_keluarga,nik,nama_kepala_keluarga,nama_istri,baduta,balita,pus,pus_hamil,"
    "sumber_air_layak_tidak,jamban_layak_tidak,terlalu_muda,terlalu_tua,terlalu_dekat,terlalu_banyak,"
    "bukan_peserta_kb_modern,kesejahteraan_prioritas,risiko_stunting,latitude,longitude"
).split(",")


def family(number: int, **cells: str) -> list[str]:
    row = {
        "nama_kabupaten": "KOTA PEKALONGAN",
        "nama_kecamatan": "PEKALONGAN BARAT",
        "nama_kelurahan": "MEDONO",
        "rw": "2",
        "rt": "1",
        "periode": "2024",
        "kode_keluarga": f"33750110021990{number:04d}",
        "nik": f"99{number:014d}",
        "nama_kepala_keluarga": f"KEPALA {number}",
        "nama_istri": f"IBU {number}",
        "baduta": "1",
        "balita": "2",
        "pus": "1",
        "pus_hamil": "2",
        "sumber_air_layak_tidak": "1",
        "jamban_layak_tidak": "1",
        "terlalu_muda": "1",
        "terlalu_tua": "1",
        "terlalu_dekat": "3",
        "terlalu_banyak": "1",
        "bukan_peserta_kb_modern": "1",
        "kesejahteraan_prioritas": "99",
        "risiko_stunting": "2",
        "latitude": "-6.88",
        "longitude": "109.66",
    }
    return [(row | cells).get(name, "") for name in HEADER]


def write(path: Path, header: list[str], *rows: list) -> Path:
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
    return path


def told(report) -> list[tuple]:
    return [(each.row, each.column, each.rule, each.level) for each in report.findings]


OF_FAMILIES = (
    "from keluarga as k inner join identitas.keluarga_identitas as i "
    "on i.keluarga_id = k.keluarga_id order by i.nama_kepala"
)
FACTORS = "sumber_air_layak, jamban_layak, terlalu_muda, terlalu_dekat, kb_modern, berisiko"


def test_a_verval_row_says_what_its_codes_mean(imported, rows, tmp_path):
    report = imported(
        write(
            tmp_path / "a.csv",
            HEADER,
            family(1),
            family(
                2, sumber_air_layak_tidak="2.0", risiko_stunting="1", kesejahteraan_prioritas="> 4"
            ),
            family(3, terlalu_dekat="2", bukan_peserta_kb_modern="2", risiko_stunting="1"),
        )
    )
    assert (report.layout, report.accepted, told(report)) == ("verval_keluarga", 3, [])
    found = rows(f"select siklus, peringkat_kesejahteraan as p, {FACTORS} {OF_FAMILIES}")
    assert [tuple(each.values()) for each in found] == [
        ("2024-S2", 99, True, True, False, False, True, False),
        ("2024-S2", 5, False, True, False, False, True, True),
        ("2024-S2", 99, True, True, False, True, False, True),
    ]
    # where a house stands is nowhere
    for file in store.folder().iterdir():
        assert b"109.66" not in file.read_bytes()


def test_ticks_of_a_hand_are_faults_and_empty_cells_answers(imported, rows, tmp_path):
    ticks = dict.fromkeys(
        ("sumber_air_layak_tidak", "jamban_layak_tidak", "terlalu_muda", "terlalu_dekat"), ""
    )
    imported(
        write(
            tmp_path / "a.csv",
            HEADER,
            family(
                1, **ticks | {"jamban_layak_tidak": "V", "terlalu_dekat": "v"}, risiko_stunting="V"
            ),
            family(2, **ticks | {"sumber_air_layak_tidak": "√", "terlalu_muda": "V"}),
        )
    )
    found = rows(f"select {FACTORS} {OF_FAMILIES}")
    assert [tuple(each.values())[:4] for each in found] == [
        (True, False, False, True),
        (False, True, True, False),
    ]


def test_zero_and_one_are_another_coding(imported, rows, tmp_path):
    coded = dict.fromkeys(HEADER[22:27], "0")
    imported(
        write(
            tmp_path / "a.csv",
            HEADER,
            family(1, **coded, sumber_air_layak_tidak="0", jamban_layak_tidak="1"),
            family(
                2,
                **coded | {"terlalu_muda": "1"},
                sumber_air_layak_tidak="1",
                jamban_layak_tidak="1",
            ),
        )
    )
    found = rows(f"select {FACTORS} {OF_FAMILIES}")
    assert [tuple(each.values())[:4] for each in found] == [
        (False, True, False, False),
        (True, True, True, False),
    ]


def test_a_verdict_against_the_factors_is_said(imported, tmp_path):
    report = imported(
        write(tmp_path / "a.csv", HEADER, family(1, risiko_stunting="1"), family(2), family(3))
    )
    assert told(report) == [(None, "risiko_stunting", "risiko_berbeda", "peringatan")]
    assert "Pada 1 dari 3 keluarga" in report.findings[0].message


def test_an_answer_nobody_knows_is_refused_and_comes_back_through_the_same_layout(
    imported, tmp_path
):
    path = write(tmp_path / "a.csv", HEADER, family(1), family(2, jamban_layak_tidak="7"))
    report = imported(path)
    assert told(report) == [(3, "jamban_layak_tidak", "ya_tidak_tidak_terbaca", "tolak")]

    book = openpyxl.load_workbook(report.returned)
    sheet = next(each for each in book.worksheets if each.title != "Ringkasan")
    sheet.cell(2, HEADER.index("jamban_layak_tidak") + 1).value = "2"
    repaired = tmp_path / "b.xlsx"
    book.save(repaired)

    again = imported(repaired)
    assert (again.layout, again.accepted, again.refused) == ("verval_keluarga", 1, 0)


def test_the_same_family_again_changes_nothing(imported, rows, tmp_path):
    path = write(tmp_path / "a.csv", HEADER, family(1), family(2))
    imported(path)
    again = imported(path)
    assert (again.accepted, again.unchanged) == (0, 2)
    assert rows("select count(*) as n from keluarga") == [{"n": 2}]


# --- per desa --------------------------------------------------------------------------------------

DESA = (
    "nama_kabupaten,nama_kecamatan,nama_kelurahan,periode,jumlah_keluarga,jumlah_keluarga_sasaran,"
    "prioritas_1,prioritas_2,prioritas_3,prioritas_4,bukan_prioritas,jml_klg_resiko_stunting,"
    "jamban_layak_tidak,sumber_air_layak_tidak,terlalu_banyak,terlalu_muda,terlalu_tua,terlalu_dekat,"
    "tidak_risiko_stunting"
).split(",")


def desa(name: str, **counts: int) -> list:
    row = {
        "nama_kabupaten": "KOTA PEKALONGAN",
        "nama_kecamatan": "PEKALONGAN BARAT",
        "nama_kelurahan": name,
        "periode": "2024-S2",
        **dict(
            zip(
                DESA[4:],
                (900, 400, 10, 20, 30, 20, 20, 100, 40, 15, 30, 2, 25, 12, 300),
                strict=True,
            )
        ),
    }
    return list((row | counts).values())


def krs(rows) -> list[tuple]:
    found = rows(
        "select kode_desa, indikator, pembilang, penyebut, sumber from indikator_desa "
        "where kelompok = 'keluarga' order by kode_desa, indikator"
    )
    return [tuple(each.values()) for each in found]


def test_counts_per_desa_serve_where_there_is_no_list(imported, rows, tmp_path):
    report = imported(write(tmp_path / "a.csv", DESA, desa("MEDONO"), desa("TIRTO")))
    assert (report.layout, report.accepted, told(report)) == ("verval_desa", 2, [])
    assert krs(rows)[:3] == [
        ("33.75.01.1002", "air_keluarga", 15, 400, "krs_desa"),
        ("33.75.01.1002", "jamban_keluarga", 40, 400, "krs_desa"),
        ("33.75.01.1002", "krs_keluarga", 100, 400, "krs_desa"),
    ]
    # a list of one desa of the same semester replaces its counts, and only there
    imported(write(tmp_path / "b.csv", HEADER, family(1), family(2, jamban_layak_tidak="2")))
    assert {row[0]: row[2:] for row in krs(rows) if row[1] == "krs_keluarga"} == {
        "33.75.01.1002": (1, 2, "keluarga"),
        "33.75.01.1009": (100, 400, "krs_desa"),
    }


def test_control_sums(imported, tmp_path):
    report = imported(
        write(
            tmp_path / "a.csv",
            DESA,
            desa("MEDONO", tidak_risiko_stunting=299),
            desa("TIRTO", prioritas_1=11),
            # the four 4T counts may well exceed the families at risk together
            desa("PODOSUGIH", terlalu_banyak=90, terlalu_tua=80),
        )
    )
    assert told(report) == [
        (2, "jml_klg_resiko_stunting", "jumlah_krs_berbeda", "peringatan"),
        (3, "bukan_prioritas", "jumlah_peringkat_berbeda", "peringatan"),
    ]


# --- the sheet of one RT ---------------------------------------------------------------------------


def write_rt(path: Path, *, labels: bool) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for rt in ("001", "002"):
            sheet = book.add_worksheet(f"RT {rt}")
            sheet.write_string(0, 0, "DAFTAR KELUARGA BERISIKO STUNTING TAHUN 2021")
            sheet.write_row(3, 3, ["RT", rt])
            sheet.write_row(5, 3, ["RW", "004"])
            if labels:  # a header of two rows that looks like one of ours
                sheet.write_row(
                    13, 5, ["NIK", "NAMA KK", "", "BADUTA", "BALITA", "PUS", "PUS HAMIL"]
                )
                sheet.write_row(13, 21, ["TERLALU MUDA", "TERLALU TUA"])
            for number in (1, 2):
                row = [""] * 26
                row[0], row[1] = "3375011002", f"3375011002{rt}{number:03d}"
                row[5], row[6] = f"99{int(rt):07d}{number:07d}", f"KEPALA {rt}{number}"
                row[8], row[10] = "V", "V"
                if number == 2:
                    row[23], row[25] = "V", "V"
                sheet.write_row(14 + number, 0, row)
    return path


@pytest.mark.parametrize("labels", [True, False])
def test_the_sheet_of_an_rt_is_read_by_place(imported, rows, tmp_path, labels):
    report = imported(write_rt(tmp_path / "a.xlsx", labels=labels))

    assert (report.layout, report.rows_read, report.accepted) == ("verval_keluarga", 4, 4)
    assert told(report) == []
    found = rows(
        "select k.siklus, k.terlalu_dekat, k.berisiko, i.rt, i.rw from keluarga as k "
        "inner join identitas.keluarga_identitas as i on i.keluarga_id = k.keluarga_id "
        "order by i.rt, k.terlalu_dekat"
    )
    assert [tuple(each.values()) for each in found] == [
        ("2021-S2", False, False, "001", "004"),
        ("2021-S2", True, True, "001", "004"),
        ("2021-S2", False, False, "002", "004"),
        ("2021-S2", True, True, "002", "004"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2024-S2"),
        ("2024-S1", "2024-S1"),
        ("Semester I 2024", "2024-S1"),
        ("202402", "2024-S1"),
        ("202409", "2024-S2"),
        ("September 2024", "2024-S2"),
        ("2024.0", "2024-S2"),
        ("entah", "entah"),
    ],
)
def test_periods(text, expected):
    assert bkkbn.semester(text) == expected


def test_nothing_of_a_family_file_is_left_half_done(home, tmp_path):
    before = store.current()
    report = run.preview(write(tmp_path / "a.csv", HEADER, family(1)))
    assert (report.accepted, store.current()) == (1, before)
