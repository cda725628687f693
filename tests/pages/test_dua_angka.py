"""Dua angka: both figures from the store and the survey table, the district as a whole."""

from stunting import bahasa, db
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/dua_angka.py"
MOJOKERTO = "Kabupaten Mojokerto"


def test_both_figures_are_those_of_the_store(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    screens.sound(at)
    rows = db.ask(
        sample_store,
        "indikator_per_siklus",
        {"kode_kabkota": story.MOJOKERTO, "indikator": "stunting_balita"},
    )
    row = rows[(rows["kode"] == story.MOJOKERTO) & (rows["siklus"] == "2024-S2")].iloc[0]
    said = screens.heading(at)
    assert bahasa.persen(row["pembilang"] / row["penyebut"]).replace(bahasa.NBSP, " ") in said
    assert "15,4 % menurut SSGI" in said  # data/reference/survei.csv, 35.16 in 2024
    # 2023: sources disagree
    assert any("SKI 2023 ditulis ?" in each.value for each in at.markdown)
    assert screens.english(screens.readable(at)) == []


def test_a_kecamatan_or_another_group_changes_nothing(sample_store):
    whole = screens.heading(screens.open_page(PAGE, wilayah=MOJOKERTO))
    part = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Ngoro", kelompok="Ibu hamil")
    screens.sound(part)
    assert screens.heading(part) == whole


def test_an_empty_store_says_what_to_do(empty_store):
    at = screens.open_page(PAGE)
    screens.sound(at)
    assert "Impor" in at.info[0].value
