"""Small cells of a table of flows: areas side by side, each row closing, each column with a total beside it.

Whoever reads the table can subtract along rows (before + ways in - ways out = now) and along columns (the
district's flow is printed too). A cell of a few is therefore hidden together with others of its row and of
its column until what the hidden ones add up to is no small cell, and until no combination of rows and
columns determines a small one; the last is asked of the equations themselves. What is printed on another
page (``fixed``) neither shields here nor can be hidden here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stunting.stats.suppression import THRESHOLD


@dataclass(frozen=True)
class Hidden:
    """``cells``: areas x flows, True where hidden. ``merged``: areas whose hidden ways in, and hidden ways
    out, may be shown as one sum each."""

    cells: np.ndarray
    merged: np.ndarray


def hide(
    values: np.ndarray,
    small: np.ndarray,
    elsewhere: np.ndarray,
    ways_in: Sequence[int],
    ways_out: Sequence[int],
    threshold: int = THRESHOLD,
) -> Hidden:
    """Which cells of ``values`` (areas x flows, counts) are hidden.

    ``small``: cells to protect; ``elsewhere``: cells another page prints, which are shown here too unless
    they are to be protected; ``ways_in``, ``ways_out``: the columns of the two sides of the balance.
    """
    hidden = small.copy()
    merged = np.ones(len(values), dtype=bool)
    table = _Table(values, small, elsewhere, (list(ways_in), list(ways_out)), threshold)
    while True:
        before = hidden.copy()
        for row in range(len(values)):
            merged[row] = table.protect_row(row, hidden)
        for column in range(values.shape[1]):
            table.protect_column(column, hidden)
        if (hidden == before).all():
            found = table.determined(hidden, merged)
            if not found.any():
                return Hidden(hidden, merged)
            for row in np.flatnonzero(found.any(axis=1)):
                table.hide_row(row, hidden)
            if (hidden == before).all():  # nothing is left to hide behind: everything that can goes
                return Hidden(small | ~elsewhere, np.zeros(len(values), dtype=bool))


@dataclass(frozen=True)
class _Table:
    values: np.ndarray
    small: np.ndarray
    elsewhere: np.ndarray
    sides: tuple[list[int], list[int]]
    threshold: int

    def protect_row(self, row: int, hidden: np.ndarray) -> bool:
        """Hide more of a row until its balance gives nothing away; whether its sides may be summed up."""
        unknown = hidden[row]
        if not unknown.any():
            return True
        if all(self._safe(self._unknown(row, side, hidden)) for side in self.sides):
            return True
        for side in self.sides:  # first within the side, so that the picture can still be drawn
            self._add(row, side, hidden)
        if all(self._safe(self._unknown(row, side, hidden)) for side in self.sides):
            return True
        both = [*self.sides[0], *self.sides[1]]
        cells = self._unknown(row, both, hidden)
        one_side = any(len(self._unknown(row, side, hidden)) == len(cells) for side in self.sides)
        if len(cells) < 2 or (one_side and sum(cells) < self.threshold):
            self.hide_row(row, hidden)
        return False

    def hide_row(self, row: int, hidden: np.ndarray) -> None:
        """Hide all of a row that may be hidden here; counted zeros only where nothing else is left."""
        more = ~self.elsewhere[row] & (self.values[row] > 0) & ~hidden[row]
        hidden[row] |= more if more.any() else ~self.elsewhere[row]

    def protect_column(self, column: int, hidden: np.ndarray) -> None:
        """Hide more of a column until its total gives nothing away."""
        down = hidden[:, column]
        if not self.values[:, column].any():
            return  # of a counted zero nothing can be had
        order = np.argsort(self.values[:, column], kind="stable")
        spare = [
            row
            for row in order
            if not down[row] and self.values[row, column] > 0 and not self.elsewhere[row, column]
        ]
        while down.any() and not self._safe(self._unknown_down(column, hidden)):
            if not spare:
                hidden[:, column] |= ~self.elsewhere[:, column]
                return
            hidden[spare.pop(0), column] = True

    def determined(self, hidden: np.ndarray, merged: np.ndarray) -> np.ndarray:
        """Small cells that rows and columns together give away."""
        cells = [tuple(each) for each in np.argwhere(hidden)]
        found = np.zeros_like(hidden)
        if not cells:
            return found
        place = {cell: at for at, cell in enumerate(cells)}
        equations = []
        for row in range(len(hidden)):
            ways_in, ways_out = (
                [(place[row, column], sign) for column in side if (row, column) in place]
                for side, sign in zip(self.sides, (1, -1), strict=True)
            )
            equations += [ways_in, ways_out] if merged[row] else [ways_in + ways_out]
        for column in range(hidden.shape[1]):
            equations.append([(at, 1) for (_, of), at in place.items() if of == column])
        values = [self.values[cell] for cell in cells]
        for terms in list(equations):  # counts are never negative: a sum of nothing gives all away
            if len({sign for _, sign in terms}) == 1 and not sum(values[at] for at, _ in terms):
                equations += [[(at, 1)] for at, _ in terms]
        matrix = np.zeros((len(equations), len(cells)))
        for number, terms in enumerate(equations):
            for at, sign in terms:
                matrix[number, at] = sign
        # a cell is determined where the equations span its own direction
        known = np.diagonal(np.linalg.pinv(matrix) @ matrix) > 1 - 1e-9
        for at, cell in enumerate(cells):
            found[cell] = known[at] and self.small[cell]
        return found

    def _add(self, row: int, side: list[int], hidden: np.ndarray) -> None:
        spare = sorted(
            (self.values[row, column], column)
            for column in side
            if not hidden[row, column]
            and not self.elsewhere[row, column]
            and self.values[row, column] > 0
        )
        while hidden[row, side].any() and not self._safe(self._unknown(row, side, hidden)):
            if not spare:
                return
            hidden[row, spare.pop(0)[1]] = True

    def _unknown(self, row: int, side: list[int], hidden: np.ndarray) -> list[int]:
        return [self.values[row, column] for column in side if hidden[row, column]]

    def _unknown_down(self, column: int, hidden: np.ndarray) -> list[int]:
        return list(self.values[hidden[:, column], column])

    def _safe(self, cells: list[int]) -> bool:
        return not cells or (len(cells) >= 2 and sum(cells) >= self.threshold)
