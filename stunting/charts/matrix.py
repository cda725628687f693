"""Who reported in which month: a matrix whose empty places are as plain to see as the filled ones."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure

LENGKAP, SEBAGIAN, PERORANGAN, TIDAK_ADA = "lengkap", "sebagian", "perorangan", "tidak_ada"
# words, fill; the letters in the cells differ too, so that nothing rests on colour
STATES = {
    LENGKAP: ("laporan lengkap", theme.SEQUENCE["naik_baik"][3]),
    SEBAGIAN: ("laporan sebagian", theme.SEQUENCE["naik_baik"][1]),
    PERORANGAN: ("hanya pengukuran anak", theme.STATUS["belum_ada_laporan"]),
    TIDAK_ADA: ("tidak ada laporan", theme.BACKGROUND),
}
NONE_MARK = "╱╱╱"  # a hatched cell
_ROW_PX = 25
_LEVEL = {state: place for place, state in enumerate(STATES)}


def completeness(rows: pd.DataFrame, *, judul: str) -> Figure:
    """One line per area, one column per month.

    ``rows``: nama, bulan, keadaan (a key of STATES), teks (what stands in the cell when
    there is a report), rinci (hover text). Areas stand in the order of the rows, first on top.
    """
    names = list(dict.fromkeys(rows["nama"]))
    months = sorted(rows["bulan"].unique())
    wide = {
        name: rows.pivot(index="nama", columns="bulan", values=name).loc[names, months]
        for name in ("keadaan", "teks", "rinci")
    }
    colours = [fill for _, fill in STATES.values()]
    figure = Figure()
    figure.add_heatmap(
        z=[[_LEVEL[state] for state in line] for line in wide["keadaan"].to_numpy()],
        x=[bahasa.bulan_pendek(month) for month in months],
        y=names,
        zmin=-0.5,
        zmax=len(STATES) - 0.5,
        colorscale=[
            [edge / len(STATES), colour]
            for place, colour in enumerate(colours)
            for edge in (place, place + 1)
        ],
        showscale=False,
        xgap=2,
        ygap=2,
        hovertext=wide["rinci"].to_numpy().tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
    )
    for place, state in enumerate(STATES):  # text in the colour that reads on each fill
        here = rows[rows["keadaan"] == state]
        empty = state == TIDAK_ADA
        figure.add_scatter(
            x=[bahasa.bulan_pendek(month) for month in here["bulan"]],
            y=here["nama"],
            mode="text",
            text=[NONE_MARK] * len(here) if empty else here["teks"],
            textfont={
                "size": theme.SMALL_PX,
                "color": theme.HATCH if empty else theme.text_on(colours[place]),
            },
            hoverinfo="skip",
            showlegend=False,
        )
        words = STATES[state][0]
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=f"{words} ({NONE_MARK})" if empty else words,
            marker={
                "symbol": "square",
                "size": 16,
                "color": colours[place],
                "line": {"color": theme.HATCH, "width": 1},
            },
        )
    height = 132 + _ROW_PX * len(names)
    figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul},
        height=height,
        margin={"l": 8, "r": 8, "t": 124, "b": 8},
        legend={
            "yref": "container",
            "y": 1 - 54 / height,
            "yanchor": "middle",
            "x": 0,
            "xanchor": "left",
        },
        plot_bgcolor=theme.GRID,
    )
    figure.update_xaxes(
        side="top",
        tickangle=0,
        showgrid=False,
        type="category",
        tickvals=[bahasa.bulan_pendek(month) for month in months],
        ticktext=[bahasa.bulan_pendek(month).replace(" ", "<br>") for month in months],
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=names[::-1],
        tickvals=names,
        showgrid=False,
        ticklabelstandoff=6,
    )
    return figure


def describe(rows: pd.DataFrame, judul: str) -> str:
    """Alt text: how many cells of each kind, and the areas that never reported."""
    counts = rows["keadaan"].value_counts()
    parts = [
        f"{bahasa.angka(int(counts.get(state, 0)))} {words}" for state, (words, _) in STATES.items()
    ]
    silent = rows.groupby("nama", sort=False)["keadaan"].agg(lambda each: (each == TIDAK_ADA).all())
    never = silent[silent].index.tolist()
    said = f"{judul}: {bahasa.daftar(parts)}."
    return f"{said} Tidak pernah melapor: {bahasa.daftar(never)}." if never else said
