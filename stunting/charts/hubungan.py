"""Prevalence ratios with their intervals, a line where there is no difference."""

from __future__ import annotations

import math

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.stats.tiers import RENDAH, TINGGI

_TICKS = (0.25, 0.5, 1, 2, 4, 8)


def forest(rows: pd.DataFrame, *, judul: str, height: int = 430) -> Figure:
    """One line per factor, the strongest on top; what is not convincing is grey.

    ``rows``: nama, rasio_prevalensi, bawah, atas, berbeda (association.prevalence_ratios).
    """
    known = rows[rows["rasio_prevalensi"].notna()].sort_values("rasio_prevalensi")
    colours = [
        theme.MUTED
        if not row.berbeda
        else theme.TIER[TINGGI if row.rasio_prevalensi > 1 else RENDAH]
        for row in known.itertuples()
    ]
    figure = Figure()
    figure.add_scatter(
        x=known["rasio_prevalensi"],
        y=known["nama"],
        mode="markers+text",
        marker={"size": 16, "color": colours},
        text=[f"{times(row.rasio_prevalensi)} kali" for row in known.itertuples()],
        textposition="top center",
        textfont={"size": theme.TEXT_PX},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": known["atas"] - known["rasio_prevalensi"],
            "arrayminus": known["rasio_prevalensi"] - known["bawah"],
            "color": theme.MUTED,
            "thickness": 3,
            "width": 0,
        },
        hovertext=[words(row) for row in known.itertuples()],
        hoverinfo="text",
    )
    figure.add_vline(x=1, line={"color": theme.TEXT, "width": 2})
    low = min([0.5, *known["bawah"]]) * 0.9
    high = max([2.0, *known["atas"]]) * 1.1
    figure.update_xaxes(
        type="log",
        range=[math.log10(low), math.log10(high)],
        tickvals=list(_TICKS),
        ticktext=[f"{times(each)} kali" for each in _TICKS],
        title="Dibanding balita dari keluarga tanpa faktor itu",
    )
    figure.update_yaxes(showgrid=False)
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul},
        height=height,
        showlegend=False,
        margin={"l": 8, "r": 8, "t": 56, "b": 8},
    )


def times(value: float) -> str:
    """ "1,8"; "2" for whole numbers."""
    return bahasa.angka(value, 0 if float(value).is_integer() else 2 if value < 1 else 1)


def words(row) -> str:
    """ "Tanpa jamban layak: 1,8 kali (1,3-2,4), meyakinkan"."""
    held = "meyakinkan" if row.berbeda else "belum meyakinkan"
    return f"{row.nama}: {times(row.rasio_prevalensi)} kali ({times(row.bawah)}–{times(row.atas)}), {held}"


def describe(rows: pd.DataFrame) -> str:
    """Alt text: each factor with its ratio and interval."""
    known = rows[rows["rasio_prevalensi"].notna()].sort_values("rasio_prevalensi", ascending=False)
    return f"Rasio prevalensi stunting. {'; '.join(words(row) for row in known.itertuples()) or 'Tidak ada'}."
