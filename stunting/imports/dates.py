"""Dates as people and programs write them; whether 03/04 is 3 April is not decided here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february pebruari peb",
            "maret mar march mrt",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt aug august agust",
            "september sep sept",
            "oktober okt oct october",
            "november nov nop nopember",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = re.compile(r"[ T]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?( ?[AP]M)?Z?$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$")
_NUMERIC = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$")
_NAMED = re.compile(r"(\d{1,2})[-/., ]+([a-z]+)[-/., ]+(\d{4}|\d{2})$")
_NAMED_FIRST = re.compile(r"([a-z]+)[-/., ]+(\d{1,2})[-/., ]+(\d{4})$")
_SERIAL = re.compile(r"(\d{5})([.,]\d+)?$")
_SERIAL_ZERO = dt.date(1899, 12, 30)  # day 0 of the 1900 system, its false leap day included
_MONTH_ONLY = re.compile(r"(\d{4})[-/. ](\d{1,2})$|(\d{1,2})[-/. ](\d{4})$")
_MONTH_NAMED = re.compile(r"([a-z]+)[-/., ]+(\d{4})$")
_SEMESTER = re.compile(
    r"(\d{4})[-/ ]*(?:s|semester|siklus|tahap)?[-/ ]*(1|2|i|ii)$"
    r"|(?:s|semester|siklus|tahap)[-/ ]*(1|2|i|ii)[-/ ]+(\d{4})$"
)


@dataclass(frozen=True)
class Evidence:
    """Among texts like 03/04/2026: how many read in one order only, and how many in either."""

    day_first: int
    month_first: int
    either: int

    @property
    def depends(self) -> bool:
        """Whether any of them is another day in the other order, or a day in one order only."""
        return bool(self.day_first or self.month_first or self.either)


def evidence(texts: Iterable[str]) -> Evidence:
    """Count what the numbers above 12 in d/m/y texts tell about the order of day and month."""
    pairs = [
        (int(found[1]), int(found[2]))
        for text in texts
        if (found := _NUMERIC.match(_without_time(text)))
    ]
    return Evidence(
        sum(first > 12 for first, _ in pairs),
        sum(second > 12 for _, second in pairs),
        sum(first != second and max(first, second) <= 12 for first, second in pairs),
    )


def _without_time(text: str) -> str:
    return _TIME.sub("", text)


def parse(text: str, day_first: bool = True) -> dt.date | None:
    """One date, or None when the text is none.

    ISO, d/m/y (or m/d/y), "12 Februari 2026", "30 - Oktober - 2014", "Feb 12, 2026" and serial
    numbers of spreadsheets; a time of day behind it is dropped.
    """
    text = _without_time(text.strip()).strip().casefold()
    try:
        if found := _ISO.match(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMERIC.match(text):
            day, month = (found[1], found[2]) if day_first else (found[2], found[1])
            return dt.date(_year(found[3]), int(month), int(day))
        if found := _NAMED.match(text):
            return dt.date(_year(found[3]), _MONTHS.get(found[2], 0), int(found[1]))
        if found := _NAMED_FIRST.match(text):
            return dt.date(int(found[3]), _MONTHS.get(found[1], 0), int(found[2]))
        if found := _SERIAL.match(text):
            return _SERIAL_ZERO + dt.timedelta(days=int(found[1]))
    except ValueError:
        return None
    return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def month(text: str, day_first: bool = True) -> dt.date | None:
    """The first day of a month given as "2026-02", "02/2026", "Februari 2026" or any day of it."""
    text = text.strip().casefold()
    try:
        if found := _MONTH_ONLY.match(text):
            year, number = (found[1], found[2]) if found[1] else (found[4], found[3])
            return dt.date(int(year), int(number), 1)
        if found := _MONTH_NAMED.match(text):
            return dt.date(int(found[2]), _MONTHS.get(found[1], 0), 1)
    except ValueError:
        return None
    day = parse(text, day_first)
    return day.replace(day=1) if day else None


def semester(text: str) -> str | None:
    """ "2026-S1" from "2026-S1", "2026 S1", "Semester I 2026", "2026S1"."""
    found = _SEMESTER.match(text.strip().casefold())
    if not found:
        return None
    year, half = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f"{year}-S{ {'i': '1', 'ii': '2'}.get(half, half) }"
