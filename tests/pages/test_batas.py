"""Batas wilayah: which boundaries the map uses, a file looked at, taken over, taken back."""

import json
import os

import pytest

from stunting import boundaries, menu, store
from stunting.stats.tiers import TANPA_DATA
from tests import boundary_files
from tests.pages import screens

PAGE = "kelola/batas.py"
PEKALONGAN = "33.75"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Boundaries of Kota Pekalongan: whole, and with a misspelt and a missing kecamatan."""
    folder = tmp_path_factory.mktemp("batas")
    rows = boundary_files.rows(PEKALONGAN, boundary_files.big)
    whole = boundary_files.write(folder / "BIG_2024.geojson", rows)
    partly = [({**row, "KDCPUM": ""}, area) for row, area in rows[:3]]
    partly[2][0]["WADMKC"] = "Pekalongan Utra"
    return {
        "BIG_2024.geojson": whole.read_bytes(),
        "sebagian.geojson": boundary_files.write(folder / "sebagian.geojson", partly).read_bytes(),
        "rusak.zip": b"PK\x03\x04 bukan zip",
    }


def upload(at, files: dict[str, bytes], name: str):
    at.file_uploader(key="unggah_batas").set_value((name, files[name], "application/json")).run()
    assert not at.exception
    return at


def labels(at) -> list[str]:
    return [button.label for button in at.button]


def counts(at) -> dict[str, str]:
    return {metric.label: metric.value.replace("\u00a0", " ") for metric in at.metric}


def map_label() -> str:
    """What stands under the map of the meeting."""
    at = screens.open_page("rapat/peta.py", wilayah="Kota Pekalongan")
    return " ".join(screens.readable(at))


def test_a_guest_of_a_nyata_store_is_asked_to_sign_in(empty_store):
    at = screens.AppTest.from_file(str(screens.FRAME), default_timeout=60).run()
    with pytest.raises(ValueError, match=r"batas\.py"):
        at.switch_page(os.path.relpath(menu.FOLDER / PAGE, screens.FRAME.parent)).run()


def test_an_empty_nyata_store_says_what_the_map_uses(empty_store, monkeypatch):
    screens.sign_in(monkeypatch)
    at = screens.open_page(PAGE)
    assert screens.heading(at) == "Peta memakai batas indikatif, bukan batas resmi."
    assert screens.table(at)["Kabupaten/kota"].tolist() == [
        "Kota Pekalongan",
        "Kabupaten Mojokerto",
    ]
    assert "Kembali ke batas indikatif" not in labels(at)
    assert screens.english(screens.readable(at)) == []


def test_looked_at_taken_over_seen_on_the_map_and_taken_back(sample_copy, files):
    assert boundaries.NOTE in map_label()
    at = upload(screens.open_page(PAGE), files, "BIG_2024.geojson")
    screens.sound(at)
    assert at.info[0].value == "4 dari 4 kecamatan Kota Pekalongan mendapat bentuk dari berkas ini."
    assert counts(at)["Cocok"] == "4 dari 4"
    assert [each["nama"] for each in screens.features(at)] == [
        "Pekalongan Barat", "Pekalongan Timur", "Pekalongan Utara", "Pekalongan Selatan",
    ]  # fmt: skip
    assert screens.english(screens.readable(at)) == []
    assert not store.boundaries_file().exists()  # a look changes nothing
    assert at.text_input[0].value == "Badan Informasi Geospasial (BIG) 2024"

    at.text_input[0].set_value("BIG 2024").run()
    at.button(key="pakai").click().run()
    screens.sound(at)
    assert "Pakai batas ini" not in labels(at)
    assert screens.heading(at).startswith("Peta memakai batas dari BIG 2024 untuk 1 dari 2")
    assert "BIG 2024" in map_label()
    assert boundaries.NOTE not in map_label()

    at.button(key="batalkan").click().run()
    screens.sound(at)
    assert boundaries.NOTE in map_label()


def test_what_did_not_match_is_listed_and_an_alike_name_can_be_agreed_on(sample_copy, files):
    at = upload(screens.open_page(PAGE), files, "sebagian.geojson")
    screens.sound(at)
    assert counts(at) == {
        "Cocok": "2 dari 4", "Tidak ada di berkas": "2", "Tidak dikenal": "1", "Bidang dibaca": "3",
    }  # fmt: skip
    tables = [each.value for each in at.dataframe]
    assert tables[0]["Kecamatan"].tolist() == ["Pekalongan Utara", "Pekalongan Selatan"]
    assert tables[1]["Nama di berkas"].tolist() == ["Pekalongan Utra"]
    assert tables[1]["Mirip dengan"].tolist() == ["Pekalongan Utara"]
    hatched = {each["nama"] for each in screens.features(at) if each["tingkat"] == TANPA_DATA}
    assert hatched == {"Pekalongan Utara", "Pekalongan Selatan"}
    assert screens.english(screens.readable(at)) == []

    at.multiselect(key="padanan").select("Pekalongan Utra adalah Pekalongan Utara").run()
    at.button(key="cocokkan").click().run()
    screens.sound(at)
    assert counts(at)["Cocok"] == "3 dari 4"
    assert counts(at)["Tidak dikenal"] == "0"
    at.button(key="pakai").click().run()
    assert "1 kecamatan batas indikatif, bukan batas resmi" in map_label()


def test_a_broken_file_gets_a_sentence_and_changes_nothing(sample_copy, files):
    at = upload(screens.open_page(PAGE), files, "rusak.zip")
    assert at.error[0].value == (
        "Berkas rusak.zip rusak atau tidak lengkap; unduh ulang dari sumbernya, lalu coba lagi."
    )
    assert not at.metric
    assert "Pakai batas ini" not in labels(at)
    assert not store.boundaries_file().exists()


def test_back_to_the_indicative_ones_and_to_those_before(sample_copy):
    square = boundary_files.rows(PEKALONGAN, boundary_files.own)
    own = {"type": "FeatureCollection", "sumber": "BIG 2023", "features": [
        {"type": "Feature", "properties": row, "geometry": area.__geo_interface__}
        for row, area in square
    ]}  # fmt: skip
    store.boundaries_file().write_text(json.dumps(own))
    at = screens.open_page(PAGE)
    assert "BIG 2023" in screens.heading(at)
    at.button(key="indikatif").click().run()
    screens.sound(at)
    assert screens.heading(at) == "Peta memakai batas indikatif, bukan batas resmi."
    assert "Pakai lagi batas BIG 2023" in labels(at)
    at.button(key="sebelumnya").click().run()
    assert "BIG 2023" in screens.heading(at)
