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

DISTRICT = "35.16"
CHILDREN = 17_500  # living at one time: about 100,000 measurements in seven cycles
# Table -> (column of its area, columns that are keys of people or families).
_COPIED = {
    "orang": ("kode_desa", ("orang_id", "keluarga_id", "ibu_id")),
    "keluarga": ("kode_desa", ("keluarga_id",)),
    "pengukuran": ("kode_desa", ("orang_id",)),
    "skrining": ("kode_desa", ("orang_id",)),
    "agregat_bulanan": ("kode_desa", ()),
}


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


def make(home: Path, copies: int, tell: Callable[[str], None] = lambda _: None) -> dict[str, float]:
    """A contoh store of ``copies`` districts; returns seconds of its steps and what it holds.

    One copy is the generated district itself.
    """
    others = districts(copies - 1)
    figures: dict[str, float] = {}
    with at(home):
        start = time.perf_counter()
        commands.make_sample(sample.Skala((DISTRICT,), {DISTRICT: CHILDREN}))
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
    """Every row of the base district once more in each other one, desa by desa in order of their codes."""
    own = _desa(DISTRICT)
    rows = []
    for number, kode in enumerate(others, 1):
        there = _desa(kode)
        rows += [
            (number, desa, there[place % len(there)], kode)
            for place, desa in enumerate(own)
            if there
        ]
    frame = pd.DataFrame(rows, columns=["nomor", "asal", "desa", "kabkota"])
    con.register("salinan_baru", frame)
    con.execute("create temp table salinan as select * from salinan_baru")
    con.unregister("salinan_baru")
    for table, (area, keys) in _COPIED.items():
        columns = [row[0] for row in con.execute(f"describe {table}").fetchall()]
        changed = {area: "s.desa"} | {key: f"t.{key} || '~' || s.nomor" for key in keys}
        if "puskesmas_id" in columns:
            changed["puskesmas_id"] = "null"
        values = ", ".join(changed.get(name, f"t.{name}") for name in columns)
        conflict = "on conflict do nothing" if table == "agregat_bulanan" else ""
        con.execute(
            f"insert into {table} select {values} from (select * from {table}) as t "
            f"inner join salinan as s on s.asal = t.{area} {conflict}"
        )
    con.execute(
        "insert into siklus select distinct s.kabkota, k.siklus, k.mulai, k.selesai, null, null "
        "from siklus as k cross join (select distinct kabkota from salinan) as s "
        "where k.kode_kabkota = $district on conflict do nothing",
        {"district": DISTRICT},
    )
    con.execute("drop table salinan")


def _desa(kode: str) -> list[str]:
    return sorted(
        desa.code for each in wilayah.list_wilayah(kode) for desa in wilayah.list_wilayah(each.code)
    )
