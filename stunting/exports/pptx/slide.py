"""One screen on one slide: its frame, its key figures, and where its pictures lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stunting import bahasa, theme
from stunting.exports.pptx import arus, batang, bentuk, garis, huruf, peta, tabel
from stunting.exports.pptx.bentuk import BODY, HIGH, LEAST, WIDE, Alas, Alinea, Kotak, Lari, words
from stunting.paparan import gambar as bentuk_gambar
from stunting.paparan.gambar import Gambar, Tabel
from stunting.paparan.layar import Layar, Paparan
from stunting.presenters.figures import KeyFigure

EDGE = 28.0
BAND = 44.0  # the coloured band with place and cycle
WARNING = "DATA CONTOH, bukan data sebenarnya"
CONTINUED = "(lanjutan)"
_ROOM = WIDE - 2 * EDGE
_TITLE_SIZES = (30, 28, 26, 24)
_SMALL_TITLES = (22, 20)
_LARGE_TITLES = (44, 40, 36, 32, 28, 24)
_FIGURE = 40  # key figures are no smaller
_LARGE_FIGURE = 60
_PART = 0.57  # the first of two pictures is the larger one

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
    foot = _source(paparan, layar)
    rest = [_Sisa(each) for each in layar.gambar]
    slides = []
    while not slides or any(each.ada for each in rest):
        alas = new_slide()
        title = layar.judul if not slides else f"{layar.judul} {CONTINUED}"
        open_ = [each for each in rest if each.ada] if slides else rest
        alone = not open_ and not layar.angka
        top = _title(alas, title, alone)
        _band(alas, layar, logo)
        bottom = _foot(alas, foot, paparan.contoh)
        body = Kotak(EDGE, top + 12, _ROOM, bottom - top - 20)
        if layar.angka and not slides:
            body = _figures(alas, layar.angka, body, bool(open_))
        before = [each.mulai for each in open_]
        boxes = _boxes(body, open_)
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


def number(alas: Alas, n: int, of: int) -> None:
    """The number of a slide, in its lower right corner; it follows when slides are moved."""
    runs = (Lari(str(n), LEAST, theme.MUTED, nomor=True), Lari(f" / {of}", LEAST, theme.MUTED))
    bentuk.text_box(
        alas,
        Kotak(WIDE - EDGE - 70, HIGH - 28, 70, 20),
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


def _title(alas: Alas, title: str, alone: bool) -> float:
    """The sentence in the slide's own title; returns where it ends."""
    shape = alas.slide.shapes.title
    title = huruf.clean(title)
    if alone:
        size = huruf.fitting(title, _LARGE_TITLES, _ROOM - 80, 5 * 44 * huruf.LINE, True)
        # The inner margin of the title (24) beside the line at its left, and lines of even length.
        wide = huruf.narrowest(title, size, _ROOM - 80, True) + 28
        box = Kotak(EDGE, BAND + 50, wide, HIGH - BAND - 130)
    else:
        size = huruf.fitting(title, _TITLE_SIZES, _ROOM, 2 * 30 * huruf.LINE, True)
        if huruf.height(title, size, _ROOM, True) > 3 * 24 * huruf.LINE:
            size = huruf.fitting(title, _SMALL_TITLES, _ROOM, 3 * 22 * huruf.LINE, True)
        lines = huruf.wrap(title, size, _ROOM, True)
        wide = _ROOM
        if len(lines) > 1 and huruf.width(lines[-1], size, True) < _ROOM / 3:
            # No last line of one word.
            wide = huruf.narrowest(title, size, _ROOM, True) + 4
        box = Kotak(EDGE, BAND + 12, wide, len(lines) * size * huruf.LINE + 2)
    bentuk.place(shape, box)
    bentuk.fill_title(shape, title, size, tengah=alone)
    if alone:
        bentuk.rectangle(alas, Kotak(EDGE, box.y, 8, box.h), alas.warna, nama="Garis")
    return box.bottom


def _band(alas: Alas, layar: Layar, logo: bool) -> None:
    """Place and cycle large on the coloured band of the layout, the part of the meeting at its right."""
    ink = theme.text_on(alas.warna)
    left = EDGE + (BAND + 4 if logo else 0)
    where = huruf.clean(" · ".join(part for part in (layar.tempat, layar.siklus) if part))
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
        bentuk.text_box(
            alas,
            Kotak(WIDE - EDGE - right, 2, right, BAND - 4),
            [words(part, BODY, ink, rata="kanan")],
            nama="Bagian",
            tegak="tengah",
            bungkus=False,
        )


def _source(paparan: Paparan, layar: Layar) -> str:
    """Where the figures come from, of when, what was chosen, and how many rows the tables hold."""
    said = [layar.sumber.strip()]
    if paparan.tanggal and paparan.tanggal not in layar.sumber:
        said.append(f"Data per {paparan.tanggal}")
    chosen = " · ".join(part for part in (layar.tempat, layar.siklus) if part)
    if chosen and chosen not in layar.sumber:
        said.append(f"Pilihan: {chosen}")
    tables = [each for each in layar.gambar if isinstance(each, Tabel)]
    if tables:
        said.append(
            f"Jumlah{bahasa.NBSP}baris:{bahasa.NBSP}{' dan '.join(str(len(each.baris)) for each in tables)}"
        )
    return huruf.clean(" ".join(f"{each.rstrip('. ')}." for each in said if each))


def _foot(alas: Alas, source: str, contoh: bool) -> float:
    """Source and, where the data are invented, the warning; returns where the foot begins."""
    warning = huruf.width(WARNING, LEAST, True) + 24 if contoh else 0
    room = _ROOM - 70 - 16 - (warning + 16 if contoh else 0)
    high = max(huruf.height(source, LEAST, room), 20)
    top = HIGH - 10 - high
    bentuk.line(alas, (EDGE, top - 5), (WIDE - EDGE, top - 5), theme.GRID, nama="Garis kaki")
    if source:
        bentuk.text_box(
            alas,
            Kotak(EDGE, top, room, high),
            [words(source, LEAST, theme.MUTED)],
            nama="Sumber",
            tegak="tengah",
        )
    if contoh:
        bentuk.text_box(
            alas,
            Kotak(WIDE - EDGE - 70 - 8 - warning, HIGH - 31, warning, 24),
            [words(WARNING, LEAST, theme.text_on(theme.HIGHLIGHT), tebal=True, rata="tengah")],
            nama="Data contoh",
            tegak="tengah",
            isi=theme.HIGHLIGHT,
        )
    return top - 6


def _boxes(body: Kotak, open_: Sequence[_Sisa]) -> list[Kotak]:
    """A picture takes all, two stand side by side, more share the width alike."""
    if len(open_) < 2:
        return [body] * len(open_)
    gap = 26.0
    room = body.w - gap * (len(open_) - 1)
    shares = (_PART, 1 - _PART) if len(open_) == 2 else (1 / len(open_),) * len(open_)
    boxes, x = [], body.x
    for share in shares:
        boxes.append(Kotak(x, body.y, room * share, body.h))
        x += room * share + gap
    return boxes


def _figures(alas: Alas, angka: Sequence[KeyFigure], body: Kotak, pictures: bool) -> Kotak:
    """Key figures in a column at the left of the pictures, or in a row; returns what is left."""
    if not pictures:
        _figure_grid(alas, angka, body)
        return Kotak(body.x, body.bottom, body.w, 0)
    for small in (16, LEAST):
        wide = _figure_width(angka, small)
        heights = [_figure_height(each, wide - 26, _FIGURE, small) for each in angka]
        gap = 10.0
        if sum(heights) + gap * (len(angka) - 1) <= body.h:
            spare = (body.h - sum(heights) - gap * (len(angka) - 1)) / len(angka)
            y = body.y
            for each, high in zip(angka, heights, strict=True):
                high += min(spare, 26)
                _figure(alas, each, Kotak(body.x, y, wide, high), _FIGURE, small)
                y += high + gap
            left = wide + 26
            return Kotak(body.x + left, body.y, body.w - left, body.h)
    gap = 12.0
    wide = (body.w - gap * (len(angka) - 1)) / len(angka)
    high = max(_figure_height(each, wide - 26, _FIGURE, LEAST) for each in angka)
    for n, each in enumerate(angka):
        _figure(alas, each, Kotak(body.x + n * (wide + gap), body.y, wide, high), _FIGURE, LEAST)
    return body.below(high + 14)


def _figure_grid(alas: Alas, angka: Sequence[KeyFigure], body: Kotak) -> None:
    """Figures that are the whole slide: two columns from four on, larger."""
    count = len(angka)
    columns = count if count <= 3 else 2 if count == 4 else 3
    rows = -(-count // columns)
    gap = 16.0
    wide, high = (body.w - gap * (columns - 1)) / columns, (body.h - gap * (rows - 1)) / rows
    size = next(
        (
            each
            for each in (_LARGE_FIGURE, 54, 48, 44)
            if all(_figure_height(one, wide - 36, each, BODY + 2) <= high for one in angka)
        ),
        _FIGURE,
    )
    high = min(high, 200)
    for n, each in enumerate(angka):
        row, column = divmod(n, columns)
        box = Kotak(body.x + column * (wide + gap), body.y + row * (high + gap), wide, high)
        _figure(alas, each, box, size, BODY + 2 if size > _FIGURE else 16)


def _figure_width(angka: Sequence[KeyFigure], small: float) -> float:
    value = max(huruf.width(huruf.clean(each.value), _FIGURE, True) for each in angka)
    words_ = max(huruf.width(text, small) / 2 for each in angka for text in _said(each)) + 10
    return min(max(value, words_, 130), 260) + 26


def _said(figure: KeyFigure) -> list[str]:
    return [huruf.clean(text) for text in (figure.label, figure.counts, figure.change)]


def _figure_height(figure: KeyFigure, room: float, size: float, small: float) -> float:
    texts = [(text, small) for text in _said(figure) if text]
    high = huruf.height(huruf.clean(figure.value), size, room, True) * 0.98
    return high + sum(huruf.height(text, each, room) for text, each in texts) + 12


def _figure(alas: Alas, figure: KeyFigure, kotak: Kotak, size: float, small: float) -> None:
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
        tegak="tengah",
        isi=theme.SURFACE,
        tepi=(18, 4, 6, 4),
    )
    bentuk.rectangle(alas, Kotak(kotak.x, kotak.y, 6, kotak.h), alas.warna, nama="Tepi angka")
