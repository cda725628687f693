"""The funnel draws the limits that the tiers are judged by."""

import pytest
from shapely.geometry import Point, box

from stunting.charts import funnel, layers
from stunting.stats import rates, tiers


@pytest.fixture
def district(frame):
    return rates.district(frame, "Kota X", "99.01")


def test_both_lines_are_drawn_and_the_outer_one_judges(frame, district):
    figure = funnel.funnel(frame, district, chosen="99.01.02")
    lines = [each for each in figure.data if each.mode == "lines"]
    assert [each.line.dash for each in lines] == ["solid", "solid", "dash", "dash"]
    for low, high, level in ((lines[0], lines[1], tiers.LEVEL), (lines[2], lines[3], 0.95)):
        expected = tiers.funnel_limits(district["rasio"], low.x, level)
        assert list(low.y) == pytest.approx(list(expected[0]))
        assert list(high.y) == pytest.approx([min(1, each) for each in expected[1]])


def test_names_stand_at_those_outside_and_at_the_chosen_one(frame, district):
    figure = funnel.funnel(frame, district, chosen="99.01.05")
    named = {
        text
        for each in figure.data
        for text in (each.text if each.text is not None else ())
        if text
    }
    outside = set(frame.loc[frame["tingkat"].isin([tiers.TINGGI, tiers.RENDAH]), "nama"])
    assert named == outside | {"Elo"}
    # Cemara is hidden, Damar has no data: neither is a point
    drawn = sum(len(each.x) for each in figure.data if each.mode == "markers+text")
    assert drawn == frame["rasio"].notna().sum() == 3
    assert "Kota X" in funnel.describe(frame, district, "Stunting")


def test_the_line_is_exact_where_a_kecamatan_stands(frame, district):
    lines = [each for each in funnel.funnel(frame, district).data if each.mode == "lines"]
    for row in frame[frame["rasio"].notna()].itertuples():
        at = list(lines[1].x).index(row.penyebut)
        high = tiers.funnel_limits(district["rasio"], [row.penyebut], tiers.LEVEL)[1][0]
        assert lines[1].y[at] == pytest.approx(min(1, high))


def test_the_words_are_those_of_what_is_counted(frame, district):
    figure = funnel.funnel(frame, district, satuan="yang periksa Hb")
    assert figure.layout.xaxis.title.text == "penyebut: yang periksa Hb"
    assert "anak" not in figure.layout.title.text


def test_dots_lie_inside_their_area():
    area = box(0, 0, 1, 1)
    dots = layers.dots_inside(area, 0.1)
    assert 90 <= len(dots) <= 105
    assert all(area.contains(Point(dot)) for dot in dots)
