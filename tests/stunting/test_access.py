"""Who is asking: everybody in a contoh store, a session's account in a nyata one; nobody else."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from stunting import access, accounts, rights, store

PASSWORD = "kata sandi yang panjang"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def nyata():
    store.create(store.Kind(store.NYATA, ("33.75",)))


@pytest.fixture
def token(nyata) -> str:
    return accounts.open_session(accounts.add("siti", PASSWORD))


def sends(monkeypatch: pytest.MonkeyPatch, token: str | None) -> None:
    monkeypatch.setattr(access, "token", lambda: token)


def script():
    import streamlit as st

    from stunting import access

    st.session_state["caller"] = access.current()


def caller(switch: bool = False) -> access.Caller:
    at = AppTest.from_function(script)
    at.session_state[access.SWITCH] = switch
    at.run()
    assert not at.exception
    return at.session_state["caller"]


def test_in_a_contoh_store_everybody_may_work_and_starts_in_mode_tayang():
    store.create(store.Kind(store.CONTOH, ("33.75",)))
    assert caller() == access.Caller("pengunjung contoh", "sekretariat")
    assert caller(switch=True).kerja


@pytest.mark.parametrize("sent", [None, "", "bukan token"])
def test_in_a_nyata_store_a_guest_sees_mode_tayang_whatever_the_switch_says(
    nyata, monkeypatch, sent
):
    sends(monkeypatch, sent)
    assert caller(switch=True) == access.GUEST
    assert not access.GUEST.kerja
    assert not access.GUEST.may(rights.NAMA, "keluarga_berisiko")
    assert not access.GUEST.may(rights.LIHAT, "impor")


def test_an_operator_switches_to_mode_kerja_by_hand(token, monkeypatch):
    sends(monkeypatch, token)
    assert caller() == access.Caller("siti", "sekretariat", signed_in=True)
    assert caller(switch=True) == access.Caller(
        "siti", "sekretariat", mode=access.KERJA, signed_in=True
    )


def test_a_session_is_asked_for_anew_each_time(token, monkeypatch):
    sends(monkeypatch, token)
    assert caller().may(rights.UBAH, "impor")
    accounts.revoke("siti")
    assert caller(switch=True) == access.GUEST


def test_a_page_of_the_secretariat_asks_once_more(token, monkeypatch):
    sends(monkeypatch, None)
    with pytest.raises(access.NotSignedIn, match="tidak mencakup"):
        access.require(rights.UBAH)
    sends(monkeypatch, token)
    assert access.require(rights.UBAH).name == "siti"


def test_without_a_store_there_is_a_sentence():
    with pytest.raises(store.StoreError, match="Belum ada penyimpanan"):
        access.current()


def test_the_form_cannot_be_broken_out_of():
    def script():
        from stunting import sign_in

        sign_in.form('/impor?x="><script>alert(1)</script>')

    at = AppTest.from_function(script).run()
    assert not at.exception
    assert "<script>" not in at.html[0].value
    assert 'value="/impor?x=&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in at.html[0].value


@pytest.mark.parametrize(
    ("claims", "fresh"),
    [
        ({}, False),
        ({"iat": 0}, False),
        ({"iat": -599}, True),
        ({"iat": -601}, False),
        ({"iat": -5, "auth_time": -7200}, False),  # a new token of an old sign-in proves nothing
    ],
)
def test_the_provider_vouches_for_ten_minutes_only(monkeypatch, claims, fresh):
    now = time.time()
    said = {name: now + ago for name, ago in claims.items() if ago}
    monkeypatch.setattr(access, "identity", lambda: said)
    assert access.just_signed_in() == fresh
