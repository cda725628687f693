"""One person erased on request: nothing in the place tells of them, the rest stays, nothing comes back."""

import getpass
import json
import shutil
from pathlib import Path

import pytest

from stunting import backup, build, commands, db, erasure, register, seals, store
from stunting.__main__ import main
from stunting.imports import run
from tests.stunting.imports import files

GONE = {"NIK": "9900000000000001", "Nama": "ANAK SATU", "Nama Ortu": "IBU SATU"}
STAYS = {"NIK": "9900000000000002", "Nama": "ANAK DUA", "Nama Ortu": "IBU DUA"}
PEKALONGAN = "33.75"
EARLIER, LATER = "2025-08-12", "2026-02-12"


def measured(tmp_path: Path, day: str, *children: dict) -> Path:
    rows = [
        {**files.CHILD, **child, "Tanggal Pengukuran": day, "Tinggi": "70.5"} for child in children
    ]
    return files.write_csv(tmp_path / f"{day}-{len(children)}.csv", rows)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A nyata store with two children in two cycles, the first sealed; a file each and one of one child."""
    place = tmp_path_factory.mktemp("hapus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(place / "store"))
        commands.init((PEKALONGAN,))
        for path in (
            measured(place, EARLIER, GONE, STAYS),
            measured(place, LATER, GONE, STAYS),
            measured(place, "2026-03-12", STAYS),
        ):
            (report,) = run.import_files([path])
            assert report.accepted, report.findings
        seals.seal(PEKALONGAN, "2025-S2", "uji")
    return place / "store"


@pytest.fixture
def home(filled: Path, store_home: Path) -> Path:
    shutil.copytree(filled, store_home)
    return store_home


def holding(place: Path, *words: str) -> list[str]:
    """Files below a place whose bytes hold one of the words."""
    return [
        path.relative_to(place).as_posix()
        for path in sorted(place.rglob("*"))
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    ]


def one(query: str, *, named: bool = False) -> list[tuple]:
    with db.reading(store.folder(), named=named) as con:
        return con.execute(query).fetchall()


def test_no_file_of_the_place_tells_of_the_erased(home, tmp_path):
    backups = tmp_path / "cadangan"
    old = backup.make(backups)
    assert len(holding(home, GONE["NIK"])) >= 3, "versions and received files hold the number"
    ((code,),) = one(
        f"select orang_id from identitas.orang_identitas where nik = '{GONE['NIK']}'", named=True
    )
    assert holding(home, code), "and so does its code"
    done = erasure.erase(GONE["NIK"], "uji", backups=backups)
    assert done.files == 2
    assert holding(home, GONE["NIK"], GONE["Nama"], GONE["Nama Ortu"]) == []
    # the code stays in one table alone: the list of those who must not come back
    assert [path.split("/")[-1] for path in holding(home, code)] == ["stunting.duckdb"]
    assert one(f"select count(*) from orang where orang_id = '{code}'") == [(0,)]
    assert store.versions() == [done.version]
    assert not old.exists()
    assert holding(backups, GONE["NIK"], GONE["Nama"]) == []
    assert register.events(erasure.KIND)[0].subject == "1 orang"


def test_the_other_child_and_the_sealed_figures_stay(home):
    frozen = (
        "select indikator, sum(pembilang), sum(penyebut) from segel_indikator_desa"
        " group by all order by all"
    )
    before = one(frozen)
    erasure.erase(GONE["NIK"], "uji")
    assert one(frozen) == before
    assert one("select count(*) from pengukuran") == [(3,)]
    assert one("select count(*), count(tanggal), count(z_tbu) from segel_anak") == [(2, 1, 1)]
    with db.reading(store.folder()) as con:
        assert build.check(con).empty
        assert seals.broken(con).empty
    assert holding(home, STAYS["NIK"])


def test_a_later_file_does_not_bring_the_person_back(home, tmp_path):
    erasure.erase(GONE["NIK"], "uji")
    masked = {**GONE, "NIK": "99********000001"}
    (report,) = run.import_files([measured(tmp_path, "2026-04-12", masked, STAYS)])
    assert [each.rule for each in report.findings if each.level == "tolak"] == [
        "dihapus_atas_permintaan"
    ]
    assert (report.accepted, report.refused) == (1, 1)
    assert one("select count(distinct orang_id) from pengukuran") == [(1,)]


def test_the_command_asks_and_says_what_it_did(home, monkeypatch, capsys):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: GONE["NIK"])
    monkeypatch.setattr("builtins.input", lambda prompt: "tidak")
    assert main(["hapus"]) == 1
    assert "pengukuran 2" in capsys.readouterr().err
    assert one("select count(*) from pengukuran") == [(5,)]
    assert main(["hapus", "--ya", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["pengukuran"] == 2
    assert main(["hapus", "--ya"]) == 1
    assert "Tidak ada yang tercatat" in capsys.readouterr().err


def test_a_family_goes_with_its_members_and_cases(sample_copy):
    with db.reading(sample_copy) as con:
        ((family, person),) = con.execute(
            "select o.keluarga_id, k.orang_id from kasus as k"
            " inner join orang as o on o.orang_id = k.orang_id"
            " inner join bantuan as b on b.keluarga_id = o.keluarga_id order by all limit 1"
        ).fetchall()
    found = erasure.find(family, family=True)
    (case,) = found.cases
    assert person in found.people
    assert {"kasus", "bantuan", "keluarga", "orang"} <= found.rows.keys()
    erasure.erase(family, "uji", family=True)
    assert one(f"select count(*) from orang where keluarga_id = '{family}'") == [(0,)]
    assert one(f"select count(*) from bantuan where keluarga_id = '{family}'") == [(0,)]
    # its code is not given to another case
    gone = db.ask(store.folder(), "kasus_dihapus", {"kode_kabkota": f"{case[4:6]}.{case[6:8]}"})
    assert gone["kode"].tolist() == [case]
    with db.reading(store.folder()) as con:
        assert build.check(con).empty


def test_an_erasure_that_was_killed_is_finished_by_the_next(home, monkeypatch):
    """Killed behind the new version: the older ones still hold the person until somebody asks again."""
    monkeypatch.setattr(store, "keep_only_current", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erasure.erase(GONE["NIK"], "uji")
    monkeypatch.undo()
    monkeypatch.setenv("STUNTING_HOME", str(home))
    assert len(store.versions()) > 1
    assert holding(home / "arsip", GONE["NIK"]) == []  # what could be done again was done first
    with pytest.raises(erasure.NobodyFound):
        erasure.erase(GONE["NIK"], "uji")
    assert holding(home, GONE["NIK"]) == []
