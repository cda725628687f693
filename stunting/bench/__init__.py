"""The benchmark: how long an import takes and how quickly a page follows a changed kecamatan.

Whole processes are timed from outside, pages inside Streamlit's own test runner, which runs the script and
makes all messages but sends nothing. Single seconds differ between machines: compare runs of one machine.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stunting.bench import zscore

ROOT = Path(__file__).resolve().parents[2]
IMPORT_ROWS = 50_000
PAGES = ("ringkasan", "peta", "tren", "keluarga_berisiko")
DISTRICT = "35.16"
RUNS = 9


def run() -> dict[str, object]:
    """All figures; seconds, megabytes and milliseconds as their names say."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        figures = {"zskor_sejuta_s": round(zscore.seconds_for(1_000_000), 3)}
        figures["contoh_kecil_s"] = _sample(folder / "contoh")
        file, home = _write_file(folder), folder / "nyata"
        figures |= {f"impor_{key}": value for key, value in _import(home, file).items()}
        figures |= {f"impor_lagi_{key}": value for key, value in _import(home, file).items()}
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
    _command(home, "sample")
    return round(time.perf_counter() - start, 2)


def _write_file(folder: Path) -> Path:
    """An e-PPGBM file of 50,000 rows."""
    from stunting import sample
    from stunting.sample import files

    frames = sample.generate(sample.Skala((DISTRICT,), {DISTRICT: 9_000}), 7)
    target = folder / "eppgbm-kini.csv"
    files.write_eppgbm(frames, target, layout="kini", kabkota=DISTRICT, rows=IMPORT_ROWS)
    return target


def _large_sample(home: Path) -> None:
    """A store of about 100,000 measurements with families, women, cases and reports."""
    from stunting import commands, sample

    with _at(home):
        commands.make_sample(sample.Skala((DISTRICT,), {DISTRICT: 17_500}))


def _import(home: Path, file: Path) -> dict[str, object]:
    """Seconds, peak memory and counts of one import by the command line."""
    if not home.exists():
        _command(home, "init", "--wilayah", DISTRICT)
    script = (
        "import sys, json, resource, time; from stunting.__main__ import main; start = time.time(); "
        "code = main(sys.argv[1:]); usage = resource.getrusage(resource.RUSAGE_SELF); "
        "print(json.dumps([time.time() - start, usage.ru_maxrss / 1024]), file=sys.stderr)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, "import", str(file), "--json"],
        env={**os.environ, "STUNTING_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    report = json.loads(done.stdout)[0]
    _, memory = json.loads(done.stderr.strip().splitlines()[-1])
    return {
        "baris": report["rows_read"],
        "diterima": report["accepted"],
        "ditolak": report["refused"],
        "tidak_berubah": report["unchanged"],
        "s": round(seconds, 2),
        "memori_mb": round(memory),
    }


def _command(home: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "stunting", *arguments],
        env={**os.environ, "STUNTING_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )


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
