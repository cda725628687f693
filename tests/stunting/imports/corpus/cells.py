"""What spreadsheets and people make of single cells."""

from __future__ import annotations

from datetime import date, time, timedelta

from stunting.imports.options import Options
from tests.stunting.imports.corpus.case import SHEET, Case, P, T, agree, bare, text, xlsx
from tests.stunting.imports.files import child

TIME = "desimal_jadi_waktu"
CLOCK = "hh\\.mm"


def _stored(*rows: dict) -> tuple[dict, ...]:
    return tuple(rows)


def _read(name: str, of: str, rows: list[dict], stored: tuple, *found: tuple, **other) -> Case:
    """A file whose rows are all accepted, and what its cells were read as."""
    expected = {"counts": (len(rows), len(rows), 0, 0), "found": found, "stored": stored}
    return Case(name, of, other.pop("write", None) or text(rows), **(expected | other))


_NBSP = "\u00a0"
DECIMALS = (
    _read(
        "desimal_14_01",
        "Excel: 14,1 menjadi 14.01; 08.05 di kolom yang sama membuktikannya",
        [bare(1, Berat="14.01"), bare(2, Berat="08.05"), bare(3, Berat="12.25")],
        _stored({"bb_kg": 14.1}, {"bb_kg": 8.5}, {"bb_kg": 12.25}),
        (2, "Berat", "14.01", TIME, P),
        (3, "Berat", "08.05", TIME, P),
    ),
    _read(
        "desimal_14_01_sendirian",
        "Excel: 14.01 tanpa bukti lain di kolomnya tetap dibaca 14,1",
        [bare(1, Berat="14.01")],
        _stored({"bb_kg": 14.1}),
        (2, "Berat", "14.01", TIME, P),
    ),
    _read(
        "desimal_sejati",
        "8.65 tidak mungkin waktu, jadi 14.05 di kolom yang sama memang 14,05",
        [bare(1, Berat="14.05"), bare(2, Berat="8.65")],
        _stored({"bb_kg": 14.05}, {"bb_kg": 8.65}),
    ),
    _read(
        "desimal_85_05_00",
        "Excel: tinggi 85,5 dan 78,3 menjadi 85.05.00 dan 78.03.00",
        [bare(1, Tinggi="85.05.00"), bare(2, Tinggi="78.03.00"), bare(3, Tinggi="81.5")],
        _stored({"tb_cm": 85.5}, {"tb_cm": 78.3}, {"tb_cm": 81.5}),
        (2, "Tinggi", "85.05.00", TIME, P),
        (3, "Tinggi", "78.03.00", TIME, P),
    ),
    _read(
        "desimal_pecahan_hari",
        "Excel: z 0,84 menjadi pecahan hari 0,058333333 (1 jam 24 menit)",
        [bare(1) | {"ZS TB/U": "0,058333333"}],
        _stored({"z_tbu_sumber": 0.84}),
        (2, "ZS TB/U", "0,058333333", TIME, P),
        (2, "ZS TB/U", "0,058333333", "z_berbeda", P),
        z=((1, 0), (0, 0), (0, 0)),
    ),
    _read(
        "desimal_sel_waktu",
        "sel waktu sejati: 09:08 adalah 9,8 kg, 79:05 (lebih dari sehari) adalah 79,5 cm",
        [bare(1)],
        _stored({"bb_kg": 9.8, "tb_cm": 79.5}),
        (2, "Berat", "09:08:00", TIME, P),
        (2, "Tinggi", "79:05:00", TIME, P),
        write=xlsx(
            [bare(1) | {"Berat": time(9, 8), "Tinggi": timedelta(hours=79, minutes=5)}],
            formats={"Berat": CLOCK, "Tinggi": "[h]\\.mm\\.ss"},
        ),
        sheet=SHEET,
    ),
    Case(
        "desimal_00_03",
        "hanya 00.03 yang bermakna dua: berat ditolak, ukuran lahir dan z dikosongkan",
        text([bare(1, Berat="00.03"), bare(2, BB_Lahir="00.03") | {"ZS TB/U": "00.03"}]),
        (2, 1, 1, 0),
        found=(
            (2, "Berat", "00.03", "waktu_ambigu", T),
            (3, "BB Lahir", "00.03", "waktu_ambigu", P),
            (3, "ZS TB/U", "00.03", "waktu_ambigu", P),
        ),
        exit=1,
        stored=_stored({"bb_kg": 9.8, "bb_lahir_g": None, "z_tbu_sumber": None}),
        mend={(2, "Berat"): "9,8"},
    ),
    _read(
        "desimal_koma_dan_satuan",
        "koma desimal, titik desimal dan satuan di belakang angka",
        [
            bare(1, Berat="9,8", Tinggi="79,5 cm"),
            bare(2, Berat="9.8 kg", Tinggi=" 79.5"),
            bare(3, Berat="9,8Kg", Tinggi="795"[:2]),
        ],
        _stored(
            {"bb_kg": 9.8, "tb_cm": 79.5},
            {"bb_kg": 9.8, "tb_cm": 79.5},
            {"bb_kg": 9.8, "tb_cm": 79.0},
        ),
    ),
    Case(
        "desimal_dikembalikan",
        "baris yang dikembalikan tetap berarti sama: 14.05 di antara desimal sejati, 14.01 di antara waktu",
        text(
            [
                bare(1, Berat="14.05", Tinggi="85.05.00", JK=""),
                bare(2, Berat="8.65", Tinggi="78.03.00"),
            ]
        ),
        (2, 1, 1, 0),
        found=(
            (2, "JK", "", "kolom_wajib_kosong", T),
            (2, "Tinggi", "85.05.00", TIME, P),
            (3, "Tinggi", "78.03.00", TIME, P),
        ),
        exit=1,
        stored=_stored({"bb_kg": 8.65, "tb_cm": 78.3}),
        mend={(2, "JK"): "L"},
        mended=_stored({"bb_kg": 14.05, "tb_cm": 85.5}, {"bb_kg": 8.65, "tb_cm": 78.3}),
    ),
)

_Z = ("ZS BB/U", "ZS TB/U", "ZS BB/TB")
OTHERS = (
    _read(
        "spasi_tak_terputus",
        "spasi tak-terputus sesudah NIK, JK, tanggal dan di dalam usia; nomor baris `1 . `",
        [
            child(
                1,
                No="1 . ",
                NIK=f"9900000000000001{_NBSP}",
                JK=f"L{_NBSP}",
                Tgl_Lahir=f"2024-07-10{_NBSP}",
                Tanggal_Pengukuran=f"{_NBSP}2026-02-12",
                Usia_Saat_Ukur=f"1{_NBSP}Tahun{_NBSP}-{_NBSP}7{_NBSP}Bulan{_NBSP}-{_NBSP}2{_NBSP}Hari",
                Berat=f"9,8{_NBSP}",
            )
        ],
        _stored({"nik": "9900000000000001", "jenis_kelamin": "L", "tanggal": "2026-02-12"}),
        z=agree(1),
    ),
    _read(
        "z_tanpa_koma",
        "z yang kehilangan komanya (-117 dari -1,17; 62, 90) tidak disimpan",
        [bare(1) | {"ZS BB/U": "-117", "ZS TB/U": "62", "ZS BB/TB": "90"}],
        _stored(dict.fromkeys(("z_bbu_sumber", "z_tbu_sumber", "z_bbtb_sumber"))),
        (2, "ZS TB/U", "62", "z_tanpa_koma", P),
        (2, "ZS BB/U", "-117", "z_tanpa_koma", P),
        (2, "ZS BB/TB", "90", "z_tanpa_koma", P),
    ),
    _read(
        "z_tidak_tercatat",
        "999.99, 999,99, -, Outlier dan 8888 berarti tidak ada z",
        [
            bare(1) | dict(zip(_Z, ("999.99", "-", "Outlier"), strict=True)),
            bare(2) | dict(zip(_Z, ("999,99", "", "OUTLIER"), strict=True)),
            bare(3) | dict(zip(_Z, ("8888", "9999", "#N/A"), strict=True)),
            bare(4) | dict(zip(_Z, ("999,99", "--", "outlier "), strict=True)),
        ],
        _stored(*[dict.fromkeys(("z_bbu_sumber", "z_tbu_sumber", "z_bbtb_sumber"))] * 4),
    ),
    _read(
        "tidak_tercatat",
        "8888 dan 0 berarti tidak diukur; yang lain dari baris itu tetap disimpan",
        [
            bare(1, Berat="0", LiLA="8888", BB_Lahir="0", TB_Lahir="8888"),
            bare(2, Berat="9,8", Tinggi="8888.0", LiLA="0", BB_Lahir="8888", TB_Lahir="0"),
        ],
        _stored(
            {
                "bb_kg": None,
                "tb_cm": 79.5,
                "lila_cm": None,
                "bb_lahir_g": None,
                "pb_lahir_cm": None,
            },
            {"bb_kg": 9.8, "tb_cm": None, "lila_cm": None, "bb_lahir_g": None, "pb_lahir_cm": None},
        ),
    ),
    _read(
        "ejaan_label",
        "jenis kelamin, cara ukur dan naik berat badan dalam berbagai ejaan",
        [
            bare(1, JK="laki-laki", Cara_Ukur="TERLENTANG", Naik_Berat_Badan="Naik"),
            bare(2, JK="LAKI - LAKI", Cara_Ukur="Telentang", Naik_Berat_Badan="n"),
            bare(3, JK="Pr", Cara_Ukur="berdiri", Naik_Berat_Badan="T"),
            bare(4, JK="perempuan", Cara_Ukur="Berdiri ", Naik_Berat_Badan="Tidak Naik"),
            bare(5, JK="Lk.", Cara_Ukur="Berbaring", Naik_Berat_Badan="Y"),
            bare(6, JK="p", Cara_Ukur="-", Naik_Berat_Badan="O"),
            bare(7, JK="WANITA", Cara_Ukur="DIRI", Naik_Berat_Badan="B"),
        ],
        _stored(
            {"jenis_kelamin": "L", "cara_ukur": "terlentang", "naik_bb": "N"},
            {"jenis_kelamin": "L", "cara_ukur": "terlentang", "naik_bb": "N"},
            {"jenis_kelamin": "P", "cara_ukur": "berdiri", "naik_bb": "T"},
            {"jenis_kelamin": "P", "cara_ukur": "berdiri", "naik_bb": "T"},
            {"jenis_kelamin": "L", "cara_ukur": "terlentang", "naik_bb": "N"},
            {"jenis_kelamin": "P", "cara_ukur": None, "naik_bb": "O"},
            {"jenis_kelamin": "P", "cara_ukur": "berdiri", "naik_bb": "B"},
        ),
    ),
    _read(
        "label_asing",
        "cara ukur dan naik berat badan yang tidak dikenal dikosongkan dengan peringatan",
        [bare(1, Cara_Ukur="?", Naik_Berat_Badan="2 ons", LiLA="142")],
        _stored({"cara_ukur": None, "naik_bb": None, "lila_cm": None}),
        (2, "Cara Ukur", "?", "pilihan_tidak_dikenal", P),
        (2, "Naik Berat Badan", "2 ons", "pilihan_tidak_dikenal", P),
        (2, "LiLA", "142", "lila_tidak_wajar", P),
    ),
    _read(
        "lahir_satuan_lain",
        "berat lahir dalam gram atau 28, panjang lahir dalam milimeter atau meter: ditebak dan disebut",
        [
            bare(1, BB_Lahir="3100", TB_Lahir="490"),
            bare(2, BB_Lahir="28", TB_Lahir="0,49"),
            bare(3, BB_Lahir="3.100 gram", TB_Lahir="49 cm"),
        ],
        _stored(
            {"bb_lahir_g": 3100, "pb_lahir_cm": 49.0},
            {"bb_lahir_g": 2800, "pb_lahir_cm": 49.0},
            {"bb_lahir_g": 3100, "pb_lahir_cm": 49.0},
        ),
        (2, "BB Lahir", "3100", "satuan_ditebak", P),
        (2, "TB Lahir", "490", "satuan_ditebak", P),
        (3, "BB Lahir", "28", "satuan_ditebak", P),
        (3, "TB Lahir", "0,49", "satuan_ditebak", P),
    ),
    _read(
        "lahir_tanpa_tebakan",
        "berkas yang sama dengan tebakan dimatikan: nilainya dikosongkan",
        [bare(1, BB_Lahir="3100", TB_Lahir="490"), bare(2, BB_Lahir="2,8")],
        _stored(
            {"bb_lahir_g": None, "pb_lahir_cm": None}, {"bb_lahir_g": 2800, "pb_lahir_cm": 49.0}
        ),
        (2, "BB Lahir", "3100", "ukuran_lahir_tidak_wajar", P),
        (2, "TB Lahir", "490", "ukuran_lahir_tidak_wajar", P),
        options=Options(guess_units=False),
    ),
    _read(
        "lahir_bukan_ukuran",
        "serial tanggal atau nomor telepon di panjang lahir, kata di berat lahir",
        [
            bare(1, BB_Lahir="normal", TB_Lahir="46238"),
            bare(2, BB_Lahir="99", TB_Lahir="081200000000"),
        ],
        _stored(
            {"bb_lahir_g": None, "pb_lahir_cm": None}, {"bb_lahir_g": None, "pb_lahir_cm": None}
        ),
        (2, "BB Lahir", "normal", "angka_tidak_terbaca", P),
        (2, "TB Lahir", "46238", "ukuran_lahir_tidak_wajar", P),
        (3, "BB Lahir", "99", "ukuran_lahir_tidak_wajar", P),
        (3, "TB Lahir", "081200000000", "ukuran_lahir_tidak_wajar", P),
    ),
    _read(
        "usia_berselisih",
        "usia berselisih 2 hari didiamkan, 5 hari diperingatkan; tanggal yang dipakai",
        [
            child(1, Usia_Saat_Ukur="1 Tahun - 7 Bulan - 0 Hari"),
            child(2, Usia_Saat_Ukur="1 Tahun - 7 Bulan - 7 Hari"),
        ],
        _stored({"umur_hari": 582}, {"umur_hari": 582}),
        (3, "Usia Saat Ukur", "1 Tahun - 7 Bulan - 7 Hari", "usia_berbeda", P),
        z=agree(2),
    ),
    _read(
        "rumus_dan_galat_excel",
        "#N/A, #VALUE! dan tanda hubung di kolom yang boleh kosong",
        [bare(1, LiLA="#N/A", BB_Lahir="#VALUE!", TB_Lahir="–", NIK="-")],
        _stored({"lila_cm": None, "bb_lahir_g": None, "pb_lahir_cm": None, "nik": None}),
        (2, "BB Lahir", "#VALUE!", "angka_tidak_terbaca", P),
    ),
    _read(
        "tanggal_sejati_dan_jam",
        "tanggal sejati dengan jam di belakangnya",
        [bare(1)],
        _stored({"tanggal": "2026-02-12", "tanggal_lahir": "2024-07-10"}),
        write=xlsx(
            [
                bare(1)
                | {"Tgl Lahir": date(2024, 7, 10), "Tanggal Pengukuran": "2026-02-12 10:53:13"}
            ]
        ),
        sheet=SHEET,
    ),
)
CASES = (*DECIMALS, *OTHERS)
