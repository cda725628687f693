"""Ringkasan: its sentence and key figures are those of the store, and the story can be seen."""

import datetime
import re

import pytest

from stunting import bahasa, db
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/ringkasan.py"
MOJOKERTO, PEKALONGAN = "Kabupaten Mojokerto", "Kota Pekalongan"
NOW = story.SIKLUS_KINI


class MeetingDay(datetime.date):
    """The day the story is told on: what is late depends on it."""

    @classmethod
    def today(cls) -> datetime.date:
        return story.HARI_INI


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datetime, "date", MeetingDay)


def counts(folder, siklus: str, like: str) -> tuple[int, int]:
    """(stunted, measured) balita, from the table of children itself."""
    with db.reading(folder) as cursor:
        cursor.execute(
            "select count(*) filter (stunting), count(stunting) from anak_siklus"
            " where siklus = ? and kode_desa like ? || '%'",
            [siklus, like],
        )
        return cursor.fetchone()


@pytest.mark.parametrize(
    ("choices", "kode"),
    [
        ({"wilayah": MOJOKERTO}, "35.16"),
        ({"wilayah": PEKALONGAN}, "33.75"),
        ({"wilayah": MOJOKERTO, "kecamatan": "Ngoro"}, story.KEC_MEMBURUK),
        ({"wilayah": MOJOKERTO, "siklus": "2024-S1"}, "35.16"),
    ],
)
def test_the_sentence_and_the_first_key_figure_are_the_counts_of_the_store(
    sample_store, choices, kode
):
    stunted, measured = counts(sample_store, choices.get("siklus", NOW), kode)
    at = screens.open_page(PAGE, **choices)
    said = bahasa.n_dari(stunted, measured)
    assert f"stunting {said} yang diukur" in screens.heading(at)
    assert (
        at.metric[0].value.replace("\u00a0", " ")
        == f"{bahasa.angka(100 * stunted / measured, 1)} %"
    )
    assert said in screens.written(at)


def test_which_kecamatan_differ_is_in_the_sentence(sample_store):
    said = screens.heading(screens.open_page(PAGE, wilayah=MOJOKERTO))
    assert "Ngoro lebih tinggi dari kabupaten, Sooko lebih rendah, 16 kecamatan setara" in said


def test_a_fall_that_is_only_fewer_measured_children_comes_with_a_caution(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Dawarblandong")
    (caution,) = (each.value for each in at.warning)
    assert "cakupan pengukuran turun" in caution
    assert not screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Ngoro").warning
    assert not screens.open_page(PAGE, wilayah=MOJOKERTO, kelompok="Ibu hamil").warning


def test_the_recommendations_of_the_cycle_before(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    assert [metric.label for metric in at.metric] == [
        "Stunting", "Kasus baru tercatat", "Diukur", "RTL S2 2025 selesai",
    ]  # fmt: skip
    done, every = map(int, re.fullmatch(r"(\d+) dari (\d+)", at.metric[3].value).groups())
    text = screens.written(at)
    assert f"{len(story.RTL_TERLAMBAT)} terlambat" in text
    assert "1 belum ada laporan" in text
    with db.reading(sample_store) as cursor:
        cursor.execute(
            "select count(*) filter (status = 'selesai'), count(*) from rtl_ringkas"
            " where siklus = ? and kode_kabkota = ?",
            [story.SIKLUS_LALU, story.MOJOKERTO],
        )
        assert cursor.fetchone() == (done, every)
    assert done >= 2  # one that helped and one that did not


def test_women_have_their_own_three_indicators(sample_store):
    at = screens.open_page(PAGE, wilayah=PEKALONGAN, kelompok="Calon pengantin")
    assert [metric.label for metric in at.metric][:3] == ["Anemia", "KEK", "Terlalu muda"]
    assert "kasus baru" not in screens.heading(at)


def test_audited_cases_are_dots_and_never_a_percentage(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    texts = [screens.chart(at, "kasus").alt]
    texts += list(screens._texts(screens.spec(at, "kasus"), ("text", "name", "hovertemplate")))
    assert "Kasus audit Semester I 2026" in texts
    assert not any("%" in re.sub(r"%\{\w+\}", "", text) for text in texts)


def test_the_chosen_kecamatan_narrows_cases_and_recommendations(sample_store):
    whole = screens.open_page(PAGE, wilayah=MOJOKERTO)
    narrowed = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Ngoro")
    assert len(screens.features(narrowed)) == len(screens.features(whole)) == 18
    assert screens.chart(narrowed, "kasus").alt != screens.chart(whole, "kasus").alt
    assert "Dipilih: Ngoro" in narrowed.get("deck_gl_json_chart")[0].proto.alt


def test_every_indicator_of_the_group_and_of_families_stands_in_the_table(sample_store):
    table = screens.table(screens.open_page(PAGE, wilayah=MOJOKERTO))
    names = table["Indikator"].tolist()
    assert names[0].startswith("Balita stunting")
    assert "Keluarga tanpa jamban layak" in names
    assert not any(name.startswith(("Baduta", "Ibu")) for name in names)
    with db.reading(sample_store) as cursor:
        cursor.execute(
            "select sum(pembilang), sum(penyebut) from indikator_desa where siklus = ?"
            " and kode_kabkota = ? and indikator = 'jamban_keluarga'",
            [NOW, story.MOJOKERTO],
        )
        known = cursor.fetchone()
    row = table[table["Indikator"] == "Keluarga tanpa jamban layak"].iloc[0]
    assert (row["Jumlah"], row["Dari"]) == known


def test_small_cells_of_a_small_kecamatan_are_hidden_in_mode_tayang(sample_store):
    for kelompok in ("Ibu hamil", "Calon pengantin", "Ibu pascapersalinan", "Balita 0-59 bulan"):
        at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Trawas", kelompok=kelompok)
        table = screens.table(at)
        assert not table["Jumlah"].dropna().between(1, 4).any(), kelompok
        assert not (table["Dari"] - table["Jumlah"]).dropna().between(1, 4).any(), kelompok
        shown = [each["jumlah"] for each in screens.features(at) if each["jumlah"] is not None]
        assert not any(1 <= number <= 4 for number in shown), kelompok
