"""Months beside their cycle: neither may give away a small cell of the other.

A month of an area stands beside two totals: the district's month and the area's own cycle. The first is
looked after in suppression.py. Of the second two things follow. Whoever is seen once in a cycle (a couple
before the wedding, a birth) is in exactly one of its months, so the cycle less the months that are shown is
what the hidden ones hold. And the weighing month, or the last one with data, is the measurement that counts
in the cycle for all who were measured then, so the cycle less that month is who was measured at another time.

Hiding a month for its cycle may leave a kecamatan alone beside the district's month, and the other way
round: both are repeated until nothing changes.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

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
    found = suppression.hidden_beside(months, whole, threshold, MONTH, also=outer) | outer
    of_cycle = _Cycles(months, cycles, kode_kabkota, threshold, least, weighing)
    while True:
        more = of_cycle.hide(found)
        lost = (
            months[MONTH]
            .apply(tuple, axis=1)
            .isin(months.loc[whole & more, MONTH].apply(tuple, axis=1))
        )
        more |= lost  # without the district's month its parts would add up to it
        more |= suppression.hidden_beside(months, whole, threshold, MONTH, also=more)
        if (more == found).all():
            return found
        found = more


def _nested(frame: pd.DataFrame) -> bool:
    return set(suppression.INDUK) <= set(frame) and bool(frame["penyebut_induk"].notna().any())


def _enclosing(frame: pd.DataFrame) -> pd.DataFrame:
    """The enclosing group's counts as those of the frame."""
    bare = frame.drop(columns=["pembilang", "penyebut"])
    return bare.rename(columns={"pembilang_induk": "pembilang", "penyebut_induk": "penyebut"})


class _Cycles:
    """Each area's months of one cycle and source, with the cycle's own counts beside them."""

    def __init__(self, months, cycles, kode_kabkota, threshold, least, weighing) -> None:
        self._threshold = threshold
        self._counts, self._few = _measures(months), months["penyebut"].fillna(0) < max(least, 1)
        day = pd.to_datetime(months["bulan"])
        half = np.where(day.dt.month <= 6, "S1", "S2")
        self._siklus = day.dt.year.astype(str) + "-" + half
        self._weighing, self._day = day.dt.month.isin(list(weighing)), day
        gone = suppression.hidden_beside(
            cycles, cycles["kode"] == kode_kabkota, threshold, "siklus"
        )
        keys = zip(cycles["kode"], cycles["siklus"], strict=True)
        self._of = {
            key: (counts, bool(out))
            for key, counts, out in zip(keys, _measures(cycles), gone, strict=True)
        }
        self._groups = months.groupby(["kode", self._siklus, "sumber"]).indices

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
        parts, few = np.nan_to_num(self._counts[rows]), self._few.to_numpy()[rows]
        once = parts[:, 2].sum() <= cycle[2]  # nobody was seen twice
        counted = self._weighing.to_numpy()[rows] | (
            self._day.to_numpy()[rows] == self._day.iloc[rows].max()
        )
        if gone:
            return hidden | once | counted
        hidden = hidden.copy()
        for at in np.flatnonzero(counted & ~hidden & ~few):
            hidden[at] = self._small(cycle - parts[at])
        while once:
            unseen = hidden | few
            alone = hidden.any() and unseen.sum() == 1
            if unseen.all() or not (alone or self._small(cycle - parts[~unseen].sum(axis=0))):
                break
            shown = np.flatnonzero(~unseen)
            hidden[shown[parts[shown, 2].argmin()]] = True
        return hidden

    def _small(self, counts: np.ndarray) -> bool:
        return bool(((counts > 0) & (counts < self._threshold)).any())


def _measures(frame: pd.DataFrame) -> np.ndarray:
    """Rows x counts: who has it, who has not, both; the same of what lies between the two groups."""
    x, n = as_float(frame["pembilang"]), as_float(frame["penyebut"])
    counts = [x, n - x, n]
    if _nested(frame):
        outer_x, outer_n = (as_float(frame[name]) for name in suppression.INDUK)
        counts += [outer_x - x, (outer_n - outer_x) - (n - x), outer_n - n]
    return np.column_stack(counts)
