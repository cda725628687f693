"""Import of official boundaries: look at a file, lay it over the shipped ones, go back.

An import replaces the boundaries of every kabupaten/kota that the file has a kecamatan of; the others
keep theirs. A kecamatan that the file lacks keeps its indicative shape, cut where official ones lie, and
the label under the map says so.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import shapely
from shapely.geometry import mapping, shape

from stunting import boundaries, reference, register, store
from stunting.batas import dialects, match, source
from stunting.batas.dialects import Dialect, Role
from stunting.batas.source import BoundaryFileError

Progress = Callable[[float, str], None]
ALIASES = "padanan_kecamatan"
LONGEST_SOURCE = 120
# How far a kecamatan may lie outside the indicative box of its district: islands, and errors of that box.
_REACH_SHARE, _REACH_LEAST = 0.3, 0.15
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Report:
    """What a file holds for this store. With ``error`` (a sentence) everything else is empty.

    ``matched`` and ``missing`` are kecamatan of the kabupaten/kota the file covers; ``not_covered`` are
    kabupaten/kota of the store it has nothing of. Counts are features of the file.
    """

    file: str
    error: str | None = None
    dialect: Dialect | None = None
    layer: str = ""
    rows: int = 0
    matched: list[match.Match] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unmatched: list[match.Unmatched] = field(default_factory=list)
    not_covered: list[str] = field(default_factory=list)
    elsewhere: int = 0
    nameless: int = 0
    far: int = 0
    of_desa: bool = False
    overlapping: list[str] = field(default_factory=list)
    vertices: tuple[int, int] = (0, 0)
    features: list[dict] = field(default_factory=list, repr=False)
    sha256: str = ""
    source: str = ""

    @property
    def codes(self) -> list[str]:
        """Kecamatan that got an official shape."""
        return sorted({each.kode for each in self.matched})

    @property
    def complete(self) -> bool:
        return not (self.error or self.missing or self.unmatched)

    def to_json(self) -> dict:
        """What `batas --json` prints."""
        return {
            "file": self.file,
            "error": self.error,
            "dialect": self.dialect.name if self.dialect else None,
            "layer": self.layer,
            "rows": self.rows,
            "matched": [
                {"kode": each.kode, "nama": _name(each.kode), "menurut": each.by,
                 "di_berkas": each.unit.name, "bidang": len(each.unit.places)}
                for each in self.matched
            ],
            "missing": [{"kode": kode, "nama": _name(kode)} for kode in self.missing],
            "unmatched": [
                {"di_berkas": each.unit.name, "kode": each.unit.kode,
                 "kabkota": each.unit.kabkota_text, "bidang": len(each.unit.places),
                 "alasan": each.reason, "mirip": each.proposed}
                for each in self.unmatched
            ],
            "not_covered": self.not_covered,
            "elsewhere": self.elsewhere,
            "nameless": self.nameless,
            "far": self.far,
            "vertices_before": self.vertices[0],
            "vertices_after": self.vertices[1],
            "source": self.source,
        }  # fmt: skip


def _name(kode: str) -> str:
    return match.wilayah.wilayah_name(kode) or kode


def exit_code(report: Report) -> int:
    """0 every kecamatan has its shape, 1 some have not or something was left over, 2 nothing usable."""
    return 2 if report.error else 0 if report.complete else 1


# --- looking ---------------------------------------------------------------------------------------


def preview(path: Path, progress: Progress | None = None) -> Report:
    """Read a file, match it and make the shapes; nothing is changed. Raises StoreError without a store."""
    tell = progress or (lambda fraction, sentence: None)
    ours = store.kind().wilayah
    try:
        tell(0.05, "Membuka berkas")
        with source.opened(path) as opened:
            tell(0.15, "Membaca kolom")
            layers = opened.layers(dialects.known_columns())
            tell(0.5, "Mencocokkan kecamatan")
            return _look(path, opened, layers, ours, tell)
    except BoundaryFileError as error:
        return Report(path.name, error=str(error))


def _look(
    path: Path,
    opened: source.Source,
    layers: list[source.Layer],
    ours: tuple[str, ...],
    tell: Progress,
) -> Report:
    known = match.Kecamatan(ours, aliases())
    best = _best_layer(layers, known)
    if best is None:
        raise BoundaryFileError(_nothing_recognised(path.name, layers))
    layer, dialect, columns, outcome = best
    if not outcome.matched:
        raise BoundaryFileError(_nothing_matched(path.name, outcome, known))
    parts: dict[str, list[int]] = {}
    for each in outcome.matched:
        parts.setdefault(each.kode, []).extend(each.unit.places)
    tell(0.6, "Menggabungkan dan menyederhanakan bentuk")
    made = opened.dissolve(layer, parts, {kode: _near(kode[:5]) for kode in parts})
    drawn = {each["properties"]["kode"] for each in made["features"]}
    if not drawn:
        raise BoundaryFileError(
            f"Bidang di berkas {path.name} terletak jauh dari wilayah ini; periksa sistem koordinatnya."
        )
    tell(0.95, "Memeriksa hasil")
    covered = {kode[:5] for kode in drawn}
    year = _YEAR.search(path.name)
    return Report(
        path.name,
        dialect=dialect,
        layer="" if layer.layer.startswith("sumber-") else layer.layer,
        rows=layer.features,
        matched=[each for each in outcome.matched if each.kode in drawn],
        missing=[
            kode for district in ours if district in covered
            for kode in known.inside(district) if kode not in drawn
        ],
        unmatched=outcome.unmatched,
        not_covered=[district for district in ours if district not in covered],
        elsewhere=outcome.elsewhere,
        nameless=outcome.nameless,
        far=made["far"],
        of_desa=bool(columns.keys() & {Role.KODE_DESA, Role.DESA})
        and sum(map(len, parts.values())) > len(parts),
        overlapping=made["overlapping"],
        vertices=(made["before"], made["after"]),
        features=made["features"],
        sha256=_sha256(path),
        source=" ".join([dialect.source or f"berkas {path.stem}", *(year.groups() if year else ())]),
    )  # fmt: skip


def _best_layer(layers: list[source.Layer], known: match.Kecamatan):
    """The layer with most of our kecamatan, of two alike the one with fewer features."""
    best = None
    for layer in layers:
        found = dialects.recognise(list(layer.columns))
        if found is None:
            continue
        dialect, columns = found
        outcome = known.sort(match.units(dialect, columns, layer.columns))
        score = (len(outcome.codes()), -layer.features)
        if best is None or score > best[0]:
            best = (score, (layer, dialect, columns, outcome))
    return best and best[1]


def _nothing_recognised(name: str, layers: list[source.Layer]) -> str:
    if not layers:
        return f"Berkas {name} tidak memuat bidang (poligon), hanya titik, garis atau tabel."
    seen = ", ".join(layers[0].fields[:8]) or "tidak ada"
    return (
        f"Berkas {name} tidak memuat kolom kecamatan yang dikenal, misalnya WADMKC, NAME_3, ADM3_EN atau "
        f"nmkec; kolomnya: {seen}."
    )


def _nothing_matched(name: str, outcome: match.Outcome, known: match.Kecamatan) -> str:
    where = " dan ".join(_name(each) for each in known.kabkota[:3])
    if outcome.unmatched:
        seen = ", ".join(each.unit.name or each.unit.kode for each in outcome.unmatched[:3])
        return f"Tidak ada bidang di berkas {name} yang cocok dengan kecamatan {where}; isinya: {seen}."
    return f"Berkas {name} tidak memuat kecamatan {where}."


def _near(kabkota: str) -> list[float]:
    """Where a kecamatan of this district may lie: [west, south, east, north]."""
    west, south, east, north = boundaries.box(kabkota)
    reach = max(_REACH_LEAST, _REACH_SHARE * max(east - west, north - south))
    return [west - reach, south - reach, east + reach, north + reach]


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- what is in use --------------------------------------------------------------------------------


@dataclass(frozen=True)
class InUse:
    """The boundaries of one kabupaten/kota: what stands under its map, and how many are not indicative."""

    kabkota: str
    note: str
    official: int
    kecamatan: int


def in_use() -> list[InUse]:
    """The boundaries of every kabupaten/kota of this store. Raises StoreError without one."""
    path = store.boundaries_file()
    found = []
    for district in store.kind().wilayah:
        note = boundaries.source_note(path, district)
        shapes = boundaries.kecamatan(district, path)["features"]
        official = 0
        if note != boundaries.NOTE:
            official = sum(not each["properties"].get("indikatif") for each in shapes)
        found.append(InUse(district, note, official, len(match.wilayah.list_wilayah(district))))
    return found


# --- agreed spellings ------------------------------------------------------------------------------


def aliases() -> list[tuple[str, str]]:
    """(kecamatan code, other spelling): the shipped ones and those this district agreed on."""
    return list(reference.table(ALIASES).itertuples(index=False, name=None))


def agree(pairs: dict[str, str]) -> None:
    """Remember other spellings (spelling -> kecamatan code) for this and later files."""
    path = store.settings_folder() / f"{ALIASES}.csv"
    with store.writing():
        known = {}
        if path.is_file():
            with open(path, encoding="utf-8", newline="") as file:
                known = {(row["kode_kecamatan"], row["nama"]): row for row in csv.DictReader(file)}
        for name, kode in pairs.items():
            known[kode, name] = {"kode_kecamatan": kode, "nama": name}
        written = io.StringIO()
        writer = csv.DictWriter(written, ["kode_kecamatan", "nama"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(known.values())
        store.replace_text(path, written.getvalue(), mode=0o600)


# --- laying over, going back -----------------------------------------------------------------------


def previous_file() -> Path:
    """The boundaries before the last change, for the way back."""
    return store.boundaries_file().with_name("batas-sebelumnya.geojson")


def previous_source() -> str | None:
    """What stood under the map before the last change; None when that cannot be brought back."""
    return boundaries.source_note(previous_file()) if previous_file().is_file() else None


def adopt(report: Report, source_name: str, who: str) -> None:
    """Make the shapes of a preview the boundaries of the map, under the name of their source.

    Raises BoundaryFileError for a report without shapes or an empty name, StoreError.
    """
    name = _SPACE.sub(" ", source_name).strip()[:LONGEST_SOURCE]
    if report.error or not report.features:
        raise BoundaryFileError(report.error or "Tidak ada batas yang dapat dipakai.")
    if not name:
        raise BoundaryFileError("Tulis nama sumber batas, misalnya BIG 2024.")
    with store.writing():
        before = boundaries.source_note(store.boundaries_file())
        others = [
            each for each in _adopted() if each["properties"]["kode"][:5] not in _districts(report)
        ]
        features = [*others, *with_rest(report, name)]
        _replace(
            {
                "type": "FeatureCollection",
                "sumber": name,
                "berkas": report.file,
                "sha256": report.sha256,
                "diimpor": datetime.now().astimezone().isoformat(timespec="seconds"),
                "features": features,
            }
        )
    register.append("batas", ",".join(sorted(_districts(report))), before, name, who)


def forget(who: str) -> bool:
    """Back to the shipped indicative boundaries; False when they were in use already."""
    with store.writing():
        path = store.boundaries_file()
        if not path.is_file():
            return False
        before = boundaries.source_note(path)
        os.replace(path, previous_file())
    register.append("batas", ",".join(store.kind().wilayah), before, boundaries.NOTE, who)
    return True


def swap(who: str) -> bool:
    """Back to the boundaries before the last change (and forth again); False when there are none."""
    with store.writing():
        path, old = store.boundaries_file(), previous_file()
        if not old.is_file():
            return False
        before, text = boundaries.source_note(path), old.read_text(encoding="utf-8")
        if path.is_file():
            os.replace(path, old)
        else:
            old.unlink()
        store.replace_text(path, text, mode=0o600)
    register.append(
        "batas", ",".join(store.kind().wilayah), before, boundaries.source_note(path), who
    )
    return True


def _districts(report: Report) -> set[str]:
    return {each["properties"]["kode"][:5] for each in report.features}


def _adopted() -> list[dict]:
    """The features of the boundaries in use, each with its own source."""
    try:
        found = json.loads(store.boundaries_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return [
        {**each, "properties": {"sumber": found.get("sumber", ""), **each["properties"]}}
        for each in found["features"]
    ]


def with_rest(report: Report, name: str) -> list[dict]:
    """The shapes of a report and, marked ``indikatif``, those of the kecamatan it lacks, cut to fit."""
    official = [
        {**each, "properties": {**each["properties"], "sumber": name}} for each in report.features
    ]
    missing = set(report.missing)
    rest = []
    for district in sorted(_districts(report)):
        covered = shapely.union_all(
            [shape(e["geometry"]) for e in official if e["properties"]["kode"][:5] == district]
        )
        for each in boundaries.shipped(district)["features"]:
            kode = each["properties"]["kode"]
            if kode not in missing:
                continue
            left = shapely.difference(shape(each["geometry"]), covered)
            areas = [part for part in shapely.get_parts(left) if part.geom_type == "Polygon"]
            if areas:
                geometry = shapely.set_precision(shapely.multipolygons(areas), 1e-5)
                drawn = mapping(geometry)
                properties = {
                    "kode": kode,
                    "titik": boundaries.label_point(drawn),
                    "sumber": name,
                    "indikatif": True,
                }
                rest.append({"type": "Feature", "properties": properties, "geometry": drawn})
    return official + rest


def _replace(collection: dict) -> None:
    path = store.boundaries_file()
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    if path.is_file():
        old = path.read_text(encoding="utf-8")
        store.replace_text(previous_file(), old, mode=0o600)
    else:
        previous_file().unlink(missing_ok=True)
    store.replace_text(path, text, mode=0o600)
