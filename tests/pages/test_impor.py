"""Impor: a file is looked at, taken in, undone; what is refused has reasons; contoh data stay as they are."""

import os

import pytest

from stunting import access, accounts, db, menu, sample, store
from stunting.sample import files
from tests.pages import screens
from tests.stunting.imports.files import KINI, child

PAGE = "kelola/impor.py"
PEKALONGAN = "33.75"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory):
    """An e-PPGBM file of Pekalongan as a district sends it: (bytes, rows), with and without faults."""
    folder = tmp_path_factory.mktemp("berkas")
    frames = sample.generate(sample.Skala((PEKALONGAN,), {PEKALONGAN: 150}), 3)
    clean, dirty = folder / "bersih.csv", folder / "kotor.csv"
    made = {
        "bersih.csv": files.write_eppgbm(frames, clean, rows=400, clean=True),
        "kotor.csv": files.write_eppgbm(frames, dirty, messy=True),
    }
    return {name: ((folder / name).read_bytes(), rows) for name, rows in made.items()}


@pytest.fixture
def operator(empty_store, monkeypatch: pytest.MonkeyPatch) -> None:
    screens.sign_in(monkeypatch)


def upload(at, exports, name: str):
    at.file_uploader(key="unggah").set_value((name, exports[name][0], "text/csv")).run()
    screens.sound(at)
    return at


def counts(at) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def labels(at) -> list[str]:
    return [button.label for button in (*at.button, *at.get("download_button"))]


def test_a_guest_of_a_nyata_store_is_asked_to_sign_in(empty_store):
    at = screens.AppTest.from_file(str(screens.FRAME), default_timeout=60).run()
    with pytest.raises(ValueError, match=r"impor\.py"):
        at.switch_page(os.path.relpath(menu.FOLDER / PAGE, screens.FRAME.parent)).run()


def test_an_empty_store_asks_for_the_first_file(operator):
    at = screens.open_page(PAGE)
    assert screens.heading(at).startswith("Belum ada data.")
    assert "Unduh buku kerja kosong" in labels(at)
    assert screens.english(screens.readable(at)) == []


def test_a_look_changes_nothing(operator, exports):
    before = store.current()
    at = upload(screens.open_page(PAGE), exports, "bersih.csv")
    assert counts(at) == {"Dibaca": "400", "Diterima": "400", "Ditolak": "0", "Tidak berubah": "0"}
    assert at.info[0].value == "400 baris dapat dimasukkan."
    assert store.current() == before
    assert screens.english(screens.readable(at)) == []


def test_taken_in_the_figures_are_there_and_the_same_file_again_changes_nothing(operator, exports):
    at = upload(screens.open_page(PAGE), exports, "bersih.csv")
    at.button(key="masukkan").click().run()
    screens.sound(at)
    assert at.info[0].value == "400 baris sudah masuk."
    assert "Masukkan ke data" not in labels(at)
    assert "Batalkan impor ini" in labels(at)
    live = store.current()

    ringkasan = screens.open_page("rapat/ringkasan.py")
    assert "yang diukur" in screens.heading(ringkasan)

    again = upload(screens.open_page(PAGE), exports, "bersih.csv")
    assert again.info[0].value.startswith("Semua baris sudah ada di data")
    assert "Masukkan ke data" not in labels(again)
    assert store.current() == live


def test_an_import_can_be_undone(operator, exports):
    before = store.current()
    at = upload(screens.open_page(PAGE), exports, "bersih.csv")
    at.button(key="masukkan").click().run()
    assert store.current() != before
    at.button(key="batalkan").click().run()
    screens.sound(at)
    assert store.current() == before
    assert screens.heading(screens.open_page("rapat/ringkasan.py")).startswith("Belum ada data")
    # still uploaded, so it is looked at again against the version that is live now
    assert counts(at)["Diterima"] == "400"


def test_refused_rows_have_reasons_and_can_be_taken_home(operator, exports):
    at = upload(screens.open_page(PAGE), exports, "kotor.csv")
    known = {label: int(value.replace(".", "")) for label, value in counts(at).items()}
    refused_rows = known["Ditolak"]
    assert refused_rows > 0
    assert known.pop("Dibaca") == sum(known.values()) == exports["kotor.csv"][1]
    assert "Unduh baris yang ditolak" in labels(at)
    reasons, findings = at.dataframe[0].value, at.dataframe[1].value
    assert reasons.iloc[0]["Tingkat"] == "Ditolak"
    assert reasons["Banyaknya"].sum() == len(findings)
    refused = findings[findings["Tingkat"] == "Ditolak"]
    assert refused["Baris"].nunique() == refused_rows
    assert screens.english(screens.readable(at)) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bukan.xlsx", b"ini bukan buku kerja"),
        ("kosong.csv", b""),
        ("lain.csv", b"Nama;Umur\nA;1\n"),
    ],
)
def test_a_file_that_is_something_else_gets_a_sentence(operator, name, content):
    before = store.current()
    at = screens.open_page(PAGE)
    at.file_uploader(key="unggah").set_value((name, content, "text/csv")).run()
    assert not at.exception
    assert len(at.error) == 1
    assert at.error[0].value.endswith(".")
    assert screens.english([at.error[0].value]) == []
    assert not at.metric
    assert store.current() == before


def test_a_contoh_store_looks_at_any_file_and_takes_in_none(sample_copy, exports):
    before = store.current()
    at = upload(screens.open_page(PAGE), exports, "bersih.csv")
    assert counts(at)["Dibaca"] == "400"
    assert "Masukkan ke data" not in labels(at)
    assert "Mulai penyimpanan nyata" in labels(at)
    assert any("penyimpanan contoh" in each.value for each in at.warning)
    assert any("Kota Pekalongan" in each for each in at.multiselect[0].value)  # named by the file
    assert store.current() == before
    assert screens.english(screens.readable(at)) == []


def begin(at, name: str, password: str, again: str):
    for field, text in zip(at.text_input, (name, password, again), strict=True):
        field.set_value(text)
    next(each for each in at.button if each.label == "Mulai penyimpanan nyata").click().run()
    assert not at.exception
    return at


@pytest.mark.parametrize(
    ("name", "password", "again", "said"),
    [
        ("siti.operator", "kata sandi yang panjang", "kata sandi yang lain", "tidak sama"),
        ("siti.operator", "pendek", "pendek", "."),
        ("Siti Operator!", "kata sandi yang panjang", "kata sandi yang panjang", "."),
    ],
)
def test_a_real_store_is_not_begun_with_a_bad_account(
    sample_copy, exports, name, password, again, said
):
    at = begin(upload(screens.open_page(PAGE), exports, "bersih.csv"), name, password, again)
    assert said in at.error[0].value
    assert store.kind().contoh


def test_a_real_store_begins_empty_with_its_first_account(sample_copy, exports, monkeypatch):
    monkeypatch.setattr(access, "token", lambda: None)  # this browser has not signed in
    at = upload(screens.open_page(PAGE), exports, "bersih.csv")
    begin(at, "siti.operator", "kata sandi yang panjang", "kata sandi yang panjang")
    assert store.kind() == store.Kind(store.NYATA, (PEKALONGAN,))
    assert [each.name for each in accounts.list_accounts()] == ["siti.operator"]
    assert at.title[0].value.startswith(
        ("Masuk", "Belum ada data")
    )  # the page now asks who is there
    assert "DATA CONTOH" not in screens.everything(at)


def csv(*rows: dict, header=KINI) -> bytes:
    lines = [header, *([row.get(name, "") for name in header] for row in rows)]
    return "\n".join(";".join(line) for line in lines).encode()


def test_a_file_of_dates_with_two_meanings_asks_and_takes_the_answer_along(operator):
    row = child(1) | {"Tgl Lahir": "03/04/2024", "Tanggal Pengukuran": "05/02/2026"}
    content = csv(row | {"Usia Saat Ukur": "-"})
    at = upload(screens.open_page(PAGE), {"a.csv": (content, 1)}, "a.csv")
    assert "dapat dibaca dua cara" in at.warning[0].value
    assert "--" not in at.warning[0].value
    assert counts(at) == {}

    (order,) = at.segmented_control
    assert order.label == "Di berkas ini 03/04/2026 berarti"
    order.set_value("4 Maret 2026").run()
    screens.sound(at)
    assert counts(at)["Diterima"] == "1"
    at.button(key="masukkan").click().run()
    screens.sound(at)

    with db.reading(store.folder()) as con:
        (found,) = con.execute("select tanggal from pengukuran").fetchall()
    assert f"{found[0]:%Y-%m-%d}" == "2026-05-02"
    assert screens.english(screens.readable(at)) == []


def test_a_list_of_one_desa_asks_which(operator):
    header = (
        "No;Nama;JK;Tgl Lahir;Usia Saat Ukur;Tanggal Pengukuran;Berat;Tinggi;bb/tb;z-core bb/tb;;;"
    )
    row = child(1) | {"z-core bb/tb": "-0,67"}
    content = csv(row, header=header.split(";"))
    at = upload(screens.open_page(PAGE), {"a.csv": (content, 1)}, "a.csv")
    assert "tidak menyebut kecamatan dan desanya" in at.warning[0].value

    at.selectbox(
        key=next(box.key for box in at.selectbox if box.key.startswith("desa_"))
    ).set_value("Medono, Pekalongan Barat, Kota Pekalongan").run()
    screens.sound(at)
    assert counts(at)["Diterima"] == "1"
    assert "BB/TB 100,0 % dari 1" in " ".join(each.value for each in at.markdown)


def test_a_guess_of_units_can_be_undone(operator):
    content = csv(child(1, BB_Lahir="3100"))
    at = upload(screens.open_page(PAGE), {"a.csv": (content, 1)}, "a.csv")
    guess = next(each for each in at.toggle if each.label.startswith("Tebak satuan"))
    guess.set_value(False).run()
    screens.sound(at)
    at.button(key="masukkan").click().run()
    screens.sound(at)

    with db.reading(store.folder()) as con:
        assert con.execute("select bb_lahir_g from orang").fetchall() == [(None,)]
