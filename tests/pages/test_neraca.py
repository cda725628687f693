"""Neraca: the ledger of the store in words and as a picture; few children stay unseen."""

import pytest

from stunting import bahasa, db
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/neraca.py"
MOJOKERTO = "Kabupaten Mojokerto"


def flows(folder, kode: str, kelompok: str = "balita") -> dict[str, int]:
    asked = {"kode_kabkota": story.MOJOKERTO, "siklus": story.SIKLUS_KINI, "kelompok": kelompok}
    rows = db.ask(folder, "neraca", asked)
    return {row.arus: row.jumlah for row in rows[rows["kode"] == kode].itertuples()}


def test_the_sentence_has_the_figures_of_the_store(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    district = flows(sample_store, story.MOJOKERTO)
    said = screens.heading(at)
    for arus, words in (
        ("awal", "yang stunting siklus lalu"),
        ("tidak_lagi", "tidak lagi stunting"),
        ("baru", "kasus baru tercatat"),
        ("akhir", "stunting"),
    ):
        assert bahasa.angka(district[arus]) in said
        assert words in said
    assert screens.chart(at, "neraca").alt
    assert screens.english(screens.readable(at)) == []


@pytest.mark.parametrize("kelompok", ["Baduta 0-23 bulan", "Balita 0-59 bulan"])
def test_each_kecamatan_in_each_age_range_shows_no_few(sample_store, kelompok):
    names = db.ask(sample_store, "pilihan_kecamatan", {})
    names = names[names["kode_kabkota"] == story.MOJOKERTO]["nama"]
    for name in names:
        at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan=name, kelompok=kelompok)
        screens.sound(at)
        for each in at.metric:
            number = int("".join(letter for letter in each.value if letter.isdigit()) or 0)
            assert number == 0 or number >= 5, (name, each.label)


def test_with_women_chosen_it_counts_balita_and_says_so(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, kelompok="Ibu hamil")
    screens.sound(at)
    assert "balita 0-59 bulan" in at.warning[0].value
    assert "balita 0-59 bulan" in screens.heading(at)


def test_an_empty_store_says_what_to_do(empty_store):
    at = screens.open_page(PAGE)
    screens.sound(at)
    assert "Impor" in at.info[0].value
