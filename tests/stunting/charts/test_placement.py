import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting.charts.placement import Viewport, push_apart, text_box, wrap


@pytest.mark.parametrize(("width", "height"), [(900, 560), (400, 800)])
@pytest.mark.parametrize("bounds", [(112.3, -7.8, 112.75, -7.35), (95.0, -11.0, 141.0, 6.0)])
def test_the_view_holds_the_bounds_and_touches_them(bounds, width, height):
    west, south, east, north = bounds
    view = Viewport.fit(bounds, width, height, padding=20)
    left, top = view.pixels(west, north)
    right, bottom = view.pixels(east, south)
    assert left + right == pytest.approx(width)
    assert top + bottom == pytest.approx(height)
    assert min(left, top) == pytest.approx(20)
    assert max(left, top) >= 20


def test_degrees_per_pixel():
    view = Viewport.fit((110.0, -7.1, 110.2, -7.0), 900, 600)
    moved = view.lon + 100 * view.degrees_per_pixel
    assert view.pixels(moved, view.lat) == (pytest.approx(550), pytest.approx(300))


def test_names_wrap_into_even_lines_only_when_too_wide():
    assert wrap("Pekalongan Timur", 20, room=500) == "Pekalongan Timur"
    assert wrap("Pekalongan Timur", 20, room=90) == "Pekalongan\nTimur"
    assert wrap("Dawarblandong", 20, room=10) == "Dawarblandong"
    assert wrap("Bontang Barat Raya", 20, room=10) == "Bontang\nBarat Raya"


def overlapping(points, boxes):
    return [
        (i, j)
        for i in range(len(points))
        for j in range(i)
        if abs(points[i][0] - points[j][0]) < (boxes[i][0] + boxes[j][0]) / 2 - 1
        and abs(points[i][1] - points[j][1]) < (boxes[i][1] + boxes[j][1]) / 2 - 1
    ]


def test_names_that_do_not_touch_stay():
    assert push_apart([(100, 100), (100, 200)], [(80, 20), (80, 20)], 400, 400) == [(0, 0), (0, 0)]
    assert push_apart([], [], 400, 400) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 600), st.integers(3, 14)),
        min_size=2,
        max_size=12,
    )
)
def test_overlapping_names_are_pushed_apart_within_the_picture(names):
    points = [(x, y) for x, y, _ in names]
    boxes = [text_box("x" * letters, 18) for _, _, letters in names]
    offsets = push_apart(points, boxes, 900, 600)
    placed = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(points, offsets, strict=True)]
    for (x, y), (width, height) in zip(placed, boxes, strict=True):
        assert width / 2 - 1e-6 <= x <= 900 - width / 2 + 1e-6
        assert height / 2 - 1e-6 <= y <= 600 - height / 2 + 1e-6
    # in a corner crowded from all sides some overlap may remain, but never more than before
    assert len(overlapping(placed, boxes)) <= len(overlapping(points, boxes))
    if len(names) <= 4:
        assert not overlapping(placed, boxes)
