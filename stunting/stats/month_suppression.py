"""Months beside their cycle: neither may give away a small cell of the other.

A month of an area stands beside two totals: the district's month and the area's own cycle. The first is
looked after in suppression.py. Of the second two things follow.

Whoever is seen once in a cycle (a couple before the wedding, a birth) is in exactly one of its months, so the
cycle less the months that are shown is what the hidden ones hold. Kecamatan by months is then a table with
all its margins printed: one small cell, and the kecamatan are not shown by month in that cycle at all. The
district's own months are hidden until what is left of its cycle is no small cell.

And the weighing month, or the last one with data, is the measurement that counts in the cycle for all who
were measured then, so the cycle less that month is who was measured at another time. Hiding it may leave a
kecamatan alone beside the district's month: both are repeated until nothing changes.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from stunting.siklus import of_month
from stunting.stats import suppression
from stunting.stats.intervals import as_float

MONTH = ["bulan", "sumber"]  # within which the kecamatan add up to the district


def hidden(
    months: pd.DataFrame,
    cycles: pd.DataFrame,
    kode_kabkota: str,
    threshold: int,
    *,
    least: int = 0,
    weighing: Collection[int] = (),
) -> pd.Series:
    """Which months are hidden, a bool for each row of ``months``.

    ``months``: kode, bulan (any day of it), sumber and counts, the district's own rows (``kode_kabkota``)
    among them; ``cycles``: kode, siklus and counts of the same areas, nothing left out. Months of fewer than
    ``least`` persons are not shown anyway; ``weighing``: numbers of the months that count for their cycle.
    """
    whole = months["kode"] == kode_kabkota
    outer = pd.Series(False, index=months.index)
    if _nested(months):  # baduta are hidden where balita are
        around = [_enclosing(frame) for frame in (months, cycles)]
        outer = hidden(*around, kode_kabkota, threshold, least=least, weighing=weighing)
    of_cycle = _Cycles(months, cycles, kode_kabkota, threshold, least, weighing)
    outer |= of_cycle.tables_with_a_small_cell(~whole)
    found = suppression.hidden_beside(months, whole, threshold, MONTH, also=outer) | outer
    month = months.groupby(MONTH).ngroup()
    while True:
        more = of_cycle.hide(found)
        more |= month.isin(month[whole & more])  # its parts would add up to the district's month
        if (more == found).all():
            return found
        found = more | suppression.hidden_beside(months, whole, threshold, MONTH, also=more)


def _nested(frame: pd.DataFrame) -> bool:
    return set(suppression.INDUK) <= set(frame) and bool(frame["penyebut_induk"].notna().any())


def _enclosing(frame: pd.DataFrame) -> pd.DataFrame:
    """The enclosing group's counts as those of the frame."""
    bare = frame.drop(columns=["pembilang", "penyebut"])
    return bare.rename(columns={"pembilang_induk": "pembilang", "penyebut_induk": "penyebut"})


class _Cycles:
    """Each area's months of one cycle and source, with the cycle's own counts beside them."""

    def __init__(self, months, cycles, kode_kabkota, threshold, least, weighing) -> None:
        self._threshold, nested = threshold, _nested(months)
        self._counts = np.nan_to_num(_measures(months, nested=nested))
        self._people = self._counts[:, 2]
        self._few = (self._people > 0) & (self._people < least)
        day = pd.to_datetime(months["bulan"]).dt
        number = day.month.to_numpy()
        self._order = day.year.to_numpy() * 12 + number
        self._weighing = np.isin(number, list(weighing))
        siklus = list(map(of_month, day.year, number))
        gone = suppression.hidden_beside(
            cycles, cycles["kode"] == kode_kabkota, threshold, "siklus"
        )
        keys = zip(cycles["kode"], cycles["siklus"], strict=True)
        self._of = {
            key: (counts, bool(out))
            for key, counts, out in zip(keys, _measures(cycles, nested=nested), gone, strict=True)
        }
        self._whole = kode_kabkota
        self._groups = months.groupby(["kode", np.array(siklus), "sumber"]).indices
        self._tables = months.groupby([np.array(siklus), "sumber"]).indices

    def tables_with_a_small_cell(self, parts: pd.Series) -> pd.Series:
        """Months of kecamatan (``parts``) in cycles where everybody is seen once and one cell is small."""
        result = np.zeros(len(parts), dtype=bool)
        for (siklus, sumber), rows in self._tables.items():
            own = self._groups.get((self._whole, siklus, sumber))
            cycle = self._of.get((self._whole, siklus))
            if own is None or cycle is None or not self._once(own, cycle[0]):
                continue
            inside = rows[parts.to_numpy()[rows]]
            result[inside] = self._small(self._counts[inside])
        return pd.Series(result, index=parts.index)

    def _once(self, rows: np.ndarray, cycle: np.ndarray) -> bool:
        """Whether nobody was seen in two of these months."""
        return bool(self._people[rows].sum() <= cycle[2])

    def hide(self, found: pd.Series) -> pd.Series:
        """The hidden months and those that have to be hidden because of their cycle."""
        result = found.to_numpy(copy=True)
        for (kode, siklus, _), rows in self._groups.items():
            counts, gone = self._of.get((kode, siklus), (None, False))
            if counts is not None and not np.isnan(counts[2]):
                result[rows] = self._block(rows, counts, gone, result[rows])
        return pd.Series(result, index=found.index)

    def _block(
        self, rows: np.ndarray, cycle: np.ndarray, gone: bool, hidden: np.ndarray
    ) -> np.ndarray:
        parts, few, order = self._counts[rows], self._few[rows], self._order[rows]
        once = self._once(rows, cycle)
        counted = self._weighing[rows] | (order == order.max())
        if gone:
            return hidden | once | counted
        hidden = hidden.copy()
        for at in np.flatnonzero(counted & ~hidden & ~few):
            hidden[at] = self._small(cycle - parts[at])
        while once:
            unseen = hidden | few
            alone = hidden.any() and unseen.sum() == 1
            if not (alone or self._small(cycle - parts[~unseen].sum(axis=0))):
                break
            shown = np.flatnonzero(~unseen & (parts[:, 2] > 0))
            if not len(shown):
                break
            hidden[shown[parts[shown, 2].argmin()]] = True
        return hidden

    def _small(self, counts: np.ndarray) -> bool:
        return bool(((counts > 0) & (counts < self._threshold)).any())


def _measures(frame: pd.DataFrame, *, nested: bool) -> np.ndarray:
    """Rows x counts: who has it, who has not, both; the same of what lies between the two groups."""
    x, n = as_float(frame["pembilang"]), as_float(frame["penyebut"])
    counts = [x, n - x, n]
    if nested:
        outer_x, outer_n = (as_float(frame[name]) for name in suppression.INDUK)
        counts += [outer_x - x, (outer_n - outer_x) - (n - x), outer_n - n]
    return np.column_stack(counts)
