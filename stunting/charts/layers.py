"""The layers of the kecamatan map, from the bottom: surroundings, fills, hatch, outline, circles,
names.

Features carry ``properties`` kode, titik, nama, c (fill as [r, g, b, a]), tingkat and jumlah.
Fills and names are coloured on the sub-layers: Streamlit fades what is not selected by rewriting
a layer's own colour, and the fills would no longer match the legend.
"""

from __future__ import annotations

import numpy as np
import pydeck as pdk
from shapely.geometry import Point, Polygon, shape
from shapely.prepared import prep

from stunting import bahasa, theme
from stunting.boundaries import hatch
from stunting.charts.placement import Viewport, push_apart, text_box, wrap
from stunting.charts.wording import COUNT
from stunting.stats.tiers import DISEMBUNYIKAN, TANPA_DATA

KECAMATAN = "kecamatan"  # the layer a click answers from
_HATCH_PX = 9
_STIPPLE_PX = 14
_NAME_PX = (24, 18)  # size of names, for few and for many kecamatan
_MANY = 12
_LARGEST_CIRCLE = 0.08  # radius as a share of the shorter side


def areas(name: str, collection: dict, fill: str, line_px: float) -> pdk.Layer:
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


def choropleth(features: list[dict]) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        _collection(features),
        id=KECAMATAN,
        pickable=True,
        stroked=True,
        get_line_color=theme.rgb(theme.MUTED),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=1.2,
        _sub_layer_props={"polygons-fill": {"getFillColor": "@@=properties.c"}},
    )


def hatching(features: list[dict], view: Viewport) -> pdk.Layer:
    lines = [
        line
        for each in features
        if each["properties"]["tingkat"] == TANPA_DATA
        for line in hatch(each["geometry"], _HATCH_PX * view.degrees_per_pixel)
    ]
    return _line_layer("arsir", {"type": "MultiLineString", "coordinates": lines}, theme.HATCH, 1.6)


def stippling(features: list[dict], view: Viewport) -> pdk.Layer:
    """Dots over the areas whose colour could as well be another one (Classes.uncertain)."""
    step = _STIPPLE_PX * view.degrees_per_pixel
    points = [
        [round(x, 5), round(y, 5)]
        for each in features
        if each["properties"]["lebar"]
        for x, y in dots_inside(shape(each["geometry"]), step)
    ]
    feature = {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": points},
        "properties": {},
    }
    return pdk.Layer(
        "GeoJsonLayer",
        _collection([feature] if points else []),
        id="titik-titik",
        pickable=False,
        stroked=False,
        point_radius_units=pdk.types.String("pixels"),
        get_point_radius=1.7,
        _sub_layer_props={"points-circle": {"getFillColor": theme.rgb(theme.TEXT)}},
    )


def dots_inside(area: Polygon, step: float) -> list[tuple[float, float]]:
    """A grid of points inside an area, every other row shifted by half a step."""
    west, south, east, north = area.bounds
    ready, found = prep(area), []
    for row, y in enumerate(np.arange(south + step / 2, north, step)):
        shift = step / 2 * (row % 2)
        found += [
            (float(x), float(y))
            for x in np.arange(west + shift, east, step)
            if ready.contains(Point(x, y))
        ]
    return found


def outlines(features: list[dict]) -> list[pdk.Layer]:
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
        # deck.gl complains of a feature without a line
        _collection([feature] if geometry["coordinates"] else []),
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


def circles(features: list[dict], view: Viewport) -> pdk.Layer:
    """Circles whose AREA is proportional to the number; a counted zero has none."""
    largest_px = min(view.width, view.height) * _LARGEST_CIRCLE
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


def names(features: list[dict], view: Viewport, ukuran: str) -> pdk.Layer:
    """Names at the label points, wrapped to their area and pushed apart; hidden figures say so."""
    size = _NAME_PX[len(features) > _MANY]
    texts, points = [], []
    for each in features:
        properties = each["properties"]
        west, _, east, _ = shape(each["geometry"]).bounds
        text = wrap(properties["nama"], size, (east - west) / view.degrees_per_pixel * 0.9)
        if properties["tingkat"] == DISEMBUNYIKAN:
            text += (
                "" if len(features) > _MANY else "\ndisembunyikan"
            )  # else the legend alone says it
        elif ukuran == COUNT and properties["jumlah"] is not None:
            text += f"\n{bahasa.angka(properties['jumlah'])}"
        texts.append(text)
        points.append(view.pixels(*properties["titik"]))
    offsets = push_apart(points, [text_box(text, size) for text in texts], view.width, view.height)
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
        outline_width=6 if ukuran == COUNT else 12,
        outline_color=theme.rgb(theme.BACKGROUND, 235),
        _sub_layer_props={"characters": {"getColor": theme.rgb(theme.TEXT)}},
    )


def _collection(features: list[dict]) -> dict:
    return {"type": "FeatureCollection", "features": features}
