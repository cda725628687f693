"""A place in the list and how firm it is, against a slow count."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stunting.stats import stability


def slow_rank(needs, weights, at) -> int:
    scores = [sum(n * w for n, w in zip(row, weights, strict=True)) for row in needs]
    return 1 + sum(score > scores[at] + 1e-9 for score in scores)


def test_equals_share_the_better_place_and_a_lone_need_falls_when_it_weighs_less():
    needs = np.array([[1, 0], [0, 1], [0, 1], [1, 1]], dtype=float)
    place = stability.place(needs, np.array([2.0, 2.0]), 0)
    # behind the family with both; the need halved puts the two others before it as well
    assert place == (2, 2, 4)


@given(
    st.lists(st.lists(st.integers(0, 1), min_size=3, max_size=3), min_size=1, max_size=12),
    st.lists(st.integers(1, 5), min_size=3, max_size=3),
)
def test_as_counted_slowly(needs, weights):
    found = stability.place(np.array(needs, dtype=float), np.array(weights, dtype=float), 0)
    ranks = [slow_rank(needs, weights, 0)]
    for number in range(3):
        for factor in (0.5, 1.5):
            moved = [w * factor if at == number else w for at, w in enumerate(weights)]
            ranks.append(slow_rank(needs, moved, 0))
    assert found == (ranks[0], min(ranks), max(ranks))
