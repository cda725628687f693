"""1000 HPK in words: of those of whom there is news, and how many there is none of."""

import pandas as pd
import pytest

from stunting import bahasa
from stunting.charts import hulu as picture
from stunting.presenters import hulu

NAMES = pd.Series({"99.01.01": "Ara", "99.01.02": "Beru"}).rename_axis("kode_kecamatan")
ROWS = pd.DataFrame(
    [
        ("99.01.01", "catin_pulih", 20, 6, 8, 6),
        ("99.01.02", "catin_pulih", 10, 5, 5, 0),
        ("99.01.01", "bumil_pulih", 12, 3, 5, 4),
        ("99.01.02", "krs_lepas", 40, 0, 0, 40),
    ],
    columns=["kode_kecamatan", "langkah", "jumlah", "teratasi", "belum", "tanpa_kabar"],
)
OPEN, CLOSED = ({"hide_small": False, "threshold": 5}, {"hide_small": True, "threshold": 5})


def spoken(text: str) -> str:
    return text.replace(bahasa.NBSP, " ")


def test_the_sentence_counts_those_with_news_and_names_the_rest():
    assert spoken(hulu.headline(hulu.steps(ROWS, None, **OPEN), "Kota X")) == (
        "Kota X, teratasi dari yang berisiko siklus lalu: calon pengantin 11 dari 24 dan ibu hamil 3 dari 8; "
        "50 belum ada kabarnya."
    )


def test_a_step_with_a_state_of_a_few_is_not_split_on_a_projector():
    table = hulu.steps(ROWS, None, **CLOSED).set_index("langkah")
    assert table["disembunyikan"].to_dict() == {
        "catin_pulih": False,
        "bumil_pulih": True,  # 3 recovered, 4 without news
        "lahir_sehat": False,
        "baduta_2t": False,
        "krs_lepas": False,
    }
    assert table.loc["bumil_pulih", "jumlah"] == 12
    assert "ibu hamil" not in hulu.headline(hulu.steps(ROWS, None, **CLOSED), "Kota X")
    alt = picture.describe(hulu.steps(ROWS, None, **CLOSED), "Kota X")
    assert "Ibu hamil: disembunyikan." in alt


def test_key_figures_say_nobody_no_news_and_hidden_differently():
    figures = hulu.key_figures(hulu.steps(ROWS, None, **CLOSED))
    assert [each.value for each in figures] == ["11 dari 24", "t.a.", "t.a.", "t.a.", "t.a."]
    assert spoken(figures[0].counts) == "pulih sebelum hamil (46 %; 28–65)"
    assert "disembunyikan" in figures[1].counts
    assert figures[2].counts == "tidak ada ibu hamil berisiko siklus lalu"
    assert figures[4].change == "40 dari 40 belum ada kabar"


@pytest.mark.parametrize(("hide", "first"), [(OPEN, "6 dari 14"), (CLOSED, "6 dari 14")])
def test_kecamatan_of_one_step(hide, first):
    frame = hulu.by_kecamatan(ROWS, "catin_pulih", NAMES, **hide)
    assert frame["angka"].tolist() == [first, "5 dari 10"]
    small = hulu.by_kecamatan(ROWS, "bumil_pulih", NAMES, **CLOSED)
    assert small["angka"].tolist() == ["disembunyikan (angka kecil)", "tidak ada"]
