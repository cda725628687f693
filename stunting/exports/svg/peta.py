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
    frame, legend, size = _share(canvas, picture, bounds, box, size)
    upright = legend.x > frame.right
    frame, legend = _covered(around, bounds, frame, legend)
    projection = Projection.fit(bounds, _inside(frame))
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
    _legend(canvas, picture, legend, size, unnamed, upright)


def _share(
    canvas: Kanvas, picture: Peta, bounds: tuple, box: Kotak, size: float
) -> tuple[Kotak, Kotak, float]:
    """Room for the map, room for legend and note, and the size of the legend's letters.

    The legend goes where the map stays larger; beside it only if it is not too high for that.
    """
    words = [words for _, words, _ in picture.legenda]
    wide = min(teks.widest(words, size) + size * 0.9 + 14, box.w * _LEGEND)
    wide = max(wide, box.w * 0.16)
    under = box.cut(bottom=_high(canvas, picture, box.w, size, upright=False) + 10)
    foot = Kotak(box.x, under.bottom + 10, box.w, box.bottom - under.bottom - 10)
    beside = box.cut(right=wide + 30)
    column = Kotak(beside.right + 30, box.y + _AIR, wide, box.h - _AIR)
    if Projection.fit(bounds, beside).down >= Projection.fit(bounds, under).down:
        for letters in (size, (size + teks.SMALLEST) / 2, teks.SMALLEST):
            if _high(canvas, picture, wide, letters, upright=True) <= column.h:
                return beside, column, letters
    return under, foot, size


def _high(canvas: Kanvas, picture: Peta, wide: float, size: float, *, upright: bool) -> float:
    """Height of legend and note in a room so wide."""
    measured = Kanvas(canvas.width, canvas.height, canvas.tema, "")
    room = Kotak(0, 0, wide, 0)
    high = baris.legend(measured, room, _items(picture, ""), size, upright=upright)
    small = _small(size)
    return high + len(teks.wrap(picture.catatan, small, wide)) * small * teks.LINE + 8


def _covered(around: list, bounds: tuple, frame: Kotak, legend: Kotak) -> tuple[Kotak, Kotak]:
    """The map no wider than what is known around the district: it would end in a straight edge."""
    if not around:
        return frame, legend
    west, _, east, _ = shapely.total_bounds(around)
    middle = (bounds[0] + bounds[2]) / 2
    reach = 2 * max(middle - west, east - middle) * Projection.fit(bounds, _inside(frame)).across
    spare = frame.w - reach * 0.98
    if spare <= 0 or reach < frame.h * 0.5:
        return frame, legend
    if legend.x > frame.right:  # it stays beside the map
        legend = Kotak(legend.x - spare, legend.y, legend.w, legend.h)
    return frame.cut(right=spare), legend


def _inside(frame: Kotak) -> Kotak:
    return frame.cut(top=_AIR, right=_AIR, bottom=_AIR, left=_AIR)


def _legend(
    canvas: Kanvas, picture: Peta, box: Kotak, size: float, unnamed: list[str], upright: bool
) -> None:
    hatch = canvas.hatch() if any(hatched for *_, hatched in picture.legenda) else ""
    taken = baris.legend(canvas, box, _items(picture, hatch), size, upright=upright)
    words = picture.catatan
    if unnamed:
        words = f"Tanpa nama di peta: {', '.join(unnamed)}. {words}"
    small = _small(size)
    most = int((box.h - taken + 0.1) // (small * teks.LINE))
    if teks.clean(words) and most > 0:
        lines = teks.wrap(words, small, box.w, most=most)
        top = box.bottom - len(lines) * small * teks.LINE
        canvas.lines(box.x, top, lines, small, colour=canvas.tema.redup)


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
