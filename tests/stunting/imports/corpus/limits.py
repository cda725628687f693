"""What cannot be, what is implausible, and how far the printed z-scores follow from their rows."""

from __future__ import annotations

from tests.stunting.imports.corpus.case import BORN, MEASURED, Case, P, T, bare, text
from tests.stunting.imports.files import child

WELL = {"bb_kg": 9.8, "tb_cm": 79.5}


def refused(name: str, of: str, cells: dict, rule: str, mend: str, **other) -> Case:
    """One whole row and one that cannot be, in the only changed cell that matters (the first)."""
    (column, value), *_ = cells.items()
    return Case(
        name,
        of,
        text([bare(1), bare(2) | cells]),
        (2, 1, 1, 0),
        found=other.pop("found", ((3, column, value, rule, T),)),
        exit=1,
        stored=(WELL,),
        people=1,
        mend={(3, column): mend},
        **other,
    )


CASES = (
    refused(
        "sebelum_lahir",
        "diukur sehari sebelum lahir",
        {MEASURED: "2024-07-09"},
        "ukur_sebelum_lahir",
        "2024-08-09",
    ),
    refused(
        "masa_depan",
        "diukur di masa depan",
        {MEASURED: "2099-01-01"},
        "tanggal_masa_depan",
        "2026-01-01",
    ),
    refused("berat_0_4", "berat 0,4 kg", {"Berat": "0,4"}, "berat_di_luar_batas", "4"),
    refused("berat_61", "berat 61 kg", {"Berat": "61"}, "berat_di_luar_batas", "6,1"),
    refused(
        "berat_3300",
        "anak 3.300 kg hari ini ditolak, bukan ditebak",
        {"Berat": "3300"},
        "berat_di_luar_batas",
        "9,8",
    ),
    refused("tinggi_29", "tinggi 29 cm", {"Tinggi": "29"}, "tinggi_di_luar_batas", "79"),
    refused("tinggi_151", "tinggi 151 cm", {"Tinggi": "151"}, "tinggi_di_luar_batas", "81"),
    refused("tanpa_jk", "tanpa jenis kelamin", {"JK": ""}, "kolom_wajib_kosong", "P"),
    refused("jk_lain", "jenis kelamin yang bukan L atau P", {"JK": "1"}, "jk_tidak_terbaca", "L"),
    refused(
        "tanpa_tanggal_lahir",
        "tanpa tanggal lahir",
        {BORN: "-"},
        "kolom_wajib_kosong",
        "2024-07-10",
    ),
    refused(
        "tanpa_tanggal_ukur",
        "tanpa tanggal pengukuran",
        {MEASURED: ""},
        "kolom_wajib_kosong",
        "2026-02-12",
    ),
    refused(
        "desa_asing",
        "desa yang tidak ada di kecamatannya",
        {"Desa/Kel": "ANTAH"},
        "desa_tidak_dikenal",
        "TIRTO",
    ),
    refused(
        "kecamatan_asing",
        "kecamatan yang tidak ada",
        {"Kec": "ANTAH"},
        "kecamatan_tidak_dikenal",
        "Pekalongan Barat",
    ),
    refused("desa_kosong", "tanpa desa", {"Desa/Kel": ""}, "kolom_wajib_kosong", "MEDONO"),
    refused(
        "kabupaten_lain",
        "baris milik kabupaten lain",
        {"Kab/Kota": "KAB. BATANG"},
        "wilayah_lain",
        "KOTA PEKALONGAN",
    ),
    refused(
        "kabupaten_asing",
        "kabupaten yang tidak ada",
        {"Kab/Kota": "KAB. ANTAH"},
        "kabkota_tidak_dikenal",
        "",
    ),
    refused(
        "tanpa_ukuran",
        "berat 0 dan tinggi 8888: tidak ada yang diukur",
        {"Berat": "0", "Tinggi": "8888"},
        "tanpa_ukuran",
        "9,8",
    ),
    refused("berat_kata", "kata di kolom berat", {"Berat": "sakit"}, "angka_tidak_terbaca", "9.8"),
    Case(
        "beberapa_sebab",
        "satu baris ditolak karena tiga sel: ketiganya disebut sekaligus",
        text([bare(1, JK="", Berat="3300", Kec="ANTAH")]),
        (1, 0, 1, 0),
        found=(
            (2, "JK", "", "kolom_wajib_kosong", T),
            (2, "Kec", "ANTAH", "kecamatan_tidak_dikenal", T),
            (2, "Berat", "3300", "berat_di_luar_batas", T),
        ),
        z=None,
        exit=1,
        stored=(),
        people=0,
        mend={(2, "JK"): "L", (2, "Berat"): "9,8", (2, "Kec"): "PEKALONGAN BARAT"},
    ),
    Case(
        "batas_yang_sah",
        "tepat di batas: 0,5 dan 60 kg, 30 dan 150 cm, diukur pada hari lahir; semua disimpan",
        text(
            [
                bare(1, Berat="0,5", Tinggi="-"),
                bare(2, Berat="60", Tinggi="0"),
                bare(3, Berat="0", Tinggi="30"),
                bare(4, Berat="", Tinggi="150"),
                bare(5, Berat="3,1", Tinggi="49") | {MEASURED: "2024-07-10"},
            ]
        ),
        (5, 5, 0, 0),
        figures=True,
        found=(
            (2, "Berat", "0,5", "z_tidak_wajar", P),
            (3, "Berat", "60", "z_tidak_wajar", P),
            (4, "Tinggi", "30", "z_tidak_wajar", P),
            (5, "Tinggi", "150", "z_tidak_wajar", P),
        ),
        people=5,
    ),
    Case(
        "z_tidak_wajar",
        "tinggi 57 cm dan berat 25 kg pada 19 bulan: di luar batas wajar WHO, disimpan dengan peringatan",
        text([bare(1, Tinggi="57"), bare(2, Berat="25")]),
        (2, 2, 0, 0),
        figures=True,
        found=((2, "Tinggi", "57", "z_tidak_wajar", P), (3, "Berat", "25", "z_tidak_wajar", P)),
        stored=(
            {"tb_cm": 57.0, "flag_tbu": True},
            {"bb_kg": 25.0, "flag_bbu": True},
        ),
    ),
    Case(
        "di_atas_balita",
        "anak enam tahun: disimpan, z tidak dihitung",
        text([bare(1) | {BORN: "2020-02-12"}]),
        (1, 1, 0, 0),
        figures=True,
        found=((2, MEASURED, "2026-02-12", "usia_di_atas_balita", P),),
        stored=({"z_tbu": None, "z_bbu": None, "z_bbtb": None},),
    ),
    Case(
        "berdiri_di_bawah_9_bulan",
        "berdiri pada 6 bulan: z kita tanpa koreksi, kesesuaian dihitung dengan aturan Kemenkes",
        text(
            [
                child(1, Cara_Ukur="Berdiri", Berat="7.5", Tinggi="66", Usia_Saat_Ukur="6 Bulan")
                | {BORN: "2025-08-12", "ZS TB/U": "-0.47", "ZS BB/U": "-0.53", "ZS BB/TB": "-0.27"},
            ]
        ),
        (1, 1, 0, 0),
        figures=True,
        z=((1, 1), (1, 1), (1, 1)),
        standing_young=1,
        stored=({"z_tbu": -0.79},),
    ),
    Case(
        "z_satu_baris_berbeda",
        "z satu baris terbalik tandanya: barisnya diperingatkan, hasil hitungan yang dipakai",
        text([child(1), child(2) | {"ZS TB/U": "1.4"}]),
        (2, 2, 0, 0),
        figures=True,
        found=((3, "ZS TB/U", "1.4", "z_berbeda", P),),
        z=((2, 1), (2, 2), (2, 2)),
        stored=({"z_tbu": -1.4}, {"z_tbu": -1.4, "z_tbu_sumber": 1.4}),
    ),
    Case(
        "z_milik_baris_lain",
        "z yang sama di semua baris, ukurannya tidak: satu temuan untuk berkas, bukan untuk tiap baris",
        text(
            [
                child(number, Berat=f"{8 + number * 0.4:.1f}", Tinggi=f"{74 + number * 1.2:.1f}")
                for number in range(1, 9)
            ]
        ),
        (8, 8, 0, 0),
        found=((None, None, None, "z_berkas_tidak_cocok", P),),
        z=((8, 0), (8, 0), (8, 0)),
    ),
)
