"""A whole screen as one drawing: place and cycle, the sentence, key figures, pictures, source."""

from __future__ import annotations

from stunting import bahasa, theme
from stunting.exports.svg import gambar, kartu, teks, tema
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan.layar import Layar

WIDTH, HEIGHT = 1920, 1080
CONTOH = "DATA CONTOH, bukan data sebenarnya"
OPENING = "pembuka"

_SIDE = 76
_TOP = 42
_PLACE = 38
_SENTENCE = (52, 32)  # px; below 40 only for a sentence that would be cut otherwise
_FOOT = 1002  # where the source begins
_SHARES = (11, 9)  # of a picture and its companion
_BETWEEN = 64
_ACCENT = 10


def frame(
    layar: Layar, *, nomor: int, jumlah: int, gelap: bool = False, contoh: bool = False
) -> str:
    """One screen as an SVG file of 1920 x 1080 pixels.

    ``nomor``, ``jumlah``: which screen of how many; ``gelap``: for a projector in a dark hall; ``contoh``:
    say that the data are invented.
    """
    name = f"{layar.kunci}{'-gelap' if gelap else ''}"
    canvas = Kanvas(WIDTH, HEIGHT, tema.of(gelap), "".join(c if c.isalnum() else "-" for c in name))
    canvas.rect(Kotak(0, 0, WIDTH, HEIGHT), canvas.tema.latar)
    if _opens(layar):
        _opening(canvas, layar)
    else:
        _screen(canvas, layar)
    _foot(canvas, layar, nomor, jumlah, contoh)
    alts = [layar.judul, *(each.alt for each in layar.gambar)]
    return canvas.svg(layar.judul, " ".join(teks.clean(each) for each in alts if each))


def describe(layar: Layar) -> str:
    """A screen in words, for whoever cannot see it."""
    figures = [f"{each.label}: {each.value}." for each in layar.angka]
    place = ", ".join(each for each in (layar.tempat, _cycle(layar.siklus)) if each)
    parts = [layar.judul, f"{place}." if place else "", *figures]
    return " ".join(teks.clean(each) for each in [*parts, *(g.alt for g in layar.gambar)] if each)


def _opens(layar: Layar) -> bool:
    """The first screen, large and calm; one with figures is a screen like any other."""
    return layar.kunci == OPENING and not layar.angka and len(layar.gambar) < 2


def _screen(canvas: Kanvas, layar: Layar) -> None:
    box = _head(canvas, layar)
    box = _sentence(canvas, layar.judul, box)
    if layar.angka:
        used = kartu.row(canvas, layar.angka, box, alone=not layar.gambar)
        box = box.cut(top=used + 34)
    _pictures(canvas, layar, box)


def _head(canvas: Kanvas, layar: Layar) -> Kotak:
    """Place, cycle and part of the meeting; returns the room between it and the source."""
    canvas.rect(Kotak(0, 0, WIDTH, _ACCENT), canvas.tema.aksen)
    box = Kotak(_SIDE, _TOP, WIDTH - 2 * _SIDE, _FOOT - 22 - _TOP)
    part = teks.shorten(teks.clean(layar.bagian), 30, box.w * 0.3)
    end = box.right - teks.width(part, 30)
    cycle = _cycle(layar.siklus)
    size = float(_PLACE)
    room = end - box.x - 60
    gap = size * 0.9
    taken = teks.width(cycle, size) + gap
    place = teks.shorten(teks.clean(layar.tempat), size, room - taken, teks.TEBAL)
    line = box.y + size * 0.95
    canvas.text(box.x, line, place, size, weight=teks.TEBAL, colour=canvas.tema.aksen)
    x = box.x + teks.width(place, size, teks.TEBAL)
    if cycle:
        if place:
            canvas.rect(
                Kotak(x + gap / 2 - 1, line - size * 0.72, 2.5, size * 0.9), canvas.tema.garis
            )
            x += gap
        canvas.text(x, line, cycle, size, colour=canvas.tema.teks)
    canvas.text(box.right, line, part, 30, anchor="end", colour=canvas.tema.redup)
    return box.cut(top=size * 1.2 + 22)


def _sentence(canvas: Kanvas, words: str, box: Kotak) -> Kotak:
    if not teks.clean(words):
        return box
    largest, smallest = _SENTENCE
    for size in range(largest, smallest - 1, -2):
        lines = teks.even(words, size, box.w, teks.TEBAL, most=3)
        if teks.whole(lines) and (len(lines) < 3 or size <= 46):
            break
    below = canvas.lines(box.x, box.y, lines, size, weight=teks.TEBAL)
    return box.cut(top=below - box.y + 30)


def _pictures(canvas: Kanvas, layar: Layar, box: Kotak) -> None:
    pictures = layar.gambar[:2]
    if len(pictures) == 1:
        gambar.paint(canvas, pictures[0], box)
    elif pictures:
        first = (box.w - _BETWEEN) * _SHARES[0] / sum(_SHARES)
        gambar.paint(canvas, pictures[0], Kotak(box.x, box.y, first, box.h))
        gambar.paint(canvas, pictures[1], box.cut(left=first + _BETWEEN))


def _opening(canvas: Kanvas, layar: Layar) -> None:
    """The first screen: what this meeting is, where and of which cycle, while people find their seats."""
    canvas.rect(Kotak(0, 0, 28, HEIGHT), canvas.tema.aksen)
    box = Kotak(140, 0, WIDTH - 2 * 140, _FOOT)
    picture = layar.gambar[0] if layar.gambar else None
    left = box.cut(right=box.w * 0.46) if picture else box
    size = 92.0
    while True:
        lines = teks.even(layar.judul, size, left.w, teks.TEBAL, most=5)
        if len(lines) <= 4 and teks.whole(lines) or size <= 48:
            break
        size -= 4
    place = teks.wrap(layar.tempat, 56, left.w, teks.TEBAL, most=2)
    cycle = [_cycle(layar.siklus)]
    source = teks.even(layar.sumber, 30, left.w, most=3)
    high = len(lines) * size * teks.LINE + len(place) * 56 * teks.LINE + 46 * teks.LINE + 80
    high += len(source) * 30 * teks.LINE
    y = max((box.h - high) * 0.46, 60)
    y = canvas.lines(left.x, y, lines, size, weight=teks.TEBAL)
    canvas.rect(Kotak(left.x, y + 24, 160, 8), canvas.tema.aksen)
    y = canvas.lines(left.x, y + 56, place, 56, weight=teks.TEBAL, colour=canvas.tema.aksen)
    y = canvas.lines(left.x, y, cycle, 46)
    y = canvas.lines(left.x, y + 20, source, 30, colour=canvas.tema.redup)
    if picture:
        side = Kotak(left.right + _BETWEEN, 150, box.right - left.right - _BETWEEN, _FOOT - 200)
        gambar.paint(canvas, picture, side)


def _foot(canvas: Kanvas, layar: Layar, number: int, count: int, contoh: bool) -> None:
    """Source, whether the data are invented, and which screen this is."""
    side = 140 if _opens(layar) else _SIDE
    box = Kotak(side, _FOOT, WIDTH - 2 * side, HEIGHT - _FOOT)
    canvas.line(box.x, box.y, box.right, box.y, canvas.tema.garis, 1.5)
    middle = box.y + 39
    pages = f"{number} / {count}"
    canvas.middle(box.right, middle, [pages], 24, anchor="end", colour=canvas.tema.redup)
    room = box.w - teks.width(pages, 24) - 40
    if contoh:
        wide = teks.width(CONTOH, 22, teks.TEBAL) + 32
        plate = Kotak(box.x + room - wide, middle - 20, wide, 40)
        canvas.rect(plate, theme.HIGHLIGHT, radius=8)
        how = {"weight": teks.TEBAL, "anchor": "middle", "colour": theme.TEXT}
        canvas.middle(plate.x + wide / 2, middle, [CONTOH], 22, **how)
        room -= wide + 40
    if _opens(layar):  # stands there under place and cycle
        return
    rows = f"{layar.jumlah_baris}." if layar.jumlah_baris else ""
    source = " ".join(each for each in (layar.sumber, rows) if each)
    for size in (22, 21, 20, 19, 18):
        lines = teks.even(source, size, room, most=2)
        if teks.whole(lines):
            break
    canvas.middle(box.x, middle, lines, size, colour=canvas.tema.redup)


def _cycle(cycle: str) -> str:
    return bahasa.siklus(cycle) if cycle else ""
