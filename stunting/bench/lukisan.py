"""From the click to the last element in a real Chromium, on a real server, over many changes.

Needs what requirements-dev.txt brings (playwright) and a Chromium; without them it says so.
"""

from __future__ import annotations

import statistics
from pathlib import Path

CHANGES = 50
PAGES = ("ringkasan", "peta", "tren", "rapor", "keluarga_berisiko", "penyebab")
# Waits in the page itself: from the key that chooses to the frame after the last change of the document,
# once the script has stopped and nothing is marked as old.
_PAINTED = """
(name) => new Promise((done) => {
  const app = document.querySelector("[data-testid=stApp]");
  const start = performance.now();
  let last = start, began = false;
  const seen = new MutationObserver(() => { last = performance.now(); });
  seen.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  const look = () => {
    const running = app.getAttribute("data-test-script-state") !== "notRunning";
    began = began || running;
    const still = performance.now() - last > 120;
    const old = document.querySelector("[data-stale=true], [data-testid=stSkeleton]");
    if ((began || performance.now() - start > 1500) && !running && still && !old) {
      seen.disconnect();
      done(last - start);
    } else requestAnimationFrame(look);
  };
  const option = [...document.querySelectorAll("[role=option]")].find((o) => o.textContent === name);
  option.click();
  look();
})
"""


def run(home: Path, wilayah: str) -> dict[str, object]:
    """Per page ``<page>_lukis_p50_ms`` and p95 over CHANGES choices; ``lukis``: why there is none."""
    try:
        from playwright.sync_api import sync_playwright

        from tests.browser import chromium, serving
    except ImportError as error:
        return {"lukis": f"tidak diukur: {error.name} belum terpasang (requirements-dev.txt)"}
    found = chromium.find()
    if not found:
        return {"lukis": "tidak diukur: Chromium tidak ditemukan"}
    figures: dict[str, object] = {}
    with serving.serve(home) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=list(serving.CHROMIUM_ARGUMENTS)
        )
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        visit = serving.Visit(page, server)
        for address in PAGES:
            where = "" if address == "ringkasan" else address
            visit.open(f"/{where}?wilayah={wilayah.replace(' ', '+')}")
            times = sorted(_change(visit, number) for number in range(CHANGES))
            figures[f"{address}_lukis_p50_ms"] = round(statistics.median(times))
            figures[f"{address}_lukis_p95_ms"] = round(times[int(len(times) * 0.95)])
        browser.close()
    return figures


def _change(visit, number: int) -> float:
    """Choose the next kecamatan; milliseconds until the page stands still."""
    page = visit.page
    page.locator(".st-key-kecamatan input").click()
    options = page.get_by_role("option")
    options.first.wait_for()
    names = options.all_inner_texts()
    return float(page.evaluate(_PAINTED, names[1 + number % (len(names) - 1)]))
