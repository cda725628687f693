"""What a case of the corpus is, and how its file is written. The people in them cannot exist (NIK 99…)."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path

import xlsxwriter

from stunting.imports.options import DEFAULT, Options
from tests.stunting.imports import files
from tests.stunting.imports.files import KINI, child, grid

STEM, SHEET = "berkas", "Sheet1"  # a text file is one sheet of its own name
T, P = "tolak", "peringatan"
MEASURED, BORN, AGE = "Tanggal Pengukuran", "Tgl Lahir", "Usia Saat Ukur"

Write = Callable[[Path], Path]  # writes the file into a folder
Found = tuple[int | None, str | None, str | None, str, str]  # row, column, value, rule, level


@dataclass(frozen=True)
class Case:
    """One file and the exact report it must give when it is imported into an empty store.

    ``counts``: rows read, accepted, refused, unchanged. ``z``: per TB/U, BB/U, BB/TB how many printed z were
    compared and how many agree; None when the file prints none. ``found``: every finding. ``stored``: chosen
    columns of every measurement of the live version, by name and date. ``mend``: new cells (by file
    row and header) for the returned workbook, after which what was refused is exactly what is added.
    """

    name: str
    of: str
    write: Write
    counts: tuple[int, int, int, int]
    layout: str | None = "eppgbm_kini"
    found: tuple[Found, ...] = ()
    sheet: str | None = STEM
    z: tuple[tuple[int, int], ...] | None = ((0, 0),) * 3
    standing_young: int = 0
    exit: int = 0
    options: Options = DEFAULT
    stored: tuple[dict, ...] | None = None
    people: int | None = None
    mend: dict[tuple[int, str], str] = field(default_factory=dict)
    mended: tuple[dict, ...] | None = None  # what is stored then

    figures: bool = (
        False  # whether the figures of the version are derived and its invariants checked
    )


def agree(count: int) -> tuple[tuple[int, int], ...]:
    """All three printed z of ``count`` rows agree."""
    return ((count, count),) * 3


def bare(number: int = 1, **cells: str) -> dict[str, str]:
    """``files.child`` without age text and printed z: nothing in the row speaks against a changed cell."""
    without = {AGE: "-", "ZS BB/U": "-", "ZS TB/U": "-", "ZS BB/TB": "-"}
    changed = {name.replace("_", " "): value for name, value in cells.items()}
    return child(number) | without | changed


def text(rows: list[dict], header: list[str] = KINI, suffix: str = ".csv", **how) -> Write:
    return lambda folder: files.write_csv(folder / f"{STEM}{suffix}", rows, header, **how)


def raw(lines: list[str], suffix: str = ".csv", encoding: str = "utf-8") -> Write:
    """A text file line by line, for what no writer would write."""

    def write(folder: Path) -> Path:
        path = folder / f"{STEM}{suffix}"
        path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
        return path

    return write


def xlsx(
    rows: list[dict],
    header: list[str] = KINI,
    titles: list[list] = (),
    formats: dict[str, str] | None = None,
    empty_rows: int = 0,
) -> Write:
    """Dates, times and numbers as such; ``formats``: header -> number format of the times in its column.

    ``empty_rows`` that a spreadsheet still counts as used follow the data: they have borders.
    """

    def write(folder: Path) -> Path:
        path = folder / f"{STEM}.xlsx"
        with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
            sheet = book.add_worksheet(SHEET)
            styles = {
                header.index(name): book.add_format({"num_format": code})
                for name, code in (formats or {}).items()
            }
            cells = grid(header, rows, titles)
            for at, line in enumerate(cells):
                for place, value in enumerate(line):
                    clock = isinstance(value, time | timedelta)
                    sheet.write(at, place, value, styles[place] if clock else None)
            border = book.add_format({"border": 1})
            for at in range(len(cells), len(cells) + empty_rows):
                for place in range(len(header)):
                    sheet.write_blank(at, place, None, border)
        return path

    return write


def xls(rows: list[dict], header: list[str] = KINI) -> Write:
    return lambda folder: files.write_xls(folder / f"{STEM}.xls", rows, header)


def html_as_xls(rows: list[dict], header: list[str] = KINI) -> Write:
    """The page that a web application sends as "Excel"."""

    def write(folder: Path) -> Path:
        lines = [
            "".join(f"<td>{html.escape(str(cell))}</td>" for cell in line)
            for line in grid(header, rows)
        ]
        table = "".join(f"<tr>{line}</tr>" for line in lines)
        path = folder / f"{STEM}.xls"
        path.write_text(
            f"<html><head><meta charset='utf-8'></head><body><table border=1>{table}</table></body></html>",
            encoding="utf-8",
        )
        return path

    return write


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
    f'<office:spreadsheet><table:table table:name="{SHEET}">%s</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(rows: list[dict], header: list[str] = KINI) -> Write:
    """A LibreOffice sheet: floats as numbers, the rest as text."""

    def cell(value: object) -> str:
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        shown = html.escape(str(value))
        return f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'

    def write(folder: Path) -> Path:
        table = "".join(
            f"<table:table-row>{''.join(map(cell, line))}</table:table-row>"
            for line in grid(header, rows)
        )
        path = folder / f"{STEM}.ods"
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("mimetype", _ODS_TYPE)
            packed.writestr("content.xml", _ODS % table)
            packed.writestr(
                "META-INF/manifest.xml",
                '<?xml version="1.0"?><manifest:manifest '
                'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
                "</manifest:manifest>",
            )
        return path

    return write
