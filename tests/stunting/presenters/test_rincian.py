"""What opens behind a clause: its own figures, in words, and nothing that is hidden."""

import pandas as pd
import pytest

from stunting.bahasa import NBSP
from stunting.presenters import rincian
from stunting.stats import rates

STUNTING = pd.Series(
    {
        "subjek": "Balita stunting",
        "dasar": "yang diukur",
        "pembilang": "balita di bawah -2 SD",
        "penyebut": "balita yang diukur",
    }
)


@pytest.fixture
def frame() -> pd.DataFrame:
    counts = pd.DataFrame(
        {
            "kode_kecamatan": ["99.01.01", "99.01.02", "99.01.03"],
            "nama": ["Ara", "Beru", "Cemara"],
            "pembilang": pd.array([120, 40, 45], dtype="Int64"),
            "penyebut": pd.array([350, 300, 290], dtype="Int64"),
        }
    )
    return rates.with_rates(counts)


@pytest.fixture
def district(frame) -> pd.Series:
    return rates.district(frame, "Kabupaten X", "99.01")


def test_a_rate_is_taken_apart_by_its_definitions(district):
    found = rincian.of_rate(STUNTING, district)
    assert found.kalimat == f"Balita stunting 205 dari 940 yang diukur (21,8{NBSP}%, 19,3–24,6)"
    assert found.angka == (
        "Pembilang (balita di bawah -2 SD): 205. Penyebut (balita yang diukur): 940. "
        f"205 : 940 = 21,8{NBSP}%; rentang 95{NBSP}% (Wilson) 19,3–24,6."
    )


def test_who_is_set_apart_stands_with_the_limits_of_its_size(frame, district):
    found = rincian.of_tiers(frame, district, "kabupaten")
    assert found.kalimat == "Ara lebih tinggi dari kabupaten, Beru lebih rendah, 1 kecamatan setara"
    assert (
        f"Ara 120 dari 350 (34,3{NBSP}%; 29,5–39,4), batas 15,1–28,9{NBSP}% untuk 350"
        in found.angka
    )
    assert f"1 kecamatan setara, 15,5–15,5{NBSP}%" in found.angka


def test_one_kecamatan_stands_beside_its_district(frame, district):
    found = rincian.of_place(frame.iloc[2], district, "kabupaten")
    assert found.kalimat.startswith("setara dengan kabupaten")
    assert f"Cemara 15,5{NBSP}%; Kabupaten 205 dari 940" in found.angka
    hidden = frame.iloc[2].copy()
    hidden[["pembilang", "penyebut", "rasio", "bawah", "atas"]] = float("nan")
    hidden["tingkat"] = "disembunyikan"
    assert rincian.of_place(hidden, district, "kabupaten").angka == "Angkanya tidak ditampilkan."


def test_a_change_stands_with_its_interval_and_whether_it_holds_nothing():
    fall = rincian.of_change((150, 1000), (300, 1000), "siklus lalu", 0.95)
    assert fall.kalimat == f"turun dari 30,0{NBSP}% (siklus lalu)"
    assert fall.angka.endswith(
        f"selisih −15,0 poin persen, rentang 95,00{NBSP}% −18,6 sampai −11,4, tidak memuat 0."
    )
    same = rincian.of_change((150, 1000), (155, 1000), "siklus lalu", 0.95)
    assert same.angka.endswith(", memuat 0.")
    other = rincian.of_change((90, 100), (80, 100), "siklus lalu", 0.95, same_rule=False)
    assert (
        other.angka
        == f"90 dari 100 (90,0{NBSP}%) dan 80 dari 100 (80,0{NBSP}%), menurut ambang yang berbeda."
    )
    none = rincian.of_change((90, 100), (None, None), "siklus lalu", 0.95)
    assert none.angka == "Salah satu angkanya tidak ada atau disembunyikan."
