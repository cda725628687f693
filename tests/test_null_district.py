"""A few drawings in the ordinary suite; many: ``python tests/null_district.py --times 200``."""

import numpy as np
import pytest

from tests import null_district
from tests.null_district import District, World


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    return District(tmp_path_factory.mktemp("nol"))


@pytest.mark.parametrize("same", [False, True])
def test_a_district_without_differences_hears_of_none(district, same):
    world = World((300, 60, 500), same_children=same)
    assert null_district.null_run(district, world, np.random.default_rng(5)).total() == 0


def test_what_is_listened_to_is_heard(district):
    # the same listening where one kecamatan halved
    world = World((400,), 0.30, halved=3)
    heard = null_district.null_run(district, world, np.random.default_rng(5))
    assert heard["tingkat"] > 0
    assert heard["peta"] > 0
    assert heard["tren"] > 0
    assert heard["ringkasan"] > 0
    assert heard["profil"] > 0


def test_a_halving_is_found_each_way(district):
    world = World((400,), 0.30, halved=3)
    found = null_district.halving_run(district, world, np.random.default_rng(6))
    assert found == {"siklus lalu": True, "perubahan": True, "tingkat": True}
