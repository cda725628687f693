"""Who a row is about, and where the child lives."""

from __future__ import annotations

from tests.stunting.imports.corpus.case import BORN, MEASURED, SHEET, Case, P, T, bare, text, xlsx

SHARED = "nik_dipakai_bersama"
MEDONO = {"kode_desa": "33.75.01.1002"}


def _cut_short() -> list[dict]:
    """Twelve NIK that a spreadsheet has read as numbers: 15 digits are left of each."""
    return [bare(number, NIK=f"99000000000{number:04d}0") for number in range(1, 13)]


CASES = (
    Case(
        "nik_tidak_utuh",
        "NIK 5, 9 dan 15 digit, dan 16 angka yang sama: orangnya dicocokkan menurut nama",
        text(
            [
                bare(1, NIK="99001"),
                bare(2, NIK="990012345"),
                bare(3, NIK="990000000000003"),
                bare(4, NIK="9999999999999999"),
            ]
        ),
        (4, 4, 0, 0),
        found=tuple(
            (row, "NIK", nik, "nik_tidak_utuh", P)
            for row, nik in enumerate(
                ("99001", "990012345", "990000000000003", "9999999999999999"), start=2
            )
        ),
        stored=({"nik": None},) * 4,
        people=4,
    ),
    Case(
        "nik_tertutup",
        "NIK bertutup bintang atau x bukan kesalahan; dua pengukuran tetap satu anak",
        text(
            [
                bare(1, NIK="99001***********"),
                bare(1, NIK="99001xxxxxxxxxxx") | {MEASURED: "2026-03-12"},
                bare(2, NIK="99001***********"),
            ]
        ),
        (3, 3, 0, 0),
        stored=({"nik": None},) * 3,
        people=2,
    ),
    Case(
        "nik_bertanda_petik",
        "tanda petik, backtick dan spasi pada NIK dibuang",
        text(
            [
                bare(1, NIK="'9900000000000001"),
                bare(2, NIK="`9900000000000002"),
                bare(3, NIK="9900 0000 0000 0003"),
            ]
        ),
        (3, 3, 0, 0),
        stored=tuple({"nik": f"990000000000000{number}"} for number in (1, 2, 3)),
    ),
    Case(
        "nik_berpangkat",
        "NIK sebagai bilangan berpangkat dari CSV",
        text([bare(1, NIK="9.9E+15"), bare(2, NIK="9,90012E+15")]),
        (2, 2, 0, 0),
        found=(
            (2, "NIK", "9.9E+15", "nik_notasi_ilmiah", P),
            (3, "NIK", "9,90012E+15", "nik_notasi_ilmiah", P),
        ),
        stored=({"nik": None},) * 2,
        people=2,
    ),
    Case(
        "nik_berakhir_nol",
        "Excel mengganti digit ke-16 dengan 0 di seluruh kolom; yang ditolak kembali bertutup",
        text([*_cut_short(), bare(13, NIK="9900000000001300", JK="?")]),
        (13, 12, 1, 0),
        found=(
            (None, "NIK", None, "digit_terakhir_nol", P),
            (14, "JK", "?", "jk_tidak_terbaca", T),
        ),
        exit=1,
        stored=({"nik": None},) * 12,
        people=12,
        mend={(14, "JK"): "L"},
        mended=({"nik": None},) * 13,
    ),
    Case(
        "nik_bilangan_xlsx",
        "NIK sebagai bilangan dalam buku kerja: masih utuh bila digit ke-16 tidak hilang",
        xlsx([bare(1) | {"NIK": 9900000000000012}, bare(2) | {"NIK": 9900000000000024}]),
        (2, 2, 0, 0),
        sheet=SHEET,
        stored=({"nik": "9900000000000012"}, {"nik": "9900000000000024"}),
    ),
    Case(
        "tanpa_nik_dan_nama_di_baris",
        "satu baris tanpa NIK dan tanpa nama tidak dapat dimiliki siapa pun",
        text([bare(1), bare(2, NIK="", Nama="-")]),
        (2, 1, 1, 0),
        found=((3, "Nama", None, "tanpa_identitas", T),),
        exit=1,
        people=1,
        mend={(3, "Nama"): "ANAK 2"},
    ),
    Case(
        "dua_orang_tua",
        "dua orang tua dalam satu sel; ekspor berikutnya hanya menulis ibunya: tetap satu anak",
        text(
            [
                bare(1, NIK="", Nama_Ortu="SITI / BUDI"),
                bare(1, NIK="", Nama_Ortu="SITI") | {MEASURED: "2026-03-12"},
                bare(1, NIK="", Nama_Ortu="Siti, Budi") | {MEASURED: "2026-04-12"},
            ]
        ),
        (3, 3, 0, 0),
        found=(
            (2, "Nama Ortu", "SITI / BUDI", "dua_orang_tua", P),
            (4, "Nama Ortu", "Siti, Budi", "dua_orang_tua", P),
        ),
        people=1,
    ),
    Case(
        "nik_dipakai_bersama",
        "satu NIK untuk dua anak dengan nama dan tanggal lahir berbeda: dicatat terpisah",
        text([bare(1), bare(2, NIK="9900000000000001") | {BORN: "2023-01-05"}]),
        (2, 2, 0, 0),
        found=(
            (2, "NIK", "9900000000000001", SHARED, P),
            (3, "NIK", "9900000000000001", SHARED, P),
        ),
        stored=({"nik": None}, {"nik": None}),
        people=2,
    ),
    Case(
        "anak_ganda_sama",
        "anak yang sama dua kali pada satu tanggal dengan isi sama: yang kedua tidak mengubah apa pun",
        text([bare(1), bare(1, No="2")]),
        (2, 1, 0, 1),
        stored=({"bb_kg": 9.8},),
        people=1,
    ),
    Case(
        "anak_ganda_berbeda",
        "anak yang sama dua kali pada satu tanggal dengan isi berbeda: baris terakhir yang berlaku",
        text([bare(1, Berat="9.8"), bare(1, Berat="10.1")]),
        (2, 1, 1, 0),
        found=((2, None, None, "digantikan", T),),
        exit=1,
        stored=({"bb_kg": 10.1},),
        people=1,
    ),
    Case(
        "nama_wilayah",
        "nama wilayah huruf besar, dengan dan tanpa KAB/KEC/KEL, dirangkai dan dipisah, atau kodenya",
        text(
            [
                bare(1, Kec="PEKALONGAN BARAT"),
                bare(2, Kec="Kec. Pekalongan Barat")
                | {"Kab/Kota": "PEKALONGAN KOTA", "Desa/Kel": "Kel. Medono"},
                bare(3, Kec="PEKALONGANBARAT")
                | {"Kab/Kota": "KOTA  PEKALONGAN", "Desa/Kel": "Pasir Kraton Kramat"},
                bare(4, Kec="PEKALONGAN TIMUR") | {"Kab/Kota": "", "Desa/Kel": "KALIBAROS"},
                bare(5, Kec="SOOKO") | {"Kab/Kota": "KAB. MOJOKERTO", "Desa/Kel": "KEDUNG MALING"},
                bare(6, Kec="Sooko")
                | {"Kab/Kota": "KABUPATEN MOJOKERTO", "Desa/Kel": "DESA JAPAN"},
                bare(7, Kec="Mojosari") | {"Kab/Kota": "MOJOKERTO", "Desa/Kel": "AWANG AWANG"},
                bare(8, Kec="35.16.13") | {"Kab/Kota": "35.16", "Desa/Kel": "35.16.13.2009"},
            ]
        ),
        (8, 8, 0, 0),
        stored=(
            MEDONO,
            MEDONO,
            {"kode_desa": "33.75.01.1008"},
            {"kode_desa": "33.75.02.1012"},
            {"kode_desa": "35.16.13.2004"},
            {"kode_desa": "35.16.13.2009"},
            {"kode_desa": "35.16.08.2003"},
            {"kode_desa": "35.16.13.2009"},
        ),
    ),
)
