from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting import bahasa
from stunting.bahasa import NBSP


@pytest.mark.parametrize(
    ("x", "desimal", "text"),
    [
        (0, 0, "0"),
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (-1234.56, 1, "-1.234,6"),
        (0.125, 2, "0,13"),  # halves away from zero, not to even
        (2.5, 0, "3"),
        (-0.04, 1, "0,0"),  # never "-0,0"
        (np.int64(3120), 0, "3.120"),
        (None, 0, "t.a."),
        (float("nan"), 1, "t.a."),
        (pd.NA, 0, "t.a."),
    ],
)
def test_numbers(x, desimal, text):
    assert bahasa.angka(x, desimal) == text


def test_percent_keeps_number_and_sign_on_one_line():
    assert bahasa.persen(412 / 3120) == f"13,2{NBSP}%"
    assert bahasa.persen(0.285, 0) == f"29{NBSP}%"  # 28.5, which binary floats put below the half
    assert bahasa.persen(1) == f"100,0{NBSP}%"
    assert bahasa.persen(float("nan")) == "t.a."


def test_interval():
    assert bahasa.rentang(0.121, 0.144) == "12,1–14,4"
    assert bahasa.rentang(float("nan"), 0.144) == "t.a."


def test_counts_without_a_denominator_are_not_zero_percent():
    assert bahasa.n_dari(412, 3120) == "412 dari 3.120"
    assert bahasa.n_dari(0, 40) == "0 dari 40"
    assert bahasa.n_dari(0, 0) == "t.a."
    assert bahasa.n_dari(pd.NA, 40) == "t.a."


def test_dates():
    day = date(2026, 11, 22)
    assert bahasa.tanggal(day) == "22 November 2026"
    assert bahasa.tanggal_pendek(day) == "22 Nov 2026"
    assert bahasa.bulan(pd.Timestamp("2026-02-28")) == "Februari 2026"
    assert bahasa.bulan_pendek(date(2026, 8, 1)) == "Agu 2026"
    for missing in (None, pd.NaT):
        assert bahasa.tanggal(missing) == bahasa.bulan(missing) == "t.a."


def test_cycles():
    assert bahasa.siklus("2026-S1") == "Semester I 2026"
    assert bahasa.siklus("2024-S2") == "Semester II 2024"
    assert bahasa.siklus_pendek("2024-S2") == "S2 2024"


@pytest.mark.parametrize("wrong", ["2026", "2026-S3", "26-S1", "2026-S1 ", "Semester I 2026"])
def test_what_is_no_cycle_is_refused(wrong):
    with pytest.raises(ValueError, match="bukan siklus"):
        bahasa.siklus(wrong)


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")],
)
def test_lists(items, text):
    assert bahasa.daftar(items) == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_written_number_reads_back_as_itself(n, desimal):
    value = n / 10**desimal
    text = bahasa.angka(value, desimal)
    assert float(text.replace(".", "").replace(",", ".")) == pytest.approx(value, abs=1e-9)
    assert len(text.partition(",")[2]) == desimal
    groups = text.lstrip("-").partition(",")[0].split(".")
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3
