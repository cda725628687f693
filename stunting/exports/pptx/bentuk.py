"""What lies on a slide: text boxes, rectangles, lines and free shapes, in points from the top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu

from stunting import theme
from stunting.exports.pptx import huruf

LANGUAGE = "id-ID"
LEAST = 14  # what is read from the back row is no smaller
SMALL = 12  # of a companion, a card or a legend that would have no room otherwise
TINY = 10  # of sources, and of the names of twenty bars beside a map
BODY = 18
WIDE, HIGH = 960, 540  # the slide, 16:9
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_ALIGN = {"kiri": "l", "kanan": "r", "tengah": "ctr"}
_ANCHOR = {"atas": "t", "tengah": "ctr", "bawah": "b"}


@dataclass(frozen=True)
class Kotak:
    """A rectangle of the slide."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def below(self, top: float) -> Kotak:
        """What is left of it after ``top`` points are taken from above."""
        return Kotak(self.x, self.y + top, self.w, self.h - top)

    def overlaps(self, other: Kotak, apart: float = 0) -> bool:
        """Whether the two have an area in common, or come closer than ``apart``."""
        return (
            self.x < other.right + apart
            and other.x < self.right + apart
            and self.y < other.bottom + apart
            and other.y < self.bottom + apart
        )


@dataclass(frozen=True)
class Lari:
    """Words of one look; ``nomor``: the slide's own number, which follows when slides are moved."""

    teks: str
    ukuran: float = BODY
    warna: str = theme.TEXT
    tebal: bool = False
    nomor: bool = False


@dataclass(frozen=True)
class Alinea:
    """A paragraph: its runs, ``titik`` with a bullet, ``sesudah`` points of space below it."""

    lari: tuple[Lari, ...]
    rata: str = "kiri"
    titik: bool = False
    sesudah: float = 0


@dataclass
class Alas:
    """A slide being drawn on, in the district's colour; its shapes get numbers that are used once."""

    slide: object
    warna: str = theme.PRIMARY
    nama_gambar: float = BODY  # names of pictures side by side are of one size
    terkecil: float = LEAST  # text of pictures is no smaller on this slide
    _tree: object = None
    _number: int = field(default=100)

    def __post_init__(self) -> None:
        self._tree = self.slide.shapes._spTree

    def add(self, xml: str, into=None):
        """Put a shape written as XML on the slide (or into a group) and return its element."""
        element = parse_xml(xml)
        (self._tree if into is None else into).append(element)
        return element

    def number(self) -> int:
        """The next free id of a shape."""
        self._number += 1
        return self._number


def emu(points: float) -> int:
    """Points in the file's own unit."""
    return round(points * 12700)


def text_box(
    alas: Alas,
    kotak: Kotak,
    alinea: Sequence[Alinea],
    *,
    nama: str,
    tegak: str = "atas",
    isi: str | None = None,
    tembus: int = 100,
    tepi: tuple[float, float, float, float] = (0, 0, 0, 0),
    bungkus: bool = True,
    keterangan: str | None = None,
) -> None:
    """A text box exactly as large as ``kotak``; ``tepi``: its inner margins left, top, right, bottom."""
    left, top, right, bottom = (emu(each) for each in tepi)
    alas.add(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>{_named(alas, nama, keterangan)}"
        f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{_frame(kotak)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_fill(isi, tembus)}'
        "<a:ln><a:noFill/></a:ln></p:spPr>"
        f'<p:txBody><a:bodyPr wrap="{"square" if bungkus else "none"}" lIns="{left}" tIns="{top}" '
        f'rIns="{right}" bIns="{bottom}" anchor="{_ANCHOR[tegak]}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{paragraphs(alinea)}</p:txBody></p:sp>"
    )


def paragraphs(alinea: Iterable[Alinea]) -> str:
    """The paragraphs of a text body as XML, every run in Indonesian."""
    return "".join(_paragraph(each) for each in alinea) or "<a:p/>"


def words(
    teks: str,
    ukuran: float = BODY,
    warna: str = theme.TEXT,
    *,
    tebal: bool = False,
    rata: str = "kiri",
    sesudah: float = 0,
) -> Alinea:
    """A paragraph of one look."""
    return Alinea((Lari(teks, ukuran, warna, tebal),), rata, sesudah=sesudah)


def rectangle(
    alas: Alas,
    kotak: Kotak,
    isi: str | None,
    *,
    nama: str,
    garis: str | None = None,
    tebal: float = 1,
    arsir: bool = False,
    bentuk: str = "rect",
    keterangan: str | None = None,
    into=None,
) -> None:
    """A rectangle (or another preset shape); without ``keterangan`` it counts as decoration."""
    fill = hatch() if arsir else _fill(isi)
    alas.add(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>{_named(alas, nama, keterangan, keterangan is None)}"
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_frame(kotak)}"
        f'<a:prstGeom prst="{bentuk}"><a:avLst/></a:prstGeom>{fill}{_line(garis, tebal)}</p:spPr></p:sp>',
        into,
    )


def line(
    alas: Alas,
    dari: tuple[float, float],
    ke: tuple[float, float],
    warna: str,
    *,
    nama: str,
    tebal: float = 1.5,
    putus: bool = False,
    titik: bool = False,
) -> None:
    """A straight line; ``titik``: with a dot at its end."""
    x, y = min(dari[0], ke[0]), min(dari[1], ke[1])
    box = Kotak(x, y, abs(ke[0] - dari[0]), abs(ke[1] - dari[1]))
    flip = (' flipH="1"' if ke[0] < dari[0] else "") + (' flipV="1"' if ke[1] < dari[1] else "")
    look = _line(warna, tebal, putus)
    if titik:
        look = look.replace("</a:ln>", '<a:tailEnd type="oval" w="med" len="med"/></a:ln>')
    alas.add(
        f"<p:cxnSp {nsdecls('p', 'a')}><p:nvCxnSpPr>{_named(alas, nama, None, True)}<p:cNvCxnSpPr/><p:nvPr/>"
        f"</p:nvCxnSpPr><p:spPr>{_frame(box, flip)}"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{look}</p:spPr></p:cxnSp>'
    )


def free_shape(
    alas: Alas,
    jalur: Sequence[Sequence[tuple]],
    isi: str,
    *,
    nama: str,
    keterangan: str | None = None,
    garis: str | None = None,
    tebal: float = 1,
    arsir: bool = False,
    tembus: int = 100,
    into=None,
) -> None:
    """A closed shape of any outline, editable point by point.

    ``jalur``: outlines, each a list of points (x, y) or, from the second on, of curves
    (x1, y1, x2, y2, x, y); further outlines are islands or holes. ``tembus``: per cent of opacity.
    """
    xs = [part[i] for way in jalur for part in way for i in range(0, len(part), 2)]
    ys = [part[i] for way in jalur for part in way for i in range(1, len(part), 2)]
    x, y = min(xs), min(ys)
    box = Kotak(x, y, max(max(xs) - x, 0.1), max(max(ys) - y, 0.1))

    def points(part: tuple) -> str:
        return "".join(
            f'<a:pt x="{emu(part[i] - x)}" y="{emu(part[i + 1] - y)}"/>'
            for i in range(0, len(part), 2)
        )

    drawn = []
    for way in jalur:
        drawn.append(f"<a:moveTo>{points(way[0])}</a:moveTo>")
        for part in way[1:]:
            tag = "lnTo" if len(part) == 2 else "cubicBezTo"
            drawn.append(f"<a:{tag}>{points(part)}</a:{tag}>")
        drawn.append("<a:close/>")
    fill = hatch() if arsir else _fill(isi, tembus)
    alas.add(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>{_named(alas, nama, keterangan, keterangan is None)}"
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_frame(box)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>"
        f'<a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{emu(box.w)}" h="{emu(box.h)}">'
        f"{''.join(drawn)}</a:path></a:pathLst></a:custGeom>{fill}"
        f"{_line(garis, tebal)}</p:spPr></p:sp>",
        into,
    )


def group(alas: Alas, kotak: Kotak, *, nama: str, keterangan: str):
    """An empty group as large as ``kotak``, for shapes that are one picture; returns its element."""
    frame = _frame(kotak).replace("</a:xfrm>", "")
    x, y, w, h = (emu(each) for each in (kotak.x, kotak.y, kotak.w, kotak.h))
    return alas.add(
        f"<p:grpSp {nsdecls('p', 'a')}><p:nvGrpSpPr>{_named(alas, nama, keterangan)}<p:cNvGrpSpPr/><p:nvPr/>"
        f'</p:nvGrpSpPr><p:grpSpPr>{frame}<a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/></a:xfrm>'
        "</p:grpSpPr></p:grpSp>"
    )


def picture_heading(alas: Alas, kotak: Kotak, judul: str) -> Kotak:
    """The name of a picture above it; returns what is left of the rectangle."""
    judul = huruf.clean(judul).strip()
    if not judul:
        return kotak
    size = min(heading_size(judul, kotak.w), alas.nama_gambar)
    high = huruf.height(judul, size, kotak.w, True)
    text_box(
        alas,
        Kotak(kotak.x, kotak.y, kotak.w, high),
        [words(judul, size, tebal=True)],
        nama="Nama gambar",
    )
    return kotak.below(high + 6)


def heading_height(judul: str, room: float) -> float:
    """What the name of a picture takes of its height."""
    judul = huruf.clean(judul).strip()
    return huruf.height(judul, heading_size(judul, room), room, True) + 6 if judul else 0.0


def spread(
    middles: Sequence[tuple[float, float]], top: float, bottom: float, apart: float
) -> list[float]:
    """Upper ends of boxes (middle, height) in order, moved apart where two would touch."""
    spare = (bottom - top - sum(high for _, high in middles)) / max(len(middles), 1)
    apart = max(0.0, min(apart, spare))
    middles = [(middle, high + apart) for middle, high in middles]
    tops = [middle - high / 2 for middle, high in middles]
    at = top
    for n, (_, high) in enumerate(middles):
        tops[n] = at = max(tops[n], at)
        at += high
    at = bottom
    for n in range(len(tops) - 1, -1, -1):
        tops[n] = at = min(tops[n], at - middles[n][1])
    return [each + apart / 2 for each in tops]


def heading_size(judul: str, room: float) -> float:
    """The size of a picture's name: on one line if that can be, else on two."""
    one = huruf.fitting(judul, (BODY, 16, LEAST), room, BODY * huruf.LINE, True)
    return one if huruf.height(judul, one, room, True) <= BODY * huruf.LINE else 16


def describe(alas: Alas, frame, nama: str, keterangan: str) -> None:
    """Name, number and alternative text of a chart or table."""
    properties = frame._element._nvXxPr.cNvPr
    properties.set("id", str(alas.number()))
    properties.set("name", nama)
    properties.set("descr", huruf.clean(keterangan))


def place(shape, kotak: Kotak) -> None:
    """Move a shape of the library to a rectangle."""
    shape.left, shape.top = Emu(emu(kotak.x)), Emu(emu(kotak.y))
    shape.width, shape.height = Emu(emu(kotak.w)), Emu(emu(kotak.h))


def hatch() -> str:
    """The fill of an area where nobody was measured, as XML."""
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr>{_colour(theme.HATCH)}</a:fgClr>'
        f"<a:bgClr>{_colour(theme.NO_DATA_FILL)}</a:bgClr></a:pattFill>"
    )


def solid(colour: str) -> str:
    """A plain fill, as XML."""
    return _fill(colour)


def fill_title(
    shape, teks: str, ukuran: float, *, tengah: bool = False, warna: str = theme.TEXT
) -> None:
    """The sentence of a slide in its title placeholder."""
    shape.name = "Judul"
    body = shape.text_frame._txBody
    for each in list(body):
        body.remove(each)
    inside = (
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{"ctr" if tengah else "t"}"><a:noAutofit/>'
        "</a:bodyPr><a:lstStyle/>"
    )
    left = emu(24) if tengah else 0
    inside = inside.replace('lIns="0"', f'lIns="{left}"')
    made = parse_xml(
        f"<p:txBody {nsdecls('p', 'a')}>{inside}"
        f"{paragraphs([words(teks, ukuran, warna, tebal=True)])}</p:txBody>"
    )
    for each in list(made):
        body.append(each)


def quoted(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    return quoteattr(huruf.clean(text))


def mark_runs(body) -> None:
    """Give every run below an element its language, also those without any properties."""
    for run in body.iter(qn("a:r")):
        run.get_or_add_rPr()
    set_language(body)


def readable(colour: str, on: str = theme.BACKGROUND) -> str:
    """The colour itself where text in it can be read on ``on``, else the usual colour of text there."""
    return colour if theme.contrast(colour, on) >= 4.5 else theme.text_on(on)


def set_language(element) -> None:
    """Mark all text below an element as Indonesian."""
    for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for each in element.iter(qn(tag)):
            each.set("lang", LANGUAGE)


def _named(alas: Alas, nama: str, keterangan: str | None = None, hiasan: bool = False) -> str:
    number = alas.number()
    descr = f" descr={quoteattr(huruf.clean(keterangan))}" if keterangan else ""
    inside = _DECORATIVE if hiasan else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(huruf.clean(nama))}{descr}>{inside}</p:cNvPr>'


def _frame(kotak: Kotak, flip: str = "") -> str:
    return (
        f'<a:xfrm{flip}><a:off x="{emu(kotak.x)}" y="{emu(kotak.y)}"/>'
        f'<a:ext cx="{emu(kotak.w)}" cy="{emu(kotak.h)}"/></a:xfrm>'
    )


def _colour(colour: str, tembus: int = 100) -> str:
    alpha = "" if tembus >= 100 else f'<a:alpha val="{tembus * 1000}"/>'
    return f'<a:srgbClr val="{colour.lstrip("#").upper()}">{alpha}</a:srgbClr>'


def _fill(colour: str | None, tembus: int = 100) -> str:
    if not colour:
        return "<a:noFill/>"
    return f"<a:solidFill>{_colour(colour, tembus)}</a:solidFill>"


def _line(colour: str | None, thick: float, dashed: bool = False) -> str:
    if not colour:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{emu(thick)}">{_fill(colour)}{dash}<a:round/></a:ln>'


def _paragraph(alinea: Alinea) -> str:
    after = f'<a:spcAft><a:spcPts val="{round(alinea.sesudah * 100)}"/></a:spcAft>'
    if alinea.titik:
        look = ' marL="254000" indent="-254000"'
        bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    else:
        look, bullet = ' marL="0" indent="0"', "<a:buNone/>"
    runs = "".join(_run(each) for each in alinea.lari)
    return (
        f'<a:p><a:pPr{look} algn="{_ALIGN[alinea.rata]}"><a:spcBef><a:spcPts val="0"/></a:spcBef>{after}'
        f"{bullet}</a:pPr>{runs}</a:p>"
    )


def _run(lari: Lari) -> str:
    look = (
        f'<a:rPr lang="{LANGUAGE}" sz="{round(lari.ukuran * 100)}" b="{int(lari.tebal)}" dirty="0">'
        f'{_fill(lari.warna)}<a:latin typeface="{huruf.FONT}"/><a:cs typeface="{huruf.FONT}"/></a:rPr>'
    )
    if lari.nomor:
        key = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
        return f'<a:fld id="{key}" type="slidenum">{look}<a:t>{escape(lari.teks)}</a:t></a:fld>'
    parts = huruf.clean(lari.teks).split("\n")
    lines = (f"<a:r>{look}<a:t>{escape(part)}</a:t></a:r>" for part in parts)
    return f"<a:br>{look}</a:br>".join(lines)
