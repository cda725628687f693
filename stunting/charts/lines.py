"""What the trend charts draw: a series with its intervals, targets, survey figures."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from stunting import bahasa, theme
from stunting.charts.wording import hover

TARGET_END = 0.65  # a year's target reaches from before its first to after its second cycle


def add_line(
    figure: go.Figure,
    series: pd.DataFrame,
    colour: str,
    *,
    behind: bool = False,
    values: bool = True,
    **place: int,
) -> None:
    """Line, points and intervals of one series; ``behind``: thin and grey, without intervals."""
    known = series["rasio"].notna()
    labels = [
        bahasa.persen(each) if ok else "" for each, ok in zip(series["rasio"], known, strict=True)
    ]
    figure.add_scatter(
        x=series["x"],
        y=series["rasio"],
        mode="lines+markers+text" if values and not behind else "lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 2 if behind else 3},
        marker={"size": 5 if behind else (11 if values else 7), "color": colour},
        opacity=0.55 if behind else 1,
        error_y=None
        if behind
        else {
            "type": "data",
            "symmetric": False,
            "array": series["atas"] - series["rasio"],
            "arrayminus": series["rasio"] - series["bawah"],
            "thickness": 1.8,
            "width": 0,
            "color": colour,
        },
        text=labels,
        textposition=_label_positions(series["rasio"]),
        textfont={"size": theme.TEXT_PX, "color": colour, "weight": 600},
        hovertext=[
            f"{row['waktu']}<br>{hover(row)}" if ok else ""
            for row, ok in zip(series.to_dict("records"), known, strict=True)
        ],
        hoverinfo="skip" if behind and place else "text",
        name=series["nama"].iloc[0],
        **place,
    )


def _label_positions(ratios: pd.Series) -> list[str]:
    """Above a point where the line goes on falling or level, below where it rises."""
    rising = ratios.shift(-1) > ratios
    return ["bottom right" if up else "top right" for up in rising]


def add_targets(figure: go.Figure, target: pd.DataFrame) -> None:
    """Dashed, one step per year: ``tahun``, ``nilai`` in percent."""
    for row in target.to_dict("records"):
        ratio = row["nilai"] / 100
        figure.add_scatter(
            x=[row["tahun"] - 0.15, row["tahun"] + TARGET_END],
            y=[ratio, ratio],
            mode="lines",
            line={"color": theme.TARGET, "dash": "dash", "width": 2.5},
            name="target",
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=row["tahun"] + TARGET_END,
            y=ratio,
            xanchor="right",
            yanchor="top",
            text=f"Target {row['tahun']}: {bahasa.persen(ratio)}",
            showarrow=False,
            font={"size": theme.SMALL_PX, "color": theme.TARGET},
        )


def add_surveys(figure: go.Figure, survei: pd.DataFrame) -> None:
    """Diamonds in the middle of the year, no line: ``tahun``, ``survei``, ``nilai`` in percent."""
    labels = [f"{row.survei} {row.tahun}" for row in survei.itertuples()]
    ratios = survei["nilai"] / 100
    figure.add_scatter(
        x=survei["tahun"] + 0.25,
        y=ratios,
        mode="markers+text",
        marker={"symbol": "diamond", "size": 14, "color": theme.SURVEY},
        text=[f"{label}<br>{bahasa.persen(r)}" for label, r in zip(labels, ratios, strict=True)],
        textposition="top center",
        textfont={"size": theme.SMALL_PX, "color": theme.SURVEY},
        hovertext=[
            f"<b>{label}</b><br>{bahasa.persen(r)}<br>survei, bukan hasil pengukuran rutin"
            for label, r in zip(labels, ratios, strict=True)
        ],
        hoverinfo="text",
        name="survei",
    )
