from __future__ import annotations

import datetime as dt
import subprocess
import zipfile

import pytest
import xlsxwriter

from stunting.imports import read, workbook
from stunting.imports.layouts import KNOWN
from tests.stunting.imports.files import KINI, child, grid, write_csv, write_xls, write_xlsx


def cells(sheet: read.RawSheet) -> dict[int, dict[str, str]]:
    rows = sheet.rows.set_axis(sheet.headers[: sheet.rows.shape[1]], axis=1)
    return {row: {name: str(rows.at[row, name]) for name in rows} for row in rows.index}


def one(path) -> read.RawSheet:
    (sheet,) = read.read(path, KNOWN)
    return sheet


def test_typed_cells_become_text(tmp_path):
    typed = child(
        1,
        NIK=9900000000000002,
        Tgl_Lahir=dt.date(2024, 7, 10),
        Tanggal_Pengukuran=dt.datetime(2026, 2, 12),
        Berat=9.8,
        Tinggi=85.0,
        KIA=True,
        LiLA=None,
    )

    found = cells(one(write_xlsx(tmp_path / "a.xlsx", [typed])))[2]

    assert found["NIK"] == "9900000000000002"
    assert (found["Tgl Lahir"], found["Tanggal Pengukuran"]) == ("2024-07-10", "2026-02-12")
    assert (found["Berat"], found["Tinggi"]) == ("9.8", "85")
    assert (found["KIA"], found["LiLA"]) == ("Ya", "")


def test_an_old_workbook_reads_the_same(tmp_path):
    typed = child(1, NIK=9900000000000002, Berat=9.8, Tinggi=85)

    found = cells(one(write_xls(tmp_path / "a.xls", [typed])))[2]

    assert (found["NIK"], found["Berat"], found["Tinggi"]) == ("9900000000000002", "9.8", "85")


def test_an_open_document_reads_the_same(tmp_path):
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in grid(KINI, [child(1)])
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        book.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Feb">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )

    sheet = one(tmp_path / "a.ods")

    assert (sheet.name, sheet.header_row) == ("Feb", 1)


def test_rows_keep_the_number_they_have_in_the_file(tmp_path):
    blank = dict.fromkeys(KINI, "")
    path = write_csv(
        tmp_path / "a.csv",
        [child(1), blank, {**blank, "Nama": " \u00a0 "}, child(2), blank],
        titles=[["Data per Februari"], []],
    )

    sheet = one(path)

    assert (sheet.header_row, list(sheet.rows.index)) == (3, [4, 7])


def test_spaces_nobody_sees_are_taken_away(tmp_path):
    path = write_csv(tmp_path / "a.csv", [child(1, Nama=" ANAK\u00a0 SATU\ufeff ", JK="L\u00a0")])

    found = cells(one(path))[2]

    assert (found["Nama"], found["JK"]) == ("ANAK SATU", "L")


def test_latin_one_is_read_when_it_is_not_utf8(tmp_path):
    path = write_csv(tmp_path / "a.csv", [child(1, Nama="RENÉ")], encoding="latin-1")

    assert cells(one(path))[2]["Nama"] == "RENÉ"


def test_lines_shorter_and_longer_than_the_header(tmp_path):
    lines = [";".join(row) for row in grid(KINI, [child(1), child(2)])]
    (tmp_path / "a.csv").write_text(
        "\n".join([lines[0], lines[1].rsplit(";", 3)[0], lines[2] + ";;;"]), encoding="utf-8"
    )

    sheet = one(tmp_path / "a.csv")

    assert sheet.headers == KINI
    assert [row["Detail"] for row in cells(sheet).values()] == ["", "-"]


def test_quoted_cells_may_hold_the_separator_and_line_ends(tmp_path):
    path = write_csv(tmp_path / "a.csv", [child(1, Alamat="Jl. A, no. 2\nRT 3"), child(2)])

    found = cells(one(path))

    assert list(found) == [2, 3]
    assert found[2]["Alamat"] == "Jl. A, no. 2 RT 3"


def test_a_lone_quotation_mark_is_a_character(tmp_path):
    lines = [";".join(row) for row in grid(KINI, [child(1, Nama='"ANAK'), child(2)])]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")

    assert [row["Nama"] for row in cells(one(tmp_path / "a.csv")).values()] == ['"ANAK', "ANAK 2"]


def test_a_web_page_named_xls(tmp_path):
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for row in grid(KINI, [child(1)], titles=[["Data &amp; Tanggal"]])
    )
    (tmp_path / "a.xls").write_text(f"<html><table>{rows}</table></html>", encoding="utf-8")

    sheet = one(tmp_path / "a.xls")

    assert sheet.header_row == 2
    assert cells(sheet)[3]["Nama"] == "ANAK 1"


def test_a_sheet_without_a_known_header_is_left_empty_handed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Barang;Harga\nBeras;12000\n", encoding="utf-8")

    sheet = one(path)

    assert (sheet.header_row, sheet.headers) == (0, [])


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    path = write_xlsx(tmp_path / "a.xlsx", [child(1)])
    monkeypatch.setattr(read, "MAX_UNPACKED", 100)

    with pytest.raises(read.UnreadableFile, match="terlalu besar"):
        read.read(path, KNOWN)


def test_a_line_with_very_many_columns_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(",".join(KINI) + "\n" + "," * 5000, encoding="utf-8")

    with pytest.raises(read.UnreadableFile, match="Baris 2 .* 5001 kolom"):
        read.read(path, KNOWN)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(workbook.PROTECTED, "kata sandi"), (1, "rusak"), (-6, "rusak"), (-9, "rusak")],
)
def test_how_the_reading_process_ends_is_a_sentence(tmp_path, monkeypatch, code, sentence):
    path = write_xlsx(tmp_path / "a.xlsx", [child(1)])
    ended = subprocess.CompletedProcess([], code, b"", b"")
    monkeypatch.setattr(read.subprocess, "run", lambda *args, **kwargs: ended)

    with pytest.raises(read.UnreadableFile, match=sentence):
        read.read(path, KNOWN)


def test_a_workbook_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(read, "READ_SECONDS", 0.001)

    with pytest.raises(read.UnreadableFile, match="terlalu lama"):
        read.read(write_xlsx(tmp_path / "a.xlsx", [child(1)]), KNOWN)


def test_a_cell_at_the_far_corner_does_not_take_all_memory(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, KINI)
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(read.UnreadableFile, match="terlalu besar"):
        read.read(path, KNOWN)


@pytest.mark.parametrize("tail", [b"\x00", b"\x3d\xd8"], ids=["half a character", "half a pair"])
def test_a_damaged_utf16_file_is_a_sentence(tmp_path, tail):
    path = write_csv(tmp_path / "a.csv", [child(1)], encoding="utf-16")
    path.write_bytes(path.read_bytes() + tail)

    with pytest.raises(read.UnreadableFile, match=r"Teks di berkas a\.csv rusak atau terpotong"):
        read.read(path, KNOWN)


def test_a_page_with_a_table_beyond_all_measure_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(read, "MAX_HTML", 100)
    path = tmp_path / "a.xls"
    path.write_text("<table><tr><td>NIK" + " " * 100)

    with pytest.raises(read.UnreadableFile, match="terlalu besar untuk jenisnya"):
        read.read(path, KNOWN)


def test_a_table_read_in_parts_is_the_same(tmp_path, monkeypatch):
    path = write_csv(tmp_path / "a.csv", [child(number) for number in range(1, 8)])
    whole = one(path).rows
    monkeypatch.setattr(read, "_ROWS_AT_ONCE", 3)

    assert (one(path).rows.astype("str") == whole.astype("str")).all(axis=None)


def test_a_cell_over_several_lines_makes_its_row_no_narrower(tmp_path):
    path = write_csv(tmp_path / "a.csv", [child(1)], header=KINI[:22])
    text = path.read_text()
    path.write_text(text + ",".join(["2", *["x"] * 15, '"Jl. Satu\nRT 2"', *["y"] * 8]) + "\n")

    rows = one(path).rows

    assert rows.shape == (2, 25)  # wider than the header and than each of its two lines
    assert list(rows.iloc[1, 16:18]) == ["Jl. Satu RT 2", "y"]
