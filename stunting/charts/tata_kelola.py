"""How aspects of governance were judged: counts of notes, a colour and a word per grade."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.charts.wording import mark
from stunting.imports.fields import EFEKTIVITAS

COLOUR = {
    "efektif": theme.STATUS["selesai"],
    "cukup": theme.STATUS["proses"],
    "kurang": theme.STATUS["terkendala"],
    "belum_dinilai": theme.STATUS["belum"],
}


def grades(counted: pd.DataFrame, *, judul: str, height: int = 330) -> Figure:
    """One bar per aspect, divided by grade. ``counted``: aspek and a column per grade."""
    figure = Figure()
    for grade, colour in COLOUR.items():
        figure.add_bar(
            orientation="h",
            y=counted["aspek"],
            x=counted[grade],
            marker={"color": colour},
            text=[f"<b>{bahasa.angka(n)}</b>" if n else "" for n in counted[grade]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": theme.TEXT_PX, "color": theme.text_on(colour)},
            hovertext=[
                f"{name}: {n} {EFEKTIVITAS[grade].lower()}"
                for name, n in zip(counted["aspek"], counted[grade], strict=True)
            ],
            hoverinfo="text",
        )
    legend = "   ".join(
        mark("█", colour, EFEKTIVITAS[grade].lower())
        for grade, colour in COLOUR.items()
        if counted[grade].any()
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul, "subtitle": {"text": legend}},
        barmode="stack",
        bargap=0.3,
        showlegend=False,
        height=height,
        margin={"l": 8, "r": 8, "t": 84, "b": 8},
    )


def describe(counted: pd.DataFrame) -> str:
    """Alt text: the grades of each aspect."""
    parts = []
    for row in counted.to_dict("records"):
        named = [f"{row[g]} {EFEKTIVITAS[g].lower()}" for g in COLOUR if row[g]]
        parts.append(f"{row['aspek']}: {bahasa.daftar(named)}")
    return f"Efektivitas tata kelola. {'; '.join(parts) or 'Belum dicatat'}."
