"""One case per known defect of a measurement, each with the exact report it must give."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from stunting.imports import ages, areas, intake, validate
from stunting.imports.areas import Areas
from stunting.imports.options import Options
from tests.stunting.imports.files import KINI, child, write_csv

TODAY = date(2026, 3, 1)
T, P = "tolak", "peringatan"


def report(tmp_path, *rows: dict, header=KINI, **options) -> list[tuple]:
    """(row, column, value, rule, level) of all findings before anything is written."""
    opened = intake.open_file(write_csv(tmp_path / "a.csv", list(rows), header, **options))
    sheet = intake.incoming(opened.matches[0], TODAY)
    sheet.rows = areas.place(
        sheet.sheet, sheet.rows, sheet.labels, Areas(("33.75",)), sheet.findings
    )
    validate.check(sheet)
    return [
        (each.row, each.column, each.value, each.rule, each.level)
        for each in sheet.findings.listed()
    ]


AGE = {"Usia_Saat_Ukur": "-"}
DEFECTS = {
    "tanpa jenis kelamin": ({"JK": ""}, [("JK", "", "kolom_wajib_kosong", T)]),
    "jenis kelamin lain": ({"JK": "X"}, [("JK", "X", "jk_tidak_terbaca", T)]),
    "tanpa tanggal lahir": (
        {"Tgl_Lahir": "-", **AGE},
        [("Tgl Lahir", "-", "kolom_wajib_kosong", T)],
    ),
    "tanpa tanggal ukur": (
        {"Tanggal_Pengukuran": "", **AGE},
        [("Tanggal Pengukuran", "", "kolom_wajib_kosong", T)],
    ),
    "tanggal tidak ada": (
        {"Tanggal_Pengukuran": "2026-02-30", **AGE},
        [("Tanggal Pengukuran", "2026-02-30", "tanggal_tidak_terbaca", T)],
    ),
    "diukur sebelum lahir": (
        {"Tanggal_Pengukuran": "2024-07-09", **AGE},
        [("Tanggal Pengukuran", "2024-07-09", "ukur_sebelum_lahir", T)],
    ),
    "diukur pada hari lahir": ({"Tanggal_Pengukuran": "2024-07-10", **AGE}, []),
    "diukur besok": (
        {"Tanggal_Pengukuran": "2026-03-02", **AGE},
        [("Tanggal Pengukuran", "2026-03-02", "tanggal_masa_depan", T)],
    ),
    "diukur hari ini": ({"Tanggal_Pengukuran": "2026-03-01", **AGE}, []),
    "lahir di masa depan": (
        {"Tgl_Lahir": "2027-01-01", **AGE},
        [
            ("Tgl Lahir", "2027-01-01", "tanggal_masa_depan", T),
            ("Tanggal Pengukuran", "2026-02-12", "ukur_sebelum_lahir", T),
        ],
    ),
    "tiga ton": ({"Berat": "3300"}, [("Berat", "3300", "berat_di_luar_batas", T)]),
    "berat 0,4": ({"Berat": "0,4"}, [("Berat", "0,4", "berat_di_luar_batas", T)]),
    "berat 0,5": ({"Berat": "0,5"}, []),
    "berat 60": ({"Berat": "60"}, []),
    "tinggi 29,9": ({"Tinggi": "29.9"}, [("Tinggi", "29.9", "tinggi_di_luar_batas", T)]),
    "tinggi 150": ({"Tinggi": "150"}, []),
    "tinggi 7950": ({"Tinggi": "7950"}, [("Tinggi", "7950", "tinggi_di_luar_batas", T)]),
    "berat bukan angka": ({"Berat": "ok"}, [("Berat", "ok", "angka_tidak_terbaca", T)]),
    "hanya berat": ({"Tinggi": "0"}, []),
    "hanya tinggi": ({"Berat": "-"}, []),
    "tanpa ukuran": ({"Berat": "0", "Tinggi": "8888"}, [("Berat", "0", "tanpa_ukuran", T)]),
    "desa asing": ({"Desa/Kel": "Antah"}, [("Desa/Kel", "Antah", "desa_tidak_dikenal", T)]),
    "kecamatan asing": ({"Kec": "Antah"}, [("Kec", "Antah", "kecamatan_tidak_dikenal", T)]),
    "kecamatan kosong": ({"Kec": ""}, [("Kec", "", "kolom_wajib_kosong", T)]),
    "kabupaten lain": (
        {"Kab/Kota": "KAB. BATANG"},
        [("Kab/Kota", "KAB. BATANG", "wilayah_lain", T)],
    ),
    "kabupaten kosong": ({"Kab/Kota": "-"}, []),
    "umur enam tahun": (
        {"Tgl_Lahir": "2020-02-12", **AGE},
        [("Tanggal Pengukuran", "2026-02-12", "usia_di_atas_balita", P)],
    ),
    "umur berselisih tiga hari": ({"Usia_Saat_Ukur": "1 Tahun - 6 Bulan - 30 Hari"}, []),
    "umur berselisih sebulan": (
        {"Usia_Saat_Ukur": "1 Tahun - 6 Bulan - 2 Hari"},
        [("Usia Saat Ukur", "1 Tahun - 6 Bulan - 2 Hari", "usia_berbeda", P)],
    ),
    "nik berpangkat": ({"NIK": "9.9E+15"}, [("NIK", "9.9E+15", "nik_notasi_ilmiah", P)]),
    "nik lima digit": ({"NIK": "99001"}, [("NIK", "99001", "nik_tidak_utuh", P)]),
    "nik tertutup": ({"NIK": "99001***********"}, []),
    "lahir dalam gram": ({"BB_Lahir": "3100"}, [("BB Lahir", "3100", "satuan_ditebak", P)]),
    "lahir 28": ({"BB_Lahir": "28"}, [("BB Lahir", "28", "satuan_ditebak", P)]),
    "lahir 99": ({"BB_Lahir": "99"}, [("BB Lahir", "99", "ukuran_lahir_tidak_wajar", P)]),
    "panjang lahir milimeter": ({"TB_Lahir": "490"}, [("TB Lahir", "490", "satuan_ditebak", P)]),
    "anak 3.300 kg": ({"Berat": "3300"}, [("Berat", "3300", "berat_di_luar_batas", T)]),
    "dua orang tua": (
        {"Nama_Ortu": "SITI / BUDI"},
        [("Nama Ortu", "SITI / BUDI", "dua_orang_tua", P)],
    ),
    "panjang lahir serial tanggal": (
        {"TB_Lahir": "46238"},
        [("TB Lahir", "46238", "ukuran_lahir_tidak_wajar", P)],
    ),
    "lahir tidak tercatat": ({"BB_Lahir": "8888", "TB_Lahir": "0"}, []),
    "lila dalam milimeter": ({"LiLA": "142"}, [("LiLA", "142", "lila_tidak_wajar", P)]),
    "cara ukur asing": ({"Cara_Ukur": "?"}, [("Cara Ukur", "?", "pilihan_tidak_dikenal", P)]),
    "z outlier": ({"ZS TB/U": "Outlier"}, []),
    "koma desimal": ({"Berat": "9,8", "Tinggi": "79,5", "ZS TB/U": "-1,4"}, []),
    "tanggal serial": ({"Tgl_Lahir": "45483", "Tanggal_Pengukuran": "46065"}, []),
    "tanggal kata": ({"Tgl_Lahir": "10 Juli 2024"}, []),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_gives_exactly_this_report(tmp_path, name):
    cells, expected = DEFECTS[name]

    assert report(
        tmp_path, child(1), child(2) | {k.replace("_", " "): v for k, v in cells.items()}
    ) == [(3, *finding) for finding in expected]


@pytest.mark.parametrize(
    ("written", "guessing", "kept"),
    [("3100", True, 3.1), ("28", True, 2.8), ("3100", False, None), ("2.8", False, 2.8)],
)
def test_units_of_birth_weight_are_guessed_unless_told_not_to(tmp_path, written, guessing, kept):
    opened = intake.open_file(write_csv(tmp_path / "a.csv", [child(1, BB_Lahir=written)]))
    sheet = intake.incoming(opened.matches[0], TODAY, Options(guess_units=guessing))

    validate.check(sheet)

    (weight,) = sheet.rows["bb_lahir"]
    assert (None if pd.isna(weight) else weight) == kept


@pytest.mark.parametrize(
    ("born", "age", "expected"),
    [
        ("2024-01-31", "0 Tahun - 1 Bulan - 0 Hari", "2024-02-29"),
        ("2024-02-29", "1 Tahun - 0 Bulan - 0 Hari", "2025-02-28"),
        ("2024-01-31", "0 Tahun - 1 Bulan - 2 Hari", "2024-03-02"),
        ("2024-07-10", "2 thn 3 bln", "2026-10-10"),
        ("2024-07-10", "19 Bulan", "2026-02-10"),
        ("2024-07-10", "-", None),
        ("2024-07-10", "sekitar dua", None),
    ],
)
def test_the_day_an_age_text_means(born, age, expected):
    found = ages.stated_date(pd.Series(pd.to_datetime([born])), pd.Series([age], dtype=object))[0]

    assert (None if pd.isna(found) else f"{found:%Y-%m-%d}") == expected
