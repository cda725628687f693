"""Which needs families have, and how many of them have had aid: counts of families, not of
persons.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from stunting import bahasa, theme

AID = {
    "sudah": ("sudah mendapat bantuan", theme.STATUS["selesai"]),
    "diproses": ("sedang diproses", theme.STATUS["proses"]),
    "belum": ("belum tercatat", theme.STATUS["belum"]),
}
_ROW_PX = 46


def bars(counted: pd.DataFrame) -> go.Figure:
    """One bar per need, most frequent on top, divided by aid; the office that can close it beside
    the name.

    ``counted``: nama, opd, sudah, diproses, belum, jumlah. A row without its parts (small cells)
    is drawn in one grey; one without its total says "kurang dari 5".
    """
    rows = counted.iloc[::-1]
    labels = [f"{row.nama}<br><i>{row.opd}</i>" for row in rows.itertuples()]
    figure = go.Figure()
    for key, (words, colour) in AID.items():
        figure.add_bar(
            y=labels,
            x=rows[key].astype("Float64").fillna(0),
            name=words,
            orientation="h",
            marker_color=colour,
            text=[_number(value) for value in rows[key]],
            textposition="inside",
            insidetextanchor="middle",
            textfont={"color": theme.text_on(colour), "size": theme.SMALL_PX},
            hovertemplate="%{y}<br>" + words + ": %{x:,}<extra></extra>",
        )
    undivided = rows["jumlah"].where(rows["belum"].isna())
    if undivided.notna().any():
        figure.add_bar(
            y=labels,
            x=undivided.astype("Float64").fillna(0),
            name="tidak dirinci (angka kecil)",
            orientation="h",
            marker_color=theme.HIDDEN_FILL,
            hovertemplate="%{y}<br>%{x:,}<extra></extra>",
        )
    for label, total in zip(labels, rows["jumlah"], strict=True):
        figure.add_annotation(
            y=label,
            x=0 if pd.isna(total) else total,
            text=f"<b>{'kurang dari 5' if pd.isna(total) else bahasa.angka(total)}</b>",
            xanchor="left",
            xshift=6,
            showarrow=False,
            font={"size": theme.SMALL_PX, "color": theme.TEXT},
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        barmode="stack",
        height=_ROW_PX * max(len(rows), 3) + 70,
        margin={"t": 40, "r": 70, "b": 10},
        legend={"y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={"visible": False},
        yaxis={"showgrid": False},
        bargap=0.25,
    )
    return figure


def describe(counted: pd.DataFrame) -> str:
    """Alt text: the needs in order, with how many families and how many without aid."""
    parts = []
    for row in counted.itertuples():
        total = "kurang dari 5" if pd.isna(row.jumlah) else bahasa.angka(row.jumlah)
        open_ = "" if pd.isna(row.belum) else f", {bahasa.angka(row.belum)} belum tercatat dibantu"
        parts.append(f"{row.nama} {total}{open_}")
    return (
        f"Kebutuhan keluarga menurut jumlah: {'; '.join(parts)}."
        if parts
        else "Tidak ada kebutuhan."
    )


def _number(value: object) -> str:
    return "" if pd.isna(value) or value == 0 else bahasa.angka(value)
