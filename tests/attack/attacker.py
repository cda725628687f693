"""Somebody who asks everything the projector may show and solves for what it hides.

Every number shown becomes an equation over unknown counts; a cell is recovered when the equations span it.
Counts are never negative, so a sum of zero gives all its parts away. Nothing here knows how cells are
hidden.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import numpy as np

Cell = dict[Hashable, int]  # what it is the sum of: unknown -> how often


class Attacker:
    """Equations collected from screens, and what follows from them.

    ``counts``: no unknown is negative. (More children can be measured than were expected: what is left of a
    target may be.)
    """

    def __init__(self, *, counts: bool = True) -> None:
        self._counts = counts
        self._equations: list[tuple[Cell, int]] = []
        self._unknowns: dict[Hashable, int] = {}

    def learn(self, parts: Iterable[Hashable] | Cell, value: int) -> None:
        """A number on a screen: the sum of these unknowns (or of their multiples)."""
        cell = parts if isinstance(parts, dict) else dict.fromkeys(parts, 1)
        for unknown in cell:
            self._unknowns.setdefault(unknown, len(self._unknowns))
        self._equations.append((cell, int(value)))

    def recovered(self, cells: dict[Hashable, Cell]) -> set[Hashable]:
        """Which of the cells the equations determine."""
        zero = {
            unknown
            for cell, value in self._equations
            if self._counts and not value and all(times > 0 for times in cell.values())
            for unknown in cell
        }
        equations = [cell for cell, _ in self._equations] + [{unknown: 1} for unknown in zero]
        if not equations:
            return set()
        matrix = np.zeros((len(equations), len(self._unknowns)))
        for row, cell in enumerate(equations):
            for unknown, times in cell.items():
                matrix[row, self._unknowns[unknown]] = times
        basis = _row_space(matrix)
        found = set()
        for name, cell in cells.items():
            if any(unknown not in self._unknowns for unknown in cell):
                continue
            wanted = np.zeros(len(self._unknowns))
            for unknown, times in cell.items():
                wanted[self._unknowns[unknown]] = times
            rest = wanted - basis.T @ (basis @ wanted)
            if np.abs(rest).max(initial=0) < 1e-7:
                found.add(name)
        return found


def _row_space(matrix: np.ndarray) -> np.ndarray:
    """An orthonormal basis of what the rows span."""
    _, sizes, rows = np.linalg.svd(matrix, full_matrices=False)
    return rows[sizes > 1e-9 * max(1.0, sizes.max(initial=0))]
