"""Rows whose cells an export dropped go back under their headers."""

from __future__ import annotations

import pytest

from stunting.imports import intake
from tests.stunting.imports.files import LAMA, child, write_csv, write_xlsx

HEADER = [*LAMA[:16], "Total Pengukuran", *LAMA[16:]]  # after Alamat


def shifted(number: int, *dropped: str) -> list[str]:
    """The cells of a child without those the export dropped."""
    row = child(number) | {"Total Pengukuran": "3"}
    return [row.get(name, "") for name in HEADER if name not in dropped]


@pytest.mark.parametrize("writer", [write_csv, write_xlsx])
def test_every_distance_is_found_by_the_age(tmp_path, writer):
    path = tmp_path / ("a.csv" if writer is write_csv else "a.xlsx")
    lines = [
        shifted(1),
        shifted(2, "RT"),
        shifted(3, "RT", "RW"),
        shifted(4, "RT", "RW", "Alamat"),
    ]
    writer(path, [], HEADER[:0], titles=[HEADER, *lines])

    opened = intake.open_file(path)
    sheet = intake.incoming(opened.matches[0], intake.date(2026, 3, 1))

    assert [(each.row, each.rule) for each in sheet.findings.listed()] == [
        (3, "baris_tergeser"),
        (4, "baris_tergeser"),
        (5, "baris_tergeser"),
    ]
    assert sheet.rows["bb_kg"].tolist() == [9.8] * 4
    assert sheet.rows["tb_cm"].tolist() == [79.5] * 4
    assert sheet.rows["z_tbu_sumber"].tolist() == [-1.4] * 4
    assert sheet.rows["posyandu"].tolist() == ["MELATI 1"] * 4
    assert sheet.rows["alamat"].tolist()[:3] == ["Jl. Contoh 1"] * 3
    # what was received stays as it was, for the workbook handed back
    assert opened.matches[0].raw.rows.loc[3].tolist()[: len(HEADER) - 1] == lines[1]
