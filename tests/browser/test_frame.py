"""The frame in a real browser: deep links, filters in the URL, sign-in, nothing from outside."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from stunting import menu
from tests.browser.conftest import OPERATOR, PASSWORD
from tests.browser.serving import Visit, serve

pytestmark = pytest.mark.browser
# The menu leads through the other pages of the meeting; no test clicks through those of the secretariat.
ADDRESSES = ["", "peta", "keluarga_berisiko", *(entry.address for entry in menu.KELOLA)]
TITLES = {entry.address: entry.title for entry in (*menu.RAPAT, *menu.KELOLA)} | {
    "": menu.RAPAT[0].title
}
NGORO = "?wilayah=Kabupaten+Mojokerto&kecamatan=Ngoro&siklus=2025-S2&kelompok=Baduta+0-23+bulan"
BOXES = ("wilayah", "kecamatan", "siklus", "kelompok")


def chosen(visit: Visit) -> list[str]:
    return [visit.page.locator(f".st-key-{box} input").input_value() for box in BOXES]


def in_url(visit: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visit.page.url).query)


def sign_in(visit: Visit, password: str = PASSWORD) -> None:
    form = visit.page.locator("form[action='/akun/masuk']").last
    form.get_by_label("Nama akun").fill(OPERATOR)
    form.get_by_label("Kata sandi").fill(password)
    form.get_by_role("button").click()
    visit.page.wait_for_load_state()
    visit.settle()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_deep_link_is_right_for_the_first_visitor_of_a_cold_server(
    cold_server: str, visit: Callable[..., Visit], address: str
):
    page = visit(cold_server)
    page.open(f"/{address}{NGORO}")
    expect(page.page).to_have_title(f"{TITLES[address]} - Dasbor Audit Kasus Stunting")
    assert urlsplit(page.page.url).path == f"/{address}"
    assert chosen(page) == ["Kabupaten Mojokerto", "Ngoro", "2025-S2", "Baduta 0-23 bulan"]
    page.assert_sound()


def test_two_visitors_of_the_very_first_start_both_get_their_page(
    tmp_path: Path, visit: Callable[..., Visit]
):
    with serve(tmp_path / "data") as server:
        both = [visit(server), visit(server)]
        for each in both:
            each.page.goto(f"{server}/peta{NGORO}", wait_until="commit")
        for each in both:
            each.settle()
            expect(each.page).to_have_title("Peta - Dasbor Audit Kasus Stunting")
            assert chosen(each)[1] == "Ngoro"
            each.assert_sound()


def test_every_page_of_the_menu_opens_and_keeps_the_choice(
    server: str, visit: Callable[..., Visit]
):
    page = visit(server)
    page.open(f"/{NGORO}")
    for entry in menu.RAPAT:
        page.go(entry.title)
        assert chosen(page) == ["Kabupaten Mojokerto", "Ngoro", "2025-S2", "Baduta 0-23 bulan"]
        assert in_url(page)["kecamatan"] == ["Ngoro"]
        page.assert_sound()


def test_a_choice_goes_into_the_url_and_survives_a_reload(server: str, visit: Callable[..., Visit]):
    page = visit(server)
    page.open("/?wilayah=Kabupaten+Mojokerto")
    page.choose("kecamatan", "Ngoro")
    page.choose("siklus", "2025-S2")
    assert in_url(page)["kecamatan"] == ["Ngoro"]
    assert in_url(page)["siklus"] == ["2025-S2"]
    page.page.reload()
    page.settle()
    assert chosen(page) == ["Kabupaten Mojokerto", "Ngoro", "2025-S2", "Balita 0-59 bulan"]
    page.assert_sound()


def test_another_wilayah_returns_to_all_kecamatan(server: str, visit: Callable[..., Visit]):
    page = visit(server)
    page.open(f"/{NGORO}")
    page.choose("wilayah", "Kota Pekalongan")
    assert chosen(page) == ["Kota Pekalongan", "Semua kecamatan", "2025-S2", "Baduta 0-23 bulan"]
    assert "kecamatan" not in in_url(page)
    page.assert_sound()


def test_values_that_do_not_exist_are_ignored(server: str, visit: Callable[..., Visit]):
    page = visit(server)
    page.open("/?wilayah=Kota+Pekalongan&kecamatan=Ngoro&siklus=1999-S1&kelompok=lansia")
    assert chosen(page) == [
        "Kota Pekalongan",
        "Semua kecamatan",
        page.page.locator(".st-key-siklus input").input_value(),
        "Balita 0-59 bulan",
    ]
    page.assert_sound()


def test_the_link_to_copy_has_every_value_and_leads_back(server: str, visit: Callable[..., Visit]):
    page = visit(server)
    page.open("/tren")
    page.page.get_by_role("button", name="Tautan").click()
    link = page.page.get_by_test_id("stCode").inner_text().strip()
    assert set(parse_qs(urlsplit(link).query)) == set(BOXES)
    before = chosen(page)
    other = visit(server)
    other.open(link.removeprefix(server))
    assert urlsplit(other.page.url).path == "/tren"
    assert chosen(other) == before


def test_the_frame_can_be_read_from_the_back_row(server: str, visit: Callable[..., Visit]):
    page = visit(server)
    page.open("/")
    assert page.page.evaluate("document.documentElement.lang") == "id"
    tops = {page.page.locator(f".st-key-{box}").bounding_box()["y"] for box in BOXES}
    assert len(tops) == 1  # one row
    figure = page.page.get_by_test_id("stMetricValue").first
    words = page.page.get_by_test_id("stColumn").filter(has=figure).locator("p")
    for text, pixels in (
        (page.page.get_by_text("Data per").first, 20),
        (words.last, 20),
        (figure, 48),
    ):
        assert text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= pixels
    expect(page.page.get_by_text("DATA CONTOH", exact=False).first).to_be_visible()


# That every page asks before it draws is proved in tests/pages; this is what a person sees of it.
@pytest.mark.parametrize("address", ["", "neraca", "tren"])
def test_no_old_figure_stands_under_a_new_heading(
    slow_server: str, visit: Callable[..., Visit], address: str
):
    page = visit(slow_server)
    page.open(f"/{address}?wilayah=Kota+Pekalongan")
    page.record()
    page.page.wait_for_timeout(100)
    page.choose("wilayah", "Kabupaten Mojokerto")
    page.page.wait_for_timeout(300)
    page.assert_never_mixed()


def test_a_phone_gets_the_choice_in_words(server: str, visit: Callable[..., Visit]):
    wide, phone = visit(server), visit(server, viewport={"width": 390, "height": 844})
    for page in (wide, phone):
        page.open(f"/{NGORO}")
    words = "Kecamatan Ngoro, Kabupaten Mojokerto · Semester II 2025 · Baduta 0-23 bulan"
    expect(wide.page.get_by_text(words)).to_be_hidden()
    expect(phone.page.get_by_text(words)).to_be_visible()


def test_a_guest_of_a_nyata_store_sees_no_page_of_the_secretariat(
    nyata_server: str, visit: Callable[..., Visit]
):
    page = visit(nyata_server)
    page.open("/impor")
    expect(
        page.page.get_by_role("heading", name="Masuk untuk membuka halaman Impor")
    ).to_be_visible()
    expect(page.page.get_by_text("Kelola data")).to_have_count(0)
    expect(page.page.get_by_test_id("stFileUploader")).to_have_count(0)
    expect(page.page.get_by_text("Mode tayang")).to_be_visible()
    expect(page.page.get_by_text("DATA CONTOH")).to_have_count(0)
    page.assert_sound()


def test_signing_in_leads_to_the_page_that_was_asked_for_and_out_again(
    nyata_server: str, visit: Callable[..., Visit]
):
    page = visit(nyata_server)
    page.open("/impor?wilayah=Kabupaten+Mojokerto")
    sign_in(page, "bukan kata sandinya")
    expect(page.page.get_by_text("tidak cocok").first).to_be_visible()
    sign_in(page)
    expect(page.page).to_have_title("Impor - Dasbor Audit Kasus Stunting")
    assert chosen(page)[0] == "Kabupaten Mojokerto"
    assert "masuk" not in in_url(page)
    expect(page.page.get_by_text("Kelola data")).to_be_visible()
    assert "sesi" not in page.page.evaluate("document.cookie")
    page.assert_sound()

    page.page.reload()
    page.settle()
    expect(page.page).to_have_title("Impor - Dasbor Audit Kasus Stunting")

    page.page.get_by_role("button", name=OPERATOR).click()
    page.page.get_by_role("button", name="Keluar").click()
    page.page.wait_for_load_state()
    page.settle()
    expect(page.page.get_by_role("heading", name="Masuk untuk membuka")).to_be_visible()


def test_signing_in_from_the_bar_stays_on_the_page(nyata_server: str, visit: Callable[..., Visit]):
    page = visit(nyata_server)
    page.open("/?wilayah=Kabupaten+Mojokerto")
    page.page.get_by_role("button", name="Masuk").click()
    sign_in(page, "bukan kata sandinya")
    expect(page.page.get_by_text("tidak cocok")).to_be_visible()
    page.page.get_by_role("button", name="Masuk").click()
    sign_in(page)
    expect(page.page).to_have_title("Ringkasan - Dasbor Audit Kasus Stunting")
    expect(page.page.get_by_text("tidak cocok")).to_have_count(0)
    expect(page.page.get_by_text("Mode kerja")).to_be_visible()
    assert chosen(page)[0] == "Kabupaten Mojokerto"


def test_signing_out_in_one_tab_ends_the_other_at_its_next_click(
    nyata_server: str, visit: Callable[..., Visit]
):
    first = visit(nyata_server)
    first.open("/impor")
    sign_in(first)
    second = Visit(first.page.context.new_page(), nyata_server)
    second.open("/impor")
    expect(second.page).to_have_title("Impor - Dasbor Audit Kasus Stunting")
    first.page.get_by_role("button", name=OPERATOR).click()
    first.page.get_by_role("button", name="Keluar").click()
    first.page.wait_for_load_state()
    second.choose("wilayah", "Kabupaten Mojokerto")
    expect(second.page.get_by_role("heading", name="Masuk untuk membuka")).to_be_visible()
    second.assert_sound()


def test_a_post_from_another_site_is_refused(nyata_server: str, visit: Callable[..., Visit]):
    page = visit(nyata_server)
    answer = page.page.request.post(
        f"{nyata_server}/akun/masuk",
        form={"nama": OPERATOR, "sandi": PASSWORD},
        headers={"Origin": "http://jahat.example"},
    )
    assert answer.status == 403
    assert "set-cookie" not in answer.headers
