"""What all pictures share: their heading, their words when there is nothing, and rows of names."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stunting import theme
from stunting.exports.svg import teks
from stunting.exports.svg.kanvas import Kanvas, Kotak

NOTHING = "tidak ada data"
GAP = 14  # between a name, its bar and its value
_PITCH = (19, 74)  # rows are never closer than a line of the smallest letters, and never lost
_LETTER = (teks.SMALLEST, 28)
_WIDE = 1000  # from here on many rows stand in two columns
_CLOSE = 30
_BETWEEN = 64  # of two columns


@dataclass(frozen=True)
class Rows:
    """Where rows stand: their boxes in order, size of letters, room for names, rows left out."""

    boxes: tuple[Kotak, ...]
    columns: tuple[Kotak, ...]
    size: float
    omitted: int


def base_size(box: Kotak) -> float:
    """The size of letters that suits a picture of this size."""
    return max(18, min(24, box.w / 32, box.h / 18))


def heading(canvas: Kanvas, box: Kotak, words: str) -> Kotak:
    """Write the heading of a picture; returns the room below it."""
    if not teks.clean(words):
        return box
    size = round(base_size(box) * 1.15, 1)
    lines = teks.wrap(words, size, box.w, teks.TEBAL, most=2)
    below = canvas.lines(box.x, box.y, lines, size, weight=teks.TEBAL)
    return box.cut(top=below - box.y + size * 0.6)


def nothing(canvas: Kanvas, box: Kotak) -> None:
    """A picture without any figure says so."""
    size = base_size(box)
    canvas.lines(box.x, box.y, [NOTHING], size, colour=canvas.tema.redup)


def note(canvas: Kanvas, box: Kotak, words: str, most: int = 2) -> Kotak:
    """A remark at the foot of a picture; returns the room above it."""
    size = max(teks.SMALLEST, round(base_size(box) * 0.8, 1))
    lines = teks.wrap(words, size, box.w, most=most)
    high = len(lines) * size * teks.LINE
    canvas.lines(box.x, box.bottom - high, lines, size, colour=canvas.tema.redup)
    return box.cut(bottom=high + 10)


def more(count: int, of: str = "baris") -> str:
    """The last line of a list that goes on."""
    return f"dan {count} {of} lain"


def plan(count: int, box: Kotak, *, two: bool = True, lines: int = 1) -> Rows:
    """Rows for ``count`` names, as generous as the box allows; the last one may be left to ``more``."""
    columns = 2 if two and box.w >= _WIDE and box.h / count < _CLOSE else 1
    per_column = math.ceil(count / columns)
    pitch = min(box.h / per_column, _PITCH[1])
    omitted = 0
    if pitch < _PITCH[0]:
        per_column = max(int(box.h // _PITCH[0]), 1)
        pitch = min(box.h / per_column, _PITCH[1])
        omitted = max(count - (per_column * columns - 1), 0)
    width = (box.w - _BETWEEN * (columns - 1)) / columns
    strips = tuple(
        Kotak(box.x + n * (width + _BETWEEN), box.y, width, box.h) for n in range(columns)
    )
    boxes = tuple(
        Kotak(strips[n // per_column].x, box.y + n % per_column * pitch, width, pitch)
        for n in range(count - omitted + bool(omitted))
    )
    size = max(_LETTER[0], min(_LETTER[1], round(pitch * 0.6, 1)))
    return Rows(boxes, strips, size, omitted)


def fit(names: list[str], beside: list[str], rows: Rows) -> tuple[float, float, float]:
    """Size of letters, room for names and room for the words beside the bars, so that a bar remains."""
    total, size = rows.columns[0].w, rows.size
    while True:
        left = teks.widest(names, size, teks.TEBAL)
        right = teks.widest(beside, size, teks.TEBAL)
        if left + right + 2 * GAP <= total * 0.66 or size <= teks.SMALLEST:
            break
        size = max(teks.SMALLEST, size - 1)
    right = min(right, total * 0.4)
    left = min(left, max(total * 0.66 - right - 2 * GAP, total * 0.26))
    return size, left, right


def name(canvas: Kanvas, row: Kotak, words: str, size: float, room: float, bold: bool) -> None:
    """The name of a row at its left edge: in one line, else in smaller letters and as many as fit."""
    weight = teks.TEBAL if bold else teks.BIASA
    words = teks.clean(words)
    if teks.width(words, size, weight) > room:
        small = max(teks.SMALLEST, size * 0.85)
        while small > teks.SMALLEST and teks.width(words, small, weight) > room:
            if row.h >= 2 * small * teks.LINE:
                break
            small = max(teks.SMALLEST, small - 1)
        size = round(small, 1)
    fitting = max(int(row.h // (size * teks.LINE)), 1)
    lines = teks.wrap(words, size, room, weight, most=fitting)
    canvas.middle(row.x, row.y + row.h / 2, lines, size, weight=weight)


def highlight(canvas: Kanvas, row: Kotak) -> None:
    """The band behind the row of the chosen kecamatan."""
    canvas.rect(
        Kotak(row.x - 10, row.y + 1, row.w + 10, row.h - 2), canvas.tema.sorot, radius=4
    )
    canvas.rect(Kotak(row.x - 10, row.y + 1, 6, row.h - 2), theme.HIGHLIGHT)


def legend(
    canvas: Kanvas, box: Kotak, items: list[tuple[str, str]], size: float, *, upright: bool = False
) -> float:
    """Swatches with their words in lines that wrap; returns the height taken.

    ``items``: (words, fill). ``upright``: one below the other.
    """
    square = round(size * 0.9)
    x, y = box.x, box.y
    for words, fill in items:
        room = box.w - square - 10
        lines = teks.wrap(words, size, room)
        wide = square + 10 + teks.widest(lines, size)
        if x > box.x and (upright or x + wide > box.right):
            x, y = box.x, y + size * 1.5
        swatch = Kotak(x, y + size * 0.15, square, square)
        canvas.rect(swatch, fill, radius=3, stroke=canvas.tema.redup)
        canvas.lines(x + square + 10, y, lines, size)
        x += wide + size * 1.3
        y += (len(lines) - 1) * size * teks.LINE
    return y + size * 1.5 - box.y if items else 0.0
