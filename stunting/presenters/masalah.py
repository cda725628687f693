"""The problems Mutu data knows, in words, and the list behind each to be sent back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from stunting import bahasa
from stunting.exports import excel
from stunting.presenters import kelengkapan, ketelitian
from stunting.presenters.kelengkapan import NO_CENTRE

KELENGKAPAN, KETELITIAN, KESESUAIAN, GANDA = (
    "Kelengkapan",
    "Ketelitian ukur",
    "Kesesuaian z",
    "Kembar dan ganda",
)
VIEWS = (KELENGKAPAN, KETELITIAN, KESESUAIAN, GANDA)


@dataclass(frozen=True)
class Problem:
    """One kind of problem: where it stands, what is counted, what the health centre is to do."""

    view: str
    words: str
    unit: str
    todo: str
    named: bool = True  # its list holds names: mode kerja only


PROBLEMS = {
    "belum_melapor": Problem(
        KELENGKAPAN, "Belum pernah melapor", "desa", "Minta laporan bulanan desa ini.", False
    ),
    "bulan_kosong": Problem(
        KELENGKAPAN, "Ada bulan tanpa laporan", "desa", "Minta laporan bulan yang kosong.", False
    ),
    "di_atas_seratus": Problem(
        KELENGKAPAN,
        "Cakupan di atas 100 %",
        "laporan",
        "Periksa sasaran desa dan anak dari luar wilayah.",
        False,
    ),
    "pembulatan": Problem(
        KETELITIAN,
        "Tinggi atau berat dibulatkan",
        "puskesmas",
        "Baca alat sampai 0,1; daftar ini menunjukkan posyandunya.",
    ),
    "z_tidak_wajar": Problem(
        KETELITIAN, "z tidak wajar", "pengukuran", "Periksa catatan, ukur ulang bila perlu."
    ),
    "posisi_kosong": Problem(
        KETELITIAN, "Cara ukur tidak tercatat", "pengukuran", "Lengkapi terlentang atau berdiri."
    ),
    "posisi_terbalik": Problem(
        KETELITIAN,
        "Cara ukur tidak sesuai umur",
        "pengukuran",
        "Di bawah 24 bulan terlentang, sejak 24 bulan berdiri; betulkan bila salah catat.",
    ),
    "berdiri_muda": Problem(
        KETELITIAN,
        "Berdiri di bawah 9 bulan",
        "pengukuran",
        "Hampir pasti salah catat; betulkan menjadi terlentang.",
    ),
    "z_berbeda": Problem(
        KESESUAIAN,
        "z di berkas berbeda dari hitungan",
        "pengukuran",
        "Periksa tanggal lahir, tanggal ukur dan ukurannya di sistem asal.",
    ),
    "mungkin_ganda": Problem(
        GANDA, "Anak yang mungkin tercatat ganda", "anak", "Pastikan satu atau dua anak."
    ),
    "pasangan": Problem(
        GANDA,
        "Pasangan anak serupa menunggu keputusan",
        "pasangan",
        "Putuskan di halaman Anak serupa: satu anak atau dua.",
        False,
    ),
    "disalin": Problem(
        GANDA,
        "Berat dan tinggi sama persis dengan sebelumnya",
        "pengukuran",
        "Pastikan anak benar-benar diukur lagi.",
    ),
    "baris_ganda": Problem(
        GANDA,
        "Baris ganda di berkas",
        "baris",
        "Satu anak dan tanggal muncul lebih dari sekali; baris terakhir yang dipakai. Dihitung dari "
        "semua impor.",
        False,
    ),
}
LIST_LABELS = {
    "puskesmas": "Puskesmas",
    "posyandu": "Posyandu",
    "kecamatan": "Kecamatan",
    "desa": "Desa/kelurahan",
    "nama": "Nama anak",
    "nik": "NIK (tersamar)",
    "nama_ibu": "Nama ibu",
    "tanggal_lahir": "Tanggal lahir",
    "tanggal": "Tanggal ukur",
    "bb_kg": "Berat (kg)",
    "tb_cm": "Tinggi (cm)",
    "cara_ukur": "Cara ukur",
    "keterangan": "Yang perlu diperiksa",
}
ROUNDING_LABELS = {
    "puskesmas": "Puskesmas",
    "posyandu": "Posyandu",
    "kecamatan": "Kecamatan",
    "desa": "Desa/kelurahan",
    "tinggi": "Tinggi diukur",
    "tinggi_0": "Tinggi berakhir ,0",
    "tinggi_5": "Tinggi berakhir ,5",
    "berat": "Berat diukur",
    "berat_0": "Berat berakhir ,0",
    "berat_5": "Berat berakhir ,5",
}
PAIR_LABELS = {
    "kecamatan": "Kecamatan",
    "menunggu": "Menunggu keputusan",
    "digabung": "Sudah: anak yang sama",
    "dibedakan": "Sudah: anak berbeda",
}
REPEATED_LABELS = {"waktu": "Waktu impor", "file": "Berkas", "lembar": "Lembar", "baris": "Baris"}
CENTRE_LABELS = {"puskesmas": "Puskesmas", "jumlah": "Banyaknya"}
CENTRE_FORMATS = {
    "bagian_tidak_wajar": bahasa.persen,
    "bulat_tb": bahasa.persen,
    "skor_tb": bahasa.angka,
    "skor_bb": bahasa.angka,
    **{f"sd_{name}": lambda value: bahasa.angka(value, 2) for name in ketelitian.INDICES},
}
LIMIT_LABELS = {
    "keterangan": "Aturan",
    "bawah": "Batas bawah",
    "atas": "Batas atas",
    "satuan": "Satuan",
    "sumber": "Sumber",
    "keyakinan": "Keyakinan",
}
NOTHING = {
    KETELITIAN: "Belum ada pengukuran pada siklus ini.",
    KESESUAIAN: "Berkas yang masuk pada siklus ini tidak memuat z-score untuk dibandingkan.",
    GANDA: "Belum ada pengukuran pada siklus ini.",
}


def options(seen, view: str) -> dict[str, str]:
    """The problems of one view with how often they occur: code -> "z tidak wajar: 12 pengukuran"."""
    place = kelengkapan.place_word(seen.desa)
    return {
        code: f"{problem.words}: **{bahasa.angka(seen.counts[code])}** "
        + (place if problem.unit == "desa" else problem.unit)
        for code, problem in PROBLEMS.items()
        if problem.view == view
    }


def first(seen, options: dict[str, str]) -> str:
    """The problem a view opens on: the first that occurs, else the first."""
    return next((code for code in options if seen.counts[code]), next(iter(options)))


@dataclass(frozen=True)
class Listed:
    """The list behind one problem: rows (None: nothing wrong), labels, whether it may be downloaded."""

    rows: pd.DataFrame | None
    labels: dict[str, str]
    download: bool = False
    note: str = ""


def listed(
    seen,
    problem: str,
    ask_named: Callable[..., pd.DataFrame] | None,
    *,
    scope: list[str],
    siklus: str,
) -> Listed:
    """The list of a problem. Without ``ask_named`` (mode tayang) lists with names shrink to counts.

    ``seen``: mutu.Seen. Asking a list with names is logged by ``ask_named``.
    """
    if not seen.counts[problem]:
        return Listed(None, {}, note="Tidak ada yang perlu dikirim balik untuk masalah ini.")
    if not PROBLEMS[problem].named:
        rows, labels = _open(seen, problem)
        return Listed(rows, labels, download=True)
    if ask_named is None:
        note = "Daftar dan unduhannya ada di mode kerja (sakelar di bilah atas)."
        return Listed(_per_centre(seen, problem), CENTRE_LABELS, note=note)
    if problem != "pembulatan":
        rows = ask_named("mutu_daftar", scope=scope, siklus=siklus, masalah=problem)
        return Listed(rows.assign(puskesmas=rows["puskesmas"].fillna(NO_CENTRE)), LIST_LABELS, True)
    rows = ask_named("mutu_pembulatan", scope=scope, siklus=siklus)
    rows["puskesmas"] = rows["puskesmas"].fillna(NO_CENTRE)
    rows = rows[rows["puskesmas"].isin(_rounding(seen))]
    return Listed(rows.reset_index(drop=True), ROUNDING_LABELS, True)


def _open(seen, problem: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The list of a problem that needs no name, with its labels."""
    desa = seen.desa
    if problem == "belum_melapor":
        return desa[~desa["pernah"]], kelengkapan.DESA_LABELS
    if problem == "bulan_kosong":
        return desa[desa["pernah"] & (desa["kosong"] > 0)], kelengkapan.DESA_LABELS
    if problem == "di_atas_seratus":
        return kelengkapan.over_hundred(seen.months), kelengkapan.OVER_LABELS
    if problem == "pasangan":
        return seen.pairs[seen.pairs["menunggu"] > 0], PAIR_LABELS
    return seen.repeated, REPEATED_LABELS


def _rounding(seen) -> list[str]:
    """Health centres of the area that round heights or weights."""
    wrong = seen.centres["dibulatkan_tb"] | seen.centres["dibulatkan_bb"]
    return [name for name in seen.centres.loc[wrong, "nama"] if name in seen.here]


def _per_centre(seen, problem: str) -> pd.DataFrame:
    """How often a problem occurs in each health centre of the area: puskesmas, jumlah."""
    if problem == "pembulatan":
        rows = seen.centres[seen.centres["nama"].isin(_rounding(seen))]
        return pd.DataFrame({"puskesmas": rows["nama"], "jumlah": rows["pengukuran"]})
    found = seen.found_here[seen.found_here["masalah"] == problem]
    table = found.groupby("nama", as_index=False)["jumlah"].sum()
    table = table.rename(columns={"nama": "puskesmas"})
    return table.sort_values(["jumlah", "puskesmas"], ascending=[False, True], ignore_index=True)


def download_label(found: Listed) -> str:
    """ "Unduh 12 baris, satu lembar per puskesmas (XLSX)"."""
    sheets = ", satu lembar per puskesmas" if "puskesmas" in found.labels else ""
    return f"Unduh {bahasa.angka(len(found.rows))} baris{sheets} (XLSX)"


def workbook(found: Listed, about: dict[str, str], mark: Mapping[str, str] | None = None) -> bytes:
    """A list as XLSX, a sheet for each health centre where it has them."""
    if "puskesmas" in found.labels:
        return excel.workbook_by(found.rows, found.labels, by="puskesmas", about=about, mark=mark)
    return excel.workbook(found.rows, found.labels, sheet="Daftar", about=about, mark=mark)


def about(problem: str, f, data_date) -> dict[str, str]:
    """The second sheet of a list to be sent back."""
    kind = PROBLEMS[problem]
    return {
        "Masalah": kind.words,
        "Yang diminta": kind.todo,
        "Pilihan": f"{f.area} · {f.cycle}",
        "Data per": bahasa.tanggal(data_date),
        "Mode": "kerja (memuat nama: kirim hanya kepada puskesmasnya)"
        if kind.named
        else "tanpa nama",
    }


def plain(value: float) -> str:
    """A limit as it is: 0,015 · 1,3 · 50."""
    return bahasa.KOSONG if pd.isna(value) else f"{value:g}".replace(".", ",")
