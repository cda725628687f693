import threading
from pathlib import Path

import pandas as pd
import pytest

from stunting import db, questions, store
from tests.factories import PEKALONGAN, build_store, child

NAMED = {"scope": ["33.75.01"], "siklus": "2026-S1"}


def test_an_answer_has_exactly_the_declared_columns(empty_store):
    answer = db.ask(empty_store, "pilihan_wilayah", {})
    assert list(answer.columns) == list(questions.load("pilihan_wilayah").columns)
    assert answer["kode_kabkota"].tolist() == ["33.75", "35.16"]


def test_a_missing_or_unknown_parameter_is_an_error(empty_store):
    with pytest.raises(db.Error):
        db.ask(empty_store, "tanggal_data", {})
    with pytest.raises(db.Error):
        db.ask(empty_store, "tanggal_data", {"kode_kabkota": PEKALONGAN, "siklus": "2026-S1"})
    with pytest.raises(questions.UnknownQuestion):
        db.ask(empty_store, "tidak_ada", {})


def test_identities_need_permission(empty_store):
    with pytest.raises(db.NotPermitted):
        db.ask(empty_store, "keluarga_bernama", NAMED)
    assert db.ask(empty_store, "keluarga_bernama", NAMED, named=True).empty


def test_identities_are_not_even_attached_without_it(empty_store):
    with db.reading(empty_store) as con, pytest.raises(db.Error):
        con.execute("select * from identitas.keluarga_identitas")
    # permission for another question attaches nothing either
    db.ask(empty_store, "pilihan_wilayah", {}, named=True)
    with db.reading(empty_store, named=True) as con:
        assert con.execute("select count(*) from identitas.keluarga_identitas").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from wilayah",
        "create table baru (a integer)",
        "attach 'lain.duckdb' as lain",
        "select * from read_csv('/etc/hostname')",
        "copy wilayah to 'wilayah.csv'",
        "set enable_external_access = true",
        "install httpfs",
        "load httpfs",
    ],
)
def test_a_reader_can_neither_write_nor_reach_outside(empty_store, statement):
    with db.reading(empty_store) as con, pytest.raises(db.Error):
        con.execute(statement)


def test_a_local_variable_is_never_taken_for_a_table(empty_store):
    rahasia = pd.DataFrame({"a": [1]})
    with db.reading(empty_store) as con, pytest.raises(db.Error, match="rahasia"):
        con.execute("select * from rahasia")
    assert len(rahasia) == 1


def test_threads_get_their_own_answers(empty_store):
    wrong = []

    def ask_often(kabkota: str, name: str) -> None:
        for _ in range(15):
            with db.reading(empty_store) as con:
                found = con.execute(
                    "select nama from wilayah where kode = $kode", {"kode": kabkota}
                ).fetchone()
            if found != (name,):
                wrong.append(found)

    places = [("33.75", "Kota Pekalongan"), ("35.16", "Kabupaten Mojokerto")] * 4
    threads = [threading.Thread(target=ask_often, args=each) for each in places]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []


def test_a_reader_of_the_old_version_finishes_on_it(tmp_path):
    old = build_store(tmp_path, pengukuran=[child("a", "2026-02-10", age=400)])
    with db.reading(old) as con:
        with store.new_version(base=store.current()) as draft, db.building(draft) as writing:
            writing.execute("delete from pengukuran")
        assert con.execute("select count(*) from pengukuran").fetchone() == (1,)
    with db.reading(store.folder()) as con:
        assert con.execute("select count(*) from pengukuran").fetchone() == (0,)


def test_old_readers_are_let_go(tmp_path, monkeypatch):
    readers = db._Readers()
    made = []

    def connect(folder: Path, named: bool) -> db.Connection:
        made.append((folder, named))
        return db.memory()

    monkeypatch.setattr(readers, "_connect", connect)
    folders = [tmp_path / str(number) for number in range(5)]
    for folder in folders:
        readers.get(folder, False)
    readers.get(folders[-1], False)  # still open
    assert len(made) == 5
    readers.get(folders[0], False)  # let go, opened anew
    assert len(made) == 6


def test_a_writer_leaves_closed_files_without_a_log(tmp_path):
    with db.building(tmp_path) as con:
        con.execute("create table a (b integer)")
        con.execute("insert into a values (1)")
        con.execute("create table identitas.c (d integer)")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(store.DATA_FILES)


def test_a_path_with_a_quote_is_attached(tmp_path):
    folder = tmp_path / "Desa 'Suka' Maju"
    folder.mkdir()
    with db.building(folder) as con:
        con.execute("create table a as select 1 as b")
    with db.reading(folder) as con:
        assert con.execute("select b from a").fetchone() == (1,)
