"""Our own workbook, made from fields.py: ``python -m stunting.imports.template`` writes it.

One sheet per table with labels, drop-downs and cell formats, a guide in front and the codes behind.
The same fields always give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from stunting import reference
from stunting.imports.fields import SHEETS, Field, Kind, Sheet

Filled = Mapping[str, Sequence[Mapping[str, object]]]
TARGET = Path(__file__).resolve().parents[2] / "data" / "templates" / "buku-kerja-audit.xlsx"
# Xlsxwriter would put the moment of writing here.
_CREATED = datetime(2026, 1, 1)
_LAST_ROW = 20_000  # drop-downs reach this far
_MAX_LIST = 255  # characters of a list inside a validation; longer ones stand in the sheet Kode
_FORMATS = {
    Kind.TANGGAL: "yyyy-mm-dd",
    Kind.BULAN: "yyyy-mm",
    Kind.BULAT: "0",
    Kind.DESIMAL: "0.00",
    Kind.RUPIAH: "#,##0",
}
_HINTS = {
    Kind.NIK: "16 digit. Kolom ini berformat teks agar tidak ada digit yang hilang.",
    Kind.KK: "16 digit. Kolom ini berformat teks agar tidak ada digit yang hilang.",
    Kind.TANGGAL: "Tanggal, misalnya 2026-02-12.",
    Kind.BULAN: "Bulan, misalnya 2026-02.",
    Kind.SIKLUS: "Semester, misalnya 2026-S1.",
    Kind.BULAT: "Bilangan bulat.",
    Kind.DESIMAL: "Angka; koma atau titik desimal sama-sama diterima.",
    Kind.RUPIAH: "Rupiah tanpa sen.",
    Kind.JK: "L atau P.",
    Kind.YA_TIDAK: "Ya atau Tidak; kosongkan bila tidak diketahui.",
    Kind.PILIHAN: "Pilih dari daftar.",
    Kind.KABKOTA: "Nama atau kode Kemendagri.",
    Kind.KECAMATAN: "Nama atau kode Kemendagri.",
    Kind.DESA: "Nama atau kode Kemendagri.",
}
# One paragraph per numbered sentence of the sheet Petunjuk.
_GUIDE = """
Buku kerja ini dipakai untuk memasukkan data Audit Kasus Stunting ke dasbor: siklus, keluarga, pengukuran
anak, pemeriksaan catin dan ibu, kasus dengan penyebabnya, rencana tindak lanjut, evaluasi, kunjungan,
bantuan, dan agregat bulanan.

Isi lembar yang diperlukan saja; lembar yang kosong dilewati. Satu baris adalah satu hal, lihat tabel di
bawah.

Judul kolom berwarna biru tua dan bertanda * wajib diisi. Kolom lain boleh dibiarkan kosong.

Jangan mengubah judul kolom atau nama lembar. Urutan kolom boleh diubah.

NIK dan Nomor KK ditulis 16 digit. Data orang dicocokkan menurut NIK; tanpa NIK yang utuh menurut nama,
nama ibu, tanggal lahir, dan jenis kelamin.

Anak, ibu, dan keluarga dimasukkan lebih dahulu atau dalam berkas yang sama dengan kasus yang menyebutnya.

Kode penyebab, kode OPD, dan daftar pilihan ada di lembar Kode.

Satu berkas boleh diimpor berulang kali: baris yang sama tidak dihitung dua kali, baris yang diperbaiki
menggantikan yang lama. Status RTL berlaku sejak Tanggal Status, atau sejak tanggal berkas bila kosong.

Baris yang ditolak dikembalikan sebagai buku kerja dengan alasan pada setiap sel; perbaiki lalu impor
kembali.

Buku kerja yang terisi memuat data pribadi (UU 27/2022). Simpan di tempat yang aman dan jangan kirim lewat
grup percakapan.
"""


class _Book:
    """The open workbook with its formats and the places of the long lists in the sheet Kode."""

    def __init__(self, target: Path) -> None:
        self.book = xlsxwriter.Workbook(str(target))
        self.book.set_properties({"title": "Buku kerja audit kasus stunting", "created": _CREATED})
        header = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
        self.needed = self.book.add_format(
            {**header, "bg_color": "#1F4E79", "font_color": "#FFFFFF"}
        )
        self.optional = self.book.add_format({**header, "bg_color": "#DDE7F0"})
        self.bold = self.book.add_format({"bold": True})
        self.title = self.book.add_format({"bold": True, "font_size": 16})
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.text = self.book.add_format({"num_format": "@"})
        self.formats = {
            kind: self.book.add_format({"num_format": pattern})
            for kind, pattern in _FORMATS.items()
        }
        self.lists: dict[str, str] = {}


def write(target: Path = TARGET, filled: Filled | None = None, foot: str = "") -> Path:
    """Write the workbook and return its path: empty, or with the given rows below the headers.

    ``filled``: sheet key -> rows by field name, as texts, numbers and dates a person would type.
    ``foot``: what stands at the foot of every printed page.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    made = _Book(target)
    codes = _code_lists()
    # where each list will stand in the sheet Kode: known before that sheet is written
    for at, (name, rows) in enumerate(codes.items()):
        column = xlsxwriter.utility.xl_col_to_name(at * 3)
        made.lists[name] = f"=Kode!${column}$4:${column}${3 + len(rows)}"
    _write_guide(made)
    for sheet in SHEETS.values():
        _write_sheet(made, sheet, (filled or {}).get(sheet.key, ()))
    _write_codes(made, codes)
    if foot:
        for page in made.book.worksheets():
            page.set_footer("&L" + foot.replace("&", "&&")[:200] + "&R&P / &N")
    made.book.close()
    return target


def _write_guide(made: _Book) -> None:
    sheet = made.book.add_worksheet("Petunjuk")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, "Buku kerja Audit Kasus Stunting", made.title)
    row = 2
    sentences = [" ".join(each.split()) for each in _GUIDE.split("\n\n")]
    for number, sentence in enumerate(sentences, start=1):
        sheet.write_string(row, 0, f"Petunjuk {number}", made.bold)
        sheet.write_string(row, 1, sentence, made.wrapped)
        row += 1
    row += 1
    sheet.write_row(row, 0, ["Lembar", "Satu baris adalah"], made.bold)
    for each in SHEETS.values():
        row += 1
        sheet.write_url(row, 0, f"internal:'{each.label}'!A1", string=each.label)
        sheet.write_string(row, 1, each.grain)


def _write_sheet(made: _Book, described: Sheet, rows: Sequence[Mapping[str, object]]) -> None:
    sheet = made.book.add_worksheet(described.label)
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 32)
    for at, field in enumerate(described.fields):
        label = f"{field.label} *" if field.required else field.label
        sheet.write_string(0, at, label, made.needed if field.required else made.optional)
        hint = " ".join(filter(None, (_HINTS.get(field.kind), field.help)))
        needed = "Wajib diisi. " if field.required else ""
        if needed or hint:
            sheet.write_comment(0, at, f"{needed}{hint}".strip(), {"x_scale": 1.6})
        sheet.set_column(
            at, at, max(12, min(len(label) + 2, 30)), made.formats.get(field.kind, made.text)
        )
        if source := _source(made, field):
            rule = {
                "validate": "list",
                "source": source,
                "error_title": "Tidak ada di daftar",
                "error_message": "Pilih salah satu isi daftar.",
            }
            sheet.data_validation(1, at, _LAST_ROW, at, rule)
        for number, row in enumerate(rows, start=1):
            value = row.get(field.name)
            if value is not None and value != "":
                # as text: a spreadsheet must not turn a NIK into a number nor a text into a formula
                sheet.write_string(number, at, str(value), made.text)


def _source(made: _Book, field: Field) -> list[str] | str | None:
    """What a drop-down offers: a short list itself, a longer one by its place in the sheet Kode."""
    if field.kind is Kind.JK:
        return ["L", "P"]
    if field.kind is Kind.YA_TIDAK:
        return ["Ya", "Tidak"]
    if field.kind is Kind.KODE:
        return made.lists.get(field.label)
    if field.kind is not Kind.PILIHAN:
        return None
    labels = list(field.choices.values())
    # a comma inside a label would split it in a list written out
    if len(",".join(labels)) > _MAX_LIST or any("," in label for label in labels):
        return made.lists[_list_name(field)]
    return labels


def _code_lists() -> dict[str, list[tuple[str, str]]]:
    """Name -> rows of the sheet Kode; what is offered in a drop-down stands first in a row."""
    causes = reference.table("penyebab")
    offices = reference.table("opd")
    papers = reference.table("kertas_kerja").drop_duplicates("bidang")
    lists = {
        "Kode Penyebab": list(zip(causes["kode_penyebab"], causes["penyebab"], strict=True)),
        "Bidang": list(zip(papers["bidang"], papers["label"], strict=True)),
        "OPD Penanggung Jawab": list(zip(offices["kode_opd"], offices["nama"], strict=True)),
    }
    for sheet in SHEETS.values():
        for field in sheet.fields:
            if field.choices:
                rows = [(label, code) for code, label in field.choices.items()]
                lists[_list_name(field)] = rows
    return lists


def _list_name(field: Field) -> str:
    """Fields share a list when label and choices are the same: "Kelompok" is not the same everywhere."""
    return f"{field.label} ({len(field.choices)} pilihan)"


def _write_codes(made: _Book, lists: dict[str, list[tuple[str, str]]]) -> None:
    sheet = made.book.add_worksheet("Kode")
    sheet.write_string(0, 0, "Kode dan daftar pilihan", made.title)
    for at, (name, rows) in enumerate(lists.items()):
        column = at * 3
        sheet.set_column(column, column, 24)
        sheet.set_column(column + 1, column + 1, 34)
        sheet.write_string(2, column, f"Daftar: {name}", made.bold)
        for number, row in enumerate(rows, start=3):
            sheet.write_row(number, column, row)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
