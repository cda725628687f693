"""The presentation of the sample: composed once per choice, for all tests here."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from stunting import db, store
from stunting.paparan import compose
from stunting.paparan.layar import Paparan
from stunting.paparan.ruang import Ask
from stunting.pilihan import Filters
from stunting.rapat import keputusan
from tests.paparan_reading import CHOICES, TODAY


@pytest.fixture(scope="session")
def ask(_sample_home: Path) -> Ask:
    """The door to the sample; each answer is looked up once, and handed out as a copy."""
    version = _sample_home / "versions" / (_sample_home / "CURRENT").read_text().strip()
    known = cache(lambda name, given: db.ask(version, name, dict(given)))

    def asked(name: str, **params: object) -> pd.DataFrame:
        given = {key: tuple(v) if isinstance(v, list) else v for key, v in params.items()}
        return known(name, tuple(sorted(given.items()))).copy()

    return asked


@pytest.fixture(scope="session")
def compose_it(_sample_home: Path, ask: Ask) -> Callable[[Filters], Paparan]:
    """The presentation of a choice."""

    @cache
    def made(f: Filters) -> Paparan:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("STUNTING_HOME", str(_sample_home))
            return compose.paparan(ask, keputusan.read(), f, TODAY)

    return made


@pytest.fixture(params=CHOICES)
def f(request: pytest.FixtureRequest) -> Filters:
    """Each of CHOICES in turn."""
    return CHOICES[request.param]


@pytest.fixture
def made(f: Filters, compose_it: Callable[[Filters], Paparan]) -> Paparan:
    """The presentation of ``f``."""
    return compose_it(f)


@pytest.fixture(scope="session")
def personal(_sample_home: Path) -> frozenset[str]:
    """Every name, NIK, number of a family and telephone of the sample, in small letters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(_sample_home))
        with db.reading(store.folder(), named=True) as cursor:
            cursor.execute(
                "select unnest([nama, nama_ibu, nik, no_kk, telepon]) from identitas.orang_identitas"
                " union"
                " select unnest([nama_kepala, no_kk, telepon]) from identitas.keluarga_identitas"
            )
            return frozenset(row[0].lower() for row in cursor.fetchall() if row[0])


@pytest.fixture
def other_store(sample_copy: Path) -> Ask:
    """The door to a copy of the sample, to be changed."""
    return lambda name, **params: db.ask(store.folder(), name, params)
