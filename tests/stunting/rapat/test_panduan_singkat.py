"""The quick guide: two pages, and the buttons and pages it names exist."""

import io
import re
from pathlib import Path

import pypdf

from stunting import menu, presenting
from stunting.exports import pdf
from stunting.rapat import panduan_singkat
from stunting.rapat.panduan_singkat import document


def test_it_fits_on_two_printed_pages():
    pages = pypdf.PdfReader(io.BytesIO(pdf.write(document()))).pages
    assert len(pages) == 2
    assert "Saat rapat" in pages[1].extract_text()


def test_the_pages_it_sends_to_are_in_the_menu():
    (steps,) = [each for each in panduan_singkat._before() if hasattr(each, "baris")]
    known = {entry.title for entry in (*menu.RAPAT, *menu.KELOLA)}
    named = {page for _, pages, _ in steps.baris for page in pages.split(", ")}
    assert named <= known, named - known


def test_the_keys_it_names_are_those_of_the_page():
    source = Path(presenting.__file__).read_text(encoding="utf-8")
    shortcuts = set(re.findall(r'"(PageUp|PageDown|Home|End|Left|Right|b)"', source))
    assert shortcuts == {"PageUp", "PageDown", "Home", "End", "Left", "Right", "b"}
