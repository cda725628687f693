"""Smoothed rates: a slow re-implementation, and what smoothing may and may not do."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting.stats import smoothing

AREAS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 400)), min_size=1, max_size=30).map(
    lambda pairs: [(min(x, n), n) for x, n in pairs]
)


def slow(pairs: list[tuple]) -> list[float]:
    """Marshall's estimator in plain arithmetic, area by area."""
    known = [(x, n) for x, n in pairs if x is not None and n]
    if not known:
        return [math.nan] * len(pairs)
    persons = sum(n for _, n in known)
    mean = sum(x for x, _ in known) / persons
    spread = sum(n * (x / n - mean) ** 2 for x, n in known) / persons
    between = max(0.0, spread - mean * (1 - mean) / (persons / len(known)))
    found = []
    for x, n in pairs:
        if x is None or not n:
            found.append(math.nan)
            continue
        within = mean * (1 - mean) / n
        weight = between / (between + within) if between else 0.0
        found.append(weight * x / n + (1 - weight) * mean)
    return found


@given(AREAS)
def test_as_by_hand(pairs):
    got = smoothing.smoothed([x for x, _ in pairs], [n for _, n in pairs])
    np.testing.assert_allclose(got, slow(pairs), atol=1e-12)


@given(AREAS)
def test_between_its_own_rate_and_the_mean_and_nearer_to_it_the_fewer_were_measured(pairs):
    x, n = np.array(pairs, dtype=float).T
    got = smoothing.smoothed(x, n)
    some = n > 0
    if not some.any():
        return
    mean, own = x[some].sum() / n[some].sum(), x[some] / n[some]
    low, high = np.minimum(own, mean), np.maximum(own, mean)
    assert (got[some] >= low - 1e-12).all()
    assert (got[some] <= high + 1e-12).all()
    moved = np.abs(own - mean) > 1e-9
    kept = (got[some][moved] - mean) / (own[moved] - mean)
    order = np.argsort(n[some][moved])
    assert (np.diff(kept[order]) >= -1e-9).all()


def test_where_areas_do_not_differ_beyond_chance_all_get_the_mean():
    got = smoothing.smoothed([14, 31, 45], [100, 200, 300])
    assert got == pytest.approx([0.15, 0.15, 0.15])


def test_hidden_and_unmeasured_areas_stay_without_a_figure():
    frame = pd.DataFrame(
        {
            "pembilang": pd.array([90, None, 0, 20, 30], dtype="Int64"),
            "penyebut": pd.array(
                [200, None, 0, 300, 20], dtype="Int64"
            ),  # the last: more than there are
        }
    )
    got = smoothing.with_smoothed(frame)[smoothing.COLUMN]
    assert got.isna().tolist() == [False, True, True, False, True]
    assert got[0] < 0.45
    assert got[3] > 20 / 300
