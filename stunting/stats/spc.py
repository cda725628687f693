"""Statistical process control of a monthly proportion: limits, and what each point is.

A p-chart (W. A. Shewhart; D. C. Montgomery, Introduction to Statistical Quality Control, chapter 7): centre
line = sum / sum of a phase, limits at 3 sigma of a binomial with the month's own denominator, widened where
the months differ more than a binomial (p' of D. B. Laney, Quality Engineering 14 (2002) 531-537). They are
never narrowed: the months hold largely the same children, so that they differ less than samples would. A
phase begins at each declared break.

The usual rules (as in "Making data count" of the English NHS) mark points as unusual: outside the limits;
eight on one side of the centre; six rising or falling; two of three beyond two sigma. In a series of the
same children they fire without anything having happened; so they are drawn, and nothing is said of them.
What may be said is ``berubah``: a month whose count a binomial of the phase's rate would hardly ever give
(level of stats/claims.py). That holds for dependent months too, because each is judged alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from stunting.stats.audit_counts import refuse
from stunting.stats.intervals import ratio
from stunting.stats.tiers import funnel_limits

OUTSIDE, SHIFT, TREND, TWO_OF_THREE = "luar_batas", "sesisi", "searah", "dua_dari_tiga"
FEWEST = 8  # months of a phase with figures; below, no limits
_RUN, _STEPS = 8, 6
_MOVING_RANGE = 1.128  # d2 of two: mean range of two normal values in standard deviations


def p_chart(
    frame: pd.DataFrame, breaks: Sequence[date] = (), *, level: float | None = None
) -> pd.DataFrame:
    """The rows by month with fase, pusat, batas_bawah, batas_atas (ratios), sinyal and berubah.

    ``frame``: bulan, pembilang, penyebut (missing: a gap); ``breaks``: the first days of new phases.
    ``sinyal`` is the first rule that a point meets, "" without; phases of fewer than FEWEST months have no
    limits. ``level``: the confidence at which a month is called ``berubah``; None: never.
    """
    refuse(frame)
    rows = frame.sort_values("bulan", ignore_index=True)
    months = pd.to_datetime(rows["bulan"])
    starts = sorted(pd.Timestamp(each) for each in breaks)
    rows["fase"] = [sum(start <= month for start in starts) for month in months]
    parts = [_phase(part, level) for _, part in rows.groupby("fase", sort=True)]
    return pd.concat(parts, ignore_index=True) if parts else rows.assign(**_nothing(rows))


def _nothing(rows: pd.DataFrame) -> dict:
    missing = pd.Series(np.nan, rows.index)
    return {
        "pusat": missing,
        "batas_bawah": missing,
        "batas_atas": missing,
        "sinyal": "",
        "berubah": False,
    }


def _phase(rows: pd.DataFrame, level: float | None) -> pd.DataFrame:
    p, n = ratio(rows["pembilang"], rows["penyebut"]), rows["penyebut"].astype("float64").to_numpy()
    known = ~np.isnan(p)
    if known.sum() < FEWEST:
        return rows.assign(**_nothing(rows))
    centre = rows["pembilang"].astype("float64").to_numpy()[known].sum() / n[known].sum()
    sigma = np.sqrt(centre * (1 - centre) / np.where(known, n, np.nan))
    z = (p - centre) / np.where(sigma > 0, sigma, np.nan)
    steps = np.abs(np.diff(z[known]))
    # all or nobody counted: no spread, and no sigma to measure it by
    spread = max(1.0, float(np.nanmean(steps)) / _MOVING_RANGE) if sigma[known].all() else 1.0
    changed = np.zeros(len(rows), dtype=bool)
    if level is not None:
        low, high = funnel_limits(centre, np.where(known, n, np.nan), level)
        changed = known & ((p < low) | (p > high))
    signals = np.full(len(rows), "", dtype=object)
    signals[known] = _signals(z[known] / spread)
    return rows.assign(
        pusat=centre,
        batas_bawah=np.maximum(centre - 3 * sigma * spread, 0),
        batas_atas=np.minimum(centre + 3 * sigma * spread, 1),
        sinyal=signals,
        berubah=changed,
    )


def _signals(z: np.ndarray) -> list[str]:
    """The rule each point meets, by its distance from the centre in standard deviations."""
    z = np.nan_to_num(z)
    found = [""] * len(z)

    def mark(rule: str, places: range) -> None:
        for place in places:
            found[place] = found[place] or rule

    for i, value in enumerate(z):
        if abs(value) > 3:
            found[i] = OUTSIDE
    for i in range(len(z)):
        last_three = z[max(0, i - 2) : i + 1]
        for side in (1, -1):
            beyond = last_three * side > 2
            if len(last_three) == 3 and beyond.sum() >= 2 and beyond[-1]:
                found[i] = found[i] or TWO_OF_THREE
            run = z[max(0, i - _RUN + 1) : i + 1]
            if len(run) == _RUN and (run * side > 0).all():
                mark(SHIFT, range(i - _RUN + 1, i + 1))
            steps = np.diff(z[max(0, i - _STEPS + 1) : i + 1]) * side
            if len(steps) == _STEPS - 1 and (steps > 0).all():
                mark(TREND, range(i - _STEPS + 1, i + 1))
    return found
