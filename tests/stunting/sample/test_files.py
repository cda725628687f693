"""Exports as the field sends them: header verbatim, ages in words, the usual liberties."""

import csv

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from stunting.sample import files, story

KINI = (
    "No, NIK, Nama, JK, Tgl Lahir, BB Lahir, TB Lahir, Nama Ortu, Prov, Kab/Kota, Kec, Pukesmas, Desa/Kel, "
    "Posyandu, RT, RW, Alamat, Usia Saat Ukur, Tanggal Pengukuran, Berat, Tinggi, Cara Ukur, LiLA, BB/U, "
    "ZS BB/U, TB/U, ZS TB/U, BB/TB, ZS BB/TB, Naik Berat Badan, Jml Vit A, KPSP, KIA, Kelas Ibu Balita, MBG, "
    "Detail"
).split(", ")
LAMA = (
    "NIK, Nama, JK, Tgl Lahir, BB Lahir, TB Lahir, Nama Ortu, Prov, Kab/Kota, Kec, Pukesmas, Desa/Kel, "
    "Posyandu, RT, RW, Alamat, Usia Saat Ukur, Tanggal Pengukuran, Berat, Tinggi, LiLA, BB/U, ZS BB/U, "
    "TB/U, ZS TB/U, BB/TB, ZS BB/TB, Naik Berat Badan, PMT Diterima (kg), Jml Vit A, KPSP, KIA"
).split(", ")


@pytest.mark.parametrize(("layout", "header"), [("kini", KINI), ("lama", LAMA)])
def test_csv_has_the_header_of_its_layout_and_every_row(frames, tmp_path, layout, header):
    path = tmp_path / "ekspor.csv"
    count = files.write_eppgbm(frames, path, layout=layout, rows=50)
    assert count == 50
    with open(path, encoding="utf-8", newline="") as file:
        first, *rows = csv.reader(file)
    assert first == header
    assert [len(row) for row in rows] == [len(header)] * 50


def test_a_child_of_the_story_in_words(frames, tmp_path):
    own = {"pengukuran": frames["pengukuran"].query("nik == @story.NIK_ANAK")}
    files.write_eppgbm(own, tmp_path / "a.csv")
    row = pd.read_csv(tmp_path / "a.csv", dtype=str).iloc[0]
    assert row["NIK"] == story.NIK_ANAK
    assert row["Tgl Lahir"] == "2025-05-14"
    assert row["BB Lahir"] == "3.2"
    assert row["Prov"] == "Jawa Tengah"
    assert row["Kab/Kota"] == "Kota Pekalongan"
    assert row["Kec"] == "Pekalongan Timur"
    assert row["Usia Saat Ukur"].startswith("0 Tahun - 2 Bulan - ") or row[
        "Usia Saat Ukur"
    ].startswith("0 Tahun - 3 Bulan - ")
    assert row["TB/U"] == "Normal"


def test_messy_file_takes_the_liberties_of_the_field(frames, tmp_path):
    path = tmp_path / "berantakan.csv"
    files.write_eppgbm(
        frames, path, layout="lama", messy=True, masked=True, kabkota="33.75", rows=20
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with open(path, encoding="utf-8-sig", newline="") as file:
        title, header, *rows = csv.reader(file, delimiter=";")
    assert len(title) == 1
    assert header == LAMA
    row = dict(zip(header, rows[0], strict=True))
    assert row["Kab/Kota"] == "KOTA PEKALONGAN"
    assert row["Tgl Lahir"][2] == row["Tgl Lahir"][5] == "/"
    assert "," in row["Berat"]
    assert {dict(zip(header, each, strict=True))["NIK"] for each in rows} <= {
        "99337***********",
        "-",
    }


def test_workbook_holds_the_same_cells(frames, tmp_path):
    files.write_eppgbm(frames, tmp_path / "a.xlsx", rows=30)
    files.write_eppgbm(frames, tmp_path / "a.csv", rows=30)
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    assert rows[0] == expected[0]
    assert len(rows) == len(expected) == 31
    place = KINI.index("Berat")
    assert [row[place] for row in rows[1:]] == [float(row[place]) for row in expected[1:]]
    assert [row[1] for row in rows] == [row[1] for row in expected]


def test_clean_leaves_out_what_an_import_refuses(frames, tmp_path):
    files.write_eppgbm(frames, tmp_path / "a.csv", clean=True)
    rows = pd.read_csv(tmp_path / "a.csv", na_values=["-"])
    assert rows["JK"].isin(("L", "P")).all()
    assert (rows["Berat"] < 100).all()
    assert (pd.to_datetime(rows["Tanggal Pengukuran"]) >= pd.to_datetime(rows["Tgl Lahir"])).all()


def test_more_rows_than_there_are_is_an_error(frames, tmp_path):
    with pytest.raises(ValueError, match="rows wanted"):
        files.write_eppgbm(frames, tmp_path / "a.csv", rows=10_000_000)


@pytest.mark.parametrize(
    ("born", "measured", "words"),
    [
        ("2024-01-31", "2024-01-31", "0 Tahun - 0 Bulan - 0 Hari"),
        ("2023-11-05", "2026-02-15", "2 Tahun - 3 Bulan - 10 Hari"),
        ("2024-08-20", "2026-02-19", "1 Tahun - 5 Bulan - 30 Hari"),
        ("2026-02-10", "2026-02-01", "-"),
    ],
)
def test_age_in_words(born, measured, words):
    assert (
        files.age_text(pd.Series([pd.Timestamp(born)]), pd.Series([pd.Timestamp(measured)]))[0]
        == words
    )


@pytest.mark.parametrize(
    ("column", "z", "status"),
    [
        ("TB/U", -3.01, "Sangat Pendek"),
        ("TB/U", -3.0, "Pendek"),
        ("TB/U", -2.0, "Normal"),
        ("TB/U", 3.0, "Normal"),
        ("TB/U", 3.01, "Tinggi"),
        ("BB/U", 1.0, "Berat Badan Normal"),
        ("BB/U", 1.01, "Risiko Lebih"),
        ("BB/TB", -2.01, "Gizi Kurang"),
        ("BB/TB", 2.0, "Risiko Gizi Lebih"),
        ("BB/TB", 3.5, "Obesitas"),
    ],
)
def test_status_follows_the_z_score(frames, column, z, status):
    rows = frames["pengukuran"].head(1).copy()
    rows[["z_tbu_sumber", "z_bbu_sumber", "z_bbtb_sumber"]] = z
    table = files.export_table(rows, layout="kini", messy=False, masked=False)
    assert table[column].tolist() == [status]
