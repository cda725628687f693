"""Every page of the meeting after another kecamatan was chosen: what the server works, what it sends.

In Streamlit's own test runner, which runs the script and makes all messages but sends nothing. Times are
processor time of the process, so that another program on the machine does not count.
"""

from __future__ import annotations

import logging
import statistics
import time
from pathlib import Path

from stunting import menu

ROOT = Path(__file__).resolve().parents[2]
CHANGES = 17  # kecamatan chosen one after another: as many as the district has beside the first


def run(wilayah: str, pages: tuple[str, ...] | None = None) -> dict[str, float]:
    """Per page: ms of the first visit, of a choice seen for the first time and again, p50 and p95.

    Also what is sent: ``<page>_kb`` in all and ``<page>_gambar_kb`` of its largest picture, in kB.
    ``wilayah``: name of the district in the box; ``pages``: addresses, else every page of the meeting.
    """
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)  # Streamlit warns of each run without a server
    try:
        return _all(wilayah, pages)
    finally:
        logging.disable(before)


def _all(wilayah: str, pages: tuple[str, ...] | None) -> dict[str, float]:
    from streamlit.testing.v1 import AppTest

    figures: dict[str, float] = {}
    for entry in menu.RAPAT:
        if pages and entry.address not in pages:
            continue
        app = AppTest.from_file(str(ROOT / "stunting" / "frame.py"), default_timeout=300).run()
        if entry is not menu.RAPAT[0]:
            app.switch_page(str(ROOT / "pages" / entry.file)).run()
        app.selectbox(key="wilayah").select(wilayah)
        figures[f"{entry.address}_buka_ms"] = _timed(app)
        names = app.selectbox(key="kecamatan").options[1 : CHANGES + 1]
        for kind in ("pertama", "berikut"):
            times = []
            for name in names:
                app.selectbox(key="kecamatan").select(name)
                times.append(_timed(app))
            times.sort()
            figures[f"{entry.address}_{kind}_p50_ms"] = statistics.median(times)
            figures[f"{entry.address}_{kind}_p95_ms"] = times[int(len(times) * 0.95)]
        figures[f"{entry.address}_kb"], figures[f"{entry.address}_gambar_kb"] = _sizes(app)
    return figures


def _sizes(app) -> tuple[float, float]:
    """Kilobytes of all elements of the screen, and of the largest picture among them."""
    pictures = [*app.get("plotly_chart"), *app.get("deck_gl_json_chart")]
    largest = max(map(_bytes, pictures), default=0)
    return round(sum(map(_bytes, app._tree)) / 1000, 1), round(largest / 1000, 1)


def _bytes(node) -> int:
    proto = getattr(node, "proto", None)
    return len(proto.SerializeToString()) if hasattr(proto, "SerializeToString") else 0


def _timed(app) -> float:
    """Processor milliseconds of one run. Raises RuntimeError when the page shows an error."""
    start = time.process_time()
    app.run()
    took = (time.process_time() - start) * 1000
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return round(took, 1)
