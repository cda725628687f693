"""Names on a map: with their signs and figures, readable on any fill, none over another."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stunting import theme
from stunting.exports.svg import teks
from stunting.exports.svg.geser import push_apart
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan.gambar import Daerah

_SIZES = (30, 26, 24, 22, 20, 18, 16)
_MANY = (6, 12)  # from here on the names begin smaller
_STRAY = 60  # px a name may be away from its place without a smaller size being tried
_HALO = 4  # px around the words
_VALUE = 0.92  # size of the figure to that of the name


@dataclass(frozen=True)
class _Label:
    area: Daerah
    name: list[str]
    value: str
    wide: float
    high: float


def paint(
    canvas: Kanvas,
    areas: tuple[Daerah, ...],
    points: list[tuple[float, float]],
    widths: list[float],
    frame: Kotak,
) -> list[str]:
    """Write the names; returns those for which there was no room at all.

    ``points``: where each name belongs; ``widths``: of the areas; both in pixels.
    """
    home = [(x - frame.x, y - frame.y) for x, y in points]
    few, several = _MANY
    largest = 30 if len(areas) <= few else 26 if len(areas) <= several else 22
    sizes = [each for each in _SIZES if each <= largest]
    best = None
    for size, values in [(each, True) for each in sizes] + [(18, False), (16, False)]:
        labels = [
            _label(each, size, max(wide * 0.9, size * 4), frame.w, values)
            for each, wide in zip(areas, widths, strict=True)
        ]
        boxes = [(each.wide, each.high) for each in labels]
        at = push_apart(home, boxes, frame.w, frame.h)
        clear = _clear(at, boxes)
        strayed = max(math.dist(a, b) for a, b in zip(home, at, strict=True))
        found = (len(clear), -max(strayed, _STRAY)), size, labels, at, clear
        best = found if best is None or found[0] > best[0] else best
        if best[0] == (len(areas), -_STRAY):
            break
    _, size, labels, at, clear = best
    for n in clear:
        x, y = frame.x + at[n][0], frame.y + at[n][1]
        _leader(canvas, points[n], (x, y), labels[n])
    for n in clear:
        x, y = frame.x + at[n][0], frame.y + at[n][1]
        _write(canvas, labels[n], x, y, size)
    return [areas[n].nama for n in range(len(areas)) if n not in clear]


def _label(area: Daerah, size: float, room: float, most: float, values: bool) -> _Label:
    sign = f"{area.tanda}\u00a0" if area.tanda else ""
    words = teks.clean(sign + area.nama)
    room = min(
        max(room, *(teks.width(word, size, teks.TEBAL) for word in words.split(" "))),
        most - 2 * _HALO,
    )
    name = teks.wrap(words, size, room, teks.TEBAL)
    value = teks.shorten(teks.clean(area.nilai), size * _VALUE, most - 2 * _HALO) if values else ""
    wide = max(teks.widest(name, size, teks.TEBAL), teks.width(value, _figure(size)))
    high = len(name) * size * teks.LINE + (_figure(size) * teks.LINE if value else 0)
    return _Label(area, name, value, wide + 2 * _HALO, high + _HALO)


def _write(canvas: Kanvas, label: _Label, x: float, y: float, size: float) -> None:
    how = {"anchor": "middle", "colour": theme.TEXT, "halo": theme.BACKGROUND}
    top = y - (label.high - _HALO) / 2
    top = canvas.lines(x, top, label.name, size, weight=teks.TEBAL, **how)
    if label.value:
        canvas.lines(x, top, [label.value], _figure(size), **how)


def _figure(size: float) -> float:
    return max(teks.SMALLEST, round(size * _VALUE, 1))


def _leader(
    canvas: Kanvas, home: tuple[float, float], at: tuple[float, float], label: _Label
) -> None:
    """A thin line from a name that had to move out of its area's middle to that middle."""
    if abs(home[0] - at[0]) <= label.wide / 2 and abs(home[1] - at[1]) <= label.high / 2 + 6:
        return
    for colour, px in ((theme.BACKGROUND, 4.5), (theme.TEXT, 1.8)):
        canvas.line(*home, *at, colour, px)


def _clear(at: list[tuple[float, float]], boxes: list[tuple[float, float]]) -> list[int]:
    """The names that lie over none of those before them."""
    kept: list[int] = []
    for n, ((x, y), (wide, high)) in enumerate(zip(at, boxes, strict=True)):
        if all(
            abs(x - at[m][0]) >= (wide + boxes[m][0]) / 2 - 0.5
            or abs(y - at[m][1]) >= (high + boxes[m][1]) / 2 - 0.5
            for m in kept
        ):
            kept.append(n)
    return kept
