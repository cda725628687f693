"""The screens as files: PDF, pictures and the page for a browser without a network."""

import io
import re
import zipfile
from html.parser import HTMLParser

import pytest
from PIL import Image
from pypdf import PdfReader

from stunting import headers
from stunting.exports import layar as files
from stunting.paparan.gambar import Butir, Daerah, Peta
from stunting.paparan.layar import Layar, Paparan

SENTENCES = (
    "Diseminasi Audit Kasus Stunting",
    "Balita stunting 412 dari 3.120 yang diukur",
    'Air & "sanitasi" <layak>',
)
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def paparan(contoh: bool = False) -> Paparan:
    area = Daerah("1", "Pacet", SQUARE, (0.5, 0.5), "#FDCB82", "13,2\u00a0%", arsir=True)
    pictures = (
        (),
        (Peta("Peta", "Peta satu kecamatan.", (area,), (("#FDCB82", "tidak ada data", True),)),),
        (Butir("Butir", "Satu butir.", (("Air", "Sambungan rumah <b>"),)),),
    )
    screens = tuple(
        Layar(key, part, sentence, "Kab. Contoh", "2026-S1", "Data per 28 Juni 2026.", gambar=shown)
        for key, part, sentence, shown in zip(
            ("pembuka", "peta", "kasus/BD 1"),
            ("Awal", "Situasi", "Kasus"),
            SENTENCES,
            pictures,
            strict=True,
        )
    )
    return Paparan("35.16", "2026-S1", "Kab. Contoh", "28 Juni 2026", contoh, screens)


def flat(text: str) -> str:
    return " ".join(text.split())


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.lang = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name in ("src", "href", "action", "xlink:href"):
                self.links.append((tag, value))
            elif name == "lang" and tag == "html":
                self.lang = value


def test_the_pdf_has_a_page_per_screen_and_its_words_can_be_found():
    reader = PdfReader(io.BytesIO(files.pdf(paparan())))
    assert len(reader.pages) == 3
    for page, sentence in zip(reader.pages, SENTENCES, strict=True):
        assert sentence in flat(page.extract_text())
        box = page.mediabox
        assert float(box.width) / float(box.height) == pytest.approx(16 / 9)
    assert reader.metadata.title == "Paparan · Kab. Contoh · Semester I 2026"
    assert reader.trailer["/Root"]["/Lang"] == "id"
    assert [each.title for each in reader.outline] == list(SENTENCES)


def test_the_pdf_describes_its_pictures_and_is_the_same_twice():
    made = files.pdf(paparan())
    assert made == files.pdf(paparan())
    alts = []
    for number in range(1, len(PdfReader(io.BytesIO(made)).xref[0]) + 1):
        each = PdfReader(io.BytesIO(made)).get_object(number)
        if isinstance(each, dict) and "/Alt" in each:
            alts.append(str(each["/Alt"]))
    assert any("Peta satu kecamatan." in each for each in alts)


def test_a_screen_as_a_picture_is_full_size():
    page = Image.open(io.BytesIO(files.png(paparan().layar[0], nomor=1, jumlah=3)))
    assert page.size == (1920, 1080)
    assert page.convert("RGB").getpixel((1900, 20)) == (255, 255, 255)
    dark = Image.open(io.BytesIO(files.png(paparan().layar[0], gelap=True))).convert("RGB")
    assert max(dark.getpixel((1900, 20))) < 40


def test_the_archive_names_its_pictures_in_order():
    made = files.png_zip(paparan())
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert archive.namelist() == ["01-pembuka.png", "02-peta.png", "03-kasus-BD-1.png"]
    assert {Image.open(archive.open(each)).size for each in archive.namelist()} == {(1920, 1080)}
    assert made == files.png_zip(paparan())


def test_the_page_asks_for_nothing():
    page = files.html(paparan())
    without = page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]", re.sub(r"base64,[A-Za-z0-9+/=]+", "", without))
    read = _Page(page)
    assert read.links == []
    assert read.lang == "id"
    assert "url(data:font/ttf" in page
    assert len(page.encode()) < 3_000_000
    assert page == files.html(paparan())


def test_the_page_holds_all_screens_and_no_two_things_of_one_name():
    page = files.html(paparan())
    ids = _Page(page).ids
    assert page.count("<section ") == 3
    assert {"pembuka", "peta", "kasus-BD-1", "arsir-peta"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert "Sambungan rumah &lt;b&gt;" in page
    assert "<layak>" not in page


def test_a_followed_page_names_its_stream_and_nothing_else_can_be_put_there():
    assert "data-siaran" not in files.html(paparan()).split("<script>")[0].split("<body")[1][:200]
    page = files.html(paparan(), siaran='/siaran/1?a=1&b="><script>')
    assert 'data-siaran="/siaran/1?a=1&amp;b=&quot;&gt;&lt;script&gt;"' in page
    assert page.count("<script>") == 1


def test_the_page_works_under_the_policy_of_the_app():
    policy = headers.ALWAYS["Content-Security-Policy"]
    default = next(each for each in policy.split(";") if each.strip().startswith("default-src"))
    assert {"'self'", "data:", "'unsafe-inline'"} <= set(default.split())
    assert "script-src" not in policy
    page = files.html(paparan())
    assert files.script_hash() in page.split("</head>")[0]


def test_invented_data_are_called_so_on_every_screen():
    assert files.html(paparan(contoh=True)).count("DATA CONTOH") == 3
    assert "DATA CONTOH" not in files.html(paparan())
