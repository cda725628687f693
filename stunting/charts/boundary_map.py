"""A map of boundaries alone: which kecamatan have an official shape and which an indicative one."""

from __future__ import annotations

import pydeck as pdk
import shapely
from shapely.geometry import shape

from stunting import bahasa, boundaries, theme
from stunting.charts import layers
from stunting.charts.map import Swatch, on_page
from stunting.charts.placement import Viewport
from stunting.charts.wording import RATE
from stunting.stats.tiers import SETARA, TANPA_DATA

OFFICIAL = "bentuk dari berkas"
INDICATIVE = boundaries.NOTE


def boundary_map(
    features: list[dict], neighbours: dict, names: dict[str, str], *, height: int, width: int = 700
) -> pdk.Deck:
    """The features of one district; ``names``: kecamatan code -> name. Those ``indikatif`` are hatched."""
    drawn = [_feature(each, names) for each in features]
    bounds = tuple(shapely.total_bounds([shape(each["geometry"]) for each in drawn]))
    view = Viewport.fit(bounds, width, height)
    stack = [
        layers.areas("tetangga", neighbours, theme.NEIGHBOUR, 1.5),
        layers.choropleth(drawn),
        layers.hatching(drawn, view),
        layers.names(drawn, view, RATE),
    ]
    return on_page(stack, view)


def legend(features: list[dict]) -> list[Swatch]:
    """What is drawn: shapes of the file, and indicative ones where there are any."""
    swatches = [Swatch(OFFICIAL, theme.CIRCLE)]
    if any(each["properties"].get("indikatif") for each in features):
        swatches.append(Swatch(INDICATIVE, theme.NO_DATA_FILL, "arsir"))
    return swatches


def describe(features: list[dict], names: dict[str, str], district: str) -> str:
    """Alt text."""
    kinds: dict[bool, list[str]] = {False: [], True: []}
    for each in features:
        properties = each["properties"]
        kinds[bool(properties.get("indikatif"))].append(names[properties["kode"]])
    parts = [f"Peta batas kecamatan {district}, {OFFICIAL}: {bahasa.daftar(kinds[False])}."]
    if kinds[True]:
        parts.append(f"{INDICATIVE[0].upper()}{INDICATIVE[1:]}: {bahasa.daftar(kinds[True])}.")
    return " ".join(parts)


def _feature(feature: dict, names: dict[str, str]) -> dict:
    properties = feature["properties"]
    indicative = bool(properties.get("indikatif"))
    return {
        "type": "Feature",
        "geometry": feature["geometry"],
        "properties": {
            "kode": properties["kode"],
            "titik": properties["titik"],
            "nama": names[properties["kode"]],
            "c": theme.rgb(theme.NO_DATA_FILL if indicative else theme.CIRCLE),
            "tingkat": TANPA_DATA if indicative else SETARA,
            "jumlah": None,
            "angka": INDICATIVE if indicative else OFFICIAL,
            "banding": "",
        },
    }
