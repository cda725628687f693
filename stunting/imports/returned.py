"""The workbook handed back: refused rows as they were received, red cells, the reason as a comment."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile
from pathlib import Path

import pandas as pd
import xlsxwriter

from stunting import bahasa, exports, store
from stunting.imports import bulk, layouts, standalone
from stunting.imports.cells import CUT_SHORT
from stunting.imports.date_order import Order
from stunting.imports.findings import TOLAK, Finding
from stunting.imports.intake import Opened
from stunting.imports.layouts import Match
from stunting.imports.report import FileReport

# More refused rows than this get their reasons in a column of their own instead of comments.
COMMENTED = 5_000
_SUMMARY = "Ringkasan"
_BEFORE, _AFTER = "Memuat nama. ", "Dikembalikan "  # between them: who took it away
_CHUNK = 1 << 20
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def write(file: Opened, report: FileReport) -> Path:
    """Write $STUNTING_HOME/kembali/<name>-dikembalikan.xlsx and return its path.

    Same sheets, headers and order as received, refused rows only, in words that need no other rows
    (standalone.py); every cell is a text, so that nothing in it is taken for a formula.
    """
    folder = store.home() / "kembali"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{file.path.stem}-dikembalikan.xlsx"
    draft = folder / f".{target.name}.{os.getpid()}.tmp"
    try:
        book = xlsxwriter.Workbook(
            str(draft), {"strings_to_formulas": False, "strings_to_urls": False}
        )
        try:
            _summary(book, report)
            many = [
                rows
                for match, orders in zip(file.matches, file.orders, strict=True)
                for rows in _sheet(book, match, orders, report.findings)
            ]
        finally:
            book.close()
        if many:
            bulk.splice(draft, many)
        os.chmod(draft, 0o600)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def signed(path: Path, who: str, now: datetime) -> bytes:
    """A workbook handed back as somebody takes it away: who and when stand at the foot of each page as well.

    ``who``: the name of an account (letters, digits, dots, hyphens, blanks).
    """
    taken = f"{_BEFORE}Diunduh oleh {who}, {bahasa.tanggal(now)} {now:%H.%M}. {_AFTER}"
    old, new = (_BEFORE + _AFTER).encode(), taken.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for each in source.infolist():
            with source.open(each) as whole, copy.open(each.filename, "w") as target:
                left = (
                    b""  # what may be the beginning of the words: a sheet does not fit into memory
                )
                while chunk := whole.read(_CHUNK):
                    text = (left + chunk).replace(old, new)
                    left = text[-len(old) + 1 :]
                    target.write(text[: -len(old) + 1])
                target.write(left)
    return made.getvalue()


def _summary(book: xlsxwriter.Workbook, report: FileReport) -> None:
    sheet = book.add_worksheet(_SUMMARY)
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    lines = [
        ("Berkas", report.file),
        ("Tata letak", report.layout_label),
        ("Baris dibaca", report.rows_read),
        ("Diterima", report.accepted),
        ("Ditolak", report.refused),
        ("Tidak berubah", report.unchanged),
    ]
    for number, (label, value) in enumerate(lines):
        sheet.write_string(number, 0, label, bold)
        _write(sheet, number, 1, value)
    sheet.write_string(len(lines) + 1, 0, "Jumlah temuan", bold)
    sheet.write_string(len(lines) + 1, 1, "Alasan penolakan", bold)
    # sentences that name another row are counted under their common beginning
    counts = report.reasons().items()
    reasons = [(reason, count) for (_, level, reason), count in counts if level == TOLAK]
    for number, (reason, count) in enumerate(reasons, start=len(lines) + 2):
        sheet.write_number(number, 0, count)
        sheet.write_string(number, 1, reason)
    sheet.write_string(
        len(lines) + 4 + len(reasons),
        0,
        "Perbaiki sel merah (alasannya di komentar sel atau di kolom terakhir), lalu impor kembali "
        "berkas ini.",
    )


def _foot() -> str:
    """What every printed page says: whose data these are, for what, and until when."""
    today = date.today()
    until = bahasa.tanggal(today + timedelta(days=exports.KEEP_DAYS))
    return f"{_BEFORE}{_AFTER}{bahasa.tanggal(today)} untuk diperbaiki; hapus sesudah {until}."


def _free_name(book: xlsxwriter.Workbook, name: str) -> str:
    """A name Excel takes for a sheet: 31 characters, none of []:*?/\\, not used yet."""
    bare = _NOT_IN_NAMES.sub("_", name).strip("' ")[:31] or "Lembar"
    taken = {sheet.name.casefold() for sheet in book.worksheets()} | {"history"}
    if bare.casefold() not in taken:
        return bare
    numbered = (f"{bare[:27]} {number}" for number in range(2, len(taken) + 3))
    return next(each for each in numbered if each.casefold() not in taken)


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))


def _sheet(
    book: xlsxwriter.Workbook, match: Match, orders: dict[str, Order], findings: list[Finding]
) -> Iterator[bulk.Rows]:
    """Header and refused rows of one sheet; what is too much for comments is left to bulk."""
    refusals = [
        each
        for each in findings
        if each.level == TOLAK and each.sheet == match.raw.name and each.row is not None
    ]
    if not refusals:
        return
    places = {match.label(at): at for at in range(len(match.raw.headers))}
    cut_short = {each.column for each in findings if each.rule == CUT_SHORT}
    rows = standalone.cells(match, orders, sorted({each.row for each in refusals}), cut_short)
    if len(rows) <= COMMENTED:
        _written(book, match, rows, bulk.reasons(refusals, places))
        return
    for start in range(0, len(rows), bulk.MAX_ROWS):
        part = rows.iloc[start : start + bulk.MAX_ROWS]
        first = takewhile(lambda each, row=part.index[0]: each.row <= row, refusals)
        reasons = bulk.reasons((each for each in first if each.row == part.index[0]), places)
        sheet = _written(book, match, part.iloc[:1], reasons, [layouts.REASONS])
        told = " ".join(reasons[part.index[0]].values())
        sheet.write_string(1, len(match.raw.headers), told)
        yield bulk.Rows(sheet.index + 1, part.iloc[1:].astype("category"), refusals, places)


def _written(
    book: xlsxwriter.Workbook,
    match: Match,
    rows: pd.DataFrame,
    reasons: bulk.Reasons,
    more_headers: Sequence[str] = (),
) -> xlsxwriter.worksheet.Worksheet:
    red = book.add_format({"bg_color": "#F8B4B4", "font_color": "#7A0000"})
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet(_free_name(book, match.raw.name))
    sheet.freeze_panes(1, 0)
    sheet.set_footer(f"&L{_foot()}&R&P / &N")
    for at, header in enumerate([*match.raw.headers, *more_headers]):
        sheet.write_string(0, at, header, bold)
    for number, (row, cells) in enumerate(
        zip(rows.index, rows.to_numpy(dtype=object), strict=True), 1
    ):
        for at, text in enumerate(cells):
            if text:
                sheet.write_string(number, at, text[: bulk.MAX_TEXT])
        for at, sentences in reasons[row].items():
            text = cells[at][: bulk.MAX_TEXT] if at < len(cells) else ""
            sheet.write_string(number, at, text, red) if text else sheet.write_blank(
                number, at, None, red
            )
            sheet.write_comment(number, at, sentences, {"x_scale": 2})
    return sheet
