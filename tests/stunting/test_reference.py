from pathlib import Path

import pandas as pd
import pytest

from stunting import reference


@pytest.fixture
def own(store_home: Path) -> Path:
    folder = store_home / "pengaturan"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("name", reference.KEYS)
def test_shipped_tables_have_unique_keys_and_no_empty_one(name):
    table = reference.table(name)
    keys = table[reference.KEYS[name]]
    assert len(table) > 0
    assert not keys.duplicated().any()
    assert keys.notna().all(axis=None)
    assert not keys.eq("").any(axis=None)


def test_codes_in_one_table_are_known_in_the_other():
    causes, offices = reference.table("penyebab"), reference.table("opd")
    needs, indicators = reference.table("bobot"), reference.table("indikator")
    assert set(causes["kode_opd"]) <= set(offices["kode_opd"])
    assert set(needs["kode_opd"]) <= set(offices["kode_opd"])
    assert set(needs["kode_penyebab"]) <= set(causes["kode_penyebab"])
    assert set(reference.table("target")["indikator"]) <= set(indicators["indikator"])
    assert (indicators["indikator"].str.rsplit("_", n=1).str[1] == indicators["kelompok"]).all()


def test_numbers_are_numbers_and_a_disputed_one_is_missing():
    survey = reference.table("survei")
    assert survey["nilai"].dtype == "Float64"
    assert survey["tahun"].dtype == "Int64"
    disputed = survey[(survey["kode_wilayah"] == "35.16") & (survey["tahun"] == 2023)]
    assert disputed["nilai"].isna().all()


def test_a_row_of_the_district_replaces_the_one_with_its_key_in_place(own):
    shipped = reference.table("bobot")
    (own / "bobot.csv").write_text(
        "kebutuhan,bobot,nama,alasan,kode_penyebab,kode_opd\n"
        "air,5,Air,tanpa air bersih,D1,PDAM\n"
        "listrik,1,Listrik,tanpa listrik,E1,DINSOS\n",
        encoding="utf-8",
    )
    table = reference.table("bobot")
    assert table["kebutuhan"].tolist() == [*shipped["kebutuhan"], "listrik"]
    row = table.set_index("kebutuhan").loc["air"]
    assert (row["bobot"], row["kode_opd"]) == (5.0, "PDAM")
    others = table[~table["kebutuhan"].isin(["air", "listrik"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        others, shipped[shipped["kebutuhan"] != "air"].reset_index(drop=True)
    )


def test_a_threshold_of_the_district_is_keyed_by_its_year(own):
    (own / "ambang.csv").write_text(
        "ambang,tahun_mulai,nilai,satuan,keterangan,sumber,keyakinan\n"
        "umur_catin,2025,21,tahun,,Perbup,A\n",
        encoding="utf-8",
    )
    table = reference.table("ambang")
    ages = table[table["ambang"] == "umur_catin"]
    assert list(zip(ages["tahun_mulai"], ages["nilai"], strict=True)) == [
        (2000, 20.0),
        (2025, 21.0),
    ]


@pytest.mark.parametrize(
    ("header", "why"),
    [("nama,bobot", "kolom kebutuhan tidak ada"), ("kebutuhan,bobt", "kolom bobt tidak dikenal")],
)
def test_a_file_of_the_district_with_wrong_columns_is_a_sentence(own, header, why):
    (own / "bobot.csv").write_text(f"{header}\nair,5\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"bobot\.csv: {why}"):
        reference.table("bobot")


def test_a_column_of_a_later_release_keeps_the_shipped_value(own):
    """A district's file written before causes had a flag: an upgrade must not stop at it."""
    shipped = reference.table("bobot").set_index("kebutuhan")
    (own / "bobot.csv").write_text("kebutuhan,bobot\nair,5\nlain,1\n", encoding="utf-8")
    found = reference.table("bobot").set_index("kebutuhan")
    assert found.loc["air", "bobot"] == 5
    assert found.loc["air", "nama"] == shipped.loc["air", "nama"]
    assert found.loc["lain", "nama"] == ""


def test_text_where_a_number_belongs_is_a_sentence(own):
    (own / "bobot.csv").write_text(
        "kebutuhan,bobot,nama,alasan,kode_penyebab,kode_opd\nair,lima,Air,x,D1,PDAM\n",
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=r"bobot\.csv: kolom bobot harus berisi angka"):
        reference.table("bobot")


def test_settings_are_text(own):
    assert reference.setting("bulan_timbang") == "2;8"
    (own / "setelan.csv").write_text("kunci,nilai,keterangan\nnama_tim,TP3S,\n", encoding="utf-8")
    assert reference.setting("nama_tim") == "TP3S"
    assert reference.setting("sel_kecil") == "5"


def test_an_unknown_table_is_a_key_error():
    with pytest.raises(KeyError):
        reference.table("tidak_ada")
