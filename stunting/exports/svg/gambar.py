"""Any picture of the presentation as a drawing."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from stunting.exports.svg import arus, butir, garis, peta, tabel, tema, tumpukan, urutan
from stunting.exports.svg.kanvas import Kanvas, Kotak
from stunting.paparan import gambar as contract

_PAINT: dict[type, Callable] = {
    contract.Urutan: urutan.paint,
    contract.Tumpukan: tumpukan.paint,
    contract.Garis: garis.paint,
    contract.Peta: peta.paint,
    contract.Arus: arus.paint,
    contract.Tabel: tabel.paint,
    contract.Butir: butir.paint,
}
_MARGIN = 12


def draw(gambar: contract.Gambar, width: int, height: int, *, gelap: bool = False) -> str:
    """One picture as an SVG file of ``width`` x ``height`` pixels; ``gelap``: for a dark hall."""
    name = f"{zlib.crc32(f'{gambar.judul} {gambar.alt} {gelap}'.encode()):08x}"
    canvas = Kanvas(width, height, tema.of(gelap), name)
    canvas.rect(Kotak(0, 0, width, height), canvas.tema.latar)
    box = Kotak(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN)
    _PAINT[type(gambar)](canvas, gambar, box)
    return canvas.svg(gambar.judul, gambar.alt)


def paint(canvas: Kanvas, gambar: contract.Gambar, box: Kotak) -> None:
    """One picture into a part of a sheet."""
    canvas.group(gambar.alt or gambar.judul)
    _PAINT[type(gambar)](canvas, gambar, box)
    canvas.end()
