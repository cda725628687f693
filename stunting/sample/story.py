"""The story the sample tells on purpose: where to look for what (docs/cerita-contoh.md).

Real names of places, invented figures: nothing here says anything about the places themselves.
"""

from __future__ import annotations

from datetime import date

PEKALONGAN, MOJOKERTO = "33.75", "35.16"
SIKLUS = ("2023-S1", "2023-S2", "2024-S1", "2024-S2", "2025-S1", "2025-S2", "2026-S1")
SIKLUS_LALU, SIKLUS_KINI = SIKLUS[-2:]

AWAL_DATA, AKHIR_DATA = date(2023, 1, 1), date(2026, 6, 30)
# The meeting is days away: 2026-S2 is running and not in the data.
HARI_INI = date(2026, 11, 23)
DISEMINASI = {MOJOKERTO: date(2026, 11, 26), PEKALONGAN: date(2026, 11, 25)}

# Kecamatan of Kabupaten Mojokerto.
KEC_MEMBAIK = "35.16.03"  # Pacet
KEC_MEMBURUK = "35.16.05"  # Ngoro, "lebih tinggi" in the latest cycle
KEC_RENDAH = "35.16.13"  # Sooko, "lebih rendah" in the latest cycle
KEC_CAKUPAN_TURUN = "35.16.17"  # Dawarblandong: fewer measured, the short ones stay away
KEC_KECIL = "35.16.04"  # Trawas: tens of children
KEC_TANPA_JAMBAN = "35.16.01"  # Jatirejo: no latrine and no aid

# Share of balita with z < -2 among all who live there, by cycle. Others: BASE, nearly alike.
STUNTING = {
    KEC_MEMBAIK: (0.30, 0.29, 0.265, 0.24, 0.215, 0.185, 0.16),
    KEC_MEMBURUK: (0.13, 0.14, 0.155, 0.18, 0.21, 0.24, 0.27),
    KEC_RENDAH: (0.065, 0.065, 0.06, 0.06, 0.055, 0.05, 0.05),
    KEC_CAKUPAN_TURUN: (0.23,) * 7,
    KEC_KECIL: (0.16,) * 7,
}
BASE = {MOJOKERTO: (0.150, 0.142), PEKALONGAN: (0.190, 0.177)}  # first cycle, latest cycle
BASE_OTHER = (0.205, 0.190)

# Of the children who live in KEC_CAKUPAN_TURUN: share measured (short, others), from 2025-S2 on.
CAKUPAN_TURUN = {"2025-S2": (0.42, 0.68), "2026-S1": (0.18, 0.47)}

# Kelurahan Padukuhan Kraton, Pekalongan Utara: no report of any kind from this day on.
DESA_BERHENTI = "33.75.03.1006"
BERHENTI_SEJAK = date(2025, 7, 1)

# A bride in Pekalongan Timur, audited in 2024-S1: Hb 10.4, corrected to 12.3 before the wedding;
# her child is born with 3,150 g and 49.5 cm and is measured normal in 2025-S2 and 2026-S1.
KEC_PENGANTIN = "33.75.02"
NIK_PENGANTIN, NIK_ANAK, KK_PENGANTIN = "9933759000000001", "9933759000000002", "9933759000000003"
NAMA_PENGANTIN, NAMA_ANAK = "Wening Pertiwi", "Galih Pertiwi"
LAHIR_PENGANTIN, LAHIR_ANAK = date(2001, 9, 12), date(2025, 5, 14)
PERIKSA_PENGANTIN = ((date(2024, 3, 18), 10.4), (date(2024, 6, 24), 12.3))
PERNIKAHAN = date(2024, 7, 13)
KASUS_PENGANTIN = "AKS-3375-2024S1-CT-01"

# Recommendations of the cycle before, Kabupaten Mojokerto.
RTL_MEMBANTU = "RTL-3516-2025S2-01"  # closed; the child is no longer stunted
RTL_TIDAK_MEMBANTU = "RTL-3516-2025S2-02"  # closed; the child is still stunted, and shorter
RTL_TERLAMBAT = ("RTL-3516-2025S2-03", "RTL-3516-2025S2-04", "RTL-3516-2025S2-05")
RTL_TAK_TERSENTUH = "RTL-3516-2025S2-06"  # no status was ever reported
KASUS_MEMBANTU = "AKS-3516-2025S2-BD-01"
KASUS_TIDAK_MEMBANTU = "AKS-3516-2025S2-BD-02"

# Pekalongan audits one group per kecamatan in the second semester.
_BARAT, _TIMUR, _UTARA, _SELATAN = (f"33.75.0{n}" for n in range(1, 5))
ROTASI = {
    "2023-S2": {_UTARA: "bumil", _BARAT: "baduta", _SELATAN: "catin", _TIMUR: "pascasalin"},
    "2024-S2": {_UTARA: "pascasalin", _BARAT: "bumil", _SELATAN: "baduta", _TIMUR: "catin"},
    "2025-S2": {_UTARA: "catin", _BARAT: "pascasalin", _SELATAN: "bumil", _TIMUR: "baduta"},
}
