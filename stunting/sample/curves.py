"""WHO 2006 growth curves as numpy lookups, in both directions: z to cm and kg, and back.

For making synthetic children only. The z-scores the dashboard shows are computed in SQL
(queries/build/zscore.sql); a test holds the two against each other.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reference" / "who"
MAX_DAYS = 1856
TWO_YEARS = 731  # first day read against the height (standing) table
STANDING_GAP_CM = 0.7
_SHORTEST_MM, _TALLEST_MM = 450, 1200
_SEX = {"L": 0, "P": 1}


@lru_cache(maxsize=1)
def _by_age() -> tuple[np.ndarray, np.ndarray]:
    """Two arrays [sex, day, (l, m, s)]: height for age, weight for age."""
    both = []
    for name in ("tbu", "bbu"):
        table = pd.read_csv(FOLDER / f"{name}.csv")
        lms = np.empty((2, MAX_DAYS + 1, 3))
        lms[table["jenis_kelamin"].map(_SEX), table["hari"]] = table[["l", "m", "s"]]
        both.append(lms)
    return both[0], both[1]


@lru_cache(maxsize=1)
def _by_length() -> np.ndarray:
    """[standing, sex, mm - 450, (l, m, s)]; outside a table its nearest row."""
    table = pd.read_csv(FOLDER / "bbtb.csv")
    lms = np.empty((2, 2, _TALLEST_MM - _SHORTEST_MM + 1, 3))
    for (kind, sex), rows in table.groupby(["tabel", "jenis_kelamin"]):
        wanted = np.clip(
            np.arange(_SHORTEST_MM, _TALLEST_MM + 1), rows["mm"].min(), rows["mm"].max()
        )
        lms[int(kind == "tinggi"), _SEX[sex]] = rows.set_index("mm").loc[wanted, ["l", "m", "s"]]
    return lms


def height(z, sex, days) -> np.ndarray:
    """Length (below 731 days) or height in cm. ``sex``: 0 boy, 1 girl. The L of this table is 1."""
    lms = _by_age()[0][sex, days]
    return lms[..., 1] * (1 + lms[..., 2] * z)


def z_height(cm, sex, days) -> np.ndarray:
    """z of height for age; ``cm`` in the position the age calls for."""
    lms = _by_age()[0][sex, days]
    return (cm / lms[..., 1] - 1) / lms[..., 2]


def weight(z, cm, sex, days) -> np.ndarray:
    """Weight in kg of a child of this height, ``z`` being weight for length or height."""
    l_, m, s = _length_rows(cm, sex, days)
    inner = m * (1 + l_ * s * np.clip(z, -3, 3)) ** (1 / l_)
    upper = m * (1 + l_ * s * 3) ** (1 / l_) - m * (1 + l_ * s * 2) ** (1 / l_)
    lower = m * (1 - l_ * s * 2) ** (1 / l_) - m * (1 - l_ * s * 3) ** (1 / l_)
    return inner + np.maximum(z - 3, 0) * upper + np.minimum(z + 3, 0) * lower


def z_weight_for_height(kg, cm, sex, days) -> np.ndarray:
    """z of weight for length or height; NaN outside the tables."""
    mm = np.asarray(cm) * 10
    low = np.where(np.asarray(days) < TWO_YEARS, 450, 650)
    high = np.where(np.asarray(days) < TWO_YEARS, 1100, 1200)
    z = _adjusted(kg, *_length_rows(cm, sex, days))
    return np.where((mm >= low) & (mm <= high), z, np.nan)


def z_weight(kg, sex, days) -> np.ndarray:
    """z of weight for age."""
    lms = _by_age()[1][sex, days]
    return _adjusted(kg, lms[..., 0], lms[..., 1], lms[..., 2])


def in_position(cm, standing, days) -> np.ndarray:
    """``cm`` turned into what the age calls for. Standing under 9 months is read as lying."""
    days = np.asarray(days)
    short = standing & (days < TWO_YEARS) & (days / 30.4375 >= 9)
    long = ~standing & (days >= TWO_YEARS)
    return cm + STANDING_GAP_CM * short - STANDING_GAP_CM * long


def _length_rows(cm, sex, days) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    # The nearest 0.1 cm row is enough here: measured heights have one decimal.
    mm = np.rint(np.nan_to_num(np.asarray(cm) * 10, nan=_SHORTEST_MM)).astype(int)
    row = np.clip(mm - _SHORTEST_MM, 0, _TALLEST_MM - _SHORTEST_MM)
    lms = _by_length()[(np.asarray(days) >= TWO_YEARS).astype(int), sex, row]
    return lms[..., 0], lms[..., 1], lms[..., 2]


def _adjusted(kg, l_, m, s) -> np.ndarray:
    z = ((kg / m) ** l_ - 1) / (l_ * s)
    three = {sign: m * (1 + sign * 3 * l_ * s) ** (1 / l_) for sign in (-1, 1)}
    two = {sign: m * (1 + sign * 2 * l_ * s) ** (1 / l_) for sign in (-1, 1)}
    above = 3 + (kg - three[1]) / (three[1] - two[1])
    below = -3 + (kg - three[-1]) / (two[-1] - three[-1])
    return np.where(z > 3, above, np.where(z < -3, below, z))
