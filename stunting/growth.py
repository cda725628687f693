"""WHO Child Growth Standards 2006: the reference tables and the macros that compute z-scores with them.

The computation itself is SQL: queries/build/zscore.sql for the three indices of the dashboard,
zscore_imt_lila.sql for the two that only the command ``zscore`` knows.
"""

import hashlib
import io
from functools import lru_cache
from pathlib import Path

import pandas as pd

from stunting import db

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "data" / "reference" / "who"

# Name: (sha256, rows). A changed digit in these files would shift every child's status without
# anything failing, so they are compared with what data/reference/who/bangun.py wrote.
FILES = {
    "tbu": ("ac2b27e0d0893a0ee05fcad46e473a54662bc8fb8817f8eeeadb0ac607cabc4b", 3714),
    "bbu": ("272afafcedd60f9d0814b0e285116464e18bd6a9b81d25435863cd83df114d52", 3714),
    "bbtb": ("926b8a5ec19471bac92c9a555da394cc45c287f72ac8e39815f07c76e9b2c8d2", 2404),
}
# For the two indices that no figure of the dashboard uses; apart, so that no seal depends on them.
MORE_FILES = {
    "imtu": ("88a7a6da820967e606f913099397495326fd4fd92cbac8bc2c2405073f264bef", 3714),
    "lilau": ("0e0b5936e2253fc2d6f5eca7273c78c2a5020d0d35eedf0f55476b2a994d757d", 3532),
}

_BY_DAY = """
    select
        jenis_kelamin,
        hari::integer as hari,
        l::double as l,
        m::double as m,
        s::double as s,
    from who_baca
"""
# m_naik and s_naik: the rise to the next 0.1 cm row, so that interpolation needs one join.
_BY_LENGTH = """
    select
        jenis_kelamin,
        tabel,
        mm::integer as mm,
        l::double as l,
        m::double as m,
        s::double as s,
        lead(m::double) over baris - m::double as m_naik,
        lead(s::double) over baris - s::double as s_naik,
    from who_baca
    window baris as (partition by jenis_kelamin, tabel order by mm::integer)
"""


class TableError(RuntimeError):
    """A WHO table in data/reference/who is not the one that was built."""


def load_tables(con) -> None:
    """Create who_tbu, who_bbu, who_bbtb and the macros of zscore.sql in this connection.

    Once is enough: an import asks for them to check its rows, and again when it derives.
    """
    _load(con, FILES, "zscore")


def load_more(con) -> None:
    """Create who_imtu, who_lilau and the macros of zscore_imt_lila.sql, after ``load_tables``."""
    _load(con, MORE_FILES, "zscore_imt_lila")


def _load(con, files: dict[str, tuple[str, int]], macros: str) -> None:
    tables = {name: _read_table(name, *of) for name, of in files.items()}
    # in temp: it ends with the connection, and a copy of the version knows nothing of it
    con.execute("create temp table if not exists who_dimuat (makro varchar)")
    if con.execute("select 1 from who_dimuat where makro = ?", [macros]).fetchall():
        return
    for name, table in tables.items():
        # Through pandas, not read_csv: works where the connection may not open files.
        con.register("who_baca", table)
        select = _BY_LENGTH if name == "bbtb" else _BY_DAY
        con.execute(f"create or replace table who_{name} as {select}")
        con.unregister("who_baca")
    db.run_build(con, macros)
    con.execute("insert into who_dimuat values (?)", [macros])


def _read_table(name: str, sha256: str, rows: int) -> pd.DataFrame:
    path = FOLDER / f"{name}.csv"
    # A checkout on Windows may turn the line ends; the numbers are the same.
    content = path.read_bytes().replace(b"\r\n", b"\n")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise TableError(f"{path.name}: isi berkas tidak sama dengan tabel WHO yang dibangun.")
    table = _parsed(content)
    if len(table) != rows:
        raise TableError(f"{path.name}: {len(table)} baris, seharusnya {rows}.")
    return table


@lru_cache(maxsize=len(FILES))
def _parsed(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str)
