"""Two figures of one year side by side: recorded with its interval, surveyed as a diamond, never joined."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.axes import percent_axis
from stunting.charts.figure import Figure
from stunting.charts.wording import figures, interval_bars, mark
from stunting.stats.audit_counts import refuse

_APART = 0.21  # of a year: left the record, right the survey


def two_figures(frame: pd.DataFrame, *, judul: str, height: int = 460) -> Figure:
    """``frame``: tahun, siklus, pembilang, penyebut, rasio, bawah, atas, survei, nilai (ratio).

    A survey without a figure stands as "?" on the axis.
    """
    refuse(frame)
    ours, theirs = frame[frame["rasio"].notna()], frame[frame["nilai"].notna()]
    unsure = frame[frame["survei"].notna() & frame["nilai"].isna()]
    figure = Figure()
    figure.add_scatter(
        x=ours["tahun"] - _APART,
        y=ours["rasio"],
        mode="markers",
        marker={"size": 15, "color": theme.PRIMARY},
        error_y=interval_bars(ours, theme.PRIMARY, 2.5),
        hovertext=[
            f"<b>e-PPGBM {bahasa.siklus(row['siklus'])}</b><br>{figures(row)}"
            for row in ours.to_dict("records")
        ],
        hoverinfo="text",
    )
    for row in ours.itertuples():
        figure.add_annotation(
            x=row.tahun - _APART,
            y=row.atas,
            yanchor="bottom",
            text=bahasa.persen(row.rasio),
            showarrow=False,
            font={"size": theme.TEXT_PX, "color": theme.PRIMARY, "weight": 600},
        )
    figure.add_scatter(
        x=theirs["tahun"] + _APART,
        y=theirs["nilai"],
        mode="markers+text",
        marker={"size": 16, "symbol": "diamond", "color": theme.SURVEY},
        text=[bahasa.persen(each) for each in theirs["nilai"]],
        textposition="top center",
        textfont={"size": theme.TEXT_PX, "color": theme.SURVEY, "weight": 600},
        hovertext=[
            f"<b>{row.survei} {row.tahun}</b><br>{bahasa.persen(row.nilai)}"
            for row in theirs.itertuples()
        ],
        hoverinfo="text",
    )
    if len(unsure):
        figure.add_scatter(
            x=unsure["tahun"] + _APART,
            y=[0.004] * len(unsure),
            mode="text",
            text=["?"] * len(unsure),
            textposition="top center",
            textfont={"size": 28, "color": theme.SURVEY},
            hoverinfo="skip",
        )
    years = range(int(frame["tahun"].min()), int(frame["tahun"].max()) + 1)
    names = frame.dropna(subset="survei").set_index("tahun")["survei"]
    figure.update_xaxes(
        tickvals=list(years),
        ticktext=[f"{year}<br>{names.get(year, 'tanpa survei')}" for year in years],
        range=[years[0] - 0.6, years[-1] + 0.6],
    )
    # room for the figures above the highest marks
    figure.update_yaxes(**percent_axis(pd.concat([ours["atas"], theirs["nilai"]]) * 1.1))
    marks = "   ".join(
        [
            mark("●", theme.PRIMARY, "e-PPGBM, yang diukur"),
            mark("◆", theme.SURVEY, "survei, sampel"),
        ]
    )
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul, "subtitle": {"text": marks}},
        height=height,
        showlegend=False,
        margin={"l": 8, "r": 16, "t": 84, "b": 60},
    )


def describe(frame: pd.DataFrame) -> str:
    """Alt text: each year with both figures."""
    said = []
    for row in frame.to_dict("records"):
        ours = f"e-PPGBM {figures(row)}" if pd.notna(row["rasio"]) else "e-PPGBM tidak ada"
        if pd.isna(row["survei"]):
            theirs = "tanpa survei"
        else:
            value = "?" if pd.isna(row["nilai"]) else bahasa.persen(row["nilai"])
            theirs = f"{row['survei']} {value}"
        said.append(f"{row['tahun']}: {ours}, {theirs}.")
    return "Dua angka stunting balita 0-59 bulan per tahun. " + " ".join(said)
