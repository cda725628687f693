"""What a page asks before it draws: narrowed to the choice, and safe for a projector in every part."""

from datetime import date

import pytest

from stunting import db
from stunting.filters import Filters
from stunting.presenters import screens
from stunting.sample import story

TAYANG = {"hide_small": True, "threshold": 5}
KERJA = {"hide_small": False, "threshold": 5}
TRAWAS = {"kode_kecamatan": story.KEC_KECIL, "kecamatan": "Trawas"}


def choice(**given: str) -> Filters:
    chosen = {
        "kode_kabkota": story.MOJOKERTO,
        "kabkota": "Kabupaten Mojokerto",
        "kode_kecamatan": None,
        "kecamatan": None,
        "siklus": story.SIKLUS_KINI,
        "kelompok": "balita",
    }
    return Filters(**chosen | given)


@pytest.fixture
def ask(sample_store):
    return lambda name, **params: db.ask(sample_store, name, params)


@pytest.fixture
def indicator(ask):
    known = ask("indikator_daftar").set_index("indikator", drop=False)
    return lambda code: known.loc[code]


def test_ringkasan_of_a_kecamatan_keeps_its_district_in_the_picture(ask):
    whole = screens.ringkasan(ask, choice(), today=story.HARI_INI, **TAYANG)
    narrowed = screens.ringkasan(ask, choice(**TRAWAS), today=story.HARI_INI, **TAYANG)
    assert len(narrowed.kecamatan) == len(whole.kecamatan) == 18
    assert narrowed.area["nama"] == "Trawas"
    assert whole.area["pembilang"] == whole.kecamatan["pembilang"].sum()
    assert set(narrowed.cases["kode_kecamatan"]) <= {story.KEC_KECIL}
    assert list(whole.tasks) == [story.SIKLUS_LALU, story.SIKLUS_KINI]
    late = whole.tasks[story.SIKLUS_LALU].query("terlambat")
    assert set(late["rtl_id"]) == set(story.RTL_TERLAMBAT)


@pytest.mark.parametrize("siklus", ["2019-S1", "2031-S2"])
def test_a_cycle_without_data_has_nothing_to_show(ask, siklus):
    assert screens.ringkasan(ask, choice(siklus=siklus), today=date(2026, 1, 1), **TAYANG) is None


def test_a_district_without_a_figure_in_any_cycle_has_no_trend(ask, indicator):
    elsewhere = choice(kode_kabkota="11.71", kabkota="Kota Banda Aceh")
    main = indicator("stunting_balita")
    assert screens.tren(ask, elsewhere, main, by_month=False, **TAYANG) is None


@pytest.mark.parametrize("kelompok", ["catin", "bumil", "pascasalin", "baduta", "balita"])
def test_nothing_small_is_handed_to_a_projector(ask, indicator, kelompok):
    known = ask("indikator_daftar")
    for code in known.loc[known["kelompok"] == kelompok, "indikator"]:
        main = indicator(code)
        for chosen in (choice(kelompok=kelompok), choice(kelompok=kelompok, **TRAWAS)):
            seen = screens.tren(ask, chosen, main, by_month=True, **TAYANG)
            of_map = screens.peta(ask, chosen, main, **TAYANG)
            for frame in (
                seen.chosen,
                seen.areas,
                seen.district,
                seen.monthly,
                of_map.now.kecamatan,
            ):
                rest = frame["penyebut"] - frame["pembilang"]
                for counts in (frame["pembilang"], frame["penyebut"], rest):
                    assert not counts.dropna().between(1, 4).any(), code


def test_mode_kerja_sees_what_a_projector_does_not(ask, indicator):
    main = indicator("kek_bumil")
    tayang, kerja = (
        screens.peta(ask, choice(kelompok="bumil"), main, **hide).now.kecamatan
        for hide in (TAYANG, KERJA)
    )
    assert kerja["pembilang"].between(1, 4).any()
    assert tayang["pembilang"].isna().sum() > kerja["pembilang"].isna().sum()


def test_desa_of_a_hidden_kecamatan_do_not_give_it_away(ask, indicator):
    """A kecamatan is hidden because it is small or shields one: its desa must not add up to it."""
    chosen, main = choice(kelompok="bumil"), indicator("kek_bumil")
    now = screens.peta(ask, chosen, main, **TAYANG).now
    hidden = now.kecamatan.query("tingkat == 'disembunyikan'")["kode_kecamatan"]
    assert len(hidden) >= 2
    for kode in hidden:
        panel = screens.panel(ask, chosen, main, now, kode, **TAYANG)
        said = set(panel.desa["jumlah"])
        assert said <= {"disembunyikan (angka kecil)", "belum ada laporan"}, kode
        assert "disembunyikan" in panel.sentence


def test_months_are_asked_for_only_when_they_are_shown(ask, indicator):
    main = indicator("stunting_balita")
    assert screens.tren(ask, choice(), main, by_month=False, **TAYANG).monthly is None
    assert len(screens.tren(ask, choice(), main, by_month=True, **TAYANG).monthly) > 12
