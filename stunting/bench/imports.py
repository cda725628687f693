"""Imports of big files by the command line: seconds, processor seconds and the memory of all processes.

Needs /proc (Linux). What is measured is the whole command, the report as JSON included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from stunting.bench import berkas

ROOT = Path(__file__).resolve().parents[2]
_EVERY = 0.05  # seconds between two looks at the memory
# Name: (ending, rows, dirty, apart); see berkas.write.
FILES: dict[str, tuple[str, int, bool, bool]] = {
    "50rb_csv": (".csv", 50_000, False, False),
    "50rb_csv_kotor": (".csv", 50_000, True, False),
    "100rb_xlsx": (".xlsx", 100_000, False, False),
    "1jt_csv": (".csv", 1_000_000, False, False),
    "1jt_csv_kotor": (".csv", 1_000_000, True, False),
    "1jt_csv_semua_anak_lain": (".csv", 1_000_000, False, True),
}


def run(folder: Path, district: str) -> dict[str, object]:
    """Import each file into an empty store and once more; figures by file name."""
    table = berkas.base(district)
    figures: dict[str, object] = {}
    for name, (ending, rows, dirty, apart) in FILES.items():
        file, home = folder / f"{name}{ending}", folder / f"store-{name}"
        size = berkas.write(table, file, rows, dirty=dirty, apart=apart)
        figures[f"{name}_mb"] = round(size / 1e6)
        command(home, "init", "--wilayah", district)
        for kind in ("impor", "impor_lagi"):
            found = measure(home, file)
            figures |= {f"{name}_{kind}_{key}": value for key, value in found.items()}
            print(f"{name} {kind}: {found}", file=sys.stderr, flush=True)
        file.unlink()
    return figures


def measure(home: Path, file: Path) -> dict[str, object]:
    """One import: s (wall), cpu_s, memori_mb (all processes at their worst moment), and the counts."""
    out = file.with_suffix(".json")
    start = time.perf_counter()
    with open(out, "wb") as target:
        process = subprocess.Popen(
            [sys.executable, "-m", "stunting", "import", str(file), "--json"],
            env={**os.environ, "STUNTING_HOME": str(home)},
            cwd=ROOT,
            stdout=target,
        )
    peak = 0
    while True:
        ended, _, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        peak = max(peak, _resident(process.pid))
        time.sleep(_EVERY)
    seconds = time.perf_counter() - start
    process.returncode = 0  # it was waited for above
    (report,) = json.loads(out.read_text(encoding="utf-8"))
    out.unlink()
    return {
        "s": round(seconds, 2),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        "memori_mb": round(max(peak, usage.ru_maxrss) / 1024),
        "diterima": report["accepted"],
        "ditolak": report["refused"],
        "tidak_berubah": report["unchanged"],
        "temuan": len(report["findings"]),
    }


def command(home: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "stunting", *arguments],
        env={**os.environ, "STUNTING_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )


def _resident(pid: int) -> int:
    """Kilobytes a process and those it started hold now; 0 once it has gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    own = sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return own + sum(_resident(int(each)) for each in children)
