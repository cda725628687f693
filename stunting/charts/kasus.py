"""One case's measures against what WHO or the threshold expects."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure

_BAND = {"median": "median WHO", "minus_dua": "-2 SD", "minus_tiga": "-3 SD"}
_MEASURES = (
    ("hb_gdl", "hb_ambang", "Hb (g/dL)", 6, 16),
    ("lila_cm", "lila_ambang", "LILA (cm)", 18, 32),
)
_PANELS = (("", 0.62, 1.0), ("2", 0.0, 0.38))  # axes, bottom and top as shares of the picture


def growth(
    rows: pd.DataFrame, band: pd.DataFrame, audited: float | None, *, height: int = 430
) -> Figure:
    """Length or height by age in months over the WHO lines; the measurement at the audit is ringed.

    ``rows``: umur_bulan, tb_cm; ``band``: umur_bulan, median, minus_dua, minus_tiga of one sex; ``audited``:
    the age in months at the audit.
    """
    figure = Figure()
    oldest = 60 if rows.empty else min(60, int(rows["umur_bulan"].max()) + 6)
    lines = band[band["umur_bulan"] <= max(oldest, 12)]
    for name, dash in (("median", "solid"), ("minus_dua", "dash"), ("minus_tiga", "dot")):
        figure.add_scatter(
            x=lines["umur_bulan"],
            y=lines[name],
            mode="lines",
            line={"color": theme.MUTED, "dash": dash, "width": 2},
            hoverinfo="skip",
        )
        if len(lines):
            figure.add_annotation(
                x=lines["umur_bulan"].iloc[-1], y=lines[name].iloc[-1], text=_BAND[name], xanchor="left",
                showarrow=False, font={"size": theme.SMALL_PX, "color": theme.MUTED},
            )  # fmt: skip
    figure.add_scatter(
        x=rows["umur_bulan"],
        y=rows["tb_cm"],
        mode="lines+markers",
        line={"color": theme.PRIMARY, "width": 3},
        marker={"size": 11, "color": theme.PRIMARY},
        hovertext=[
            f"umur {int(age)} bulan: {bahasa.angka(height, 1)} cm"
            for age, height in zip(rows["umur_bulan"], rows["tb_cm"], strict=True)
        ],
        hoverinfo="text",
    )
    at = rows[rows["umur_bulan"] == audited]
    if len(at):
        figure.add_scatter(
            x=at["umur_bulan"],
            y=at["tb_cm"],
            mode="markers+text",
            marker={
                "size": 22,
                "color": "rgba(0,0,0,0)",
                "line": {"color": theme.TARGET, "width": 3},
            },
            text=["saat audit"] * len(at),
            textposition="bottom center",
            textfont={"size": theme.SMALL_PX, "color": theme.TARGET},
            hoverinfo="skip",
        )
    figure.update_xaxes(title="Umur (bulan)", rangemode="tozero", range=[0, max(oldest, 12) + 6])
    figure.update_yaxes(title="Panjang/tinggi badan (cm)")
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": "Pertumbuhan tinggi badan, dibanding standar WHO 2006"},
        showlegend=False,
        height=height,
        margin={"l": 8, "r": 8, "t": 56, "b": 8},
    )


def checks(rows: pd.DataFrame, audited: str, *, height: int = 430) -> Figure:
    """Hb and LILA of a woman per cycle, each on its own scale, with the threshold as a line.

    ``rows``: siklus, hb_gdl, hb_ambang, lila_cm, lila_ambang; ``audited``: the cycle of the audit.
    """
    figure = Figure()
    for (name, limit, words, low, high), (axis, bottom, top) in zip(
        _MEASURES, _PANELS, strict=True
    ):
        figure.add_annotation(
            text=words, x=0.5, y=top, xref="paper", yref="paper", xanchor="center", yanchor="bottom",
            showarrow=False, font={"size": theme.SMALL_PX},
        )  # fmt: skip
        known = rows[rows[name].notna()]
        cycles = [bahasa.siklus_pendek(each) for each in known["siklus"]]
        figure.add_scatter(
            x=known[name],
            y=cycles,
            mode="markers+text",
            marker={
                "size": 18,
                "color": [
                    theme.PRIMARY if each == audited else theme.MUTED for each in known["siklus"]
                ],
            },
            text=[bahasa.angka(value, 1) for value in known[name]],
            textposition="top center",
            textfont={"size": theme.TEXT_PX},
            hoverinfo="skip",
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
        )
        if len(known):
            edge = float(known[limit].iloc[-1])
            line = {"color": theme.TARGET, "dash": "dash", "width": 2}
            figure.add_vline(edge, line=line, axis=axis)
            figure.add_annotation(
                x=edge, y=cycles[0], text=f"ambang {bahasa.angka(edge, 1)}", yshift=-30, showarrow=False,
                font={"size": theme.SMALL_PX, "color": theme.TARGET}, xref=f"x{axis}", yref=f"y{axis}",
            )  # fmt: skip
        figure.update_xaxes(axis=axis, range=[low, high], anchor=f"y{axis}")
        figure.update_yaxes(
            axis=axis, type="category", showgrid=False, domain=[bottom, top], anchor=f"x{axis}"
        )
    return figure.update_layout(
        template=theme.TEMPLATE,
        showlegend=False,
        height=height,
        margin={"l": 8, "r": 8, "t": 48, "b": 8},
    )


def describe_growth(rows: pd.DataFrame) -> str:
    """Alt text: height and z by age."""
    if rows.empty:
        return "Tidak ada ukuran yang sah."
    parts = [
        f"umur {int(row.umur_bulan)} bulan {bahasa.angka(row.tb_cm, 1)} cm (z {bahasa.angka(row.z_tbu, 1)})"
        for row in rows.itertuples()
    ]
    return f"Tinggi badan menurut umur: {'; '.join(parts)}."


def describe_checks(rows: pd.DataFrame) -> str:
    """Alt text: Hb and LILA per cycle with their thresholds."""
    if rows.empty:
        return "Tidak ada pemeriksaan."
    parts = [
        f"{bahasa.siklus(row.siklus)}: Hb {bahasa.angka(row.hb_gdl, 1)} (ambang "
        f"{bahasa.angka(row.hb_ambang, 1)}), LILA {bahasa.angka(row.lila_cm, 1)} cm (ambang "
        f"{bahasa.angka(row.lila_ambang, 1)})"
        for row in rows.itertuples()
    ]
    return f"{'; '.join(parts)}."
