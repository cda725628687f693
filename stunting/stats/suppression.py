"""Small cells of population figures, hidden on the projector.

A row says that ``pembilang`` of ``penyebut`` persons have something. It is small when the
numerator, the denominator or the rest (penyebut - pembilang) is 1 to threshold - 1: "2 dari 40"
points at two persons, "38 dari 40" at the two who lack it, and in "3 dari 3" everybody knows
whom. A counted zero may be shown.

The district's figure stands beside the rows, so one hidden row could be had by subtraction. Rows
are therefore hidden together until what the hidden rows add up to (which anyone can compute) is
no small cell either: at least two rows, a sum of at least threshold, a rest of at least
threshold. The rows taken along are those with the fewest persons, and as few as possible.
Numerator AND denominator are hidden, but safety does not rest on that: other indicators may show
the same denominator.

Limits: one total is protected. Desa are safe under their kecamatan only where the kecamatan
itself is shown, and a district whose own figure is small (``small``) must not be printed at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from stunting.stats.intervals import as_float
from stunting.stats.tiers import DISEMBUNYIKAN

THRESHOLD = 5
_MEASURES = ("pembilang", "penyebut", "rasio", "bawah", "atas")


def small(pembilang: ArrayLike, penyebut: ArrayLike, threshold: int = THRESHOLD) -> np.ndarray:
    """True where a count is too small to be shown; missing counts are not small. Elementwise."""
    x, n = as_float(pembilang), as_float(penyebut)
    return np.any([(0 < cell) & (cell < threshold) for cell in (x, n, n - x)], axis=0)


def suppress(
    frame: pd.DataFrame, threshold: int = THRESHOLD, by: str | Sequence[str] | None = None
) -> pd.DataFrame:
    """A copy with the column ``disembunyikan`` (bool); hidden rows lose all figures.

    ``frame`` needs pembilang and penyebut; what it has of rasio, bawah, atas becomes missing too,
    and tingkat becomes "disembunyikan". ``by`` names the columns within which one total is
    published (``"siklus"``, ``"bulan"``); without it the frame is one such block. Give all rows
    of a block at once, also those not shown now.
    """
    x, n = as_float(frame["pembilang"]), as_float(frame["penyebut"])
    hidden = np.zeros(len(frame), dtype=bool)
    blocks = frame.groupby(by, dropna=False).indices.values() if by else [np.arange(len(frame))]
    for rows in blocks:
        hidden[rows] = _hidden(x[rows], n[rows], threshold)
    mask = pd.Series(hidden, index=frame.index)
    result = frame.assign(disembunyikan=mask)
    for name in frame.columns.intersection(_MEASURES):
        result[name] = frame[name].mask(mask)
    if "tingkat" in frame:
        result["tingkat"] = frame["tingkat"].mask(mask, DISEMBUNYIKAN)
    return result


def _hidden(x: np.ndarray, n: np.ndarray, threshold: int) -> np.ndarray:
    """Which rows of one block are hidden, first the small ones, then those that shield them."""
    hidden = small(x, n, threshold)
    if not hidden.any():
        return hidden
    candidates = [i for i in np.argsort(n, kind="stable") if n[i] > 0 and not hidden[i]]
    added = []
    for i in candidates:
        if _safe(x, n, hidden, threshold):
            break
        hidden[i] = True
        added.append(i)
    for i in added:
        hidden[i] = False
        hidden[i] = not _safe(x, n, hidden, threshold)
    return hidden


def _safe(x: np.ndarray, n: np.ndarray, hidden: np.ndarray, threshold: int) -> bool:
    """Whether the sum over the hidden rows gives none of them away."""
    have, total = x[hidden].sum(), n[hidden].sum()
    return hidden.sum() >= 2 and have >= threshold and total - have >= threshold
