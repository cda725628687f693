from __future__ import annotations

import pytest
import xlsxwriter

from stunting.imports import intake, layouts
from stunting.imports.fields import SHEETS
from tests.stunting.imports.files import KINI, LAMA, child, grid, write_csv, write_xlsx


def opened(path):
    found = intake.open_file(path)
    for match in found.matches:
        layouts.note_columns(match, found.notes)
    return found


def noted(path) -> list[tuple]:
    return [(each.rule, each.column, each.level) for each in opened(path).notes.listed()]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        (KINI, "eppgbm_kini"),
        (LAMA, "eppgbm_lama"),
        (["No", *LAMA], "eppgbm_lama"),
        ([name.upper() for name in KINI], "eppgbm_kini"),
        ([name.replace(" ", "_") for name in KINI], "eppgbm_kini"),
        ([f" {name} " for name in sorted(KINI)], "eppgbm_kini"),
        ([name.replace("Pukesmas", "Puskesmas") for name in KINI], "eppgbm_kini"),
        ([each.label for each in SHEETS["pengukuran"].fields], "buku_kerja"),
    ],
)
def test_the_header_tells_the_layout(tmp_path, header, key):
    found = opened(write_csv(tmp_path / "a.csv", [], header))

    assert found.layout.key == key
    assert "puskesmas" in found.matches[0].places.values()
    assert found.notes.listed() == []


def test_columns_nobody_knows_are_named_and_not_read(tmp_path):
    header = [*KINI, "Status Desa", "", "nama"]
    row = child(1) | {"Status Desa": "Mandiri", "": "x", "nama": "LAIN"}

    assert noted(write_csv(tmp_path / "a.csv", [row], header)) == [
        ("kolom_tidak_dikenal", "Status Desa", "peringatan"),
        ("kolom_tanpa_nama", "kolom ke-38", "peringatan"),
        ("kolom_ganda", "nama", "peringatan"),
    ]


def test_an_empty_column_without_name_is_nothing(tmp_path):
    assert noted(write_csv(tmp_path / "a.csv", [child(1)], ["", *KINI, "", ""])) == []


def test_all_sheets_that_fit_are_taken_and_others_named(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, number in (("Barat", 1), ("Timur", 2)):
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(grid(KINI, [child(number)])):
                sheet.write_row(at, 0, cells)
        book.add_worksheet("Rekap").write_row(0, 0, ["Kecamatan", "Jumlah"])
        book.add_worksheet("Kosong")

    found = opened(path)

    assert [match.raw.name for match in found.matches] == ["Barat", "Timur"]
    assert [each.message for each in found.notes.listed()] == [
        "Lembar Rekap tidak dikenal dan tidak dibaca."
    ]


def test_no_two_layouts_claim_a_header_for_different_fields_of_a_sheet():
    for layout in layouts.LAYOUTS:
        assert not set(layout.by_label) & {layouts.normal_label(each) for each in layout.ignored}, (
            layout.key
        )
        assert set(layout.columns.values()) <= set(layout.sheet.names())


def test_a_new_layout_is_a_mapping(tmp_path, monkeypatch):
    """What the next layouts will look like: one entry, no other code."""
    short = {
        "Anak": "nama",
        "L/P": "jenis_kelamin",
        "Lahir": "tanggal_lahir",
        "Kecamatan": "kecamatan",
        "Kelurahan": "desa",
        "Ditimbang": "tanggal",
        "Kg": "bb_kg",
    }
    layout = layouts.Layout("posyandu", "Buku posyandu", SHEETS["pengukuran"], short)
    monkeypatch.setattr(layouts, "LAYOUTS", (*layouts.LAYOUTS, layout))
    monkeypatch.setattr(layouts, "KNOWN", layouts.KNOWN | layout.known)

    found = opened(write_xlsx(tmp_path / "a.xlsx", [dict.fromkeys(short, "1")], list(short)))

    assert found.layout is layout
    assert found.matches[0].places == dict(enumerate(short.values()))


def test_a_foreign_table_is_no_sheet_of_the_workbook_by_chance(tmp_path):
    """Kunjungan needs no more than a date: that it is one, its name says or most of its headers."""
    header = ["Tanggal", "Pelaksana", "Hasil", "L/P", "Berat bayi", "Kader", "Pos"]
    row = dict.fromkeys(header, "1")

    with pytest.raises(layouts.UnknownLayout):
        opened(write_xlsx(tmp_path / "a.xlsx", [row], header))
    named = opened(write_xlsx(tmp_path / "a.xlsx", [row], header, name="Kunjungan"))
    assert named.matches[0].layout.sheet.key == "kunjungan"
    most = opened(write_xlsx(tmp_path / "a.xlsx", [row], header[:6]))
    assert most.matches[0].layout.sheet.key == "kunjungan"
