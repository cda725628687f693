"""Ages as the exports write them: "2 Tahun - 3 Bulan - 10 Hari" at a birth date is a day of the calendar."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

# The systems count months their own way; a difference up to this is no contradiction, and the dates win.
TOLERATED_DAYS = 3
_AGE = re.compile(
    r"(?:(\d+)\s*(?:tahun|thn|th))?[\s,-]*(?:(\d+)\s*(?:bulan|bln|bl))?[\s,-]*(?:(\d+)\s*(?:hari|hr))?"
)


def stated_date(born: pd.Series, ages: pd.Series) -> pd.Series:
    """Birth date plus an age text like "2 Tahun - 3 Bulan - 10 Hari"; missing where it is none."""
    codes, distinct = pd.factorize(ages)
    parts = np.array([_age(text) for text in distinct] + [(np.nan, np.nan)]).reshape(-1, 2)[codes]
    known = ~np.isnan(parts[:, 0]) & born.notna().to_numpy()
    months, days = (np.where(known, parts[:, each], 0).astype("int64") for each in (0, 1))
    start = born.fillna(pd.Timestamp(2000, 1, 1)).to_numpy().astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    day = (start - month.astype("datetime64[D]")).astype("int64")
    month = month + months
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype("int64")
    result = month.astype("datetime64[D]") + np.minimum(day, length - 1) + days
    return pd.Series(result, index=born.index).astype("datetime64[s]").where(known)


def _age(text: str) -> tuple[float, float]:
    """(months, days) of an age text; NaN when it says nothing."""
    found = _AGE.fullmatch(text.casefold().strip(" -"))
    if not found or not any(found.groups()):
        return np.nan, np.nan
    years, months, days = (min(int(part), 2000) if part else 0 for part in found.groups())
    return float(years * 12 + months), float(days)
