"""The filter bar: what can be chosen, what stays, what it hands to questions and says in words."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from stunting import answers, filters, store
from tests import small_store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    return tmp_path


def script():
    import streamlit as st

    from stunting import answers, filters

    answers.pin()
    st.session_state["drawn"] = filters.draw()
    st.session_state["same"] = filters.current()


def bar(**query: str) -> AppTest:
    at = AppTest.from_function(script)
    for name, value in query.items():
        at.query_params[name] = value
    return run(at)


def run(at) -> AppTest:
    at = at.run(timeout=10)
    assert not at.exception
    return at


def chosen(at: AppTest) -> filters.Filters:
    assert at.session_state["drawn"] == at.session_state["same"]
    return at.session_state["drawn"]


def test_without_a_choice_it_is_the_first_district_its_newest_cycle_and_balita():
    small_store.make()
    at = bar()
    assert chosen(at) == filters.Filters(
        "33.75", "Kota Pekalongan", None, None, "2026-S1", "balita"
    )
    assert at.selectbox(key="siklus").options == ["2026-S1", "2025-S2", "2025-S1"]
    assert at.selectbox(key="kecamatan").options[0] == filters.ALL_KECAMATAN
    assert len(at.selectbox(key="kecamatan").options) == 5
    assert at.selectbox(key="kelompok").options == [
        "Calon pengantin",
        "Ibu hamil",
        "Ibu pascapersalinan",
        "Baduta 0-23 bulan",
        "Balita 0-59 bulan",
    ]


def test_a_link_is_read_in_the_words_of_the_boxes():
    small_store.make()
    at = bar(
        wilayah="Kabupaten Mojokerto",
        kecamatan="Ngoro",
        siklus="2025-S2",
        kelompok="Baduta 0-23 bulan",
    )
    assert chosen(at) == filters.Filters(
        "35.16", "Kabupaten Mojokerto", "35.16.05", "Ngoro", "2025-S2", "baduta"
    )


@pytest.mark.parametrize(
    "query",
    [
        {"kecamatan": "Ngoro"},  # of the other district
        {"wilayah": "Kota Surabaya"},
        {"siklus": "2019-S1"},
        {"kelompok": "lansia"},
        {"kecamatan": ""},
    ],
)
def test_what_does_not_exist_is_ignored(query):
    small_store.make()
    assert chosen(bar(**query)) == chosen(bar())


def test_another_district_forgets_the_kecamatan_and_keeps_the_rest():
    small_store.make()
    at = bar(
        wilayah="Kabupaten Mojokerto",
        kecamatan="Ngoro",
        siklus="2025-S2",
        kelompok="Ibu hamil",
    )
    run(at.selectbox(key="wilayah").select("Kota Pekalongan"))
    assert chosen(at) == filters.Filters("33.75", "Kota Pekalongan", None, None, "2025-S2", "bumil")


def test_a_cycle_the_other_district_does_not_have_becomes_its_newest():
    small_store.make()
    at = bar(siklus="2025-S1")
    run(at.selectbox(key="wilayah").select("Kabupaten Mojokerto"))
    assert chosen(at).siklus == "2026-S1"


def test_a_store_without_data_asks_only_for_the_district():
    small_store.make(store.NYATA, filled=False)
    at = bar()
    assert [box.key for box in at.selectbox] == ["wilayah"]
    assert chosen(at) == filters.Filters("33.75", "Kota Pekalongan", None, None, None, "balita")
    assert chosen(at).cycle == "belum ada siklus"
    assert parse_qs(chosen(at).link()[1:]).keys() == {"wilayah", "kecamatan", "kelompok"}


def test_a_page_without_the_frame_is_refused():
    with pytest.raises(answers.FrameNotRun):
        filters.current()
    with pytest.raises(answers.FrameNotRun):
        answers.ask("pilihan_wilayah")


NGORO = filters.Filters("35.16", "Kabupaten Mojokerto", "35.16.05", "Ngoro", "2026-S1", "baduta")


def test_questions_get_the_codes_they_ask_for():
    assert NGORO.params("kode_kabkota", "siklus") == {"kode_kabkota": "35.16", "siklus": "2026-S1"}
    assert NGORO.params("kode_kecamatan", "kelompok") == {
        "kode_kecamatan": "35.16.05",
        "kelompok": "baduta",
    }
    with pytest.raises(KeyError):
        NGORO.params("bulan")


def test_the_choice_in_words():
    assert NGORO.in_words() == (
        "Kecamatan Ngoro, Kabupaten Mojokerto · Semester I 2026 · Baduta 0-23 bulan"
    )
    assert NGORO.area == "Kecamatan Ngoro, Kabupaten Mojokerto"


def test_a_link_writes_every_value_out():
    small_store.make()
    link = chosen(bar()).link()
    assert parse_qs(link[1:]) == {
        "wilayah": ["Kota Pekalongan"],
        "kecamatan": ["Semua kecamatan"],
        "siklus": ["2026-S1"],
        "kelompok": ["Balita 0-59 bulan"],
    }
    again = {name: values[0] for name, values in parse_qs(NGORO.link()[1:]).items()}
    assert chosen(bar(**again)) == NGORO
