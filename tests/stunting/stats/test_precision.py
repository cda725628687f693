import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting.stats import precision

counts = st.lists(st.integers(0, 5000), min_size=10, max_size=10)


def slow_score(found: list[int]) -> float:
    """The digit preference score with a loop."""
    total = sum(found)
    if total == 0:
        return math.nan
    chi2 = sum((each - total / 10) ** 2 / (total / 10) for each in found)
    return 100 * math.sqrt(chi2 / (9 * total))


@given(counts)
def test_the_score_is_that_of_the_loop_and_between_0_and_100(found):
    score = float(precision.digit_score(found))
    assert score == pytest.approx(slow_score(found), nan_ok=True)
    if sum(found):
        assert 0 <= score <= 100 + 1e-9


@given(counts, st.integers(1, 9))
def test_the_score_does_not_know_which_digit_or_how_many(found, shift):
    moved = found[shift:] + found[:shift]
    assert precision.digit_score(moved) == pytest.approx(precision.digit_score(found), nan_ok=True)
    tenfold = [10 * each for each in found]
    assert precision.digit_score(tenfold) == pytest.approx(
        precision.digit_score(found), nan_ok=True
    )


def test_known_scores():
    assert precision.digit_score([7] * 10) == 0
    assert precision.digit_score([0] * 9 + [80]) == pytest.approx(100)
    # half of all on .0, the rest alike: chi-square 0.16 n + 9 (0.4/9)^2 n over 0.1 n
    assert precision.digit_score([90] + [10] * 9) == pytest.approx(
        100 * math.sqrt((0.4**2 + 9 * (0.4 / 9) ** 2) / 0.1 / 9)
    )
    assert np.isnan(precision.digit_score([0] * 10))


def test_rounding_is_judged_from_enough_measurements_only():
    found = [
        [40, 1, 1, 1, 1, 2, 1, 1, 1, 1],  # 50: enough, and plain
        [40, 1, 1, 1, 1, 1, 1, 1, 1, 1],  # 49: not enough, however plain
        [5] * 10,  # 50, no preference
        # 50: above 20, but chance does this about once in 60 health centres
        [12, 9, 6, 6, 4, 4, 3, 2, 2, 2],
    ]
    assert precision.digit_score(found[3]) > 20
    assert precision.judge_digits(found, limit=20, least=50).tolist() == [
        precision.BERMASALAH,
        precision.BELUM_CUKUP,
        precision.BAIK,
        precision.BAIK,
    ]


@given(st.lists(st.integers(-600, 600), min_size=2, max_size=60))
def test_mean_and_spread_from_sums(hundredths):
    z = np.array(hundredths) / 100
    mean, sd = precision.spread(
        len(z), sum(hundredths) / 100, sum(each**2 for each in hundredths) / 1e4
    )
    assert float(mean) == pytest.approx(z.mean(), abs=1e-9)
    assert float(sd) == pytest.approx(z.std(ddof=1), abs=1e-6)


def test_spread_needs_two_values():
    mean, sd = precision.spread([0, 1], [0, 2.0], [0, 4.0])
    assert np.isnan(mean[0])
    assert mean[1] == 2
    assert np.isnan(sd).all()


def test_a_spread_is_judged_when_its_whole_interval_lies_outside():
    sd = [1.6, 1.35, 1.6, 0.5, 1.0, np.nan]
    n = [400, 100, 49, 400, 400, 0]
    assert precision.judge_spread(sd, n, low=0.8, high=1.3, least=50).tolist() == [
        precision.BERMASALAH,
        precision.BAIK,  # 1.16 to 1.54: may be 1.3
        precision.BELUM_CUKUP,
        precision.BERMASALAH,  # too narrow is as suspicious
        precision.BAIK,
        precision.BELUM_CUKUP,
    ]
