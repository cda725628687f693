from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stunting.stats.tiers import funnel_limits, tiers


def slow_limits(p, n, level):
    """Lowest and highest count whose tail is at least (1 - level) / 2, summed term by term."""
    tail = (1 - level) / 2
    pmf = [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    low = next(k for k in range(n + 1) if sum(pmf[: k + 1]) >= tail)
    high = next(k for k in range(n, -1, -1) if sum(pmf[k:]) >= tail)
    return low / n, high / n


@settings(deadline=None)
@given(st.integers(1, 250), st.floats(0.005, 0.995), st.sampled_from([0.95, 0.998]))
def test_limits_agree_with_the_sum_term_by_term(n, p, level):
    bawah, atas = funnel_limits(p, [n], level)
    assert (bawah[0], atas[0]) == slow_limits(p, n, level)


def test_a_hand_computed_limit():
    # 10 persons at 50 %: 0 or 10 of them have probability 1/1024 = 0.00098 < 0.001, 1 or 9 have 0.0107
    assert funnel_limits(0.5, [10]) == (0.1, 0.9)


def test_limits_narrow_with_numbers_and_stay_missing_without():
    bawah, atas = funnel_limits(0.15, pd.array([30, 300, 3000, 0, None], dtype="Int64"))
    assert np.all(np.diff((atas - bawah)[:3]) < 0)
    assert np.isnan([bawah[3:], atas[3:]]).all()
    assert np.isnan(funnel_limits(float("nan"), [30])).all()
    assert funnel_limits(0.0, [30]) == (0, 0)
    assert funnel_limits(1.0, [30]) == (1, 1)


def frame(*rows):
    return pd.DataFrame(
        {
            "pembilang": pd.array([row[0] for row in rows], dtype="Int64"),
            "penyebut": pd.array([row[1] for row in rows], dtype="Int64"),
        }
    )


def test_each_tier():
    result = tiers(
        frame(
            (120, 350),  # 34 % where all have 15 %
            (50, 350),
            (3, 12),  # 25 %, but of twelve children
            (20, 350),  # 6 %
            (None, 350),
            (0, 0),
        )
    )
    assert result.tolist() == [
        "lebih_tinggi",
        "setara",
        "setara",
        "lebih_rendah",
        "tidak_ada_data",
        "tidak_ada_data",
    ]


def test_tier_is_what_lies_outside_the_drawn_limits():
    rng = np.random.default_rng(7)
    n = rng.integers(5, 400, 300)
    table = frame(*zip(rng.binomial(n, rng.uniform(0.02, 0.4, 300)), n, strict=True))
    bawah, atas = funnel_limits(table["pembilang"].sum() / table["penyebut"].sum(), n)
    rasio = (table["pembilang"] / table["penyebut"]).to_numpy(dtype=float)
    assert ((tiers(table) == "lebih_tinggi") == (rasio > atas)).all()
    assert ((tiers(table) == "lebih_rendah") == (rasio < bawah)).all()
    assert {"lebih_tinggi", "setara", "lebih_rendah"} == set(tiers(table))


def test_the_district_may_be_given():
    rows = frame((50, 350), (40, 350))
    assert tiers(rows).tolist() == ["setara", "setara"]
    assert tiers(rows, district=(14, 350)).tolist() == ["lebih_tinggi", "lebih_tinggi"]


def test_no_data_at_all():
    assert tiers(frame((None, None), (0, 0))).tolist() == ["tidak_ada_data"] * 2
    assert tiers(frame()).tolist() == []


@pytest.mark.parametrize(("low", "high", "p"), [(30, 600, 0.15), (30, 100, 0.05)])
def test_false_alarms_stay_below_three_and_a_half_percent(low, high, p):
    """18 kecamatan that all share one rate: how often does any one stand out?"""
    rng = np.random.default_rng(20261122)
    n = rng.integers(low, high, 18)
    counts = rng.binomial(n, p, (4000, 18))
    alarms = 0
    limits = {}
    for row in counts:
        total = int(row.sum())
        if total not in limits:
            limits[total] = funnel_limits(total / n.sum(), n)
        bawah, atas = limits[total]
        alarms += bool(((row / n > atas) | (row / n < bawah)).any())
    assert 0.001 < alarms / 4000 <= 0.035
