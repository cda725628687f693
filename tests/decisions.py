"""Two browsers record decisions at the same time, while imports switch versions and the server is killed.

``python tests/decisions.py --times 200``: every decision a browser saw acknowledged must stand in the
register, each browser's in its order, after a kill -9 and a new start. Exit 0 when nothing is missing.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Page, expect, sync_playwright

from stunting import accounts, commands, sample, store
from stunting.imports import run
from stunting.rapat import keputusan
from stunting.sample import files
from tests.browser import serving

KABKOTA, NAME, PASSWORD = "33.75", "operator", "kata sandi yang panjang"
ADDRESS = "keputusan_rapat?wilayah=Kota+Pekalongan&rapat=Catat+keputusan"


def prepare(home: Path, folder: Path, portions: int) -> list[Path]:
    """A nyata store with one account and a first file; the other files wait to be imported meanwhile."""
    os.environ["STUNTING_HOME"] = str(home)
    commands.init((KABKOTA,))
    accounts.add(NAME, PASSWORD)
    frames = sample.generate(sample.Skala((KABKOTA,), {KABKOTA: 120}), 3)
    paths = []
    for number in range(portions + 1):
        path = folder / f"bagian-{number}.csv"
        files.write_eppgbm(frames, path, clean=True, rows=100 * (number + 1))
        paths.append(path)
    (first,) = run.import_files(paths[:1])
    assert first.accepted
    return paths[1:]


def opened(browser: Browser, server: str) -> Page:
    """The page as somebody signed in sees it."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    page.goto(f"{server}/{ADDRESS}")
    form = page.locator("form[action='/akun/masuk']").last
    page.get_by_text("Masuk").first.click()
    form.get_by_label("Nama akun").fill(NAME)
    form.get_by_label("Kata sandi").fill(PASSWORD)
    form.get_by_role("button").click()
    page.wait_for_load_state()
    page.goto(f"{server}/{ADDRESS}")  # signing in leads back to the page, not to the view
    _ready(page)
    return page


def _ready(page: Page) -> None:
    """The form is there."""
    serving.Visit(page, page.url.split("/keputusan", maxsplit=1)[0]).settle()
    expect(page.locator("[class*=st-key-putusan_teks] textarea")).to_be_visible(
        timeout=serving.READY_MS
    )


def press(page: Page, text: str) -> None:
    """Type a decision and record it, without waiting for the answer."""
    page.locator("[class*=st-key-putusan_teks] textarea").fill(text)
    box = page.locator("[class*=st-key-putusan_opd] input")
    box.click()
    page.get_by_role("option", name="Dinas Kesehatan", exact=True).click()
    page.get_by_role("button", name="Catat keputusan").last.click()


def acknowledged(page: Page, before: str) -> str:
    """Wait until the page says under which code it took the decision down, another one than before."""
    for _ in range(
        serving.READY_MS // 50
    ):  # the page's own policy forbids Playwright to poll inside it
        said = page.locator("[data-testid=stAlert]").all_inner_texts()
        found = re.search(r"KPT-[\w-]+", " ".join(said))
        if found and found[0] != before:
            serving.Visit(page, "").settle()
            return found[0]
        page.wait_for_timeout(50)
    raise TimeoutError(f"tidak diakui; sebelumnya {before}, di layar {said}")


def judge(home: Path, said: list[list[str]]) -> list[str]:
    """What is wrong with the register; nothing when all acknowledged decisions are there, in order."""
    os.environ["STUNTING_HOME"] = str(home)
    stand = [each.isi.teks for each in keputusan.read().putusan]
    wrong = [f"hilang: {text}" for own in said for text in own if text not in stand]
    wrong += [f"dua kali: {text}" for text in set(stand) if stand.count(text) > 1]
    for own in said:
        if [text for text in stand if text in own] != own:
            wrong.append(f"urutan berbeda: {own[:3]} …")
    return wrong


def main(times: int, browser: Browser | None = None) -> int:
    """Run it; prints what was recorded and what is missing. Without a ``browser`` one is started."""
    if browser is None:
        with sync_playwright() as playwright:
            own = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=list(serving.CHROMIUM_ARGUMENTS)
            )
            return main(times, own)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "store"
        waiting = prepare(home, folder, max(2, times // 20))
        first = store.current()
        said: list[list[str]] = [[], []]
        done = threading.Event()
        versions: list[str] = []

        def keep_importing() -> None:
            for path in waiting:
                if done.wait(0.5):
                    return
                (report,) = run.import_files([path])
                if report.accepted:
                    versions.append(store.current())

        importer = threading.Thread(target=keep_importing)
        port = serving.free_port()
        half = times // 4  # decisions of each browser before the server is killed
        with serving.serve(home, port=port) as server:
            pages = [opened(browser, server) for _ in range(2)]
            importer.start()
            _record(pages, said, half)
            os.kill(serving.processes[server], signal.SIGKILL)
        with serving.serve(home, port=port):
            for page in pages:
                page.reload()
                _ready(page)
            _record(pages, said, times // 2 - half)
            for page in pages:
                page.context.close()
        done.set()
        importer.join()
        wrong = judge(home, said)
        print(
            f"{sum(map(len, said))} keputusan diakui dari dua peramban, satu kill -9, {len(versions)} versi "
            f"sesudah {first}; {len(wrong)} salah"
        )
        print("\n".join(wrong))
        return int(bool(wrong))


def _record(pages: list[Page], said: list[list[str]], rounds: int) -> None:
    last = ["", ""]  # the codes both browsers were told last
    for _ in range(rounds):
        texts = [
            f"Dinkes mengerjakan butir {len(own) + 1} peramban {who}"
            for who, own in zip("AB", said, strict=True)
        ]
        for page, text in zip(pages, texts, strict=True):
            press(page, text)
        for at, (page, own, text) in enumerate(zip(pages, said, texts, strict=True)):
            last[at] = acknowledged(page, last[at])
            own.append(text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=200)
    sys.exit(main(parser.parse_args().times))
