"""The slides hold what the screens hold, nothing lies outside or on another, all can be edited."""

import io
import zipfile
from datetime import date

import openpyxl
import pptx
import pytest
from lxml import etree
from pptx.util import Emu

from stunting import theme
from stunting.export_command import Choice
from stunting.exports.pptx import huruf, lambang, write
from stunting.paparan import compose
from stunting.paparan.gambar import (
    Aliran,
    Arus,
    Batang,
    Butir,
    Daerah,
    Garis,
    Peta,
    Seri,
    Tabel,
    Tumpukan,
    Urutan,
)
from stunting.paparan.layar import Layar, Paparan
from stunting.presenters.figures import KeyFigure
from stunting.rapat import keputusan

SOURCE = "Sumber: e-PPGBM; balita 0–59 bulan."
ODD = 'Desa "Ä & B" <1> =1+1 ▲'
LONG = "Kecamatan Kepulauan Siau Tagulandang Biaro Selatan Barat Daya"
SENTENCE = (
    "Balita stunting 412 dari 3.120 yang diukur (13,2 %, 12,1–14,4); 2 kecamatan lebih tinggi "
    "dari kabupaten, 14 setara. 61 kasus baru tercatat, 88 tidak lagi stunting, 240 tidak diukur ulang."
)
FIGURES = (
    KeyFigure("stunting", "13,2 %", "412 dari 3.120", "turun dari 14,9 %, berbeda"),
    KeyFigure("kasus baru tercatat", "61", "", "88 tidak lagi stunting"),
    KeyFigure("diukur dari sasaran", "78,4 %", "3.120 dari 3.980"),
    KeyFigure("RTL selesai", "9 dari 14"),
)


def square(x: float, y: float, size: float = 0.1) -> dict:
    ring = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    return {"type": "Polygon", "coordinates": [ring]}


def bars(count: int, name: str = "Kecamatan {}", *, intervals: bool = True) -> Urutan:
    shares = [(n + 1) / (count + 40) for n in range(count)]
    return Urutan(
        "Urutan",
        "Alt urutan.",
        tuple(
            Batang(
                name.format(n),
                None if n == 2 else each,
                "belum diukur" if n == 2 else f"{each:.1%}",
                theme.PRIMARY,
                each * 0.8 if intervals and n != 2 else None,
                each * 1.2 if intervals and n != 2 else None,
                n == 1,
            )
            for n, each in enumerate(shares)
        ),
        True,
        (0.132, "Kabupaten 13,2 %"),
    )


def stack(count: int) -> Tumpukan:
    return Tumpukan(
        "Tumpukan",
        "Alt tumpukan.",
        (("selesai", "#1E7B4F"), ("belum & lain", "#B9C2C7"), ("batal", "#6B777E")),
        tuple((f"{LONG if n == 3 else 'OPD'} {n}", (n, 1200 + n, 0)) for n in range(count)),
    )


def lines(places: tuple[float, ...], **more) -> Garis:
    count = len(places)
    values = tuple(None if n == 1 else 0.2 - n / 100 for n in range(count))
    return Garis(
        "Garis",
        "Alt garis.",
        tuple(f"S{n} 2026" for n in range(count)),
        places,
        (
            Seri(
                "Balita",
                "#2F7A3E",
                values,
                tuple(v and v - 0.01 for v in values),
                tuple(v and v + 0.01 for v in values),
            ),
            Seri(
                "Survei",
                theme.SURVEY,
                tuple(0.21 if n == 2 else None for n in range(count)),
                sambung=False,
            ),
            Seri("Sasaran", theme.TARGET, tuple(0.14 for _ in range(count)), putus=True),
        ),
        **more,
    )


def district(count: int, size: float = 0.1) -> Peta:
    return Peta(
        "Peta",
        "Alt peta.",
        tuple(
            Daerah(
                f"35.16.{n:02d}",
                LONG if n == 3 else f"Kecamatan {n}",
                square(112 + n % 5 * size, -7.5 + n // 5 * size, size),
                (112 + (n % 5 + 0.5) * size, -7.5 + (n // 5 + 0.5) * size),
                "#BF5209",
                "" if n == 2 else f"{n},5 %",
                n == 2,
                n == 1,
                "▲" if n == 0 else "",
            )
            for n in range(count)
        ),
        (("#BF5209", "17–21 %", False), (theme.NO_DATA_FILL, "tidak ada yang diukur", True)),
        (square(111.5, -8, 3),),
        "Batas indikatif, bukan batas resmi.",
    )


FLOW = Arus(
    "Arus",
    "Alt arus.",
    (471, "stunting Semester II 2025"),
    (412, "stunting Semester I 2026"),
    (
        Aliran("tidak lagi stunting", 88, "#1E7B4F", "-"),
        Aliran("kasus baru", 61, "#C24A00", "+"),
        Aliran("tetap stunting", 335, "#4A5A60", ""),
        Aliran("lewat umur", 0, "#B9C2C7", "-"),
    ),
)


def rows(count: int) -> Tabel:
    return Tabel(
        "Tabel",
        "Alt tabel.",
        (("No", 0.1, "kanan"), ("Nama", 0.3, "kiri"), ("Rencana", 0.6, "kiri")),
        tuple(
            (str(n), ODD if n == 1 else f"Nama {n}", f"{LONG}. " * (1 + n % 3))
            for n in range(count)
        ),
    )


def points(count: int) -> Butir:
    return Butir(
        "Butir",
        "Alt butir.",
        tuple((f"KPT-{n}" if n % 2 else "", f"{LONG} {ODD} {n}. " * 2) for n in range(count)),
    )


PICTURES = {
    "urutan-1": bars(1),
    "urutan-18": bars(18),
    "urutan-30": bars(30),
    "urutan-panjang": bars(40, LONG + " {}"),
    "urutan-aneh": bars(4, ODD + " {}", intervals=False),
    "tumpukan-1": stack(1),
    "tumpukan-30": stack(30),
    "garis": lines((0, 1, 2, 3, 4)),
    "garis-satu": lines((0,)),
    "garis-panjang": lines(tuple(range(61))),
    "garis-jarak": lines((0, 1.5, 3, 9, 12), persen=True, dari_nol=False),
    "peta-1": district(1),
    "peta-4": district(4),
    "peta-18": district(18),
    "peta-45": district(45, 0.03),
    "arus": FLOW,
    "tabel-1": rows(1),
    "tabel-30": rows(30),
    "tabel-0": rows(0),
    "butir-3": points(3),
    "butir-30": points(30),
}
NOTES = ("Selamat pagi, Bapak & Ibu.", "Dari 3.120 balita, 412 stunting.")


def screen(key: str, *pictures, **more) -> Layar:
    more = {"judul": f"Kalimat layar {key}.", "ucapan": NOTES} | more
    return Layar(
        key,
        "Situasi",
        tempat="Kabupaten Mojokerto",
        siklus="Semester I 2026",
        sumber=SOURCE,
        gambar=pictures,
        **more,
    )


def deck(*screens: Layar, contoh: bool = True, **more) -> pptx.presentation.Presentation:
    return pptx.Presentation(io.BytesIO(written(*screens, contoh=contoh, **more)))


def written(*screens: Layar, contoh: bool = True, **more) -> bytes:
    paparan = Paparan(
        "Kabupaten Mojokerto",
        "Semester I 2026",
        "Kabupaten Mojokerto",
        "28 Februari 2026",
        contoh,
        screens,
    )
    return write(paparan, **more)


def every_shape(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def charts(file) -> list:
    return [shape.chart for slide in file.slides for shape in slide.shapes if shape.has_chart]


def workbook(chart) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def texts(slide) -> str:
    return "\n".join(
        shape.text_frame.text for shape in every_shape(slide.shapes) if shape.has_text_frame
    )


ALL = tuple(screen(key, picture) for key, picture in PICTURES.items())
PAIRS = (
    screen("pembuka"),
    screen("angka", angka=FIGURES, judul=SENTENCE),
    screen("peta-urutan", district(18), bars(18), angka=FIGURES[:1], judul=SENTENCE[:120]),
    screen("peta-angka", district(18), angka=FIGURES),
    screen("garis-butir", lines((0, 1, 2)), points(3), angka=FIGURES[:2]),
    screen("tabel-butir", rows(6), points(2), judul=f"{SENTENCE} {SENTENCE}"),
    screen("tumpukan-arus", stack(12), FLOW),
    screen("tiga", bars(4), stack(4), rows(3)),
)


@pytest.fixture(scope="module")
def whole():
    return deck(*ALL, *PAIRS)


def test_one_slide_per_screen_titled_with_its_sentence():
    screens = (*PAIRS[:4], screen("akhir", points(2), angka=FIGURES[:2]))
    file = deck(*screens)
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert titles == [each.judul for each in screens]
    assert [texts(slide).count(f"{n} / 5") for n, slide in enumerate(file.slides, 1)] == [1] * 5
    assert file.slide_width * 9 == file.slide_height * 16


def test_a_screen_goes_on_with_the_same_title(whole):
    titles = [slide.shapes.title.text_frame.text for slide in whole.slides]
    once = list(dict.fromkeys(title.removesuffix(" (lanjutan)") for title in titles))
    assert once == [each.judul for each in (*ALL, *PAIRS)]
    assert sum(title.endswith(" (lanjutan)") for title in titles) > 3
    for title in titles:
        if not title.endswith(" (lanjutan)"):
            assert titles.count(title) == 1


def assert_inside(file) -> None:
    for slide in file.slides:
        for shape in every_shape(slide.shapes):
            where = f"{slide.shapes.title.text_frame.text}: {shape.name}"
            assert shape.left >= 0, where
            assert shape.top >= 0, where
            assert shape.left + shape.width <= file.slide_width, where
            assert shape.top + shape.height <= file.slide_height, where


def test_everything_lies_inside_the_slide(whole):
    assert_inside(whole)


def test_no_text_lies_on_another_nor_on_the_foot(whole):
    assert_apart(whole)


def assert_apart(file) -> None:
    for slide in file.slides:
        boxes = [
            shape
            for shape in slide.shapes
            if (shape.has_text_frame and shape.text_frame.text) or shape.has_table
        ]
        for n, one in enumerate(boxes):
            for other in boxes[:n]:
                across = min(one.left + one.width, other.left + other.width) - max(
                    one.left, other.left
                )
                down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
                where = f"{slide.shapes.title.text_frame.text}: {one.name} / {other.name}"
                assert across <= Emu(12700) or down <= Emu(12700), where


def test_charts_do_not_reach_into_the_foot(whole):
    assert_above_the_foot(whole)


def assert_above_the_foot(file) -> None:
    for slide in file.slides:
        foot = min(shape.top for shape in slide.shapes if shape.name == "Sumber")
        for shape in every_shape(slide.shapes):
            if not shape.name.startswith(("Sumber", "Data contoh", "Nomor", "Garis kaki")):
                where = f"{slide.shapes.title.text_frame.text}: {shape.name}"
                assert shape.top + shape.height <= foot, where


def cards(slide) -> list:
    return [shape for shape in slide.shapes if shape.name.startswith("Angka: ")]


def assert_values_on_one_line(slide, layar: Layar) -> None:
    """No value of a card is broken, and those of one screen are of one size."""
    values, sizes = {each.value for each in layar.angka}, set()
    for shape in cards(slide):
        (run,) = [each.runs[0] for each in shape.text_frame.paragraphs if each.text in values]
        frame = shape.text_frame
        room = (shape.width - frame.margin_left - frame.margin_right) / 12700
        assert huruf.width(run.text, run.font.size.pt, True) <= room, (layar.judul, run.text)
        sizes.add(run.font.size.pt)
    assert len(sizes) <= 1, layar.judul


@pytest.mark.parametrize(
    "given",
    [
        {"wilayah": "35.16"},
        {"wilayah": "33.75"},
        {"wilayah": "35.16", "kecamatan": "35.16.05"},
    ],
    ids=["kabupaten", "kota", "kecamatan"],
)
def test_a_real_presentation_has_a_slide_for_each_screen(given, sample_store):
    chosen = Choice(given)
    paparan = compose.paparan(chosen.ask, keputusan.read(), chosen.filters(), date(2026, 11, 28))
    file = pptx.Presentation(io.BytesIO(write(paparan)))
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert titles == [each.judul for each in paparan.layar]
    assert_inside(file)
    assert_apart(file)
    assert_above_the_foot(file)
    for slide, layar in zip(file.slides, paparan.layar, strict=True):
        assert_values_on_one_line(slide, layar)
        said = texts(slide)
        assert "2026-S1" not in said
        assert "Semester I 2026" in said
        (source,) = [shape for shape in slide.shapes if shape.name == "Sumber"]
        size = source.text_frame.paragraphs[0].runs[0].font.size.pt
        room = source.width / 12700
        assert len(huruf.wrap(source.text_frame.text, size, room)) <= 2
        assert source.height / 12700 >= huruf.height(source.text_frame.text, size, room)


def test_twenty_bars_stand_beside_a_map_and_more_are_shared_evenly():
    for count in (18, 20):
        file = deck(screen("peta", district(18), bars(count), judul=SENTENCE[:150]))
        assert len(file.slides) == 1
        (chart,) = charts(file)
        assert len(list(chart.plots[0].categories)) == count
    shown = [
        len(list(chart.plots[0].categories))
        for chart in charts(deck(screen("peta", district(18), bars(41), judul=SENTENCE)))
    ]
    assert sum(shown) == 41
    assert min(shown) >= 10


@pytest.mark.parametrize("count", range(7, 40, 4))
def test_no_row_and_no_point_stands_alone_on_the_last_slide(count):
    for picture, rows_of in (
        (rows(count), lambda shape: len(shape.table.rows) - 1 if shape.has_table else 0),
        (
            points(count),
            lambda shape: len(shape.text_frame.paragraphs) if shape.name == "Butir" else 0,
        ),
    ):
        file = deck(screen("lanjut", picture))
        shown = [sum(rows_of(shape) for shape in slide.shapes) for slide in file.slides]
        assert sum(shown) == count
        assert len(shown) == 1 or min(shown) * 2 >= max(shown) - 1, shown


def test_a_few_points_beside_a_picture_get_smaller_instead_of_going_on():
    few = Butir(
        "Terlambat",
        "Alt.",
        tuple(
            (name, "Makanan tambahan lokal 90 hari dengan pemantauan LILA setiap bulan " * 2)
            for name in ("Dinsos", "Dinkes", "Puskesmas")
        ),
    )
    file = deck(screen("butir", stack(4), few, angka=FIGURES, judul=SENTENCE))
    assert len(file.slides) == 1
    (box,) = [shape for shape in file.slides[0].shapes if shape.name == "Butir"]
    sizes = {run.font.size.pt for each in box.text_frame.paragraphs for run in each.runs}
    assert min(sizes) >= 12


def test_values_of_five_cards_are_of_one_size_on_one_line():
    figures = tuple(
        KeyFigure("Bayi lahir", value, "bayinya lahir cukup (74 %; 64–81)", "37 dari 139 belum ada")
        for value in ("7 dari 22", "19 dari 52", "75 dari 102", "t.a.", "1.150 dari 2.915")
    )
    layar = screen("lima", bars(5), angka=figures)
    slide = deck(layar).slides[0]
    assert len(cards(slide)) == 5
    assert_values_on_one_line(slide, layar)


def test_a_sentence_does_not_break_a_range_at_its_hyphen():
    text = "Balita 0-59 bulan " * 12
    for room in range(300, 900, 7):
        wide = huruf.unbroken(text, 24, room, True)
        assert room - 200 < wide <= room
        assert len(huruf.wrap(text, 24, wide, True)) == len(huruf.wrap(text, 24, room, True))
    two = "Balita 0-59 bulan"
    room = huruf.width("Balita 0-59", 24, True) - 5
    wide = huruf.unbroken(two, 24, room, True)
    assert wide < huruf.width("Balita 0-", 24, True) + 10


def ledger(into: int, out: int, count: int = 40) -> Arus:
    ways = [
        Aliran(f"masuk menurut jalan ke-{n} yang panjang", 1 + n * count, "#C24A00", "+")
        for n in range(into)
    ]
    ways.append(Aliran("tetap stunting", 5 * count, "#4A5A60", ""))
    ways += [Aliran(f"keluar {n}", 1 + n, "#1E7B4F", "-") for n in range(out)]
    return Arus("Arus", "Alt.", (300, "siklus lalu"), (320, "sekarang"), tuple(ways))


@pytest.mark.parametrize(("into", "out"), [(5, 4), (5, 3), (7, 6), (1, 0), (0, 1), (0, 0)])
def test_the_ledger_stays_above_the_foot_whatever_its_ways(into, out):
    for title in ("Kalimat pendek.", SENTENCE):
        file = deck(screen("arus", ledger(into, out), angka=FIGURES, judul=title))
        assert_inside(file)
        assert_apart(file)
        assert_above_the_foot(file)
        sizes = [int(run.get("sz")) for run in file.slides[0]._element.iter("{*}rPr")]
        assert min(sizes) >= 1000
        for way in ledger(into, out).aliran:
            assert way.nama in texts(file.slides[0])


def test_the_opening_is_a_title_slide():
    opening = screen("pembuka", angka=FIGURES[:3], judul="Diseminasi Audit Kasus Stunting")
    slide = deck(opening).slides[0]
    sizes = {
        run.text: run.font.size.pt
        for shape in slide.shapes
        if shape.has_text_frame
        for each in shape.text_frame.paragraphs
        for run in each.runs
    }
    assert sizes["Diseminasi Audit Kasus Stunting"] >= 44
    assert sizes["Kabupaten Mojokerto"] >= 32
    assert sizes["Semester I 2026"] >= 24
    assert sizes["Data per 28 Februari 2026"] >= 18
    assert len(cards(slide)) == 3
    field = next(shape for shape in slide.shapes if shape.name == "Bidang judul")
    assert max(shape.height for shape in cards(slide)) * 2 < field.height


def test_the_map_takes_most_of_the_height_beside_its_bars():
    file = deck(screen("peta", district(18), bars(18), judul=SENTENCE[:150]))
    (group,) = [shape for shape in file.slides[0].shapes if shape.name == "Peta"]
    assert group.height >= file.slide_height * 0.45
    assert "tidak muat" not in texts(file.slides[0])
    names = [shape for shape in file.slides[0].shapes if shape.name.startswith("Nama: ")]
    assert len(names) == 18


@pytest.mark.parametrize("key", [key for key in PICTURES if key.startswith("urutan")])
def test_bars_hold_exactly_the_values(key):
    file = deck(screen(key, PICTURES[key]))
    found, workbooks = [], []
    for chart in charts(file):
        plot = chart.plots[0]
        found += list(zip(map(str, plot.categories), plot.series[0].values, strict=True))
        workbooks += [(row[0], row[1]) for row in workbook(chart)[1:]]
        assert (
            chart._chartSpace.chart.find("c:dispBlanksAs", chart._chartSpace.nsmap).get("val")
            == "gap"
        )
    given = [(each.nama, each.nilai) for each in PICTURES[key].batang]
    assert found == given
    assert [name for name, _ in workbooks] == [name for name, _ in given]
    assert [value for _, value in workbooks] == [
        value if value is None else pytest.approx(value) for _, value in given
    ]


def test_bars_carry_intervals_words_and_the_chosen_one():
    file = deck(screen("urutan", bars(6)))
    chart = charts(file)[0]
    space = chart._chartSpace
    plus = space.xpath(".//c:errBars/c:plus//c:pt")
    assert [int(each.get("idx")) for each in plus] == [0, 1, 3, 4, 5]
    given = [each for each in bars(6).batang if each.nilai is not None]
    assert [float(each.findtext("{*}v")) for each in plus] == pytest.approx(
        [each.atas - each.nilai for each in given]
    )
    said = space.xpath(".//c:dLbl//c:rich//a:t/text()")
    assert said == [each.teks for each in given]
    assert "belum diukur" in texts(file.slides[0])
    assert "Kabupaten 13,2 %" in texts(file.slides[0])
    assert "Terpilih" in [shape.name for shape in file.slides[0].shapes]
    assert [row[2:] for row in workbook(chart)[1:]][3] == pytest.approx(
        [given[2].bawah, given[2].atas]
    )


def test_names_are_never_formulas():
    book = workbook(charts(deck(screen("x", bars(2, "=1+1 {}"))))[0])
    assert [row[0] for row in book[1:]] == ["=1+1 0", "=1+1 1"]


@pytest.mark.parametrize("key", ["tumpukan-1", "tumpukan-30"])
def test_stacked_bars_hold_every_part_of_every_row(key):
    given = PICTURES[key]
    found = []
    for chart in charts(deck(screen(key, given))):
        plot = chart.plots[0]
        assert [each.name for each in plot.series] == [said for said, _ in given.bagian]
        assert chart.has_legend
        parts = [series.values for series in plot.series]
        found += list(zip(map(str, plot.categories), zip(*parts, strict=True), strict=True))
    assert found == list(given.baris)


@pytest.mark.parametrize("key", [key for key in PICTURES if key.startswith("garis")])
def test_lines_have_gaps_where_there_is_no_figure(key):
    given = PICTURES[key]
    (chart,) = charts(deck(screen(key, given)))
    for series, seri in zip(chart.plots[0].series, given.seri, strict=True):
        values = list(series.values)
        assert series.name == seri.nama
        assert values + [None] * (len(given.x) - len(values)) == list(seri.nilai)
    if key == "garis-jarak":
        xs = chart._chartSpace.xpath("(.//c:ser)[1]/c:xVal//c:v/text()")
        assert list(map(float, xs)) == list(given.posisi)
    else:
        assert list(map(str, chart.plots[0].categories)) == list(given.x)


def test_a_line_may_be_dashed_or_points_only():
    (chart,) = charts(deck(screen("garis", lines((0, 1, 2)))))
    series = chart._chartSpace.xpath(".//c:ser")
    assert not series[0].xpath("./c:spPr/a:ln/a:prstDash")
    assert series[1].xpath("./c:spPr/a:ln/a:noFill")
    assert series[2].xpath("./c:spPr/a:ln/a:prstDash")


@pytest.mark.parametrize("count", [0, 1, 30])
def test_tables_hold_all_rows(count):
    given = rows(count)
    file = deck(screen("tabel", given))
    found = []
    for slide in file.slides:
        for shape in slide.shapes:
            if shape.has_table:
                cells = [[cell.text for cell in row.cells] for row in shape.table.rows]
                assert cells[0] == [name for name, _, _ in given.kolom]
                found += [tuple(row) for row in cells[1:]]
        assert f"Jumlah\u00a0baris:\u00a0{count}." in texts(slide)
    assert found == list(given.baris)


def test_lists_hold_all_points():
    given = points(30)
    file = deck(screen("butir", given))
    found = "\n".join(texts(slide) for slide in file.slides)
    for lead, said in given.butir:
        assert (f"{lead}: {said}" if lead else said) in found


@pytest.mark.parametrize("count", [1, 4, 18])
def test_a_map_is_shapes_with_names_and_figures(count):
    file = deck(screen("peta", district(count)))
    (group,) = [s for s in file.slides[0].shapes if s.name == "Peta"]
    areas = {s.name: s for s in group.shapes if s._element.xpath("./p:nvSpPr/p:cNvPr[@descr]")}
    said = texts(file.slides[0]).replace("\n", " ").replace("\v", " ")
    for each in district(count).daerah:
        shape = areas[each.nama]
        assert shape._element.xpath(".//a:custGeom")
        assert bool(shape._element.xpath("./p:spPr/a:pattFill")) == each.arsir
        assert each.nama in said
        assert each.nilai in said
    assert "tidak ada yang diukur" in said
    assert "Batas indikatif" in said


def test_a_map_of_many_areas_says_how_many_names_have_no_room():
    file = deck(screen("peta", district(45, 0.03), bars(5)))
    names = sum(shape.name.startswith("Nama: ") for shape in file.slides[0].shapes)
    assert (f"{45 - names} nama tidak muat" in texts(file.slides[0])) == (names < 45)


def test_the_flow_is_ribbons_with_words():
    file = deck(screen("arus", FLOW))
    ribbons = [s.name for s in every_shape(file.slides[0].shapes) if s.name.startswith("Pita")]
    assert sorted(ribbons) == [
        "Pita: kasus baru",
        "Pita: tetap stunting",
        "Pita: tidak lagi stunting",
    ]
    for words in (
        "471",
        "412",
        "+ 61 kasus baru",
        "335 tetap stunting",
        "− 88 tidak lagi stunting",
    ):
        assert words in texts(file.slides[0])


def test_pictures_say_what_they_show(whole):
    for slide in whole.slides:
        described = {
            each.get("descr") for each in slide._element.iter("{*}cNvPr") if each.get("descr")
        }
        title = slide.shapes.title.text_frame.text.removesuffix(" (lanjutan)")
        (given,) = [each for each in (*ALL, *PAIRS) if each.judul == title]
        expected = {each.alt for each in given.gambar}
        if not slide.shapes.title.text_frame.text.endswith(" (lanjutan)"):
            assert expected <= described, title
        for each in slide.shapes:
            if each.has_chart or each.has_table:
                assert each._element._nvXxPr.cNvPr.get("descr") in expected


def test_every_shape_has_a_number_of_its_own(whole):
    for slide in whole.slides:
        numbers = [each.get("id") for each in slide._element.iter("{*}cNvPr")]
        assert len(numbers) == len(set(numbers))


def test_the_warning_of_invented_data_is_on_every_slide(whole):
    warning = "DATA CONTOH, bukan data sebenarnya"
    assert all(warning in texts(slide) for slide in whole.slides)
    assert not any(warning in texts(slide) for slide in deck(*PAIRS, contoh=False).slides)


def test_place_cycle_source_and_date_are_on_every_slide(whole):
    for slide in whole.slides:
        said = texts(slide)
        if any(shape.name == "Bidang judul" for shape in slide.shapes):
            assert "Kabupaten Mojokerto" in said
            assert "Semester I 2026" in said
        else:
            assert "Kabupaten Mojokerto · Semester I 2026" in said
        assert "Data per 28 Februari 2026." in said
        assert SOURCE in said
        assert "Situasi" in said


def test_notes_are_a_paragraph_each():
    file = deck(screen("a"), screen("b", ucapan=()))
    first, second = file.slides
    notes = [each.text for each in first.notes_slide.notes_text_frame.paragraphs]
    assert tuple(notes) == NOTES
    assert not second.has_notes_slide


def test_text_is_large_enough_and_indonesian(whole):
    for slide in whole.slides:
        for run in slide._element.iter("{*}rPr"):
            assert run.get("lang") == "id-ID"
            assert int(run.get("sz")) >= 1000
        for shape in slide.shapes:
            if shape.has_text_frame and not shape.name.startswith(
                ("Sumber", "Asal", "Legenda", "Tanpa angka", "Jumlah")
            ):
                sizes = [int(run.get("sz")) for run in shape._element.iter("{*}rPr")]
                assert min(sizes, default=1200) >= 1200, shape.name
            if shape.has_chart:
                for look in shape.chart._chartSpace.iter("{*}rPr", "{*}defRPr", "{*}endParaRPr"):
                    assert look.get("lang") == "id-ID"
                    assert int(look.get("sz", 1400)) >= 1000


def test_key_figures_are_large():
    slide = deck(screen("angka", bars(3), angka=FIGURES)).slides[0]
    for figure in FIGURES:
        (box,) = [s for s in slide.shapes if s.name == f"Angka: {figure.label}"]
        (size,) = [
            run.font.size.pt
            for each in box.text_frame.paragraphs
            for run in each.runs
            if run.text == figure.value
        ]
        assert size >= 40


def test_colours_of_text_can_be_read_in_any_district_colour():
    for colour in ("#0B5563", "#FFD84D", "#FFFFFF", "#C24A00", "#00FF00"):
        slide = deck(screen("x", rows(2), points(2), angka=FIGURES[:1]), warna=colour).slides[0]
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.is_placeholder:
                continue
            fill = shape._element.xpath("./p:spPr/a:solidFill/a:srgbClr/@val")
            on = f"#{fill[0]}" if fill else theme.BACKGROUND
            if shape.name in ("Tempat dan siklus", "Bagian"):  # on the band of the layout
                on = colour
            for ink in shape._element.xpath(".//a:rPr/a:solidFill/a:srgbClr/@val"):
                assert theme.contrast(f"#{ink}", on) >= 4.5, (colour, shape.name)


def test_the_same_data_give_the_same_bytes():
    assert written(*PAIRS) == written(*PAIRS)


def test_the_file_says_what_it_is():
    core = deck(screen("a")).core_properties
    assert core.title == "Paparan Kabupaten Mojokerto, Semester I 2026"
    assert core.subject == "Data per 28 Februari 2026. DATA CONTOH, bukan data sebenarnya"
    assert core.author == core.last_modified_by == "Kabupaten Mojokerto"
    assert core.language == "id-ID"
    assert not core._element.findall("{*}created")
    with zipfile.ZipFile(io.BytesIO(written(screen("a", bars(2))))) as archive:
        names = archive.namelist()
        assert not [name for name in names if "thumbnail" in name or "printer" in name]
        for name in names:
            if name.startswith("ppt/") and name.endswith(".xml"):
                assert b'lang="en' not in archive.read(name), name
        layouts = [name for name in archive.namelist() if name.startswith("ppt/slideLayouts/slide")]
        assert len(layouts) == 1
        assert "Click to edit" not in archive.read("ppt/slideMasters/slideMaster1.xml").decode()


def png() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 2, 3, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + b"\x10\x80\x40" * 2 for _ in range(3)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_logo_lies_in_the_layout_once():
    file = deck(*PAIRS[:3], logo=png())
    (logo,) = [s for s in file.slides[0].slide_layout.shapes if s.name == "Logo"]
    assert logo._element.xpath("./p:nvPicPr/p:cNvPr/@descr") == ["Logo Kabupaten Mojokerto"]
    assert logo.width * 3 == pytest.approx(logo.height * 2, rel=0.01)


def test_what_is_no_logo_and_no_colour_is_a_sentence():
    with pytest.raises(ValueError, match="Logo harus berkas PNG atau JPG"):
        written(screen("a"), logo=b"bukan gambar")
    with pytest.raises(ValueError, match="Warna utama"):
        written(screen("a"), warna="biru")


def test_logo_and_colour_are_settings(store_home):
    assert lambang.district() == (None, theme.PRIMARY)
    folder = store_home / "pengaturan"
    folder.mkdir(parents=True)
    own = folder / "setelan.csv"
    own.write_text(
        "kunci,nilai,keterangan\nlogo,logo.png,\nwarna_utama,#7A1F5C,\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"Logo logo\.png tidak ada"):
        lambang.district()
    (folder / "logo.png").write_bytes(png())
    assert lambang.district() == (png(), "#7A1F5C")
    (store_home / "luar.png").write_bytes(png())
    own.write_text("kunci,nilai,keterangan\nlogo,../luar.png,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="tidak ada di folder pengaturan"):
        lambang.district()


def test_no_screens_make_an_empty_presentation():
    assert len(deck().slides) == 0


# Children of elements written by hand, in the order of ECMA-376; PowerPoint repairs a file with another.
ORDER = {
    "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotFmts chart spPr txPr "
    "externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
    "dispBlanksAs showDLblsOverMax extLst",
    "plotArea": "layout barChart lineChart scatterChart catAx valAx dTable spPr extLst",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId extLst",
    "scatterChart": "scatterStyle varyColors ser dLbls axId extLst",
    "ser": "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat "
    "val xVal yVal smooth shape extLst",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator showLeaderLines leaderLines extLst",
    "dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName "
    "showPercent showBubbleSize separator extLst",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr extLst",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt "
    "majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset "
    "tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt "
    "majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween "
    "majorUnit minorUnit dispUnits extLst",
    "scaling": "logBase orientation max min",
    "legend": "legendPos legendEntry layout overlay spPr txPr extLst",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h extLst",
    "marker": "symbol size spPr",
    "sp": "nvSpPr spPr style txBody extLst",
    "cxnSp": "nvCxnSpPr spPr style extLst",
    "spPr": "xfrm custGeom prstGeom noFill solidFill gradFill blipFill pattFill grpFill ln effectLst",
    "custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    "ln": "noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd",
    "txBody": "bodyPr lstStyle p",
    "p": "pPr r br fld endParaRPr",
    "pPr": "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buFontTx buFont buNone buAutoNum buChar "
    "tabLst defRPr",
    "rPr": "ln noFill solidFill effectLst highlight latin ea cs sym hlinkClick extLst",
    "tcPr": "lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D noFill solidFill gradFill headers extLst",
    "tc": "txBody tcPr extLst",
    "fld": "rPr pPr t",
}
MIXED = {"p"}  # runs, breaks and fields come in the order of the text


def test_elements_stand_in_the_order_of_the_schema():
    with zipfile.ZipFile(io.BytesIO(written(*ALL, *PAIRS, logo=png()))) as archive:
        parts = [
            name
            for name in archive.namelist()
            if name.endswith(".xml")
            and name.split("/")[1:2]
            and name.split("/")[1]
            in ("slides", "charts", "slideLayouts", "slideMasters", "notesSlides")
        ]
        assert len(parts) > 40
        for name in parts:
            for element in etree.fromstring(archive.read(name)).iter(etree.Element):
                kind = etree.QName(element).localname
                if kind not in ORDER:
                    continue
                children = [etree.QName(child).localname for child in element]
                if kind == "marker" and not children:
                    continue  # of a line chart, a switch
                order = ORDER[kind].split()
                assert set(children) <= set(order), (name, kind, set(children) - set(order))
                if kind in MIXED:
                    children = [each for each in children if each in ("pPr", "endParaRPr")]
                places = [order.index(each) for each in children]
                assert places == sorted(places), (name, kind, children)
