"""A table as the bytes of a file, and what can go wrong with those."""

from __future__ import annotations

import csv
import html
import io
import random
import struct
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from tests.fuzz.tables import Table

Damage = Callable[[bytes, random.Random], bytes]

_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32")
_MAX_TEXT = 32_767


def as_csv(table: Table, dice: random.Random) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(
        text,
        delimiter=dice.choice(",;\t|"),
        lineterminator=dice.choice(("\r\n", "\n", "\r\n", "\r")),
        quoting=dice.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    ).writerows(table)
    return text.getvalue().encode(dice.choice(_ENCODINGS), errors="replace")


def as_mixed_csv(table: Table, dice: random.Random) -> bytes:
    """Each line in an encoding of its own, separators unescaped."""
    lines = (dice.choice(",;").join(row) + "\n" for row in table)
    return b"".join(line.encode(dice.choice(_ENCODINGS[:5]), errors="ignore") for line in lines)


def as_xlsx(table: Table, dice: random.Random) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        name = dice.choice(("Sheet1", "Pengukuran Anak", "Petunjuk", "a'b"))
        sheet = book.add_worksheet(name)
        for number, row in enumerate(table[:2000]):
            for at, cell in enumerate(row[:3100]):
                _write_cell(sheet, number, at, cell[:_MAX_TEXT], dice)
        if dice.random() < 0.2:
            book.add_worksheet("Lain").write_row(1, 1, ["NIK", "Nama", "JK", "Berat"])
    return file.getvalue()


def _write_cell(sheet, number: int, at: int, cell: str, dice: random.Random) -> None:
    if cell.startswith("=") and dice.random() < 0.5:
        sheet.write_formula(number, at, cell)
    elif dice.random() < 0.5:
        try:
            sheet.write_number(number, at, float(cell))
        except (ValueError, TypeError):
            sheet.write_string(number, at, cell)
    else:
        sheet.write_string(number, at, cell)


def as_xls(table: Table, dice: random.Random) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate(table[:2000]):
        for at, cell in enumerate(row[:250]):
            sheet.write(number, at, cell[:_MAX_TEXT])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_ods(table: Table, dice: random.Random) -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{_xml(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in table
    )
    repeated = dice.choice((1, 1, 1_048_576, 2**31))
    rows += (
        f'<table:table-row table:number-rows-repeated="{repeated}">'
        f'<table:table-cell table:number-columns-repeated="{dice.choice((1, 16384))}"/></table:table-row>'
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
            'xmlns:manifest:1.0"/>',
            "content.xml": content,
        }
    )


def as_html(table: Table, dice: random.Random) -> bytes:
    quote = html.escape if dice.random() < 0.8 else str
    rows = "".join(
        "<tr>" + "".join(f"<td>{quote(cell)}</td>" for cell in row) + "</tr>" for row in table
    )
    if dice.random() < 0.3:
        deep = dice.choice((10, 1000, 50_000))
        rows = "<table><tr><td>" * deep + rows
    return f"<html><meta charset=utf-8><table>{rows}</table></html>".encode(errors="replace")


def _xml(text: str) -> str:
    return escape("".join(char for char in text if char >= " " or char in "\n\t"))


def _zip(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


# --- damage to any file ----------------------------------------------------------------------------


def truncate(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def flip_bits(content: bytes, dice: random.Random) -> bytes:
    broken = bytearray(content)
    for _ in range(dice.choice((1, 3, 30, 300)) if broken else 0):
        broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
    return bytes(broken)


def insert(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    what = dice.choice(
        (b"\x00", b"\x00" * 4096, b"\xef\xbb\xbf", b"\xff\xfe", b'"', b"'", b"\r", b"\n" * 100, b"\x1a",
         b"\xc3", b"\xed\xa0\x80", b";" * 400, b"\x1b[31m", b"<table><tr><td>", b"PK\x03\x04")
    )  # fmt: skip
    return content[:at] + what + content[at:]


def cut_out(content: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    return content[:start] + content[end:]


def repeat(content: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    return content[:end] + content[start:end] * dice.randrange(1, 4) + content[end:]


def blank_out(content: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    return content[:start] + dice.choice((b"\x00", b" ", b"\xff")) * (end - start) + content[end:]


def prefix(content: bytes, dice: random.Random) -> bytes:
    return (
        dice.choice((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<table>", b"\n\n\n", b"\xff\xfe"))
        + content
    )


DAMAGES: tuple[Damage, ...] = (
    truncate, flip_bits, flip_bits, insert, insert, cut_out, repeat, blank_out, prefix
)  # fmt: skip


# --- damage inside a zipped workbook ---------------------------------------------------------------

_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><x>&i;</x>"
)


def repack(content: bytes, dice: random.Random) -> bytes:
    """One part of the package changed: damaged, replaced by a bomb, dropped or renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError):
        return content
    if not parts:
        return content
    name = dice.choice(sorted(parts))
    match dice.randrange(7):
        case 0 | 1:
            parts[name] = dice.choice(DAMAGES)(parts[name], dice)
        case 2:
            parts[name] = _BOMB.encode()
        case 3:
            del parts[name]
        case 4:
            parts[dice.choice(("../../luar.xml", "/etc/x", name + "x", "x"))] = parts.pop(name)
        case 5:
            parts[name] += b" " * dice.choice((10**6, 3 * 10**7, 10**8))
        case 6:
            head, mark, tail = parts[name].partition(b"<sheetData>")
            row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            parts[name] = head + mark + row + tail
    return _zip(parts)


def lie_about_size(content: bytes, dice: random.Random) -> bytes:
    """Sizes in the directory of the package that are not true."""
    broken = bytearray(content)
    at = content.find(b"PK\x01\x02")
    while at >= 0 and at + 28 <= len(broken):
        if dice.random() < 0.5:
            size = dice.choice((0, 1, 100, 2**31, 2**32 - 1))
            struct.pack_into("<I", broken, at + dice.choice((20, 24)), size)
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(broken)


FORMATS: dict[str, Callable[[Table, random.Random], bytes]] = {
    "csv": as_csv,
    "mixed": as_mixed_csv,
    "xlsx": as_xlsx,
    "xls": as_xls,
    "ods": as_ods,
    "html": as_html,
}
WEIGHTS = (6, 2, 3, 2, 1, 1)


def packed(table: Table, dice: random.Random) -> tuple[bytes, str, list[str]]:
    """A file of a table: its bytes, its ending (mostly the right one) and what was done to it."""
    (kind,) = dice.choices(list(FORMATS), WEIGHTS)
    content = FORMATS[kind](table, dice)
    done = [kind]
    if kind in ("xlsx", "ods") and dice.random() < 0.5:
        change = dice.choice((repack, repack, lie_about_size))
        content = change(content, dice)
        done.append(change.__name__)
    if dice.random() < 0.4:
        damage = dice.choice(DAMAGES)
        content = damage(content, dice)
        done.append(damage.__name__)
    ending = {"mixed": "csv", "html": "xls"}.get(kind, kind)
    if dice.random() < 0.15:
        ending = dice.choice(("csv", "xlsx", "xls", "ods", "xlsb", "txt", "json", ""))
    return content, ending, done
