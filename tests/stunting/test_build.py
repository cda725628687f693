import pandas as pd
import pytest

from stunting import build, commands, db, reference, store
from tests.factories import BARAT, TIMUR, build_store, child, kk, woman

DERIVED_TABLES = (
    "anak_siklus",
    "ibu_siklus",
    "indikator_desa",
    "indikator_bulan",
    "prioritas_keluarga",
    "rtl_ringkas",
    "sasaran_desa",
    "siklus",
    "keluarga",
    "pengukuran",
)


def test_areas_are_the_districts_with_everything_inside():
    areas = build.areas(("33.75", "35.16"))
    assert not areas["kode"].duplicated().any()
    counts = areas.groupby([areas["kode"].str[:5], "tingkat"]).size()
    assert counts["33.75"].to_dict() == {"desa": 27, "kabkota": 1, "kecamatan": 4}
    assert counts["35.16"].to_dict() == {"desa": 304, "kabkota": 1, "kecamatan": 18}
    parents = areas.set_index("kode")["kode_induk"]
    assert parents["33.75.01.1002"] == "33.75.01"
    assert parents["33.75.01"] == "33.75"
    assert parents["33.75"] == "33"
    assert parents[["33", "35"]].isna().all()


@pytest.mark.parametrize("code", ["33", "33.75.01", "99.99", "", "Pekalongan"])
def test_what_is_no_district_is_a_sentence(code):
    with pytest.raises(ValueError, match="bukan kode kabupaten/kota"):
        build.areas((code,))


def test_preparing_twice_changes_nothing(building):
    before = building.execute("select * from wilayah order by kode").df()
    build.prepare(building, store.Kind(store.NYATA, ("33.75", "35.16")))
    pd.testing.assert_frame_equal(
        building.execute("select * from wilayah order by kode").df(), before
    )


def test_an_empty_version_derives_and_checks(building):
    build.derive(building)
    assert build.check(building).empty
    for name in ("anak_siklus", "indikator_desa", "prioritas_keluarga", "siklus"):
        assert _rows(building, name) == 0
    for name in reference.KEYS:
        assert _rows(building, f"ref_{name}") > 0


def _rows(con: db.Connection, name: str) -> int:
    return len(con.table(name).limit(1).fetchall())


def test_deriving_again_gives_the_same(tmp_path):
    """What is derived depends on the data alone, not on how often it was computed."""
    version = build_store(
        tmp_path,
        keluarga=[
            {"no_kk": kk("a"), "sumber_air_layak": True},  # the other factors are not filled in
            {"no_kk": kk("b"), "jamban_layak": False, **TIMUR},
            {"no_kk": kk("c")},
        ],
        pengukuran=[
            child("a", "2025-08-10", age=400, z=-2.6, no_kk=kk("a")),
            child("a", "2026-02-10", age=584, z=0.0, no_kk=kk("a")),
        ],
        skrining=[woman("c", "2026-02-10", no_kk=kk("c"), hb_gdl=10.0)],
    )
    tables = {}
    for turn in ("once", "again"):
        with db.reading(version) as con:
            tables[turn] = {
                name: con.execute(f"select * from {name} order by all").df()
                for name in DERIVED_TABLES
            }
        commands.rebuild()
        version = store.folder()
    for name in DERIVED_TABLES:
        pd.testing.assert_frame_equal(tables["once"][name], tables["again"][name], obj=name)


def test_a_broken_rule_stops_the_version(building):
    building.execute(
        "insert into pengukuran (orang_id, tanggal, kode_desa, umur_hari) "
        "values ('Otidakada', date '2026-02-10', '33.75.01.1002', 400)"
    )
    with pytest.raises(build.CheckFailed, match="pengukuran tanpa orang: 1"):
        build.derive(building)


def test_a_version_that_fails_its_check_never_becomes_live(tmp_path):
    build_store(tmp_path, pengukuran=[child("a", "2026-02-10", age=400)])
    live = store.current()

    def import_nonsense() -> None:
        with store.new_version(base=live) as draft, db.building(draft) as con:
            con.execute("update pengukuran set kode_desa = '33.75.01.9999'")
            build.derive(con)

    with pytest.raises(build.CheckFailed):
        import_nonsense()
    assert store.current() == live


def _counted(version) -> list[tuple]:
    with db.reading(version) as con:
        return con.execute("select siklus, month(tanggal) from anak_siklus order by all").fetchall()


@pytest.mark.parametrize(
    ("months", "counted"), [("2;8", 2), ("3; 9", 3), ("", 5)], ids=["default", "own", "none"]
)
def test_the_weighing_months_are_a_setting(tmp_path, store_home, months, counted):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", f"2026-{month:02d}-10", age=300 + 30 * month, **BARAT) for month in (2, 3, 5)
        ],
    )
    assert _counted(version) == [("2026-S1", 2)]
    (store_home / "pengaturan" / "setelan.csv").write_text(
        f"kunci,nilai,keterangan\nbulan_timbang,{months},\n", encoding="utf-8"
    )
    commands.rebuild()
    assert _counted(store.folder()) == [("2026-S1", counted)]


def test_weights_of_the_district_change_the_order(tmp_path, store_home):
    version = build_store(
        tmp_path,
        keluarga=[
            {"no_kk": kk("a"), "jamban_layak": False},
            {"no_kk": kk("b"), "rumah_layak_huni": False},
        ],
    )

    def scores(version) -> list[tuple]:
        with db.reading(version) as con:
            return con.execute(
                "select kebutuhan[1], skor from prioritas_keluarga order by skor desc"
            ).fetchall()

    assert scores(version) == [("jamban", 2.0), ("rumah", 1.0)]
    (store_home / "pengaturan" / "bobot.csv").write_text(
        "kebutuhan,bobot,nama,alasan,kode_penyebab,kode_opd\nrumah,9,Rumah,rumah,D3,PERKIM\n",
        encoding="utf-8",
    )
    commands.rebuild()
    assert scores(store.folder()) == [("rumah", 9.0), ("jamban", 2.0)]


@pytest.mark.parametrize(
    ("day", "siklus", "before"),
    [
        ("2026-01-01", "2026-S1", "2025-S2"),
        ("2026-06-30", "2026-S1", "2025-S2"),
        ("2026-07-01", "2026-S2", "2026-S1"),
        ("2026-12-31", "2026-S2", "2026-S1"),
    ],
)
def test_cycles_are_semesters(building, day, siklus, before):
    db.run_build(building, "macros")
    assert building.execute(
        "select siklus_dari($day::date), siklus_sebelum(siklus_dari($day::date)), "
        "$day::date between awal_siklus(siklus_dari($day::date)) "
        "and akhir_siklus(siklus_dari($day::date))",
        {"day": day},
    ).fetchone() == (siklus, before, True)


@pytest.mark.parametrize(
    ("days", "months"), [(0, 0), (30, 0), (31, 1), (730, 23), (731, 24), (1826, 59), (1827, 60)]
)
def test_completed_months(building, days, months):
    db.run_build(building, "macros")
    assert building.execute("select umur_bulan($days)", {"days": days}).fetchone() == (months,)


def test_thresholds_hold_from_their_year(building):
    build.derive(building)
    rows = building.execute(
        "select tahun, ttd_bumil, imt_kek_bumil, hb_bumil from ambang_tahun "
        "where tahun in (2024, 2025, 2026) order by tahun"
    ).fetchall()
    assert rows == [(2024, 90.0, None, 11.0), (2025, 90.0, 18.5, 11.0), (2026, 180.0, 18.5, 11.0)]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "siklus",
            {
                "kode_kabkota": "33.75",
                "siklus": "2026-3",
                "mulai": "2026-01-01",
                "selesai": "2026-06-30",
            },
        ),
        ("orang", {"orang_id": "O1", "jenis_kelamin": "X", "kode_desa": "33.75.01.1002"}),
        # a whole birth date
        (
            "orang",
            {
                "orang_id": "O1",
                "jenis_kelamin": "L",
                "kode_desa": "33.75.01.1002",
                "bulan_lahir": "2024-04-17",
            },
        ),
        (
            "kasus",
            {
                "kasus_id": "AKS-1",
                "siklus": "2026-S1",
                "kelompok": "baduta",
                "kode_kecamatan": "33.75.01",
                "tahap": 1,
            },
        ),
        ("rtl_status", {"rtl_id": "R1", "tanggal": "2026-01-01", "status": "hampir"}),
    ],
)
def test_tables_refuse_what_cannot_be(building, table, row):
    building.register("masuk", pd.DataFrame([row]))
    with pytest.raises(db.Error, match="(?i)constraint"):
        building.execute(f"insert into {table} by name select * from masuk")
