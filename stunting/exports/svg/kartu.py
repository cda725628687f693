"""Key figures as cards: the value large, what it is, the counts behind it, its change in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stunting.exports.svg import teks
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.presenters.figures import KeyFigure

SMALLEST_VALUE = 48
_BETWEEN = 28
_WIDEST = 870
_PAD = (30, 24, 20)  # left, right, above and below
_STRIPE = 8
_IN_A_ROW = 5


@dataclass(frozen=True)
class _Sizes:
    value: float
    label: float
    small: float


_SIZES = (_Sizes(60, 25, 22), _Sizes(54, 23, 20), _Sizes(48, 20, 18), _Sizes(48, 18, 16))
_ALONE = (_Sizes(136, 42, 33), _Sizes(116, 38, 30), _Sizes(92, 32, 27), _Sizes(72, 28, 24), *_SIZES)
_VALUE_LINE = 1.08
_AIR = 0.16  # between the parts of a card, in letters of the label


def row(canvas: Kanvas, figures: tuple[KeyFigure, ...], box: Kotak, *, alone: bool) -> float:
    """The cards in one row (more rows when there are many); returns the height they take in pixels.

    ``alone``: no picture follows, the figures are the screen.
    """
    count = len(figures)
    rows = math.ceil(count / (_IN_A_ROW if not alone else 2 if count == 4 else 3))
    per_row = math.ceil(count / rows)
    wide = (box.w - _BETWEEN * (per_row - 1)) / per_row
    wide = wide if alone else min(wide, _WIDEST)
    room = box.h if alone else box.h * 0.42
    inner = wide - _PAD[0] - _PAD[1]
    for sizes in _ALONE if alone else _SIZES:
        value = _value_size(figures, sizes.value, inner)
        laid = [_lay(each, sizes, value, inner) for each in figures]
        high = max(sum(h for *_, h in each) for each in laid) + 2 * _PAD[2]
        if high * rows + _BETWEEN * (rows - 1) <= room:
            break
    top = box.y
    if alone:  # as high as it looks calm, in the middle of the screen
        high = max(high, min((room - _BETWEEN * (rows - 1)) / rows, high * 1.25))
        top += max(room - high * rows - _BETWEEN * (rows - 1), 0) * 0.4
    inset = (high - max(sum(h for *_, h in each) for each in laid)) / 2
    for n, parts in enumerate(laid):
        x = box.x + n % per_row * (wide + _BETWEEN)
        y = top + n // per_row * (high + _BETWEEN)
        _card(canvas, Kotak(x, y, wide, high), parts, inset)
    return high * rows + _BETWEEN * (rows - 1)


def _value_size(figures: tuple[KeyFigure, ...], size: float, room: float) -> float:
    """One size for all values of a screen: a smaller one would look like a lesser figure."""
    values = [teks.clean(each.value) for each in figures]
    while size > SMALLEST_VALUE and teks.widest(values, size, teks.TEBAL) > room:
        size = max(SMALLEST_VALUE, size - 2)
    return size


def _lay(figure: KeyFigure, sizes: _Sizes, value: float, room: float) -> list[tuple]:
    """(lines, size, weight, colour of the theme, height) of each part of a card."""
    parts = [(teks.wrap(figure.value, value, room, teks.TEBAL, most=2), value, teks.TEBAL, "aksen")]
    label = teks.even(figure.label, sizes.label, room, teks.TEBAL, most=3)
    parts.append((label, sizes.label, teks.TEBAL, "teks"))
    for words, colour in ((figure.counts, "redup"), (figure.change, "teks")):
        if teks.clean(words):
            lines = teks.even(words, sizes.small, room, most=3)
            parts.append((lines, sizes.small, teks.BIASA, colour))
    air = sizes.label * _AIR
    return [
        (*each, len(each[0]) * each[1] * (teks.LINE if n else _VALUE_LINE) + air)
        for n, each in enumerate(parts)
    ]


def _card(canvas: Kanvas, box: Kotak, parts: list[tuple], inset: float) -> None:
    canvas.rect(box, canvas.tema.kartu, radius=10)
    canvas.rect(Kotak(box.x, box.y + 10, _STRIPE, box.h - 20), canvas.tema.aksen, radius=4)
    y = box.y + inset
    for n, (lines, size, weight, colour, high) in enumerate(parts):
        ink = getattr(canvas.tema, colour)
        top = y if n else y - size * (teks.LINE - _VALUE_LINE) / 2
        canvas.lines(box.x + _PAD[0], top, lines, size, weight=weight, colour=ink)
        y += high
