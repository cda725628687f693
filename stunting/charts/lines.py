"""What the trend charts draw: a series with its intervals, targets, survey figures."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.charts.wording import hover, interval_bars

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
        "error_y": interval_bars(series, colour, 1.8),
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


def add_targets(figure: Figure, target: pd.DataFrame) -> None:
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


def interrupted(series: pd.DataFrame, breaks: list[float]) -> pd.DataFrame:
    """The series with a gap at each of the positions, so that no line joins what is not comparable."""
    inside = [x for x in breaks if series["x"].min() < x < series["x"].max()]
    gaps = pd.DataFrame({"x": inside, "nama": series["nama"].iloc[0] if len(series) else ""})
    if gaps.empty:
        return series
    return pd.concat([series, gaps]).sort_values("x", ignore_index=True)


def add_events(figure: Figure, events: pd.DataFrame) -> None:
    """A thin line with its words at the top, dashed where a new phase begins: ``x``, ``peristiwa``, ``jeda``.

    Words of neighbours stand at different heights.
    """
    for place, row in enumerate(events.to_dict("records")):
        figure.add_vline(
            x=row["x"],
            line={"color": theme.MUTED, "width": 2, "dash": "dash" if row["jeda"] else "dot"},
        )
        figure.add_annotation(
            x=row["x"],
            y=1 - 0.07 * (place % 3),
            yref="paper",
            yanchor="top",
            xanchor="left",
            xshift=6,
            text=_shortened(row["peristiwa"]),
            hovertext=row["peristiwa"],
            showarrow=False,
            bgcolor=theme.BACKGROUND,
            opacity=0.9,
            font={"size": theme.SMALL_PX, "color": theme.MUTED},
        )


def _shortened(text: str, most: int = 46) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def add_way_to_target(
    figure: Figure, start: tuple[float, float], year: int, target: float
) -> float:
    """The first year of the straight line from the last figure (x, ratio) to a target ratio at a year's end.

    It says what would be needed and forecasts nothing. Returns where it ends on the axis.
    """
    x, ratio = start
    per_year = (target - ratio) / (year + 0.5 - x)
    end = min(x + 1.2, year + 0.5)
    figure.add_scatter(
        x=[x, end],
        y=[ratio, ratio + per_year * (end - x)],
        mode="lines",
        line={"color": theme.TARGET, "dash": "dot", "width": 2.5},
        name="garis lurus menuju target",
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=end,
        y=ratio + per_year * (end - x),
        yanchor="top",
        xanchor="right",
        yshift=-6,
        text=f"{bahasa.persen(target)} pada {year}:<br>{_per_year(per_year)}",
        showarrow=False,
        font={"size": theme.SMALL_PX, "color": theme.TARGET},
    )
    return end


def _per_year(change: float) -> str:
    if abs(change) < 0.0005:
        return "perlu tetap"
    return f"perlu {'turun' if change < 0 else 'naik'} {bahasa.angka(abs(change) * 100, 1)} poin setahun"


def add_surveys(figure: Figure, survei: pd.DataFrame) -> None:
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
