"""What a foreign header may mean, and which row of a file is the header."""

from __future__ import annotations

import pytest

from stunting.imports.fields import SHEETS
from stunting.imports.mapping import peek, suggest
from tests.stunting.imports.mapping import foreign

SKRINING, PENGUKURAN = SHEETS["skrining"], SHEETS["pengukuran"]


def test_foreign_headers_are_guessed():
    found = suggest.suggest(foreign.ELSIMIL_HEADER, SKRINING)
    assert {foreign.ELSIMIL_HEADER[at]: name for at, name in found.items()} == {
        "NIK Catin Wanita": "nik",
        "Nama Catin Wanita": "nama",
        "Tgl Periksa": "tanggal",
        "Usia": "umur",
        "Kec. Domisili": "kecamatan",
        "Kel/Desa Domisili": "desa",
        "LILA": "lila_cm",
        "Kadar Hb": "hb_gdl",
        "Merokok/Terpapar": "terpapar_rokok",
    }


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("NIK", "nik"),
        ("Tgl. Lahir", "tanggal_lahir"),
        ("L/P", "jenis_kelamin"),
        ("BB (kg)", "bb_kg"),
        ("TB", "tb_cm"),
        ("Nama Balita", "nama"),
        ("Harga Beras", None),
        ("", None),
        ("()", None),
    ],
)
def test_one_header(header, name):
    assert suggest.suggest([header], PENGUKURAN).get(0) == name


def test_two_headers_do_not_get_the_same_field():
    found = suggest.suggest(["Nama Anak", "Nama", "Nama"], PENGUKURAN)
    assert found == {0: "nama"}


@pytest.mark.parametrize(
    ("header", "key"),
    [
        (foreign.ELSIMIL_HEADER, "skrining"),
        (foreign.DTSEN_HEADER, "keluarga"),
        (["Nama", "L/P", "Tgl Lahir", "Kec", "Desa", "Tgl Ukur", "BB", "TB"], "pengukuran"),
    ],
)
def test_the_sheet_that_suits(header, key):
    assert suggest.likely_sheet(header) == key


def test_the_top_of_a_register_with_merged_titles(tmp_path):
    (head,) = peek.heads(
        foreign.register(tmp_path / "reg.xlsx", *[foreign.child(each) for each in range(1, 9)])
    )

    assert (head.name, head.guess) == ("Feb", 3)  # the group row; the operator may take the next
    assert head.headers(4) == foreign.POSYANDU_ROWS[3]
    assert [head.above(4, at) for at in (0, 1, 7)] == ["No", "Anak", ""]
    assert [row[1] for row in head.below(4)] == [f"ANAK {each}" for each in range(1, 6)]
    assert head.codes(4, 7) == ["T"]
    assert head.headers(99) == []


def test_columns_with_many_or_long_texts_offer_no_codes(tmp_path):
    rows = [["Nama", "Ket", "Jk"], *[[f"A{each}", "x" * 41, "L"] for each in range(40)]]
    (head,) = peek.heads(foreign.write_csv(tmp_path / "a.csv", rows))
    assert [head.codes(1, at) for at in range(3)] == [[], [], ["L"]]


@pytest.mark.parametrize(
    ("rows", "guess"),
    [
        ([], 1),
        ([["A", "B", "C"], ["1", "2", ""]], 1),
        ([["Judul", "", ""], ["A", "B", "C"], ["x", "y", "z"]], 2),
        ([["Data", "per", "hari"], ["", "", ""], ["A", "B", "C"], ["1", "2", "3"]], 3),
        (
            [["Siti", "Medono", "Barat", "2026-01-01"], ["A", "B", "C", "D"], ["a", "b", "c", "1"]],
            2,
        ),
        ([["1", "2", "3"], ["4", "5", "6"]], 1),
    ],
)
def test_the_header_row_is_guessed(rows, guess):
    assert peek.guess_header(rows) == guess


def test_an_empty_sheet_has_no_top(tmp_path):
    path = foreign.write_xlsx(tmp_path / "a.xlsx", {"Kosong": [], "Isi": [["A"], ["1"]]})
    assert [each.name for each in peek.heads(path)] == ["Isi"]
