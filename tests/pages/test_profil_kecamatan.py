"""Profil kecamatan: each line is that of the page it comes from; a click chooses."""

import re

import pytest

from stunting import bahasa, db
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/profil_kecamatan.py"
MOJOKERTO = "Kabupaten Mojokerto"


def test_the_sentence_and_the_lines_of_one_kecamatan(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Ngoro")
    screens.sound(at)
    rows = db.ask(
        sample_store,
        "indikator_per_kecamatan",
        {
            "kode_kabkota": story.MOJOKERTO,
            "siklus": story.SIKLUS_KINI,
            "indikator": "stunting_balita",
        },
    )
    row = rows[rows["nama"] == "Ngoro"].iloc[0]
    said = screens.heading(at)
    assert bahasa.n_dari(row["pembilang"], row["penyebut"]) in said
    assert "lebih tinggi dari kabupaten" in said  # the story's high kecamatan
    lines = " ".join(each.value for each in at.markdown)
    for about in ("Neraca anak stunting", "Audit", "Keluarga", "Laporan bulanan"):
        assert f"**{about}" in lines
    (sheet,) = at.table
    assert {"Calon pengantin", "Ibu hamil", "Keluarga"} <= set(sheet.value.index)
    assert screens.english(screens.readable(at)) == []


def test_each_rate_has_its_interval_and_the_cycle_before(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Ngoro")
    (sheet,) = at.table
    row = sheet.value[sheet.value["Indikator"] == "Stunting"].iloc[0]
    low, high = row["Rentang 95 %"].split("–")
    assert float(low.replace(",", ".")) < float(high.replace(",", "."))
    assert re.match("belum berbeda|naik|turun", row["Dibanding siklus lalu"])
    assert sheet.value["Dibanding siklus lalu"].str.len().gt(0).all()


def test_an_indicator_without_data_keeps_its_name(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Ngoro", siklus=story.SIKLUS[0])
    assert not [each for each in screens.readable(at) if "kasus_baru" in each]
    assert "**Kasus baru**" in [each.value for each in at.markdown]


def test_without_a_kecamatan_they_are_offered(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    screens.sound(at)
    assert "belum ada yang dipilih" in screens.heading(at)
    (offered,) = at.get("button_group")
    assert "Ngoro" in str(offered.options)


@pytest.mark.parametrize("kelompok", ["Ibu hamil", "Baduta 0-23 bulan"])
def test_each_kecamatan_has_a_sheet_of_its_own_ledger(sample_store, kelompok):
    names = db.ask(sample_store, "pilihan_kecamatan", {})
    hidden = 0
    for kode, wilayah in ((story.MOJOKERTO, MOJOKERTO), (story.PEKALONGAN, "Kota Pekalongan")):
        for name in names[names["kode_kabkota"] == kode]["nama"].head(4):
            at = screens.open_page(PAGE, wilayah=wilayah, kecamatan=name, kelompok=kelompok)
            screens.sound(at)
            assert screens.heading(at).startswith(name)
            (ledger,) = [each.value for each in at.markdown if each.value.startswith("**Neraca")]
            assert wilayah not in ledger  # never the district's in the place of what is hidden
            hidden += "isembunyikan" in ledger
    assert hidden


def test_an_empty_store_says_what_to_do(empty_store):
    at = screens.open_page(PAGE)
    screens.sound(at)
    assert "Impor" in at.info[0].value
