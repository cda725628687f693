"""The ledger as ribbons of free shapes: as thick as the number of children they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from stunting import bahasa, theme
from stunting.exports.pptx import bentuk, huruf
from stunting.exports.pptx.bentuk import BODY, Alas, Kotak, words
from stunting.paparan.gambar import Aliran, Arus

_SIDE = 0.2  # share of the width of each end, with its words; more where they need it
_MOST_SIDE = 0.29
_CARD = 0.36  # and of the ways in the middle
_NUMBERS = (44, 40, 36, 32, 28, 24, 20)
_BAR = 18.0
_APART = 8.0
_LEAST_RIBBON = 2.5
_OPACITY = 60


def draw(alas: Alas, gambar: Arus, kotak: Kotak, mulai: int = 0) -> int:
    """Draw the flow; always all of it, so it returns 1.

    Three columns: the group before, one card per way, the group now. A ribbon runs from the left to the ways
    of those who were in the group, and on to the right from those who are in it now.
    """
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul)
    ways = _in_order(gambar.aliran)
    group = bentuk.group(alas, kotak, nama="Arus", keterangan=gambar.alt)
    side, number = _ends(gambar, kotak.w)
    wide = min(kotak.w * _CARD, kotak.w - 2 * side - 60)
    size = 16 if len(ways) > 5 or kotak.w < 620 else BODY
    texts = [_said(each) for each in ways]
    least = [huruf.height(text, size, wide - 24, True) + 10 for text in texts]
    scale = _scale(ways, least, gambar, kotak.h)
    high = [max(low, each.jumlah * scale) for low, each in zip(least, ways, strict=True)]
    free = kotak.h - sum(high)
    gap = min(max(free / max(len(ways) - 1, 1), 2), 26) if len(ways) > 1 else 0
    top = kotak.y + max((kotak.h - sum(high) - gap * (len(ways) - 1)) / 2, 0)
    cards = []
    for each in high:
        cards.append(Kotak(kotak.x + (kotak.w - wide) / 2, top, wide, each))
        top += each + gap
    ends = (
        (gambar.awal, kotak.x + side - _BAR, False, [each.tanda != "+" for each in ways]),
        (gambar.akhir, kotak.right - side, True, [each.tanda != "-" for each in ways]),
    )
    for (count, said), x, right, belongs in ends:
        _end(alas, kotak, group, ways, cards, scale, count, x, right, belongs)
        left = kotak.right - side + _BAR + 10 if right else kotak.x
        _end_words(
            alas, Kotak(left, kotak.y, side - _BAR - 10, kotak.h), count, said, right, number
        )
    for way, card, text in zip(ways, cards, texts, strict=True):
        ink = theme.text_on(way.warna)
        bentuk.text_box(
            alas,
            card,
            [words(text, size, ink, tebal=True)],
            nama=f"Jalur: {way.nama}",
            tegak="tengah",
            isi=way.warna,
            tepi=(12, 2, 12, 2),
        )
    return 1


def _end(
    alas: Alas,
    kotak: Kotak,
    group,
    ways: Sequence[Aliran],
    cards: Sequence[Kotak],
    scale: float,
    count: int,
    x: float,
    right: bool,
    belongs: Sequence[bool],
) -> None:
    """The bar of one end and the ribbons between it and the cards."""
    thick = [_thick(each, scale) if ours else 0.0 for each, ours in zip(ways, belongs, strict=True)]
    whole = max(sum(thick), count * scale, 6)
    y = kotak.y + (kotak.h - whole) / 2
    for way, card, each in zip(ways, cards, thick, strict=True):
        if not each:
            continue
        middle = card.y + card.h / 2
        at_card = (middle - each / 2, middle + each / 2)
        start, end = (card.right, x) if right else (x + _BAR, card.x)
        from_, to = (at_card, (y, y + each)) if right else ((y, y + each), at_card)
        half = (start + end) / 2
        outline = [
            (start, from_[0]),
            (half, from_[0], half, to[0], end, to[0]),
            (end, to[1]),
            (half, to[1], half, from_[1], start, from_[1]),
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
        y += each
    bentuk.rectangle(
        alas,
        Kotak(x, kotak.y + (kotak.h - whole) / 2, _BAR, whole),
        theme.TEXT,
        nama="Batang",
        into=group,
    )


def _end_words(alas: Alas, kotak: Kotak, count: int, said: str, right: bool, size: float) -> None:
    number = bahasa.angka(count)
    high = size * huruf.LINE + huruf.height(said, 16, kotak.w)
    side = "kiri" if right else "kanan"
    bentuk.text_box(
        alas,
        Kotak(kotak.x, kotak.y + (kotak.h - high) / 2, kotak.w, high),
        [words(number, size, tebal=True, rata=side), words(said, 16, rata=side)],
        nama="Sesudah" if right else "Sebelum",
        tegak="tengah",
    )


def _ends(gambar: Arus, wide: float) -> tuple[float, float]:
    """Width of the two ends and the size of their numbers: no word and no number is broken there."""
    words_ = [word for _, said in (gambar.awal, gambar.akhir) for word in said.split()]
    longest = max((huruf.width(word, 16) for word in words_), default=0) + _BAR + 14
    side = min(max(wide * _SIDE, longest), wide * _MOST_SIDE)
    numbers = [bahasa.angka(count) for count, _ in (gambar.awal, gambar.akhir)]
    for size in _NUMBERS:
        if all(huruf.width(each, size, True) <= side - _BAR - 10 for each in numbers):
            return side, size
    return side, _NUMBERS[-1]


def _in_order(ways: Sequence[Aliran]) -> list[Aliran]:
    """Ways in above, who stays in the middle, ways out below: no ribbon crosses another."""
    place = {"+": 0, "": 1, "-": 2}
    return sorted(ways, key=lambda each: place.get(each.tanda, 1))


def _said(way: Aliran) -> str:
    sign = {"+": "+ ", "-": "− "}.get(way.tanda, "")
    return huruf.clean(f"{sign}{bahasa.angka(way.jumlah)} {way.nama}")


def _thick(way: Aliran, scale: float) -> float:
    return max(way.jumlah * scale, _LEAST_RIBBON) if way.jumlah else 0.0


def _scale(ways: Sequence[Aliran], least: Sequence[float], gambar: Arus, high: float) -> float:
    """Points per child: the most with which cards and ends fit into the height."""
    most = max(gambar.awal[0], gambar.akhir[0], 1)
    for part in ("+", "-"):
        count = sum(each.jumlah for each in ways if each.tanda != part)
        most = max(most, count)
    low, top = 0.0, (high * 0.92) / most
    room = high - _APART * (len(ways) - 1)
    for _ in range(30):
        middle = (low + top) / 2
        used = sum(max(m, each.jumlah * middle) for m, each in zip(least, ways, strict=True))
        low, top = (middle, top) if used <= room else (low, middle)
    return low
