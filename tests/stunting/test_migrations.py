"""An upgrade loses nothing: a store of every earlier schema, filled, is built anew by today's code.

The schemas are kept in skema_lama.json; whoever changes one adds it there (keep_schema.py).
"""

import importlib.util
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from stunting import accounts, build, commands, db, drafts, formulas, questions, register, store
from tests.queries.test_contracts import params_of

_SPEC = importlib.util.spec_from_file_location(
    "keep_schema", Path(__file__).with_name("keep_schema.py")
)
keep_schema = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(keep_schema)
RELEASES = keep_schema.releases()
PASSWORD = "kata sandi yang panjang"


def test_todays_schema_is_kept_for_those_who_come_after():
    assert list(RELEASES.values())[-1] == keep_schema.today(), (
        "the schema changed: python -m tests.stunting.keep_schema NAME"
    )


def tables(con) -> dict[str, list[str]]:
    """Catalog.table -> its columns, of the base tables that a version's two files hold."""
    rows = con.execute(
        "select database_name || '.' || table_name, list(column_name order by column_index)"
        " from duckdb_columns() where database_name in ('stunting', 'identitas') group by 1"
    ).fetchall()
    return dict(rows)


def of_release(name: str, filled: Path, draft: Path) -> dict[str, int]:
    """A version as that release made it, with the rows of a filled one; how many rows each table has."""
    draft.mkdir()
    with db.building(draft) as con:
        for statement in RELEASES[name]:
            con.execute(statement)
        for file in ("stunting", "identitas"):
            con.execute(f"attach {db.quoted(filled / f'{file}.duckdb')} as baru_{file} (read_only)")
        made = {}
        for table, columns in tables(con).items():
            today = f"baru_{table}"
            known = {each[0] for each in con.execute(f"describe {today}").fetchall()}
            both = ", ".join(f'"{each}"' for each in columns if each in known)
            con.execute(f"insert into {table} ({both}) select {both} from {today}")
            made[table] = con.execute(f"select count(*) from {table}").fetchone()[0]
        for file in ("stunting", "identitas"):
            con.execute(f"detach baru_{file}")
    (draft / "laporan.json").write_text("{}", encoding="utf-8")
    return made


@pytest.mark.parametrize("name", RELEASES)
def test_a_store_of_an_earlier_schema_loses_nothing(name, sample_copy: Path, tmp_path: Path):
    old = of_release(name, store.folder(), tmp_path / "lama")
    live = store.folder()
    shutil.rmtree(live)
    shutil.move(tmp_path / "lama", live)
    before = store.current()
    assert not formulas.up_to_date(store.folder())

    commands.rebuild("pembaruan aplikasi")

    assert formulas.up_to_date(store.folder())
    assert sum(old.values()) > 10_000
    with db.reading(store.folder(), named=True) as con:
        assert build.check(con).empty
        # what is worked out anew each time may differ; what came in from files must not
        derived = {"stunting.orang_satu", "identitas.pasangan", "identitas.orang_banding"}
        for table, rows in old.items():
            if table not in derived:
                assert con.execute(f"select count(*) from {table}").fetchone()[0] == rows, table
    for question in questions.names():
        db.ask(store.folder(), question, params_of(questions.load(question)), named=True)
    assert store.rollback() == before  # and the old one is still there


@pytest.mark.parametrize(
    ("module", "file"),
    [(register, "register.sqlite"), (accounts, "accounts.sqlite"), (drafts, "draf.sqlite")],
)
def test_a_file_of_every_earlier_release_is_brought_up_to_date(
    module, file, store_home: Path, subtests
):
    """Once with the steps counted, and as the first release left it: uncounted."""
    store_home.mkdir(exist_ok=True)
    for taken in range(1, len(module._STEPS) + 1):
        for counted in (True, False) if taken == 1 else (True,):
            with subtests.test(file=file, taken=taken, counted=counted):
                path = store_home / file
                for each in store_home.glob(f"{file}*"):
                    each.unlink()
                con = sqlite3.connect(path)
                for step in module._STEPS[:taken]:
                    con.executescript(step)
                con.execute(f"pragma user_version = {taken if counted else 0}")
                _fill(con, file)
                con.commit()
                con.close()
                _still_there(file)
                with sqlite3.connect(path) as con:
                    now = con.execute("pragma user_version").fetchone()[0]
                assert now == len(module._STEPS) or (not counted and len(module._STEPS) == 1)


def _fill(con: sqlite3.Connection, file: str) -> None:
    when = "2026-11-01T08:00:00+00:00"
    if file == "register.sqlite":
        con.execute(
            "insert into peristiwa (at, kind, subject, after, who) values (?, 'uji', 's', '1', 'a')",
            [when],
        )
    elif file == "accounts.sqlite":
        hashed = accounts.PasswordHasher().hash(PASSWORD)
        con.execute(
            "insert into akun (nama, sandi, peran, dibuat) values ('siti', ?, 'sekretariat', ?)",
            [hashed, when],
        )
    else:
        con.execute(
            "insert into draf values ('AKS-1', 'baduta', ?, 'siti', ?, 1)",
            [json.dumps({"nama": "Ani"}), when],
        )


def _still_there(file: str) -> None:
    if file == "register.sqlite":
        register.append("uji", "baru", None, 2, who="b")
        assert [each.after for each in register.events("uji")] == [1, 2]
    elif file == "accounts.sqlite":
        assert accounts.verify("siti", PASSWORD).role == "sekretariat"
        accounts.give_pin("siti", "204816")
        assert accounts.named("siti").has_pin
    else:
        assert drafts.save("AKS-1", "baduta", {"nama": "Budi"}, "siti", 1) == 2
        assert [each.isi for each in drafts.listed()] == [{"nama": "Budi"}]
