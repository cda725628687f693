"""Every question without identity has the same answer on Spark over the exported Parquet, row by row."""

import math
from pathlib import Path

import pytest
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from stunting import db, questions
from tests.queries.test_contracts import SAMPLE
from tests.spark import spark_sql

ASKED = [name for name in questions.names() if questions.load(name).access != "bernama"]
# Questions that have no counterpart in Spark's words: name -> exactly why. Empty: all are equal.
EXCLUDED: dict[str, str] = {}
COMPARED = [name for name in ASKED if name not in EXCLUDED]

DISTRICTS = {"33.75": "33.75.01", "35.16": "35.16.01"}
# Without a kecamatan these say nothing either: all groups, all needs, all cycles.
OPTIONAL = {"kelompok", "kebutuhan", "opd", "bantuan"}
MUST_SAY = {"keluarga_serupa", "neraca", "perpindahan_anak"}  # a group is no choice there


def variants(question: questions.Question, version: Path, whole: str) -> list[dict[str, object]]:
    """Both districts: ``whole`` as such, the other by one kecamatan, where a question can tell them apart."""
    takes = question.params.keys()
    if not takes & {"kode_kabkota", "kode_kecamatan", "scope"}:
        return [_only(question, SAMPLE)]
    found = []
    for kabkota, kecamatan in DISTRICTS.items():
        given = SAMPLE | {"kode_kabkota": kabkota, "kode_kecamatan": kecamatan}
        given |= {"scope": [kecamatan], "rinci": False}
        if kabkota == whole:
            given |= {"scope": _kecamatan(version, kabkota), "rinci": True}
            if question.name != "indikator_per_desa":
                given["kode_kecamatan"] = None
            if question.name not in MUST_SAY:
                given |= dict.fromkeys(OPTIONAL)
        for kasus_id in _cases(question, version, given["scope"]):
            found.append(_only(question, given | {"kasus_id": kasus_id}))
    return found


def _kecamatan(version: Path, kabkota: str) -> list[str]:
    known = db.ask(version, "pilihan_kecamatan", {})
    return known.loc[known["kode_kabkota"] == kabkota, "kode_kecamatan"].tolist()


def _cases(question: questions.Question, version: Path, scope: list[str]) -> list[str | None]:
    """A case of which the question has something to say; no case where it asks for none."""
    if "kasus_id" not in question.params:
        return [None]
    known = db.ask(version, "kasus_daftar", {"scope": scope, "siklus": None})
    given = {"scope": scope, "rinci": False}
    talking = [
        kasus_id
        for kasus_id in known["kasus_id"]
        if len(db.ask(version, question.name, _only(question, given | {"kasus_id": kasus_id})))
    ]
    return talking[:1]


def _only(question: questions.Question, given: dict[str, object]) -> dict[str, object]:
    return {name: given[name] for name in question.params}


def bound(question: questions.Question, given: dict[str, object]) -> dict[str, object]:
    """Values as Spark takes them: a list is an array."""
    return {
        name: F.array(*map(F.lit, value)) if question.params[name].endswith("[]") else value
        for name, value in given.items()
    }


def same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9) or (math.isnan(one) and math.isnan(other))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def _tells_districts_apart(name: str) -> bool:
    return bool(questions.load(name).params.keys() & {"kode_kecamatan", "scope", "rinci"})


def compare(name: str, spark: SparkSession, version: Path, whole: str) -> None:
    question = questions.load(name)
    text = spark_sql.of(question)
    rows = 0
    for given in variants(question, version, whole):
        with db.reading(version) as con:
            expected = con.execute(question.sql, given or None).fetchall()
        answer = spark.sql(text, args=bound(question, given))
        assert answer.columns == list(question.columns)
        found = [tuple(row) for row in answer.collect()]
        assert len(found) == len(expected), given
        for number, (one, other) in enumerate(zip(found, expected, strict=True)):
            assert same(one, other), f"{given}, row {number}: Spark {one}, DuckDB {other}"
        rows += len(expected)
    assert rows, "nothing was compared"


@pytest.mark.parametrize("name", COMPARED)
def test_the_answer_is_the_same_row_by_row(name, spark: SparkSession, version: Path):
    compare(name, spark, version, whole="33.75")


@pytest.mark.lengkap
@pytest.mark.parametrize("name", [name for name in COMPARED if _tells_districts_apart(name)])
def test_it_is_the_same_with_the_districts_changed_over(name, spark: SparkSession, version: Path):
    compare(name, spark, version, whole="35.16")


def test_what_is_excluded_is_a_question_with_a_reason():
    assert EXCLUDED.keys() <= set(ASKED)
    assert all(len(reason) > 20 for reason in EXCLUDED.values())
    assert len(EXCLUDED) <= 5


def test_a_difference_is_found(spark: SparkSession, version: Path):
    """An order that only DuckDB keeps inside a list: the way questions are not to be written."""
    sql = "select list(kode order by kode desc) as kode from wilayah where tingkat = 'kecamatan'"
    text = spark_sql.of(questions.parse("uji", _HEADER + sql))
    with db.reading(version) as con:
        expected = con.execute(sql).fetchall()
    found = [tuple(row) for row in spark.sql(text).collect()]
    assert sorted(found[0][0]) == sorted(expected[0][0])
    assert not same(found, expected)


_HEADER = """-- Uji.
-- grain: satu baris
-- access: agregat
-- result:
--   kode VARCHAR[]

"""


def test_codes_are_texts(spark: SparkSession, version: Path):
    for table in ("pengukuran", "indikator_desa", "keluarga"):
        frame = spark.table(table)
        kinds = dict(frame.dtypes)
        assert kinds["kode_kabkota"] == kinds["kode_desa"] == "string"
        assert {row[0] for row in frame.select("kode_kabkota").distinct().collect()} == set(
            DISTRICTS
        )
