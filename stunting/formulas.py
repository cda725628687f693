"""Which formulas made the figures of a version: a fingerprint, and a version of the code people can read.

A seal keeps both. A later difference then has one of two causes: late data, or another formula.
"""

from __future__ import annotations

import hashlib
import re

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


def _plain(sql: str) -> str:
    return " ".join(re.sub(r"--.*", "", sql).split())


def record(con: db.Connection) -> None:
    """Write what is in force into the version: table rumus (versi_rumus, versi_kode), one row."""
    con.execute(
        "create or replace table rumus as"
        " select $formula::varchar as versi_rumus, $code::varchar as versi_kode",
        {"formula": fingerprint(), "code": __version__},
    )
