"""A long list as plain rows for paper: a table that scrolls on the screen prints only what is in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import pandas as pd

from stunting import bahasa

# Every visitor of the page is sent these rows a second time: 115 kB for 300 of the widest list, 15 for 40.
MOST = 300  # rows of a list that stands on paper as a whole: of the widest one 20 sheets
BEGINNING = 40  # rows of a longer one, which nobody carries home on paper
NAMED = (
    "Daftar ini memuat nama orang, maka tidak tercetak dari layar. Unduh berkas XLSX: unduhannya tercatat "
    "dan tiap lembarnya bertanda."
)


def table(rows: pd.DataFrame, writing: Mapping[str, Callable[[object], str]]) -> str:
    """HTML of all rows; of more than ``MOST`` only the beginning, and how many are left out.

    ``writing``: heading of each column -> how a value of it is written; what is missing is "t.a.".
    """
    shown = rows if len(rows) <= MOST else rows.head(BEGINNING)
    # numbers stand right, as on the screen
    open_ = [
        ' align="right">' if pd.api.types.is_numeric_dtype(rows[each]) else ">" for each in rows
    ]
    head = "".join(f"<th{at}{escape(each)}</th>" for each, at in zip(rows, open_, strict=True))
    written = [
        [
            f"<td{at}{escape(bahasa.KOSONG if _missing(value) else writing[heading](value))}</td>"
            for value in column
        ]
        for (heading, column), at in zip(shown.items(), open_, strict=True)
    ]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*written, strict=True))
    whole = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return whole + _more(len(rows) - len(shown))


def _missing(value: object) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and pd.isna(value))


def _more(left_out: int) -> str:
    if left_out <= 0:
        return ""
    return f"<p>{bahasa.angka(left_out)} baris berikutnya tidak tercetak; unduhannya memuat semua baris.</p>"
