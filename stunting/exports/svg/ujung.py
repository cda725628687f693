"""Words at the ends of lines, instead of a legend: near their line, none over another."""

from __future__ import annotations

from dataclasses import dataclass

from stunting.exports.svg import baris, teks
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.exports.svg.sumbu import apart

AWAY = 34  # px from the plot to the words
_NEAR = 0.1  # of the plot: a line that ends further left is not tied to its words
_APART = 12


@dataclass(frozen=True)
class Label:
    """What is said of a line that ends at (x, y) pixels; ``x`` None: it has no figure at all."""

    name: str
    figure: str
    x: float | None
    y: float
    colour: str


def write(canvas: Kanvas, labels: list[Label], plot: Kotak, box: Kotak, size: float) -> None:
    """Write the words into ``box``; too many of them lose first their figures, then some of their names."""
    order = sorted(labels, key=lambda each: each.y)
    tries = [(size, _APART, True)]
    small = size
    while small > teks.SMALLEST:
        small = max(teks.SMALLEST, small - 1)
        tries.append((small, 4, True))
    tries.append((teks.SMALLEST, 3, False))
    for letters, air, figures in tries:
        laid = [_lay(each, letters, box.w - AWAY, figures) for each in order]
        high = [(len(name) + len(rest)) * letters * teks.LINE + air for name, rest in laid]
        if sum(high) <= box.h:
            break
    left_out, foot = 0, box.bottom
    while sum(high) > foot - box.y and len(order) > 1:
        foot = box.bottom - letters * teks.LINE
        at = len(order) // 2
        del order[at], laid[at], high[at]
        left_out += 1
    x = plot.right + AWAY - 4
    middles = apart([each.y for each in order], high, box.y, foot)
    for label, (name, rest), y in zip(order, laid, middles, strict=True):
        _leader(canvas, label, plot, x, y)
        top = y - (len(name) + len(rest)) * letters * teks.LINE / 2
        how = {"colour": label.colour}
        top = canvas.lines(x, top, name, letters, weight=teks.TEBAL, **how)
        canvas.lines(x, top, rest, letters, **how)
    if left_out:
        words = [baris.more(left_out, "garis")]
        canvas.lines(x, foot, words, letters, colour=canvas.tema.redup)


def _lay(label: Label, size: float, room: float, figures: bool) -> tuple[list[str], list[str]]:
    name = teks.wrap(label.name, size, room, teks.TEBAL, most=2)
    return name, teks.wrap(label.figure, size, room, most=2) if figures else []


def _leader(canvas: Kanvas, label: Label, plot: Kotak, x: float, y: float) -> None:
    if label.x is None or label.x < plot.right - plot.w * _NEAR:
        return
    start, bend = f"M{label.x + 10:.1f} {label.y:.1f}", f"L{plot.right + 10:.1f} {label.y:.1f}"
    canvas.path(f"{start}{bend}L{x - 6:.1f} {y:.1f}", stroke=label.colour, line=1.2)
