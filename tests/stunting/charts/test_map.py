import copy
import json
import re

import numpy as np
import pandas as pd
import pytest

from stunting import boundaries, theme
from stunting.bahasa import NBSP
from stunting.charts import map as area_map
from stunting.charts.classes import Classes
from stunting.stats import rates, smoothing

CUTS = Classes((0.1, 0.2, 0.3))


@pytest.fixture
def draw(frame, geojson, neighbours):
    def draw(**options):
        rows = smoothing.with_smoothed(frame)
        deck = area_map.kecamatan_map(rows, geojson, neighbours, CUTS, **options)
        spec = json.loads(deck.to_json())
        return spec, {layer["id"]: layer for layer in spec["layers"]}

    return draw


def properties(layer):
    return {each["properties"]["nama"]: each["properties"] for each in layer["data"]["features"]}


def test_no_tile_and_no_request(draw):
    spec, _ = draw()
    assert spec.get("mapProvider") is None
    assert "http" not in json.dumps(spec)


def test_fills_follow_the_classes(draw):
    _, layers = draw()
    areas = properties(layers["kecamatan"])
    assert areas["Ara"]["c"] == theme.rgb(CUTS.colours()[3])  # 34 %
    assert areas["Beru"]["c"] == theme.rgb(CUTS.colours()[1])  # 13 %
    assert areas["Cemara"]["c"] == theme.rgb(theme.HIDDEN_FILL)
    assert areas["Damar"]["c"] == theme.rgb(theme.NO_DATA_FILL)


def test_fills_are_where_streamlit_does_not_fade_them(draw):
    _, layers = draw(chosen="99.01.02")
    for layer in layers.values():
        assert "getFillColor" not in layer
        assert "getColor" not in layer
    fills = layers["kecamatan"]["_subLayerProps"]["polygons-fill"]["getFillColor"]
    assert fills == "@@=properties.c"


def test_only_the_kecamatan_answer_a_click(draw):
    _, layers = draw(chosen="99.01.02")
    assert [name for name, layer in layers.items() if layer["pickable"]] == [area_map.LAYER]


def test_tooltip_in_words(draw):
    spec, layers = draw()
    areas = properties(layers["kecamatan"])
    assert areas["Ara"]["angka"] == f"120 dari 350 (34,3{NBSP}%; 29,5–39,4)"
    assert areas["Ara"]["banding"] == "lebih tinggi"
    assert areas["Damar"]["angka"] == "tidak ada data"
    assert areas["Cemara"]["angka"] == "disembunyikan (angka kecil)"
    assert spec["initialViewState"]["minZoom"] < spec["initialViewState"]["zoom"]


def test_tooltip_shows_what_the_features_carry(frame, geojson, neighbours):
    deck = area_map.kecamatan_map(frame, geojson, neighbours, CUTS)
    assert set(re.findall("{(.*?)}", deck._tooltip["html"])) == {"nama", "angka", "banding"}


def test_a_hidden_figure_is_nowhere_in_the_picture(draw):
    for ukuran in (area_map.RATE, area_map.COUNT):
        spec, layers = draw(ukuran=ukuran)
        assert properties(layers["kecamatan"])["Cemara"]["jumlah"] is None
        assert "12 dari 80" not in json.dumps(spec)


def test_hatch_lies_only_on_what_has_no_data(draw):
    _, layers = draw()
    (lines,) = layers["arsir"]["data"]["features"]
    points = np.array(lines["geometry"]["coordinates"]).reshape(-1, 2)
    assert len(points) > 20
    assert points.min(axis=0) == pytest.approx([110.1, -7.1], abs=2e-3)
    assert points.max(axis=0) == pytest.approx([110.2, -7.0], abs=2e-3)


def test_chosen_is_outlined_black_under_yellow(draw):
    _, layers = draw(chosen="99.01.02")
    assert layers["dipilih-0"]["getLineColor"] == theme.rgb(theme.TEXT)
    assert layers["dipilih-1"]["getLineColor"] == theme.rgb(theme.HIGHLIGHT)
    assert layers["dipilih-0"]["getLineWidth"] > layers["dipilih-1"]["getLineWidth"]
    assert not any(name.startswith("dipilih") for name in draw()[1])


def test_names_are_on_the_map_and_big_enough(draw):
    _, layers = draw()
    names = layers["nama"]
    assert [each["t"] for each in names["data"]] == [
        "Ara",
        "Beru",
        "Cemara\ndisembunyikan",
        "Damar",
        "Elo",
    ]
    assert names["getSize"] >= 16


def test_count_mode_has_circles_by_area(draw):
    _, layers = draw(ukuran=area_map.COUNT, height=500, width=800)
    radii = [each["properties"]["r"] for each in layers["lingkaran"]["data"]["features"]]
    assert len(radii) == 3  # not for the hidden one and the one without data
    assert radii[0] ** 2 / radii[1] ** 2 == pytest.approx(120 / 40, rel=0.02)
    assert "Ara\n120" in [each["t"] for each in layers["nama"]["data"]]
    assert {tuple(each["c"]) for each in properties(layers["kecamatan"]).values()} == {
        tuple(theme.rgb(fill)) for fill in (theme.BACKGROUND, theme.HIDDEN_FILL, theme.NO_DATA_FILL)
    }


def test_a_kecamatan_without_a_row_has_no_data(frame, geojson, neighbours):
    deck = area_map.kecamatan_map(frame.iloc[:1], geojson, neighbours, CUTS)
    layers = {layer["id"]: layer for layer in json.loads(deck.to_json())["layers"]}
    areas = properties(layers["kecamatan"])
    assert areas["99.01.02"]["angka"] == "tidak ada data"


def test_a_district_without_boundaries_is_refused(frame, neighbours):
    with pytest.raises(ValueError, match="batas"):
        area_map.kecamatan_map(frame, {"features": []}, neighbours, CUTS)


def test_shared_boundaries_are_not_changed_and_the_message_is_small():
    shapes, around = boundaries.kecamatan("35.16"), boundaries.neighbours("35.16")
    before = copy.deepcopy((shapes, around))
    codes = [each["properties"]["kode"] for each in shapes["features"]]
    table = pd.DataFrame({"kode_kecamatan": codes, "nama": codes, "pembilang": 20})
    table = rates.with_rates(table.assign(penyebut=150))
    text = area_map.kecamatan_map(table, shapes, around, CUTS).to_json()
    assert (shapes, around) == before
    assert "\n " not in text
    assert len(text) < 36_000  # with indents it would be 120,000


def test_legend_names_what_occurs(frame):
    texts = [each.text for each in area_map.legend(frame, CUTS)]
    assert texts == [*CUTS.labels(), "disembunyikan (angka kecil)", "tidak ada data"]
    measured = frame[frame["rasio"].notna()]
    assert [each.text for each in area_map.legend(measured, CUTS)] == CUTS.labels()
    assert area_map.legend(frame, CUTS, area_map.COUNT)[0].bentuk == "lingkaran"


def test_legend_html(frame):
    html = area_map.legend_html(area_map.legend(frame, CUTS), "Stunting <balita>")
    assert "repeating-linear-gradient" in html
    assert "Stunting &lt;balita&gt;" in html
    assert all(colour in html for colour in CUTS.colours())


def test_alt_text(frame, district):
    text = area_map.describe(frame, district, "balita stunting", CUTS, chosen="99.01.02")
    assert f"Kabupaten Contoh: 202 dari 990 (20,4{NBSP}%; 18,0–23,0)" in text
    assert f"Tertinggi Ara, 120 dari 350 (34,3{NBSP}%; 29,5–39,4)." in text
    assert "Terendah Elo" in text
    assert "Tidak ada data: Damar. Disembunyikan: Cemara." in text
    assert "Dipilih: Beru, 40 dari 300" in text
    assert "peringkat" not in text.lower()


def test_a_smoothed_map_says_so_and_names_the_measured_figures_too(draw, frame, district):
    _, layers = draw(ukuran=area_map.SMOOTHED)
    areas = properties(layers["kecamatan"])
    own = smoothing.with_smoothed(frame).set_index("nama")[smoothing.COLUMN]
    assert areas["Ara"]["c"] == theme.rgb(CUTS.colour(own["Ara"]))
    assert areas["Ara"]["angka"].startswith("diratakan ")
    assert f"tercatat 120 dari 350 (34,3{NBSP}%; 29,5–39,4)" in areas["Ara"]["angka"]
    assert areas["Cemara"]["angka"] == "disembunyikan (angka kecil)"
    smooth = smoothing.with_smoothed(frame)
    text = area_map.describe(smooth, district, "stunting", CUTS, ukuran=area_map.SMOOTHED)
    assert "Bukan angka tercatat" in text
    assert "titik-titik" not in layers
