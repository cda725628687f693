"""The layouts e-PPGBM and its relatives publish, and the kinds of file they come in."""

from __future__ import annotations

from datetime import date

from stunting.imports.options import Options
from tests.stunting.imports.corpus.case import (
    SHEET,
    Case,
    P,
    T,
    agree,
    html_as_xls,
    ods,
    raw,
    text,
    xls,
    xlsx,
)
from tests.stunting.imports.files import KINI, LAMA, child

MEDONO = Options(desa="33.75.01.1002")
TWO = [child(1), child(2)]

DETAIL_34 = [name for name in KINI if name not in ("Kelas Ibu Balita", "MBG")]
LAMA_33 = ["No", *LAMA]
_AFTER_ADDRESS = KINI.index("Alamat") + 1
TOTAL = [*KINI[:_AFTER_ADDRESS], "Total Pengukuran", *KINI[_AFTER_ADDRESS:]]
BARE_32 = [
    name for name in TOTAL if name not in ("No", "Pukesmas", "Posyandu", "Kelas Ibu Balita", "MBG")
]
NAMELESS = [name for name in KINI if name not in ("NIK", "Nama")]
SHORT = (
    "No;Nama;JK;Tgl Lahir;Usia Saat Ukur;Tanggal Pengukuran;Berat;Tinggi;bb/tb;z-core bb/tb;bb/u;z-core bb/u;"
    "tb/u;z-core tb/u;;;"
)
SHORT_ROWS = [
    f"{number} . ;ANAK {number};L;2024-07-10;1 Tahun - 7 Bulan - 2 Hari;2026-02-12;9,8;79,5;"
    "Gizi Baik;-0,67;Normal;-1,17;Normal;-1,4;;;"
    for number in (1, 2)
]
OPERASI_TIMBANG = (
    "Nama Anak, Jenis Kelamin, Tanggal Lahir, NIK, Nomor KK, Anak Ke, Nama Orang Tua (Ibu/Ayah), "
    "NIK Orang Tua, No HP Orang Tua, Alamat, RT, Kecamatan, Puskesmas, Kelurahan, Posyandu, "
    "Usia Kehamilan (minggu), Berat Lahir - Sasaran (kg), Panjang Lahir - Sasaran (cm), "
    "Lingkar Kepala Lahir (cm), IMD, Tanggal Pengukuran, Berat (kg), Tinggi (cm), Cara Ukur, LiLA (cm), "
    "ZS BB/U, ZS TB/U, ZS BB/TB, Naik Berat Badan, Jml Vit A, Kelas Ibu Balita, MBG"
).split(", ")


def weighed(number: int) -> dict[str, str]:
    """The child of ``files.child`` in the words of Operasi Timbang."""
    row = child(number)
    same = {
        "Nama": "Nama Anak",
        "JK": "Jenis Kelamin",
        "Tgl Lahir": "Tanggal Lahir",
        "Nama Ortu": "Nama Orang Tua (Ibu/Ayah)",
        "Kec": "Kecamatan",
        "Pukesmas": "Puskesmas",
        "Desa/Kel": "Kelurahan",
        "BB Lahir": "Berat Lahir - Sasaran (kg)",
        "TB Lahir": "Panjang Lahir - Sasaran (cm)",
        "Berat": "Berat (kg)",
        "Tinggi": "Tinggi (cm)",
        "LiLA": "LiLA (cm)",
    }
    return (
        row
        | {there: row[here] for here, there in same.items()}
        | {
            "Nomor KK": f"9900000000000{number + 500}",
            "Anak Ke": "2",
            "NIK Orang Tua": "9900000000000900",
            "No HP Orang Tua": "081200000000",
            "IMD": "Ya",
        }
    )


def shifted(row: dict, cells: int) -> dict:
    """The row in the layout TOTAL with so many empty cells after Posyandu left out."""
    values = [row.get(name, "") for name in TOTAL]
    first = TOTAL.index("RT")
    assert not any(values[first : first + cells])
    return dict(zip(TOTAL, [*values[:first], *values[first + cells :]], strict=False))


def _typed(number: int) -> dict:
    return child(number) | {
        "Tgl Lahir": date(2024, 7, 10),
        "Tanggal Pengukuran": date(2026, 2, 12),
        "Berat": 9.8,
        "Tinggi": 79.5,
        "BB Lahir": 3.1,
        "ZS TB/U": -1.4,
        "No": number,
    }


MEASURE = {
    "tanggal": "2026-02-12",
    "bb_kg": 9.8,
    "tb_cm": 79.5,
    "kode_desa": "33.75.01.1002",
    "bb_lahir_g": 3100,
    "z_tbu_sumber": -1.4,
}


def _well(name: str, of: str, write, **other) -> Case:
    """A file with nothing to say about it: two children, all of both stored."""
    expected = {"counts": (2, 2, 0, 0), "z": agree(2), "stored": (MEASURE,) * 2, "people": 2}
    return Case(name, of, write, **(expected | other))


CASES = (
    _well(
        "kini_36",
        "ekspor 2025-2026, 36 kolom",
        text(TWO),
        figures=True,
        stored=(MEASURE | {"z_tbu": -1.4},) * 2,
    ),
    _well("detail_34", "ekspor 34 kolom yang berakhir Detail", text(TWO, DETAIL_34)),
    Case(
        "lama_33",
        "33 kolom tanpa Cara Ukur, dengan PMT dan baris judul tanggal di atasnya",
        text(TWO, LAMA_33, titles=[["Data Tanggal : 2023-03-13 10:53:13"]]),
        (2, 2, 0, 0),
        "eppgbm_lama",
        z=agree(2),
        stored=(MEASURE | {"cara_ukur": None},) * 2,
        people=2,
    ),
    _well("lama_32", "ekspor sampai 2024 tanpa No", text(TWO, LAMA), layout="eppgbm_lama"),
    _well(
        "total_pengukuran",
        "Total Pengukuran sesudah Alamat, tidak ada yang tergeser",
        text([each | {"Total Pengukuran": "7"} for each in TWO], TOTAL),
    ),
    _well(
        "tanpa_no_puskesmas_posyandu",
        "32 kolom tanpa No, Pukesmas dan Posyandu",
        text(TWO, BARE_32),
        stored=(MEASURE | {"puskesmas_id": None, "posyandu": None},) * 2,
    ),
    Case(
        "tanpa_nik_dan_nama",
        "ekspor anonim: dua anak berbeda orang tua, satu di antaranya diukur dua kali",
        text(
            [child(1), child(1, Tanggal_Pengukuran="2026-01-12", Usia_Saat_Ukur="-"), child(2)],
            NAMELESS,
        ),
        (3, 3, 0, 0),
        found=((None, None, None, "tanpa_nama_dan_nik", P),),
        z=((3, 2), (3, 2), (3, 3)),
        people=2,
    ),
    _well(
        "ringkas_dengan_desa",
        "daftar ringkas satu desa, desanya disebut operator",
        raw([SHORT, *SHORT_ROWS]),
        layout="pengukuran_ringkas",
        options=MEDONO,
        found=((None, None, None, "desa_dari_operator", P),),
        stored=(MEASURE | {"bb_lahir_g": None},) * 2,
    ),
    Case(
        "ringkas_tanpa_desa",
        "daftar ringkas satu desa, desanya tidak disebut: berkas bertanya",
        raw([SHORT, *SHORT_ROWS]),
        (0, 0, 0, 0),
        None,
        sheet=None,
        z=None,
        found=((None, None, None, "desa_berkas_tidak_disebut", T),),
        exit=2,
        people=0,
    ),
    _well(
        "operasi_timbang",
        "daftar Operasi Timbang, dengan Nomor KK",
        text([weighed(1), weighed(2)], OPERASI_TIMBANG, separator=";"),
        layout="operasi_timbang",
        stored=(MEASURE | {"berkeluarga": True},) * 2,
    ),
    _well("urutan_lain", "urutan kolom terbalik", text(TWO, KINI[::-1])),
    _well(
        "puskesmas_dieja_benar",
        "judul huruf besar dan Puskesmas dieja benar",
        text(
            [
                {name.upper(): value for name, value in each.items()} | {"PUSKESMAS": "MEDONO"}
                for each in TWO
            ],
            [name.upper().replace("PUKESMAS", "PUSKESMAS") for name in KINI],
        ),
        stored=(MEASURE | {"puskesmas_id": "33.75-medono"},) * 2,
    ),
    _well(
        "kolom_tambahan",
        "kolom tambahan buatan sendiri, satu tanpa judul, satu berjudul ganda",
        text(
            [each | {"Status Desa": "Mandiri", "": "lihat", "nama": "LAIN"} for each in TWO],
            [*KINI, "Status Desa", "", "nama"],
        ),
        found=(
            (None, "Status Desa", None, "kolom_tidak_dikenal", P),
            (None, "kolom ke-38", None, "kolom_tanpa_nama", P),
            (None, "nama", None, "kolom_ganda", P),
        ),
    ),
    Case(
        "tergeser_bercampur",
        "baris utuh dan baris tergeser 1, 2 dan 3 sel dalam satu berkas",
        text(
            [
                child(1) | {"Total Pengukuran": "7"},
                shifted(child(2, RT=""), 1),
                shifted(child(3, RT="", RW=""), 2),
                shifted(child(4, RT="", RW="", Alamat=""), 3),
            ],
            TOTAL,
        ),
        (4, 4, 0, 0),
        found=tuple((row, None, None, "baris_tergeser", P) for row in (3, 4, 5)),
        z=agree(4),
        stored=(MEASURE,) * 4,
        people=4,
    ),
    Case(
        "tergeser_dan_ditolak",
        "baris tergeser dengan berat yang tidak mungkin: sel merah ada di bawah judul Berat",
        text([child(1), shifted(child(2, RT="", RW="", Berat="980"), 2)], TOTAL),
        (2, 1, 1, 0),
        found=(
            (3, None, None, "baris_tergeser", P),
            (3, "Berat", "980", "berat_di_luar_batas", T),
        ),
        z=agree(1),
        exit=1,
        stored=(MEASURE,),
        mend={(3, "Berat"): "9,8"},
    ),
    _well(
        "xlsx_bertipe",
        "buku kerja dengan tanggal dan angka sejati",
        xlsx([_typed(1), _typed(2)]),
        sheet=SHEET,
    ),
    _well("xls", "berkas .xls lama", xls(TWO), sheet=SHEET),
    _well("ods", "berkas LibreOffice", ods([_typed(1), _typed(2)]), sheet=SHEET),
    _well("html_bernama_xls", "halaman web yang dinamai .xls", html_as_xls(TWO)),
    _well("csv_bernama_xls", "CSV yang dinamai .xls", text(TWO, suffix=".xls", separator="\t")),
    _well(
        "utf16", "teks Unicode Excel: UTF-16 dan tab", text(TWO, separator="\t", encoding="utf-16")
    ),
    _well("bom", "UTF-8 dengan BOM dan titik koma", text(TWO, separator=";", encoding="utf-8-sig")),
    _well(
        "latin1",
        "pengodean Windows: é di nama, spasi tak-terputus di alamat",
        text([child(1, Nama="ANAK JOSÉ", Alamat="Jl.\u00a0Contoh"), child(2)], encoding="latin-1"),
        stored=(
            MEASURE | {"nama": "ANAK 2"},
            MEASURE | {"nama": "ANAK JOSÉ", "alamat": "Jl. Contoh"},
        ),
    ),
    _well(
        "baris_kosong_xlsx",
        "500 baris kosong berbingkai di akhir buku kerja",
        xlsx(TWO, empty_rows=500),
        sheet=SHEET,
    ),
    _well(
        "baris_kosong_csv",
        "500 baris berisi titik koma saja di akhir CSV",
        text([*TWO, *[{}] * 500], separator=";"),
    ),
    Case(
        "hanya_judul",
        "berkas tanpa satu baris data pun",
        text([]),
        (0, 0, 0, 0),
        found=((None, None, None, "tanpa_baris", T),),
        sheet=None,
        z=None,
        exit=1,
        people=0,
    ),
)
