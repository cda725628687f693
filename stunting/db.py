"""The only module that opens DuckDB.

Viewers read one version: an in-memory connection with the version's file attached READ_ONLY, external
access off, one cursor per call (a connection shared by threads returns other threads' answers). A version
never changes once it is live, so its name is all a cache needs to know.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from stunting import questions, sensitif
from stunting.stats.audit_counts import AuditCounts

BUILD_QUERIES = questions.FOLDER / "build"
# A file made by this version stays readable for the pinned duckdb only; what matters here is that no
# extension is ever fetched and no Python variable is ever mistaken for a table.
_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
# With the rows of a file of a million in Python beside it, an import stays below 3 GB.
MEMORY = "1200MB"
_SPILL = "sementara"
# What a connection wrote: people, families, cases and kabupaten/kota, with the first day that changed (null:
# wholly). From here stunting/districts.py tells for which districts something derived has changed.
_TOUCHED = """
create temp table tersentuh (
    apa varchar not null check (apa in ('orang', 'keluarga', 'kasus', 'kabkota')),
    kode varchar,
    sejak date
)
"""
# Old and new side by side while viewers finish; each connection holds what it has read in memory.
_VERSIONS_OPEN = 2
_RELATIONS = (
    "select table_name from information_schema.tables where table_catalog = current_database()"
)

# Frames here are small: Arrow's strings cost more to take apart than plain ones cost to hold.
pd.set_option("mode.string_storage", "python")

Error = duckdb.Error
Connection = duckdb.DuckDBPyConnection


class NotPermitted(PermissionError):
    """A question that shows identities was asked without a permitted, logged request."""


def memory() -> duckdb.DuckDBPyConnection:
    """A fresh in-memory connection."""
    return duckdb.connect(":memory:", config=dict(_CONFIG))


def quoted(path: Path) -> str:
    """A path as an SQL text: ATTACH takes no parameter."""
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def building(folder: Path, memory_limit: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write the two files of an unpublished version folder.

    The data file is the current schema, identitas.duckdb is attached as ``identitas``. Both are
    checkpointed and closed at the end, so that the folder can be copied or renamed.
    """
    con = memory()
    # what does not fit is written beside the draft: both hold people's data, and both go together
    con.execute(f"set memory_limit = '{memory_limit}'")
    con.execute(f"set temp_directory = {quoted(folder / _SPILL)}")
    # DuckDB guesses too few rows behind a window and would compare each with each
    con.execute("set asof_loop_join_threshold = 0")
    try:
        con.execute(f"attach {quoted(folder / 'identitas.duckdb')} as identitas")
        con.execute(f"attach {quoted(folder / 'stunting.duckdb')} as stunting")
        con.execute("use stunting")
        con.execute(_TOUCHED)
        yield con
        for name in ("stunting", "identitas"):
            con.execute(f"checkpoint {name}")
    finally:
        con.close()
        shutil.rmtree(folder / _SPILL, ignore_errors=True)


def folder_of(con: duckdb.DuckDBPyConnection) -> Path:
    """The version folder of a writing connection."""
    ((path,),) = con.execute(
        "select path from duckdb_databases() where database_name = 'stunting'"
    ).fetchall()
    return Path(path).parent


def room() -> float:
    """Gigabytes that a build of a big store may take: a quarter of the machine, between 1.2 and 6."""
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    except (AttributeError, ValueError, OSError):  # Windows cannot be asked so
        whole = 0.0
    return min(max(whole / 4, 1.2), 6.0)


def run_build(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run one file of queries/build on a writing connection."""
    con.execute((BUILD_QUERIES / f"{name}.sql").read_text(encoding="utf-8"))


def rewrite(folder: Path) -> None:
    """Write both files of an unpublished version anew, without the blocks that deleted rows left behind."""
    for name in ("stunting", "identitas"):
        old, new = folder / f"{name}.duckdb", folder / f"{name}.baru"
        con = memory()
        try:
            con.execute(f"attach {quoted(old)} as lama (read_only)")
            con.execute(f"attach {quoted(new)} as baru")
            con.execute("copy from database lama to baru")
            con.execute("checkpoint baru")
        finally:
            con.close()
        os.replace(new, old)


class _Readers:
    """Open read-only connections by (version folder, with identity), the oldest version dropped first.

    A dropped connection is not closed: another thread may still be using it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[Path, bool], duckdb.DuckDBPyConnection] = OrderedDict()

    def get(self, folder: Path, named: bool) -> duckdb.DuckDBPyConnection:
        key = (folder, named)
        with self._lock:
            if key not in self._open:
                self._open[key] = self._connect(folder, named)
            self._open.move_to_end(key)
            while len({of for of, _ in self._open}) > _VERSIONS_OPEN:
                self._open.popitem(last=False)
            return self._open[key]

    @staticmethod
    def _connect(folder: Path, named: bool) -> duckdb.DuckDBPyConnection:
        con = memory()
        con.execute(f"attach {quoted(folder / 'stunting.duckdb')} as stunting (read_only)")
        if named:
            con.execute(f"attach {quoted(folder / 'identitas.duckdb')} as identitas (read_only)")
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
        return con


_readers = _Readers()


@contextmanager
def reading(folder: Path, *, named: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of its own on a published version; ``named`` attaches the identities too."""
    cursor = _readers.get(folder, named).cursor()
    try:
        cursor.execute("use stunting")  # a cursor does not inherit it
        yield cursor
    finally:
        cursor.close()


@contextmanager
def exporting(folder: Path, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own on a published version that may write files; the identities are not attached.

    Readers have external access switched off for good, so COPY needs a connection that lives for one export.
    What does not fit into memory goes to ``spill``, which is gone at the end.
    """
    con = memory()
    try:
        con.execute(f"set memory_limit = '{MEMORY}'")
        con.execute(f"set temp_directory = {quoted(spill)}")
        con.execute("set enable_progress_bar = false")
        con.execute(f"attach {quoted(folder / 'stunting.duckdb')} as stunting (read_only)")
        con.execute("use stunting")
        yield con
    finally:
        con.close()
        shutil.rmtree(spill, ignore_errors=True)


def tables_of(con: duckdb.DuckDBPyConnection, sql: str) -> set[str]:
    """Names of the tables and views of the current schema that a query reads, by DuckDB's own parser."""
    tree = con.execute("select json_serialize_sql($1)", [sql.rstrip().rstrip(";")]).fetchone()[0]
    named: set[str] = set()
    waiting: list[object] = [json.loads(tree)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("error"):
                raise ValueError(
                    f"DuckDB cannot take this query apart: {node.get('error_message')}"
                )
            if node.get("type") == "BASE_TABLE":
                named.add(node["table_name"])
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    # the other names are of its own WITH clauses
    return named & {name for (name,) in con.execute(_RELATIONS).fetchall()}


def ask(folder: Path, name: str, params: dict[str, object], *, named: bool = False) -> pd.DataFrame:
    """The answer of one question with exactly the declared columns; audited cases as AuditCounts.

    Free text that names a disease comes as its neutral label, unless ``rinci`` is among the parameters.
    Raises UnknownQuestion, NotPermitted (a ``bernama`` question without ``named``), or duckdb.Error.
    """
    question = questions.load(name)
    if question.access == "bernama" and not named:
        raise NotPermitted(f"Pertanyaan {name} memuat identitas.")
    given = question.defaults() | params
    detailed = given.get("rinci", False)
    if question.free and "rinci" not in question.params:  # nothing else in it is protected
        given.pop("rinci", None)
    with reading(folder, named=question.access == "bernama") as cursor:
        answer = cursor.execute(question.sql, given or None).df()[list(question.columns)]
    if question.free and not detailed:
        answer = sensitif.without(answer, question.free)
    return AuditCounts(answer) if question.audit else answer
