"""An import derives the districts it reaches: the version must be what a build of the whole would make."""

import random
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from stunting import build, changes, db, seals, store
from stunting.identity import decisions
from stunting.imports import run
from tests import factories
from tests.factories import BARAT, FILE_DATE, JATIREJO, TIMUR, TODAY, add_rows, build_store
from tests.queries import dirty_rows

BATANG = {"kabkota": "Kab. Batang", "kecamatan": "Batang", "desa": "Pasekaran"}
PEMALANG = {"kabkota": "Kab. Pemalang", "kecamatan": "Pemalang", "desa": "Kramat"}
PLACES = (BARAT, TIMUR, JATIREJO, BATANG, PEMALANG)
DISTRICTS = ("33.25", "33.27", "33.75", "35.16")
# Who made the version and what was compared with what is the import's own story.
_APART = {"impor", "temuan", "temuan_nilai", "perubahan", "perubahan_indikator"}


@pytest.fixture
def always_some(monkeypatch):
    """However much of a small store is reached, it is derived by districts."""
    monkeypatch.setattr(build, "_SHARE", 9)


@contextmanager
def draft_of(base: Path, place: Path):
    """A copy of a version that may be written."""
    place.mkdir()
    for name in store.DATA_FILES:
        shutil.copyfile(base / name, place / name)
    with db.building(place) as con:
        build.prepare(con, store.kind())
        yield con


def both(base: Path, sheets: dict, place: Path) -> tuple[list[str] | None, list[str]]:
    """Import into two copies, derived whole and by districts: what was reached, which tables differ."""
    told = {}
    for name in ("semua", "sebagian"):
        with draft_of(base, place / name) as con:
            run.apply_frames(con, factories.frames(sheets), "uji", FILE_DATE, today=TODAY)
            reached = build.derive(con, base if name == "sebagian" else None)
            made = changes.record(con, base, "29991231-000000", ["uji"], reached)
            told[name] = (made.rows.to_dict("records"), made.moved.to_csv(index=False))
    apart = different(place / "semua", place / "sebagian")
    if told["semua"] != told["sebagian"]:
        apart.append("perubahan")
    for name in ("semua", "sebagian"):
        shutil.rmtree(place / name)
    return reached, apart


def different(one: Path, other: Path) -> list[str]:
    """Tables of both files whose rows differ, however they are ordered."""
    con = db.memory()
    found = []
    for file in ("stunting", "identitas"):
        for name, folder in (("satu", one), ("lain", other)):
            con.execute(f"attach {db.quoted(folder / f'{file}.duckdb')} as {name} (read_only)")
        tables = con.execute(
            "select table_name from duckdb_tables() where database_name in ('satu', 'lain')"
        ).fetchall()
        for table in sorted({table for (table,) in tables} - _APART):
            sides = (f"from satu.{table}", f"from lain.{table}")
            for left, right in (sides, sides[::-1]):
                if con.execute(f"select count(*) from ({left} except all {right})").fetchone()[0]:
                    found.append(table)
        for name in ("satu", "lain"):
            con.execute(f"detach {name}")
    con.close()
    return found


def rows_of(seed: int) -> list[tuple[str, dict]]:
    """Random rows of four districts, in any order: a few people and families are in several of them."""
    rng = random.Random(seed)
    names = [f"SITI {each}" for each in "ABCDEFGH"]
    found = []
    for number, own in enumerate(((BARAT, TIMUR), (JATIREJO,), (BATANG,), (PEMALANG,))):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(dirty_rows, "PLACES", own * 30 + PLACES)
            for name, size in (("FAMILIES", 20), ("CHILDREN", 30), ("WOMEN", 12), ("CASES", 4)):
                patch.setattr(dirty_rows, name, size)
            sheets = dirty_rows.sheets(seed * 10 + number)
        for key, rows in sheets.items():
            if key == "kasus" and number:
                continue
            for row in rows:
                row |= {name: _of(number, row[name]) for name in ("nik", "no_kk") if row.get(name)}
                found.append((key, _shared(row, key, f"{seed} {row.get('nik')}", rng, names, own)))
    rng.shuffle(found)
    return [
        row
        for row in found
        if row[0] != "pengukuran" or row[1]["tanggal_lahir"] <= row[1]["tanggal"]
    ]


def _of(number: int, code: str) -> str:
    """The same number in another district is another person's."""
    return f"{code[:2]}{number}{code[3:]}"


def _shared(
    row: dict, key: str, who: str, rng: random.Random, names: list[str], own: tuple
) -> dict:
    """What lets records meet: mothers' names, RT, children without NIK of nearly the same name and day."""
    about = random.Random(who)
    if key == "pengukuran":
        row |= {"nama_ibu": about.choice(names), "rt": about.choice("12")}
        if about.random() < 0.3:
            row |= {"nik": None, "nama": about.choice(("AHMAD", "BUDI SAPUTRA", "BUDI SAPUTRO"))}
            born = row["tanggal"].replace(year=2023, month=about.choice((3, 4)), day=9)
            row |= {"tanggal_lahir": born, "jenis_kelamin": "L"}
    if key == "skrining":
        row |= {"nama": about.choice(names), "rt": about.choice("12")}
        row |= rng.choice(own * 20 + PLACES)
        row["no_kk"] = row["no_kk"] if about.random() < 0.5 else None
        row["usia_kehamilan_minggu"] = rng.choice((None, 20, 36))
    return row


def by_sheet(rows: list[tuple[str, dict]]) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for key, row in rows:
        found.setdefault(key, []).append(row)
    return found


def check_imports(seed: int, tmp_path: Path, imports: int = 4) -> list[list[str] | None]:
    """Most rows as a start, decided and sealed a little, then imports of a place; what they reached."""
    rng = random.Random(seed)
    rows = rows_of(seed)
    late = [row for row in rows if rng.random() < 0.15]
    base = build_store(
        tmp_path,
        kabkota=DISTRICTS,
        refused=None,
        **by_sheet([row for row in rows if row not in late]),
    )
    reached = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(tmp_path / "store"))
        with db.reading(base, named=True) as con:
            pairs = con.execute("select orang_a, orang_b from identitas.pasangan").fetchall()
        for pair in rng.sample(sorted(pairs), min(4, len(pairs))):
            try:
                decisions.record(pair, rng.choice((decisions.SAMA, decisions.BERBEDA)), "uji")
            except decisions.Contradiction:
                continue
        if seed % 2:
            seals.seal(rng.choice(DISTRICTS), "2025-S1", "uji")
        base = add_rows(tmp_path, refused=None)  # with the decisions in force
        for number in range(imports):
            place = rng.choice(PLACES)["kabkota"]
            now = [row for row in late if row[1].get("kabkota") == place]
            now = rng.sample(now, min(len(now), rng.choice((1, 5, 40))))
            late = [row for row in late if row not in now]
            sheets = by_sheet(now)
            found, apart = both(base, sheets, tmp_path)
            assert apart == [], (seed, number, found)
            reached.append(found)
            base = add_rows(tmp_path, refused=None, **sheets)
    return reached


@pytest.mark.parametrize("seed", [1, 2])
def test_random_imports_in_random_order_are_as_a_build_of_the_whole(seed, tmp_path, always_some):
    assert any(found is not None for found in check_imports(seed, tmp_path))


@pytest.mark.parametrize("seed", [3, 4])
def test_a_store_built_by_parts_is_as_one_built_at_once(seed, tmp_path, monkeypatch):
    base = build_store(tmp_path, kabkota=DISTRICTS, refused=None, **by_sheet(rows_of(seed)))
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path / "store"))
    monkeypatch.setattr(build, "_PER_GIGABYTE", 20)
    for name, limit in (("semua", 10**9), ("sebagian", 100)):
        monkeypatch.setattr(build, "_AT_ONCE", limit)
        with draft_of(base, tmp_path / name) as con:
            build.derive(con)
    assert different(tmp_path / "semua", tmp_path / "sebagian") == []


def test_what_is_not_rows_of_districts_derives_everything(tmp_path, monkeypatch, always_some):
    base = build_store(tmp_path, kabkota=DISTRICTS, refused=None, **by_sheet(rows_of(5)))
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path / "store"))
    late = {"pengukuran": [factories.child("baru", "2026-02-10", age=400, **JATIREJO)]}
    assert both(base, late, tmp_path) == (["35.16"], [])
    assert both(base, {}, tmp_path) == ([], [])
    settings = store.settings_folder() / "setelan.csv"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text("kunci,nilai\nbulan_timbang,3;9\n", encoding="utf-8")
    assert both(base, late, tmp_path) == (None, [])
    settings.unlink()
    older = tmp_path / "lama"  # of a release that did not know what is asked of it
    with draft_of(base, older) as con:
        con.execute("alter table rumus drop column versi_bentuk")
        con.execute("drop table tautan")
    assert both(older, late, tmp_path) == (None, [])
    decisions.record(("O1", "O2"), decisions.SAMA, "uji")
    assert both(base, late, tmp_path) == (None, [])


def test_most_of_the_store_reached_is_all_of_it(tmp_path, monkeypatch):
    base = build_store(tmp_path, kabkota=DISTRICTS, refused=None, **by_sheet(rows_of(6)))
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path / "store"))
    everywhere = [
        factories.child(f"baru {number}", "2026-02-10", age=400, **place)
        for number, place in enumerate(PLACES)
    ]
    assert both(base, {"pengukuran": everywhere}, tmp_path) == (None, [])
