"""Axes: round values, places of words under them, and words moved apart along one direction."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stunting import bahasa
from stunting.exports.svg import teks
from stunting.exports.svg.kanvas import Kotak

_NARROWEST = 0.1  # percentage points or units: nobody reads a finer scale


@dataclass(frozen=True)
class Axis:
    """An upright axis from ``low`` to ``high`` with a line at each of ``ticks``."""

    low: float
    high: float
    ticks: tuple[float, ...]
    percent: bool
    unit: str
    digits: int

    @classmethod
    def over(cls, values: list[float], *, zero: bool, percent: bool, unit: str) -> Axis:
        """The axis that holds all values, with 4 to 6 round steps."""
        scale = 100 if percent else 1
        low, high = (f(values, default=0) * scale for f in (min, max))
        low = min(low, 0) if zero else low
        if high - low < _NARROWEST:
            low, high = (min(low, 0), max(high, 0)) if not zero and abs(low) > 1 else (low, low + 1)
        step = _round_step((high - low) / 5)
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        digits = max(0, -math.floor(math.log10(step) + 1e-9))
        ticks = tuple(n * step / scale for n in range(first, last + 1))
        return cls(ticks[0], ticks[-1], ticks, percent, unit, digits)

    def y(self, value: float, plot: Kotak) -> float:
        """Height of a value in pixels from the top of the sheet."""
        return plot.bottom - (value - self.low) / (self.high - self.low) * plot.h

    def words(self, value: float) -> str:
        """A value as it stands beside the axis; the unit only at the top one, percents everywhere."""
        if self.percent:
            return bahasa.persen(value, self.digits)
        number = bahasa.angka(value, self.digits)
        return f"{number}\u00a0{self.unit}" if value == self.high and self.unit else number


@dataclass(frozen=True)
class Words:
    """Words under an axis: (middle in pixels, lines) of those that have room, and how high they are."""

    placed: tuple[tuple[float, list[str]], ...]
    high: float
    size: float
    start: float
    step: float
    first: float

    def across(self, position: float) -> float:
        """Where a place of the axis stands, in pixels from the left."""
        return self.start + (position - self.first) * self.step


def spread_words(
    words: tuple[str, ...], positions: tuple[float, ...], plot: Kotak, size: float, box: Kotak
) -> Words:
    """All words if they fit, in two lines if need be; else every second, third, ... and the last one."""
    first, last = min(positions), max(positions)
    margin = min(plot.w * 0.06, 40)
    step = (plot.w - 2 * margin) / (last - first) if last > first else 0.0
    start = plot.x + margin if step else plot.x + plot.w / 2
    places = [start + (each - first) * step for each in positions]
    for stride in range(1, len(words) + 1):
        chosen = sorted(range(len(words) - 1, -1, -stride))
        gaps = [places[b] - places[a] for a, b in zip(chosen, chosen[1:], strict=False)]
        room = max(min([*gaps, plot.w]) - 16, 0)
        for most in (1, 2):
            lines = [teks.wrap(words[n], size, max(room, 40), most=3) for n in chosen]
            if room < 40 and len(chosen) > 1 or max(map(len, lines)) > most:
                continue
            if any(
                len(word) > 1 and _broken(words[n], lines[i])
                for i, n in enumerate(chosen)
                for word in lines[i]
            ):
                continue
            return _within(places, chosen, lines, size, box, (start, step, first))
    lines = [teks.wrap(words[len(words) - 1], size, plot.w, most=2)]
    return _within(places, [len(words) - 1], lines, size, box, (start, step, first))


def apart(middles: list[float], heights: list[float], top: float, bottom: float) -> list[float]:
    """Middles of boxes in order, moved as little as possible until none overlaps and all are inside.

    Boxes that are together higher than the room run over its lower edge.
    """
    groups: list[list] = []  # [start, height, members]
    for middle, high in zip(middles, heights, strict=True):
        groups.append([middle - high / 2, high, [(middle, high)]])
        groups[-1][0] = max(top, min(groups[-1][0], bottom - high))
        while len(groups) > 1 and groups[-2][0] + groups[-2][1] > groups[-1][0]:
            _, _, members = groups.pop()
            before = groups[-1]
            before[2] = before[2] + members
            before[1] = sum(each for _, each in before[2])
            wish, offset = 0.0, 0.0
            for centre, each in before[2]:
                wish += centre - offset - each / 2
                offset += each
            before[0] = max(top, min(wish / len(before[2]), bottom - before[1]))
    found = []
    for start, _, members in groups:
        for _, high in members:
            found.append(start + high / 2)
            start += high
    return found


def _within(places, chosen, lines, size, box: Kotak, scale: tuple[float, float, float]) -> Words:
    placed = []
    for n, each in zip(chosen, lines, strict=True):
        half = teks.widest(each, size) / 2
        placed.append((min(max(places[n], box.x + half), box.right - half), each))
    high = max(map(len, lines)) * size * teks.LINE
    start, step, first = scale
    return Words(tuple(placed), high, size, start, step, first)


def _broken(words: str, lines: list[str]) -> bool:
    """A word was cut in two, or something was left out."""
    return " ".join(lines) != teks.clean(words)


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= least * (1 - 1e-9))
