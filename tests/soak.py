"""Hours of use in fast-forward: many viewers, new versions, decisions; the server's memory must stay level.

    python tests/soak.py --hours 8 [--viewers 50] [--clicks 12]

An hour is 12 clicks of each of 50 viewers (by the websocket, over all pages of the meeting, districts,
kecamatan, cycles and groups), one new version of the data and 20 decisions. Every answer must end with the
page it asked for. Exit 0 when the memory after the last hour is at most 10 % above that after the first.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import os  # noqa: E402

from stunting import commands, db, menu, register, store  # noqa: E402
from tests.browser import serving  # noqa: E402
from tests.probes import socket_client  # noqa: E402

ALLOWED = 1.10
GROUPS = ["Balita 0-59 bulan", "Baduta 0-23 bulan", "Ibu hamil", "Calon pengantin"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hours", type=int, default=8)
    parser.add_argument("--viewers", type=int, default=50)
    parser.add_argument("--clicks", type=int, default=12)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lama-") as folder:
        os.environ["STUNTING_HOME"] = str(Path(folder) / "store")
        commands.make_sample()
        with serving.serve(store.home()) as server:
            memory = _use(server, options.hours, options.viewers, options.clicks)
    growth = memory[-1] / memory[0]
    print(f"memory after hour 1: {memory[0]:.0f} MB, after hour {len(memory)}: {memory[-1]:.0f} MB")
    print(f"ratio {growth:.3f} (allowed {ALLOWED})")
    return int(growth > ALLOWED)


def _use(server: str, hours: int, viewers: int, clicks: int) -> list[float]:
    """Resident memory of the server in MB after each hour."""
    with socket_client.browser(server) as browser:
        pages = browser.run().pages
    hashes = [pages["" if entry is menu.RAPAT[0] else entry.address] for entry in menu.RAPAT]
    places, memory, wrong = _places(), [], []
    for hour in range(hours):
        begun = time.perf_counter()
        threads = [
            threading.Thread(
                target=_viewer, args=(server, hashes, places, clicks, hour * viewers + n, wrong)
            )
            for n in range(viewers)
        ]
        for thread in threads:
            thread.start()
        for number in range(20):
            register.append("keputusan", f"{hour}-{number}", None, number, who="rapat")
        subprocess.run(
            [sys.executable, "-m", "stunting", "build"], cwd=ROOT, check=True, capture_output=True
        )
        for thread in threads:
            thread.join()
        if wrong:
            raise SystemExit(f"{len(wrong)} wrong answers, the first: {wrong[0]}")
        time.sleep(3)  # sessions that ended let go
        memory.append(_resident(serving.processes[server]))
        seconds = time.perf_counter() - begun
        print(f"hour {hour + 1}: {viewers * clicks} clicks in {seconds:.0f} s, {memory[-1]:.0f} MB")
    return memory


def _viewer(server, hashes, places, clicks: int, seed: int, wrong: list[str]) -> None:
    dice = random.Random(seed)
    try:
        with socket_client.browser(server) as browser:
            for _ in range(clicks):
                answer = browser.run(dice.choice(hashes), query=urlencode(dice.choice(places)))
                if len(answer.titles) != 1 or "belum dapat ditampilkan" in answer.titles[0]:
                    wrong.append(f"{answer.titles}")
    except Exception as error:
        wrong.append(repr(error))


def _places() -> list[dict[str, str]]:
    """What the filter bar can say: every kecamatan and cycle with each group."""
    with db.reading(store.folder()) as con:
        areas = con.execute(
            "select k.nama, w.nama from wilayah as w inner join wilayah as k on k.kode = w.kode_induk"
            " where w.tingkat = 'kecamatan'"
        ).fetchall()
        cycles = [row[0] for row in con.execute("select distinct siklus from siklus").fetchall()]
    return [
        {"wilayah": district, "kecamatan": kecamatan, "siklus": cycle, "kelompok": group}
        for district, kecamatan in areas
        for cycle in cycles
        for group in GROUPS
    ]


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line) / 1024


if __name__ == "__main__":
    sys.exit(main())
