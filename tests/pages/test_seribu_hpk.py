"""1000 HPK: the chain of the store, step by step."""

from stunting import bahasa, db
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/seribu_hpk.py"
MOJOKERTO = "Kabupaten Mojokerto"


def test_the_sentence_has_the_figures_of_the_store(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    screens.sound(at)
    asked = {"kode_kabkota": story.MOJOKERTO, "siklus": story.SIKLUS_KINI}
    rows = db.ask(sample_store, "hulu", asked)
    born = rows[rows["langkah"] == "lahir_sehat"][["teratasi", "belum"]].sum()
    said = screens.heading(at)
    assert f"bayi lahir {bahasa.n_dari(born['teratasi'], born.sum())}" in said
    assert "belum ada kabarnya" in said
    assert any("Tertaut di Kabupaten Mojokerto" in each.value for each in at.markdown)
    assert screens.english(screens.readable(at)) == []


def test_no_few_are_shown_in_any_kecamatan(sample_store):
    names = db.ask(sample_store, "pilihan_kecamatan", {})
    for name in names[names["kode_kabkota"] == story.MOJOKERTO]["nama"]:
        at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan=name)
        screens.sound(at)
        for each in at.metric:
            numbers = [
                int(part.replace(".", "")) for part in each.value.split(" dari ") if part != "t.a."
            ]
            assert all(number == 0 or number >= 5 for number in numbers), (name, each.label)


def test_an_empty_store_says_what_to_do(empty_store):
    at = screens.open_page(PAGE)
    screens.sound(at)
    assert "Impor" in at.info[0].value
