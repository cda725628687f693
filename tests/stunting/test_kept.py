import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from stunting import commands, db, kept, store
from tests import small_store


class Door:
    """A door to a version of that name which counts how often it is used."""

    def __init__(self, name: str = "v1") -> None:
        self.version = lambda: name
        self.asked = 0

    def __call__(self, question: str) -> pd.DataFrame:
        self.asked += 1
        return pd.DataFrame({"n": [1, 2]})


@kept.once
def worked_out(ask, kecamatan: str, *, least: int = 0) -> pd.DataFrame:
    rows = ask("hitungan")
    return rows[rows["n"] > least].assign(kecamatan=kecamatan)


@pytest.fixture(autouse=True)
def nothing_kept():
    kept.forget()
    yield
    kept.forget()


def test_what_was_worked_out_is_not_worked_out_again(store_home):
    one, other = Door(), Door()
    first = worked_out(one, "Ngoro")
    assert worked_out(other, "Ngoro").equals(first)
    assert (one.asked, other.asked) == (1, 0)


@pytest.mark.parametrize(
    ("door", "what", "options"),
    [
        (Door("v2"), ("Ngoro",), {}),
        (Door(), ("Pacet",), {}),
        (Door(), ("Ngoro",), {"least": 1}),
    ],
    ids=["another version", "another place", "another option"],
)
def test_another_version_or_value_is_worked_out_anew(store_home, door, what, options):
    worked_out(Door(), "Ngoro")
    worked_out(door, *what, **options)
    assert door.asked == 1


def test_settings_of_the_district_are_part_of_the_key(store_home):
    worked_out(Door(), "Ngoro")
    folder = store.settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "setelan.csv").write_text("kunci,nilai\nsel_kecil,7\n", encoding="utf-8")
    changed = Door()
    worked_out(changed, "Ngoro")
    assert changed.asked == 1


def test_who_changes_a_frame_changes_only_their_own(store_home):
    mine = worked_out(Door(), "Ngoro")
    mine["n"] = 0
    mine.loc[0, "kecamatan"] = "Pacet"
    again = worked_out(Door(), "Ngoro")
    assert again["n"].tolist() == [1, 2]
    assert set(again["kecamatan"]) == {"Ngoro"}


def test_many_at_once_wait_for_the_one_who_works_it_out(store_home):
    begun = []

    @kept.once
    def slow(ask, what: str) -> str:
        begun.append(what)
        time.sleep(0.1)
        return what

    threads = [threading.Thread(target=slow, args=(Door(), "neraca")) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert begun == ["neraca"]


def test_a_failure_is_not_kept(store_home):
    tries = []

    @kept.once
    def shaky(ask) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise store.StoreError("disk")
        return "ada"

    with pytest.raises(store.StoreError):
        shaky(Door())
    assert shaky(Door()) == "ada"


def test_a_door_without_a_version_remembers_nothing():
    asked = []
    for _ in range(2):
        worked_out(lambda question: asked.append(question) or pd.DataFrame({"n": [1]}), "Ngoro")
    assert len(asked) == 2


def test_answers_are_kept_by_folder_question_and_values(store_home, monkeypatch):
    small_store.make()
    asked = []
    answer = db.ask
    monkeypatch.setattr(
        db, "ask", lambda *args, **more: asked.append(args) or answer(*args, **more)
    )
    folder = store.folder()
    known = kept.answer(folder, "indikator_daftar")
    known["indikator"] = ""
    assert (kept.door(folder)("indikator_daftar")["indikator"] != "").all()
    assert len(asked) == 1
    commands.rebuild("uji")
    kept.answer(store.folder(), "indikator_daftar")
    assert [Path(args[0]) for args in asked] == [folder, store.folder()]
