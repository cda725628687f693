import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting.stats.intervals import Z_95, difference, ratio, wilson


@pytest.mark.parametrize(
    ("x", "n", "bawah", "atas"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_published_examples(x, n, bawah, atas):
    assert wilson(x, n) == (pytest.approx(bawah, abs=5e-5), pytest.approx(atas, abs=5e-5))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_bounds_are_the_rates_one_can_just_not_reject(counts):
    x, n = counts
    for bound in wilson(x, n):
        # the score test at its edge: (x/n - p)^2 = z^2 p (1 - p) / n
        assert (x / n - bound) ** 2 == pytest.approx(Z_95**2 * bound * (1 - bound) / n, abs=1e-9)
    bawah, atas = wilson(x, n)
    assert 0 <= bawah <= x / n <= atas <= 1


def test_nothing_measured_has_no_interval():
    x = pd.Series([0, None, 3], dtype="Int64")
    n = pd.Series([0, 40, None], dtype="Int64")
    assert np.isnan(wilson(x, n)).all()
    assert np.isnan(ratio(x, n)).all()


@pytest.mark.parametrize(
    ("now", "before", "bawah", "atas"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_difference_published_examples(now, before, bawah, atas):
    result = difference(*now, *before)
    assert result.bawah == pytest.approx(bawah, abs=5e-5)
    assert result.atas == pytest.approx(atas, abs=5e-5)
    assert result.berbeda


def test_many_areas_ask_for_more():
    counts = (45, 300), (70, 300)
    alone = difference(*counts[0], *counts[1])
    among_many = difference(*counts[0], *counts[1], level=1 - 0.05 / 18)
    assert alone.berbeda
    assert not among_many.berbeda
    assert among_many.bawah < alone.bawah
    assert among_many.atas > alone.atas
    with pytest.raises(ValueError, match="level"):
        difference(1, 2, 1, 2, level=1)


def test_direction_and_missing_side():
    result = difference([30, 10, 5], [100, 100, 50], [10, 30, 0], [100, 100, 0])
    assert result.selisih[:2] == pytest.approx([0.2, -0.2])
    assert result.berbeda.tolist() == [True, True, False]
    assert np.isnan(result.bawah[2])
