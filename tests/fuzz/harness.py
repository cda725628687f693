"""Many damaged files against one store, and what must hold after each."""

from __future__ import annotations

import random
import re
import resource
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from stunting import build, db, store
from stunting.imports import run
from stunting.imports.report import FileReport, exit_code
from tests.fuzz import containers, tables

SECONDS = 120  # for one file, on a machine that has other things to do
MEGABYTES = 3_000  # of this process and the largest it started, together
_NOT_FOR_USERS = re.compile(
    r"traceback|exception|object at 0x|numpy|pandas|duckdb|codec|\.py\b|/tmp/|errno|valueerror|keyerror"
    r"|unexpected|invalid|could not|constraint",
    re.IGNORECASE,
)
_REAL = 0.25  # the share of files that are imported, not only looked at


@dataclass
class Summary:
    """How the files fared; ``broken`` names each file after which something did not hold."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    megabytes: float = 0.0


def campaign(folder: Path, seed: int, numbers: range, say=lambda text: None) -> Summary:
    """Make and import the files ``numbers`` of a seed into the store of $STUNTING_HOME."""
    summary = Summary()
    unforeseen: list[str] = []
    warnings.simplefilter("error")  # a warning of a library is something nobody foresaw
    noted, run._note = (
        run._note,
        lambda error: unforeseen.append(f"{type(error).__name__}: {error}"[:300]),
    )
    try:
        for number in numbers:
            path, real, name = make(folder, seed, number)
            before = store.current()
            start = time.monotonic()
            try:
                (report,) = run.import_files([path], dry_run=not real)
            except Exception as error:  # exactly what must never happen
                summary.broken.append(f"{name}: raised {type(error).__name__}: {error}"[:400])
                continue
            finally:
                seconds = time.monotonic() - start
                summary.files += 1
                path.unlink()
            wrong = [*faults(report, real, before, seconds), *unforeseen]
            unforeseen.clear()
            summary.broken += [f"{name}: {each}" for each in wrong]
            for each in wrong:
                say(f"{name}: {each}")
            summary.outcomes[outcome(report, real)] += 1
            summary.slowest = max(summary.slowest, (seconds, name))
            summary.megabytes = max(summary.megabytes, megabytes())
            if report.returned:
                report.returned.unlink(missing_ok=True)
    finally:
        run._note = noted
    return summary


def make(folder: Path, seed: int, number: int) -> tuple[Path, bool, str]:
    """File ``number`` of a seed: the same bytes each time; whether it is imported; what was done to it."""
    dice = random.Random(f"{seed}/{number}")
    table, changed = tables.mutate(tables.sound(dice), dice)
    content, ending, done = containers.packed(table, dice)
    path = folder / f"berkas.{ending}".rstrip(".")
    path.write_bytes(content)
    real = dice.random() < _REAL
    return path, real, f"{seed}/{number} {'+'.join([*changed, *done])} .{ending}"


def outcome(report: FileReport, real: bool) -> str:
    if report.error:
        return "unreadable"
    if not report.rows_read:
        return "no rows"
    return "imported" if real and report.accepted else "looked at"


def faults(report: FileReport, real: bool, before: str, seconds: float) -> list[str]:
    """What does not hold after a file."""
    found = []
    told = [report.error or "", *(each.message for each in report.findings)]
    found += [f"said: {text[:200]}" for text in told if _NOT_FOR_USERS.search(text)]
    if report.accepted + report.refused + report.unchanged != report.rows_read:
        found.append(f"rows do not add up: {report.to_json() | {'findings': ...}}")
    if report.error and (report.rows_read or not report.findings or exit_code([report]) != 2):
        found.append("an error with rows, without a finding or with another exit code")
    refused = {
        (each.sheet, each.row) for each in report.findings if each.level == "tolak" and each.row
    }
    if len(refused) != report.refused:
        found.append(f"{report.refused} rows refused, {len(refused)} with a reason")
    moved = store.current() != before
    if moved != bool(real and report.accepted):
        found.append(f"CURRENT moved: {moved}, accepted: {report.accepted}, imported: {real}")
    if moved:
        with db.reading(store.folder()) as con:
            broken = build.check(con)
        if not broken.empty:
            found.append(f"check: {broken.to_dict('records')}")
    if bool(report.refused) != bool(report.returned):
        found.append("refused rows and no workbook, or the other way round")
    left = [path.name for path in (store.home() / "versions").glob(".*")]
    if left:
        found.append(f"left behind: {left}")
    if seconds > SECONDS:
        found.append(f"took {seconds:.0f} s")
    if megabytes() > MEGABYTES:
        found.append(f"took {megabytes():.0f} MB")
    return found


def megabytes() -> float:
    """The most memory this process and the largest it started have taken, added."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(each).ru_maxrss for each in who) / 1024
