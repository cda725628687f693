"""Peta's sentences and its panel: tiers and counts, and what is hidden, unmeasured or zero told apart."""

import pandas as pd

from stunting.imports.fields import KELOMPOK
from stunting.presenters import figures, peta

STUNTING = pd.Series({"subjek": "Balita 0-59 bulan stunting", "dasar": "yang diukur"})
NBSP = "\u00a0"


def kecamatan(*, hide_small: bool = False) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "kode_kecamatan": ["a", "b", "c", "d", "e", "f"],
            "nama": ["Ngoro", "Pacet", "Trawas", "Puri", "Sooko", "Gondang"],
            # Ngoro is high; Trawas small; Sooko not measured; Gondang shields Trawas
            "pembilang": [180, 190, 3, 150, None, 60],
            "penyebut": [600, 1300, 30, 1100, None, 400],
        }
    ).astype({"pembilang": "Int64", "penyebut": "Int64"})
    return figures.by_kecamatan(rows, hide_small=hide_small, threshold=5)


def test_the_headline_has_the_tiers_and_the_districts_own_rate():
    district = peta.district_row(kecamatan(), "Kabupaten Mojokerto", "35.16")
    assert (district["pembilang"], district["penyebut"]) == (180 + 190 + 3 + 150 + 60, 3430)
    said = peta.headline(STUNTING, kecamatan(), district, None)
    assert said.startswith("Ngoro lebih tinggi dari kabupaten")
    assert "1 kecamatan tidak ada data" in said
    assert f"583 dari 3.430 yang diukur (17,0{NBSP}%" in said
    assert said.endswith("Jumlah terbanyak di Pacet: 190 dari 1.300 yang diukur.")


def test_the_headline_without_anybody_measured():
    nobody = kecamatan().query("nama == 'Sooko'")
    district = peta.district_row(nobody, "Kota Pekalongan", "33.75")
    assert peta.headline(STUNTING, nobody, district, None) == (
        "Balita 0-59 bulan stunting: belum ada data pada siklus ini."
    )


def test_with_a_chosen_kecamatan_the_headline_begins_with_it():
    district = peta.district_row(kecamatan(), "Kabupaten Mojokerto", "35.16")
    said = peta.headline(STUNTING, kecamatan(), district, kecamatan().iloc[0])
    assert said.startswith("Ngoro: Balita 0-59 bulan stunting 180 dari 600 yang diukur (30,0")
    assert said.endswith(f"lebih tinggi dari kabupaten. Kabupaten: 17,0{NBSP}%.")


def test_a_small_district_gives_no_figure():
    rows = kecamatan(hide_small=True)
    district = peta.district_row(kecamatan().iloc[[2]], "Kota Pekalongan", "33.75")
    hidden = figures.whole(district, hide_small=True, threshold=5)
    said = peta.headline(STUNTING, rows, hidden, None)
    assert said == "Balita 0-59 bulan stunting di Kota Pekalongan: disembunyikan (angka kecil)."


def test_where_the_largest_number_is_need_not_be_where_the_rate_is_highest():
    assert peta.most(kecamatan(), STUNTING) == (
        "Jumlah terbanyak di Pacet: 190 dari 1.300 yang diukur."
    )
    assert peta.most(kecamatan().query("nama == 'Sooko'"), STUNTING) == ""


def test_the_panel_of_a_measured_hidden_and_unmeasured_kecamatan():
    said = {
        row["nama"]: peta.panel_sentence(STUNTING, row, "Kabupaten Mojokerto")
        for _, row in kecamatan(hide_small=True).iterrows()
    }
    assert said["Ngoro"].startswith("Ngoro: Balita 0-59 bulan stunting 180 dari 600 yang diukur (")
    assert said["Ngoro"].endswith("lebih tinggi dari kabupaten.")
    assert said["Trawas"] == "Trawas: disembunyikan di mode tayang (angka kecil)."
    # not small itself, so nothing may be said of how many there are
    assert said["Gondang"] == "Gondang: disembunyikan di mode tayang (angka kecil)."
    assert said["Sooko"] == "Sooko: tidak ada data pada siklus ini."


def test_desa_hidden_unmeasured_and_zero_are_three_different_words():
    rows = pd.DataFrame(
        {
            "nama": ["Satu", "Dua", "Tiga", "Empat", "Lima"],
            "pembilang": [
                20,
                3,
                0,
                None,
                12,
            ],  # Dua is small; Tiga counted zero; Empat did not report
            "penyebut": [90, 60, 50, None, 70],
        }
    ).astype({"pembilang": "Int64", "penyebut": "Int64"})
    table = peta.desa_table(figures.by_desa(rows, hide_small=True, threshold=5)).set_index("nama")
    assert table.loc["Satu"].tolist() == ["20 dari 90", f"22,2{NBSP}%"]
    assert table.loc["Dua"].tolist() == ["disembunyikan (angka kecil)", "t.a."]
    assert table.loc["Empat"].tolist() == ["belum ada laporan", "t.a."]
    everything = peta.desa_table(figures.by_desa(rows, hide_small=False, threshold=5))
    assert everything["jumlah"].tolist()[:3] == ["20 dari 90", "3 dari 60", "0 dari 50"]


def test_audited_cases_are_counted_and_never_a_percentage():
    cases = pd.DataFrame(
        {"kelompok": ["baduta", "baduta", "bumil"], "tahap": [2, 3, 2], "jumlah": [2, 1, 4]}
    )
    causes = pd.DataFrame(
        {
            "penyebab": ["Asap rokok", "Jamban", "Pola asuh", "Air"],
            "kasus": [5, 4, 2, 1],
            "kasus_semua": [7] * 4,
        }
    )
    first, second = peta.audit_lines(cases, causes, KELOMPOK)
    assert first == "Kasus yang diaudit: 3 baduta 0-23 bulan dan 4 ibu hamil."
    assert second.startswith(
        "Penyebab terbanyak: Asap rokok (5 dari 7 kasus), Jamban (4 dari 7 kasus), dan Pola asuh"
    )
    assert "Air" not in second  # only the first three
    assert "%" not in first + second


def test_no_audited_case_is_said():
    lines = peta.audit_lines(pd.DataFrame(columns=["kelompok", "jumlah"]), pd.DataFrame(), KELOMPOK)
    assert lines == ["Tidak ada kasus yang diaudit di kecamatan ini pada siklus ini."]
