"""What an import has to say about a cell, a row or a whole column.

One finding = place, the value as it stood, a rule with a stable code, a level and an Indonesian sentence.
The sentence never holds the value: values are personal data and are kept apart from it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

TOLAK, PERINGATAN = "tolak", "peringatan"

# rule -> (level, sentence). A sentence may be made more exact where the finding is raised.
RULES: dict[str, tuple[str, str]] = {
    # the file as a whole
    "tidak_terbaca": (TOLAK, "Berkas ini tidak dapat dibaca."),
    "tanpa_baris": (TOLAK, "Berkas ini tidak berisi satu baris data pun; tidak ada yang diubah."),
    "penyimpanan_contoh": (
        TOLAK,
        (
            "Penyimpanan ini berisi data contoh; data nyata tidak boleh dicampur ke dalamnya. Mulai "
            "penyimpanan nyata di folder lain: atur STUNTING_HOME, lalu jalankan "
            "python -m stunting init --wilayah KODE (misalnya 33.75)."
        ),
    ),
    "impor_gagal": (TOLAK, "Impor dibatalkan; data yang tayang tidak berubah."),
    "belum_dimasukkan": (
        PERINGATAN,
        "Berkas ini belum dimasukkan karena berkas lain dalam perintah yang sama tidak dapat dibaca.",
    ),
    "kolom_tidak_dikenal": (PERINGATAN, "Kolom ini tidak dikenal dan tidak dibaca."),
    "kolom_tanpa_nama": (PERINGATAN, "Kolom tanpa judul tetapi berisi; kolom ini tidak dibaca."),
    "kolom_ganda": (
        PERINGATAN,
        "Judul kolom ini muncul lebih dari sekali; yang pertama yang dibaca.",
    ),
    "lembar_tidak_dikenal": (PERINGATAN, "Lembar ini tidak dikenal dan tidak dibaca."),
    "urutan_tanggal": (PERINGATAN, "Tanggal di kolom ini dibaca hari lebih dahulu."),
    "urutan_tanggal_ambigu": (
        TOLAK,
        "Urutan hari dan bulan tidak dapat dipastikan dari isi berkas; pilih urutannya.",
    ),
    "baris_tergeser": (
        PERINGATAN,
        "Isi baris ini tergeser ke kiri dari judul kolomnya; dikembalikan menurut letak usianya.",
    ),
    "desa_dari_operator": (PERINGATAN, "Berkas ini tidak menyebut desa; dipakai yang dipilih."),
    "desa_berkas_tidak_disebut": (
        TOLAK,
        "Berkas ini tidak menyebut kecamatan dan desanya; pilih desanya.",
    ),
    "tanpa_nama_dan_nik": (
        PERINGATAN,
        (
            "Berkas ini tanpa nama dan tanpa NIK; anak dikenali dari orang tua, tanggal lahir, kelamin, "
            "ukuran lahir dan alamatnya, dan tidak dapat ditautkan ke berkas lain."
        ),
    ),
    "dua_orang_tua": (
        PERINGATAN,
        "Dua nama orang tua dalam satu sel; nama pertama yang dipakai untuk mencocokkan anak.",
    ),
    "z_berkas_tidak_cocok": (PERINGATAN, "z-score di berkas bukan milik baris ini."),
    # a cell that cannot be read
    "kolom_wajib_kosong": (TOLAK, "Kolom wajib ini kosong."),
    "angka_tidak_terbaca": (TOLAK, "Isi sel ini bukan angka."),
    "desimal_jadi_waktu": (
        PERINGATAN,
        (
            "Excel mengubah angka ini menjadi waktu; dibaca kembali sebagai desimal (jam di depan koma, "
            "menit di belakangnya)."
        ),
    ),
    "waktu_ambigu": (
        TOLAK,
        "Excel mengubah angka ini menjadi waktu; 00.03 dapat berarti 0,3 atau 0,03. Tulis ulang angkanya.",
    ),
    "angka_negatif": (TOLAK, "Jumlah tidak boleh di bawah nol."),
    "tanggal_tidak_terbaca": (TOLAK, "Isi sel ini bukan tanggal; tulis misalnya 2026-02-12."),
    "bulan_tidak_terbaca": (TOLAK, "Isi sel ini bukan bulan; tulis misalnya 2026-02."),
    "siklus_tidak_terbaca": (TOLAK, "Isi sel ini bukan siklus; tulis misalnya 2026-S1."),
    "jk_tidak_terbaca": (TOLAK, "Jenis kelamin harus L atau P."),
    "ya_tidak_tidak_terbaca": (TOLAK, "Isi dengan Ya atau Tidak."),
    "pilihan_tidak_dikenal": (TOLAK, "Isi sel ini tidak ada di daftar pilihan kolomnya."),
    # identity
    "nik_notasi_ilmiah": (
        PERINGATAN,
        (
            "NIK tertulis sebagai bilangan berpangkat sehingga digitnya hilang; orang ini dicocokkan "
            "menurut nama, nama ibu, tanggal lahir dan jenis kelamin."
        ),
    ),
    "digit_terakhir_nol": (
        PERINGATAN,
        (
            "Nomor di kolom ini jauh lebih sering berakhir dengan 0 daripada semestinya (1 dari 10): Excel "
            "tampaknya mengganti digit ke-16. Yang berakhir 0 tidak dipakai untuk mencocokkan orang."
        ),
    ),
    "nik_tidak_utuh": (
        PERINGATAN,
        (
            "NIK tidak terdiri atas 16 digit; orang ini dicocokkan menurut nama, nama ibu, tanggal lahir "
            "dan jenis kelamin."
        ),
    ),
    "nik_dipakai_bersama": (
        PERINGATAN,
        (
            "NIK ini juga dipakai orang lain dengan nama dan tanggal lahir berbeda; dicatat sebagai "
            "orang yang terpisah."
        ),
    ),
    "identitas_meragukan": (
        PERINGATAN,
        (
            "Ada lebih dari satu orang tercatat dengan nama, nama ibu, tanggal lahir dan jenis kelamin "
            "ini; tanpa NIK yang utuh, dicatat terpisah."
        ),
    ),
    "tanpa_identitas": (TOLAK, "Tidak ada NIK yang utuh dan tidak ada nama."),
    "kk_tidak_utuh": (
        PERINGATAN,
        "Nomor KK tidak terdiri atas 16 digit; keluarga tidak ditautkan.",
    ),
    "kk_tidak_terpakai": (TOLAK, "Nomor KK harus 16 digit yang utuh."),
    "orang_tidak_dikenal": (
        TOLAK,
        "Orang ini belum tercatat; masukkan lebih dahulu pengukuran atau pemeriksaannya.",
    ),
    "kasus_tanpa_orang": (
        PERINGATAN,
        "Orang pada kasus ini belum tercatat dalam pengukuran atau pemeriksaan; kasus belum tertaut.",
    ),
    # place
    "wilayah_lain": (TOLAK, "Baris ini milik kabupaten/kota lain."),
    "kabkota_tidak_dikenal": (TOLAK, "Nama kabupaten/kota ini tidak dikenal."),
    "kecamatan_tidak_dikenal": (
        TOLAK,
        "Kecamatan ini tidak ada di kabupaten/kota penyimpanan ini.",
    ),
    "desa_tidak_dikenal": (TOLAK, "Desa/kelurahan ini tidak ada di kecamatan tersebut."),
    # children
    "ukur_sebelum_lahir": (TOLAK, "Tanggal pengukuran lebih awal daripada tanggal lahir."),
    "tanggal_masa_depan": (TOLAK, "Tanggal ini masih di masa depan."),
    "berat_di_luar_batas": (TOLAK, "Berat harus antara 0,5 dan 60 kg."),
    "tinggi_di_luar_batas": (TOLAK, "Tinggi/panjang harus antara 30 dan 150 cm."),
    "tanpa_ukuran": (TOLAK, "Berat dan tinggi sama-sama tidak tercatat."),
    "usia_di_atas_balita": (
        PERINGATAN,
        "Usia di atas 1.856 hari; disimpan, tetapi z-score tidak dihitung.",
    ),
    "usia_berbeda": (
        PERINGATAN,
        "Usia saat ukur di berkas berbeda lebih dari 3 hari dari selisih tanggalnya; yang dipakai tanggal.",
    ),
    "satuan_ditebak": (PERINGATAN, "Satuan ukuran lahir ditebak dari besarnya."),
    "z_tanpa_koma": (
        PERINGATAN,
        "z-score di berkas kehilangan komanya atau bukan z-score; tidak disimpan.",
    ),
    "ukuran_lahir_tidak_wajar": (PERINGATAN, "Ukuran lahir tidak wajar; tidak disimpan."),
    "lila_tidak_wajar": (PERINGATAN, "LiLA tidak wajar; tidak disimpan."),
    "z_tidak_wajar": (
        PERINGATAN,
        "z-score di luar batas wajar WHO; disimpan, tetapi tidak ikut dihitung dalam angka.",
    ),
    "z_berbeda": (
        PERINGATAN,
        (
            "z-score di berkas berbeda lebih dari 0,5 dari hitungan menurut tanggal dan ukuran baris ini; "
            "yang dipakai hasil hitungan."
        ),
    ),
    # women
    "ukuran_tidak_wajar": (TOLAK, "Angka ini di luar batas yang mungkin."),
    # references between sheets and code lists
    "kode_kasus_tidak_sah": (
        TOLAK,
        "Kode kasus harus seperti AKS-3375-2024S2-PS-01 dan sesuai dengan siklus, kelompok dan wilayahnya.",
    ),
    "kasus_tidak_dikenal": (TOLAK, "Kode kasus ini belum tercatat."),
    "rtl_tidak_dikenal": (TOLAK, "Kode RTL ini belum tercatat."),
    "penyebab_tidak_dikenal": (TOLAK, "Kode penyebab ini tidak ada di lembar Kode."),
    "opd_tidak_dikenal": (TOLAK, "Kode OPD ini tidak ada di lembar Kode."),
    "rujukan_kosong": (TOLAK, "Isi sekurangnya salah satu: kode kasus atau yang dirujuk lainnya."),
    "keluarga_belum_tercatat": (
        PERINGATAN,
        "Keluarga ini belum tercatat di lembar Keluarga; disimpan tanpa keterangan keluarga.",
    ),
    "pembilang_melebihi_penyebut": (TOLAK, "Jumlah ini melebihi jumlah yang menjadi penyebutnya."),
    "cakupan_di_atas_seratus": (
        PERINGATAN,
        "Jumlah ini melebihi sasarannya (cakupan di atas 100 %).",
    ),
    # repetition
    "digantikan": (
        TOLAK,
        "Baris ini digantikan oleh baris lain untuk orang dan tanggal yang sama.",
    ),
}


@dataclass(frozen=True)
class Finding:
    """One finding as it is reported; ``row`` counts as the spreadsheet does, None = the whole column."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    rule: str
    level: str
    message: str

    def to_json(self) -> dict:
        return asdict(self)


class Findings:
    """Collects findings column-wise; rows refused so far can be asked at any time."""

    def __init__(self, sheet: str | None) -> None:
        self.sheet = sheet
        self._parts: list[pd.DataFrame] = []

    def add(
        self,
        rule: str,
        rows: pd.Index | None = None,
        column: str | None = None,
        values: pd.Series | None = None,
        *,
        level: str | None = None,
        message: str | pd.Series | None = None,
    ) -> None:
        """Findings of one rule: for the given rows, or with ``rows=None`` for the column or sheet."""
        if rows is not None and len(rows) == 0:
            return
        default_level, default_message = RULES[rule]
        index = pd.Index([None], dtype=object) if rows is None else rows
        part = pd.DataFrame({"row": index})
        part["column"] = column
        part["value"] = None if values is None else values.reindex(index).to_numpy(dtype=object)
        part["rule"] = rule
        part["level"] = level or default_level
        if isinstance(message, pd.Series):
            part["message"] = message.reindex(index).to_numpy(dtype=object)
        else:
            part["message"] = message or default_message
        self._parts.append(part.astype(object))

    def refused(self) -> pd.Index:
        """File rows with at least one finding of level tolak."""
        rows = [
            part.loc[part["level"] == TOLAK, "row"].dropna() for part in self._parts if len(part)
        ]
        found = pd.concat(rows).unique() if rows else []
        return pd.Index(found).astype("int64")

    def frame(self) -> pd.DataFrame:
        """All findings by row: sheet, row, column, value, rule, level, message."""
        columns = ["row", "column", "value", "rule", "level", "message"]
        if not self._parts:
            found = pd.DataFrame(columns=columns, dtype=object)
        else:
            found = pd.concat(self._parts, ignore_index=True)
            order = found["row"].fillna(0).astype("int64").sort_values(kind="stable").index
            found = found.loc[order].reset_index(drop=True)
        found.insert(0, "sheet", self.sheet)
        return found

    def listed(self) -> list[Finding]:
        frame = self.frame().astype(object)
        frame = frame.where(frame.notna(), None)
        columns = {each: frame[each].tolist() for each in frame}
        columns["value"] = [_shown(each) for each in columns["value"]]
        return [Finding(*row) for row in zip(*columns.values(), strict=True)]


def _shown(value: object) -> str | None:
    """A value as the reader of the report would have typed it."""
    if value is None:
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
