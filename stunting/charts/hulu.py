"""The steps of the upstream chain as bars: turned out well, not yet, no news."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.charts.wording import mark
from stunting.presenters.hulu import STEPS
from stunting.stats.tiers import RENDAH, TINGGI

_LOOK = {
    "teratasi": (theme.TIER[RENDAH], "", "#FFFFFF"),
    "belum": (theme.TIER[TINGGI], "", "#FFFFFF"),
    "tanpa_kabar": (theme.NO_DATA_FILL, "/", theme.TEXT),
}


def chain(table: pd.DataFrame, *, judul: str = "", height: int = 400) -> Figure:
    """``table``: presenters.hulu.steps; each bar is the whole of its step, its pieces carry their numbers."""
    names = [STEPS[code].name for code in table["langkah"]]
    whole = table["jumlah"].astype("float64")
    figure = Figure()
    for state, (colour, pattern, text) in _LOOK.items():
        counts = table[state].astype("float64")
        share = counts / whole
        figure.add_bar(
            y=names,
            x=share,
            orientation="h",
            name=state,
            marker={"color": colour, "pattern": {"shape": pattern, "fgcolor": theme.GRID}},
            text=[
                bahasa.angka(count) if part >= 0.04 else ""
                for count, part in zip(counts, share, strict=True)
            ],
            textposition="inside",
            insidetextanchor="middle",
            textfont={"size": theme.TEXT_PX, "color": text},
            hovertext=[
                f"<b>{STEPS[code].name}</b><br>{_words(code, state)}: {bahasa.n_dari(count, total)}"
                for code, count, total in zip(table["langkah"], counts, whole, strict=True)
            ],
            hoverinfo="text",
        )
    for place, row in enumerate(table.itertuples()):
        if row.disembunyikan or not row.jumlah:
            words = "rincian disembunyikan (angka kecil)" if row.disembunyikan else "tidak ada"
            figure.add_annotation(
                x=0.01,
                y=names[place],
                xanchor="left",
                text=words,
                showarrow=False,
                font={"size": theme.SMALL_PX, "color": theme.MUTED},
            )
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(autorange="reversed", ticktext=names, tickvals=names)
    marks = "   ".join(
        mark("■", theme.MUTED if state == "tanpa_kabar" else look[0], words)
        for (state, look), words in zip(
            _LOOK.items(), ("teratasi", "belum", "belum ada kabar"), strict=True
        )
    )
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul, "subtitle": {"text": marks}},
        barmode="stack",
        bargap=0.35,
        height=height,
        showlegend=False,
        margin={"l": 8, "r": 8, "t": 84, "b": 8},
    )


def _words(code: str, state: str) -> str:
    step = STEPS[code]
    return {"teratasi": step.good, "belum": step.bad}.get(state, "belum ada kabar")


def describe(table: pd.DataFrame, area: str) -> str:
    """Alt text: each step with its three numbers."""
    said = []
    for row in table.itertuples():
        step = STEPS[row.langkah]
        if row.disembunyikan:
            said.append(f"{step.name}: disembunyikan.")
        elif row.jumlah:
            pieces = [
                f"{bahasa.angka(getattr(row, state))} {_words(row.langkah, state)}"
                for state in _LOOK
            ]
            said.append(
                f"{step.name}, {bahasa.angka(row.jumlah)} {step.who}: {bahasa.daftar(pieces)}."
            )
    return f"Rantai pencegahan {area}. " + " ".join(said)
