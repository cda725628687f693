"""Time what was found equal: all engines in turn, round after round, so that a busy moment meets them all."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.banding import mesin, pertanyaan
from tests.banding.pertanyaan import Asked

ROUNDS = 7  # of each question, at least; as many as fit into SECONDS, at most MOST
MOST = 40
SECONDS = 8.0


class NotEqual(AssertionError):
    """An engine gave another answer than the dashboard."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one engine for one question: of the clock, and of all processors together."""

    median: float
    least: float
    cpu: float
    rounds: int


def compare(
    folder: Path,
    engines: Sequence[mesin.Engine],
    asked: Iterable[Asked],
    tell: Callable[[str], None] = lambda _: None,
) -> list[dict[str, object]]:
    """One entry per question: rows of the answer, and of each engine its Timing and ratio to DuckDB.

    Raises NotEqual where an answer differs from what the dashboard shows.
    """
    found = []
    for one in asked:
        check(folder, engines, one)
        timings = measure(engines, one)
        own = timings["DuckDB"]
        entry: dict[str, object] = {
            "pertanyaan": one.name,
            "dari": "baris" if one.raw else "tabel ringkas",
            "baris_jawaban": len(engines[0].ask(one)),
            "tulis_tangan": [each for each in ("sqlite", "postgres") if one.by_hand(each)],
        }
        for name, timing in timings.items():
            entry[name] = asdict(timing) | {
                "kali_duckdb": round(timing.median / own.median, 2),
                "kali_terkecil": round(timing.least / own.least, 2),
                "kali_prosesor": round(timing.cpu / own.cpu, 2),
            }
        found.append(entry)
        tell(
            f"{one.key}: " + ", ".join(f"{name} {each.median} ms" for name, each in timings.items())
        )
    return found


def check(folder: Path, engines: Iterable[mesin.Engine], asked: Asked) -> None:
    """Every engine gives the answer of the dashboard, cell by cell in the same order. Raises NotEqual."""
    expected = pertanyaan.expected(folder, asked)
    for engine in engines:
        engine.prepare(asked)
        difference = mesin.different(engine.ask(asked), expected)
        if difference:
            raise NotEqual(f"{asked.key}, {engine.name}: {difference}")


def measure(engines: Sequence[mesin.Engine], asked: Asked) -> dict[str, Timing]:
    """The engines one after the other, each round begun by another one."""
    clock: dict[str, list[float]] = {each.name: [] for each in engines}
    spent: dict[str, float] = dict.fromkeys(clock, 0.0)
    for engine in engines:
        engine.ask(asked)
    start, number = time.perf_counter(), 0
    while number < ROUNDS or (number < MOST and time.perf_counter() - start < SECONDS):
        turn = number % len(engines)
        for engine in (*engines[turn:], *engines[:turn]):
            gc.collect()
            gc.disable()
            cpu, began = engine.cpu_seconds(), time.perf_counter()
            engine.ask(asked)
            clock[engine.name].append(time.perf_counter() - began)
            gc.enable()
            spent[engine.name] += engine.cpu_seconds() - cpu
        number += 1
    return {
        name: Timing(
            _ms(statistics.median(times)), _ms(min(times)), _ms(spent[name] / number), number
        )
        for name, times in clock.items()
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2 if seconds < 0.1 else 1)
