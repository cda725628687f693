"""A mapping as a small CSV table that opens in Excel and in Notepad, and back.

    bagian;judul;bidang;isi
    lembar;;skrining;
    kolom;Nama Catin;nama;
    kolom;Asal Data;;
    kolom;Rokok;terpapar_rokok;
    tetap;;kelompok;catin
    ganti;Sdh;terpapar_rokok;ya

The lines ``kolom`` are all columns of the file in their order: the third may have no header, and an empty
``bidang`` means that the column is not read. A field may be named by its name or by its label. CSV rather
than JSON because the people who edit it have a spreadsheet, as for the other settings of the district, and
a line of it is what a sentence about a mistake can point at.
"""

from __future__ import annotations

import csv
import io

from stunting.imports.fields import SHEETS, Kind, Sheet
from stunting.imports.mapping.model import Column, Mapping, field_of, problems
from stunting.imports.read import clean, normal_label

_HEAD = ["bagian", "judul", "bidang", "isi"]
_NOTE = (
    "# Pemetaan kolom. Satu baris kolom untuk tiap kolom berkas menurut urutannya; bidang kosong = tidak "
    "dibaca. tetap: isian untuk semua baris. ganti: isi sel (judul) dibaca sebagai isi."
)
MAX_BYTES = 200_000
_FORMULA = ("=", "+", "-", "@", "'")


class BrokenMapping(ValueError):
    """A mapping that cannot be used; one Indonesian sentence that names file and line."""


def write(mapping: Mapping) -> str:
    """The table of a mapping, with a byte order mark so that Excel reads it as UTF-8."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, delimiter=";", lineterminator="\n")
    lines.writerow([_NOTE])
    lines.writerow(_HEAD)
    lines.writerow(["lembar", "", mapping.sheet, ""])
    for each in mapping.columns:
        lines.writerow(["kolom", _neutral(each.header), each.field or "", ""])
    for name, constant in mapping.constants.items():
        lines.writerow(["tetap", "", name, _neutral(constant)])
    for name, texts in mapping.replacements.items():
        for theirs, ours in texts.items():
            lines.writerow(["ganti", _neutral(theirs), name, _neutral(ours)])
    return "\ufeff" + text.getvalue()


def parse(content: bytes, name: str) -> Mapping:
    """The mapping in a file's content. Raises BrokenMapping with a sentence that names file and line."""
    file = f"{name}.csv"
    sheet = ""
    columns: list[Column] = []
    constants: dict[str, str] = {}
    replacements: dict[str, dict[str, str]] = {}
    lines: dict[tuple, int] = {}
    known: Sheet | None = None
    for line, (part, header, label, content_text) in _lines(content, file):
        key: tuple
        if part == "lembar":
            if sheet:
                raise _broken(file, line, "lembar sudah disebut di atasnya")
            sheet = _sheet_key(label or header or content_text)
            known = SHEETS.get(sheet)
            key = ("lembar",)
        elif part == "kolom":
            key = ("kolom", len(columns))
            columns.append(Column(header, _field_name(known, label) or None))
        elif part == "tetap":
            named = _field_name(known, label)
            if named in constants:
                raise _broken(file, line, f'isian tetap untuk "{label}" sudah disebut di atasnya')
            key = ("tetap", named)
            constants[named] = _stored(known, named, content_text)
        elif part == "ganti":
            named = _field_name(known, label)
            texts = replacements.setdefault(named, {})
            if header in texts:
                raise _broken(file, line, f'pengganti untuk "{header}" sudah disebut di atasnya')
            key = ("ganti", named, header)
            texts[header] = _stored(known, named, content_text)
        else:
            sentence = f'bagian "{part}" tidak dikenal; pakai lembar, kolom, tetap atau ganti'
            raise _broken(file, line, sentence)
        if part != "lembar" and not sheet:
            raise _broken(file, line, "baris lembar harus lebih dahulu")
        lines[key] = line
    if not sheet:
        raise _broken(file, 1, "baris lembar tidak ada")
    mapping = Mapping(name, sheet, tuple(columns), constants, replacements)
    for problem in problems(mapping):
        raise _broken(file, lines.get(problem.part, 1), problem.sentence)
    return mapping


def _broken(file: str, line: int, sentence: str) -> BrokenMapping:
    return BrokenMapping(f"Berkas pemetaan {file}, baris {line}: {sentence}.")


def _lines(content: bytes, file: str):
    """(line number, four cleaned cells) of the filled lines; the separator is what the program left."""
    if len(content) > MAX_BYTES:
        raise _broken(file, 1, "terlalu besar untuk sebuah pemetaan")
    text = _decoded(content)
    if "\x00" in text:
        raise _broken(file, 1, "bukan tabel teks")
    separator = ";"
    for line in text.splitlines():
        if normal_label(line).startswith("bagianjudul"):
            separator = max(";,\t", key=line.count)
            break
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for row in reader:
            texts = [_plain(clean(cell)) for cell in (*row, "", "", "", "")]
            if not any(texts) or texts[0].startswith("#") or texts[:3] == _HEAD[:3]:
                continue
            yield reader.line_num, (texts[0].casefold(), *texts[1:4])
    except csv.Error as error:
        raise _broken(file, 1, "bukan tabel CSV yang utuh") from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _sheet_key(text: str) -> str:
    """The key of a sheet named by key or label; else the text as it is."""
    wanted = normal_label(text)
    for key, sheet in SHEETS.items():
        if wanted in (normal_label(key), normal_label(sheet.label)):
            return key
    return text


def _field_name(sheet: Sheet | None, text: str) -> str:
    """The name of a field named by name or label; else the text as it is."""
    wanted = normal_label(text)
    for each in sheet.fields if sheet and wanted else ():
        if wanted in (normal_label(each.name), normal_label(each.label)):
            return each.name
    return text


def _stored(sheet: Sheet | None, name: str, text: str) -> str:
    """A text as it is meant: a choice may be named by its label."""
    each = field_of(sheet, name) if sheet else None
    if each is not None and each.kind is Kind.PILIHAN:
        for code, label in each.choices.items():
            if normal_label(text) == normal_label(label):
                return code
    return text
