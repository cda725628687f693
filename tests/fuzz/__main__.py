"""``python -m tests.fuzz --files 5000 --seed 1``: thousands of damaged files, and a summary."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from stunting import commands
from tests.fuzz import harness


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rusak-") as place:
        os.environ["STUNTING_HOME"] = str(Path(place) / "store")
        commands.init(("33.75", "35.16"))
        numbers = range(options.first, options.first + options.files)
        found = harness.campaign(Path(place), options.seed, numbers, print)
    print(
        f"{found.files} files in {time.monotonic() - start:.0f} s, at most {found.megabytes:.0f} MB"
    )
    print(f"slowest: {found.slowest[0]:.1f} s, {found.slowest[1]}")
    print(", ".join(f"{count} {what}" for what, count in found.outcomes.most_common()))
    print(f"{len(found.broken)} broken")
    return 1 if found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
