"""How everything looks: colours by meaning, one Plotly template, the chart configuration.

The page's own colours and sizes stand in ``.streamlit/config.toml``; a test keeps both alike.
Every pair of tiers differs for the three kinds of colour blindness, and no meaning rests on
colour alone: tiers have symbols, missing data is hatched, hidden figures say so in words.
"""

from __future__ import annotations

from stunting.bahasa import BULAN, BULAN_PENDEK, HARI
from stunting.stats.tiers import DISEMBUNYIKAN, RENDAH, SETARA, TANPA_DATA, TINGGI

FONT = '"Source Sans", "Source Sans 3", sans-serif'  # the family Streamlit brings along
TEXT_PX = 18  # chart text; never below SMALL_PX, the back row has to read it
SMALL_PX = 16

PRIMARY = "#0B5563"  # deep blue-green
TEXT = "#0F1B1E"
MUTED = "#4A5A60"
GRID = "#DDE3E6"
BAND = "#DDE3E6"  # where a kecamatan still counts as setara
BACKGROUND = "#FFFFFF"
SURFACE = "#F1F5F6"
HIGHLIGHT = "#FFD84D"  # the chosen kecamatan
HIGHLIGHT_SOFT = "#FFF4CC"
TARGET = "#7A1F5C"
SURVEY = "#5B3FA8"

TIER = {
    TINGGI: "#C24A00",
    SETARA: "#6E6E6E",
    RENDAH: "#0067A5",
    TANPA_DATA: "#C9D0D4",
    DISEMBUNYIKAN: "#E7EAEC",
}
TIER_SYMBOL = {TINGGI: "triangle-up", SETARA: "circle", RENDAH: "triangle-down"}
TIER_MARK = {TINGGI: "▲", SETARA: "●", RENDAH: "▼"}
NEIGHBOUR = "#EDF0F1"
NO_DATA_FILL = "#F4F5F6"
HATCH = "#7E8A91"
HIDDEN_FILL = "#DCE1E4"
CIRCLE = "#8CCBCB"

# Light to dark = little to much. Burden in browns, coverage (more is better) in blue-greens, so
# that a dark map is never read the wrong way round.
SEQUENCE = {
    "turun_baik": ("#FFF3D1", "#FDCB82", "#F0913F", "#BF5209", "#7A2A06"),
    "naik_baik": ("#E1F3F1", "#A6D8D4", "#5CB0AF", "#1F7F89", "#0A4C59"),
}

GROUP = {
    "catin": "#8A4F9E",
    "bumil": "#B5446E",
    "pascasalin": "#9A6400",
    "baduta": "#0B5563",
    "balita": "#2F7A3E",
}
STATUS = {
    "selesai": "#1E7B4F",
    "proses": "#2A7AB0",
    "terkendala": "#C24A00",
    "belum": "#B9C2C7",
    "belum_ada_laporan": "#F3E3A1",
    "batal": "#6B777E",
}


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """ "#0B5563" as [11, 85, 99, alpha], the form deck.gl takes."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [alpha]


def contrast(a: str, b: str) -> float:
    """Contrast ratio 1..21 of two colours, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


def text_on(fill: str) -> str:
    """The text colour, dark or white, that is easier to read on this fill."""
    return max((TEXT, BACKGROUND), key=lambda colour: contrast(colour, fill))


def dark(colour: str) -> str:
    """How a colour looks on the dark page: its lightness turned around, its hue kept.

    The page is not painted with a second palette: the browser turns around whatever is drawn, charts, maps
    and Streamlit's own parts alike (``DARK_FILTER``). This is that filter in numbers, for the tests.
    """
    turned = [part / 255 * (1 - 2 * _INVERTED) + _INVERTED for part in rgb(colour)[:3]]
    found = (sum(a * b for a, b in zip(row, turned, strict=True)) for row in _HALF_TURN)
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02X}" for part in found)


_INVERTED = 0.92  # white becomes a dark grey: pure black tires the eye
# hue-rotate(180deg) of the W3C's Filter Effects: the hue of what was inverted, turned back
_HALF_TURN = ((-0.574, 1.43, 0.144), (0.426, 0.43, 0.144), (0.426, 1.43, -0.856))
DARK_FILTER = f"invert({_INVERTED}) hue-rotate(180deg)"
# for what is in the dark page and keeps its own colours
UNDO_FILTER = f"hue-rotate(180deg) contrast({1 / (2 * _INVERTED - 1):.4f}) invert(1)"


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in rgb(colour)[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_AXIS = {
    "color": TEXT,
    "tickfont": {"size": SMALL_PX},
    "title": {"font": {"size": SMALL_PX}},
    "zeroline": False,
    "fixedrange": True,  # a slip of the presenter's mouse must not zoom the picture away
    "automargin": True,
}

TEMPLATE = {
    "layout": {
        "font": {"family": FONT, "size": TEXT_PX, "color": TEXT},
        "title": {
            "font": {"size": TEXT_PX + 2, "weight": 600},
            "subtitle": {"font": {"size": SMALL_PX}},
            "x": 0,
            "xref": "container",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "pad": {"l": 4, "t": 6},
        },
        "paper_bgcolor": BACKGROUND,
        "plot_bgcolor": BACKGROUND,
        "separators": ",.",
        "colorway": list(GROUP.values()),
        "margin": {"l": 16, "r": 24, "t": 56, "b": 48},
        "xaxis": {**_AXIS, "showgrid": False, "linecolor": GRID},
        "yaxis": {**_AXIS, "showgrid": True, "gridcolor": GRID},
        "legend": {"orientation": "h", "font": {"size": SMALL_PX}, "itemclick": False},
        "hoverlabel": {
            "font": {"family": FONT, "size": SMALL_PX, "color": TEXT},
            "bgcolor": BACKGROUND,
            "bordercolor": MUTED,
            "align": "left",
        },
        "hovermode": "closest",
        "dragmode": False,
    }
}

# Streamlit's Plotly has no Indonesian; naming the locale without this silently stays English.
CHART_CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "locale": "id",
    "locales": {
        "id": {
            "dictionary": {},
            "format": {
                "days": list(HARI),
                "shortDays": [day[:3] for day in HARI],
                "months": list(BULAN),
                "shortMonths": list(BULAN_PENDEK),
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": ".",
            },
        }
    },
}
