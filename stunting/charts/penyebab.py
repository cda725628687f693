"""Causes across audited cases as counts: several per case, never a share."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.charts.wording import mark

LEVEL = {
    "langsung": ("langsung", "#0B5563"),
    "tidak_langsung": ("tidak langsung", "#2A7AB0"),
    "akar": ("akar masalah", "#9A6400"),
    "tata_kelola": ("tata kelola", "#6B777E"),
}


def bars(rows: pd.DataFrame, total: int, *, judul: str, height: int = 470) -> Figure:
    """One bar per cause, most frequent first, coloured by level and named in words.

    ``rows``: penyebab, tingkat, kasus; ``total``: the cases that were audited.
    """
    colours = [LEVEL[level][1] for level in rows["tingkat"]]
    figure = case_bars(
        rows["penyebab"], rows["kasus"], total, judul=judul, height=height, colours=colours
    )
    used = [each for each in LEVEL if each in set(rows["tingkat"])]
    legend = "   ".join(mark("█", LEVEL[each][1], LEVEL[each][0]) for each in used)
    return figure.update_layout(title={"subtitle": {"text": legend}}, margin={"t": 84})


def case_bars(
    names: pd.Series,
    counts: pd.Series,
    total: int,
    *,
    judul: str,
    height: int = 470,
    colours: str | list[str] = theme.PRIMARY,
) -> Figure:
    """One bar per name: how many of the ``total`` audited cases it is about, in counts.

    ``colours``: one for all bars, or one for each.
    """
    figure = Figure()
    figure.add_bar(
        orientation="h",
        y=names,
        x=counts,
        marker={"color": colours},
        text=[f"<b>{bahasa.angka(n)}</b> dari {bahasa.angka(total)} kasus" for n in counts],
        textposition="outside",
        textfont={"size": theme.TEXT_PX},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_xaxes(visible=False, range=[0, max(1, total) * 1.25])
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul},
        bargap=0.25,
        height=height,
        margin={"l": 8, "r": 8, "t": 56, "b": 8},
    )


def places(
    rows: pd.DataFrame, *, judul: str, chosen: str | None = None, height: int = 470
) -> Figure:
    """Families per kecamatan, most first; hidden figures say so.

    ``rows``: nama, kode_kecamatan, pembilang (NA where it is hidden).
    """
    ordered = rows.sort_values("pembilang", ascending=False, na_position="last")
    names = [
        f"<b>{row.nama}</b>" if row.kode_kecamatan == chosen else row.nama
        for row in ordered.itertuples()
    ]
    figure = Figure()
    figure.add_bar(
        orientation="h",
        y=names,
        x=ordered["pembilang"].astype("Float64").fillna(0),
        marker={
            "color": [
                theme.HIDDEN_FILL if pd.isna(value) else theme.PRIMARY
                for value in ordered["pembilang"]
            ]
        },
        text=[
            "disembunyikan" if pd.isna(value) else f"<b>{bahasa.angka(value)}</b>"
            for value in ordered["pembilang"]
        ],
        textposition="outside",
        textfont={"size": theme.TEXT_PX},
        cliponaxis=False,
        hoverinfo="skip",
    )
    most = ordered["pembilang"].max()
    figure.update_xaxes(visible=False, range=[0, 1.2 * (1 if pd.isna(most) else max(1, most))])
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul},
        bargap=0.25,
        height=height,
        margin={"l": 8, "r": 8, "t": 56, "b": 8},
    )


def describe(rows: pd.DataFrame, total: int) -> str:
    """Alt text: causes in order with how many of the cases have them."""
    parts = [f"{row.penyebab} {bahasa.angka(row.kasus)}" for row in rows.itertuples()]
    return f"Penyebab pada {bahasa.angka(total)} kasus audit: {'; '.join(parts) or 'belum ada'}."


def describe_places(rows: pd.DataFrame) -> str:
    """Alt text: families per kecamatan."""
    ordered = rows.sort_values("pembilang", ascending=False, na_position="last")
    parts = [
        f"{row.nama} {'disembunyikan' if pd.isna(row.pembilang) else bahasa.angka(row.pembilang)}"
        for row in ordered.itertuples()
    ]
    return f"Keluarga dengan pola yang sama: {'; '.join(parts)}."
