"""An unknown file all the way: uploaded, mapped, saved, looked at, taken in; known the next time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from stunting import accounts, commands
from tests.browser import serving
from tests.browser.conftest import OPERATOR, PASSWORD
from tests.browser.serving import Visit
from tests.browser.test_impor import counts, sign_in
from tests.browser.test_pages import PICTURES
from tests.stunting.imports.mapping import foreign

pytestmark = pytest.mark.browser


@pytest.fixture
def real(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    home = tmp_path / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        commands.init(("33.75",))
        accounts.add(OPERATOR, PASSWORD)
    with serving.serve(home) as address:
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="id-ID")
        yield Visit(context.new_page(), address)
        context.close()


def send(visit: Visit, path: Path) -> None:
    visit.page.locator(".st-key-unggah input[type=file]").set_input_files(path)
    toggle = visit.page.get_by_text("Petakan kolom sendiri")
    expect(toggle).to_be_visible(timeout=serving.READY_MS)
    visit.settle()


def pick(visit: Visit, label: str, option: str) -> None:
    """Choose in a box of the editor; the filter bar above may have one of the same name."""
    box = visit.page.get_by_role("combobox", name=label).last
    box.click()
    box.fill(option)
    visit.page.get_by_role("option", name=option).first.click()
    visit.wait_for_run()


def press(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name=name).click()
    visit.wait_for_run()


def test_an_unknown_file_is_mapped_and_goes_in(real: Visit, tmp_path: Path):
    brides = [foreign.bride(each) for each in range(1, 21)]
    first = foreign.write_csv(tmp_path / "elsimil.csv", [foreign.ELSIMIL_HEADER, *brides])
    more = [foreign.bride(each) for each in range(11, 31)]
    second = foreign.write_csv(tmp_path / "maret.csv", [foreign.ELSIMIL_HEADER, *more])
    real.open("/impor")
    sign_in(real)
    send(real, first)
    expect(real.page.get_by_text("pilih sendiri arti tiap kolomnya")).to_be_visible()
    real.page.screenshot(path=PICTURES / "pemetaan-berkas.png")

    press(real, "Pakai semua saran")
    pick(real, "11. Sertifikat", "Sertifikat Elsimil")
    pick(real, "Kelompok", "Calon pengantin")
    pick(real, "Terpapar Rokok: “Terpapar” dibaca", "Ya")
    real.page.get_by_label("Nama pemetaan").fill("Elsimil catin")
    real.page.keyboard.press("Enter")
    real.wait_for_run()
    real.page.get_by_role("button", name="Simpan dan periksa berkas").scroll_into_view_if_needed()
    real.page.screenshot(path=PICTURES / "pemetaan-penyunting.png")
    press(real, "Simpan dan periksa berkas")
    expect(real.page.get_by_test_id("stMetricValue").first).to_be_visible(timeout=serving.READY_MS)
    real.settle()
    assert counts(real) == {"Dibaca": 20, "Diterima": 20, "Ditolak": 0, "Tidak berubah": 0}
    press(real, "Masukkan ke data")
    done = real.page.get_by_test_id("stAlert").get_by_text("20 baris sudah masuk")
    expect(done).to_be_visible(timeout=serving.READY_MS)
    real.assert_sound()

    real.open("/impor")
    send(real, second)
    assert counts(real) == {"Dibaca": 20, "Diterima": 10, "Ditolak": 0, "Tidak berubah": 10}

    real.open("/pemetaan")
    expect(real.page.locator("h1")).to_have_text("1 pemetaan kolom tersimpan.")
    real.page.screenshot(path=PICTURES / "pemetaan.png")
    press(real, "Hapus")
    expect(real.page.locator("h1")).to_have_text("Belum ada pemetaan kolom yang tersimpan.")
    press(real, "Kembalikan")
    expect(real.page.locator("h1")).to_have_text("1 pemetaan kolom tersimpan.")
    real.assert_sound()
