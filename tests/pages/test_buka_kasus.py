"""Buka kasus: one identity, with a reason and a PIN, on this screen, for two minutes, written down."""

import pytest

from stunting import access, accounts, db, register, store, tirai
from tests.pages import screens

PAGE = "kelola/buka_kasus.py"
CASE = "AKS-3375-2026S1-BM-01"  # of Kecamatan Pekalongan Barat (33.75.01)
PASSWORD, PIN, REASON = "kata sandi yang panjang", "204816", "kunjungan rumah bersama bidan"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts._nobodys_hash.cache_clear()
    monkeypatch.setattr(
        accounts, "PasswordHasher", lambda hasher=accounts.PasswordHasher: hasher(1, 8, 1)
    )


@pytest.fixture
def name(sample_copy) -> str:
    params = {"scope": ["33.75.01"], "kasus_id": CASE}
    return db.ask(sample_copy, "kasus_identitas", params, named=True)["nama"].iloc[0]


def signed_in(monkeypatch, role: str = "sekretariat", areas=(), pin: str | None = PIN) -> None:
    store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
    account = accounts.add("siti", PASSWORD, role, areas=areas)
    if pin:
        accounts.set_pin("siti", PASSWORD, pin)
    token = accounts.open_session(account)
    monkeypatch.setattr(access, "token", lambda: token)


def opened(reason: str = REASON, pin: str | None = PIN):
    at = screens.open_page(PAGE, wilayah="Kota Pekalongan")
    at.selectbox(key="kasus_dibuka").set_value(CASE)
    at.text_input[0].set_value(reason)
    if pin is not None:
        at.text_input[1].set_value(pin)
    return at.button[0].click().run()


def test_a_case_opens_with_reason_and_pin_and_the_register_knows(name, monkeypatch):
    signed_in(monkeypatch)
    at = opened()
    assert name in screens.everything(at)
    assert CASE in at.subheader[0].value
    (event,) = register.events("buka_kasus")
    assert (event.who, event.subject, event.after["alasan"]) == ("siti", CASE, REASON)
    assert name not in repr(register.events())


def test_it_closes_by_itself_and_at_once_by_hand(name, monkeypatch):
    signed_in(monkeypatch)
    at = opened()
    now = tirai.time.monotonic()
    monkeypatch.setattr(tirai.time, "monotonic", lambda: now + tirai.SECONDS + 1)
    at.run()
    assert name not in screens.everything(at)
    monkeypatch.undo()


def test_closing_by_hand(name, monkeypatch):
    signed_in(monkeypatch)
    at = opened()
    at.button(key="tutup_kasus").click().run()
    assert name not in screens.everything(at)


@pytest.mark.parametrize(
    ("reason", "pin", "said"),
    [
        (REASON, "204817", "PIN tidak cocok"),
        (REASON, "", "PIN tidak cocok"),
        ("mau", PIN, "alasan"),
    ],
)
def test_without_a_reason_or_the_pin_it_stays_closed(name, monkeypatch, reason, pin, said):
    signed_in(monkeypatch)
    at = opened(reason, pin)
    assert said in at.error[0].value
    assert name not in screens.everything(at)
    assert register.events("buka_kasus") == []


def test_wrong_pins_lock_and_are_written_down(name, monkeypatch):
    signed_in(monkeypatch)
    for _ in range(accounts.MAX_TRIES):
        opened(pin="204817")
    assert "Terlalu banyak" in opened().error[0].value
    assert len(register.events("buka_kasus_gagal")) == accounts.MAX_TRIES


def test_an_account_without_a_pin_is_told_how_to_make_one(name, monkeypatch):
    signed_in(monkeypatch, pin=None)
    assert "Buat dahulu" in opened().error[0].value


def test_another_person_at_the_same_screen_finds_it_closed(name, monkeypatch):
    signed_in(monkeypatch)
    at = opened()
    token = accounts.open_session(accounts.add("budi", PASSWORD, "pakar"))
    monkeypatch.setattr(access, "token", lambda: token)
    at.run()
    assert name not in screens.everything(at)


def test_cases_of_other_areas_are_not_even_listed(name, monkeypatch):
    signed_in(monkeypatch, "tim_teknis", areas=("33.75.02",))
    at = screens.open_page(PAGE, wilayah="Kota Pekalongan")
    assert all(
        "Pekalongan Barat" not in option for option in at.selectbox(key="kasus_dibuka").options
    )
    assert CASE not in screens.everything(at)


def test_in_a_contoh_store_no_pin_is_asked(name):
    at = opened(pin=None)
    assert name in screens.everything(at)
