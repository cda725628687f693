"""Signs for the points of lines: told apart by their form, not only by their colour."""

from __future__ import annotations

import math

from stunting.exports.svg.kanvas import Kanvas

_CORNERS = {1: (4, 45.0, 1.15), 2: (3, -90.0, 1.35), 3: (4, 0.0, 1.3), 4: (3, 90.0, 1.35)}
FORMS = 5  # circle, square, triangle, diamond, triangle upside down


def draw(canvas: Kanvas, number: int, x: float, y: float, radius: float, colour: str) -> None:
    """The sign of the line ``number`` at a point, with a thin edge of the page's colour."""
    form = number % FORMS
    if form == 0:
        there, back = f"0 1 0 {2 * radius} 0", f"0 1 0 {-2 * radius} 0"
        d = f"M{x - radius:.1f} {y:.1f}a{radius} {radius} {there}a{radius} {radius} {back}Z"
    else:
        corners, turn, stretch = _CORNERS[form]
        angles = [math.radians(turn + 360 / corners * n) for n in range(corners)]
        d = (
            "M"
            + "L".join(
                f"{x + radius * stretch * math.cos(each):.1f} {y + radius * stretch * math.sin(each):.1f}"
                for each in angles
            )
            + "Z"
        )
    canvas.path(d, colour, stroke=canvas.tema.latar, line=2.5)
