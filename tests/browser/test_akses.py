"""Every page of the menu for everyone: who cannot see it, who has a phone or an old projector, who prints it.

The pages come from the menu itself, so one that is added later is looked at without anybody remembering.
"""

import io
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from stunting import access, bahasa, menu, rights, theme
from stunting.exports import kertas
from tests.browser import judge
from tests.browser.serving import Visit
from tests.browser.test_pages import LEAST_PX, SMALLEST

pytestmark = pytest.mark.browser
ALL = [entry for entries in menu.SECTIONS.values() for entry in entries]
MOJOKERTO = "/?wilayah=Kabupaten+Mojokerto"
PROJECTOR = {"width": 1920, "height": 1080}
SMALL = [{"width": wide, "height": high} for wide, high in ((1366, 768), (1024, 768), (390, 844))]
PAPER = {"width": 1047, "height": 718}  # A4 across without its margins, in CSS pixels
MOST_SHEETS = 5  # without its lists,
ROWS_A_SHEET = 12  # of which no sheet holds fewer, however long their texts
HIGHEST = 0.65  # of the screen, for what stands above the heading
CONTROLS = (
    ".st-key-bilah",
    "[data-testid=stTopNav]",
    "[data-testid=stFileUploader]",
    "[role=tooltip]",
)
PRINTED = f"{judge.PICTURES}, [data-testid=stMetric]"
BESIDE = """() => [...document.querySelectorAll("[data-testid=stMain] *")].filter((each) =>
    each.checkVisibility({opacityProperty: true}) && each.clientWidth > 1
    && each.getBoundingClientRect().right > innerWidth + 1
    && !each.closest("svg, [data-testid=stDataFrame], [data-testid=stPlotlyChart], [data-testid=stTable]")
    && !each.matches(":has([data-testid=stPlotlyChart], [data-testid=stTable])")
).slice(0, 3).map((each) => `beside: ${each.dataset.testid} ${each.textContent.slice(0, 40)}`)
.concat(document.documentElement.scrollWidth > innerWidth ? ["the page itself is too wide"] : [])"""
OFF_PAPER = """([printed, paper]) => [...document.querySelectorAll(printed)]
    .filter((each) => each.checkVisibility()).flatMap((each) => {
        const box = each.getBoundingClientRect(), rows = each.querySelector("tr") ?? each;
        const what = `${each.dataset.testid} ${each.textContent.slice(0, 30)}`;
        return [
            box.right > paper.width + 1 && `right of the paper: ${what}`,
            box.height > paper.height && rows === each && `longer than a sheet: ${what}`,
            getComputedStyle(rows).breakInside !== "avoid" && `may be cut: ${what}`,
        ].filter(Boolean);
    })"""


@pytest.fixture
def wall(projector: BrowserContext, server: str) -> Iterator[Visit]:
    page = Visit(projector.new_page(), server)
    page.open(MOJOKERTO)
    yield page
    page.page.close()


def walk(visit: Visit) -> Iterator[str]:
    """Open each page of the menu in turn."""
    for entry in ALL:
        if entry is not ALL[0]:
            visit.go(entry.title)
        yield entry.address


STILL = """() => document.getAnimations().every((each) =>
    each.playState !== "running" || each.effect.getComputedTiming().iterations === Infinity)"""


def faults(page: Page) -> list[str]:
    """What keeps anybody from reading this screen, once nothing on it is fading in or out."""
    page.wait_for_timeout(150)  # a tip begins to fade in a moment after the pointer came
    page.wait_for_function(STILL)
    return [*judge.barred(page), *judge.nameless(page), *judge.pale(page), *judge.english(page)]


def test_every_page_can_be_read_by_everyone(wall: Visit):
    found = {}
    for name in walk(wall):
        smallest = wall.page.evaluate(SMALLEST)
        small = [f"{px} px: {text}" for kind, (px, text) in smallest.items() if px < LEAST_PX[kind]]
        found[name] = faults(wall.page) + small + judge.cut(wall.page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_what_opens_over_a_page_can_be_read_by_everyone(wall: Visit):
    for name in ("Tautan", "Angkanya"):
        wall.page.get_by_role("button", name=name).first.click()
        expect(wall.page.get_by_test_id("stPopoverBody")).to_be_visible()
        wall.page.mouse.move(5, 5)  # a tip that is just fading in has no contrast yet
        expect(wall.page.get_by_test_id("stTooltipContent")).to_have_count(0)
        assert faults(wall.page) == [], name
        wall.page.keyboard.press("Escape")
    box = wall.page.locator(".st-key-kecamatan input")
    box.click()
    assert faults(wall.page) == []
    box.fill("zzz")
    expect(wall.page.get_by_text("Tidak ada yang cocok")).to_be_visible()
    wall.page.keyboard.press("Escape")
    wall.page.get_by_test_id("stExpander").first.click()
    wall.page.get_by_test_id("stDataFrame").first.hover()
    wall.page.get_by_role("button", name="Unduh CSV").first.focus()
    assert faults(wall.page) == []


def test_a_guest_of_a_nyata_store_can_read_every_page(
    nyata_server: str, visit: Callable[..., Visit]
):
    guest = visit(nyata_server)
    guest.open(MOJOKERTO)
    found = {}
    for entry in ALL:
        if not access.GUEST.may(entry.needs, entry.address) or entry.needs == rights.UBAH:
            continue
        if entry is not ALL[0]:
            guest.go(entry.title)
        found[entry.address] = faults(guest.page)
    guest.open("/impor")
    found["masuk"] = faults(guest.page)
    assert len(found) > len(menu.RAPAT)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_page_fits_a_laptop_an_old_projector_a_phone_and_paper(wall: Visit):
    found = {}
    for name in walk(wall):
        found[f"{name}, paper"] = torn(wall.page) + off_paper(wall.page)
        for size in SMALL:
            wall.page.set_viewport_size(size)
            at = f"{name}, {size['width']}"
            found[at] = cut_at_last(wall.page) + wall.page.evaluate(BESIDE)
            top = wall.page.locator("h1").first.bounding_box()["y"]
            if top > size["height"] * HIGHEST:
                found[at].append(f"the heading begins at {top}")
        wall.page.set_viewport_size(PROJECTOR)
    assert {at: wrong for at, wrong in found.items() if wrong} == {}


def cut_at_last(page: Page) -> list[str]:
    """What is cut when the charts have been drawn anew for another width."""
    for _ in range(20):
        page.wait_for_timeout(150)
        if not (found := judge.cut(page)):
            break
    return found


def off_paper(page: Page) -> list[str]:
    """What would be cut on paper, what is only there to be clicked, and whether the choice is in words."""
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    wrong = page.evaluate(OFF_PAPER, [PRINTED, PAPER])
    wrong += [
        f"on paper: {control}"
        for control in CONTROLS
        if any(each.is_visible() for each in page.locator(control).all())
    ]
    if not page.locator(".st-key-kata_pilihan").is_visible():
        wrong.append("the choice in words is missing")
    page.emulate_media(media="null")  # "screen" would be printed as a screen
    return wrong


def torn(page: Page) -> list[str]:
    """Charts whose words do not all stand on one sheet of the PDF, and a PDF of too many sheets."""
    charts = page.evaluate("""() => [...document.querySelectorAll(".js-plotly-plot")]
        .filter((plot) => plot.checkVisibility()).map((plot) =>
            [...plot.querySelectorAll("text")].map((text) => text.textContent))""")
    sheets = [solid(each.extract_text()) for each in PdfReader(io.BytesIO(printed(page))).pages]
    rows = page.locator("[class*=st-key-kertas_] [data-testid=stHtml] tr").count()
    most = MOST_SHEETS + rows // ROWS_A_SHEET
    wrong = [f"{len(sheets)} sheets"] if len(sheets) > most else []
    for chart in charts:
        words = {solid(word) for word in chart if len(solid(word)) > 3}
        missing = min(({word for word in words if word not in sheet} for sheet in sheets), key=len)
        if missing:
            wrong.append(f"not on the sheet of its chart: {sorted(missing)}")
    return wrong


SWATCHES = """(colours) => {
    const row = document.createElement("div");
    row.style.cssText = "position:fixed;left:0;top:0;z-index:999999999;display:flex";
    for (const colour of colours) {
        row.insertAdjacentHTML("beforeend", `<i style="width:20px;height:20px;background:${colour}"></i>`);
    }
    document.body.append(row);
}"""


def test_a_dark_page_has_the_colours_of_the_theme_and_paper_stays_white(wall: Visit):
    page = wall.page
    page.get_by_text("Gelap", exact=True).click()
    wall.wait_for_run()
    wall.go("Peta")
    assert parse_qs(urlsplit(page.url).query)["gelap"] == ["true"]
    page.reload()
    wall.settle()
    colours = [theme.BACKGROUND, theme.TEXT, theme.PRIMARY, theme.HIGHLIGHT, *theme.TIER.values()]
    colours += [*theme.STATUS.values(), *(each for row in theme.SEQUENCE.values() for each in row)]
    page.evaluate(SWATCHES, colours)
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for place, colour in enumerate(colours):
        wanted, found = theme.rgb(theme.dark(colour))[:3], seen.getpixel((20 * place + 10, 10))
        assert max(abs(a - b) for a, b in zip(wanted, found, strict=True)) <= 2, colour
    assert seen.getpixel((2, 1000)) == seen.getpixel((10, 10))  # the page itself
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).filter") == "none"


@pytest.mark.parametrize(("kecamatan", "whole"), [("&kecamatan=Jatirejo", True), ("", False)])
def test_a_list_that_scrolls_is_printed_to_its_last_row(wall: Visit, kecamatan: str, whole: bool):
    wall.open(f"/keluarga_berisiko{MOJOKERTO[1:]}{kecamatan}")
    (count,) = re.findall(r"Unduh ([\d.]+) baris, daftar", wall.page.locator("body").inner_text())
    rows = int(count.replace(".", ""))
    paper = wall.page.locator(".st-key-kertas_daftar [data-testid=stHtml]")
    expect(paper).to_be_hidden()
    text = "\n".join(
        each.extract_text() for each in PdfReader(io.BytesIO(printed(wall.page))).pages
    )
    *_, last = re.findall(r"K[0-9a-f]{12}", text)
    assert last == paper.locator("td").last.text_content()
    numbers = [int(each) for each in paper.locator("td:first-child").all_text_contents()]
    assert numbers == list(range(1, rows + 1 if whole else kertas.BEGINNING + 1))
    left_out = f"{bahasa.angka(rows - kertas.BEGINNING)} baris berikutnya tidak tercetak"
    assert (left_out in " ".join(text.split())) is not whole
    assert wall.page.evaluate("document.querySelectorAll('[data-testid=stDataFrame]').length") == 1


def printed(page: Page) -> bytes:
    return page.pdf(format="A4", landscape=True, print_background=True, prefer_css_page_size=True)


def solid(text: str) -> str:
    """Letters and digits only: spaces and signs are drawn, not written, in a PDF."""
    return re.sub(r"[\W_]", "", text)
