"""A map of free shapes: every kecamatan can be clicked, coloured and moved, its name is a text box."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import box as rectangle
from shapely.geometry import shape

from stunting import theme
from stunting.exports.pptx import bentuk, huruf
from stunting.exports.pptx.bentuk import LEAST, Alas, Kotak, words
from stunting.paparan.gambar import Daerah, Peta

_SIDE = 230.0  # a legend beside the map
_ROW = 22.0
_ROUNDS = 160
_FAR = 26.0  # a name moved further than this is tied to its area by a line
_FINE = 0.25  # outlines are simplified by less than anybody sees
_DUST = 0.4  # islands smaller than this are left out


@dataclass(frozen=True)
class _Bidang:
    """An area in points of the slide; ``rumah``: where its name would stand."""

    daerah: Daerah
    bidang: shapely.Geometry
    rumah: tuple[float, float]


@dataclass(eq=False)
class _Nama:
    """The name of an area on its way to a free place; with ``nomor`` it is one of the legend's numbers."""

    bidang: _Bidang
    baris: tuple[str, ...]
    ukuran: float
    nomor: int = 0
    x: float = 0.0
    y: float = 0.0

    @property
    def w(self) -> float:
        if self.nomor:
            return huruf.width(str(self.nomor), LEAST, True) + 8
        first = len(self.baris) - bool(self.bidang.daerah.nilai)
        return (
            max(huruf.width(line, self.ukuran, n < first) for n, line in enumerate(self.baris)) + 6
        )

    @property
    def h(self) -> float:
        return (1 if self.nomor else len(self.baris)) * self.ukuran * 1.18 + 2

    @property
    def kotak(self) -> Kotak:
        return Kotak(self.x - self.w / 2, self.y - self.h / 2, self.w, self.h)


def draw(alas: Alas, gambar: Peta, kotak: Kotak, mulai: int = 0) -> int:
    """Draw the map; always all of it, so it returns 1."""
    kotak = bentuk.picture_heading(alas, kotak, gambar.judul)
    beside = kotak.w > 1.75 * kotak.h
    numbered: list[_Nama] = []
    while True:
        # Names without a place lengthen the legend, and the map gets smaller: few rounds settle it.
        field, side = _split(gambar, kotak, beside, numbered)
        areas, around = _projected(gambar, field) if gambar.daerah else ([], [])
        names = _placed(areas, field)
        found = [each for each in names if each.nomor]
        if len(found) <= len(numbered):
            break
        numbered = found
    if areas:
        _shapes(alas, gambar, areas, around, field)
        _names(alas, names, areas)
    _legend(alas, gambar, found, side, beside)
    return 1


def _split(
    gambar: Peta, kotak: Kotak, beside: bool, numbered: Sequence[_Nama]
) -> tuple[Kotak, Kotak]:
    """The map's part of the rectangle and the legend's."""
    if beside:
        wide = min(_SIDE, kotak.w * 0.3)
        field = Kotak(kotak.x, kotak.y, kotak.w - wide - 20, kotak.h)
        return field, Kotak(field.right + 20, kotak.y, wide, kotak.h)
    high = _legend_height(gambar, kotak.w, beside, numbered) + 6
    field = Kotak(kotak.x, kotak.y, kotak.w, max(kotak.h - high, kotak.h * 0.4))
    return field, Kotak(kotak.x, field.bottom + 6, kotak.w, kotak.bottom - field.bottom - 6)


def _projected(gambar: Peta, field: Kotak) -> tuple[list[_Bidang], list[shapely.Geometry]]:
    """Areas and backdrop in points of the slide, north up, the areas as large as the field allows."""
    shapes = [shape(each.bentuk) for each in gambar.daerah]
    west, south, east, north = shapely.total_bounds(shapes)
    flat = math.cos(math.radians((south + north) / 2))
    scale = min(
        (field.w - 12) / max((east - west) * flat, 1e-9), (field.h - 12) / max(north - south, 1e-9)
    )
    left = field.x + (field.w - (east - west) * flat * scale) / 2
    top = field.y + (field.h - (north - south) * scale) / 2

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
    around = [shapely.transform(shape(each), points) for each in gambar.latar]
    return areas, [shapely.intersection(shapely.make_valid(each), frame) for each in around]


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
    words = daerah.nilai or ("tidak ada yang diukur" if daerah.arsir else "tanpa angka")
    return f"{daerah.nama}: {words}{', terpilih' if daerah.dipilih else ''}"


def _placed(areas: Sequence[_Bidang], field: Kotak) -> list[_Nama]:
    """Every name at a place where it touches no other; what finds none becomes a number of the legend."""
    size = 18 if len(areas) <= 5 else 16 if len(areas) <= 10 else LEAST
    names = []
    for each in areas:
        name = huruf.even(f"{each.daerah.nama} {each.daerah.tanda}".strip(), size, 104, True)
        value = huruf.clean(each.daerah.nilai)
        lines = (*name.split("\n"), *([value] if value else []))
        names.append(_Nama(each, tuple(map(huruf.clean, lines)), size))
    while True:
        _push_apart(names, field)
        touching = [(sum(a.kotak.overlaps(b.kotak) for b in names if b is not a), a) for a in names]
        open_ = [(count, a) for count, a in touching if count and not a.nomor]
        if not open_:
            return names
        worst = max(open_, key=lambda pair: (pair[0], -pair[1].bidang.bidang.area))[1]
        worst.nomor = 1 + max(each.nomor for each in names)


def _push_apart(names: Sequence[_Nama], field: Kotak) -> None:
    """Move overlapping names apart along the shorter way, within the field."""
    for each in names:
        each.x, each.y = each.bidang.rumah
    sizes = [(each.w + 2, each.h + 2) for each in names]
    for _ in range(_ROUNDS):
        moved = False
        for i, one in enumerate(names):
            for j in range(i):
                other = names[j]
                dx, dy = one.x - other.x, one.y - other.y
                over_x = (sizes[i][0] + sizes[j][0]) / 2 - abs(dx)
                if over_x <= 0:
                    continue
                over_y = (sizes[i][1] + sizes[j][1]) / 2 - abs(dy)
                if over_y <= 0:
                    continue
                moved = True
                if over_x < over_y:
                    push = (over_x / 2 + 0.25) * (1 if dx >= 0 else -1)
                    one.x, other.x = one.x + push, other.x - push
                else:
                    push = (over_y / 2 + 0.25) * (1 if dy >= 0 else -1)
                    one.y, other.y = one.y + push, other.y - push
        for each, (w, h) in zip(names, sizes, strict=True):
            each.x = min(max(each.x, field.x + w / 2), max(field.right - w / 2, field.x + w / 2))
            each.y = min(max(each.y, field.y + h / 2), max(field.bottom - h / 2, field.y + h / 2))
        if not moved:
            return


def _names(alas: Alas, names: Sequence[_Nama], areas: Sequence[_Bidang]) -> None:
    for each in names:
        x, y = each.bidang.rumah
        box = each.kotak
        dx, dy = max(box.x - x, 0, x - box.right), max(box.y - y, 0, y - box.bottom)
        if math.hypot(dx, dy) > _FAR - 14:
            to = (min(max(x, box.x), box.right), min(max(y, box.y), box.bottom))
            bentuk.line(
                alas, to, (x, y), theme.TEXT, nama=f"Garis ke {each.bidang.daerah.nama}", tebal=1
            )
    for each in names:
        daerah = each.bidang.daerah
        ink = _ink(each.kotak, areas)
        if each.nomor:
            lines = [words(str(each.nomor), LEAST, ink or theme.TEXT, tebal=True, rata="tengah")]
        else:
            first = len(each.baris) - bool(daerah.nilai)
            lines = [
                words(line, each.ukuran, ink or theme.TEXT, tebal=n < first, rata="tengah")
                for n, line in enumerate(each.baris)
            ]
        bentuk.text_box(
            alas,
            each.kotak,
            lines,
            nama=f"Nama: {daerah.nama}",
            tegak="tengah",
            isi=None if ink else theme.BACKGROUND,
            tembus=82,
            bungkus=False,
        )


def _ink(kotak: Kotak, areas: Sequence[_Bidang]) -> str | None:
    """A colour of text that can be read on everything under the box; None where it needs a plate."""
    under = rectangle(kotak.x + 2, kotak.y + 2, kotak.right - 2, kotak.bottom - 2)
    fills, covered = set(), 0.0
    for each in areas:
        if not each.bidang.intersects(under):
            continue
        share = each.bidang.intersection(under).area / under.area
        covered += share
        if share > 0.01:
            if each.daerah.arsir:
                return None
            fills.add(each.daerah.warna)
    if covered < 0.97:
        fills |= {theme.BACKGROUND, theme.NEIGHBOUR}
    for ink in (theme.TEXT, theme.BACKGROUND):
        if all(theme.contrast(ink, fill) >= 4.5 for fill in fills):
            return ink
    return None


def _entries(gambar: Peta, numbered: Sequence[_Nama] = ()) -> list[tuple[str, str, bool, int]]:
    legend = [(said, colour, hatched, 0) for colour, said, hatched in gambar.legenda]
    for each in sorted(numbered, key=lambda name: name.nomor):
        daerah = each.bidang.daerah
        said = " ".join(part for part in (daerah.nama, daerah.tanda, daerah.nilai) if part)
        legend.append((huruf.clean(said), "", False, each.nomor))
    return legend


def _legend_rows(entries: Sequence[tuple], wide: float, beside: bool) -> list[list[tuple]]:
    """Entries side by side as far as they fit; beside the map one below the other."""
    rows: list[list[tuple]] = []
    used = 0.0
    for entry in entries:
        each = huruf.width(entry[0], LEAST) + 44
        if not rows or beside or used + each > wide:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += each
    return rows


def _legend_height(
    gambar: Peta, wide: float, beside: bool, numbered: Sequence[_Nama] = ()
) -> float:
    high = 0.0
    for row in _legend_rows(_entries(gambar, numbered), wide, beside):
        high += _row_height(row, wide)
    note = huruf.clean(gambar.catatan)
    return high + (huruf.height(note, LEAST, wide) + 4 if note else 0)


def _row_height(row: Sequence[tuple], wide: float) -> float:
    return max(_ROW, max(huruf.height(entry[0], LEAST, wide - 26) for entry in row) + 4)


def _legend(
    alas: Alas, gambar: Peta, numbered: Sequence[_Nama], kotak: Kotak, beside: bool
) -> None:
    y = kotak.y
    for row in _legend_rows(_entries(gambar, numbered), kotak.w, beside):
        high, x = _row_height(row, kotak.w), kotak.x
        for said, colour, hatched, number in row:
            if number:
                lines = [words(str(number), LEAST, tebal=True)]
                bentuk.text_box(alas, Kotak(x, y, 22, _ROW), lines, nama=f"Nomor {number}")
            else:
                bentuk.rectangle(
                    alas,
                    Kotak(x, y + 1, 18, 15),
                    colour,
                    nama="Kunci",
                    garis=theme.MUTED,
                    tebal=0.75,
                    arsir=hatched,
                )
            wide = min(huruf.width(said, LEAST) + 4, kotak.right - x - 26)
            bentuk.text_box(
                alas,
                Kotak(x + 26, y, wide, high - 2),
                [words(said, LEAST)],
                nama=f"Legenda: {said}",
            )
            x += huruf.width(said, LEAST) + 44
        y += high
    note = huruf.clean(gambar.catatan)
    if note:
        high = huruf.height(note, LEAST, kotak.w)
        bentuk.text_box(
            alas,
            Kotak(kotak.x, y + 2, kotak.w, high),
            [words(note, LEAST, theme.MUTED)],
            nama="Asal batas",
        )


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
