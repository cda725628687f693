"""Boxes moved apart on a map: the same way as charts/placement.py, fast enough for forty kecamatan."""

from __future__ import annotations

import numpy as np

_ROUNDS = 150


def push_apart(
    points: list[tuple[float, float]],
    boxes: list[tuple[float, float]],
    width: float,
    height: float,
) -> list[tuple[float, float]]:
    """Places in pixels near ``points`` at which ``boxes`` (width, height) do not overlap.

    Each round looks once for all overlapping pairs and moves those apart along the shorter way, within a
    picture of ``width`` x ``height``. With too many boxes for the space some overlap remains.
    """
    home = np.array(points, dtype=float).reshape(-1, 2)
    size = np.array(boxes, dtype=float).reshape(-1, 2)
    low, high = size / 2, np.maximum(size / 2, [width, height] - size / 2)
    at = np.clip(home, low, high)
    reach = (size[:, None, :] + size[None, :, :]) / 2
    for _ in range(_ROUNDS):
        over = (np.abs(at[:, None, :] - at[None, :, :]) < reach).all(axis=2)
        pairs = np.argwhere(np.tril(over, -1)).tolist()
        if not pairs:
            break
        moving = at.tolist()
        for i, j in pairs:
            _part(moving[i], moving[j], reach[i, j].tolist())
        at = np.clip(np.array(moving), low, high)
    return [(x, y) for x, y in at.tolist()]


def _part(a: list[float], b: list[float], reach: list[float]) -> None:
    """Move two places away from each other, unless an earlier move of this round did."""
    gap = [a[0] - b[0], a[1] - b[1]]
    over = [reach[0] - abs(gap[0]), reach[1] - abs(gap[1])]
    axis = 0 if over[0] <= over[1] else 1
    if over[axis] <= 0:
        return
    push = (over[axis] / 2 + 0.5) * (1 if gap[axis] >= 0 else -1)
    a[axis] += push
    b[axis] -= push
