"""The kecamatan of a district, and which of them a question about persons may look at."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd


def kecamatan(ask: Callable[..., pd.DataFrame], kode_kabkota: str) -> pd.Series:
    """nama by kode_kecamatan, in the order of the codes."""
    rows = ask("pilihan_kecamatan")
    return rows[rows["kode_kabkota"] == kode_kabkota].set_index("kode_kecamatan")["nama"]


def scope(
    ask: Callable[..., pd.DataFrame], kode_kabkota: str, kode_kecamatan: str | None
) -> list[str]:
    """The parameter ``scope``: the chosen kecamatan, or all of the district."""
    if kode_kecamatan:
        return [kode_kecamatan]
    return kecamatan(ask, kode_kabkota).index.tolist()
