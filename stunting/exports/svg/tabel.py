"""A table: headings in bold, cells that wrap, numbers to the right, thin lines between the rows."""

from __future__ import annotations

from stunting.exports.svg import baris, teks
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan.gambar import Tabel

_PAD = 14  # between columns at each side
_WORD = 12  # so many letters of a cell stay on one line: a date, a code
_LETTERS = (
    26,
    34,
)  # px at most: of a table beside another picture, of one that has the whole width


def paint(canvas: Kanvas, picture: Tabel, box: Kotak) -> None:
    """Write the rows into ``box``, as large as all of them fit; else as many as do."""
    box = baris.heading(canvas, box, picture.judul)
    if not picture.kolom:
        baris.nothing(canvas, box)
        return
    natural = _natural(picture)
    least, most = _LETTERS
    size = float(min(max(box.w / 45, least), most))
    while True:
        columns = _columns(picture, box, [each * size for each in natural], size)
        head = [
            teks.wrap(words, size, room, teks.TEBAL, most=3)
            for (words, _, _), (_, room) in zip(picture.kolom, columns, strict=True)
        ]
        rows = [
            [teks.wrap(cell, size, room) for cell, (_, room) in zip(row, columns, strict=True)]
            for row in picture.baris
        ]
        heights = [_high(each, size) for each in rows]
        fits = _high(head, size) + sum(heights) <= box.h
        if (
            fits and (size <= least or not _broken(picture, columns, size))
        ) or size <= teks.SMALLEST:
            break
        size = max(teks.SMALLEST, size - 1)
    y = _row(canvas, picture, columns, head, box.y, size, teks.TEBAL)
    canvas.line(box.x, y, box.right, y, canvas.tema.teks, 2)
    if not rows:
        baris.nothing(canvas, box.cut(top=y - box.y + size * 0.4))
    spare = max(box.bottom - y - sum(heights), 0) / max(len(rows), 1)
    air = min(spare, size * 0.9)
    for n, (row, high) in enumerate(zip(rows, heights, strict=True)):
        last = n == len(rows) - 1
        reserve = 0 if last or y + sum(heights[n:]) <= box.bottom + 1 else size * 1.5
        if y + high + reserve > box.bottom + 1:
            words = baris.more(len(rows) - n)
            canvas.lines(box.x + _PAD, y + size * 0.2, [words], size, colour=canvas.tema.redup)
            return
        _row(canvas, picture, columns, row, y + air / 2, size, teks.BIASA)
        y += high + air
        canvas.line(box.x, y, box.right, y, canvas.tema.garis, 1.2)


def _columns(
    picture: Tabel, box: Kotak, natural: list[float], size: float
) -> list[tuple[float, float]]:
    """Left edge and room for words of each column, in pixels.

    By their shares; but no word is broken, and what a column does not need goes to those that wrap.
    ``natural``: the width of each column's longest cell, in pixels; ``size``: of the letters.
    """
    shares = [max(share, 0.01) for _, share, _ in picture.kolom]
    wide = [share / sum(shares) * box.w for share in shares]
    wish = [each + 2 * _PAD for each in natural]
    wide = _give(wide, [max(w, (w + each) / 2) for w, each in zip(wish, wide, strict=True)], wish)
    for letters in (size, teks.SMALLEST):
        least = [_longest(picture, n, letters) + 2 * _PAD for n in range(len(shares))]
        if sum(least) <= box.w:
            wide = _give(wide, least, least)
            break
    found, x = [], box.x
    for each in wide:
        found.append((x + _PAD, each - 2 * _PAD))
        x += each
    return found


def _give(wide: list[float], keep: list[float], wish: list[float]) -> list[float]:
    """Widths with the same sum: who has more than ``keep`` gives to who has less than ``wish``."""
    spare = [max(each - low, 0) for each, low in zip(wide, keep, strict=True)]
    lack = [max(low - each, 0) for each, low in zip(wide, wish, strict=True)]
    moved = min(sum(spare), sum(lack))
    if moved <= 0:
        return wide
    return [
        each - moved * s / sum(spare) + moved * n / sum(lack)
        for each, s, n in zip(wide, spare, lack, strict=True)
    ]


def _natural(picture: Tabel) -> list[float]:
    """Width of each column's longest cell in one line, in letters."""
    return [
        max(
            teks.width(teks.clean(words), 1, teks.TEBAL),
            teks.widest([teks.clean(row[n]) for row in picture.baris], 1),
        )
        for n, (words, _, _) in enumerate(picture.kolom)
    ]


def _longest(picture: Tabel, column: int, size: float) -> float:
    """Width of what of a column is not broken: its longest word, or a whole cell that is short."""
    heading = teks.clean(picture.kolom[column][0]).split(" ")
    cells = {teks.clean(row[column]) for row in picture.baris}
    words = {word for each in cells for word in ([each] if len(each) <= _WORD else each.split(" "))}
    return max(
        teks.widest(heading, size, teks.TEBAL),
        teks.widest(list(words), size),
    )


def _broken(picture: Tabel, columns: list[tuple[float, float]], size: float) -> bool:
    """Whether letters of this size would break a word, a date or a code."""
    return any(_longest(picture, n, size) > room + 0.5 for n, (_, room) in enumerate(columns))


def _high(cells: list[list[str]], size: float) -> float:
    return max(map(len, cells)) * size * teks.LINE + size * 0.6


def _row(
    canvas: Kanvas,
    picture: Tabel,
    columns: list[tuple[float, float]],
    cells: list[list[str]],
    y: float,
    size: float,
    weight: int,
) -> float:
    for (_, _, side), (x, room), lines in zip(picture.kolom, columns, cells, strict=True):
        right = side == "kanan"
        canvas.lines(
            x + room if right else x,
            y + size * 0.3,
            lines,
            size,
            weight=weight,
            anchor="end" if right else "start",
        )
    return y + _high(cells, size)
