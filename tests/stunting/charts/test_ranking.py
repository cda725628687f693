import pytest

from stunting import theme
from stunting.bahasa import NBSP
from stunting.charts import ranking
from stunting.charts.wording import TIER_PHRASE
from stunting.stats.tiers import funnel_limits

SAME = TIER_PHRASE["setara"]


def test_order_names_and_figures(frame, district):
    figure = ranking.ordered_bar(frame, district, chosen="99.01.02")
    assert list(figure.layout.yaxis.ticktext) == ["Ara", "<b>Beru</b>", "Elo", "Cemara", "Damar"]
    assert list(figure.layout.yaxis.range) == [4.5, -0.5]  # the highest on top
    assert list(figure.layout.yaxis2.ticktext) == [
        f"<b>34,3{NBSP}%</b>  120/350",
        f"<b>13,3{NBSP}%</b>  40/300",
        f"<b>11,5{NBSP}%</b>  30/260",
        "",
        "",
    ]


def test_tier_by_colour_symbol_and_words(frame, district):
    figure = ranking.ordered_bar(frame, district)
    (high,) = [trace for trace in figure.data if trace.name == "lebih tinggi"]
    assert high.marker.symbol == "triangle-up"
    assert high.marker.color == theme.TIER["lebih_tinggi"]
    assert list(high.x) == pytest.approx([120 / 350])
    assert high.x[0] + high.error_x.array[0] == pytest.approx(0.3940, abs=1e-4)
    assert high.x[0] - high.error_x.arrayminus[0] == pytest.approx(0.2950, abs=1e-4)
    assert "▲" in figure.layout.title.subtitle.text
    assert "lebih tinggi" in figure.layout.title.subtitle.text


def test_hover_in_words(frame, district):
    figure = ranking.ordered_bar(frame, district)
    (high,) = [trace for trace in figure.data if trace.name == "lebih tinggi"]
    assert high.hovertext[0] == (
        f"<b>Ara</b><br>120 dari 350<br>34,3{NBSP}% (rentang 95{NBSP}%: 29,5–39,4)<br>lebih tinggi"
    )


def test_the_band_is_the_limit_that_decides(frame, district):
    figure = ranking.ordered_bar(frame, district)
    (band,) = [trace for trace in figure.data if trace.name == "rentang setara"]
    low, high = funnel_limits(district["rasio"], [350])
    assert band.base[0] == low[0]
    assert band.base[0] + band.x[0] == pytest.approx(high[0])


def test_district_and_references_are_labelled_lines(frame, district):
    figure = ranking.ordered_bar(
        frame,
        district,
        kelompok="balita",
        target=("Target 2026", 0.14),
        survei=("SSGI 2024", 0.121),
    )
    texts = {each.text: each for each in figure.layout.annotations}
    for label in (
        f"Kabupaten Contoh 20,4{NBSP}%",
        f"Target 2026 14,0{NBSP}%",
        f"SSGI 2024 12,1{NBSP}%",
    ):
        assert texts[label].font.size >= 16
    assert len({texts[label].yshift for label in texts if "%" in label}) == 3  # none covers another


def test_survey_figures_only_beside_their_age(frame, district):
    with pytest.raises(ValueError, match="0-59"):
        ranking.ordered_bar(frame, district, kelompok="baduta", survei=("SSGI 2024", 0.121))


def test_rows_without_a_figure_say_why(frame, district):
    figure = ranking.ordered_bar(frame, district)
    notes = {each.y: each.text for each in figure.layout.annotations if each.xref == "paper"}
    assert notes == {3: "disembunyikan (angka kecil)", 4: "tidak ada data"}
    dots = [trace for trace in figure.data if trace.name in ("lebih tinggi", SAME, "lebih rendah")]
    drawn = [y for trace in dots for y in trace.y]
    assert sorted(drawn) == [0, 1, 2]


def test_counts(frame, district):
    figure = ranking.ordered_bar(frame, district, ukuran=ranking.COUNT, chosen="99.01.05")
    bars = figure.data[0]
    assert list(bars.x) == [120, 40, 30]
    assert list(bars.marker.color) == [theme.CIRCLE, theme.CIRCLE, theme.PRIMARY]
    assert not any(trace.name == "lebih tinggi" for trace in figure.data)  # counts are not judged


def test_alt_text(frame, district):
    text = ranking.describe(frame, district, "balita stunting", chosen="99.01.02")
    assert text.startswith("Grafik urutan 5 kecamatan, balita stunting. Kabupaten Contoh 202 dari")
    assert "Dari tertinggi Ara 120 dari 350" in text
    assert "Lebih tinggi: Ara." in text
    assert "Disembunyikan: Cemara." in text


def test_nothing_measured(frame, district):
    empty = frame[frame["rasio"].isna()]
    figure = ranking.ordered_bar(empty, district)
    assert list(figure.layout.yaxis.ticktext) == ["Cemara", "Damar"]
    assert "Dari tertinggi" not in ranking.describe(empty, district, "balita stunting")
