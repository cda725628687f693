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


def test_kecamatan_side_by_side_hide_what_the_total_would_give_away():
    rows = pd.DataFrame(
        [
            (kode, arus, jumlah)
            for kode, new in (("33.75.01", 3), ("33.75.02", 20), ("33.75.03", 30))
            for arus, jumlah in (("awal", 50), ("tetap", 50), ("baru", new), ("akhir", 50 + new))
        ],
        columns=["kode", "arus", "jumlah"],
    )
    names = pd.Series({"33.75.01": "Barat", "33.75.02": "Timur", "33.75.03": "Utara"})

    table = neraca.by_kecamatan(rows, names, 5)

    # Barat has three, Timur shields it
    assert table["baru"].tolist() == [pd.NA, pd.NA, 30]
    assert neraca.by_kecamatan(rows, names, None)["baru"].tolist() == [3, 20, 30]
