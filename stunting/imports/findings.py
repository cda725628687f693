"""What an import has to say about a cell, a row or a whole column.

One finding = place, the value as it stood, a rule with a stable code, a level and an Indonesian sentence.
The sentence never holds the value: values are personal data and are kept apart from it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from stunting import bahasa

TOLAK, PERINGATAN = "tolak", "peringatan"

# rule -> (level, sentence). A sentence may be made more exact where the finding is raised.
RULES: dict[str, tuple[str, str]] = {
    # the file as a whole
    "tidak_terbaca": (TOLAK, "Berkas ini tidak dapat dibaca."),
    "pemetaan_rusak": (PERINGATAN, "Sebuah berkas pemetaan rusak dan tidak dipakai."),
    "pemetaan_tidak_dipakai": (PERINGATAN, "Sebuah pemetaan juga cocok, tetapi tidak dipakai."),
    "pemetaan_berbeda": (PERINGATAN, "Judul kolom berbeda dari pemetaan."),
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
    "temuan_tidak_dicantumkan": (
        PERINGATAN,
        (
            "temuan lain tidak dicantumkan satu per satu; semuanya dihitung menurut alasannya, dan setiap "
            "baris yang ditolak ada di buku kerja yang dikembalikan."
        ),
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
    "dikenali_tanpa_ibu": (
        PERINGATAN,
        (
            "Nama ibu tidak tertulis di berkas ini atau di catatan; anak ini dikenali dari nama, tanggal "
            "lahir, jenis kelamin dan desanya."
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
    "dihapus_atas_permintaan": (
        TOLAK,
        "Data orang, keluarga atau kasus ini dihapus atas permintaan; jangan dimasukkan lagi.",
    ),
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
    "bidang_tidak_dikenal": (TOLAK, "Bidang ini tidak ada di daftar kertas kerja (lembar Kode)."),
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
    "terkoreksi_berbeda": (
        PERINGATAN,
        "Balita ditimbang terkoreksi (D') seharusnya jumlah yang naik (N) dan yang tidak naik (T).",
    ),
    "ditimbang_diukur_melebihi": (
        PERINGATAN,
        "Yang ditimbang dan diukur melebihi yang diukur; periksa kedua angkanya.",
    ),
    "risiko_berbeda": (
        PERINGATAN,
        "Risiko menurut berkas berbeda dari faktornya; yang dipakai faktornya.",
    ),
    "jumlah_krs_berbeda": (
        PERINGATAN,
        "Keluarga berisiko dan tidak berisiko tidak berjumlah sama dengan keluarga sasaran.",
    ),
    "jumlah_peringkat_berbeda": (
        PERINGATAN,
        "Kelima peringkat kesejahteraan tidak berjumlah sama dengan keluarga berisiko.",
    ),
    "kolom_tertukar": (
        PERINGATAN,
        (
            "Kolom diukur dan kolom ditimbang dan diukur tampaknya tertukar: hampir di semua baris yang "
            "kedua lebih besar. Penyebut stunting dan wasting berkas ini tidak dapat dipercaya; minta "
            "perbaikannya."
        ),
    ),
    "desa_bernama_sama": (
        TOLAK,
        "Ada beberapa desa/kelurahan bernama ini; tambahkan kolom Kecamatan.",
    ),
    # repetition
    "digantikan": (
        TOLAK,
        "Baris ini digantikan oleh baris lain untuk orang dan tanggal yang sama.",
    ),
}


# A report lists this many findings of a sheet one by one, and the first reason of every refused row besides;
# the rest is counted. A file of a million rows can have ten million.
LISTED = 500_000
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
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
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def reason(self) -> tuple[str, str, str]:
        """Rule, level and sentence without the numbers that differ from row to row: for counting."""
        message = _NUMBER.sub("…", self.message) if self.rule in _NUMBERED else self.message
        return self.rule, self.level, message


_NUMBERED = frozenset({"digantikan"})  # the sentence names another row


@dataclass(frozen=True)
class _Part:
    """Findings of one rule in one column; ``rows`` None = the column or sheet as a whole."""

    rows: np.ndarray | None
    column: str | None
    values: np.ndarray | None
    rule: str
    level: str
    message: str | np.ndarray

    def __len__(self) -> int:
        return 1 if self.rows is None else len(self.rows)

    def at(self, chosen: np.ndarray) -> _Part:
        values = None if self.values is None else self.values[chosen]
        message = self.message if isinstance(self.message, str) else self.message[chosen]
        return replace(self, rows=self.rows[chosen], values=values, message=message)

    def listed(self, sheet: str | None) -> list[Finding]:
        count = len(self)
        rows = [None] if self.rows is None else self.rows.tolist()
        values = [None] * count if self.values is None else [_shown(each) for each in self.values]
        messages = (
            [self.message] * count if isinstance(self.message, str) else self.message.tolist()
        )
        return [
            Finding(sheet, row, self.column, value, self.rule, self.level, message)
            for row, value, message in zip(rows, values, messages, strict=True)
        ]


class Findings:
    """Collects findings column-wise; rows refused so far can be asked at any time."""

    def __init__(self, sheet: str | None) -> None:
        self.sheet = sheet
        self._parts: list[_Part] = []

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
        given = values is not None and rows is not None
        if isinstance(message, pd.Series):
            message = message.reindex(rows).to_numpy(dtype=object)
        self._parts.append(
            _Part(
                None if rows is None else rows.to_numpy(dtype="int64"),
                column,
                values.reindex(rows).to_numpy(dtype=object) if given else None,
                rule,
                level or default_level,
                default_message if message is None else message,
            )
        )

    def refused(self) -> pd.Index:
        """File rows with at least one finding of level tolak."""
        rows = [part.rows for part in self._parts if part.level == TOLAK and part.rows is not None]
        return pd.Index(np.unique(np.concatenate(rows)) if rows else [], dtype="int64")

    def listed(self) -> list[Finding]:
        """The findings by row; beyond LISTED what every refused row needs, and a sentence on the rest."""
        parts, left_out = self._within_limit()
        found = [finding for part in parts for finding in part.listed(self.sheet)]
        found.sort(key=lambda each: each.row or 0)
        if left_out:
            level, sentence = RULES["temuan_tidak_dicantumkan"]
            sentence = f"{bahasa.angka(sum(left_out.values()))} {sentence}"
            found.insert(
                0,
                Finding(self.sheet, None, None, None, "temuan_tidak_dicantumkan", level, sentence),
            )
        return found

    def unlisted(self) -> Counter[tuple[str, str, str]]:
        """How many findings ``listed`` leaves out, by reason."""
        return self._within_limit()[1]

    def _within_limit(self) -> tuple[list[_Part], Counter[tuple[str, str, str]]]:
        if sum(map(len, self._parts)) <= LISTED:
            return self._parts, Counter()
        room = max(LISTED // len(self._parts), 1)
        kept, left_out = [], Counter()
        told: np.ndarray = np.array([], dtype="int64")  # refused rows whose reason is listed
        for part in self._parts:
            if part.rows is None:
                kept.append(part)
                continue
            chosen = np.arange(len(part)) < room
            if part.level == TOLAK:
                chosen |= ~np.isin(part.rows, told)
                told = np.union1d(told, part.rows[chosen])
            kept.append(part.at(chosen))
            rest = len(part) - int(chosen.sum())
            if rest:
                first = part.at(np.arange(len(part)) < 1).listed(self.sheet)[0]
                left_out[first.reason] += rest
        return kept, left_out


def _shown(value: object) -> str | None:
    """A value as the reader of the report would have typed it."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
