import pytest

from stunting import accounts, build, commands, db, store


def test_init_makes_an_empty_nyata_store():
    version = commands.init(("33.75",))
    assert store.current() == version
    assert store.kind() == store.Kind(store.NYATA, ("33.75",))
    assert store.report(version) == {"asal": "init"}
    with db.reading(store.folder()) as con:
        assert build.check(con).empty
        assert con.execute("select count(*) from orang").fetchone() == (0,)


def test_init_refuses_to_overwrite():
    version = commands.init(("33.75",))
    with pytest.raises(store.StoreError, match="tidak ada yang ditimpa"):
        commands.init(("35.16",))
    assert store.current() == version
    assert store.kind().wilayah == ("33.75",)


def test_a_wrong_code_leaves_nothing_behind(store_home):
    with pytest.raises(ValueError, match="bukan kode kabupaten/kota"):
        commands.init(("33.75", "99.99"))
    assert not store_home.exists()


def test_init_can_be_repeated_after_it_was_cut_off(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(build, "derive", _stop)
        with pytest.raises(KeyboardInterrupt):
            commands.init(("33.75",))
    # not a place for invented people, although it has no version
    with pytest.raises(store.StoreError, match="data nyata"):
        commands.make_sample()
    commands.ensure_store()
    assert store.versions() == []
    commands.init(("33.75",))
    assert store.kind() == store.Kind(store.NYATA, ("33.75",))


def _stop(con) -> None:
    raise KeyboardInterrupt


def test_a_sample_is_refused_in_a_nyata_store():
    version = commands.init(("33.75",))
    with pytest.raises(store.StoreError, match="data nyata"):
        commands.make_sample()
    assert store.versions() == [version]
    commands.ensure_store()  # there is one
    assert store.current() == version


def test_the_sample_is_a_contoh_store_of_both_districts(sample_store):
    assert store.kind().contoh
    assert set(store.kind().wilayah) == {"33.75", "35.16"}
    report = store.report(store.current())
    assert (report["asal"], report["skala"]) == ("sample", "kecil")
    cycles = db.ask(sample_store, "pilihan_siklus", {})
    expected = [f"{year}-S{half}" for year in (2023, 2024, 2025) for half in (1, 2)] + ["2026-S1"]
    for kabkota in ("33.75", "35.16"):
        found = cycles.loc[cycles["kode_kabkota"] == kabkota, "siklus"]
        assert sorted(found) == expected


def test_every_base_table_of_the_sample_is_filled(sample_store):
    with db.reading(sample_store) as con:
        # nobody has decided anything about the invented children, sealed a cycle or changed a first
        # version; their families are a list, not counts per desa; nobody asked to be erased
        empty = [
            name
            for (name,) in con.execute(
                "select table_name from duckdb_tables() where database_name = 'stunting'"
            ).fetchall()
            if not name.startswith(("segel", "perubahan"))
            and name not in ("orang_satu", "krs_desa", "dihapus")
            and con.table(name).limit(1).fetchall() == []
        ]
    assert empty == []


def test_the_first_start_builds_the_sample_once(monkeypatch):
    built = []
    monkeypatch.setattr(commands, "make_sample", lambda progress=None: built.append(progress))
    commands.ensure_store("maju")
    assert built == ["maju"]


def test_rebuilding_makes_a_new_version_of_the_same_data(empty_store):
    before = store.current()
    after = commands.rebuild()
    assert after == store.current() > before
    assert store.report(after) == {"asal": "build"}


def test_rebuilding_without_a_store_is_a_sentence():
    with pytest.raises(store.StoreError, match="Belum ada penyimpanan data"):
        commands.rebuild()


def test_a_contoh_store_becomes_an_empty_nyata_one(sample_copy):
    invented = store.current()
    version = commands.begin_real(("33.75",), "operator", "kata sandi yang panjang")
    assert store.kind() == store.Kind(store.NYATA, ("33.75",))
    assert store.versions() == [version]
    assert version > invented
    assert [each.name for each in accounts.list_accounts()] == ["operator"]
    with db.reading(store.folder()) as con:
        for name in ("orang", "keluarga", "kasus", "impor"):
            assert con.table(name).limit(1).fetchall() == []
    with pytest.raises(store.StoreError, match="sudah berisi data nyata"):
        commands.begin_real(("33.75",), "lain", "kata sandi yang panjang")
