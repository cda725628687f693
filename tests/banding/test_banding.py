"""What `make banding` times is the same answer everywhere: checked on the sample, without PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from stunting import db
from tests.banding import mesin, panda, pertanyaan, ukur
from tests.conftest import MOJOKERTO, PEKALONGAN

SIKLUS = "2026-S1"
KEYS = [*((name, False) for name in pertanyaan.CUBES), *((name, True) for name in pertanyaan.RAWS)]


@pytest.fixture(scope="module")
def source(_sample_home: Path) -> Iterator[mesin.Tables]:
    with mesin.tables(_version(_sample_home)) as found:
        yield found


@pytest.fixture(scope="module")
def frames(source: mesin.Tables) -> mesin.Pandas:
    return mesin.Pandas(source)


@pytest.fixture(scope="module")
def lite(source: mesin.Tables):
    pytest.importorskip("sqlglot", reason="pip install -r requirements-dev.txt")
    from tests.banding.sqlite import SQLite

    return SQLite(source)


@pytest.fixture(params=[PEKALONGAN, MOJOKERTO])
def asked(request: pytest.FixtureRequest, sample_store: Path) -> list[pertanyaan.Asked]:
    return pertanyaan.all_of(sample_store, request.param, SIKLUS)


def _version(home: Path) -> Path:
    return home / "versions" / (home / "CURRENT").read_text(encoding="utf-8").strip()


def test_raw_rows_give_the_figures_that_the_dashboard_shows(asked, sample_store: Path):
    for one in asked:
        ukur.check(sample_store, [mesin.DuckDB(sample_store)], one)


def test_pandas_gives_the_same(asked, sample_store: Path, frames):
    for one in asked:
        ukur.check(sample_store, [frames], one)


def test_sqlite_gives_the_same(asked, sample_store: Path, lite):
    for one in asked:
        ukur.check(sample_store, [lite], one)


def test_there_is_something_to_compare(asked, sample_store: Path):
    assert [(one.name, one.raw) for one in asked] == KEYS
    for one in asked:
        assert len(pertanyaan.expected(sample_store, one)), one.key


def test_every_question_has_its_function_in_pandas():
    assert list(panda.FUNCTIONS) == KEYS


def test_every_table_that_is_read_is_given_to_the_others(asked, sample_store: Path):
    given = {*mesin.INDEXES, "ref_mutu"}
    with db.reading(sample_store, named=True) as con:
        for one in asked:
            assert db.tables_of(con, one.sql) <= given, one.key


def test_one_other_cell_is_a_difference():
    one = pd.DataFrame({"kode": ["a", None], "jumlah": [1, 2]})
    assert mesin.different(one, one) is None
    assert mesin.different(one, one.assign(jumlah=[1, 3])) == "row 1: (None, 2), not (None, 3)"
    assert mesin.different(one, one.iloc[::-1]) is not None
    assert mesin.different(one, one.iloc[:1]) == "2 rows, not 1"


class Wrong(mesin.DuckDB):
    name = "keliru"

    def ask(self, asked: pertanyaan.Asked) -> pd.DataFrame:
        return super().ask(asked).iloc[1:]


def test_what_answers_otherwise_is_not_timed(asked, sample_store: Path):
    engines = [mesin.DuckDB(sample_store), Wrong(sample_store)]
    with pytest.raises(ukur.NotEqual, match="indikator_wilayah, keliru"):
        ukur.compare(sample_store, engines, asked[:1])


def test_figures_are_medians_and_ratios(
    asked, sample_store: Path, frames, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ukur, "ROUNDS", 2)
    monkeypatch.setattr(ukur, "SECONDS", 0)
    [entry] = ukur.compare(sample_store, [mesin.DuckDB(sample_store), frames], asked[:1])
    own, other = entry["DuckDB"], entry["pandas"]
    assert own["kali_duckdb"] == 1
    assert other["kali_duckdb"] == round(other["median"] / own["median"], 2)
    assert 0 < other["least"] <= other["median"]
    assert own["rounds"] == other["rounds"] == 2
