"""Confidence intervals for proportions and for their differences."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from stunting.stats.audit_counts import refuse

Z_95 = 1.959964


def as_float(values: ArrayLike) -> np.ndarray:
    """Counts as floats, NaN for what is missing; takes nullable integers and plain numbers.

    Every ratio, interval and tier goes through here: raises NotASample for counted audit cases.
    """
    refuse(values)
    if isinstance(values, pd.Series):
        return values.to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(values, dtype=float)


def ratio(pembilang: ArrayLike, penyebut: ArrayLike) -> np.ndarray:
    """pembilang / penyebut, NaN where the denominator is 0 or anything is missing."""
    n = as_float(penyebut)
    return as_float(pembilang) / np.where(n > 0, n, np.nan)


def wilson(
    pembilang: ArrayLike, penyebut: ArrayLike, z: float = Z_95
) -> tuple[np.ndarray, np.ndarray]:
    """Score interval of a proportion: (bawah, atas), ratios 0..1, same shape as the counts.

    NaN where the denominator is 0 or missing, or the numerator is missing or larger than it (more were
    measured than the target said there are: no proportion). Source: E. B. Wilson,
    "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212.
    """
    x, n = as_float(pembilang), as_float(penyebut)
    n = np.where((n > 0) & (x <= n), n, np.nan)
    p = x / n
    scale = 1 + z**2 / n
    centre = (p + z**2 / (2 * n)) / scale
    half = z / scale * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    # At x = 0 and x = n the bound is exactly 0 or 1; floating point leaves 1e-17 behind.
    bawah = np.where(x == 0, 0.0 * n, centre - half)
    atas = np.where(x == n, 1.0 + 0.0 * n, centre + half)
    return bawah, atas


class Difference(NamedTuple):
    """First minus second, in ratio units; ``berbeda``: the interval does not hold 0."""

    selisih: np.ndarray
    bawah: np.ndarray
    atas: np.ndarray
    berbeda: np.ndarray


def difference(
    pembilang_kini: ArrayLike,
    penyebut_kini: ArrayLike,
    pembilang_lalu: ArrayLike,
    penyebut_lalu: ArrayLike,
    level: float = 0.95,
) -> Difference:
    """Difference of two proportions (now minus before) with its hybrid score interval.

    Method 10 of R. G. Newcombe, "Interval estimation for the difference between independent
    proportions", Statistics in Medicine 17 (1998) 873-890. Where several are compared at once the
    level comes from stats/claims.py.
    Children measured in both cycles make the two figures alike, so the interval errs on the wide
    side. A missing side gives NaN and ``berbeda`` False.
    """
    if not 0 < level < 1:
        raise ValueError("level must lie between 0 and 1")
    z = NormalDist().inv_cdf((1 + level) / 2)
    low_a, high_a = wilson(pembilang_kini, penyebut_kini, z)
    low_b, high_b = wilson(pembilang_lalu, penyebut_lalu, z)
    a, b = ratio(pembilang_kini, penyebut_kini), ratio(pembilang_lalu, penyebut_lalu)
    bawah = (a - b) - np.hypot(a - low_a, high_b - b)
    atas = (a - b) + np.hypot(high_a - a, b - low_b)
    return Difference(a - b, bawah, atas, (bawah > 0) | (atas < 0))
