"""The e-PPGBM individual export in the layouts its users publish, headers in their order.

``Pukesmas`` is how the source itself spells it. Columns that an export lacks (Cara Ukur, NIK, Posyandu, …)
are simply missing; the order of the columns never matters.
"""

from __future__ import annotations

import pandas as pd

from stunting.imports import fields
from stunting.imports.findings import Findings
from stunting.imports.layout import Layout
from stunting.imports.read import RawSheet, normal_label
from stunting.imports.shifted import put_back

_EPPGBM = {
    "NIK": "nik",
    "Nama": "nama",
    "JK": "jenis_kelamin",
    "Tgl Lahir": "tanggal_lahir",
    "BB Lahir": "bb_lahir",
    "TB Lahir": "pb_lahir",
    "Nama Ortu": "nama_ibu",
    "Kab/Kota": "kabkota",
    "Kec": "kecamatan",
    "Pukesmas": "puskesmas",
    "Puskesmas": "puskesmas",
    "Desa/Kel": "desa",
    "Posyandu": "posyandu",
    "RT": "rt",
    "RW": "rw",
    "Alamat": "alamat",
    "Usia Saat Ukur": "usia_saat_ukur",
    "Tanggal Pengukuran": "tanggal",
    "Berat": "bb_kg",
    "Tinggi": "tb_cm",
    "Cara Ukur": "cara_ukur",
    "LiLA": "lila_cm",
    "ZS BB/U": "z_bbu_sumber",
    "ZS TB/U": "z_tbu_sumber",
    "ZS BB/TB": "z_bbtb_sumber",
    "Naik Berat Badan": "naik_bb",
}
_NOT_NEEDED = (
    "No",
    "Prov",
    "Total Pengukuran",
    "BB/U",
    "TB/U",
    "BB/TB",
    "Jml Vit A",
    "KPSP",
    "KIA",
)
_OPERASI_TIMBANG = {
    "Nama Anak": "nama",
    "Jenis Kelamin": "jenis_kelamin",
    "Tanggal Lahir": "tanggal_lahir",
    "NIK": "nik",
    "Nomor KK": "no_kk",
    "Nama Orang Tua (Ibu/Ayah)": "nama_ibu",
    "Kabupaten/Kota": "kabkota",
    "Alamat": "alamat",
    "RT": "rt",
    "RW": "rw",
    "Kecamatan": "kecamatan",
    "Puskesmas": "puskesmas",
    "Kelurahan": "desa",
    "Posyandu": "posyandu",
    "Berat Lahir - Sasaran (kg)": "bb_lahir",
    "Panjang Lahir - Sasaran (cm)": "pb_lahir",
    "Tanggal Pengukuran": "tanggal",
    "Berat (kg)": "bb_kg",
    "Tinggi (cm)": "tb_cm",
    "Cara Ukur": "cara_ukur",
    "LiLA (cm)": "lila_cm",
    "ZS BB/U": "z_bbu_sumber",
    "ZS TB/U": "z_tbu_sumber",
    "ZS BB/TB": "z_bbtb_sumber",
    "Naik Berat Badan": "naik_bb",
}
# The list a midwife keeps: one desa, so none is named; "z-core" is how it is spelt.
_RINGKAS = {
    "Nama": "nama",
    "NIK": "nik",
    "JK": "jenis_kelamin",
    "Tgl Lahir": "tanggal_lahir",
    "Nama Ortu": "nama_ibu",
    "Kecamatan": "kecamatan",
    "Desa/Kel": "desa",
    "Usia Saat Ukur": "usia_saat_ukur",
    "Tanggal Pengukuran": "tanggal",
    "Berat": "bb_kg",
    "Tinggi": "tb_cm",
    "Cara Ukur": "cara_ukur",
    "z-core bb/u": "z_bbu_sumber",
    "z-core tb/u": "z_tbu_sumber",
    "z-core bb/tb": "z_bbtb_sumber",
    "z-score bb/u": "z_bbu_sumber",
    "z-score tb/u": "z_tbu_sumber",
    "z-score bb/tb": "z_bbtb_sumber",
}
MEASURES = ("bb_kg", "tb_cm")
# Between these two an export may have dropped empty cells, so that what follows stands too far left.
_BEFORE_GAP, _AFTER_GAP = "Posyandu", "Usia Saat Ukur"


def _put_back(raw: RawSheet, findings: Findings | None = None) -> pd.DataFrame:
    labels = [normal_label(header) for header in raw.headers]
    before, after = (normal_label(each) for each in (_BEFORE_GAP, _AFTER_GAP))
    if before not in labels or after not in labels:
        return raw.rows
    return put_back(raw.rows, labels.index(before) + 1, labels.index(after), findings)


LAYOUTS = (
    Layout(
        "eppgbm_kini",
        "e-PPGBM, ekspor perorangan (2025-2026)",
        fields.PENGUKURAN,
        _EPPGBM,
        (*_NOT_NEEDED, "Kelas Ibu Balita", "MBG", "Detail"),
        MEASURES,
        put_back=_put_back,
    ),
    Layout(
        "eppgbm_lama",
        "e-PPGBM, ekspor perorangan (sampai 2024)",
        fields.PENGUKURAN,
        _EPPGBM,
        (*_NOT_NEEDED, "PMT Diterima (kg)", "Detail"),
        MEASURES,
        put_back=_put_back,
    ),
    Layout(
        "operasi_timbang",
        "Operasi Timbang, daftar perorangan",
        fields.PENGUKURAN,
        _OPERASI_TIMBANG,
        (
            "No",
            "Anak Ke",
            "NIK Orang Tua",
            "No HP Orang Tua",
            "Usia Kehamilan (minggu)",
            "Lingkar Kepala Lahir (cm)",
            "IMD",
            "Jml Vit A",
            "Kelas Ibu Balita",
            "MBG",
        ),
        MEASURES,
    ),
    Layout(
        "pengukuran_ringkas",
        "Daftar pengukuran ringkas satu desa/kelurahan",
        fields.PENGUKURAN,
        _RINGKAS,
        ("No", "bb/u", "tb/u", "bb/tb"),
        MEASURES,
        of_one_desa=True,
    ),
)
