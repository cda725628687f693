"""The downloaded workbook holds what the screen shows, says what it is, and computes nothing."""

import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from stunting.exports import excel

LABELS = {
    "nama": "Kecamatan",
    "jumlah": "Jumlah",
    "rasio": "Persen",
    "hari": "Tanggal",
    "ya": "Jamban",
}
ROWS = pd.DataFrame(
    {
        "jumlah": pd.array([3120, None, 0], dtype="Int64"),
        "nama": ["Ngoro", "Pacet", None],
        "rasio": [0.132, float("nan"), 0.0],
        "hari": pd.to_datetime(["2026-02-28", None, "2026-08-01"]),
        "ya": [True, False, True],
        "rahasia": ["x", "y", "z"],  # not asked for, so not written
    }
)
ABOUT = {"Pilihan": "Kota Pekalongan · Semester I 2026", "Data per": "28 Februari 2026"}


def book(rows: pd.DataFrame = ROWS, labels: dict = LABELS, **more) -> openpyxl.Workbook:
    made = excel.workbook(rows, labels, sheet="Keluarga berisiko", about=ABOUT, **more)
    return openpyxl.load_workbook(io.BytesIO(made))


def values(sheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_file_holds_the_rows_of_the_screen_under_the_same_headings():
    assert values(book()["Keluarga berisiko"]) == [
        ["Kecamatan", "Jumlah", "Persen", "Tanggal", "Jamban"],
        ["Ngoro", 3120, 0.132, datetime(2026, 2, 28), "ya"],
        ["Pacet", None, None, None, "tidak"],
        [None, 0, 0, datetime(2026, 8, 1), "ya"],
    ]


@pytest.mark.parametrize(
    "typed",
    ["=1+1", "+62 812", "-2", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x","y")'],
)
def test_what_somebody_typed_is_never_a_formula(typed):
    rows = pd.DataFrame({"nama": [typed]})
    cell = book(rows, {"nama": "Kecamatan"})["Keluarga berisiko"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")
    assert cell.hyperlink is None


@pytest.mark.parametrize("typed", ["Ngoro", "a=b", "http://contoh.id", "", "3 - 4"])
def test_ordinary_text_stays_as_it_is(typed):
    rows = pd.DataFrame({"nama": [typed, "akhir"]})
    cell = book(rows, {"nama": "Kecamatan"})["Keluarga berisiko"]["A2"]
    assert (cell.value or "") == typed
    assert cell.hyperlink is None


def test_a_negative_number_is_a_number():
    rows = pd.DataFrame({"z": [-2.5]})
    cell = book(rows, {"z": "TB/U"})["Keluarga berisiko"]["A2"]
    assert (cell.data_type, cell.value) == ("n", -2.5)


def test_the_second_sheet_says_filter_date_and_how_many_rows():
    assert values(book()["Keterangan"]) == [
        ["Pilihan", "Kota Pekalongan · Semester I 2026"],
        ["Data per", "28 Februari 2026"],
        ["Jumlah baris", "3"],
    ]


def test_a_filter_that_looks_like_a_formula_is_neutral_too():
    made = excel.workbook(ROWS, LABELS, sheet="x", about={"Pilihan": "=1+1"})
    note = openpyxl.load_workbook(io.BytesIO(made))["Keterangan"]
    assert note["B1"].value == "'=1+1"


def test_no_row_is_a_file_with_headings():
    sheet = book(ROWS.iloc[0:0])["Keluarga berisiko"]
    assert values(sheet) == [list(LABELS.values())]


def test_it_prints_with_its_headings_on_every_sheet_of_paper():
    sheet = book()["Keluarga berisiko"]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.auto_filter.ref == "A1:E4"


def test_a_long_name_of_a_sheet_is_cut_to_what_excel_allows():
    made = excel.workbook(ROWS, LABELS, sheet="x" * 40, about=ABOUT)
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames == ["x" * 31, "Keterangan"]


def test_one_sheet_per_value_with_names_a_spreadsheet_takes():
    rows = pd.DataFrame(
        {
            "puskesmas": [
                "Ngoro",
                "Gondang",
                "Ngoro",
                "Keterangan",
                "A/B [1]: C?",
                "x" * 40,
                "x" * 41,
            ],
            "nama": ["=1+1", "b", "c", "d", "e", "f", "g"],
        }
    )
    made = excel.workbook_by(rows, {"nama": "Nama"}, by="puskesmas", about=ABOUT)
    found = openpyxl.load_workbook(io.BytesIO(made))
    assert found.sheetnames == [
        "A B  1   C",
        "Gondang",
        "Keterangan 2",  # the name of the sheet that explains is taken
        "Ngoro",
        "x" * 31,
        "x" * 29 + " 2",
        "Keterangan",
    ]
    assert values(found["Ngoro"]) == [["Nama"], ["'=1+1"], ["c"]]
    assert ["Jumlah baris", "7"] in values(found["Keterangan"])
