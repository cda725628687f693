"""Boundary files as publishers make them, from the shipped shapes cut into desa with noisy borders."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from lokal import wilayah
from shapely.geometry import shape

from stunting import boundaries

Row = dict[str, object]


def kecamatan_shapes(kabkota: str) -> dict[str, shapely.Geometry]:
    """Code -> shape of every kecamatan of a district."""
    return {
        each["properties"]["kode"]: shape(each["geometry"])
        for each in boundaries.shipped(kabkota)["features"]
    }


def fine(areas: Sequence[shapely.Geometry], vertices: int) -> list[shapely.Geometry]:
    """The same coverage with about so many vertices: borders get points that wander a little, alike on
    both sides."""
    length = sum(shapely.length(each) for each in areas)
    step = length / vertices

    def wander(xy: np.ndarray) -> np.ndarray:
        x, y = xy[:, 0], xy[:, 1]
        return np.column_stack(
            [x + 1e-4 * np.sin(9e3 * x + 5e3 * y), y + 1e-4 * np.cos(7e3 * x - 4e3 * y)]
        )

    pieces = shapely.segmentize(np.array(areas), step)
    return [shapely.make_valid(each) for each in shapely.transform(pieces, wander)]


def desa_shapes(kabkota: str, vertices: int = 20_000) -> dict[str, tuple[str, shapely.Geometry]]:
    """Code of a desa -> (its name, a piece of its kecamatan); all together the district without gaps."""
    pieces: dict[str, tuple[str, shapely.Geometry]] = {}
    for kode, area in kecamatan_shapes(kabkota).items():
        desa = wilayah.list_wilayah(kode)
        points = shapely.MultiPoint(_spread(area, len(desa)))
        cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=area))
        for each, cell in zip(desa, cells, strict=True):
            pieces[each.code] = (each.name, shapely.intersection(cell, area))
    areas = fine([area for _, area in pieces.values()], vertices)
    return {
        kode: (name, area) for (kode, (name, _)), area in zip(pieces.items(), areas, strict=True)
    }


def _spread(area: shapely.Geometry, number: int) -> np.ndarray:
    rng = np.random.default_rng(number)
    west, south, east, north = area.bounds
    found: list[tuple[float, float]] = []
    while len(found) < number:
        x, y = rng.uniform(west, east), rng.uniform(south, north)
        if shapely.contains_xy(area, x, y):
            found.append((x, y))
    return np.array(found)


# --- rows as publishers label them -----------------------------------------------------------------

BPS_NUMBER = {
    "33.75.01": "3375010",
    "33.75.02": "3375020",
    "33.75.03": "3375030",
    "33.75.04": "3375040",
}


def big(kode: str, nama: str, kabkota: str) -> Row:
    return {"NAMOBJ": nama, "KDCPUM": kode, "KDPKAB": kode[:5], "WADMKC": nama, "WADMKK": kabkota}


def gadm(kode: str, nama: str, kabkota: str) -> Row:
    bare = kabkota.removeprefix("Kabupaten ")
    return {
        "GID_3": "IDN.10.27.1_1",
        "NAME_2": bare.replace(" ", ""),
        "TYPE_2": "Kota" if bare.startswith("Kota") else "Kabupaten",
        "NAME_3": nama.replace(" ", ""),
        "CC_3": "3375010",
    }


def hdx(kode: str, nama: str, kabkota: str) -> Row:
    return {
        "ADM3_EN": nama,
        "ADM3_PCODE": "ID" + kode.replace(".", "") + "0",
        "ADM2_EN": kabkota.removeprefix("Kabupaten "),
        "ADM2_PCODE": "ID" + kode[:5].replace(".", ""),
    }


def bps(kode: str, nama: str, kabkota: str) -> Row:
    return {
        "idkec": kode.replace(".", "") + "0",
        "nmkec": nama.upper(),
        "nmkab": kabkota.removeprefix("Kabupaten ").upper(),
    }


def own(kode: str, nama: str, kabkota: str) -> Row:
    return {"kode": kode, "nama": nama}


def capitals(kode: str, nama: str, kabkota: str) -> Row:
    return {"KECAMATAN": f"KEC. {nama.upper()}", "KABUPATEN": kabkota.upper()}


DIALECTS: dict[str, Callable[[str, str, str], Row]] = {
    "BIG": big, "GADM": gadm, "HDX": hdx, "BPS": bps, "daerah": own, "kapital": capitals,
}  # fmt: skip


def rows(
    kabkota: str, dialect: Callable[[str, str, str], Row]
) -> list[tuple[Row, shapely.Geometry]]:
    """One row per kecamatan with the columns of a publisher."""
    name = wilayah.wilayah_name(kabkota)
    return [
        (dialect(kode, wilayah.wilayah_name(kode), name), area)
        for kode, area in kecamatan_shapes(kabkota).items()
    ]


# --- files -----------------------------------------------------------------------------------------


def write(
    path: Path,
    found: list[tuple[Row, shapely.Geometry]],
    *,
    crs: str | None = "EPSG:4326",
    layer: str = "batas",
) -> Path:
    """A file of the format that the suffix says: .geojson, .topojson, .gpkg or .zip (a Shapefile)."""
    if path.suffix == ".geojson":
        features = [
            {
                "type": "Feature",
                "properties": row,
                "geometry": area and json.loads(shapely.to_geojson(area)),
            }
            for row, area in found
        ]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    elif path.suffix == ".topojson":
        path.write_text(json.dumps(_topology(found)))
    elif path.suffix == ".gpkg":
        _raw(path, found, "GPKG", crs, layer=layer, append=path.exists())
    else:
        folder = path.with_suffix("")
        folder.mkdir()
        _raw(folder / "batas.shp", found, "ESRI Shapefile", crs or "EPSG:4326")
        if crs is None:
            (folder / "batas.prj").unlink()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for each in sorted(folder.iterdir()):
                packed.write(each, f"Batas Administrasi/{each.name}")
    return path


def _raw(path: Path, found, driver: str, crs: str | None, **options) -> None:
    names = list(found[0][0])
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array([area for _, area in found])),
        field_data=[np.array([str(row[name]) for row, _ in found], dtype=object) for name in names],
        fields=names,
        geometry_type="Unknown" if driver == "GPKG" else "Polygon",
        crs=crs,
        driver=driver,
        **options,
    )


def _topology(found) -> dict:
    """Every ring an arc of its own: not small, but a TopoJSON."""
    arcs: list[list[list[float]]] = []

    def ring(line: shapely.LinearRing) -> list[int]:
        arcs.append(shapely.get_coordinates(line).tolist())
        return [len(arcs) - 1]

    geometries = [
        {
            "type": "MultiPolygon",
            "properties": row,
            "arcs": [
                [ring(part.exterior), *(ring(hole) for hole in part.interiors)]
                for part in shapely.get_parts(area)
            ],
        }
        for row, area in found
    ]
    return {
        "type": "Topology",
        "arcs": arcs,
        "objects": {"batas": {"type": "GeometryCollection", "geometries": geometries}},
    }
