"""The map of a district: fills, hatch, outline of the chosen kecamatan, names, legend, boundary note."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import shape

from stunting import theme
from stunting.exports.svg import baris, nama_peta, teks
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan.gambar import Peta

_LEGEND = 0.3  # of the width beside the map, at most
_AIR = 14  # px around the district
_FINE = 0.45  # px a border may be straightened by


@dataclass(frozen=True)
class Projection:
    """Degrees to pixels: straight, with longitudes as short as they are at this latitude."""

    west: float
    north: float
    across: float  # pixels per degree of longitude
    down: float
    x: float
    y: float

    @classmethod
    def fit(cls, bounds: tuple[float, float, float, float], box: Kotak) -> Projection:
        """The largest picture of ``bounds`` (west, south, east, north) in the middle of a box."""
        west, south, east, north = bounds
        short = math.cos(math.radians((south + north) / 2))
        wide, high = max((east - west) * short, 1e-9), max(north - south, 1e-9)
        scale = min(box.w / wide, box.h / high)
        x = box.x + (box.w - wide * scale) / 2
        y = box.y + (box.h - high * scale) / 2
        return cls(west, north, scale * short, scale, x, y)

    def of(self, lon: float, lat: float) -> tuple[float, float]:
        """The place of a point, in pixels."""
        return self.x + (lon - self.west) * self.across, self.y + (self.north - lat) * self.down

    def shapes(self, geometries: list) -> np.ndarray:
        """Geometries in pixels."""
        offset = np.array([self.west, self.north])
        scale = np.array([self.across, -self.down])
        move = np.array([self.x, self.y])
        return shapely.transform(np.array(geometries), lambda at: (at - offset) * scale + move)


def paint(canvas: Kanvas, picture: Peta, box: Kotak) -> None:
    """Draw the map into ``box``."""
    box = baris.heading(canvas, box, picture.judul)
    if not picture.daerah:
        baris.nothing(canvas, box)
        return
    areas = [shape(each.bentuk) for each in picture.daerah]
    bounds = tuple(shapely.total_bounds(areas))
    size = round(baris.base_size(box), 1)
    around = [shape(each) for each in picture.latar]
    frame, legend, foot = _share(canvas, picture, bounds, box, size)
    projection = Projection.fit(bounds, frame.cut(top=_AIR, right=_AIR, bottom=_AIR, left=_AIR))
    tema = canvas.tema
    if around:
        around = projection.shapes(around)
        around = shapely.clip_by_rect(around, frame.x, frame.y, frame.right, frame.bottom)
        for each in around:
            canvas.path(_d(each), tema.tetangga, stroke=tema.latar, line=2)
    drawn = [_d(each) for each in projection.shapes(areas)]
    for each, d in zip(picture.daerah, drawn, strict=True):
        fill = canvas.hatch() if each.arsir else each.warna
        canvas.path(d, fill, stroke=theme.MUTED if not tema.gelap else tema.latar, line=1.4)
    for each, d in zip(picture.daerah, drawn, strict=True):
        if each.dipilih:
            canvas.path(d, stroke=theme.TEXT, line=10)
            canvas.path(d, stroke=theme.HIGHLIGHT, line=5)
    points = [projection.of(*each.titik) for each in picture.daerah]
    widths = [(each.bounds[2] - each.bounds[0]) * projection.across for each in areas]
    unnamed = nama_peta.paint(canvas, picture.daerah, points, widths, frame)
    _legend(canvas, picture, legend, foot, size, unnamed)


def _share(
    canvas: Kanvas, picture: Peta, bounds: tuple, box: Kotak, size: float
) -> tuple[Kotak, Kotak, Kotak]:
    """Room for the map, its legend and its note: the legend goes where the map stays larger."""
    small = _small(size)
    items = [words for _, words, _ in picture.legenda]
    wide = min(teks.widest(items, size) + size * 0.9 + 14, box.w * _LEGEND)
    beside = box.cut(right=max(wide, box.w * 0.16) + 30)
    note = len(teks.wrap(picture.catatan, small, box.w)) * small * teks.LINE + 8
    measured = Kanvas(canvas.width, canvas.height, canvas.tema, "")
    high = baris.legend(measured, box, _items(picture, ""), size) + note + 10
    under = box.cut(bottom=high)
    if Projection.fit(bounds, beside).down >= Projection.fit(bounds, under).down:
        column = Kotak(beside.right + 30, box.y + _AIR, box.right - beside.right - 30, box.h - _AIR)
        return beside, column, column
    foot = Kotak(box.x, under.bottom + 10, box.w, high - 10)
    return under, foot, foot


def _legend(
    canvas: Kanvas, picture: Peta, box: Kotak, foot: Kotak, size: float, unnamed: list[str]
) -> None:
    upright = box.h > box.w * 0.6
    items = _items(
        picture, canvas.hatch() if any(hatched for *_, hatched in picture.legenda) else ""
    )
    baris.legend(canvas, box, items, size, upright=upright)
    words = picture.catatan
    if unnamed:
        words = f"Tanpa nama di peta: {', '.join(unnamed)}. {words}"
    if words:
        small = _small(size)
        taken = baris.legend(Kanvas(1, 1, canvas.tema, ""), box, items, size, upright=upright)
        most = max(int((foot.h - taken) // (small * teks.LINE)), 1)
        lines = teks.wrap(words, small, foot.w, most=most)
        top = foot.bottom - len(lines) * small * teks.LINE
        canvas.lines(foot.x, top, lines, small, colour=canvas.tema.redup)


def _small(size: float) -> float:
    return max(teks.SMALLEST, round(size * 0.8, 1))


def _items(picture: Peta, hatch: str) -> list[tuple[str, str]]:
    return [(words, hatch if hatched else colour) for colour, words, hatched in picture.legenda]


def _d(geometry: shapely.Geometry) -> str:
    """The rings of an area as a path, points nearer than the eye tells left out."""
    parts = []
    for polygon in shapely.get_parts(geometry):
        if polygon.geom_type != "Polygon" or polygon.is_empty:
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            at = shapely.get_coordinates(ring)
            step = np.rint(at / _FINE)
            keep = np.append(True, (step[1:] != step[:-1]).any(axis=1))
            points = at[keep].round(1).tolist()
            if len(points) > 2:
                parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(parts)
