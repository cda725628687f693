"""What the z-scores say about a file: implausible children, and printed z of other rows."""

from __future__ import annotations

import pytest

from tests.stunting.imports.files import child, write_csv


def told(report) -> list[tuple]:
    return [(each.row, each.column, each.value, each.rule) for each in report.findings]


def test_implausible_measurements_are_kept_and_flagged(imported, rows, tmp_path):
    path = write_csv(
        tmp_path / "a.csv",
        [child(1), child(2, Tinggi="149", **{"ZS TB/U": "-", "ZS BB/TB": "-", "ZS BB/U": "-"})],
    )

    report = imported(path)

    assert (report.accepted, report.refused) == (2, 0)
    assert told(report) == [(3, "Tinggi", "149", "z_tidak_wajar")]
    assert report.findings[0].level == "peringatan"
    assert rows("select flag_tbu from pengukuran where tb_cm = 149") == [{"flag_tbu": True}]


def test_a_printed_z_far_from_ours_is_kept_beside_it(imported, rows, tmp_path):
    report = imported(write_csv(tmp_path / "a.csv", [child(1, **{"ZS TB/U": "62"})]))

    assert told(report) == [(2, "ZS TB/U", "62", "z_berbeda")]
    assert rows("select z_tbu, z_tbu_sumber from pengukuran") == [
        {"z_tbu": -1.4, "z_tbu_sumber": 62.0}
    ]


@pytest.mark.parametrize("cara", ["Berdiri", "berdiri"])
def test_standing_below_nine_months_is_left_out_of_the_comparison(imported, tmp_path, cara):
    young = child(
        1,
        Tgl_Lahir="2025-08-12",
        Usia_Saat_Ukur="6 Bulan",
        Cara_Ukur=cara,
        Tinggi="67",
        Berat="7.5",
    )
    young |= {"ZS TB/U": "5", "ZS BB/U": "5", "ZS BB/TB": "5"}

    assert told(imported(write_csv(tmp_path / "a.csv", [young]))) == []


def test_z_scores_that_belong_to_other_rows_are_one_finding(imported, tmp_path):
    shifted = {"ZS TB/U": "-2.9", "ZS BB/U": "-2.8", "ZS BB/TB": "-2.7"}

    report = imported(
        write_csv(tmp_path / "a.csv", [child(number, **shifted) for number in range(1, 8)])
    )

    assert told(report) == [(None, None, None, "z_berkas_tidak_cocok")]
    assert "hanya 0 % cocok" in report.findings[0].message
