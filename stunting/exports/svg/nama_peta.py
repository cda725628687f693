"""Names on a map: with their signs and figures, readable on any fill, none over another."""

from __future__ import annotations

from dataclasses import dataclass

from stunting import theme
from stunting.charts.placement import push_apart
from stunting.exports.svg import teks
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan.gambar import Daerah

_SIZES = (26, 24, 22, 20, 18, 16)
_MANY = 12  # from here on the names begin smaller
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
    sizes = [each for each in _SIZES if len(areas) <= _MANY or each <= 22]
    for size, values in [(each, True) for each in sizes] + [(sizes[-1], False)]:
        labels = [
            _label(each, size, max(wide * 0.9, size * 4), frame.w, values)
            for each, wide in zip(areas, widths, strict=True)
        ]
        boxes = [(each.wide, each.high) for each in labels]
        moved = push_apart(home, boxes, int(frame.w), int(frame.h))
        at = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(home, moved, strict=True)]
        if len(_clear(at, boxes)) == len(areas):
            break
    clear = _clear(at, boxes)
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
