"""Tables and lists of points; what does not fit goes on the next slide, nothing is left out."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from stunting import theme
from stunting.exports.pptx import bentuk, huruf
from stunting.exports.pptx.bentuk import BODY, LEAST, Alas, Alinea, Kotak, Lari, emu
from stunting.paparan.gambar import Butir, Tabel

_SIZES = (BODY, 16, LEAST)
_EDGE, _AIR = 8.0, 5.0  # inside a cell: left and right, above and below
_POINTS = (24, 22, 20, BODY)


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
            if _whole(gambar, heading, _widths(gambar, kotak.w, each), each) <= kotak.h
        ),
        16 if kotak.w > 500 else LEAST,
    )
    widths = _widths(gambar, kotak.w, size)
    head = _row_height(heading, widths, size, True)
    used, rows, heights = head, [], []
    for row in gambar.baris[mulai:]:
        high = _row_height(row, widths, size)
        if rows and used + high > kotak.h:
            break
        used += high
        rows.append(row)
        heights.append(high)
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
        words_ = {word for row in gambar.baris for word in huruf.clean(row[n]).split()}
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
    size = next((each for each in _POINTS if _points_height(texts, each, room) <= kotak.h), BODY)
    used, shown = 0.0, []
    for lead, said in gambar.butir[mulai:]:
        high = _point_height(_joined(lead, said), size, room)
        if shown and used + high > kotak.h:
            break
        used += high
        shown.append((lead, said))
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
