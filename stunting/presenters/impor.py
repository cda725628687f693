"""Impor: what a file holds, what would be refused and why, what has gone in."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.presenters.figures import KeyFigure

FINDING_LABELS = {
    "level": "Tingkat",
    "sheet": "Lembar",
    "row": "Baris",
    "column": "Kolom",
    "value": "Isi sel",
    "message": "Keterangan",
}
HISTORY_LABELS = {
    "waktu": "Waktu",
    "file": "Berkas",
    "rows_read": "Dibaca",
    "accepted": "Diterima",
    "refused": "Ditolak",
    "unchanged": "Tidak berubah",
}
DATE_QUESTION = "Di berkas ini 03/04/2026 berarti"
DAY_FIRST, MONTH_FIRST = "3 April 2026", "4 Maret 2026"
DESA_QUESTION = "Berkas ini daftar anak dari desa/kelurahan"
DESA_PLACEHOLDER = "Pilih desa/kelurahan"
_ASKED = {
    "urutan_tanggal_ambigu": (
        "Tanggal di berkas ini dapat dibaca dua cara dan isinya tidak menentukan yang mana. Pilih artinya di "
        "bawah; berkas lalu diperiksa lagi."
    ),
    "desa_berkas_tidak_disebut": (
        "Berkas ini tidak menyebut kecamatan dan desanya. Pilih desanya di bawah; berkas lalu diperiksa lagi."
    ),
}
GUESS_QUESTION = "Tebak satuan ukuran lahir (gram, milimeter) dari besarnya"
ROWS_PER_MEGABYTE = 3_000  # of an e-PPGBM CSV, which takes 300 to 330 bytes a row
SHOWN = 1_000  # findings on the page; a browser that gets hundreds of thousands stands still
_LEVEL = {"tolak": "Ditolak", "peringatan": "Peringatan"}


def headline(history: pd.DataFrame, *, contoh: bool) -> str:
    """What the store holds now and what to do."""
    if contoh:
        return "Coba berkas Anda di sini: isinya diperiksa, tidak ada yang disimpan ke data contoh."
    if history.empty:
        return "Belum ada data. Masukkan berkas e-PPGBM atau buku kerja yang pertama."
    last = history.iloc[0]
    return (
        f"Impor terakhir {bahasa.tanggal(last['waktu'])}: {last['file']}, "
        f"{bahasa.angka(last['accepted'])} baris diterima, {bahasa.angka(last['refused'])} ditolak."
    )


def upload_label(megabytes: int) -> str:
    """What may be dropped here and how large it may be, in files people know."""
    rows = bahasa.angka(megabytes * ROWS_PER_MEGABYTE // 100_000 * 100_000)
    return (
        "Berkas e-PPGBM, Verval KRS, Sigizi Kesga, buku kerja audit atau berkas lain (xlsx, xls, csv), "
        f"sampai {bahasa.angka(megabytes)} MB (sekitar {rows} baris CSV)"
    )


def verdict(report, *, done: bool) -> str:
    """What a preview or an import comes to, in one sentence."""
    if report.asks:
        return _ASKED[report.asks]
    if report.unknown_layout:
        return f"{report.error} Atau pilih sendiri arti tiap kolomnya di bawah ini."
    if report.error:
        return report.error
    if report.rows_read == 0:
        return "Berkas ini tidak berisi satu baris data pun."
    if report.accepted == 0 and report.refused == 0:
        return "Semua baris sudah ada di data; tidak ada yang perlu dimasukkan."
    if report.accepted == 0:
        return "Tidak ada baris yang dapat diterima. Perbaiki menurut daftar di bawah, lalu unggah lagi."
    verb = "sudah masuk" if done else "dapat dimasukkan"
    said = f"{bahasa.angka(report.accepted)} baris {verb}"
    if report.refused:
        said += (
            f"; {bahasa.angka(report.refused)} ditolak dan "
            f"{'dikembalikan' if done else 'akan dikembalikan'} untuk diperbaiki"
        )
    return said + "."


def guesses_units(report) -> bool:
    """Whether birth sizes of the file were read in another unit than the header says."""
    return any(each.rule == "satuan_ditebak" for each in report.findings)


def desa_names(rows: pd.DataFrame) -> dict[str, str]:
    """What the operator chooses from -> code: "Medono, Pekalongan Barat, Kota Pekalongan"."""
    names = rows["nama"] + ", " + rows["kecamatan"] + ", " + rows["kabkota"]
    return dict(zip(names, rows["kode"], strict=True))


def agreement(report) -> str:
    """How far the printed z-scores agree with ours; "" for a file without any."""
    return report.agreement.sentence() if report.agreement else ""


def figures(report) -> list[KeyFigure]:
    """The four counts of a report, as key figures."""
    return [
        KeyFigure("Dibaca", bahasa.angka(report.rows_read), report.layout_label or ""),
        KeyFigure("Diterima", bahasa.angka(report.accepted), _period(report)),
        KeyFigure("Ditolak", bahasa.angka(report.refused), "tidak masuk, dikembalikan"),
        KeyFigure("Tidak berubah", bahasa.angka(report.unchanged), "sudah ada di data"),
    ]


def _period(report) -> str:
    if report.first_date is None:
        return ""
    return f"{bahasa.tanggal_pendek(report.first_date)} – {bahasa.tanggal_pendek(report.last_date)}"


def findings(report) -> pd.DataFrame:
    """The first SHOWN findings of a report as a table, refused first."""
    order = {level: number for number, level in enumerate(_LEVEL)}
    listed = sorted(report.findings, key=lambda each: order[each.level])[:SHOWN]
    table = pd.DataFrame(
        [
            {
                "level": _LEVEL[each.level],
                "sheet": each.sheet or "",
                "row": each.row,
                "column": each.column or "",
                "value": "" if each.value is None else str(each.value),
                "message": each.message,
            }
            for each in listed
        ],
        columns=list(FINDING_LABELS),
    ).astype({"row": "Int64"})
    return table.sort_values(["level", "sheet", "row"], kind="stable", ignore_index=True)


def findings_title(report) -> str:
    """What the table of findings shows: all, or the first of very many."""
    if len(report.findings) + report.unlisted.total() <= SHOWN:
        return "Semua temuan, baris demi baris"
    return f"{bahasa.angka(SHOWN)} temuan pertama, baris demi baris"


def by_rule(report) -> pd.DataFrame:
    """How often each reason occurs: level, keterangan, jumlah."""
    rows = [(_LEVEL[level], message, n) for (_, level, message), n in report.reasons().items()]
    counted = pd.DataFrame(rows, columns=["level", "message", "jumlah"])
    return counted.sort_values(
        ["level", "jumlah"], ascending=[True, False], kind="stable", ignore_index=True
    )


RULE_LABELS = {"level": "Tingkat", "message": "Alasan", "jumlah": "Banyaknya"}
