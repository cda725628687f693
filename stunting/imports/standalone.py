"""Rows that leave the file they stood in, written so that they still mean what they meant there.

How a cell is read can depend on the cells around it: 03/04/2026 on the other dates, 14.01 on the other
decimals of its column, a NIK that ends in 0 on how many others do. A few rows handed back alone lack that
evidence, so such cells are written in the one way that needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import pandas as pd

from stunting.imports import dates, decimals
from stunting.imports.date_order import Order
from stunting.imports.fields import Field, Kind
from stunting.imports.layout import Match


def cells(
    match: Match,
    orders: Mapping[str, Order],
    wanted: Collection[int],
    cut_short: Collection[str] = (),
) -> pd.DataFrame:
    """The wanted file rows as texts under their headers; everything that is clear in itself as received.

    ``cut_short``: labels of the columns in which a spreadsheet turned the last digit into 0.
    """
    placed = match.placed()
    found = placed.loc[list(wanted)].astype(object)
    fields = {each.name: each for each in match.layout.sheet.fields}
    for at, name in match.places.items():
        write = _writer(fields[name], orders.get(name), placed[at], match.label(at) in cut_short)
        if write:
            found[at] = found[at].map(write)
    return found


def _writer(
    field: Field, order: Order | None, column: pd.Series, cut_short: bool
) -> Callable[[str], str] | None:
    if field.kind in (Kind.TANGGAL, Kind.BULAN) and order:
        return lambda text: _date(text, order.day_first)
    if field.kind is Kind.DESIMAL:
        times = decimals.are_times(column.cat.remove_unused_categories().cat.categories)
        return lambda text: _decimal(text, times)
    if field.kind in (Kind.NIK, Kind.KK) and cut_short:
        return lambda text: f"{text[:-1]}*" if text.endswith("0") else text
    return None


def _date(text: str, day_first: bool) -> str:
    if not dates.evidence([text]).depends:
        return text
    day = dates.parse(text, day_first)
    return day.isoformat() if day else text


def _decimal(text: str, times: bool) -> str:
    value, _ = decimals.read_back(text, times)
    if value is not None:
        return f"{value:g}".replace(".", ",")
    # 14.05 beside 8.65 is a decimal; alone it would be 14 hours and 5 minutes
    return text.replace(".", ",") if not times and decimals.read_back(text, True)[1] else text
