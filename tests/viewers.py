"""Many real sessions on one machine: each changes its filter every few seconds and checks the answer.

    python tests/viewers.py --sessions 50 --every 2 --seconds 60 [--servers 2] [--store FOLDER]

A session is a websocket that speaks Streamlit's protocol (not an HTTP ping): it opens a page of the meeting
for one district and chooses another kecamatan, cycle and group each time, as a browser sends it: the states
of all four boxes. The answer must name exactly what was chosen, on one page, without an error.
Times are from sending the choice to the last message of the run. With --servers the sessions
are shared out over so many servers on one store, as a proxy does (docs/skala.md). Exit 0 when nothing
was wrong or dropped and the 95th percentile is at most --limit milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from stunting import bahasa, commands, menu  # noqa: E402
from tests import soak  # noqa: E402
from tests.browser import serving  # noqa: E402
from tests.probes import socket_client  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--every", type=float, default=2.0, help="seconds between two choices")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--limit", type=float, default=300.0, help="ms, at the 95th percentile")
    parser.add_argument("--servers", type=int, default=1)
    parser.add_argument("--store", type=Path, help="an existing store; else the sample is made")
    parser.add_argument("--pages", nargs="*", help="addresses of pages; else all of the meeting")
    given = vars(parser.parse_args())
    home, limit = given.pop("store"), given.pop("limit")
    with tempfile.TemporaryDirectory(prefix="penonton-") as folder:
        if home is None:
            home = Path(folder) / "store"
            os.environ["STUNTING_HOME"] = str(home)
            commands.make_sample()
        found = on_servers(home, **given)
    print(json.dumps(found, indent=1))
    return int(bool(found["salah"]) or found["p95_ms"] > limit)


def on_servers(home: Path, *, servers: int, **options) -> dict[str, object]:
    """``measure`` on so many servers of one store, which are started and stopped."""
    os.environ["STUNTING_HOME"] = str(home)
    with ExitStack() as stack:
        running = [stack.enter_context(serving.serve(home)) for _ in range(servers)]
        return measure(running, argparse.Namespace(**{"pages": None, **options}))


def measure(servers: list[str], options: argparse.Namespace) -> dict[str, object]:
    """Milliseconds per run over all sessions, what was wrong, the servers' memory and processor time."""
    with socket_client.browser(servers[0]) as browser:
        pages = browser.run().pages
    wanted = options.pages or [entry.address for entry in menu.RAPAT]
    home = menu.RAPAT[0].address
    hashes = [pages["" if address == home else address] for address in wanted]
    places = soak._places()
    times: list[float] = []
    wrong: list[str] = []
    ready, start = threading.Barrier(options.sessions + 1), threading.Event()
    threads = [
        threading.Thread(
            target=_session,
            args=(
                servers[n % len(servers)],
                hashes,
                places,
                n,
                options,
                ready,
                start,
                times,
                wrong,
            ),
        )
        for n in range(options.sessions)
    ]
    for thread in threads:
        thread.start()
    ready.wait()  # every page is open: the first visit is another question (make bench)
    numbers = [serving.processes[each] for each in servers]
    before, own = sum(map(_processor_seconds, numbers)), time.process_time()
    begun = time.perf_counter()
    start.set()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    used = sum(map(_processor_seconds, numbers)) - before
    own = time.process_time() - own
    ordered = sorted(times)
    return {
        "sesi": options.sessions,
        "server": len(servers),
        "tiap_s": options.every,
        "jawaban": len(ordered),
        "per_detik": round(len(ordered) / seconds, 1),
        "p50_ms": round(statistics.median(ordered)),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)]),
        "maks_ms": round(ordered[-1]),
        "salah": wrong[:5],
        "prosesor_server_ms_per_jawaban": round(used / len(ordered) * 1000, 1),
        "prosesor_penonton_ms_per_jawaban": round(own / len(ordered) * 1000, 1),
        "memori_server_mb": [round(soak._resident(each)) for each in numbers],
    }


def _session(server, hashes, places, seed, options, ready, start, times, wrong) -> None:
    dice = random.Random(seed)
    page = hashes[seed % len(hashes)]
    district = dice.choice(sorted({place["wilayah"] for place in places}))
    own = [place for place in places if place["wilayah"] == district]
    try:
        with socket_client.browser(server) as browser:
            first = browser.run(page, query=urlencode({"wilayah": district}))
            ready.wait()
            start.wait()
            until = time.perf_counter() + options.seconds
            time.sleep(dice.random() * options.every)  # people do not click in step
            while time.perf_counter() < until:
                place = dice.choice(own)
                boxes = {first.widgets[key]: value for key, value in place.items()}
                sent = time.perf_counter()
                answer = browser.run(page, query=urlencode({"wilayah": district}), texts=boxes)
                took = time.perf_counter() - sent
                times.append(took * 1000)
                if error := _wrong(answer, place):
                    wrong.append(error)
                time.sleep(max(0.0, options.every - took))
    except Exception as error:
        wrong.append(repr(error))
        ready.abort()


def _wrong(answer: socket_client.Answer, place: dict[str, str]) -> str:
    """What is wrong with an answer; empty when it is of the chosen kecamatan, cycle and group."""
    said = (
        f"Kecamatan {place['kecamatan']}, {place['wilayah']} · {bahasa.siklus(place['siklus'])} · "
        f"{place['kelompok']}"
    )
    if len(answer.titles) != 1 or "belum dapat ditampilkan" in answer.titles[0]:
        return f"{answer.titles}"
    plain = answer.raw.decode(errors="replace").replace("\\", "")  # text is escaped for Markdown
    if said in plain:
        return ""
    shown = re.search(r"(Kecamatan [^·]*·[^·]*· [A-Z][a-z]* [-a-z0-9 ]*)", plain)
    return f"diminta {said}; tampil {shown and shown[1]}"


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
