"""The workbook we hand out: its bytes, its words, and that what is filled in comes in."""

from __future__ import annotations

import openpyxl
import pytest

from stunting.imports import run, template
from stunting.imports.fields import SHEETS
from tests.stunting.imports.sheets import CASE, ROWS


def fill(path, rows: dict[str, list[dict]]):
    """Write rows into the shipped workbook as a person would, below the headers."""
    book = openpyxl.load_workbook(template.TARGET)
    for name, filled in rows.items():
        places = {cell.value.removesuffix(" *"): cell.column for cell in book[name][1]}
        for at, row in enumerate(filled, start=2):
            for label, value in row.items():
                book[name].cell(at, places[label]).value = value
    book.save(path)
    return path


@pytest.fixture
def filled(tmp_path):
    return fill(tmp_path / "buku.xlsx", {name: [row] for name, row in ROWS.items()})


def test_the_same_fields_give_the_same_bytes_and_the_shipped_file_is_they(tmp_path):
    made = template.write(tmp_path / "a.xlsx").read_bytes()

    assert template.write(tmp_path / "b.xlsx").read_bytes() == made
    assert template.TARGET.read_bytes() == made, "run python -m stunting.imports.template"


def test_one_sheet_per_table_between_guide_and_codes():
    book = openpyxl.load_workbook(template.TARGET)

    assert book.sheetnames == ["Petunjuk", *(sheet.label for sheet in SHEETS.values()), "Kode"]
    for sheet in SHEETS.values():
        header = [cell.value for cell in book[sheet.label][1]]
        assert header == [
            f"{field.label} *" if field.required else field.label for field in sheet.fields
        ]
        assert book[sheet.label].freeze_panes == "A2"


def test_drop_downs_offer_what_the_reader_takes():
    book = openpyxl.load_workbook(template.TARGET)
    offered = {}
    for sheet in SHEETS.values():
        for rule in book[sheet.label].data_validations.dataValidation:
            column = next(iter(rule.sqref.ranges)).min_col
            offered[sheet.label, book[sheet.label].cell(1, column).value] = rule.formula1
    assert offered["Pengukuran Anak", "Jenis Kelamin *"] == '"L,P"'
    assert offered["Keluarga", "Jamban Layak"] == '"Ya,Tidak"'

    # labels with a comma stand in the sheet Kode, and the drop-down points at them
    target = offered["Bantuan", "Status Bantuan *"]
    cells = book["Kode"][target.removeprefix("Kode!").replace("$", "")]
    labels = next(
        each for each in SHEETS["bantuan"].fields if each.name == "status"
    ).choices.values()
    assert [row[0].value for row in cells] == list(labels)
    causes = book["Kode"][offered["RTL", "Kode Penyebab"].removeprefix("Kode!").replace("$", "")]
    assert [row[0].value for row in causes][:3] == ["A1", "A2", "A3"]


def test_the_empty_workbook_brings_nothing_and_says_so(home):
    report = run.preview(template.TARGET)

    assert (report.layout, report.rows_read) == ("buku_kerja", 0)
    assert [each.rule for each in report.findings] == ["tanpa_baris"]


def test_one_valid_row_per_sheet_comes_in_without_a_word(imported, rows, filled):
    report = imported(filled)

    assert report.findings == []
    assert (report.layout, report.rows_read, report.accepted) == ("buku_kerja", 14, 14)
    assert {sheet.label: sheet.accepted for sheet in report.sheets} == dict.fromkeys(ROWS, 1)
    (case,) = rows(
        "select k.*, o.bulan_lahir from kasus as k left join orang as o using (orang_id)"
    )
    assert (case["kasus_id"], case["tahap"], case["kode_kecamatan"]) == (CASE, 3, "33.75.01")
    assert f"{case['bulan_lahir']:%Y-%m-%d}" == "2024-07-01"
    linked = rows(
        "select count(*) as n from keluarga as k"
        " join orang as o using (keluarga_id) join bantuan as b using (keluarga_id)"
        " join kunjungan as v using (keluarga_id) where k.berisiko"
    )
    assert linked == [{"n": 2}]
    assert rows(
        "select indikator, pembilang, penyebut, sasaran from agregat_bulanan order by 1"
    ) == [
        {
            "indikator": "cakupan_timbang_balita",
            "pembilang": None,
            "penyebut": None,
            "sasaran": 120,
        },
        {"indikator": "cakupan_ukur_balita", "pembilang": 100, "penyebut": None, "sasaran": 120},
        {"indikator": "stunting_balita", "pembilang": 14, "penyebut": 100, "sasaran": None},
        {"indikator": "wasting_balita", "pembilang": None, "penyebut": 100, "sasaran": None},
    ]


def test_the_filled_workbook_twice_changes_nothing(imported, filled):
    imported(filled)

    report = imported(filled)

    assert (report.rows_read, report.unchanged) == (14, 14)


def test_each_sheet_notices_its_own_change(imported, filled, tmp_path):
    imported(filled)
    changes = {
        "Siklus": {"Tanggal Diseminasi": "2026-06-21"},
        "Keluarga": {"Nomor HP": "081200000001"},
        "Pengukuran Anak": {"Nama Ibu": "IBU SATU A"},
        "Catin dan Ibu": {"Hb (g/dL)": 11.2},
        "Mutasi": {"Ke": "Kota Semarang"},
        "Kasus": {"Tahap Proses": "4 Evaluasi RTL"},
        "Penyebab Kasus": {"Penyebab Utama": "Tidak"},
        "Kertas Kerja": {"Isi": "Rutin"},
        "RTL": {"Status": "Selesai", "Tanggal Status": "2026-07-15"},
        "Evaluasi": {"Hasil pada Auditee": "Risiko tetap"},
        "Tata Kelola": {"Kendala": "belum cukup"},
        "Kunjungan": {"Hasil": "Rujukan"},
        "Bantuan": {"Status Bantuan": "Ya, sedang diproses"},
        "Agregat Bulanan": {"Balita stunting": 15},
    }
    changed = {name: [row | changes[name]] for name, row in ROWS.items()}

    report = imported(fill(tmp_path / "lagi.xlsx", changed))

    assert {sheet.label: sheet.accepted for sheet in report.sheets} == dict.fromkeys(ROWS, 1)
    assert report.findings == []
