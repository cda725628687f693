import math
from datetime import date

import pandas as pd
import pytest

from stunting import theme
from stunting.bahasa import NBSP
from stunting.charts import trend
from stunting.stats import rates, spc, suppression


def series(kode, nama, rows):
    table = pd.DataFrame(rows, columns=["siklus", "pembilang", "penyebut"])
    return rates.with_intervals(table.assign(kode_kecamatan=kode, nama=nama))


@pytest.fixture
def area():
    return series("99.01.01", "Ara", [("2024-S1", 30, 200), ("2025-S1", 20, 210)])


@pytest.fixture
def whole():
    cycles = ["2024-S1", "2024-S2", "2025-S1", "2025-S2"]
    return series("99.01", "Kabupaten Contoh", [(each, 150, 1000) for each in cycles])


def named(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def test_a_line_does_not_cross_a_cycle_without_figures(area, whole):
    (line,) = named(trend.by_cycle(area, whole, kelompok="balita"), "Ara")
    assert list(line.x) == [2024.0, 2024.5, 2025.0, 2025.5]
    assert [math.isnan(y) for y in line.y] == [False, True, False, True]
    assert line.connectgaps is False
    assert list(line.text) == [f"15,0{NBSP}%", "", f"9,5{NBSP}%", ""]


def test_intervals_belong_to_the_chosen_area_the_district_stands_behind(area, whole):
    figure = trend.by_cycle(area, whole, kelompok="balita")
    (line,), (behind,) = named(figure, "Ara"), named(figure, "Kabupaten Contoh")
    assert line.y[0] + line.error_y.array[0] == pytest.approx(area["atas"][0])
    assert line.y[0] - line.error_y.arrayminus[0] == pytest.approx(area["bawah"][0])
    assert behind.error_y.array is None
    assert behind.line.color == theme.MUTED
    assert [trace.name for trace in figure.data].index("Kabupaten Contoh") == 0


def test_without_a_chosen_kecamatan_the_district_is_the_subject(area, whole):
    figure = trend.by_cycle(area.iloc[:0], whole, kelompok="balita")
    (line,) = figure.data
    assert line.name == "Kabupaten Contoh"
    assert line.line.color == theme.PRIMARY


def test_axis_speaks_indonesian_and_starts_at_zero(area, whole):
    layout = trend.by_cycle(area, whole, kelompok="balita").layout
    assert list(layout.xaxis.ticktext) == ["S1 2024", "S2 2024", "S1 2025", "S2 2025"]
    assert layout.yaxis.range[0] == 0
    assert layout.yaxis.range[1] >= area["atas"].max()
    assert layout.yaxis.ticktext[1] == f"5{NBSP}%"
    assert layout.separators is None
    assert layout.template.layout.separators == ",."


def test_targets_are_labelled_by_year(area, whole):
    target = pd.DataFrame({"tahun": [2019, 2025], "nilai": [28.0, 12.5]})
    figure = trend.by_cycle(area, whole, kelompok="balita", target=target)
    (line,) = named(figure, "target")  # 2019 lies outside
    assert list(line.y) == [0.125, 0.125]
    assert line.x[0] < 2025.0 < 2025.5 < line.x[1] <= figure.layout.xaxis.range[1]
    (label,) = figure.layout.annotations
    assert label.text == f"Target 2025: 12,5{NBSP}%"
    assert label.font.size >= 16


def test_survey_figures_are_never_joined(area, whole):
    survey = pd.DataFrame(
        {"tahun": [2021, 2024, 2025], "survei": ["SSGI"] * 3, "nilai": [22.0, 14.8, 13.0]}
    )
    figure = trend.by_cycle(area, whole, kelompok="balita", survei=survey)
    (points,) = named(figure, "survei")
    assert "lines" not in points.mode
    assert list(points.x) == [2024.25, 2025.25]
    assert points.text[0] == f"SSGI 2024<br>14,8{NBSP}%"
    assert points.textfont.size >= 16


@pytest.mark.parametrize("kelompok", ["baduta", "bumil", ""])
def test_survey_figures_only_beside_their_age(area, whole, kelompok):
    survey = pd.DataFrame({"tahun": [2024], "survei": ["SSGI"], "nilai": [14.8]})
    with pytest.raises(ValueError, match="0-59"):
        trend.by_cycle(area, whole, kelompok=kelompok, survei=survey)


def test_months_without_figures_leave_a_gap():
    table = rates.with_intervals(
        pd.DataFrame(
            {
                "bulan": [date(2025, 2, 1), date(2025, 3, 1), date(2025, 6, 1)],
                "pembilang": [30, 28, 20],
                "penyebut": [200, 190, 210],
            }
        )
    )
    figure = trend.by_month(table, nama="Ara")
    (line,) = figure.data
    assert [math.isnan(y) for y in line.y] == [False, False, True, True, False]
    assert list(figure.layout.xaxis.ticktext)[:2] == ["Feb 2025", "Mar 2025"]
    assert line.hovertext[0].startswith("Februari 2025<br><b>Ara</b><br>30 dari 200")
    text = trend.describe_months(table, "N/D", "Ara")
    assert "5 bulan, 3 di antaranya dengan angka" in text
    assert f"Juni 2025: 20 dari 210 (9,5{NBSP}%" in text


@pytest.fixture
def panels(whole):
    rows = [
        series(f"99.01.{i:02}", f"Kec {i:02}", [(each, 20 + i, 150) for each in whole["siklus"]])
        for i in range(1, 19)
    ]
    table = pd.concat(rows, ignore_index=True)
    table.loc[(table["nama"] == "Kec 03") & (table["siklus"] == "2024-S2"), "pembilang"] = 2
    return suppression.suppress(rates.with_intervals(table), by="siklus")


def test_eighteen_panels_on_one_scale(panels, whole):
    figure = trend.small_multiples(panels, whole, chosen="99.01.05")
    axes = [key for key in figure.layout.to_plotly_json() if key.startswith("yaxis")]
    assert len(axes) == 18
    assert {figure.layout[axis].range for axis in axes} == {figure.layout.yaxis.range}
    titles = [each.text for each in figure.layout.annotations]
    assert titles[0] == f"Kec 01 14,0{NBSP}%"
    assert titles[4] == f"<b>Kec 05</b> 16,7{NBSP}%"
    assert all(each.font.size >= 16 for each in figure.layout.annotations)
    assert len(named(figure, "Kabupaten Contoh")) == 18
    assert len(figure.layout.shapes) == 1  # the chosen panel


def test_a_hidden_cycle_is_a_gap(panels, whole):
    (line,) = named(trend.small_multiples(panels, whole), "Kec 03")
    assert [math.isnan(y) for y in line.y] == [False, True, False, False]
    assert ">2 dari 150" not in trend.small_multiples(panels, whole).to_json()


def test_four_panels_side_by_side(panels, whole):
    four = panels[panels["kode_kecamatan"] <= "99.01.04"]
    figure = trend.small_multiples(four, whole)
    assert figure.layout.yaxis4.domain == figure.layout.yaxis.domain
    assert "yaxis5" not in figure.layout


def test_an_empty_panel_says_so(panels, whole):
    empty = panels.assign(
        rasio=panels["rasio"].mask(panels["nama"] == "Kec 02"),
        disembunyikan=panels["nama"] == "Kec 02",
    )
    none = panels.assign(
        rasio=panels["rasio"].mask(panels["nama"] == "Kec 02"), disembunyikan=False
    )
    for table, words in ((empty, "disembunyikan"), (none, "tidak ada data")):
        texts = [each.text for each in trend.small_multiples(table, whole).layout.annotations]
        assert texts.count(words) == 1


def test_alt_texts(area, whole, panels):
    text = trend.describe_cycles(area, whole, "balita stunting")
    assert f"Semester I 2024: 30 dari 200 (15,0{NBSP}%; 10,7–20,6)" in text
    assert "Tidak ada angka: Semester II 2024 dan Semester II 2025." in text
    assert "Kabupaten Contoh, Semester II 2025: 150 dari 1.000" in text
    assert " tren" not in text.lower()  # the word needs five points and a test
    text = trend.describe_small_multiples(panels, whole, "balita stunting")
    assert f"Kec 18 38 dari 150 (25,3{NBSP}%" in text


RULE = pd.DataFrame(
    {"tanggal": [date(2025, 7, 1)], "peristiwa": ["Aturan berubah"], "jeda": [True]}
)


def test_no_line_crosses_a_change_of_rule(whole):
    figure = trend.by_cycle(whole.iloc[:0], whole, kelompok="bumil", events=RULE)
    series = figure.data[0]
    x, y = list(series.x), list(series.y)
    # 1 July 2025 begins 2025-S2 (2025.5): the gap lies between it and 2025-S1
    assert x == sorted(x)
    assert [at for at, value in zip(x, y, strict=True) if pd.isna(value)] == [2025.25]
    assert not series.connectgaps
    assert "Aturan berubah" in [each.text for each in figure.layout.annotations]
    calm = trend.by_cycle(whole.iloc[:0], whole, kelompok="bumil", events=RULE.assign(jeda=False))
    assert not any(pd.isna(value) for value in calm.data[0].y)


def test_the_way_to_a_target_is_a_straight_line_and_says_how_steep(whole):
    target = pd.DataFrame({"tahun": [2029], "nilai": [5.0]})
    figure = trend.by_cycle(whole.iloc[:0], whole, kelompok="balita", target=target)
    way = next(each for each in figure.data if each.name == "garis lurus menuju target")
    last = figure.data[0]
    assert (way.x[0], way.y[0]) == (last.x[-1], last.y[-1])
    steepness = (way.y[1] - way.y[0]) / (way.x[1] - way.x[0])
    assert way.y[0] + steepness * (2029.5 - way.x[0]) == pytest.approx(0.05)
    assert any("perlu turun" in each.text for each in figure.layout.annotations)
    assert "bukan ramalan" in figure.layout.title.subtitle.text
    past = trend.by_cycle(
        whole.iloc[:0], whole, kelompok="balita", target=target.assign(tahun=2020)
    )
    assert all(each.name != "garis lurus menuju target" for each in past.data)


def test_unusual_and_changed_months_have_shapes_of_their_own():
    rows = pd.DataFrame(
        {
            "bulan": pd.date_range("2025-01-01", periods=12, freq="MS"),
            "pembilang": [48] * 9 + [75, 48, 120],
            "penyebut": [400] * 12,
        }
    )
    chart = spc.p_chart(rates.with_intervals(rows), level=1 - 1e-5)
    figure = trend.by_month(chart, nama="Pacet")
    by = {each.name: each for each in figure.data}
    assert list(by["berubah, melebihi kebetulan"].y) == [0.3]
    assert "bukan bukti" in figure.layout.title.subtitle.text
    assert by["Pacet"].error_y.array is None  # the limits stand in the place of the intervals
