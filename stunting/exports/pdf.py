"""A document as PDF, set by typst with the screen's own family; searchable, tagged, without any network."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3 as source_sans
import typst

from stunting.exports import dokumen

TEMPLATE = Path(__file__).with_name("dokumen.typ")


def write(what: dokumen.Dokumen) -> bytes:
    """The bytes of the PDF file (PDF/UA-1)."""
    content = asdict(what)
    content["blok"] = [{"jenis": type(block).__name__, **asdict(block)} for block in what.blok]
    # as data, never as source: nothing in a text can be read as typst
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=[_fonts()],
        ignore_system_fonts=True,
        sys_inputs={"isi": json.dumps(content, ensure_ascii=False)},
        pdf_standards="ua-1",
    )


@cache
def _fonts() -> str:
    return str(Path(source_sans.ROOT) / "files")
