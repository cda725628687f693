"""Classes of a choropleth: the same cuts for every map that is looked at together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from stunting import theme
from stunting.bahasa import NBSP, angka
from stunting.stats.audit_counts import refuse
from stunting.stats.intervals import as_float

# Public-health bands of M. de Onis et al., "Prevalence thresholds for wasting, overweight and
# stunting in children under 5 years", Public Health Nutrition 22 (2019) 175-179.
WHO_CUTS = {"stunting": (0.025, 0.10, 0.20, 0.30), "wasting": (0.025, 0.05, 0.10, 0.15)}
_STEPS = (0.005, 0.01, 0.02, 0.025, 0.05, 0.10, 0.25)
_MAX_CLASSES = 5


@dataclass(frozen=True)
class Classes:
    """Half-open classes [cut, next cut) of ratios; ``arah`` picks the colours."""

    cuts: tuple[float, ...]
    arah: str = "turun_baik"

    def index(self, rasio: float) -> int:
        """Number of the class, 0 for the lowest."""
        return int(np.searchsorted(self.cuts, rasio, side="right"))

    def uncertain(self, bawah: ArrayLike, atas: ArrayLike) -> np.ndarray:
        """Whether an interval reaches over three classes or more: its area could as well have another
        colour on either side. Missing intervals do not.
        """
        low, high = as_float(bawah), as_float(atas)
        reach = np.searchsorted(self.cuts, high, side="right") - np.searchsorted(
            self.cuts, low, side="right"
        )
        return ~np.isnan(high - low) & (reach >= 2)

    def colours(self) -> tuple[str, ...]:
        """One colour per class, light to dark, spread over the whole sequence."""
        sequence = theme.SEQUENCE[self.arah]
        spread = np.linspace(0, len(sequence) - 1, len(self.cuts) + 1)
        return tuple(sequence[int(round(i))] for i in spread)

    def colour(self, rasio: float) -> str:
        return self.colours()[self.index(rasio)]

    def labels(self) -> list[str]:
        """ "di bawah 2,5 %", "2,5–10 %", ..., "30 % atau lebih"."""
        ends = [_percent(cut) for cut in self.cuts]
        between = [f"{a}–{b}{NBSP}%" for a, b in zip(ends, ends[1:], strict=False)]
        return [f"di bawah {ends[0]}{NBSP}%", *between, f"{ends[-1]}{NBSP}% atau lebih"]


def classes(values: Iterable[float], indikator: str, arah: str = "turun_baik") -> Classes:
    """Classes for an indicator code: WHO's bands for stunting and wasting, else even round steps.

    ``values``: the ratios 0..1 of ALL maps shown side by side (both cycles), missing ones allowed.
    """
    refuse(values)
    fixed = WHO_CUTS.get(indikator.split("_")[0])
    return Classes(fixed or _even_cuts(values), arah)


def _even_cuts(values: Iterable[float]) -> tuple[float, ...]:
    known = np.array([value for value in values if not np.isnan(value)], dtype=float)
    low, high = (known.min(), known.max()) if known.size else (0.0, 1.0)
    for step in _STEPS:
        # 1e-9: 0.15 / 0.05 is a little more or less than 3.
        first = int(np.floor(low / step + 1e-9)) + 1
        last = int(np.floor(high / step + 1e-9))
        if last - first + 2 <= _MAX_CLASSES:
            break
    if last < first:  # all in one step: one cut below them
        first = last = max(last, 1)
    return tuple(round(i * step, 4) for i in range(first, last + 1))


def _percent(cut: float) -> str:
    return angka(cut * 100, 0 if round(cut * 1000) % 10 == 0 else 1)
