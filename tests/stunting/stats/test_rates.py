import numpy as np
import pandas as pd
import pytest

from stunting.stats.rates import district, with_intervals, with_rates


@pytest.fixture
def frame():
    return pd.DataFrame(
        {
            "kode_kecamatan": ["a", "b", "c", "d"],
            "nama": ["A", "B", "C", "D"],
            "pembilang": pd.array([81, 0, None, 10], dtype="Int64"),
            "penyebut": pd.array([263, 0, 50, 80], dtype="Int64"),
        }
    )


def test_ratio_interval_and_tier(frame):
    result = with_rates(frame)
    assert result.loc[0, "rasio"] == pytest.approx(81 / 263)
    assert result.loc[0, ["bawah", "atas"]].tolist() == pytest.approx([0.2553, 0.3662], abs=5e-5)
    assert result["tingkat"].tolist()[1:3] == ["tidak_ada_data", "tidak_ada_data"]
    assert np.isnan(result.loc[[1, 2], ["rasio", "bawah", "atas"]].to_numpy()).all()


def test_the_given_frame_is_not_changed(frame):
    before = frame.copy()
    with_rates(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert "tingkat" not in with_intervals(frame)


def test_district_is_sum_over_sum_of_what_was_measured(frame):
    row = district(frame, "Kota Contoh", "99.99")
    # the 50 of C are not in the denominator: its numerator is not known
    assert (row["pembilang"], row["penyebut"]) == (91, 343)
    assert row["rasio"] == pytest.approx(91 / 343)  # not the mean of 31 % and 12.5 %
    assert row["nama"] == "Kota Contoh"


def test_district_without_any_data(frame):
    row = district(frame.iloc[[1]], "Kota Contoh")
    assert row["penyebut"] == 0
    assert np.isnan(row["rasio"])
