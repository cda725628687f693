"""Decimals that a spreadsheet took for a time of day, read back.

In an Indonesian locale the point stands between hours and minutes, so Excel reads a typed 14.1 as 14:01 and
shows 14.01, 08.05 (8.5), 85.05.00 (85.5) or, in a cell without a format, a fraction of a day. Hours are
what stood before the point, minutes what stood behind it: one digit there is a tenth, two are hundredths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_POINTED = re.compile(r"(\d{1,3})\.(\d{2})")
_DAY = 24  # hours; from there on Excel shows three parts
_CLOCK = re.compile(r"(\d{1,3})(?:\.(\d{2})\.\d{2}|:(\d{2})(?::(\d{2}))?)")
# A cell formatted as time of day that holds more than a day comes as a date of the year 1900: an hour
# count (85:05), or a number that was never a time (9.8: 19:12 of the ninth day).
_DATED = re.compile(r"(1899|1900)-(\d{2})-(\d{2}) (\d{2}):(\d{2})(?::(\d{2}))?")
_FRACTION = re.compile(r"0[.,](\d{5,})")
_MINUTES = 1440
_LARGEST = 150  # no measure of a child is larger, in kg or cm
AMBIGUOUS = "waktu_ambigu"
READ_BACK = "desimal_jadi_waktu"


def are_times(texts: Iterable[str]) -> bool:
    """Whether texts like 14.01 of a column are times: nothing in it can only be a decimal.

    08.05 and 85.05.00 are no way to write a decimal; 8.65 or 14.75 are no way to write a time.
    """
    against = False
    for text in texts:
        if _CLOCK.fullmatch(text) or _DATED.fullmatch(text):
            return True
        if found := _POINTED.fullmatch(text):
            if len(found[1]) == 2 and found[1].startswith("0") and int(found[2]) < 60:
                return True
            against |= len(found[1]) == 1 or int(found[1]) >= _DAY or int(found[2]) >= 60
    return not against


def read_back(text: str, times: bool) -> tuple[float | None, str | None]:
    """The decimal behind a time, and the rule to report; (None, None) when the text is no time.

    ``times``: what ``are_times`` says of the column. 00.03 may have been 0.3 or 0.03: no value then.
    """
    if found := _CLOCK.fullmatch(text):
        hours, minutes = int(found[1]), int(found[2] or found[3])
        if int(found[4] or 0):
            return _itself((hours * 60 + minutes) * 60 + int(found[4]))
    elif found := _DATED.fullmatch(text):
        return _from_date(found)
    elif found := _FRACTION.fullmatch(text):
        minutes_of_day = float(f"0.{found[1]}") * _MINUTES
        # 0.058333333 has been cut off; a whole number of minutes is left all the same
        if abs(minutes_of_day - round(minutes_of_day)) > 0.01:
            return None, None
        hours, minutes = divmod(round(minutes_of_day), 60)
    elif times and (found := _POINTED.fullmatch(text)):
        hours, minutes = int(found[1]), int(found[2])
        if hours >= _DAY or (minutes >= 10 and hours >= 10):
            return None, None  # no time; or 14.25, which is 14.25 either way
    else:
        return None, None
    return _decimal(hours, minutes)


def _from_date(found: re.Match) -> tuple[float | None, str | None]:
    """An hour count, or the number itself when as hours it would be larger than any measure of a child."""
    year, month, day, hour, minute = map(int, found.groups()[:5])
    second = int(found[6] or 0)
    if (year, month) == (1900, 2) and day >= 28:
        return None, AMBIGUOUS  # spreadsheets have a 29 February 1900, calendars have not
    try:
        days = (
            0 if year < 1900 else (date(year, month, day) - date(1899, 12, 31)).days + (month > 2)
        )
    except ValueError:
        return None, None  # 31 April
    hours = days * 24 + hour
    itself = _itself((hours * 60 + minute) * 60 + second)
    if second or hours > _LARGEST:
        return itself
    if days and minute >= 10 and itself[0]:
        return None, AMBIGUOUS  # 79:12 is 79.12 cm and 3.3 kg
    return _decimal(hours, minute)


def _itself(seconds: int) -> tuple[float | None, str | None]:
    """A number that was only shown as a time: its part of a day has at most two decimals, to the second."""
    hundredths = seconds / 864
    if abs(hundredths - round(hundredths)) > 1 / 864:
        return None, None
    return round(hundredths) / 100, READ_BACK


def _decimal(hours: int, minutes: int) -> tuple[float | None, str | None]:
    if minutes >= 60:
        return None, None
    if hours == 0 and 0 < minutes < 10:
        return None, AMBIGUOUS
    if hours == 1 and 10 <= minutes < 40:  # 0.84 was taken for 84 minutes
        return (60 + minutes) / 100, READ_BACK
    tenths = minutes / 10 if minutes < 10 else minutes / 100
    return round(hours + tenths, 2), READ_BACK
