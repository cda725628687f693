"""Sentences are true of the figures they are made from, and claim no more than those allow."""

import pandas as pd
import pytest

from stunting.presenters import sentences
from stunting.stats import rates

NBSP = "\u00a0"
STUNTING = pd.Series({"subjek": "Balita 0-59 bulan stunting", "dasar": "yang diukur"})


def counted(pembilang: int | None, penyebut: int | None) -> pd.Series:
    rows = pd.DataFrame({"pembilang": [pembilang], "penyebut": [penyebut]}, dtype="Int64")
    return rates.with_intervals(rows).iloc[0]


def tiered(**tiers: str) -> pd.DataFrame:
    return pd.DataFrame({"nama": list(tiers), "tingkat": list(tiers.values())})


def test_a_rate_says_numerator_and_denominator_before_the_percentage_and_its_interval():
    assert sentences.rate(STUNTING, counted(412, 3120)) == (
        f"Balita 0-59 bulan stunting 412 dari 3.120 yang diukur (13,2{NBSP}%, 12,1–14,4)"
    )


def test_nobody_measured_is_not_zero_percent():
    assert sentences.rate(STUNTING, counted(0, 0)) == (
        "Balita 0-59 bulan stunting t.a. yang diukur (t.a., t.a.)"
    )


def test_more_measured_than_the_target_is_said_without_an_interval():
    assert f"120 dari 100 yang diukur (120,0{NBSP}%, t.a.)" in sentences.rate(
        STUNTING, counted(120, 100)
    )


def test_a_counted_zero_is_zero():
    assert f"0 dari 40 yang diukur (0,0{NBSP}%" in sentences.rate(STUNTING, counted(0, 40))


def test_tiers_name_what_differs_and_count_what_does_not():
    frame = tiered(
        Ngoro="lebih_tinggi",
        Sooko="lebih_rendah",
        Pacet="setara",
        Trowulan="setara",
        Kutorejo="tidak_ada_data",
    )
    assert sentences.tiers(frame, "kabupaten") == (
        "Ngoro lebih tinggi dari kabupaten, Sooko lebih rendah, 2 kecamatan setara, "
        "1 kecamatan tidak ada data"
    )


def test_alike_is_said_to_be_undecided_not_equal():
    assert sentences.tiers(tiered(A="setara", B="setara"), "kota") == (
        "2 kecamatan setara (selisih belum meyakinkan)"
    )


def test_more_than_three_names_become_a_number():
    frame = tiered(**{name: "lebih_tinggi" for name in "ABCD"})
    assert sentences.tiers(frame, "kota") == "4 kecamatan lebih tinggi dari kota"


def test_hidden_kecamatan_are_counted_in_no_tier_but_are_not_forgotten():
    frame = tiered(A="setara", B="disembunyikan", C="disembunyikan")
    said = sentences.tiers(frame, "kota")
    assert said.startswith("1 kecamatan setara")
    assert "2 disembunyikan" in said
    assert "disembunyikan" in sentences.tiers(tiered(B="disembunyikan"), "kota")


@pytest.mark.parametrize(
    ("tingkat", "said"),
    [
        ("lebih_tinggi", "lebih tinggi dari kota"),
        ("lebih_rendah", "lebih rendah dari kota"),
        ("setara", "setara dengan kota (selisih belum meyakinkan)"),
        ("tidak_ada_data", "tidak dapat dibandingkan"),
        ("disembunyikan", "tidak dapat dibandingkan"),
    ],
)
def test_one_kecamatan_against_its_district(tingkat, said):
    assert sentences.against_district(tingkat, "kota") == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        # 15,0 % to 14,0 % of 500: the interval of the difference holds 0
        ((70, 500), (75, 500), f"belum berbeda dari siklus lalu (15,0{NBSP}%)"),
        # the same ratios of 50,000: it does not
        ((7000, 50000), (7500, 50000), f"turun dari 15,0{NBSP}% (siklus lalu)"),
        ((7500, 50000), (7000, 50000), f"naik dari 14,0{NBSP}% (siklus lalu)"),
        ((70, 500), (70, 500), f"belum berbeda dari siklus lalu (14,0{NBSP}%)"),
    ],
)
def test_a_difference_is_claimed_only_when_its_interval_does_not_hold_zero(now, before, said):
    assert sentences.change(now, before) == said


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ((70, 500), (None, None)),  # hidden or no such cycle
        ((70, 500), (pd.NA, pd.NA)),
        ((70, 500), (0, 0)),  # nobody measured then
        ((0, 0), (70, 500)),
        ((None, None), (70, 500)),
    ],
)
def test_without_two_figures_there_is_no_comparison(now, before):
    assert sentences.change(now, before) == "tidak ada pembanding"


def test_comparing_many_areas_asks_for_more():
    now, before = (210, 1500), (255, 1500)
    assert sentences.change(now, before).startswith("turun")
    assert sentences.change(now, before, level=1 - 0.05 / 18).startswith("belum berbeda")


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((400, 1000), (780, 1000), "turun dari 78"),
        ((780, 1000), (400, 1000), "naik dari 40"),
        ((700, 1000), (780, 1000), ""),  # eight points
        ((700, 1000), (None, None), ""),
        ((700, 1000), (0, 0), ""),
    ],
)
def test_a_changed_coverage_is_a_caution(now, before, said):
    found = sentences.coverage_caution(now, before)
    assert bool(found) == bool(said)
    assert said in found


def test_few_children_make_no_change_of_coverage():
    assert sentences.coverage_caution((30, 40), (36, 40)) == ""  # 75 and 90 %, of forty


def test_two_points_are_never_called_a_trend():
    said = [
        sentences.change((7000, 50000), (7500, 50000)),
        sentences.coverage_caution((400, 1000), (780, 1000)),
        sentences.tiers(tiered(A="lebih_tinggi"), "kota"),
    ]
    assert not any("tren" in each.lower() for each in said)


@pytest.mark.parametrize(
    ("kabkota", "word"), [("Kota Pekalongan", "kota"), ("Kabupaten Mojokerto", "kabupaten")]
)
def test_the_word_for_the_district(kabkota, word):
    assert sentences.district_word(kabkota) == word
