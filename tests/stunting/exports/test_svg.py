"""Drawings hold whatever comes: nothing over another, nothing cut, nothing too small or too faint."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stunting import theme
from stunting.exports.svg import draw, teks, tema
from stunting.paparan import gambar
from tests.stunting.exports import svg_pictures as pictures
from tests.stunting.exports import svg_reading as reading

SIZES = [(1768, 740), (1768, 480), (936, 700), (900, 560), (766, 520)]
slow = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


def batang(nama: str, nilai: float | None, teks_: str = "", **more) -> gambar.Batang:
    return gambar.Batang(nama, nilai, teks_, theme.PRIMARY, **more)


@pytest.mark.parametrize("kind", pictures.KINDS)
@slow
@given(data=st.data(), size=st.sampled_from(SIZES), dark=st.booleans())
def test_whatever_comes_is_readable(kind, data, size, dark):
    picture = data.draw(pictures.KINDS[kind]())
    svg = draw(picture, *size, gelap=dark)
    drawing = reading.read(svg)
    assert (drawing.width, drawing.height) == size
    assert reading.overlapping(drawing) == []
    assert reading.outside(drawing) == []
    assert reading.small(drawing) == []
    assert reading.faint(drawing) == []
    assert draw(picture, *size, gelap=dark) == svg


def test_the_reading_sees_what_is_wrong():
    canvas = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect x="0" y="0" width="200" '
        'height="100" fill="#FFFFFF"/><text x="10" y="40" font-size="20" fill="#000000">satu</text>{}</svg>'
    )
    clear = reading.read(canvas.format(""))
    assert not reading.overlapping(clear)
    assert not reading.outside(clear)
    assert not reading.small(clear)
    assert not reading.faint(clear)
    text = '<text x="{}" y="44" font-size="{}" fill="{}">dua</text>'
    assert reading.overlapping(reading.read(canvas.format(text.format(20, 20, "#000000"))))
    assert reading.outside(reading.read(canvas.format(text.format(180, 20, "#000000"))))
    assert reading.small(reading.read(canvas.format(text.format(100, 15, "#000000"))))
    assert reading.faint(reading.read(canvas.format(text.format(100, 20, "#999999"))))


def test_a_missing_figure_is_said_in_words_and_never_drawn_as_zero():
    picture = gambar.Urutan("J", "A", (batang("Ada", 0.2, "20,0 %"), batang("Tanpa", None)), True)
    drawing = reading.read(draw(picture, 900, 500))
    assert "tidak ada data" in drawing.words()
    assert not [each for each in drawing.words() if each.startswith("0")]
    assert len(drawing.rects) == 2  # the page and one bar: none for what nobody knows


def test_a_small_share_alone_does_not_fill_the_axis_of_a_whole():
    def wide(**how) -> float:
        picture = gambar.Urutan("J", "A", (batang("Satu", 0.06, "6 %"),), True, **how)
        _, bar = reading.read(draw(picture, 900, 500)).rects
        return bar[2] - bar[0]

    assert wide(utuh=True) == pytest.approx(0.06 * wide(), rel=0.01)


def test_a_counted_zero_is_zero():
    picture = gambar.Urutan("J", "A", (batang("Nol", 0), batang("Ada", 4)), False)
    assert {"0", "4"} <= set(reading.read(draw(picture, 900, 500)).words())


def test_a_line_without_figures_says_so_and_a_gap_is_not_bridged():
    none = gambar.Seri("Kosong", theme.PRIMARY, (None, None, None))
    gap = gambar.Seri("Sela", theme.TARGET, (0.1, None, 0.2))
    x = ("S1", "S2", "S3")
    drawing = reading.read(draw(gambar.Garis("J", "A", x, (0, 1, 2), (none, gap)), 900, 500))
    assert "tidak ada data" in drawing.words()
    svg = draw(gambar.Garis("J", "A", x, (0, 1, 2), (gap,)), 900, 500)
    whole = draw(
        gambar.Garis("J", "A", x, (0, 1, 2), (gambar.Seri("S", theme.TARGET, (0.1, 0.1, 0.2)),)),
        900,
        500,
    )
    assert 'stroke-width="4"' not in svg
    assert 'stroke-width="4"' in whole


def test_an_ended_line_says_of_when_its_last_figure_is():
    ended = gambar.Seri("Survei", theme.SURVEY, (0.22, 0.2, None), sambung=False)
    drawing = reading.read(
        draw(
            gambar.Garis("J", "A", ("S1 2024", "S2 2024", "S1 2025"), (0, 1, 2), (ended,)), 900, 500
        )
    )
    assert "20,0\u00a0% pada S2 2024" in drawing.words()


@pytest.mark.parametrize("kind", pictures.KINDS)
def test_without_anything_a_picture_says_so(kind):
    empty = {
        "urutan": gambar.Urutan("J", "A", (), True),
        "tumpukan": gambar.Tumpukan("J", "A", (), ()),
        "garis": gambar.Garis("J", "A", (), (), ()),
        "arus": gambar.Arus("J", "A", (0, "siklus lalu"), (0, "sekarang"), ()),
        "peta": gambar.Peta("J", "A", (), ()),
        "tabel": gambar.Tabel("J", "A", (("Kode", 1.0, "kiri"),), ()),
        "butir": gambar.Butir("J", "A", ()),
    }[kind]
    said = reading.read(draw(empty, 900, 500)).words()
    assert ("siklus lalu" if kind == "arus" else "tidak ada data") in said


def test_texts_are_escaped_and_stand_as_written():
    said = 'Air & "sanitasi" <layak> d\'Oro'
    svg = draw(gambar.Butir(said, said, (("", said),)), 1200, 500)
    drawing = reading.read(svg)
    assert drawing.words() == [said, said]
    assert "<layak>" not in svg
    assert "<title>Air &amp; &quot;sanitasi&quot; &lt;layak&gt;" in svg


def test_what_a_file_cannot_hold_is_left_out():
    drawing = reading.read(
        draw(gambar.Butir("a\x00b\ufffe", "A", (("", "baris\nbaru\x1b"),)), 900, 500)
    )
    assert drawing.words() == ["ab", "baris baru"]


def test_rows_that_do_not_fit_are_counted():
    rows = tuple((f"RTL-{n}", "Air minum") for n in range(60))
    table = gambar.Tabel("J", "A", (("Kode", 0.3, "kiri"), ("Isi", 0.7, "kiri")), rows)
    said = reading.read(draw(table, 900, 500)).words()
    shown = sum(each.startswith("RTL-") for each in said)
    assert 5 < shown < 60
    assert said[-1] == f"dan {60 - shown} baris lain"


@pytest.mark.parametrize(("count", "width"), [(30, 1768), (30, 900), (60, 900)])
def test_many_bars_are_all_there_or_counted(count, width):
    bars = tuple(batang(f"Kecamatan {n}", n / 100, f"{n},0 %") for n in range(count))
    said = reading.read(draw(gambar.Urutan("J", "A", bars, True), width, 640)).words()
    shown = sum(each.startswith("Kecamatan") for each in said)
    if count == 30:
        assert shown == count
    else:
        assert shown > 20
        assert f"dan {count - shown} baris lain" in said


def test_numbers_of_a_table_end_at_one_edge():
    table = gambar.Tabel(
        "J", "A", (("Nama", 0.5, "kiri"), ("Anak", 0.5, "kanan")), (("a", "7"), ("b", "1.234"))
    )
    texts = {each.words: each for each in reading.read(draw(table, 900, 500)).texts}
    assert texts["7"].right == pytest.approx(texts["1.234"].right, abs=0.2)
    assert texts["a"].left == pytest.approx(texts["b"].left, abs=0.2)


def test_areas_without_measurement_are_hatched_and_the_chosen_one_is_outlined():
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    far = {"type": "Polygon", "coordinates": [[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]}

    def areas(hatched: bool, chosen: bool):
        return (
            gambar.Daerah("1", "A", square, (0.5, 0.5), "#FDCB82", "", hatched, chosen),
            gambar.Daerah("2", "B", far, (1.5, 0.5), "#FDCB82"),
        )

    plain = draw(gambar.Peta("J", "A", areas(False, False), ()), 900, 500)
    assert "url(#arsir" not in plain
    assert theme.HIGHLIGHT not in plain
    marked = draw(gambar.Peta("J", "A", areas(True, True), ()), 900, 500)
    assert marked.count("url(#arsir") == 1
    assert marked.index(f'stroke="{theme.TEXT}"') < marked.index(f'stroke="{theme.HIGHLIGHT}"')


def test_a_map_keeps_the_proportions_of_the_ground():
    # at 60 degrees a degree of longitude is half as long as one of latitude
    tall = {
        "type": "Polygon",
        "coordinates": [[[10, 59.5], [11, 59.5], [11, 60.5], [10, 60.5], [10, 59.5]]],
    }
    area = gambar.Daerah("1", "A", tall, (10.5, 60), "#FDCB82")
    xs, ys = zip(
        *reading.read(draw(gambar.Peta("J", "A", (area,), ()), 900, 500)).points, strict=True
    )
    assert (max(ys) - min(ys)) / (max(xs) - min(xs)) == pytest.approx(2, rel=0.01)


@given(text=st.text(max_size=60), room=st.floats(40, 900), size=st.sampled_from([16.0, 24.0]))
def test_lines_hold_all_words_and_keep_to_their_room(text, room, size):
    for lines in (each(text, size, room) for each in (teks.wrap, teks.prose, teks.even)):
        assert max(teks.width(each, size) for each in lines) <= room + 0.02
        assert "".join(lines).replace(" ", "") == teks.clean(text).replace(" ", "")


def test_a_shortened_text_says_so():
    lines = teks.wrap("satu dua tiga empat lima enam tujuh", 20, 90, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith(teks.DOTS)
    assert teks.width(lines[-1], 20) <= 90


def test_a_number_stays_with_its_noun():
    said = "Balita stunting turun di 14 kecamatan"
    room = teks.width("Balita stunting turun di 14", 20) + 1
    assert teks.wrap(said, 20, room)[0].endswith("14")
    lines = teks.even(said, 20, room)
    assert len(lines) == 2
    assert lines[1].endswith("14 kecamatan")


def test_what_belongs_together_is_parted_only_where_it_must():
    said = "Paling lambat 30 September 2026"
    room = teks.width("Paling lambat 30 September", 20) + 1
    assert teks.wrap(said, 20, room)[-1] == "2026"
    assert teks.prose(said, 20, room) == ["Paling lambat", "30 September 2026"]
    assert teks.prose(said, 20, teks.width("September", 20)) == [
        "Paling",
        "lambat 30",
        "September",
        "2026",
    ]


def test_words_stand_whole_in_a_room_made_for_them():
    for words in ("Kabupaten", "Penimbangan"):
        assert teks.wrap(words, 23.4, teks.width(words, 23.4) + 34 - 34) == [words]
    series = (gambar.Seri("Kabupaten", theme.PRIMARY, (0.1, 0.2)),)
    said = reading.read(
        draw(gambar.Garis("J", "A", ("S1", "S2"), (0, 1), series), 936, 500)
    ).words()
    assert "Kabupaten" in said


@given(st.integers(0, 0xFFFFFF))
def test_words_are_readable_on_any_fill(number):
    fill = f"#{number:06X}"
    assert theme.contrast(tema.words_on(fill), fill) >= 4.5
    for page in (tema.TERANG, tema.GELAP):
        assert theme.contrast(page.ink(fill), page.latar) >= 4.5


@pytest.mark.parametrize("page", [tema.TERANG, tema.GELAP])
def test_the_words_of_a_page_are_readable_on_all_its_grounds(page):
    for ground in (page.latar, page.kartu):
        for ink in (page.teks, page.redup, page.aksen):
            assert theme.contrast(ink, ground) >= 4.5
    assert theme.contrast(page.teks, page.sorot) >= 4.5
