"""Mapping files as people edit them: round trip, what Excel does to them, and what is wrong in which line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting.imports.fields import SHEETS
from stunting.imports.mapping import model, table
from stunting.imports.mapping.model import Column, Mapping
from tests.stunting.imports.mapping.foreign import DTSEN, DTSEN_PKH, ELSIMIL, POSYANDU

GOOD = """bagian;judul;bidang;isi
lembar;;skrining;
kolom;NIK;nik;
kolom;Nama;nama;
kolom;Kec;kecamatan;
kolom;Desa;desa;
kolom;Tanggal;tanggal;
kolom;;;
kolom;Rokok;terpapar_rokok;
tetap;;kelompok;catin
ganti;Sdh;terpapar_rokok;ya
"""


def parse(text: str) -> Mapping:
    return table.parse(text.encode(), "uji")


@pytest.mark.parametrize(
    "mapping", [ELSIMIL, DTSEN, DTSEN_PKH, POSYANDU], ids=lambda each: each.name
)
def test_what_is_written_is_read_again(mapping):
    assert table.parse(table.write(mapping).encode(), mapping.name) == mapping
    assert model.problems(mapping) == []


def test_excel_finds_utf8_and_its_own_separator():
    assert table.write(ELSIMIL).startswith("\ufeff")
    assert "kolom;Tgl Periksa;tanggal;\n" in table.write(ELSIMIL)


@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_as_another_program_saves_it(separator, encoding):
    text = GOOD.replace("Rokok", "Rokoké").replace(";", separator).replace("\n", "\r\n")
    found = table.parse(text.encode(encoding), "uji")
    assert found.columns[-1] == Column("Rokoké", "terpapar_rokok")
    assert found.replacements == {"terpapar_rokok": {"Sdh": "ya"}}


def test_labels_are_taken_for_names():
    text = (
        GOOD.replace(";skrining;", ";Catin dan Ibu;")
        .replace(";tanggal;", ";Tanggal Pemeriksaan;")
        .replace(";kelompok;catin", ";Kelompok;Calon pengantin")
    )
    assert parse(text) == parse(GOOD)


def test_empty_lines_and_notes_are_nothing():
    assert parse("# catatan\n;;;\n\n" + GOOD) == parse(GOOD)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), max_size=6))
def test_any_header_comes_back(headers):
    """Formulas, separators, quotes and apostrophes among them; what cells are cleaned of is not kept."""
    columns = [Column(model.clean(each)) for each in headers]
    columns = [each for each in columns if not model._DATA.search(each.header)]
    mapping = Mapping("uji", "siklus", (*columns, Column("k", "kabkota"), Column("s", "siklus")))
    assert table.parse(table.write(mapping).encode(), "uji") == mapping


BROKEN = {
    "lembar tak dikenal": ("lembar;;skrining", "lembar;;kapal", 2, 'lembar "kapal" tidak dikenal'),
    "tanpa lembar": ("lembar;;skrining;\n", "", 2, "baris lembar harus lebih dahulu"),
    "dua lembar": ("kolom;NIK", "lembar;;keluarga;\nkolom;NIK", 3, "lembar sudah disebut"),
    "bidang tak dikenal": (
        ";nama;",
        ";nama_bayi;",
        4,
        'bidang "nama_bayi" tidak ada di lembar Catin',
    ),
    "bidang ganda": ("kolom;;;", "kolom;;nama;", 8, 'Nama sudah diisi dari kolom "Nama"'),
    "wajib kurang": (
        ";tanggal;",
        ";;",
        2,
        "bidang wajib Tanggal Pemeriksaan (Catin dan Ibu) belum",
    ),
    "tanpa nama dan NIK": (
        "kolom;NIK;nik;\nkolom;Nama;nama;\n",
        "",
        2,
        "bidang wajib NIK atau Nama (Catin dan Ibu) belum",
    ),
    "bagian tak dikenal": ("tetap;;", "tatap;;", 10, 'bagian "tatap" tidak dikenal'),
    "tetap tak terbaca": (
        ";kelompok;catin",
        ";kelompok;duda",
        10,
        'isian tetap "duda" untuk Kelompok',
    ),
    "tetap kosong": (";kelompok;catin", ";kelompok;", 10, "isinya kosong"),
    "tetap dan kolom": (
        "tetap;;kelompok;catin",
        "tetap;;desa;Medono",
        10,
        "Desa/Kelurahan sudah diisi",
    ),
    "tetap dua kali": ("ganti", "tetap;;kelompok;bumil\nganti", 11, "sudah disebut di atasnya"),
    "tetap pribadi": ("ganti", "tetap;;telepon;0812\nganti", 11, "menyangkut satu orang"),
    "ganti tak terbaca": (";terpapar_rokok;ya", ";terpapar_rokok;sering", 11, 'pengganti "sering"'),
    "ganti nama": ("Sdh;terpapar_rokok;ya", "Sdh;nama;ya", 11, "hanya bidang berkode"),
    "ganti tanpa kolom": (
        "Sdh;terpapar_rokok;ya",
        "Sdh;imd;ya",
        11,
        "tidak diisi dari kolom mana pun",
    ),
    "ganti dua kali": ("ganti;Sdh", "ganti;Sdh;terpapar_rokok;ya\nganti;Sdh", 12, "sudah disebut"),
    "baris data": ("kolom;;;", "kolom;9900000000000001;;", 8, "tampaknya baris data"),
    "tanggal sebagai judul": ("kolom;;;", "kolom;2026-02-12;;", 8, "tampaknya baris data"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_mistake_is_one_sentence_that_names_file_and_line(case):
    old, new, line, words = BROKEN[case]
    assert old in GOOD
    with pytest.raises(table.BrokenMapping) as error:
        parse(GOOD.replace(old, new, 1))
    assert str(error.value).startswith(f"Berkas pemetaan uji.csv, baris {line}: ")
    assert words in str(error.value)
    assert str(error.value).count("\n") == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 50,
        b"PK\x03\x04" + bytes(range(256)),
        b"x" * 300_000,
        b'kolom;"a\nb',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_table_is_a_sentence(content):
    with pytest.raises(table.BrokenMapping, match=r"^Berkas pemetaan uji\.csv, baris \d+: "):
        table.parse(content, "uji")


@given(st.binary(max_size=400))
def test_no_content_raises_anything_else(content):
    for data in (content, GOOD.encode() + content):
        try:
            table.parse(data, "uji")
        except table.BrokenMapping:
            pass


def test_every_sheet_can_be_mapped():
    for sheet in SHEETS.values():
        columns = tuple(Column(each.label, each.name) for each in sheet.fields)
        assert model.problems(Mapping("uji", sheet.key, columns)) == [], sheet.key
