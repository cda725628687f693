"""Pemetaan kolom: what a mapping reads, what it lacks, and the top of a file, in words and frames."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import SHEETS, Field, Kind
from stunting.imports.mapping import model
from stunting.imports.mapping.model import Mapping, field_of
from stunting.imports.mapping.peek import Head

LIST_LABELS = {
    "nama": "Nama",
    "lembar": "Dibaca sebagai",
    "kolom": "Kolom yang dibaca",
    "tetap": "Isian tetap",
}
COLUMN_LABELS = {"nomor": "Nomor", "judul": "Kolom di berkas", "bidang": "Dibaca sebagai"}
NOT_READ = "tidak dibaca"
NOT_A_HEADER = (
    "Baris ini berisi nomor atau tanggal, jadi tampaknya baris data. Pilih baris judul kolom; bila berkas "
    "tidak punya baris judul, tambahkan dahulu di Excel."
)
_EXAMPLES = {
    Kind.SIKLUS: "misalnya 2026-S1",
    Kind.BULAN: "misalnya Februari 2026",
    Kind.TANGGAL: "misalnya 12 Februari 2026",
    Kind.KABKOTA: "misalnya Kota Pekalongan",
}


def headline(usable: Sequence[Mapping], broken: Sequence) -> str:
    """How many mappings there are, as a sentence."""
    if not usable and not broken:
        return "Belum ada pemetaan kolom yang tersimpan."
    said = f"{bahasa.angka(len(usable))} pemetaan kolom tersimpan"
    if broken:
        said += f"; {bahasa.angka(len(broken))} berkas pemetaan rusak dan tidak dipakai"
    return said + "."


def listed(usable: Sequence[Mapping]) -> pd.DataFrame:
    """One row per mapping: nama, lembar, kolom, tetap."""
    return pd.DataFrame(
        [
            {
                "nama": each.name,
                "lembar": SHEETS[each.sheet].label,
                "kolom": f"{len(each.mapped)} dari {len(each.columns)}",
                "tetap": "; ".join(
                    f"{_label(each, name)}: {_meaning(each, name, text)}"
                    for name, text in each.constants.items()
                )
                or "tidak ada",
            }
            for each in usable
        ],
        columns=list(LIST_LABELS),
    )


def _label(mapping: Mapping, name: str) -> str:
    return field_of(SHEETS[mapping.sheet], name).label


def _meaning(mapping: Mapping, name: str, text: str) -> str:
    """A text of a field as people say it."""
    return codes(field_of(SHEETS[mapping.sheet], name)).get(text, text)


def columns(mapping: Mapping) -> pd.DataFrame:
    """All columns of a mapping in order: nomor, judul, bidang."""
    sheet = SHEETS[mapping.sheet]
    return pd.DataFrame(
        [
            {
                "nomor": at + 1,
                "judul": each.header or "(tanpa judul)",
                "bidang": field_of(sheet, each.field).label if each.field else NOT_READ,
            }
            for at, each in enumerate(mapping.columns)
        ],
        columns=list(COLUMN_LABELS),
    )


def details(mapping: Mapping) -> list[str]:
    """Constants and replacements of a mapping, a line each."""
    lines = [
        f"{_label(mapping, name)} di semua baris: {_meaning(mapping, name, text)}"
        for name, text in mapping.constants.items()
    ]
    for name, texts in mapping.replacements.items():
        lines += [
            f"{_label(mapping, name)}: “{theirs}” dibaca “{_meaning(mapping, name, ours)}”"
            for theirs, ours in texts.items()
        ]
    return lines


def sheet_choice(key: str) -> str:
    """A sheet in words: "Pengukuran Anak: satu pengukuran seorang anak pada satu tanggal"."""
    return f"{SHEETS[key].label}: {SHEETS[key].grain}"


def field_choice(each: Field) -> str:
    return f"{each.label} (wajib)" if each.required else each.label


def header_choice(head: Head, row: int, *, reveal: bool) -> str:
    """A row in words, for choosing the header: "Baris 4: Nama · L/P · Lahir".

    Unless ``reveal``, rows that may be data are shown by their shape only.
    """
    texts = [text for text in head.headers(row) if text]
    if not reveal and (row > head.guess or model.is_data(texts)):
        texts = [shape(text) for text in texts]
    return f"Baris {row}: {' · '.join(texts[:6]) or 'kosong'}"


def column_label(headers: Sequence[str], at: int) -> str:
    return f"{at + 1}. {headers[at] or '(tanpa judul)'}"


def preview(head: Head, row: int, *, reveal: bool) -> pd.DataFrame:
    """The first rows under a header; unless ``reveal`` only their shape: "Siti 12" is "Xxxx 99"."""
    headers = head.headers(row)
    names = [column_label(headers, at) for at in range(len(headers))]
    cells = [[text if reveal else shape(text) for text in line] for line in head.below(row)]
    return pd.DataFrame(cells, columns=names, dtype=object)


def shape(text: str) -> str:
    """What a text looks like without what it says: letters become x or X, digits 9."""
    return "".join(
        "9" if each.isdigit() else ("X" if each.isupper() else "x") if each.isalpha() else each
        for each in text
    )


def missing(mapping: Mapping) -> list[str]:
    """What keeps a mapping from being saved, a sentence each."""
    lines = []
    given = set(mapping.mapped.values()) | set(mapping.constants)
    lacking = model.lacking(SHEETS[mapping.sheet], given)
    if lacking:
        names = "; ".join(" atau ".join(each.label for each in fields) for fields in lacking)
        lines.append(f"Masih kurang: {names}.")
    for each in model.problems(mapping):
        if each.part == ("lembar",):
            continue
        place = ""
        if each.part[0] == "kolom":
            at = each.part[1]
            place = f"Kolom {model.column_name(mapping.columns[at].header, at)}: "
        sentence = place + each.sentence
        lines.append(sentence[0].upper() + sentence[1:] + ".")
    if not mapping.mapped:
        lines.append("Belum ada kolom yang dipetakan.")
    return lines


def example(each: Field) -> str:
    """What may be typed for a field."""
    return _EXAMPLES.get(each.kind) or each.help or "isi untuk semua baris"


def codes(each: Field) -> dict[str, str]:
    """What we read in a coded field -> its label; empty where it is typed freely."""
    if each.choices:
        return dict(each.choices)
    if each.kind is Kind.YA_TIDAK:
        return {"ya": "Ya", "tidak": "Tidak"}
    return {"L": "Laki-laki", "P": "Perempuan"} if each.kind is Kind.JK else {}
