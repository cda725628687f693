"""What the writers of all sheets share: the import they belong to, and how rows are weeded out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from stunting import reference
from stunting.imports import tables
from stunting.imports.validate import Incoming

Rows = pd.DataFrame


@dataclass(frozen=True)
class Import:
    """What all sheets of one file share: connection, the store's secret, name and date of the import."""

    con: object
    salt: bytes
    impor_id: str
    file_date: date


def live(incoming: Incoming) -> Rows:
    """The rows that have not been refused so far."""
    return _without(incoming.rows, incoming.findings.refused())


def _without(rows: Rows, refused: pd.Index) -> Rows:
    """The rows without the refused ones; a big file with nothing to refuse is not copied."""
    kept = ~rows.index.isin(refused)
    return rows if kept.all() else rows[kept]


def last(incoming: Incoming, rows: Rows, keys: list[str]) -> Rows:
    """The last row of each key; earlier ones that differ are refused and name the row that counts."""
    rows = _without(rows, incoming.findings.refused())
    compared = [each for each in incoming.rows.columns if each in rows]
    if not rows.duplicated(keys).any():
        return rows
    replaced, _ = tables.supersede(rows, keys, compared)
    message = "Baris ini digantikan oleh baris " + replaced.astype("str") + " yang berkunci sama."
    incoming.findings.add("digantikan", replaced.index, message=message)
    return rows.drop_duplicates(keys, keep="last")


def month(days: pd.Series) -> pd.Series:
    """The first day of each date's month."""
    return days.dt.to_period("M").dt.to_timestamp().astype("datetime64[s]")


def joined(rows: Rows, names: tuple[str, ...]) -> pd.Series:
    """The parts of a natural key as one text per row."""
    texts = pd.Series("", index=rows.index, dtype=object)
    for name in names:
        if name in rows:
            texts = texts + "|" + rows[name].astype("str").fillna("")
    return texts


def stored(job: Import, column: str, table: str) -> set[str]:
    """The values of a code column in a base table."""
    return set(job.con.table(table).project(column).distinct().df()[column])


def refuse_erased(job: Import, incoming: Incoming, rows: Rows, column: str) -> None:
    """Refuse rows about somebody who was erased on request (stunting/erasure.py)."""
    erased = stored(job, "kode", "dihapus")
    if erased:
        gone = rows.index[rows[column].isin(erased)]
        incoming.findings.add("dihapus_atas_permintaan", gone, incoming.labels.get(column, column))


def refer_cause(incoming: Incoming, rows: Rows) -> None:
    """Refuse rows whose cause is not in the code list."""
    known = set(reference.table("penyebab")["kode_penyebab"])
    refer(incoming, rows, "kode_penyebab", known, "penyebab_tidak_dikenal")


def refer(incoming: Incoming, rows: Rows, name: str, known: set[str], rule: str) -> None:
    """Refuse rows whose code is not among the known ones."""
    if name in rows:
        unknown = rows.index[rows[name].notna() & ~rows[name].isin(known)]
        label = incoming.labels.get(name, name)
        incoming.findings.add(rule, unknown, label, incoming.text.get(name))
