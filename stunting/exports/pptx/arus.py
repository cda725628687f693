"""The ledger as ribbons of free shapes: as thick as the number of children they stand for.

Who was in the group stands at the left, who is in it now at the right. Ways in begin at the upper left, ways
out end at the lower right, who stays runs between the two bars: nothing crosses, and either side has the
whole height for its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stunting import bahasa, theme
from stunting.exports.pptx import bentuk, huruf
from stunting.exports.pptx.bentuk import LEAST, SMALL, Alas, Kotak, words
from stunting.paparan.gambar import Aliran, Arus

_SIDE = 0.33  # share of the width of each side, with its words
_SIZES = (18, 16, 15, LEAST, 13, SMALL)
_NUMBER = 2.0  # the number of a bar, in sizes of the words
_BAR = 16.0
_BETWEEN = 12.0  # between a bar and its words, a bar and the ways beside it
_APART = (2.0, 16.0)  # between the words of two ways, at least and at most
_LEAST_RIBBON = 2.5  # one child still shows
_MOST = 0.62  # of the height for a bar
_FREE = 0.3  # of the height, for ribbons thicker than their words need
_OPACITY = 60


@dataclass(frozen=True)
class _Sisi:
    """One side: its bar (the ways it is made of, in order), the ways beside it, and its number and words."""

    batang: tuple[Aliran, ...]
    jalur: tuple[Aliran, ...]
    jumlah: int
    kata: str


@dataclass(frozen=True)
class _Ukuran:
    """Size of the words, the height each way needs for them, and that of the words of each bar."""

    huruf: float
    jalur: dict[int, float]
    ujung: tuple[float, float]


def least_height(gambar: Arus, wide: float, size: float) -> float:
    """The height in which its words stand in letters of this size."""
    ways = _shown(gambar)
    measured = _measured(gambar, ways, max(size, SMALL), wide)
    sides = zip(_sides(gambar, ways), measured.ujung, strict=True)
    return max(_column(side, measured, words_, 0.0) for side, words_ in sides) / (1 - _FREE)


def draw(alas: Alas, gambar: Arus, kotak: Kotak, mulai: int = 0) -> int:
    """Draw the flow; always all of it, so it returns 1."""
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul)
    ways = _shown(gambar)
    left, right = _sides(gambar, ways)
    size = next(
        (
            found
            for each in _SIZES
            if _fits(found := _measured(gambar, ways, each, kotak.w), (left, right), 0.25, kotak.h)
        ),
        _measured(gambar, ways, SMALL, kotak.w),
    )
    scale = _scale(size, (left, right), kotak.h)
    room = kotak.w * _SIDE
    x1, x2 = kotak.x + room, kotak.right - room - _BAR
    level, apart = _level(size, (left, right), scale, kotak)
    into = sum(_thick(each, scale) for each in left.jalur)
    bars = (_stack(left.batang, scale, level[0]), _stack(right.batang, scale, level[1] - into))
    starts = _beside(left.jalur, size, scale, apart, bars[0], size.ujung[0], above=True)
    ends = _beside(right.jalur, size, scale, apart, bars[1], size.ujung[1], above=False)
    group = bentuk.group(alas, kotak, nama="Arus", keterangan=gambar.alt)
    for way in ways:
        from_ = starts.get(id(way)) or bars[0][id(way)]
        to = ends.get(id(way)) or bars[1][id(way)]
        _ribbon(alas, group, way, (x1 + _BAR, *from_), (x2, *to))
    for x, bar, side in ((x1, bars[0], left), (x2, bars[1], right)):
        top, high = _reach(bar, side, kotak)
        bentuk.rectangle(alas, Kotak(x, top, _BAR, high), theme.TEXT, nama="Batang", into=group)
    columns = (
        (kotak.x, left, bars[0], starts, size.ujung[0], "kanan"),
        (x2 + _BAR + _BETWEEN, right, bars[1], ends, size.ujung[1], "kiri"),
    )
    for x, side, bar, ends_, high, edge in columns:
        column = Kotak(x, kotak.y, room - _BETWEEN, kotak.h)
        top, tall = _reach(bar, side, kotak)
        _bar_words(alas, column, side, top + tall / 2, high, size.huruf, edge)
        for way in side.jalur:
            _way_words(alas, column, way, ends_[id(way)], size, edge)
    for way in (each for each in ways if each.tanda == ""):
        _staying(alas, way, bars, Kotak(x1 + _BAR, kotak.y, x2 - x1 - _BAR, kotak.h), size.huruf)
    return 1


def _shown(gambar: Arus) -> list[Aliran]:
    return [each for each in gambar.aliran if each.jumlah > 0]


def _sides(gambar: Arus, ways: Sequence[Aliran]) -> tuple[_Sisi, _Sisi]:
    into, stay, out = (
        tuple(each for each in ways if each.tanda == sign) for sign in ("+", "", "-")
    )
    return _Sisi((*stay, *out), into, *gambar.awal), _Sisi((*into, *stay), out, *gambar.akhir)


def _measured(gambar: Arus, ways: Sequence[Aliran], size: float, wide: float) -> _Ukuran:
    room = wide * _SIDE - _BETWEEN
    heights = {id(each): huruf.height(_said(each), size, room) + 2 for each in ways}
    ends = (gambar.awal[1], gambar.akhir[1])
    high = (
        _number(size) * huruf.LINE + huruf.height(huruf.clean(each), size, room) for each in ends
    )
    return _Ukuran(size, heights, tuple(high))


def _number(size: float) -> float:
    return round(size * _NUMBER)


def _column(
    side: _Sisi, size: _Ukuran, words_: float, scale: float, apart: float = _APART[0]
) -> float:
    """The height of one side with ribbons of this scale."""
    ways = sum(max(size.jalur[id(each)], _thick(each, scale)) + apart for each in side.jalur)
    return ways + max(_bar(side, scale), words_) + (_BETWEEN if side.jalur else 0)


def _fits(size: _Ukuran, sides: tuple[_Sisi, _Sisi], share: float, high: float) -> bool:
    """Whether both sides stand in the height, with bars of at least this share of it."""
    for side, words_ in zip(sides, size.ujung, strict=True):
        scale = high * share / max(_count(side), 1)
        if _column(side, size, words_, scale) > high:
            return False
    return True


def _scale(size: _Ukuran, sides: tuple[_Sisi, _Sisi], high: float) -> float:
    """Points per child: the most with which both sides fit into the height."""
    low, top = 0.0, high * _MOST / max(*(_count(each) for each in sides), 1)
    for _ in range(30):
        middle = (low + top) / 2
        columns = (
            _column(each, size, w, middle) for each, w in zip(sides, size.ujung, strict=True)
        )
        low, top = (middle, top) if max(columns) <= high else (low, middle)
    return low


def _count(side: _Sisi) -> int:
    return sum(each.jumlah for each in side.batang)


def _thick(way: Aliran, scale: float) -> float:
    return max(way.jumlah * scale, _LEAST_RIBBON)


def _bar(side: _Sisi, scale: float) -> float:
    return sum(_thick(each, scale) for each in side.batang)


def _level(
    size: _Ukuran, sides: tuple[_Sisi, _Sisi], scale: float, kotak: Kotak
) -> tuple[tuple[float, float], float]:
    """Where those who stay begin at the left and at the right bar, and the space between the ways.

    Level with each other where there is room for it; else the left bar lies lower than the right one.
    """
    pairs = list(zip(sides, size.ujung, strict=True))
    spare = min(
        (kotak.h - _column(side, size, words_, scale)) / max(len(side.jalur), 1)
        for side, words_ in pairs
    )
    apart = min(_APART[0] + max(spare, 0) * 0.5, _APART[1])
    bars = [_bar(side, scale) for side in sides]
    # The words of a bar may be higher than the bar, which then stands in their middle.
    blocks = [max(bar, words_) for bar, words_ in zip(bars, size.ujung, strict=True)]
    inner = [(block - bar) / 2 for block, bar in zip(blocks, bars, strict=True)]
    ways = [
        _column(side, size, words_, scale, apart) - block
        for (side, words_), block in zip(pairs, blocks, strict=True)
    ]
    into = sum(_thick(each, scale) for each in sides[0].jalur)
    first = (kotak.y + ways[0] + inner[0], kotak.bottom - blocks[0] + inner[0])
    second = (
        kotak.y + inner[1] + into,
        kotak.bottom - ways[1] - blocks[1] + inner[1] + into,
    )
    level = (max(first[0], second[0]) + min(first[1], second[1])) / 2
    return tuple(max(low, min(level, high)) for low, high in (first, second)), apart


def _stack(ways: Sequence[Aliran], scale: float, top: float) -> dict[int, tuple[float, float]]:
    places = {}
    for each in ways:
        places[id(each)] = (top, top + _thick(each, scale))
        top += _thick(each, scale)
    return places


def _beside(
    ways: Sequence[Aliran],
    size: _Ukuran,
    scale: float,
    apart: float,
    bar: dict[int, tuple[float, float]],
    words_: float,
    *,
    above: bool,
) -> dict[int, tuple[float, float]]:
    """The ways above or below a bar, each in the middle of the height of its words."""
    if not ways:
        return {}
    heights = [max(size.jalur[id(each)], _thick(each, scale)) + apart for each in ways]
    top, bottom = min(a for a, _ in bar.values()), max(b for _, b in bar.values())
    out = max(words_ - (bottom - top), 0) / 2
    at = top - out - _BETWEEN - sum(heights) if above else bottom + out + _BETWEEN
    places = {}
    for each, high in zip(ways, heights, strict=True):
        middle, half = at + high / 2, _thick(each, scale) / 2
        places[id(each)] = (middle - half, middle + half)
        at += high
    return places


def _reach(bar: dict[int, tuple[float, float]], side: _Sisi, kotak: Kotak) -> tuple[float, float]:
    """Upper end and height of a bar; a thin line in the middle where nobody is in it."""
    if not bar:
        return kotak.y + kotak.h / 2, _LEAST_RIBBON
    top = min(a for a, _ in bar.values())
    return top, max(b for _, b in bar.values()) - top


def _ribbon(alas: Alas, group, way: Aliran, dari: tuple, ke: tuple) -> None:
    """A ribbon from (x, top, bottom) to (x, top, bottom)."""
    (start, a, b), (end, c, d) = dari, ke
    half = (start + end) / 2
    outline = [
        (start, a),
        (half, a, half, c, end, c),
        (end, d),
        (half, d, half, b, start, b),
    ]
    bentuk.free_shape(
        alas,
        [outline],
        way.warna,
        nama=f"Pita: {way.nama}",
        keterangan=_said(way),
        tembus=_OPACITY,
        into=group,
    )


def _bar_words(
    alas: Alas, column: Kotak, side: _Sisi, middle: float, high: float, size: float, edge: str
) -> None:
    number, text = bahasa.angka(side.jumlah), huruf.clean(side.kata)
    large = _number(size)
    while large > LEAST and huruf.width(number, large, True) > column.w:
        large -= 2
    top = min(max(middle - high / 2, column.y), column.bottom - high)
    bentuk.text_box(
        alas,
        Kotak(column.x, top, column.w, high),
        [words(number, large, tebal=True, rata=edge), words(text, size, rata=edge)],
        nama="Sebelum" if edge == "kanan" else "Sesudah",
        tegak="tengah",
    )


def _way_words(
    alas: Alas, column: Kotak, way: Aliran, place: tuple[float, float], size: _Ukuran, edge: str
) -> None:
    high = size.jalur[id(way)]
    middle = sum(place) / 2
    top = min(max(middle - high / 2, column.y), column.bottom - high)
    bentuk.text_box(
        alas,
        Kotak(column.x, top, column.w, high),
        [words(_said(way), size.huruf, rata=edge)],
        nama=f"Jalur: {way.nama}",
        tegak="tengah",
    )


def _staying(alas: Alas, way: Aliran, bars: tuple[dict, dict], between: Kotak, size: float) -> None:
    """The words of who stays, on their ribbon; on a plate of their own where it is too thin or too dark."""
    text = _said(way)
    size = huruf.fitting(text, (size, LEAST, SMALL), between.w - 20, size * huruf.LINE, True)
    wide = min(huruf.width(text, size, True) + 16, between.w)
    high = huruf.height(text, size, wide - 12, True) + 4
    ends = [bar[id(way)] for bar in bars]
    middle = sum(sum(each) for each in ends) / 4
    rise = (
        abs(ends[0][0] - ends[1][0]) / between.w * wide * 1.5
    )  # a ribbon is steepest in its middle
    thin = min(b - a for a, b in ends) < high + 4 + rise
    pale = _blended(way.warna)
    plate = thin or theme.contrast(theme.TEXT, pale) < 4.5
    top = min(max(middle - high / 2, between.y), between.bottom - high)
    bentuk.text_box(
        alas,
        Kotak(between.x + (between.w - wide) / 2, top, wide, high),
        [words(text, size, tebal=True, rata="tengah")],
        nama=f"Jalur: {way.nama}",
        tegak="tengah",
        isi=theme.BACKGROUND if plate else None,
        tepi=(6, 0, 6, 0),
    )


def _blended(colour: str) -> str:
    """A colour as a ribbon shows it: let through on the background of the slide."""
    share = _OPACITY / 100
    parts = zip(theme.rgb(colour)[:3], theme.rgb(theme.BACKGROUND)[:3], strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in parts)


def _said(way: Aliran) -> str:
    """A way in words, its sign before it; sign and number are never apart."""
    sign = {"+": "+ ", "-": "− "}.get(way.tanda, "")
    return huruf.clean(f"{sign}{bahasa.angka(way.jumlah)} {way.nama}")
