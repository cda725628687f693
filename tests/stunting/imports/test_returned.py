"""The workbook handed back: what was refused, as received, with the reason on the cell."""

from __future__ import annotations

from datetime import datetime

import openpyxl
import pytest

from stunting.imports import bulk, returned, run
from tests.stunting.imports.files import KINI, child, write_csv


@pytest.fixture
def handed_back(imported, tmp_path):
    rows = [
        child(1),
        child(2, Berat="3300", JK="?", Alamat="=CMD()"),
        child(3, Nama="@SUM(A1)", Posyandu="-2+3", Kec="Antah"),
    ]
    report = imported(write_csv(tmp_path / "Februari 2026.csv", rows, separator=";"))
    return openpyxl.load_workbook(report.returned), report


def test_same_columns_in_the_same_order_refused_rows_only(handed_back):
    book, report = handed_back
    sheet = book["Februari 2026"]

    assert report.returned.name == "Februari 2026-dikembalikan.xlsx"
    assert book.sheetnames == ["Ringkasan", "Februari 2026"]
    assert [cell.value for cell in sheet[1]] == KINI
    assert [sheet.cell(row, 3).value for row in (2, 3)] == ["ANAK 2", "@SUM(A1)"]
    assert sheet.max_row == 3


def test_the_refused_cells_are_red_and_say_why(handed_back):
    book, _ = handed_back
    sheet = book["Februari 2026"]
    noted = {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }

    weight = sheet.cell(2, KINI.index("Berat") + 1)
    sex = sheet.cell(2, KINI.index("JK") + 1)
    district = sheet.cell(3, KINI.index("Kec") + 1)
    assert noted == {
        weight.coordinate: "Berat harus antara 0,5 dan 60 kg.",
        sex.coordinate: "Jenis kelamin harus L atau P.",
        district.coordinate: "Kecamatan ini tidak ada di kabupaten/kota penyimpanan ini.",
    }
    assert weight.fill.start_color.rgb == "FFF8B4B4"
    assert sheet.cell(2, 3).fill.start_color.rgb != "FFF8B4B4"


def test_nothing_in_it_is_a_formula(handed_back):
    book, _ = handed_back
    sheet = book["Februari 2026"]

    texts = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert (texts["=CMD()"], texts["-2+3"], texts["@SUM(A1)"]) == ("s", "s", "s")


def test_the_summary_counts(handed_back):
    book, _ = handed_back
    lines = {row[0].value: row[1].value for row in book["Ringkasan"].iter_rows(max_row=6)}

    assert lines == {
        "Berkas": "Februari 2026.csv",
        "Tata letak": "e-PPGBM, ekspor perorangan (2025-2026)",
        "Baris dibaca": 3,
        "Diterima": 1,
        "Ditolak": 2,
        "Tidak berubah": 0,
    }
    told = [tuple(cell.value for cell in row) for row in book["Ringkasan"].iter_rows(min_row=8)]
    assert told[:2] == [
        ("Jumlah temuan", "Alasan penolakan"),
        (1, "Jenis kelamin harus L atau P."),
    ]


def test_mended_and_imported_again_it_adds_what_was_missing(handed_back, imported, rows, tmp_path):
    book, report = handed_back
    sheet = book["Februari 2026"]
    for row, name, value in ((2, "Berat", "9,8"), (2, "JK", "L"), (3, "Kec", "Pekalongan Barat")):
        sheet.cell(row, KINI.index(name) + 1).value = value
    book.save(tmp_path / "diperbaiki.xlsx")

    again = imported(tmp_path / "diperbaiki.xlsx")

    assert (again.rows_read, again.accepted, again.refused) == (2, 2, 0)
    assert len(rows("select * from pengukuran")) == 3


@pytest.mark.parametrize(
    ("stem", "sheet"),
    [("data[1]", "data_1_"), ("Ringkasan", "Ringkasan 2"), ("x" * 40, "x" * 31), ("'", "Lembar")],
)
def test_any_file_name_makes_a_sheet_name(home, tmp_path, stem, sheet):
    report = run.preview(write_csv(tmp_path / f"{stem}.csv", [child(1, JK="?")]))

    assert openpyxl.load_workbook(report.returned).sheetnames == ["Ringkasan", sheet]


def test_very_many_refused_rows_say_why_in_a_column_of_their_own(
    home, imported, rows, tmp_path, monkeypatch
):
    monkeypatch.setattr(returned, "COMMENTED", 2)
    monkeypatch.setattr(bulk, "MAX_ROWS", 3)  # the fourth refused row needs a second sheet
    cells = [child(number) for number in range(1, 7)]
    cells[1]["Berat"] = "3300"
    cells[2]["JK"] = "?"
    cells[2]["Alamat"] = "Jl. <Satu> & =1+1"
    cells[3]["Tinggi"] = "8,9"
    cells[3]["Tanggal Pengukuran"] = ""
    cells[5]["JK"] = "X"

    report = imported(write_csv(tmp_path / "banyak.csv", cells))

    book = openpyxl.load_workbook(report.returned)
    _, first, second = book.worksheets
    assert [cell.value for cell in first[1]] == [*KINI, "Alasan Ditolak"]
    given = [*first.iter_rows(min_row=2), *second.iter_rows(min_row=2)]
    assert [row[1].value for row in given] == [cells[number]["NIK"] for number in (1, 2, 3, 5)]
    assert [row[len(KINI)].value for row in given] == [
        "Berat harus antara 0,5 dan 60 kg.",
        "Jenis kelamin harus L atau P.",
        "Kolom wajib ini kosong. Tinggi/panjang harus antara 30 dan 150 cm.",
        "Jenis kelamin harus L atau P.",
    ]
    red = [
        {KINI[at] for at, cell in enumerate(row) if cell.fill.start_color.rgb == "FFF8B4B4"}
        for row in given
    ]
    assert red == [{"Berat"}, {"JK"}, {"Tanggal Pengukuran", "Tinggi"}, {"JK"}]
    assert given[1][KINI.index("Alamat")].value == "Jl. <Satu> & =1+1"

    again = imported(report.returned)
    assert (again.rows_read, again.refused) == (4, 4)
    assert "kolom_tidak_dikenal" not in {each.rule for each in again.findings}


@pytest.mark.parametrize("chunk", [7, 64, 1 << 20])  # wherever the words are cut in two
def test_who_takes_it_away_stands_at_the_foot_of_each_page(
    handed_back, tmp_path, monkeypatch, chunk
):
    monkeypatch.setattr(returned, "_CHUNK", chunk)
    before, report = handed_back
    taken = tmp_path / "diambil.xlsx"
    taken.write_bytes(returned.signed(report.returned, "siti", datetime(2026, 11, 28, 9, 5)))
    book = openpyxl.load_workbook(taken)
    for name in before.sheetnames[1:]:
        foot = book[name].oddFooter.left.text
        assert "Diunduh oleh siti, 28 November 2026 09.05. Dikembalikan" in foot
        assert "hapus sesudah" in foot
        assert len(foot) < 255  # Excel takes no more
        assert [[cell.value for cell in row] for row in book[name]] == [
            [cell.value for cell in row] for row in before[name]
        ]
