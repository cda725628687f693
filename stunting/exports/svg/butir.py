"""A short list of points: what each is about in bold at the left, what is said beside it."""

from __future__ import annotations

from stunting.exports.svg import baris, teks
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan.gambar import Butir

_LARGEST = 36
_LEADS = 0.28  # of the width, at most
_WORD = 0.45  # for one long word


def paint(canvas: Kanvas, picture: Butir, box: Kotak) -> None:
    """Write the points into ``box``, as large as they fit."""
    box = baris.heading(canvas, box, picture.judul)
    points = [(teks.clean(lead), teks.clean(said)) for lead, said in picture.butir]
    if not points:
        baris.nothing(canvas, box)
        return
    size = float(_LARGEST)
    while True:
        laid, left = _lay(points, box, size)
        total = sum(high for _, _, high in laid)
        if total <= box.h or size <= teks.SMALLEST:
            break
        size = max(teks.SMALLEST, size - 1)
    spare = max(box.h - total, 0) / len(laid)
    y, foot = box.y, box.bottom
    for n, (leads, lines, high) in enumerate(laid):
        rest = len(laid) - n
        if y + high - size * 0.7 > foot + 1 or (rest > 1 and _too_low(laid, n, y, foot, size)):
            canvas.lines(box.x, y, [baris.more(rest, "butir")], size, colour=canvas.tema.redup)
            return
        if left:
            canvas.lines(box.x, y, leads, size, weight=teks.TEBAL, colour=canvas.tema.aksen)
        else:
            dot = y + size * 0.62
            canvas.rect(
                Kotak(box.x, dot - size * 0.16, size * 0.32, size * 0.32),
                canvas.tema.aksen,
                radius=size * 0.16,
            )
        canvas.lines(box.x + (left or size * 0.9), y, lines, size)
        y += high + min(spare, size * 0.7)


def _too_low(laid: list, n: int, y: float, foot: float, size: float) -> bool:
    """After this point there is no room left for the others, nor for saying that there are some."""
    after = y + laid[n][2]
    others = sum(high for _, _, high in laid[n + 1 :]) - size * 0.7
    return after + others > foot + 1 and after + size * teks.LINE > foot


def _lay(points: list[tuple[str, str]], box: Kotak, size: float) -> tuple[list, float]:
    """Lines and height of each point, and the room for what they are about (0: nothing says it)."""
    longest = max(teks.width(lead, size, teks.TEBAL) for lead, _ in points)
    word = max(teks.width(each, size, teks.TEBAL) for lead, _ in points for each in lead.split(" "))
    left = max(min(longest, box.w * _LEADS), min(word, box.w * _WORD)) + size if longest else 0.0
    laid = []
    for lead, said in points:
        leads = teks.wrap(lead, size, left - size, teks.TEBAL) if lead else []
        lines = teks.prose(said, size, box.w - (left or size * 0.9)) if said else []
        laid.append((leads, lines, max(len(leads), len(lines), 1) * size * teks.LINE + size * 0.7))
    return laid, left
