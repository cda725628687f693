"""Import of boundaries: every format, desa dissolved, laid over the shipped ones, and the way back."""

import json
import time
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from lokal import wilayah
from shapely.geometry import shape

from stunting import __main__ as command
from stunting import boundaries, register, store
from stunting.batas import geodata, run
from stunting.batas.source import BoundaryFileError
from tests import boundary_files

PEKALONGAN, MOJOKERTO = "33.75", "35.16"
BARAT, TIMUR, UTARA, SELATAN = (f"33.75.0{n}" for n in (1, 2, 3, 4))


@pytest.fixture(autouse=True)
def _store(store_home):
    store.create(store.Kind(store.NYATA, (PEKALONGAN, MOJOKERTO)))


def big_rows(area: str = PEKALONGAN):
    return boundary_files.rows(area, boundary_files.big)


@pytest.fixture
def whole(tmp_path) -> Path:
    return boundary_files.write(tmp_path / "batas kota 2024.geojson", big_rows())


def drawn(kabkota: str = PEKALONGAN) -> dict[str, shapely.Geometry]:
    collection = boundaries.kecamatan(kabkota, store.boundaries_file())
    return {each["properties"]["kode"]: shape(each["geometry"]) for each in collection["features"]}


def label(kabkota: str = PEKALONGAN) -> str:
    return boundaries.source_note(store.boundaries_file(), kabkota)


def same_place(a: shapely.Geometry, b: shapely.Geometry) -> float:
    """Share of the common area (IoU)."""
    return shapely.area(shapely.intersection(a, b)) / shapely.area(shapely.union(a, b))


# --- reading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["geojson", "topojson", "gpkg", "zip"])
def test_every_format_gives_the_same_shapes(tmp_path, suffix):
    report = run.preview(boundary_files.write(tmp_path / f"batas.{suffix}", big_rows()))
    assert report.error is None
    assert report.codes == [BARAT, TIMUR, UTARA, SELATAN]
    assert (report.missing, report.unmatched, report.complete) == ([], [], True)
    assert report.not_covered == [MOJOKERTO]
    before = boundary_files.kecamatan_shapes(PEKALONGAN)
    for each in report.features:
        assert same_place(shape(each["geometry"]), before[each["properties"]["kode"]]) > 0.999
        assert shape(each["geometry"]).contains(shapely.Point(each["properties"]["titik"]))


def test_a_projected_file_is_brought_to_degrees(tmp_path):
    """UTM zone 49 south: metres, turned into degrees by PROJ and not by us."""
    utm = shapely.box(350_000, 9_230_000, 360_000, 9_240_000)  # 109.64 E, 6.87 to 6.96 S
    row = {"WADMKC": "Pekalongan Barat", "WADMKK": "Kota Pekalongan"}
    for path in (tmp_path / "utm.gpkg", tmp_path / "utm.zip"):
        report = run.preview(boundary_files.write(path, [(row, utm)], crs="EPSG:32749"))
        area = shape(report.features[0]["geometry"])
        assert area.bounds == pytest.approx((109.6422, -6.9644, 109.7329, -6.8737), abs=2e-4)


def test_desa_are_dissolved_without_gap_or_overlap(tmp_path):
    found = [
        (
            {"KDEPUM": kode, "WADMKD": name, "WADMKC": wilayah.wilayah_name(kode[:8]),
             "WADMKK": "Kota Pekalongan"},
            area,
        )
        for kode, (name, area) in boundary_files.desa_shapes(PEKALONGAN, 8_000).items()
    ]  # fmt: skip
    report = run.preview(boundary_files.write(tmp_path / "desa.gpkg", found))
    assert report.of_desa
    assert report.rows == len(found) == 27
    assert report.codes == [BARAT, TIMUR, UTARA, SELATAN]
    assert report.vertices[0] > 8_000 > report.vertices[1]
    areas = [shape(each["geometry"]) for each in report.features]
    assert all(area.is_valid and area.geom_type == "Polygon" for area in areas)
    assert shapely.coverage_is_valid(areas)  # neighbours share every point of their border
    before = boundary_files.kecamatan_shapes(PEKALONGAN)
    for each, area in zip(report.features, areas, strict=True):
        assert same_place(area, before[each["properties"]["kode"]]) > 0.98


def test_of_several_layers_the_one_that_fits_is_read(tmp_path):
    path = tmp_path / "banyak lapisan.gpkg"
    lines = [({"WADMKC": "Pekalongan Barat"}, shapely.LineString([(109.6, -6.9), (109.7, -6.9)]))]
    boundary_files.write(path, [({"NAMOBJ": "Laut"}, shapely.box(109, -7, 110, -6))], layer="laut")
    boundary_files.write(path, lines, layer="garis")
    boundary_files.write(path, big_rows(), layer="ADMINISTRASI_AR_KECAMATAN")
    report = run.preview(path)
    assert report.layer == "ADMINISTRASI_AR_KECAMATAN"
    assert len(report.codes) == 4


def test_what_lies_elsewhere_is_left_out_even_under_our_names(tmp_path):
    # a file without kabupaten: another "Pekalongan Barat" far away, and one row in the middle of ours
    rows = [({"KECAMATAN": row["WADMKC"]}, area) for row, area in big_rows()]
    far = shapely.transform(rows[0][1], lambda xy: xy + [5, 0])
    report = run.preview(
        boundary_files.write(
            tmp_path / "jauh.geojson", [*rows, ({"KECAMATAN": "PEKALONGAN BARAT"}, far)]
        )
    )
    assert (len(report.codes), report.far) == (4, 1)
    assert all(shape(each["geometry"]).bounds[0] < 110 for each in report.features)


def test_broken_rings_are_mended_and_real_overlaps_told(tmp_path):
    rows = big_rows()
    bow = shapely.Polygon([(109.63, -6.90), (109.66, -6.87), (109.66, -6.90), (109.63, -6.87)])
    rows[0] = (rows[0][0], bow)
    # two kecamatan in one place: neither may vanish, and somebody must be told
    rows[1] = (rows[1][0], rows[2][1])
    report = run.preview(boundary_files.write(tmp_path / "salah.geojson", rows))
    assert len(report.codes) == 4
    assert {TIMUR, UTARA} & set(report.overlapping)
    assert all(shape(each["geometry"]).is_valid for each in report.features)


def test_slips_between_neighbours_are_mended():
    left, right = shapely.box(109.60, -7, 109.65, -6.9), shapely.box(109.65, -7, 109.70, -6.9)
    slit = shapely.box(109.64996, -6.97, 109.65, -6.93)  # 4 m wide
    over = shapely.transform(right, lambda xy: xy - [4e-5, 0])  # 4 m too far west
    for faulty in ([shapely.difference(left, slit), right], [left, over]):
        assert not shapely.coverage_is_valid(faulty, gap_width=2e-4)
        areas, overlapping = geodata._side_by_side(np.array(faulty), 2e-4)
        assert shapely.coverage_is_valid(areas, gap_width=2e-4)
        assert not overlapping
        assert shapely.area(areas).sum() == pytest.approx(0.01, rel=2e-3)


def test_a_heavy_district_is_simplified_until_it_can_be_sent():
    rough = boundary_files.fine(list(boundary_files.kecamatan_shapes(MOJOKERTO).values()), 30_000)
    light = geodata._simple(shapely.coverage_clean(rough), 400)
    assert shapely.get_num_coordinates(light).sum() <= 400
    assert all(shapely.is_valid(light))
    assert len(light) == 18


# --- matching, both sides --------------------------------------------------------------------------


@pytest.fixture
def partly(tmp_path) -> Path:
    """Two kecamatan as they are, one misspelt, one missing, and a lake."""
    rows = [(dict(row, KDCPUM=""), area) for row, area in big_rows()]
    rows[2][0]["WADMKC"] = "Pekalongan Utra"
    lake = {**rows[0][0], "WADMKC": "Waduk", "KDCPUM": ""}
    rows[3] = (lake, rows[3][1])
    return boundary_files.write(tmp_path / "sebagian.geojson", rows)


def test_both_sides_that_did_not_match_are_told(partly):
    report = run.preview(partly)
    assert report.codes == [BARAT, TIMUR]
    assert report.missing == [UTARA, SELATAN]
    assert {each.unit.name: each.proposed for each in report.unmatched} == {
        "Pekalongan Utra": UTARA, "Waduk": None,
    }  # fmt: skip
    assert run.exit_code(report) == 1


def test_missing_kecamatan_keep_the_indicative_shape_and_the_label_says_so(partly):
    run.adopt(run.preview(partly), "BIG 2024", "uji")
    assert label() == "BIG 2024; 2 kecamatan batas indikatif, bukan batas resmi"
    shapes = drawn()
    assert sorted(shapes) == [BARAT, TIMUR, UTARA, SELATAN]
    for a, b in combinations(shapes.values(), 2):
        assert a.intersection(b).area < 1e-6


def test_an_agreed_spelling_counts_in_this_and_every_later_file(partly):
    run.agree({"Pekalongan Utra": UTARA})
    run.agree({"Pkl Selatan": SELATAN})
    report = run.preview(partly)
    assert report.codes == [BARAT, TIMUR, UTARA]
    assert {each.by for each in report.matched if each.kode == UTARA} == {"padanan"}
    own = store.settings_folder() / "padanan_kecamatan.csv"
    assert own.read_text().splitlines()[1:] == [
        f"{UTARA},Pekalongan Utra", f"{SELATAN},Pkl Selatan",
    ]  # fmt: skip


# --- laying over, going back -----------------------------------------------------------------------


def test_a_look_changes_nothing_and_taking_over_changes_the_label(whole):
    report = run.preview(whole)
    assert report.source == "Badan Informasi Geospasial (BIG) 2024"
    assert label() == boundaries.NOTE
    assert not store.boundaries_file().exists()
    run.adopt(report, "  BIG \n 2024 ", "siti")
    assert label() == "BIG 2024"
    assert label(MOJOKERTO) == boundaries.NOTE
    assert drawn(MOJOKERTO).keys() == boundary_files.kecamatan_shapes(MOJOKERTO).keys()
    assert store.boundaries_file().stat().st_mode & 0o777 == 0o600
    event = register.events("batas")[-1]
    assert (event.subject, event.before, event.after, event.who) == (
        PEKALONGAN, boundaries.NOTE, "BIG 2024", "siti",
    )  # fmt: skip


def test_a_running_page_sees_the_new_file_at_once(whole):
    report = run.preview(whole)
    for name in ("BIG 2023", "BIG 2024"):  # of the same size, one right after the other
        run.adopt(report, name, "uji")
        assert label() == name


def test_districts_are_replaced_one_by_one(whole, tmp_path):
    run.adopt(run.preview(whole), "BIG 2024", "uji")
    other = boundary_files.write(tmp_path / "kab.geojson", big_rows(MOJOKERTO))
    run.adopt(run.preview(other), "Bappeda Mojokerto", "uji")
    assert (label(), label(MOJOKERTO)) == ("BIG 2024", "Bappeda Mojokerto")
    assert [each.official for each in run.in_use()] == [4, 18]
    assert boundaries.source_note(store.boundaries_file()) == "BIG 2024; Bappeda Mojokerto"


def test_the_way_back_and_forth_again(whole):
    report = run.preview(whole)
    assert not run.swap("uji")
    assert not run.forget("uji")
    assert run.previous_source() is None
    run.adopt(report, "BIG 2023", "uji")
    run.adopt(report, "BIG 2024", "uji")
    assert run.previous_source() == "BIG 2023"
    run.swap("uji")
    assert (label(), run.previous_source()) == ("BIG 2023", "BIG 2024")
    assert run.forget("uji")
    assert label() == boundaries.NOTE
    assert run.previous_source() == "BIG 2023"  # nothing is lost by going back
    run.swap("uji")
    assert label() == "BIG 2023"


def test_boundaries_without_a_name_are_not_taken(whole):
    report = run.preview(whole)
    with pytest.raises(BoundaryFileError, match="nama sumber"):
        run.adopt(report, " \n", "uji")
    with pytest.raises(BoundaryFileError, match="rusak"):
        run.adopt(run.Report("x", error="Berkas x rusak."), "BIG", "uji")
    assert not store.boundaries_file().exists()


def test_an_import_elsewhere_at_the_same_time_is_waited_for(whole):
    report = run.preview(whole)
    with store.writing(), pytest.raises(store.StoreError, match="sedang berjalan"):
        run.adopt(report, "BIG 2024", "uji")
    assert label() == boundaries.NOTE


# --- the command -----------------------------------------------------------------------------------


def test_the_command_says_what_matched_and_its_code(whole, partly, tmp_path, capsys):
    assert command.main(["batas", str(whole), "--sumber", "BIG 2024"]) == 0
    assert "4 dari 4 kecamatan Kota Pekalongan" in capsys.readouterr().out
    assert label() == "BIG 2024"

    assert command.main(["batas", str(partly), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["kode"] for each in told["matched"]] == [BARAT, TIMUR]
    assert [each["nama"] for each in told["missing"]] == ["Pekalongan Utara", "Pekalongan Selatan"]
    assert [each["di_berkas"] for each in told["unmatched"]] == ["Pekalongan Utra", "Waduk"]
    assert label().startswith("Badan Informasi Geospasial (BIG); 2 kecamatan")

    before = store.boundaries_file().read_bytes()
    nonsense = tmp_path / "rusak.gpkg"
    nonsense.write_bytes(b"SQLite format 3\x00" + b"\x01" * 900)
    assert command.main(["batas", str(nonsense)]) == 2
    assert command.main(["batas", str(whole), "--sumber", " "]) == 2
    assert command.main(["batas"]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert store.boundaries_file().read_bytes() == before

    assert command.main(["batas", "--batal"]) == 0
    assert label() == boundaries.NOTE
    assert command.main(["batas", "--batal"]) == 0


def test_a_kabupaten_at_full_resolution_takes_seconds(tmp_path):
    """304 desa with some 200,000 vertices. The figure is printed; the limit is that of a patient operator."""
    found = [
        ({"KDEPUM": kode, "WADMKC": wilayah.wilayah_name(kode[:8]), "WADMKK": "Mojokerto"}, area)
        for kode, (_, area) in boundary_files.desa_shapes(MOJOKERTO, 200_000).items()
    ]
    path = boundary_files.write(tmp_path / "kabupaten.gpkg", found)
    began = time.perf_counter()
    report = run.preview(path)
    seconds = time.perf_counter() - began
    print(f"{report.rows} desa, {report.vertices} vertices: {seconds:.1f} s")
    assert (report.rows, len(report.codes)) == (304, 18)
    assert report.vertices[0] > 200_000
    assert report.vertices[1] < 6_000
    assert seconds < 60
