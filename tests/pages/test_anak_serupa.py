"""Two records side by side: decided, skipped, taken back, applied; names in mode kerja only, and logged."""

import os

import pytest

from stunting import access, db, menu, register, store
from stunting.identity import decisions
from tests.pages import screens

PAGE = "kelola/anak_serupa.py"
MOJOKERTO = {"wilayah": "Kabupaten Mojokerto"}


def waiting(kabkota: str = "35.16") -> int:
    with db.reading(store.folder()) as con:
        return con.execute(
            "select sum(menunggu)::int from pasangan_ringkas where kode_desa like $1",
            [f"{kabkota}%"],
        ).fetchone()[0]


@pytest.fixture
def at(sample_copy):
    """The page in mode kerja."""
    page = screens.open_page(PAGE, **MOJOKERTO)
    page.toggle(key=access.SWITCH).set_value(True).run()
    screens.sound(page)
    return page


def shown(at) -> tuple[str, str]:
    """The two names on the screen."""
    lines = screens.table(at).set_index("Keterangan")
    return tuple(lines.loc["Nama anak", ["Catatan pertama", "Catatan kedua"]])


def labels(at) -> list[str]:
    return [each.label for each in at.button]


def test_without_mode_kerja_there_are_counts_and_no_names(sample_copy):
    page = screens.open_page(PAGE, **MOJOKERTO)
    assert screens.heading(page).startswith(f"{waiting()} pasang catatan di Kabupaten Mojokerto")
    assert screens.table(page)["Menunggu keputusan"].sum() == waiting()
    assert "Anak yang sama" not in labels(page)
    assert register.events("lihat_identitas") == []
    assert screens.english(screens.readable(page)) == []


def test_both_records_stand_side_by_side_and_the_look_is_written_down(at):
    one, other = shown(at)
    assert one != other
    lines = screens.table(at).set_index("Keterangan")["Bandingan"]
    assert (lines["Nama anak"], lines["Tanggal lahir"]) == ("berbeda", "sama")
    assert "0 dari" in screens.written(at)
    assert screens.english(screens.readable(at)) == []
    (look,) = register.events("lihat_identitas")
    assert look.subject == "pasangan_anak"


def test_a_decision_is_kept_applied_with_one_button_and_taken_back(at):
    first, before = shown(at), waiting()
    at.button(key="sama").click().run()
    screens.sound(at)
    assert shown(at) != first
    assert screens.heading(at).startswith(f"{before - 1} pasang")
    assert [each.keputusan for each in decisions.current().values()] == ["sama"]
    at.button(key="berbeda").click().run()
    version = store.current()
    at.button(key="terapkan").click().run()
    screens.sound(at)
    assert store.current() != version
    assert waiting() == before - 2
    assert not [label for label in labels(at) if label.startswith("Terapkan")]
    undo = [each for each in at.button if each.label == "Batalkan"]
    assert len(undo) == 2
    undo[0].click().run()  # the newest first
    screens.sound(at)
    assert [each.keputusan for each in decisions.current().values()] == ["sama"]
    assert "Terapkan 1 keputusan" in labels(at)


def test_a_skipped_pair_comes_again_after_the_others(at):
    seen = []
    for _ in range(waiting()):
        seen.append(shown(at))
        at.button(key="lewati").click().run()
        screens.sound(at)
    assert len(set(seen)) == len(seen)
    assert shown(at) == seen[0]
    assert decisions.current() == {}


def test_the_kecamatan_narrows_and_an_empty_one_says_so(at):
    options = at.selectbox(key="kecamatan").options
    headings = set()
    for name in options[1:8]:
        at.selectbox(key="kecamatan").select(name).run()
        screens.sound(at)
        headings.add(screens.heading(at).split(" di ")[0].split(" ", 1)[-1])
    assert "ada anak serupa yang perlu diputuskan" in headings  # "Tidak ada ..."
    assert len(headings) > 1


def test_all_decided(at):
    for _ in range(waiting()):
        at.button(key="berbeda").click().run()
    assert (
        screens.heading(at) == "Semua pasangan anak serupa di Kabupaten Mojokerto sudah diputuskan."
    )
    assert "Sama" not in labels(at)
    assert len([each for each in labels(at) if each == "Batalkan"]) == 20
    assert "keputusan lebih lama" in screens.written(at)


def test_a_contradiction_is_said(at, monkeypatch):
    def refuse(*args):
        raise decisions.Contradiction("Keputusan lain sudah menyatakan keduanya anak berbeda.")

    monkeypatch.setattr(decisions, "record", refuse)
    at.button(key="sama").click().run()
    assert at.warning[0].value.startswith("Keputusan lain sudah menyatakan")


def test_without_data_there_is_nothing_to_decide(empty_store, monkeypatch):
    screens.sign_in(monkeypatch)
    page = screens.open_page(PAGE)
    page.toggle(key=access.SWITCH).set_value(True).run()
    screens.sound(page)
    assert (
        screens.heading(page) == "Tidak ada anak serupa yang perlu diputuskan di Kota Pekalongan."
    )


def test_a_guest_of_a_nyata_store_is_asked_to_sign_in(empty_store):
    at = screens.open_page(menu.RAPAT[0].file)
    with pytest.raises(ValueError, match=r"anak_serupa\.py"):
        at.switch_page(os.path.relpath(menu.FOLDER / PAGE, screens.FRAME.parent)).run()
