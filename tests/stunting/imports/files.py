"""Small files as districts send them, written by code. The people in them cannot exist (NIK 99…)."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import xlsxwriter
import xlwt

KINI = (
    "No, NIK, Nama, JK, Tgl Lahir, BB Lahir, TB Lahir, Nama Ortu, Prov, Kab/Kota, Kec, Pukesmas, Desa/Kel, "
    "Posyandu, RT, RW, Alamat, Usia Saat Ukur, Tanggal Pengukuran, Berat, Tinggi, Cara Ukur, LiLA, BB/U, "
    "ZS BB/U, TB/U, ZS TB/U, BB/TB, ZS BB/TB, Naik Berat Badan, Jml Vit A, KPSP, KIA, Kelas Ibu Balita, MBG, "
    "Detail"
).split(", ")
LAMA = (
    "NIK, Nama, JK, Tgl Lahir, BB Lahir, TB Lahir, Nama Ortu, Prov, Kab/Kota, Kec, Pukesmas, Desa/Kel, "
    "Posyandu, RT, RW, Alamat, Usia Saat Ukur, Tanggal Pengukuran, Berat, Tinggi, LiLA, BB/U, ZS BB/U, TB/U, "
    "ZS TB/U, BB/TB, ZS BB/TB, Naik Berat Badan, PMT Diterima (kg), Jml Vit A, KPSP, KIA"
).split(", ")
LAMA_CARA_UKUR = [*LAMA[:20], "Cara Ukur", *LAMA[20:]]

# A boy of 19 months, measured lying: every cell as the export prints it.
CHILD = {
    "No": "1",
    "NIK": "9900000000000001",
    "Nama": "ANAK SATU",
    "JK": "L",
    "Tgl Lahir": "2024-07-10",
    "BB Lahir": "3.1",
    "TB Lahir": "49",
    "Nama Ortu": "IBU SATU",
    "Prov": "JAWA TENGAH",
    "Kab/Kota": "KOTA PEKALONGAN",
    "Kec": "PEKALONGAN BARAT",
    "Pukesmas": "MEDONO",
    "Desa/Kel": "MEDONO",
    "Posyandu": "MELATI 1",
    "RT": "01",
    "RW": "02",
    "Alamat": "Jl. Contoh 1",
    "Usia Saat Ukur": "1 Tahun - 7 Bulan - 2 Hari",
    "Tanggal Pengukuran": "2026-02-12",
    "Berat": "9.8",
    "Tinggi": "79.5",
    "Cara Ukur": "Terlentang",
    "LiLA": "14.2",
    "BB/U": "Berat Badan Normal",
    "ZS BB/U": "-1.17",
    "TB/U": "Normal",
    "ZS TB/U": "-1.4",
    "BB/TB": "Gizi Baik",
    "ZS BB/TB": "-0.67",
    "Naik Berat Badan": "N",
    "Jml Vit A": "1",
    "KPSP": "Sesuai",
    "KIA": "Ya",
    "Kelas Ibu Balita": "Ya",
    "MBG": "Tidak",
    "Detail": "-",
    "PMT Diterima (kg)": "0",
}


def child(number: int = 1, **cells: str) -> dict[str, str]:
    """One row; keyword cells replace those of CHILD (``Tgl_Lahir`` for "Tgl Lahir")."""
    row = CHILD | {
        "No": str(number),
        "NIK": f"99{number:014d}",
        "Nama": f"ANAK {number}",
        "Nama Ortu": f"IBU {number}",
    }
    return row | {name.replace("_", " "): value for name, value in cells.items()}


def grid(header: list[str], rows: list[dict], titles: list[list] = ()) -> list[list]:
    """Cells row by row: title lines, header, data in the order of the header."""
    return [*titles, header, *([row.get(name, "") for name in header] for row in rows)]


def write_csv(
    path: Path,
    rows: list[dict],
    header: list[str] = KINI,
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    titles: list[list] = (),
) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(grid(header, rows, titles))
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(
    path: Path,
    rows: list[dict],
    header: list[str] = KINI,
    titles: list[list] = (),
    name: str = "Sheet1",
) -> Path:
    """Dates as true dates, numbers as numbers, texts as texts."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(name)
        for at, cells in enumerate(grid(header, rows, titles)):
            sheet.write_row(at, 0, cells)
    return path


def write_xls(path: Path, rows: list[dict], header: list[str] = KINI) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for at, cells in enumerate(grid(header, rows)):
        for place, value in enumerate(cells):
            sheet.write(at, place, value)
    book.save(str(path))
    return path
