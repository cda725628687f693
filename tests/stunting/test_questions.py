import pytest

from stunting import questions

SQL = """\
-- Anak per kecamatan.
-- Kalimat kedua.
-- grain: satu baris per kecamatan
-- access: agregat
-- params:
--   siklus VARCHAR        siklus yang dilihat
--   scope VARCHAR[]
-- result:
--   kode VARCHAR          kode: dengan titik dua
--   jumlah BIGINT

select 1 -- grain: bukan judul
"""


def test_header_becomes_a_question():
    question = questions.parse("anak", SQL)
    assert question.summary == "Anak per kecamatan. Kalimat kedua."
    assert question.grain == "satu baris per kecamatan"
    assert question.access == "agregat"
    assert question.params == {"siklus": "VARCHAR", "scope": "VARCHAR[]"}
    assert question.columns == {"kode": "VARCHAR", "jumlah": "BIGINT"}
    assert question.sql == SQL


@pytest.mark.parametrize("missing", ["-- Anak", "-- grain", "-- access", "--   kode", "-- result"])
def test_header_without_a_part_is_refused(missing):
    lines = [line for line in SQL.splitlines() if not line.startswith(missing)]
    if missing == "-- Anak":
        lines = [line for line in lines if not line.startswith("-- Kalimat")]
    if missing == "--   kode":
        lines = [line for line in lines if not line.startswith("--   jumlah")]
    with pytest.raises(ValueError, match=r"queries/anak\.sql"):
        questions.parse("anak", "\n".join(lines))


def test_unknown_access_level_is_refused():
    with pytest.raises(ValueError, match="access"):
        questions.parse("anak", SQL.replace("agregat", "umum"))


@pytest.mark.parametrize("name", ["tidak_ada", "../build/checks", "build/checks", "", "A"])
def test_unknown_name_lists_what_there_is(name):
    with pytest.raises(questions.UnknownQuestion) as caught:
        questions.load(name)
    assert "indikator_per_kecamatan" in str(caught.value)


def test_texts_become_values():
    question = questions.parse("anak", SQL)
    given = question.bind({"siklus": "2026-S1", "scope": "33.75.01,33.75.02"})
    assert given == {"siklus": "2026-S1", "scope": ["33.75.01", "33.75.02"]}


def test_empty_text_is_no_value_and_an_empty_list():
    assert questions.parse("anak", SQL).bind({"siklus": "", "scope": ""}) == {
        "siklus": None,
        "scope": [],
    }


def test_missing_and_unknown_parameters_are_named():
    with pytest.raises(ValueError, match="tidak dikenal: tahun; belum diisi: scope, siklus"):
        questions.parse("anak", SQL).bind({"tahun": "2026"})
