"""The map of one district by kecamatan: no tile, no request off the machine, names on it.

Whoever shows it passes ``alt=describe(...)``; a click selects in the layer ``kecamatan`` and
returns the feature with ``properties.kode``. The layers themselves are in stunting.charts.layers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd
import pydeck as pdk
import shapely
from pydeck.bindings.json_tools import default_serialize
from shapely.geometry import shape

from stunting import bahasa, theme
from stunting.charts import layers
from stunting.charts.classes import Classes
from stunting.charts.placement import Viewport
from stunting.charts.wording import COUNT, RATE, SMOOTHED, TIER_PHRASE, figures, tier_sentence
from stunting.stats.audit_counts import refuse
from stunting.stats.tiers import DISEMBUNYIKAN, SETARA, TANPA_DATA

LAYER = layers.KECAMATAN


class CompactDeck(pdk.Deck):
    """pydeck writes its JSON with indents: four times the size on the wire, ten times the work."""

    def to_json(self) -> str:
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))


@dataclass(frozen=True)
class Swatch:
    """One entry of the legend: a colour as kotak, lingkaran, arsir or titik, and its words."""

    text: str
    colour: str
    bentuk: str = "kotak"


def kecamatan_map(
    frame: pd.DataFrame,
    geojson: dict,
    neighbours: dict,
    classes: Classes,
    *,
    chosen: str | None = None,
    ukuran: str = RATE,
    height: int = 560,
    width: int = 900,
) -> pdk.Deck:
    """Choropleth (``ukuran`` "rasio" or "diratakan") or circles by number (``"jumlah"``).

    ``frame`` has kode_kecamatan, nama, pembilang, penyebut, rasio, bawah, atas, tingkat, and diratakan
    (stats/smoothing.py) where that is drawn.
    ``geojson`` and ``neighbours`` come from stunting.boundaries and are not changed. ``chosen``
    is a kecamatan code. ``width`` is the narrowest the picture may get on the page, in pixels:
    the view is fitted to it. A kecamatan without a row counts as "tidak ada data". Raises
    ValueError for a district without boundaries.
    """
    refuse(frame)
    if not geojson["features"]:
        raise ValueError("tidak ada batas kecamatan untuk wilayah ini")
    rows = {row["kode_kecamatan"]: row for row in frame.to_dict("records")}
    features = [
        _feature(each, rows.get(each["properties"]["kode"]), classes, ukuran)
        for each in geojson["features"]
    ]
    bounds = tuple(shapely.total_bounds([shape(each["geometry"]) for each in features]))
    view = Viewport.fit(bounds, width, height)
    stack = [
        layers.areas("tetangga", neighbours, theme.NEIGHBOUR, 1.5),
        layers.choropleth(features),
        layers.hatching(features, view),
        *([layers.stippling(features, view)] if ukuran == RATE else []),
        *layers.outlines([each for each in features if each["properties"]["kode"] == chosen]),
    ]
    if ukuran == COUNT:
        stack.append(layers.circles(features, view))
    stack.append(layers.names(features, view, ukuran))
    return on_page(stack, view)


def on_page(stack: list[pdk.Layer], view: Viewport) -> pdk.Deck:
    """Layers as a map that is moved by hand only and asks for nothing off the machine."""
    return CompactDeck(
        layers=stack,
        views=[
            pdk.View(
                type="MapView",
                controller={"scrollZoom": False, "dragRotate": False, "touchRotate": False},
            )
        ],
        initial_view_state=pdk.ViewState(
            longitude=view.lon, latitude=view.lat, zoom=view.zoom, min_zoom=view.zoom - 0.5
        ),
        map_provider=None,
        tooltip=_TOOLTIP,
    )


_UNCERTAIN = "selang lebar, warna bisa lain"
SMOOTHED_NOTE = (
    "Peta ini diratakan (empirical Bayes): makin sedikit yang diukur, makin dekat ke angka wilayahnya. "
    "Bukan angka tercatat."
)


def legend(frame: pd.DataFrame, classes: Classes, ukuran: str = RATE) -> list[Swatch]:
    """From little to much; "tidak ada data" and "disembunyikan" only where they occur."""
    if ukuran == COUNT:
        swatches = [Swatch("luas lingkaran sebanding dengan jumlah", theme.CIRCLE, "lingkaran")]
    else:
        swatches = [
            Swatch(text, colour)
            for text, colour in zip(classes.labels(), classes.colours(), strict=True)
        ]
    tiers = set(frame["tingkat"])
    if DISEMBUNYIKAN in tiers:
        swatches.append(Swatch(TIER_PHRASE[DISEMBUNYIKAN], theme.HIDDEN_FILL))
    if TANPA_DATA in tiers:
        swatches.append(Swatch(TIER_PHRASE[TANPA_DATA], theme.NO_DATA_FILL, "arsir"))
    if ukuran == RATE and classes.uncertain(frame["bawah"], frame["atas"]).any():
        swatches.append(Swatch(_UNCERTAIN, theme.BACKGROUND, "titik"))
    return swatches


def legend_html(swatches: list[Swatch], judul: str = "") -> str:
    """The legend for st.html: one line that wraps, swatches with their words."""
    items = "".join(
        f'<span style="display:inline-flex;align-items:center;gap:.4em">'
        f'<span style="width:{_CSS_SIZE[each.bentuk]};border:1px solid {theme.MUTED};'
        f'background:{_css_fill(each)}"></span>{escape(each.text)}</span>'
        for each in swatches
    )
    heading = f"<strong>{escape(judul)}</strong>" if judul else ""
    return (
        '<div role="group" aria-label="Legenda peta" style="display:flex;flex-wrap:wrap;'
        f'gap:.3em 1.2em;font-size:.9rem;color:{theme.TEXT}">{heading}{items}</div>'
    )


def describe(
    frame: pd.DataFrame,
    district: Mapping,
    indikator: str,
    classes: Classes,
    *,
    chosen: str | None = None,
    ukuran: str = RATE,
) -> str:
    """Alt text. ``district`` is the district's row, ``indikator`` the name of the indicator."""
    kind = "Peta jumlah per kecamatan" if ukuran == COUNT else "Peta kecamatan"
    parts = [f"{kind}, {indikator}, {district['nama']}: {figures(district)}."]
    known = frame[frame["rasio"].notna()]
    if len(known):
        value = "pembilang" if ukuran == COUNT else ukuran
        ordered = known.sort_values(value, ascending=False)
        for word, row in (("Tertinggi", ordered.iloc[0]), ("Terendah", ordered.iloc[-1])):
            parts.append(f"{word} {row['nama']}, {figures(row)}.")
    parts.append(tier_sentence(frame))
    few = frame.loc[classes.uncertain(frame["bawah"], frame["atas"]), "nama"].tolist()
    if few and ukuran == RATE:
        parts.append(f"{_UNCERTAIN.capitalize()}: {bahasa.daftar(few)}.")
    if ukuran == SMOOTHED:
        parts.append(SMOOTHED_NOTE)
    for _, row in frame[frame["kode_kecamatan"] == chosen].iterrows():
        parts.append(f"Dipilih: {row['nama']}, {_situation(row)}.")
    return " ".join(part for part in parts if part)


_TOOLTIP = {
    "html": "<b>{nama}</b><br/>{angka}<br/>{banding}",
    "style": {
        "backgroundColor": theme.BACKGROUND,
        "color": theme.TEXT,
        "fontSize": f"{theme.TEXT_PX}px",
        "fontFamily": theme.FONT,
        "border": f"1px solid {theme.MUTED}",
        "borderRadius": "4px",
        "padding": "8px 12px",
        "maxWidth": "340px",
    },
}


def _feature(feature: dict, row: dict | None, classes: Classes, ukuran: str) -> dict:
    """A feature with only what the map needs: colour, name, the lines of the tooltip."""
    kode = feature["properties"]["kode"]
    row = row or {"nama": kode, "pembilang": None, "rasio": float("nan"), "tingkat": TANPA_DATA}
    tier = row["tingkat"]
    if tier == TANPA_DATA:
        colour = theme.NO_DATA_FILL
    elif tier == DISEMBUNYIKAN:
        colour = theme.HIDDEN_FILL
    else:
        colour = theme.BACKGROUND if ukuran == COUNT else classes.colour(row[ukuran])
    shown = tier not in (TANPA_DATA, DISEMBUNYIKAN)
    return {
        "type": "Feature",
        "geometry": feature["geometry"],
        "properties": {
            "kode": kode,
            "titik": feature["properties"]["titik"],
            "nama": row["nama"],
            "c": theme.rgb(colour),
            "tingkat": tier,
            "lebar": bool(shown and classes.uncertain([row["bawah"]], [row["atas"]])[0]),
            "jumlah": int(row["pembilang"]) if shown else None,
            "angka": _figures(row, ukuran) if shown else TIER_PHRASE[tier],
            "banding": TIER_PHRASE[tier] if shown else "",
        },
    }


def _figures(row: Mapping, ukuran: str) -> str:
    if ukuran != SMOOTHED:
        return figures(row)
    return f"diratakan {bahasa.persen(row[SMOOTHED])}; tercatat {figures(row)}"


def _situation(row: Mapping) -> str:
    tier = row["tingkat"]
    if tier in (TANPA_DATA, DISEMBUNYIKAN):
        return TIER_PHRASE[tier]
    return f"{figures(row)}, {TIER_PHRASE[tier]}" + ("" if tier == SETARA else " dari wilayahnya")


_CSS_SIZE = {
    "kotak": "1.5em;height:1.1em",
    "arsir": "1.5em;height:1.1em",
    "titik": "1.5em;height:1.1em",
    "lingkaran": "1.1em;height:1.1em;border-radius:50%",
}


def _css_fill(swatch: Swatch) -> str:
    if swatch.bentuk == "titik":
        return f"radial-gradient({theme.TEXT} 1.5px,{swatch.colour} 2px) 0 0/7px 7px"
    if swatch.bentuk != "arsir":
        return swatch.colour
    return f"repeating-linear-gradient(-45deg,{theme.HATCH} 0 1.5px,{swatch.colour} 1.5px 6px)"
