"""Which needs families have, and how many of them have had aid: counts of families, not of
persons.
"""

from __future__ import annotations

import textwrap

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure

AID = {
    "sudah": ("sudah mendapat bantuan", theme.STATUS["selesai"]),
    "diproses": ("sedang diproses", theme.STATUS["proses"]),
    "belum": ("belum tercatat dibantu", theme.STATUS["belum"]),
}


def bars(counted: pd.DataFrame, height: int = 330) -> Figure:
    """One column per need, most frequent first, divided by aid; the office that can close it below its name.

    ``counted``: nama, opd, sudah, diproses, belum, jumlah. A need without its parts (small cells) is drawn
    in one grey; one without its total says "kurang dari 5".
    """
    labels = [f"{wrap(row.nama, 16)}<br><i>{row.opd}</i>" for row in counted.itertuples()]
    figure = Figure()
    for key, (words, colour) in AID.items():
        figure.add_bar(
            x=labels,
            y=counted[key].astype("Float64").fillna(0),
            name=words,
            marker={"color": colour},
            text=[_number(value) for value in counted[key]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": theme.text_on(colour), "size": theme.SMALL_PX},
            hovertemplate="%{x}<br>" + words + ": %{y:,}<extra></extra>",
        )
    undivided = counted["jumlah"].where(counted["belum"].isna())
    if undivided.notna().any():
        figure.add_bar(
            x=labels,
            y=undivided.astype("Float64").fillna(0),
            name="tidak dirinci (angka kecil)",
            marker={"color": theme.HIDDEN_FILL},
            hovertemplate="%{x}<br>%{y:,}<extra></extra>",
        )
    for label, total in zip(labels, counted["jumlah"], strict=True):
        figure.add_annotation(
            x=label,
            y=0 if pd.isna(total) else total,
            text=f"<b>{'< 5' if pd.isna(total) else bahasa.angka(total)}</b>",
            yanchor="bottom",
            showarrow=False,
            font={"size": theme.TEXT_PX, "color": theme.TEXT},
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        barmode="stack",
        height=height,
        margin={"t": 36, "r": 8, "l": 8, "b": 8},
        legend={"y": 1.0, "yanchor": "bottom", "x": 1, "xanchor": "right", "traceorder": "normal"},
        uniformtext={"minsize": theme.SMALL_PX, "mode": "hide"},
        yaxis={"visible": False},
        xaxis={"tickangle": 0},
        bargap=0.25,
    )
    return figure


def wrap(text: str, width: int) -> str:
    """A label broken into lines of about ``width`` letters."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False))


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
