"""Kill imports at random moments and see that the live version is whole each time.

    python tests/kill_import.py --times 60 [--rows 20000] [--seed 1]

Each round takes a fresh copy of a store with data and a register, starts a real import process, kills its
whole process group and then asks: does CURRENT name a whole version, do the invariants hold, are the row
counts those of before or those of after, is the register intact, does the next import work and sweep up?
Half of the kills fall anywhere in the measured duration; the other half wait for the version to be nearly
done, because moving the pointer takes milliseconds. Exit 0 when every round was well.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from stunting import commands, db, register, store  # noqa: E402
from stunting.bench import berkas  # noqa: E402
from stunting.imports import run  # noqa: E402

DISTRICT = "35.16"
TABLES = ("orang", "pengukuran", "keanggotaan", "impor", "temuan", "anak_siklus", "indikator_desa")
NAMED = ("orang_identitas", "orang_kunci", "temuan_nilai")
SMALL = 300  # rows of the file the store begins with, and of the one that follows a kill


@dataclass
class Place:
    """A prepared store, the files, and what a whole version before and after the import holds."""

    home: Path
    big: Path
    next: Path
    before: str
    counts_before: dict[str, int]
    counts_after: dict[str, int]
    seconds: float
    seconds_to_report: float


class Broken(AssertionError):
    """A round that left something it must not."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bunuh-") as folder:
        outcomes, broken = rounds(
            Path(folder), options.times, options.rows, options.seed, say=print
        )
    print(f"{options.times} kills: " + ", ".join(f"{n} {what}" for what, n in outcomes.items()))
    for each in broken:
        print(f"BROKEN {each}")
    return 1 if broken else 0


def rounds(
    folder: Path, times: int, rows: int, seed: int, say: Callable[[str], None] = lambda text: None
) -> tuple[Counter[str], list[str]]:
    """Kill ``times`` imports; how they ended, and what was wrong."""
    dice = random.Random(seed)
    place = prepare(folder, rows)
    say(
        f"{rows} rows take {place.seconds:.1f} s; the report is written at {place.seconds_to_report:.1f} s"
    )
    outcomes: Counter[str] = Counter()
    broken = []
    for number in range(times):
        home = folder / f"putaran-{number}"
        shutil.copytree(place.home, home)
        os.environ["STUNTING_HOME"] = str(home)
        if number % 2:
            moment = dice.uniform(0, max(place.seconds - place.seconds_to_report, 0.2))
            waits = f"{moment * 1000:.0f} ms after the report"
        else:
            moment = dice.uniform(0, place.seconds)
            waits = f"at {moment:.2f} s"
        try:
            ended = kill(home, place.big, moment, near_the_end=bool(number % 2))
            outcome = verify(place, ended)
        except Broken as error:
            outcome = "broken"
            broken.append(f"round {number} ({waits}): {error}")
        outcomes[outcome] += 1
        say(f"{number + 1:4} {waits:28} {outcome}")
        shutil.rmtree(home)
    return outcomes, broken


def prepare(folder: Path, rows: int) -> Place:
    table = berkas.base(DISTRICT)
    files = [folder / f"{name}.csv" for name in ("awal", "besar", "berikut")]
    berkas.write(table.iloc[:SMALL], files[0], SMALL, dirty=True)
    berkas.write(table.iloc[SMALL:], files[1], rows, dirty=True)
    berkas.write(table.iloc[:SMALL], files[2], 2 * SMALL)
    home = folder / "siap"
    os.environ["STUNTING_HOME"] = str(home)
    commands.init((DISTRICT,))
    run.import_files([files[0]])
    register.append("uji", "kill_import", None, {"nilai": 1}, who="uji")
    before, counts_before = store.current(), counts()
    trial = folder / "ukur"
    shutil.copytree(home, trial)
    os.environ["STUNTING_HOME"] = str(trial)
    start = time.monotonic()
    process = begin(trial, files[1])
    until_report = wait_for_report(trial, process) - start
    process.wait()
    seconds = time.monotonic() - start
    after = counts()
    if process.returncode not in (0, 1) or after == counts_before:
        raise SystemExit("the import itself does not work")
    shutil.rmtree(trial)
    return Place(home, files[1], files[2], before, counts_before, after, seconds, until_report)


def begin(home: Path, file: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "stunting", "import", str(file)],
        env={**os.environ, "STUNTING_HOME": str(home)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for_report(home: Path, process: subprocess.Popen) -> float:
    """The moment laporan.json appears in the draft, the last thing before it becomes a version."""
    while process.poll() is None:
        if any((home / "versions").glob(".*.tmp/laporan.json")):
            break
        time.sleep(0.001)
    return time.monotonic()


def kill(home: Path, file: Path, moment: float, *, near_the_end: bool) -> bool:
    """Start an import and kill its process group; whether it had ended by itself before."""
    process = begin(home, file)
    if near_the_end:
        wait_for_report(home, process)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


def verify(place: Place, ended: bool) -> str:
    """How the round ended; Broken when something is not whole."""
    live = store.current()  # raises when it names no version with both files
    found = counts()
    if live == place.before:
        outcome = "stopped before"
        expect(not ended, "the import ended and changed nothing")
        expect(found == place.counts_before, f"the old version holds {found}")
    else:
        outcome = "ended by itself" if ended else "stopped after the pointer moved"
        expect(found == place.counts_after, f"the new version holds {found}")
    command("check")
    events = register.events("uji")
    expect(len(events) == 1, f"the register holds {len(events)} events")
    command("import", str(place.next))
    left = [path.name for path in (store.home() / "versions").glob(".*")]
    expect(not left, f"left behind: {left}")
    left += [path.name for path in store.home().glob(".*.tmp")]
    left += [path.name for path in (store.home() / "arsip").glob("*.tmp")]
    left += [path.name for path in (store.home() / "kembali").glob(".*")]
    expect(not left, f"left behind: {left}")
    expect(counts()["pengukuran"] >= found["pengukuran"], "the next import lost rows")
    command("check")
    return outcome


def command(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stunting", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    expect(done.returncode == 0, f"{arguments[0]}: exit {done.returncode} {done.stderr[-300:]}")


def expect(well: bool, otherwise: str) -> None:
    if not well:
        raise Broken(otherwise)


def counts() -> dict[str, int]:
    """Rows of the live version's tables."""
    with db.reading(store.folder(), named=True) as con:
        names = [*TABLES, *(f"identitas.{name}" for name in NAMED)]
        return {name: con.table(name).count("*").fetchall()[0][0] for name in names}


if __name__ == "__main__":
    sys.exit(main())
