"""z-scores added to the rows of a CSV file: columns, odd cells and separators as people have them."""

import csv
import io
import math
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from pathlib import Path

import pandas as pd

from stunting import db, growth

NEEDED = ("sex", "age_days", "weight_kg", "height_cm", "measured")
ARM = "muac_cm"  # a file that has it gets LILA/U too
ADDED = ("z_tbu", "z_bbu", "z_bbtb", "flag_tbu", "flag_bbu", "flag_bbtb")
ADDED_BMI = ("z_imtu", "flag_imtu")
ADDED_ARM = ("z_lilau", "flag_lilau")
CHUNK = 100_000
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?", re.ASCII)

# Through decimal, so that the text always has two digits behind the point. A typing error can give a
# z far beyond any decimal's width; that one is written as it is.
_WRITING = """
    create or replace macro tulis_z(z) as
        coalesce(try_cast(z as decimal(18, 2))::varchar, z::varchar, '');
    create or replace macro tulis_flag(flag) as coalesce(flag::integer::varchar, '');
"""
_THREE = """
    select
        tulis_z(z_tbu), tulis_z(z_bbu), tulis_z(z_bbtb),
        tulis_flag(flag_tbu), tulis_flag(flag_bbu), tulis_flag(flag_bbtb),
    from who_zskor('ukuran')
    order by kunci
"""
_ALL = """
    with tiga as (select * from who_zskor('ukuran'))
    select
        tulis_z(z_tbu), tulis_z(z_bbu), tulis_z(z_bbtb),
        tulis_flag(flag_tbu), tulis_flag(flag_bbu), tulis_flag(flag_bbtb),
        tulis_z(z_imtu), tulis_flag(flag_imtu),
        tulis_z(z_lilau), tulis_flag(flag_lilau),
    from who_zskor_imt_lila('tiga')
    order by kunci
"""
_COLUMNS = (*ADDED, *ADDED_BMI, *ADDED_ARM)  # of _ALL


class ColumnError(ValueError):
    """A CSV file whose columns do not allow z-scores to be added."""


def zscore_csv(source: Path, target: Path, *, bmi: bool = False) -> int:
    """Write the rows of source to target with z-scores and flags added; return their number.

    Always those of ADDED; with ``bmi`` BMI-for-age after them, and where the file has a column
    ``muac_cm`` arm-circumference-for-age last. Raises ColumnError.
    """
    source, target = Path(source), Path(target)
    con = db.memory()
    try:
        growth.load_tables(con)
        con.execute(_WRITING)
        # Written beside the target and moved in one step: a failure halfway leaves no half file,
        # and source and target may be the same.
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        # surrogateescape: bytes that are not UTF-8 in columns we only pass on stay as they are.
        text = {"encoding": "utf-8", "errors": "surrogateescape", "newline": ""}
        try:
            with source.open(**text) as read, draft.open("w", **text) as write:
                count = _add_zscores(con, source.name, read, write, bmi)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    finally:
        con.close()
    return count


def _add_zscores(con, name: str, read: io.TextIOBase, write: io.TextIOBase, bmi: bool) -> int:
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
    places, added = _find_columns(header, name, bmi)
    writer.writerow([*header, *added])
    if added != ADDED:
        growth.load_more(con)

    count = 0
    numbered = _check_width(rows, len(header), name)
    while chunk := list(islice(numbered, CHUNK)):
        results = _score(con, chunk, places, added)
        writer.writerows([*row, *result] for row, result in zip(chunk, results, strict=True))
        count += len(chunk)
    return count


def _find_columns(
    header: list[str], name: str, bmi: bool
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where the columns to read stand, and which ones are added."""
    names = [column.strip().lower() for column in header]
    missing = [column for column in NEEDED if column not in names]
    if missing:
        raise ColumnError(
            f"Kolom {', '.join(missing)} tidak ada di {name}. "
            f"Kolom yang diperlukan: {', '.join(NEEDED)}."
        )
    read = (*NEEDED, ARM) if ARM in names else NEEDED
    added = (*ADDED, *(ADDED_BMI if bmi else ()), *(ADDED_ARM if ARM in read else ()))
    doubled = [column for column in (*read, *added) if names.count(column) > 1]
    if doubled:
        raise ColumnError(f"Kolom {', '.join(doubled)} muncul lebih dari sekali di {name}.")
    present = [column for column in added if column in names]
    if present:
        raise ColumnError(
            f"Kolom {', '.join(present)} sudah ada di {name}; hapus atau ganti namanya dahulu."
        )
    return {column: names.index(column) for column in read}, added


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


def _score(
    con, chunk: list[list[str]], places: dict[str, int], added: tuple[str, ...]
) -> list[tuple[str, ...]]:
    sex, age, weight, height, measured = (
        [row[places[column]].strip() for row in chunk] for column in NEEDED
    )
    arm = [row[places[ARM]].strip() for row in chunk] if ARM in places else [""] * len(chunk)
    frame = pd.DataFrame(
        {
            "kunci": range(len(chunk)),
            "jenis_kelamin": [text.upper() for text in sex],
            "umur_hari": pd.array([_days(text) for text in age], dtype="Int32"),
            "bb_kg": pd.array([_number(text) for text in weight], dtype="Float64"),
            "tb_cm": pd.array([_number(text) for text in height], dtype="Float64"),
            "cara_ukur": [text.lower() for text in measured],
            "lila_cm": pd.array([_number(text) for text in arm], dtype="Float64"),
        }
    )
    con.register("ukuran", frame)
    results = con.execute(_THREE if added == ADDED else _ALL).fetchall()
    con.unregister("ukuran")
    if added in (ADDED, _COLUMNS):
        return results
    chosen = itemgetter(*map(_COLUMNS.index, added))
    return [chosen(row) for row in results]


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
