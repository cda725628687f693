"""The funnel: each kecamatan by how many were measured, and the limits of what chance alone gives."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from stunting import bahasa, theme
from stunting.charts.axes import percent_axis
from stunting.charts.figure import Figure
from stunting.charts.wording import TIER_PHRASE, hover, mark, tier_sentence
from stunting.stats.audit_counts import refuse
from stunting.stats.tiers import LEVEL, RENDAH, SETARA, TINGGI, funnel_limits

_DRAWN = 0.95  # drawn, not judged
_STEPS = 60


def funnel(
    frame: pd.DataFrame,
    district: Mapping,
    *,
    chosen: str | None = None,
    satuan: str = "yang diukur",
    height: int = 600,
) -> Figure:
    """``frame``: the standard frame with tiers; ``district``: its row; ``satuan``: what is counted.

    The names of those outside the limits and of the chosen one stand beside their points.
    """
    refuse(frame)
    known = frame[frame["rasio"].notna()]
    largest = float(known["penyebut"].max()) if len(known) else 1.0
    # exactly at each kecamatan, where the eye compares; in between the steps of the binomial are left out
    between = np.linspace(max(5, largest / 80), largest * 1.08, _STEPS).round()
    counts = np.unique([*between, *known["penyebut"].astype("float64")])
    figure = Figure()
    for level, dash, width in ((LEVEL, "solid", 2.5), (_DRAWN, "dash", 2)):
        for limit in funnel_limits(float(district["rasio"]), counts, level):
            figure.add_scatter(
                x=counts,
                y=np.clip(limit, 0, 1),
                mode="lines",
                line={"color": theme.MUTED, "dash": dash, "width": width},
                hoverinfo="skip",
                name=f"{level}",
            )
    figure.add_hline(y=float(district["rasio"]), line={"color": theme.PRIMARY, "width": 2.5})
    for tier in (SETARA, RENDAH, TINGGI):
        part = known[known["tingkat"] == tier]
        named = part["kode_kecamatan"].eq(chosen) | (tier != SETARA)
        figure.add_scatter(
            x=part["penyebut"].astype("float64"),
            y=part["rasio"],
            mode="markers+text",
            name=TIER_PHRASE[tier],
            marker={"symbol": theme.TIER_SYMBOL[tier], "size": 15, "color": theme.TIER[tier]},
            text=part["nama"].where(named, ""),
            textposition="top center",
            textfont={"size": theme.TEXT_PX, "color": theme.TEXT},
            hovertext=[hover(row) for row in part.to_dict("records")],
            hoverinfo="text",
        )
    _frame_chosen(figure, known, chosen)
    figure.update_xaxes(
        title={"text": f"penyebut: {satuan}", "font": {"size": theme.SMALL_PX}},
        range=[0, largest * 1.1],
        tickformat=",d",
        separatethousands=True,
    )
    figure.update_yaxes(**percent_axis([*known["rasio"], float(district["rasio"]) * 1.6]))
    return figure.update_layout(
        template=theme.TEMPLATE,
        height=height,
        showlegend=False,
        separators=",.",
        title={
            "text": "Makin banyak yang dihitung, makin sempit batas kebetulan",
            "subtitle": {"text": _legend(district)},
        },
        margin={"l": 8, "r": 16, "t": 84, "b": 52},
    )


def _legend(district: Mapping) -> str:
    here = f"{district['nama']} {bahasa.persen(district['rasio'])}"
    return "   ".join(
        [
            mark("─", theme.PRIMARY, here),
            mark("─", theme.MUTED, "batas 99,8 % (penilaian)"),
            mark("╌", theme.MUTED, "batas 95 %"),
        ]
    )


def _frame_chosen(figure: Figure, known: pd.DataFrame, chosen: str | None) -> None:
    for row in known[known["kode_kecamatan"] == chosen].itertuples():
        figure.add_scatter(
            x=[float(row.penyebut)],
            y=[row.rasio],
            mode="markers",
            marker={"symbol": "circle-open", "size": 26, "color": theme.TEXT, "line": {"width": 3}},
            hoverinfo="skip",
            name="dipilih",
        )


def describe(frame: pd.DataFrame, district: Mapping, indikator: str) -> str:
    """Alt text: the district's rate and who lies outside the limits."""
    return (
        f"Diagram corong, {indikator}, {district['nama']}: {bahasa.persen(district['rasio'])}. "
        f"{tier_sentence(frame)}"
    )
