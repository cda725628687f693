"""Siap rapat: pressing the button gives the list, and the bundle that was made."""

import os

import pytest
from streamlit.testing.v1 import AppTest

from stunting import db, meeting, menu, store
from tests.pages import screens
from tests.paparan_reading import CHECKS, small_package

PAGE = "kelola/siap_rapat.py"
HERE = {"wilayah": "Kota Pekalongan", "kecamatan": "Pekalongan Utara"}


@pytest.fixture(autouse=True)
def _small_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real one is made in tests/stunting/paparan/test_berkas.py."""
    monkeypatch.setattr(meeting, "bundle", lambda dek, f: small_package(dek))


def test_pressing_the_button_gives_the_list(sample_store):
    at = screens.open_page(PAGE, **HERE)
    assert "belum diperiksa" in screens.heading(at)
    assert not at.dataframe
    at.button(key="periksa").click().run(timeout=120)
    screens.sound(at)
    table = screens.table(at)
    assert sorted(table["Yang diperiksa"]) == sorted(CHECKS)
    order = [each.split()[1] for each in table["Keadaan"]]
    assert order == sorted(order, key=["Belum", "Periksa", "Siap"].index)
    for row in table.to_dict("records"):
        ready = row["Keadaan"].endswith("Siap")
        assert ready == (row["Yang perlu dilakukan"] == "-"), row
    ready = order.count("Siap")
    assert f"{ready} dari {len(CHECKS)} siap" in screens.heading(at)
    assert at.metric[0].value.replace("\u00a0", " ") == f"{ready} dari {len(CHECKS)}"
    assert "Unduh paket rapat" in screens.everything(at)
    assert screens.english(screens.readable(at)) == []
    # another choice was not looked at
    at.selectbox(key="kecamatan").select("Pekalongan Barat").run()
    assert "belum diperiksa" in screens.heading(at)
    assert not at.dataframe


def test_a_check_that_breaks_is_one_line_of_the_list(sample_store, monkeypatch):
    asked = db.ask

    def broken(folder, name, params, **options):
        if name == "mutu_temuan":
            raise RuntimeError("pertanyaan rusak")
        return asked(folder, name, params, **options)

    at = screens.open_page(PAGE, **HERE)
    monkeypatch.setattr(db, "ask", broken)
    at.button(key="periksa").click().run(timeout=120)
    screens.sound(at)
    table = screens.table(at).set_index("Yang diperiksa")
    assert len(table) == len(CHECKS)
    assert "pertanyaan rusak" in table.loc["Temuan mutu data", "Yang ditemukan"]
    assert table.loc["Temuan mutu data", "Keadaan"].endswith("Belum")
    assert table.loc["Layar presentasi", "Keadaan"].endswith("Siap")
    assert screens.heading(at).startswith("Belum siap rapat")


def test_a_guest_of_a_real_store_does_not_get_in(sample_copy):
    store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
    at = AppTest.from_file(str(screens.FRAME), default_timeout=60)
    at.switch_page(os.path.relpath(menu.FOLDER / PAGE, screens.FRAME.parent))
    at.run()
    assert not at.exception
    assert screens.heading(at) == "Masuk untuk membuka halaman Siap rapat"
    assert "periksa" not in {each.key for each in at.button}
    assert not at.dataframe
