"""Mutu data: the counts of the store, names in mode kerja only and logged, a workbook per health centre."""

import os

import pytest

from stunting import access, db, menu, register
from stunting.presenters import masalah
from stunting.sample import story
from tests.pages import screens

PAGE = "kelola/mutu_data.py"
MOJOKERTO, PEKALONGAN = "Kabupaten Mojokerto", "Kota Pekalongan"
UTARA = {"wilayah": PEKALONGAN, "kecamatan": "Pekalongan Utara"}


def count(folder, where: str) -> int:
    with db.reading(folder) as cursor:
        return cursor.execute(f"select count(*) from mutu_temuan where {where}").fetchone()[0]


def lines(at) -> list[str]:
    return at.radio[0].options


def buttons(at) -> list[str]:
    return [each.label for each in at.get("download_button")]


@pytest.mark.parametrize("view", masalah.VIEWS)
@pytest.mark.parametrize("choices", [{"wilayah": MOJOKERTO}, UTARA], ids=["kabupaten", "kecamatan"])
def test_each_view_shows_its_picture_and_its_problems(sample_copy, view, choices):
    at = screens.open_page(PAGE, **choices, mutu=view)
    assert len(at.metric) == 4
    assert len(at.get("plotly_chart")) == 1
    expected = [code for code, each in masalah.PROBLEMS.items() if each.view == view]
    assert len(lines(at)) == len(expected)
    assert screens.english(screens.readable(at)) == []
    for code in expected:
        at.radio[0].set_value(code).run()
        screens.sound(at)
        assert screens.english(screens.readable(at)) == []
        at.toggle(key=access.SWITCH).set_value(True).run()
        screens.sound(at)
        assert screens.english(screens.readable(at)) == []
        at.toggle(key=access.SWITCH).set_value(False).run()


def test_the_desa_that_never_reported_is_in_sentence_picture_and_list(sample_store):
    at = screens.open_page(PAGE, **UTARA)
    assert "1 dari 7 kelurahan belum pernah melapor dalam 12 bulan sampai Juni 2026" in (
        screens.heading(at)
    )
    with db.reading(sample_store) as cursor:
        (name,) = cursor.execute(
            "select nama from wilayah where kode = ?", [story.DESA_BERHENTI]
        ).fetchone()
    assert f"Tidak pernah melapor: {name}." in screens.chart(at, "kelengkapan").alt
    table = screens.table(at, 0)
    assert table["Desa/kelurahan"].tolist() == [name]
    assert buttons(at) == ["Unduh 1 baris, satu lembar per puskesmas (XLSX)"]


def test_the_district_shows_kecamatan_and_a_kecamatan_its_desa(sample_store):
    whole = screens.spec(screens.open_page(PAGE, wilayah=MOJOKERTO), "kelengkapan")["data"][0]
    assert len(whole["y"]) == 18
    one = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Pacet")
    assert len(screens.spec(one, "kelengkapan")["data"][0]["y"]) == 20


def test_names_come_in_mode_kerja_only_and_the_look_is_written_down(sample_copy):
    n = count(
        sample_copy, "jenis = 'posisi_kosong' and siklus = '2026-S1' and kode_kabkota = '33.75'"
    )
    at = screens.open_page(PAGE, wilayah=PEKALONGAN, mutu=masalah.KETELITIAN)
    at.radio[0].set_value("posisi_kosong").run()
    table = screens.table(at, 0)
    assert list(table) == ["Puskesmas", "Banyaknya"]
    assert table["Banyaknya"].sum() == n > 10
    assert buttons(at) == []
    assert register.events("lihat_identitas") == []
    at.toggle(key=access.SWITCH).set_value(True).run()
    screens.sound(at)
    table = screens.table(at, 0)
    assert len(table) == n
    assert table["Nama anak"].notna().all()
    assert table["NIK (tersamar)"].dropna().str.fullmatch(r"\d{4}\*{8}\d{4}").all()
    (look,) = register.events("lihat_identitas")
    assert look.subject == "mutu_daftar"
    assert look.after["parameter"]["masalah"] == "posisi_kosong"
    assert buttons(at) == []  # with names: only for a purpose
    at.text_input(key="unduh_keperluan").set_value("perbaikan data Juli").run()
    assert buttons(at) == [f"Unduh {n} baris"]


def test_choosing_a_kecamatan_narrows_the_list(sample_copy):
    choices = {"wilayah": PEKALONGAN, "mutu": masalah.KETELITIAN}
    at = screens.open_page(PAGE, **choices, kecamatan="Pekalongan Timur")
    at.toggle(key=access.SWITCH).set_value(True).run()
    at.radio[0].set_value("posisi_kosong").run()
    assert set(screens.table(at, 0)["Kecamatan"]) == {"Pekalongan Timur"}


def test_an_empty_store_says_what_to_do(empty_store, monkeypatch):
    screens.sign_in(monkeypatch)
    at = screens.open_page(PAGE)
    assert screens.heading(at) == "Belum ada data untuk Kota Pekalongan."
    assert "Impor" in at.info[0].value
    assert not at.metric
    assert screens.english(screens.readable(at)) == []


def test_a_guest_of_a_nyata_store_is_asked_to_sign_in(empty_store):
    at = screens.AppTest.from_file(str(screens.FRAME), default_timeout=60).run()
    with pytest.raises(ValueError, match=r"mutu_data\.py"):
        at.switch_page(os.path.relpath(menu.FOLDER / PAGE, screens.FRAME.parent)).run()
