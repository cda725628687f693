"""The flow picture: every way is there once, as thick as its number, and nothing crosses."""

from __future__ import annotations

import re

from stunting import theme
from stunting.charts import flow
from tests.stunting.presenters.test_neraca import AREA


def ribbons(figure) -> list[list[float]]:
    """start top, end top, end bottom, start bottom of each ribbon."""
    found = []
    for shape in figure.layout.shapes:
        if shape.type == "path":
            numbers = [float(each) for each in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", shape.path)]
            found.append([numbers[1], numbers[7], numbers[9], numbers[15]])
    return found


def test_every_way_has_a_ribbon_and_its_number():
    figure = flow.flow(AREA, judul="Neraca")
    words = " ".join(each.text for each in figure.layout.annotations)

    assert len(ribbons(figure)) == 6  # baru, kembali, tetap, three ways out
    for text in (
        "<b>+ 43</b> kasus baru tercatat",
        "<b>− 36</b> tidak lagi stunting",
        "<b>42</b> tetap",
    ):
        assert text in words
    assert min(each.font.size for each in figure.layout.annotations) >= theme.TEXT_PX


def test_thickness_follows_the_number():
    by_count = {}
    for (top, _, _, bottom), name in zip(
        ribbons(flow.flow(AREA)), ("baru", "kembali", "tetap", "tidak_lagi"), strict=False
    ):
        by_count[AREA[name]] = top - bottom
    assert round(by_count[43] / by_count[15], 3) == round(43 / 15, 3)
    assert round(by_count[42] / by_count[36], 3) == round(42 / 36, 3)


def test_nothing_crosses_and_nothing_leaves_the_picture():
    figure = flow.flow(AREA)
    low, high = figure.layout.yaxis.range
    order = ribbons(figure)
    for (start, end, end_low, start_low), below in zip(order, order[1:], strict=False):
        assert start_low >= below[0] - 1e-9
        assert end_low >= below[1] - 1e-9
        assert low < min(end_low, start_low) < max(start, end) < high


def test_a_ledger_of_first_measurements_only_is_drawn():
    figure = flow.flow({"pertama": 7, "akhir": 7, "diukur": 90})
    assert len(ribbons(figure)) == 1


def test_the_picture_in_words():
    assert flow.describe(AREA, "Pacet") == (
        "Arus anak stunting di Pacet: 120 siklus lalu, 42 tetap, keluar 36 tidak lagi stunting; keluar 12 "
        "lewat umur; keluar 30 tidak diukur ulang; masuk 43 kasus baru tercatat; masuk 15 diukur lagi, masih "
        "stunting; 100 sekarang."
    )
