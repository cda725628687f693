"""Two records in words: what is the same, what differs, what nobody wrote down."""

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd

from stunting.identity.decisions import BERBEDA, SAMA, Decision
from stunting.presenters import serupa

PAIR = pd.Series(
    {
        "orang_a": "A",
        "orang_b": "B",
        **{"nama_a": "ANAK SATU", "nama_b": "Anak Satu", "ibu_a": "SITI", "ibu_b": "SITTI"},
        **{"lahir_a": date(2024, 3, 4), "lahir_b": date(2024, 4, 3), "jk_a": "L", "jk_b": "L"},
        **{"nik_a": None, "nik_b": "990000••••••0001", "desa_a": "Medono", "desa_b": "Medono"},
        **{"posyandu_a": "Melati", "posyandu_b": "Mawar", "rt_a": None, "rt_b": None},
        "tanggal_a": np.array(["2026-02-10", "2025-08-10"], dtype="datetime64[us]"),
        "tanggal_b": None,
        "bb_a": np.ma.masked_array([9.8, 0.0], mask=[False, True]),
        "bb_b": None,
        "tb_a": np.ma.masked_array([79.5, 0.0], mask=[False, True]),
        "tb_b": None,
    }
)


def test_both_records_line_by_line():
    table = serupa.side_by_side(PAIR).set_index("apa")
    assert table["banding"].to_dict() == {
        "Nama anak": "sama",  # capital letters are no difference
        "Nama orang tua": "berbeda",
        "Tanggal lahir": "berbeda",
        "Jenis kelamin": "sama",
        "NIK": "",  # one of them is not known
        "Desa/kelurahan": "sama",
        "Posyandu": "berbeda",
        "RT/RW": "",
        "Pengukuran terakhir": "",
        "Sebelumnya": "",
    }
    assert table.loc["Tanggal lahir", ["satu", "dua"]].tolist() == ["4 Maret 2024", "3 April 2024"]
    assert table.loc["NIK", "satu"] == "tidak tercatat"
    assert table.loc["Pengukuran terakhir", ["satu", "dua"]].tolist() == [
        "10 Feb 2026; 9,8 kg; 79,5 cm",
        "tidak ada",
    ]
    assert table.loc["Sebelumnya", "satu"] == "10 Agu 2025"


def test_the_heading_says_what_is_left():
    assert serupa.headline(17, "Kota Pekalongan").startswith("17 pasang catatan di Kota Pekalongan")
    assert serupa.headline(0, "Kota Pekalongan", decided=3).startswith("Semua pasangan")
    assert serupa.headline(0, "Kota Pekalongan").startswith("Tidak ada anak serupa")


def test_the_history_is_newest_first_and_leaves_out_other_areas():
    rows = pd.DataFrame(
        {
            "orang_a": ["A", "B"],
            "orang_b": ["B", "C"],
            "nama_a": ["SATU", "DUA"],
            "nama_b": ["SATU S", "TIGA"],
            "desa_a": ["Medono", "Klego"],
        }
    )
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    standing = {
        ("A", "B"): Decision(SAMA, at, "siti", 1),
        ("X", "Y"): Decision(SAMA, at, "siti", 2),  # elsewhere
        ("B", "C"): Decision(BERBEDA, at, "budi", 3),
    }
    assert serupa.history(rows, standing) == [
        (("B", "C"), "DUA dan TIGA, Klego: anak berbeda (budi, 1 Jul 2026)"),
        (("A", "B"), "SATU dan SATU S, Medono: anak yang sama (siti, 1 Jul 2026)"),
    ]


def test_the_summary_follows_the_chosen_kecamatan():
    counts = pd.DataFrame({"kode_kecamatan": ["1", "2"], "menunggu": [3, 4]})
    assert serupa.summary(counts, None)["menunggu"].sum() == 7
    assert serupa.summary(counts, "2")["menunggu"].tolist() == [4]
