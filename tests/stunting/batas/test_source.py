"""Damaged, hostile and merely wrong files: always one Indonesian sentence, never a trace."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
import shapely

from stunting import store
from stunting.batas import dialects, run, source
from stunting.batas.source import BoundaryFileError
from tests import boundary_files
from tests.pages.screens import english

PEKALONGAN = "33.75"


@pytest.fixture(autouse=True)
def _store(store_home):
    store.create(store.Kind(store.NYATA, (PEKALONGAN,)))


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> Path:
    """A folder with the same boundaries in all four formats."""
    folder = tmp_path_factory.mktemp("batas")
    for suffix in ("geojson", "topojson", "gpkg", "zip"):
        boundary_files.write(
            folder / f"batas.{suffix}", boundary_files.rows(PEKALONGAN, boundary_files.big)
        )
    return folder


def refused(path: Path) -> str:
    """The sentence of a file that cannot be used."""
    report = run.preview(path)
    assert report.error is not None
    assert report.error.endswith(".")
    assert report.error.count(". ") == 0, report.error
    assert "Traceback" not in report.error
    assert english([report.error.replace(path.name, "")]) == []
    assert run.exit_code(report) == 2
    return report.error


def as_file(tmp_path: Path, content: bytes, name: str = "berkas.geojson") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"\x00" * 200, "kosong"),
        (b"kode;nama\n33.75.01;X\n", "bukan berkas batas"),
        (b"<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "bukan berkas batas"),
        (b'{"a": "<OGRVRTDataSource><OGRVRTLayer name=\'x\'>"}', "rusak"),
        (b"{", "rusak"),
        (b'{"type": "FeatureCollection", "features": [', "rusak"),
        (b"[" * 100_000, "bukan berkas batas"),
        (b'{"a":' * 100_000, "rusak"),
        (b'{"type": "FeatureCollection", "features": []}', "kolom kecamatan"),
        (b"SQLite format 3\x00" + b"\x07" * 5000, "rusak"),
        (b"PK\x03\x04" + b"\x07" * 500, "rusak"),
        (b"\x00\x00\x27\x0a" + b"\x00" * 96, "zip"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(tmp_path, content, said):
    assert said in refused(as_file(tmp_path, content))


def test_a_missing_file_gets_a_sentence(tmp_path):
    assert "tidak ditemukan" in refused(tmp_path / "tidak ada.geojson")


@pytest.mark.parametrize("name", ["batas.geojson", "batas.topojson", "batas.gpkg", "batas.zip"])
def test_a_file_cut_anywhere_is_refused_or_read_but_never_a_trace(good, tmp_path, name):
    whole = (good / name).read_bytes()
    for share in (0.3, 0.9):
        report = run.preview(as_file(tmp_path, whole[: int(len(whole) * share)], name))
        assert report.error is None or report.error.endswith(".")
        assert report.error is not None or report.features


@pytest.mark.parametrize(
    "name",
    [
        "/vsicurl/http:",
        "..%2f..%2fetc.geojson",
        "a'; drop table x.geojson",
        "GPKG:x.geojson",
        "{x}.geojson",
    ],
)
def test_the_name_of_a_file_means_nothing(good, tmp_path, name):
    folder = tmp_path / "asing"
    path = folder / name.lstrip("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((good / "batas.geojson").read_bytes())
    assert len(run.preview(path).codes) == 4


def zipped(tmp_path: Path, *members: tuple[str, bytes], name: str = "isi.zip") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for inside, content in members:
            packed.writestr(inside, content)
    return path


def test_a_zip_with_a_path_upwards_writes_nothing_outside(good, tmp_path):
    content = (good / "batas.geojson").read_bytes()
    path = zipped(tmp_path, ("../../../tmp/jahat.geojson", content), ("/jahat.gpkg", b"x"))
    before = set(tmp_path.iterdir())
    refused(path)  # a .gpkg that is none
    assert set(tmp_path.iterdir()) == before
    assert not Path("/tmp/jahat.geojson").exists()
    assert len(run.preview(zipped(tmp_path, ("..\\..\\jahat.geojson", content))).codes) == 4


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([], "tidak memuat berkas batas"),
        ([("foto.jpg", b"x")], "tidak memuat berkas batas"),
        ([("a.shp", b"\x00\x00\x27\x0a")], ".dbf"),
        ([("dalam.zip", b"PK")], "zip lain"),
        ([("a.shp", b"bukan"), ("a.dbf", b"bukan")], "rusak"),
        ([("a.shp", b"\x00\x00\x27\x0a" + b"\x01" * 300), ("a.dbf", b"\x03" * 300)], "rusak"),
        ([("a.geojson", b"<OGRVRTDataSource/>")], "rusak"),
        ([(f"{n}.txt", b"") for n in range(source.MAX_MEMBERS + 1)], "terlalu banyak"),
    ],
)
def test_a_zip_without_what_is_needed_gets_a_sentence(tmp_path, members, said):
    assert said in refused(zipped(tmp_path, *members))


def test_a_zip_bomb_is_stopped_while_unpacking(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MAX_UNPACKED", 1_000_000)
    path = zipped(tmp_path, ("bom.geojson", b"{" + b" " * 5_000_000))
    assert path.stat().st_size < 10_000
    assert "terlalu besar" in refused(path)


def test_a_locked_zip_gets_a_sentence(good, tmp_path):
    path = zipped(tmp_path, ("batas.geojson", (good / "batas.geojson").read_bytes()))
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1  # the bit that says encrypted
    path.write_bytes(content)
    assert "kata sandi" in refused(path)


def test_a_large_file_is_not_opened(good, monkeypatch):
    monkeypatch.setattr(source, "MAX_FILE", 100)
    assert "terlalu besar" in refused(good / "batas.geojson")


def test_a_slow_file_is_given_up(good, monkeypatch):
    monkeypatch.setattr(source, "READ_SECONDS", 0.01)
    assert "terlalu lama" in refused(good / "batas.geojson")


def test_the_reader_knows_the_four_formats_and_no_network(good):
    fence = source._fence(source._READ_DRIVERS)
    skipped = set(fence["GDAL_SKIP"].split(","))
    assert {"OGR_VRT", "HTTP", "WFS", "SQLite", "CSV", "ESRIJSON"} <= skipped
    assert not skipped & source._READ_DRIVERS
    assert fence["PROJ_NETWORK"] == "OFF"


def test_a_view_of_a_geopackage_runs_no_function(good, tmp_path):
    path = as_file(tmp_path, (good / "batas.gpkg").read_bytes(), "jahat.gpkg")
    con = sqlite3.connect(path)
    con.execute(
        "create view jahat as select fid, geom, ogr_geocode('Jakarta') as WADMKC from batas"
    )
    con.execute(
        "insert into gpkg_contents (table_name, data_type, identifier, srs_id)"
        " values ('jahat', 'features', 'jahat', 4326)"
    )
    con.execute("insert into gpkg_geometry_columns values ('jahat', 'geom', 'POLYGON', 4326, 0, 0)")
    con.commit()
    con.close()
    assert "rusak" in refused(path)


def moved(change) -> list:
    rows = boundary_files.rows(PEKALONGAN, boundary_files.big)
    return [(row, shapely.transform(area, change)) for row, area in rows]


def test_metres_without_a_system_are_never_drawn_as_degrees(tmp_path):
    path = tmp_path / "meter.zip"
    boundary_files.write(path, moved(lambda xy: xy * 100_000), crs=None)
    assert "bukan derajat" in refused(path)


def test_latitude_first_is_told(tmp_path):
    path = boundary_files.write(tmp_path / "terbalik.geojson", moved(lambda xy: xy[:, ::-1]))
    assert "terbalik" in refused(path)


def test_another_country_is_told(tmp_path):
    path = boundary_files.write(tmp_path / "jauh.geojson", moved(lambda xy: xy - [100, 0]))
    assert "luar Indonesia" in refused(path)


def test_another_island_is_told(tmp_path):
    path = boundary_files.write(tmp_path / "jauh.geojson", moved(lambda xy: xy + [12, 3]))
    assert "jauh dari wilayah" in refused(path)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # points, not areas
        ([({"WADMKC": "Pekalongan Barat"}, shapely.Point(109.6, -6.9))], "bidang (poligon)"),
        # a layer of kabupaten
        ([({"WADMKK": "Kota Pekalongan"}, shapely.box(109.6, -7, 109.7, -6.8))], "kolom kecamatan"),
        # another district
        ([({"WADMKC": "Ngoro", "WADMKK": "Mojokerto"}, shapely.box(112, -8, 113, -7))],
         "tidak memuat kecamatan Kota Pekalongan"),
        # ours by name, but nothing we know
        ([({"WADMKC": "Waduk", "WADMKK": "Kota Pekalongan"}, shapely.box(109.6, -7, 109.7, -6.8))],
         "isinya: Waduk"),
        # rows without shapes
        ([({"WADMKC": "Pekalongan Barat"}, None)], "tidak mempunyai bentuk"),
    ],
)  # fmt: skip
def test_a_readable_file_that_does_not_help_says_why(tmp_path, rows, said):
    assert said in refused(boundary_files.write(tmp_path / "lain.geojson", rows))


def test_an_upload_that_is_gone_leaves_no_file_behind(good):
    with source.opened(good / "batas.zip") as opened:
        folder = opened.folder
        assert folder.is_dir()
        assert {path.stat().st_mode & 0o077 for path in [folder]} == {0}
        assert opened.layers(dialects.known_columns())
    assert not folder.exists()


def test_errors_are_sentences_for_the_command_line():
    assert issubclass(BoundaryFileError, ValueError)
    assert json.dumps(run.Report("x", error="Tidak.").to_json())
