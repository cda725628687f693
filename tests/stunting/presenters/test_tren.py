"""Tren: comparisons with the cycle before and the year before; a trend only from five points on."""

import pandas as pd
import pytest

from stunting import siklus as siklus_of
from stunting.presenters import tren
from stunting.stats import rates

STUNTING = pd.Series(
    {
        "subjek": "Balita 0-59 bulan stunting",
        "dasar": "yang diukur",
        "pembilang": "balita dengan TB/U di bawah -2 SD",
        "penyebut": "balita yang diukur",
    }
)
NBSP = "\u00a0"


def series(**counts: tuple[int | None, int | None]) -> pd.DataFrame:
    """``s2025_1=(30, 200)`` is the cycle 2025-S1."""
    rows = pd.DataFrame(
        [(name[1:5] + "-S" + name[-1], *pair) for name, pair in counts.items()],
        columns=["siklus", "pembilang", "penyebut"],
    ).astype({"pembilang": "Int64", "penyebut": "Int64"})
    return rates.with_intervals(rows)


def test_the_headline_compares_with_the_cycle_before_and_the_same_semester():
    rows = series(s2025_1=(900, 3000), s2025_2=(540, 3000), s2026_1=(412, 3120))
    assert tren.headline(
        STUNTING, rows, "2026-S1", "Kecamatan Pacet, Kabupaten Mojokerto", kecamatan=4
    ) == (
        "Kecamatan Pacet, Kabupaten Mojokerto, Semester I 2026: "
        f"Balita 0-59 bulan stunting 412 dari 3.120 yang diukur (13,2{NBSP}%, 12,1–14,4); "
        f"turun dari 18,0{NBSP}% (siklus lalu); turun dari 30,0{NBSP}% (semester sama setahun lalu)."
    )


def test_the_first_cycle_is_named_only_when_the_difference_holds():
    steady = {"s2025_1": (63, 375), "s2025_2": (57, 375), "s2026_1": (63, 375)}
    said = tren.headline(
        STUNTING, series(s2023_1=(136, 400), **steady), "2026-S1", "Pacet", kecamatan=4
    )
    assert said.endswith(f"; turun dari 34,0{NBSP}% (Semester I 2023).")
    same = tren.headline(
        STUNTING, series(s2023_1=(70, 400), **steady), "2026-S1", "Pacet", kecamatan=4
    )
    assert "2023" not in same
    # the first cycle is the one a year before, already named
    only = tren.headline(
        STUNTING, series(**{**steady, "s2025_1": (136, 400)}), "2026-S1", "Pacet", kecamatan=4
    )
    assert only.count("34,0") == 1


def test_figures_of_different_rules_are_not_compared():
    rows = series(s2025_1=(280, 300), s2025_2=(282, 300), s2026_1=(222, 300))
    rows["aturan"] = ["ttd_bumil=90.0", "ttd_bumil=90.0", "ttd_bumil=180.0"]
    said = tren.headline(STUNTING, rows, "2026-S1", "Kota Pekalongan", kecamatan=4)
    assert "turun" not in said
    assert said.count("menurut aturan lama, tidak dibandingkan") == 2
    same = tren.headline(
        STUNTING, rows.assign(aturan=None), "2026-S1", "Kota Pekalongan", kecamatan=4
    )
    assert same.count("turun") == 2


def test_a_difference_that_is_not_sure_is_called_so():
    rows = series(s2025_2=(75, 500), s2026_1=(70, 500))
    said = tren.headline(STUNTING, rows, "2026-S1", "Kota Pekalongan", kecamatan=4)
    assert f"belum berbeda dari siklus lalu (15,0{NBSP}%); tidak ada pembanding." in said


@pytest.mark.parametrize(
    "rows",
    [
        series(s2025_2=(75, 500)),  # the chosen cycle is not there
        series(s2025_2=(75, 500), s2026_1=(None, None)),  # not reported
        series(s2025_2=(75, 500), s2026_1=(0, 0)),  # nobody measured
    ],
)
def test_a_cycle_without_data_says_so(rows):
    assert tren.headline(STUNTING, rows, "2026-S1", "Kota Pekalongan", kecamatan=4) == (
        "Balita 0-59 bulan stunting di Kota Pekalongan: belum ada data pada Semester I 2026."
    )


def test_a_hidden_cycle_is_not_called_missing():
    rows = series(s2026_1=(None, None)).assign(disembunyikan=True)
    assert tren.headline(STUNTING, rows, "2026-S1", "Kota Pekalongan", kecamatan=4) == (
        "Balita 0-59 bulan stunting di Kota Pekalongan, Semester I 2026: disembunyikan (angka kecil)."
    )


def test_the_word_trend_needs_five_points():
    two = series(s2025_2=(75, 500), s2026_1=(70, 500))
    assert (
        "tren"
        not in tren.headline(STUNTING, two, "2026-S1", "Kota Pekalongan", kecamatan=4).lower()
    )
    assert tren.caution(two).startswith("Baru 2 siklus: belum cukup titik untuk menyebut tren")
    with_gap = series(
        s2024_1=(1, 9), s2024_2=(None, None), s2025_1=(1, 9), s2025_2=(1, 9), s2026_1=(1, 9)
    )
    assert tren.caution(with_gap).startswith("Baru 4 siklus")
    assert tren.caution(with_gap.fillna({"pembilang": 1, "penyebut": 9})) == ""


@pytest.mark.parametrize(
    ("siklus", "before"), [("2026-S1", "2025-S2"), ("2025-S2", "2025-S1"), ("2023-S1", "2022-S2")]
)
def test_the_cycle_before(siklus, before):
    assert siklus_of.previous(siklus) == before


def test_a_year_in_which_surveys_disagree_is_not_drawn():
    surveys = pd.DataFrame({"tahun": [2022, 2023, 2024], "nilai": [23.1, None, 16.0]})
    assert tren.survey_points(surveys)["tahun"].tolist() == [2022, 2024]


def months(sumber: str, *numbers: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kode": "33.75",
            "bulan": [pd.Timestamp(2026, month, 1) for month in numbers],
            "sumber": sumber,
            "pembilang": 10,
            "penyebut": 100 if sumber == "perorangan" else 200,
        }
    )


@pytest.mark.parametrize(
    ("own", "reported", "sumber"),
    [
        ((2, 3, 4), (1, 2, 3, 4, 5), "perorangan"),  # at least half of the reported months
        ((2,), (1, 2, 3, 4, 5), "agregat"),
        ((2,), (), "perorangan"),
        ((), (1,), "agregat"),
    ],
)
def test_sources_are_never_mixed_in_one_line(own, reported, sumber):
    rows = pd.concat([months("perorangan", *own), months("agregat", *reported)])
    found = tren.monthly(rows, "33.75")
    assert set(found["sumber"]) == {sumber}
    assert found["rasio"].notna().all()


def test_no_month_is_an_empty_series():
    assert tren.monthly(months("agregat"), "33.75").empty


NO_CYCLE = pd.DataFrame(columns=["kode", "siklus", "pembilang", "penyebut"])


def test_small_months_become_gaps_in_mode_tayang():
    rows = tren.monthly(months("agregat", 1, 2, 3), "33.75").assign(pembilang=[10, 3, 0])
    shown = tren.without_small(rows, NO_CYCLE, "33.75", 5)
    assert shown["pembilang"].isna().tolist() == [False, True, False]  # 3 is small, 0 is counted
    assert shown["rasio"].isna().tolist() == [False, True, False]


def test_a_month_with_few_persons_is_a_gap_in_the_picture_and_the_note_says_so():
    rows = tren.monthly(months("agregat", 1, 2), "33.75").assign(penyebut=[200, 19])
    assert tren.readable(rows)["rasio"].isna().tolist() == [False, True]
    assert "kurang dari 20 orang" in tren.month_note(rows)
    assert tren.month_note(rows).startswith("Deret bulanan dari laporan agregat bulanan")
    assert "data perorangan" in tren.month_note(months("perorangan", 1))


def test_the_table_has_the_newest_cycle_first_and_the_district_beside():
    area = series(s2025_2=(30, 100), s2026_1=(None, None))
    district = series(s2025_2=(300, 1200), s2026_1=(280, 1200))
    table = tren.as_table(area, district)
    assert list(table.columns) == list(tren.LABELS)
    assert table["siklus"].tolist() == ["2026-S1", "2025-S2"]
    assert table["rentang"].tolist() == ["t.a.", "21,9–39,6"]
    assert table["rasio_kabkota"].round(3).tolist() == [0.233, 0.25]
