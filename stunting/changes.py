"""What an import changed: the version being made against the one it started from, kept inside it.

Rows of the base tables are compared by key and content (64-bit hashes: one pass over both versions, no
row leaves the database); what is derived or says where a row came from is left out. Then the kecamatan
figures: which indicators moved, and whether by more than chance would explain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from stunting import db
from stunting.stats import intervals

# Base table -> the columns that make a row the same row.
KEYS = {
    "orang": ["orang_id"],
    "pengukuran": ["orang_id", "tanggal"],
    "skrining": ["orang_id", "tanggal", "kelompok"],
    "keluarga": ["keluarga_id", "siklus"],
    "krs_desa": ["kode_desa", "siklus"],
    "mutasi": ["orang_id", "tanggal", "jenis"],
    "agregat_bulanan": ["kode_desa", "bulan", "indikator", "sumber"],
    "kasus": ["kasus_id"],
    "kasus_penyebab": ["kasus_id", "kode_penyebab"],
    "rtl": ["rtl_id"],
    "rtl_status": ["rtl_id", "tanggal"],
    "evaluasi": ["evaluasi_id"],
    "tata_kelola": ["siklus", "kode_kecamatan", "aspek"],
    "kunjungan": ["kunjungan_id"],
    "bantuan": ["bantuan_id"],
}
# Not what a file said: computed at every build, or the number of the import.
_Z = {f"{what}_{index}" for what in ("z", "flag") for index in ("tbu", "bbu", "bbtb")}
DERIVED = {"pengukuran": _Z, "keluarga": {"berisiko"}}
# Of whom a row can only have changed when he was touched (the table tersentuh of db.building).
_OWNERS = {
    **dict.fromkeys(("orang", "pengukuran", "skrining", "mutasi"), ("orang", "orang_id")),
    "keluarga": ("keluarga", "keluarga_id"),
    **dict.fromkeys(("agregat_bulanan", "krs_desa"), ("kabkota", "left(kode_desa, 5)")),
}
_NUMBER = "impor_id"
KEEP_VERSIONS = 50  # as many imports can be looked back at
KEEP_ROWS = 20_000  # moved figures of one version; beyond, those that moved most

_MOVED = """
    with kini as (
        select kode_kabkota, siklus, kode_kecamatan, indikator,
            sum(pembilang)::bigint as pembilang, sum(penyebut)::bigint as penyebut
        from stunting.indikator_desa where $semua or kode_kabkota in (select unnest($daerah)) group by all
    ), lalu as (
        select kode_kabkota, siklus, kode_kecamatan, indikator,
            sum(pembilang)::bigint as pembilang, sum(penyebut)::bigint as penyebut
        from lalu.indikator_desa where $semua or kode_kabkota in (select unnest($daerah)) group by all
    )
    select
        coalesce(k.kode_kabkota, l.kode_kabkota) as kode_kabkota,
        coalesce(k.siklus, l.siklus) as siklus,
        coalesce(k.kode_kecamatan, l.kode_kecamatan) as kode_kecamatan,
        coalesce(k.indikator, l.indikator) as indikator,
        l.pembilang as pembilang_lalu,
        l.penyebut as penyebut_lalu,
        k.pembilang,
        k.penyebut,
        count(*) over (
            partition by
                coalesce(k.kode_kabkota, l.kode_kabkota),
                coalesce(k.siklus, l.siklus),
                coalesce(k.indikator, l.indikator)
        ) as kecamatan,
    from kini as k
    full join lalu as l
        on l.siklus = k.siklus and l.kode_kecamatan = k.kode_kecamatan and l.indikator = k.indikator
    qualify
        k.pembilang is distinct from l.pembilang or k.penyebut is distinct from l.penyebut
    order by
        greatest(
            abs(coalesce(k.pembilang, 0) - coalesce(l.pembilang, 0)),
            abs(coalesce(k.penyebut, 0) - coalesce(l.penyebut, 0))
        ) desc,
        siklus, kode_kecamatan, indikator
"""


@dataclass(frozen=True)
class Changes:
    """Rows per base table (tabel, baru, berubah, hilang) and moved figures.

    Of the tables those that differ, and always pengukuran.
    """

    rows: pd.DataFrame
    moved: pd.DataFrame

    def short(self) -> dict:
        """For laporan.json: counts, no codes of people."""
        return {
            "tabel": {
                row.tabel: [int(row.baru), int(row.berubah), int(row.hilang)]
                for row in self.rows.itertuples(index=False)
            },
            "indikator_bergerak": len(self.moved),
            "kecamatan": int(self.moved["kode_kecamatan"].nunique()),
            "berbeda": int(self.moved["berbeda"].sum()),
        }


def record(
    con: db.Connection,
    base: Path,
    version: str,
    files: list[str],
    reached: list[str] | None = None,
) -> Changes:
    """Compare a derived draft with the version in ``base`` and keep the difference in the draft.

    ``con``: from db.building, after build.derive. ``version``: the name the draft will get. ``reached``: what
    build.derive returned; nothing but the rows touched and the figures of these districts can differ.
    """
    con.execute(f"attach {db.quoted(base / 'stunting.duckdb')} as lalu (read_only)")
    try:
        found = Changes(_rows(con, reached is not None), _moved(con, reached))
    finally:
        con.execute("detach lalu")
    _keep(con, found, base.name, version, ", ".join(files))
    return found


def _rows(con: db.Connection, touched: bool) -> pd.DataFrame:
    before = _columns(con, "lalu")
    counted = []
    for table, columns in _columns(con, "stunting").items():
        if table not in KEYS or table not in before:
            continue
        left_out = {_NUMBER, *DERIVED.get(table, ())}
        shared = [name for name in columns if name in before[table] and name not in left_out]
        key, content = ", ".join(KEYS[table]), ", ".join(shared)
        where = "true"
        if touched and table in _OWNERS:
            what, code = _OWNERS[table]
            where = f"{code} in (select kode from tersentuh where apa = '{what}')"
        counts = con.execute(
            f"""
            with baris as (
                select hash({key}) as kunci, hash({content}) as isi, true as kini
                from stunting.{table} where {where}
                union all
                select hash({key}) as kunci, hash({content}) as isi, false as kini
                from lalu.{table} where {where}
            ), sama as (
                select bool_or(kini) as ada, bool_or(not kini) as dulu, min(isi) <> max(isi) as beda
                from baris group by kunci
            )
            select
                count(*) filter (where not dulu) as baru,
                count(*) filter (where ada and dulu and beda) as berubah,
                count(*) filter (where not ada) as hilang,
            from sama
            """
        ).fetchall()[0]
        counted.append((table, *counts))
    frame = pd.DataFrame(counted, columns=["tabel", "baru", "berubah", "hilang"])
    changed = frame[["baru", "berubah", "hilang"]].any(axis=1) | (frame["tabel"] == "pengukuran")
    order = {name: place for place, name in enumerate(KEYS)}
    return frame[changed].sort_values("tabel", key=lambda names: names.map(order))


def _columns(con: db.Connection, catalog: str) -> dict[str, list[str]]:
    """Tables of an attached version with their columns: an older version may lack some."""
    rows = con.execute(
        "select table_name, column_name from duckdb_columns() where database_name = ?"
        " order by column_index",
        [catalog],
    ).fetchall()
    found: dict[str, list[str]] = {}
    for table, column in rows:
        found.setdefault(table, []).append(column)
    return found


def _moved(con: db.Connection, reached: list[str] | None) -> pd.DataFrame:
    """Kecamatan figures that are not what they were, with ``berbeda``: more than chance explains.

    The level is corrected for the kecamatan compared at once, as everywhere.
    """
    frame = con.execute(_MOVED, {"semua": reached is None, "daerah": reached or []}).df()
    different = np.zeros(len(frame), dtype=bool)
    for areas, part in frame.groupby("kecamatan"):
        counts = (
            part[name] for name in ("pembilang", "penyebut", "pembilang_lalu", "penyebut_lalu")
        )
        different[part.index] = intervals.difference(*counts, level=1 - 0.05 / int(areas)).berbeda
    return frame.drop(columns="kecamatan").assign(berbeda=different)


def _keep(con: db.Connection, found: Changes, base: str, version: str, files: str) -> None:
    con.register("perubahan_baru", found.rows)
    con.execute(
        "insert into perubahan by name select $version as versi, $base as dasar, $now as waktu,"
        " $files as berkas, tabel, baru, berubah, hilang from perubahan_baru",
        {"version": version, "base": base, "now": datetime.now(), "files": files},
    )
    con.unregister("perubahan_baru")
    con.register("bergerak", found.moved.head(KEEP_ROWS))
    con.execute(
        "insert into perubahan_indikator by name select $version as versi, * from bergerak",
        {"version": version},
    )
    con.unregister("bergerak")
    con.execute(
        "delete from perubahan where versi not in"
        " (select distinct versi from perubahan order by versi desc limit $keep)",
        {"keep": KEEP_VERSIONS},
    )
    con.execute("delete from perubahan_indikator where versi not in (select versi from perubahan)")
