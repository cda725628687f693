from __future__ import annotations

import pandas as pd
import pytest

from stunting.imports import cells
from stunting.imports.fields import NAIK_BB, PENDIDIKAN, SHEETS, STATUS_BANTUAN, Field, Kind, Sheet
from stunting.imports.findings import Findings
from stunting.imports.read import cleaned


def read(field: Field, *texts: str, day_first: bool = True) -> tuple[list, list[tuple]]:
    """Values and (row, rule, level) of one column with these cells, rows counted from 1."""
    findings = Findings("a")
    column = cleaned(pd.Series(texts, index=range(1, len(texts) + 1), dtype=object))
    typed = cells.read_columns(
        Sheet("a", "A", "", (field,)),
        column.to_frame(field.name),
        {field.name: "Kolom"},
        findings,
        {field.name: day_first},
    )
    values = typed[field.name].astype(object)
    return (
        values.where(values.notna(), None).tolist(),
        [(each.row, each.rule, each.level) for each in findings.listed()],
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9.8", 9.8),
        ("9,8", 9.8),
        ("85", 85.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("-1,21", -1.21),
        ("9,8 kg", 9.8),
        ("79 cm", 79.0),
        (".5", None),
        ("9.8.1", None),
        ("sembilan", None),
        ("1e400", None),
    ],
)
def test_numbers_with_comma_or_point(text, value):
    assert cells.number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("3200", 3200), ("3.200", 3200), ("12.0", 12), ("Rp 1.500.000", 1500000), ("12,5", None)],
)
def test_whole_numbers_take_a_point_for_thousands(text, value):
    assert cells.whole(text) == value


@pytest.mark.parametrize("text", ["", "-", "0", "0,0", "0.00", "8888", "8888.0", "NULL", "#N/A"])
def test_what_stands_for_not_measured(text):
    weight = next(each for each in SHEETS["pengukuran"].fields if each.name == "bb_kg")

    assert read(weight, text) == ([None], [])


@pytest.mark.parametrize("text", ["-", "Outlier", "999.99", "8888"])
def test_what_stands_for_no_z_score(text):
    z = next(each for each in SHEETS["pengukuran"].fields if each.name == "z_tbu_sumber")

    assert read(z, text, "0") == ([None, 0.0], [])


def test_zero_is_a_count():
    assert read(Field("ttd", "TTD", Kind.BULAT), "0", "-1") == (
        [0, None],
        [(2, "angka_negatif", "tolak")],
    )


def test_an_unreadable_number_refuses_the_row_unless_the_field_is_lenient():
    texts = ("9.8", "banyak")

    assert read(Field("bb", "BB", Kind.DESIMAL), *texts)[1] == [(2, "angka_tidak_terbaca", "tolak")]
    lenient = Field("bb", "BB", Kind.DESIMAL, lenient=True)
    assert read(lenient, *texts) == ([9.8, None], [(2, "angka_tidak_terbaca", "peringatan")])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("L", "L"),
        ("p", "P"),
        ("Laki-laki", "L"),
        ("LAKI LAKI", "L"),
        ("Perempuan", "P"),
        ("\u00a0P\u00a0", "P"),
    ],
)
def test_forms_of_sex(text, value):
    assert read(Field("jk", "JK", Kind.JK), text) == ([value], [])


def test_a_required_cell_may_not_be_empty():
    assert read(Field("jk", "JK", Kind.JK, required=True), "L", "-", "?") == (
        ["L", None, None],
        [(2, "kolom_wajib_kosong", "tolak"), (3, "jk_tidak_terbaca", "tolak")],
    )


def test_yes_and_no():
    texts = ("Ya", "TIDAK", "1", "0", "y", "t", "√", "", "mungkin")

    assert read(Field("air", "Air", Kind.YA_TIDAK), *texts) == (
        [True, False, True, False, True, False, True, None, None],
        [(9, "ya_tidak_tidak_terbaca", "tolak")],
    )


def test_choices_by_code_or_label():
    aid = Field("status", "Status", Kind.PILIHAN, choices=STATUS_BANTUAN)
    assert read(
        aid, "diproses", "Ya, sudah mendapat bantuan", "TIDAK, karena sudah menerima bantuan"
    )[0] == ["diproses", "diterima", "sudah_menerima"]
    school = Field("pendidikan", "Pendidikan", Kind.PILIHAN, choices=PENDIDIKAN)
    assert read(school, "SMP/sederajat", "sma", "S3 luar negeri") == (
        ["smp", "sma", None],
        [(3, "pilihan_tidak_dikenal", "tolak")],
    )


def test_weight_gain_is_sometimes_written_yes():
    gain = Field("naik", "Naik", Kind.PILIHAN, choices=NAIK_BB)

    assert read(gain, "N", "T", "O", "B", "Y", "Naik", "Tidak naik")[0] == list("NTOBNNT")


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("9900000000000001", "9900000000000001", None),
        ("'9900000000000001", "9900000000000001", None),
        ("`9900000000000001", "9900000000000001", None),
        ("9900 0000 0000 0001", "9900000000000001", None),
        ("99751***********", None, None),
        ("99751xxxxxxxxxxx", None, None),
        ("9.9E+15", None, "nik_notasi_ilmiah"),
        ("9,90000000000000E+15", None, "nik_notasi_ilmiah"),
        ("990000000000001", None, "nik_tidak_utuh"),
        ("9999999999999999", None, "nik_tidak_utuh"),
        ("tidak ada", None, "nik_tidak_utuh"),
        ("-", None, None),
    ],
)
def test_only_a_whole_nik_is_a_key(text, value, rule):
    assert read(Field("nik", "NIK", Kind.NIK), text) == (
        [value],
        [(1, rule, "peringatan")] if rule else [],
    )


def test_a_family_needs_a_whole_number_where_it_is_the_key():
    texts = ("9900000000000001", "99751***********", "123")

    assert read(Field("no_kk", "KK", Kind.KK), *texts) == (
        [texts[0], None, None],
        [(3, "kk_tidak_utuh", "peringatan")],
    )
    assert read(Field("no_kk", "KK", Kind.KK, required=True), *texts)[1] == [
        (2, "kk_tidak_terpakai", "tolak"),
        (3, "kk_tidak_terpakai", "tolak"),
    ]


def test_numbers_whose_last_digit_a_spreadsheet_lost_are_no_keys():
    nik = Field("nik", "NIK", Kind.NIK)
    whole = [f"99{number:014d}" for number in range(1, 13)]
    cut = [f"99{number:013d}0" for number in range(1, 13)]

    assert read(nik, *whole) == (whole, [])
    assert read(nik, *cut, "9900000000000001") == (
        [None] * 12 + ["9900000000000001"],
        [(None, "digit_terakhir_nol", "peringatan")],
    )


def test_lists_of_codes():
    assert read(Field("kasus", "Kasus", Kind.DAFTAR), "a; b,A", "", ";")[0] == ["A;B", None, None]


DAY = Field("tanggal", "Tanggal", Kind.TANGGAL)


def days(*texts: str, day_first: bool = True) -> tuple[list[str | None], list[tuple]]:
    values, rules = read(DAY, *texts, day_first=day_first)
    return [None if value is None else f"{value:%Y-%m-%d}" for value in values], rules


def test_dates_are_read_in_the_order_of_their_column():
    assert days("03/04/2026", "25/04/2026") == (["2026-04-03", "2026-04-25"], [])
    assert days("03/04/2026", "04/25/2026", day_first=False) == (["2026-03-04", "2026-04-25"], [])


def test_dates_against_the_order_of_their_column_are_refused():
    assert days("03/04/2026", "25/04/2026", "26/04/2026", "04/25/2026") == (
        ["2026-04-03", "2026-04-25", "2026-04-26", None],
        [(4, "tanggal_tidak_terbaca", "tolak")],
    )


KG = Field("berat", "Berat", Kind.DESIMAL)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["14.01"], [14.1]),
        (["9.8", "14.01"], [9.8, 14.1]),
        # 8.65 and 12.75 are no times, so 14.01 is none either
        (["8.65", "14.01"], [8.65, 14.01]),
        (["12.75", "14.01"], [12.75, 14.01]),
        (["08.05", "8.65", "14.01"], [8.5, 8.65, 14.1]),
        (["85.05.00", "78.03.00", "78.3"], [85.5, 78.3, 78.3]),
        (["0,058333333"], [0.84]),
        (["0.0583333333333333"], [0.84]),
        (["14:01:00", "01:24:00", "14:01"], [14.1, 0.84, 14.1]),
        (["85:05:00"], [85.5]),
        (["1900-01-03 13:05:00"], [85.5]),  # 85:05 in a cell formatted as a time of day
        # never a time: 9.8, 84.5 and 0.84 themselves in a cell formatted as one
        (["1900-01-09 19:12:00", "1900-03-24 12:00", "20:09:36"], [9.8, 84.5, 0.84]),
        (["1900-01-09 20:52:48"], [9.87]),
        (["14.25", "12.30"], [14.25, 12.3]),  # the same either way
        (["78.03", "8.5"], [78.03, 8.5]),  # no clock shows 78 hours in two parts
        (["1.05", "-0.84"], [1.05, -0.84]),
        (["0.12345"], [0.12345]),  # no whole number of minutes
    ],
)
def test_decimals_that_a_spreadsheet_took_for_times(column, expected):
    values, rules = read(KG, *column)

    assert values == expected
    assert {(rule, level) for _, rule, level in rules} <= {("desimal_jadi_waktu", "peringatan")}


@pytest.mark.parametrize(
    "text",
    [
        "00.03",  # 0.3 or 0.03
        "1900-01-03 07:12",  # 79.12 typed, or 3.3
        "1900-02-28 12:00",  # 59.5 or 60.5: only spreadsheets know a 29 February 1900
    ],
)
def test_a_time_of_two_meanings_is_refused(text):
    assert read(KG, text) == ([None], [(1, "waktu_ambigu", "tolak")])
