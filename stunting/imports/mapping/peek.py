"""The top of a file of unknown layout: enough to choose its header row and to say what each column is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from stunting.imports import layouts, read
from stunting.imports.mapping.model import is_data, trimmed
from stunting.imports.read import HEADER_WITHIN, clean

SHOWN_ROWS = 5  # of data below the header
MIN_HEADERS = 3
FILLED_BELOW = 0.5
FEW = 30  # different texts of a column that holds codes
LONGEST_CODE = 40


@dataclass(frozen=True)
class Head:
    """One sheet: its first rows as cleaned text, the distinct texts of columns with few of them.

    ``guess``: the 1-based row that looks like the header.
    """

    name: str
    rows: list[list[str]]
    texts: list[tuple[str, ...]]
    guess: int

    def headers(self, row: int) -> list[str]:
        return self.rows[row - 1] if row <= len(self.rows) else []

    def above(self, row: int, at: int) -> str:
        """The nearest text above a header: what a merged cell says of the columns under it."""
        return next((cells[at] for cells in reversed(self.rows[: row - 1]) if cells[at]), "")

    def below(self, row: int) -> list[list[str]]:
        """The first rows of data under a header."""
        return [cells for cells in self.rows[row:] if any(cells)][:SHOWN_ROWS]

    def codes(self, row: int, at: int) -> list[str]:
        """The distinct texts of a column below its header, when they are few and short."""
        titles = {cells[at] for cells in self.rows[:row]}
        return [text for text in self.texts[at] if text not in titles]


def heads(path: Path) -> list[Head]:
    """The tops of all sheets of a file that hold anything. Raises read.ImportFailed."""
    grids = read.grids(path, layouts.KNOWN)
    return [head for name, grid in grids if (head := _head(name, grid)).rows]


def _head(name: str, grid: pd.DataFrame) -> Head:
    top = grid[: HEADER_WITHIN + 3 * SHOWN_ROWS].to_numpy(dtype=object)
    rows = [[clean(str(cell)) for cell in cells] for cells in top]
    texts = [_few(grid[at]) for at in grid.columns]
    width = max(
        (at + 1 for at in range(len(texts)) if texts[at] or any(row[at] for row in rows)), default=0
    )
    rows = [row[:width] for row in rows] if width else []
    return Head(name, rows, texts[:width], guess_header(rows))


def _few(column: pd.Series) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in column.unique():
        if text := clean(str(text)):
            found[text] = None
        if len(found) > FEW or len(text) > LONGEST_CODE:
            return ()
    return tuple(found)


def guess_header(rows: list[list[str]]) -> int:
    """The first row with at least three different words above a row that is mostly filled; else 1."""
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        words = {cell for cell in row if any(map(str.isalpha, cell))}
        if len(words) < MIN_HEADERS or is_data(row):
            continue
        below = rows[at + 1] if at + 1 < len(rows) else row
        if sum(map(bool, below)) >= FILLED_BELOW * len(trimmed(row)):
            return at + 1
    return 1
