"""Counted audit cases go nowhere a rate is made."""

import pickle

import pandas as pd
import pytest

from stunting.charts import classes, dua_angka, ranking, trend
from stunting.charts import map as kecamatan_map
from stunting.presenters import figures, sentences
from stunting.stats import intervals, rates, tiers
from stunting.stats.audit_counts import AuditColumn, AuditCounts, NotASample

CASES = AuditCounts(
    {
        "kode_kecamatan": ["a", "b"],
        "nama": ["Ara", "Beru"],
        "siklus": ["2026-S1", "2026-S1"],
        "pembilang": [3, 1],
        "penyebut": [5, 4],
    }
)
# What a hurried hand would do first: give the counts the columns of a rate.
DRAWN = CASES.assign(rasio=0.5, bawah=0.4, atas=0.6, tingkat="setara")
SAID = pd.Series({"subjek": "Kasus", "dasar": "yang diaudit", "nama": "x", "indikator": "x"})


def boundary_map(frame):
    scale = classes.classes([0.5], "x")
    return kecamatan_map.kecamatan_map(frame, {"features": []}, [], scale, height=10)


@pytest.mark.parametrize(
    "make",
    [
        lambda: rates.with_intervals(CASES),
        lambda: rates.with_rates(CASES),
        lambda: rates.district(CASES, "Kota X"),
        lambda: tiers.tiers(CASES),
        lambda: tiers.funnel_limits(0.5, CASES["penyebut"]),
        lambda: intervals.ratio(CASES["pembilang"], CASES["penyebut"]),
        lambda: intervals.wilson(CASES["pembilang"], CASES["penyebut"]),
        lambda: intervals.difference(CASES["pembilang"], CASES["penyebut"], [1, 1], [2, 2]),
        lambda: figures.by_kecamatan(CASES, hide_small=False, threshold=5),
        lambda: figures.over_time(CASES, "siklus", hide_small=True, threshold=5),
        lambda: sentences.rate(SAID, DRAWN.iloc[0]),
        lambda: classes.classes(DRAWN["rasio"], "x", "turun_baik"),
        lambda: trend.by_cycle(DRAWN, DRAWN, kelompok="balita"),
        lambda: trend.by_month(DRAWN, nama="x"),
        lambda: trend.small_multiples(DRAWN, DRAWN),
        lambda: dua_angka.two_figures(DRAWN, judul="x"),
        lambda: boundary_map(DRAWN),
        lambda: ranking.ordered_bar(DRAWN, DRAWN.iloc[0]),
        lambda: CASES["pembilang"] / CASES["penyebut"],
        lambda: 1 / CASES["penyebut"],
        lambda: CASES["pembilang"].div(5),
        lambda: CASES["pembilang"].mean(),
        lambda: CASES[["pembilang"]].mean(),
        lambda: CASES["nama"].value_counts(normalize=True),
    ],
)
def test_no_rate_is_made_of_them(make):
    with pytest.raises(NotASample, match="bukan sampel"):
        make()


@pytest.mark.parametrize(
    "same",
    [
        lambda frame: frame[frame["pembilang"] > 1],
        lambda frame: frame.sort_values("pembilang"),
        lambda frame: frame.assign(x=1),
        lambda frame: frame.groupby("nama")[["pembilang"]].sum(),
        lambda frame: frame.rename(columns={"nama": "n"}),
        lambda frame: frame.head(1),
        lambda frame: frame.merge(pd.DataFrame({"nama": ["Ara"], "y": [1]})),
        lambda frame: pickle.loads(pickle.dumps(frame)),
    ],
)
def test_what_is_made_of_them_stays_counted(same):
    made = same(CASES)
    assert isinstance(made, AuditCounts)
    assert isinstance(made.iloc[:, -1], AuditColumn)


def test_they_can_be_counted():
    assert CASES["pembilang"].sum() == 4
    assert CASES["nama"].value_counts()["Ara"] == 1
    assert int(CASES.groupby("nama")["pembilang"].sum()["Beru"]) == 1
