"""Key figures as cards: the value large, what it is, the counts behind it, its change in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stunting.exports.svg import teks
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.presenters.figures import KeyFigure

SMALLEST_VALUE = 48
_BETWEEN = 28
_WIDEST = 620
_PAD = (30, 24, 20)  # left, right, above and below
_STRIPE = 8
_IN_A_ROW = 5


@dataclass(frozen=True)
class _Sizes:
    value: float
    label: float
    small: float


_SIZES = (_Sizes(60, 25, 22), _Sizes(54, 23, 20), _Sizes(48, 20, 18), _Sizes(48, 18, 16))
_ALONE = (_Sizes(116, 38, 30), _Sizes(96, 34, 28), _Sizes(76, 28, 24), *_SIZES)


def row(canvas: Kanvas, figures: tuple[KeyFigure, ...], box: Kotak, *, alone: bool) -> float:
    """The cards in one row (more rows when there are many); returns the height they take in pixels.

    ``alone``: no picture follows, the figures are the screen.
    """
    most = 3 if alone and len(figures) > 4 else _IN_A_ROW
    rows = math.ceil(len(figures) / most)
    per_row = math.ceil(len(figures) / rows)
    wide = (box.w - _BETWEEN * (per_row - 1)) / per_row
    wide = wide if alone else min(wide, _WIDEST)
    room = box.h if alone else box.h * 0.42
    for sizes in _ALONE if alone else _SIZES:
        laid = [_lay(each, sizes, wide - _PAD[0] - _PAD[1]) for each in figures]
        high = max(sum(h for *_, h in each) for each in laid) + 2 * _PAD[2]
        if high * rows + _BETWEEN * (rows - 1) <= room:
            break
    for n, parts in enumerate(laid):
        x = box.x + n % per_row * (wide + _BETWEEN)
        y = box.y + n // per_row * (high + _BETWEEN)
        _card(canvas, Kotak(x, y, wide, high), parts)
    return high * rows + _BETWEEN * (rows - 1)


def _lay(figure: KeyFigure, sizes: _Sizes, room: float) -> list[tuple]:
    """(lines, size, weight, colour of the theme, height) of each part of a card."""
    value, size = teks.clean(figure.value), sizes.value
    while size > SMALLEST_VALUE and teks.width(value, size, teks.TEBAL) > room:
        size -= 2
    parts = [(teks.wrap(value, size, room, teks.TEBAL, most=2), size, teks.TEBAL, "aksen")]
    parts.append((teks.wrap(figure.label, sizes.label, room, teks.TEBAL, most=3), sizes.label, teks.TEBAL, "teks"))
    for words in (figure.counts, figure.change):
        if teks.clean(words):
            lines = teks.wrap(words, sizes.small, room, most=3)
            parts.append((lines, sizes.small, teks.BIASA, "redup" if words is figure.counts else "teks"))
    return [(*each, len(each[0]) * each[1] * (1.05 if n == 0 else teks.LINE)) for n, each in enumerate(parts)]


def _card(canvas: Kanvas, box: Kotak, parts: list[tuple]) -> None:
    canvas.rect(box, canvas.tema.kartu, radius=10)
    canvas.rect(Kotak(box.x, box.y + 10, _STRIPE, box.h - 20), canvas.tema.aksen, radius=4)
    y = box.y + _PAD[2]
    for lines, size, weight, colour, high in parts:
        ink = getattr(canvas.tema, colour)
        top = y - (size * (teks.LINE - 1.05) / 2 if weight == teks.TEBAL and colour == "aksen" else 0)
        canvas.lines(box.x + _PAD[0], top, lines, size, weight=weight, colour=ink)
        y += high
