"""WHO Child Growth Standards 2006: reference tables, and z-scores for a CSV file.

The computation itself is SQL (queries/build/zscore.sql); this module brings the tables and the
macros into a connection and carries CSV rows through them.
"""

import csv
import hashlib
import io
import math
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

import pandas as pd

from stunting import db

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "data" / "reference" / "who"
QUERY = ROOT / "queries" / "build" / "zscore.sql"

# Name: (sha256, rows). A changed digit in these files would shift every child's status without
# anything failing, so they are compared with what data/reference/who/bangun.py wrote.
FILES = {
    "tbu": ("ac2b27e0d0893a0ee05fcad46e473a54662bc8fb8817f8eeeadb0ac607cabc4b", 3714),
    "bbu": ("272afafcedd60f9d0814b0e285116464e18bd6a9b81d25435863cd83df114d52", 3714),
    "bbtb": ("926b8a5ec19471bac92c9a555da394cc45c287f72ac8e39815f07c76e9b2c8d2", 2404),
}

CREATE = {
    "tbu": """
        create or replace table who_tbu as
        select
            jenis_kelamin,
            hari::integer as hari,
            l::double as l,
            m::double as m,
            s::double as s,
        from who_baca
    """,
    "bbu": """
        create or replace table who_bbu as
        select
            jenis_kelamin,
            hari::integer as hari,
            l::double as l,
            m::double as m,
            s::double as s,
        from who_baca
    """,
    # m_naik and s_naik: the rise to the next 0.1 cm row, so that interpolation needs one join.
    "bbtb": """
        create or replace table who_bbtb as
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
    """,
}

NEEDED = ("sex", "age_days", "weight_kg", "height_cm", "measured")
ADDED = ("z_tbu", "z_bbu", "z_bbtb", "flag_tbu", "flag_bbu", "flag_bbtb")
CHUNK = 100_000
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?", re.ASCII)


class TableError(RuntimeError):
    """A WHO table in data/reference/who is not the one that was built."""


class ColumnError(ValueError):
    """A CSV file whose columns do not allow z-scores to be added."""


def load_tables(con) -> None:
    """Create who_tbu, who_bbu, who_bbtb and the macros of zscore.sql in this connection."""
    for name, statement in CREATE.items():
        # Through pandas, not read_csv: works where the connection may not open files.
        con.register("who_baca", _read_table(name))
        con.execute(statement)
        con.unregister("who_baca")
    con.execute(QUERY.read_text(encoding="utf-8"))


def _read_table(name: str) -> pd.DataFrame:
    sha256, rows = FILES[name]
    path = FOLDER / f"{name}.csv"
    # A checkout on Windows may turn the line ends; the numbers are the same.
    content = path.read_bytes().replace(b"\r\n", b"\n")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise TableError(f"{path.name}: isi berkas tidak sama dengan tabel WHO yang dibangun.")
    table = pd.read_csv(io.BytesIO(content), dtype=str)
    if len(table) != rows:
        raise TableError(f"{path.name}: {len(table)} baris, seharusnya {rows}.")
    return table


def zscore_csv(source: Path, target: Path) -> int:
    """Write the rows of source to target with z-scores and flags added; return their number."""
    source, target = Path(source), Path(target)
    con = db.memory()
    try:
        load_tables(con)
        # Written beside the target and moved in one step: a failure halfway leaves no half file,
        # and source and target may be the same.
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        # surrogateescape: bytes that are not UTF-8 in columns we only pass on stay as they are.
        text = {"encoding": "utf-8", "errors": "surrogateescape", "newline": ""}
        try:
            with source.open(**text) as read, draft.open("w", **text) as write:
                count = _add_zscores(con, source.name, read, write)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    finally:
        con.close()
    return count


def _add_zscores(con, name: str, read: io.TextIOBase, write: io.TextIOBase) -> int:
    first = read.readline()
    read.seek(0)
    if first.startswith("\ufeff"):
        write.write(read.read(1))
    # A spreadsheet with decimal commas writes its columns apart with semicolons.
    delimiter = max(",;\t", key=first.count)
    ending = "\r\n" if first.endswith("\r\n") else "\n"
    rows = csv.reader(read, delimiter=delimiter)
    writer = csv.writer(write, delimiter=delimiter, lineterminator=ending)

    header = next(rows, [])
    places = _find_columns(header, name)
    writer.writerow([*header, *ADDED])

    count = 0
    numbered = _check_width(rows, len(header), name)
    while chunk := list(islice(numbered, CHUNK)):
        results = _score(con, chunk, places)
        writer.writerows([*row, *result] for row, result in zip(chunk, results, strict=True))
        count += len(chunk)
    return count


def _find_columns(header: list[str], name: str) -> dict[str, int]:
    names = [column.strip().lower() for column in header]
    missing = [column for column in NEEDED if column not in names]
    if missing:
        raise ColumnError(
            f"Kolom {', '.join(missing)} tidak ada di {name}. "
            f"Kolom yang diperlukan: {', '.join(NEEDED)}."
        )
    doubled = [column for column in (*NEEDED, *ADDED) if names.count(column) > 1]
    if doubled:
        raise ColumnError(f"Kolom {', '.join(doubled)} muncul lebih dari sekali di {name}.")
    present = [column for column in ADDED if column in names]
    if present:
        raise ColumnError(
            f"Kolom {', '.join(present)} sudah ada di {name}; hapus atau ganti namanya dahulu."
        )
    return {column: names.index(column) for column in NEEDED}


def _check_width(rows: Iterator[list[str]], width: int, name: str) -> Iterator[list[str]]:
    for row in rows:
        if not row:
            continue
        if len(row) > width:
            raise ColumnError(
                f"Baris {rows.line_num} di {name} berisi {len(row)} kolom, padahal judulnya "
                f"{width}. Angka dengan koma desimal harus diapit tanda kutip, atau kolom "
                "dipisahkan dengan titik koma."
            )
        yield row + [""] * (width - len(row))


def _score(con, chunk: list[list[str]], places: dict[str, int]) -> list[tuple[str, ...]]:
    sex, age, weight, height, measured = (
        [row[places[column]].strip() for row in chunk] for column in NEEDED
    )
    frame = pd.DataFrame(
        {
            "kunci": range(len(chunk)),
            "jenis_kelamin": [text.upper() for text in sex],
            "umur_hari": pd.array([_days(text) for text in age], dtype="Int32"),
            "bb_kg": pd.array([_number(text) for text in weight], dtype="Float64"),
            "tb_cm": pd.array([_number(text) for text in height], dtype="Float64"),
            "cara_ukur": [text.lower() for text in measured],
        }
    )
    con.register("ukuran", frame)
    # Through decimal, so that the text always has two digits behind the point. A typing error can
    # give a z far beyond any decimal's width; that one is written as it is.
    results = con.execute("""
        select
            coalesce(try_cast(z_tbu as decimal(18, 2))::varchar, z_tbu::varchar, '') as z_tbu,
            coalesce(try_cast(z_bbu as decimal(18, 2))::varchar, z_bbu::varchar, '') as z_bbu,
            coalesce(try_cast(z_bbtb as decimal(18, 2))::varchar, z_bbtb::varchar, '') as z_bbtb,
            coalesce(flag_tbu::integer::varchar, '') as flag_tbu,
            coalesce(flag_bbu::integer::varchar, '') as flag_bbu,
            coalesce(flag_bbtb::integer::varchar, '') as flag_bbtb,
        from who_zskor('ukuran')
        order by kunci
    """).fetchall()
    con.unregister("ukuran")
    return results


# A file repeats the same few thousand measurements over and over.
@lru_cache(maxsize=65536)
def _number(text: str) -> float | None:
    if not NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) else None


def _days(text: str) -> int | None:
    value = _number(text)
    # Beyond the tables there is no z-score anyway, and a mistyped age must fit an integer column.
    if value is None or not 0 <= value < 10_000:
        return None
    # Half a day upwards, as WHO's anthro package does.
    return math.floor(value + 0.5)
