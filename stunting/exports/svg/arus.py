"""The ledger as a flow of ribbons: who was there on the left, who is there now on the right.

Ways in come from above, ways out go below, who stays runs level between them: nothing crosses.
"""

from __future__ import annotations

from dataclasses import dataclass

from stunting import bahasa
from stunting.exports.svg import baris, teks
from stunting.exports.svg import tema as colours
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.exports.svg.sumbu import apart
from stunting.paparan.gambar import Aliran, Arus

_SIDE = 0.28  # of the width, for words at each side
_LARGE = 1.9  # the number of a bar, in letters of the words
_BAR = 18  # px
_LEAST = 5  # px, a ribbon of one child still shows
_GAP = 14  # px between ribbons
_BODY = 0.75  # how much of its colour a ribbon shows
SIGN = {"+": "+", "-": "\u2212", "": ""}


@dataclass(frozen=True)
class _Place:
    way: Aliran
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class _Laid:
    """Where everything stands: ways in, the bar left, the bar right, ways out."""

    starts: list[_Place]
    left: list[_Place]
    right: list[_Place]
    ends: list[_Place]

    @property
    def bottom(self) -> float:
        return max([each.bottom for each in (*self.left, *self.right, *self.ends)], default=0)


def paint(canvas: Kanvas, picture: Arus, box: Kotak) -> None:
    """Draw the flow into ``box``."""
    box = baris.heading(canvas, box, picture.judul)
    side = box.w * _SIDE
    ways = [each for each in picture.aliran if each.jumlah > 0]
    size, words = _words(picture, ways, box, side)
    laid = _fit(ways, box, {key: len(lines) * size * teks.LINE + 8 for key, lines in words.items()})
    x1, x2 = box.x + side + 16, box.right - side - 16
    _ribbons(canvas, laid, x1 + _BAR, x2 - _BAR)
    for x, bar in ((x1, laid.left), (x2 - _BAR, laid.right)):
        top, bottom = (bar[0].top, bar[-1].bottom) if bar else (box.y, box.y + _LEAST)
        canvas.rect(Kotak(x, top, _BAR, max(bottom - top, _LEAST)), canvas.tema.aksen)
    _column(canvas, box, x1 - 12, "end", laid.left, laid.starts, picture.awal, words, size, side)
    _column(canvas, box, x2 + 12, "start", laid.right, laid.ends, picture.akhir, words, size, side)
    middle = Kotak(x1 + _BAR, box.y, x2 - x1 - 2 * _BAR, box.h)
    _who_stays(canvas, laid, middle, size)


def _fit(ways: list[Aliran], box: Kotak, room: dict[int, float]) -> _Laid:
    """The thickest ribbons with which everything still stands in the box."""
    low, high = 0.0, box.h / max(sum(each.jumlah for each in ways), 1)
    for _ in range(24):
        middle = (low + high) / 2
        if _lay(ways, middle, box.y, room).bottom <= box.bottom:
            low = middle
        else:
            high = middle
    return _lay(ways, low, box.y, room)


def _lay(ways: list[Aliran], scale: float, top: float, room: dict[int, float]) -> _Laid:
    into, stay, out = ([each for each in ways if each.tanda == sign] for sign in ("+", "", "-"))
    starts = _spread(into, scale, top, room)
    level = starts[-1].bottom + 2 * _GAP if starts else top
    left = _stack([*stay, *out], scale, level)
    right = _stack([*into, *stay], scale, level - sum(_thick(each, scale) for each in into))
    foot = max((each.bottom for each in right), default=top)
    return _Laid(starts, left, right, _spread(out, scale, foot + 2 * _GAP, room))


def _thick(way: Aliran, scale: float) -> float:
    return max(way.jumlah * scale, _LEAST)


def _stack(ways: list[Aliran], scale: float, top: float) -> list[_Place]:
    places = []
    for each in ways:
        places.append(_Place(each, top, top + _thick(each, scale)))
        top = places[-1].bottom
    return places


def _spread(ways: list[Aliran], scale: float, top: float, room: dict[int, float]) -> list[_Place]:
    """One below the other with room for the words of each: where ways begin or end."""
    places = []
    for each in ways:
        thick = _thick(each, scale)
        high = max(thick, room[id(each)])
        places.append(_Place(each, top + (high - thick) / 2, top + (high + thick) / 2))
        top += high + _GAP
    return places


def _ribbons(canvas: Kanvas, laid: _Laid, x1: float, x2: float) -> None:
    left = {id(each.way): each for each in (*laid.starts, *laid.left)}
    right = {id(each.way): each for each in (*laid.right, *laid.ends)}
    bend = (x1 + x2) / 2
    for key, a in left.items():
        b = right[key]
        fill = canvas.tema.pale(a.way.warna, _BODY)
        canvas.path(
            f"M{x1:.1f} {a.top:.1f}C{bend:.1f} {a.top:.1f} {bend:.1f} {b.top:.1f} {x2:.1f} {b.top:.1f}"
            f"L{x2:.1f} {b.bottom:.1f}C{bend:.1f} {b.bottom:.1f} {bend:.1f} {a.bottom:.1f} "
            f"{x1:.1f} {a.bottom:.1f}Z",
            fill,
            stroke=canvas.tema.edge(fill),
        )


def _column(
    canvas: Kanvas,
    box: Kotak,
    x: float,
    anchor: str,
    bar: list[_Place],
    ways: list[_Place],
    total: tuple[int, str],
    words: dict[int, list[str]],
    size: float,
    side: float,
) -> None:
    """The words at one side: the bar's number beside those who stay, and each way at its end."""
    count, said = bahasa.angka(total[0]), teks.wrap(total[1], size, side)
    large = round(size * _LARGE, 1)
    large = min(large, large * side / max(teks.width(count, large, teks.TEBAL), 1))
    staying = [each for each in bar if each.way.tanda == ""] or bar
    at = sum(each.middle for each in staying) / len(staying) if staying else box.y
    entries = [(each.middle, words[id(each.way)], 0.0) for each in ways] + [(at, said, large)]
    entries.sort(key=lambda entry: entry[0])
    highs = [len(lines) * size * teks.LINE + top * teks.LINE + 10 for _, lines, top in entries]
    middles = apart([entry[0] for entry in entries], highs, box.y, box.bottom)
    for (_, lines, top), high, middle in zip(entries, highs, middles, strict=True):
        y = middle - (high - 10) / 2
        if top:
            y = canvas.lines(x, y, [count], top, weight=teks.TEBAL, anchor=anchor)
        canvas.lines(x, y, lines, size, anchor=anchor)


def _who_stays(canvas: Kanvas, laid: _Laid, box: Kotak, size: float) -> None:
    """The words of who stays lie on their ribbon; on a plate of their own where it is too thin."""
    for place in (each for each in laid.left if each.way.tanda == ""):
        words = teks.shorten(_sentence(place.way), size, box.w - 24, teks.TEBAL)
        high, x = size * teks.LINE, box.x + box.w / 2
        y = max(box.y + high / 2 + 3, min(place.middle, box.bottom - high / 2 - 3))
        ink = colours.words_on(canvas.tema.pale(place.way.warna, _BODY))
        if place.bottom - place.top < high + 4:
            wide = teks.width(words, size, teks.TEBAL) + 20
            plate = Kotak(x - wide / 2, y - high / 2 - 2, wide, high + 4)
            canvas.rect(plate, canvas.tema.latar, radius=6, stroke=canvas.tema.garis)
            ink = canvas.tema.teks
        canvas.middle(x, y, [words], size, weight=teks.TEBAL, colour=ink, anchor="middle")


def _words(
    picture: Arus, ways: list[Aliran], box: Kotak, room: float
) -> tuple[float, dict[int, list[str]]]:
    """Size of letters and lines of each way, so that the words of both sides stand in the box."""
    sizes = [base := round(baris.base_size(box), 1)]
    while sizes[-1] > teks.SMALLEST:
        sizes.append(max(teks.SMALLEST, sizes[-1] - 1))
    for size, most in [(base, 2), *((each, 3) for each in sizes), (sizes[-1], 2), (sizes[-1], 1)]:
        words = {id(each): teks.wrap(_sentence(each), size, room, most=most) for each in ways}
        highs = {key: len(lines) * size * teks.LINE + 10 for key, lines in words.items()}
        if not all(teks.whole(each) for each in words.values()) and most > 1:
            continue
        fits = _lay(ways, 0, box.y, highs).bottom <= box.bottom
        for sign, total in (("+", picture.awal), ("-", picture.akhir)):
            said = len(teks.wrap(total[1], size, room)) + _LARGE
            side = sum(highs[id(each)] for each in ways if each.tanda == sign)
            fits = fits and side + said * size * teks.LINE + 10 <= box.h
        if fits:
            break
    return size, words


def _sentence(way: Aliran) -> str:
    return f"{SIGN[way.tanda]} {bahasa.angka(way.jumlah)} {way.nama}".strip().replace(
        " ", "\u00a0", 1
    )
