"""Bars made of parts that add up: words of the parts above, counts in the parts, the sum behind them."""

from __future__ import annotations

from stunting import bahasa
from stunting.exports.svg import baris, teks
from stunting.exports.svg import tema as colours
from stunting.exports.svg.baris import GAP
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan.gambar import Tumpukan

_BAR = 0.7
_THICKEST = 52
_BESIDE = 8  # px, a count keeps from the edges of its part
_SEAM = 1.5  # the page shows between two parts: they are told apart without their colours


def paint(canvas: Kanvas, picture: Tumpukan, box: Kotak) -> None:
    """Draw the bars into ``box``."""
    box = baris.heading(canvas, box, picture.judul)
    if not picture.baris:
        baris.nothing(canvas, box)
        return
    items = [(words, canvas.tema.fill(colour)) for words, colour in picture.bagian]
    high = baris.legend(canvas, box, items, baris.base_size(box))
    body = box.cut(top=high + 10)
    rows = baris.plan(len(picture.baris), body)
    shown = picture.baris[: len(picture.baris) - rows.omitted]
    sums = [bahasa.angka(sum(counts)) for _, counts in shown]
    size, left, right = baris.fit([teks.clean(each) for each, _ in shown], sums, rows)
    most = max(sum(counts) for _, counts in picture.baris) or 1
    fills = [fill for _, fill in items]
    letters = _letters(shown, most, rows.columns[0].w - left - right - 2 * GAP, size)
    for row, (name, counts), total in zip(rows.boxes, shown, sums, strict=False):
        baris.name(canvas, row, name, size, left, False)
        plot = row.cut(left=left + GAP, right=right + GAP)
        end = _parts(canvas, plot, counts, fills, most, letters)
        middle = row.y + row.h / 2
        canvas.middle(end + GAP, middle, [total], size, weight=teks.TEBAL)
    if rows.omitted:
        last = rows.boxes[-1]
        canvas.middle(
            last.x, last.y + last.h / 2, [baris.more(rows.omitted)], size, colour=canvas.tema.redup
        )


def _letters(rows: tuple, most: float, room: float, size: float) -> float:
    """The size at which every count stands in its part, or the smallest: then small parts go without."""
    counts = {count for _, counts in rows for count in counts if count > 0}
    while size > teks.SMALLEST and any(
        teks.width(bahasa.angka(each), size, teks.TEBAL) + _BESIDE > each / most * room
        for each in counts
    ):
        size = max(teks.SMALLEST, size - 1)
    return size


def _parts(
    canvas: Kanvas,
    plot: Kotak,
    counts: tuple[int, ...],
    fills: list[str],
    most: float,
    letters: float,
) -> float:
    """The parts of one bar; returns where it ends."""
    high = min(plot.h * _BAR, _THICKEST)
    top, x = plot.y + (plot.h - high) / 2, plot.x
    for count, fill in zip(counts, fills, strict=True):
        wide = max(count, 0) / most * plot.w
        if wide <= 0:
            continue
        seam = _SEAM if wide > 4 * _SEAM else 0
        canvas.rect(Kotak(x, top, wide - seam, high), fill, stroke=canvas.tema.edge(fill))
        words = bahasa.angka(count)
        if teks.width(words, letters, teks.TEBAL) + _BESIDE <= wide and letters <= high:
            ink = colours.words_on(fill)
            canvas.middle(
                x + (wide - seam) / 2,
                top + high / 2,
                [words],
                letters,
                weight=teks.TEBAL,
                colour=ink,
                anchor="middle",
            )
        x += wide
    return x
