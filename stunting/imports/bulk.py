"""Hundreds of thousands of refused rows in a returned workbook.

Cell by cell with a comment each they take minutes to write and Excel as long to open. So their XML is put
together column-wise from the distinct texts, and the reasons stand in a column of their own.
"""

from __future__ import annotations

import os
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

from stunting.imports.findings import Finding

MAX_ROWS = 1_000_000  # of a worksheet, header and a little room not counted
MAX_TEXT = 32_767  # characters Excel takes in one cell
_BLOCK = 20_000
_END = b"</sheetData>"
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_STYLED = re.compile(rb'<c r="[A-Z]+2" s="(\d+)"')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")

Reasons = dict[int, dict[int, str]]  # file row -> position of the cell -> sentences


@dataclass(frozen=True)
class Rows:
    """Rows to be written below the second row of a worksheet; ``place`` counts worksheets from 1.

    ``refusals`` are their findings in the order of the rows, ``places`` the positions of the headers.
    """

    place: int
    rows: pd.DataFrame
    refusals: list[Finding]
    places: dict[str, int]


def reasons(refusals: Iterable[Finding], places: dict[str, int]) -> Reasons:
    """What is wrong, cell by cell; what belongs to no column is said at the first."""
    found: Reasons = {}
    for each in refusals:
        cells = found.setdefault(each.row, {})
        at = places.get(each.column, 0)
        cells[at] = f"{cells[at]}\n{each.message}" if at in cells else each.message
    return found


def splice(book: Path, wanted: list[Rows]) -> None:
    """Write rows into a finished workbook, red where the second row has its first styled cell."""
    by_name = {f"xl/worksheets/sheet{each.place}.xml": each for each in wanted}
    beside = book.with_suffix(".besar")
    try:
        with (
            zipfile.ZipFile(book) as source,
            zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
        ):
            for name in source.namelist():
                content = source.read(name)
                if name not in by_name:
                    target.writestr(name, content)
                    continue
                before, after = _DIMENSION.sub(b"", content).split(_END)
                red = int(_STYLED.search(before)[1])
                with target.open(name, "w", force_zip64=True) as sheet:
                    sheet.write(before)
                    for part in _xml(by_name[name], red):
                        sheet.write(part)
                    sheet.write(_END + after)
        os.chmod(beside, 0o600)
        os.replace(beside, book)
    finally:
        beside.unlink(missing_ok=True)


def _xml(wanted: Rows, red: int) -> Iterator[bytes]:
    for start in range(0, len(wanted.rows), _BLOCK):
        block = wanted.rows.iloc[start : start + _BLOCK]
        cells = [_cells(block[each]) for each in block.columns]
        texts = [block[each].to_numpy(dtype=object) for each in block.columns]
        told = np.empty(len(block), dtype=object)
        first, beyond = (
            bisect(wanted.refusals, row, key=lambda each: each.row)
            for bisect, row in ((bisect_left, block.index[0]), (bisect_right, block.index[-1]))
        )
        wrong = reasons(wanted.refusals[first:beyond], wanted.places)
        for number, row in enumerate(block.index):
            for at in wrong[row]:
                cells[at][number] = _cell(texts[at][number], red)
            told[number] = _cell(" ".join(wrong[row].values()))
        lines = [
            f'<row r="{number}">{"".join(parts)}</row>'
            for number, parts in enumerate(zip(*cells, told, strict=True), start + 3)
        ]
        yield "".join(lines).encode()


def _cells(column: pd.Series) -> np.ndarray:
    """The XML of a categorical text column, made once for each distinct text."""
    codes, distinct = np.unique(column.cat.codes.to_numpy(), return_inverse=True)
    categories = column.cat.categories
    made = np.empty(len(codes), dtype=object)
    made[:] = [_cell(categories[code]) for code in codes]
    return made[distinct]


def _cell(text: str, style: int | None = None) -> str:
    styled = "" if style is None else f' s="{style}"'
    if not text:
        return f"<c{styled}/>"
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text[:MAX_TEXT])
    return f'<c{styled} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
