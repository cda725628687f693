"""The page of the screens in a real browser, under the policy the app sends: keys, stream, print."""

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from stunting import headers
from stunting.exports import layar as files
from stunting.paparan.layar import Layar, Paparan

pytestmark = pytest.mark.browser

KEYS = ("pembuka", "peta", "tren", "kasus")
PARTS = ("Awal", "Situasi", "Situasi", "Kasus")


def paparan() -> Paparan:
    screens = tuple(
        Layar(key, part, f"Layar {key}.", "Kota Contoh", "2026-S1", "Data per 28 Juni 2026.")
        for key, part in zip(KEYS, PARTS, strict=True)
    )
    return Paparan("33.75", "2026-S1", "Kota Contoh", "28 Juni 2026", True, screens)


class Conductor:
    """A server of the page and of its stream; counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.dek = "lama"  # the mark of the screens it hands out
        self.said: Queue[str | None] = Queue()
        conductor = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                conductor.asked.append(self.path)
                stream = self.path == "/siaran"
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream" if stream else "text/html")
                for name, value in headers.ALWAYS.items():
                    self.send_header(name, value)
                self.end_headers()
                if not stream:
                    followed = "/siaran" if self.path == "/ikut" else None
                    self.wfile.write(
                        files.html(paparan(), siaran=followed, dek=conductor.dek).encode()
                    )
                    return
                while (word := conductor.said.get()) is not None:
                    self.wfile.write(f"data: {word}\n\n".encode())
                    self.wfile.flush()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def say(self, **word: object) -> None:
        self.said.put(json.dumps(word))

    def close(self) -> None:
        self.said.put(None)
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def conductor() -> Iterator[Conductor]:
    one = Conductor()
    yield one
    one.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda line: page.wrong.append(line.text) if line.type == "error" else None)
    yield page
    page.close()


def shown(page: Page, key: str) -> None:
    page.wait_for_selector(f"section.kini#{key}", timeout=5000)
    assert page.locator("section:visible").count() == 1


def test_keys_of_a_clicker_and_of_a_keyboard(page, conductor):
    page.goto(f"{conductor.address}/")
    shown(page, "pembuka")
    for key, expected in (
        ("PageDown", "peta"), ("ArrowRight", "tren"), ("PageUp", "peta"), ("End", "kasus"),
        ("PageDown", "kasus"), ("Home", "pembuka"), ("ArrowLeft", "pembuka"), ("2", "peta"),
        ("3", "kasus"), ("9", "kasus"),
    ):  # fmt: skip
        page.keyboard.press(key)
        shown(page, expected)
    for key in ("b", "."):
        page.keyboard.press(key)
        assert page.locator("#hitam").is_visible()
        page.keyboard.press("PageUp")  # brings the same picture back, not the one before
        assert page.locator("#hitam").is_hidden()
        shown(page, "kasus")
    assert page.wrong == []
    assert [each for each in conductor.asked if each != "/favicon.ico"] == ["/"]


def test_edges_the_list_and_the_address(page, conductor):
    page.goto(f"{conductor.address}/#tren")
    shown(page, "tren")
    page.mouse.click(1270, 450)
    shown(page, "kasus")
    page.mouse.click(10, 450)
    shown(page, "tren")
    page.mouse.click(640, 450)
    shown(page, "tren")
    page.keyboard.press("d")
    assert page.get_by_role("dialog").is_visible()
    page.get_by_role("button", name="Layar peta.").click()
    assert page.get_by_role("dialog").is_hidden()
    shown(page, "peta")
    page.reload()
    shown(page, "peta")


def test_the_picture_is_whole_in_any_window(page, conductor):
    page.goto(f"{conductor.address}/")
    for width, height in ((1280, 900), (1920, 700), (500, 900)):
        page.set_viewport_size({"width": width, "height": height})
        box = page.locator("section.kini > svg").bounding_box()
        assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
        assert box["width"] == pytest.approx(min(width, height * 16 / 9), rel=0.01)
        assert box["x"] == pytest.approx((width - box["width"]) / 2, abs=1)
        assert box["y"] == pytest.approx((height - box["height"]) / 2, abs=1)


def test_a_followed_page_does_what_the_conductor_says_and_not_its_keys(page, conductor):
    page.goto(f"{conductor.address}/ikut")
    shown(page, "pembuka")
    conductor.say(layar=2, gelap=False)
    shown(page, "tren")
    page.keyboard.press("PageDown")
    page.mouse.click(1270, 450)
    shown(page, "tren")
    conductor.say(layar=2, gelap=True)
    page.wait_for_selector("#hitam", state="visible", timeout=5000)
    conductor.say(layar=3, gelap=False)
    shown(page, "kasus")
    assert page.locator("#hitam").is_hidden()
    conductor.say(layar="x")
    conductor.said.put("bukan json")
    conductor.say(layar=1)
    shown(page, "peta")
    assert page.wrong == []
    assert conductor.asked.count("/ikut") == 1
    conductor.dek = "baru"
    conductor.say(
        layar=2, dek="baru"
    )  # other screens: they are fetched, and the one meant is shown
    shown(page, "tren")
    assert conductor.asked.count("/ikut") == 2
    conductor.say(layar=0, dek="baru")
    shown(page, "pembuka")
    assert conductor.asked.count("/ikut") == 2


def test_a_lost_stream_is_said_and_found_again(page, conductor):
    page.goto(f"{conductor.address}/ikut")
    conductor.say(layar=1)
    shown(page, "peta")
    assert page.locator("#putus").is_hidden()
    conductor.said.put(None)
    page.wait_for_selector("#putus", state="visible", timeout=5000)
    conductor.say(layar=2)  # the browser asks again by itself
    page.wait_for_selector("section.kini#tren", timeout=15000)
    assert page.locator("#putus").is_hidden()


def test_each_screen_is_a_page_of_paper(page, conductor):
    page.goto(f"{conductor.address}/")
    shown(page, "pembuka")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == len(KEYS)
    for sheet, key in zip(printed.pages, KEYS, strict=True):
        assert f"Layar {key}." in sheet.extract_text()
        assert float(sheet.mediabox.width) == pytest.approx(842, abs=2)


def test_words_are_as_wide_as_they_were_measured(page, conductor):
    """What overlaps nothing by our measure overlaps nothing in the browser."""
    from stunting.exports.svg import teks

    page.goto(f"{conductor.address}/")
    page.evaluate("document.body.classList.remove('jalan')")
    drawn = page.evaluate(
        "[...document.querySelectorAll('text')].map(t => [t.textContent, +t.getAttribute('font-size'),"
        " +(t.getAttribute('font-weight') || 500), t.getComputedTextLength()])"
    )
    assert len(drawn) > 10
    for words, size, weight, wide in drawn:
        assert wide <= teks.width(words, size, weight) * 1.01
        assert wide >= teks.width(words, size, weight) * 0.94
