"""Kecamatan in order of their figure: the map's companion, where the uncertainty shows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.axes import percent_axis
from stunting.charts.figure import Figure
from stunting.charts.wording import (
    COUNT,
    RATE,
    TIER_PHRASE,
    figures,
    hover,
    interval_bars,
    mark,
    refuse_survey_beside_other_ages,
    tier_sentence,
)
from stunting.stats.audit_counts import refuse
from stunting.stats.tiers import RENDAH, SETARA, TINGGI, funnel_limits

_LABEL_PX = 22  # height of one line of text above the picture
_BAND = 0.34  # half the height of a row's band, in rows


def ordered_bar(
    frame: pd.DataFrame,
    district: Mapping,
    *,
    chosen: str | None = None,
    target: tuple[str, float] | None = None,
    survei: tuple[str, float] | None = None,
    kelompok: str = "",
    ukuran: str = RATE,
    judul: str = "",
    height: int = 600,
) -> Figure:
    """Standard frame as dots with 95 % intervals (``"rasio"``) or bars (``"jumlah"``), highest on
    top.

    The pale band of each row is where the district's rate would leave a kecamatan of that size:
    inside it is setara. ``district`` is the district's row, ``chosen`` a code; ``target`` and
    ``survei`` are (label, ratio 0..1) drawn as reference lines. Rows without a figure stand at the
    bottom and say why. Raises ValueError for a survey figure when ``kelompok`` is not balita.
    """
    refuse(frame)
    if survei is not None:
        refuse_survey_beside_other_ages(kelompok)
    value = "rasio" if ukuran == RATE else "pembilang"
    known = frame[frame["rasio"].notna()].sort_values([value, "nama"], ascending=[False, True])
    missing = frame[frame["rasio"].isna()].sort_values("nama")
    rows = pd.concat([known, missing]).reset_index(drop=True)
    figure = Figure()
    if ukuran == RATE:
        _add_bands(figure, rows, district)
        levels = _add_references(figure, len(known), district, target, survei)
        _add_dots(figure, rows)
        top = 80 + _LABEL_PX * levels
    else:
        top = 44
        _add_bars(figure, rows, chosen)
    _add_missing(figure, rows)
    if chosen in set(rows["kode_kecamatan"]):
        at = int(rows.index[rows["kode_kecamatan"] == chosen][0])
        figure.add_hrect(at - 0.5, at + 0.5, fillcolor=theme.HIGHLIGHT_SOFT)
    figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul, "subtitle": {"text": _legend(known) if ukuran == RATE else ""}},
        height=height,
        margin={"l": 8, "r": 8, "t": top, "b": 44},
        showlegend=False,
        bargap=0.3,
    )
    y_range = [len(rows) - 0.5, -0.5]
    figure.update_yaxes(
        range=y_range,
        tickvals=list(range(len(rows))),
        ticktext=[_name(row, chosen) for row in rows.to_dict("records")],
        showgrid=False,
        ticklabelstandoff=8,
    )
    _add_figures_on_the_right(figure, rows, ukuran, y_range)
    _label_x(figure, rows, ukuran)
    return figure


def describe(
    frame: pd.DataFrame,
    district: Mapping,
    indikator: str,
    *,
    chosen: str | None = None,
    ukuran: str = RATE,
) -> str:
    """Alt text: the order in words, the district, the tiers, the chosen kecamatan."""
    value = "rasio" if ukuran == RATE else "pembilang"
    known = frame[frame["rasio"].notna()].sort_values([value, "nama"], ascending=[False, True])
    parts = [
        f"Grafik urutan {bahasa.angka(len(frame))} kecamatan, {indikator}.",
        f"{district['nama']} {figures(district)}.",
    ]
    if len(known):
        ends = [f"{row['nama']} {figures(row)}" for _, row in known.iloc[[0, -1]].iterrows()]
        parts.append(f"Dari tertinggi {ends[0]} sampai terendah {ends[1]}.")
    parts.append(tier_sentence(frame))
    for _, row in known[known["kode_kecamatan"] == chosen].iterrows():
        parts.append(f"Dipilih: {row['nama']} {figures(row)}, {TIER_PHRASE[row['tingkat']]}.")
    return " ".join(part for part in parts if part)


def _add_bands(figure: Figure, rows: pd.DataFrame, district: Mapping) -> None:
    low, high = funnel_limits(district["rasio"], rows["penyebut"])
    figure.add_bar(
        orientation="h",
        y=rows.index,
        base=low,
        x=high - low,
        width=2 * _BAND,
        marker={"color": theme.BAND, "line": {"width": 0}},
        name="rentang setara",
        hoverinfo="skip",
    )


def _add_dots(figure: Figure, rows: pd.DataFrame) -> None:
    for tier in (TINGGI, SETARA, RENDAH):
        part = rows[rows["tingkat"] == tier]
        if part.empty:
            continue
        figure.add_scatter(
            x=part["rasio"],
            y=part.index,
            mode="markers",
            name=TIER_PHRASE[tier],
            marker={"symbol": theme.TIER_SYMBOL[tier], "size": 15, "color": theme.TIER[tier]},
            error_x=interval_bars(part, theme.TIER[tier], 2.5),
            hovertext=[f"{hover(row)}<br>{TIER_PHRASE[tier]}" for row in part.to_dict("records")],
            hoverinfo="text",
        )


def _legend(rows: pd.DataFrame) -> str:
    """What symbols and band mean, as one line under the title: a Plotly legend would take the
    width.
    """
    present = [tier for tier in (TINGGI, SETARA, RENDAH) if (rows["tingkat"] == tier).any()]
    marks = [mark(theme.TIER_MARK[tier], theme.TIER[tier], TIER_PHRASE[tier]) for tier in present]
    band = mark("█", theme.BAND, "rentang setara")
    return "   ".join([*marks, band])


def _add_references(
    figure: Figure,
    measured: int,
    district: Mapping,
    target: tuple[str, float] | None,
    survei: tuple[str, float] | None,
) -> int:
    """Labelled lines through the measured rows, each label on a level of its own; how many
    levels.
    """
    lines = [(district["nama"], district["rasio"], theme.TEXT, "solid")]
    if target is not None:
        lines.append((*target, theme.TARGET, "dash"))
    if survei is not None:
        lines.append((*survei, theme.SURVEY, "dot"))
    known = [line for line in lines if not pd.isna(line[1])]
    for level, (label, ratio, colour, dash) in enumerate(sorted(known, key=lambda line: line[1])):
        figure.add_scatter(
            x=[ratio, ratio],
            y=[-0.5, measured - 0.5],
            mode="lines",
            line={"color": colour, "dash": dash, "width": 2},
            name=label,
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=ratio,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=_LABEL_PX * level,
            text=f"{label} {bahasa.persen(ratio)}",
            showarrow=False,
            font={"size": theme.SMALL_PX, "color": colour},
        )
    return len(known)


def _add_bars(figure: Figure, rows: pd.DataFrame, chosen: str | None) -> None:
    known = rows[rows["rasio"].notna()]
    figure.add_bar(
        orientation="h",
        y=known.index,
        x=known["pembilang"],
        marker={
            "color": [
                theme.PRIMARY if kode == chosen else theme.CIRCLE
                for kode in known["kode_kecamatan"]
            ]
        },
        hovertext=[hover(row) for row in known.to_dict("records")],
        hoverinfo="text",
        showlegend=False,
    )


def _add_missing(figure: Figure, rows: pd.DataFrame) -> None:
    for at, row in rows[rows["rasio"].isna()].iterrows():
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=at,
            text=TIER_PHRASE[row["tingkat"]],
            showarrow=False,
            font={"size": theme.SMALL_PX, "color": theme.MUTED},
        )


def _add_figures_on_the_right(
    figure: Figure, rows: pd.DataFrame, ukuran: str, y_range: list[float]
) -> None:
    """The figures as the labels of a second axis, so that they line up and never cover a dot."""
    texts = []
    for row in rows.to_dict("records"):
        if pd.isna(row["rasio"]):
            texts.append("")
        elif ukuran == RATE:
            counts = f"{bahasa.angka(row['pembilang'])}/{bahasa.angka(row['penyebut'])}"
            texts.append(f"<b>{bahasa.persen(row['rasio'])}</b>  {counts}")
        else:
            texts.append(f"<b>{bahasa.angka(row['pembilang'])}</b>  {bahasa.persen(row['rasio'])}")
    figure.add_scatter(x=[None], y=[None], yaxis="y2", showlegend=False, hoverinfo="skip")
    figure.update_layout(
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "range": y_range,
            "tickvals": list(range(len(rows))),
            "ticktext": texts,
            "showgrid": False,
            "ticklabelstandoff": 8,
        }
    )


def _label_x(figure: Figure, rows: pd.DataFrame, ukuran: str) -> None:
    if ukuran == COUNT:
        figure.update_xaxes(rangemode="tozero", tickformat=",d")
    else:
        figure.update_xaxes(**percent_axis(rows["atas"]))


def _name(row: Mapping, chosen: str | None) -> str:
    return f"<b>{row['nama']}</b>" if row["kode_kecamatan"] == chosen else row["nama"]
