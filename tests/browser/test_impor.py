"""A field file through the page: looked at, taken in, seen on the other pages, undone, sent back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from stunting import accounts, commands, sample
from stunting.sample import files
from tests.browser import serving
from tests.browser.conftest import OPERATOR, PASSWORD
from tests.browser.serving import Visit
from tests.browser.test_pages import PICTURES

pytestmark = pytest.mark.browser
PEKALONGAN = "33.75"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a clean and a dirty e-PPGBM file of Pekalongan."""
    folder = tmp_path_factory.mktemp("berkas")
    frames = sample.generate(sample.Skala((PEKALONGAN,), {PEKALONGAN: 200}), 3)
    files.write_eppgbm(frames, folder / "bersih.csv", clean=True, rows=800)
    files.write_eppgbm(frames, folder / "kotor.csv", messy=True)
    return folder


@pytest.fixture(scope="module")
def real(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """An empty nyata store of Pekalongan with one operator, and a browser on it."""
    home = tmp_path_factory.mktemp("kosong") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        commands.init((PEKALONGAN,))
        accounts.add(OPERATOR, PASSWORD)
    with serving.serve(home) as address:
        yield from _person(browser, address)


@pytest.fixture
def trial(browser: Browser, contoh_home: Path, tmp_path: Path) -> Iterator[Visit]:
    """A contoh store of its own, to be turned into a real one."""
    home = tmp_path / "store"
    shutil.copytree(contoh_home, home)
    with serving.serve(home) as address:
        yield from _person(browser, address)


def _person(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="id-ID")
    yield Visit(context.new_page(), address)
    context.close()


def sign_in(visit: Visit) -> None:
    form = visit.page.locator("form[action='/akun/masuk']").last
    form.get_by_label("Nama akun").fill(OPERATOR)
    form.get_by_label("Kata sandi").fill(PASSWORD)
    form.get_by_role("button").click()
    visit.page.wait_for_load_state()
    visit.settle()


def upload(visit: Visit, path: Path) -> None:
    visit.page.locator(".st-key-unggah input[type=file]").set_input_files(path)
    expect(visit.page.get_by_test_id("stMetricValue").first).to_be_visible(timeout=serving.READY_MS)
    visit.settle()


def counts(visit: Visit) -> dict[str, int]:
    labels = ("Dibaca", "Diterima", "Ditolak", "Tidak berubah")
    values = visit.page.get_by_test_id("stMetricValue").all_inner_texts()
    return dict(zip(labels, (int(each.replace(".", "")) for each in values), strict=True))


def heading(visit: Visit) -> str:
    return visit.page.locator("h1").inner_text()


def test_a_file_goes_in_through_the_page_and_is_seen_on_the_others(real: Visit, exports: Path):
    real.open("/")
    assert heading(real) == "Belum ada data untuk Kota Pekalongan."
    real.open("/impor")
    sign_in(real)
    upload(real, exports / "bersih.csv")
    looked_at = counts(real)
    assert looked_at["Dibaca"] == looked_at["Diterima"] > 500
    expect(real.page.locator(".st-key-unggah").get_by_text("bersih.csv")).to_be_visible()
    real.page.screenshot(path=PICTURES / "impor-pratinjau.png")

    real.page.get_by_role("button", name="Masukkan ke data").click()
    done = real.page.get_by_test_id("stAlert").get_by_text("baris sudah masuk")
    expect(done).to_be_visible(timeout=serving.READY_MS)
    real.settle()
    assert counts(real) == looked_at
    real.assert_sound()
    # as a menu does, so that the screen of this visit remembers what it can undo
    real.page.get_by_test_id("stTopNavLink").filter(has_text="Ringkasan").click()
    expect(real.page.locator("h1")).to_contain_text("yang diukur", timeout=serving.READY_MS)
    real.settle()
    real.page.screenshot(path=PICTURES / "ringkasan-sesudah-impor.png")
    real.assert_sound()

    real.page.get_by_text("Kelola data").click()
    real.page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Impor").click()
    real.wait_for_run()
    assert heading(real).startswith("Impor terakhir ")
    assert "bersih.csv" in heading(real)


def test_refused_rows_come_back_and_an_import_is_undone(real: Visit, exports: Path):
    """The dirty file comes after the clean one: what is new in it goes in, what is wrong comes back."""
    real.open("/impor")
    if real.page.locator("form[action='/akun/masuk']").count():
        sign_in(real)
    upload(real, exports / "kotor.csv")
    known = counts(real)
    assert known["Ditolak"] > 0
    assert known["Dibaca"] == known["Diterima"] + known["Ditolak"] + known["Tidak berubah"]
    real.page.screenshot(path=PICTURES / "impor-temuan.png")

    with real.page.expect_download() as download:
        real.page.get_by_role("button", name="Unduh baris yang ditolak").click()
    back = exports / download.value.suggested_filename
    download.value.save_as(back)
    assert back.name == "kotor-dikembalikan.xlsx"
    book = openpyxl.load_workbook(back)
    assert book.worksheets[1].max_row == known["Ditolak"] + 1

    real.page.get_by_role("button", name="Masukkan ke data").click()
    undo = real.page.get_by_role("button", name="Batalkan impor ini")
    expect(undo).to_be_visible(timeout=serving.READY_MS)
    real.settle()
    undo.click()
    expect(undo).to_have_count(0, timeout=serving.READY_MS)
    real.settle()
    # still in the box, so it is looked at again: against the version before, with the same outcome
    expect(real.page.get_by_role("button", name="Masukkan ke data")).to_be_visible()
    assert counts(real) == known
    real.assert_sound()


def test_a_contoh_store_becomes_a_real_one_whose_pages_ask_who_is_there(
    trial: Visit, exports: Path
):
    trial.open("/impor")
    upload(trial, exports / "bersih.csv")
    assert counts(trial)["Diterima"] > 500
    expect(trial.page.get_by_role("button", name="Masukkan ke data")).to_have_count(0)
    trial.page.get_by_test_id("stExpander").filter(has_text="Mulai penyimpanan nyata").locator(
        "summary"
    ).click()
    expect(trial.page.get_by_test_id("stMultiSelect")).to_contain_text("Kota Pekalongan")
    trial.page.get_by_label("Nama akun sekretariat").fill(OPERATOR)
    for label in ("Kata sandi (sekurangnya", "Ulangi kata sandi"):
        trial.page.get_by_label(label).fill(PASSWORD)
    trial.page.screenshot(path=PICTURES / "impor-mulai-nyata.png")
    trial.page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    ask = trial.page.get_by_role("heading", name="Masuk untuk membuka halaman Impor")
    expect(ask).to_be_visible(timeout=serving.READY_MS)
    trial.settle()
    expect(trial.page.get_by_text("DATA CONTOH")).to_have_count(0)
    sign_in(trial)
    assert heading(trial).startswith("Belum ada data.")
    trial.assert_sound()
