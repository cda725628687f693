"""A whole screen: what stands on it, and that it holds whatever the presenters write."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stunting import theme
from stunting.exports.svg import bingkai, frame
from stunting.paparan.gambar import Butir
from stunting.paparan.layar import Layar
from stunting.presenters.figures import KeyFigure
from tests.stunting.exports import svg_pictures as pictures
from tests.stunting.exports import svg_reading as reading

SENTENCE = "Balita stunting 412 dari 3.120 yang diukur; 2 kecamatan lebih tinggi dari kabupaten."


def screen(**changed) -> Layar:
    usual = {
        "kunci": "peta",
        "bagian": "Situasi",
        "judul": SENTENCE,
        "tempat": "Kabupaten Mojokerto",
        "siklus": "2026-S1",
        "sumber": "Sumber: e-PPGBM, Februari 2026. Data per 28 Juni 2026.",
    }
    return Layar(**{**usual, **changed})


def said(layar: Layar, **how) -> str:
    return " ".join(reading.read(frame(layar, nomor=3, jumlah=18, **how)).words())


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(
    figures=st.lists(
        st.builds(
            KeyFigure,
            pictures.words(6),
            st.sampled_from(["13,2\u00a0%", "61", "9 dari 14", "belum dapat dihitung", "t.a."]),
            st.one_of(st.just(""), pictures.words(8)),
            st.one_of(st.just(""), pictures.words(9)),
        ),
        max_size=6,
    ),
    shown=st.lists(st.one_of(*[each() for each in pictures.KINDS.values()]), max_size=2),
    sentence=pictures.words(24),
    source=pictures.words(40),
    part=pictures.words(5),
    place=pictures.words(6),
    key=st.sampled_from(["peta", bingkai.OPENING]),
    dark=st.booleans(),
    contoh=st.booleans(),
)
def test_whatever_is_written_is_readable(
    figures, shown, sentence, source, part, place, key, dark, contoh
):
    layar = screen(
        kunci=key,
        judul=sentence,
        sumber=source,
        bagian=part,
        tempat=place,
        angka=tuple(figures),
        gambar=tuple(shown),
    )
    svg = frame(layar, nomor=12, jumlah=118, gelap=dark, contoh=contoh)
    drawing = reading.read(svg)
    assert (drawing.width, drawing.height) == (1920, 1080)
    assert reading.overlapping(drawing) == []
    assert reading.outside(drawing) == []
    assert reading.small(drawing) == []
    assert reading.faint(drawing) == []
    assert svg == frame(layar, nomor=12, jumlah=118, gelap=dark, contoh=contoh)


def test_a_screen_says_where_of_when_what_and_from_where():
    words = said(screen())
    for part in (
        "Kabupaten Mojokerto",
        "Semester I 2026",
        "Situasi",
        SENTENCE,
        "Data per 28 Juni 2026.",
        "3 / 18",
    ):
        assert part in words


def test_invented_data_are_called_so_only_when_they_are():
    assert "DATA CONTOH, bukan data sebenarnya" in said(screen(), contoh=True)
    assert "CONTOH" not in said(screen())


@pytest.mark.parametrize("count", [1, 4, 6])
@pytest.mark.parametrize("with_picture", [True, False])
def test_key_figures_can_be_read_from_the_back_row(count, with_picture):
    figures = tuple(
        KeyFigure(f"angka {n}", f"{n}1,5\u00a0%", "1 dari 2", "berbeda") for n in range(count)
    )
    shown = (Butir("J", "A", (("", "isi"),)),) if with_picture else ()
    texts = reading.read(frame(screen(angka=figures, gambar=shown), nomor=1, jumlah=1)).texts
    values = [each for each in texts if each.words.endswith("1,5\u00a0%")]
    assert len(values) == count
    assert min(each.size for each in values) >= 48
    assert len({each.size for each in values}) == 1


def test_the_sentence_is_large_and_a_long_one_shrinks_before_it_is_cut():
    def size(sentence: str) -> float:
        drawing = reading.read(frame(screen(judul=sentence), nomor=1, jumlah=1))
        lines = [each for each in drawing.texts if each.words.split()[0] in sentence.split()]
        assert " ".join(each.words for each in lines) == sentence
        return lines[0].size

    assert size("Dua kecamatan lebih tinggi.") == 52
    long = " ".join(["kecamatan", "setara"] * 12)
    assert 40 <= size(long) < 52


def test_the_opening_screen_is_large_and_bears_its_date():
    opening = screen(kunci="pembuka", judul="Diseminasi Audit Kasus Stunting")
    texts = {each.words: each for each in reading.read(frame(opening, nomor=1, jumlah=9)).texts}
    assert texts["Diseminasi Audit Kasus Stunting"].size > 80
    assert texts["Semester I 2026"].size > 40
    assert any("28 Juni 2026" in each and texts[each].size >= 30 for each in texts)


def test_a_picture_fills_the_width_and_two_share_it():
    alone = Butir("Satu", "gambar satu", (("", "isi"),))
    other = Butir("Dua", "gambar dua", (("", "isi"),))
    texts = {
        each.words: each
        for each in reading.read(frame(screen(gambar=(alone, other)), nomor=1, jumlah=1)).texts
    }
    left, right = texts["Satu"].left, texts["Dua"].left
    whole = 1920 - 2 * left
    assert (right - left) / whole == pytest.approx(0.55, abs=0.03)
    svg = frame(screen(gambar=(alone, other)), nomor=1, jumlah=1)
    assert svg.count('role="img"') == 3
    assert 'aria-label="gambar dua"' in svg


def test_dark_and_light_say_the_same():
    layar = screen(
        angka=(KeyFigure("kasus baru", "61"),), gambar=(Butir("J", "A", (("Air", "isi"),)),)
    )
    dark, light = (
        reading.read(frame(layar, nomor=1, jumlah=2, gelap=each)) for each in (True, False)
    )
    assert dark.words() == light.words()
    assert theme.contrast(dark.texts[0].behind[0], "#FFFFFF") > 10
    assert light.texts[0].behind[0] == "#FFFFFF"


def test_the_description_names_figures_and_pictures():
    layar = screen(angka=(KeyFigure("kasus baru", "61"),), gambar=(Butir("J", "Tiga butir.", ()),))
    words = bingkai.describe(layar)
    for part in (SENTENCE, "Kabupaten Mojokerto, Semester I 2026", "kasus baru: 61", "Tiga butir."):
        assert part in words
