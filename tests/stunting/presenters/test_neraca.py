"""The ledger in words, and what mode tayang may see of it."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from stunting.presenters import neraca
from stunting.presenters.neraca import KELUAR, MASUK

AREA = {
    "awal": 120,
    "tetap": 42,
    "tidak_lagi": 36,
    "tidak_diukur_ulang": 30,
    "lewat_umur": 12,
    "baru": 43,
    "kembali": 15,
    "akhir": 100,
    "diukur": 800,
}


def test_the_sentence_can_be_read_aloud():
    assert neraca.headline(AREA, "Pacet", "balita 0-59 bulan") == (
        "Dari 120 balita 0-59 bulan yang stunting siklus lalu di Pacet, 36 tidak lagi stunting dan 30 tidak "
        "diukur ulang; 43 kasus baru tercatat. Sekarang 100 stunting."
    )
    assert neraca.arithmetic(AREA) == (
        "120 siklus lalu − 36 tidak lagi stunting − 12 lewat umur − 30 tidak diukur ulang + 43 kasus baru "
        "tercatat + 15 diukur lagi, masih stunting = 100 sekarang."
    )


def test_absence_says_how_far_the_rate_could_be_its_effect():
    # 100 of 800; with the 30 unknown among the measured (100 + 30) / 830 or 100 / 830
    assert neraca.absence(AREA) == (
        "Angka sekarang 12,5\u00a0% dari yang diukur. Bila semua 30 anak yang belum diketahui masih "
        "stunting, 15,7\u00a0%; bila tidak satu pun, 12,0\u00a0%."
    )
    assert neraca.absence(AREA | {"tidak_diukur_ulang": 0}) == ""
    assert neraca.absence(None) == ""


def test_few_leave_together():
    shown = neraca.protected(AREA | {"meninggal": 1, "lewat_umur": 11}, 5)
    # the one who died is hidden among those past the age range
    assert shown["keluar_lain"] == 12
    assert not {"meninggal", "lewat_umur"} & set(shown)
    assert (shown["tidak_lagi"], shown["baru"]) == (36, 43)


def test_a_few_stunted_are_not_shown_at_all():
    assert neraca.protected(AREA | {"akhir": 3}, 5) is None
    assert neraca.protected(AREA | {"awal": 4}, 5) is None
    # one single way in of two children: nothing to hide it in
    alone = {"awal": 20, "tetap": 20, "baru": 2, "akhir": 22, "diukur": 90}
    assert neraca.protected(alone, 5) is None
    assert neraca.headline(None, "Pacet", "balita 0-59 bulan").endswith(
        "disembunyikan (angka kecil)."
    )


def test_merged_words_do_not_pretend():
    area = {"awal": 59, "tetap": 36, "keluar_lain": 23, "masuk_lain": 27, "akhir": 63, "diukur": 90}
    assert neraca.headline(area, "Pacet", "balita 0-59 bulan") == (
        "Dari 59 balita 0-59 bulan yang stunting siklus lalu di Pacet, 36 tetap stunting dan 23 keluar dari "
        "catatan. Sekarang 63 stunting."
    )
    figures = neraca.key_figures(area)
    assert [figure.counts for figure in figures][1:3] == [
        "disembunyikan (angka kecil)",
        "rinciannya sebagian disembunyikan (angka kecil)",
    ]


counts = st.integers(0, 12)
ways = st.fixed_dictionaries(
    {name: counts for name in (*MASUK, *KELUAR) if not name.endswith("_lain")}
)


@given(ways, st.integers(0, 40), st.integers(0, 60))
def test_what_is_shown_closes_and_shows_no_few(flows, stay, well):
    area = {name: count for name, count in flows.items() if count} | {"tetap": stay}
    area["awal"] = stay + sum(area.get(each, 0) for each in KELUAR)
    area["akhir"] = stay + sum(area.get(each, 0) for each in MASUK)
    area["diukur"] = area["akhir"] + well

    shown = neraca.protected(area, 5)

    if shown is None:
        return
    out = sum(shown.get(each, 0) for each in KELUAR)
    into = sum(shown.get(each, 0) for each in MASUK)
    assert shown["awal"] - out == shown["tetap"] == shown["akhir"] - into
    assert not [name for name, count in shown.items() if 0 < count < 5]


NAMES = pd.Series({"33.75.01": "Barat", "33.75.02": "Timur", "33.75.03": "Utara"})


def ledgers_of(**news: tuple[int, ...]) -> pd.DataFrame:
    """Rows of three kecamatan whose flows are given; awal is 50 more than what left."""
    rows = []
    for place, kode in enumerate(NAMES.index):
        area = {name: each[place] for name, each in news.items()}
        area["tetap"] = 50
        area["awal"] = 50 + sum(area.get(each, 0) for each in KELUAR)
        area["akhir"] = 50 + sum(area.get(each, 0) for each in MASUK)
        rows += [(kode, name, count) for name, count in area.items() if count]
    return pd.DataFrame(rows, columns=["kode", "arus", "jumlah"])


def cells(rows: pd.DataFrame, **printed: set[str]) -> tuple[pd.DataFrame, pd.Series]:
    return neraca.hidden(neraca.side_by_side(rows, NAMES), None, printed, 5)


def test_kecamatan_side_by_side_hide_what_rows_and_columns_would_give_away():
    gone, drawn = cells(
        ledgers_of(tidak_lagi=(3, 20, 30), tidak_diukur_ulang=(10, 11, 12), baru=(9, 8, 7))
    )
    # Barat's three go with its ten not measured again; Timur shields both columns
    assert gone["tidak_lagi"].tolist() == [True, True, False]
    assert gone["tidak_diukur_ulang"].tolist() == [True, True, False]
    assert not gone["baru"].any()
    assert drawn.tolist() == [True, True, True]


def test_the_drawn_flows_of_a_kecamatan_close_and_hold_what_is_hidden_as_one():
    rows = ledgers_of(tidak_lagi=(3, 20, 30), tidak_diukur_ulang=(10, 11, 12), baru=(9, 8, 7))
    table = neraca.side_by_side(rows, NAMES)
    gone, _ = neraca.hidden(table, None, {}, 5)
    area = neraca.merged(table.loc["33.75.01"], gone.loc["33.75.01"])
    assert area == {"awal": 63, "tetap": 50, "keluar_lain": 13, "baru": 9, "akhir": 59, "diukur": 0}


def test_what_another_page_hides_is_hidden_here_too():
    rows = ledgers_of(baru=(9, 8, 7), kambuh=(6, 6, 6), tidak_lagi=(9, 9, 9))
    gone, _ = cells(rows)
    assert not gone.any(axis=None)
    gone, _ = cells(rows, baru={"33.75.01", "33.75.02"}, akhir={"33.75.03"})
    assert gone["baru"].tolist() == [True, True, False]
    assert gone["masuk_sisa"].tolist() == [True, True, False]
    assert gone["akhir"].tolist() == [False, False, True]


def test_new_cases_that_another_page_prints_shield_nothing():
    """Three other ways in beside nine new cases that the map prints: the balance would give them away."""
    gone, drawn = cells(ledgers_of(baru=(9, 8, 7), kambuh=(3, 9, 9), tidak_lagi=(9, 9, 9)))
    assert not gone["baru"].any()
    assert gone["masuk_sisa"].tolist() == [True, True, False]
    assert gone["tidak_lagi"].tolist() == [True, True, False]
    assert drawn.tolist() == [False, False, True]


def test_baduta_are_hidden_where_the_rest_of_balita_would_be_few():
    baduta = neraca.side_by_side(ledgers_of(baru=(9, 8, 7), tidak_lagi=(20, 20, 20)), NAMES)
    balita = neraca.side_by_side(ledgers_of(baru=(12, 18, 17), tidak_lagi=(40, 40, 40)), NAMES)
    gone, _ = neraca.hidden(baduta, balita, {}, 5)
    assert gone.loc["33.75.01", "baru"]


def test_the_district_merges_what_two_age_ranges_would_give_away():
    balita = AREA | {"tidak_lagi": 38, "awal": 122}
    shown = neraca.protected(AREA, 5, balita)
    assert shown is None or "tidak_lagi" not in shown
