"""What the trend charts draw: a series with its intervals, targets, survey figures."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from stunting import bahasa, theme
from stunting.charts.wording import hover

TARGET_END = 0.65  # a year's target reaches from before its first to after its second cycle


def line(
    series: pd.DataFrame, colour: str, *, values: bool = True, axes: int | None = None
) -> dict:
    """A Plotly trace as a dictionary: line, points, intervals; with ``values`` the figures too.

    ``axes`` is the number of the panel, where there are several: its points are smaller.
    """
    known = series["rasio"].notna()
    trace = _trace(series, axes) | {
        "mode": "lines+markers+text" if values else "lines+markers",
        "line": {"color": colour, "width": 3},
        "marker": {"size": 11 if values else 7, "color": colour},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": series["atas"] - series["rasio"],
            "arrayminus": series["rasio"] - series["bawah"],
            "thickness": 1.8,
            "width": 0,
            "color": colour,
        },
        "hovertext": [
            f"{row['waktu']}<br>{hover(row)}" if ok else ""
            for row, ok in zip(series.to_dict("records"), known, strict=True)
        ],
        "hoverinfo": "text",
    }
    if values:
        trace |= {
            "text": [
                bahasa.persen(ratio) if ok else ""
                for ratio, ok in zip(series["rasio"], known, strict=True)
            ],
            "textposition": _label_positions(series["rasio"]),
            "textfont": {"size": theme.TEXT_PX, "color": colour, "weight": 600},
        }
    return trace


def line_behind(series: pd.DataFrame, *, axes: int | None = None) -> dict:
    """The district's line: thin and grey, without intervals."""
    return _trace(series, axes) | {
        "mode": "lines+markers",
        "line": {"color": theme.MUTED, "width": 2},
        "marker": {"size": 5, "color": theme.MUTED},
        "opacity": 0.55,
        "hoverinfo": "skip",
    }


def _trace(series: pd.DataFrame, axes: int | None) -> dict:
    trace = {
        "type": "scatter",
        "x": series["x"],
        "y": series["rasio"],
        "connectgaps": False,
        "name": series["nama"].iloc[0],
    }
    return trace if axes is None else trace | {"xaxis": f"x{axes}", "yaxis": f"y{axes}"}


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
