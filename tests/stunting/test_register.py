"""The register: events are added once, in order, by several processes, and never change."""

import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stunting import register

ROOT = Path(register.__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    return tmp_path


def test_an_empty_register_has_no_events_and_makes_no_file(home: Path):
    assert register.events() == []
    assert register.last_event() == 0
    assert list(home.iterdir()) == []


def test_an_event_comes_back_as_it_was_added():
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    number = register.append("status", "RTL-1", "belum", {"status": "proses"}, "siti", at=at)
    assert register.events() == [
        register.Event(number, at, "status", "RTL-1", "belum", {"status": "proses"}, "siti")
    ]


def test_a_moment_without_a_zone_is_local_time_and_none_is_now():
    register.append("status", "RTL-1", None, None, "siti", at=datetime(2026, 11, 22, 9, 30))
    register.append("status", "RTL-1", None, None, "siti")
    first, second = register.events()
    assert first.at.tzinfo is not None
    assert first.at.replace(tzinfo=None).hour == 9
    assert abs((second.at - datetime.now(UTC)).total_seconds()) < 60


def test_events_can_be_asked_by_kind_and_from_a_number_on():
    numbers = [register.append(kind, "x", None, None, "siti") for kind in ("a", "b", "a")]
    assert [event.id for event in register.events("a")] == [numbers[0], numbers[2]]
    assert [event.id for event in register.events(after=numbers[0])] == numbers[1:]
    assert [event.id for event in register.events("a", after=numbers[0])] == [numbers[2]]
    assert register.last_event() == numbers[2]
    assert register.last_event("b") == numbers[1]
    assert register.last_event("c") == 0


def test_the_same_event_id_is_added_once():
    first = register.append("status", "RTL-1", None, "proses", "siti", event_id="a1")
    assert register.append("status", "RTL-1", None, "proses", "siti", event_id="a1") == first
    assert len(register.events()) == 1


def test_events_without_an_id_are_all_kept():
    for _ in range(2):
        register.append("status", "RTL-1", None, "proses", "siti")
    assert len(register.events()) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "update peristiwa set who = 'lain'",
        "delete from peristiwa",
        "insert or replace into peristiwa (id, at, kind, subject, who) values (1, '', '', '', '')",
    ],
)
def test_the_database_refuses_to_change_an_event(home: Path, statement: str):
    register.append("status", "RTL-1", None, "proses", "siti")
    with (
        pytest.raises(sqlite3.IntegrityError, match="hanya dapat ditambah"),
        register.database(home / "register.sqlite", register._STEPS, write=True) as con,
    ):
        con.execute(statement)
    assert [event.who for event in register.events()] == ["siti"]


def test_a_block_that_fails_leaves_nothing_behind(home: Path):
    def write_half() -> None:
        with register.database(home / "register.sqlite", register._STEPS, write=True) as con:
            con.execute("insert into peristiwa (at, kind, subject, who) values ('', '', '', '')")
            raise RuntimeError

    register.append("status", "RTL-1", None, None, "siti")
    with pytest.raises(RuntimeError):
        write_half()
    assert len(register.events()) == 1


def test_only_the_owner_may_read_the_file(home: Path):
    register.append("status", "RTL-1", None, None, "siti")
    assert stat.S_IMODE((home / "register.sqlite").stat().st_mode) == 0o600


WRITER = """
import sys
from stunting import register
for number in range(25):
    register.append("uji", "x", None, number, sys.argv[1], event_id=f"{sys.argv[1]}-{number}")
    print(number, flush=True)
"""


def start_writer(name: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_several_processes_write_at_the_same_time_from_the_first_event_on():
    writers = [start_writer(name) for name in "abc"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    for writer in writers:
        writer.stdout.close()
    assert len(register.events("uji")) == 75


def test_a_killed_process_loses_nothing_it_was_told_is_stored():
    writer = start_writer("a")
    told = [writer.stdout.readline() for _ in range(5)]
    writer.kill()
    told += writer.stdout.readlines()
    writer.wait(timeout=10)
    writer.stdout.close()
    stored = [event.after for event in register.events("uji")]
    assert stored[: len(told)] == list(range(len(told)))
    again = register.append("uji", "x", None, 0, "a", event_id="a-0")
    assert again == register.events("uji")[0].id
