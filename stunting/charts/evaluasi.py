"""Tasks by office or kecamatan: done, on the way, late. Counts only."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.charts.wording import mark

_PARTS = {
    "selesai": ("selesai", theme.STATUS["selesai"], ""),
    "terlambat": ("terlambat", theme.STATUS["terkendala"], "/"),
    "berjalan": ("berjalan atau belum ada laporan", theme.STATUS["belum"], ""),
}


def bars(table: pd.DataFrame, *, judul: str, height: int = 400) -> Figure:
    """One bar per office or kecamatan. ``table``: nama, tugas, selesai, terlambat, berjalan."""
    figure = Figure()
    for name, (words, colour, pattern) in _PARTS.items():
        figure.add_bar(
            orientation="h",
            y=table["nama"],
            x=table[name],
            marker={
                "color": colour,
                "pattern": {
                    "shape": pattern,
                    "fgcolor": theme.text_on(colour),
                    "bgcolor": colour,
                    "fgopacity": 0.4,
                    "solidity": 0.2,
                },
            },
            text=[f"<b>{bahasa.angka(n)}</b>" if n else "" for n in table[name]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": theme.TEXT_PX, "color": theme.text_on(colour)},
            hovertext=[
                f"{place}: {n} {words}" for place, n in zip(table["nama"], table[name], strict=True)
            ],
            hoverinfo="text",
        )
    legend = "   ".join(
        mark("▨" if pattern else "█", colour, words) for words, colour, pattern in _PARTS.values()
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


def describe(table: pd.DataFrame) -> str:
    """Alt text: done and late of each."""
    parts = [
        f"{row.nama}: {bahasa.n_dari(row.selesai, row.tugas)} selesai, "
        f"{bahasa.angka(row.terlambat)} terlambat"
        for row in table.itertuples()
    ]
    return f"Tugas menurut penanggung jawab. {'; '.join(parts) or 'Belum ada tugas'}."
