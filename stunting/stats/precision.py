"""How precisely children were measured: preference for final digits, spread of z-scores.

A figure is judged only from enough measurements (data/reference/mutu.csv, ukuran_minimal), and only
when chance alone does not explain it: a village that measured 30 children cannot be told to round.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from stunting.stats.intervals import as_float

BERMASALAH, BAIK, BELUM_CUKUP = "bermasalah", "baik", "belum_cukup"
# 99.9 % quantile of chi-square with 9 degrees of freedom: among 30 health centres that do not round,
# one is called rounding by chance in about 30 semesters.
_CHI2_LIMIT = 27.877
_Z95 = 1.959964


def digit_score(counts: ArrayLike) -> np.ndarray:
    """Digit preference score 0..100 of counts of the final digits 0-9 (last axis of length 10).

    100 * sqrt(chi-square / (9 n)) against ten equally frequent digits: 0 = all alike, 100 = one digit
    only; NaN without any measurement. Source: SMART/ENA digit preference score (R package nipnTK,
    ``digitPreference``), the check WHO and UNICEF ask for in "Recommendations for data collection,
    analysis and reporting on anthropometric indicators in children under 5 years old" (2019).
    """
    counts = as_float(counts)
    total = counts.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 100 * np.sqrt(_chi2(counts, total) / (9 * total))


def _chi2(counts: np.ndarray, total: np.ndarray) -> np.ndarray:
    expected = total[..., None] / 10
    with np.errstate(invalid="ignore", divide="ignore"):
        return ((counts - expected) ** 2 / expected).sum(axis=-1)


def judge_digits(counts: ArrayLike, *, limit: float, least: float) -> np.ndarray:
    """bermasalah (above ``limit`` and beyond chance), baik, or belum_cukup (fewer than ``least``)."""
    counts = as_float(counts)
    total = counts.sum(axis=-1)
    wrong = (digit_score(counts) > limit) & (_chi2(counts, total) > _CHI2_LIMIT)
    return np.where(total < least, BELUM_CUKUP, np.where(wrong, BERMASALAH, BAIK))


def spread(n: ArrayLike, total: ArrayLike, squares: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation (n - 1) from the count, the sum and the sum of squares.

    In the unit of the values; NaN below one and two values.
    """
    n, total, squares = as_float(n), as_float(total), as_float(squares)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(n > 0, total / n, np.nan)
        variance = np.where(n > 1, (squares - total**2 / n) / (n - 1), np.nan)
    return mean, np.sqrt(np.maximum(variance, 0))


def judge_spread(
    sd: ArrayLike, n: ArrayLike, *, low: float, high: float, least: float
) -> np.ndarray:
    """bermasalah when the 95 % interval of the SD lies wholly outside low..high; else baik or belum_cukup.

    The interval is the large-sample one, sd / sqrt(2 (n - 1)). Source of the idea that the SD is a
    measure of quality wherever the mean lies: WHO TRS 854 (1995); Mei and Grummer-Strawn, Bull WHO 2007.
    """
    sd, n = as_float(sd), as_float(n)
    half = _Z95 * sd / np.sqrt(2 * np.maximum(n - 1, 1))
    outside = (sd - half > high) | (sd + half < low)
    return np.where(~(n >= least), BELUM_CUKUP, np.where(outside, BERMASALAH, BAIK))
