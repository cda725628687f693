"""Counts of an answer as a page may use them: with intervals, and without small cells on a projector."""

import pandas as pd

from stunting.presenters import figures
from stunting.stats import rates

ROWS = pd.DataFrame(
    {
        "kode_kecamatan": ["a", "b", "c", "d", "e"],
        "nama": ["Ara", "Beru", "Cemara", "Damar", "Elo"],
        "pembilang": [
            100,
            60,
            3,
            0,
            None,
        ],  # 3 is a small cell, 0 a counted zero, None not measured
        "penyebut": [500, 400, 90, 80, None],
    }
).astype({"pembilang": "Int64", "penyebut": "Int64"})


def shown(frame: pd.DataFrame) -> dict[str, object]:
    return dict(zip(frame["nama"], frame["pembilang"], strict=True))


def test_kecamatan_in_mode_kerja_keep_every_count():
    frame = figures.by_kecamatan(ROWS, hide_small=False, threshold=5)
    assert frame["pembilang"].tolist()[:4] == [100, 60, 3, 0]
    assert frame["tingkat"].tolist()[4] == "tidak_ada_data"


def test_kecamatan_in_mode_tayang_hide_the_small_cell_and_one_that_shields_it():
    frame = figures.by_kecamatan(ROWS, hide_small=True, threshold=5)
    hidden = frame[frame["tingkat"] == "disembunyikan"]
    assert "Cemara" in set(hidden["nama"])
    assert len(hidden) >= 2  # the district's total stands beside them
    assert hidden[["pembilang", "penyebut", "rasio", "bawah", "atas"]].isna().all(axis=None)
    left = frame[frame["tingkat"] != "disembunyikan"]
    assert left.loc[left["nama"] == "Ara", "pembilang"].item() == 100


def test_desa_of_a_kecamatan_hide_the_same_way():
    frame = figures.by_desa(ROWS, hide_small=True, threshold=5)
    assert frame.set_index("nama")["disembunyikan"]["Cemara"]
    assert not frame.set_index("nama")["disembunyikan"]["Elo"]
    assert figures.by_desa(ROWS, hide_small=False, threshold=5)["pembilang"].tolist()[2] == 3


def test_over_time_each_cycle_is_protected_by_itself():
    rows = pd.DataFrame(
        {
            "kode_kecamatan": ["a", "b", "c"] * 2,
            "siklus": ["2025-S2"] * 3 + ["2026-S1"] * 3,
            "pembilang": [50, 60, 3, 50, 60, 30],  # small in the first cycle only
            "penyebut": [200, 300, 90, 200, 300, 90],
        }
    )
    frame = figures.over_time(rows, "siklus", hide_small=True, threshold=5)
    by = frame.groupby("siklus")["disembunyikan"].sum()
    assert by["2025-S2"] >= 2
    assert by["2026-S1"] == 0
    assert (
        not figures.over_time(rows, "siklus", hide_small=False, threshold=5)["pembilang"]
        .isna()
        .any()
    )


def test_a_small_district_is_hidden_as_a_whole():
    small = rates.district(ROWS[ROWS["nama"] == "Cemara"], "Kota Pekalongan", "33.75")
    hidden = figures.whole(small, hide_small=True, threshold=5)
    assert hidden["nama"] == "Kota Pekalongan"
    assert hidden[["pembilang", "penyebut", "rasio", "bawah", "atas"]].isna().all()
    assert figures.whole(small, hide_small=False, threshold=5)["pembilang"] == 3
    assert (
        figures.whole(rates.district(ROWS, "x"), hide_small=True, threshold=5)["pembilang"] == 163
    )


def test_pair_and_pick():
    rows = pd.DataFrame(
        {"kode": ["a"], "pembilang": [3], "penyebut": [9], "pembilang_sebelum": [2]}
    )
    rows["penyebut_sebelum"] = 8
    row = figures.pick(rows, kode="a")
    assert figures.pair(row) == (3, 9)
    assert figures.pair(row, "_sebelum") == (2, 8)
    assert figures.pick(rows, kode="b") is None
    assert figures.pair(None) == (None, None)
