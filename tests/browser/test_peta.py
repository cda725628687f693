"""The map under a real mouse: a click shows the panel of a kecamatan, a second one closes it."""

from collections.abc import Iterator

import pytest
import shapely
from playwright.sync_api import BrowserContext, expect
from shapely.geometry import shape

from stunting import boundaries
from stunting.charts.placement import Viewport
from tests.browser.serving import Visit
from tests.browser.test_pages import PICTURES, map_is_drawn

pytestmark = pytest.mark.browser
FITTED_WIDTH = 900  # what stunting.charts.map fits the district to, whatever the column's width


@pytest.fixture
def screen(projector: BrowserContext, server: str) -> Iterator[Visit]:
    page = Visit(projector.new_page(), server)
    yield page
    page.page.close()


def place(page: Visit, kode: str) -> dict[str, float]:
    """Where the name of a kecamatan stands on the map of its district, in pixels of the map."""
    features = boundaries.kecamatan(kode[:5])["features"]
    bounds = tuple(shapely.total_bounds([shape(each["geometry"]) for each in features]))
    box = page.page.get_by_test_id("stDeckGlJsonChart").first.bounding_box()
    width, height = round(box["width"]), round(box["height"])
    fitted = Viewport.fit(bounds, FITTED_WIDTH, height)
    view = Viewport(fitted.lon, fitted.lat, fitted.zoom, width, height)
    points = {each["properties"]["kode"]: each["properties"]["titik"] for each in features}
    x, y = view.pixels(*points[kode])
    return {"x": float(x), "y": float(y)}


def rest_on(page: Visit, kode: str, name: str) -> None:
    """Move the mouse to a kecamatan and wait until the map has noticed."""
    box = page.page.get_by_test_id("stDeckGlJsonChart").first.bounding_box()
    at = place(page, kode)
    tooltip = page.page.locator(".deck-tooltip").first
    for step in range(40):
        page.page.mouse.move(box["x"] + at["x"] + step % 2, box["y"] + at["y"])
        page.page.wait_for_timeout(100)
        if name in (tooltip.text_content() or ""):
            return
    raise AssertionError(f"{name} does not answer to the mouse")


def click(page: Visit, kode: str, name: str) -> None:
    rest_on(page, kode, name)
    page.page.get_by_test_id("stDeckGlJsonChart").first.click(position=place(page, kode))
    page.wait_for_run()


def test_a_click_shows_the_kecamatan_and_a_second_one_the_order_again(screen: Visit):
    screen.open("/peta?wilayah=Kota+Pekalongan")
    map_is_drawn(screen)
    chart = screen.page.locator(".js-plotly-plot")
    expect(chart).to_have_count(1)
    click(screen, "33.75.03", "Pekalongan Utara")
    panel = screen.page.get_by_role("heading", level=3)
    expect(panel).to_contain_text("Pekalongan Utara: Balita 0-59 bulan stunting")
    expect(chart).to_have_count(0)
    # the cells of a dataframe are drawn; under them lies a table for screen readers
    expect(screen.page.get_by_test_id("stDataFrame").first).to_contain_text("belum ada laporan")
    map_is_drawn(screen)
    screen.page.screenshot(path=PICTURES / "peta-panel.png")

    click(screen, "33.75.02", "Pekalongan Timur")
    expect(panel).to_contain_text("Pekalongan Timur: ")
    click(screen, "33.75.02", "Pekalongan Timur")
    expect(panel).to_have_count(0)
    expect(chart).to_have_count(1)
    screen.assert_sound()


def test_the_map_names_what_the_mouse_rests_on_and_a_click_beside_it_does_nothing(screen: Visit):
    screen.open("/peta?wilayah=Kabupaten+Mojokerto")
    map_is_drawn(screen)
    rest_on(screen, "35.16.03", "Pacet")
    tooltip = screen.page.locator(".deck-tooltip").first
    expect(tooltip).to_contain_text(" dari ")
    expect(tooltip).to_contain_text("setara (selisih belum meyakinkan)")
    screen.page.get_by_test_id("stDeckGlJsonChart").first.click(position={"x": 12, "y": 12})
    screen.wait_for_run()
    expect(screen.page.get_by_role("heading", level=3)).to_have_count(0)
    screen.assert_sound()


def test_the_cycle_before_stands_beside(screen: Visit):
    screen.open("/peta?wilayah=Kabupaten+Mojokerto")
    screen.page.get_by_role("radio", name="Siklus sebelumnya").click()
    screen.wait_for_run()
    expect(screen.page.get_by_test_id("stDeckGlJsonChart")).to_have_count(2)
    map_is_drawn(screen)
    screen.page.screenshot(path=PICTURES / "peta-dua-siklus.png")
    screen.assert_sound()
