"""Presentasi: the keys move, black is black, another kecamatan keeps the screen; only operators broadcast."""

import json
import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from stunting import access, projector, siaran, store
from tests.pages import screens

PAGE = "rapat/presentasi.py"
CITY = {"wilayah": "Kota Pekalongan"}
WHERE = re.compile(r"layar (\d+) dari (\d+), (.+?)( \(gelap\))?\.$")


@pytest.fixture(autouse=True)
def _own_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siaran, "_rooms", {})


def where(at: AppTest) -> tuple[int, int, str, bool]:
    """Number of the screen, how many there are, its part of the meeting, whether it is black."""
    number, count, part, dark = WHERE.search(screens.heading(at)).groups()
    return int(number), int(count), part, bool(dark)


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=f"layar_{key}").click().run()
    screens.sound(at)
    return at


def drawings(at: AppTest) -> list[str]:
    """The drawn screens that were sent, in order: the one that is shown, then the next one."""
    sent = re.findall(r"<svg.*?</svg>", screens.everything(at), re.DOTALL)
    return [json.loads(f'"{each}"') for each in sent]  # as it was before it became JSON


@pytest.fixture
def open_city(sample_store):
    return lambda **more: screens.open_page(PAGE, **CITY, **more)


def test_forward_back_and_both_ends(open_city):
    at = open_city()
    _, count, part, dark = where(at)
    assert where(at) == (1, count, "pembukaan", False)
    assert count > 15
    assert where(press(at, "maju"))[0] == 2
    assert where(press(at, "Maju"))[0] == 3
    assert where(press(at, "mundur"))[0] == 2
    assert where(press(at, "Mundur"))[0] == 1
    assert where(press(at, "mundur"))[0] == 1  # before the first there is none
    assert where(press(at, "Akhir"))[0] == count
    assert "Ini layar terakhir." in screens.written(at)
    assert where(press(at, "maju"))[0] == count
    assert where(press(at, "Awal"))[0] == 1


def test_the_screen_in_sight_is_the_one_that_is_named(open_city):
    at = open_city()
    first, second = drawings(at)[:2]
    press(at, "maju")
    assert drawings(at)[0] == second != first
    assert len(drawings(at)) == 2
    press(at, "Akhir")
    assert len(drawings(at)) == 1  # nothing follows


def test_a_digit_leads_to_the_first_screen_of_a_part(open_city):
    at = open_city()
    jumps = [each for each in at.button if each.proto.shortcut in set("123456789")]
    assert [each.proto.shortcut for each in jumps] == list("123456789")
    seen = []
    for each in jumps:
        at.button(key=each.key).click().run()
        number, _, part, _ = where(at)
        assert part.lower() == each.label.lower()
        seen.append(number)
    assert seen == sorted(set(seen))
    assert seen[0] == 1


def test_no_two_buttons_share_a_key(open_city):
    at = open_city()
    keys = Counter(each.proto.shortcut.lower() for each in at.button if each.proto.shortcut)
    assert max(keys.values()) == 1, keys
    assert keys.keys() >= {"left", "right", "pageup", "pagedown", "home", "end", "b", "1"}


def test_black_and_back_to_the_same_screen(open_city):
    at = open_city()
    press(at, "maju")
    assert where(press(at, "gelap"))[::3] == (2, True)
    assert where(press(at, "gelap"))[::3] == (2, False)
    press(at, "gelap")
    assert where(press(at, "maju"))[::3] == (2, False)  # out of the dark one sees where one is
    assert where(press(at, "maju"))[0] == 3


@pytest.mark.parametrize("times", [3, 6])
def test_another_kecamatan_shows_the_same_screen(open_city, times):
    at = open_city()
    for _ in range(times):
        press(at, "maju")
    part = where(at)[2]
    before = drawings(at)[0]
    at.selectbox(key="kecamatan").select("Pekalongan Utara").run()
    screens.sound(at)
    assert where(at)[2] == part
    assert "Kecamatan Pekalongan Utara" in screens.heading(at)
    assert drawings(at)[0] != before
    assert "Pekalongan Utara" in drawings(at)[0]
    at.selectbox(key="kecamatan").select("Semua kecamatan").run()
    assert drawings(at)[0] == before


def test_a_screen_the_other_kecamatan_has_not_leads_to_the_same_part(open_city):
    at = open_city(kecamatan="Pekalongan Utara")
    at.button(key="layar_Tugas menurut OPD").click().run()
    press(at, "maju")
    part = where(at)[2]
    assert part == "tugas menurut OPD"
    at.selectbox(key="kecamatan").select("Pekalongan Selatan").run()
    assert where(at)[2] == part


def test_what_can_be_said_and_the_figures_behind_stand_beside(open_city):
    at = open_city()
    at.button(key="layar_Situasi").click().run()
    assert "Yang dapat diucapkan" in screens.written(at)
    assert "Balita 0-59 bulan stunting" in screens.written(at)
    assert screens.table(at)["Indikator"].iloc[0].startswith("Balita stunting")


def test_one_screen_alone_has_nothing_beside_it(open_city):
    at = open_city(tampilan_presentasi="Satu layar")
    assert len(drawings(at)) == 1
    assert "Yang dapat diucapkan" not in screens.written(at)
    assert where(press(at, "maju"))[0] == 2


def test_a_dark_hall_gets_other_drawings_of_the_same_screens(open_city):
    light, dark = open_city(), open_city(warna_layar="Layar gelap")
    assert where(light) == where(dark)
    assert drawings(light)[0] != drawings(dark)[0]


# --- the projector ----------------------------------------------------------------------------------


def keys(at: AppTest) -> set[str]:
    return {each.key for each in at.button if each.key}


def test_a_guest_of_a_real_store_cannot_broadcast(sample_copy):
    store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
    at = screens.open_page(PAGE, **CITY)
    assert "layar_maju" in keys(at)
    assert "siaran_buka" not in keys(at)
    assert "Proyektor" not in screens.everything(at)
    assert siaran._rooms == {}


def test_an_operator_of_a_real_store_can(sample_copy, monkeypatch):
    store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
    screens.sign_in(monkeypatch)
    at = screens.open_page(PAGE, **CITY)
    assert "siaran_buka" in keys(at)


def test_who_follows_sees_what_the_operator_shows(open_city):
    at = open_city()
    at.button(key="siaran_buka").click().run()
    screens.sound(at)
    (code,) = siaran._rooms
    assert f"Kode: **{code}**" in "\n".join(each.value for each in at.markdown)
    assert siaran.shown(code).layar == 0
    press(at, "maju")
    assert siaran.shown(code).layar == 1
    press(at, "gelap")
    assert siaran.shown(code).hitam
    press(at, "gelap")
    at.selectbox(key="kecamatan").select("Pekalongan Utara").run()
    shown = siaran.shown(code)
    assert (shown.f.kode_kecamatan, shown.layar, shown.hitam) == ("33.75.03", 1, False)
    # the picture of the projector is the picture of the operator
    assert projector.dek(shown).gambar[shown.layar] == drawings(at)[0]
    at.button(key="siaran_tutup").click().run()
    screens.sound(at)
    assert siaran._rooms == {}
    assert "siaran_buka" in keys(at)


def test_mode_kerja_puts_no_name_on_the_stage(sample_copy, monkeypatch):
    at = screens.open_page(PAGE, **CITY)
    tayang = drawings(at)
    at.toggle(key=access.SWITCH).set_value(True).run()
    screens.sound(at)
    assert drawings(at) == tayang


def test_a_server_that_was_started_anew_has_no_broadcast_and_says_nothing_wrong(open_city):
    at = open_city()
    at.button(key="siaran_buka").click().run()
    siaran._rooms.clear()
    press(at, "maju")
    assert where(at)[0] == 2
    at.run()
    assert "siaran_buka" in keys(at)
