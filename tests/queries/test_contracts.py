"""Each queries/*.sql is held to its own header, and to what DuckDB itself reports of it."""

import re
from pathlib import Path

import duckdb
import pytest

from stunting import build, db, questions
from stunting.stats.audit_counts import AuditCounts

ROOT = questions.FOLDER.parent
ALL = questions.names()
SAMPLE = {
    "kode_kabkota": "33.75",
    "kode_kecamatan": "33.75.01",
    "siklus": "2026-S1",
    "kelompok": "balita",
    "indikator": "stunting_balita",
    "kebutuhan": "jamban",
    "opd": "PERKIM",
    "bantuan": "diterima",
    "masalah": "posisi_kosong",
    "scope": ["33.75.01", "33.75.02"],
    "revisi": 0,
    "rinci": True,
    "versi": "20260715-080000",
    "pola": ["D2"],
}
# a case of the first area of the scope whose family is known and had aid; a woman's for what is hers
OF_A_CHILD = "AKS-3375-2023S1-BD-02"
CASES = dict.fromkeys(("kasus_pemeriksaan", "kasus_identitas"), "AKS-3375-2026S1-BM-01")
# What the sample has none of: nothing was imported into it, sealed or erased. Answered in
# tests/stunting/test_changes.py and test_seals.py.
ONLY_AFTER_WORK = {
    *("perubahan_daftar", "perubahan_indikator"),
    *("segel_angka", "segel_riwayat", "segel_selisih_kecamatan"),
    "kasus_dihapus",  # test_erasure.py
}
# Words of columns that would tell who somebody is.
IDENTITY = re.compile(
    r"nama_(kepala|ibu|anak|ayah)|nik|no_kk|alamat|rt|rw|telepon|tanggal_lahir|posyandu"
)


def params_of(question: questions.Question) -> dict[str, object]:
    given = SAMPLE
    if question.name.startswith("kasus_") and "kasus_id" in question.params:
        given = SAMPLE | {"kasus_id": CASES.get(question.name, OF_A_CHILD)}
    return {name: given[name] for name in question.params}


@pytest.fixture(params=ALL)
def question(request: pytest.FixtureRequest) -> questions.Question:
    return questions.load(request.param)


def test_there_are_questions():
    assert len(ALL) > 15


def test_header_is_complete(question):
    assert question.summary.endswith(".")
    assert question.grain.startswith("satu baris")
    assert question.access in questions.ACCESS_LEVELS
    assert question.columns


def test_it_is_one_select_and_takes_the_declared_parameters(question):
    statements = duckdb.extract_statements(question.sql)
    assert [each.type.name for each in statements] == ["SELECT"]
    assert statements[0].named_parameters == set(question.params)


def test_each_parameter_is_cast_as_declared_wherever_it_is_used(question):
    body = re.sub(r"--.*", "", question.sql)
    for name, cast in re.findall(r"\$(\w+)(?:::(\w+(?:\[\])?))?", body):
        assert cast.upper() == question.params[name], f"${name}"


def test_columns_are_as_declared_on_an_empty_store(question, empty_store: Path):
    named = question.access == "bernama"
    params = params_of(question) or None
    with db.reading(empty_store, named=named) as con:
        described = con.execute("describe " + question.sql, params).fetchall()
        assert {row[0]: row[1] for row in described} == question.columns
        assert len(described) == len(question.columns)
    answer = db.ask(empty_store, question.name, params_of(question), named=True)
    assert list(answer.columns) == list(question.columns)


def test_it_answers_something_on_the_sample(question, sample_store: Path):
    answer = db.ask(sample_store, question.name, params_of(question), named=True)
    assert list(answer.columns) == list(question.columns)
    assert (len(answer) > 0) == (question.name not in ONLY_AFTER_WORK)


def test_identity_is_read_exactly_by_named_questions(question):
    body = re.sub(r"--.*", "", question.sql)
    assert ("identitas." in body) == (question.access == "bernama")
    if question.access != "bernama":
        assert [name for name in question.columns if IDENTITY.fullmatch(name)] == []


def test_chosen_cases_are_marked_and_come_as_counts(question, sample_store: Path):
    body = re.sub(r"--.*", "", question.sql)
    of_cases = re.search(r"\bfrom kasus(_\w+)?\b", body) is not None
    assert question.audit == of_cases
    answer = db.ask(sample_store, question.name, params_of(question), named=True)
    assert isinstance(answer, AuditCounts) == of_cases


def test_rows_about_people_need_a_scope_and_only_show_it(question):
    if question.access == "agregat":
        about_people = {"orang_id", "keluarga_id", "kasus_id"} & set(question.columns)
        assert not about_people, "one row per person is not agregat"
    else:
        assert question.params["scope"] == "VARCHAR[]"


@pytest.mark.parametrize("name", [n for n in ALL if questions.load(n).access != "agregat"])
def test_a_scope_shows_its_own_rows_only_whole_or_by_desa(name, sample_store: Path):
    def rows(*scope: str) -> set:
        given = params_of(questions.load(name)) | {"scope": list(scope)}
        found = db.ask(sample_store, name, given, named=True)
        return {str(row) for row in found.itertuples(index=False)}

    here, there = SAMPLE["scope"]
    assert rows() == set()
    assert rows("35.16.01.2001") & rows(here) == set()
    assert rows(here)
    assert rows(here) | rows(there) == rows(here, there)
    if not name.startswith("kasus_"):  # a case is of a kecamatan
        with db.reading(sample_store) as con:
            desa = con.execute("select kode from wilayah where kode_induk = ?", [here]).fetchall()
        assert rows(*(kode for (kode,) in desa)) == rows(here)


def test_no_birth_date_can_be_worked_out(question):
    names = set(question.columns)
    dates = {name for name, kind in question.columns.items() if kind in ("DATE", "TIMESTAMP")}
    measured = {name for name in dates if name.startswith("tanggal") or name == "bulan_lahir"}
    assert not ("umur_hari" in names and measured)
    assert question.access == "bernama" or not names & {"bulan_lahir", "tanggal_lahir"}


def test_the_order_of_rows_is_fixed(question):
    last = re.sub(r"--.*", "", question.sql).rstrip(" ;\n").rsplit("\n", 1)[-1]
    single = question.grain == "satu baris"
    assert last.startswith("order by") or single


def test_somebody_asks_it(question):
    asked = re.compile(rf"""["']{question.name}["']""")
    files = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "stunting").rglob("*.py")]
    assert any(asked.search(path.read_text(encoding="utf-8")) for path in files)


def test_every_build_file_is_used():
    apart = {
        "macros",
        "tables",
        "identitas",
        "checks",
        "zscore",
        "zscore_imt_lila",
        "segel_hash",
        "pasangan_calon",
    }
    used = {*build.DERIVED, *apart}
    assert {path.stem for path in db.BUILD_QUERIES.glob("*.sql")} == used
