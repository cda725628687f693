"""The sample's curves against the z-scores the dashboard computes."""

import numpy as np
import pandas as pd
import pytest

from stunting import db, growth
from stunting.sample import curves


@pytest.fixture(scope="module")
def con():
    con = db.memory()
    growth.load_tables(con)
    yield con
    con.close()


def by_sql(con, sex, days, kg, cm, standing):
    frame = pd.DataFrame(
        {
            "kunci": np.arange(len(sex)),
            "jenis_kelamin": np.array(["L", "P"], dtype=object)[sex],
            "umur_hari": days,
            "bb_kg": kg,
            "tb_cm": cm,
            "cara_ukur": np.array(["terlentang", "berdiri"], dtype=object)[standing.astype(int)],
        }
    )
    con.register("ukuran", frame)
    return con.execute(
        "select z_tbu, z_bbu, z_bbtb from who_zskor('ukuran') order by kunci"
    ).fetchnumpy()


@pytest.fixture(scope="module")
def children():
    rng = np.random.default_rng(3)
    n = 4000
    sex, days = rng.integers(0, 2, n), rng.integers(0, 1826, n)
    z = rng.uniform(-4, 4, n)
    return sex, days, z, rng.random(n) < 0.5


def test_height_and_back(children):
    sex, days, z, _ = children
    np.testing.assert_allclose(curves.z_height(curves.height(z, sex, days), sex, days), z)


def test_weight_and_back(children):
    sex, days, z, _ = children
    cm = np.round(curves.height(np.clip(z, -2, 2), sex, days), 1)
    cm = np.maximum(cm, 45.0)
    kg = curves.weight(z[::-1], cm, sex, days)
    np.testing.assert_allclose(curves.z_weight_for_height(kg, cm, sex, days), z[::-1], atol=1e-6)


def test_agrees_with_the_sql_in_every_position(con, children):
    sex, days, z, standing = children
    cm = np.round(curves.height(z, sex, days), 1)
    kg = np.round(curves.weight(z[::-1] * 0.9, cm, sex, days), 1)
    theirs = by_sql(con, sex, days, kg, cm, standing)
    right = curves.in_position(cm, standing, days)
    np.testing.assert_allclose(curves.z_height(right, sex, days), theirs["z_tbu"], atol=0.0051)
    np.testing.assert_allclose(curves.z_weight(kg, sex, days), theirs["z_bbu"], atol=0.0051)
    ours = curves.z_weight_for_height(kg, right, sex, days)
    both = ~np.isnan(ours) & ~np.ma.getmaskarray(theirs["z_bbtb"])
    assert both.mean() > 0.95
    np.testing.assert_allclose(ours[both], theirs["z_bbtb"][both], atol=0.0051)
