"""Tren: one indicator by cycle, by month and per kecamatan, with claims the figures bear."""

import pytest

from stunting import bahasa, db
from stunting.imports.fields import KELOMPOK
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/tren.py"
MOJOKERTO, PEKALONGAN = "Kabupaten Mojokerto", "Kota Pekalongan"
VIEWS = ("Per siklus", "Per bulan", "Per kecamatan")


def series(folder, indikator: str, kode: str, kabkota: str = story.MOJOKERTO):
    rows = db.ask(folder, "indikator_per_siklus", {"kode_kabkota": kabkota, "indikator": indikator})
    return rows[rows["kode"] == kode].set_index("siklus")


@pytest.mark.parametrize(
    ("kecamatan", "kode", "said"),
    [
        ("Ngoro", story.KEC_MEMBURUK, "naik dari"),
        ("Trawas", story.KEC_KECIL, "belum berbeda dari semester sama setahun lalu"),
    ],
)
def test_the_sentence_tells_the_story_with_the_figures_of_the_store(
    sample_store, kecamatan, kode, said
):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan=kecamatan)
    row = series(sample_store, "stunting_balita", kode).loc[story.SIKLUS_KINI]
    assert bahasa.n_dari(row["pembilang"], row["penyebut"]) in screens.heading(at)
    assert said in screens.heading(at)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kelompok", KELOMPOK.values())
def test_each_indicator_in_each_view(sample_store, view, kelompok):
    at = screens.open_page(PAGE, wilayah=PEKALONGAN, kelompok=kelompok, tampilan=view)
    options = at.selectbox(key="indikator").options
    for option in (options[0], options[-1]):
        at.selectbox(key="indikator").select(option).run()
        screens.sound(at)
        assert at.segmented_control(key="tampilan").value == view
        # some indicators exist by cycle only, and few persons a month make no picture
        assert at.info or screens.chart(at, f"tren_{view}").alt
        assert not at.info or view == "Per bulan"
        assert screens.english(screens.readable(at)) == []


def test_the_table_has_every_cycle_newest_first(sample_store):
    table = screens.table(screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Pacet"))
    rows = series(sample_store, "stunting_balita", story.KEC_MEMBAIK)
    assert table["Siklus"].tolist() == list(reversed(story.SIKLUS))
    assert table["Jumlah"].tolist() == rows["pembilang"].tolist()[::-1]
    assert table["Dari"].tolist() == rows["penyebut"].tolist()[::-1]


def texts(at, key: str) -> str:
    found = screens._texts(screens.spec(at, key), ("text", "name", "hovertemplate", "customdata"))
    return "\n".join(found)


def test_targets_and_surveys_stand_beside_balita_only(sample_store):
    balita = texts(screens.open_page(PAGE, wilayah=PEKALONGAN), "tren_Per siklus")
    assert "arget" in balita
    assert "SSGI" in balita
    baduta = screens.open_page(PAGE, wilayah=PEKALONGAN, kelompok="Baduta 0-23 bulan")
    assert "SSGI" not in texts(baduta, "tren_Per siklus")


def test_enough_cycles_need_no_caution_and_two_figures_are_no_trend(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    assert not at.warning  # seven cycles
    assert "tren" not in screens.heading(at).lower()


def test_small_points_are_hidden_on_a_projector(sample_store):
    choices = {"wilayah": MOJOKERTO, "kelompok": "Ibu hamil", "kecamatan": "Trawas"}
    at = screens.open_page(PAGE, **choices)
    table = screens.table(at)
    assert not table["Jumlah"].dropna().between(1, 4).any()
    truth = series(sample_store, "anemia_bumil", story.KEC_KECIL)
    assert truth["pembilang"].between(1, 4).any()
    at.segmented_control(key="tampilan").set_value("Per bulan").run()
    screens.sound(at)


def test_a_whole_district_with_few_is_hidden_too(sample_store):
    """Nothing of 1 to 4 is printed, not even for all of a district."""
    for kelompok in KELOMPOK.values():
        at = screens.open_page(PAGE, wilayah=PEKALONGAN, kelompok=kelompok)
        for option in at.selectbox(key="indikator").options:
            at.selectbox(key="indikator").select(option).run()
            shown = screens.table(at)["Jumlah"].dropna()
            assert not shown.between(1, 4).any(), option
