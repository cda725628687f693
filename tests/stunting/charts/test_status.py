import pandas as pd
import pytest

from stunting import theme
from stunting.charts import status

COUNTS = {"selesai": 9, "proses": 3, "belum": 2, "batal": 0}
LATE = {"belum": 1, "proses": 2}


def test_one_piece_per_status_with_its_number():
    figure = status.status_bar(COUNTS, LATE)
    pieces = {trace.name: trace for trace in figure.data}
    assert {name: trace.x[0] for name, trace in pieces.items()} == {
        "selesai": 9,
        "dalam proses": 1,
        "dalam proses, terlambat": 2,
        "belum dimulai": 1,
        "belum dimulai, terlambat": 1,
    }
    assert sum(trace.x[0] for trace in figure.data) == 14 == figure.layout.xaxis.range[1]
    assert pieces["selesai"].text[0] == "<b>9</b>"
    assert pieces["selesai"].textfont.size >= 16
    assert figure.layout.barmode == "stack"


def test_late_is_hatched_not_only_coloured():
    pieces = {trace.name: trace for trace in status.status_bar(COUNTS, LATE).data}
    late, in_time = pieces["dalam proses, terlambat"], pieces["dalam proses"]
    assert (late.marker.pattern.shape, in_time.marker.pattern.shape) == ("/", "")
    assert late.marker.color == in_time.marker.color == theme.STATUS["proses"]
    assert "▨ 3 terlambat" in status.status_bar(COUNTS, LATE).layout.title.subtitle.text


def test_counts_only():
    for figure in (status.status_bar(COUNTS, LATE), status.case_dots(cases())):
        assert "%" not in str(figure.to_dict()["data"])
        assert "%" not in str(figure.to_dict()["layout"].get("title"))


@pytest.mark.parametrize(
    ("counts", "late"), [({"beres": 1}, None), ({"proses": 1}, {"proses": 2}), ({}, {"belum": 1})]
)
def test_what_cannot_be_is_refused(counts, late):
    with pytest.raises(ValueError, match=r"status|terlambat"):
        status.status_bar(counts, late)


def test_no_tasks():
    assert len(status.status_bar({}).data) == 0
    assert status.describe_status({}) == "0 tugas."


def test_tasks_in_words():
    text = status.describe_status(COUNTS, LATE)
    assert text == "14 tugas: 9 selesai, 3 dalam proses, dan 2 belum dimulai. 3 terlambat."


def cases():
    return pd.DataFrame(
        [("baduta", 4, 11), ("bumil", 3, 3), ("bumil", 4, 1), ("catin", 1, 0)],
        columns=["kelompok", "tahap", "jumlah"],
    )


def test_one_dot_per_case():
    figure = status.case_dots(cases())
    assert {trace.name: len(trace.x) for trace in figure.data} == {
        "Ibu hamil: 3 kasus di tahap 3 Diseminasi": 3,
        "Ibu hamil: 1 kasus di tahap 4 Evaluasi RTL": 1,
        "Baduta 0-23 bulan: 11 kasus di tahap 4 Evaluasi RTL": 11,
    }
    for trace in figure.data:
        assert len(set(zip(trace.x, trace.y, strict=True))) == len(trace.x)
    assert list(figure.layout.yaxis.ticktext) == ["Ibu hamil", "Baduta 0-23 bulan"]
    assert list(figure.layout.xaxis.ticktext)[2] == "3 Diseminasi"
    assert [each.text for each in figure.layout.annotations] == [
        "<b>3</b>",
        "<b>1</b>",
        "<b>11</b>",
    ]


def test_dots_stay_in_their_cell():
    most = pd.DataFrame([("baduta", 2, 16)], columns=["kelompok", "tahap", "jumlah"])
    (dots,) = status.case_dots(most).data
    assert all(1.5 < x < 2.5 for x in dots.x)
    assert all(-0.5 < y < 0.5 for y in dots.y)


def test_cases_in_words():
    assert status.describe_cases(cases()) == (
        "15 kasus audit. Ibu hamil: 3 di tahap 3 Diseminasi dan 1 di tahap 4 Evaluasi RTL."
        " Baduta 0-23 bulan: 11 di tahap 4 Evaluasi RTL."
    )
