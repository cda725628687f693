"""The e-PPGBM individual export in the layouts its users publish, headers in their order.

``Pukesmas`` is how the source itself spells it.
"""

from __future__ import annotations

from stunting.imports import fields
from stunting.imports.layout import Layout

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
_EPPGBM_IGNORED = ("No", "Prov", "BB/U", "TB/U", "BB/TB", "Jml Vit A", "KPSP", "KIA")
MEASURES = ("bb_kg", "tb_cm")

LAYOUTS = (
    Layout(
        "eppgbm_kini",
        "e-PPGBM, ekspor perorangan (2025-2026)",
        fields.PENGUKURAN,
        _EPPGBM,
        (*_EPPGBM_IGNORED, "Kelas Ibu Balita", "MBG", "Detail"),
        MEASURES,
    ),
    Layout(
        "eppgbm_lama",
        "e-PPGBM, ekspor perorangan (sampai 2024)",
        fields.PENGUKURAN,
        _EPPGBM,
        (*_EPPGBM_IGNORED, "PMT Diterima (kg)"),
        MEASURES,
    ),
)
