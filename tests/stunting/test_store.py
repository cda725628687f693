import os
import subprocess
import sys
import textwrap
from datetime import datetime
from pathlib import Path

import pytest

from stunting import register, store
from stunting.store import StoreError
from tests import small_store

NYATA = store.Kind(store.NYATA, ("33.75",))
CONTOH = store.Kind(store.CONTOH, ("33.75",))
ROOT = Path(store.__file__).resolve().parent.parent


def publish(text: str = "isi", *, base: str | None = None) -> str:
    """A version whose two files hold a text."""
    with store.new_version(base=base) as draft:
        for name in store.DATA_FILES:
            (draft / name).write_text(text)
    return store.current()


def held(version: str | None = None) -> str:
    return (store.folder(version) / "stunting.duckdb").read_text()


def in_another_process(code: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "from stunting import store\n" + textwrap.dedent(code)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_nothing_is_there_at_first():
    assert not store.exists()
    assert store.versions() == []
    for asked in (store.kind, store.current, store.folder):
        with pytest.raises(StoreError, match="Belum ada penyimpanan data"):
            asked()
    with pytest.raises(StoreError, match="Belum ada penyimpanan data"), store.writing():
        raise AssertionError("never here")


def test_create_makes_private_folders_and_keeps_what_kind_it_is(store_home: Path):
    store.create(NYATA)
    assert store.kind() == NYATA
    assert not store.kind().contoh
    for name in ("versions", "pengaturan", "arsip", "kembali"):
        assert (store_home / name).stat().st_mode & 0o777 == 0o700
    assert (store_home / "garam").stat().st_mode & 0o777 == 0o600


def test_create_never_overwrites_a_store():
    store.create(NYATA)
    publish()
    salt = store.salt()
    for kind in (NYATA, CONTOH):
        with pytest.raises(StoreError, match="tidak ada yang ditimpa"):
            store.create(kind)
    assert store.kind() == NYATA
    assert store.salt() == salt


def test_create_refuses_while_versions_lie_there_without_pointer(store_home: Path):
    store.create(NYATA)
    publish()
    (store_home / "CURRENT").unlink()
    with pytest.raises(StoreError, match="tidak ada yang ditimpa"):
        store.create(NYATA)


def test_a_beginning_that_was_killed_can_be_repeated_but_not_by_the_other_kind():
    store.create(NYATA)  # killed before the first version
    with pytest.raises(StoreError, match="tidak ada yang ditimpa"):
        store.create(CONTOH)
    store.create(NYATA)
    assert store.kind() == NYATA


def test_a_nyata_store_without_a_live_version_still_exists(store_home: Path):
    store.create(NYATA)
    assert store.exists()  # so that nobody fills it with contoh data
    publish()
    (store_home / "CURRENT").unlink()
    assert store.exists()


def test_a_contoh_store_without_a_live_version_may_be_built_anew():
    store.create(CONTOH)
    assert not store.exists()


def test_salt_is_secret_for_nyata_and_the_same_everywhere_for_contoh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    salts = {}
    for place, kind in (("a", NYATA), ("b", NYATA), ("c", CONTOH), ("d", CONTOH)):
        monkeypatch.setenv("STUNTING_HOME", str(tmp_path / place))
        store.create(kind)
        salts[place] = store.salt()
    assert salts["a"] != salts["b"]
    assert len(salts["a"]) >= 32
    assert salts["c"] == salts["d"]


def test_a_version_becomes_live_when_the_block_ends():
    store.create(NYATA)
    first = publish("satu")
    with store.new_version(base=first) as draft:
        assert (draft / "stunting.duckdb").read_text() == "satu"  # a copy of the base
        (draft / "stunting.duckdb").write_text("dua")
        assert store.current() == first
    assert held() == "dua"
    assert held(first) == "satu"
    assert store.folder().stat().st_mode & 0o777 == 0o700
    assert (store.folder() / "stunting.duckdb").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("error", [ValueError(), OSError(28, "No space left"), KeyboardInterrupt()])
def test_a_failure_leaves_the_live_version_and_nothing_half_written(store_home: Path, error):
    store.create(NYATA)
    live = publish("satu")

    def fail_halfway() -> None:
        with store.new_version(base=live) as draft:
            (draft / "stunting.duckdb").write_text("setengah")
            raise error

    with pytest.raises(type(error)):
        fail_halfway()
    assert store.current() == live
    assert held() == "satu"
    assert [path.name for path in (store_home / "versions").iterdir()] == [live]


def test_a_kill_in_the_middle_leaves_the_live_version_and_the_next_import_sweeps(store_home: Path):
    store.create(NYATA)
    live = publish("satu")
    killed = in_another_process("""
        import os
        with store.writing(), store.new_version(base=store.current()) as draft:
            (draft / "stunting.duckdb").write_text("setengah")
            os._exit(9)
    """)
    assert killed.returncode == 9, killed.stderr
    assert store.current() == live
    assert held() == "satu"
    assert len(list((store_home / "versions").glob(".*.tmp"))) == 1
    with store.writing():  # the killed process left no lock behind
        after = publish("dua", base=live)
    assert sorted(path.name for path in (store_home / "versions").iterdir()) == [live, after]


def test_a_kill_before_the_pointer_moves_leaves_the_old_version_live(store_home: Path):
    store.create(NYATA)
    live = publish("satu")
    killed = in_another_process("""
        import os
        store.replace_text = lambda path, text: os._exit(9)
        with store.new_version(base=store.current()) as draft:
            (draft / "stunting.duckdb").write_text("dua")
    """)
    assert killed.returncode == 9, killed.stderr
    assert store.current() == live
    assert publish("tiga", base=live) > live
    assert held() == "tiga"


def test_the_second_writer_is_told_to_wait():
    store.create(NYATA)
    with store.writing():
        second = in_another_process("""
            try:
                with store.writing():
                    print("masuk")
            except store.StoreError as error:
                print(error)
        """)
        with pytest.raises(StoreError, match="Impor lain sedang berjalan"), store.writing():
            raise AssertionError("never here")
    assert "Impor lain sedang berjalan" in second.stdout
    with store.writing():  # free again
        pass


@pytest.mark.parametrize("lock", ["folder", "rusak"])
def test_a_place_that_cannot_be_written_is_not_called_another_import(store_home: Path, lock: str):
    store.create(NYATA)
    (store_home / "kunci.sqlite").unlink()
    if lock == "folder":
        (store_home / "kunci.sqlite").mkdir()
    else:
        (store_home / "kunci.sqlite").write_bytes(b"bukan sqlite" * 100)
    with pytest.raises(StoreError, match="tidak dapat ditulis"), store.writing():
        raise AssertionError("never here")


def test_the_last_five_versions_stay():
    store.create(NYATA)
    made = [publish(str(number)) for number in range(7)]
    assert store.versions() == made[-5:]


def test_the_live_version_stays_however_old():
    store.create(NYATA)
    made = [publish(str(number)) for number in range(5)]
    store.rollback(made[0])
    newest = publish("baru", base=made[0])
    assert store.versions() == [*made[1:], newest]
    assert store.rollback() == made[-1]


def test_rollback_goes_one_back_or_to_the_named_version():
    store.create(NYATA)
    one, two, three = (publish(text) for text in "abc")
    assert store.rollback() == two
    assert held() == "b"
    assert store.rollback() == one
    with pytest.raises(StoreError, match="Tidak ada versi yang lebih lama"):
        store.rollback()
    assert store.rollback(three) == three
    with pytest.raises(StoreError, match="Versi 20200101-000000 tidak ada"):
        store.rollback("20200101-000000")
    assert store.current() == three


def test_stamps_rise_although_the_clock_was_set_back(monkeypatch: pytest.MonkeyPatch):
    class Clock(datetime):
        hour = 12

        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 2, 10, cls.hour)

    store.create(NYATA)
    monkeypatch.setattr(store, "datetime", Clock)
    first = publish("satu")
    Clock.hour = 3
    second = publish("dua")
    third = publish("tiga")
    assert [first, second, third] == ["20260210-120000", "20260210-120001", "20260210-120002"]
    assert store.current() == third


@pytest.mark.parametrize(
    "content", [b"", b"../../etc", b"20200101-000000\n", b"\xff\xfe\x00", b"zzz\n"]
)
def test_a_corrupt_pointer_is_a_sentence_and_rollback_mends_it(store_home: Path, content: bytes):
    store.create(NYATA)
    publish("satu")
    live = publish("dua")
    (store_home / "CURRENT").write_bytes(content)
    with pytest.raises(StoreError, match="python -m stunting rollback"):
        store.current()
    assert store.rollback() == live
    assert held() == "dua"


def test_only_stamped_whole_folders_are_versions(store_home: Path):
    store.create(NYATA)
    live = publish("satu")
    for name in ("cadangan", f"{live} salinan"):
        other = store_home / "versions" / name
        other.mkdir()
        for file in store.DATA_FILES:
            (other / file).write_text("x")
    half = store_home / "versions" / "20990101-000000"
    half.mkdir()
    (half / "stunting.duckdb").write_text("x")  # no identitas.duckdb
    assert store.versions() == [live]
    assert publish("dua", base=live) > live


def test_replace_text_is_never_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "CURRENT"
    store.replace_text(path, "lama")

    def full(handle: int) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.replace_text(path, "baru")
    assert path.read_text() == "lama"


def test_a_report_is_read_back_and_empty_without_a_file():
    store.create(NYATA)
    version = publish()
    assert store.report(version) == {}
    (store.folder() / "laporan.json").write_text('{"asal": "uji"}')
    assert store.report(version) == {"asal": "uji"}


def test_a_contoh_store_that_becomes_real_keeps_nothing_invented(store_home: Path):
    store.create(CONTOH)
    publish("rekaan")
    live = publish("kosong")
    store.become_real(NYATA)
    assert store.kind() == NYATA
    assert store.salt() != b"contoh"
    assert store.versions() == [live]
    assert held() == "kosong"
    assert [path.name for path in (store_home / "versions").iterdir()] == [live]


def test_a_second_server_only_looks_on(store_home):
    """Each server is a process: the second one here is a real one."""
    small_store.make()
    script = (
        "from stunting import register, store\n"
        "with store.serving() as why:\n"
        "    print(why)\n"
        "    for change in (lambda: register.append('uji', 'x', None, None, who='x'), lambda:"
        " store.writing().__enter__()):\n"
        "        try:\n"
        "            change()\n"
        "        except store.StoreError as error:\n"
        "            print(error)\n"
        "print(store.only_looking())\n"
    )
    with store.serving() as why:
        assert why is None
        register.append("uji", "x", None, None, who="x")
        second = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        said = second.stdout.splitlines()
        assert said == [store._OTHER_SERVER] * 3 + ["None"]
    with store.serving() as why:
        assert why is None  # the first one has gone
