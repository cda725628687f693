"""A boundary file of any of the four formats: what it is, unpacked within limits, read by geodata.py.

What a file is, is told by its content. It is copied into a private folder under a name of ours, so no
part of its own name (a path, an address, a driver) ever reaches the reader.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

import pyogrio

from stunting.batas import geodata

FORMATS = "GeoJSON, TopoJSON, Shapefile dalam zip, atau GeoPackage"
MAX_FILE = 1_000_000_000  # bytes; all desa of Indonesia as GeoPackage are about 700 MB
MAX_UNPACKED = 2_000_000_000
MAX_MEMBERS = 5_000
MAX_LAYERS = 20  # files of a zip that hold shapes
READ_SECONDS = 240
MAX_VERTICES = 6_000  # of one kabupaten/kota on the map: about 150 KB for each viewer
_READ_DRIVERS = frozenset({"GeoJSON", "TopoJSON", "ESRI Shapefile", "GPKG"})
_OWN_DRIVERS = frozenset({"GPKG", "OGR_VRT"})  # for files that we wrote
_PARTS_OF_SHP = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_JSON = (".geojson", ".json", ".topojson")
_CHUNK = 1 << 20
_SENTENCES = {
    "rusak": "Berkas {name} rusak atau tidak lengkap; unduh ulang dari sumbernya, lalu coba lagi.",
    "terlalu_banyak": "Berkas {name} memuat terlalu banyak bidang; potong menurut provinsi atau kabupaten.",
    "tanpa_bentuk": "Bidang di berkas {name} tidak mempunyai bentuk; ekspor ulang beserta geometrinya.",
    "bukan_derajat": (
        "Koordinat di berkas {name} bukan derajat dan sistem koordinatnya tidak disebut; ekspor ulang "
        "dalam WGS 84 (EPSG:4326) atau sertakan berkas .prj."
    ),
    "terbalik": (
        "Urutan bujur dan lintang di berkas {name} terbalik; ekspor ulang dengan bujur lebih dahulu."
    ),
    "luar_negeri": "Bidang di berkas {name} terletak di luar Indonesia; periksa sistem koordinatnya.",
}


class BoundaryFileError(ValueError):
    """A file that cannot be used; the message is one Indonesian sentence."""


@dataclass(frozen=True)
class Layer:
    """One layer with polygons. ``columns``: name -> texts, one per feature, "" for empty."""

    file: str
    layer: str
    crs: str | None
    features: int
    fields: list[str]
    fids: list[int] = field(repr=False)
    columns: dict[str, list[str]] = field(repr=False)


@dataclass(frozen=True)
class Source:
    """An unpacked file in its private folder."""

    name: str
    folder: Path

    def layers(self, columns: list[str]) -> list[Layer]:
        """All layers with polygons; of their columns those with these normal names."""
        return [Layer(**each) for each in self._run("inspect", columns, _READ_DRIVERS)]

    def dissolve(
        self, layer: Layer, parts: dict[str, list[int]], boxes: dict[str, list[float]]
    ) -> dict:
        """Unite features (``parts``: kecamatan -> places in the layer) as geodata.dissolve describes."""
        chosen = sorted({place for places in parts.values() for place in places})
        number = {place: n for n, place in enumerate(chosen)}
        wanted = {
            "file": layer.file,
            "layer": layer.layer,
            "crs": layer.crs,
            "fids": [layer.fids[place] for place in chosen],
        }
        self._run("pick", wanted, _READ_DRIVERS)
        wanted = {
            "crs": layer.crs,
            "parts": {kode: [number[at] for at in places] for kode, places in parts.items()},
            "boxes": boxes,
            "max_vertices": MAX_VERTICES,
        }
        return self._run("dissolve", wanted, _OWN_DRIVERS)

    def _run(self, step: str, wanted: object, drivers: frozenset[str]):
        try:
            done = subprocess.run(
                [sys.executable, "-P", geodata.__file__, step, str(self.folder)],
                input=json.dumps(wanted),
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, **_fence(drivers)},
                timeout=READ_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BoundaryFileError(
                f"Berkas {self.name} terlalu lama dibaca; potong menurut kabupaten, lalu ulangi."
            ) from None
        try:
            answer = json.loads(done.stdout) if done.returncode == 0 else {"unusable": "rusak"}
        except ValueError:
            answer = {"unusable": "rusak"}
        if done.returncode:
            logging.getLogger(__name__).warning(
                "berkas batas, langkah %s: %s", step, done.stderr.strip()[-400:]
            )
        if isinstance(answer, dict) and "unusable" in answer:
            raise BoundaryFileError(_SENTENCES[answer["unusable"]].format(name=self.name))
        return answer


def _fence(drivers: frozenset[str]) -> dict[str, str]:
    """Settings under which the reader knows these formats only, no network and no code of a file."""
    return {
        "GDAL_SKIP": ",".join(sorted(_all_drivers() - drivers)),
        "OGR_SQLITE_PRAGMA": "trusted_schema=0",
        "GDAL_HTTP_PROXY": "127.0.0.1:9",
        "GDAL_HTTP_TIMEOUT": "1",
        "PROJ_NETWORK": "OFF",
        "SHAPE_RESTORE_SHX": "YES",
        "OGR_ORGANIZE_POLYGONS": "DEFAULT",
        "OGR_GEOJSON_MAX_OBJ_SIZE": "0",
    }


@lru_cache(maxsize=1)
def _all_drivers() -> frozenset[str]:
    return frozenset(pyogrio.list_drivers())


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The file, checked and unpacked into a folder that is gone when the block ends.

    Raises BoundaryFileError.
    """
    name = path.name
    try:
        size = path.stat().st_size
        with open(path, "rb") as file:
            start = file.read(64)
    except OSError:
        raise BoundaryFileError(
            f"Berkas {name} tidak ditemukan atau tidak boleh dibaca; periksa nama dan hak aksesnya."
        ) from None
    if size > MAX_FILE:
        raise BoundaryFileError(f"Berkas {name} terlalu besar; potong menurut provinsi.")
    with tempfile.TemporaryDirectory(prefix="batas-") as made:
        folder = Path(made)
        if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            _unpack(path, folder)
        elif suffix := _kind(start):
            shutil.copyfile(path, folder / f"sumber-0{suffix}")
        elif not start.strip(b"\x00 \r\n\t"):
            raise BoundaryFileError(f"Berkas {name} kosong; unduh ulang dari sumbernya.")
        elif start.startswith(b"\x00\x00\x27\x0a"):
            raise BoundaryFileError(
                f"Berkas {name} hanya satu bagian dari Shapefile; masukkan berkas .shp, .shx, .dbf dan "
                ".prj ke dalam satu zip."
            )
        else:
            raise BoundaryFileError(
                f"Berkas {name} bukan berkas batas; yang dapat dibaca: {FORMATS}."
            )
        yield Source(name, folder)


def _kind(start: bytes) -> str | None:
    """.gpkg or .json by the first bytes of a file, None for anything else."""
    if start.startswith(b"SQLite format 3\x00"):
        return ".gpkg"
    return ".json" if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else None


def _unpack(path: Path, folder: Path) -> None:
    """Copy what holds shapes out of a zip, under names of ours and never more than MAX_UNPACKED."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = [each for each in packed.infolist() if not each.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise BoundaryFileError(f"Zip {path.name} memuat terlalu banyak berkas.")
            wanted = _names_of_ours(members)
            if not wanted:
                raise BoundaryFileError(_nothing_inside(path.name, members))
            left = MAX_UNPACKED
            for member, target in wanted:
                left = _copy(packed, member, folder / target, left)
    except (RuntimeError, NotImplementedError):  # encrypted, or packed in a way we do not know
        raise BoundaryFileError(
            f"Zip {path.name} dilindungi kata sandi atau dikemas dengan cara lain; kemas ulang sebagai zip "
            "biasa."
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        if isinstance(error, BoundaryFileError):
            raise
        raise BoundaryFileError(_SENTENCES["rusak"].format(name=path.name)) from None
    for file in folder.glob("sumber-*.*"):
        _check_unpacked(file, path.name)


def _names_of_ours(members: list[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, str]]:
    """Members with shapes and what belongs to them -> sumber-0.shp, sumber-0.dbf, sumber-1.gpkg …"""
    by_stem: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for each in members:
        inside = PurePosixPath(each.filename.replace("\\", "/"))
        if inside.name.startswith(".") or "__MACOSX" in inside.parts:
            continue
        stem = str(inside.with_suffix("")).casefold() if inside.name else ""
        by_stem.setdefault(stem, {}).setdefault(inside.suffix.casefold(), each)
    groups: list[list[tuple[zipfile.ZipInfo, str]]] = []
    for _, parts in sorted(by_stem.items()):
        if {".shp", ".dbf"} <= parts.keys():
            groups.append([(parts[end], end) for end in _PARTS_OF_SHP if end in parts])
        groups += [[(parts[end], ".json")] for end in _JSON if end in parts]
        if ".gpkg" in parts:
            groups.append([(parts[".gpkg"], ".gpkg")])
    return [
        (member, f"sumber-{number:02}{end}")
        for number, group in enumerate(groups[:MAX_LAYERS])
        for member, end in group
    ]


def _nothing_inside(name: str, members: list[zipfile.ZipInfo]) -> str:
    ends = {PurePosixPath(each.filename).suffix.casefold() for each in members}
    if ".shp" in ends:
        return f"Zip {name} tidak memuat berkas .dbf dari Shapefile; kemas .shp, .shx, .dbf dan .prj bersama."
    if ".zip" in ends:
        return f"Zip {name} berisi zip lain; buka dahulu, lalu unggah zip yang di dalamnya."
    return f"Zip {name} tidak memuat berkas batas; yang dapat dibaca: {FORMATS}."


def _copy(packed: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Write one member; returns the bytes still allowed. What the zip says of its size is not trusted."""
    with packed.open(member) as source, open(target, "xb") as file:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise BoundaryFileError(
                    f"Isi zip {packed.filename and Path(packed.filename).name} terlalu besar untuk dibuka; "
                    "bagi menjadi beberapa berkas."
                )
            file.write(chunk)
    return left


def _check_unpacked(file: Path, name: str) -> None:
    """The content must be what the suffix says: only then do we know which reader opens it."""
    with open(file, "rb") as opened_file:
        start = opened_file.read(64)
    honest = {
        ".shp": start.startswith(b"\x00\x00\x27\x0a"),
        ".json": _kind(start) == ".json",
        ".gpkg": _kind(start) == ".gpkg",
    }
    if not honest.get(file.suffix, True):
        raise BoundaryFileError(_SENTENCES["rusak"].format(name=name))
