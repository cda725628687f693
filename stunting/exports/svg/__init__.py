"""Pictures and screens of the presentation as SVG: the same bytes for the same words, no font outlines."""

from stunting.exports.svg.bingkai import frame
from stunting.exports.svg.gambar import draw

__all__ = ["draw", "frame"]
