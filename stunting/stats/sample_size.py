"""How many children must be measured each time for a change to be seen at all."""

from __future__ import annotations

from math import ceil
from statistics import NormalDist

LEVEL, POWER = 0.95, 0.80


def per_cycle(before: float, after: float, level: float = LEVEL, power: float = POWER) -> int:
    """Children to be measured in each of two cycles to see ``before`` become ``after`` (ratios).

    Two independent proportions, two-sided, each with its own variance: S.-C. Chow, J. Shao, H. Wang, Sample
    Size Calculations in Clinical Research (2003), section 4.2.1. From 30 to 20 %: 291. Raises ValueError when
    both are alike.
    """
    if before == after:
        raise ValueError("no difference to be seen")
    normal = NormalDist()
    z = normal.inv_cdf((1 + level) / 2) + normal.inv_cdf(power)
    spread = before * (1 - before) + after * (1 - after)
    return ceil(z**2 * spread / (before - after) ** 2)
