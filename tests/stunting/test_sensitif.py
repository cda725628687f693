"""What people write freely names no disease to who need not know: the words, and every way out."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from stunting import db, questions, reference, sensitif, store
from stunting.paparan import compose
from stunting.pilihan import Filters
from stunting.presenters import keputusan as words
from stunting.rapat import bahan, keputusan
from stunting.rapat.keputusan import Putusan
from tests.probes import canaries
from tests.probes.canaries import TELLING, WHISPER
from tests.queries.test_contracts import params_of

INFECTION = "Penyakit infeksi (rincian dilindungi)"
BORN = "Keadaan lahir atau bawaan (rincian dilindungi)"
FAMILY = "Pengasuhan dan keluarga (rincian dilindungi)"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Obat ARV untuk ibu", INFECTION),
        ("ibu hiv/aids", INFECTION),
        ("Skrining TB dan rujukan", INFECTION),
        ("Kontak serumah dengan TBC", INFECTION),
        ("tuberkulosis paru", INFECTION),
        ("HBsAg reaktif", INFECTION),
        ("Sifilis, sudah diobati", INFECTION),
        ("Ibu depresi pascasalin", FAMILY),
        ("diduga korban pemerkosaan", FAMILY),
        ("Hamil di luar nikah", FAMILY),
        ("KDRT oleh suami", FAMILY),
        ("Anak down  syndrome", BORN),
        ("penyakit jantung-bawaan", BORN),
        ("kedua kaki tunadaksa", BORN),
    ],
)
def test_what_is_protected_is_told_by_its_label_only(text, label):
    assert sensitif.neutral(text) == label
    assert sensitif.tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ukur ulang TB/U dan BB/TB", "120 jiwa di desa ini", "Konseling menyusui", "",
        "Rujukan berjenjang dari puskesmas ke RSUD", "Kepesertaan JKN bagi ibu dan anak",
        "TTD dan PMT lokal 90 hari", "Himsar dan Tibco mengunjungi", "Bantuan alat ukur TB dan BB",
    ],
)  # fmt: skip
def test_what_is_not_protected_stays(text):
    assert sensitif.neutral(text) == text


def test_a_district_adds_words_of_its_own_at_once(tmp_path: Path, monkeypatch):
    text = "Stigma keluarga besar"
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    store.settings_folder().mkdir()
    assert not sensitif.tells(text)
    (store.settings_folder() / "sensitif.csv").write_text(
        "kata,golongan,label_tayang\nstigma,lain,Rincian dilindungi\n", encoding="utf-8"
    )
    assert sensitif.neutral(text) == "Rincian dilindungi"


def test_every_kind_of_the_law_has_words_and_a_label():
    rows = reference.table("sensitif")
    assert {"HIV", "sifilis", "hepatitis B", "TBC", "kesehatan jiwa", "kekerasan"} <= set(
        rows["golongan"]
    )
    labels = set(reference.table("penyebab")["label_tayang"]) - {""}
    assert set(rows["label_tayang"]) <= labels  # one wording for the same thing


# --- a store in which every text that people write names a disease -----------------------------------


@pytest.fixture(scope="module")
def telling(_sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a telling text in every row of every column that people write freely."""
    home = tmp_path_factory.mktemp("sensitif") / "store"
    shutil.copytree(_sample_home, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        columns = canaries.plant(store.folder())
    assert {("rtl", "rekomendasi"), ("rtl_status", "kendala"), ("tata_kelola", "solusi")} <= set(
        columns
    )
    return home


@pytest.fixture
def here(telling: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(telling))
    return store.folder()


PUBLIC = [name for name in questions.names() if questions.load(name).access != "bernama"]


@pytest.mark.parametrize("name", PUBLIC)
def test_no_question_without_identity_tells_it(here, name):
    question = questions.load(name)
    answer = db.ask(here, name, params_of(question) | ({"rinci": False} if question.free else {}))
    assert WHISPER not in answer.to_csv()


def test_who_needs_it_is_told(here):
    where = {"kode_kabkota": "35.16", "siklus": None}
    rows = db.ask(here, "rtl_daftar", where | {"rinci": True})
    assert set(rows["rekomendasi"]) == {TELLING}
    governed = {"kode_kabkota": "35.16", "kode_kecamatan": None, "siklus": "2026-S1"}
    assert set(db.ask(here, "tata_kelola_daftar", governed)["solusi"].dropna()) == {INFECTION}
    told = db.ask(here, "tata_kelola_daftar", governed | {"rinci": True})
    assert set(told["solusi"].dropna()) == {TELLING}


def asking(folder: Path):
    return lambda name, **params: db.ask(folder, name, params)


DISTRICT = Filters("35.16", "Kabupaten Mojokerto", None, None, "2026-S1", "balita")


def test_no_screen_of_the_presentation_tells_it(here):
    key = keputusan.decide(
        Putusan("35.16", "2026-S1", TELLING, "RSUD", date(2026, 9, 1), kode_kecamatan="35.16.05"),
        "rapat",
    )
    keputusan.report(key, "rapat", status="terkendala", kendala=f"Stok {TELLING}")
    made = compose.paparan(asking(here), keputusan.read(), DISTRICT, date(2026, 7, 15))
    assert INFECTION in repr(made)  # it is there, under its label
    assert WHISPER not in repr(made)

    said = keputusan.read()
    for rinci in (False, True):
        isi = bahan.gather(
            asking(here), said, kode_kabkota="35.16", kabkota="Kabupaten Mojokerto",
            siklus="2026-S1", today=date(2026, 7, 15), catatan="", rinci=rinci,
        )  # fmt: skip
        texts = "".join(
            (
                isi.tugas.to_csv(),
                isi.lalu.to_csv(),
                words.history(said, isi, rinci=rinci).to_csv(),
                repr(words.undoable(said, isi, rinci=rinci)),
            )
        )
        assert (WHISPER in texts) == rinci
