"""Bars as native charts: one below the other with intervals, and stacked ones."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_MARK

from stunting import bahasa, theme
from stunting.exports.pptx import bagan, bentuk, huruf
from stunting.exports.pptx.bentuk import LEAST, SMALL, Alas, Kotak, emu, words
from stunting.paparan.gambar import Batang, Tumpukan, Urutan

_SIZES = (LEAST, 13, 12, 11, 10)  # of names; larger ones where the rows are high
_LINE = 1.09  # a line of a name is no lower than so many sizes, so that it can be read
_TALL = 72.0  # nor higher: few bars are no towers
_NAMES = 0.42  # the names take no more of the width
_GAP = 8.0
_APART = 32.0  # between two columns of bars
_COMPANION = 600.0  # bars in a box narrower than this stand beside another picture
_COLUMN = 330.0  # two columns of bars only where each is as wide


def least_height(gambar: Urutan | Tumpukan, wide: float, size: float) -> float:
    """The height in which all bars stand with names of this size, in two columns where they may."""
    size = _floor(wide, size)
    if isinstance(gambar, Tumpukan):
        names = [name for name, _ in gambar.baris]
        return _legend_height(gambar, wide) + len(names) * (_least_row(names, wide, size) + 2)
    if not gambar.batang:
        return 0.0
    names = [each.nama for each in gambar.batang]
    head = _reference_height(gambar, wide) if gambar.acuan else 0
    high = len(names) * _least_row(names, wide, size)
    if _two(wide):
        half = math.ceil(len(names) / 2)
        high = min(high, half * _least_row(names, _half(wide), size))
    return head + high


def ordered(alas: Alas, gambar: Urutan, kotak: Kotak, mulai: int = 0) -> int:
    """Draw bars from number ``mulai`` on as far as there is room; returns the number of the next one.

    The names get smaller before a second slide is needed; then both slides hold about as many.
    """
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul if mulai == 0 else "")
    if not gambar.batang:
        return 0
    rest = gambar.batang[mulai:]
    room = kotak.h - (_reference_height(gambar, kotak.w) if gambar.acuan else 0)
    names = [each.nama for each in gambar.batang]
    sizes = [each for each in _SIZES if each >= _floor(kotak.w, alas.terkecil)]
    for size in sizes:
        single = max(1, int(room // _least_row(names, kotak.w, size)))
        double = max(1, int(room // _least_row(names, _half(kotak.w), size)))
        if not _two(kotak.w) or single >= 2 * double:
            double = 0
        if len(rest) <= max(single, 2 * double):
            break
    if len(rest) <= single or not double:
        shown = rest[: evenly(len(rest), single)]
        _ordered_column(alas, gambar, shown, kotak, size)
        return mulai + len(shown)
    shown = rest[: evenly(len(rest), 2 * double)]
    half = math.ceil(len(shown) / 2)
    wide = _half(kotak.w)
    for n, part in enumerate((shown[:half], shown[half:])):
        box = Kotak(kotak.x + n * (wide + _APART), kotak.y, wide, kotak.h)
        _ordered_column(alas, gambar, part, box, size, tinggi=half)
    return mulai + len(shown)


def _floor(wide: float, least: float) -> float:
    """Names are that small only beside another picture."""
    return least if wide < _COMPANION else max(least, SMALL)


def evenly(rest: int, fits: int) -> int:
    """How many of the rest come now, so that none stands alone on the last slide."""
    return math.ceil(rest / math.ceil(rest / fits)) if rest else 0


def _two(wide: float) -> bool:
    return wide >= 2 * _COLUMN + _APART


def _half(wide: float) -> float:
    return (wide - _APART) / 2


def _ordered_column(
    alas: Alas,
    gambar: Urutan,
    batang: Sequence[Batang],
    kotak: Kotak,
    size: float,
    *,
    tinggi: int | None = None,
) -> None:
    rows = tinggi or len(batang)
    if not batang:
        return
    head = _reference_height(gambar, kotak.w) if gambar.acuan else 0
    row = min((kotak.h - head) / rows, _TALL)
    if size >= LEAST:
        size = 18 if row >= 44 and kotak.w >= _COMPANION else 16 if row >= 24 else size
    names = _names_width([each.nama for each in gambar.batang], size, kotak.w)
    said = [huruf.clean(each.teks) for each in gambar.batang if each.nilai is not None]
    values = max((huruf.width(each, size, True) for each in said), default=0) + 10
    values = min(values, kotak.w * 0.4)
    plot = Kotak(
        kotak.x + names, kotak.y + head, kotak.w - names - values - _GAP, row * len(batang)
    )
    chart_box = Kotak(kotak.x, kotak.y + head, kotak.w, plot.h)
    largest = _largest(gambar)
    scale = plot.w / largest
    for n, each in enumerate(batang):
        if each.dipilih:
            band = Kotak(kotak.x, plot.y + n * row, kotak.w, row)
            bentuk.rectangle(
                alas, band, theme.HIGHLIGHT_SOFT, nama="Terpilih", garis=theme.HIGHLIGHT, tebal=1.5
            )
    data = bagan.Nilai(
        [each.nama for each in batang],
        [([each.bawah for each in batang], [each.atas for each in batang])],
        "0.0%" if gambar.persen else "General",
    )
    data.add_series(gambar.judul or "Nilai", [each.nilai for each in batang])
    chart = bagan.add(
        alas, chart_box, XL_CHART_TYPE.BAR_CLUSTERED, data, nama="Grafik batang", alt=gambar.alt
    )
    _axes(chart, size, largest * (chart_box.right - plot.x) / plot.w)
    # The plot itself runs on to the edge: the words beside the bars must lie inside it.
    bagan.inner(chart, chart_box, Kotak(plot.x, plot.y, chart_box.right - plot.x, plot.h))
    chart.plots[0].gap_width = 55
    series = chart.plots[0].series[0]
    for n, each in enumerate(batang):
        _bar(series, n, each)
    _labels(series, batang, size, plot, scale, chart_box)
    bagan.intervals(
        series,
        [each.nilai for each in batang],
        [each.bawah for each in batang],
        [each.atas for each in batang],
        theme.TEXT,
        arah=False,
    )
    if gambar.acuan:
        _reference(alas, gambar, plot, scale, kotak)
    for n, each in enumerate(batang):
        if each.nilai is None and each.teks:
            high = min(size * huruf.LINE, row)
            wide = min(huruf.width(each.teks, size) + 8, kotak.right - plot.x - 2)
            box = Kotak(plot.x + 2, plot.y + n * row + (row - high) / 2, wide, high)
            bentuk.text_box(
                alas,
                box,
                [words(each.teks, size, theme.MUTED)],
                nama=f"Tanpa angka: {each.nama}",
                tegak="tengah",
                isi=theme.HIGHLIGHT_SOFT if each.dipilih else theme.BACKGROUND,
                tepi=(4, 0, 0, 0),
                bungkus=False,
            )


def _reference(alas: Alas, gambar: Urutan, plot: Kotak, scale: float, kotak: Kotak) -> None:
    value, said = gambar.acuan
    x = plot.x + value * scale
    high = _reference_height(gambar, kotak.w)
    bentuk.line(
        alas,
        (x, plot.y - 4),
        (x, plot.bottom),
        theme.TARGET,
        nama="Garis acuan",
        tebal=2,
        putus=True,
    )
    lines = huruf.wrap(said, LEAST, kotak.w, True)
    wide = max(huruf.width(each, LEAST, True) for each in lines) + 2
    left = min(max(x - wide / 2, kotak.x), kotak.right - wide)
    bentuk.text_box(
        alas,
        Kotak(left, plot.y - high, wide, high - 5),
        [words(said, LEAST, theme.TARGET, tebal=True, rata="tengah")],
        nama="Acuan",
        tegak="bawah",
    )


def _reference_height(gambar: Urutan, wide: float) -> float:
    return huruf.height(gambar.acuan[1], LEAST, wide, True) + 6


def _largest(gambar: Urutan) -> float:
    """The value at the right end of the bars, the same for all parts of one picture."""
    found = [each.nilai for each in gambar.batang] + [each.atas for each in gambar.batang]
    found += [gambar.acuan[0]] if gambar.acuan else []
    found.append(1.0 if gambar.utuh else 0.0)
    return max(each for each in found if each is not None) or 1.0


def _names_width(names: Sequence[str], size: float, wide: float) -> float:
    return min(max(huruf.width(huruf.clean(each), size) for each in names) + 18, wide * _NAMES)


def _least_row(names: Sequence[str], wide: float, size: float) -> float:
    """The height of a row in which names can be read, broken as need be and next to each other."""
    room = _names_width(names, size, wide) - 18
    lines = [len(huruf.wrap(huruf.clean(each), size, room)) for each in names]
    # A long name may stand out of its row where the next one is short.
    most = max((a + b) / 2 for a, b in zip(lines, [*lines[1:], 1], strict=True))
    line = size * _LINE
    return line if most == 1 else most * (line + 1.6)


def _axes(chart, size: float, largest: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_labels.font.size = emu(size)
    names.format.line.color.rgb = bagan.rgb(theme.MUTED)
    bagan.name_every(names, 1)
    names.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale = 0, largest
    values.has_major_gridlines = False
    values.visible = False


def _bar(series, n: int, batang: Batang) -> None:
    point = series.points[n].format
    point.fill.solid()
    point.fill.fore_color.rgb = bagan.rgb(batang.warna)
    if batang.dipilih:
        point.line.color.rgb = bagan.rgb(theme.TEXT)
        point.line.width = emu(2)


def _labels(
    series, batang: Sequence[Batang], size: float, plot: Kotak, scale: float, chart_box: Kotak
) -> None:
    """The words of each bar in a column of their own, where neither interval nor line runs through them."""
    labels = []
    for n, each in enumerate(batang):
        if each.nilai is None or not each.teks:
            continue
        away = (plot.w + _GAP - each.nilai * scale) / chart_box.w
        text = bentuk.paragraphs([words(each.teks, size, tebal=True)])
        labels.append(
            f'<c:dLbl><c:idx val="{n}"/><c:layout><c:manualLayout><c:x val="{away:.5f}"/><c:y val="0"/>'
            f'</c:manualLayout></c:layout><c:tx><c:rich><a:bodyPr wrap="none" lIns="0" rIns="0"/>'
            f"<a:lstStyle/>{text}</c:rich></c:tx><c:dLblPos val='outEnd'/>{bagan.SHOWN}</c:dLbl>"
        )
    bagan.data_labels(series, labels)


def stacked(alas: Alas, gambar: Tumpukan, kotak: Kotak, mulai: int = 0) -> int:
    """Draw stacked bars from row ``mulai`` on as far as there is room; returns the number of the next row."""
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul if mulai == 0 else "")
    legend = _legend_height(gambar, kotak.w)
    rows = gambar.baris[mulai:]
    names = [name for name, _ in gambar.baris]
    sizes = [each for each in _SIZES if each >= _floor(kotak.w, alas.terkecil)]
    for size in sizes:
        fits = max(1, int((kotak.h - legend) // (_least_row(names, kotak.w, size) + 2)))
        if len(rows) <= fits:
            break
    rows = rows[: evenly(len(rows), fits)]
    if not rows or not gambar.bagian:
        return mulai + len(rows)
    row = min((kotak.h - legend) / len(rows), _TALL)
    size = 16 if row >= 24 and size >= LEAST else size
    names = _names_width([name for name, _ in gambar.baris], size, kotak.w)
    largest = max((sum(counts) for _, counts in gambar.baris), default=0) or 1
    totals = huruf.width(bahasa.angka(largest), size, True) + 12
    plot = Kotak(kotak.x + names, kotak.y + legend, kotak.w - names - totals, row * len(rows))
    data = bagan.Nilai([name for name, _ in rows])
    for n, (said, _) in enumerate(gambar.bagian):
        data.add_series(huruf.clean(said), [counts[n] for _, counts in rows])
    box = Kotak(kotak.x, kotak.y, kotak.w, legend + plot.h)
    chart = bagan.add(
        alas, box, XL_CHART_TYPE.BAR_STACKED, data, nama="Grafik batang bertumpuk", alt=gambar.alt
    )
    _axes(chart, size, largest)
    bagan.inner(chart, box, plot)
    bagan.legend(chart, legend / box.h)
    gap = 45 if row >= 24 else 20
    chart.plots[0].gap_width, chart.plots[0].overlap = gap, 100
    for n, (_, colour) in enumerate(gambar.bagian):
        series = chart.plots[0].series[n]
        fill = series.format.fill
        fill.solid()
        fill.fore_color.rgb = bagan.rgb(colour)
        series.format.line.color.rgb = bagan.rgb(theme.BACKGROUND)
        series.format.line.width = emu(1)
        _counts(series, [counts[n] for _, counts in rows], colour, size, plot.w / largest, row)
    for n, (name, counts) in enumerate(rows):
        x = plot.x + sum(counts) / largest * plot.w + 6
        high = size * huruf.LINE
        bentuk.text_box(
            alas,
            Kotak(x, plot.y + n * row + (row - high) / 2, totals - 6, high),
            [words(bahasa.angka(sum(counts)), size, tebal=True)],
            nama=f"Jumlah: {name}",
            tegak="tengah",
        )
    return mulai + len(rows)


def _counts(
    series, counts: Sequence[int], colour: str, size: float, scale: float, high: float
) -> None:
    """Each count inside its part where there is room for it; the others stand in the chart's own data."""
    labels = []
    ink = theme.text_on(colour)
    for n, count in enumerate(counts):
        text = bahasa.angka(count)
        if not count or huruf.width(text, size) + 4 > count * scale or high < size:
            continue
        rich = bentuk.paragraphs([words(text, size, ink)])
        labels.append(
            f'<c:dLbl><c:idx val="{n}"/><c:tx><c:rich><a:bodyPr wrap="none" lIns="0" rIns="0"/><a:lstStyle/>'
            f"{rich}</c:rich></c:tx><c:dLblPos val='ctr'/>{bagan.SHOWN}</c:dLbl>"
        )
    bagan.data_labels(series, labels)


def _legend_rows(gambar: Tumpukan, wide: float) -> list[list[tuple[str, str]]]:
    return flow([(said, colour) for said, colour in gambar.bagian], wide)


def flow(entries: Sequence[tuple], wide: float) -> list[list[tuple]]:
    """Legend entries (words first) set side by side as far as they fit."""
    rows: list[list[tuple]] = [[]]
    used = 0.0
    for entry in entries:
        each = huruf.width(entry[0], LEAST) + 22 + 18
        if rows[-1] and used + each > wide:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += each
    return rows


def _legend_height(gambar: Tumpukan, wide: float) -> float:
    return len(_legend_rows(gambar, wide)) * 21 + 6
