"""How stable a place in an order of weighted needs is: what happens to it when one weight moves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

SHIFT = 0.5  # a weight is moved by half of itself, up and down


class Place(NamedTuple):
    """A place (1 is first; equals share the better one) and between which it lies when weights move."""

    now: int
    best: int
    worst: int


def place(needs: np.ndarray, weights: np.ndarray, at: int) -> Place:
    """The place of row ``at``.

    ``needs``: families x needs, 0 or 1; ``weights``: one per need. Each weight alone is raised and lowered by
    SHIFT of itself; the best and the worst place found count.
    """
    found = [_rank(needs @ weights, at)]
    for number in range(len(weights)):
        for factor in (1 - SHIFT, 1 + SHIFT):
            moved = weights.copy()
            moved[number] *= factor
            found.append(_rank(needs @ moved, at))
    return Place(found[0], min(found), max(found))


def _rank(scores: np.ndarray, at: int) -> int:
    return int((scores > scores[at] + 1e-9).sum()) + 1
