"""Rows whose cells stand too far left because an export dropped empty ones in front of them.

The text of an age ("2 Tahun - 3 Bulan - 10 Hari") is unmistakable: where it stands left of its header, the
row is moved back by that distance. Between the last cell before the gap and the age stand RT, RW, the
address and what else the header names; of these the rightmost are kept under the rightmost headers.
"""

from __future__ import annotations

import pandas as pd

from stunting.imports.findings import Findings

MOST_CELLS = 3
_AGE = r"\d+\s*(?:tahun|thn|bulan|bln|hari)\b"


def put_back(
    rows: pd.DataFrame, first: int, age: int, findings: Findings | None = None
) -> pd.DataFrame:
    """Rows with every cell under its header; the same frame where nothing is out of place.

    ``rows``: text columns by position; ``first``: position of the first cell that may be missing; ``age``:
    position of the age's header.
    """
    placed = _holds_age(rows[age])
    parts = []
    for distance in range(1, min(MOST_CELLS, age - first) + 1):
        moved = _holds_age(rows[age - distance]) & ~placed
        placed |= moved
        if moved.any():
            parts.append(_moved(rows[moved], first, distance))
    if not parts:
        return rows
    back = pd.concat([rows[~rows.index.isin(pd.concat(parts).index)].astype(object), *parts])
    back = back.loc[rows.index]
    if findings is not None:
        findings.add("baris_tergeser", pd.concat(parts).index.sort_values())
    return back.astype("category").reindex(columns=rows.columns)


def _holds_age(column: pd.Series) -> pd.Series:
    texts = pd.Series(column.cat.categories, dtype="str")
    holds = texts.str.contains(_AGE, case=False, regex=True).to_numpy(dtype=bool)
    return pd.Series(holds.take(column.cat.codes), index=column.index)


def _moved(rows: pd.DataFrame, first: int, distance: int) -> pd.DataFrame:
    """All cells from ``first`` on moved right by ``distance``; the cells opened are empty."""
    cells = rows.astype(object)
    width = len(cells.columns)
    kept = cells.iloc[:, first : width - distance].set_axis(
        cells.columns[first + distance :], axis=1
    )
    opened = pd.DataFrame("", index=cells.index, columns=cells.columns[first : first + distance])
    return pd.concat([cells.iloc[:, :first], opened, kept], axis=1)
