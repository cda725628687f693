"""The list of families: the counts of the store, coded on a projector, named and logged in mode kerja."""

import re

import pytest

from stunting import access, bahasa, db, downloads, register, store
from stunting.exports import kertas
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/keluarga_berisiko.py"
MOJOKERTO = "Kabupaten Mojokerto"
JATIREJO = {"wilayah": MOJOKERTO, "kecamatan": "Jatirejo"}


def truth(folder, kecamatan: str, kelompok: str = "balita"):
    """The families of one kecamatan, from the table itself."""
    with db.reading(folder) as cursor:
        return cursor.execute(
            "select * from prioritas_keluarga where siklus = ? and kode_kecamatan = ?"
            " and list_contains(kelompok, ?) order by skor desc",
            [story.SIKLUS_KINI, kecamatan, kelompok],
        ).df()


def test_the_sentence_counts_families_and_those_without_latrine_and_aid(sample_store):
    rows = truth(sample_store, story.KEC_TANPA_JAMBAN)
    waiting = rows["kebutuhan"].map(lambda needs: "jamban" in needs) & ~rows["bantuan"].isin(
        ["diterima", "sudah_menerima"]
    )
    at = screens.open_page(PAGE, **JATIREJO)
    assert screens.heading(at) == (
        f"Kecamatan Jatirejo, Kabupaten Mojokerto: {bahasa.angka(len(rows))} keluarga dengan balita 0-59 "
        f"bulan punya kebutuhan yang tercatat; {bahasa.angka(waiting.sum())} di antaranya tanpa jamban "
        "layak dan belum menerima bantuan."
    )
    assert waiting.sum() > 50  # the story: no latrine and no aid


def test_the_list_is_coded_and_in_the_order_of_priority(sample_store):
    rows = truth(sample_store, story.KEC_TANPA_JAMBAN)
    table = screens.table(screens.open_page(PAGE, **JATIREJO))
    assert len(table) == len(rows)
    assert set(table["Kode keluarga"]) == set(rows["keluarga_id"])
    assert table["Skor"].is_monotonic_decreasing
    assert "Kepala keluarga" not in table
    assert "Nomor KK" not in table
    behind = rows["kode_desa"].value_counts()
    named = table.loc[table["Desa/kelurahan"] != "(kurang dari 5 keluarga)", "Desa/kelurahan"]
    assert (named.value_counts() >= 5).all()
    assert len(named) == behind[behind >= 5].sum()
    days = table.loc[table["Kunjungan terakhir"] != "belum tercatat", "Kunjungan terakhir"]
    assert days.map(lambda text: bool(re.fullmatch(r"[A-Z][a-z]+ \d{4}", text))).all()


def test_a_need_and_an_office_narrow_the_list(sample_store):
    at = screens.open_page(PAGE, **JATIREJO)
    every = len(screens.table(at))
    at.selectbox(key="kebutuhan").select("Jamban layak").run()
    screens.sound(at)
    latrine = screens.table(at)
    assert 0 < len(latrine) < every
    assert latrine["Mengapa didahulukan"].str.contains("tanpa jamban").all()
    office = next(each for each in at.selectbox(key="opd").options if "Perkim" in each)
    at.selectbox(key="kebutuhan").select("Semua kebutuhan").run()
    at.selectbox(key="opd").select(office).run()
    assert screens.table(at)["Layanan dari"].str.contains(office, regex=False).all()


def test_fewer_than_five_are_not_listed(sample_store):
    """Trawas is small: pregnant women there with one need are a handful."""
    choices = {"wilayah": MOJOKERTO, "kecamatan": "Trawas", "kelompok": "Ibu hamil"}
    at = screens.open_page(PAGE, **choices)
    seen = {"listed": 0, "hidden": 0}
    for need in at.selectbox(key="kebutuhan").options:
        at.selectbox(key="kebutuhan").select(need).run()
        screens.sound(at)
        if at.dataframe:
            seen["listed"] += 1
            assert len(screens.table(at)) >= 5
        elif "Kurang dari 5 keluarga" in at.info[0].value:
            seen["hidden"] += 1
            assert "kurang dari 5 keluarga" in screens.heading(at)
            assert not at.get("download_button")
    assert seen["hidden"]


def test_the_chart_counts_needs_and_says_small_ones_as_such(sample_store):
    at = screens.open_page(PAGE, **JATIREJO)
    rows = truth(sample_store, story.KEC_TANPA_JAMBAN)
    latrine = rows["kebutuhan"].map(lambda needs: "jamban" in needs).sum()
    assert f"Jamban layak {bahasa.angka(latrine)}" in screens.chart(at, "kebutuhan_grafik").alt


def test_finer_filters_exist_in_mode_kerja_only(sample_copy):
    at = screens.open_page(PAGE, **JATIREJO)
    assert "bantuan" not in [each.key for each in at.selectbox]
    at.toggle(key=access.SWITCH).set_value(True).run()
    at.selectbox(key="bantuan").select("Belum tercatat").run()
    screens.sound(at)
    assert set(screens.table(at)["Bantuan"]) == {"Belum tercatat"}


def test_a_list_with_names_has_no_copy_for_paper(sample_copy):
    """It would leave without the mark and without being written down, which a download has."""
    at = screens.open_page(PAGE, **JATIREJO)
    rows = len(screens.table(at))
    assert on_paper(at).count("<tr>") == rows + 1
    at.toggle(key=access.SWITCH).set_value(True).run()
    assert kertas.NAMED in on_paper(at)
    assert "<td" not in on_paper(at)


def on_paper(at) -> str:
    return "\n".join(each.proto.body for each in at.get("html"))


def test_names_in_mode_kerja_are_those_of_the_store_and_the_look_is_written_down(sample_copy):
    at = screens.open_page(PAGE, **JATIREJO)
    assert register.events("lihat_identitas") == []
    at.toggle(key=access.SWITCH).set_value(True).run()
    screens.sound(at)
    table = screens.table(at).set_index("Kode keluarga")
    with db.reading(sample_copy, named=True) as cursor:
        known = dict(
            cursor.execute(
                "select keluarga_id, nama_kepala from identitas.keluarga_identitas"
            ).fetchall()
        )
    assert len(table) > 50
    assert table["Kepala keluarga"].to_dict() == {code: known[code] for code in table.index}
    (look,) = register.events("lihat_identitas")
    assert look.subject == "keluarga_bernama"
    assert look.after["parameter"]["scope"] == [story.KEC_TANPA_JAMBAN]


def test_the_download_says_how_many_rows_it_holds(sample_copy):
    at = screens.open_page(PAGE, **JATIREJO)
    rows = bahasa.angka(len(screens.table(at)))
    labels = [button.label for button in at.get("download_button")]
    assert labels == [
        f"Unduh {rows} baris, {what} (XLSX)" for what in ("daftar", "per desa", "per puskesmas")
    ]


def test_a_list_with_names_is_downloaded_for_a_purpose_only(sample_copy):
    at = screens.open_page(PAGE, **JATIREJO)
    at.toggle(key=access.SWITCH).set_value(True).run()
    assert len(at.get("download_button")) == 0
    at.text_input(key="unduh_daftar_keperluan").set_value("kunjungan rumah TPK").run()
    (button,) = at.get("download_button")
    assert button.label == f"Unduh {bahasa.angka(len(screens.table(at)))} baris"
    # a finished file would lie at an address that asks nobody who they are
    assert "/media/" not in screens.everything(at)
    assert button.proto.deferred_file_id


@pytest.mark.parametrize(("setting", "tayang"), [("tanpa_nama", 3), ("tidak_ada", 0)])
def test_downloads_can_be_switched_off_by_one_setting(sample_copy, setting, tayang):
    own = store.settings_folder() / "setelan.csv"
    own.write_text(f"kunci,nilai,keterangan\nunduhan,{setting},\n", encoding="utf-8")
    at = screens.open_page(PAGE, **JATIREJO)
    assert len(at.get("download_button")) == tayang
    at.toggle(key=access.SWITCH).set_value(True).run()
    assert downloads.OFF_NAMED in screens.written(at)
    assert not at.text_input
