"""From files to pairs, from pairs to decisions, from decisions to figures; and all the way back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from stunting import commands, db, store
from stunting.identity import decisions
from tests.factories import KODE_BARAT, PEKALONGAN, TIMUR, add_rows, ask, build_store, child, nik

THEN, NOW, DAYS = "2025-08-10", "2026-02-10", 184


def rows(sql: str) -> list[tuple]:
    with db.reading(store.folder(), named=True) as con:
        return con.execute(sql).fetchall()


@pytest.fixture
def made(tmp_path, store_home):
    """Make or enlarge the store of this test."""

    def go(**sheets):
        make = add_rows if store.exists() else build_store
        return make(tmp_path, **sheets)

    return go


def spelt(name: str, day: str, *, age: int = 400, z: float = 0.0, **given) -> dict:
    """A masked child: only its description tells who it is."""
    return child("x", day, age=age, z=z, nik=None, nama=name, nama_ibu="SRI UTAMI") | given


def split_child(z_then: float = -2.6, z_now: float = -1.0) -> list[dict]:
    """One child measured twice under two spellings: two people for the importer."""
    return [
        spelt("WAHYU SAFITRY", THEN, z=z_then),
        spelt("WAHYU SAFITRI", NOW, age=400 + DAYS, z=z_now),
    ]


def pairs() -> list[tuple[str, str]]:
    return rows("select orang_a, orang_b from identitas.pasangan order by all")


def movement(version) -> dict[str, int]:
    names = ("diukur", "stunting_sebelum", "baru", "kambuh", "tidak_lagi", "tidak_diukur_ulang")
    found = ask(
        version, "perpindahan_anak", kode_kabkota=PEKALONGAN, siklus="2026-S1", kelompok="balita"
    )
    return {code: dict(zip(names, values, strict=True)) for code, *values in found}[PEKALONGAN]


def test_two_spellings_wait_for_a_decision_and_nothing_is_merged(made):
    version = made(pengukuran=split_child())
    assert len(pairs()) == 1
    assert rows("select count(distinct orang_id) from pengukuran_orang") == [(2,)]
    assert movement(version)["tidak_lagi"] == 0
    assert movement(version)["tidak_diukur_ulang"] == 1
    assert ask(version, "pasangan_ringkas", kode_kabkota=PEKALONGAN) == [
        (KODE_BARAT, "Pekalongan Barat", 1, 0, 0)
    ]


def test_a_decision_unites_what_is_derived_and_can_be_taken_back(made):
    made(pengukuran=split_child())
    (pair,) = pairs()
    before = rows("from pengukuran order by all")

    decisions.record(pair, decisions.SAMA, "siti")
    commands.rebuild()
    version = store.folder()
    assert rows("select count(distinct orang_id), count(*) from pengukuran_orang") == [(1, 2)]
    assert movement(version) | {"diukur": 1, "tidak_lagi": 1, "tidak_diukur_ulang": 0} == movement(
        version
    )
    assert rows("select distinct sasaran from sasaran_desa where siklus = '2026-S1'") == [(1,)]
    assert ask(version, "pasangan_ringkas", kode_kabkota=PEKALONGAN)[0][2:] == (0, 1, 0)
    assert rows("from pengukuran order by all") == before  # nothing was moved

    decisions.record(pair, None, "siti")
    commands.rebuild()
    assert rows("select count(distinct orang_id) from pengukuran_orang") == [(2,)]
    assert movement(store.folder())["tidak_lagi"] == 0
    assert pairs() == [pair]


def test_a_decision_outlives_rollback_and_the_same_file_again(made):
    made(pengukuran=split_child())
    (pair,) = pairs()
    decisions.record(pair, decisions.SAMA, "siti")
    commands.rebuild()
    store.rollback()
    assert rows("select count(*) from orang_satu") == [(0,)]
    commands.rebuild()
    assert rows("select count(*) from orang_satu") == [(2,)]
    made(pengukuran=split_child())
    assert rows("select count(distinct orang_id) from pengukuran_orang") == [(1,)]
    assert pairs() == [pair]


def test_different_children_stay_two_and_are_not_asked_again(made):
    made(pengukuran=split_child())
    (pair,) = pairs()
    decisions.record(pair, decisions.BERBEDA, "siti")
    version = made(pengukuran=[*split_child(), child("lain", NOW, age=100)])
    assert ask(version, "pasangan_ringkas", kode_kabkota=PEKALONGAN)[0][2:] == (0, 0, 1)
    assert rows("select count(distinct orang_id) from pengukuran_orang") == [(3,)]


def test_first_masked_in_two_spellings_then_the_nik_comes(made):
    """The measurement under the second spelling is left behind: that is what has to be asked."""
    made(pengukuran=split_child())
    made(pengukuran=[each | {"nik": nik("x")} for each in split_child()])
    assert len(rows("select * from identitas.orang_identitas where nik is not null")) == 1
    assert len(pairs()) == 1
    (reason,) = rows("select alasan from identitas.pasangan")[0]
    assert reason.startswith("satu ejaan pernah dipakai untuk keduanya")
    # the one with the number stands for both
    decisions.record(pairs()[0], decisions.SAMA, "siti")
    commands.rebuild()
    assert rows(
        "select distinct i.nik from orang_satu as s"
        " join identitas.orang_identitas as i on i.orang_id = s.satu_id"
    ) == [(nik("x"),)]
    # both measurements of each day are one
    assert rows("select count(*) from pengukuran_orang") == [(2,)]


def test_who_is_asked_of_a_village(made):
    made(
        pengukuran=[
            spelt("RAFI MAULANA", THEN),
            spelt("RAFI MAULANNA", NOW, age=400 + DAYS),
            # not asked: twin, girl, another kecamatan, another mother and day, the number of somebody else
            spelt("NANDA PUTRA", THEN),
            spelt("RAFI MAULANA", THEN, jenis_kelamin="P", nama_ibu="UTAMI SRI"),
            spelt("RAFI MAULANNAH", THEN, **TIMUR),
            spelt("RAFI MAULANA", THEN, age=380, nama_ibu="DEWI LESTARI"),
            child("satu", THEN, age=300, nama="GALIH P", nama_ibu="RINI"),
            child("lain", THEN, age=300, nama="GALIH P", nama_ibu="RINI"),
        ]
    )
    assert len(pairs()) == 1


def test_measured_on_one_day_far_apart_are_two_children(made):
    apart = [spelt("WAHYU SAFITRY", THEN, z=0.0), spelt("WAHYU SAFITRI", THEN, z=-2.6)]
    made(pengukuran=apart)
    assert pairs() == []
    # not refuted: a slip of the reading
    made(pengukuran=[spelt("DWI UTAMI", THEN, bb_kg=9.0), spelt("DWY UTAMI", THEN, bb_kg=9.3)])
    assert len(pairs()) == 1


def test_two_records_of_one_day_become_the_fuller_one(made):
    made(
        pengukuran=[
            spelt("WAHYU SAFITRY", THEN, z=None, bb_kg=9.0),
            spelt("WAHYU SAFITRI", THEN, bb_kg=9.2),
        ]
    )
    decisions.record(pairs()[0], decisions.SAMA, "siti")
    commands.rebuild()
    assert rows("select bb_kg, tb_cm is not null from pengukuran_orang") == [(9.2, True)]


def test_only_who_is_new_or_changed_is_compared(made):
    made(pengukuran=split_child())
    compared = []

    def remember(con):
        compared.extend(con.execute("select orang_id from orang_tersentuh").fetchall())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stunting.identity.pairs._judge", remember)
        commands.rebuild()
        assert compared == []
        made(pengukuran=[child("baru", NOW, age=100)])
    assert len(compared) == 1


def test_a_record_corrected_is_compared_again(made):
    made(pengukuran=[child("a", THEN, age=400, nama="RAFI MAULANA", nama_ibu="SRI")])
    made(pengukuran=[spelt("DEWANGGA", THEN, nama_ibu="SRI")])
    assert pairs() == []
    later = child("a", NOW, age=400 + DAYS, nama="DEWANGA", nama_ibu="SRI")
    made(pengukuran=[later])
    assert len(pairs()) == 1


def test_a_masked_row_of_a_united_child_is_no_doubt(made):
    """Two records known by the very same description would make a third; united they are one."""
    same = {"nama": "ANAK", "nama_ibu": "IBU"}
    made(pengukuran=[child("a", THEN, age=400, **same)])
    made(pengukuran=[child("b", THEN, age=400, **same, nik=nik("b")[:-1] + "9")])
    a, b = sorted(code for (code,) in rows("select orang_id from orang"))
    decisions.record((a, b), decisions.SAMA, "siti")
    commands.rebuild()
    made(pengukuran=[child("", NOW, age=400 + DAYS, **same, nik=None)])
    assert rows("select count(*) from orang") == [(2,)]
    assert rows("select count(distinct orang_id), count(*) from pengukuran_orang") == [(1, 2)]


def test_no_name_sound_or_birth_date_reaches_the_data_file(made):
    version = made(pengukuran=split_child())
    with db.reading(version) as con:
        columns = con.execute(
            "select table_name, column_name from duckdb_columns() where database_name = 'stunting'"
        ).fetchall()
    assert not {name for _, name in columns} & {"ortu", "bayi", "lahir", "nama_ibu", "rt", "nik"}
    born = str(date.fromisoformat(THEN) - timedelta(days=400))
    with db.reading(version) as con:
        for table, column in columns:
            found = con.execute(
                f'select count(*) from "{table}" where "{column}"::varchar = $1', [born]
            ).fetchone()
            assert found == (0,), f"{table}.{column}"
