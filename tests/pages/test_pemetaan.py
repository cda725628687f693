"""Pemetaan kolom: an unknown file is mapped on the Impor page; saved mappings are kept on their own page."""

import os

import pytest

from stunting import access, menu, store
from stunting.imports.mapping import saved
from tests.pages import screens
from tests.stunting.imports.mapping import foreign

IMPOR, PAGE = "kelola/impor.py", "kelola/pemetaan.py"


@pytest.fixture
def operator(empty_store, monkeypatch: pytest.MonkeyPatch) -> None:
    screens.sign_in(monkeypatch)


def content(tmp_path, *brides, header=foreign.ELSIMIL_HEADER) -> bytes:
    return foreign.write_csv(tmp_path / "elsimil.csv", [header, *brides]).read_bytes()


def upload(data: bytes, name: str = "elsimil.csv", *, kerja: bool = False):
    at = screens.open_page(IMPOR)
    if kerja:
        at.toggle(key=access.SWITCH).set_value(True).run()
    at.file_uploader(key="unggah").set_value((name, data, "text/csv")).run()
    assert not at.exception
    return at


def box(at, label: str):
    # the last one: the filter bar above has a Kelompok, too
    return [each for each in at.selectbox if each.label.replace("\\", "") == label][-1]


def boxes(at) -> list[str]:
    return [each.label.replace("\\", "") for each in at.selectbox]


def button(at, label: str):
    return next(each for each in at.button if each.label.startswith(label))


def toggle(at, label: str):
    return next(each for each in at.toggle if each.label == label)


def mapped(at):
    """Everything an operator does to map the Elsimil-like file, up to the name."""
    button(at, "Pakai semua saran").click().run()
    box(at, "11. Sertifikat").set_value("sertifikat_elsimil").run()
    box(at, "Kelompok").set_value("catin").run()
    box(at, "Terpapar Rokok: “Terpapar” dibaca").set_value("ya").run()
    at.text_input(key=next(e.key for e in at.text_input if e.label == "Nama pemetaan")).set_value(
        "Elsimil catin"
    ).run()
    return at


def english(at) -> list[str]:
    """English words that are not the header "No" of the file."""
    return [each for each in screens.english(screens.readable(at)) if "No" not in each.split()]


def counts(at) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


# --- the editor ------------------------------------------------------------------------------------


def test_an_unknown_file_is_mapped_looked_at_taken_in_and_known_the_next_time(operator, tmp_path):
    at = upload(content(tmp_path, foreign.bride(1), foreign.bride(2)))
    assert "pilih sendiri arti tiap kolomnya" in at.error[0].value
    assert english(at) == []
    assert button(at, "Simpan dan periksa").disabled

    mapped(at)
    button(at, "Simpan dan periksa").click().run()
    screens.sound(at)
    assert counts(at) == {"Dibaca": "2", "Diterima": "2", "Ditolak": "0", "Tidak berubah": "0"}
    assert saved.get("Elsimil catin").constants == {"kelompok": "catin"}
    at.button(key="masukkan").click().run()
    screens.sound(at)
    assert at.info[0].value == "2 baris sudah masuk."

    later = upload(content(tmp_path, foreign.bride(2), foreign.bride(3)))
    screens.sound(later)
    assert counts(later) == {"Dibaca": "2", "Diterima": "1", "Ditolak": "0", "Tidak berubah": "1"}


def test_a_suggestion_is_shown_and_not_used_by_itself(operator, tmp_path):
    at = upload(content(tmp_path, foreign.bride(1)))

    assert box(at, "2. NIK Catin Wanita").placeholder == "Saran: NIK"
    assert box(at, "1. No").placeholder == "tidak dibaca"
    assert {each.value for each in at.selectbox if each.label[:1].isdigit()} == {None}
    assert "Masih kurang: Kelompok; Kecamatan; Desa/Kelurahan; Tanggal Pemeriksaan" in at.warning[
        0
    ].value.replace("\\", "")
    button(at, "Pakai semua saran (9)").click().run()
    assert box(at, "2. NIK Catin Wanita").value == "nik"
    assert "Masih kurang: Kelompok." in at.warning[0].value
    box(at, "11. Sertifikat").set_value("nik").run()
    assert "bidang NIK sudah diisi dari kolom" in at.warning[0].value


def test_cells_are_shown_in_mode_kerja_and_only_their_shape_in_mode_tayang(operator, tmp_path):
    data = content(tmp_path, foreign.bride(7))
    preview = screens.table(upload(data), 0).iloc[0]
    assert list(preview)[:4] == ["9", "9" * 16, "XXXXX 9", "9999-99-99"]

    at = upload(data)
    assert "9900000000000007" not in screens.everything(at)
    assert "CALON 7" not in screens.everything(at)
    assert list(screens.table(upload(data, kerja=True), 0).iloc[0])[2] == "CALON 7"


def test_a_row_of_data_is_not_taken_for_a_header(operator, tmp_path):
    path = foreign.write_csv(tmp_path / "a.csv", [foreign.bride(7), foreign.bride(8)])
    at = upload(path.read_bytes())
    assert "tampaknya baris data" in at.warning[0].value
    assert "CALON" not in screens.everything(at)
    assert not [each for each in at.button if each.label.startswith("Simpan")]


def test_another_header_row_begins_anew(operator, tmp_path):
    path = foreign.register(tmp_path / "reg.xlsx", foreign.child(1))
    at = upload(path.read_bytes(), "reg.xlsx")
    assert box(at, "Baris judul kolom").value == 3
    box(at, "Baris judul kolom").set_value(4).run()
    assert "1. (tanpa judul) (di bawah “No”)" in boxes(at)
    assert "9. Hasil" in boxes(at)
    assert "10. Hasil" in boxes(at)


def test_a_changed_header_starts_from_the_old_mapping(operator, tmp_path):
    saved.save(foreign.ELSIMIL)
    header = [*foreign.ELSIMIL_HEADER[:-1], "No Sertifikat"]
    at = upload(content(tmp_path, foreign.bride(1), header=header))
    assert 'mirip pemetaan "Elsimil catin"' in at.error[0].value

    box(at, "Mulai dari pemetaan tersimpan").select_index(0).run()
    assert box(at, "2. NIK Catin Wanita").value == "nik"
    assert box(at, "11. No Sertifikat").value is None
    assert box(at, "Kelompok").value == "catin"
    assert button(at, "Simpan dan periksa").disabled is False
    button(at, "Simpan dan periksa").click().run()
    assert "sudah dipakai" in at.error[-1].value  # the old one is not written over unasked
    at.checkbox[0].check().run()
    button(at, "Simpan dan periksa").click().run()
    screens.sound(at)
    assert counts(at)["Diterima"] == "1"
    assert saved.get("Elsimil catin").columns[-1].header == "No Sertifikat"


def test_a_changed_header_is_taken_as_it_is_when_asked_for(operator, tmp_path):
    saved.save(foreign.ELSIMIL)
    at = upload(content(tmp_path, foreign.bride(1)[:-1], header=foreign.ELSIMIL_HEADER[:-1]))
    box(at, "Mulai dari pemetaan tersimpan").select_index(0).run()
    at.button(key="pakai_pemetaan").click().run()
    screens.sound(at)
    assert counts(at)["Diterima"] == "1"
    assert "tidak ada lagi" in "\n".join(at.dataframe[0].value["Alasan"])


def test_a_known_file_is_mapped_only_on_demand(operator, tmp_path):
    saved.save(foreign.ELSIMIL)
    at = upload(content(tmp_path, foreign.bride(1)))
    assert toggle(at, "Petakan kolom sendiri").value is False
    assert "Baris judul kolom" not in boxes(at)
    toggle(at, "Petakan kolom sendiri").set_value(True).run()
    screens.sound(at)
    assert "Baris judul kolom" in boxes(at)


def test_a_file_that_cannot_be_read_has_no_columns_to_map(operator):
    at = upload(b"\x00\x01" * 500, "rusak.csv")
    assert [each.label for each in at.toggle if each.label.startswith("Petakan")] == []


def test_in_a_contoh_store_a_mapping_is_saved_and_holds_no_cell(sample_copy, tmp_path):
    at = mapped(upload(content(tmp_path, foreign.bride(1))))
    button(at, "Simpan dan periksa").click().run()
    screens.sound(at)
    assert counts(at)["Diterima"] == "1"
    text = saved.content("Elsimil catin").decode()
    for cell in foreign.bride(1):
        if len(cell) > 2 and cell != "Terpapar":  # the one text the operator gave a meaning
            assert cell not in text


# --- the page --------------------------------------------------------------------------------------


def test_a_guest_is_asked_to_sign_in(empty_store):
    at = screens.AppTest.from_file(str(screens.FRAME), default_timeout=60).run()
    with pytest.raises(ValueError, match=r"pemetaan\.py"):
        at.switch_page(os.path.relpath(menu.FOLDER / PAGE, screens.FRAME.parent)).run()


def test_without_mappings_the_page_says_where_they_come_from(operator):
    at = screens.open_page(PAGE)
    assert screens.heading(at) == "Belum ada pemetaan kolom yang tersimpan."
    assert "halaman Impor" in at.info[0].value
    assert screens.english(screens.readable(at)) == []


@pytest.fixture
def shelf(operator) -> None:
    saved.save(foreign.ELSIMIL)
    saved.save(foreign.DTSEN)


def test_mappings_are_listed_and_shown(shelf):
    (saved.folder() / "rusak.csv").write_text("bagian;judul;bidang;isi\nlembar;;kapal;\n")
    at = screens.open_page(PAGE)

    assert screens.heading(at) == (
        "2 pemetaan kolom tersimpan; 1 berkas pemetaan rusak dan tidak dipakai."
    )
    assert "baris 2" in at.warning[0].value
    assert list(screens.table(at, 0)["Nama"]) == ["DTSEN keluarga", "Elsimil catin"]
    at.selectbox(key="pemetaan").set_value("Elsimil catin").run()
    assert list(screens.table(at)["Dibaca sebagai"])[:2] == ["tidak dibaca", "NIK"]
    assert "“Tdk terpapar” dibaca “Tidak”" in screens.written(at)
    assert english(at) == []
    at.selectbox(key="pemetaan").set_value("rusak").run()
    screens.sound(at)


def test_a_mapping_is_changed(shelf):
    at = screens.open_page(PAGE)
    at.selectbox(key="pemetaan").set_value("Elsimil catin").run()
    toggle(at, "Ubah").set_value(True).run()
    box(at, "9. Kadar Hb").set_value(None).run()
    at.button(key="simpan_pemetaan").click().run()
    screens.sound(at)
    assert "hb_gdl" not in saved.get("Elsimil catin").mapped.values()
    assert saved.get("Elsimil catin").replacements == foreign.ELSIMIL.replacements


def test_a_deleted_mapping_is_brought_back(shelf):
    at = screens.open_page(PAGE)
    at.button(key="hapus_pemetaan").click().run()
    screens.sound(at)
    assert saved.names() == ["Elsimil catin"]
    at.button(key="kembalikan").click().run()
    screens.sound(at)
    assert saved.get("DTSEN keluarga") == foreign.DTSEN


@pytest.mark.parametrize(("label", "names"), [("Ganti nama", 2), ("Gandakan", 3)])
def test_a_mapping_is_renamed_and_copied(shelf, label, names):
    at = screens.open_page(PAGE)

    def to(name: str):
        at.text_input(key=f"{label}_DTSEN keluarga_baru").set_value(name)
        button(at, label).click().run()
        assert not at.exception

    to("Elsimil catin")
    assert "sudah dipakai" in at.error[0].value
    to("DTSEN 2026")
    screens.sound(at)
    assert "DTSEN 2026" in saved.names()
    assert len(saved.names()) == names


def test_a_mapping_of_another_district_is_taken_over(operator, tmp_path):
    saved.save(foreign.ELSIMIL)
    data = saved.content("Elsimil catin")
    saved.delete("Elsimil catin")
    at = screens.open_page(PAGE)
    for content_, outcome in ((b"bukan pemetaan", []), (data, ["Elsimil catin"])):
        at.file_uploader(key="unggah").set_value(("Elsimil catin.csv", content_, "text/csv")).run()
        at.button(key="ambil_pemetaan").click().run()
        assert not at.exception
        assert saved.names() == outcome
        assert bool(at.error) is not bool(outcome)
    assert store.kind().jenis == store.NYATA
