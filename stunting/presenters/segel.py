"""Segel siklus: which cycles are sealed, what a seal means, what late data would change."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, seals

LABELS = {
    "siklus": "Siklus",
    "keadaan": "Keadaan",
    "oleh": "Oleh",
    "data_terakhir": "Data sampai",
    "cakupan": "Balita diukur",
    "ditolak": "Baris ditolak",
    "susulan": "Data susulan",
    "sidik": "Sidik",
    "rumus_versi": "Rumus",
}
DIFFERENCE_LABELS = {
    "kecamatan": "Kecamatan",
    "nama": "Indikator",
    "tersegel": "Tersegel",
    "kini": "Menurut data sekarang",
    "sebab": "Sebab",
}
FIGURE_LABELS = {
    "kecamatan": "Kecamatan",
    "nama": "Indikator",
    "pembilang": "Pembilang",
    "penyebut": "Penyebut",
}
MEANING = (
    "Menyegel membekukan angka siklus ini dan semua siklus sebelumnya: halaman, dokumen dan perbandingan "
    "memakai angka itu seterusnya. Data yang masuk sesudahnya tetap disimpan dan dihitung; bedanya "
    "ditampilkan di sini dan baru berlaku lewat revisi yang bernama. Segel tidak dapat dihapus, hanya "
    "diikuti revisi; ia hilang hanya bila versi data dikembalikan ke sebelum penyegelan. Daftar keluarga, "
    "bantuan, kasus audit dan tugas tetap berjalan."
)
REVISION = (
    "Revisi memasukkan data susulan ke angka siklus ini. Angka segel sebelumnya tetap dapat dibaca di "
    "bawah. Siklus tersegel sesudahnya ikut direvisi bila angkanya berubah."
)
_HASH_LENGTH = 12


def headline(rows: pd.DataFrame, kabkota: str) -> str:
    """How many cycles are sealed, and whether late data wait."""
    if rows.empty:
        return f"Belum ada siklus berdata untuk {kabkota}."
    sealed = rows[rows["revisi"].notna()]
    if sealed.empty:
        return f"Belum ada siklus {kabkota} yang disegel."
    latest = bahasa.siklus(sealed["siklus"].max())
    said = f"{bahasa.angka(len(sealed))} siklus {kabkota} tersegel, sampai {latest}"
    waiting = rows[rows["kecamatan"] > 0]
    if waiting.empty:
        return f"{said}; tidak ada data susulan."
    names = bahasa.daftar([bahasa.siklus(each) for each in sorted(waiting["siklus"])])
    return f"{said}; data susulan mengubah {names}."


def overview(rows: pd.DataFrame) -> pd.DataFrame:
    """segel_daftar as the table of the page."""
    return pd.DataFrame(
        [
            {
                "siklus": bahasa.siklus(row.siklus),
                "keadaan": state(row),
                "oleh": bahasa.KOSONG if pd.isna(row.revisi) else row.oleh,
                "data_terakhir": bahasa.tanggal_pendek(row.data_terakhir)
                if pd.notna(row.data_terakhir)
                else bahasa.KOSONG,
                "cakupan": coverage(row),
                "ditolak": row.ditolak,
                "susulan": late(row),
                "sidik": bahasa.KOSONG if pd.isna(row.revisi) else row.hash[:_HASH_LENGTH],
                "rumus_versi": formula(row),
            }
            for row in rows.itertuples(index=False)
        ],
        columns=list(LABELS),
    )


def state(row) -> str:
    """Sealed since when and by which seal; or not."""
    if pd.isna(row.revisi):
        return "tersegel tanpa data" if row.terkunci else "belum disegel"
    return seals.name(int(row.revisi), row.waktu)


def coverage(row) -> str:
    """``3.120 dari 4.000``, or that it is not known."""
    if pd.isna(row.sasaran):
        return bahasa.KOSONG
    return f"{bahasa.angka(row.diukur)} dari {bahasa.angka(row.sasaran)}"


def late(row) -> str:
    """What later data would change of a sealed cycle."""
    if not row.terkunci:
        return ""
    if not row.kecamatan:
        return "tidak ada"
    why = ", rumus berubah" if row.rumus else ""
    return f"{bahasa.angka(row.kecamatan)} kecamatan{why}"


def formula(row) -> str:
    """The readable version of the code and the first signs of the formulas' fingerprint."""
    if pd.isna(row.revisi):
        return bahasa.KOSONG
    return f"{row.versi_kode} · {row.versi_rumus[:8]}"


def warnings(row, rows: pd.DataFrame, today) -> list[str]:
    """What to think of before sealing: a running cycle, refused rows, cycles sealed along with it."""
    said = []
    if pd.Timestamp(row.selesai) >= pd.Timestamp(today):
        said.append(
            f"{bahasa.siklus(row.siklus)} berakhir {bahasa.tanggal(row.selesai)}; data yang masih akan "
            "masuk menjadi data susulan."
        )
    if row.ditolak:
        said.append(
            f"{bahasa.angka(row.ditolak)} baris ditolak pada berkas siklus ini; perbaiki dan masukkan lebih "
            "dahulu bila dapat."
        )
    along = rows[(rows["siklus"] < row.siklus) & ~rows["terkunci"]]["siklus"]
    if len(along):
        names = bahasa.daftar([bahasa.siklus(each) for each in sorted(along)])
        said.append(f"Ikut disegel: {names}.")
    return said


def differences(rows: pd.DataFrame) -> pd.DataFrame:
    """segel_selisih_kecamatan with the figures in words."""
    return rows.assign(
        tersegel=[
            _of(*pair)
            for pair in zip(rows["tersegel_pembilang"], rows["tersegel_penyebut"], strict=True)
        ],
        kini=[
            _of(*pair) for pair in zip(rows["kini_pembilang"], rows["kini_penyebut"], strict=True)
        ],
    )


def _of(pembilang, penyebut) -> str:
    if pd.isna(penyebut):
        return "belum ada angka"
    return bahasa.n_dari(int(pembilang), int(penyebut))


def revision_name(row) -> str:
    """A seal in the list of those of one cycle."""
    return f"{seals.name(int(row.revisi), row.waktu)}, oleh {row.oleh}"


def proof(row) -> str:
    """What proves that the figures of a seal are those that were sealed."""
    return (
        f"Sidik (SHA-256): {row.hash}. Rumus {formula(row)}. Data sampai "
        f"{bahasa.tanggal(row.tanggal_data)}. Dicocokkan oleh: python -m stunting check."
    )


def waiting(rows: pd.DataFrame) -> str:
    """Which sealed cycles late data would change, after an import; empty when none."""
    found = rows[rows["kecamatan"] > 0]["siklus"]
    if not len(found):
        return ""
    names = bahasa.daftar([bahasa.siklus(each) for each in sorted(found)])
    return f"Data susulan menunggu pada siklus tersegel ({names}); lihat Segel siklus."


def note(siklus: str, about: pd.Series) -> str:
    """What stands under the figures of a sealed cycle; empty where nothing is sealed."""
    if pd.isna(about["revisi"]):
        return ""
    said = f"Angka {bahasa.siklus(siklus)} disegel {bahasa.tanggal(about['waktu'])}"
    if about["revisi"]:
        said += f" (revisi {int(about['revisi'])})"
    if not about["kecamatan"]:
        return said + "."
    why = "rumus yang berubah" if about["rumus"] else "data susulan sesudahnya"
    return (
        f"{said}; {why} mengubah {bahasa.angka(about['kecamatan'])} kecamatan, lihat Segel siklus."
    )
