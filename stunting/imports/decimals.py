"""Decimals that a spreadsheet took for a time of day, read back.

In an Indonesian locale the point stands between hours and minutes, so Excel reads a typed 14.1 as 14:01 and
shows 14.01, 08.05 (8.5), 85.05.00 (85.5) or, in a cell without a format, a fraction of a day. Hours are
what stood before the point, minutes what stood behind it: one digit there is a tenth, two are hundredths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_POINTED = re.compile(r"(\d{1,3})\.(\d{2})")
_DAY = 24  # hours; from there on Excel shows three parts
_CLOCK = re.compile(r"(\d{1,3})(?:\.(\d{2})\.\d{2}|:(\d{2})(?::\d{2})?)")
# An hour count above a day in a cell formatted as time of day comes as a date of the year 1900.
_DATED = re.compile(r"(1899|1900)-(\d{2})-(\d{2}) (\d{2}):(\d{2})(?::\d{2})?")
_FRACTION = re.compile(r"0[.,](\d{5,})")
_MINUTES = 1440
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
    elif found := _DATED.fullmatch(text):
        days = int(found[3]) if found[1] == "1900" else 0
        hours, minutes = days * 24 + int(found[4]), int(found[5])
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


def _decimal(hours: int, minutes: int) -> tuple[float | None, str | None]:
    if minutes >= 60:
        return None, None
    if hours == 0 and 0 < minutes < 10:
        return None, AMBIGUOUS
    if hours == 1 and 10 <= minutes < 40:  # 0.84 was taken for 84 minutes
        return (60 + minutes) / 100, READ_BACK
    tenths = minutes / 10 if minutes < 10 else minutes / 100
    return round(hours + tenths, 2), READ_BACK
