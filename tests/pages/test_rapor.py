"""Rapor: the figures of the store, and a download that matches."""

from stunting import db
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/rapor.py"
MOJOKERTO = "Kabupaten Mojokerto"


def counted(folder) -> int:
    areas = db.ask(folder, "pilihan_kecamatan", {})
    rows = db.ask(
        folder,
        "indikator_wilayah",
        {"kode_kabkota": story.MOJOKERTO, "siklus": story.SIKLUS_KINI},
    )
    kecamatan = rows[rows["kode"] != story.MOJOKERTO]
    return (areas["kode_kabkota"] == story.MOJOKERTO).sum() * kecamatan["indikator"].nunique()


def test_all_indicators_of_all_kecamatan(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    screens.sound(at)
    assert f"{counted(sample_store)} angka" in screens.chart(at, "rapor").alt
    assert "perlu perhatian" in screens.heading(at)
    assert "Ngoro" in screens.chart(at, "rapor").alt  # the story's high kecamatan
    assert screens.english(screens.readable(at)) == []


def test_the_download_holds_every_cell_of_the_screen(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    (button,) = at.get("download_button")
    assert button.label == f"Unduh {counted(sample_store)} angka (XLSX)"


def test_an_empty_store_says_what_to_do(empty_store):
    at = screens.open_page(PAGE)
    screens.sound(at)
    assert "Impor" in at.info[0].value
