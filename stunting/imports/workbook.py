"""Cells of a workbook as text, read in a process of its own: ``python workbook.py FILE`` prints JSON.

A damaged or malicious workbook can make the reader ask for all the memory there is, or end the process;
neither must happen to the server. So this file imports nothing of ours and is run by read.py with a
limit. Result: one [name, columns] per sheet, a column being [distinct texts, index into them per row].
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable

import python_calamine as calamine

PROTECTED = 3  # exit code: a password is needed
MEMORY_LIMIT = 3_000_000_000  # bytes of address space
MAX_COLUMNS = 300


def text(value: object) -> str:
    """One typed cell as text: a date without time as ISO date, 85.0 as "85"."""
    if isinstance(value, str):
        return value
    writer = _WRITERS.get(type(value))
    return writer(value) if writer else str(value)


def _float_text(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() else repr(value)


def _datetime_text(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")


def _hours_text(value: dt.timedelta) -> str:
    """Hours above a day as a spreadsheet shows them: 85:05:00."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


_WRITERS: dict[type, Callable[..., str]] = {
    float: _float_text,
    int: str,
    bool: lambda value: "Ya" if value else "Tidak",
    dt.datetime: _datetime_text,
    dt.date: dt.date.isoformat,
    dt.time: dt.time.isoformat,
    dt.timedelta: _hours_text,
    type(None): lambda _: "",
}


def encoded(rows: list[list]) -> list[tuple[list[str], list[int]]]:
    """Rows of cells as columns of distinct texts and codes; short rows are filled up with ""."""
    width = min(max((len(row) for row in rows), default=0), MAX_COLUMNS)
    columns = []
    for place in range(width):
        numbers: dict[str, int] = {}
        codes = [
            numbers.setdefault(text(row[place]) if place < len(row) else "", len(numbers))
            for row in rows
        ]
        columns.append((list(numbers), codes))
    return columns


def sheets(path: str) -> list[tuple[str, list]]:
    """All worksheets of a file: name and encoded columns, rows counted from the first of the sheet."""
    with calamine.CalamineWorkbook.from_path(path) as book:
        return [
            (each.name, encoded(book.get_sheet_by_name(each.name).to_python(skip_empty_area=False)))
            for each in book.sheets_metadata
            if each.typ == calamine.SheetTypeEnum.WorkSheet
        ]


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; there only the process is at stake
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    _limit_memory()
    try:
        found = sheets(sys.argv[1])
    except calamine.PasswordError:
        sys.exit(PROTECTED)
    sys.stdout.write(json.dumps(found))  # json.dump is many times slower
