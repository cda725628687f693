"""Limits and rules of a monthly p-chart, by hand and by a slow second computation."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from stunting.stats import spc


def months(counts, n=400, start="2024-01-01"):
    return pd.DataFrame(
        {
            "bulan": pd.date_range(start, periods=len(counts), freq="MS"),
            "pembilang": pd.array(counts, dtype="Int64"),
            "penyebut": pd.array([n] * len(counts), dtype="Int64"),
        }
    )


def test_centre_and_limits_by_hand():
    # 480 of 4,000: 12 %; sigma of 400 = sqrt(0.12 x 0.88 / 400) = 0.016248; 3 sigma = 4.874 points
    chart = spc.p_chart(months([48] * 10))
    assert chart["pusat"].tolist() == pytest.approx([0.12] * 10)
    assert chart["batas_atas"].iloc[0] == pytest.approx(0.16874, abs=1e-5)
    assert chart["batas_bawah"].iloc[0] == pytest.approx(0.07126, abs=1e-5)
    assert set(chart["sinyal"]) == {""}  # on the centre is on no side


@pytest.mark.parametrize(
    ("counts", "rule", "marked"),
    [
        ([48, 47, 49, 48, 80, 48, 47, 49, 48, 47], spc.OUTSIDE, [4]),
        ([40, 41] * 4 + [55, 54] * 4, spc.SHIFT, list(range(16))),
        ([44, 52, 44, 45, 47, 49, 51, 53, 44, 52], spc.TREND, [2, 3, 4, 5, 6, 7]),
        ([48] * 10 + [64, 48, 64] + [48] * 10, spc.TWO_OF_THREE, [12]),
    ],
)
def test_the_usual_rules(counts, rule, marked):
    chart = spc.p_chart(months(counts))
    assert [i for i, found in enumerate(chart["sinyal"]) if found == rule] == marked


def test_limits_are_widened_by_months_that_differ_too_much_and_never_narrowed():
    calm, wild = spc.p_chart(months([48] * 10)), spc.p_chart(months([20, 76] * 5))
    width = lambda chart: (chart["batas_atas"] - chart["batas_bawah"]).iloc[0]  # noqa: E731
    assert width(wild) > 2 * width(calm)
    # moving range by hand: each step is 56 of 400 = 0.14; in sigmas 8.616; / 1.128 = 7.639
    assert wild["batas_atas"].iloc[0] == pytest.approx(
        min(1, 0.12 + 3 * 0.016248 * 7.639), abs=1e-3
    )


def test_a_break_begins_a_phase_of_its_own():
    rows = months([48] * 10 + [80] * 10)
    whole = spc.p_chart(rows)
    broken = spc.p_chart(rows, [date(2024, 11, 1)])
    assert spc.SHIFT in set(whole["sinyal"])
    assert set(broken["sinyal"]) == {""}
    assert broken["pusat"].tolist() == pytest.approx([0.12] * 10 + [0.20] * 10)


def test_few_months_have_no_limits_and_gaps_stay_gaps():
    assert spc.p_chart(months([48] * 7))["pusat"].isna().all()
    rows = months([48] * 12)
    rows.loc[3, ["pembilang", "penyebut"]] = pd.NA
    chart = spc.p_chart(rows, level=0.95)
    assert np.isnan(chart["batas_atas"].iloc[3])
    assert not chart["berubah"].iloc[3]
    assert spc.p_chart(rows.iloc[:0])["berubah"].empty


def test_only_what_a_binomial_hardly_gives_is_called_changed():
    chart = spc.p_chart(months([48] * 11 + [90]), level=1 - 1e-5)
    assert chart["berubah"].tolist() == [False] * 11 + [True]
    # outside 3 sigma, but not that far out
    mild = spc.p_chart(months([48] * 11 + [72]), level=1 - 1e-5)
    assert mild["sinyal"].iloc[-1] == spc.OUTSIDE
    assert not mild["berubah"].any()


def test_independent_months_are_called_changed_as_often_as_the_level_says():
    rng = np.random.default_rng(7)
    alarms = sum(
        spc.p_chart(months(rng.binomial(300, 0.18, 24), 300), level=1 - 0.05 / 24)["berubah"].any()
        for _ in range(200)
    )
    assert alarms <= 16  # 5 % of 200 is 10
