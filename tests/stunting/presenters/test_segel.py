"""Seals in words."""

from datetime import date

import pandas as pd
import pytest

from stunting.presenters import segel

WHEN = pd.Timestamp(2026, 1, 12, 9, 30)


def cycles(*rows: dict) -> pd.DataFrame:
    default = {
        "siklus": "2025-S2",
        "selesai": pd.Timestamp(2025, 12, 31),
        "data_terakhir": pd.Timestamp(2025, 11, 3),
        "diukur": 3120,
        "sasaran": 4000,
        "ditolak": 0,
        "revisi": None,
        "waktu": pd.NaT,
        "oleh": None,
        "hash": None,
        "versi_rumus": None,
        "versi_kode": None,
        "terkunci": False,
        "kecamatan": 0,
        "rumus": False,
    }
    return pd.DataFrame([default | row for row in rows], columns=list(default))


SEALED = {
    "revisi": 0,
    "waktu": WHEN,
    "oleh": "siti",
    "hash": "a" * 64,
    "versi_rumus": "b" * 64,
    "versi_kode": "0.1.0",
    "terkunci": True,
}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Belum ada siklus berdata untuk Kota Pekalongan."),
        ([{}], "Belum ada siklus Kota Pekalongan yang disegel."),
        (
            [SEALED],
            "1 siklus Kota Pekalongan tersegel, sampai Semester II 2025; tidak ada data susulan.",
        ),
        (
            [SEALED | {"kecamatan": 3}],
            (
                "1 siklus Kota Pekalongan tersegel, sampai Semester II 2025; data susulan mengubah "
                "Semester II 2025."
            ),
        ),
    ],
)
def test_the_heading(rows, said):
    assert segel.headline(cycles(*rows), "Kota Pekalongan") == said


def test_a_row_says_who_when_by_which_formulas_and_what_waits():
    (row,) = segel.overview(cycles(SEALED | {"revisi": 2, "kecamatan": 3, "rumus": True})).to_dict(
        "records"
    )
    assert row == {
        "siklus": "Semester II 2025",
        "keadaan": "Revisi 2 (12 Januari 2026)",
        "oleh": "siti",
        "data_terakhir": "3 Nov 2025",
        "cakupan": "3.120 dari 4.000",
        "ditolak": 0,
        "susulan": "3 kecamatan, rumus berubah",
        "sidik": "a" * 12,
        "rumus_versi": "0.1.0 · bbbbbbbb",
    }
    (row,) = segel.overview(cycles({"diukur": None, "sasaran": None})).to_dict("records")
    assert (row["keadaan"], row["cakupan"], row["sidik"]) == ("belum disegel", "t.a.", "t.a.")
    (row,) = segel.overview(cycles({"terkunci": True, "kecamatan": 2})).to_dict("records")
    assert (row["keadaan"], row["susulan"]) == ("tersegel tanpa data", "2 kecamatan")


def test_what_to_think_of_before_sealing():
    rows = cycles({"ditolak": 12}, {"siklus": "2025-S1"}, {"siklus": "2024-S2"} | SEALED)
    said = segel.warnings(rows.iloc[0], rows, date(2025, 12, 31))
    assert said[0].startswith("Semester II 2025 berakhir 31 Desember 2025")
    assert said[1].startswith("12 baris ditolak")
    assert said[2] == "Ikut disegel: Semester I 2025."
    assert segel.warnings(cycles({}).iloc[0], cycles({}), date(2026, 1, 1)) == []


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"revisi": None, "waktu": pd.NaT}, ""),
        ({}, "Angka Semester II 2025 disegel 12 Januari 2026."),
        ({"revisi": 1}, "Angka Semester II 2025 disegel 12 Januari 2026 (revisi 1)."),
        (
            {"kecamatan": 3},
            (
                "Angka Semester II 2025 disegel 12 Januari 2026; data susulan sesudahnya mengubah 3 "
                "kecamatan, lihat Segel siklus."
            ),
        ),
        (
            {"kecamatan": 3, "rumus": True},
            (
                "Angka Semester II 2025 disegel 12 Januari 2026; rumus yang berubah mengubah 3 kecamatan, "
                "lihat Segel siklus."
            ),
        ),
    ],
)
def test_the_note_under_the_figures(about, said):
    row = pd.Series({"revisi": 0, "waktu": WHEN, "kecamatan": 0, "rumus": False} | about)
    assert segel.note("2025-S2", row) == said


def test_after_an_import_it_is_said_where_late_data_wait():
    rows = cycles(SEALED | {"kecamatan": 2}, {"siklus": "2025-S1"} | SEALED | {"kecamatan": 1})
    assert segel.waiting(rows) == (
        "Data susulan menunggu pada siklus tersegel (Semester I 2025 dan Semester II 2025); lihat Segel "
        "siklus."
    )
    assert segel.waiting(cycles(SEALED)) == ""


def test_the_proof_can_be_copied_whole():
    row = cycles(SEALED).assign(tanggal_data=pd.Timestamp(2025, 11, 3)).iloc[0]
    assert segel.proof(row) == (
        f"Sidik (SHA-256): {'a' * 64}. Rumus 0.1.0 · bbbbbbbb. Data sampai 3 November 2025. Dicocokkan "
        "oleh: python -m stunting check."
    )


def test_a_figure_that_was_not_there_has_words():
    rows = pd.DataFrame(
        {
            "tersegel_pembilang": [None, 5],
            "tersegel_penyebut": [None, 15],
            "kini_pembilang": [1, 6],
            "kini_penyebut": [2, 16],
        }
    ).astype("Int64")
    found = segel.differences(rows)
    assert found["tersegel"].tolist() == ["belum ada angka", "5 dari 15"]
    assert found["kini"].tolist() == ["1 dari 2", "6 dari 16"]
