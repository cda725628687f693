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
    report = imported(write_csv(tmp_path / "a.csv", [child(1, **{"ZS TB/U": "1.2"})]))

    assert told(report) == [(2, "ZS TB/U", "1.2", "z_berbeda")]
    assert rows("select z_tbu, z_tbu_sumber from pengukuran") == [
        {"z_tbu": -1.4, "z_tbu_sumber": 1.2}
    ]


def test_a_printed_z_that_lost_its_comma_is_not_kept(imported, rows, tmp_path):
    cells = {"ZS TB/U": "62", "ZS BB/U": "90", "ZS BB/TB": "999.99"}  # 999.99: not computed
    report = imported(write_csv(tmp_path / "a.csv", [child(1, **cells)]))

    assert told(report) == [
        (2, "ZS TB/U", "62", "z_tanpa_koma"),
        (2, "ZS BB/U", "90", "z_tanpa_koma"),
    ]
    assert rows("select z_tbu_sumber, z_bbu_sumber, z_bbtb_sumber from pengukuran") == [
        {"z_tbu_sumber": None, "z_bbu_sumber": None, "z_bbtb_sumber": None}
    ]


def standing(centimetres: str, **printed: str) -> dict:
    """A boy of six months recorded as standing."""
    young = child(
        1,
        Tgl_Lahir="2025-08-12",
        Usia_Saat_Ukur="6 Bulan",
        Cara_Ukur="Berdiri",
        Tinggi=centimetres,
        Berat="7.5",
    )
    return young | {"ZS TB/U": "-", "ZS BB/U": "-", "ZS BB/TB": "-"} | printed


def test_standing_below_nine_months_is_compared_by_the_rule_of_the_ministry(
    imported, rows, tmp_path
):
    # day 184, boys: M 67.6964, S 0.03164; the ministry reads 67 cm standing as 67.7 cm lying
    theirs = (67.7 / 67.6964 - 1) / 0.03164
    ours = (67 / 67.6964 - 1) / 0.03164
    printed = {"ZS TB/U": f"{theirs:.2f}"}
    report = imported(write_csv(tmp_path / "a.csv", [standing("67", **printed)]))

    assert told(report) == []
    assert report.agreement.to_json() == {
        "z": {
            "tbu": {"dibandingkan": 1, "cocok": 1},
            "bbu": {"dibandingkan": 0, "cocok": 0},
            "bbtb": {"dibandingkan": 0, "cocok": 0},
        },
        "berdiri_di_bawah_9_bulan": 1,
    }
    # ours follows WHO: no correction
    assert rows("select z_tbu from pengukuran") == [{"z_tbu": round(ours, 2)}]


@pytest.mark.parametrize(("printed", "equal"), [("-1.41", 1), ("-1.39", 1), ("-1.42", 0)])
def test_printed_z_agree_within_one_and_a_half_hundredths(imported, tmp_path, printed, equal):
    report = imported(write_csv(tmp_path / "a.csv", [child(1, **{"ZS TB/U": printed})]))

    assert report.agreement.equal["tbu"] == equal


def test_z_scores_that_belong_to_other_rows_are_one_finding(imported, tmp_path):
    shifted = {"ZS TB/U": "-2.9", "ZS BB/U": "-2.8", "ZS BB/TB": "-2.7"}

    report = imported(
        write_csv(tmp_path / "a.csv", [child(number, **shifted) for number in range(1, 8)])
    )

    assert told(report) == [(None, None, None, "z_berkas_tidak_cocok")]
    assert "hanya 0 % cocok" in report.findings[0].message
