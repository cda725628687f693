"""Files as a puskesmas really sends them: several defects at once."""

from __future__ import annotations

from datetime import date, time, timedelta

from stunting.imports.options import Options
from tests.stunting.imports.corpus.case import (
    AGE,
    BORN,
    MEASURED,
    SHEET,
    Case,
    P,
    T,
    agree,
    bare,
    raw,
    text,
    xlsx,
)
from tests.stunting.imports.corpus.cells import CLOCK, TIME
from tests.stunting.imports.corpus.layouts import LAMA_33, SHORT, TOTAL, shifted
from tests.stunting.imports.files import KINI, child

ORDER = "urutan_tanggal"
MASKED = "99001***********"
_NBSP = "\u00a0"
SENT = {"Tgl_Lahir": "7/10/2024", "Tanggal_Pengukuran": "2/12/2026", "NIK": MASKED}
ORDERS = ((None, BORN, None, ORDER, P), (None, MEASURED, None, ORDER, P))
# name and sex, age, measures with their labels and z
_OF_A_MIDWIFE = (
    (
        f"ANAK JOSÉ;L{_NBSP}",
        "1 Tahun - 7 Bulan - 2 Hari",
        "09.08;79.05.00;Gizi Baik;-0,67;Normal;-1,17;Normal;-1,4",
    ),
    ("KEMBAR A;P", "-", "9,1;78;Gizi Baik;62;Normal;90;Normal;999,99"),
    ("KEMBAR B;P", "-", "9,2;78;Gizi Baik;-;Normal;Outlier;Normal;"),
    ("ANAK EMPAT;", "-", "9,8;79;Gizi Baik;;Normal;;Normal;"),
)

CASES = (
    Case(
        "puskesmas_lama_excel",
        "judul, header lama, desimal jadi waktu, bulan dahulu, NIK tertutup, baris kosong di akhir",
        text(
            [
                child(1, **SENT, Berat="09.08", Tinggi="79.05.00", No="1 . "),
                child(2, **SENT, Berat="9,8", Tinggi="79,5", No="2 . "),
                child(3, **SENT, Berat="00.03", Tinggi="79.05.00", No="3 . "),
                child(4, **SENT, JK="", Berat="09.08", Tinggi="79.05.00", No="4 . "),
                *[{}] * 300,
            ],
            LAMA_33,
            separator=";",
            encoding="latin-1",
            titles=[["DATA PENGUKURAN PUSKESMAS MEDONO"], []],
        ),
        (4, 2, 2, 0),
        "eppgbm_lama",
        figures=True,
        found=(
            *ORDERS,
            (4, "Berat", "09.08", TIME, P),
            (4, "Tinggi", "79.05.00", TIME, P),
            (6, "Berat", "00.03", "waktu_ambigu", T),
            (6, "Tinggi", "79.05.00", TIME, P),
            (7, "JK", "", "kolom_wajib_kosong", T),
            (7, "Berat", "09.08", TIME, P),
            (7, "Tinggi", "79.05.00", TIME, P),
        ),
        z=agree(2),
        exit=1,
        stored=({"bb_kg": 9.8, "tb_cm": 79.5, "tanggal": "2026-02-12", "nik": None},) * 2,
        people=2,
        mend={(6, "Berat"): "9,8", (7, "JK"): "L"},
        mended=({"bb_kg": 9.8, "tb_cm": 79.5, "tanggal": "2026-02-12", "nik": None},) * 4,
    ),
    Case(
        "buku_kerja_tersimpan_ulang",
        "xlsx suntingan tangan: sel waktu, tanggal sejati dan teks, kolom tambahan, 500 baris kosong",
        xlsx(
            [
                child(1, NIK="`9900000000000001")
                | {"Berat": time(9, 8), BORN: date(2024, 7, 10), "ket": ""},
                child(2, JK="p") | {"Tinggi": timedelta(hours=79, minutes=5), "ket": "pindahan"},
                child(3) | {MEASURED: date(2026, 2, 12), "Berat": 9.8, "Tinggi": 79.5, "ket": ""},
            ],
            [*KINI, "ket"],
            titles=[["Data Tanggal : 2026-03-13 10:53:13"]],
            formats={"Berat": CLOCK, "Tinggi": "[h]\\.mm\\.ss"},
            empty_rows=500,
        ),
        (3, 3, 0, 0),
        figures=True,
        found=(
            (None, "ket", None, "kolom_tidak_dikenal", P),
            (3, "Berat", "09:08:00", TIME, P),
            (4, "Tinggi", "79:05:00", TIME, P),
            (4, "ZS TB/U", "-1.4", "z_berbeda", P),
            (4, "ZS BB/U", "-1.17", "z_berbeda", P),
        ),
        sheet=SHEET,
        z=((3, 2), (3, 2), (3, 2)),
        people=3,
    ),
    Case(
        "tergeser_bulan_dulu_tertutup",
        "baris tergeser dengan tanggal bulan dahulu, NIK tertutup dan spasi tak-terputus",
        text(
            [
                child(1, **SENT) | {"Total Pengukuran": "3"},
                shifted(child(2, **SENT, RT="", RW=""), 2),
                shifted(child(3, **SENT, RT="", Kec="ANTAH", JK=f"L{_NBSP}"), 1),
            ],
            TOTAL,
        ),
        (3, 2, 1, 0),
        figures=True,
        found=(
            *ORDERS,
            (3, None, None, "baris_tergeser", P),
            (4, None, None, "baris_tergeser", P),
            (4, "Kec", "ANTAH", "kecamatan_tidak_dikenal", T),
        ),
        z=agree(2),
        exit=1,
        people=2,
        mend={(4, "Kec"): "PEKALONGAN BARAT"},
        mended=({"tanggal": "2026-02-12", "bb_kg": 9.8, "tb_cm": 79.5},) * 3,
    ),
    Case(
        "ringkas_rusak",
        "daftar ringkas bidan: latin-1, tanggal berkata, koma z hilang, dua anak kembar, satu tanpa JK",
        raw(
            [
                "DAFTAR BALITA KEL. MEDONO;;;;;;;;;;;;;;;;",
                SHORT,
                *(
                    f"{number} . ;{who};10 - Juli - 2024;{age};12 - Februari - 2026;{measured};;;"
                    for number, (who, age, measured) in enumerate(_OF_A_MIDWIFE, 1)
                ),
                *[";;;;;;;;;;;;;;;;"] * 200,
            ],
            encoding="latin-1",
        ),
        (4, 3, 1, 0),
        "pengukuran_ringkas",
        figures=True,
        found=(
            (None, None, None, "desa_dari_operator", P),
            (3, "Berat", "09.08", TIME, P),
            (3, "Tinggi", "79.05.00", TIME, P),
            (4, "z-core bb/u", "90", "z_tanpa_koma", P),
            (4, "z-core bb/tb", "62", "z_tanpa_koma", P),
            (6, "JK", "", "kolom_wajib_kosong", T),
        ),
        z=agree(1),
        exit=1,
        options=Options(desa="33.75.01.1002"),
        people=3,
        mend={(6, "JK"): "L"},
    ),
    Case(
        "satu_bulan_dua_kali",
        "anak yang sama di dua posyandu, sekali dengan NIK utuh dan sekali tertutup, isinya berbeda",
        text(
            [
                bare(1, Posyandu="MELATI 1", Berat="9.7"),
                bare(1, Posyandu="MELATI 2", NIK=MASKED, Berat="9.9"),
                bare(2, NIK=MASKED),
                bare(2, NIK=MASKED),
            ]
        ),
        (4, 2, 1, 1),
        figures=True,
        found=((2, None, None, "digantikan", T),),
        exit=1,
        stored=({"bb_kg": 9.9, "nik": "9900000000000001"}, {"bb_kg": 9.8, "nik": None}),
        people=2,
    ),
    Case(
        "anonim_bulanan",
        "ekspor anonim dengan jenis kelamin kosong, desa asing dan ukuran kosong",
        text(
            [
                bare(1),
                bare(2, JK=""),
                bare(3) | {"Desa/Kel": "ANTAH"},
                bare(4, Berat="0", Tinggi="0"),
                bare(5, RT="03"),
            ],
            [name for name in KINI if name not in ("NIK", "Nama")],
        ),
        (5, 2, 3, 0),
        figures=True,
        found=(
            (None, None, None, "tanpa_nama_dan_nik", P),
            (3, "JK", "", "kolom_wajib_kosong", T),
            (4, "Desa/Kel", "ANTAH", "desa_tidak_dikenal", T),
            (5, "Berat", "0", "tanpa_ukuran", T),
        ),
        exit=1,
        people=2,
        mend={(3, "JK"): "P", (4, "Desa/Kel"): "TIRTO", (5, "Tinggi"): "79"},
    ),
    Case(
        "nik_excel_bulan_dulu_gram",
        "Excel berbahasa Inggris: NIK berpangkat, bulan dahulu, berat lahir gram, usia berselisih",
        text(
            [
                child(
                    number,
                    NIK=f"9.9{number}E+15",
                    Tgl_Lahir="7/25/2024",
                    Tanggal_Pengukuran="2/12/2026",
                    BB_Lahir="3100",
                    Cara_Ukur="",
                    Usia_Saat_Ukur="1 Tahun - 6 Bulan - 24 Hari" if number == 2 else "-",
                )
                | {"ZS TB/U": "", "ZS BB/U": "", "ZS BB/TB": ""}
                for number in (1, 2)
            ],
            separator="\t",
            encoding="utf-16",
            suffix=".txt",
        ),
        (2, 2, 0, 0),
        figures=True,
        found=(
            (None, MEASURED, None, ORDER, P),
            (2, "NIK", "9.91E+15", "nik_notasi_ilmiah", P),
            (2, "BB Lahir", "3100", "satuan_ditebak", P),
            (3, "NIK", "9.92E+15", "nik_notasi_ilmiah", P),
            (3, AGE, "1 Tahun - 6 Bulan - 24 Hari", "usia_berbeda", P),
            (3, "BB Lahir", "3100", "satuan_ditebak", P),
        ),
        stored=({"tanggal": "2026-02-12", "bb_lahir_g": 3100, "nik": None},) * 2,
        people=2,
    ),
)
