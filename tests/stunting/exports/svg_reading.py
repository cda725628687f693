"""Reads a drawing back: where its texts stand, what is behind them. For tests of stunting/exports/svg."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

import shapely
from shapely.geometry import Polygon, box

from stunting import theme
from stunting.exports.svg import teks, tema

NAMESPACE = "{http://www.w3.org/2000/svg}"
CAPITALS, TAILS = 0.72, 0.2  # em above and below the base line that letters really take
_PART = re.compile(r"([MLCaZ])([^MLCaZ]*)")


@dataclass(frozen=True)
class Text:
    words: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    colour: str
    halo: str
    behind: tuple[str, ...]  # the fills under its left end, its middle and its right end


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    texts: tuple[Text, ...]
    rects: tuple[tuple[float, float, float, float], ...]  # left, top, right, bottom
    points: tuple[tuple[float, float], ...]  # of all paths

    def words(self) -> list[str]:
        return [each.words for each in self.texts]


def read(svg: str) -> Drawing:
    """Every shape and text of a drawing. Raises ParseError where it is no XML."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    fills: list[tuple[shapely.Geometry, str]] = []
    texts, rects, points = [], [], []
    for each in _drawn(root):
        kind = each.tag.removeprefix(NAMESPACE)
        if kind == "rect":
            x, y, w, h = (float(each.get(name)) for name in ("x", "y", "width", "height"))
            fills.append((box(x, y, x + w, y + h), each.get("fill")))
            rects.append((x, y, x + w, y + h))
        elif kind == "path":
            rings = _rings(each.get("d"))
            points += [point for ring in rings for point in ring]
            if each.get("fill") != "none" and each.get("fill-opacity") is None:
                fills += [
                    (Polygon(ring).buffer(0), each.get("fill")) for ring in rings if len(ring) > 3
                ]
        elif kind == "text":
            texts.append(_text(each, fills))
    return Drawing(width, height, tuple(texts), tuple(rects), tuple(points))


def overlapping(drawing: Drawing, slack: float = 0.6) -> list[tuple[str, str]]:
    """Pairs of texts that lie over each other."""
    return [
        (a.words, b.words)
        for n, a in enumerate(drawing.texts)
        for b in drawing.texts[:n]
        if min(a.right, b.right) - max(a.left, b.left) > slack
        and min(a.bottom, b.bottom) - max(a.top, b.top) > slack
    ]


def outside(drawing: Drawing, slack: float = 0.6) -> list:
    """Texts, rectangles and points that leave the sheet."""

    def leaves(left: float, top: float, right: float, bottom: float) -> bool:
        return (
            min(left, top) < -slack
            or right > drawing.width + slack
            or bottom > drawing.height + slack
        )

    return (
        [
            each.words
            for each in drawing.texts
            if leaves(each.left, each.top, each.right, each.bottom)
        ]
        + [each for each in drawing.rects if leaves(*each)]
        + [(x, y) for x, y in drawing.points if leaves(x, y, x, y)]
    )


def faint(drawing: Drawing) -> list[tuple[str, str, str]]:
    """Texts that are not readable enough on what is behind them."""
    return [
        (each.words, each.colour, fill)
        for each in drawing.texts
        for fill in ({each.halo} if each.halo else each.behind)
        if theme.contrast(each.colour, fill) < tema.READABLE
    ]


def small(drawing: Drawing) -> list[tuple[str, float]]:
    return [(each.words, each.size) for each in drawing.texts if each.size < 16]


def _drawn(element: ElementTree.Element):
    for child in element:
        if child.tag == f"{NAMESPACE}defs":
            continue
        yield child
        if child.tag == f"{NAMESPACE}g":
            yield from _drawn(child)


def _text(element: ElementTree.Element, fills: list) -> Text:
    size, words = float(element.get("font-size")), element.text
    x, y = float(element.get("x")), float(element.get("y"))
    wide = teks.width(words, size, int(element.get("font-weight", teks.BIASA)))
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    middle = y - size * 0.3
    behind = tuple(_under(left + wide * share, middle, fills) for share in (0.02, 0.5, 0.98))
    return Text(
        words,
        left,
        left + wide,
        y - CAPITALS * size,
        y + TAILS * size,
        size,
        element.get("fill"),
        element.get("stroke", ""),
        behind,
    )


def _under(x: float, y: float, fills: list) -> str:
    point = shapely.Point(x, y)
    return next((fill for area, fill in reversed(fills) if area.intersects(point)), fills[0][1])


def _rings(d: str) -> list[list[tuple[float, float]]]:
    rings: list[list[tuple[float, float]]] = []
    for letter, numbers in _PART.findall(d):
        values = [float(each) for each in re.findall(r"-?[\d.]+", numbers)]
        pairs = list(zip(values[::2], values[1::2], strict=True)) if letter in "MLC" else []
        if letter == "M":
            rings.append(pairs)
        elif letter == "L":
            rings[-1] += pairs
        elif letter == "C":
            rings[-1] += _bend(rings[-1][-1], *pairs)
        elif letter == "a":  # a circle's half: its far end is enough
            x, y = rings[-1][-1]
            rings[-1].append((x + values[-2], y + values[-1]))
    return rings


def _bend(a, b, c, d) -> list[tuple[float, float]]:
    return [
        tuple(
            (1 - t) ** 3 * a[i]
            + 3 * (1 - t) ** 2 * t * b[i]
            + 3 * (1 - t) * t**2 * c[i]
            + t**3 * d[i]
            for i in (0, 1)
        )
        for t in (n / 12 for n in range(1, 13))
    ]
