"""Bars one below the other: names left, bars from zero, their 95 % intervals, the figures in a column."""

from __future__ import annotations

from stunting import bahasa
from stunting.exports.svg import baris, teks
from stunting.exports.svg.baris import GAP
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan.gambar import Batang, Urutan

_BAR = 0.62  # of the row
_THICKEST = 40
_INTERVALS = "Garis tipis: selang kepercayaan 95\u00a0%."


def paint(canvas: Kanvas, picture: Urutan, box: Kotak) -> None:
    """Draw the bars into ``box``."""
    box = baris.heading(canvas, box, picture.judul)
    bars = picture.batang
    if not bars:
        baris.nothing(canvas, box)
        return
    with_note = any(_interval(each) for each in bars)
    small = baris.base_size(box)
    body = box.cut(
        top=small * 1.5 if picture.acuan else 0, bottom=baris.note_high(box) if with_note else 0
    )
    rows = baris.plan(len(bars), body)
    if with_note:
        baris.note(canvas, box, _INTERVALS, max(each.bottom for each in rows.boxes))
    shown = bars[: len(bars) - rows.omitted]
    beside = [_words(each, picture.persen) for each in shown]
    size, left, right = baris.fit([teks.clean(each.nama) for each in shown], beside, rows)
    ends = [*map(_end, bars), picture.acuan[0] if picture.acuan else 0, 1 if picture.utuh else 0]
    most = max(ends) or 1
    plots = [
        Kotak(each.x + left + GAP, each.y, each.w - left - right - 2 * GAP, each.h)
        for each in rows.columns
    ]
    for row, bar, words in zip(rows.boxes, shown, beside, strict=False):
        plot = next(each for each in plots if row.x < each.x < row.right)
        _row(canvas, row, plot, bar, words, (size, left, right), most)
    if rows.omitted:
        last = rows.boxes[-1]
        canvas.middle(
            last.x, last.y + last.h / 2, [baris.more(rows.omitted)], size, colour=canvas.tema.redup
        )
    for n, plot in enumerate(plots):
        inside = [each for each in rows.boxes[: len(shown)] if each.x < plot.x < each.right]
        if not inside:
            continue
        foot = inside[-1].bottom
        canvas.line(plot.x, plot.y, plot.x, foot, canvas.tema.redup, 1.5)
        if picture.acuan:
            value, words = picture.acuan
            _reference(canvas, rows.columns[n], plot, value / most, words, small, foot)


def _row(
    canvas: Kanvas, row: Kotak, plot: Kotak, bar: Batang, words: str, sizes: tuple, most: float
):
    size, left, right = sizes
    if bar.dipilih:
        baris.highlight(canvas, row)
    baris.name(canvas, row, bar.nama, size, left, bar.dipilih)
    middle = row.y + row.h / 2
    if bar.nilai is not None:
        high = min(row.h * _BAR, _THICKEST)
        wide = max(bar.nilai, 0) / most * plot.w
        fill = canvas.tema.fill(bar.warna)
        canvas.rect(
            Kotak(plot.x, middle - high / 2, wide, high), fill, stroke=canvas.tema.edge(fill)
        )
    if _interval(bar):
        low, top = (plot.x + max(each, 0) / most * plot.w for each in (bar.bawah, bar.atas))
        under = canvas.tema.sorot if bar.dipilih else canvas.tema.latar
        thin = min(row.h * _BAR, _THICKEST) < 18
        canvas.line(low, middle, top, middle, under, 3.5 if thin else 5)
        canvas.line(low, middle, top, middle, canvas.tema.teks, 2)
        for end in (low, top):
            cap = 3.5 if thin else 5
            canvas.line(end, middle - cap, end, middle + cap, canvas.tema.teks, 2)
    weight = teks.TEBAL if bar.dipilih else teks.BIASA
    colour = canvas.tema.teks if bar.nilai is not None or bar.dipilih else canvas.tema.redup
    fitting = max(int(row.h // (size * teks.LINE)), 1)
    lines = teks.wrap(words, size, right + 1, weight, most=fitting)
    canvas.middle(plot.right + GAP, middle, lines, size, weight=weight, colour=colour)


def _reference(
    canvas: Kanvas, column: Kotak, plot: Kotak, share: float, words: str, size: float, foot: float
):
    """The vertical line and its words above it, kept within the column."""
    x = plot.x + share * plot.w
    words = teks.shorten(teks.clean(words), size, column.w, teks.TEBAL)
    half = teks.width(words, size, teks.TEBAL) / 2
    centre = min(max(x, column.x + half), column.right - half)
    top = plot.y - size * 1.4
    canvas.lines(centre, top, [words], size, weight=teks.TEBAL, anchor="middle")
    canvas.line(x, plot.y - 4, x, foot, canvas.tema.latar, 5)
    canvas.line(x, plot.y - 4, x, foot, canvas.tema.teks, 2.5, "9 6")


def _interval(bar: Batang) -> bool:
    return bar.bawah is not None and bar.atas is not None and bar.nilai is not None


def _end(bar: Batang) -> float:
    return max(bar.nilai or 0, bar.atas if _interval(bar) else 0, 0)


def _words(bar: Batang, percent: bool) -> str:
    words = teks.clean(bar.teks)
    if words:
        return words
    if bar.nilai is None:
        return baris.NOTHING
    return bahasa.persen(bar.nilai) if percent else bahasa.angka(bar.nilai)
