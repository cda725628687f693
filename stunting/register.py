"""The register: what people decided and did, as events that are only ever added.

One SQLite file (WAL: several processes write, readers never wait, a kill loses nothing that was
acknowledged). The database itself refuses to change or remove an event.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from stunting import store

# The steps that make the file, oldest first; a file of an earlier release gets those it lacks.
_STEPS = (
    """
create table peristiwa (
    id integer primary key autoincrement,
    event_id text unique,
    at text not null,
    kind text not null,
    subject text not null,
    before text,
    after text,
    who text not null
);
create index peristiwa_kind on peristiwa (kind, id);
create trigger peristiwa_tetap before update on peristiwa
begin select raise(abort, 'register hanya dapat ditambah'); end;
create trigger peristiwa_tinggal before delete on peristiwa
begin select raise(abort, 'register hanya dapat ditambah'); end;
""",
)


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``before`` and ``after`` are whatever JSON holds; ``at`` has a zone."""

    id: int
    at: datetime
    kind: str
    subject: str
    before: object
    after: object
    who: str


@contextmanager
def database(path: Path, steps: tuple[str, ...], *, write: bool) -> Iterator[sqlite3.Connection]:
    """A SQLite file of the store, made on demand with mode 0600; the block is one transaction.

    ``steps``: the schema, each release's changes as one script; how many of them a file has is kept in its
    user_version. Several processes may write: each waits up to 10 s for the other. Readers wait for nobody.
    """
    if write:
        store.may_write()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        con = sqlite3.connect(path, timeout=10, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path) from error
    try:
        con.execute("pragma recursive_triggers = on")  # else "insert or replace" deletes unseen
        con.execute("pragma synchronous = full")  # acknowledged means on the disk
        con.execute("pragma secure_delete = on")  # what is deleted is overwritten, not only let go
        if (taken := _taken(con)) < len(steps):
            _bring_up_to_date(con, steps)
        elif taken > len(steps):
            raise store.StoreError(
                f"{path.name} dibuat oleh versi aplikasi yang lebih baru. Pasang versi itu lagi."
            )
        con.execute("begin immediate" if write else "begin")
        yield con
        con.execute("commit")
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise _unusable(path) from error
    finally:
        con.close()  # without a commit this rolls back


def settle(path: Path) -> None:
    """Bring a SQLite file's log into it and empty the log: what was deleted is in neither afterwards."""
    with closing(sqlite3.connect(path, timeout=10)) as con:
        con.execute("pragma wal_checkpoint(truncate)")


def _unusable(path: Path) -> store.StoreError:
    return store.StoreError(
        f"{path.name} tidak dapat dibaca atau ditulis, jadi tidak ada yang disimpan. Periksa ruang disk dan "
        "hak akses folder penyimpanan; bila berkasnya rusak, pulihkan cadangan (python -m stunting restore)."
    )


def _taken(con: sqlite3.Connection) -> int:
    """How many steps of the schema this file has. The first release did not count them."""
    taken = con.execute("pragma user_version").fetchone()[0]
    if not taken and con.execute("select 1 from sqlite_master").fetchone():
        return 1
    return taken


def _bring_up_to_date(con: sqlite3.Connection, steps: tuple[str, ...]) -> None:
    """Take the steps a file lacks, each in a transaction; another process may be doing the same."""
    con.execute("pragma journal_mode = wal")
    con.execute("begin immediate")
    for number in range(_taken(con), len(steps)):
        for statement in _statements(steps[number]):
            con.execute(statement)
        con.execute(f"pragma user_version = {number + 1}")
    con.execute("commit")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would commit between them."""
    statement = ""
    for line in script.strip().splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _file() -> Path:
    return store.home() / "register.sqlite"


def start_anew() -> None:
    """Forget the events of a contoh store that becomes nyata. Never called for a nyata store."""
    for suffix in ("", "-wal", "-shm"):
        _file().with_name(_file().name + suffix).unlink(missing_ok=True)


def append(
    kind: str,
    subject: str,
    before: object,
    after: object,
    who: str,
    at: datetime | None = None,
    event_id: str | None = None,
) -> int:
    """Add one event and return its number.

    ``before`` and ``after`` are anything JSON can hold. With an ``event_id`` that is already there nothing
    is added and the number of the first is returned, so a caller may repeat after a doubtful end.
    """
    moment = at or datetime.now(UTC)
    if moment.tzinfo is None:
        moment = moment.astimezone()
    row = (
        event_id,
        moment.isoformat(timespec="milliseconds"),
        kind,
        subject,
        *(None if value is None else _as_json(value) for value in (before, after)),
        who,
    )
    with database(_file(), _STEPS, write=True) as con:
        known = con.execute("select id from peristiwa where event_id = ?", (event_id,)).fetchone()
        if known:
            return known[0]
        return con.execute(
            "insert into peristiwa (event_id, at, kind, subject, before, after, who)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def events(kind: str | None = None, after: int | None = None) -> list[Event]:
    """Events in the order they came: of one kind, and with a number above ``after``, if given."""
    if not _file().exists():
        return []
    with database(_file(), _STEPS, write=False) as con:
        rows = con.execute(
            "select id, at, kind, subject, before, after, who from peristiwa"
            " where (?1 is null or kind = ?1) and id > coalesce(?2, 0) order by id",
            (kind, after),
        ).fetchall()
    return [
        Event(
            number,
            datetime.fromisoformat(at),
            of_kind,
            subject,
            *(None if text is None else json.loads(text) for text in (old, new)),
            who,
        )
        for number, at, of_kind, subject, old, new, who in rows
    ]


def last_event(kind: str | None = None) -> int:
    """The number of the newest event (of one kind), 0 without any: a cache key for what reads events."""
    if not _file().exists():
        return 0
    with database(_file(), _STEPS, write=False) as con:
        return con.execute(
            "select coalesce(max(id), 0) from peristiwa where ?1 is null or kind = ?1", (kind,)
        ).fetchone()[0]


def identity() -> tuple[object, ...]:
    """Which register it is: with the number of its last event a key for everything that was ever said in it.

    Another one, also when it comes from a backup, is another file.
    """
    file = _file()
    return (file, file.stat().st_ino if file.exists() else None)
