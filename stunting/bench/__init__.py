"""The benchmark: how long an import takes and how quickly a page follows a changed kecamatan.

Whole processes are timed from outside, pages inside Streamlit's own test runner, which runs the script and
makes all messages but sends nothing. Single seconds differ between machines: compare runs of one machine.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from stunting.bench import imports, zscore

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("ringkasan", "peta", "tren", "keluarga_berisiko")
DISTRICT = "35.16"
RUNS = 9


def run() -> dict[str, object]:
    """All figures; seconds, megabytes and milliseconds as their names say."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        figures = zscore.run()
        figures["contoh_kecil_s"] = _sample(folder / "contoh")
        figures |= imports.run(folder, DISTRICT)
        _large_sample(folder / "besar")
        figures["pengukuran"] = _count(folder / "besar")
        figures |= _pages(folder / "besar")
    return figures


def as_table(figures: dict[str, object]) -> str:
    """The figures, one a line."""
    width = max(map(len, figures))
    return "\n".join(f"{name:{width}}  {value}" for name, value in figures.items())


def _sample(home: Path) -> float:
    start = time.perf_counter()
    imports.command(home, "sample")
    return round(time.perf_counter() - start, 2)


def _large_sample(home: Path) -> None:
    """A store of about 100,000 measurements with families, women, cases and reports."""
    from stunting import commands, sample

    with _at(home):
        commands.make_sample(sample.Skala((DISTRICT,), {DISTRICT: 17_500}))


def _count(home: Path) -> int:
    from stunting import db, store

    with _at(home), db.reading(store.folder()) as con:
        return con.execute("select count(*) from pengukuran").fetchone()[0]


class _at:
    """$STUNTING_HOME inside a block."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __enter__(self) -> None:
        self._before = os.environ.get("STUNTING_HOME")
        os.environ["STUNTING_HOME"] = str(self._home)

    def __exit__(self, *error: object) -> None:
        if self._before is None:
            del os.environ["STUNTING_HOME"]
        else:
            os.environ["STUNTING_HOME"] = self._before


def _pages(home: Path) -> dict[str, float]:
    """Median milliseconds of a run after another kecamatan was chosen, for the first time and again."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    figures = {}
    with _at(home):
        for page in PAGES:
            app = AppTest.from_file(str(ROOT / "stunting" / "frame.py"), default_timeout=120).run()
            if page != PAGES[0]:
                app.switch_page(str(ROOT / "pages" / "rapat" / f"{page}.py")).run()
            names = app.selectbox(key="kecamatan").options[1 : RUNS + 1]
            st.cache_data.clear()
            for kind in ("pertama", "berikut"):
                times = []
                for name in names:
                    app.selectbox(key="kecamatan").select(name)
                    start = time.perf_counter()
                    app.run()
                    times.append((time.perf_counter() - start) * 1000)
                if app.exception:
                    raise RuntimeError(f"{page}: {app.exception[0].message}")
                figures[f"{page}_{kind}_ms"] = round(statistics.median(times), 1)
                figures[f"{page}_{kind}_maks_ms"] = round(max(times), 1)
    return figures
