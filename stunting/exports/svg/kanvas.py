"""A sheet to draw on: shapes and texts in pixels from the top left corner, written out as SVG.

Nothing is moved or turned: every number in the file is the place where it is seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from stunting import theme
from stunting.exports.svg import teks
from stunting.exports.svg import tema as colours
from stunting.exports.svg.tema import Tema

HATCH_PX = 11


@dataclass(frozen=True)
class Kotak:
    """A rectangle of the sheet, in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def cut(self, *, top: float = 0, right: float = 0, bottom: float = 0, left: float = 0) -> Kotak:
        """The rectangle without so many pixels at its sides."""
        return Kotak(
            self.x + left,
            self.y + top,
            max(self.w - left - right, 0),
            max(self.h - top - bottom, 0),
        )


class Kanvas:
    """``nama`` tells its patterns from those of other drawings on the same page."""

    def __init__(self, width: int, height: int, tema: Tema, nama: str) -> None:
        self.width, self.height, self.tema = width, height, tema
        self._hatch = f"arsir-{nama}"
        self._hatched = False
        self._parts: list[str] = []

    def rect(self, box: Kotak, fill: str, *, radius: float = 0, stroke: str = "", line: float = 1):
        """A filled rectangle."""
        round_ = f' rx="{radius:g}"' if radius else ""
        edge = f' stroke="{stroke}" stroke-width="{line:g}"' if stroke else ""
        self._parts.append(
            f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.w)}" height="{_n(box.h)}"{round_} '
            f'fill="{fill}"{edge}/>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, px: float, dash: str = ""
    ):
        """A straight line ``px`` wide."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{colour}" '
            f'stroke-width="{px:g}"{dashed}/>'
        )

    def path(
        self, d: str, fill: str = "none", *, stroke: str = "", line: float = 1, more: str = ""
    ):
        """A path as SVG writes it."""
        edge = (
            f' stroke="{stroke}" stroke-width="{line:g}" stroke-linejoin="round"' if stroke else ""
        )
        self._parts.append(f'<path d="{d}" fill="{fill}"{edge}{more}/>')

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        weight: int = teks.BIASA,
        colour: str = "",
        anchor: str = "start",
        halo: str = "",
    ) -> None:
        """One line of text; ``y`` is its base line, ``anchor`` start, middle or end."""
        words = teks.clean(words)
        if not words:
            return
        place = f' text-anchor="{anchor}"' if anchor != "start" else ""
        bold = f' font-weight="{weight}"' if weight != teks.BIASA else ""
        edge = (
            f' stroke="{halo}" stroke-width="{size * 0.22:.1f}" stroke-linejoin="round" paint-order="stroke"'
            if halo
            else ""
        )
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size:g}"{bold}{place} '
            f'fill="{colour or self.tema.teks}"{edge}>{escape(words)}</text>'
        )

    def lines(self, x: float, top: float, lines: Iterable[str], size: float, **how) -> float:
        """Lines one below the other from ``top``; returns where the next thing may begin."""
        for line in lines:
            self.text(x, top + size * (teks.ASCENT + (teks.LINE - 1) / 2), line, size, **how)
            top += size * teks.LINE
        return top

    def middle(self, x: float, y: float, lines: list[str], size: float, **how) -> None:
        """Lines around the height ``y``."""
        self.lines(x, y - len(lines) * size * teks.LINE / 2, lines, size, **how)

    def hatch(self) -> str:
        """The fill that says: nobody was measured here."""
        self._hatched = True
        return f"url(#{self._hatch})"

    def group(self, alt: str) -> None:
        """What follows up to ``end`` is one picture, ``alt`` says which."""
        self._parts.append(f'<g role="img" aria-label="{escape(teks.clean(alt))}">')

    def end(self) -> None:
        self._parts.append("</g>")

    def svg(self, title: str, alt: str) -> str:
        """The sheet as a file of its own."""
        defs = ""
        if self._hatched:
            base = colours.mix(self.tema.latar, theme.HATCH, 0.1)
            stroke = theme.HATCH
            defs = (
                f'<defs><pattern id="{self._hatch}" width="{HATCH_PX}" height="{HATCH_PX}" '
                f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="{HATCH_PX}" '
                f'height="{HATCH_PX}" fill="{base}"/><path d="M1 0V{HATCH_PX}" stroke="{stroke}" '
                f'stroke-width="2"/></pattern></defs>'
            )
        family = escape(theme.FONT)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" role="img" '
            f'lang="id" font-family="{family}" font-weight="{teks.BIASA}">'
            f"<title>{escape(teks.clean(title))}</title><desc>{escape(teks.clean(alt))}</desc>"
            f"{defs}{''.join(self._parts)}</svg>"
        )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
