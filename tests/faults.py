"""Do to a store what offices do to computers, and see that nothing acknowledged is lost and nothing is half.

    python tests/faults.py --times 210 [--seed 1]

Each round takes a fresh copy of a store with data, accounts and decisions, and does one thing to it with
real processes: the power goes while decisions are written or a backup is made or restored, the disk is full
at some byte, the place is read-only, a file is cut short, bits of an input flip, the clock is set back, two
imports or two servers come at once. Afterwards: every decision that was acknowledged is in the register and
in order, the live version is whole and keeps its invariants (or, where its own file was harmed, that is
said and an earlier one or the backup brings it back), and every failure was an Indonesian sentence, never
a traceback. Killed imports have a script of their own (tests/kill_import.py).
"""

from __future__ import annotations

import argparse
import ctypes
import os
import random
import resource
import shutil
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

from stunting import accounts, backup, build, commands, db, register, store  # noqa: E402
from stunting.bench import berkas  # noqa: E402
from stunting.imports import run  # noqa: E402

ROWS = 300
DECIDING = """
import sys
from stunting import register
for number in range(10_000):
    register.append("keputusan", str(number), None, number, who="rapat", event_id=f"r-{number}")
    print(number, flush=True)
"""
CLOCK = """
import sys
from datetime import datetime
from stunting import store
from stunting.__main__ import main

class Before(datetime):
    @classmethod
    def now(cls, zone=None):
        return datetime(2001, 1, 1, tzinfo=zone)

store.datetime = Before
sys.exit(main(["import", sys.argv[1]]))
"""
SERVER = """
import sys
from stunting import store
with store.serving() as why:
    print(why, flush=True)
    sys.stdin.read()
"""


class Broken(AssertionError):
    """A round that left something it must not."""


@dataclass
class Place:
    """The store all rounds start from, two files to import, a backup, and how many decisions there are."""

    home: Path
    csv: Path
    xlsx: Path
    backup: Path
    decisions: int


def prepare(folder: Path) -> Place:
    """Two versions of a nyata store with children, an account and 20 decisions; and its backup."""
    table = berkas.base("35.16")
    csv, xlsx, first = folder / "b.csv", folder / "b.xlsx", folder / "a.csv"
    berkas.write(table, first, ROWS)
    berkas.write(table.iloc[ROWS:].reset_index(drop=True), csv, 2 * ROWS)
    berkas.write(table.iloc[2 * ROWS :].reset_index(drop=True), xlsx, ROWS)
    home = folder / "asal"
    os.environ["STUNTING_HOME"] = str(home)
    commands.init(("35.16",))
    run.import_files([first])
    accounts.add("siti", "kata sandi yang panjang")
    for number in range(20):
        register.append("keputusan", f"awal {number}", None, number, who="rapat")
    made = backup.make(folder / "cadangan")
    return Place(home, csv, xlsx, made, 20)


def call(home: Path, *arguments: str, **more) -> subprocess.CompletedProcess:
    """One command of the command line as its own process."""
    return subprocess.run(
        [sys.executable, *(arguments if arguments[0] == "-c" else ("-m", "stunting", *arguments))],
        env={**os.environ, "STUNTING_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **more,
    )


def said(done: subprocess.CompletedProcess) -> str:
    """What a failed command said; raises Broken for a traceback or for silence."""
    text = done.stdout + done.stderr
    if "Traceback" in text:
        raise Broken(f"a traceback: {text[-800:]}")
    if done.returncode not in (0, 1, 2):
        raise Broken(f"ended with {done.returncode}: {text[-300:]}")
    if done.returncode and not text.strip():
        raise Broken("failed without a sentence")
    return "well" if not done.returncode else "refused with a sentence"


def killed_while_deciding(place: Place, home: Path, dice: random.Random) -> str:
    """The power goes while decisions are written: what was acknowledged stays, in order."""
    with subprocess.Popen(
        [sys.executable, "-c", DECIDING],
        env={**os.environ, "STUNTING_HOME": str(home)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        first = process.stdout.readline()
        time.sleep(dice.uniform(0, 0.4))
        process.kill()
        known = [first, *process.stdout.read().splitlines()]
    numbers = [int(each) for each in known if each.strip().isdigit()]
    kept = [e.after for e in register.events("keputusan") if not e.subject.startswith("awal")]
    # the last line may have been cut before it was whole; an event may stand that was not yet acknowledged
    if kept[: len(numbers)] != list(range(len(numbers))) or len(kept) > len(numbers) + 1:
        raise Broken(f"{len(numbers)} acknowledged, {len(kept)} kept")
    return f"kept what was acknowledged ({'some' if numbers else 'none'})"


def killed_while_copying(place: Place, home: Path, dice: random.Random) -> str:
    """The power goes during a backup or a restore."""
    target = home.parent / f"salinan-{home.name}"
    command = dice.choice([["backup", str(target)], ["restore", str(place.backup)]])
    process = subprocess.Popen(
        [sys.executable, "-m", "stunting", *command],
        env={**os.environ, "STUNTING_HOME": str(home)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(dice.uniform(0.15, 0.7))
    process.kill()
    process.wait()
    for each in target.glob("cadangan-*"):
        backup.check(each)
    shutil.rmtree(target, ignore_errors=True)
    said(call(home, "restore", str(place.backup)))
    return f"{command[0]} killed"


def disk_full(place: Place, home: Path, dice: random.Random) -> str:
    """No file can grow beyond some byte: what a full disk does, at a random moment of a command."""
    command = dice.choice(
        [
            ["import", str(place.csv)],
            ["import", str(place.xlsx)],
            ["restore", str(place.backup)],
            ["backup", str(home.parent / f"salinan-{home.name}")],
            ["build"],
        ]
    )
    limit = int(10 ** dice.uniform(2, 7))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = call(home, *command, preexec_fn=limited)
    return f"disk full, {command[0]} {said(done)}"


def read_only(place: Place, home: Path, dice: random.Random) -> str:
    """Nothing in the place may be written."""
    command = dice.choice(
        [["import", str(place.csv)], ["build"], ["segel", "2025-S1"], ["rollback"]]
    )
    for path in (home, *home.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    done = call(home, *command, preexec_fn=_no_privilege)
    for path in (home, *home.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    if done.returncode == 0:
        raise Broken(f"{command[0]} wrote where nothing may be written")
    said(done)
    return f"read-only, {command[0]} refused"


def _no_privilege() -> None:
    """The administrator of a machine may write anywhere; the process that follows may not."""
    if os.getuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def cut_short(place: Place, home: Path, dice: random.Random) -> str:
    """A file of the store loses its end: that is said, and the backup brings everything back."""
    harmed = dice.choice(["stunting.duckdb", "identitas.duckdb", "CURRENT", "register.sqlite"])
    path = store.folder() / harmed if harmed.endswith("duckdb") else home / harmed
    content = path.read_bytes()
    if harmed == "register.sqlite":
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.write_bytes(content[: dice.randrange(len(content))])
    for command in (["check"], ["versions"], ["import", str(place.csv)]):
        said(call(home, *command))
    done = call(home, "restore", str(place.backup))
    said(done)
    if done.returncode:
        raise Broken(f"the backup did not help: {done.stderr[-300:]}")
    return f"{harmed} cut short and restored"


def flipped(place: Place, home: Path, dice: random.Random) -> str:
    """Bits of an input flip on the way."""
    source = dice.choice([place.csv, place.xlsx])
    content = bytearray(source.read_bytes())
    for _ in range(dice.choice([1, 1, 5, 50])):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    harmed = home.parent / f"rusak-{home.name}{source.suffix}"
    harmed.write_bytes(content)
    outcome = said(call(home, "import", str(harmed)))
    harmed.unlink()
    return f"bits of {source.suffix} flipped, import {outcome}"


def clock_back(place: Place, home: Path, dice: random.Random) -> str:
    """The clock of the computer is set back by years before an import."""
    before = store.current()
    outcome = said(call(home, "-c", CLOCK, str(place.csv)))
    if store.current() <= before:
        raise Broken("the new version is not the newest one")
    return f"clock set back, import {outcome}"


def at_once(place: Place, home: Path, dice: random.Random) -> str:
    """Two imports, and two servers, at the same time."""
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", SERVER],
            env={**os.environ, "STUNTING_HOME": str(home)},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said_by = sorted(each.stdout.readline().strip() for each in servers)
    imports = [
        subprocess.Popen(
            [sys.executable, "-m", "stunting", "import", str(file)],
            env={**os.environ, "STUNTING_HOME": str(home)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for file in (place.csv, place.xlsx)
    ]
    texts = [each.communicate()[0] for each in imports]
    for each in servers:
        each.communicate()
    if said_by[0] == said_by[1] or "None" not in said_by:
        raise Broken(f"both servers say {said_by}")
    if any("Traceback" in text for text in texts) or all(each.returncode for each in imports):
        raise Broken(f"two imports: {texts}")
    return "two at once"


FAULTS: list[tuple[Callable[[Place, Path, random.Random], str], int]] = [
    (killed_while_deciding, 4),
    (killed_while_copying, 3),
    (disk_full, 6),
    (read_only, 1),
    (cut_short, 3),
    (flipped, 3),
    (clock_back, 1),
    (at_once, 1),
]


def verify(place: Place, home: Path) -> None:
    """What must hold after every round."""
    known = [e for e in register.events("keputusan") if e.subject.startswith("awal")]
    if [event.after for event in known] != list(range(place.decisions)):
        raise Broken(f"{len(known)} of {place.decisions} decisions are left")
    if accounts.verify("siti", "kata sandi yang panjang") is None:
        raise Broken("the account is gone")
    with db.reading(store.folder()) as con:
        if not build.check(con).empty:
            raise Broken("an invariant of the live version is broken")
        if con.execute("select count(*) from pengukuran").fetchone()[0] < ROWS * 0.9:
            raise Broken("measurements are missing")
    done = call(home, "import", str(place.csv))
    if done.returncode:
        raise Broken(f"the next import does not work: {(done.stdout + done.stderr)[-300:]}")
    if drafts := [each.name for each in store.versions_folder().glob(".*.tmp")]:
        raise Broken(f"left behind: {drafts}")


def rounds(
    folder: Path, times: int, seed: int, say: Callable[[str], None] = lambda text: None
) -> tuple[Counter[str], list[str]]:
    """Inject ``times`` faults; how they ended, and what was wrong."""
    dice, outcomes, broken = random.Random(seed), Counter(), []
    place = prepare(folder)
    kinds = [fault for fault, weight in FAULTS for _ in range(weight)]
    for number in range(times):
        fault = kinds[number % len(kinds)]
        home = folder / f"putaran-{number}"
        shutil.copytree(place.home, home)
        os.environ["STUNTING_HOME"] = str(home)
        try:
            outcomes[fault(place, home, dice)] += 1
            verify(place, home)
        except Exception as error:
            broken.append(f"round {number}, {fault.__name__}: {error!r}"[:900])
            say(f"BROKEN {broken[-1]}")
        shutil.rmtree(home, ignore_errors=True)
        if (number + 1) % 20 == 0:
            say(f"{number + 1} of {times}")
    return outcomes, broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=210)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gangguan-") as folder:
        outcomes, broken = rounds(Path(folder), options.times, options.seed, say=print)
    for what, count in sorted(outcomes.items()):
        print(f"{count:5d} {what}")
    print(f"{options.times} faults, {len(broken)} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
