"""Big e-PPGBM files for the benchmark: a generated district, repeated under other names and numbers.

Nobody in them can exist: every NIK begins with 99, which is no province.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from stunting import sample
from stunting.sample import files

FAMILIES = 9_000  # about 50,000 measurements
_LETTERS = np.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), dtype=object)
# Column -> cell that cannot be or is implausible; every fifth row of a dirty file gets two of them.
_DEFECTS: tuple[tuple[str, str], ...] = (
    ("Berat", "3300"),
    ("Tinggi", "8.9"),
    ("Tanggal Pengukuran", "31-02-2026"),
    ("JK", "?"),
    ("Desa/Kel", "ANTAH BERANTAH"),
    ("NIK", "99123"),
    ("BB Lahir", "2900"),
    ("Usia Saat Ukur", "5 Tahun - 0 Bulan - 0 Hari"),
    ("ZS TB/U", "-9.99"),
    ("LiLA", "142"),
)


def base(kabkota: str) -> pd.DataFrame:
    """The cells of one generated district's export, numbers as texts, without rows an import refuses."""
    frames = sample.generate(sample.Skala((kabkota,), {kabkota: FAMILIES}), 7)
    rows = frames["pengukuran"]
    rows = files.accepted(rows[rows["kabkota"] == kabkota])
    return files.export_table(rows, layout="kini", messy=False, masked=False)


def write(
    table: pd.DataFrame, path: Path, rows: int, *, dirty: bool = False, apart: bool = False
) -> int:
    """Write ``rows`` rows as .csv or .xlsx, whatever the ending says; returns the bytes of the file.

    Each repetition of ``table`` is another set of people. ``dirty``: a fifth of the rows has findings.
    ``apart``: every row is a child of its own (one month of a province) instead of a child measured
    several times (some years of a district).
    """
    if path.suffix == ".xlsx":
        _write_xlsx(pd.concat(_parts(table, rows, dirty, apart), ignore_index=True), path)
    else:
        for number, part in enumerate(_parts(table, rows, dirty, apart)):
            part.to_csv(path, mode="a" if number else "w", header=not number, index=False)
    return path.stat().st_size


def _parts(table: pd.DataFrame, rows: int, dirty: bool, apart: bool):
    for number, start in enumerate(range(0, rows, len(table))):
        part = table.iloc[: rows - start].copy()
        part["No"] = np.arange(start + 1, start + len(part) + 1)
        _rename(part, number, apart)
        yield _soiled(part, start) if dirty else part


def _rename(part: pd.DataFrame, number: int, apart: bool) -> None:
    """Other names and numbers than in the other repetitions; ``-`` stays."""
    word = " " + "".join(_LETTERS[number // 26**place % 26] for place in (1, 0))
    part["Nama"] = part["Nama"].astype("str") + word
    part["Nama Ortu"] = part["Nama Ortu"].astype("str") + word
    whole = part["NIK"].astype("str").str.fullmatch(r"99\d{14}")
    if apart:
        part["NIK"] = [f"99{number:04d}{at:010d}" for at in range(len(part))]
        part["Nama"] += [" " + "".join(_LETTERS[at // 26**p % 26] for p in (3, 2, 1, 0))
                         for at in range(len(part))]  # fmt: skip
    else:
        part.loc[whole, "NIK"] = f"99{number:03d}" + part.loc[whole, "NIK"].astype("str").str[5:]


def _soiled(part: pd.DataFrame, start: int) -> pd.DataFrame:
    part = part.astype(object)
    for place, (column, cell) in enumerate(_DEFECTS):
        for shift in (0, 3):  # so that each soiled row has two defects
            at = np.arange((5 * (place + shift)) % 50, len(part), 50)
            part.iloc[at, part.columns.get_loc(column)] = cell
    return part


def _write_xlsx(table: pd.DataFrame, path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Pengukuran")
        sheet.write_row(0, 0, list(table.columns))
        for number, row in enumerate(table.itertuples(index=False, name=None), 1):
            sheet.write_row(number, 0, row)
