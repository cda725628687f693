"""The folder of mappings: kept safe, renamed, copied, thrown away and brought back."""

from __future__ import annotations

import stat
from dataclasses import replace

import pytest

from stunting.imports.mapping import saved, table
from tests.stunting.imports.mapping.foreign import DTSEN, ELSIMIL


@pytest.fixture(autouse=True)
def _store(home):
    return home


def test_saved_once_and_only_for_its_owner(home):
    saved.save(ELSIMIL)

    (path,) = (home / "pengaturan" / "pemetaan").iterdir()
    assert path.name == "Elsimil catin.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert saved.get("elsimil CATIN") == ELSIMIL
    with pytest.raises(saved.MappingError, match="sudah dipakai"):
        saved.save(replace(DTSEN, name="ELSIMIL Catin"))
    saved.save(replace(DTSEN, name="Elsimil catin"), overwrite=True)
    assert saved.get("Elsimil catin").sheet == "keluarga"


@pytest.mark.parametrize(
    "name", ["", " ", "../a", "a/b", "a\\b", ".a", "con", "NUL.x", "a" * 61, "a.", "a;b", "a\x00"]
)
def test_a_name_that_is_no_file_name_is_refused(home, name):
    with pytest.raises(saved.MappingError, match=r"^Nama pemetaan terdiri atas"):
        saved.save(replace(ELSIMIL, name=name))
    assert saved.names() == []


def test_a_mapping_with_a_mistake_is_not_saved():
    with pytest.raises(table.BrokenMapping):
        saved.save(replace(ELSIMIL, constants={}))
    assert saved.names() == []


def test_renamed_copied_thrown_away_and_brought_back():
    saved.save(ELSIMIL)
    saved.rename("Elsimil catin", "elsimil Catin")  # only its capitals
    saved.duplicate("elsimil catin", "Elsimil bumil")
    assert saved.names() == ["Elsimil bumil", "elsimil Catin"]

    thrown = saved.delete("Elsimil bumil")
    assert saved.names() == ["elsimil Catin"]
    assert saved.restore(thrown) == "Elsimil bumil"
    assert replace(saved.get("Elsimil bumil"), name=ELSIMIL.name) == ELSIMIL

    for refused in (
        lambda: saved.rename("elsimil Catin", "ELSIMIL BUMIL"),
        lambda: saved.duplicate("elsimil Catin", "Elsimil bumil"),
        lambda: saved.restore(thrown),
        lambda: saved.delete("lain"),
        lambda: saved.rename("lain", "baru"),
        lambda: saved.restore("../../store~1"),
    ):
        with pytest.raises(saved.MappingError):
            refused()
    assert saved.names() == ["Elsimil bumil", "elsimil Catin"]


def test_deleted_twice_both_are_kept(home):
    for _ in range(2):
        saved.save(ELSIMIL)
        saved.delete(ELSIMIL.name)
    assert len(list((saved.folder() / ".dibuang").iterdir())) == 2


def test_taken_from_one_district_to_another():
    saved.save(ELSIMIL)
    data = saved.content("Elsimil catin")
    saved.delete("Elsimil catin")

    assert saved.adopt("Elsimil catin.csv", data) == "Elsimil catin"
    assert saved.get("Elsimil catin") == ELSIMIL
    with pytest.raises(saved.MappingError, match="sudah dipakai"):
        saved.adopt("Elsimil catin.csv", data)
    with pytest.raises(table.BrokenMapping):
        saved.adopt("lain.csv", b"bukan pemetaan")
    assert saved.names() == ["Elsimil catin"]


def test_broken_ones_are_told_apart():
    saved.save(ELSIMIL)
    (saved.folder() / "rusak.csv").write_bytes(b"\xff\xfe\x00")
    (saved.folder() / "folder.csv").mkdir()
    (saved.folder() / ".Elsimil.csv.12.tmp").write_text("sisa")

    usable, broken = saved.load()

    assert usable == [ELSIMIL]
    assert [each.name for each in broken] == ["folder", "rusak"]
