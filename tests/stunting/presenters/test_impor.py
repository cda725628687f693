"""Impor: what a file holds and what became of its rows, in words."""

from datetime import date

import pandas as pd
import pytest

from stunting.imports.findings import PERINGATAN, TOLAK, Finding
from stunting.imports.report import FileReport, failed
from stunting.presenters import impor


def report(accepted: int = 0, refused: int = 0, unchanged: int = 0, **more) -> FileReport:
    return FileReport(
        "berkas.csv",
        "eppgbm_kini",
        "e-PPGBM 2025-2026",
        rows_read=accepted + refused + unchanged,
        accepted=accepted,
        refused=refused,
        unchanged=unchanged,
        **more,
    )


@pytest.mark.parametrize(
    ("given", "done", "said"),
    [
        (report(412, 3), False, "412 baris dapat dimasukkan; 3 ditolak dan akan dikembalikan"),
        (
            report(412, 3),
            True,
            "412 baris sudah masuk; 3 ditolak dan dikembalikan untuk diperbaiki.",
        ),
        (report(1412), False, "1.412 baris dapat dimasukkan."),
        (report(unchanged=20), False, "Semua baris sudah ada di data; tidak ada yang perlu"),
        (report(refused=4), False, "Tidak ada baris yang dapat diterima."),
        (report(), False, "Berkas ini tidak berisi satu baris data pun."),
        (failed("x.csv", "tidak_terbaca", "Berkas x.csv rusak."), False, "Berkas x.csv rusak."),
    ],
)
def test_the_verdict(given, done, said):
    assert impor.verdict(given, done=done).startswith(said)


def test_the_four_counts_add_up_and_say_which_layout_and_days():
    given = report(10, 2, 3, first_date=date(2026, 2, 1), last_date=date(2026, 8, 28))
    found = impor.figures(given)
    assert [(each.label, each.value) for each in found] == [
        ("Dibaca", "15"),
        ("Diterima", "10"),
        ("Ditolak", "2"),
        ("Tidak berubah", "3"),
    ]
    assert found[0].counts == "e-PPGBM 2025-2026"
    assert found[1].counts == "1 Feb 2026 – 28 Agu 2026"
    assert impor.figures(report())[1].counts == ""


HISTORY = pd.DataFrame(
    {
        "waktu": [pd.Timestamp("2026-07-15 08:00")],
        "file": ["eppgbm-feb.csv"],
        "accepted": [3120],
        "refused": [3],
    }
)


@pytest.mark.parametrize(
    ("history", "contoh", "said"),
    [
        (HISTORY, True, "Coba berkas Anda di sini"),
        (HISTORY.iloc[0:0], False, "Belum ada data."),
        (
            HISTORY,
            False,
            "Impor terakhir 15 Juli 2026: eppgbm-feb.csv, 3.120 baris diterima, 3 ditolak.",
        ),
    ],
)
def test_the_headline(history, contoh, said):
    assert impor.headline(history, contoh=contoh).startswith(said)


FINDINGS = [
    Finding("Sheet1", 9, "Berat", "10,0", "x", PERINGATAN, "Berat tidak lazim."),
    Finding("Sheet1", 7, "Tgl Lahir", None, "y", TOLAK, "Tanggal lahir kosong."),
    Finding("Sheet1", 3, "Tgl Lahir", None, "y", TOLAK, "Tanggal lahir kosong."),
    Finding(None, None, None, None, "z", PERINGATAN, "Kolom tidak dikenal dilewati."),
]


def test_findings_stand_refused_first_in_the_order_of_the_file():
    table = impor.findings(report(findings=FINDINGS))
    assert table["level"].tolist() == ["Ditolak", "Ditolak", "Peringatan", "Peringatan"]
    assert table["row"].tolist()[:2] == [3, 7]
    assert table["value"].tolist()[0] == ""  # an empty cell, not "None"
    assert table["sheet"].tolist()[2] == ""  # about the file as a whole


def test_reasons_are_counted_most_frequent_first():
    counted = impor.by_rule(report(findings=FINDINGS))
    assert counted.iloc[0].tolist() == ["Ditolak", "Tanggal lahir kosong.", 2]
    assert counted["jumlah"].sum() == len(FINDINGS)


def test_no_finding_is_an_empty_table():
    assert impor.findings(report(3)).empty
    assert impor.by_rule(report(3)).empty
