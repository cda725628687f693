"""What a presentation carries home: every file opens, says whose it is, and a changed one is found."""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from html import unescape
from itertools import groupby

import openpyxl
import pypdf
import pytest
from pptx import Presentation

from stunting import bahasa, store
from stunting.__main__ import main
from stunting.export_command import KINDS
from stunting.exports import layar
from stunting.paparan import berkas
from stunting.paparan.gambar import Tabel
from stunting.paparan.layar import Layar
from tests.paparan_reading import CHOICES

F = CHOICES["utara"]
CHOICE = F.in_words()
CONTOH = "DATA CONTOH"
DATE = "30 Juni 2026"
PAPER = {"berita-acara.txt": lambda: b"isi", "kosong.ics": lambda: b""}
SCREENS = ("paparan.pptx", "paparan.pdf", "paparan-luring.html", "layar.zip", "tabel.xlsx")


@pytest.fixture(scope="module")
def made(compose_it):
    """The smallest presentation with a case, a kecamatan and tasks."""
    return compose_it(F)


@pytest.fixture(scope="module")
def archive(made) -> bytes:
    return berkas.bundle(made, CHOICE, PAPER)


@pytest.fixture(scope="module")
def files(archive) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return memory.getvalue()


def slide_texts(content: bytes) -> list[str]:
    """All words of each slide, those of its tables and notes included."""
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        words = [each.text_frame.text for each in slide.shapes if each.has_text_frame]
        words += [
            cell.text
            for each in slide.shapes
            if each.has_table
            for row in each.table.rows
            for cell in row.cells
        ]
        words += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
        found.append("\n".join(words))
    return found


def shown_tables(layar: Layar) -> list[Tabel]:
    return [each for each in layar.gambar if isinstance(each, Tabel)]


def counted(text: str) -> list[int]:
    """What a screen says of the rows of its tables, in any file: "Jumlah baris: 6 dan 3" -> [6, 3]."""
    plain = " ".join(re.sub(r"<[^>]+>", " ", unescape(text)).split())
    said = re.findall(r"Jumlah baris: ([\d.]+(?: dan [\d.]+)*)", plain)
    assert len(said) <= 1, said  # once, in the source
    return [int(number.replace(".", "")) for number in said[0].split(" dan ")] if said else []


def test_each_file_says_how_many_rows_the_tables_of_a_screen_have(compose_it, monkeypatch):
    made = compose_it(
        CHOICES["pekalongan"]
    )  # a whole district: tables of every kind, also of two slides
    rows = [[len(table.baris) for table in shown_tables(each)] for each in made.layar]
    assert sum(map(bool, rows)) > 4, "hardly a screen with a table"

    deck = {}  # what goes on on further slides says it again
    titles = [" ".join(unbound(each.judul).split()) for each in made.layar]
    at = -1
    for text in slide_texts(berkas.slides(made)):
        flat = " ".join(unbound(text).split())
        if not flat.startswith(f"{titles[at]} (lanjutan)"):
            at += 1
            assert flat.startswith(titles[at])
        deck.setdefault(at, []).append(counted(text))
    assert deck == {n: [each] * len(deck[n]) for n, each in enumerate(rows)}

    pages = pypdf.PdfReader(io.BytesIO(layar.pdf(made))).pages
    assert [counted(page.extract_text()) for page in pages] == rows
    page = layar.html(made)
    sections = re.findall(r"<section .*?</section>", page, re.DOTALL)
    assert [counted(each) for each in sections] == rows

    drawn = []  # a PNG is its drawing, and nothing else: what typst is given is what it shows
    monkeypatch.setattr(
        layar, "_compile", lambda given, *_, **how: drawn.append(given[0][0]) or b""
    )
    layar.png_zip(made)
    assert [counted(each) for each in drawn] == rows


def unbound(text: str) -> str:
    return text.replace(bahasa.NBSP, " ")


def test_the_bundle_holds_each_file_of_the_meeting(files, made):
    pictures = [f"layar/{n:02d}-{each.kunci}.png" for n, each in enumerate(made.layar, 1)]
    assert sorted(files) == sorted([
        "paparan.pptx", "paparan.pdf", "paparan-luring.html", "tabel.xlsx", *PAPER, *pictures,
        berkas.MANIFEST,
    ])  # fmt: skip
    assert files["berita-acara.txt"] == b"isi"


def test_the_deck_has_each_screen_in_order_and_every_slide_says_whose_it_is(files, made):
    slides = slide_texts(files["paparan.pptx"])
    titles = [" ".join(each.judul.replace("\u00a0", " ").split()) for each in made.layar]
    order = []
    for text in slides:
        flat = " ".join(text.replace("\u00a0", " ").split())
        order.append(next(title for title in titles if flat.startswith(title)))
        for words in (CONTOH, DATE, "Pekalongan Utara"):
            assert words in text, flat[:80]
    # what does not fit on one slide goes on on the next one under the same sentence
    assert [title for title, _ in groupby(order)] == [title for title, _ in groupby(titles)]


def test_the_pdf_has_a_page_per_screen_and_says_whose_it_is(files, made):
    read = pypdf.PdfReader(io.BytesIO(files["paparan.pdf"]))
    assert len(read.pages) == len(made.layar)
    assert (
        read.metadata.title
        == "Paparan · Kecamatan Pekalongan Utara, Kota Pekalongan · Semester I 2026"
    )
    for page, each in zip(read.pages, made.layar, strict=True):
        text = " ".join(page.extract_text().split())
        for words in (CONTOH, DATE, "Pekalongan Utara", "2026"):
            assert words in text, (each.kunci, words)


def test_the_offline_page_asks_nobody_and_says_whose_it_is(files, made):
    page = files["paparan-luring.html"].decode()
    assert page.count("<section ") == len(made.layar)
    assert page.count(CONTOH) >= len(made.layar)
    assert page.count(f"Data per {DATE}") >= len(made.layar)
    assert "data-siaran" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=\"(?!data:|#)", page)


def test_each_picture_is_full_hd(files, made):
    pictures = [content for name, content in files.items() if name.endswith(".png")]
    for content in pictures:
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        assert [int.from_bytes(content[at : at + 4]) for at in (16, 20)] == [1920, 1080]
    assert len(set(pictures)) == len(made.layar)  # each shows something else


def test_the_workbook_has_every_row_of_every_table_and_numbers_are_numbers(files, made):
    book = openpyxl.load_workbook(io.BytesIO(files["tabel.xlsx"]))
    tables = {}
    for each in made.layar:
        own = [each.tabel] if each.tabel else []
        own += [table for table in shown_tables(each) if table not in own]
        own = [table for table in own if table.baris]
        names = [each.kunci[:31], *(f"{each.kunci} ({n})" for n in range(2, len(own) + 1))]
        tables |= dict(zip(names, own, strict=False))
    *sheets, note = book.worksheets
    assert [sheet.title for sheet in sheets] == list(tables)
    numbers = 0
    for sheet, table in zip(sheets, tables.values(), strict=True):
        head, *rows = sheet.values
        assert list(head) == [heading for heading, *_ in table.kolom]
        assert len(rows) == len(table.baris), sheet.title
        for cells, words in zip(rows, table.baris, strict=True):
            for cell, text, (_, _, side) in zip(cells, words, table.kolom, strict=True):
                numbers += same(cell, text, side, sheet.title)
    assert numbers > 20
    said = dict(note.iter_rows(max_col=2, values_only=True))
    assert said["Pilihan"] == CHOICE
    assert said["Data per"] == DATE
    assert CONTOH in said["Penting"]
    assert said["Mode"] == "tayang (tanpa nama)"
    assert said["Jumlah baris"] == str(sum(len(table.baris) for table in tables.values()))
    assert said["Baris tiap lembar"] == "; ".join(
        f"{name} {len(table.baris)}" for name, table in tables.items()
    )


def same(cell: object, text: str, side: str, where: str) -> bool:
    """Whether a cell is a number; asserts that it says what the table says."""
    if side == "kanan" and re.fullmatch(r"-?\d[\d.]*(,\d+)?", text):
        assert isinstance(cell, (int, float)), f"{where}: {cell!r}"
        assert bahasa.angka(cell, len(text.partition(",")[2])) == text
        return True
    if side == "kanan" and text == bahasa.KOSONG:
        assert cell is None
    else:
        assert str(cell or "").lstrip("'") == text.lstrip("'"), where
    return False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", 1234.5), ("1.234", 1234), ("0", 0), ("−3,5", -3.5), ("16,7 %", "16,7 %"),
        ("kurang dari 5", "kurang dari 5"), (bahasa.KOSONG, None), ("", ""),
    ],
)  # fmt: skip
def test_a_written_number_is_one_again(text, value):
    tabel = Tabel(
        "Uji", "Uji", (("Nama", 1.0, "kiri"), ("Jumlah", 1.0, "kanan")), (("1.234", text),)
    )
    (row,) = berkas.frame(tabel).to_dict("records")
    assert row == {"Nama": "1.234", "Jumlah": value}  # what stands left is words, even of digits
    assert type(row["Jumlah"]) is type(value)


def test_the_manifest_names_size_and_hash_of_each_file(files):
    manifest = json.loads(files[berkas.MANIFEST])
    listed = {each["berkas"]: (each["byte"], each["sha256"]) for each in manifest["berkas"]}
    assert listed == {
        name: (len(content), hashlib.sha256(content).hexdigest())
        for name, content in files.items()
        if name != berkas.MANIFEST
    }
    said = manifest["keterangan"]
    assert said["Pilihan"] == CHOICE
    assert said["Data per"] == DATE
    assert CONTOH in said["Penting"]


def test_an_untouched_bundle_holds(archive, files):
    assert berkas.broken(archive) == []
    assert berkas.broken(packed(files)) == []  # packed again by another program


@pytest.mark.parametrize("name", ["paparan.pdf", "kosong.ics", "layar/01-pembuka.png"])
def test_a_changed_a_lost_and_an_added_file_are_found(files, name):
    assert berkas.broken(packed(files | {name: files[name] + b" "})) == [name]
    assert berkas.broken(packed({k: v for k, v in files.items() if k != name})) == [name]
    assert berkas.broken(packed(files | {"tambahan.pdf": b"x"})) == ["tambahan.pdf"]
    swapped = files | {name: files["tabel.xlsx"], "tabel.xlsx": files[name]}
    assert berkas.broken(packed(swapped)) == sorted([name, "tabel.xlsx"])


def test_a_changed_manifest_is_refused(files):
    manifest = json.loads(files[berkas.MANIFEST])
    changes = [
        {**manifest, "berkas": manifest["berkas"][1:]},
        {**manifest, "keterangan": {**manifest["keterangan"], "Data per": "1 Juli 2026"}},
        {**manifest, "segel": "0" * 64},
        {name: value for name, value in manifest.items() if name != "segel"},
    ]
    for each in changes:
        with pytest.raises(ValueError, match="sudah diubah"):
            berkas.broken(packed(files | {berkas.MANIFEST: json.dumps(each).encode()}))
    del files[berkas.MANIFEST]
    try:
        with pytest.raises(ValueError, match="tidak memuat manifes"):
            berkas.broken(packed(files))
    finally:
        files[berkas.MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()


def test_the_same_screens_make_the_same_files(made, files):
    """But for PPTX and XLSX, into which python-pptx and XlsxWriter write the time of making."""
    assert layar.pdf(made) == files["paparan.pdf"]
    assert layar.html(made).encode() == files["paparan-luring.html"]
    few = replace(made, layar=made.layar[:3])
    assert layar.png_zip(few) == layar.png_zip(few)
    fixed = {name: content for name, content in files.items() if name != berkas.MANIFEST}
    said = berkas.about(made, CHOICE)
    assert berkas.manifest(fixed, said) == berkas.manifest(dict(reversed(fixed.items())), said)


def test_real_data_are_not_called_invented(made):
    few = replace(made, contoh=False, layar=made.layar[:2])
    with zipfile.ZipFile(io.BytesIO(berkas.bundle(few, CHOICE))) as opened:
        content = {name: opened.read(name) for name in opened.namelist()}
    assert CONTOH not in "\n".join(slide_texts(content["paparan.pptx"]))
    assert CONTOH not in content["paparan-luring.html"].decode()
    assert CONTOH not in content[berkas.MANIFEST].decode()
    read = pypdf.PdfReader(io.BytesIO(content["paparan.pdf"]))
    assert CONTOH not in "\n".join(page.extract_text() for page in read.pages)


@pytest.mark.parametrize("kind", [*SCREENS, "paket-rapat.zip"])
def test_each_kind_is_written_by_the_command_line(sample_store, tmp_path, kind, capsys):
    target = tmp_path / f"hasil.{kind.rpartition('.')[2]}"
    given = ["wilayah=33.75", "kecamatan=33.75.03", "siklus=2026-S1", "kelompok=balita"]
    params = [word for each in given for word in ("--param", each)]
    assert main(["export", kind, "--out", str(target), *params]) == 0
    assert str(target) in capsys.readouterr().out
    content = target.read_bytes()
    if kind == "paket-rapat.zip":
        assert berkas.broken(content) == []
        with zipfile.ZipFile(target) as opened:
            assert {"berita-acara.pdf", "tugas-opd.xlsx", "tenggat.ics"} <= set(opened.namelist())
    else:
        assert content[:4] in (b"PK\x03\x04", b"%PDF", b"<!DO")
        assert kind in KINDS


def test_an_unknown_kind_says_which_there_are(sample_store, tmp_path, capsys):
    target = tmp_path / "hasil.pptx"
    assert main(["export", "paparan.ppt", "--out", str(target)]) != 0
    assert "paparan.pptx" in capsys.readouterr().err
    assert not target.exists()
    assert store.kind().contoh
