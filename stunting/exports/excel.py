"""A table as a workbook: the rows of the screen, and a second sheet that says what they are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pandas as pd
import xlsxwriter

NOTE = "Keterangan"  # the sheet that says what the others are
# A cell that begins so is a formula to a spreadsheet, whoever typed it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def workbook(
    rows: pd.DataFrame, labels: Mapping[str, str], *, sheet: str, about: Mapping[str, str]
) -> bytes:
    """XLSX with the columns named in ``labels`` (name -> heading) and a sheet "Keterangan".

    ``about``: label -> text (filter, data date, source); the number of rows is added here, so that it
    always counts what the file holds. Text is never written as a formula.
    """
    return _book({sheet: rows}, labels, about)


def workbook_by(
    rows: pd.DataFrame, labels: Mapping[str, str], *, by: str, about: Mapping[str, str]
) -> bytes:
    """The same with one sheet for each value of the column ``by``, in order of the values."""
    parts = {str(value): part for value, part in rows.groupby(by, sort=True)}
    return _book(dict(zip(_titles(parts), parts.values(), strict=True)), labels, about)


def _titles(names: Iterable[str]) -> list[str]:
    """Names a spreadsheet takes for sheets: 31 letters, none of []:*?/\\, none twice, none reserved."""
    titles: list[str] = []
    taken = {NOTE.lower(), "history"}
    for name in names:
        base = re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:31].strip(" '") or "Lembar"
        title, number = base, 1
        while title.lower() in taken:
            number += 1
            title = f"{base[: 31 - len(str(number)) - 1]} {number}"
        taken.add(title.lower())
        titles.append(title)
    return titles


def _book(
    sheets: Mapping[str, pd.DataFrame], labels: Mapping[str, str], about: Mapping[str, str]
) -> bytes:
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E5EEF0"}
    )
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    for title, rows in sheets.items():
        page = book.add_worksheet(title[:31])
        for column, (name, label) in enumerate(labels.items()):
            page.write_string(0, column, label, bold)
            width = len(label)
            for row, value in enumerate(rows[name].tolist(), start=1):
                _write(page, row, column, value, wrap, day)
                width = max(width, min(len(str(value)), 50))
            page.set_column(column, column, width + 2)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(rows), 1), len(labels) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    note = book.add_worksheet(NOTE)
    note.set_column(0, 0, 24)
    note.set_column(1, 1, 90)
    count = sum(map(len, sheets.values()))
    for row, (label, text) in enumerate({**about, "Jumlah baris": str(count)}.items()):
        note.write_string(row, 0, label, bold)
        note.write_string(row, 1, neutral(text), wrap)
    book.close()
    return memory.getvalue()


def neutral(text: str) -> str:
    """Text that a spreadsheet shows and never computes, also after it was saved as CSV."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _write(page, row: int, column: int, value: object, wrap, day) -> None:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        page.write_blank(row, column, None)
    elif isinstance(value, bool):
        page.write_string(row, column, "ya" if value else "tidak", wrap)
    elif isinstance(value, (int, float)):
        page.write_number(row, column, value, wrap)
    elif isinstance(value, (date, datetime)):
        page.write_datetime(row, column, value, day)
    else:
        page.write_string(row, column, neutral(str(value)), wrap)
