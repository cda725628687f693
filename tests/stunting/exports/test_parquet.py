"""The version as Parquet: whole, without identity, and read by DuckDB as the store itself is."""

import hashlib
import json
import stat
from pathlib import Path

import duckdb
import pytest

from stunting import db, export_command, formulas, questions, store
from stunting.__main__ import main
from stunting.exports import parquet
from tests.conftest import MOJOKERTO, PEKALONGAN
from tests.queries.test_contracts import IDENTITY, params_of

CODED = [name for name in questions.names() if questions.load(name).access != "bernama"]
# A sum over large tables, lists, a view, a split table that is joined, dates.
ASKED = ["indikator_wilayah", "keluarga_berisiko", "kasus_pengukuran", "mutu_bulan", "tanggal_data"]


@pytest.fixture(scope="module")
def exported(_sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("parquet") / "keluar"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(_sample_home))
        export_command.make_parquet(target, {})
    return target


@pytest.fixture(scope="module")
def of_one(_sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("parquet") / "satu"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(_sample_home))
        export_command.make_parquet(target, {"wilayah": PEKALONGAN})
    return target


def about(folder: Path) -> dict:
    return json.loads((folder / parquet.ABOUT).read_text(encoding="utf-8"))


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """Another DuckDB, which has nothing but the files and the words of macros.sql."""
    con = duckdb.connect()
    con.execute((db.BUILD_QUERIES / "macros.sql").read_text(encoding="utf-8"))
    for name in about(folder)["tabel"]:
        files = f"{folder / name}/**/*.parquet"
        con.execute(f"create view {name} as from read_parquet({db.quoted(Path(files))})")
    return con


def test_every_question_without_identity_can_be_asked(exported):
    con = opened(exported)
    for name in CODED:
        question = questions.load(name)
        described = con.execute("describe " + question.sql, params_of(question) or None).fetchall()
        assert {row[0]: row[1] for row in described} == question.columns, name


def test_no_table_is_there_that_no_question_reads(exported):
    con = opened(exported)
    for name in about(exported)["tabel"]:
        con.execute(f"alter view {name} rename to hilang")
        missed = []
        for each in CODED:
            question = questions.load(each)
            try:
                con.execute("describe " + question.sql, params_of(question) or None)
            except duckdb.CatalogException:
                missed.append(each)
        con.execute(f"alter view hilang rename to {name}")
        assert missed, name


@pytest.mark.parametrize("name", ASKED)
def test_the_answers_are_those_of_the_store(name, exported, sample_store):
    question = questions.load(name)
    found = opened(exported).execute(question.sql, params_of(question)).fetchall()
    with db.reading(sample_store) as con:
        assert found == con.execute(question.sql, params_of(question)).fetchall()
    assert found


def test_all_rows_are_there_and_said(exported, sample_store):
    con = opened(exported)
    said = about(exported)
    with db.reading(sample_store) as own:
        for name, table in said["tabel"].items():
            rows = own.execute(f"select count(*) from {name}").fetchone()[0]
            assert (
                con.execute(f"select count(*) from {name}").fetchone()[0] == rows == table["baris"]
            )
            assert sum(file["baris"] for file in table["berkas"]) == rows
            kinds = dict(
                con.execute(f"select column_name, column_type from (describe {name})").fetchall()
            )
            assert kinds == table["kolom"]


def test_what_is_said_of_files_and_version_is_true(exported, sample_store):
    said = about(exported)
    assert said["versi"] == sample_store.name
    assert (said["contoh"], said["penting"]) == (True, "DATA CONTOH, bukan data sebenarnya.")
    assert "Data pribadi" in said["pelindungan"]
    assert set(said["wilayah"]) == set(said["data_per"]) == {PEKALONGAN, MOJOKERTO}
    last = db.ask(sample_store, "tanggal_data", {"kode_kabkota": PEKALONGAN})["data_terakhir"].iloc[
        0
    ]
    assert said["data_per"][PEKALONGAN] == last.date().isoformat()
    assert said["versi_rumus"] == formulas.fingerprint()
    files = {file["nama"]: file for table in said["tabel"].values() for file in table["berkas"]}
    on_disk = {path.relative_to(exported).as_posix() for path in exported.rglob("*.parquet")}
    assert on_disk == set(files)
    for name, file in files.items():
        content = (exported / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert len(content) == file["byte"]


def test_only_the_owner_may_read_and_nothing_else_is_left(exported):
    for path in [exported, *exported.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        assert path.is_dir() or path.suffix == ".parquet" or path.name == parquet.ABOUT, path


def test_nobody_is_named(exported, sample_store):
    """No column of an identity, and no name or number of one anywhere in the files."""
    said = about(exported)
    columns = {column for table in said["tabel"].values() for column in table["kolom"]}
    assert [column for column in columns if IDENTITY.fullmatch(column)] == []
    assert "bulan_lahir" not in columns
    with db.reading(sample_store, named=True) as con:
        names = con.execute(
            "select nama, nik from identitas.orang_identitas where nik is not null order by nik limit 200"
        ).fetchall()
    assert len(names) > 100
    secret = {text for pair in names for text in pair if text and len(text) > 8}
    con = opened(exported)
    for name, table in said["tabel"].items():
        for column, kind in table["kolom"].items():
            if kind == "VARCHAR":
                values = con.execute(f'select distinct "{column}" from {name}').fetchall()
                assert not secret & {value for (value,) in values}, f"{name}.{column}"


def test_large_tables_are_split_and_codes_stay_texts(exported):
    split = {name for name, table in about(exported)["tabel"].items() if table["partisi"]}
    assert {"indikator_desa", "indikator_bulan", "mutu_bulan", "prioritas_keluarga"} <= split
    for code in (PEKALONGAN, MOJOKERTO):
        file = exported / "prioritas_keluarga" / f"kode_kabkota={code}" / "data_0.parquet"
        rows = duckdb.sql(
            f"select distinct left(kode_desa, 5), kode_kabkota from '{file}'"
        ).fetchall()
        assert rows == [(code, code)]  # the file says its district by itself
    whole = f"{exported}/prioritas_keluarga/**/*.parquet"
    kinds = dict(
        duckdb.sql(f"select column_name, column_type from (describe from '{whole}')").fetchall()
    )
    assert kinds["kode_kabkota"] == kinds["kode_desa"] == "VARCHAR"


def test_zeros_at_either_end_of_a_code_are_kept(sample_copy, tmp_path):
    with db.building(sample_copy) as con:
        con.execute("update indikator_desa set kode_kabkota = '03.70' where kode_kabkota = '33.75'")
        con.execute(
            "update prioritas_keluarga set kode_kabkota = '03.70', kode_desa = '03.70.01.0010'"
            " where kode_kabkota = '33.75'"
        )
    export_command.make_parquet(tmp_path / "keluar", {})
    con = opened(tmp_path / "keluar")
    for name in ("indikator_desa", "prioritas_keluarga"):
        codes = con.execute(f"select distinct kode_kabkota from {name} order by 1").fetchall()
        assert codes == [("03.70",), ("35.16",)]
    assert con.execute(
        "select count(*) from prioritas_keluarga where kode_desa = '03.70.01.0010'"
    ).fetchone()[0]


def test_one_district_leaves_the_other_out(of_one, exported):
    assert about(of_one)["wilayah"] == [PEKALONGAN]
    whole, con = opened(exported), opened(of_one)
    other = {}
    for code, table in (
        ("keluarga_id", "prioritas_keluarga"),
        ("kasus_id", "kasus"),
        ("kasus_id", "kasus_ukur"),
        ("rtl_id", "rtl_ringkas"),
    ):
        place = "kode_kecamatan" if code == "kasus_id" else "kode_kabkota"
        rows = whole.execute(
            f"select {code} from {table} where left({place}, 5) = '{MOJOKERTO}'"
            f" except select {code} from {table} where left({place}, 5) = '{PEKALONGAN}'"
        ).fetchall()
        other.setdefault(code, set()).update(value for (value,) in rows)
    assert all(other.values())
    places = ("kode_kabkota", "kode_kecamatan", "kode_desa")
    for name, table in about(of_one)["tabel"].items():
        for column, kind in table["kolom"].items():
            if kind != "VARCHAR":
                continue
            values = {
                value
                for (value,) in con.execute(f'select distinct "{column}" from {name}').fetchall()
            }
            if column in places:
                assert all(value is None or value.startswith(PEKALONGAN) for value in values), name
            if column in other:
                assert not values & other[column], f"{name}.{column}"
    for name in CODED:
        question = questions.load(name)
        given = params_of(question)
        asked = [each.execute(question.sql, given or None).fetchall() for each in (con, whole)]
        if question.params.keys() & {"kode_kabkota", "kode_kecamatan", "scope"}:
            assert asked[0] == asked[1], name


@pytest.mark.parametrize("setting", ["tanpa_nama", "tidak_ada"])
def test_it_is_refused_where_lists_of_people_may_not_leave(setting, sample_copy, tmp_path, capsys):
    (store.settings_folder() / "setelan.csv").write_text(
        f"kunci,nilai\nunduhan,{setting}\n", "utf-8"
    )
    assert main(["export", "parquet", "--out", str(tmp_path / "x")]) == 1
    assert "dimatikan dalam pengaturan" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_by_the_command_line(sample_store, tmp_path, capsys):
    target = tmp_path / "keluar"
    target.mkdir()
    ask = ["export", "parquet", "--out", str(target), "--param", f"wilayah={PEKALONGAN}"]
    assert main([*ask, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["tabel"] == len(about(target)["tabel"])
    assert said["byte"] == sum(path.stat().st_size for path in target.rglob("*.parquet"))
    before = sorted(target.rglob("*"))
    assert main(ask) == 2
    assert "tidak kosong" in capsys.readouterr().err
    assert sorted(target.rglob("*")) == before


@pytest.mark.parametrize(
    ("param", "sentence"),
    [
        ("wilayah=11.01", "Wilayah di penyimpanan ini"),
        ("siklus=2026-S1", "Parameter tidak dikenal"),
    ],
)
def test_what_is_not_known_is_a_sentence(param, sentence, sample_store, tmp_path, capsys):
    assert main(["export", "parquet", "--out", str(tmp_path / "x"), "--param", param]) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_file_in_the_way_is_no_folder(sample_store, tmp_path):
    (tmp_path / "x").write_text("isi")
    with pytest.raises(ValueError, match="tidak kosong"):
        export_command.make_parquet(tmp_path / "x", {})
    assert (tmp_path / "x").read_text() == "isi"


def test_what_fails_halfway_leaves_nothing(sample_store, tmp_path, monkeypatch):
    def full(path: Path, rows: int, target: Path) -> dict:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet, "_file", full)
    with pytest.raises(OSError, match="No space"):
        export_command.make_parquet(tmp_path / "x", {})
    assert list((tmp_path / "x").iterdir()) == []


def test_an_empty_store_has_every_table(empty_store, tmp_path):
    said = export_command.make_parquet(tmp_path / "x", {})
    assert said["contoh"] is False
    assert "penting" not in said
    assert said["data_per"] == {PEKALONGAN: None, MOJOKERTO: None}
    con = opened(tmp_path / "x")
    assert con.execute("select count(*) from prioritas_keluarga").fetchone() == (0,)
    for name in CODED:
        con.execute("describe " + questions.load(name).sql, params_of(questions.load(name)) or None)
