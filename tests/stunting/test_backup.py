"""Backup and restore: consistent while people work, checked, and never a step back for what was decided."""

import json
import os
import shutil
from pathlib import Path

import pytest

from stunting import accounts, backup, db, register, store
from stunting.__main__ import main
from tests import small_store

PASSWORD = "kata sandi yang panjang"


@pytest.fixture
def home(store_home: Path) -> Path:
    small_store.make(store.NYATA)
    accounts.add("siti", PASSWORD)
    register.append("keputusan", "uji", None, "satu", who="siti")
    (store.settings_folder() / "setelan.csv").write_text("kunci,nilai,keterangan\n", "utf-8")
    (store_home / "arsip" / "abc.csv").write_text("isi", "utf-8")
    return store_home


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    return tmp_path / "disk lain"


def children(version: str | None = None) -> int:
    with db.reading(store.folder(version)) as con:
        return con.execute("select count(*) from pengukuran").fetchone()[0]


def test_an_empty_place_gets_everything_back(home, elsewhere, monkeypatch, tmp_path):
    made = backup.make(elsewhere)
    before, events = children(), register.events()[:-1]  # the last one says that a backup was made
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path / "komputer baru"))
    backup.restore(made)
    assert children() == before > 0
    assert register.events()[: len(events)] == events
    assert accounts.verify("siti", PASSWORD).role == "sekretariat"
    assert store.kind() == store.Kind(store.NYATA, ("33.75", "35.16"))
    assert (store.settings_folder() / "setelan.csv").exists()
    assert (store.home() / "arsip" / "abc.csv").read_text("utf-8") == "isi"
    assert [each.kind for each in register.events()][-1] == "pulih"


def test_later_decisions_survive_a_restore_and_it_can_be_undone(home, elsewhere):
    made, live = backup.make(elsewhere), store.current()
    register.append("keputusan", "uji", None, "sesudah cadangan", who="siti")
    backup.restore(made)
    assert store.current() != live
    assert "sesudah cadangan" in [event.after for event in register.events("keputusan")]
    assert store.rollback() == live


def test_a_broken_register_comes_back_and_is_kept_beside(home, elsewhere):
    made = backup.make(elsewhere)
    file = home / "register.sqlite"
    file.write_bytes(b"bukan basis data" * 300)
    backup.restore(made)
    assert [event.after for event in register.events("keputusan")] == ["satu"]
    assert list(home.glob("register.sqlite.rusak-*"))


@pytest.mark.parametrize("file", ["versi/stunting.duckdb", "register.sqlite", "store.json"])
@pytest.mark.parametrize("harm", ["flip", "cut", "gone"])
def test_a_harmed_backup_is_refused_and_nothing_changes(home, elsewhere, file, harm):
    made, live = backup.make(elsewhere), store.current()
    path = made / file
    content = bytearray(path.read_bytes())
    if harm == "flip":
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    elif harm == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        path.unlink()
    with pytest.raises(backup.BackupError, match=r"rusak|tidak lengkap"):
        backup.restore(made)
    assert store.versions() == [live]


def test_a_backup_of_another_store_is_refused(home, elsewhere, monkeypatch, tmp_path):
    made = backup.make(elsewhere)
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path / "lain"))
    small_store.make(store.NYATA)
    with pytest.raises(backup.BackupError, match="penyimpanan lain"):
        backup.restore(made)


def test_any_other_folder_is_no_backup(home, tmp_path):
    with pytest.raises(backup.BackupError, match="bukan cadangan"):
        backup.restore(tmp_path)


def test_it_never_lies_inside_the_store_and_is_for_its_owner_only(home, elsewhere):
    with pytest.raises(backup.BackupError, match="disk lain"):
        backup.make(home / "cadangan")
    made = backup.make(elsewhere)
    modes = {oct(path.stat().st_mode & 0o077) for path in (made, *made.rglob("*"))}
    assert modes == {"0o0"}


def test_older_backups_go(home, elsewhere):
    for number in range(5):
        (elsewhere / f"cadangan-2020010{number}-000000").mkdir(parents=True)
    (elsewhere / "cadangan-penting").mkdir()
    made = backup.make(elsewhere, keep=3)
    assert {path.name for path in elsewhere.iterdir()} == {
        "cadangan-20200103-000000",
        "cadangan-20200104-000000",
        "cadangan-penting",
        made.name,
    }


def test_a_full_disk_leaves_no_half_backup(home, elsewhere, monkeypatch):
    def full(source, target):
        Path(target).write_bytes(b"x")
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="space"):
        backup.make(elsewhere)
    assert list(elsewhere.iterdir()) == []


def test_the_commands(home, elsewhere, capsys):
    assert main(["backup", str(elsewhere), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)["cadangan"]
    assert main(["restore", made]) == 0
    assert "berlaku sebagai versi" in capsys.readouterr().out
    os.remove(Path(made) / "garam")
    assert main(["restore", made]) == 1
    assert "tidak lengkap" in capsys.readouterr().err
