"""Tables and lists of points; what does not fit goes on the next slide, nothing is left out."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from stunting import theme
from stunting.exports.pptx import bentuk, huruf
from stunting.exports.pptx.bentuk import BODY, LEAST, SMALL, Alas, Alinea, Kotak, Lari, emu
from stunting.paparan.gambar import Butir, Tabel

_SIZES = (BODY, 16, LEAST, 13, SMALL)
_EDGE, _AIR = 8.0, 5.0  # inside a cell: left and right, above and below
_WORD = 12  # so many letters of a cell stay on one line: a date, a code
_POINTS = (24, 22, 20, BODY, 16, 15, LEAST, 13, SMALL)
_COMPANION = 600.0  # in a column narrower than this the points may be smaller


def draw(alas: Alas, gambar: Tabel, kotak: Kotak, mulai: int = 0) -> int:
    """Draw rows from number ``mulai`` on as far as there is room; returns the number of the next one."""
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul if mulai == 0 else "")
    if not gambar.kolom:
        return len(gambar.baris)
    heading = [name for name, _, _ in gambar.kolom]
    # One size for all slides of the table: the largest that takes it whole, else the middle one.
    size = next(
        (
            each
            for each in _SIZES
            if mulai == 0
            and (each < BODY or kotak.w > _COMPANION)
            and each >= min(alas.terkecil, LEAST)
            and _whole(gambar, heading, _widths(gambar, kotak.w, each), each) <= kotak.h
        ),
        16 if kotak.w > 500 else LEAST,
    )
    widths = _widths(gambar, kotak.w, size)
    head = _row_height(heading, widths, size, True)
    heights = [_row_height(row, widths, size) for row in gambar.baris[mulai:]]
    heights = heights[: _part(heights, kotak.h - head)]
    rows = gambar.baris[mulai : mulai + len(heights)]
    used = head + sum(heights)
    box = Kotak(kotak.x, kotak.y, kotak.w, used)
    shape = alas.slide.shapes.add_table(
        len(rows) + 1, len(widths), *(emu(each) for each in (box.x, box.y, box.w, box.h))
    )
    bentuk.describe(alas, shape, "Tabel", gambar.alt)
    table = shape.table
    table.horz_banding = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = emu(wide)
    colour = alas.warna
    for n, (texts, high) in enumerate(zip([heading, *rows], [head, *heights], strict=True)):
        table.rows[n].height = emu(high)
        fill = colour if n == 0 else (theme.SURFACE if n % 2 == 0 else theme.BACKGROUND)
        ink = theme.text_on(colour) if n == 0 else theme.TEXT
        for cell, text, (_, _, side) in zip(table.rows[n].cells, texts, gambar.kolom, strict=True):
            _cell(cell._tc, text, size, ink, fill, side, n == 0)
    return mulai + len(rows)


def least_height(gambar: Tabel, wide: float, size: float) -> float:
    """The height of the whole table in letters of this size."""
    if not gambar.kolom:
        return 0.0
    heading = [name for name, _, _ in gambar.kolom]
    return _whole(gambar, heading, _widths(gambar, wide, size), size)


def _part(heights: Sequence[float], room: float) -> int:
    """How many of the rows come now: all that fit, but about as many on this slide as on the next ones."""
    slides, used = 1, 0.0
    for high in heights:
        if used and used + high > room:
            slides, used = slides + 1, 0.0
        used += high
    share, used = sum(heights) / slides, 0.0
    for n, high in enumerate(heights):
        if n and (used + high > room or (slides > 1 and used + high / 2 > share)):
            return n
        used += high
    return len(heights)


def _cell(cell, text: str, size: float, ink: str, fill: str, side: str, bold: bool) -> None:
    """Text and look of a cell, written at once: the library takes a hundred small steps for a table."""
    for child in list(cell):
        cell.remove(child)
    body = bentuk.paragraphs([Alinea((Lari(text, size, ink, bold),), side)])
    none = "<a:noFill/>"
    edges = "".join(f'<a:{tag} w="0">{none}</a:{tag}>' for tag in ("lnL", "lnR", "lnT"))
    under = bentuk.solid(theme.GRID)
    look = (
        f'<a:tcPr {nsdecls("a")} marL="{emu(_EDGE)}" marR="{emu(_EDGE)}" marT="{emu(_AIR)}" '
        f'marB="{emu(_AIR)}" anchor="ctr">{edges}<a:lnB w="{emu(1)}">{under}</a:lnB>{bentuk.solid(fill)}'
        "</a:tcPr>"
    )
    cell.append(parse_xml(f"<a:txBody {nsdecls('a')}><a:bodyPr/><a:lstStyle/>{body}</a:txBody>"))
    cell.append(parse_xml(look))


def _widths(gambar: Tabel, wide: float, size: float) -> list[float]:
    """The columns by their shares, but none so narrow that its longest word is broken."""
    whole = sum(share for _, share, _ in gambar.kolom) or 1
    widths = [wide * share / whole for _, share, _ in gambar.kolom]
    needs = []
    for n, (name, _, _) in enumerate(gambar.kolom):
        cells = [huruf.clean(row[n]) for row in gambar.baris]
        words_ = {word for text in cells for word in _words(text)}
        plain = max((huruf.width(word, size) for word in words_), default=0)
        bold = max((huruf.width(word, size, True) for word in huruf.clean(name).split()), default=0)
        needs.append(max(plain, bold) + 2 * _EDGE + 2)
    lacking = sum(max(need - has, 0) for need, has in zip(needs, widths, strict=True))
    spare = sum(max(has - need, 0) for need, has in zip(needs, widths, strict=True))
    if not lacking or lacking > spare:
        return widths
    return [
        need if has < need else has - (has - need) * lacking / spare
        for need, has in zip(needs, widths, strict=True)
    ]


def _words(text: str) -> list[str]:
    """What of a cell is not broken: its words, or all of it where it is short."""
    return [text] if len(text) <= _WORD else text.split()


def _whole(gambar: Tabel, heading: Sequence[str], widths: Sequence[float], size: float) -> float:
    rows = sum(_row_height(row, widths, size) for row in gambar.baris)
    return rows + _row_height(heading, widths, size, True)


def _row_height(
    texts: Sequence[str], widths: Sequence[float], size: float, bold: bool = False
) -> float:
    return (
        max(
            huruf.height(huruf.clean(text), size, wide - 2 * _EDGE, bold)
            for text, wide in zip(texts, widths, strict=True)
        )
        + 2 * _AIR
    )


def points(alas: Alas, gambar: Butir, kotak: Kotak, mulai: int = 0) -> int:
    """Draw points from number ``mulai`` on as far as there is room; returns the number of the next one."""
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul if mulai == 0 else "")
    room = kotak.w - 24
    texts = [_joined(*each) for each in gambar.butir]
    rest = texts[mulai:]
    size = _points_size(rest, kotak.w, kotak.h, alas.terkecil)
    if not size:  # it goes on: no smaller than it need be
        size = BODY if kotak.w > _COMPANION else 16
    size = min(size, 20) if mulai else size
    heights = [_point_height(each, size, room) for each in rest]
    heights = heights[: _part(heights, kotak.h)]
    shown, used = gambar.butir[mulai : mulai + len(heights)], sum(heights)
    if shown:
        colour = bentuk.readable(alas.warna)
        alinea = []
        for lead, said in shown:
            runs = [Lari(_lead(lead, said), size, colour, True)] if lead.strip() else []
            alinea.append(Alinea((*runs, Lari(said, size)), titik=True, sesudah=round(size * 0.5)))
        bentuk.text_box(
            alas,
            Kotak(kotak.x, kotak.y, kotak.w, min(used, kotak.h)),
            alinea,
            nama="Butir",
            keterangan=gambar.alt,
        )
    return mulai + len(shown)


def points_floor(wide: float, least: float) -> float:
    """The smallest letters of points in a column so wide; beside another picture they may be smaller."""
    return max(SMALL, least) if wide < _COMPANION else LEAST


def points_size(gambar: Butir, wide: float, high: float, least: float) -> float:
    """The size of letters in which all points have room; 0 where they have none."""
    return _points_size([_joined(*each) for each in gambar.butir], wide, high, least)


def _points_size(texts: Sequence[str], wide: float, high: float, least: float) -> float:
    floor = points_floor(wide, least)
    sizes = (each for each in _POINTS if each >= floor)
    # Beside a picture the points are no louder than it is.
    sizes = (each for each in sizes if each <= 20 or wide > _COMPANION)
    return next((each for each in sizes if _points_height(texts, each, wide - 24) <= high), 0)


def points_height(gambar: Butir, wide: float, size: float) -> float:
    """The height of all points in letters of this size."""
    return _points_height([_joined(*each) for each in gambar.butir], size, wide - 24)


def _lead(lead: str, said: str) -> str:
    lead = lead.strip()
    if not said.strip():
        return lead
    return f"{lead} " if lead[-1] in ".:!?" else f"{lead}: "


def _joined(lead: str, said: str) -> str:
    return huruf.clean((_lead(lead, said) if lead.strip() else "") + said)


def _point_height(text: str, size: float, room: float) -> float:
    # As if all of it were bold: the lead is, and a line too many is better than one too few.
    return huruf.height(text, size, room, True) + round(size * 0.5)


def _points_height(texts: Sequence[str], size: float, room: float) -> float:
    return sum(_point_height(each, size, room) for each in texts)
