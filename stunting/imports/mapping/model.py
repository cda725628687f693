"""What a mapping is and what makes one unusable.

A mapping holds headers, field names and codes, never what stood in a cell: it may lie open in a folder
and be sent to another district. (A replacement holds a text of a cell that the operator chose to name.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from functools import cached_property

from stunting.imports import cells
from stunting.imports.areas import kabkota_codes
from stunting.imports.fields import SHEETS, Field, Kind, Sheet
from stunting.imports.findings import RULES
from stunting.imports.read import clean, normal_label

# Fields of which a sheet needs one or the other, beyond those it needs anyway.
_ONE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "pengukuran": (("nik", "nama"), ("bb_kg", "tb_cm")),
    "skrining": (("nik", "nama"),),
    "mutasi": (("nik", "nama"),),
    "evaluasi": (("kasus_id", "rtl_id"),),
    "kunjungan": (("no_kk", "kasus_id"),),
}
_PERSONAL_KINDS = (Kind.NIK, Kind.KK)
_PERSONAL = frozenset(
    {"nama", "nama_ibu", "nama_kepala", "alamat", "rt", "rw", "telepon", "tanggal_lahir"}
)
# A header with so long a number or a date in it is a row of data taken for a header.
_DATA = re.compile(r"\d{8}|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b")
EMPTY = "isinya kosong"
# What the texts of a cell may be translated into are codes; texts, names and dates stay as they are.
REPLACEABLE = (Kind.PILIHAN, Kind.YA_TIDAK, Kind.JK, Kind.BULAT, Kind.KABKOTA, Kind.SIKLUS)


@dataclass(frozen=True)
class Column:
    """One column of the file in its place: header as written (may be empty), our field or None (not read)."""

    header: str
    field: str | None = None


@dataclass(frozen=True)
class Mapping:
    """The columns of a kind of file in their order, with what the file lacks and what it spells otherwise.

    ``sheet``: key of fields.SHEETS. ``constants``: field -> text for every row. ``replacements``: field ->
    text of a cell -> text we read. The headers are the signature by which the file is recognised.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    constants: Dict[str, str] = field(default_factory=dict)
    replacements: Dict[str, Dict[str, str]] = field(default_factory=dict)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The normal labels of all headers in order, without the empty ones at the end."""
        return trimmed(normal_label(each.header) for each in self.columns)

    @cached_property
    def mapped(self) -> dict[int, str]:
        """Position -> field of the columns that are read."""
        return {at: each.field for at, each in enumerate(self.columns) if each.field}

    @cached_property
    def by_position(self) -> bool:
        """Whether a column is read that its header alone does not tell from others."""
        counts = Counter(normal_label(each.header) for each in self.columns)
        return any(
            (label := normal_label(self.columns[at].header)) == "" or counts[label] > 1
            for at in self.mapped
        )


@dataclass(frozen=True)
class Problem:
    """Why a mapping cannot be used: a sentence, and the part it is about.

    ``part``: ("lembar",), ("kolom", position), ("tetap", field) or ("ganti", field, text).
    """

    sentence: str
    part: tuple


def trimmed(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels without the empty ones at the end."""
    kept = list(labels)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def is_data(texts: Iterable[str]) -> bool:
    """Whether cells are those of a row of data: a long number or a date among them."""
    return any(_DATA.search(text) for text in texts)


def column_name(header: str, at: int) -> str:
    """A column as it is called in sentences: its header, or its place where it has none."""
    return f'"{header}"' if header else f"ke-{at + 1}"


def field_of(sheet: Sheet, name: str) -> Field | None:
    return next((each for each in sheet.fields if each.name == name), None)


def personal(each: Field) -> bool:
    """Whether a field says who somebody is; such a text never stands in a mapping."""
    return each.kind in _PERSONAL_KINDS or each.name in _PERSONAL


def lacking(sheet: Sheet, given: set[str]) -> list[tuple[Field, ...]]:
    """Needed fields that neither a column nor a constant gives; several in one entry: one of them.

    A desa can be found without its kecamatan.
    """
    found = [
        (each,)
        for each in sheet.fields
        if each.required
        and each.name not in given
        and not (each.kind is Kind.KECAMATAN and "desa" in given)
    ]
    for names in _ONE_OF.get(sheet.key, ()):
        if not given & set(names):
            found.append(tuple(field_of(sheet, name) for name in names))
    return found


def in_words(mapping: Mapping) -> str:
    """What a mapping reads: "Catin dan Ibu, 9 dari 12 kolom dibaca, isian tetap Kelompok = catin"."""
    sheet = SHEETS[mapping.sheet]
    parts = [sheet.label, f"{len(mapping.mapped)} dari {len(mapping.columns)} kolom dibaca"]
    parts += [
        f"isian tetap {field_of(sheet, name).label} = {text}"
        for name, text in mapping.constants.items()
    ]
    return ", ".join(parts)


def problems(mapping: Mapping) -> list[Problem]:
    """All that is wrong with a mapping, in the order of its parts; empty when it can be used."""
    sheet = SHEETS.get(mapping.sheet)
    if sheet is None:
        known = ", ".join(SHEETS)
        sentence = f'lembar "{mapping.sheet}" tidak dikenal; pakai salah satu dari {known}'
        return [Problem(sentence, ("lembar",))]
    found = [*_columns(mapping, sheet), *_constants(mapping, sheet), *_replacements(mapping, sheet)]
    given = set(mapping.mapped.values()) | set(mapping.constants)
    for fields in lacking(sheet, given):
        words = " atau ".join(each.label for each in fields)
        sentence = f"bidang wajib {words} ({sheet.label}) belum punya kolom atau isian tetap"
        found.append(Problem(sentence, ("lembar",)))
    return found


def _columns(mapping: Mapping, sheet: Sheet) -> list[Problem]:
    found, taken = [], {}
    for at, column in enumerate(mapping.columns):
        if is_data([column.header]):
            sentence = (
                "judul kolom ini berisi nomor atau tanggal; yang dipilih tampaknya baris data, bukan "
                "baris judul"
            )
            found.append(Problem(sentence, ("kolom", at)))
        if not column.field:
            continue
        each = field_of(sheet, column.field)
        if each is None:
            sentence = f'bidang "{column.field}" tidak ada di lembar {sheet.label}'
        elif column.field in taken:
            sentence = f"bidang {each.label} sudah diisi dari kolom {taken[column.field]}"
        else:
            taken[column.field] = column_name(column.header, at)
            continue
        found.append(Problem(sentence, ("kolom", at)))
    if not any(each.field for each in mapping.columns):
        found.append(Problem("belum ada kolom yang dipetakan", ("lembar",)))
    return found


def _constants(mapping: Mapping, sheet: Sheet) -> list[Problem]:
    found = []
    for name, text in mapping.constants.items():
        each = field_of(sheet, name)
        if each is None:
            sentence = f'bidang "{name}" tidak ada di lembar {sheet.label}'
        elif name in mapping.mapped.values():
            sentence = f"bidang {each.label} sudah diisi dari sebuah kolom"
        elif personal(each):
            sentence = f"bidang {each.label} menyangkut satu orang; tidak boleh menjadi isian tetap"
        elif reason := unreadable(each, text):
            sentence = f'isian tetap "{text}" untuk {each.label} tidak dapat dipakai: {reason}'
        else:
            continue
        found.append(Problem(sentence, ("tetap", name)))
    return found


def _replacements(mapping: Mapping, sheet: Sheet) -> list[Problem]:
    found = []
    for name, texts in mapping.replacements.items():
        each = field_of(sheet, name)
        for text, ours in texts.items():
            if each is None:
                sentence = f'bidang "{name}" tidak ada di lembar {sheet.label}'
            elif each.kind not in REPLACEABLE:
                sentence = f"isi bidang {each.label} tidak dapat diganti; hanya bidang berkode"
            elif name not in mapping.mapped.values():
                sentence = f"bidang {each.label} tidak diisi dari kolom mana pun"
            elif reason := unreadable(each, ours):
                sentence = f'pengganti "{ours}" untuk {each.label} tidak dapat dipakai: {reason}'
            else:
                continue
            found.append(Problem(sentence, ("ganti", name, text)))
    return found


def unreadable(each: Field, text: str) -> str:
    """Why a text cannot be read as this field, in words; "" when it can."""
    text = clean(text)
    if text.casefold() in cells.EMPTY:
        return EMPTY
    if each.kind is Kind.KABKOTA:
        return "" if kabkota_codes(text) else "nama kabupaten/kota ini tidak dikenal"
    rule = cells.broken_rule(each, text)
    if not rule:
        return ""
    if each.choices:
        return f"pilihannya {', '.join(each.choices)}"
    sentence = RULES[rule][1].rstrip(".")
    return sentence[0].lower() + sentence[1:]
