"""Rapor: every cell against its district, at the level that many cells ask for."""

import pandas as pd
import pytest

from stunting.charts import rapor as picture
from stunting.presenters import rapor
from stunting.stats import claims, tiers
from stunting.stats.tiers import DISEMBUNYIKAN, LEVEL, RENDAH, SETARA, TANPA_DATA, TINGGI

NAMES = pd.Series({"99.01.01": "Ara", "99.01.02": "Beru", "99.01.03": "Cemara"}).rename_axis(
    "kode_kecamatan"
)
INDIKATOR = pd.DataFrame(
    {
        "indikator": ["stunting_balita", "cakupan_ukur_balita", "anemia_bumil", "kek_catin"],
        "kelompok": ["balita", "balita", "bumil", "catin"],
        "nama_pendek": ["Stunting", "Diukur", "Anemia", "KEK"],
        "arah": ["turun_baik", "naik_baik", "turun_baik", "turun_baik"],
    }
)


def rows(**counts: tuple) -> pd.DataFrame:
    """indikator -> (pembilang, penyebut) of Ara, Beru, Cemara; None: no row."""
    found = [
        (kode, name, pair[0], pair[1])
        for name, pairs in counts.items()
        for kode, pair in zip(NAMES.index, pairs, strict=True)
        if pair
    ]
    frame = pd.DataFrame(found, columns=["kode", "indikator", "pembilang", "penyebut"])
    return frame.astype({"pembilang": "Int64", "penyebut": "Int64"})


SOME = rows(
    stunting_balita=[(150, 400), (60, 400), (58, 400)],
    cakupan_ukur_balita=[(400, 410), (200, 400), (380, 400)],
    anemia_bumil=[(3, 40), (12, 60), None],
)


def cells(hide_small: bool = False, of: pd.DataFrame = SOME) -> pd.DataFrame:
    return rapor.cells(of, INDIKATOR, NAMES, "stunting_balita", hide_small=hide_small, threshold=5)


def one(table: pd.DataFrame, kecamatan: str, kode: str) -> pd.Series:
    return table[(table["nama"] == kecamatan) & (table["kode"] == kode)].iloc[0]


def test_every_kecamatan_has_a_cell_in_the_order_of_life():
    table = cells()
    # not included: KEK of catin, of which the district has nothing
    assert table["kode"].drop_duplicates().tolist() == [
        "anemia_bumil", "stunting_balita", "cakupan_ukur_balita",
    ]  # fmt: skip
    assert len(table) == 9
    assert one(table, "Cemara", "anemia_bumil")["nilai"] == TANPA_DATA


@pytest.mark.parametrize(
    ("kecamatan", "kode", "tingkat", "nilai"),
    [
        ("Ara", "stunting_balita", TINGGI, tiers.PERLU),
        ("Beru", "stunting_balita", RENDAH, tiers.BAIK),
        ("Ara", "cakupan_ukur_balita", TINGGI, tiers.BAIK),  # more measured is better
        ("Beru", "cakupan_ukur_balita", RENDAH, tiers.PERLU),
        ("Ara", "anemia_bumil", SETARA, tiers.SAMA),
    ],
)
def test_what_higher_means_depends_on_the_indicator(kecamatan, kode, tingkat, nilai):
    cell = one(cells(), kecamatan, kode)
    assert (cell["tingkat"], cell["nilai"]) == (tingkat, nilai)


def test_small_cells_are_hidden_with_one_that_shields_them():
    table = cells(hide_small=True)
    hidden = table[table["nilai"] == DISEMBUNYIKAN]
    assert hidden[["kode", "nama"]].to_numpy().tolist() == [
        ["anemia_bumil", "Ara"], ["anemia_bumil", "Beru"],
    ]  # fmt: skip
    assert hidden["rasio"].isna().all()
    assert "3" not in picture.describe(table, "Kota X").replace("9 angka", "")


def test_the_indicator_of_the_meeting_is_judged_as_on_the_map_the_others_more_strictly():
    screen = claims.Screen("stunting_balita", kecamatan=18, beside=28)
    assert screen.tier("stunting_balita") == LEVEL
    assert screen.tier("anemia_bumil") == 1 - claims.SHARES[claims.TABLE] / (18 * 28)


def test_more_measured_than_expected_is_no_merit():
    over = rows(cakupan_ukur_balita=[(440, 400), (200, 400), (210, 400)])
    assert one(cells(of=over), "Ara", "cakupan_ukur_balita")["nilai"] == tiers.SAMA


def test_the_sentence():
    table = cells()
    assert rapor.headline(table, "Kota X") == (
        "Rapor Kota X: dari 8 angka, 2 perlu perhatian (Ara 1 dan Beru 1), 4 lebih baik dari kota, "
        "selebihnya setara."
    )
    assert rapor.headline(table, "Kota X", "99.01.02") == (
        "Rapor Beru: dari 3 angka, 1 perlu perhatian (Diukur), 1 lebih baik dari kota, selebihnya setara."
    )
    calm = cells(of=rows(stunting_balita=[(40, 200), (41, 200), (39, 200)]))
    assert rapor.headline(calm, "Kabupaten X") == (
        "Rapor Kabupaten X: 3 angka dibandingkan dengan kabupaten, semuanya setara (selisih belum "
        "meyakinkan)."
    )
    assert "belum ada angka" in rapor.headline(table.iloc[:0], "Kota X")


def test_colour_never_stands_alone():
    table = cells()
    drawn = picture.table(table, pd.Series(dtype=float), {}, nama="Kota X", chosen="99.01.02")
    heat = drawn.data[0]
    place = table["kode"].drop_duplicates().tolist().index("stunting_balita")
    assert [row[place] for row in heat.text] == ["·", "▲37,5", "▼15,0", "▼14,5"]
    assert len(drawn.layout.shapes) == 2  # between two groups, and around the chosen row
    assert heat.textfont.size >= 16


def test_the_workbook_has_percent_and_words():
    row = one(rapor.written(cells()), "Ara", "stunting_balita")
    assert row["rasio"] == 37.5
    assert (row["bawah"], row["atas"]) == (32.9, 42.3)
    assert row["kelompok"] == "Balita 0-59 bulan"
    assert row["tingkat"] == "lebih tinggi"
    assert row["nilai"] == "perlu perhatian"


@pytest.mark.parametrize("kecamatan", [4, 18, 27])
def test_all_rows_fit_on_a_projector(kecamatan):
    names = pd.Series({f"99.01.{each:02d}": f"Kec {each}" for each in range(1, kecamatan + 1)})
    counts = pd.DataFrame(
        {"kode": names.index, "indikator": "stunting_balita", "pembilang": 30, "penyebut": 200}
    )
    names = names.rename_axis("kode_kecamatan")
    table = rapor.cells(counts, INDIKATOR, names, "stunting_balita", hide_small=False, threshold=5)
    figure = picture.table(table, pd.Series(dtype=float), rapor.GROUPS, nama="Kabupaten X")
    assert figure.layout.height <= 840  # of 1080, with the bar, the heading and the legend above
    rows = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert rows / (kecamatan + 1) >= 20  # a line of text of 16 px
