"""The list of families: coded and coarse in mode tayang, named in mode kerja, small groups only counted."""

from datetime import date

import pandas as pd
import pytest

from stunting.presenters import keluarga

OPD = {"PERKIM": "Perkim", "DINSOS": "Dinsos", "PUSKESMAS": "Puskesmas"}
KNOWN = pd.DataFrame(
    {
        "kebutuhan": ["jamban", "miskin", "air"],
        "nama": ["Jamban layak", "Bantuan sosial", "Air minum layak"],
        "opd": ["Perkim", "Dinsos", "DPUPR"],
    }
)


def family(number: int, desa: str = "Sumberjati", **given: object) -> dict:
    return {
        "keluarga_id": f"k{number:03d}",
        "kecamatan": "Jatirejo",
        "kode_desa": f"35.16.01.{desa}",
        "desa": desa,
        "kelompok": ["baduta", "balita"],
        "kebutuhan": ["jamban"],
        "alasan": ["tanpa jamban"],
        "penyebab": ["D2"],
        "opd": ["PERKIM"],
        "bantuan": "belum_tercatat",
        "kunjungan_terakhir": pd.Timestamp(2026, 2, 17),
        "skor": 2.0,
    } | given


def families(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(family(0)))


SEVEN = families(
    *(family(number) for number in range(1, 6)),  # five families of Sumberjati
    family(6, "Gading", kelompok=["bumil"], kunjungan_terakhir=pd.NaT),  # alone in its desa
    family(7, "Gading", bantuan="diterima"),  # two are still fewer than five
)


def test_the_coded_list_names_a_desa_only_with_five_families_behind_it():
    table = keluarga.coded(SEVEN, OPD)
    assert table["desa"].tolist() == ["Sumberjati"] * 5 + ["(kurang dari 5 keluarga)"] * 2
    assert table["kecamatan"].unique().tolist() == ["Jatirejo"]


def test_the_coded_list_is_coarse():
    table = keluarga.coded(SEVEN, OPD)
    assert set(table) == set(keluarga.CODED_LABELS)
    first, sixth, last = table.iloc[0], table.iloc[5], table.iloc[6]
    assert first["kunjungan"] == "Februari 2026"  # the month, not the day
    assert sixth["kunjungan"] == "belum tercatat"
    assert first["kelompok"] == "Baduta 0-23 bulan"  # a baduta is a balita anyway
    assert sixth["kelompok"] == "Ibu hamil"
    assert first["bantuan"] == "Belum tercatat"
    assert last["bantuan"] == "Ya, sudah mendapat bantuan"
    assert first["opd"] == "Perkim"
    assert table["urut"].tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_a_family_without_a_member_of_a_group_is_a_couple():
    rows = families(*(family(number, kelompok=[]) for number in range(5)))
    assert set(keluarga.coded(rows, OPD)["kelompok"]) == {"PUS"}


@pytest.mark.parametrize("number", [0, 1, 4])
def test_fewer_than_five_families_are_not_listed(number):
    assert keluarga.coded(SEVEN.head(number), OPD).empty
    assert len(keluarga.coded(SEVEN.head(5), OPD)) == 5


def test_what_stands_where_the_list_would_be():
    assert keluarga.why_not_listed(SEVEN.head(0)).startswith("Tidak ada keluarga")
    assert keluarga.why_not_listed(SEVEN.head(3)).startswith("Kurang dari 5 keluarga")


IDENTITIES = pd.DataFrame(
    {
        "keluarga_id": ["k001", "k006"],
        "nama_kepala": ["KEPALA SATU", "KEPALA ENAM"],
        "no_kk": ["9800000000000001", "9800000000000006"],
        "alamat": ["Jl. Contoh 1", "Jl. Contoh 6"],
        "rt": ["01", "02"],
        "rw": ["03", "04"],
        "telepon": [None, "080000000006"],
    }
)


def test_the_named_list_has_every_desa_and_the_day_of_the_visit():
    table = keluarga.named(SEVEN, IDENTITIES, OPD).set_index("kode", drop=False)
    assert set(table) == set(keluarga.NAMED_LABELS)
    assert table.loc["k006", "nama_kepala"] == "KEPALA ENAM"
    assert table.loc["k006", "desa"] == "Gading"
    assert table.loc["k001", "kunjungan"] == "17 Feb 2026"
    assert pd.isna(
        table.loc["k002", "nama_kepala"]
    )  # a family nobody wrote a name for stays listed
    assert len(table) == len(SEVEN)
    assert len(keluarga.named(SEVEN.head(2), IDENTITIES, OPD)) == 2


def test_the_coded_list_has_no_column_of_the_identities():
    personal = set(IDENTITIES) - {"keluarga_id"}
    assert not personal & set(keluarga.coded(SEVEN, OPD))
    assert not personal & set(keluarga.CODED_LABELS)
    assert personal <= set(keluarga.NAMED_LABELS)


def test_the_headline_counts_families_without_latrine_and_aid():
    rows = families(
        *(family(number) for number in range(1, 7)),  # six wait
        family(7, bantuan="diterima"),  # has had aid
        family(8, bantuan="sudah_menerima"),  # has had aid of another kind
        family(9, kebutuhan=["air"]),  # has a latrine
        family(10, bantuan="diproses"),  # being processed is not received: it waits too
        *(family(number, kebutuhan=["air"]) for number in (11, 12)),  # have latrines
    )
    said = keluarga.headline(
        rows, "Kecamatan Jatirejo, Kabupaten Mojokerto", "Balita 0-59 bulan", kerja=False
    )
    assert said == (
        "Kecamatan Jatirejo, Kabupaten Mojokerto: 12 keluarga dengan balita 0-59 bulan punya kebutuhan "
        "yang tercatat; 7 di antaranya tanpa jamban layak dan belum menerima bantuan."
    )


def test_a_number_that_leaves_only_a_few_is_not_said_in_mode_tayang():
    rows = families(*(family(number) for number in range(1, 7)), family(7, kebutuhan=["air"]))
    words = (rows, "Kota Pekalongan", "Ibu hamil")
    assert "tanpa jamban" not in keluarga.headline(*words, kerja=False)
    assert "6 di antaranya tanpa jamban" in keluarga.headline(*words, kerja=True)


def test_small_numbers_are_not_said_in_mode_tayang():
    said = keluarga.headline(SEVEN.head(3), "Kota Pekalongan", "Ibu hamil", kerja=False)
    assert said.count("kurang dari 5") == 2
    assert "3" not in said
    assert "3 keluarga" in keluarga.headline(
        SEVEN.head(3), "Kota Pekalongan", "Ibu hamil", kerja=True
    )
    assert keluarga.headline(SEVEN.head(0), "Kota Pekalongan", "Ibu hamil", kerja=False).startswith(
        "Tidak ada keluarga"
    )


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (1, "kurang dari 5"), (4, "kurang dari 5"), (5, "5")]
)
def test_a_number_of_families_in_mode_tayang(number, said):
    assert keluarga.count(number, kerja=False) == said
    assert keluarga.count(number, kerja=True) == str(number)


NEEDY = families(
    *(family(number, kebutuhan=["jamban", "miskin"]) for number in range(6)),
    *(family(number, bantuan="diterima") for number in range(6, 12)),
    # jamban: 6 without, 6 with aid. miskin: 6 without and 2 in process, a small cell.
    *(family(number, kebutuhan=["miskin"], bantuan="diproses") for number in range(12, 14)),
    family(14, kebutuhan=["air"]),  # one family alone
)


def test_needs_are_counted_by_aid():
    table = keluarga.needs(NEEDY, KNOWN, kerja=True).set_index("kebutuhan")
    assert table.index.tolist() == ["jamban", "miskin", "air"]  # most frequent first
    assert table.loc["jamban", ["sudah", "diproses", "belum", "jumlah"]].tolist() == [6, 0, 6, 12]
    assert table.loc["miskin", ["sudah", "diproses", "belum", "jumlah"]].tolist() == [0, 2, 6, 8]
    assert table.loc["air", "jumlah"] == 1


def test_needs_with_small_cells_keep_their_total_or_nothing_in_mode_tayang():
    table = keluarga.needs(NEEDY, KNOWN, kerja=False).set_index("kebutuhan")
    assert table.loc["jamban", ["sudah", "diproses", "belum", "jumlah"]].tolist() == [6, 0, 6, 12]
    assert table.loc["miskin", ["sudah", "diproses", "belum"]].isna().all()
    assert table.loc["miskin", "jumlah"] == 8
    assert table.loc["air", ["sudah", "diproses", "belum", "jumlah"]].isna().all()
    shown = table[["sudah", "diproses", "belum", "jumlah"]].stack().dropna()
    assert not shown.between(1, 4).any()


def test_no_family_has_no_need():
    assert keluarga.needs(NEEDY.head(0), KNOWN, kerja=False).empty


def test_the_chosen_need_in_words():
    assert keluarga.chosen_words("jamban", KNOWN) == "Jamban layak"
    assert keluarga.chosen_words(None, KNOWN) == "semua kebutuhan"


def test_days_may_be_plain_dates():
    rows = families(*(family(number, kunjungan_terakhir=date(2026, 1, 5)) for number in range(5)))
    assert set(keluarga.coded(rows, OPD)["kunjungan"]) == {"Januari 2026"}
