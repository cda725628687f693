"""Lines over cycles or ages: words at their ends instead of a legend, gaps left open and named."""

from __future__ import annotations

from stunting import bahasa
from stunting.exports.svg import baris, tanda, teks, ujung
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.exports.svg.sumbu import Axis, spread_words
from stunting.paparan.gambar import Garis, Seri

_LABELS = 0.32  # of the width, at most
_MANY_POINTS = 16  # from here on a line without a sign at each point
_BAND = 0.16  # how much of its colour the band of an interval shows
_INTERVALS = "Pita atau garis tegak: selang kepercayaan 95\u00a0%."


def paint(canvas: Kanvas, picture: Garis, box: Kotak) -> None:
    """Draw the lines into ``box``."""
    box = baris.heading(canvas, box, picture.judul)
    if not picture.seri or not picture.posisi:
        baris.nothing(canvas, box)
        return
    if any(_intervals(each) for each in picture.seri):
        high = baris.note_high(box)
        baris.note(canvas, box, _INTERVALS, box.bottom - high)
        box = box.cut(bottom=high)
    size = round(baris.base_size(box), 1)
    axis = Axis.over(
        _values(picture), zero=picture.dari_nol, percent=picture.persen, unit=picture.satuan
    )
    left = teks.widest([axis.words(each) for each in axis.ticks], size) + 14
    texts = [_text(each, picture) for each in picture.seri]
    natural = max(
        max(teks.width(name, size, teks.TEBAL), teks.width(rest, size)) for name, rest in texts
    )
    right = min(natural, box.w * _LABELS) + ujung.AWAY
    plot = box.cut(left=left, right=right, top=size * 0.7)
    names = spread_words(picture.x, picture.posisi, plot, size, box)
    plot = plot.cut(bottom=names.high + 12)
    for tick in axis.ticks:
        y = axis.y(tick, plot)
        zero = tick == 0
        colour = canvas.tema.redup if zero else canvas.tema.garis
        canvas.line(plot.x, y, plot.right, y, colour, 1.5)
        canvas.middle(
            plot.x - 14, y, [axis.words(tick)], size, anchor="end", colour=canvas.tema.redup
        )
    for x, lines in names.placed:
        canvas.lines(x, plot.bottom + 12, lines, names.size, anchor="middle")
    places = [names.across(each) for each in picture.posisi]
    for each in picture.seri:
        _interval(canvas, each, places, axis, plot)
    labels = []
    for n, (series, (name, rest)) in enumerate(zip(picture.seri, texts, strict=True)):
        end = _line(canvas, series, places, axis, plot, n) or (None, plot.bottom)
        labels.append(ujung.Label(name, rest, *end, canvas.tema.ink(series.warna)))
    beside = Kotak(plot.right, box.y, box.right - plot.right, plot.bottom + 6 - box.y)
    ujung.write(canvas, labels, plot, beside, size)


def _line(
    canvas: Kanvas, series: Seri, places: list[float], axis: Axis, plot: Kotak, number: int
) -> tuple[float, float] | None:
    """Draw one line with its points; returns where it ends."""
    colour = canvas.tema.ink(series.warna) if canvas.tema.gelap else canvas.tema.fill(series.warna)
    pieces: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(places, series.nilai, strict=True):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((x, axis.y(value, plot)))
    points = [point for piece in pieces for point in piece]
    if series.sambung:
        for piece in pieces:
            if len(piece) > 1:
                d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece)
                dash = ' stroke-dasharray="12 8"' if series.putus else ""
                canvas.path(d, stroke=colour, line=4, more=dash)
    if not series.sambung or len(points) < _MANY_POINTS:
        for x, y in points:
            tanda.draw(canvas, number, x, y, 8, colour)
    else:  # a figure between two gaps has no line of its own
        for piece in pieces:
            if len(piece) == 1:
                tanda.draw(canvas, number, *piece[0], 7, colour)
    return points[-1] if points else None


def _interval(canvas: Kanvas, series: Seri, places: list[float], axis: Axis, plot: Kotak) -> None:
    if not _intervals(series):
        return
    known = [
        (x, axis.y(low, plot), axis.y(high, plot), value is not None)
        for x, value, low, high in zip(places, series.nilai, series.bawah, series.atas, strict=True)
        if low is not None and high is not None
    ]
    colour = canvas.tema.ink(series.warna)
    if not series.sambung or len(known) < 2:
        for x, low, high, _ in known:
            canvas.line(x, low, x, high, colour, 3)
            for y in (low, high):
                canvas.line(x - 7, y, x + 7, y, colour, 3)
        return
    piece: list[tuple[float, float, float]] = []
    for x, low, high in [*_with_gaps(series, places, axis, plot), (0.0, None, None)]:
        if low is not None:
            piece.append((x, low, high))
            continue
        if len(piece) > 1:
            there = "L".join(f"{x:.1f} {high:.1f}" for x, _, high in piece)
            back = "L".join(f"{x:.1f} {low:.1f}" for x, low, _ in reversed(piece))
            canvas.path(f"M{there}L{back}Z", colour, more=f' fill-opacity="{_BAND}"')
        elif piece:
            x, low, high = piece[0]
            canvas.line(x, low, x, high, colour, 3)
        piece = []


def _with_gaps(series: Seri, places: list[float], axis: Axis, plot: Kotak) -> list[tuple]:
    return [
        (x, None, None)
        if low is None or high is None
        else (x, axis.y(low, plot), axis.y(high, plot))
        for x, low, high in zip(places, series.bawah, series.atas, strict=True)
    ]


def _text(series: Seri, picture: Garis) -> tuple[str, str]:
    """The name of a line and its last figure; of which place, when that is not the last one."""
    known = [n for n, value in enumerate(series.nilai) if value is not None]
    name = teks.clean(series.nama)
    if not known:
        return name, baris.NOTHING
    value = series.nilai[known[-1]]
    said = (
        bahasa.persen(value)
        if picture.persen
        else f"{bahasa.angka(value, 1)}\u00a0{picture.satuan}"
    )
    place = teks.clean(picture.x[known[-1]])
    if place and known[-1] != len(series.nilai) - 1:
        said += f" pada {place}"
    return name, said


def _intervals(series: Seri) -> bool:
    return bool(series.bawah) and len(series.bawah) == len(series.nilai) == len(series.atas)


def _values(picture: Garis) -> list[float]:
    return [
        value
        for series in picture.seri
        for values in (series.nilai, series.bawah, series.atas)
        for value in values
        if value is not None
    ]
