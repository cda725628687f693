"""Days, months and cycles as numbers: days since 1970, months since January 2023."""

from __future__ import annotations

from datetime import date

import numpy as np

from stunting.sample import story

MONTHS = 42  # January 2023 to June 2026
YEAR, MONTH = 365.25, 30.4375


def day(value: date) -> int:
    return (value - date(1970, 1, 1)).days


FIRST, LAST = day(story.AWAL_DATA), day(story.AKHIR_DATA)
# First day of each month, and one more that closes the last.
MONTH_START = (np.datetime64("2023-01") + np.arange(MONTHS + 1)).astype("M8[D]").astype(int)
WEIGHING = np.flatnonzero(
    np.isin(np.arange(MONTHS) % 12, (1, 7))
)  # February, August: one per cycle
CYCLE_OF_MONTH = np.arange(MONTHS) // 6
CYCLE_END = MONTH_START[6::6] - 1
BEFORE_WEIGHING = WEIGHING - 1
QUARTER_ENDS = np.arange(2, MONTHS, 3)


def month_of(days: np.ndarray) -> np.ndarray:
    """Month number of each day; below 0 or from MONTHS on when outside the data."""
    return np.searchsorted(MONTH_START, days, side="right") - 1


def cycle_of(days: np.ndarray) -> np.ndarray:
    """Cycle number (0 = 2023-S1) of each day."""
    return month_of(days) // 6


def dates(days: np.ndarray) -> np.ndarray:
    """Days as datetime64; NaN becomes NaT."""
    missing = np.isnan(days) if np.issubdtype(np.asarray(days).dtype, np.floating) else None
    if missing is None:
        return np.asarray(days).astype("M8[D]").astype("M8[s]")
    found = np.where(missing, 0, days).astype("M8[D]").astype("M8[s]")
    found[missing] = np.datetime64("NaT")
    return found
