"""What may be imported: every sheet and field, in the words of the forms.

One declaration serves the workbook template (labels, drop-downs, guide), the reading of that workbook
and of other layouts (an e-PPGBM export is another header for the sheet ``pengukuran``), validation
and the synthetic sample. Sources of the fields: Kertas Kerja Audit (BKKBN, version of 13 May 2022),
e-PPGBM individual export, Verval KRS, Sigizi Kesga aggregates.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """How a cell is read."""

    TEKS = "teks"
    NIK = "nik"  # 16 digits; masked or short is kept as text and not used as a key
    KK = "kk"
    KODE = "kode"
    TANGGAL = "tanggal"
    BULAN = "bulan"  # any day of it
    SIKLUS = "siklus"  # 2024-S2
    BULAT = "bulat"
    DESIMAL = "desimal"
    RUPIAH = "rupiah"
    JK = "jk"  # L / P
    YA_TIDAK = "ya_tidak"
    PILIHAN = "pilihan"
    KABKOTA = "kabkota"  # name or code
    KECAMATAN = "kecamatan"
    DESA = "desa"
    DAFTAR = "daftar"  # several codes, separated by , or ;


AREA_KINDS = (Kind.KABKOTA, Kind.KECAMATAN, Kind.DESA)


@dataclass(frozen=True)
class Field:
    """One column: canonical name, label on the form, how it is read, whether a row needs it."""

    name: str
    label: str
    kind: Kind = Kind.TEKS
    required: bool = False
    choices: dict[str, str] = field(default_factory=dict)  # stored value -> label
    help: str = ""
    aliases: tuple[str, ...] = ()  # other headers seen in the field
    not_recorded: tuple[float, ...] = ()  # numbers that stand for "not measured"
    lenient: bool = False  # an unreadable value is dropped with a warning, not the whole row


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook: what one row is, and its fields in order."""

    key: str
    label: str
    grain: str
    fields: tuple[Field, ...]

    def names(self) -> list[str]:
        return [each.name for each in self.fields]


KELOMPOK = {
    "catin": "Calon pengantin",
    "bumil": "Ibu hamil",
    "pascasalin": "Ibu pascapersalinan",
    "baduta": "Baduta 0-23 bulan",
    "balita": "Balita 0-59 bulan",
}
KELOMPOK_IBU = {key: KELOMPOK[key] for key in ("catin", "bumil", "pascasalin")}
CARA_UKUR = {"terlentang": "Terlentang", "berdiri": "Berdiri"}
NAIK_BB = {"N": "Naik", "T": "Tidak naik", "O": "Tidak ditimbang bulan lalu", "B": "Baru"}
JENIS_MUTASI = {
    "pindah_masuk": "Pindah masuk",
    "pindah_keluar": "Pindah keluar",
    "meninggal": "Meninggal",
}
TAHAP = {
    "1": "1 Identifikasi",
    "2": "2 Audit",
    "3": "3 Diseminasi",
    "4": "4 Evaluasi RTL",
}
STATUS_RISIKO = {"tinggi": "Tinggi", "sedang": "Sedang", "rendah": "Rendah"}
STATUS_TUGAS = {
    "belum": "Belum dimulai",
    "proses": "Dalam proses",
    "selesai": "Selesai",
    "terkendala": "Terkendala",
    "batal": "Batal",
}
JENIS_RTL = {
    "kasus": "Penanganan kasus",
    "tata_laksana": "Perbaikan tata laksana",
    "pencegahan": "Pencegahan",
}
TINGKAT_PR = {"desa": "Desa/kelurahan", "kecamatan": "Kecamatan", "kabupaten": "Kabupaten/kota"}
HASIL_KASUS = {
    "turun": "Risiko turun",
    "tetap": "Risiko tetap",
    "naik": "Risiko naik",
    "bersalin": "Bersalin",
    "pindah": "Pindah",
    "meninggal": "Meninggal",
    "hilang_kontak": "Hilang kontak",
}
EFEKTIVITAS = {
    "efektif": "Efektif",
    "cukup": "Cukup efektif",
    "kurang": "Kurang efektif",
    "belum_dinilai": "Belum dinilai",
}
STATUS_BANTUAN = {
    "diproses": "Ya, sedang diproses",
    "diterima": "Ya, sudah mendapat bantuan",
    "tidak_memenuhi_syarat": "Tidak, karena tidak memenuhi syarat",
    "sudah_menerima": "Tidak, karena sudah menerima bantuan",
}
PENDIDIKAN = {
    "tidak_sekolah": "Tidak sekolah",
    "sd": "SD/sederajat",
    "smp": "SMP/sederajat",
    "sma": "SMA/sederajat",
    "diploma": "Diploma",
    "sarjana": "Sarjana ke atas",
}

K = Kind
# 0 and 8888 are what the systems write where nobody was weighed; a z-score of 0 is a z-score.
_NO_MEASURE = (0, 8888)
_NO_Z = (999.99, -999.99, 9999, 8888)
_AREA = (
    Field("kabkota", "Kab/Kota", K.KABKOTA, aliases=("Kabupaten/Kota", "Kabupaten", "Kota")),
    Field("kecamatan", "Kecamatan", K.KECAMATAN, required=True, aliases=("Kec",)),
    Field(
        "desa",
        "Desa/Kelurahan",
        K.DESA,
        required=True,
        aliases=("Desa/Kel", "Kelurahan/Desa", "Kelurahan", "Desa", "Kel/Desa"),
    ),
)
_ADDRESS = (
    Field("alamat", "Alamat"),
    Field("rt", "RT"),
    Field("rw", "RW"),
)
_PERSON = (
    Field("nik", "NIK", K.NIK, aliases=("NIK Anak",)),
    Field("nama", "Nama", aliases=("Nama Anak", "Nama Lengkap")),
    Field("tanggal_lahir", "Tanggal Lahir", K.TANGGAL, aliases=("Tgl Lahir",)),
    Field(
        "nama_ibu", "Nama Ibu", aliases=("Nama Ortu", "Nama Orang Tua", "Nama Orang Tua (Ibu/Ayah)")
    ),
)
_SIKLUS = Field("siklus", "Siklus", K.SIKLUS, required=True, help="Semester, misalnya 2026-S1")
_KASUS_ID = Field(
    "kasus_id",
    "Kode Kasus",
    K.KODE,
    required=True,
    help="AKS-<kab>-<siklus>-<kelompok>-<urut>, misalnya AKS-3375-2024S2-PS-01",
)

SIKLUS = Sheet(
    "siklus",
    "Siklus",
    "satu kelompok di satu kecamatan yang diaudit pada satu siklus",
    (
        Field("kabkota", "Kab/Kota", K.KABKOTA, required=True),
        _SIKLUS,
        Field("tanggal_diseminasi", "Tanggal Diseminasi", K.TANGGAL),
        Field("kelompok", "Kelompok yang Diaudit", K.PILIHAN, choices=KELOMPOK),
        Field("kecamatan", "Kecamatan yang Diaudit", K.KECAMATAN),
    ),
)

KELUARGA = Sheet(
    "keluarga",
    "Keluarga",
    "satu keluarga sasaran pada satu siklus (Verval KRS)",
    (
        _SIKLUS,
        Field("no_kk", "Nomor KK", K.KK, required=True, aliases=("No KK", "No. KK")),
        Field("nama_kepala", "Nama Kepala Keluarga"),
        *_AREA,
        *_ADDRESS,
        Field("telepon", "Nomor HP"),
        Field("sumber_air_layak", "Sumber Air Minum Layak", K.YA_TIDAK),
        Field("jamban_layak", "Jamban Layak", K.YA_TIDAK),
        Field("rumah_layak_huni", "Rumah Layak Huni", K.YA_TIDAK),
        Field("terlalu_muda", "Terlalu Muda", K.YA_TIDAK),
        Field("terlalu_tua", "Terlalu Tua", K.YA_TIDAK),
        Field("terlalu_dekat", "Terlalu Dekat", K.YA_TIDAK),
        Field("terlalu_banyak", "Terlalu Banyak", K.YA_TIDAK),
        Field("kb_modern", "Peserta KB Modern", K.YA_TIDAK),
        Field(
            "peringkat_kesejahteraan",
            "Peringkat Kesejahteraan",
            K.BULAT,
            help="1 sampai 5 (5 = di atas 4); 99 = belum teridentifikasi",
        ),
        Field("pendidikan_ibu", "Pendidikan Ibu", K.PILIHAN, choices=PENDIDIKAN),
        Field("ada_pus", "Ada PUS", K.YA_TIDAK),
        Field("ada_bumil", "Ada Ibu Hamil", K.YA_TIDAK),
        Field("ada_baduta", "Ada Baduta", K.YA_TIDAK),
        Field("ada_balita", "Ada Balita", K.YA_TIDAK),
    ),
)

# A Verval row has a key and a verdict of its own, which our workbook does not ask for.
KELUARGA_VERVAL = Sheet(
    KELUARGA.key,
    KELUARGA.label,
    KELUARGA.grain,
    (
        *(
            replace(each, required=each.required and each.name != "no_kk")
            for each in KELUARGA.fields
        ),
        Field("kode_keluarga", "Kode Keluarga", required=True),
        Field("nik_kepala", "NIK Kepala Keluarga", K.NIK),
        Field("berisiko_sumber", "Risiko Stunting menurut Berkas", K.YA_TIDAK, lenient=True),
    ),
)

PENGUKURAN = Sheet(
    "pengukuran",
    "Pengukuran Anak",
    "satu pengukuran seorang anak pada satu tanggal",
    (
        *_PERSON[:2],
        Field("jenis_kelamin", "Jenis Kelamin", K.JK, required=True, aliases=("JK",)),
        Field("tanggal_lahir", "Tanggal Lahir", K.TANGGAL, required=True, aliases=("Tgl Lahir",)),
        Field(
            "bb_lahir",
            "BB Lahir (kg)",
            K.DESIMAL,
            aliases=("BB Lahir", "Berat Lahir (kg)"),
            not_recorded=_NO_MEASURE,
            lenient=True,
        ),
        Field(
            "pb_lahir",
            "PB Lahir (cm)",
            K.DESIMAL,
            aliases=("TB Lahir", "Panjang Lahir (cm)"),
            not_recorded=_NO_MEASURE,
            lenient=True,
        ),
        _PERSON[3],
        Field("no_kk", "Nomor KK", K.KK, aliases=("No KK", "No. KK")),
        *_AREA,
        Field("puskesmas", "Puskesmas", aliases=("Pukesmas",)),
        Field("posyandu", "Posyandu"),
        *_ADDRESS,
        Field(
            "tanggal",
            "Tanggal Pengukuran",
            K.TANGGAL,
            required=True,
            aliases=("Tanggal Penimbangan",),
        ),
        Field("usia_saat_ukur", "Usia Saat Ukur"),
        Field(
            "bb_kg",
            "Berat (kg)",
            K.DESIMAL,
            aliases=("Berat", "Berat Badan (kg)"),
            not_recorded=_NO_MEASURE,
        ),
        Field(
            "tb_cm",
            "Tinggi (cm)",
            K.DESIMAL,
            aliases=("Tinggi", "Tinggi Badan (cm)"),
            not_recorded=_NO_MEASURE,
        ),
        Field("cara_ukur", "Cara Ukur", K.PILIHAN, choices=CARA_UKUR, lenient=True),
        Field(
            "lila_cm",
            "LiLA (cm)",
            K.DESIMAL,
            aliases=("LiLA",),
            not_recorded=_NO_MEASURE,
            lenient=True,
        ),
        *(
            Field(name, label, K.DESIMAL, not_recorded=_NO_Z, lenient=True)
            for name, label in (
                ("z_bbu_sumber", "ZS BB/U"),
                ("z_tbu_sumber", "ZS TB/U"),
                ("z_bbtb_sumber", "ZS BB/TB"),
            )
        ),
        Field("naik_bb", "Naik Berat Badan", K.PILIHAN, choices=NAIK_BB, lenient=True),
    ),
)

SKRINING = Sheet(
    "skrining",
    "Catin dan Ibu",
    "satu pemeriksaan seorang calon pengantin perempuan, ibu hamil atau ibu pascapersalinan",
    (
        Field("kelompok", "Kelompok", K.PILIHAN, required=True, choices=KELOMPOK_IBU),
        *_PERSON[:3],
        Field("no_kk", "Nomor KK", K.KK),
        *_AREA,
        Field("puskesmas", "Puskesmas"),
        *_ADDRESS,
        Field("telepon", "Nomor HP"),
        Field("tanggal", "Tanggal Pemeriksaan", K.TANGGAL, required=True),
        Field("umur", "Umur (tahun)", K.BULAT),
        Field(
            "bb_kg",
            "Berat Badan (kg)",
            K.DESIMAL,
            help="Bumil: sebelum hamil atau trimester 1",
            not_recorded=_NO_MEASURE,
        ),
        Field("tb_cm", "Tinggi Badan (cm)", K.DESIMAL, not_recorded=_NO_MEASURE),
        Field("lila_cm", "LILA (cm)", K.DESIMAL, not_recorded=_NO_MEASURE),
        Field("hb_gdl", "Hb (g/dL)", K.DESIMAL, not_recorded=_NO_MEASURE),
        Field("pendidikan", "Pendidikan", K.PILIHAN, choices=PENDIDIKAN),
        Field("terpapar_rokok", "Terpapar Rokok", K.YA_TIDAK),
        Field("sertifikat_elsimil", "Sertifikat Elsimil", K.YA_TIDAK),
        Field("usia_kehamilan_minggu", "Usia Kehamilan (minggu)", K.BULAT),
        Field("ttd", "TTD Diterima (tablet)", K.BULAT),
        Field("anc", "Kunjungan ANC (kali)", K.BULAT),
        Field("tanggal_bersalin", "Tanggal Bersalin", K.TANGGAL),
        Field("usia_kehamilan_lahir_minggu", "Umur Kehamilan Saat Lahir (minggu)", K.BULAT),
        Field("bb_lahir_g", "BB Lahir (gram)", K.BULAT, not_recorded=_NO_MEASURE),
        Field("pb_lahir_cm", "PB Lahir (cm)", K.DESIMAL, not_recorded=_NO_MEASURE),
        Field("kb_pascapersalinan", "KB Pascapersalinan", K.YA_TIDAK),
        Field("imd", "IMD", K.YA_TIDAK),
        Field("asi_eksklusif", "ASI Eksklusif", K.YA_TIDAK),
        Field("jkn", "Peserta JKN", K.YA_TIDAK),
    ),
)

MUTASI = Sheet(
    "mutasi",
    "Mutasi",
    "satu anak yang pindah masuk, pindah keluar atau meninggal",
    (
        *_PERSON,
        *_AREA,
        Field("tanggal", "Tanggal Mutasi", K.TANGGAL, required=True),
        Field("jenis", "Jenis Mutasi", K.PILIHAN, required=True, choices=JENIS_MUTASI),
        Field("dari", "Dari"),
        Field("ke", "Ke"),
    ),
)

KASUS = Sheet(
    "kasus",
    "Kasus",
    "satu kasus yang diaudit",
    (
        _KASUS_ID,
        _SIKLUS,
        Field("kelompok", "Kelompok", K.PILIHAN, required=True, choices=KELOMPOK),
        *_PERSON,
        *_AREA,
        Field("tahap", "Tahap Proses", K.PILIHAN, required=True, choices=TAHAP),
        Field("status_risiko_awal", "Status Risiko Saat Audit", K.PILIHAN, choices=STATUS_RISIKO),
        Field("status_risiko_akhir", "Status Risiko Sekarang", K.PILIHAN, choices=STATUS_RISIKO),
        Field("dapat_dicegah", "Dapat Dicegah", K.YA_TIDAK),
        Field(
            "layanan_pencegah",
            "Layanan yang Dapat Mencegah",
            help="Penilaian pakar: layanan mana yang, bila diberikan, mencegah keadaan ini",
        ),
        Field("tanggal_audit", "Tanggal Audit", K.TANGGAL),
    ),
)

PENYEBAB = Sheet(
    "kasus_penyebab",
    "Penyebab Kasus",
    "satu penyebab pada satu kasus (satu kasus biasanya punya beberapa)",
    (
        _KASUS_ID,
        Field("kode_penyebab", "Kode Penyebab", K.KODE, required=True, help="Lihat lembar Kode"),
        Field("utama", "Penyebab Utama", K.YA_TIDAK),
    ),
)

KERTAS_KERJA = Sheet(
    "kertas_kerja",
    "Kertas Kerja",
    "satu isian kertas kerja audit pada satu kasus",
    (
        _KASUS_ID,
        Field("bidang", "Bidang", K.KODE, required=True, help="Lihat lembar Kode"),
        Field("isi", "Isi", required=True),
    ),
)

RTL = Sheet(
    "rtl",
    "RTL",
    "satu rekomendasi/tugas tindak lanjut",
    (
        Field("rtl_id", "Kode RTL", K.KODE, required=True, help="misalnya RTL-3375-2024S2-01"),
        Field("kabkota", "Kab/Kota", K.KABKOTA, required=True),
        _SIKLUS,
        Field("kasus_id", "Kode Kasus", K.DAFTAR, help="boleh beberapa, pisahkan dengan ;"),
        Field("kode_penyebab", "Kode Penyebab", K.KODE),
        Field("jenis", "Jenis RTL", K.PILIHAN, choices=JENIS_RTL),
        Field("rekomendasi", "Rekomendasi", required=True),
        Field("pakar", "Pakar"),
        Field("kegiatan", "Kegiatan"),
        Field("kode_opd", "OPD Penanggung Jawab", K.KODE, help="Lihat lembar Kode"),
        Field("pendukung", "Pendukung"),
        Field("tingkat_pr", "Tingkat PR", K.PILIHAN, choices=TINGKAT_PR),
        Field("sumber_dana", "Sumber Dana"),
        Field("volume", "Volume", K.DESIMAL),
        Field("satuan", "Satuan"),
        Field("biaya", "Biaya (Rp)", K.RUPIAH, help="menurut rencana"),
        Field(
            "realisasi",
            "Realisasi (Rp)",
            K.RUPIAH,
            help="yang sudah dipakai; kosong = belum dilaporkan",
        ),
        Field("tenggat", "Tenggat", K.TANGGAL),
        Field("bukti", "Bukti"),
        Field("status", "Status", K.PILIHAN, choices=STATUS_TUGAS),
        Field("tanggal_status", "Tanggal Status", K.TANGGAL, help="kosong = tanggal berkas ini"),
        Field("kendala", "Kendala"),
    ),
)

EVALUASI = Sheet(
    "evaluasi",
    "Evaluasi",
    "satu evaluasi atas kasus atau RTL",
    (
        Field("evaluasi_id", "Kode Evaluasi", K.KODE, required=True),
        Field("kasus_id", "Kode Kasus", K.KODE),
        Field("rtl_id", "Kode RTL", K.KODE),
        Field("tanggal", "Tanggal Evaluasi", K.TANGGAL, required=True),
        Field("hasil", "Hasil pada Auditee", K.PILIHAN, choices=HASIL_KASUS),
        Field("efektivitas", "Efektivitas", K.PILIHAN, choices=EFEKTIVITAS),
        Field("kendala", "Kendala"),
        Field("solusi", "Solusi"),
    ),
)

TATA_KELOLA = Sheet(
    "tata_kelola",
    "Tata Kelola",
    "satu aspek tata kelola di satu kecamatan pada satu siklus",
    (
        _SIKLUS,
        Field("kabkota", "Kab/Kota", K.KABKOTA),
        Field("kecamatan", "Kecamatan", K.KECAMATAN, required=True),
        Field("aspek", "Aspek", required=True),
        Field("yang_berjalan", "Yang Berjalan Sekarang"),
        Field("efektivitas", "Efektivitas", K.PILIHAN, choices=EFEKTIVITAS),
        Field("kendala", "Kendala"),
        Field("solusi", "Solusi"),
    ),
)

KUNJUNGAN = Sheet(
    "kunjungan",
    "Kunjungan",
    "satu kunjungan/pendampingan ke satu keluarga",
    (
        Field("no_kk", "Nomor KK", K.KK, help="isi Nomor KK atau Kode Kasus"),
        Field("kasus_id", "Kode Kasus", K.KODE),
        Field("tanggal", "Tanggal Kunjungan", K.TANGGAL, required=True),
        Field("pelaksana", "Pelaksana"),
        Field("hasil", "Hasil"),
    ),
)

BANTUAN = Sheet(
    "bantuan",
    "Bantuan",
    "satu bantuan untuk satu keluarga",
    (
        Field("no_kk", "Nomor KK", K.KK, required=True),
        Field("jenis", "Jenis Bantuan", required=True),
        Field("sumber", "Sumber"),
        Field("status", "Status Bantuan", K.PILIHAN, required=True, choices=STATUS_BANTUAN),
        Field("tanggal", "Tanggal", K.TANGGAL),
    ),
)


# Wide columns of the monthly sheet -> rows of agregat_bulanan: (indikator, member) pairs per column.
# A column may be the numerator of one indicator and the denominator of others.
AGREGAT_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "sasaran_balita": (("cakupan_ukur_balita", "sasaran"), ("cakupan_timbang_balita", "sasaran")),
    "sasaran_baduta": (("cakupan_ukur_baduta", "sasaran"),),
    "balita_ditimbang": (
        ("cakupan_timbang_balita", "pembilang"),
        ("underweight_balita", "penyebut"),
    ),
    "balita_diukur": (
        ("cakupan_ukur_balita", "pembilang"),
        ("stunting_balita", "penyebut"),
    ),
    "balita_ditimbang_diukur": (("wasting_balita", "penyebut"),),
    "balita_stunting": (("stunting_balita", "pembilang"),),
    "balita_wasting": (("wasting_balita", "pembilang"),),
    "balita_underweight": (("underweight_balita", "pembilang"),),
    "balita_naik": (("naik_bb_balita", "pembilang"),),
    "balita_tidak_naik": (),  # with the one above it must make up the corrected D'
    "balita_ditimbang_terkoreksi": (("naik_bb_balita", "penyebut"),),
    "sasaran_bumil": (
        ("ttd_bumil", "penyebut"),
        ("anemia_bumil", "sasaran"),
        ("kek_bumil", "sasaran"),
    ),
    "bumil_periksa_hb": (("anemia_bumil", "penyebut"),),
    "bumil_anemia": (("anemia_bumil", "pembilang"),),
    "bumil_diukur_lila": (("kek_bumil", "penyebut"),),
    "bumil_kek": (("kek_bumil", "pembilang"),),
    "bumil_ttd": (("ttd_bumil", "pembilang"),),
    "bersalin": (("kbpp_pascasalin", "penyebut"),),
    "kbpp": (("kbpp_pascasalin", "pembilang"),),
    "lahir_hidup": (
        ("bblr_pascasalin", "penyebut"),
        ("pblr_pascasalin", "penyebut"),
        ("imd_pascasalin", "penyebut"),
    ),
    "bblr": (("bblr_pascasalin", "pembilang"),),
    "pblr": (("pblr_pascasalin", "pembilang"),),
    "imd": (("imd_pascasalin", "pembilang"),),
}
_AGREGAT_LABELS = {
    "sasaran_balita": "Jumlah sasaran balita",
    "sasaran_baduta": "Jumlah sasaran baduta",
    "balita_ditimbang": "Balita ditimbang",
    "balita_diukur": "Balita diukur PB/TB",
    "balita_stunting": "Balita stunting",
    "balita_wasting": "Balita wasting",
    "balita_underweight": "Balita underweight",
    "balita_ditimbang_diukur": "Balita ditimbang dan diukur",
    "balita_tidak_naik": "Balita tidak naik berat badan (T)",
    "balita_naik": "Balita naik berat badan (N)",
    "balita_ditimbang_terkoreksi": "Balita ditimbang terkoreksi (D')",
    "sasaran_bumil": "Jumlah sasaran ibu hamil",
    "bumil_periksa_hb": "Ibu hamil periksa Hb",
    "bumil_anemia": "Ibu hamil anemia",
    "bumil_diukur_lila": "Ibu hamil diukur LILA/IMT",
    "bumil_kek": "Ibu hamil risiko KEK",
    "bumil_ttd": "Ibu hamil mendapat TTD sesuai aturan",
    "bersalin": "Jumlah ibu bersalin",
    "kbpp": "Ibu bersalin ber-KB pascapersalinan",
    "lahir_hidup": "Bayi lahir hidup",
    "bblr": "Bayi BBLR",
    "pblr": "Bayi PBLR",
    "imd": "Bayi mendapat IMD",
}
AGREGAT = Sheet(
    "agregat_bulanan",
    "Agregat Bulanan",
    "satu desa/kelurahan pada satu bulan",
    (
        *_AREA,
        Field("bulan", "Bulan", K.BULAN, required=True, help="misalnya 2026-02 atau Februari 2026"),
        *(Field(name, _AGREGAT_LABELS[name], K.BULAT) for name in AGREGAT_PARTS),
    ),
)

_KRS_COUNTS = {
    "jumlah_keluarga": "Jumlah keluarga",
    "keluarga_sasaran": "Jumlah keluarga sasaran",
    "berisiko": "Keluarga berisiko stunting",
    "tidak_berisiko": "Keluarga tidak berisiko",
    "air_tidak_layak": "Sumber air minum tidak layak",
    "jamban_tidak_layak": "Jamban tidak layak",
    "terlalu_muda": "Terlalu muda",
    "terlalu_tua": "Terlalu tua",
    "terlalu_dekat": "Terlalu dekat",
    "terlalu_banyak": "Terlalu banyak",
    "bukan_kb_modern": "Bukan peserta KB modern",
    "prioritas_1": "Prioritas 1",
    "prioritas_2": "Prioritas 2",
    "prioritas_3": "Prioritas 3",
    "prioritas_4": "Prioritas 4",
    "bukan_prioritas": "Bukan prioritas",
}
# Comes from Verval files alone; it has no sheet in our workbook.
KRS_DESA = Sheet(
    "krs_desa",
    "KRS per Desa",
    "satu desa/kelurahan pada satu siklus (jumlah Verval KRS)",
    (*_AREA, _SIKLUS, *(Field(name, label, K.BULAT) for name, label in _KRS_COUNTS.items())),
)

# In the order they are applied: people and families before what refers to them.
SHEETS: dict[str, Sheet] = {
    sheet.key: sheet
    for sheet in (
        SIKLUS,
        KELUARGA,
        PENGUKURAN,
        SKRINING,
        MUTASI,
        KASUS,
        PENYEBAB,
        KERTAS_KERJA,
        RTL,
        EVALUASI,
        TATA_KELOLA,
        KUNJUNGAN,
        BANTUAN,
        AGREGAT,
    )
}
# Keys of all sheets in that order, those of other systems last.
ORDER = (*SHEETS, KRS_DESA.key)
