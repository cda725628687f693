"""Rates of small areas drawn towards their district, so that a map does not show the smallness of areas.

Of the kecamatan with the highest and the lowest rates most are those with the fewest children. The empirical
Bayes estimate weighs each kecamatan's own rate by how much the kecamatan truly seem to differ against how
much chance moves a rate of its size. It is no measured figure: it stands on a map that says so, never in a
list, a tier or a report.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting.stats.intervals import as_float

COLUMN = "diratakan"


def smoothed(pembilang, penyebut) -> np.ndarray:
    """The smoothed ratio of each area, 0..1; NaN where its count is missing or nobody was measured.

    Global empirical Bayes by moments, R. J. Marshall, "Mapping disease and mortality rates using empirical
    Bayes estimators", Applied Statistics 40 (1991) 283-294, with the binomial variance p(1-p)/n of a
    proportion in the place of the Poisson one. Only the rows that are given enter: hidden ones can not be
    had back from the others.
    """
    x, n = as_float(pembilang), as_float(penyebut)
    n = np.where((n > 0) & (x <= n), n, np.nan)
    known = ~np.isnan(x / n)
    if not known.any():
        return np.full(n.shape, np.nan)
    total = n[known].sum()
    mean = x[known].sum() / total
    chance = mean * (1 - mean)  # of one child
    seen = (n[known] * (x[known] / n[known] - mean) ** 2).sum() / total
    true = max(0.0, seen - chance * known.sum() / total)
    weight = true / (true + chance / n) if true else np.where(known, 0.0, np.nan)
    return mean + weight * (x / n - mean)


def with_smoothed(frame: pd.DataFrame) -> pd.DataFrame:
    """The standard frame (kecamatan of one district) with the column ``diratakan``."""
    return frame.assign(**{COLUMN: smoothed(frame["pembilang"], frame["penyebut"])})
