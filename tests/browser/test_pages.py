"""Each page as the back row sees it: nothing broken, nothing from outside, nothing small, nothing English."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, expect

from stunting import menu
from tests.browser import judge
from tests.browser.serving import Visit

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).with_name("gambar")  # not kept in git: for looking at
LOOKED_AT_TOO = [entry for entry in menu.KELOLA if entry.address in ("impor", "mutu_data")]
# Streamlit asks for these two below the address of a deep link first, then finds them.
ITS_OWN = re.compile(r"/_stcore/(health|host-config)$")
LEAST_PX = {"text": 20, "control": 17, "legend": 18, "chart": 16, "figure": 48}
SMALLEST = """() => {
    const smallest = {};
    const walk = document.createTreeWalker(
        document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode.textContent.trim(), box = walk.currentNode.parentElement;
        const area = box.getBoundingClientRect();
        if (!text || !box.checkVisibility() || area.width < 2 || box.closest("style, script")) continue;
        const kind = box.closest(".js-plotly-plot") ? "chart"
            : box.closest("[data-testid=stMetricValue]") ? "figure"
            : box.closest("[data-testid=stHtml]") ? "legend"
            : box.closest("button, label, summary, [data-testid=stWidgetLabel]") ? "control" : "text";
        const size = parseFloat(getComputedStyle(box).fontSize);
        // 0: words of Streamlit's uploader that ours replace
        if (size > 0 && !(smallest[kind]?.[0] <= size)) smallest[kind] = [size, text];
    }
    return smallest;
}"""


@pytest.fixture
def wall(projector: BrowserContext, server: str) -> Iterator[Visit]:
    """A page on the projector, with what its console says."""
    page = Visit(projector.new_page(), server)
    page.said = []
    page.page.on("pageerror", lambda error: page.said.append(str(error)))
    page.page.on("console", lambda message: page.said.append(message))
    yield page
    page.page.close()


def complaints(wall: Visit) -> list[str]:
    """Errors and warnings of the console since the last call that are ours."""
    said, wall.said = wall.said, []
    return [
        each if isinstance(each, str) else f"{each.type}: {each.text}"
        for each in said
        if isinstance(each, str)
        or (each.type == "error" and not ITS_OWN.search(each.location.get("url", "")))
        or (each.type == "warning" and "deck" in each.text)
    ]


def map_is_drawn(page: Visit) -> None:
    """Wait until the maps of the page stand still."""
    maps = page.page.get_by_test_id("stDeckGlJsonChart")
    for number in range(maps.count()):
        expect(maps.nth(number).locator("canvas").first).to_be_visible()
        before = b""
        while (now := maps.nth(number).screenshot()) != before:
            before = now
            page.page.wait_for_timeout(250)


def test_every_page_can_be_read_from_the_back_row(wall: Visit):
    PICTURES.mkdir(exist_ok=True)
    now, other = "Kabupaten Mojokerto", "Kota Pekalongan"
    wall.open(f"/?wilayah={now.replace(' ', '+')}")
    for entry in (*menu.RAPAT, *LOOKED_AT_TOO):
        if entry in menu.RAPAT:
            wall.go(entry.title)
        else:
            wall.open(f"/{entry.address}?wilayah={now.replace(' ', '+')}")
        look_at(wall, f"{entry.address}-{now.split()[-1].lower()}")
        wall.choose("wilayah", other)
        look_at(wall, f"{entry.address}-{other.split()[-1].lower()}")
        now, other = other, now


def look_at(wall: Visit, name: str) -> None:
    """Take a picture of the page and judge what a person sees."""
    map_is_drawn(wall)
    wall.page.screenshot(path=PICTURES / f"{name}.png")
    wall.assert_sound()
    assert complaints(wall) == []

    smallest = wall.page.evaluate(SMALLEST)
    assert {kind: found for kind, found in smallest.items() if found[0] < LEAST_PX[kind]} == {}

    assert judge.english(wall.page) == []
    # nothing is pushed out of the picture
    assert wall.page.evaluate("document.documentElement.scrollWidth") <= 1920


@pytest.mark.parametrize(
    ("address", "key", "option"),
    [
        ("peta", "indikator", "Balita wasting (BB/TB < -2 SD)"),
        ("tren", "indikator", "Balita wasting (BB/TB < -2 SD)"),
        ("keluarga_berisiko", "kebutuhan", "Jamban layak"),
    ],
)
def test_a_choice_of_the_page_goes_into_the_url_and_survives_a_reload(
    wall: Visit, address: str, key: str, option: str
):
    wall.open(f"/{address}?wilayah=Kabupaten+Mojokerto")
    wall.choose("kecamatan", "Jatirejo")
    wall.choose(key, option)
    query = parse_qs(urlsplit(wall.page.url).query)
    assert (query["kecamatan"], query[key]) == (["Jatirejo"], [option])
    heading = wall.page.locator("h1").inner_text()
    assert "Jatirejo" in heading
    wall.page.reload()
    wall.settle()
    assert wall.page.locator("h1").inner_text() == heading
    assert wall.page.locator(f".st-key-{key} input").input_value() == option
    wall.assert_sound()


def test_the_view_of_a_trend_goes_into_the_url(wall: Visit):
    wall.open("/tren?wilayah=Kabupaten+Mojokerto")
    wall.page.get_by_role("radio", name="Per kecamatan").click()
    wall.wait_for_run()
    assert parse_qs(urlsplit(wall.page.url).query)["tampilan"] == ["Per kecamatan"]
    wall.page.reload()
    wall.settle()
    expect(wall.page.locator(".js-plotly-plot").get_by_text("Dawarblandong")).to_be_visible()
    wall.page.screenshot(path=PICTURES / "tren-per-kecamatan.png")
    wall.assert_sound()


def test_the_list_is_downloaded_as_a_workbook(wall: Visit, tmp_path: Path):
    wall.open("/keluarga_berisiko?wilayah=Kabupaten+Mojokerto&kecamatan=Jatirejo")
    button = wall.page.get_by_test_id("stDownloadButton").get_by_role("button").first
    (count,) = re.findall(r"Unduh ([\d.]+) baris", button.inner_text())
    with wall.page.expect_download() as download:
        button.click()
    download.value.save_as(tmp_path / download.value.suggested_filename)
    book = openpyxl.load_workbook(tmp_path / "keluarga-berisiko-2026-S1-daftar.xlsx")
    rows = int(count.replace(".", ""))
    assert book["Keluarga berisiko"].max_row == rows + 1
    note = {row[0].value: row[1].value for row in book["Keterangan"].iter_rows()}
    assert note["Jumlah baris"] == str(rows)
    assert "Jatirejo" in note["Pilihan"]
    assert note["Data per"].endswith("2026")
    assert note["Penting"] == "DATA CONTOH, bukan data sebenarnya."
    assert note["Mode"] == "tayang"


def test_a_phone_needs_no_scrolling_sideways(server: str, visit: Callable[..., Visit]):
    phone = visit(server, viewport={"width": 390, "height": 844})
    for address in ("", "keluarga_berisiko"):
        phone.open(f"/{address}?wilayah=Kabupaten+Mojokerto")
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390, address
        phone.assert_sound()
