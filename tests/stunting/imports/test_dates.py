from __future__ import annotations

from datetime import date

import pytest

from stunting.imports import dates


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-12",
        "2026/02/12",
        "2026-02-12 00:00:00",
        "2026-02-12T08:15:00Z",
        "12/02/2026",
        "12-2-2026",
        "12.02.2026",
        "12/02/26",
        "12/02/2026 08:15",
        "12 Februari 2026",
        "12 - Februari - 2026",
        "12-Feb-26",
        "12 pebruari 2026",
        "Feb 12, 2026",
        "46065",
        "46065.5",
        "46065,5",
    ],
)
def test_forms_of_a_date(text):
    assert dates.parse(text) == date(2026, 2, 12)


def test_named_months_of_both_languages():
    assert dates.parse("30 - Oktober - 2014") == date(2014, 10, 30)
    assert dates.parse("17 August 2024") == date(2024, 8, 17)
    assert dates.parse("1 Mei 2025") == dates.parse("1 May 2025") == date(2025, 5, 1)


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "2026-13-01", "12 Februarius 2026", "besok", "1234", "081234567890", "12/2026"],
)
def test_what_is_no_date(text):
    assert dates.parse(text) is None


def test_the_month_comes_first_when_told():
    assert dates.parse("02/12/2026", day_first=False) == date(2026, 2, 12)
    assert dates.parse("13/02/2026", day_first=False) is None


def test_evidence_counts_numbers_above_twelve():
    # 02/02 is the same day either way, 2026-02-25 has an order of its own
    texts = ["13/02/2026", "01/02/2026", "02/02/2026", "2026-02-25"]
    assert dates.evidence(texts) == dates.Evidence(day_first=1, month_first=0, either=1)
    assert dates.evidence(["02/13/2026", "02/25/2026"]) == dates.Evidence(0, 2, 0)


@pytest.mark.parametrize("text", ["2026-02", "02/2026", "Februari 2026", "Feb-2026", "2026-02-17"])
def test_forms_of_a_month(text):
    assert dates.month(text) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "text", ["2026-S2", "2026 s2", "2026S2", "Semester 2 2026", "Semester II 2026", "2026-2"]
)
def test_forms_of_a_cycle(text):
    assert dates.semester(text) == "2026-S2"


@pytest.mark.parametrize("text", ["2026", "2026-S3", "S2", "2026-02"])
def test_what_is_no_cycle(text):
    assert dates.semester(text) is None
