"""Files of other systems with headers of their own, and the mappings an operator would make for them."""

from __future__ import annotations

import csv
from pathlib import Path

import xlsxwriter

from stunting.imports.mapping.model import Column, Mapping

ELSIMIL_HEADER = [
    "No",
    "NIK Catin Wanita",
    "Nama Catin Wanita",
    "Tgl Periksa",
    "Usia",
    "Kec. Domisili",
    "Kel/Desa Domisili",
    "LILA",
    "Kadar Hb",
    "Merokok/Terpapar",
    "Sertifikat",
]
_ELSIMIL_FIELDS = [
    None,
    "nik",
    "nama",
    "tanggal",
    "umur",
    "kecamatan",
    "desa",
    "lila_cm",
    "hb_gdl",
    "terpapar_rokok",
    "sertifikat_elsimil",
]
ELSIMIL = Mapping(
    "Elsimil catin",
    "skrining",
    tuple(Column(*each) for each in zip(ELSIMIL_HEADER, _ELSIMIL_FIELDS, strict=True)),
    {"kelompok": "catin", "kabkota": "Kota Pekalongan"},
    {"terpapar_rokok": {"Terpapar": "ya", "Tdk terpapar": "tidak"}},
)
DTSEN_HEADER = ["nik", "nama", "no_kk", "kecamatan", "desa", "desil", "pkh", "bpnt", "pbi_jk"]
DTSEN = Mapping(
    "DTSEN keluarga",
    "keluarga",
    tuple(
        Column(header, field)
        for header, field in zip(
            DTSEN_HEADER,
            [
                None,
                "nama_kepala",
                "no_kk",
                "kecamatan",
                "desa",
                "peringkat_kesejahteraan",
                *[None] * 3,
            ],
            strict=True,
        )
    ),
    {"siklus": "2026-S1"},
    {"peringkat_kesejahteraan": {"6-10": "5", "Belum Ada Desl": "99"}},
)
DTSEN_PKH = Mapping(
    "DTSEN PKH",
    "bantuan",
    tuple(
        Column(header, {"no_kk": "no_kk", "pkh": "status"}.get(header)) for header in DTSEN_HEADER
    ),
    {"jenis": "PKH", "sumber": "DTSEN"},
    {"status": {"1": "diterima", "0": "tidak_memenuhi_syarat"}},
)
# Two header rows with merged cells: the lower one has no text where the upper one spans both, and "Hasil"
# stands twice.
POSYANDU_ROWS = [
    ["REGISTER POSYANDU MELATI", "", "", "", "", "", "", "", "", ""],
    ["Bulan Februari 2026", "", "", "", "", "", "", "", "", ""],
    ["No", "Anak", "", "", "Alamat", "", "Pengukuran", "", "Hasil", ""],
    ["", "Nama", "L/P", "Lahir", "Kec", "Desa", "Tanggal", "", "Hasil", "Hasil"],
]
POSYANDU = Mapping(
    "Register posyandu",
    "pengukuran",
    (
        Column(""),
        Column("Nama", "nama"),
        Column("L/P", "jenis_kelamin"),
        Column("Lahir", "tanggal_lahir"),
        Column("Kec", "kecamatan"),
        Column("Desa", "desa"),
        Column("Tanggal", "tanggal"),
        Column("", "cara_ukur"),
        Column("Hasil", "bb_kg"),
        Column("Hasil", "tb_cm"),
    ),
    {"kabkota": "Kota Pekalongan"},
    {"cara_ukur": {"T": "terlentang", "B": "berdiri"}},
)


def bride(number: int = 1, **cells: str) -> list[str]:
    """A row of the Elsimil-like file; keywords by field."""
    row = {
        "nik": f"99{number:014d}",
        "nama": f"CALON {number}",
        "tanggal": "2026-02-12",
        "umur": "22",
        "kecamatan": "Pekalongan Barat",
        "desa": "Medono",
        "lila_cm": "23,1",
        "hb_gdl": "11,5",
        "terpapar_rokok": "Terpapar",
        "sertifikat_elsimil": "Ya",
    } | cells
    return [str(number) if name is None else row[name] for name in _ELSIMIL_FIELDS]


def family(number: int = 1, desil: str = "1", pkh: str = "1") -> list[str]:
    kk = f"99{number:014d}"
    place = ["PEKALONGAN BARAT", "MEDONO"]
    return [f"98{number:014d}", f"KEPALA {number}", kk, *place, desil, pkh, "0", "1"]


def child(number: int = 1, weight: str = "9,8", length: str = "79,5") -> list[str]:
    who = [str(number), f"ANAK {number}", "L", "2024-07-10"]
    return [*who, "Pekalongan Barat", "Medono", "2026-02-12", "T", weight, length]


def write_csv(path: Path, rows: list[list[str]], separator: str = ";") -> Path:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def write_xlsx(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                page.write_row(at, 0, cells)
    return path


def register(path: Path, *children: list[str]) -> Path:
    """The posyandu register with its cells truly merged."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Feb")
        for at, cells in enumerate([*POSYANDU_ROWS, *children]):
            page.write_row(at, 0, cells)
        page.merge_range(0, 0, 0, 9, POSYANDU_ROWS[0][0])
        page.merge_range(2, 0, 3, 0, "No")
        page.merge_range(2, 1, 2, 3, "Anak")
        page.merge_range(2, 4, 2, 5, "Alamat")
        page.merge_range(2, 6, 2, 7, "Pengukuran")
        page.merge_range(2, 8, 2, 9, "Hasil")
    return path
