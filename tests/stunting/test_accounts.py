"""Operator accounts: made, checked, locked, revoked; sessions that end."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from stunting import accounts, register, store
from stunting.__main__ import main

PASSWORD = "kata sandi yang panjang"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def _real_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "PasswordHasher", PasswordHasher)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch):
    """Hashes that cost little: for tests that try many times."""
    accounts._nobodys_hash.cache_clear()
    monkeypatch.setattr(accounts, "PasswordHasher", lambda: PasswordHasher(1, 8, 1))
    yield
    accounts._nobodys_hash.cache_clear()


def test_right_name_and_password_belong_together():
    made = accounts.add("siti.r", PASSWORD)
    assert accounts.verify("siti.r", PASSWORD) == made
    assert made.role == "sekretariat"


def test_a_name_is_the_same_in_any_case_and_with_spaces_around(cheap):
    accounts.add(" Siti.R ", PASSWORD)
    assert accounts.verify("SITI.r", PASSWORD).name == "siti.r"


def test_a_wrong_password_or_name_is_nobody(cheap):
    accounts.add("siti", PASSWORD)
    assert accounts.verify("siti", PASSWORD + ".") is None
    assert accounts.verify("budi", PASSWORD) is None
    assert accounts.verify("", "") is None


def test_the_password_is_stored_as_argon2id_only(home: Path):
    accounts.add("siti", PASSWORD)
    stored = b"".join(path.read_bytes() for path in home.iterdir())
    assert b"$argon2id$" in stored
    assert PASSWORD.encode() not in stored


@pytest.mark.parametrize(
    ("name", "password", "role", "why"),
    [
        ("siti", "sembilan9", "sekretariat", "paling sedikit 10"),
        ("siti", "x" * 1001, "sekretariat", "paling banyak 1000"),
        ("s", PASSWORD, "sekretariat", "Nama akun"),
        ("siti r", PASSWORD, "sekretariat", "Nama akun"),
        ("-siti", PASSWORD, "sekretariat", "Nama akun"),
        ("siti", PASSWORD, "raja", "Peran tidak dikenal: raja"),
    ],
)
def test_what_cannot_be_an_account_is_refused_with_a_sentence(name, password, role, why):
    with pytest.raises(accounts.AccountError, match=why):
        accounts.add(name, password, role)
    assert accounts.list_accounts() == []


def test_a_name_is_given_once(cheap):
    accounts.add("siti", PASSWORD)
    with pytest.raises(accounts.AccountError, match="sudah ada"):
        accounts.add("SITI", "sandi lain yang panjang")
    assert accounts.verify("siti", PASSWORD) is not None


def test_accounts_are_listed_by_name_without_their_passwords(cheap):
    for name in ("siti", "budi"):
        accounts.add(name, PASSWORD)
    found = accounts.list_accounts()
    assert [each.name for each in found] == ["budi", "siti"]
    assert "argon2" not in repr(found)


@pytest.mark.parametrize("name", ["siti", "tidak-ada"])
def test_after_five_wrong_tries_even_the_right_password_waits(cheap, name):
    accounts.add("siti", PASSWORD)
    for _ in range(accounts.MAX_TRIES):
        assert accounts.verify(name, "salah sama sekali") is None
    with pytest.raises(accounts.Locked, match="15 menit"):
        accounts.verify(name, PASSWORD)


def test_a_lock_is_for_one_name_and_ends(cheap, monkeypatch):
    accounts.add("siti", PASSWORD)
    accounts.add("budi", PASSWORD)
    for _ in range(accounts.MAX_TRIES):
        accounts.verify("siti", "salah sama sekali")
    assert accounts.verify("budi", PASSWORD) is not None
    monkeypatch.setattr(accounts, "TRY_WINDOW", timedelta(seconds=-1))
    assert accounts.verify("siti", PASSWORD) is not None


def test_a_right_password_clears_the_count(cheap):
    accounts.add("siti", PASSWORD)
    for _ in range(3):
        for _ in range(accounts.MAX_TRIES - 1):
            accounts.verify("siti", "salah sama sekali")
        assert accounts.verify("siti", PASSWORD) is not None


def test_an_unknown_name_costs_a_hash_too(cheap, monkeypatch):
    checked = []

    class Watched(PasswordHasher):
        def verify(self, *given):
            checked.append(given)
            return super().verify(*given)

    monkeypatch.setattr(accounts, "PasswordHasher", lambda: Watched(1, 8, 1))
    assert accounts.verify("tidak-ada", PASSWORD) is None
    assert len(checked) == 1


def test_a_session_belongs_to_its_account_until_it_is_closed(cheap, home: Path):
    account = accounts.add("siti", PASSWORD)
    token = accounts.open_session(account)
    assert accounts.session_user(token) == account
    assert accounts.session_user(token + "x") is None
    assert token.encode() not in b"".join(path.read_bytes() for path in home.iterdir())
    accounts.close_session(token)
    assert accounts.session_user(token) is None
    accounts.close_session(token)  # once more is no error


def test_a_session_ends_by_itself(cheap, monkeypatch):
    monkeypatch.setattr(accounts, "SESSION_LENGTH", timedelta(seconds=-1))
    token = accounts.open_session(accounts.add("siti", PASSWORD))
    assert accounts.session_user(token) is None


def test_without_any_account_no_token_is_known_and_no_file_is_made(home: Path):
    assert accounts.session_user("x") is None
    assert list(home.iterdir()) == []


def test_revoking_ends_the_sessions_too(cheap):
    account = accounts.add("siti", PASSWORD)
    token = accounts.open_session(account)
    accounts.revoke("Siti")
    assert accounts.list_accounts() == []
    assert accounts.session_user(token) is None
    accounts.add("siti", PASSWORD)  # the same name later is somebody else
    assert accounts.session_user(token) is None
    with pytest.raises(accounts.AccountError, match="tidak ada"):
        accounts.revoke("budi")


def test_the_register_knows_of_accounts_and_sessions_but_no_secret(cheap):
    account = accounts.add("siti", PASSWORD)
    token = accounts.open_session(account)
    accounts.close_session(token)
    accounts.revoke("siti")
    events = register.events()
    assert [(event.kind, event.subject, event.before, event.after) for event in events] == [
        ("akun", "siti", None, {"opd": None, "peran": "sekretariat", "wilayah": []}),
        ("sesi", "siti", None, "masuk"),
        ("sesi", "siti", "masuk", "keluar"),
        ("akun", "siti", {"peran": "sekretariat"}, None),
    ]
    assert PASSWORD not in repr(events)
    assert token not in repr(events)


def test_a_password_somebody_else_set_is_marked_until_it_is_changed(cheap):
    accounts.add("siti", PASSWORD, temporary=True)
    token = accounts.open_session(accounts.verify("siti", PASSWORD))
    assert accounts.session_user(token).temporary
    assert accounts.change_password("siti", "bukan yang itu", "kata sandi milik sendiri") is None
    changed = accounts.change_password("siti", PASSWORD, "kata sandi milik sendiri")
    assert changed.name == "siti"
    assert accounts.session_user(token) is None  # every older session ended
    assert not accounts.named("siti").temporary
    assert accounts.verify("siti", PASSWORD) is None
    assert accounts.verify("siti", "kata sandi milik sendiri").name == "siti"


@pytest.mark.parametrize(("new", "why"), [("pendek", "paling sedikit"), (PASSWORD, "berbeda")])
def test_a_new_password_must_be_one(cheap, new, why):
    accounts.add("siti", PASSWORD)
    with pytest.raises(accounts.AccountError, match=why):
        accounts.change_password("siti", PASSWORD, new)


def test_a_pin_is_checked_and_locked_like_a_password_but_apart_from_it(cheap):
    accounts.add("siti", PASSWORD)
    assert not accounts.verify_pin("siti", "")  # none was chosen: nothing fits
    assert not accounts.set_pin("siti", "bukan yang itu", "204816")
    assert accounts.set_pin("siti", PASSWORD, "204816")
    assert accounts.named("siti").has_pin
    assert accounts.verify_pin("siti", "204816")
    for _ in range(accounts.MAX_TRIES):
        assert not accounts.verify_pin("siti", "204817")
    with pytest.raises(accounts.Locked):
        accounts.verify_pin("siti", "204816")
    assert accounts.verify("siti", PASSWORD)  # wrong PINs do not shut the door


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "123456", "987654", "111111", "121212", "abcdef", ""]
)
def test_a_pin_anybody_would_try_is_refused(cheap, pin):
    accounts.add("siti", PASSWORD)
    with pytest.raises(accounts.AccountError, match="enam angka"):
        accounts.set_pin("siti", PASSWORD, pin)


def test_whom_a_provider_signs_in_is_found_by_address_and_has_no_password(cheap):
    made = accounts.add(
        "camat.ngoro", None, "camat", areas=("35.16.05",), email="Camat@Contoh.test"
    )
    assert accounts.by_email(" camat@contoh.TEST") == made
    assert accounts.by_email("lain@contoh.test") is None
    assert accounts.verify("camat.ngoro", "") is None
    with pytest.raises(accounts.AccountError, match="perlu surel"):
        accounts.add("tanpa", None)
    with pytest.raises(accounts.AccountError, match="sudah dipakai"):
        accounts.add("kedua", None, email="camat@contoh.test")


@pytest.mark.parametrize("code", ["Ngoro", "35", "35.16.1", "35.16.05.2001.1", "35.16.05'"])
def test_an_area_is_a_code(code):
    with pytest.raises(accounts.AccountError, match="Kode wilayah"):
        accounts.add("siti", PASSWORD, "camat", areas=(code,))


def test_accounts_of_the_first_release_keep_working_as_the_secretariat(home: Path, cheap):
    con = sqlite3.connect(home / "accounts.sqlite")
    con.executescript(accounts._STEPS[0])
    hashed = accounts.PasswordHasher().hash(PASSWORD)
    con.execute(
        "insert into akun values ('lama', ?, 'operator', '2026-11-01T08:00:00+00:00')", [hashed]
    )
    con.commit()
    con.close()
    account = accounts.verify("lama", PASSWORD)
    assert (account.role, account.areas, account.temporary) == ("sekretariat", (), False)
    accounts.add("baru", PASSWORD)
    assert [each.name for each in accounts.list_accounts()] == ["baru", "lama"]


def test_a_file_of_a_later_release_is_left_alone(home: Path, cheap):
    accounts.add("siti", PASSWORD)
    con = sqlite3.connect(home / "accounts.sqlite")
    con.execute("pragma user_version = 99")
    con.close()
    with pytest.raises(store.StoreError, match="lebih baru"):
        accounts.list_accounts()


def test_who_has_no_password_gets_a_pin_from_the_server(cheap, monkeypatch, capsys):
    accounts.add("wati", None, "pakar", email="wati@dinas.example")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "204816")
    assert main(["akun", "pin", "wati"]) == 0
    assert accounts.verify_pin("wati", "204816")
    assert accounts.named("wati").has_pin
    monkeypatch.setattr("getpass.getpass", lambda prompt: "123456")
    assert main(["akun", "pin", "wati"]) != 0
    assert "enam angka" in capsys.readouterr().err
    assert main(["akun", "pin", "tidakada"]) != 0
