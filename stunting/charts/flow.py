"""The ledger as a flow: last cycle's stunted children on the left, this cycle's on the right.

Drawn as ribbons of our own, not as a library's Sankey: there the words lie on the ribbons and are small,
and the back row has to read them. A ribbon is as thick as its number of children.
"""

from __future__ import annotations

from dataclasses import dataclass

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.presenters.neraca import KELUAR, MASUK, Flows

_LEFT, _RIGHT = 0.0, 1.0
_BAR = 0.022  # width of the bars at both ends
_GAP = 0.018  # between ribbons, as a share of the height
_LEAST = 0.012  # a ribbon of one child still shows
_LABEL_APART = 0.062  # below which two lines of text would touch
_COLOUR = {
    "tetap": theme.MUTED,
    "tidak_lagi": theme.STATUS["selesai"],
    "tidak_diukur_ulang": theme.STATUS["belum_ada_laporan"],
    "tidak_sah": theme.STATUS["belum_ada_laporan"],
    "baru": theme.STATUS["terkendala"],
    "baru_berselang": theme.STATUS["terkendala"],
    "kambuh": theme.STATUS["terkendala"],
}
_OTHER_IN, _OTHER_OUT = "#E2A27C", "#B9C2C7"


@dataclass(frozen=True)
class _Ribbon:
    name: str
    words: str
    count: int
    colour: str


def flow(area: Flows, *, judul: str = "", height: int = 560) -> Figure:
    """The flow picture of one area (see presenters.neraca.Flows)."""
    stay = _Ribbon("tetap", "tetap stunting", area.get("tetap", 0), _COLOUR["tetap"])
    out = [
        _Ribbon(name, words, area[name], _COLOUR.get(name, _OTHER_OUT))
        for name, words in KELUAR.items()
        if area.get(name)
    ]
    into = [
        _Ribbon(name, words, area[name], _COLOUR.get(name, _OTHER_IN))
        for name, words in MASUK.items()
        if area.get(name)
    ]
    figure = Figure()
    scale = _scale(stay, into, out)
    # Ways in come from above, ways out go below, who stays runs level between them: nothing crosses.
    starts = _spread(into, scale, 1.0)
    level = starts[-1].bottom - 2 * _GAP if starts else 1.0
    left = _stack([stay, *out], scale, level)
    right = _stack([*into, stay], scale, level + sum(_thick(each, scale) for each in into))
    ends = _spread(out, scale, right[-1].bottom - 2 * _GAP)
    for start, place in zip(starts, right, strict=False):
        _draw(figure, start, place, place.ribbon.colour)
    if stay.count:
        # a word stands on it: nearly opaque, or the white pales
        _draw(figure, left[0], right[-1], stay.colour, opacity=0.9)
    for place, end in zip(left[1:], ends, strict=True):
        _draw(figure, place, end, place.ribbon.colour)
    _bar(figure, _LEFT, left, f"<b>{bahasa.angka(area.get('awal', 0))}</b><br>siklus lalu", "right")
    _bar(figure, _RIGHT, right, f"<b>{bahasa.angka(area.get('akhir', 0))}</b><br>sekarang", "left")
    _label(figure, [(each, _RIGHT) for each in ends], "left", "−")
    _label(figure, [(each, _LEFT) for each in starts], "right", "+")
    if stay.count:
        figure.add_annotation(
            x=0.5,
            y=(left[0].top + left[0].bottom) / 2,
            text=f"<b>{bahasa.angka(stay.count)}</b> {stay.words}",
            showarrow=False,
            font={"size": theme.TEXT_PX, "color": theme.text_on(stay.colour)},
        )
    lowest = min([each.bottom for each in (*left, *right, *ends, *starts)])
    figure.update_xaxes(visible=False, range=[-0.42, 1.42], fixedrange=True)
    figure.update_yaxes(visible=False, range=[lowest - 0.03, 1.03], fixedrange=True)
    figure.update_layout(
        template=theme.TEMPLATE,
        title=judul,
        height=height,
        margin={"l": 8, "r": 8, "t": 56 if judul else 16, "b": 8},
        showlegend=False,
    )
    return figure


@dataclass(frozen=True)
class _Place:
    ribbon: _Ribbon
    top: float
    bottom: float


def _scale(stay: _Ribbon, into: list[_Ribbon], out: list[_Ribbon]) -> float:
    """Height per child, so that ways in, who stays and ways out fill the picture from top to bottom."""
    total = stay.count + sum(each.count for each in (*into, *out))
    room = (_LABEL_APART - _GAP) * (len(into) + len(out)) * 0.5
    gaps = _GAP * (len(into) + len(out) + 4)
    return max(0.97 - gaps - room, 0.3) / max(total, 1)


def _thick(ribbon: _Ribbon, scale: float) -> float:
    return max(ribbon.count * scale, _LEAST) if ribbon.count else 0.0


def _stack(ribbons: list[_Ribbon], scale: float, top: float) -> list[_Place]:
    """One below the other without a gap: the bar of a cycle."""
    places = []
    for each in ribbons:
        bottom = top - _thick(each, scale)
        places.append(_Place(each, top, bottom))
        top = bottom
    return places


def _spread(ribbons: list[_Ribbon], scale: float, top: float) -> list[_Place]:
    """One below the other with room for a line of text each: where ways begin or end."""
    places = []
    for each in ribbons:
        thick = _thick(each, scale)
        room = max(thick, _LABEL_APART - _GAP)
        middle = top - room / 2
        places.append(_Place(each, middle + thick / 2, middle - thick / 2))
        top -= room + _GAP
    return places


def _draw(
    figure: Figure, start: _Place, end: _Place, colour: str, *, opacity: float = 0.75
) -> None:
    """A ribbon from the left bar to the right one, in one smooth bend."""
    left, right = _LEFT + _BAR, _RIGHT - _BAR
    bend = (left + right) / 2
    path = (
        f"M {left} {start.top} C {bend} {start.top} {bend} {end.top} {right} {end.top} "
        f"L {right} {end.bottom} C {bend} {end.bottom} {bend} {start.bottom} {left} {start.bottom} Z"
    )
    figure.add_shape(
        type="path", path=path, fillcolor=colour, opacity=opacity, line={"width": 0}, layer="below"
    )


def _bar(figure: Figure, x: float, places: list[_Place], words: str, side: str) -> None:
    """The bar of a cycle; its words stand beside those who stay, clear of the ways."""
    top, bottom = places[0].top, places[-1].bottom
    stay = places[0] if side == "right" else places[-1]
    away = -1 if side == "right" else 1
    figure.add_shape(
        type="rect",
        x0=x if side == "right" else x - _BAR,
        x1=x + _BAR if side == "right" else x,
        y0=bottom,
        y1=top,
        fillcolor=theme.PRIMARY,
        line={"width": 0},
    )
    figure.add_annotation(
        x=x + away * 0.015,
        y=(stay.top + stay.bottom) / 2,
        text=words,
        xanchor=side,
        align=side,
        showarrow=False,
        font={"size": theme.TEXT_PX + 4, "color": theme.TEXT},
    )


def _label(figure: Figure, places: list[tuple[_Place, float]], side: str, sign: str) -> None:
    away = -1 if side == "right" else 1
    for place, x in places:
        figure.add_annotation(
            x=x + away * 0.015,
            y=(place.top + place.bottom) / 2,
            text=f"<b>{sign} {bahasa.angka(place.ribbon.count)}</b> {place.ribbon.words}",
            xanchor=side,
            align=side,
            showarrow=False,
            font={"size": theme.TEXT_PX, "color": theme.TEXT},
        )


def describe(area: Flows, name: str) -> str:
    """The picture in words, for those who do not see it."""
    ways = [f"keluar {area[each]} {words}" for each, words in KELUAR.items() if area.get(each)]
    ways += [f"masuk {area[each]} {words}" for each, words in MASUK.items() if area.get(each)]
    return (
        f"Arus anak stunting di {name}: {area.get('awal', 0)} siklus lalu, {area.get('tetap', 0)} tetap, "
        f"{'; '.join(ways)}; {area.get('akhir', 0)} sekarang."
    )
