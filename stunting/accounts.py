"""Accounts: role and areas, passwords and PIN (argon2id), lock-out after wrong tries, sessions.

Kept in accounts.sqlite in the store, apart from the register, because these rows do change. That an
account was added, changed or revoked and who signed in or out is written into the register as well.
Somebody whom an OIDC provider names has an account here too, without a password: identity is no permission.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from stunting import register, rights, store

MIN_PASSWORD = 10
MAX_PASSWORD = 1000  # argon2 reads all of it: a megabyte of password is an attack, not a password
MAX_TRIES = 5
TRY_WINDOW = timedelta(minutes=15)
SESSION_LENGTH = timedelta(hours=8)
PIN = re.compile(r"\d{6}")

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_CODE = re.compile(r"\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?")
_STEPS = (
    """
create table akun (
    nama text primary key,
    sandi text not null,
    peran text not null,
    dibuat text not null
);
create table percobaan (nama text not null, waktu real not null);
create table sesi (
    token_sha256 text primary key,
    nama text not null,
    dibuat real not null,
    habis real not null
);
""",
    """
alter table akun add column wilayah text not null default '[]';
alter table akun add column opd text;
alter table akun add column surel text;
alter table akun add column sementara integer not null default 0;
alter table akun add column pin text;
create unique index akun_surel on akun (surel);
update akun set peran = 'sekretariat' where peran = 'operator';
""",
)
_COLUMNS = "nama, peran, akun.dibuat, wilayah, opd, surel, sementara, pin is not null"


class AccountError(ValueError):
    """Why an account could not be made, revoked or used, as one Indonesian sentence."""


class Locked(AccountError):
    """Too many wrong tries for this name."""


@dataclass(frozen=True)
class Account:
    """Who may sign in; ``created`` has a zone.

    ``areas``: codes the account answers for; ``temporary``: the password was set by somebody else and must
    be changed before anything is shown.
    """

    name: str
    role: str
    created: datetime
    areas: tuple[str, ...] = ()
    opd: str | None = None
    email: str | None = None
    temporary: bool = False
    has_pin: bool = False


def add(
    name: str,
    password: str | None,
    role: str = "sekretariat",
    *,
    areas: tuple[str, ...] = (),
    opd: str | None = None,
    email: str | None = None,
    temporary: bool = False,
    who: str = "baris perintah",
) -> Account:
    """Make an account; without a password only the OIDC provider of ``email`` signs in.

    Raises AccountError: name taken or malformed, password too short, unknown role, area or address.
    """
    name = _normal(name)
    if not _NAME.fullmatch(name):
        raise AccountError(
            "Nama akun terdiri atas 2 sampai 40 huruf kecil, angka, titik, garis bawah atau tanda hubung."
        )
    if password is None and email is None:
        raise AccountError("Akun tanpa kata sandi perlu surel dari penyedia identitas (OIDC).")
    if password is not None:
        _check_password(password)
    if role not in rights.ROLES:
        raise AccountError(f"Peran tidak dikenal: {role}. Yang ada: {', '.join(rights.ROLES)}.")
    if unknown := [each for each in areas if not _CODE.fullmatch(each)]:
        raise AccountError(f"Kode wilayah tidak dikenal: {', '.join(unknown)}. Contoh: 35.16.01.")
    if email is not None and not _EMAIL.fullmatch(email):
        raise AccountError(f"Alamat surel tidak dapat dipakai: {email}.")
    email = email and email.strip().casefold()
    account = Account(name, role, datetime.now(UTC), areas, opd, email, temporary)
    hashed = "" if password is None else PasswordHasher().hash(password)
    with _database() as con:
        if con.execute("select 1 from akun where nama = ?", (name,)).fetchone():
            raise AccountError(f"Akun {name} sudah ada.")
        if con.execute("select 1 from akun where surel = ?", (email,)).fetchone():
            raise AccountError(f"Surel {email} sudah dipakai akun lain.")
        con.execute(
            "insert into akun (nama, sandi, peran, dibuat, wilayah, opd, surel, sementara)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                name,
                hashed,
                role,
                account.created.isoformat(),
                json.dumps(areas),
                opd,
                email,
                temporary,
            ),
        )
    about = {"peran": role, "wilayah": list(areas), "opd": opd}
    register.append("akun", name, before=None, after=about, who=who)
    return account


def revoke(name: str, who: str = "baris perintah") -> None:
    """Remove an account and end its sessions at once. Raises AccountError when there is none."""
    name = _normal(name)
    with _database() as con:
        found = con.execute("delete from akun where nama = ? returning peran", (name,)).fetchall()
        if not found:
            raise AccountError(f"Akun {name} tidak ada.")
        con.execute("delete from sesi where nama = ?", (name,))
    register.append("akun", name, before={"peran": found[0][0]}, after=None, who=who)


def list_accounts() -> list[Account]:
    """All accounts by name."""
    with _database(write=False) as con:
        rows = con.execute(f"select {_COLUMNS} from akun order by nama").fetchall()
    return [_account(row) for row in rows]


def named(name: str) -> Account | None:
    """The account of that name, None when there is none."""
    return _found(f"select {_COLUMNS} from akun where nama = ?", _normal(name))


def by_email(email: str) -> Account | None:
    """The account an OIDC provider's address belongs to, None when nobody was given one."""
    return _found(f"select {_COLUMNS} from akun where surel = ?", email.strip().casefold())


def _found(question: str, *values: object) -> Account | None:
    if not _file().exists():
        return None
    with _database(write=False) as con:
        row = con.execute(question, values).fetchone()
    return _account(row) if row else None


def verify(name: str, password: str) -> Account | None:
    """The account when name and password belong together, else None.

    Costs the same for a name that does not exist. Raises Locked after MAX_TRIES wrong tries within
    TRY_WINDOW, for unknown names too. A try is counted before it is checked, so that many at the same
    time do not slip past the limit; a right password clears the count.
    """
    name = _normal(name)
    _count_try(name)
    with _database(write=False) as con:
        found = con.execute(
            f"select sandi, {_COLUMNS} from akun where nama = ?", (name,)
        ).fetchone()
    if not _matches(found[0] if found else "", password) or not found:
        return None
    _clear_tries(name)
    return _account(found[1:])


def verify_pin(name: str, pin: str) -> bool:
    """Whether ``pin`` is the PIN of this account; raises Locked like ``verify``, counted apart."""
    name = _normal(name)
    _count_try(f"pin {name}")
    with _database(write=False) as con:
        found = con.execute("select pin from akun where nama = ?", (name,)).fetchone()
    if not _matches(found[0] if found and found[0] else "", pin):
        return False
    _clear_tries(f"pin {name}")
    return True


def change_password(name: str, old: str, new: str) -> Account | None:
    """Set a new password and end all sessions of the account; None when ``old`` is wrong.

    Raises Locked, and AccountError when the new one is too short or the same.
    """
    _check_password(new)
    if new == old:
        raise AccountError("Kata sandi baru harus berbeda dari yang lama.")
    account = verify(name, old)
    if account is None:
        return None
    with _database() as con:
        con.execute(
            "update akun set sandi = ?, sementara = 0 where nama = ?",
            (PasswordHasher().hash(new), account.name),
        )
        con.execute("delete from sesi where nama = ?", (account.name,))
    register.append("akun", account.name, before=None, after="kata sandi diganti", who=account.name)
    return account


def set_pin(name: str, password: str, pin: str) -> bool:
    """Set the PIN that opens a case; False when the password is wrong.

    Raises Locked, and AccountError for a PIN that is not six digits or is one anybody would try.
    """
    _check_pin(pin)
    account = verify(name, password)
    if account is None:
        return False
    _store_pin(account.name, pin, who=account.name)
    return True


def give_pin(name: str, pin: str, who: str = "baris perintah") -> None:
    """Set the PIN of an account without asking its password: from the server itself, or by whom the OIDC
    provider has just vouched for (access.just_signed_in); who signs in there has no password here.

    Raises AccountError for a weak PIN or when there is no such account.
    """
    _check_pin(pin)
    account = named(name)
    if account is None:
        raise AccountError(f"Akun {_normal(name)} tidak ada.")
    _store_pin(account.name, pin, who)


def _check_pin(pin: str) -> None:
    if not PIN.fullmatch(pin) or len(set(pin)) < 3 or pin in "01234567890 09876543210":
        raise AccountError("PIN terdiri atas enam angka, bukan urutan dan bukan angka berulang.")


def _store_pin(name: str, pin: str, who: str) -> None:
    with _database() as con:
        con.execute("update akun set pin = ? where nama = ?", (PasswordHasher().hash(pin), name))
    register.append("akun", name, before=None, after="PIN diganti", who=who)


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
    return _found(
        f"select {_COLUMNS} from sesi join akun using (nama) where token_sha256 = ? and habis > ?",
        _fingerprint(token),
        datetime.now(UTC).timestamp(),
    )


def close_session(token: str) -> None:
    """End a session; an unknown token is no error."""
    with _database() as con:
        row = con.execute(
            "delete from sesi where token_sha256 = ? returning nama", (_fingerprint(token),)
        ).fetchall()
    if row:
        register.append("sesi", row[0][0], before="masuk", after="keluar", who=row[0][0])


def _account(row: tuple) -> Account:
    name, role, made, areas, opd, email, temporary, has_pin = row
    return Account(
        name,
        role,
        datetime.fromisoformat(made),
        tuple(json.loads(areas)),
        opd,
        email,
        bool(temporary),
        bool(has_pin),
    )


def _count_try(name: str) -> None:
    """Count one more try for a name, before it is checked. Raises Locked once there were too many."""
    now = datetime.now(UTC).timestamp()
    with _database() as con:
        con.execute("delete from percobaan where waktu < ?", (now - TRY_WINDOW.total_seconds(),))
        tries = con.execute("select count(*) from percobaan where nama = ?", (name,)).fetchone()[0]
        if tries < MAX_TRIES:
            con.execute("insert into percobaan values (?, ?)", (name, now))
    if tries >= MAX_TRIES:
        minutes = int(TRY_WINDOW.total_seconds() // 60)
        raise Locked(f"Terlalu banyak percobaan. Coba lagi setelah {minutes} menit.")


def _clear_tries(name: str) -> None:
    with _database() as con:
        con.execute("delete from percobaan where nama = ?", (name,))


def _matches(hashed: str, given: str) -> bool:
    """Whether this is what was hashed; without a hash it costs the same and is never right."""
    try:
        PasswordHasher().verify(hashed or _nobodys_hash(), given[:MAX_PASSWORD])
    except VerificationError:
        return False
    return bool(hashed)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return PasswordHasher().hash(secrets.token_urlsafe(32))


def _check_password(password: str) -> None:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise AccountError(
            f"Kata sandi paling sedikit {MIN_PASSWORD} dan paling banyak {MAX_PASSWORD} karakter."
        )


def _file() -> Path:
    return store.home() / "accounts.sqlite"


def _database(*, write: bool = True) -> AbstractContextManager[Connection]:
    return register.database(_file(), _STEPS, write=write)


def _normal(name: str) -> str:
    return name.strip().casefold()[:40]


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
