"""Who may do what where: denied by default, the closest row counts, a district can change a row."""

from pathlib import Path

import pytest

from stunting import menu, rights, store
from stunting.rights import BUKA, LIHAT, NAMA, UBAH, UNDUH, UNDUH_NAMA

NGORO, PACET, DESA_NGORO = "35.16.05", "35.16.03", "35.16.05.2001"
ALL_PAGES = [entry.address for entry in (*menu.RAPAT, *menu.KELOLA)]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    store.settings_folder().mkdir()
    return tmp_path


def lay_over(*rows: str) -> None:
    text = "\n".join(["peran,halaman,tindakan,wilayah,keterangan", *rows])
    (store.settings_folder() / "hak.csv").write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_guest_sees_the_meeting_without_names_and_nothing_else(page):
    of_the_meeting = page in {entry.address for entry in menu.RAPAT}
    assert bool(rights.reach(rights.TAMU, (), page, LIHAT)) == of_the_meeting
    for action in (NAMA, UBAH, UNDUH_NAMA, BUKA):
        assert not rights.reach(rights.TAMU, (), page, action)


@pytest.mark.parametrize("role", [role for role in rights.ROLES if role != "sekretariat"])
@pytest.mark.parametrize("page", ALL_PAGES)
def test_only_the_secretariat_changes_anything(role, page):
    typed = role == "tim_teknis" and page == "kertas_kerja"  # who audits a case types it
    assert bool(rights.reach(role, ("35.16",), page, UBAH)) == typed
    assert rights.reach("sekretariat", (), page, UBAH).everywhere


@pytest.mark.parametrize("role", rights.ROLES)
def test_who_opens_the_projector(role):
    may = bool(rights.reach(role, ("35.16",), "presentasi", rights.SIARKAN))
    assert may == (role in ("pimpinan", "sekretariat", "tim_teknis"))
    assert not rights.reach(rights.TAMU, (), "presentasi", rights.SIARKAN)


def test_names_reach_no_further_than_the_areas_of_the_account():
    reach = rights.reach("camat", (NGORO,), "keluarga_berisiko", NAMA)
    assert reach.covers(NGORO)
    assert reach.covers(DESA_NGORO)
    assert not reach.covers(PACET)
    assert not reach.covers("35.16")
    assert reach.within([PACET, NGORO]) == [NGORO]
    assert not rights.reach("camat", (), "keluarga_berisiko", NAMA)  # of no area: nothing
    assert not rights.reach("camat", (NGORO,), "mutu_data", NAMA)


def test_who_answers_for_a_desa_gets_that_part_of_a_kecamatan():
    reach = rights.reach("puskesmas", (DESA_NGORO,), "keluarga_berisiko", NAMA)
    assert reach.within([NGORO, PACET]) == [DESA_NGORO]
    assert not reach.covers(NGORO)


def test_a_code_that_only_begins_alike_is_another_area():
    assert not rights.Reach(False, ("35.1",)).covers("35.16")
    assert rights.Reach(False, ("35.16",)).covers("35.16.05")


def test_nobody_else_has_a_right():
    for role in ("", "bupati", "SEKRETARIAT"):
        for action in rights.ACTIONS:
            assert not rights.reach(role, ("35.16",), "ringkasan", action)
    for page in ("", "../kelola/impor", "bukan_halaman", "*"):
        assert not rights.reach("pimpinan", ("35.16",), page, LIHAT)


def test_a_misspelt_action_is_no_silent_answer():
    with pytest.raises(ValueError, match="tidak dikenal"):
        rights.reach("sekretariat", (), "impor", "lihta")


def test_the_row_of_a_page_counts_before_that_of_its_section_and_takes_effect_at_once():
    assert rights.reach("pimpinan", (), "keluarga_berisiko", UNDUH)
    lay_over("pimpinan,keluarga_berisiko,unduh,tidak,", "pimpinan,keluarga_berisiko,nama,sendiri,")
    assert not rights.reach("pimpinan", (), "keluarga_berisiko", UNDUH)
    assert rights.reach("pimpinan", (), "peta", UNDUH)
    assert rights.reach("pimpinan", (NGORO,), "keluarga_berisiko", NAMA).within([NGORO]) == [NGORO]


def test_a_row_nobody_understands_is_named_and_gives_nothing():
    lay_over("camat,peta,segalanya,semua,")
    with pytest.raises(ValueError, match="camat/peta/segalanya"):
        rights.reach("camat", (NGORO,), "peta", LIHAT)


def test_every_page_of_the_table_exists_and_every_page_has_a_way_in():
    for page in ALL_PAGES:
        assert rights.section(page) in ("rapat", "kelola")
        assert any(rights.reach(role, ("35.16",), page, LIHAT) for role in rights.ROLES)
