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
    rows: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    sheet: str,
    about: Mapping[str, str],
    mark: Mapping[str, str] | None = None,
) -> bytes:
    """XLSX with the columns named in ``labels`` (name -> heading) and a sheet "Keterangan".

    ``about``: label -> text (filter, data date, source); the number of rows is added here, so that it
    always counts what the file holds. Text is never written as a formula. ``mark``: the watermark of a file
    with names, on top of every sheet and at the foot of every printed page.
    """
    return _book({sheet: (rows, labels)}, about, mark or {})


def workbook_of(sheets: Mapping[str, pd.DataFrame], about: Mapping[str, str]) -> bytes:
    """Several tables, each on a sheet of its own name; their columns are called by their headings."""
    parts = [(rows, dict(zip(rows.columns, rows.columns, strict=True))) for rows in sheets.values()]
    return _book(dict(zip(_titles(sheets), parts, strict=True)), about, {})


def workbook_by(
    rows: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    by: str,
    about: Mapping[str, str],
    mark: Mapping[str, str] | None = None,
) -> bytes:
    """The same with one sheet for each value of the column ``by``, in order of the values."""
    parts = {str(value): (part, labels) for value, part in rows.groupby(by, sort=True)}
    return _book(dict(zip(_titles(parts), parts.values(), strict=True)), about, mark or {})


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
    sheets: Mapping[str, tuple[pd.DataFrame, Mapping[str, str]]],
    about: Mapping[str, str],
    mark: Mapping[str, str],
) -> bytes:
    said = "; ".join(f"{label}: {text}" for label, text in mark.items())
    top = int(bool(said))  # the row of the headings
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E5EEF0"}
    )
    bold_plain = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    for title, (rows, labels) in sheets.items():
        page = book.add_worksheet(title[:31])
        if said:
            page.write_string(0, 0, neutral(said), bold_plain)
            page.set_footer("&L" + said.replace("&", "&&")[:200] + "&R&P / &N")
        for column, (name, label) in enumerate(labels.items()):
            page.write_string(top, column, label, bold)
            width = len(label)
            for row, value in enumerate(rows[name].tolist(), start=top + 1):
                _write(page, row, column, value, wrap, day)
                width = max(width, min(len(str(value)), 50))
            page.set_column(column, column, width + 2)
        page.freeze_panes(top + 1, 0)
        page.autofilter(top, 0, top + max(len(rows), 1), len(labels) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, top)
    note = book.add_worksheet(NOTE)
    note.set_column(0, 0, 24)
    note.set_column(1, 1, 90)
    count = sum(len(rows) for rows, _ in sheets.values())
    for row, (label, text) in enumerate({**mark, **about, "Jumlah baris": str(count)}.items()):
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
