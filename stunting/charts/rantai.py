"""The chain of the audit as bars: how many pass each step, how many are stuck there. Counts only."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.charts.wording import mark

_PASSED, _STUCK = theme.PRIMARY, "#F0913F"


def bars(
    steps: pd.DataFrame, *, judul: str, chosen: str | None = None, height: int = 400
) -> Figure:
    """One bar per step, first step on top: what passed, and hatched what is stuck.

    ``steps``: kode, nama, unit (kasus or tugas), lolos, tertahan. The chosen step's name is bold.
    """
    names = [f"<b>{row.nama}</b>" if row.kode == chosen else row.nama for row in steps.itertuples()]
    labels = [f"{name} ({unit})" for name, unit in zip(names, steps["unit"], strict=True)]
    figure = Figure()
    for column, words, colour, pattern in (
        ("lolos", "lewat", _PASSED, ""),
        ("tertahan", "tertahan", _STUCK, "/"),
    ):
        figure.add_bar(
            orientation="h",
            y=labels,
            x=steps[column],
            name=words,
            marker={
                "color": colour,
                "pattern": {
                    "shape": pattern,
                    "fgcolor": theme.TEXT,
                    "bgcolor": colour,
                    "fgopacity": 0.35,
                    "solidity": 0.2,
                },
            },
            text=[f"<b>{bahasa.angka(value)}</b>" if value else "" for value in steps[column]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": theme.TEXT_PX + 2, "color": theme.text_on(colour)},
            hovertext=[
                f"{row.nama}: {bahasa.angka(getattr(row, column))} {row.unit} {words}"
                for row in steps.itertuples()
            ],
            hoverinfo="text",
        )
    legend = "   ".join(
        (mark("█", _PASSED, "lewat langkah ini"), mark("▨", _STUCK, "tertahan di sini"))
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul, "subtitle": {"text": legend}},
        barmode="stack",
        bargap=0.25,
        showlegend=False,
        height=height,
        margin={"l": 8, "r": 8, "t": 84, "b": 8},
    )


def describe(steps: pd.DataFrame) -> str:
    """Alt text: what passes and what is stuck at each step."""
    if not (steps["lolos"] + steps["tertahan"]).any():
        return "Belum ada kasus dan rekomendasi."
    parts = [
        f"{row.nama}: {bahasa.angka(row.lolos)} {row.unit} lewat, {bahasa.angka(row.tertahan)} tertahan"
        for row in steps.itertuples()
    ]
    return f"Rantai audit. {'; '.join(parts)}."
