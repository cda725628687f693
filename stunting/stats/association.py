"""Prevalence ratios: how much more often something occurs with a factor than without it."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd

from stunting.stats.intervals import as_float

LEVEL = 0.95


def prevalence_ratios(rows: pd.DataFrame, *, level: float = LEVEL) -> pd.DataFrame:
    """A copy with rasio_prevalensi, bawah, atas, berbeda.

    ``rows``: terpapar, terpapar_stunting, tidak, tidak_stunting (counts). An association, not a cause. The
    interval is that of the log ratio (D. Katz et al., "Obtaining confidence intervals for the risk ratio in
    cohort studies", Biometrics 34 (1978) 469-474); NaN where a group is empty or nobody in it is affected.
    ``berbeda``: the interval, made wider for the number of factors looked at (Bonferroni), does not hold 1.
    """
    hit, with_it = as_float(rows["terpapar_stunting"]), as_float(rows["terpapar"])
    other, without = as_float(rows["tidak_stunting"]), as_float(rows["tidak"])
    known = (hit > 0) & (other > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(known, (hit / with_it) / (other / without), np.nan)
        spread = np.sqrt(1 / hit - 1 / with_it + 1 / other - 1 / without)
    tested = max(1, int(np.isfinite(ratio).sum()))
    z = NormalDist().inv_cdf(1 - (1 - level) / 2)
    strict = NormalDist().inv_cdf(1 - (1 - level) / 2 / tested)
    apart = np.abs(np.log(np.where(known, ratio, 1))) > strict * np.where(known, spread, np.inf)
    return rows.assign(
        rasio_prevalensi=ratio,
        bawah=ratio * np.exp(-z * spread),
        atas=ratio * np.exp(z * spread),
        berbeda=apart,
    )
