import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stunting.stats.rates import with_rates
from stunting.stats.suppression import small, suppress


def frame(*rows):
    return pd.DataFrame(
        {
            "pembilang": pd.array([row[0] for row in rows], dtype="Int64"),
            "penyebut": pd.array([row[1] for row in rows], dtype="Int64"),
        }
    )


@pytest.mark.parametrize(
    ("x", "n", "expected"),
    [
        (3, 100, True),
        (0, 100, False),  # a counted zero points at nobody
        (5, 100, False),
        (97, 100, True),  # the three who lack it
        (95, 100, False),
        (100, 100, False),
        (0, 3, True),
        (4, 4, True),
        (None, 100, False),
        (0, 0, False),
    ],
)
def test_what_is_small(x, n, expected):
    assert small(pd.array([x], dtype="Int64").to_numpy(float, na_value=np.nan), [n])[0] == expected


def test_nothing_small_hides_nothing():
    result = suppress(frame((20, 100), (0, 40), (None, 0)))
    assert not result["disembunyikan"].any()
    assert result["pembilang"].tolist()[:2] == [20, 0]


def test_a_small_row_takes_one_more_along():
    result = suppress(with_rates(frame((3, 100), (0, 40), (12, 80), (45, 300))))
    # (0, 40) has fewer persons than (12, 80) but would leave the sum 3: it does not help and stays
    assert result["disembunyikan"].tolist() == [True, False, True, False]
    hidden = result[result["disembunyikan"]]
    assert hidden[["pembilang", "penyebut", "rasio", "bawah", "atas"]].isna().all(axis=None)
    assert set(hidden["tingkat"]) == {"disembunyikan"}
    assert result.loc[3, "pembilang"] == 45


def test_blocks_have_their_own_totals():
    table = pd.concat(
        [
            frame((3, 100), (12, 80), (30, 90)).assign(siklus="2024-S1"),
            frame((9, 100), (12, 80), (30, 90)).assign(siklus="2024-S2"),
        ],
        ignore_index=True,
    )
    assert suppress(table, by="siklus")["disembunyikan"].tolist() == [True, True, *[False] * 4]


def test_threshold_is_a_setting():
    assert not suppress(frame((3, 100), (30, 90)), threshold=3)["disembunyikan"].any()
    assert suppress(frame((9, 100), (30, 90)), threshold=10)["disembunyikan"].all()


def test_empty_frame():
    assert suppress(frame())["disembunyikan"].tolist() == []


def possible_values(position, counts, have):
    """Every value the numerator at ``position`` can take when the hidden ones add up to ``have``."""
    sums = {0}
    for i, n in enumerate(counts):
        if i != position:
            sums = {total + x for total in sums for x in range(n + 1)}
    return {x for x in range(counts[position] + 1) if have - x in sums}


ROW = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=400, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=6))
def test_no_hidden_cell_follows_from_the_total(rows):
    """The reader knows the shown rows, the total AND every denominator (from other indicators)."""
    table = frame(*rows)
    result = suppress(table)
    x, n = np.array(rows).T
    hidden = result["disembunyikan"].to_numpy()
    assert hidden[small(x, n)].all()
    assert not hidden[n == 0].any()
    total_is_safe = not small(x.sum(), n.sum()) and 0 < x.sum() < n.sum()
    if not hidden.any() or not total_is_safe or (n > 0).sum() == 1:
        return  # a small total must not be printed at all; one row IS the total
    assert hidden.sum() >= 2
    counts, have = n[hidden].tolist(), int(x[hidden].sum())
    assert not small(have, sum(counts))  # nor does what is left over point at anyone
    for i, (value, of) in enumerate(zip(x[hidden], counts, strict=True)):
        if 0 < value < 5 or 0 < of - value < 5:
            assert len(possible_values(i, counts, have)) > 1


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, min_size=2, max_size=6))
def test_no_more_is_hidden_than_needed(rows):
    """Showing any single row that is not small itself would break the protection."""
    x, n = np.array(rows).T
    hidden = suppress(frame(*rows))["disembunyikan"].to_numpy()
    for i in np.flatnonzero(hidden & ~small(x, n)):
        rest = hidden.copy()
        rest[i] = False
        have, of = x[rest].sum(), n[rest].sum()
        assert rest.sum() < 2 or have < 5 or of - have < 5
