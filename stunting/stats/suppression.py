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

Baduta are part of balita, and both are shown: what lies between them (24-59 months) is a cell too,
had by subtraction. A frame may therefore carry the counts of the enclosing group (columns
pembilang_induk, penyebut_induk); a row whose difference to it is small is small as well, and the
hidden rows' differences must add up to no small cell. Where the enclosing row is hidden, so is this.

Limits: desa are safe under their kecamatan only where the kecamatan itself is shown, and a district
whose own figure is small (``small_rows``) must not be printed at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from stunting.stats.intervals import as_float
from stunting.stats.tiers import DISEMBUNYIKAN

THRESHOLD = 5
INDUK = ("pembilang_induk", "penyebut_induk")  # the counts of the group this one is part of
_MEASURES = ("pembilang", "penyebut", "rasio", "bawah", "atas", *INDUK)


def small(pembilang: ArrayLike, penyebut: ArrayLike, threshold: int = THRESHOLD) -> np.ndarray:
    """True where a count is too small to be shown; missing counts are not small. Elementwise."""
    x, n = as_float(pembilang), as_float(penyebut)
    return np.any([(0 < cell) & (cell < threshold) for cell in (x, n, n - x)], axis=0)


def small_rows(frame: pd.DataFrame, threshold: int = THRESHOLD) -> pd.Series:
    """Whether each area's own figure, or what separates it from the enclosing group, is a small cell."""
    x, n = as_float(frame["pembilang"]), as_float(frame["penyebut"])
    few = small(x, n, threshold)
    if set(INDUK) <= set(frame):
        whole, of = (as_float(frame[name]) for name in INDUK)
        few |= small(whole - x, of - n, threshold)
    return pd.Series(few, index=frame.index, dtype=bool)


def blank(frame: pd.DataFrame, hidden: pd.Series) -> pd.DataFrame:
    """A copy whose hidden rows have lost all figures."""
    figures = frame.columns.intersection(_MEASURES)
    return frame.assign(**{name: frame[name].mask(hidden) for name in figures})


def suppress(
    frame: pd.DataFrame,
    threshold: int = THRESHOLD,
    by: str | Sequence[str] | None = None,
    *,
    also: pd.Series | None = None,
) -> pd.DataFrame:
    """A copy with the column ``disembunyikan`` (bool); hidden rows lose all figures.

    ``frame`` needs pembilang and penyebut; what it has of rasio, bawah, atas becomes missing too,
    and tingkat becomes "disembunyikan". ``by`` names the columns within which one total is
    published (``"siklus"``, ``"bulan"``); without it the frame is one such block. Give all rows
    of a block at once, also those not shown now. ``also``: rows that are hidden for another reason; then
    no other row may give them away.
    """
    x, n = as_float(frame["pembilang"]), as_float(frame["penyebut"])
    whole = [as_float(frame[name]) for name in INDUK] if set(INDUK) <= set(frame) else None
    hidden = np.zeros(len(frame), dtype=bool)
    given = hidden.copy() if also is None else also.to_numpy(dtype=bool)
    blocks = frame.groupby(by, dropna=False).indices.values() if by else [np.arange(len(frame))]
    for rows in blocks:
        around = None if whole is None else (whole[0][rows], whole[1][rows])
        hidden[rows] = _block(x[rows], n[rows], around, threshold, given[rows])
    mask = pd.Series(hidden, index=frame.index)
    result = blank(frame, mask).assign(disembunyikan=mask)
    if "tingkat" in frame:
        result["tingkat"] = frame["tingkat"].mask(mask, DISEMBUNYIKAN)
    return result


def hidden_beside(
    frame: pd.DataFrame,
    whole: pd.Series,
    threshold: int,
    by: str | Sequence[str],
    *,
    also: pd.Series | None = None,
) -> pd.Series:
    """Which rows are hidden where the totals' own rows (``whole``) stand among their parts."""
    given = None if also is None else also[~whole]
    parts = suppress(frame[~whole], threshold, by=by, also=given)["disembunyikan"]
    return pd.concat([parts, small_rows(frame[whole], threshold)]).reindex(frame.index)


def hide_rows(counts: np.ndarray, threshold: int = THRESHOLD) -> np.ndarray:
    """Which rows of a table of counts (rows x counts, a total beside each column) are hidden as a whole.

    A row with a count of 1 to threshold - 1 is small; all are hidden where a total is.
    """
    totals = counts.sum(axis=0)
    if ((totals > 0) & (totals < threshold)).any():
        return counts.sum(axis=1) > 0
    few = ((counts > 0) & (counts < threshold)).any(axis=1)
    return _with_shields(few, counts.astype(float), counts.sum(axis=1).astype(float), threshold)


def _block(
    x: np.ndarray,
    n: np.ndarray,
    around: tuple[np.ndarray, np.ndarray] | None,
    threshold: int,
    also: np.ndarray | bool = False,
) -> np.ndarray:
    """Which rows of one block are hidden; ``around``: the counts of the enclosing group, or None."""
    hidden, measures = small(x, n, threshold) | also, [x, n - x]
    if around is not None and not np.isnan(around[1]).all():
        whole, of = around
        between = whole - x, (of - whole) - (n - x)
        hidden |= small(between[0], between[0] + between[1], threshold)
        hidden |= _block(whole, of, None, threshold) & (n > 0)
        measures += [np.nan_to_num(each) for each in between]
        totals = [np.nansum(each) for each in between]
        if any(0 < total < threshold for total in totals):
            return n > 0  # the district's own difference is small: its figure is hidden, so are all
    return _with_shields(hidden, np.column_stack(measures), n, threshold)


def _with_shields(
    hidden: np.ndarray, measures: np.ndarray, n: np.ndarray, threshold: int
) -> np.ndarray:
    """The hidden rows and as few others, with the fewest persons first, as make their sums safe."""
    hidden = hidden.copy()
    if not hidden.any():
        return hidden
    measures = measures[:, np.nansum(measures, axis=0) > 0]  # of a counted zero nothing can be had
    candidates = [i for i in np.argsort(n, kind="stable") if n[i] > 0 and not hidden[i]]
    added = []
    for i in candidates:
        if _safe(measures, hidden, threshold):
            break
        hidden[i] = True
        added.append(i)
    for i in added:
        hidden[i] = False
        hidden[i] = not _safe(measures, hidden, threshold)
    return hidden


def _safe(measures: np.ndarray, hidden: np.ndarray, threshold: int) -> bool:
    """Whether the sums over the hidden rows, which anybody can compute, give none of them away."""
    return bool(hidden.sum() >= 2 and (measures[hidden].sum(axis=0) >= threshold).all())
