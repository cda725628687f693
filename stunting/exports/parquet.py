"""A version as Parquet files: the tables that questions without identity read, for other engines.

One folder per table. What goes down to the desa grows with the district and is one folder per
kabupaten/kota (``kode_kabkota=35.16/``); the rest is one file. Which tables there are is read from the
questions, so a new question brings its tables along. KETERANGAN.json is written last: a folder without it
is not whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

from stunting import db, questions, store

ABOUT = "KETERANGAN.json"
PARTITION = "kode_kabkota"
_SPILL = ".sementara"
PROTECTION = (
    "Data pribadi: satu baris per orang, keluarga atau kasus, berkode. Tanggal ukur dan umur dalam hari "
    "bersama-sama memberi tanggal lahir. Simpan seperti identitas; hapus bila selesai."
)
READING = (
    "Kode wilayah adalah teks: 33.70 bukan angka. Mesin yang menebak jenis dari nama folder perlu diatur; "
    "Spark: spark.sql.sources.partitionColumnTypeInference.enabled=false."
)
CONTOH = "DATA CONTOH, bukan data sebenarnya."

# What says where a row belongs, the first that a table has: column -> the code of its kabupaten/kota.
_PLACES = {
    PARTITION: PARTITION,
    "kode_desa": "left(kode_desa, 5)",
    "kode_kecamatan": "left(kode_kecamatan, 5)",
}
# A table without a place of its own goes by the codes in it: one of them is of the area.
_CODES = ("kasus_id", "rtl_id", "keluarga_id", "orang_id", "satu_id")
# Which codes are of the area; who has no known family stands under the own code (keluarga_orang).
_OF_THE_AREA = """
create temp table kode_daerah as
with tempat as (
    select orang_id as kode, kode_desa as tempat from orang
    union all select orang_id, kode_desa from pengukuran
    union all select orang_id, kode_desa from skrining
    union all select keluarga_id, kode_desa from orang
    union all select keluarga_id, kode_desa from keluarga
    union all select kasus_id, kode_kecamatan from kasus
    union all select rtl_id, kode_kabkota from rtl
)

select distinct kode from tempat where left(tempat, 5) in (select kode from daerah) and kode is not null
"""


def tables(con: db.Connection) -> list[str]:
    """Tables and views that the questions of access agregat and berkode read, sorted."""
    asked = (questions.load(name) for name in questions.names())
    return sorted(
        set().union(*(db.tables_of(con, each.sql) for each in asked if each.access != "bernama"))
    )


def write(version: str, target: Path, kabkota: str | None = None) -> dict:
    """Fill ``target``, a new or empty folder, and return what its KETERANGAN.json says.

    With ``kabkota``, no row about an area, person, family or case of another district goes out.
    Raises ValueError when the folder holds anything; what a failed export wrote is removed.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ValueError(f"{target} tidak kosong. Sebutkan folder baru atau yang kosong.")
    target.mkdir(parents=True, exist_ok=True)
    os.chmod(target, 0o700)
    try:
        with db.exporting(store.folder(version), target / _SPILL) as con:
            con.execute("create temp table daerah as select $1::varchar as kode", [kabkota])
            con.execute(_OF_THE_AREA)
            whole = kabkota is None
            written = {name: _table(con, name, target, whole) for name in tables(con)}
            formula, code = con.execute("select versi_rumus, versi_kode from rumus").fetchone()
        areas = list(store.kind().wilayah) if whole else [kabkota]
        about = {
            "versi": version,
            "dibuat": datetime.now().isoformat(timespec="seconds"),
            "contoh": store.kind().contoh,
            **({"penting": CONTOH} if store.kind().contoh else {}),
            "pelindungan": PROTECTION,
            "membaca": READING,
            "wilayah": areas,
            "data_per": {code: _data_date(version, code) for code in areas},
            "versi_rumus": formula,
            "versi_kode": code,
            "tabel": written,
        }
        store.replace_text(
            target / ABOUT, json.dumps(about, ensure_ascii=False, indent=1) + "\n", mode=0o600
        )
    except BaseException:
        for path in target.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    return about


def _table(con: db.Connection, name: str, target: Path, whole: bool) -> dict:
    """Write one table; what is to be said of it."""
    columns = {column: kind for column, kind, *_ in con.execute(f"describe {name}").fetchall()}
    within = "" if whole else _within(name, columns)
    rows = f"select *{_with_partition(columns)} from {name}{within}"
    folder = target / name
    folder.mkdir(mode=0o700)
    split = "kode_desa" in columns
    if split and con.execute(f"select exists ({rows})").fetchone()[0]:
        # the column is in the files too: it stays a text where an engine would guess 33.70 to be a number
        how = f", partition_by ({PARTITION}), write_partition_columns true"
        place = folder
    else:
        how, place = "", folder / "data_0.parquet"
    made = con.execute(
        f"copy ({rows}) to {db.quoted(place)} (format parquet, compression zstd, return_stats{how})"
    ).fetchall()
    files = [_file(Path(path), count, target) for path, count, *_ in sorted(made)]
    described = con.execute(f"describe {rows}").fetchall()
    return {
        "baris": sum(file["baris"] for file in files),
        "kolom": {column: kind for column, kind, *_ in described},
        "partisi": PARTITION if split else None,
        "berkas": files,
    }


def _with_partition(columns: dict[str, str]) -> str:
    if "kode_desa" not in columns or PARTITION in columns:
        return ""
    return f", {_PLACES['kode_desa']} as {PARTITION}"


def _within(name: str, columns: dict[str, str]) -> str:
    """What keeps the rows of a table to the area; nothing for reference tables and counts of imports."""
    if name == "wilayah":  # with the provinces above
        return " where left(kode, 5) in (from daerah) or kode in (select left(d.kode, 2) from daerah as d)"
    if name == "dihapus":  # codes of cases say their area; those of people and families say nothing
        return (
            " where kode in (select k.kode from dihapus as k inner join daerah as d"
            " on k.kode like 'AKS-' || replace(d.kode, '.', '') || '-%')"
        )
    for column, code in _PLACES.items():
        if columns.get(column) == "VARCHAR":
            return f" where {code} in (from daerah)"
    codes = [column for column in _CODES if column in columns]
    return (
        " where " + " or ".join(f"{code} in (from kode_daerah)" for code in codes) if codes else ""
    )


def _file(path: Path, rows: int, target: Path) -> dict:
    os.chmod(path, 0o600)
    for folder in path.relative_to(target).parents[:-1]:
        os.chmod(target / folder, 0o700)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "nama": path.relative_to(target).as_posix(),
        "baris": rows,
        "byte": path.stat().st_size,
        "sha256": digest,
    }


def _data_date(version: str, kode_kabkota: str) -> str | None:
    answer = db.ask(store.folder(version), "tanggal_data", {"kode_kabkota": kode_kabkota})
    last = answer["data_terakhir"].iloc[0]
    return None if last != last else last.date().isoformat()
