"""Cara hitung: every section has a source, every table is the one in force, every page leads here."""

import re
from pathlib import Path

import pytest

from stunting import menu, reference, store
from stunting.presenters import metode
from tests.pages import screens

PAGE = "rapat/metode.py"
ROOT = Path(__file__).resolve().parents[2]


def test_all_sections_and_tables_are_there(sample_store):
    at = screens.open_page(PAGE)
    screens.sound(at)
    said = " ".join(each.value for each in at.markdown)
    for section in metode.sections():
        assert f"[{section.title}](#{section.anchor})" in said
        assert section.text in said
    assert len(at.dataframe) == len(metode.tables())
    assert screens.english(screens.readable(at)) == []


def test_the_texts_on_disk_are_the_sections_of_the_page():
    assert {path.stem for path in metode.FOLDER.glob("*.md")} == set(metode.SECTIONS)


def test_a_district_sees_its_own_thresholds(sample_copy):
    own = store.settings_folder()
    own.mkdir(exist_ok=True)
    row = reference.table("ambang").iloc[[0]].assign(nilai=10.5, keterangan="Aturan kami")
    row.to_csv(own / "ambang.csv", index=False)
    table, _ = metode.tables()["Ambang menurut tahun"]
    assert "Aturan kami" in set(table["keterangan"])


@pytest.mark.parametrize("entry", menu.RAPAT, ids=lambda entry: entry.address)
def test_each_page_leads_to_a_section_that_exists(entry):
    text = (ROOT / "pages" / entry.file).read_text(encoding="utf-8")
    named = re.findall(r'method="([\w-]+)"', text)
    assert set(named) <= set(metode.SECTIONS)
    assert "source_note" in text or entry.address == "metode"
