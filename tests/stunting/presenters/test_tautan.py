"""How many are linked, in words; a few are not pointed at in mode tayang."""

import pandas as pd
import pytest

from stunting.presenters import tautan

SHOWN, HIDDEN = {"hide_small": False, "threshold": 5}, {"hide_small": True, "threshold": 5}


def links(**steps: tuple[int, int]) -> pd.DataFrame:
    rows = [(step, all_of, linked, 0) for step, (all_of, linked) in steps.items()]
    return pd.DataFrame(rows, columns=["langkah", "jumlah", "tertaut", "ganda"])


def test_children_and_women_with_a_family():
    said = tautan.families(
        links(anak_keluarga=(2240, 2100), ibu_keluarga=(736, 672)), "Kota Pekalongan", **HIDDEN
    )
    assert said == (
        "Tertaut ke keluarganya di Kota Pekalongan: 2.100 dari 2.240 anak yang diukur dan 672 dari 736 ibu "
        "dan catin; yang belum tertaut berdiri sendiri di daftar."
    )


@pytest.mark.parametrize(
    ("counts", "hidden", "shown"),
    [
        ((100, 97), "hampir semua balita yang diukur sah", "97 dari 100 balita yang diukur sah"),
        ((100, 96), "hampir semua balita yang diukur sah", "96 dari 100 balita yang diukur sah"),
        ((100, 95), "95 dari 100 balita yang diukur sah", "95 dari 100 balita yang diukur sah"),
        ((100, 100), "100 dari 100 balita yang diukur sah", "100 dari 100 balita yang diukur sah"),
        ((100, 3), "kurang dari 5 balita yang diukur sah", "3 dari 100 balita yang diukur sah"),
        ((100, 0), "0 dari 100 balita yang diukur sah", "0 dari 100 balita yang diukur sah"),
    ],
)
def test_a_few_are_not_pointed_at(counts, hidden, shown):
    start = "Perpindahan dihitung dari yang tertaut dengan siklus lalu, di Kota Pekalongan: "
    found = links(anak_siklus_lalu=counts)
    assert tautan.before(found, "Kota Pekalongan", **HIDDEN) == f"{start}{hidden}."
    assert tautan.before(found, "Kota Pekalongan", **SHOWN) == f"{start}{shown}."


def test_nothing_is_said_of_nothing():
    assert tautan.families(links(), "Kota Pekalongan", **HIDDEN) == ""
    assert tautan.before(links(), "Kota Pekalongan", **HIDDEN) == ""
