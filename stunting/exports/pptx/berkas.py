"""The file around the slides: colours, fonts and layout of the district, properties, and repeatable bytes."""

from __future__ import annotations

import io
import re
import zipfile

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from stunting import theme
from stunting.exports.pptx import bentuk, huruf, slide
from stunting.exports.pptx.bentuk import HIGH, WIDE, Alas, Kotak, emu
from stunting.paparan.layar import Layar, Paparan

_LAYOUT = "Title Only"
_DAY = (1980, 1, 1, 0, 0, 0)  # of every file in the archive: the same content gives the same bytes
_LEFTOVERS = {"thumbnail", "printerSettings", "extended-properties"}
_LOGO = slide.BAND - 8
_CLICK = {
    "Click to edit Master title style": "Klik untuk mengubah judul",
    "Click to edit Master text styles": "Klik untuk mengubah teks",
    "Second level": "Tingkat kedua",
    "Third level": "Tingkat ketiga",
    "Fourth level": "Tingkat keempat",
    "Fifth level": "Tingkat kelima",
}


def write(paparan: Paparan, *, logo: bytes | None = None, warna: str = theme.PRIMARY) -> bytes:
    """The bytes of the PPTX file; the same presentation always gives the same bytes.

    ``logo``: a PNG or JPG for the band on top of every slide; ``warna``: the district's own colour
    ("#0B5563"). Raises ValueError (an Indonesian sentence) when either is something else.
    """
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", warna):
        raise ValueError(f"Warna utama harus berbentuk #RRGGBB, bukan {warna!r}.")
    file = Presentation()
    file.slide_width, file.slide_height = emu(WIDE), emu(HIGH)
    layout = _layout(file, paparan, logo, warna)

    def new_slide() -> Alas:
        return Alas(file.slides.add_slide(layout), warna)

    slides: list[Alas] = []
    for layar in paparan.layar:
        drawn = slide.draw(new_slide, paparan, layar, bool(logo))
        _notes(drawn[0], layar)
        slides += drawn
    for n, alas in enumerate(slides, start=1):
        slide.number(alas, n, len(slides))
    _properties(file, paparan)
    _without_leftovers(file)
    memory = io.BytesIO()
    file.save(memory)
    return _repeatable(memory.getvalue())


def _layout(file, paparan: Paparan, logo: bytes | None, warna: str):
    """The only layout of the file: a band of the district's colour, its logo, a title, all in Arial."""
    layout = next(each for each in file.slide_layouts if each.name == _LAYOUT)
    for each in list(file.slide_layouts):
        if each is not layout:
            file.slide_layouts.remove(each)
    layout._element.cSld.set("name", "Layar")
    _theme(file.slide_master.part, warna)
    for holder in (file.slide_master, layout):
        for shape in list(holder.placeholders):
            _place_holder(shape)
    tree = layout.shapes._spTree
    bentuk.rectangle(
        Alas(layout, warna), Kotak(0, 0, WIDE, slide.BAND), warna, nama="Pita kabupaten"
    )
    tree.insert(2, tree[-1])  # behind everything else
    if logo:
        _logo(layout, logo, paparan.kabkota)
    for element in (file.slide_master._element, layout._element):
        for text in element.iter(qn("a:t")):
            text.text = _CLICK.get(text.text, text.text)
        bentuk.set_language(element)
    return layout


def _place_holder(shape) -> None:
    """Give a placeholder of the library's 4:3 template its place on the wide slide, or drop it."""
    kind = shape.placeholder_format.type
    if "TITLE" in str(kind):
        bentuk.place(shape, Kotak(slide.EDGE, slide.BAND + 12, WIDE - 2 * slide.EDGE, 72))
    elif "BODY" in str(kind):
        bentuk.place(shape, Kotak(slide.EDGE, 140, WIDE - 2 * slide.EDGE, 340))
    else:  # date, footer and number: every slide has its own
        shape._element.getparent().remove(shape._element)


def _theme(master_part, warna: str) -> None:
    """Fonts and first colour of the theme, for whatever is added to a slide later."""
    part = master_part.part_related_by(RT.THEME)
    text = part.blob.decode("utf-8")
    text = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{huruf.FONT}"', text)
    colours = {"dk2": theme.TEXT, "accent1": warna}
    colours |= {f"accent{n}": each for n, each in enumerate(list(theme.GROUP.values()), start=2)}
    for name, colour in colours.items():
        new = f'<a:{name}><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", new, text, flags=re.DOTALL)
    part._blob = text.encode("utf-8")


def _logo(layout, logo: bytes, kabkota: str) -> None:
    try:
        image, key = layout.part.get_or_add_image_part(io.BytesIO(logo))
        wide, high = image.image.size
        kind = image.image.content_type
    except Exception as error:  # the library has no name of its own for a file that is no picture
        raise ValueError("Logo harus berkas PNG atau JPG.") from error
    if kind not in ("image/png", "image/jpeg"):
        raise ValueError("Logo harus berkas PNG atau JPG.")
    scale = min(_LOGO / high, _LOGO / wide)
    x = slide.EDGE + (_LOGO - wide * scale) / 2
    y = 4 + (_LOGO - high * scale) / 2
    alas = Alas(layout)
    alas._number = 200
    plate = Kotak(slide.EDGE - 2, 2, _LOGO + 4, _LOGO + 4)
    bentuk.rectangle(alas, plate, theme.BACKGROUND, nama="Alas logo", bentuk="roundRect")
    layout.shapes._spTree.append(
        parse_xml(
            f"<p:pic {nsdecls('p', 'a', 'r')}><p:nvPicPr>"
            f'<p:cNvPr id="{alas.number()}" name="Logo" descr={bentuk.quoted(f"Logo {kabkota}")}/>'
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
            f'<a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/>'
            f'<a:ext cx="{emu(wide * scale)}" cy="{emu(high * scale)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )


def _notes(alas: Alas, layar: Layar) -> None:
    """What the speaker may say, a paragraph each."""
    if not layar.ucapan:
        return
    body = alas.slide.notes_slide.notes_text_frame
    body.text = "\n".join(huruf.clean(each).replace("\n", " ") for each in layar.ucapan)
    bentuk.mark_runs(alas.slide.notes_slide._element)


def _properties(file, paparan: Paparan) -> None:
    core = file.core_properties
    core.title = f"Paparan {paparan.kabkota}, {slide.cycle(paparan.siklus)}"
    core.subject = f"Data per {paparan.tanggal}" + (f". {slide.WARNING}" if paparan.contoh else "")
    core.author = core.last_modified_by = paparan.kabkota
    core.language = bentuk.LANGUAGE
    core.keywords = core.comments = core.category = ""
    # No time of day: two files of the same data are the same. The library's own would be of 2013.
    element = core._element
    for tag in ("dcterms:created", "dcterms:modified"):
        for each in element.findall(qn(tag)):
            element.remove(each)


def _without_leftovers(file) -> None:
    """Drop what the library's template brings of its own making: its preview, printer, counts, language."""
    package = file.part.package
    for part in (package, file.part):
        for key, relation in list(part._rels.items()):
            if relation.reltype.rpartition("/")[2] in _LEFTOVERS:
                part._rels.pop(key)
    size = file.part._element.find(qn("p:sldSz"))
    size.attrib.pop("type", None)  # said 4:3
    bentuk.set_language(file.part._element)
    if any(each.has_notes_slide for each in file.slides):
        bentuk.mark_runs(file.notes_master._element)


def _repeatable(made: bytes) -> bytes:
    """The same archive with one day for all its files."""
    memory = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as old,
        zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return memory.getvalue()
