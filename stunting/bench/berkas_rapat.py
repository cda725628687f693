"""Every kind of file the command line writes: seconds of the whole process, and its size."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from stunting import export_command

ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, kode_kabkota: str, folder: Path) -> dict[str, float]:
    """``<kind>_s`` and ``<kind>_kb`` of each kind."""
    figures: dict[str, float] = {}
    for kind in export_command.KINDS:
        out = folder / kind
        start = time.perf_counter()
        subprocess.run(
            [
                sys.executable, "-m", "stunting", "export", kind, "--out", str(out),
                "--param", f"wilayah={kode_kabkota}",
            ],
            env={**os.environ, "STUNTING_HOME": str(home)}, cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        figures[f"{kind}_s"] = round(time.perf_counter() - start, 2)
        figures[f"{kind}_kb"] = round(out.stat().st_size / 1000)
    return figures
