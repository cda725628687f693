"""A small district of four square kecamatan: one high, one ordinary, one hidden, one without data."""

import pandas as pd
import pytest

from stunting.stats import rates


def square(west: float, south: float) -> dict:
    ring = [[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south + 0.1]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def feature(kode: str, west: float, south: float) -> dict:
    return {
        "type": "Feature",
        "geometry": square(west, south),
        "properties": {"kode": kode, "titik": [west + 0.05, south + 0.05]},
    }


@pytest.fixture
def frame() -> pd.DataFrame:
    table = rates.with_rates(
        pd.DataFrame(
            {
                "kode_kecamatan": ["99.01.01", "99.01.02", "99.01.03", "99.01.04", "99.01.05"],
                "nama": ["Ara", "Beru", "Cemara", "Damar", "Elo"],
                "pembilang": pd.array([120, 40, 12, None, 30], dtype="Int64"),
                "penyebut": pd.array([350, 300, 80, 0, 260], dtype="Int64"),
            }
        )
    )
    hidden = table["nama"] == "Cemara"
    table.loc[hidden, "tingkat"] = "disembunyikan"
    for column in ("pembilang", "penyebut", "rasio", "bawah", "atas"):
        table[column] = table[column].mask(hidden)
    return table


@pytest.fixture
def district() -> pd.Series:
    table = pd.DataFrame(
        {"kode_kecamatan": ["99.01"], "nama": ["Kabupaten Contoh"], "pembilang": [202]}
    ).assign(penyebut=990)
    return rates.with_intervals(table).iloc[0]


@pytest.fixture
def geojson() -> dict:
    corners = [(110.0, -7.0), (110.1, -7.0), (110.0, -7.1), (110.1, -7.1), (110.2, -7.0)]
    return {
        "type": "FeatureCollection",
        "features": [feature(f"99.01.0{i}", *xy) for i, xy in enumerate(corners, start=1)],
    }


@pytest.fixture
def neighbours() -> dict:
    features = [feature("99.02.01", 109.9, -7.0), feature("99.02.02", 109.9, -7.1)]
    return {"type": "FeatureCollection", "features": features}
