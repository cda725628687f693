"""One line per health centre, one mark per measure, against a limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.stats.tiers import TINGGI

_MARKS = (
    ("circle", theme.PRIMARY),
    ("diamond", theme.TIER[TINGGI]),
    ("square", theme.SURVEY),
)
_ROW_PX = 26


@dataclass(frozen=True)
class Dots:
    """What is drawn: rows (nama and the columns of ``series``) in order, first on top.

    ``series``: column -> words; ``limit``: (words, value) of a line; ``writing``: a value as it is read.
    """

    rows: pd.DataFrame
    series: dict[str, str]
    title: str
    writing: Callable[[float], str]
    limit: tuple[str, float] | None = None


def by_centre(dots: Dots, *, chosen: Sequence[str] = ()) -> Figure:
    """The figure. A centre without a figure says so in words; the lines of ``chosen`` are set off."""
    rows, series, writing, limit = dots.rows, dots.series, dots.writing, dots.limit
    figure = Figure()
    for (name, words), (symbol, colour) in zip(series.items(), _MARKS, strict=False):
        known = rows[rows[name].notna()]
        figure.add_scatter(
            x=known[name],
            y=known["nama"],
            mode="markers",
            name=words,
            marker={"symbol": symbol, "size": 14, "color": colour},
            hovertext=[
                f"<b>{row['nama']}</b><br>{words}: {writing(row[name])}"
                for row in known.to_dict("records")
            ],
            hoverinfo="text",
        )
    low, high = _span(rows, series, limit)
    pad = (high - low) * 0.06 or 1
    for name in rows.loc[rows[list(series)].isna().all(axis=1), "nama"]:
        figure.add_annotation(
            x=low,
            y=name,
            text="belum cukup pengukuran",
            xanchor="left",
            showarrow=False,
            font={"size": theme.SMALL_PX, "color": theme.MUTED},
        )
    if limit:
        figure.add_vline(x=limit[1], line={"color": theme.TARGET, "dash": "dash", "width": 2})
        figure.add_annotation(
            x=limit[1], y=1, yref="paper", yanchor="bottom", text=limit[0], showarrow=False,
            font={"size": theme.SMALL_PX, "color": theme.TARGET},
        )  # fmt: skip
    names = rows["nama"].tolist()
    for name in chosen:
        if name in names:
            at = len(names) - 1 - names.index(name)
            figure.add_hrect(at - 0.5, at + 0.5, fillcolor=theme.HIGHLIGHT_SOFT)
    ticks = _ticks(low, high)
    height = 150 + _ROW_PX * max(len(names), 3)
    figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": dots.title},
        height=height,
        margin={"l": 8, "r": 16, "t": 96, "b": 40},
        legend={
            "yref": "container",
            "y": 1 - 56 / height,
            "yanchor": "middle",
            "x": 0,
            "xanchor": "left",
        },
        showlegend=len(series) > 1,
    )
    figure.update_xaxes(
        range=[low - pad, high + pad],
        tickvals=ticks,
        ticktext=[writing(tick) for tick in ticks],
        showgrid=True,
        gridcolor=theme.GRID,
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=names[::-1],
        tickvals=names,
        range=[-0.5, len(names) - 0.5],
        ticklabelstandoff=6,
    )
    return figure


def _span(
    rows: pd.DataFrame, series: Mapping[str, str], limit: tuple[str, float] | None
) -> tuple[float, float]:
    """From the lowest to the highest of figures and limit; from zero unless all lie far above it."""
    every = pd.concat([rows[name].dropna() for name in series]).astype(float).tolist()
    every += [limit[1]] if limit else []
    low, high = min(every, default=0.0), max(every, default=1.0)
    return (low if low > high / 2 else 0.0), high


def _ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round values from low to high."""
    width = high - low
    if width <= 0:
        return [low]
    steps = [base * 10.0**power for power in range(-3, 5) for base in (1, 2, 5)]
    step = next(each for each in steps if width / each <= most)
    first = -(-low // step)
    return [
        round((first + place) * step, 6) for place in range(int((high - first * step) / step) + 1)
    ]


def describe(dots: Dots) -> str:
    """Alt text: highest and lowest of each measure, and how many centres have too few measurements."""
    rows, series, writing = dots.rows, dots.series, dots.writing
    parts = []
    for name, words in series.items():
        known = rows[rows[name].notna()].sort_values(name)
        if len(known):
            ends = [
                f"{row['nama']} {writing(row[name])}" for _, row in known.iloc[[-1, 0]].iterrows()
            ]
            parts.append(f"{words} dari {ends[0]} sampai {ends[1]}.")
    few = int(rows[list(series)].isna().all(axis=1).sum())
    if few:
        parts.append(f"{bahasa.angka(few)} puskesmas belum cukup pengukuran.")
    return f"{dots.title}. {' '.join(parts)}"
