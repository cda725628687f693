"""Peta: tiers, counts, the cycle before, hidden and unmeasured areas, the panel of one kecamatan."""

import pytest

from stunting import access, bahasa, db, show
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/peta.py"
MOJOKERTO, PEKALONGAN = "Kabupaten Mojokerto", "Kota Pekalongan"
NOW = story.SIKLUS_KINI


def by_kecamatan(folder, indikator: str, siklus: str = NOW, kabkota: str = story.MOJOKERTO):
    rows = db.ask(
        folder,
        "indikator_per_kecamatan",
        {"kode_kabkota": kabkota, "siklus": siklus, "indikator": indikator},
    )
    return rows.set_index("nama")


def test_the_sentence_names_what_differs_and_where_most_are(sample_store):
    said = screens.heading(screens.open_page(PAGE, wilayah=MOJOKERTO))
    rows = by_kecamatan(sample_store, "stunting_balita")
    most = rows["pembilang"].idxmax()
    assert said.startswith(
        "Ngoro lebih tinggi dari kabupaten, Sooko lebih rendah, 16 kecamatan setara."
    )
    assert bahasa.n_dari(rows["pembilang"].sum(), rows["penyebut"].sum()) in said
    assert (
        f"Jumlah terbanyak di {most}: {bahasa.n_dari(*rows.loc[most, ['pembilang', 'penyebut']])}"
        in said
    )


def test_the_map_knows_the_counts_of_every_kecamatan(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    rows = by_kecamatan(sample_store, "stunting_balita")
    on_map = {each["nama"]: each["jumlah"] for each in screens.features(at)}
    assert on_map == rows["pembilang"].to_dict()
    tiers = {each["nama"]: each["tingkat"] for each in screens.features(at)}
    assert tiers["Ngoro"] == "lebih_tinggi"
    assert tiers["Sooko"] == "lebih_rendah"
    table = screens.table(at).set_index("Kecamatan")
    assert table["Stunting"].to_dict() == rows["pembilang"].to_dict()
    assert table["Dari"].to_dict() == rows["penyebut"].to_dict()


def test_a_chosen_kecamatan_is_compared_with_its_district(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, kecamatan="Trawas")
    said = screens.heading(at)
    assert said.startswith("Trawas: Balita 0-59 bulan stunting ")
    assert "setara dengan kabupaten (selisih belum meyakinkan)" in said
    assert len(screens.features(at)) == 18
    assert "Dipilih: Trawas" in screens.chart(at, "urutan").alt


@pytest.mark.parametrize("kelompok", ["Baduta 0-23 bulan", "Ibu hamil", "Ibu pascapersalinan"])
def test_each_indicator_of_a_group_can_be_mapped(sample_store, kelompok):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, kelompok=kelompok)
    options = at.selectbox(key="indikator").options
    assert len(options) >= 7  # its own, and the three of families
    said = set()
    for option in options:
        at.selectbox(key="indikator").select(option).run()
        screens.sound(at)
        said.add(screens.heading(at))
        assert screens.english(screens.readable(at)) == []
    assert len(said) == len(options)


def test_counts_instead_of_percentages(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    rate = screens.chart(at, "urutan").alt
    at.segmented_control(key="ukuran").set_value("Jumlah").run()
    screens.sound(at)
    assert "Peta jumlah per kecamatan" in at.get("deck_gl_json_chart")[0].proto.alt
    assert screens.chart(at, "urutan").alt != rate
    assert "luas lingkaran sebanding dengan jumlah" in "\n".join(screens.readable(at))


def test_the_cycle_before_beside_it_has_its_own_name_and_the_same_classes(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO)
    at.segmented_control(key="pendamping").set_value("Siklus sebelumnya").run()
    screens.sound(at)
    text = screens.written(at)
    assert "Stunting, Semester I 2026" in text
    assert "Stunting, Semester II 2025" in text
    before = by_kecamatan(sample_store, "stunting_balita", story.SIKLUS_LALU)
    assert {each["nama"]: each["jumlah"] for each in screens.features(at, 1)} == before[
        "pembilang"
    ].to_dict()
    assert not at.get("plotly_chart")  # never more than a picture and its companion


def test_before_the_first_cycle_there_is_nothing_and_that_is_not_zero(sample_store):
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, siklus=story.SIKLUS[0])
    at.segmented_control(key="pendamping").set_value("Siklus sebelumnya").run()
    screens.sound(at)
    assert {each["tingkat"] for each in screens.features(at, 1)} == {"tidak_ada_data"}
    assert {each["jumlah"] for each in screens.features(at, 1)} == {None}


def test_small_cells_are_hidden_on_a_projector_only(sample_copy):
    at = screens.open_page(
        PAGE, wilayah=MOJOKERTO, kelompok="Ibu hamil", indikator="Ibu hamil risiko KEK"
    )
    truth = by_kecamatan(sample_copy, "kek_bumil")
    small = set(truth.index[truth["pembilang"].between(1, 4)])
    assert small
    shown = {each["nama"]: each["jumlah"] for each in screens.features(at)}
    table = screens.table(at).set_index("Kecamatan")
    column = table.columns[0]
    for name in small:
        assert shown[name] is None
        assert not str(table.loc[name, column]).isdecimal()
    assert not any(number in (1, 2, 3, 4) for number in shown.values())
    assert "disembunyikan" in screens.heading(at)

    at.toggle(key=access.SWITCH).set_value(True).run()
    screens.sound(at)
    assert {each["nama"]: each["jumlah"] for each in screens.features(at)} == truth[
        "pembilang"
    ].to_dict()


@pytest.fixture
def click(monkeypatch: pytest.MonkeyPatch):
    """What a click on the map tells the page; real clicks are in tests/browser."""

    def on(kode: str) -> None:
        monkeypatch.setattr(show, "selected", lambda state, layer: kode)

    return on


def test_the_panel_shows_the_desa_that_stopped_reporting(sample_store, click):
    click(story.DESA_BERHENTI[:8])
    at = screens.open_page(PAGE, wilayah=PEKALONGAN)
    with db.reading(sample_store) as cursor:
        cursor.execute("select nama from wilayah where kode = ?", [story.DESA_BERHENTI])
        (silent,) = cursor.fetchone()
    panel = screens.table(at, 0).set_index("Desa/kelurahan")["Jumlah"]
    assert panel.index[panel == "belum ada laporan"].tolist() == [silent]
    assert at.subheader[0].value.startswith("Pekalongan Utara: Balita 0-59 bulan stunting ")
    earlier = screens.open_page(PAGE, wilayah=PEKALONGAN, siklus="2025-S1")
    panel = screens.table(earlier, 0).set_index("Desa/kelurahan")["Jumlah"]
    assert panel[silent] != "belum ada laporan"


def test_the_panel_counts_audited_cases_and_their_causes(sample_store, click):
    click(story.KEC_MEMBURUK)
    at = screens.open_page(PAGE, wilayah=MOJOKERTO, siklus=story.SIKLUS_LALU)
    text = screens.written(at)
    with db.reading(sample_store) as cursor:
        cursor.execute(
            "select count(*) from kasus where siklus = ? and kode_kecamatan = ?",
            [story.SIKLUS_LALU, story.KEC_MEMBURUK],
        )
        (audited,) = cursor.fetchone()
    if audited:
        assert "Kasus yang diaudit: " in text
        assert f"dari {audited} kasus)" in text
    else:
        assert "Tidak ada kasus yang diaudit" in text


def test_the_funnel_stands_beside_the_map_with_the_same_tiers(sample_store):
    at = screens.open_page(PAGE, wilayah="Kabupaten Mojokerto", pendamping="Corong")
    screens.sound(at)
    assert "Lebih tinggi: Ngoro" in screens.chart(at, "corong").alt
    assert "Selang lebar" in screens.everything(at)


def test_the_smoothed_map_is_a_choice_and_says_what_it_is(sample_store):
    at = screens.open_page(PAGE, wilayah="Kabupaten Mojokerto", ukuran="Diratakan")
    screens.sound(at)
    assert "Bukan angka tercatat" in screens.everything(at)
    rows = by_kecamatan(sample_store, "stunting_balita")
    told = {each["nama"]: each["angka"] for each in screens.features(at)}
    name = rows["pembilang"].idxmax()
    assert bahasa.n_dari(*rows.loc[name, ["pembilang", "penyebut"]]) in told[name]
    # the order beside it stays that of the measured rates
    assert "diratakan" not in screens.chart(at, "urutan").alt


def test_the_panel_says_where_a_fall_could_not_be_seen(sample_store, click):
    click(story.KEC_KECIL)
    at = screens.open_page(PAGE, wilayah="Kabupaten Mojokerto")
    screens.sound(at)
    assert "anak per semester untuk melihat" in screens.written(at)
