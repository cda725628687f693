"""A store of any size: one generated district, imported as it would be, repeated in other districts.

What a district sends is made by the sample and goes through the production importer once; its rows are then
copied under other keys into the desa of other kabupaten/kota, and everything derived is built by the
production build. Nobody in it can exist.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from lokal import wilayah

from stunting import build, commands, db, sample, store
from stunting.identity import names, pairs

DISTRICT = "35.16"
CHILDREN = 17_500  # about 160,000 measurements in seven cycles
# What a copy says in the place of a column, by its name; the rest stays as it is. ``t``: the row; ``s``: its
# desa there; $tanda, $angka, $kata, $bunyi: what tells the people of one copy from those of another.
_KEYS = ("orang_id", "ibu_id", "keluarga_id", "kunjungan_id", "bantuan_id", "orang_a", "orang_b")
_CHANGED = {
    **{each: f"t.{each} || $tanda" for each in (*_KEYS, "kode_keluarga")},
    **{each: f"'99' || $angka || substr(t.{each}, 7)" for each in ("nik", "no_kk")},
    **{each: f"t.{each} || ' ' || $kata" for each in ("nama", "nama_ibu", "nama_kepala")},
    "kode_desa": "s.desa",
    "puskesmas_id": "null",
    "kasus_id": "null",
    "kunci": "split_part(t.kunci, '|', 1) || ' ' || $kata || '|' || split_part(t.kunci, '|', 2) || ' '"
    " || $kata || '|' || split_part(t.kunci, '|', 3) || '|' || split_part(t.kunci, '|', 4)",
}
# The same for identitas.orang_banding, whose rows say nothing of their own.
_HEARD = {
    "nama": "t.nama || ' ' || $bunyi",
    "ortu": "[each || ' ' || $bunyi for each in t.ortu]",
    "sidik": "sidik_orang($cara, t.jenis_kelamin, s.desa, '99' || $angka || substr(t.nik, 7), "
    "t.nama_tulis || ' ' || $kata, t.nama_ibu || ' ' || $kata, t.tanggal_lahir, t.ejaan)",
}
_COPIED = (
    *("orang", "keanggotaan", "mutasi", "keluarga", "pengukuran", "skrining", "agregat_bulanan"),
    *("kunjungan", "bantuan", "identitas.orang_identitas", "identitas.keluarga_identitas"),
    *("identitas.orang_kunci", "identitas.orang_banding", "identitas.pasangan"),
)
_SYLLABLES = tuple(one + two for one in "BDGKLMNPRST" for two in "AIU")


@contextmanager
def at(home: Path):
    """$STUNTING_HOME inside a block."""
    before = os.environ.get("STUNTING_HOME")
    os.environ["STUNTING_HOME"] = str(home)
    try:
        yield
    finally:
        if before is None:
            del os.environ["STUNTING_HOME"]
        else:
            os.environ["STUNTING_HOME"] = before


def make(
    home: Path, copies: int, tell: Callable[[str], None] = lambda _: None, children: int = CHILDREN
) -> dict[str, float]:
    """A contoh store of ``copies`` districts; returns seconds of its steps and what it holds.

    One copy is the generated district itself, in which so many children live at one time.
    """
    others = districts(copies - 1)
    figures: dict[str, float] = {}
    with at(home):
        start = time.perf_counter()
        commands.make_sample(sample.Skala((DISTRICT,), {DISTRICT: children}))
        figures["impor_s"] = round(time.perf_counter() - start, 1)
        if others:
            known = store.kind()
            store._write_kind(store.Kind(known.jenis, (DISTRICT, *others)))
            with store.writing(), store.new_version(base=store.current()) as draft:
                with db.building(draft) as con:
                    start = time.perf_counter()
                    build.prepare(con, store.kind())
                    _copy(con, others)
                    figures["salin_s"] = round(time.perf_counter() - start, 1)
                    tell(f"disalin: {figures}")
                    start = time.perf_counter()
                    build.derive(con)
                    figures["bangun_s"] = round(time.perf_counter() - start, 1)
        with db.reading(store.folder()) as con:
            figures["pengukuran"] = con.execute("select count(*) from pengukuran").fetchone()[0]
        file = store.folder() / "stunting.duckdb"
        figures["berkas_mb"] = round(file.stat().st_size / 1e6)
    tell(str(figures))
    return figures


def districts(count: int) -> list[str]:
    """So many other kabupaten/kota in the order of their codes. Raises ValueError beyond all of them."""
    found = [
        each.code
        for province in wilayah.list_wilayah()
        for each in wilayah.list_wilayah(province.code)
        if each.code != DISTRICT
    ]
    if count > len(found):
        raise ValueError(f"Paling banyak {len(found)} salinan.")
    return found[:count]


def _copy(con: db.Connection, others: list[str]) -> None:
    """Every row of the base district once more in each other one, desa by desa in order of their codes.

    District after district, as imports bring them: so the rows of one lie together.
    """
    own = _desa(DISTRICT)
    columns = {}
    for table in _COPIED:
        con.execute(f"create temp table {_base(table)} as select * from {table}")
        columns[table] = [row[0] for row in con.execute(f"describe {table}").fetchall()]
    con.execute(_COMPARED)
    for number, kode in enumerate(others, 1):
        there = _desa(kode)
        if not there:
            continue
        rows = [
            (desa, there[place % len(there)], place < len(there)) for place, desa in enumerate(own)
        ]
        con.register("salinan", pd.DataFrame(rows, columns=["asal", "desa", "pertama"]))
        word = "".join(_SYLLABLES[each] for each in divmod(number, len(_SYLLABLES)))
        of_copy = {
            "tanda": f"~{number}",
            "angka": kode.replace(".", ""),
            "kata": word,
            "bunyi": names.sound(word),
            "cara": pairs.METHOD,
        }
        for table, named in columns.items():
            changed = _CHANGED | (_HEARD if table.endswith("banding") else {})
            values = ", ".join(f"{changed.get(name, f't.{name}')} as {name}" for name in named)
            source = _base(table)
            if "kode_desa" in named or table.endswith("banding"):
                source += " as t inner join salinan as s on s.asal = t.kode_desa"
            else:
                source += " as t"
            if (
                table == "agregat_bulanan"
            ):  # what a desa reported is one row, though two may meet in it
                source += " and s.pertama"
            used = {name: value for name, value in of_copy.items() if f"${name}" in values}
            con.execute(f"insert into {table} by name select {values} from {source}", used or None)
        con.unregister("salinan")
        con.execute(
            "insert into siklus select $there, siklus, mulai, selesai, null, null from siklus "
            "where kode_kabkota = $district on conflict do nothing",
            {"there": kode, "district": DISTRICT},
        )
    for table in _COPIED:
        con.execute(f"drop table {_base(table)}")


# What decides whether somebody has to be compared anew: a copy is as compared as its original.
_COMPARED = """
create or replace temp table asal_orang_banding as
select
    b.*,
    o.jenis_kelamin,
    o.kode_desa,
    i.nik,
    i.nama as nama_tulis,
    i.nama_ibu,
    i.tanggal_lahir,
    (select count(*) from identitas.orang_kunci as k where k.orang_id = b.orang_id) as ejaan,
from identitas.orang_banding as b
inner join orang as o on o.orang_id = b.orang_id
inner join identitas.orang_identitas as i on i.orang_id = b.orang_id
"""


def _base(table: str) -> str:
    return f"asal_{table.split('.')[-1]}"


def _desa(kode: str) -> list[str]:
    return sorted(
        desa.code for each in wilayah.list_wilayah(kode) for desa in wilayah.list_wilayah(each.code)
    )
