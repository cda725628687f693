"""Recorded and surveyed figures side by side: neither is corrected, both are said."""

import pandas as pd
import pytest

from stunting import bahasa
from stunting.charts import dua_angka as picture
from stunting.presenters import dua_angka


def spoken(text: str) -> str:
    return text.replace(bahasa.NBSP, " ")


SHOW = {"hide_small": False, "threshold": 5}
METHOD = {"umur": "balita 0-59 bulan", "cara": "sampel rumah tangga", "keyakinan": "A"}


def cycles(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["siklus", "pembilang", "penyebut"])
    return frame.astype({"pembilang": "Int64", "penyebut": "Int64"})


def surveys(*rows: tuple[int, str, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["tahun", "survei", "nilai"])
    return frame.assign(sumber="sumber berselisih", **METHOD)


STUNTING = cycles(
    ("2023-S2", 60, 300),
    ("2024-S1", 70, 310),  # not shown: the same year has a later cycle
    ("2024-S2", 90, 450),
    ("2025-S1", None, None),  # nobody measured
)
COVERAGE = cycles(("2023-S2", 300, 400), ("2024-S1", 310, 400), ("2024-S2", 460, 600))
SURVEYS = surveys((2022, "SSGI", 23.1), (2023, "SKI", None), (2024, "SSGI", 25.0))


@pytest.fixture
def frame():
    return dua_angka.compare(STUNTING, COVERAGE, SURVEYS, **SHOW)


def test_one_row_per_year_with_the_last_measured_cycle(frame):
    assert frame["tahun"].tolist() == [2022, 2023, 2024]
    assert frame["siklus"].tolist()[1:] == ["2023-S2", "2024-S2"]
    assert frame["penyebut"].tolist()[1:] == [300, 450]
    assert frame["nilai"].tolist()[2] == 0.25


@pytest.mark.parametrize(
    ("siklus", "year"), [("2026-S1", 2024), ("2024-S1", 2024), ("2023-S2", None)]
)
def test_the_latest_year_with_both_figures_is_compared(frame, siklus, year):
    row = dua_angka.chosen(frame, siklus)  # 2023 has no surveyed figure, 2022 none recorded
    assert (None if row is None else row["tahun"]) == year


def test_what_the_unmeasured_would_have_to_be(frame):
    row = frame.iloc[2]
    # 25 % of 600 children are 150; 90 are recorded among 450; the other 60 would be among 150: 40 %
    assert dua_angka.needed(row) == (pytest.approx(0.40), 150)
    assert (
        spoken(dua_angka.explained(row))
        == "keduanya sama bila 40 % dari 150 balita yang tidak terukur stunting"
    )


@pytest.mark.parametrize(
    ("nilai", "said"),
    [
        (
            0.10,
            "selisih itu tidak dapat berasal dari 150 balita yang tidak terukur saja",
        ),  # 60 < 90
        (
            0.45,
            "selisih itu tidak dapat berasal dari 150 balita yang tidak terukur saja",
        ),  # 270 > 240
        (0.40, "keduanya sama bila 100 % dari 150 balita yang tidak terukur stunting"),
        (0.15, "keduanya sama bila 0 % dari 150 balita yang tidak terukur stunting"),
    ],
)
def test_what_they_cannot_explain_is_said(frame, nilai, said):
    assert spoken(dua_angka.explained(frame.iloc[2].replace(0.25, nilai))) == said


def test_without_a_target_nothing_is_guessed(frame):
    row = pd.Series({**frame.iloc[2], "sasaran": pd.NA})
    assert "belum diketahui" in dua_angka.explained(row)
    assert "sasaran" not in dua_angka.paragraph(row, "Kota X")


def test_the_sentence(frame):
    assert spoken(dua_angka.headline(frame.iloc[2], frame, "Kota X")) == (
        "Stunting balita 0-59 bulan Kota X 2024: 20,0 % dari 450 yang diukur menurut e-PPGBM, 25,0 % menurut "
        "SSGI. Catatan kita 5,0 poin persen lebih rendah; keduanya sama bila 40 % dari 150 balita yang "
        "tidak terukur stunting."
    )
    within = frame.iloc[2].replace(0.25, 0.21)
    assert dua_angka.headline(within, frame, "Kota X").endswith(
        "Angka survei berada di dalam selang kepercayaan catatan kita."
    )
    assert "belum ada tahun" in dua_angka.headline(None, frame, "Kota X")


def test_a_question_mark_stays_one(frame):
    table = dua_angka.as_table(frame).set_index("tahun")
    assert table.loc["2023", "angka_survei"] == "?"
    assert table.loc["2023", "selisih"] == "t.a."
    assert dua_angka.disputed(frame) == "Angka SKI 2023 ditulis ?: sumber berselisih."
    drawn = picture.two_figures(frame, judul="x")
    assert [list(each.text or []) for each in drawn.data][-1] == ["?"]
    assert "SKI ?" in picture.describe(frame)


def test_a_district_of_few_is_not_shown_on_a_projector():
    few = dua_angka.compare(
        cycles(("2024-S2", 3, 40)), COVERAGE, SURVEYS, hide_small=True, threshold=5
    )
    assert few["rasio"].notna().sum() == 0
    assert dua_angka.chosen(few, "2026-S1") is None
