"""What all pictures share: their heading, their words when there is nothing, and rows of names."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stunting import theme
from stunting.exports.svg import teks
from stunting.exports.svg.kanvas import Kanvas, Kotak

NOTHING = "tidak ada data"
GAP = 14  # between a name, its bar and its value
_PITCH = (18, 84)  # rows are never closer than a line of the smallest letters, and never lost
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


def small_size(box: Kotak) -> float:
    """The size of letters of remarks in a picture of this size."""
    return max(teks.SMALLEST, round(base_size(box) * 0.8, 1))


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


def note_high(box: Kotak) -> float:
    """The height in pixels that ``note`` takes, with the air above it."""
    return small_size(box) * teks.LINE + 10


def note(canvas: Kanvas, box: Kotak, words: str, y: float) -> None:
    """A remark of one line under a picture that ends at ``y``."""
    size = small_size(box)
    line = teks.shorten(words, size, box.w)
    canvas.lines(box.x, y + 10, [line], size, colour=canvas.tema.redup)


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
        fitting = max(int(rows.boxes[0].h // (size * teks.LINE)), 1)
        left = teks.widest(names, size, teks.TEBAL)
        if left > total * 0.34:
            left = max(teks.narrowest(each, size, teks.TEBAL, fitting) for each in names)
        right = teks.widest(beside, size, teks.TEBAL)
        if left + right + 2 * GAP <= total * 0.66 or size <= teks.SMALLEST:
            break
        size = max(teks.SMALLEST, size - 1)
    right = min(right, total * 0.4)
    left = min(left, max(total * 0.66 - right - 2 * GAP, total * 0.26))
    return size, left, right


def name(canvas: Kanvas, row: Kotak, words: str, size: float, room: float, bold: bool) -> None:
    """The name of a row at its left edge, in as many lines as the row is high."""
    weight = teks.TEBAL if bold else teks.BIASA
    fitting = max(int(row.h // (size * teks.LINE)), 1)
    lines = teks.wrap(words, size, room, weight, most=fitting)
    canvas.middle(row.x, row.y + row.h / 2, lines, size, weight=weight)


def highlight(canvas: Kanvas, row: Kotak) -> None:
    """The band behind the row of the chosen kecamatan."""
    canvas.rect(Kotak(row.x - 12, row.y + 1, row.w + 12, row.h - 2), canvas.tema.sorot)
    canvas.rect(Kotak(row.x - 12, row.y + 1, 6, row.h - 2), theme.HIGHLIGHT)


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
