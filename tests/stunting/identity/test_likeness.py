"""Which records may be one child, pair by pair; names and people are invented."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from stunting.identity import likeness, names
from stunting.imports.people import plain

BORN = date(2024, 3, 4)


def judged(one: dict, other: dict, *, same_spelling: bool = False) -> pd.DataFrame:
    """The verdict on two records: nama, ibu, lahir, nik, desa; what is not given is alike."""
    row = {"sama_ejaan": same_spelling}
    for side, given in (("a", one), ("b", other)):
        record = {"nama": "RAFI MAULANA", "ibu": "SRI UTAMI", "lahir": BORN, "nik": None} | given
        name = plain(record["nama"])
        row |= {
            f"orang_{side}": f"O{side}",
            f"nik_{side}": record["nik"],
            f"nama_{side}": names.sound(name),
            f"ortu_{side}": names.parents(record["ibu"]),
            f"bayi_{side}": names.is_newborn(name),
            f"lahir_{side}": record["lahir"],
            f"kode_desa_{side}": record.get("desa", "33.75.01.1001"),
        }
    return likeness.judge(pd.DataFrame([row]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another hand, old spelling, short forms, initials, cut short, joined
        ({"nama": "MUHAMMAD FAUZI"}, {"nama": "Moch. Fauzy"}),
        ({"nama": "MUHAMMAD FAUZI"}, {"nama": "M FAUZI"}),
        ({"nama": "SITI AISYAH"}, {"nama": "St. Aisya"}),
        ({"nama": "KHOIRUL ANAM"}, {"nama": "Choirul Anam"}),
        ({"nama": "RAFI MAULANA"}, {"nama": "RAFI"}),
        ({"nama": "RAFI MAULANA"}, {"nama": "MAULANA RAFI"}),
        ({"nama": "NUR AINI"}, {"nama": "NURAINI"}),
        # the parents: two in one cell, not written down, the father in the other file
        ({"ibu": "SRI UTAMI"}, {"ibu": "Bagus Wibowo / Sri Utami"}),
        ({}, {"ibu": None}),
        ({}, {"ibu": "BAGUS WIBOWO"}),
        # the day of birth
        ({}, {"lahir": date(2024, 4, 3)}),
        ({}, {"lahir": date(2024, 3, 24)}),
        ({}, {"lahir": date(2023, 3, 4)}),
        # still without a name in one of them
        ({"nama": "By. Ny. Sri Utami"}, {"nama": "RAFI MAULANA"}),
        # another desa, everything else the same
        ({}, {"desa": "33.75.01.1002"}),
        # one digit of the NIK, everything else the same
        ({"nik": "9900000000000001"}, {"nik": "9900000000000007"}),
        ({"nik": "9900000000000001"}, {}),
    ],
)
def test_a_person_is_asked(one, other):
    assert len(judged(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # twins: one mother, one day
        ({"nama": "HASAN"}, {"nama": "HUSEN"}),
        ({"nama": "RAFI MAULANA"}, {"nama": "RAFA MAULIDA"}),
        ({"nama": "SITI NURUL"}, {"nama": "SITI AMINAH"}),
        # two whole numbers; or one digit apart and a name that differs too
        ({"nik": "9900000000000001"}, {"nik": "9900000000000123"}),
        ({"nik": "9900000000000001", "nama": "RAFI"}, {"nik": "9900000000000007", "nama": "RAFA"}),
        # born 32 days apart, or another year with another digit
        ({}, {"lahir": date(2024, 4, 5)}),
        ({}, {"lahir": date(2022, 12, 28)}),
        # near days, but another mother: two children of a common name
        ({}, {"lahir": date(2024, 3, 14), "ibu": "DEWI LESTARI"}),
        ({}, {"lahir": date(2024, 3, 14), "ibu": None}),
        # another name and another mother on one day
        ({}, {"nama": "BAGAS PRATAMA", "ibu": "DEWI LESTARI"}),
        ({"nama": "By. Ny. Dewi"}, {"ibu": "SRI UTAMI"} | {"nama": "RAFI MAULANA", "ibu": "RINI"}),
        # another desa and only alike
        ({"desa": "33.75.01.1002", "nama": "RAFI MAULIDA"}, {}),
        ({"desa": "33.75.01.1002", "ibu": "DEWI LESTARI"}, {}),
    ],
)
def test_nobody_is_asked(one, other):
    assert judged(one, other).empty


def test_one_spelling_of_both_is_asked_whatever_else_differs():
    other = {"nama": "X", "lahir": date(2020, 1, 1), "desa": "33.75.02.1001"}
    assert len(judged({}, other, same_spelling=True)) == 1
    numbers = ({"nik": "9900000000000001"}, {"nik": "9900000000000123"})
    assert judged(*numbers, same_spelling=True).empty


def test_the_reasons_are_words_and_the_likest_score_highest():
    same = judged({}, {}).iloc[0]
    assert same["skor"] == 100
    assert same["alasan"] == "nama berbunyi sama; nama orang tua berbunyi sama; tanggal lahir sama"
    swapped = judged({}, {"lahir": date(2024, 4, 3), "nama": "RAFI MAULANAH"}).iloc[0]
    assert swapped["alasan"].endswith("hari dan bulan lahir tertukar")
    assert swapped["skor"] < 100
    moved = judged({}, {"desa": "33.75.01.1002"}).iloc[0]
    assert moved["alasan"].endswith("desa berbeda")


@pytest.mark.parametrize(
    ("cell", "heard"),
    [
        ("SITI / BUDI", ["SITI", "BUDI"]),
        ("Siti & Budi", ["SITI", "BUDI"]),
        ("Siti dan Budi", ["SITI", "BUDI"]),
        ("Dandan", ["DANDAN"]),
        ("Ny. Siti (alm)", ["SITI"]),
        ("-", []),
        (None, []),
    ],
)
def test_two_parents_in_one_cell(cell, heard):
    assert names.parents(cell) == heard


def test_alike_is_symmetric_and_full_for_the_same():
    pairs = [("AHMAD R", "AHMAD RIZKI"), ("RAFI", "RAFA"), ("", "RAFI"), ("RAFI", "RAFI")]
    for one, other in pairs:
        assert names.alike(one, other) == names.alike(other, one)
    assert names.alike("RAFI", "RAFI") == 100
    assert names.alike("", "") == 0
