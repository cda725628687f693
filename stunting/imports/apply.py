"""Checked rows of one sheet into the base tables of a version that is being built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from stunting.imports import audits, population
from stunting.imports.job import Import, live
from stunting.imports.validate import Incoming


@dataclass(frozen=True)
class Outcome:
    """File rows by what became of them."""

    accepted: pd.Index
    refused: pd.Index
    unchanged: pd.Index


def apply(job: Import, incoming: Incoming) -> Outcome:
    """Write one sheet; every row of it ends up in exactly one of the three groups."""
    changed = incoming.rows.index[:0]
    if len(live(incoming)):
        changed = _HANDLERS[incoming.sheet.key](job, incoming)
    refused = incoming.findings.refused().intersection(incoming.rows.index)
    accepted = changed.difference(refused)
    unchanged = incoming.rows.index.difference(refused).difference(accepted)
    return Outcome(accepted, refused, unchanged)


_HANDLERS: dict[str, Callable[[Import, Incoming], pd.Index]] = {
    "siklus": audits.siklus,
    "keluarga": population.keluarga,
    "pengukuran": population.pengukuran,
    "skrining": population.skrining,
    "mutasi": population.mutasi,
    "kasus": audits.kasus,
    "kasus_penyebab": audits.penyebab,
    "kertas_kerja": audits.kertas_kerja,
    "rtl": audits.rtl,
    "evaluasi": audits.evaluasi,
    "tata_kelola": audits.tata_kelola,
    "kunjungan": audits.kunjungan,
    "bantuan": audits.bantuan,
    "agregat_bulanan": population.agregat,
    "krs_desa": population.krs_desa,
}
