"""The frame: which pages a caller gets, one version per screen, names only in mode kerja, first start."""

import os
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from stunting import (
    access,
    accounts,
    commands,
    db,
    formulas,
    kept,
    menu,
    register,
    sign_in,
    store,
)
from tests import small_store

FRAME = Path(menu.__file__).with_name("frame.py")
PAGE = """
import streamlit as st
from stunting import answers, filters, show
show.heading("{file}: " + filters.current().area)
st.session_state["version_seen"] = answers.version()
"""
NAMED_PAGE = """
from stunting import answers, show
rows = answers.ask_named("keluarga_bernama", siklus="2026-S1", scope=["33.75.01"])
show.heading(f"{len(rows)} keluarga")
"""
SECRET_PAGE = """
from stunting import access, rights, show
access.require(rights.UBAH)
show.heading("isi halaman operator")
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of small pages in place of the real ones."""
    folder = tmp_path / "pages"
    for entry in (*menu.RAPAT, *menu.KELOLA):
        (folder / entry.file).parent.mkdir(parents=True, exist_ok=True)
        (folder / entry.file).write_text(PAGE.format(file=entry.file))
    (folder / "kelola/impor.py").write_text(SECRET_PAGE)
    monkeypatch.setattr(menu, "FOLDER", folder)
    return folder


def start() -> AppTest:
    at = AppTest.from_file(str(FRAME), default_timeout=20).run()
    assert not at.exception
    return at


def go(at: AppTest, pages: Path, file: str) -> AppTest:
    at.switch_page(os.path.relpath(pages / file, FRAME.parent)).run()
    return at


def signed_in(monkeypatch: pytest.MonkeyPatch) -> str:
    token = accounts.open_session(accounts.add("siti", "kata sandi yang panjang"))
    monkeypatch.setattr(access, "token", lambda: token)
    return token


def listed(caller: access.Caller) -> list[tuple[str, str, str]]:
    """Title, address and visibility of every page of the menu."""

    def script(caller):
        import streamlit as st

        from stunting import menu

        st.session_state["listed"] = [
            (page.title, page.url_path, page.visibility)
            for section in menu.pages(caller).values()
            for page in section
        ]

    at = AppTest.from_function(script, args=(caller,)).run()
    assert not at.exception
    return at.session_state["listed"]


def test_it_opens_on_the_first_page_with_bar_date_mode_and_banner():
    small_store.make()
    at = start()
    assert at.title[0].value == "rapat/ringkasan.py: Kota Pekalongan"
    texts = [each.value for each in at.markdown]
    assert "Data per 28 Feb 2026" in texts
    assert any("DATA CONTOH" in text for text in texts)
    assert at.toggle(key=access.SWITCH).value is False


def test_the_choice_stays_on_the_next_page(pages):
    small_store.make()
    at = start()
    at.selectbox(key="wilayah").select("Kabupaten Mojokerto").run()
    go(at, pages, "rapat/tren.py")
    assert at.title[0].value == "rapat/tren.py: Kabupaten Mojokerto"


def test_pages_of_the_secretariat_are_open_in_a_contoh_store(pages):
    small_store.make()
    at = go(start(), pages, "kelola/impor.py")
    assert at.title[0].value == "isi halaman operator"


def test_a_guest_of_a_nyata_store_gets_the_meetings_pages_only(pages):
    small_store.make(store.NYATA)
    at = start()
    assert [each.key for each in at.toggle] == ["gelap"]
    texts = [each.value for each in at.markdown]
    assert "Mode tayang" in texts
    assert not any("DATA CONTOH" in text for text in texts)
    with pytest.raises(ValueError, match=r"impor\.py"):
        go(at, pages, "kelola/impor.py")


def test_the_menu_follows_who_is_asking():
    meeting = [(entry.title, entry.address, "visible") for entry in menu.RAPAT]
    meeting[0] = (menu.RAPAT[0].title, "", "visible")  # the first one opens at "/"
    operator = access.Caller("siti", "sekretariat", signed_in=True)
    assert listed(operator) == [
        *meeting,
        *((entry.title, entry.address, "visible") for entry in menu.KELOLA),
    ]
    hidden = [("Masuk", entry.address, "hidden") for entry in menu.KELOLA]
    guest = listed(access.GUEST)
    assert [each for each in guest if each[2] == "visible"] == meeting
    assert [each for each in guest if each[2] == "hidden"] == hidden


def test_an_operator_reaches_the_pages_until_the_account_is_revoked(pages, monkeypatch):
    small_store.make(store.NYATA)
    signed_in(monkeypatch)
    at = go(start(), pages, "kelola/impor.py")
    assert at.title[0].value == "isi halaman operator"
    accounts.revoke("siti")
    at.run()
    assert at.title[0].value == "Masuk untuk membuka halaman Impor"
    assert "isi halaman operator" not in [each.value for each in at.title]


def test_a_failed_sign_in_is_said_on_the_page():
    small_store.make(store.NYATA)
    at = AppTest.from_file(str(FRAME), default_timeout=20)
    at.query_params["masuk"] = "gagal"
    at.run()
    assert at.error[0].value == sign_in.MESSAGES["gagal"]


def test_names_are_shown_in_mode_kerja_only_and_each_look_is_written_down(pages, monkeypatch):
    small_store.make(store.NYATA)
    (pages / "rapat/ringkasan.py").write_text(NAMED_PAGE)
    signed_in(monkeypatch)
    at = AppTest.from_file(str(FRAME), default_timeout=20).run()
    assert at.exception  # mode tayang, also for an operator
    assert register.events("lihat_identitas") == []

    at.toggle(key=access.SWITCH).set_value(True).run()
    assert not at.exception
    assert at.title[0].value == "1 keluarga"  # the stunted child, whose family is not known
    at.run()  # the same screen once more is not another look
    (look,) = register.events("lihat_identitas")
    assert (look.who, look.subject) == ("siti", "keluarga_bernama")
    assert look.after["parameter"] == {"siklus": "2026-S1", "scope": ["33.75.01"]}

    accounts.revoke("siti")
    at.run()
    assert at.exception


def test_a_question_with_names_is_refused_as_an_ordinary_one(pages):
    small_store.make()
    (pages / "rapat/ringkasan.py").write_text(
        "from stunting import answers\nanswers.ask('keluarga_bernama', siklus='x', scope=[])\n"
    )
    at = AppTest.from_file(str(FRAME), default_timeout=20).run()
    assert at.exception


def test_a_screen_sees_a_new_version_at_its_next_run():
    first = small_store.make()
    at = start()
    assert at.session_state["version_seen"] == first
    with store.new_version(base=first):
        pass
    assert at.session_state["version_seen"] == first
    at.run()
    assert at.session_state["version_seen"] == store.current() != first


def test_answers_of_a_version_are_computed_once(monkeypatch):
    small_store.make()
    asked = []
    answer = db.ask

    def counting(folder, name, params, **more):
        asked.append((name, *sorted(params.items())))
        return answer(folder, name, params, **more)

    monkeypatch.setattr(db, "ask", counting)
    kept.forget()
    at = start()
    at.run()
    assert len(asked) == len(set(asked)) > 0
    with store.new_version(base=store.current()):
        pass
    before = len(asked)
    at.run()
    assert len(asked) == 2 * before


def test_the_first_start_prepares_the_sample(monkeypatch):
    monkeypatch.setattr(commands, "ensure_store", small_store.make)
    at = start()
    assert at.title[0].value == "rapat/ringkasan.py: Kota Pekalongan"


def test_a_store_that_cannot_be_read_is_explained(home):
    small_store.make()
    (home / "CURRENT").write_text("20200101-000000\n")
    at = start()
    assert at.title[0].value == "Halaman ini belum dapat ditampilkan"
    assert "rollback" in at.error[0].value


def test_nothing_is_shown_before_a_password_somebody_else_set_is_changed(pages, monkeypatch):
    small_store.make(store.NYATA)
    account = accounts.add("siti", "kata sandi yang panjang", temporary=True)
    token = accounts.open_session(account)
    monkeypatch.setattr(access, "token", lambda: token)
    at = start()
    assert [each.value for each in at.title] == ["Ganti kata sandi pertama Anda"]
    assert [each.key for each in at.toggle] == ["gelap"]
    with pytest.raises(ValueError, match=r"impor\.py"):
        go(at, pages, "kelola/impor.py")


def test_a_camat_gets_the_meetings_pages_and_names_of_one_kecamatan(pages, monkeypatch):
    small_store.make(store.NYATA)
    (pages / "rapat/keluarga_berisiko.py").write_text(NAMED_PAGE)
    account = accounts.add("camat", "kata sandi yang panjang", "camat", areas=("33.75.01",))
    token = accounts.open_session(account)
    monkeypatch.setattr(access, "token", lambda: token)
    at = start()
    assert [each.key for each in at.toggle] == ["gelap"]  # no names on the first page
    go(at, pages, "rapat/keluarga_berisiko.py")
    assert at.exception  # mode tayang
    at.toggle(key=access.SWITCH).set_value(True).run()
    assert at.title[0].value == "1 keluarga"
    (pages / "rapat/keluarga_berisiko.py").write_text(NAMED_PAGE.replace("33.75.01", "33.75.02"))
    at.run()
    assert at.exception  # the neighbour's families, whatever a page asks for


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"email": "Camat@contoh.test"}, "camat"),
        ({"email": "camat@contoh.test", "email_verified": False}, "tamu"),
        ({"email": "orang.lain@contoh.test"}, "tamu"),  # identity is not permission
        ({"email": "camat@contoh.test", "iat": 1}, "tamu"),  # signed in long ago
        ({}, "tamu"),
    ],
)
def test_whom_the_provider_names_is_looked_up_among_our_accounts(pages, monkeypatch, claims, role):
    small_store.make(store.NYATA)
    accounts.add("camat", None, "camat", areas=("33.75.01",), email="camat@contoh.test")
    monkeypatch.setattr(access, "token", lambda: None)
    monkeypatch.setattr(access, "identity", lambda: {"iat": time.time()} | claims if claims else {})
    (pages / "rapat/ringkasan.py").write_text(
        "import streamlit as st\nfrom stunting import access\nst.title(access.current().role)\n"
    )
    assert start().title[0].value == role


def test_a_version_of_an_earlier_release_is_built_anew_once(monkeypatch):
    first = small_store.make()
    monkeypatch.setattr(formulas, "shape", lambda: "bentuk rilis berikut")
    at = start()
    assert at.session_state["version_seen"] == store.current() != first
    assert store.report(store.current())["asal"] == "pembaruan aplikasi"
    at.run()
    start()
    assert len(store.versions()) == 2


def test_a_harmed_version_is_a_sentence_and_not_a_trace():
    version = small_store.make()
    file = store.folder(version) / "stunting.duckdb"
    file.write_bytes(file.read_bytes()[:5000])
    at = AppTest.from_file(str(FRAME), default_timeout=20).run()
    assert not at.exception
    assert "rollback" in at.error[0].value or "cadangan" in at.error[0].value
