"""Boundary files opened in a process of its own: ``python geodata.py STEP FOLDER``, JSON in and out.

A damaged or malicious file can end the process or ask for all the memory there is; neither must happen
to the server. So this file imports nothing of ours and is run by source.py with limits, without network
and with only the drivers a step needs. It opens only names that we gave, never one from outside.

    inspect   layers of sumber-N.*: columns that were asked for, as text (stdin: list of names)
    pick      geometries of chosen features of one layer into pilihan.gpkg (stdin: Picking)
    dissolve  pilihan.gpkg, in degrees, united per kecamatan and simplified once (stdin: Dissolving)
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path

if __name__ == "__main__":  # pyogrio would load these, which takes longer than reading a file
    sys.modules.update(dict.fromkeys(("pandas", "pyarrow", "geopandas", "pyproj")))

import numpy as np  # noqa: E402
import pyogrio  # noqa: E402
import shapely  # noqa: E402
from pyogrio.errors import (  # noqa: E402
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
)

MEMORY_LIMIT = 4_000_000_000  # bytes of address space
MAX_LAYERS = 40
MAX_FEATURES = 200_000  # all desa of Indonesia are 83,000
CHOSEN = "pilihan"
INDONESIA = shapely.box(94.0, -12.0, 142.0, 7.0)
TURNED = shapely.box(-12.0, 94.0, 7.0, 142.0)
COARSEST = 0.0015  # degrees: tolerance of the shipped indicative boundaries
FINEST_SHARE = 600  # steps of tolerance in the longer side of a district: less is not seen
GRID_SHARE = 10  # grid steps in one tolerance; mending borders on a grid is ten times faster
DECIMALS = 5  # about 1 m
SAME_AREA = 0.1  # cleaning may change the area of a kecamatan by this share, else it is left alone


class Unusable(Exception):
    """The reason as one word; source.py has its sentence."""


# --- inspect ---------------------------------------------------------------------------------------


def inspect(folder: Path, wanted: list[str]) -> list[dict]:
    """Every layer with polygons: file, layer, crs, fids and the wanted columns (lists of text)."""
    found: list[dict] = []
    failed = 0
    for path in sorted(folder.glob("sumber-*.*")):
        if path.suffix not in (".shp", ".json", ".gpkg"):
            continue  # what belongs to a .shp
        try:
            layers = pyogrio.list_layers(path)[:MAX_LAYERS].tolist()
            found += [
                each
                for layer, kind in layers
                if (each := _layer(path, layer, kind, set(wanted))) is not None
            ]
        except (DataSourceError, DataLayerError, FeatureError, FieldError, UnicodeDecodeError):
            failed += 1
    if not found and failed:
        raise Unusable("rusak")
    return found


def _layer(path: Path, layer: str, kind: str | None, wanted: set[str]) -> dict | None:
    if not _may_hold_polygons(kind):
        return None
    info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
    if info["features"] > MAX_FEATURES:
        raise Unusable("terlalu_banyak")
    columns = [each for each in info["fields"].tolist() if _normal(each) in wanted]
    found = {
        "file": path.name,
        "layer": layer,
        "crs": info["crs"],
        "features": int(info["features"]),
        "fields": info["fields"].tolist()[:60],
        "fids": [],
        "columns": {},
    }
    if columns and info["features"]:
        meta, fids, _, data = pyogrio.raw.read(
            path, layer=layer, columns=columns, read_geometry=False, return_fids=True
        )
        found["fids"] = fids.tolist()
        found["columns"] = {
            name: [_text(value) for value in values.tolist()]
            for name, values in zip(meta["fields"].tolist(), data, strict=True)
        }
    return found


def _may_hold_polygons(kind: str | None) -> bool:
    return kind is not None and any(
        word in kind for word in ("Polygon", "Surface", "Unknown", "Collection")
    )


def _normal(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value).strip()[:200]


# --- pick ------------------------------------------------------------------------------------------


def pick(folder: Path, wanted: dict) -> dict:
    """Write the features ``fids`` of ``file``, ``layer`` to pilihan.gpkg, numbered in that order.

    Returns how many had a shape that can be read.
    """
    path = folder / Path(wanted["file"]).name
    fids = np.array(wanted["fids"], dtype=np.int64)
    ordered = np.unique(fids)
    _, read, geometry, _ = pyogrio.raw.read(
        path, layer=wanted["layer"], columns=[], fids=ordered, force_2d=True, return_fids=True
    )
    place = {fid: at for at, fid in enumerate(read.tolist())}
    numbers = [n for n, fid in enumerate(fids.tolist()) if fid in place]
    shapes = shapely.from_wkb(geometry[[place[fids[n]] for n in numbers]], on_invalid="ignore")
    whole = np.array([each is not None and not each.is_empty for each in shapes], dtype=bool)
    if not whole.any():
        raise Unusable("tanpa_bentuk")
    pyogrio.raw.write(
        folder / f"{CHOSEN}.gpkg",
        geometry=shapely.to_wkb(shapes[whole]),
        field_data=[np.array(numbers, dtype=np.int64)[whole]],
        fields=["n"],
        geometry_type="Unknown",
        crs=wanted["crs"] or None,
        driver="GPKG",
        layer=CHOSEN,
        layer_options={"SPATIAL_INDEX": "NO"},
    )
    return {"shapes": int(whole.sum())}


# --- dissolve --------------------------------------------------------------------------------------

_WARPED = """<OGRVRTDataSource><OGRVRTWarpedLayer><OGRVRTLayer name="pilihan">
<SrcDataSource relativeToVRT="1">pilihan.gpkg</SrcDataSource></OGRVRTLayer>
<TargetSRS>EPSG:4326</TargetSRS></OGRVRTWarpedLayer></OGRVRTDataSource>"""


def dissolve(folder: Path, wanted: dict) -> dict:
    """Features per kecamatan in degrees.

    ``parts``: kecamatan -> numbers of pilihan.gpkg; ``boxes``: kecamatan -> [west, south, east, north] it
    must touch; ``max_vertices`` of one kabupaten/kota. Returns ``features`` (kode, titik, geometry),
    ``far`` (parts outside their box), ``before`` and ``after`` (vertices), ``overlapping`` (kecamatan that
    cover one another so much that they were left as they are).
    """
    source = folder / f"{CHOSEN}.gpkg"
    if wanted["crs"] and wanted["crs"] != "EPSG:4326":
        source = folder / f"{CHOSEN}.vrt"
        source.write_text(_WARPED, encoding="utf-8")
    _, _, geometry, data = pyogrio.raw.read(source, columns=["n"])
    raw = shapely.from_wkb(geometry)
    numbers = data[0]
    known = np.array([each is not None and not each.is_empty for each in raw], dtype=bool)
    raw, numbers = raw[known], numbers[known]
    _must_be_degrees(raw)
    shapes = dict(zip(numbers.tolist(), raw, strict=True))
    result: dict = {"features": [], "far": 0, "before": 0, "after": 0, "overlapping": []}
    united: dict[str, shapely.Geometry] = {}
    for kode, parts in wanted["parts"].items():
        box = shapely.box(*wanted["boxes"][kode])
        all_parts = np.array([shapes[n] for n in parts if n in shapes], dtype=object)
        near = shapely.intersects(shapely.envelope(all_parts), box)
        result["far"] += int((~near).sum())
        if near.any():
            result["before"] += int(shapely.get_num_coordinates(all_parts[near]).sum())
            area = _polygons(shapely.union_all(_valid(all_parts[near])))
            if not area.is_empty:
                united[kode] = area
    for district in sorted({kode[:5] for kode in united}):
        codes = sorted(kode for kode in united if kode[:5] == district)
        areas = np.array([united[kode] for kode in codes])
        areas, overlapping = _side_by_side(areas, _tolerance(areas))
        result["overlapping"] += [codes[n] for n in overlapping]
        for kode, area in zip(codes, _simple(areas, wanted["max_vertices"]), strict=True):
            result["after"] += int(shapely.get_num_coordinates(area))
            result["features"].append(_feature(kode, area))
    return result


def _must_be_degrees(shapes: np.ndarray) -> None:
    """Projected metres must never be drawn as degrees, and latitude must not come first."""
    if not len(shapes):
        raise Unusable("tanpa_bentuk")
    if shapely.intersects(shapely.envelope(shapes), INDONESIA).any():
        return
    if shapely.intersects(shapely.envelope(shapes), TURNED).any():
        raise Unusable("terbalik")
    degrees = np.abs(shapely.bounds(shapes)) <= [180, 90, 180, 90]
    raise Unusable("luar_negeri" if degrees.all() else "bukan_derajat")


def _valid(shapes: np.ndarray) -> np.ndarray:
    broken = ~shapely.is_valid(shapes)
    shapes = shapes.copy()
    shapes[broken] = shapely.make_valid(shapes[broken])
    return shapes


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """Only the areas of a geometry that may have become a collection."""
    parts = [each for each in _flat(shape) if each.geom_type == "Polygon" and each.area > 0]
    return shapely.multipolygons(parts) if parts else shapely.MultiPolygon()


def _flat(shape: shapely.Geometry) -> list[shapely.Geometry]:
    if shape.geom_type == "GeometryCollection":
        return [part for each in shape.geoms for part in _flat(each)]
    return shapely.get_parts(shape).tolist()


def _tolerance(areas: np.ndarray) -> float:
    """What nobody sees on a picture of the district, in degrees."""
    west, south, east, north = shapely.total_bounds(areas)
    return min(COARSEST, max(east - west, north - south) / FINEST_SHARE)


def _side_by_side(areas: np.ndarray, tolerance: float) -> tuple[np.ndarray, list[int]]:
    """Neighbours with one common border: gaps and overlaps that nobody sees are mended.

    Real overlaps are left as they are; the places of these areas are returned.
    """
    if shapely.coverage_is_valid(areas, gap_width=tolerance):
        return areas, []
    gridded = shapely.set_precision(areas, tolerance / GRID_SHARE)
    gridded = np.array([_polygons(each) for each in gridded])
    cleaned = shapely.coverage_clean(gridded, gap_width=tolerance)
    before, after = shapely.area(areas), shapely.area(cleaned)
    changed = np.flatnonzero(np.abs(after - before) > SAME_AREA * before)
    if len(changed):
        return areas, changed.tolist()
    return np.array([_polygons(each) for each in cleaned]), []


def _simple(areas: np.ndarray, max_vertices: int) -> np.ndarray:
    """Simplified once, common borders alike; coarser where the district would be too heavy to send."""
    tolerance = _tolerance(areas)
    while True:
        large = np.array([_without_specks(each, tolerance**2) for each in areas])
        if shapely.coverage_is_valid(large):
            found = shapely.coverage_simplify(large, tolerance)
        else:
            found = shapely.simplify(large, tolerance, preserve_topology=True)
        found = np.array([_rounded(each) for each in found])
        if shapely.get_num_coordinates(found).sum() <= max_vertices or tolerance > 0.05:
            return found
        tolerance *= 1.5


def _without_specks(shape: shapely.Geometry, smallest: float) -> shapely.Geometry:
    """Without islets and holes smaller than ``smallest`` square degrees; the largest part stays."""
    parts = shapely.get_parts(shape)
    largest = shapely.area(parts).max()
    kept = []
    for part in parts:
        if part.area < min(smallest, largest):
            continue
        holes = [ring for ring in part.interiors if shapely.area(shapely.Polygon(ring)) >= smallest]
        kept.append(shapely.Polygon(part.exterior, holes))
    return shapely.multipolygons(kept)


def _rounded(shape: shapely.Geometry) -> shapely.Geometry:
    """On a grid that neighbours share. What collapses or crosses itself there is mended."""
    rounded = shapely.transform(shape, lambda xy: np.round(xy, DECIMALS))
    if shapely.is_valid(rounded):
        return rounded
    mended = _polygons(shapely.make_valid(rounded))
    return shape if mended.is_empty else mended


def _feature(kode: str, area: shapely.Geometry) -> dict:
    parts = shapely.get_parts(area)
    largest = parts[np.argmax(shapely.area(parts))]
    span = max(largest.bounds[2] - largest.bounds[0], largest.bounds[3] - largest.bounds[1])
    centre = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, span / 200))[0]
    shape = largest if len(parts) == 1 else area
    return {
        "type": "Feature",
        "properties": {"kode": kode, "titik": [round(float(value), 6) for value in centre]},
        "geometry": json.loads(shapely.to_geojson(shape)),
    }


STEPS = {"inspect": inspect, "pick": pick, "dissolve": dissolve}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; there only the process is at stake
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    _limit_memory()
    warnings.simplefilter("ignore")
    try:
        answer = STEPS[sys.argv[1]](Path(sys.argv[2]), json.load(sys.stdin))
    except Unusable as reason:
        answer = {"unusable": str(reason)}
    sys.stdout.write(json.dumps(answer))
