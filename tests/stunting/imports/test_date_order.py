"""Which number is the day: by the column, by the others, by the rows, by the operator; else the file asks."""

from __future__ import annotations

import pytest

from stunting.imports import run
from stunting.imports.options import Options
from tests.stunting.imports.files import child, write_csv

BORN, MEASURED = "Tgl Lahir", "Tanggal Pengukuran"
AGELESS = {"Usia Saat Ukur": "-"}


def look(tmp_path, *rows: dict, options: Options = Options()) -> tuple[list[tuple], list[str]]:  # noqa: B008
    """(column, level, words on the order) of what is said about dates, and the birth months read."""
    report = run.preview(write_csv(tmp_path / "a.csv", list(rows)), options=options)
    said = [
        (each.column, each.rule, each.message)
        for each in report.findings
        if each.rule.startswith("urutan_tanggal")
    ]
    return said, [report.accepted, report.first_date and str(report.first_date)]


def slashed(number: int, born: str, measured: str, **cells: str) -> dict:
    return child(number) | {BORN: born, MEASURED: measured} | AGELESS | cells


def test_a_date_that_reads_one_way_only_tells_for_its_column(home, tmp_path):
    said, (accepted, first) = look(
        tmp_path,
        slashed(1, "10/07/2024", "2026-02-12"),
        slashed(2, "25/07/2024", "2026-02-12"),
    )

    assert accepted == 2
    assert [(column, words) for column, _, words in said] == [
        (
            BORN,
            "Tanggal dibaca hari lebih dahulu: 1 tanggal di kolom ini hanya dapat dibaca begitu.",
        )
    ]


def test_month_first_is_told_the_same_way(home, tmp_path):
    said, (accepted, first) = look(
        tmp_path,
        slashed(1, "7/10/2024", "2/11/2026"),
        slashed(2, "7/25/2024", "2/12/2026"),
    )

    assert (accepted, first) == (2, "2026-02-11")
    assert "bulan lebih dahulu" in said[0][2]
    assert (said[1][0], "menurut tanggal di kolom lain" in said[1][2]) == (MEASURED, True)


@pytest.mark.parametrize(
    ("born", "measured", "age", "first"),
    [
        ("10/07/2024", "12/02/2026", "1 Tahun - 7 Bulan - 2 Hari", "2026-02-12"),
        ("7/10/2024", "2/12/2026", "1 Tahun - 7 Bulan - 2 Hari", "2026-02-12"),
    ],
)
def test_the_age_tells_where_the_dates_do_not(home, tmp_path, born, measured, age, first):
    said, (accepted, found) = look(tmp_path, slashed(1, born, measured, **{"Usia Saat Ukur": age}))

    assert (accepted, found) == (1, first)
    assert len(said) == 2
    assert all("masuk akal" in words for _, _, words in said)


def test_dates_that_are_the_same_either_way_need_no_word(home, tmp_path):
    assert look(tmp_path, slashed(1, "07/07/2024", "02/02/2026")) == ([], [1, "2026-02-02"])


def test_a_file_that_tells_nothing_asks_and_changes_nothing(home, tmp_path):
    path = write_csv(tmp_path / "a.csv", [slashed(1, "03/04/2024", "05/02/2026")])
    (report,) = run.import_files([path])

    assert (report.asks, run.exit_code([report])) == ("urutan_tanggal_ambigu", 2)
    assert report.findings[0].level == "tolak"
    assert "--tanggal hari-bulan" in report.error
    assert BORN in report.error
    assert MEASURED in report.error


@pytest.mark.parametrize(("day_first", "first"), [(True, "2026-02-05"), (False, "2026-05-02")])
def test_the_operator_answers(home, tmp_path, day_first, first):
    row = slashed(1, "03/04/2024", "05/02/2026")

    assert look(tmp_path, row, options=Options(day_first=day_first))[1] == [1, first]
