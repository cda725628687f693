"""One screen on one slide: its frame, its key figures, and where its pictures lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stunting import bahasa, theme
from stunting.exports.pptx import angka, arus, batang, bentuk, garis, huruf, peta, tabel
from stunting.exports.pptx.bentuk import (
    BODY,
    HIGH,
    LEAST,
    SMALL,
    TINY,
    WIDE,
    Alas,
    Alinea,
    Kotak,
    Lari,
    words,
)
from stunting.paparan import gambar as bentuk_gambar
from stunting.paparan.gambar import Gambar, Tabel
from stunting.paparan.layar import Layar, Paparan

EDGE = 28.0
BAND = 44.0  # the coloured band with place and cycle
WARNING = "DATA CONTOH, bukan data sebenarnya"
CONTINUED = "(lanjutan)"
_ROOM = WIDE - 2 * EDGE
OPENING = "pembuka"
_LARGE_TITLES = (44, 40, 36, 32, 28, 24)
_PART = 0.57  # the first of two pictures is the larger one
_PARTS = (_PART, 0.5, 0.45)  # but a list beside it may need more
_PAGES = 70.0  # of the foot, for the number of the slide
_SOURCE = (SMALL, 11, TINY)
_LEAST_MAP, _LEAST_LINES = 290.0, 165.0  # lower than this the frame around gives way first
_COMFORT = 1.45  # height of a row of bars, in sizes of its least, before anything gets smaller


@dataclass(frozen=True)
class _Rapat:
    """How tightly a slide is set: sizes of its sentence on two lines or on more, its cards, its pictures.

    ``terkecil``: the smallest text of its pictures.
    """

    judul: tuple[float, ...]
    judul_panjang: tuple[float, ...]
    kartu: angka.Kartu
    terkecil: float = LEAST


# From airy to tight: the first one in which all pictures have room is taken.
_AIRY = _Rapat((30, 28, 26, 24), (22, 20), angka.Kartu())
_TIGHT = (
    _AIRY,
    _Rapat((26, 24), (22, 20), angka.Kartu(36, 13, 10, 12)),
    _Rapat((26, 24), (22, 20), angka.Kartu(32, SMALL, 10, 10), 13),
    _Rapat((24, 22), (20, 18), angka.Kartu(28, SMALL, 10, 10), SMALL),
    _Rapat((24, 22), (20, 18), angka.Kartu(26, SMALL, 10, 8), TINY),
)

_DRAW: dict[type, Callable[..., int]] = {
    bentuk_gambar.Urutan: batang.ordered,
    bentuk_gambar.Tumpukan: batang.stacked,
    bentuk_gambar.Garis: garis.draw,
    bentuk_gambar.Peta: peta.draw,
    bentuk_gambar.Arus: arus.draw,
    bentuk_gambar.Tabel: tabel.draw,
    bentuk_gambar.Butir: tabel.points,
}


@dataclass
class _Sisa:
    """A picture and the number of its first row that is not drawn yet."""

    gambar: Gambar
    mulai: int = 0

    @property
    def ada(self) -> bool:
        return self.mulai < _rows(self.gambar)


def draw(new_slide: Callable[[], Alas], paparan: Paparan, layar: Layar, logo: bool) -> list[Alas]:
    """The slides of one screen: one, and more only where a table or list goes on. Without their numbers."""
    if layar.kunci == OPENING and not layar.gambar:
        return [_opening(new_slide(), paparan, layar, logo)]
    foot = _source(paparan, layar)
    rest = [_Sisa(each) for each in layar.gambar]
    tight, share = _setting(layar, foot, paparan.contoh)
    slides = []
    while not slides or any(each.ada for each in rest):
        alas = new_slide()
        title = layar.judul if not slides else f"{layar.judul} {CONTINUED}"
        open_ = [each for each in rest if each.ada] if slides else rest
        alone = not open_ and not layar.angka
        top = _title(alas, title, alone, tight)
        _band(alas, layar, logo)
        bottom = _foot(alas, foot, paparan.contoh)
        alas.terkecil = LEAST if slides else tight.terkecil
        body = _body(top, bottom)
        if layar.angka and not slides:
            if open_:
                body = angka.beside(alas, layar.angka, body, tight.kartu, kolom=_column(layar))
            else:
                angka.grid(alas, layar.angka, body)
        before = [each.mulai for each in open_]
        boxes = _boxes(body, len(open_), share)
        for each, box in zip(open_, boxes, strict=True):
            name = huruf.clean(each.gambar.judul).strip()
            if name and not each.mulai:
                alas.nama_gambar = min(alas.nama_gambar, bentuk.heading_size(name, box.w))
        for each, box in zip(open_, boxes, strict=True):
            each.mulai = _DRAW[type(each.gambar)](alas, each.gambar, box, each.mulai)
        for shape in alas.slide.shapes:
            if shape.has_chart:
                bentuk.set_language(shape.chart._chartSpace)
        slides.append(alas)
        if slides[1:] and before == [each.mulai for each in open_]:
            raise RuntimeError(f"gambar tidak selesai digambar: {layar.kunci}")
    return slides


def _setting(layar: Layar, foot: str, contoh: bool) -> tuple[_Rapat, float]:
    """How tightly a screen is set, and the share of its first picture, so that it needs one slide.

    Airy where that is out of reach: a long table goes on in any case.
    """
    if not layar.gambar:
        return _AIRY, _PART
    bottom = _foot_top(foot, contoh)
    listed = False
    for tight in _TIGHT:
        body = _body(_title_box(huruf.clean(layar.judul), tight)[0].bottom, bottom)
        if layar.angka:
            body = angka.beside(None, layar.angka, body, tight.kartu, kolom=_column(layar))
        found = []
        for share in _PARTS if len(layar.gambar) == 2 else (_PART,):
            boxes = _boxes(body, len(layar.gambar), share)
            pairs = list(zip(layar.gambar, boxes, strict=True))
            fits = [_least(each, box.w, tight.terkecil) <= box.h for each, box in pairs]
            if all(fits):
                found.append((_points_size(pairs, tight.terkecil), share))
            elif tight is _TIGHT[-1] and share == _PART:
                lists = [
                    fit for fit, each in zip(fits, layar.gambar, strict=True) if _goes_on(each)
                ]
                listed = all(lists)
        if found:  # the widest first picture with which the points beside it are as large as can be
            return tight, max(found)[1]
    return (_TIGHT[-1] if listed else _AIRY), _PART


def _least(gambar: Gambar, wide: float, size: float) -> float:
    """The height a picture should have, its name included, with text of this size at least."""
    head = bentuk.heading_height(gambar.judul, wide)
    if isinstance(gambar, bentuk_gambar.Urutan | bentuk_gambar.Tumpukan):
        air = 1.0 if size <= TINY else _COMFORT / 1.09
        return head + batang.least_height(gambar, wide, size) * air
    if isinstance(gambar, Tabel):
        return head + tabel.least_height(gambar, wide, max(size, SMALL))
    if isinstance(gambar, bentuk_gambar.Butir):
        return head + tabel.points_height(gambar, wide, tabel.points_floor(wide, size))
    if isinstance(gambar, bentuk_gambar.Arus):
        return head + arus.least_height(gambar, wide, size)
    return head + (_LEAST_MAP if isinstance(gambar, bentuk_gambar.Peta) else _LEAST_LINES)


def _column(layar: Layar) -> bool:
    """Whether cards may stand beside the pictures: a map and its companion need the whole width."""
    mapped = any(isinstance(each, bentuk_gambar.Peta) for each in layar.gambar)
    return not (mapped and len(layar.gambar) > 1)


def _points_size(pairs: list[tuple[Gambar, Kotak]], least: float) -> float:
    sizes = [
        tabel.points_size(each, box.w, box.h - bentuk.heading_height(each.judul, box.w), least)
        for each, box in pairs
        if isinstance(each, bentuk_gambar.Butir)
    ]
    return min(sizes, default=0)


def _goes_on(gambar: Gambar) -> bool:
    return not isinstance(gambar, bentuk_gambar.Garis | bentuk_gambar.Peta | bentuk_gambar.Arus)


def _body(top: float, bottom: float) -> Kotak:
    return Kotak(EDGE, top + 10, _ROOM, bottom - top - 16)


def number(alas: Alas, n: int, of: int) -> None:
    """The number of a slide, in its lower right corner; it follows when slides are moved."""
    runs = (Lari(str(n), SMALL, theme.MUTED, nomor=True), Lari(f" / {of}", SMALL, theme.MUTED))
    bentuk.text_box(
        alas,
        Kotak(WIDE - EDGE - _PAGES, HIGH - 32, _PAGES, 20),
        [Alinea(runs, "kanan")],
        nama="Nomor salindia",
        tegak="tengah",
    )


def _rows(gambar: Gambar) -> int:
    """How many rows a picture has that may go on further slides; 1 for one that is drawn whole."""
    if isinstance(gambar, bentuk_gambar.Urutan):
        return len(gambar.batang)
    if isinstance(gambar, bentuk_gambar.Tumpukan | Tabel):
        return len(gambar.baris)
    if isinstance(gambar, bentuk_gambar.Butir):
        return len(gambar.butir)
    return 1


def _title(alas: Alas, title: str, alone: bool, tight: _Rapat) -> float:
    """The sentence in the slide's own title; returns where it ends."""
    shape = alas.slide.shapes.title
    title = huruf.clean(title)
    if alone:
        size = huruf.fitting(title, _LARGE_TITLES, _ROOM - 80, 5 * 44 * huruf.LINE, True)
        # The inner margin of the title (24) beside the line at its left, and lines of even length.
        wide = huruf.narrowest(title, size, _ROOM - 80, True) + 28
        box = Kotak(EDGE, BAND + 50, wide, HIGH - BAND - 130)
    else:
        box, size = _title_box(title, tight)
    bentuk.place(shape, box)
    bentuk.fill_title(shape, title, size, tengah=alone)
    if alone:
        bentuk.rectangle(alas, Kotak(EDGE, box.y, 8, box.h), alas.warna, nama="Garis")
    return box.bottom


def _title_box(title: str, tight: _Rapat) -> tuple[Kotak, float]:
    """Place and size of a sentence above pictures: on two lines, smaller on three."""
    most = max(tight.judul)
    size = huruf.fitting(title, tight.judul, _ROOM, 2 * most * huruf.LINE, True)
    if len(huruf.wrap(title, size, _ROOM, True)) > 2:
        long = (*tight.judul[-1:], *tight.judul_panjang)
        size = huruf.fitting(title, long, _ROOM, 3 * long[0] * huruf.LINE, True)
    lines = huruf.wrap(title, size, _ROOM, True)
    wide = _ROOM
    if len(lines) > 1 and huruf.width(lines[-1], size, True) < _ROOM / 2.5:
        # No last line of a word or two: a little smaller it needs a line less, or its lines are even.
        smaller = [each for each in (*tight.judul, *tight.judul_panjang) if each < size]
        for each in smaller:
            if len(huruf.wrap(title, each, _ROOM, True)) < len(lines) and size - each <= 4:
                size, lines = each, huruf.wrap(title, each, _ROOM, True)
                break
        else:
            wide = huruf.narrowest(title, size, _ROOM, True) + 4
    wide = huruf.unbroken(title, size, wide, True)
    return Kotak(EDGE, BAND + 10, wide, len(lines) * size * huruf.LINE + 2), size


def cycle(siklus: str) -> str:
    """A cycle as it is read aloud: "2026-S1" -> "Semester I 2026"; what is no code stays as it is."""
    try:
        return bahasa.siklus(siklus) if siklus else ""
    except ValueError:
        return siklus


def _opening(alas: Alas, paparan: Paparan, layar: Layar, logo: bool) -> Alas:
    """The first slide, seen while people find their seats: what, where, of which cycle; figures small."""
    colour, ink = alas.warna, theme.text_on(alas.warna)
    source = _source(paparan, layar, chosen=False)
    foot = _foot(alas, source, paparan.contoh)
    cards = layar.angka
    look = angka.Kartu(36, LEAST, 14)
    high = angka.row(None, cards, Kotak(EDGE, 0, _ROOM, 0), look) if cards else 0
    bottom = foot - (high + 40 if cards else 20)
    # Down from the band of the layout, on which the logo lies: one field of colour.
    bentuk.rectangle(alas, Kotak(0, BAND - 1, WIDE, bottom - BAND + 1), colour, nama="Bidang judul")
    tree = alas.slide.shapes._spTree
    tree.insert(2, tree[-1])  # behind the title
    room = _ROOM - 40
    title, place = huruf.clean(layar.judul), huruf.clean(layar.tempat)
    size = huruf.fitting(title, (54, 50, 46, 42, 38, 34, 30), room, 2 * 50 * huruf.LINE, True)
    where = huruf.fitting(place, (38, 36, 34, 32, 30, 28, 26), room, 38 * huruf.LINE, True)
    when = [words(cycle(layar.siklus), 28, ink)] if layar.siklus else []
    if paparan.tanggal:
        when.append(words(f"Data per {paparan.tanggal}", 20, ink))
    parts = (
        huruf.height(title, size, room, True) + 4,
        huruf.height(place, where, room, True) + 4,
        sum(each.lari[0].ukuran * huruf.LINE for each in when) + 4,
    )
    gaps = (34.0, 4.0)
    y = BAND + max((bottom - BAND - sum(parts) - sum(gaps)) / 2 - 8, 4)
    shape = alas.slide.shapes.title
    bentuk.place(shape, Kotak(EDGE + 18, y, room, parts[0]))
    bentuk.fill_title(shape, title, size, warna=ink)
    y += parts[0]
    bentuk.rectangle(alas, Kotak(EDGE + 18, y + 13, 96, 5), ink, nama="Garis")
    y += gaps[0]
    box = Kotak(EDGE + 18, y, room, parts[1])
    bentuk.text_box(alas, box, [words(place, where, ink, tebal=True)], nama="Tempat", isi=colour)
    y += parts[1] + gaps[1]
    if when:
        box = Kotak(EDGE + 18, y, room, parts[2])
        bentuk.text_box(alas, box, when, nama="Siklus dan tanggal data", isi=colour)
    if layar.bagian:
        _part(alas, layar.bagian, ink)
    if cards:
        angka.row(alas, cards, Kotak(EDGE, bottom + 20, _ROOM, high), look)
    return alas


def _band(alas: Alas, layar: Layar, logo: bool) -> None:
    """Place and cycle large on the coloured band of the layout, the part of the meeting at its right."""
    ink = theme.text_on(alas.warna)
    left = EDGE + (BAND + 4 if logo else 0)
    where = huruf.clean(" · ".join(part for part in (layar.tempat, cycle(layar.siklus)) if part))
    part = huruf.clean(layar.bagian)
    right = huruf.width(part, BODY) + 6
    room = WIDE - EDGE - right - 24 - left
    size = huruf.fitting(where, (24, 22, 20, 18, 16, LEAST), room, 30, True)
    bentuk.text_box(
        alas,
        Kotak(left, 2, room, BAND - 4),
        [words(where, size, ink, tebal=True)],
        nama="Tempat dan siklus",
        tegak="tengah",
    )
    if part:
        _part(alas, part, ink)


def _part(alas: Alas, part: str, ink: str) -> None:
    """The part of the meeting at the right of the band."""
    wide = huruf.width(huruf.clean(part), BODY) + 6
    bentuk.text_box(
        alas,
        Kotak(WIDE - EDGE - wide, 2, wide, BAND - 4),
        [words(part, BODY, ink, rata="kanan")],
        nama="Bagian",
        tegak="tengah",
        bungkus=False,
    )


def _source(paparan: Paparan, layar: Layar, *, chosen: bool = True) -> str:
    """Where the figures come from, of when, what was chosen, and how many rows the tables hold."""
    said = [layar.sumber.strip()]
    if paparan.tanggal and paparan.tanggal not in layar.sumber:
        said.append(f"Data per {paparan.tanggal}")
    # A cycle is not broken apart at the end of a line.
    when = cycle(layar.siklus).replace(" ", bahasa.NBSP)
    choice = ", ".join(part for part in (layar.tempat, when) if part)
    if chosen and choice and choice not in layar.sumber:
        said.append(f"Pilihan: {choice}")
    said.append(layar.jumlah_baris)
    return huruf.clean(" ".join(f"{each.rstrip('. ')}." for each in said if each))


def _foot(alas: Alas, source: str, contoh: bool) -> float:
    """Source and, where the data are invented, the warning; returns where the foot begins."""
    top, size, room = _foot_layout(source, contoh)
    bentuk.line(alas, (EDGE, top - 5), (WIDE - EDGE, top - 5), theme.GRID, nama="Garis kaki")
    if source:
        bentuk.text_box(
            alas,
            Kotak(EDGE, top, room, HIGH - 10 - top),
            [words(source, size, theme.MUTED)],
            nama="Sumber",
            tegak="tengah",
        )
    if contoh:
        wide = _warning_width()
        bentuk.text_box(
            alas,
            Kotak(WIDE - EDGE - _PAGES - 8 - wide, HIGH - 33, wide, 22),
            [words(WARNING, SMALL, theme.text_on(theme.HIGHLIGHT), tebal=True, rata="tengah")],
            nama="Data contoh",
            tegak="tengah",
            isi=theme.HIGHLIGHT,
        )
    return top - 6


def _foot_top(source: str, contoh: bool) -> float:
    return _foot_layout(source, contoh)[0] - 6


def _foot_layout(source: str, contoh: bool) -> tuple[float, float, float]:
    """Where the source begins, the size of its letters and its width: two lines wherever that can be."""
    room = _ROOM - _PAGES - 16 - (_warning_width() + 16 if contoh else 0)
    size = next((each for each in _SOURCE if len(huruf.wrap(source, each, room)) <= 2), TINY)
    return HIGH - 10 - max(huruf.height(source, size, room), 26), size, room


def _warning_width() -> float:
    return huruf.width(WARNING, SMALL, True) + 24


def _boxes(body: Kotak, count: int, share: float = _PART) -> list[Kotak]:
    """A picture takes all, two stand side by side, more share the width alike."""
    if count < 2:
        return [body] * count
    gap = 26.0
    room = body.w - gap * (count - 1)
    shares = (share, 1 - share) if count == 2 else (1 / count,) * count
    boxes, x = [], body.x
    for each in shares:
        boxes.append(Kotak(x, body.y, room * each, body.h))
        x += room * each + gap
    return boxes
