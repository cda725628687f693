"""Whether 03/04/2026 is 3 April or 4 March: decided for each column of a file, from all of its cells.

In this order: what the operator says; what the layout prescribes; dates of the column that can be read
in one way only; those of the other columns; what the ages and the calendar of the rows allow. Where none
of these tells, the file is not read: it asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from stunting.imports import ages, dates
from stunting.imports.fields import Kind
from stunting.imports.findings import Findings
from stunting.imports.layout import Match
from stunting.imports.read import ImportFailed

DATES = (Kind.TANGGAL, Kind.BULAN)
_ROWS_LOOKED_AT = 5000
# Share of rows that cannot be (born after being measured, in the future, of another age) when the order
# is right, and when it is wrong.
_RIGHT, _WRONG = 0.1, 0.5


class AmbiguousDates(ImportFailed):
    """Only the operator can say which number is the day."""

    rule = "urutan_tanggal_ambigu"


@dataclass(frozen=True)
class Order:
    """The order of one column, and why; ``reason`` is empty where there was nothing to decide."""

    day_first: bool
    reason: str = ""


def decide(match: Match, said: bool | None, today: date) -> dict[str, Order]:
    """The order of day and month of each date column, by field name.

    Raises AmbiguousDates when a column has dates of two meanings and nothing tells them apart.
    """
    fields = {each.name: each for each in match.layout.sheet.fields}
    places = {name: at for at, name in match.places.items() if fields[name].kind in DATES}
    rows = match.rows() if places else match.raw.rows
    counts = {
        name: dates.evidence(rows[at].cat.remove_unused_categories().cat.categories)
        for name, at in places.items()
    }
    if said is None:
        said = match.layout.day_first
    pooled = sum(each.day_first - each.month_first for each in counts.values())
    orders, undecided = {}, []
    for name, found in counts.items():
        lead = found.day_first - found.month_first
        only, against = (f(found.day_first, found.month_first) for f in (max, min))
        if not found.either and not against:
            orders[name] = Order(lead >= 0)
        elif said is not None:
            orders[name] = Order(said)
        elif lead:
            reason = f"{only} tanggal di kolom ini hanya dapat dibaca begitu"
            if against:
                reason += f" ({against} tanggal hanya dapat dibaca sebaliknya dan ditolak)"
            orders[name] = Order(lead > 0, reason)
        elif pooled:
            orders[name] = Order(pooled > 0, "menurut tanggal di kolom lain berkas ini")
        else:
            undecided.append(name)
    if undecided:
        told = _told_by_rows(match, rows, orders, undecided, today)
        if told is None:
            labels = ", ".join(match.label(places[name]) for name in undecided)
            raise AmbiguousDates(
                f"Tanggal di kolom {labels} dapat dibaca dua cara (03/04 = 3 April atau 4 Maret) dan isi "
                "berkas tidak menentukan yang mana. Pilih urutannya, lalu periksa lagi (baris perintah: "
                "--tanggal hari-bulan atau --tanggal bulan-hari)."
            )
        reason = "hanya dengan urutan itu umur dan tanggal di berkas ini masuk akal"
        orders |= {name: Order(told, reason) for name in undecided}
    return orders


def note(match: Match, orders: dict[str, Order], findings: Findings) -> None:
    """Say how the dates were read where they could have been read otherwise."""
    for at, name in match.places.items():
        if name in orders and orders[name].reason:
            which = "hari" if orders[name].day_first else "bulan"
            findings.add(
                "urutan_tanggal",
                column=match.label(at),
                message=f"Tanggal dibaca {which} lebih dahulu: {orders[name].reason}.",
            )


def _told_by_rows(
    match: Match,
    rows: pd.DataFrame,
    decided: dict[str, Order],
    undecided: list[str],
    today: date,
) -> bool | None:
    """The only order in which the rows can be true; None when both or neither can."""
    rows = rows[:_ROWS_LOOKED_AT]
    columns = {name: rows[at] for at, name in match.places.items()}
    shares = {
        order: _impossible(columns, decided, dict.fromkeys(undecided, order), today)
        for order in (True, False)
    }
    right, wrong = min(shares.values()), max(shares.values())
    if right <= _RIGHT and wrong >= _WRONG:
        return shares[True] == right
    return None


def _impossible(
    columns: dict[str, pd.Series],
    decided: dict[str, Order],
    tried: dict[str, bool],
    today: date,
) -> float:
    """Share of rows that cannot be when the undecided columns are read in the orders tried."""

    def days(name: str) -> pd.Series | None:
        if name not in columns:
            return None
        order = tried.get(name, decided[name].day_first if name in decided else True)
        column = columns[name].cat.remove_unused_categories()
        texts = column.cat.categories
        parsed = pd.Series(pd.to_datetime([dates.parse(text, order) for text in texts]))
        return pd.Series(parsed.array.take(column.cat.codes), index=column.index)

    read = {name: days(name) for name in {*tried, "tanggal_lahir", "tanggal"}}
    wrong = pd.Series(False, index=next(iter(columns.values())).index)
    for name in tried:
        wrong |= read[name] > pd.Timestamp(today)
    born, measured = read["tanggal_lahir"], read["tanggal"]
    if born is not None and measured is not None:
        wrong |= measured < born
        if "usia_saat_ukur" in columns:
            stated = ages.stated_date(born, columns["usia_saat_ukur"].astype(object))
            wrong |= (stated - measured).dt.days.abs() > ages.TOLERATED_DAYS
    return float(wrong.mean()) if len(wrong) else 0.0
