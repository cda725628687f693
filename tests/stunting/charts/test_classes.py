import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting import theme
from stunting.bahasa import NBSP
from stunting.charts.classes import classes
from stunting.stats import rates


def test_stunting_uses_the_bands_of_who_whatever_the_values():
    for values in ([0.12, 0.13], [0.01, 0.45], []):
        result = classes(values, "stunting_balita")
        assert result.cuts == (0.025, 0.10, 0.20, 0.30)
    assert [result.index(x) for x in (0.0249, 0.025, 0.0999, 0.10, 0.30)] == [0, 1, 1, 2, 4]
    assert result.labels() == [
        f"di bawah 2,5{NBSP}%",
        f"2,5–10{NBSP}%",
        f"10–20{NBSP}%",
        f"20–30{NBSP}%",
        f"30{NBSP}% atau lebih",
    ]


@pytest.mark.parametrize(
    ("values", "cuts"),
    [
        ([0.52, 0.61, float("nan"), 0.70], (0.55, 0.60, 0.65, 0.70)),
        ([0.123, 0.151], (0.13, 0.14, 0.15)),
        ([0.05, 0.31], (0.1, 0.2, 0.3)),
        ([], (0.25, 0.5, 0.75, 1.0)),
        ([0.0, 0.0], (0.005,)),
        ([1.0, 1.0], (1.0,)),
    ],
)
def test_others_get_even_round_steps(values, cuts):
    assert classes(values, "ttd_bumil").cuts == cuts


@given(st.lists(st.floats(0, 1), max_size=40))
def test_every_value_has_a_class_with_its_own_colour(values):
    result = classes(values, "anemia_bumil")
    assert 2 <= len(result.labels()) == len(result.colours()) <= 5
    assert len(set(result.colours())) == len(result.colours())
    assert list(result.cuts) == sorted(set(result.cuts))
    for value in values:
        i = result.index(value)
        assert (result.cuts[i - 1] if i else -1) <= value
        assert value < (result.cuts[i] if i < len(result.cuts) else 2)


def test_more_is_better_has_another_hue():
    burden = classes([0.1, 0.9], "anemia_bumil")
    coverage = classes([0.1, 0.9], "anc_bumil", "naik_baik")
    assert burden.cuts == coverage.cuts
    assert not set(burden.colours()) & set(coverage.colours())
    assert coverage.colours()[-1] == theme.SEQUENCE["naik_baik"][-1]


def test_a_colour_is_uncertain_when_its_interval_reaches_over_three_classes():
    few, many = rates.with_intervals(
        pd.DataFrame({"pembilang": [8, 80], "penyebut": [43, 430]})
    ).itertuples()
    stunting = classes([], "stunting_balita")
    assert stunting.uncertain([few.bawah], [few.atas]).tolist() == [True]  # 9,7 to 32,6
    assert stunting.uncertain([many.bawah], [many.atas]).tolist() == [False]  # 15,2 to 22,6
    assert stunting.uncertain([float("nan")], [float("nan")]).tolist() == [False]
    # where little is usual, a short interval already reaches far
    assert classes([], "wasting_balita").uncertain([0.03], [0.11]).tolist() == [True]
    assert stunting.uncertain([0.03], [0.11]).tolist() == [False]
