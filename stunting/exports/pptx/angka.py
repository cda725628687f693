"""Key figures as cards: in a row, in a column beside the pictures, or as the whole slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stunting import theme
from stunting.exports.pptx import bentuk, huruf
from stunting.exports.pptx.bentuk import BODY, LEAST, Alas, Kotak, words
from stunting.presenters.figures import KeyFigure

_LARGE = (60, 54, 48, 44, 40, 36, 32, 28, 24, 20)
_COLUMN = 260.0  # a column of cards is no wider
_INSIDE = 24.0  # left and right inside a card


@dataclass(frozen=True)
class Kartu:
    """How cards are set: size of the values at most, of the words at least, and the space around them."""

    nilai: float = 40
    kata: float = LEAST
    celah: float = 12
    bawah: float = 14


def beside(
    alas: Alas | None, angka: Sequence[KeyFigure], body: Kotak, look: Kartu, *, kolom: bool = True
) -> Kotak:
    """Cards in a column at the left where all have room, else in a row; returns what is left.

    Without ``alas`` nothing is drawn. ``kolom`` False: always a row, where pictures need the width.
    """
    for small in (max(look.kata, 16), look.kata) if kolom else ():
        wide = _column_width(angka, look.nilai, small)
        size = _one_line(angka, look.nilai, wide - _INSIDE)
        heights = [_height(each, wide - _INSIDE, size, small) for each in angka]
        gap = 10.0
        if sum(heights) + gap * (len(angka) - 1) > body.h:
            continue
        spare = (body.h - sum(heights) - gap * (len(angka) - 1)) / len(angka)
        y = body.y
        for each, high in zip(angka, heights, strict=True):
            high += min(spare, 26)
            if alas:
                _card(alas, each, Kotak(body.x, y, wide, high), size, small)
            y += high + gap
        return Kotak(body.x + wide + 26, body.y, body.w - wide - 26, body.h)
    high = row(alas, angka, body, look)
    return body.below(high + look.bawah)


def row(alas: Alas | None, angka: Sequence[KeyFigure], body: Kotak, look: Kartu) -> float:
    """Cards side by side, alike in size; returns their height."""
    wide = (body.w - look.celah * (len(angka) - 1)) / len(angka)
    size = _one_line(angka, look.nilai, wide - _INSIDE)
    high = max(_height(each, wide - _INSIDE, size, look.kata) for each in angka)
    if alas:
        for n, each in enumerate(angka):
            box = Kotak(body.x + n * (wide + look.celah), body.y, wide, high)
            _card(alas, each, box, size, look.kata, atas=True)
    return high


def grid(alas: Alas, angka: Sequence[KeyFigure], body: Kotak) -> None:
    """Figures that are the whole slide: two columns from four on, larger."""
    count = len(angka)
    columns = count if count <= 3 else 2 if count == 4 else 3
    rows = -(-count // columns)
    gap = 16.0
    wide, high = (body.w - gap * (columns - 1)) / columns, (body.h - gap * (rows - 1)) / rows
    high = min(high, 200)
    room = wide - _INSIDE
    size, small = next(
        (
            (each, small)
            for each in _LARGE
            for small in (BODY + 2, 16, LEAST)
            if each <= _one_line(angka, each, room)
            and all(_height(one, room, each, small) <= high for one in angka)
        ),
        (_LARGE[-1], LEAST),
    )
    for n, each in enumerate(angka):
        line, column = divmod(n, columns)
        box = Kotak(body.x + column * (wide + gap), body.y + line * (high + gap), wide, high)
        _card(alas, each, box, size, small)


def _one_line(angka: Sequence[KeyFigure], size: float, room: float) -> float:
    """The size, or the largest below it, at which no value is broken: all cards have the same one."""
    widest = max(huruf.width(huruf.clean(each.value), 1, True) for each in angka)
    while size > LEAST and widest * size > room:
        size -= 1
    return size


def _column_width(angka: Sequence[KeyFigure], size: float, small: float) -> float:
    value = max(huruf.width(huruf.clean(each.value), size, True) for each in angka)
    words_ = max(huruf.width(text, small) / 2 for each in angka for text in _said(each)) + 10
    return min(max(value, words_, 130), _COLUMN) + _INSIDE + 2


def _said(figure: KeyFigure) -> list[str]:
    return [huruf.clean(text) for text in (figure.label, figure.counts, figure.change)]


def _height(figure: KeyFigure, room: float, size: float, small: float) -> float:
    texts = [text for text in _said(figure) if text]
    high = huruf.height(huruf.clean(figure.value), size, room, True) * 0.98
    return high + sum(huruf.height(text, small, room) for text in texts) + 12


def _card(
    alas: Alas, figure: KeyFigure, kotak: Kotak, size: float, small: float, *, atas: bool = False
) -> None:
    """One card; ``atas``: its words begin at the top, so that values of a row stand on one line."""
    label, counts, change = _said(figure)
    lines = [words(label, small)] if label else []
    colour = bentuk.readable(alas.warna, theme.SURFACE)
    lines.append(words(figure.value, size, colour, tebal=True))
    lines += [words(counts, small, theme.MUTED)] if counts else []
    lines += [words(change, small, theme.TEXT)] if change else []
    bentuk.text_box(
        alas,
        kotak,
        lines,
        nama=f"Angka: {label or figure.value}",
        tegak="atas" if atas else "tengah",
        isi=theme.SURFACE,
        tepi=(18, 6 if atas else 4, 6, 4),
    )
    bentuk.rectangle(alas, Kotak(kotak.x, kotak.y, 6, kotak.h), alas.warna, nama="Tepi angka")
