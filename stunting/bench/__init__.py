"""The benchmark: building, imports, questions, pages, painting and files, from a district to a nation.

Single seconds differ between machines: what is compared with the last accepted run are ratios to a yardstick
measured in the same run (a fixed DuckDB query), and what is new in a run is named.
"""

from __future__ import annotations

import json
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from stunting import db, store
from stunting.bench import (
    berkas_rapat,
    besar,
    halaman,
    imports,
    lukisan,
    penonton,
    pertanyaan,
    zscore,
)

ROOT = Path(__file__).resolve().parents[2]
ACCEPTED = ROOT / "docs" / "tolok-ukur.json"
WILAYAH, KECAMATAN, SIKLUS = "Kabupaten Mojokerto", "35.16.05", "2026-S1"
# Name -> districts, and the children who live in each at one time: nine measurements a child.
SIZES = {
    "100rb": (1, besar.CHILDREN),
    "1jt": (7, besar.CHILDREN),
    "10jt": (62, besar.CHILDREN),
    "100jt": (512, 21_500),
}
PARTS = ("zskor", "impor", "pertanyaan", "halaman", "lukisan", "penonton", "berkas")
WORSE = 1.2  # a figure this many times the accepted one is flagged
# What a figure may be at most, by how its name ends: the budgets at a million measurements on two cores.
BUDGETS = {
    "_pertama_p95_ms": 80,  # the server's work when somebody chooses, also what nobody has looked at yet
    "_buka_ms": 1200,
    "_lukis_p95_ms": 450,  # from the click to the last element painted
    "_gambar_kb": 100,
    "_kb": 400,
    "penonton_p95_ms": 300,
    "penonton_memori_mb": 600,
}
_NOISE_MS = 8.0  # differences smaller than this are the clock's


def run(
    size: str = "100rb",
    parts: tuple[str, ...] = PARTS,
    tell: Callable[[str], None] = lambda _: None,
    home: Path | None = None,
) -> dict[str, object]:
    """The figures of one size; seconds, megabytes and milliseconds as their names say.

    ``home``: a store made by besar.make before, kept; else one is made and thrown away.
    """
    figures: dict[str, object] = {
        "ukuran": size,
        "mesin": machine(),
        "patokan_ms": _yardstick(),
    }
    with tempfile.TemporaryDirectory(prefix="tolok-ukur-") as place:
        folder = Path(place)
        if home is None:
            home = folder / "besar"
            districts, children = SIZES[size]
            figures |= besar.make(home, districts, tell, children)
        with besar.at(home):
            version = store.folder()
            if "zskor" in parts:
                figures |= zscore.run()
            if "impor" in parts:
                figures |= imports.run(folder, besar.DISTRICT)
            if "pertanyaan" in parts:
                tell("pertanyaan")
                where = {"kode_kabkota": besar.DISTRICT, "kode_kecamatan": KECAMATAN}
                figures |= pertanyaan.run(version, siklus=SIKLUS, **where)
            if "halaman" in parts:
                tell("halaman")
                figures |= halaman.run(WILAYAH)
            if "lukisan" in parts:
                tell("lukisan")
                figures |= lukisan.run(home, WILAYAH)
            if "penonton" in parts:
                tell("penonton")
                figures |= penonton.run(home)
            if "berkas" in parts:
                tell("berkas")
                figures |= berkas_rapat.run(home, besar.DISTRICT, folder)
    return figures


def compared(figures: dict[str, object], accepted: Path = ACCEPTED) -> list[str]:
    """What became more than WORSE times slower or larger than the accepted run of this size, as sentences.

    Times are set against the yardstick of their own run first, so that a faster machine hides nothing.
    """
    try:
        before = json.loads(accepted.read_text(encoding="utf-8"))[figures["ukuran"]]
    except (FileNotFoundError, KeyError):
        return []
    speed = float(figures["patokan_ms"]) / float(before["patokan_ms"])
    worse = []
    for name, value in figures.items():
        old = before.get(name)
        if not isinstance(value, (int, float)) or not isinstance(old, (int, float)) or not old:
            continue
        timed = name.endswith(("_ms", "_s"))
        ratio = value / old / (speed if timed else 1.0)
        apart = abs(value - old) * (1000 if name.endswith("_s") else 1)
        if name != "patokan_ms" and ratio > WORSE and (not timed or apart > _NOISE_MS):
            worse.append(f"{name}: {old} menjadi {value} ({ratio:.2f} kali)")
    return worse


def over_budget(figures: dict[str, object]) -> list[str]:
    """The figures that are more than they may be, as sentences."""
    over = []
    for name, value in figures.items():
        limit = next((most for end, most in BUDGETS.items() if name.endswith(end)), None)
        if limit is not None and isinstance(value, (int, float)) and value > limit:
            over.append(f"{name}: {value}, paling banyak {limit}")
    return over


def accept(figures: dict[str, object], accepted: Path = ACCEPTED) -> None:
    """Make this run the one that later runs of its size are compared with."""
    known = json.loads(accepted.read_text(encoding="utf-8")) if accepted.is_file() else {}
    known[str(figures["ukuran"])] = figures
    text = json.dumps(known, indent=1, ensure_ascii=False)
    accepted.write_text(text + "\n", encoding="utf-8")


def as_table(figures: dict[str, object]) -> str:
    """The figures, one a line."""
    width = max(map(len, figures))
    return "\n".join(f"{name:{width}}  {value}" for name, value in figures.items())


def _yardstick() -> float:
    """Milliseconds of one fixed query: how fast this machine is now (the best of five)."""
    times = []
    with db.memory() as con:
        con.execute(
            "create table t as select hash(i) % 1000 as k, hash(i) as v from range(2000000) r(i)"
        )
        for _ in range(5):
            start = time.perf_counter()
            con.execute("select k, count(*), sum(v % 97) from t group by k order by k").fetchall()
            times.append((time.perf_counter() - start) * 1000)
    return round(min(times), 1)


def machine() -> str:
    """Kind of processor, cores and memory."""
    return f"{platform.machine()}, {_cores()} inti, {_memory_gib()} GiB"


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory_gib() -> int:
    try:
        told = Path("/proc/meminfo").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return round(int(told) / 1024**2)
