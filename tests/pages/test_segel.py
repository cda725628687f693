"""Segel siklus: sealing with a confirmation, late data beside the seal, the note under the figures."""

import os

import pytest

from stunting import menu, register, store
from tests.factories import PEKALONGAN, add_rows, build_store, child
from tests.pages import screens

PAGE = "kelola/segel.py"
CYCLE = "2025-S2"


@pytest.fixture
def filled(tmp_path, monkeypatch: pytest.MonkeyPatch):
    rows = [
        child(str(number), day, age=400, z=-2.6 if number % 3 == 0 else 0.0)
        for number, day in enumerate(["2025-02-10", "2025-08-10"] * 15)
    ]
    build_store(tmp_path, kabkota=(PEKALONGAN,), pengukuran=rows)
    screens.sign_in(monkeypatch)
    return tmp_path


def press(at):
    next(
        each for each in at.button if each.label in ("Segel siklus ini", "Buat revisi")
    ).click().run()
    return at


def test_a_guest_of_a_nyata_store_does_not_reach_the_page(empty_store):
    at = screens.AppTest.from_file(str(screens.FRAME), default_timeout=60).run()
    with pytest.raises(ValueError, match=r"segel\.py"):
        at.switch_page(os.path.relpath(menu.FOLDER / PAGE, screens.FRAME.parent)).run()


def test_without_data_there_is_nothing_to_seal(empty_store, monkeypatch):
    screens.sign_in(monkeypatch)
    at = screens.open_page(PAGE)
    assert screens.heading(at) == "Belum ada data untuk Kota Pekalongan."


def test_a_cycle_is_sealed_only_after_a_confirmation(filled):
    at = screens.open_page(PAGE, siklus=CYCLE)
    assert screens.heading(at) == "Belum ada siklus Kota Pekalongan yang disegel."
    said = screens.written(at)
    assert "Segel tidak dapat dihapus" in said
    assert "versi data dikembalikan" in said
    assert any("Ikut disegel: Semester I 2025" in each.value for each in at.warning)
    assert screens.english(screens.readable(at)) == []
    before = store.current()
    press(at)
    assert any("Beri tanda" in each.value for each in at.warning)
    assert store.current() == before

    at.checkbox(key="yakin").check()
    press(at)
    screens.sound(at)
    assert screens.heading(at).startswith(
        "2 siklus Kota Pekalongan tersegel, sampai Semester II 2025"
    )
    assert [event.who for event in register.events("segel")] == ["siti.operator"] * 2
    rows = screens.table(at, 0)
    assert rows["Keadaan"].str.startswith("Segel awal").all()
    assert not any(each.label == "Segel siklus ini" for each in at.button)
    assert "Tidak ada data susulan" in screens.written(at)
    assert screens.english(screens.readable(at)) == []

    ringkasan = screens.written(screens.open_page("rapat/ringkasan.py", siklus=CYCLE))
    assert "Angka Semester II 2025 disegel" in ringkasan
    assert "data susulan" not in ringkasan


def test_late_data_stand_beside_the_seal_and_are_adopted_by_a_revision(filled):
    at = screens.open_page(PAGE, siklus=CYCLE)
    at.checkbox(key="yakin").check()
    press(at)
    then = screens.heading(screens.open_page("rapat/ringkasan.py", siklus=CYCLE))
    add_rows(filled, pengukuran=[child("susulan", "2025-08-20", age=500, z=-3.0)])

    ringkasan = screens.open_page("rapat/ringkasan.py", siklus=CYCLE)
    assert screens.heading(ringkasan) == then
    assert "mengubah 1 kecamatan, lihat Segel siklus." in screens.written(ringkasan)
    at = screens.open_page(PAGE, siklus=CYCLE)
    # and Semester I: the new child was registered then, so coverage is of one child more
    assert screens.heading(at).endswith(
        "data susulan mengubah Semester I 2025 dan Semester II 2025."
    )
    late = screens.table(at, 1).set_index("Indikator")
    row = late.loc["Balita stunting (TB/U < -2 SD)"]
    assert (row["Tersegel"], row["Menurut data sekarang"]) == ("5 dari 15", "6 dari 16")
    assert row["Sebab"] == "data susulan"
    assert screens.english(screens.readable(at)) == []

    at.checkbox(key="yakin").check()
    press(at)
    screens.sound(at)
    assert at.subheader[0].value.startswith("Semester II 2025: Revisi 1 (")
    figures = [each.value for each in at.dataframe[1:]]
    assert len(figures) == 2  # the revision, and the first seal which stays readable
    named = [each.set_index("Indikator").loc["Balita stunting (TB/U < -2 SD)"] for each in figures]
    assert [int(each["Pembilang"]) for each in named] == [6, 5]
    assert screens.heading(screens.open_page("rapat/ringkasan.py", siklus=CYCLE)) != then
