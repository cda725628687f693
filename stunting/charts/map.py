"""The map of one district by kecamatan: no tile, no request off the machine, names on it.

Whoever shows it passes ``alt=describe(...)``; a click selects in the layer ``kecamatan`` and returns the
feature with ``properties.kode``. Fills and names are set on the sub-layers: Streamlit fades what
is not selected by rewriting a layer's own colour, and the fills would no longer match the legend.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import pandas as pd
import pydeck as pdk
import shapely
from shapely.geometry import mapping, shape

from stunting import bahasa, theme
from stunting.boundaries import hatch
from stunting.charts.classes import Classes
from stunting.charts.placement import Viewport, push_apart, text_box, wrap
from stunting.charts.wording import TIER_PHRASE, figures, tier_sentence
from stunting.stats.tiers import DISEMBUNYIKAN, SETARA, TANPA_DATA

LAYER = "kecamatan"  # the layer a click answers from
RATE, COUNT = "rasio", "jumlah"
_HATCH_PX = 9
_NAME_PX = (24, 18)  # size of names, for few and for many kecamatan
_MANY = 12
BACKDROP_SHARE = 0.15  # surroundings on each side, of the district's own width and height
_LARGEST_CIRCLE = 0.08  # radius as a share of the shorter side


class CompactDeck(pdk.Deck):
    """pydeck writes its JSON with indents, four times the size on the wire."""

    def to_json(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


@dataclass(frozen=True)
class Swatch:
    """One entry of the legend: a colour as ``kotak``, ``lingkaran`` or ``arsir``, and its words."""

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
    """Choropleth (``ukuran`` "rasio") or circles by number (``"jumlah"``) of the standard frame.

    ``frame`` has kode_kecamatan, nama, pembilang, penyebut, rasio, bawah, atas, tingkat. ``geojson`` and
    ``neighbours`` come from stunting.boundaries and are not changed. ``chosen`` is a kecamatan code. ``width`` is the
    narrowest the picture may get on the page, in pixels: the view is fitted to it. A kecamatan without
    a row counts as "tidak ada data".
    """
    rows = {row["kode_kecamatan"]: row for row in frame.to_dict("records")}
    features = [
        _feature(each, rows.get(each["properties"]["kode"]), classes, ukuran)
        for each in geojson["features"]
    ]
    bounds = tuple(shapely.total_bounds([shape(each["geometry"]) for each in features]))
    view = Viewport.fit(bounds, width, height)
    layers = [
        _area_layer("tetangga", _backdrop(json.dumps(neighbours), bounds, view), theme.NEIGHBOUR, 1.5),
        _choropleth(features),
        _hatch_layer(features, view),
        *_outlines([each for each in features if each["properties"]["kode"] == chosen]),
    ]
    if ukuran == COUNT:
        layers.append(_circles(features, min(width, height) * _LARGEST_CIRCLE))
    layers.append(_names(features, view, ukuran))
    return CompactDeck(
        layers=layers,
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


def legend(frame: pd.DataFrame, classes: Classes, ukuran: str = RATE) -> list[Swatch]:
    """The swatches in order of size; what does not occur on the map (no data, hidden) is left out."""
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
    *,
    chosen: str | None = None,
    ukuran: str = RATE,
) -> str:
    """Alt text. ``district`` is the row of the district, ``indikator`` the name of the indicator."""
    kind = "Peta kecamatan" if ukuran == RATE else "Peta jumlah per kecamatan"
    parts = [f"{kind}, {indikator}, {district['nama']}: {figures(district)}."]
    known = frame[frame["rasio"].notna()]
    if len(known):
        value = "rasio" if ukuran == RATE else "pembilang"
        ordered = known.sort_values(value, ascending=False)
        for word, row in (("Tertinggi", ordered.iloc[0]), ("Terendah", ordered.iloc[-1])):
            parts.append(f"{word} {row['nama']}, {figures(row)}.")
    parts.append(tier_sentence(frame))
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
        colour = theme.BACKGROUND if ukuran == COUNT else classes.colour(row["rasio"])
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
            "jumlah": int(row["pembilang"]) if shown else None,
            "angka": figures(row) if shown else TIER_PHRASE[tier],
            "banding": TIER_PHRASE[tier] if shown else "",
        },
    }


def _situation(row: Mapping) -> str:
    tier = row["tingkat"]
    if tier in (TANPA_DATA, DISEMBUNYIKAN):
        return TIER_PHRASE[tier]
    return f"{figures(row)}, {TIER_PHRASE[tier]}" + ("" if tier == SETARA else " dari wilayahnya")


def _area_layer(name: str, collection: dict, fill: str, line_px: float) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        collection,
        id=name,
        pickable=False,
        stroked=True,
        get_line_color=theme.rgb(theme.BACKGROUND),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=line_px,
        _sub_layer_props={"polygons-fill": {"getFillColor": theme.rgb(fill)}},
    )


def _choropleth(features: list[dict]) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        _collection(features),
        id=LAYER,
        pickable=True,
        auto_highlight=True,
        highlight_color=theme.rgb(theme.HIGHLIGHT, 90),
        stroked=True,
        get_line_color=theme.rgb(theme.MUTED),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=1.2,
        _sub_layer_props={"polygons-fill": {"getFillColor": "@@=properties.c"}},
    )


def _hatch_layer(features: list[dict], view: Viewport) -> pdk.Layer:
    lines = [
        line
        for each in features
        if each["properties"]["tingkat"] == TANPA_DATA
        for line in hatch(each["geometry"], _HATCH_PX * view.degrees_per_pixel)
    ]
    return _line_layer("arsir", {"type": "MultiLineString", "coordinates": lines}, theme.HATCH, 1.6)


def _outlines(features: list[dict]) -> list[pdk.Layer]:
    """Yellow on black: clear on the lightest and on the darkest class."""
    return [
        _line_layer(f"dipilih-{i}", each["geometry"], colour, line_px)
        for each in features
        for i, (colour, line_px) in enumerate(((theme.TEXT, 9), (theme.HIGHLIGHT, 5)))
    ]


def _line_layer(name: str, geometry: dict, colour: str, line_px: float) -> pdk.Layer:
    feature = {"type": "Feature", "geometry": geometry, "properties": {}}
    return pdk.Layer(
        "GeoJsonLayer",
        _collection([feature]),
        id=name,
        pickable=False,
        filled=False,
        stroked=True,
        get_line_color=theme.rgb(colour),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=line_px,
        line_joint_rounded=True,
        line_cap_rounded=True,
    )


def _circles(features: list[dict], largest_px: float) -> pdk.Layer:
    """Circles whose AREA is proportional to the number; a counted zero has none."""
    most = max((each["properties"]["jumlah"] or 0 for each in features), default=0)
    points = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": each["properties"]["titik"]},
            "properties": {"r": round(largest_px * (count / most) ** 0.5, 1)},
        }
        for each in features
        if (count := each["properties"]["jumlah"])
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        _collection(points),
        id="lingkaran",
        pickable=False,
        stroked=True,
        get_line_color=theme.rgb(theme.PRIMARY),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=1.5,
        point_radius_units=pdk.types.String("pixels"),
        get_point_radius="properties.r",
        _sub_layer_props={"points-circle": {"getFillColor": theme.rgb(theme.CIRCLE)}},
    )


def _names(features: list[dict], view: Viewport, ukuran: str) -> pdk.Layer:
    """Names at the label points, wrapped to their area and pushed apart; hidden figures say so."""
    size = _NAME_PX[len(features) > _MANY]
    texts, points = [], []
    for each in features:
        properties = each["properties"]
        west, _, east, _ = shape(each["geometry"]).bounds
        text = wrap(properties["nama"], size, (east - west) / view.degrees_per_pixel * 0.9)
        if properties["tingkat"] == DISEMBUNYIKAN:
            text += "\ndisembunyikan"
        elif ukuran == COUNT and properties["jumlah"] is not None:
            text += f"\n{bahasa.angka(properties['jumlah'])}"
        texts.append(text)
        points.append(view.pixels(*properties["titik"]))
    offsets = push_apart(
        points, [text_box(text, size) for text in texts], view.width, view.height
    )
    data = [
        {"p": each["properties"]["titik"], "t": text, "o": [round(x), round(y)]}
        for each, text, (x, y) in zip(features, texts, offsets, strict=True)
    ]
    return pdk.Layer(
        "TextLayer",
        data,
        id="nama",
        pickable=False,
        get_position="p",
        get_text="t",
        get_size=size,
        get_pixel_offset="o",
        line_height=1.1,
        font_family=pdk.types.String(theme.FONT),
        font_weight=600,
        character_set=pdk.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 64, "buffer": 16, "radius": 24},
        outline_width=12 if ukuran == RATE else 6,
        outline_color=theme.rgb(theme.BACKGROUND, 235),
        _sub_layer_props={"characters": {"getColor": theme.rgb(theme.TEXT)}},
    )


@lru_cache(maxsize=8)
def _backdrop(neighbours: str, bounds: tuple[float, ...], view: Viewport) -> dict:
    """The surroundings as one plain shape per district, cut to a tidy frame: a tenth of the bytes."""
    west, south, east, north = bounds
    dx, dy = BACKDROP_SHARE * (east - west), BACKDROP_SHARE * (north - south)
    frame = shapely.box(west - dx, south - dy, east + dx, north + dy)
    groups: dict[str, list] = {}
    for each in json.loads(neighbours)["features"]:
        groups.setdefault(each["properties"]["kode"][:5], []).append(shape(each["geometry"]))
    merged = [
        shapely.union_all(parts).simplify(2 * view.degrees_per_pixel).intersection(frame)
        for parts in groups.values()
    ]
    return _collection(
        [
            {"type": "Feature", "geometry": mapping(shapely.set_precision(each, 1e-4)), "properties": {}}
            for each in merged
            if not each.is_empty
        ]
    )


def _collection(features: list[dict]) -> dict:
    return {"type": "FeatureCollection", "features": features}


_CSS_SIZE = {
    "kotak": "1.5em;height:1.1em",
    "arsir": "1.5em;height:1.1em",
    "lingkaran": "1.1em;height:1.1em;border-radius:50%",
}


def _css_fill(swatch: Swatch) -> str:
    if swatch.bentuk != "arsir":
        return swatch.colour
    return (
        f"repeating-linear-gradient(-45deg,{theme.HATCH} 0 1.5px,{swatch.colour} 1.5px 6px)"
    )
