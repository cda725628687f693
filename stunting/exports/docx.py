"""A document as DOCX, to be corrected in the meeting room before it is signed."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from stunting.exports import dokumen

_FONT = "Arial"  # on every computer the file may be opened on
_LANGUAGE = "id-ID"


def write(what: dokumen.Dokumen) -> bytes:
    """The bytes of the DOCX file."""
    file = docx.Document()
    _page(file, what)
    for number, line in enumerate(what.kop):
        _paragraph(
            file, line, bold=number < 2, size=14 if number == 0 else 12, centre=True, after=0
        )
    if what.kop:
        _rule(file)
    for line in what.kepala:
        _paragraph(file, line, bold=True, size=13, centre=True, after=0)
    _paragraph(file, "", after=2)
    for block in what.blok:
        _WRITERS[type(block)](file, block, _width(file))
    memory = io.BytesIO()
    file.save(memory)
    return memory.getvalue()


def _page(file: Document, what: dokumen.Dokumen) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if what.mendatar:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    file.core_properties.title, file.core_properties.language = what.judul, _LANGUAGE
    file.core_properties.author = what.kop[0] if what.kop else ""
    style = file.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGE)
    style.element.get_or_add_rPr().append(language)
    for level, size in ((1, 13), (2, 11)):
        heading = file.styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.bold = _FONT, Pt(size), True
        heading.font.color.rgb = None
        heading.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        heading.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
    foot = section.footer.paragraphs[0]
    foot.text = what.kaki
    foot.runs[0].font.size = Pt(8)
    foot.add_run("   Halaman ").font.size = Pt(8)
    _field(foot, "PAGE")


def _field(paragraph, code: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _width(file: Document) -> int:
    section = file.sections[0]
    return section.page_width - section.left_margin - section.right_margin


def _paragraph(
    file, text: str, *, bold: bool = False, size: int = 11, centre: bool = False, after: int = 6
) -> None:
    paragraph = file.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_after = Pt(after)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _rule(file: Document) -> None:
    """The double line under a letterhead."""
    paragraph = file.add_paragraph()
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _heading(file, block: dokumen.Judul, _) -> None:
    file.add_heading(block.teks, level=block.tingkat)


def _text(file, block: dokumen.Paragraf, _) -> None:
    _paragraph(file, block.teks, bold=block.tebal, centre=block.tengah)


def _points(file, block: dokumen.Butir, _) -> None:
    for each in block.isi:
        file.add_paragraph(each, style="List Bullet").paragraph_format.space_after = Pt(2)


def _table(file, block: dokumen.Tabel, width: int) -> None:
    table = file.add_table(rows=1, cols=len(block.kepala), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    whole = sum(block.lebar)
    widths = [int(width * share / whole) for share in block.lebar]
    _row(table.rows[0], block.kepala, widths, bold=True)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for cells in block.baris:
        row = table.add_row()
        _row(row, cells, widths)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if block.tinggi_cm:
            row.height = Cm(block.tinggi_cm)
    _paragraph(file, "", after=2)


def _row(row, texts, widths, *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(9.5)


def _signatures(file, block: dokumen.TandaTangan, width: int) -> None:
    _paragraph(file, block.tempat_tanggal, after=10)
    table = file.add_table(rows=0, cols=2)
    for start in range(0, len(block.siapa), 2):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, who in zip(row.cells, block.siapa[start : start + 2], strict=False):
            cell.width = width // 2
            name = who.nama or "." * 40
            lines = [who.jabatan, "", "", "", name, f"NIP {who.nip or '.' * 30}"]
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.add_run(line).bold = line == who.nama
    _paragraph(file, "", after=2)


def _new_page(file, *_) -> None:
    file.add_page_break()


_WRITERS = {
    dokumen.Judul: _heading,
    dokumen.Paragraf: _text,
    dokumen.Butir: _points,
    dokumen.Tabel: _table,
    dokumen.TandaTangan: _signatures,
    dokumen.HalamanBaru: _new_page,
}
