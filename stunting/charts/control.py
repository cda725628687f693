"""The limits and the unusual points of a monthly series, as stats/spc.py finds them."""

from __future__ import annotations

import pandas as pd

from stunting import theme
from stunting.charts.figure import Figure
from stunting.charts.wording import mark


def add_limits(figure: Figure, series: pd.DataFrame) -> list[str]:
    """The centre of each phase as a dashed line in the band of its 3 sigma limits; returns their legend."""
    phase = series["fase"].ffill().bfill()
    for _, rows in series.groupby(phase):
        # a limit of a month without figures is that of its neighbour
        limits = rows[["pusat", "batas_bawah", "batas_atas"]].ffill().bfill()
        for column, fill in (("batas_bawah", None), ("batas_atas", "tonexty")):
            figure.add_scatter(
                x=rows["x"],
                y=limits[column],
                mode="lines",
                line={"width": 0, "shape": "hvh"},
                fill=fill,
                fillcolor=theme.BAND,
                hoverinfo="skip",
                name=column,
            )
        figure.add_scatter(
            x=rows["x"],
            y=limits["pusat"],
            mode="lines",
            line={"color": theme.MUTED, "dash": "dash", "width": 2.5},
            hoverinfo="skip",
            name="pusat",
        )
    return [
        mark("╌", theme.MUTED, "rata-rata"),
        mark("■", theme.BAND, "batas 3 sigma"),
    ]


def add_signals(figure: Figure, series: pd.DataFrame) -> list[str]:
    """Unusual points as hollow squares, changed ones as diamonds; returns the legend of what occurs."""
    changed = series["berubah"].eq(True)
    marks = []
    for where, symbol, colour, sign, words in (
        (
            series["sinyal"].fillna("").ne("") & ~changed,
            "square-open",
            theme.PRIMARY,
            "□",
            "tidak biasa (bukan bukti perubahan)",
        ),
        (changed, "diamond", theme.TARGET, "◆", "berubah, melebihi kebetulan"),
    ):
        if not where.any():
            continue
        figure.add_scatter(
            x=series.loc[where, "x"],
            y=series.loc[where, "rasio"],
            mode="markers",
            marker={"symbol": symbol, "size": 17, "color": colour, "line": {"width": 2.5}},
            hoverinfo="skip",
            name=words,
        )
        marks.append(mark(sign, colour, words))
    return marks
