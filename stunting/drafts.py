"""Drafts of kertas kerja: what was typed and is not yet in the data. They name people: they lie in the store.

One SQLite file, mode 0600; a draft goes when it has been taken in, is thrown away, or with the person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from stunting import register, store

FILE = "draf.sqlite"
_STEPS = (
    """
create table draf (
    kasus_id text primary key,
    kelompok text not null,
    isi text not null,
    oleh text not null,
    waktu text not null,
    revisi integer not null
);
""",
)


@dataclass(frozen=True)
class Draft:
    """What was typed about one case; ``revisi`` counts up with each saving."""

    kasus_id: str
    kelompok: str
    isi: dict[str, object]
    oleh: str
    waktu: datetime
    revisi: int


class Overtaken(ValueError):
    """Somebody else saved the draft in between; nothing was written."""


def save(kasus_id: str, kelompok: str, isi: Mapping[str, object], who: str, seen: int) -> int:
    """Keep a draft; returns its revision. ``seen``: the revision the writer had in sight, 0 for a new one.

    Raises Overtaken when it is another one by now: two people must not overwrite each other unseen.
    """
    text = json.dumps(dict(isi), ensure_ascii=False, default=str)
    with _database() as con:
        found = con.execute(
            "select revisi, oleh from draf where kasus_id = ?", (kasus_id,)
        ).fetchone()
        known, other = found or (0, "")
        if known != seen:
            by = f"disimpan {other}" if other else "dibuang orang lain"
            raise Overtaken(
                f"Draf {kasus_id} sudah {by} sesudah Anda membukanya. Buka lagi drafnya, lalu ulangi "
                "perubahan Anda."
            )
        con.execute(
            "insert into draf values (?, ?, ?, ?, ?, ?) on conflict (kasus_id) do update set"
            " kelompok = excluded.kelompok, isi = excluded.isi, oleh = excluded.oleh,"
            " waktu = excluded.waktu, revisi = excluded.revisi",
            (kasus_id, kelompok, text, who, datetime.now().isoformat(), known + 1),
        )
    return known + 1


def listed() -> list[Draft]:
    """All drafts by case code."""
    if not _file().exists():
        return []
    with _database(write=False) as con:
        rows = con.execute(
            "select kasus_id, kelompok, isi, oleh, waktu, revisi from draf order by kasus_id"
        ).fetchall()
    return [
        Draft(code, group, json.loads(text), who, datetime.fromisoformat(when), revision)
        for code, group, text, who, when, revision in rows
    ]


def forget(kasus_id: str) -> None:
    """Throw a draft away; one that is not there is no error."""
    if _file().exists():
        with _database() as con:
            con.execute("delete from draf where kasus_id = ?", (kasus_id,))
        register.settle(_file())


def _file() -> Path:
    return store.home() / FILE


def _database(*, write: bool = True) -> AbstractContextManager[Connection]:
    return register.database(_file(), _STEPS, write=write)
