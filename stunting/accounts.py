"""Local operator accounts: passwords (argon2id), lock-out after wrong tries, sessions.

Kept in accounts.sqlite in the store, apart from the register, because these rows do change. That an
account was added or revoked and who signed in or out is written into the register as well.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from sqlite3 import Connection

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from stunting import register, store

ROLES = ("operator",)
MIN_PASSWORD = 10
MAX_PASSWORD = 1000  # argon2 reads all of it: a megabyte of password is an attack, not a password
MAX_TRIES = 5
TRY_WINDOW = timedelta(minutes=15)
SESSION_LENGTH = timedelta(hours=8)

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_SCHEMA = """
create table if not exists akun (
    nama text primary key,
    sandi text not null,
    peran text not null,
    dibuat text not null
);
create table if not exists percobaan (nama text not null, waktu real not null);
create table if not exists sesi (
    token_sha256 text primary key,
    nama text not null,
    dibuat real not null,
    habis real not null
);
"""


class AccountError(ValueError):
    """Why an account could not be made, revoked or used, as one Indonesian sentence."""


class Locked(AccountError):
    """Too many wrong tries for this name."""


@dataclass(frozen=True)
class Account:
    """Who may sign in; ``created`` has a zone."""

    name: str
    role: str
    created: datetime


def add(name: str, password: str, role: str = "operator") -> Account:
    """Make an account. Raises AccountError: name taken or malformed, password too short, unknown role."""
    name = _normal(name)
    if not _NAME.fullmatch(name):
        raise AccountError(
            "Nama akun terdiri atas 2 sampai 40 huruf kecil, angka, titik, garis bawah atau tanda hubung."
        )
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise AccountError(
            f"Kata sandi paling sedikit {MIN_PASSWORD} dan paling banyak {MAX_PASSWORD} karakter."
        )
    if role not in ROLES:
        raise AccountError(f"Peran tidak dikenal: {role}. Yang ada: {', '.join(ROLES)}.")
    account = Account(name, role, datetime.now(UTC))
    hashed = PasswordHasher().hash(password)
    with _database() as con:
        if con.execute("select 1 from akun where nama = ?", (name,)).fetchone():
            raise AccountError(f"Akun {name} sudah ada.")
        con.execute(
            "insert into akun values (?, ?, ?, ?)",
            (name, hashed, role, account.created.isoformat()),
        )
    register.append("akun", name, before=None, after={"peran": role}, who="baris perintah")
    return account


def revoke(name: str) -> None:
    """Remove an account and end its sessions at once. Raises AccountError when there is none."""
    name = _normal(name)
    with _database() as con:
        found = con.execute("delete from akun where nama = ? returning peran", (name,)).fetchall()
        if not found:
            raise AccountError(f"Akun {name} tidak ada.")
        con.execute("delete from sesi where nama = ?", (name,))
    register.append("akun", name, before={"peran": found[0][0]}, after=None, who="baris perintah")


def list_accounts() -> list[Account]:
    """All accounts by name."""
    with _database(write=False) as con:
        rows = con.execute("select nama, peran, dibuat from akun order by nama").fetchall()
    return [Account(name, role, datetime.fromisoformat(made)) for name, role, made in rows]


def verify(name: str, password: str) -> Account | None:
    """The account when name and password belong together, else None.

    Costs the same for a name that does not exist. Raises Locked after MAX_TRIES wrong tries within
    TRY_WINDOW, for unknown names too. A try is counted before it is checked, so that many at the same
    time do not slip past the limit; a right password clears the count.
    """
    name, now = _normal(name), datetime.now(UTC).timestamp()
    with _database() as con:
        con.execute("delete from percobaan where waktu < ?", (now - TRY_WINDOW.total_seconds(),))
        tries = con.execute("select count(*) from percobaan where nama = ?", (name,)).fetchone()[0]
        if tries < MAX_TRIES:
            con.execute("insert into percobaan values (?, ?)", (name, now))
        found = con.execute(
            "select sandi, peran, dibuat from akun where nama = ?", (name,)
        ).fetchone()
    if tries >= MAX_TRIES:
        minutes = int(TRY_WINDOW.total_seconds() // 60)
        raise Locked(f"Terlalu banyak percobaan masuk. Coba lagi setelah {minutes} menit.")
    try:
        PasswordHasher().verify(found[0] if found else _nobodys_hash(), password[:MAX_PASSWORD])
    except VerificationError:
        return None
    if not found:
        return None
    with _database() as con:
        con.execute("delete from percobaan where nama = ?", (name,))
    return Account(name, found[1], datetime.fromisoformat(found[2]))


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return PasswordHasher().hash(secrets.token_urlsafe(32))


def open_session(account: Account) -> str:
    """Start a session of SESSION_LENGTH; the token returned is stored only as its sha256."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC).timestamp()
    with _database() as con:
        con.execute("delete from sesi where habis < ?", (now,))
        con.execute(
            "insert into sesi values (?, ?, ?, ?)",
            (_fingerprint(token), account.name, now, now + SESSION_LENGTH.total_seconds()),
        )
    register.append("sesi", account.name, before=None, after="masuk", who=account.name)
    return token


def session_user(token: str) -> Account | None:
    """The account a session token belongs to, None when it is unknown, over or its account is revoked."""
    if not (store.home() / "accounts.sqlite").exists():
        return None
    with _database(write=False) as con:
        row = con.execute(
            "select nama, peran, akun.dibuat from sesi join akun using (nama)"
            " where token_sha256 = ? and habis > ?",
            (_fingerprint(token), datetime.now(UTC).timestamp()),
        ).fetchone()
    return Account(row[0], row[1], datetime.fromisoformat(row[2])) if row else None


def close_session(token: str) -> None:
    """End a session; an unknown token is no error."""
    with _database() as con:
        row = con.execute(
            "delete from sesi where token_sha256 = ? returning nama", (_fingerprint(token),)
        ).fetchall()
    if row:
        register.append("sesi", row[0][0], before="masuk", after="keluar", who=row[0][0])


def _database(*, write: bool = True) -> AbstractContextManager[Connection]:
    return register.database(store.home() / "accounts.sqlite", _SCHEMA, write=write)


def _normal(name: str) -> str:
    return name.strip().casefold()[:40]


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
