"""Prevalence ratios: a worked example, what cannot be computed, how often nothing is taken for something."""

import numpy as np
import pandas as pd
import pytest

from stunting.stats.association import prevalence_ratios
from stunting.stats.audit_counts import AuditCounts, NotASample


def rows(*given: tuple[int, int, int, int]) -> pd.DataFrame:
    names = ["terpapar_stunting", "terpapar", "tidak_stunting", "tidak"]
    return pd.DataFrame(given, columns=names).astype("Int64")


def test_a_worked_example():
    """Katz: 36 of 120 with, 20 of 130 without: RR 1.95; se of the log 0.2485; 1.20 to 3.17."""
    found = prevalence_ratios(rows((36, 120, 20, 130))).iloc[0]
    assert found["rasio_prevalensi"] == pytest.approx(1.95)
    assert found["bawah"] == pytest.approx(1.95 * np.exp(-1.959964 * 0.248500), rel=1e-3)
    assert found["atas"] == pytest.approx(1.95 * np.exp(1.959964 * 0.248500), rel=1e-3)
    assert found["berbeda"]


def test_without_cases_or_people_there_is_no_ratio_and_no_claim():
    found = prevalence_ratios(rows((0, 10, 5, 10), (5, 10, 0, 10), (0, 0, 5, 10)))
    assert found["rasio_prevalensi"].isna().all()
    assert not found["berbeda"].any()


def test_hidden_cells_stay_hidden():
    given = rows((36, 120, 20, 130))
    given.loc[0, :] = pd.NA
    found = prevalence_ratios(given)
    assert found[["rasio_prevalensi", "bawah", "atas"]].isna().all(axis=None)


def test_where_nothing_goes_together_seven_factors_rarely_claim_something():
    """Seven factors without any effect, 1,500 districts: at most about 5 in 100 may claim one."""
    rng = np.random.default_rng(7)
    false = 0
    for _ in range(1500):
        with_it, without = rng.integers(60, 400, 7), rng.integers(400, 1600, 7)
        hit, other = rng.binomial(with_it, 0.18), rng.binomial(without, 0.18)
        table = rows(*zip(hit, with_it, other, without, strict=True))
        false += bool(prevalence_ratios(table)["berbeda"].any())
    assert false / 1500 < 0.07


def test_chosen_cases_are_refused():
    with pytest.raises(NotASample):
        prevalence_ratios(AuditCounts(rows((3, 4, 1, 2))))
