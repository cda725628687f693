import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest
from streamlit import config as streamlit_config

from stunting import theme

CONFIG = tomllib.loads(
    (Path(theme.__file__).parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)

# G. M. Machado et al. (2009), severity 1.0, on linear RGB.
COLOUR_BLINDNESS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def seen_as(colour: str, kind: str) -> np.ndarray:
    """CIE L*a*b* of a colour as a colour-blind person sees it."""
    rgb = np.array(theme.rgb(colour)[:3]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(COLOUR_BLINDNESS[kind]) @ linear, 0, 1)
    to_xyz = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ]
    xyz = np.array(to_xyz) @ linear / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("kind", COLOUR_BLINDNESS)
def test_tiers_differ_for_the_colour_blind(kind):
    for a, b in combinations(theme.TIER_SYMBOL, 2):
        distance = np.linalg.norm(seen_as(theme.TIER[a], kind) - seen_as(theme.TIER[b], kind))
        assert distance > 20, (a, b)


def test_tiers_differ_in_symbol_too():
    assert len(set(theme.TIER_SYMBOL.values())) == len(set(theme.TIER_MARK.values())) == 3


def test_known_contrasts():
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "colour",
    [
        theme.PRIMARY,
        theme.TEXT,
        theme.MUTED,
        theme.TARGET,
        theme.SURVEY,
        *(theme.TIER[tier] for tier in theme.TIER_SYMBOL),
        *theme.GROUP.values(),
    ],
)
def test_colours_used_for_text_are_legible_on_white(colour):
    assert theme.contrast(colour, theme.BACKGROUND) >= 4.5


@pytest.mark.parametrize(
    "fill", [*theme.STATUS.values(), *theme.SEQUENCE["turun_baik"], *theme.SEQUENCE["naik_baik"]]
)
def test_text_on_fills_is_legible(fill):
    assert theme.contrast(theme.text_on(fill), fill) >= 4.5


@pytest.mark.parametrize("arah", theme.SEQUENCE)
def test_classes_of_the_map_grow_darker(arah):
    on_white = [theme.contrast(colour, "#FFFFFF") for colour in theme.SEQUENCE[arah]]
    assert all(b / a > 1.3 for a, b in zip(on_white, on_white[1:], strict=False))


def test_chart_text_reaches_the_back_row():
    layout = go.Figure(layout={"template": theme.TEMPLATE}).layout.template.layout
    sizes = [
        layout.font.size,
        layout.title.subtitle.font.size,
        layout.xaxis.tickfont.size,
        layout.yaxis.tickfont.size,
        layout.legend.font.size,
        layout.hoverlabel.font.size,
    ]
    assert min(sizes) >= 16
    assert layout.separators == ",."


def test_charts_speak_indonesian():
    words = theme.CHART_CONFIG["locales"][theme.CHART_CONFIG["locale"]]["format"]
    assert words["months"][7] == "Agustus"
    assert words["days"][0] == "Minggu"  # d3 begins the week on Sunday
    assert theme.CHART_CONFIG["displayModeBar"] is False


def test_page_and_charts_share_their_colours():
    page = CONFIG["theme"]
    assert page["primaryColor"] == theme.PRIMARY
    assert page["textColor"] == theme.TEXT
    assert page["backgroundColor"] == theme.BACKGROUND
    assert page["secondaryBackgroundColor"] == theme.SURFACE


def test_page_text_sizes():
    page = CONFIG["theme"]
    root = page["baseFontSize"]
    assert root >= 20
    assert float(page["metricValueFontSize"].removesuffix("rem")) * root >= 48
    assert 34 <= float(page["headingFontSizes"][0].removesuffix("rem")) * root <= 40


def test_captions_stay_legible():
    # Streamlit draws st.caption with the text colour at 60 % opacity.
    mixed = [round(0.6 * c + 0.4 * 255) for c in theme.rgb(CONFIG["theme"]["textColor"])[:3]]
    assert theme.contrast("#{:02x}{:02x}{:02x}".format(*mixed), theme.BACKGROUND) >= 4.5


def test_streamlit_knows_every_option_we_set():
    known = streamlit_config._config_options_template
    for section, options in CONFIG.items():
        for option in options:
            assert f"{section}.{option}" in known


def test_nothing_is_sent_or_shown_by_default():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["runner"]["postScriptGC"] is False
    assert "font" not in CONFIG["theme"]  # the family Streamlit brings along, none from outside


# --- the dark page ---------------------------------------------------------------------------------

INKS = [
    theme.PRIMARY, theme.TEXT, theme.MUTED, theme.TARGET, theme.SURVEY,
    *(theme.TIER[tier] for tier in theme.TIER_SYMBOL), *theme.GROUP.values(),
]  # fmt: skip
MIDDLE = {colours[2] for colours in theme.SEQUENCE.values()}  # maps only: their names have an edge


@pytest.mark.parametrize("colour", INKS)
def test_words_are_read_on_the_dark_page_too(colour):
    for ground in (theme.BACKGROUND, theme.SURFACE):
        if theme.contrast(colour, ground) >= 4.5:
            assert theme.contrast(theme.dark(colour), theme.dark(ground)) >= 4.5


@pytest.mark.parametrize(
    "fill",
    [
        *theme.STATUS.values(),
        *(c for each in theme.SEQUENCE.values() for c in each if c not in MIDDLE),
    ],
)
def test_words_on_a_fill_are_read_on_the_dark_page_too(fill):
    assert theme.contrast(theme.dark(theme.text_on(fill)), theme.dark(fill)) >= 4.5


@pytest.mark.parametrize("kind", COLOUR_BLINDNESS)
def test_tiers_differ_on_the_dark_page_for_every_kind_of_sight(kind):
    for a, b in combinations(theme.TIER_SYMBOL, 2):
        seen = [seen_as(theme.dark(theme.TIER[each]), kind) for each in (a, b)]
        assert np.linalg.norm(seen[0] - seen[1]) > 20, (a, b)


@pytest.mark.parametrize("arah", theme.SEQUENCE)
def test_on_the_dark_page_much_is_the_lightest(arah):
    ground = theme.dark(theme.BACKGROUND)
    steps = [theme.contrast(theme.dark(each), ground) for each in theme.SEQUENCE[arah]]
    assert steps == sorted(steps)
