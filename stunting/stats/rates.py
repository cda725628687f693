"""From counts to the standard frame: ratio, interval and tier; and the district's own row."""

from __future__ import annotations

import pandas as pd

from stunting.stats import suppression
from stunting.stats.audit_counts import refuse
from stunting.stats.intervals import ratio, wilson
from stunting.stats.tiers import tiers


def with_intervals(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy with rasio, bawah, atas (0..1, 95 % Wilson; NaN where penyebut is 0 or missing)."""
    bawah, atas = wilson(frame["pembilang"], frame["penyebut"])
    rasio = ratio(frame["pembilang"], frame["penyebut"])
    return frame.assign(rasio=rasio, bawah=bawah, atas=atas)


def with_rates(frame: pd.DataFrame) -> pd.DataFrame:
    """The standard frame (kecamatan of ONE district) with rasio, bawah, atas and tingkat."""
    return with_intervals(frame).assign(tingkat=tiers(frame))


def district(frame: pd.DataFrame, nama: str, kode: str | None = None) -> pd.Series:
    """The district's row: sum / sum over the kecamatan that have data (take it BEFORE suppressing).

    Fields kode_kecamatan (the given code), nama, pembilang, penyebut, rasio, bawah, atas, and the counts
    of the enclosing group where the rows have them.
    """
    refuse(frame)
    known = frame[frame["pembilang"].notna() & (frame["penyebut"].fillna(0) > 0)]
    row = pd.DataFrame(
        {
            "kode_kecamatan": [kode],
            "nama": [nama],
            "pembilang": [int(known["pembilang"].sum())],
            "penyebut": [int(known["penyebut"].sum())],
            **{name: [known[name].sum()] for name in suppression.INDUK if name in known},
        }
    )
    return with_intervals(row).iloc[0]
