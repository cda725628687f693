"""Kecamatan boundaries for maps: an indication for orientation, not an official boundary.

The default comes from ``data/reference/batas`` (one small file per province). A district may
lay its own official file over it: a GeoJSON FeatureCollection whose features carry the
kecamatan code in ``properties.kode`` ("33.75.01") and whose member ``sumber`` names the source. A
feature may name another source (``properties.sumber``) or say that its shape is the shipped one
(``properties.indikatif``): stunting.batas.run writes such files.

Everything returned here is cached and shared: callers must NOT change it (copy first).
"""

import gzip
import json
import math
from functools import lru_cache
from pathlib import Path

import shapely
from shapely import affinity
from shapely.geometry import mapping, shape

FOLDER = Path(__file__).resolve().parents[1] / "data" / "reference" / "batas"
NOTE = "batas indikatif, bukan batas resmi"
# Surroundings aside, and above and below, as a share of the longer side of the district.
BACKDROP_REACH = (1.1, 0.2)
MAX_HATCH_LINES = 2000


def kecamatan(kode_kabkota: str, overlay: Path | None = None) -> dict:
    """FeatureCollection of the kecamatan of one kabupaten/kota (do not change it).

    Each feature has ``properties`` {"kode": "33.75.01", "titik": [lon, lat]}; ``titik`` is a
    place for a label, inside the largest part. Empty when the district is unknown.
    """
    own = _overlay(overlay)
    if own and kode_kabkota in own["kabkota"]:
        return own["kabkota"][kode_kabkota]
    return _district(kode_kabkota)


def source_note(overlay: Path | None = None, kode_kabkota: str | None = None) -> str:
    """What to write under the map: the overlay's ``sumber``, or that it is an indication.

    With ``kode_kabkota`` the overlay only counts when it contains that district, the same
    rule that ``kecamatan`` follows.
    """
    own = _overlay(overlay)
    if own is None or (kode_kabkota is not None and kode_kabkota not in own["kabkota"]):
        return NOTE
    chosen = [kode_kabkota] if kode_kabkota is not None else list(own["kabkota"])
    shapes = [each["properties"] for kode in chosen for each in own["kabkota"][kode]["features"]]
    names = dict.fromkeys(each.get("sumber") or own["sumber"] for each in shapes)
    source = "; ".join(name for name in names if name) or "sumber batas tidak disebutkan"
    indicative = sum(bool(each.get("indikatif")) for each in shapes)
    return f"{source}; {indicative} kecamatan {NOTE}" if indicative else source


def shipped(kode_kabkota: str) -> dict:
    """The indicative FeatureCollection of one district, whatever was imported (do not change it)."""
    return _district(kode_kabkota)


def box(kode_kabkota: str) -> tuple[float, float, float, float]:
    """West, south, east, north of the indicative shape of one district. Raises KeyError."""
    return tuple(_index()[kode_kabkota])


@lru_cache(maxsize=16)
def neighbours(kode_kabkota: str) -> dict:
    """OTHER districts around this one, each as one plain shape with its ``kode``: a grey backdrop.

    Wide enough to fill a picture that is broader than the district, and coarse: nobody reads it. Do not
    change it.
    """
    index = _index()
    if kode_kabkota not in index:
        return _collection([])
    west, south, east, north = index[kode_kabkota]
    side = max(east - west, north - south)
    aside, above = side * BACKDROP_REACH[0], side * BACKDROP_REACH[1]
    window = (west - aside, south - above, east + aside, north + above)
    return _collection(
        [
            {"type": "Feature", "properties": {"kode": other}, "geometry": mapping(area)}
            for other, box in index.items()
            if other != kode_kabkota and _boxes_meet(box, window)
            if not (area := _outline(other, side / 120).intersection(shapely.box(*window))).is_empty
        ]
    )


def _outline(kode_kabkota: str, tolerance: float) -> shapely.Geometry:
    """One district without its inner borders, simplified to ``tolerance`` degrees."""
    parts = [shape(each["geometry"]) for each in _district(kode_kabkota)["features"]]
    return shapely.set_precision(shapely.union_all(parts).simplify(tolerance), 1e-4)


def hatch(geometry: dict, spacing_deg: float) -> list[list[list[float]]]:
    """Diagonal lines [[lon, lat], [lon, lat]] inside a (multi)polygon, ``spacing_deg`` apart.

    The lines lie on one common raster, so adjoining areas are hatched without a step.
    """
    if not spacing_deg > 0:
        raise ValueError("spacing_deg must be greater than 0")
    area = shape(geometry)
    if area.is_empty:
        return []
    turned = affinity.rotate(area, -45, origin=(0, 0))
    west, south, east, north = turned.bounds
    first, last = math.ceil(south / spacing_deg), math.floor(north / spacing_deg)
    if last - first >= MAX_HATCH_LINES:
        raise ValueError("spacing_deg is too small for this area")
    rows = [
        shapely.LineString([(west - 1, n * spacing_deg), (east + 1, n * spacing_deg)])
        for n in range(first, last + 1)
    ]
    clipped = affinity.rotate(
        shapely.intersection(shapely.MultiLineString(rows), turned), 45, origin=(0, 0)
    )
    return [
        [list(line.coords[0]), list(line.coords[-1])]
        for line in shapely.get_parts(clipped)
        if line.geom_type == "LineString" and line.length > 0
    ]


def _collection(features: list[dict], **members: str) -> dict:
    return {"type": "FeatureCollection", "features": features, **members}


def _boxes_meet(a, b) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@lru_cache(maxsize=1)
def _index() -> dict[str, list[float]]:
    """Bounding box [west, south, east, north] per kabupaten/kota."""
    return json.loads((FOLDER / "indeks.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _province(kode_provinsi: str) -> dict[str, dict]:
    """FeatureCollection per kabupaten/kota of one province."""
    # The index decides which files exist: a code never becomes a path unchecked.
    if not any(k[:2] == kode_provinsi for k in _index()):
        return {}
    path = FOLDER / "kecamatan" / f"{kode_provinsi}.json.gz"
    return _by_district(json.loads(gzip.decompress(path.read_bytes()))["features"])


def _district(kode_kabkota: str) -> dict:
    return _province(kode_kabkota[:2]).get(kode_kabkota) or _collection([])


def _by_district(features: list[dict], **members: str) -> dict[str, dict]:
    groups: dict[str, dict] = {}
    for feature in features:
        kode = feature["properties"]["kode"]
        groups.setdefault(kode[:5], _collection([], **members))["features"].append(feature)
    return groups


def _overlay(path: Path | None) -> dict | None:
    if path is None:
        return None
    try:
        stat = Path(path).stat()
    except FileNotFoundError:
        return None
    return _read_overlay(Path(path), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _read_overlay(path: Path, _mtime_ns: int, _size: int) -> dict:
    """Overlay per district; the label point is added where the file has none."""
    data = json.loads(path.read_text(encoding="utf-8"))
    sumber = str(data.get("sumber") or "").strip()
    features = []
    for feature in data.get("features", []):
        properties = feature.get("properties") or {}
        if not properties.get("kode") or not feature.get("geometry"):
            continue
        titik = properties.get("titik") or label_point(feature["geometry"])
        features.append({**feature, "properties": {**properties, "titik": titik}})
    return {"sumber": sumber, "kabkota": _by_district(features, sumber=sumber)}


def label_point(geometry: dict) -> list[float]:
    """[lon, lat] inside the largest part of a geometry."""
    parts = shapely.get_parts(shapely.make_valid(shape(geometry)))
    point = max(parts, key=lambda part: part.area).representative_point()
    return [round(point.x, 6), round(point.y, 6)]
