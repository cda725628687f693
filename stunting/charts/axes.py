"""Axes shared by the charts: percent from zero, cycles and months with Indonesian labels.

Labels are written here instead of by the browser, so that screen, print and export agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import pandas as pd

from stunting import bahasa

_STEPS = (0.005, 0.01, 0.02, 0.05, 0.10, 0.20, 0.25)


def percent_axis(values: Iterable[float], most_ticks: int = 6) -> dict:
    """Axis settings from 0 to above the highest of ``values`` (ratios), with round ticks."""
    highest = max([0.01, *(value for value in values if not pd.isna(value))])
    step = next((s for s in _STEPS if highest / s <= most_ticks), _STEPS[-1])
    ticks = np.arange(0, highest + step, step).round(4)
    return {
        "range": [0, highest * 1.06],
        "tickvals": ticks.tolist(),
        "ticktext": [bahasa.persen(tick, 0 if step >= 0.01 else 1) for tick in ticks],
    }


def cycle_position(siklus: str) -> float:
    """ "2024-S1" at 2024.0 and "2024-S2" at 2024.5: gaps in the series keep their width."""
    return int(siklus[:4]) + (int(siklus[-1]) - 1) / 2


def all_cycles(cycles: Sequence[str]) -> list[str]:
    """Every cycle from the first to the last, also those nobody measured in."""
    years = [siklus[:4] for siklus in cycles]
    span = range(int(min(years)), int(max(years)) + 1)
    every = [f"{year}-S{semester}" for year in span for semester in (1, 2)]
    return [siklus for siklus in every if min(cycles) <= siklus <= max(cycles)]


def all_months(months: Sequence[date]) -> list[pd.Timestamp]:
    """The first day of every month from the first to the last."""
    first, last = (pd.Timestamp(day).replace(day=1) for day in (min(months), max(months)))
    return list(pd.date_range(first, last, freq="MS"))
