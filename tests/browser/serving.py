"""A real server and a real browser: how tests start the app, watch a page and judge it.

Every visit records all requests, so that a test can say that none left the machine.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from stunting import menu

ROOT = Path(__file__).resolve().parent.parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# WebGL without a graphics card, and nothing that calls home.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",  # pages are put together without the software card: it draws maps only
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
_RECORDER = """() => {
    const texts = (selector) => [...document.querySelectorAll(selector)]
        .filter((each) => each.checkVisibility()).map((each) => each.textContent);
    window.seen = [];
    const look = () => {
        window.seen.push([
            performance.timeOrigin + performance.now(),
            texts("h1").join(" "),
            texts("[data-testid=stMetricValue], .js-plotly-plot .main-svg, [data-testid=stTable]")
                .filter((text) => text),
        ]);
        requestAnimationFrame(look);
    };
    look();
}"""
_logs: dict[str, IO[str]] = {}  # of the servers that run, by address
processes: dict[str, int] = {}  # their process numbers
READY_MS = 30_000  # a cold server on a busy machine
SLOW_MS = 400  # what a question takes longer on the slow server


@contextmanager
def serve(
    home: Path,
    *,
    delay_ms: int = 0,
    pages: Path | None = None,
    port: int | None = None,
    options: tuple[str, ...] = (),
) -> Iterator[str]:
    """Run the app on a free port with ``home`` as its store; the block gets the server's address.

    ``delay_ms`` makes every question that is not cached slower; ``pages`` replaces the folder of pages;
    ``options`` are more of Streamlit's.
    """
    port = port or free_port()
    command = [
        sys.executable,
        str(ROOT / "tests" / "browser" / "launch.py"),
        str(delay_ms),
        str(pages or "-"),
        str(ROOT / "app.py"),
        "--server.address=127.0.0.1",
        f"--server.port={port}",
        "--server.headless=true",
        "--server.fileWatcherType=none",
        *options,
    ]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    environment = {**os.environ, "STUNTING_HOME": str(home), "PYTHONPATH": path}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for_health(port, process, log)
            address = f"http://127.0.0.1:{port}"
            _logs[address], processes[address] = log, process.pid
            yield address
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for_health(port: int, process: subprocess.Popen, log: IO[str]) -> None:
    until = time.monotonic() + READY_MS / 1000
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not come up:\n{_tail(log)}")


def _tail(log: IO[str]) -> str:
    return _read(log)[-4000:]


def _read(log: IO[str]) -> str:
    """All of it, without moving the place where the server writes on."""
    return os.pread(log.fileno(), os.fstat(log.fileno()).st_size, 0).decode(errors="replace")


def _asked(server: str) -> list[tuple[float, float]]:
    """When the slow server worked on a question: from, until, in ms since 1970 (launch.py prints them)."""
    lines = [
        line.split() for line in _read(_logs[server]).splitlines() if line.startswith("ASKED ")
    ]
    assert lines, "this server does not say when it is asked"
    return [(float(begin), float(end)) for _, begin, end in lines]


class Visit:
    """One browser page on one server."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server
        self.requests: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda websocket: self.requests.append(websocket.url))

    def open(self, path: str) -> None:
        """Open a path of the server and wait until the page stands still."""
        self.page.goto(self.server + path)
        self.settle()

    def go(self, title: str) -> None:
        """Choose a page in the menu: much cheaper than its address, which loads everything anew."""
        folded = next(
            (
                name
                for name, each in menu.SECTIONS.items()
                if name and title in {e.title for e in each}
            ),
            None,
        )
        if folded:
            self.page.get_by_test_id("stTopNavSection").filter(has_text=folded).click()
            links = self.page.get_by_test_id("stTopNavDropdownLink")
        else:
            links = self.page.get_by_test_id("stTopNavLink")
        links.get_by_text(title, exact=True).click()
        expect(self.page).to_have_title(f"{title} - Dasbor Audit Kasus Stunting")
        self.wait_for_run()

    def settle(self) -> None:
        """Wait until the script has finished and its last element is there."""
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=READY_MS)
        expect(self.page.locator("h1").first).to_be_visible(timeout=READY_MS)
        for unfinished in ("[data-stale=true]", "[data-testid=stSkeleton]"):
            expect(self.page.locator(unfinished)).to_have_count(0, timeout=READY_MS)

    def choose(self, key: str, option: str) -> None:
        """Pick an option in one box of the filter bar."""
        self.page.locator(f".st-key-{key} input").click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.wait_for_run()

    def wait_for_run(self) -> None:
        """After a click: let the run begin, then settle."""
        self.page.wait_for_timeout(150)
        self.settle()

    def record(self) -> None:
        """From now on note at every frame which heading stands above which figures."""
        self.page.evaluate(_RECORDER)

    def assert_never_mixed(self) -> None:
        """Since ``record`` the heading changed, and while old figures stood under the new one (or the other
        way round) the server was asked nothing: they were exchanged in one burst, however busy the machine.
        """
        seen = [(at, h1, set(figures)) for at, h1, figures in self.page.evaluate("window.seen")]
        (_, old_heading, old), (_, new_heading, new) = seen[0], seen[-1]
        assert old_heading != new_heading
        assert old - new, "nothing on this page tells the two apart"
        mixed = [
            at
            for at, heading, figures in seen
            if (heading == new_heading and figures & (old - new))
            or (heading == old_heading and figures & (new - old))
        ]
        since, until = min(mixed, default=0), max(mixed, default=0)
        waited = sum(
            max(0, min(end, until) - max(begin, since)) for begin, end in _asked(self.server)
        )
        assert waited < SLOW_MS / 2

    def assert_sound(self) -> None:
        """No exception, no error page, no English dialog, no request to another machine."""
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        if self.page.locator(".st-key-galat").count():
            raise AssertionError(
                f"{self.page.url} shows an error page:\n{_tail(_logs[self.server])}"
            )
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        assert self.abroad() == []

    def abroad(self) -> list[str]:
        """Requests that left the machine."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme in ("http", "https", "ws", "wss")
            and urlsplit(url).hostname not in LOOPBACK
        ]
