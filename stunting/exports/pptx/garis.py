"""Lines over cycles or ages as native charts, each line named at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE

from stunting import bahasa, theme
from stunting.exports.pptx import bagan, bentuk, huruf
from stunting.exports.pptx.bentuk import LEAST, Alas, Kotak, emu, words
from stunting.paparan.gambar import Garis, Seri

_FOOT = 28.0  # words of the x axis
_NAMES = 0.33  # the names of the lines take no more of the width
_POINTS_SAID = 9  # so many points of the only line carry their figure
_SPARSE = 16  # with more places than these a line has no markers


def draw(alas: Alas, gambar: Garis, kotak: Kotak, mulai: int = 0) -> int:
    """Draw the lines; always all of them, so it returns 1."""
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul)
    if not gambar.x or not gambar.seri:
        return 1
    low, high, apart = _scale(gambar)
    ends = [(each, *_last(each)) for each in gambar.seri]
    said = [_said(gambar, each, value, len(gambar.seri) > 1) for each, _, value in ends]
    names = min(
        max(huruf.width(line, LEAST, True) for each in said for line in each.split("\n")) + 14,
        kotak.w * _NAMES,
    )
    if not any(said):
        names = 12
    ticks = max(huruf.width(_tick(gambar, n), LEAST) for n in (low, high)) + 18
    plot = Kotak(kotak.x + ticks, kotak.y + 10, kotak.w - ticks - names, kotak.h - 10 - _FOOT)
    even = _even(gambar.posisi)
    chart = _chart(alas, gambar, kotak, even)
    bagan.inner(chart, kotak, plot)
    named = even and max(huruf.width(each, LEAST) for each in gambar.x) + 6 <= plot.w / len(
        gambar.x
    )
    _axes(chart, gambar, even, named, low, high, apart)
    for seri, series in zip(gambar.seri, chart.plots[0].series, strict=True):
        _look(series, seri, len(gambar.x))
        if len(seri.bawah) == len(seri.atas) == len(seri.nilai):
            bagan.intervals(series, seri.nilai, seri.bawah, seri.atas, seri.warna, arah=True)
        if len(gambar.seri) == 1 and _count(seri) <= _POINTS_SAID:
            _figures(series, gambar, seri, plot.h / (high - low) / kotak.h)
    if not named:
        _places(alas, gambar, plot, even)
    _line_names(
        alas, ends, said, low, high, plot, Kotak(plot.right + 8, kotak.y, names - 8, kotak.h)
    )
    return 1


def _chart(alas: Alas, gambar: Garis, kotak: Kotak, even: bool):
    """A line chart over places of equal distance; over others points with their own place."""
    look = "0.0%" if gambar.persen else "General"
    if even:
        data = bagan.Nilai(gambar.x, [(each.bawah, each.atas) for each in gambar.seri], look)
        for each in gambar.seri:
            data.add_series(huruf.clean(each.nama), each.nilai)
        kind = XL_CHART_TYPE.LINE_MARKERS
    else:
        data = bagan.Titik(number_format=look)
        for each in gambar.seri:
            series = data.add_series(huruf.clean(each.nama))
            for x, y in zip(gambar.posisi, each.nilai, strict=True):
                series.add_data_point(x, y)
        kind = XL_CHART_TYPE.XY_SCATTER_LINES
    return bagan.add(alas, kotak, kind, data, nama="Grafik garis", alt=gambar.alt)


def _axes(
    chart, gambar: Garis, even: bool, named: bool, low: float, high: float, apart: float
) -> None:
    """Both axes; ``named``: the words of the places have room side by side, so the chart writes them."""
    across, up = chart.category_axis, chart.value_axis
    up.minimum_scale, up.maximum_scale, up.major_unit = low, high, apart
    up.has_major_gridlines = True
    up.major_gridlines.format.line.color.rgb = bagan.rgb(theme.GRID)
    up.major_gridlines.format.line.width = emu(1)
    up.format.line.fill.background()
    up.major_tick_mark = up.minor_tick_mark = XL_TICK_MARK.NONE
    up.tick_labels.number_format_is_linked = False
    up.tick_labels.number_format = _format(gambar, apart)
    across.has_major_gridlines = False
    across.major_tick_mark = across.minor_tick_mark = XL_TICK_MARK.NONE
    across.format.line.color.rgb = bagan.rgb(theme.MUTED)
    if even:
        bagan.name_every(across, 1)
    else:
        across.minimum_scale, across.maximum_scale = _reach(gambar)
        up.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    # Where there is no room, text boxes below the axis name as many places as do not touch.
    none = XL_TICK_LABEL_POSITION.NONE
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW if named else none


def _look(series, seri: Seri, places: int) -> None:
    line = series.format.line
    if seri.sambung:
        line.color.rgb = bagan.rgb(seri.warna)
        line.width = emu(2.75)
        if seri.putus:
            line.dash_style = MSO_LINE.DASH
    else:
        line.fill.background()
    series.smooth = False
    marker = series.marker
    if seri.sambung and (places > _SPARSE or seri.putus):
        # a single point between two gaps would not show without one
        marker.style = XL_MARKER_STYLE.CIRCLE if _alone(seri.nilai) else XL_MARKER_STYLE.NONE
        marker.size = 5
    else:
        marker.style = XL_MARKER_STYLE.CIRCLE if seri.sambung else XL_MARKER_STYLE.DIAMOND
        marker.size = 9 if seri.sambung else 11
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = bagan.rgb(seri.warna)
    marker.format.line.color.rgb = bagan.rgb(theme.BACKGROUND)


def _figures(series, gambar: Garis, seri: Seri, scale: float) -> None:
    """The figure of each point above it and its interval; ``scale``: share of the chart per unit."""
    colour = bentuk.readable(seri.warna)
    labels = []
    for n, value in enumerate(seri.nilai):
        if value is None:
            continue
        rich = bentuk.paragraphs([words(_figure(gambar, value), LEAST, colour, tebal=True)])
        end = seri.atas[n] if len(seri.atas) == len(seri.nilai) else None
        up = "" if end is None else _moved_up((end - value) * scale)
        labels.append(
            f'<c:dLbl><c:idx val="{n}"/>{up}<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{rich}'
            f'</c:rich></c:tx><c:dLblPos val="t"/>{bagan.SHOWN}</c:dLbl>'
        )
    bagan.data_labels(series, labels)


def _moved_up(share: float) -> str:
    return f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{-share:.5f}"/></c:manualLayout></c:layout>'


def _places(alas: Alas, gambar: Garis, plot: Kotak, even: bool) -> None:
    """The words of the x axis at their places, as many as do not touch."""
    first, last = _reach(gambar)
    right = -math.inf
    slot = plot.w / len(gambar.x)
    for n, (place, said) in enumerate(zip(gambar.posisi, gambar.x, strict=True)):
        across = (place - first) / (last - first) * plot.w
        x = plot.x + ((n + 0.5) * slot if even else across)
        wide = huruf.width(said, LEAST) + 4
        box = Kotak(x - wide / 2, plot.bottom + 8, wide, LEAST * huruf.LINE + 2)
        if not said or box.x < right + 8:
            continue
        right = box.right
        bentuk.text_box(
            alas, box, [words(said, LEAST, rata="tengah")], nama=f"Sumbu: {said}", bungkus=False
        )


def _line_names(alas: Alas, ends, said, low: float, high: float, plot: Kotak, kotak: Kotak) -> None:
    """The name of each line beside its last point, moved apart where two would touch."""
    labels = []
    for (seri, _, value), text in zip(ends, said, strict=True):
        if not text:
            continue
        tall = huruf.height(text, LEAST, kotak.w, True)
        share = 0.5 if value is None else (value - low) / ((high - low) or 1)
        labels.append([plot.bottom - share * plot.h - tall / 2, tall, text, seri])
    labels.sort(key=lambda each: each[0])
    middles = [(top + tall / 2, tall) for top, tall, _, _ in labels]
    tops = bentuk.spread(middles, kotak.y, kotak.bottom, 2)
    for top, (_, tall, text, seri) in zip(tops, labels, strict=True):
        bentuk.text_box(
            alas,
            Kotak(kotak.x, top, kotak.w, tall),
            [words(text, LEAST, bentuk.readable(seri.warna), tebal=True)],
            nama=f"Nama garis: {seri.nama}",
        )


def _said(gambar: Garis, seri: Seri, value: float | None, several: bool) -> str:
    name = huruf.clean(seri.nama)
    if value is None:
        return f"{name}: {bahasa.KOSONG}" if name else ""
    if not several and _count(seri) <= _POINTS_SAID:
        return name
    return f"{name} {_figure(gambar, value)}".strip() if len(gambar.x) <= _SPARSE else name


def _figure(gambar: Garis, value: float) -> str:
    if gambar.persen:
        return bahasa.persen(value)
    digits = 0 if float(value).is_integer() else 1
    return f"{bahasa.angka(value, digits)}{bahasa.NBSP}{gambar.satuan}".strip()


def _tick(gambar: Garis, value: float) -> str:
    return bahasa.persen(value, 1) if gambar.persen else bahasa.angka(value, 1)


def _format(gambar: Garis, apart: float) -> str:
    unit = apart * 100 if gambar.persen else apart
    digits = "0" if float(round(unit, 6)).is_integer() else "[$-421]0.0"
    if gambar.persen:
        return f"{digits}\\ %"
    return f'{digits}" {gambar.satuan}"' if gambar.satuan else digits


def _scale(gambar: Garis) -> tuple[float, float, float]:
    """Ends and step of the y axis, round numbers that hold every value and interval."""
    found = [
        value
        for each in gambar.seri
        for values in (each.nilai, each.bawah, each.atas)
        for value in values
        if value is not None
    ]
    factor = 100 if gambar.persen else 1
    low, high = (min(found), max(found)) if found else (0.0, 1.0 / factor)
    if gambar.dari_nol:
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        low, high = low - (0 if gambar.dari_nol else 1 / factor), low + 1 / factor
    apart = bagan.step((high - low) * factor, utuh=False) / factor
    bottom = math.floor(low / apart + 1e-9) * apart
    top = math.ceil(high / apart - 1e-9) * apart
    return round(bottom, 10), round(top, 10), round(apart, 10)


def _reach(gambar: Garis) -> tuple[float, float]:
    """Ends of an x axis with places of its own, a little beyond the first and the last."""
    first, last = min(gambar.posisi), max(gambar.posisi)
    beyond = (last - first) * 0.04 or 1.0
    return first - beyond, last + beyond


def _even(places: Sequence[float]) -> bool:
    steps = {round(b - a, 6) for a, b in zip(places, places[1:], strict=False)}
    return len(steps) <= 1 and all(each > 0 for each in steps)


def _last(seri: Seri) -> tuple[int, float | None]:
    return next(
        ((n, v) for n, v in reversed(list(enumerate(seri.nilai))) if v is not None), (0, None)
    )


def _alone(values: Sequence[float | None]) -> bool:
    padded = [None, *values, None]
    return any(
        here is not None and before is None and after is None
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
    )


def _count(seri: Seri) -> int:
    return sum(value is not None for value in seri.nilai)
