"""Which formulas made the figures of a version: a fingerprint, and a version of the code people can read.

A seal keeps both. A later difference then has one of two causes: late data, or another formula.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from stunting import __version__, db, growth, reference

# The files of queries/build that figures come from; what only makes lists or compares is left out.
FILES = (
    "zscore",
    "macros",
    "ambang",
    "pengukuran_z",
    "orang_satu",
    "mutasi_orang",
    "agregat_terpakai",
    "keluarga_risiko",
    "anak_siklus",
    "neraca_siklus",
    "ibu_siklus",
    "hulu_siklus",
    "indikator_desa",
    "indikator_bulan",
    "perpindahan_kecamatan",
    "aturan_siklus",
)
# Columns of reference tables that decide figures; names and sources may be reworded freely.
_TABLES = {
    "ambang": ["ambang", "tahun_mulai", "nilai"],
    "indikator": ["indikator", "kelompok", "ambang"],
}
_SETTINGS = ("bulan_timbang",)


def fingerprint() -> str:
    """sha256 (hex) of the formulas in force: build queries, thresholds, indicators, settings, WHO tables.

    Comments and blanks of the queries do not count.
    """
    parts = [_plain((db.BUILD_QUERIES / f"{name}.sql").read_text("utf-8")) for name in FILES]
    parts += [
        reference.table(name)[columns].sort_values(columns).to_csv(index=False)
        for name, columns in _TABLES.items()
    ]
    parts += [f"{key}={reference.setting(key)}" for key in _SETTINGS]
    parts += [digest for digest, _ in growth.FILES.values()]
    return hashlib.sha256("\n--\n".join(parts).encode()).hexdigest()


def shape() -> str:
    """sha256 (hex) of how a version is built: all build queries, and which columns the reference tables have.

    A version of another shape was built by another release; today's questions may not fit it.
    """
    parts = [_plain(path.read_text("utf-8")) for path in sorted(db.BUILD_QUERIES.glob("*.sql"))]
    parts += [f"{name}: {', '.join(reference.table(name).columns)}" for name in reference.KEYS]
    return hashlib.sha256("\n--\n".join(parts).encode()).hexdigest()


def up_to_date(folder: Path) -> bool:
    """Whether a version was built as this code builds."""
    with db.reading(folder) as con:
        known = con.execute(
            "select count(*) from duckdb_columns() where table_name = 'rumus'"
            " and column_name = 'versi_bentuk' and database_name = 'stunting'"
        ).fetchone()[0]
        return bool(known) and con.execute("select versi_bentuk from rumus").fetchone() == (
            shape(),
        )


@lru_cache(maxsize=256)
def _plain(sql: str) -> str:
    return " ".join(re.sub(r"--.*", "", sql).split())


def record(con: db.Connection) -> None:
    """Write what is in force into the version: rumus (versi_rumus, versi_kode, versi_bentuk), one row."""
    con.execute(
        "create or replace table rumus as"
        " select $formula::varchar as versi_rumus, $code::varchar as versi_kode,"
        " $shape::varchar as versi_bentuk",
        {"formula": fingerprint(), "code": __version__, "shape": shape()},
    )
