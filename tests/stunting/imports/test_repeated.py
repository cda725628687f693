"""The same child on the same day more than once in a file: the last row counts, the others say so."""

from __future__ import annotations

from tests.stunting.imports.files import child, write_csv


def told(report) -> list[tuple]:
    return [(each.row, each.rule, each.level, each.message) for each in report.findings]


def test_the_last_row_wins_and_the_earlier_is_handed_back(imported, rows, tmp_path):
    report = imported(
        write_csv(
            tmp_path / "a.csv", [child(1), child(2), child(1, Berat="9.9"), child(1, Berat="10")]
        )
    )

    assert (report.rows_read, report.accepted, report.refused, report.unchanged) == (4, 2, 2, 0)
    sentence = "Baris ini digantikan oleh baris 5 yang berkunci sama."
    assert told(report) == [
        (2, "digantikan", "tolak", sentence),
        (4, "digantikan", "tolak", sentence),
    ]
    assert [each["bb_kg"] for each in rows("select bb_kg from pengukuran order by 1")] == [
        9.8,
        10.0,
    ]


def test_the_very_same_row_again_is_no_finding(imported, tmp_path):
    report = imported(write_csv(tmp_path / "a.csv", [child(1), child(1, No="2"), child(1)]))

    assert (report.rows_read, report.accepted, report.refused, report.unchanged) == (3, 1, 0, 2)
    assert report.findings == []


def test_a_refused_row_replaces_nothing(imported, rows, tmp_path):
    report = imported(write_csv(tmp_path / "a.csv", [child(1), child(1, Berat="3300")]))

    assert (report.accepted, report.refused) == (1, 1)
    assert [each.rule for each in report.findings] == ["berat_di_luar_batas"]
    assert rows("select bb_kg from pengukuran") == [{"bb_kg": 9.8}]


def test_another_day_is_another_measurement(imported, rows, tmp_path):
    later = child(1, Tanggal_Pengukuran="2026-02-13")

    report = imported(write_csv(tmp_path / "a.csv", [child(1), later]))

    assert (report.accepted, report.refused) == (2, 0)
