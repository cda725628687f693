"""Operator accounts: made, checked, locked, revoked; sessions that end."""

from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from stunting import accounts, register

PASSWORD = "kata sandi yang panjang"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    return tmp_path


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
    assert made.role == "operator"


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
        ("siti", "sembilan9", "operator", "paling sedikit 10"),
        ("siti", "x" * 1001, "operator", "paling banyak 1000"),
        ("s", PASSWORD, "operator", "Nama akun"),
        ("siti r", PASSWORD, "operator", "Nama akun"),
        ("-siti", PASSWORD, "operator", "Nama akun"),
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
        ("akun", "siti", None, {"peran": "operator"}),
        ("sesi", "siti", None, "masuk"),
        ("sesi", "siti", "masuk", "keluar"),
        ("akun", "siti", {"peran": "operator"}, None),
    ]
    assert PASSWORD not in repr(events)
    assert token not in repr(events)
