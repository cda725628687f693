"""The presentation as PPTX: pictures are native, so that a figure can still be corrected on the slide."""

from stunting.exports.pptx.berkas import write

__all__ = ["write"]
