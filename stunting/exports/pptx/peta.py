"""A map of free shapes: every kecamatan can be clicked, coloured and moved, its name is a text box."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import box as rectangle
from shapely.geometry import shape

from stunting import bahasa, theme
from stunting.exports.pptx import bentuk, huruf
from stunting.exports.pptx.bentuk import LEAST, SMALL, Alas, Alinea, Kotak, Lari, words
from stunting.paparan.gambar import Daerah, Peta

_SIDE = 200.0  # a legend beside the map
_ROW = 19.0
_NOTE = 11.0  # where the boundaries are from
_KEY = 16.0  # a field of the legend, with room for its words
_GAP = 14.0  # between the map and the names beside it
_NAMES_APART = 6.0
_COLUMN = 116.0  # names wider than this are broken
_FINE = 0.25  # outlines are simplified by less than anybody sees
_DUST = 0.4  # islands smaller than this are left out
_LEADING = 1.18
# A map that leaves the figures to its companion is only chosen where it gets that much larger.
_WITHOUT_FIGURES = 0.65
_SMALLER = 0.75  # and one with smaller names


@dataclass(frozen=True)
class _Bidang:
    """An area in points of the slide; ``rumah``: where its name would stand."""

    daerah: Daerah
    bidang: shapely.Geometry
    rumah: tuple[float, float]


@dataclass(frozen=True)
class _Nama:
    """The name of an area at its place; ``sisi``: "" on its area, else beside the map, tied by a line."""

    bidang: _Bidang
    baris: tuple[tuple[tuple[str, bool], ...], ...]
    ukuran: float
    kotak: Kotak
    sisi: str = ""


@dataclass(frozen=True)
class _Denah:
    """One way of laying out a map: its field, its legend, its names, and how good that is."""

    beside: bool
    legenda: Kotak
    field: Kotak
    areas: tuple[_Bidang, ...]
    around: tuple[shapely.Geometry, ...]
    names: tuple[_Nama, ...]
    left_out: int
    score: float


def draw(alas: Alas, gambar: Peta, kotak: Kotak, mulai: int = 0) -> int:
    """Draw the map; always all of it, so it returns 1."""
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul)
    if not gambar.daerah:
        _legend(alas, gambar, kotak, True, 0)
        return 1
    count = len(gambar.daerah)
    sizes = [18 if count <= 5 else 16 if count <= 10 else LEAST]
    if alas.terkecil < LEAST:
        sizes.append(max(alas.terkecil, SMALL))
    best = max(
        (
            _plan(gambar, kotak, beside, style, size, _note(gambar, 0))
            for size in sizes
            for beside in (False, True)
            for style in ("dua", "satu", "nama")
        ),
        key=lambda plan: plan.score,
    )
    _shapes(alas, gambar, best.areas, best.around, best.field)
    _names(alas, best.names)
    _legend(alas, gambar, best.legenda, best.beside, best.left_out)
    return 1


def _plan(gambar: Peta, kotak: Kotak, beside: bool, style: str, size: float, note: str) -> _Denah:
    """The map with its legend below or beside it and names in two lines, in one, or without figures."""
    field, legend = _split(gambar, kotak, beside, note)
    small = min(size, 16)
    wide = {"kiri": 0.0, "kanan": 0.0}
    sides = _sides(gambar.daerah)
    for each in gambar.daerah:
        column = _size(_lines(each, style, small), small)[0] + _GAP
        wide[sides[each.kode]] = max(wide[sides[each.kode]], column)
    plans = []
    for left, right in ((0.0, 0.0), (wide["kiri"], wide["kanan"])):
        room = Kotak(field.x + left, field.y, field.w - left - right, field.h)
        if room.w < 60 or room.h < 60:
            continue
        areas, around, scale = _projected(gambar, room, field)
        names, outside = _inside(areas, size)
        beside_map, left_out = (
            _outside(outside, sides, style, small, areas, field)
            if left or right
            else ([], len(outside))
        )
        score = scale * (_WITHOUT_FIGURES if style == "nama" else 1) * 0.3 ** (left_out > 0)
        score /= 1 + left_out
        score *= _SMALLER if size < LEAST else 1
        if _legend_height(gambar, legend.w, beside, note) > legend.h + 0.01:
            score *= 0.01
        plans.append(
            _Denah(beside, legend, field, areas, around, (*names, *beside_map), left_out, score)
        )
    best = max(plans, key=lambda plan: plan.score)
    if best.left_out and note == _note(gambar, 0):
        # Names without room are counted in the note, which then needs room itself.
        return _plan(gambar, kotak, beside, style, size, _note(gambar, len(gambar.daerah)))
    return best


def _split(gambar: Peta, kotak: Kotak, beside: bool, note: str) -> tuple[Kotak, Kotak]:
    """The map's part of the rectangle and the legend's."""
    if beside:
        wide = min(_SIDE, kotak.w * 0.34)
        field = Kotak(kotak.x, kotak.y, kotak.w - wide - 18, kotak.h)
        return field, Kotak(field.right + 18, kotak.y, wide, kotak.h)
    high = _legend_height(gambar, kotak.w, beside, note) + 8
    field = Kotak(kotak.x, kotak.y, kotak.w, max(kotak.h - high, kotak.h * 0.4))
    return field, Kotak(kotak.x, field.bottom + 8, kotak.w, kotak.bottom - field.bottom - 8)


def _projected(
    gambar: Peta, room: Kotak, field: Kotak
) -> tuple[tuple[_Bidang, ...], tuple[shapely.Geometry, ...], float]:
    """Areas and backdrop in points of the slide, north up, as large as the room allows; and the scale."""
    shapes = [shape(each.bentuk) for each in gambar.daerah]
    west, south, east, north = shapely.total_bounds(shapes)
    flat = math.cos(math.radians((south + north) / 2))
    scale = min(
        (room.w - 12) / max((east - west) * flat, 1e-9), (room.h - 12) / max(north - south, 1e-9)
    )
    left = room.x + (room.w - (east - west) * flat * scale) / 2
    top = room.y + (room.h - (north - south) * scale) / 2

    def points(at):
        at = at.copy()
        at[:, 0] = left + (at[:, 0] - west) * flat * scale
        at[:, 1] = top + (north - at[:, 1]) * scale
        return at

    areas = []
    for each, outline in zip(gambar.daerah, shapes, strict=True):
        lon, lat = each.titik
        home = (left + (lon - west) * flat * scale, top + (north - lat) * scale)
        areas.append(_Bidang(each, shapely.transform(outline, points), home))
    frame = rectangle(field.x, field.y, field.right, field.bottom)
    around = (shapely.transform(shape(each), points) for each in gambar.latar)
    clipped = tuple(shapely.intersection(shapely.make_valid(each), frame) for each in around)
    return tuple(areas), clipped, scale


def _shapes(alas: Alas, gambar: Peta, areas: Sequence[_Bidang], around, field: Kotak) -> None:
    """The outlines in one group that says what the map shows; the chosen ones last, over their neighbours."""
    group = bentuk.group(alas, field, nama="Peta", keterangan=gambar.alt)
    for number, outline in enumerate(around, start=1):
        rings = _rings(outline)
        if rings:
            bentuk.free_shape(
                alas,
                rings,
                theme.NEIGHBOUR,
                nama=f"Sekitar {number}",
                garis=theme.BACKGROUND,
                into=group,
            )
    for each in sorted(areas, key=lambda area: area.daerah.dipilih):
        rings = _rings(each.bidang)
        if not rings:
            continue
        daerah = each.daerah
        if daerah.dipilih:
            bentuk.free_shape(
                alas,
                rings,
                daerah.warna,
                nama="Tepi pilihan",
                garis=theme.TEXT,
                tebal=6,
                into=group,
            )
        bentuk.free_shape(
            alas,
            rings,
            daerah.warna,
            nama=daerah.nama or daerah.kode,
            keterangan=_spoken(daerah),
            garis=theme.HIGHLIGHT if daerah.dipilih else theme.BACKGROUND,
            tebal=3 if daerah.dipilih else 1.25,
            arsir=daerah.arsir,
            into=group,
        )


def _spoken(daerah: Daerah) -> str:
    figure = daerah.nilai or ("tidak ada yang diukur" if daerah.arsir else "tanpa angka")
    return f"{daerah.nama}: {figure}{', terpilih' if daerah.dipilih else ''}"


def _lines(daerah: Daerah, style: str, size: float) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """The lines of a name, each of runs (words, bold): "dua", name and figure; "satu", in one line."""
    name = huruf.clean(" ".join(part for part in (daerah.nama, daerah.tanda) if part))
    figure = huruf.clean(daerah.nilai)
    if style == "nama" or not figure:
        named = _broken(name, size)
        return tuple(((line, True),) for line in named)
    if style == "satu":
        *above, last = [name] if huruf.width(name, size, True) <= _COLUMN else _broken(name, size)
        return (*(((line, True),) for line in above), ((f"{last} ", True), (figure, False)))
    return (*(((line, True),) for line in _broken(name, size)), ((figure, False),))


def _broken(name: str, size: float) -> Sequence[str]:
    """A name in as few lines as it needs in a column beside the map, of even length where it is two."""
    two = huruf.even(name, size, _COLUMN, True).split("\n")
    if all(huruf.width(line, size, True) <= _COLUMN for line in two):
        return two
    return huruf.wrap(name, size, _COLUMN, True)


def _size(lines, size: float) -> tuple[float, float]:
    wide = max(sum(huruf.width(text, size, bold) for text, bold in line) for line in lines)
    return wide + 6, len(lines) * size * _LEADING + 2


def _inside(areas: Sequence[_Bidang], size: float) -> tuple[list[_Nama], list[_Bidang]]:
    """The names that have room on their own area and can be read there; and the areas of the others."""
    names, outside = [], []
    for each in areas:
        lines = _lines(each.daerah, "dua", size)
        wide, high = _size(lines, size)
        found = None
        if (
            not each.daerah.arsir
            and theme.contrast(theme.text_on(each.daerah.warna), each.daerah.warna) >= 4.5
        ):
            found = _room_on(each, wide, high)
        if found is None:
            outside.append(each)
        else:
            names.append(_Nama(each, lines, size, found))
    return names, outside


def _room_on(area: _Bidang, wide: float, high: float) -> Kotak | None:
    """A place for a box on its area, as near to where its name belongs as there is one."""
    west, north, east, south = area.bidang.bounds
    if east - west < wide or south - north < high:
        return None
    x, y = area.rumah
    shapely.prepare(area.bidang)
    for across in (0, -0.2, 0.2, -0.4, 0.4):
        for down in (0, -0.3, 0.3, -0.6, 0.6):
            left, top = x - wide / 2 + across * wide, y - high / 2 + down * high
            if area.bidang.contains(rectangle(left + 2, top + 2, left + wide - 2, top + high - 2)):
                return Kotak(left, top, wide, high)
    return None


def _outside(
    outside: Sequence[_Bidang],
    sides: Mapping[str, str],
    style: str,
    ukuran: float,
    areas: Sequence[_Bidang],
    field: Kotak,
) -> tuple[list[_Nama], int]:
    """Names in a column at either side of the map, in the order of their areas; and how many find no room."""
    if not outside:
        return [], 0
    bounds = shapely.total_bounds([each.bidang for each in areas])
    texts = {each.daerah.kode: _lines(each.daerah, style, ukuran) for each in outside}
    sizes = {kode: _size(lines, ukuran) for kode, lines in texts.items()}
    names, left_out = [], 0
    for side in ("kiri", "kanan"):
        part = [each for each in outside if sides[each.daerah.kode] == side]
        # Where not all have room, whoever is chosen or marked comes first.
        wanted = sorted(part, key=lambda each: not (each.daerah.dipilih or each.daerah.tanda))
        taken, used = [], 0.0
        for each in wanted:
            high = sizes[each.daerah.kode][1]
            if used + high > field.h:
                left_out += 1
                continue
            used += high
            taken.append(each)
        taken.sort(key=lambda each: each.rumah[1])
        tops = bentuk.spread(
            [(each.rumah[1], sizes[each.daerah.kode][1]) for each in taken],
            field.y,
            field.bottom,
            _NAMES_APART,
        )
        for each, top in zip(taken, tops, strict=True):
            wide, high = sizes[each.daerah.kode]
            left = bounds[0] - _GAP - wide if side == "kiri" else bounds[2] + _GAP
            names.append(
                _Nama(each, texts[each.daerah.kode], ukuran, Kotak(left, top, wide, high), side)
            )
    return names, left_out


def _sides(daerah: Sequence[Daerah]) -> dict[str, str]:
    """On which side of the map the name of each area stands, should it find no room on its area."""
    order = sorted(daerah, key=lambda each: each.titik[0])
    return {each.kode: "kiri" if n < len(order) // 2 else "kanan" for n, each in enumerate(order)}


def _names(alas: Alas, names: Sequence[_Nama]) -> None:
    for each in names:
        if each.sisi:
            edge = each.kotak.right if each.sisi == "kiri" else each.kotak.x
            at = (edge, each.kotak.y + each.kotak.h / 2)
            name = f"Garis ke {each.bidang.daerah.nama}"
            bentuk.line(alas, at, each.bidang.rumah, theme.TEXT, nama=name, tebal=1, titik=True)
    side = {"kiri": "kanan", "kanan": "kiri", "": "tengah"}
    for each in names:
        daerah = each.bidang.daerah
        ink = theme.TEXT if each.sisi else theme.text_on(daerah.warna)
        alinea = [
            Alinea(
                tuple(Lari(text, each.ukuran, ink, bold) for text, bold in line), side[each.sisi]
            )
            for line in each.baris
        ]
        bentuk.text_box(
            alas,
            each.kotak,
            alinea,
            nama=f"Nama: {daerah.nama}",
            tegak="tengah",
            tepi=(3, 0, 3, 0),
            bungkus=False,
        )


def _legend_rows(
    gambar: Peta, wide: float, beside: bool, size: float
) -> list[list[tuple[str, str, bool]]]:
    """Entries side by side as far as they fit; beside the map one below the other."""
    rows: list[list[tuple[str, str, bool]]] = []
    used = 0.0
    for entry in gambar.legenda:
        each = huruf.width(huruf.clean(entry[1]), size) + _KEY + 7
        if not rows or beside or used + each > wide:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += each + 12
    return rows


def _legend_size(gambar: Peta, wide: float, beside: bool) -> float:
    """The words of a legend below the map get smaller where that makes it one row."""
    if beside:
        return LEAST if len(gambar.legenda) < 5 else SMALL
    sizes = (LEAST, 13, SMALL, 11)
    one = (each for each in sizes if len(_legend_rows(gambar, wide, False, each)) <= 1)
    return next(one, SMALL)


def _row_height(row: Sequence[tuple], wide: float, size: float) -> float:
    room = wide - _KEY - 7
    return max(_ROW, max(huruf.height(huruf.clean(each[1]), size, room) for each in row) + 3)


def _note(gambar: Peta, left_out: int) -> str:
    said = huruf.clean(gambar.catatan)
    if left_out:
        said = f"{said} {bahasa.angka(left_out)} nama tidak muat di peta."
    return said.strip()


def _legend_height(gambar: Peta, wide: float, beside: bool, note: str) -> float:
    size = _legend_size(gambar, wide, beside)
    rows = _legend_rows(gambar, wide, beside, size)
    high = sum(_row_height(row, wide, size) for row in rows)
    return high + (huruf.height(note, _NOTE, wide) + 2 if note else 0)


def _legend(alas: Alas, gambar: Peta, kotak: Kotak, beside: bool, left_out: int) -> None:
    y = kotak.y
    size = _legend_size(gambar, kotak.w, beside)
    for row in _legend_rows(gambar, kotak.w, beside, size):
        high, x = _row_height(row, kotak.w, size), kotak.x
        for colour, said, hatched in row:
            said = huruf.clean(said)
            bentuk.rectangle(
                alas,
                Kotak(x, y + 1, _KEY, 14),
                colour,
                nama="Kunci",
                garis=theme.MUTED,
                tebal=0.75,
                arsir=hatched,
            )
            wide = min(huruf.width(said, size) + 4, kotak.right - x - _KEY - 5)
            bentuk.text_box(
                alas,
                Kotak(x + _KEY + 5, y, wide, high - 2),
                [words(said, size)],
                nama=f"Legenda: {said}",
            )
            x += huruf.width(said, size) + _KEY + 7 + 12
        y += high
    note = _note(gambar, left_out)
    if note:
        high = huruf.height(note, _NOTE, kotak.w)
        box = Kotak(kotak.x, y + 2, kotak.w, high)
        bentuk.text_box(alas, box, [words(note, _NOTE, theme.MUTED)], nama="Asal batas")


def _rings(outline: shapely.Geometry) -> list[list[tuple[float, float]]]:
    outline = shapely.simplify(outline, _FINE)
    rings = []
    for part in getattr(outline, "geoms", [outline]):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        for ring in (part.exterior, *part.interiors):
            west, south, east, north = ring.bounds
            if max(east - west, north - south) >= _DUST:
                rings.append([(float(x), float(y)) for x, y in ring.coords[:-1]])
    return rings
