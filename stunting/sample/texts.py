"""What is recommended against each cause, by whom, and how governance is described.

Causes and owners follow the list of causes of the audit (data/reference/penyebab.csv). Experts are named
by their profession only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """One recommendation with its activity, owner and means. ``biaya`` in rupiah."""

    jenis: str
    rekomendasi: str
    pakar: str
    kegiatan: str
    kode_opd: str
    pendukung: str
    tingkat_pr: str
    sumber_dana: str
    volume: float
    satuan: str
    biaya: int


ADVICE = {
    "A1": Advice(
        "kasus", "Makanan tambahan lokal 90 hari dengan pemantauan LILA setiap bulan", "Ahli gizi",
        "PMT lokal dan konseling gizi", "PUSKESMAS", "DESA; OPDKB", "desa", "Dana Desa",
        90, "hari", 1_935_000,
    ),
    "A2": Advice(
        "kasus", "Tablet tambah darah terpantau dan pemeriksaan Hb ulang setelah 8 minggu", "Sp.OG",
        "Pemberian TTD dan periksa ulang Hb", "PUSKESMAS", "RSUD", "kecamatan", "BOK Puskesmas",
        2, "pemeriksaan", 150_000,
    ),
    "A3": Advice(
        "kasus", "Perbaikan MPASI dengan protein hewani setiap hari dan PMT balita 56 hari", "Ahli gizi",
        "Konseling PMBA dan PMT balita", "PUSKESMAS", "DESA; OPDKB", "desa", "Dana Desa",
        56, "hari", 1_204_000,
    ),
    "B1": Advice(
        "kasus", "Skrining TB dan tata laksana infeksi berulang di rumah sakit", "Sp.A",
        "Rujukan dan pemeriksaan lanjutan", "RSUD", "PUSKESMAS; BPJS", "kabupaten", "APBD",
        1, "anak", 2_500_000,
    ),
    "B2": Advice(
        "kasus", "Pemantauan bulanan bayi lahir kecil dan rujukan bila berat tidak naik", "Sp.A",
        "Pemantauan tumbuh kembang bayi risiko", "PUSKESMAS", "RSUD", "kecamatan", "BOK Puskesmas",
        6, "kunjungan", 600_000,
    ),
    "C1": Advice(
        "kasus", "Pendampingan pengasuhan bagi ibu dan pengasuh pengganti", "Psikolog",
        "Konseling keluarga dan Bina Keluarga Balita", "OPDKB", "DP3A; PUSKESMAS", "kecamatan", "BOKB",
        4, "sesi", 800_000,
    ),
    "C2": Advice(
        "pencegahan", "Rumah tanpa asap rokok bagi keluarga sasaran", "Ahli gizi",
        "Konseling berhenti merokok dan rumah bebas asap", "DINKES", "DESA", "desa", "APBD",
        1, "keluarga", 250_000,
    ),
    "C3": Advice(
        "kasus", "Kunjungan rumah bila tidak hadir di posyandu atau pemeriksaan kehamilan", "Ahli gizi",
        "Sweeping sasaran oleh kader dan TPK", "PUSKESMAS", "DESA; OPDKB", "desa", "Dana Desa",
        6, "kunjungan", 300_000,
    ),
    "C4": Advice(
        "pencegahan", "Kontrasepsi pascapersalinan dan konseling jarak kelahiran", "Sp.OG",
        "KIE dan pelayanan KB pascapersalinan", "OPDKB", "PUSKESMAS", "kecamatan", "BOKB",
        1, "akseptor", 350_000,
    ),
    "D1": Advice(
        "pencegahan", "Sambungan air minum layak dan uji mutu air", "Ahli gizi",
        "Sambungan rumah dan uji air", "PDAM", "DPUPR; DINKES; DESA", "kabupaten", "APBD",
        1, "sambungan", 2_750_000,
    ),
    "D2": Advice(
        "pencegahan", "Jamban sehat dengan tangki septik untuk keluarga kasus", "Ahli gizi",
        "Pembangunan jamban keluarga", "DPUPR", "DESA; DINKES; BAZNAS", "kabupaten", "APBD",
        1, "unit", 6_500_000,
    ),
    "D3": Advice(
        "pencegahan", "Perbaikan rumah tidak layak huni", "Psikolog",
        "Bantuan rumah tidak layak huni", "PERKIM", "BAZNAS; DESA", "kabupaten", "APBD",
        1, "unit", 20_000_000,
    ),
    "E1": Advice(
        "pencegahan", "Pengusulan keluarga ke DTSEN dan bantuan pangan", "Psikolog",
        "Verifikasi dan usulan bantuan sosial", "DINSOS", "DESA", "kabupaten", "APBN",
        1, "keluarga", 0,
    ),
    "E2": Advice(
        "pencegahan", "Kepesertaan JKN bagi ibu dan anak", "Sp.A",
        "Usulan PBI APBD", "DINSOS", "BPJS; DINKES", "kabupaten", "APBD",
        1, "keluarga", 504_000,
    ),
    "E3": Advice(
        "pencegahan", "Kelas ibu dan kejar paket bagi ibu berpendidikan dasar", "Psikolog",
        "Kejar Paket dan kelas ibu", "DINDIK", "DESA", "kabupaten", "APBD",
        1, "peserta", 750_000,
    ),
    "E4": Advice(
        "pencegahan", "Penundaan kehamilan pertama dan pendampingan pasangan muda", "Psikolog",
        "Bimbingan perkawinan dan konseling", "KEMENAG", "PA; OPDKB; DINDIK", "kecamatan", "BOKB",
        3, "sesi", 300_000,
    ),
    "F1": Advice(
        "tata_laksana", "Alat ukur terkalibrasi dan pengukuran ulang anak yang tidak hadir", "Ahli gizi",
        "Kalibrasi antropometri dan pelatihan kader", "DINKES", "BAPPEDA; DPMD", "kabupaten",
        "DAK nonfisik", 5, "posyandu", 12_500_000,
    ),
}  # fmt: skip

# Main cause: the service that could have prevented it, in the experts' words.
PREVENTING = {
    "A1": "Makanan tambahan sejak LILA pertama kali di bawah batas",
    "A2": "Pemeriksaan Hb dan tablet tambah darah sebelum hamil",
    "A3": "Konseling makan dan pemantauan berat setiap bulan di posyandu",
    "C3": "Kunjungan rumah sesudah dua kali tidak hadir",
}
# Answers of a kertas kerja that do not depend on the causes.
PAPER = {
    "catin": {"pekerjaan": "Bekerja", "bimbingan_pranikah": "Ya", "kie": "Perorangan"},
    "bumil": {"anak_ke": "2", "kembar": "Tidak", "kie": "Kelompok", "mbg": "Ya"},
    "pascasalin": {"tempat_bersalin": "Puskesmas", "penolong": "Bidan", "vitamin_a_nifas": "Ya"},
    "baduta": {"anak_ke": "2", "imunisasi": "Belum lengkap", "kartu_kembang": "Tidak", "mbg": "Ya"},
    "balita": {"anak_ke": "1", "imunisasi": "Lengkap", "kartu_kembang": "Ya", "kie": "Kelompok"},
}
# Aspect: what runs now, obstacle, way out.
GOVERNANCE = {
    "Data dan pengukuran": (
        "Penimbangan Februari dan Agustus dicatat di e-PPGBM",
        "Sebagian posyandu memakai alat ukur yang belum dikalibrasi",
        "Kalibrasi bersama dan pengukuran ulang oleh petugas gizi",
    ),
    "Rujukan": (
        "Rujukan berjenjang dari puskesmas ke RSUD",
        "Umpan balik dari rumah sakit terlambat sampai ke puskesmas",
        "Satu kontak rujukan balik di tiap puskesmas",
    ),
    "Anggaran": (
        "Dana Desa dan BOKB dipakai untuk kegiatan pendampingan",
        "Pencairan baru pada triwulan ketiga",
        "Kegiatan mendesak dijadwalkan sebelum perubahan anggaran",
    ),
    "Koordinasi lintas sektor": (
        "Rapat koordinasi kecamatan setiap tiga bulan",
        "Sebagian OPD belum menerima daftar keluarga sasaran",
        "Daftar tugas per OPD dibagikan setelah diseminasi",
    ),
    "Pendampingan keluarga": (
        "TPK mengunjungi keluarga kasus setiap bulan",
        "Satu TPK mendampingi terlalu banyak keluarga",
        "Pembagian ulang wilayah dampingan",
    ),
}

# By the first letter of the cause: what stands in the way of the action.
OBSTACLES = {
    "A": ("Persediaan datang terlambat", "Sasaran sulit ditemui pada jam kerja"),
    "B": ("Antrean rujukan rumah sakit", "Keluarga terkendala biaya perjalanan"),
    "C": ("Petugas pindah tugas", "Keluarga belum bersedia didampingi"),
    "D": ("Lahan belum tersedia", "Menunggu perubahan anggaran"),
    "E": ("Keluarga belum terdata di DTSEN", "Dokumen kependudukan belum lengkap"),
    "F": ("Menunggu perubahan anggaran", "Petugas pindah tugas"),
}
AID = {
    "D2": ("Jamban", "Dana Desa"),
    "D1": ("Air bersih", "APBD"),
    "D3": ("RTLH/bedah rumah", "Baznas"),
}
AID_POOR = (
    ("PKH", "APBN"),
    ("BPNT/Sembako", "APBN"),
    ("Bantuan pangan telur/ayam", "APBN"),
    ("BLT Dana Desa", "Dana Desa"),
    ("Genting", "Orang tua asuh"),
)
AID_MOTHER = (("PMT bumil", "BOK Puskesmas"), ("MBG bumil, busui dan balita", "APBN"))
VISITORS = ("TPK", "Bidan desa", "PKB", "Kader posyandu", "Petugas gizi puskesmas")
VISIT_RESULTS = (
    "Konseling gizi diberikan",
    "Keluarga hadir di posyandu bulan ini",
    "Keluarga tidak di rumah, dijadwalkan ulang",
    "Kondisi keluarga dicatat, tidak ada keluhan",
    "Dirujuk ke puskesmas",
)
