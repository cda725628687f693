"""What holds for each page: filled, narrowed, in an old cycle, empty; Indonesian; and never a name."""

import json
import re

import plotly.graph_objects as go
import pytest

from stunting import access, answers, db, kept, menu, show, store
from stunting.imports.fields import KELOMPOK
from tests.pages import screens

CHOSEN = {"Kabupaten Mojokerto": "Trawas", "Kota Pekalongan": "Pekalongan Utara"}
METHOD = "rapat/metode.py"  # texts and reference tables: nothing to choose (test_metode.py)
OF_THE_DISTRICT = {"rapat/dua_angka.py"}  # surveys speak of nothing smaller, and of whole years
A_SHEET = {"rapat/profil_kecamatan.py"}  # a table to be printed stands in the place of a picture
DRAWN = {"rapat/presentasi.py"}  # its screens are drawings of our own (tests/stunting/paparan)
PAGES = [entry.file for entry in menu.RAPAT if entry.file != METHOD]


# What a figure of a heading may be without being counted: the cycle, the year, the age range.
NOT_COUNTED = re.compile(r"Semester I{1,2} \d{4}|\b0-(23|59) bulan|1000 HPK|\b20\d\d\b")


def assert_figures_can_be_opened(at):
    """Each figure of the heading stands in a clause whose figures open beside it."""
    rest, behind = screens.heading(at), screens.behind(at)
    for clause, figures in behind.items():
        assert clause in rest, clause
        rest = rest.replace(clause, "")
        assert re.search(r"\d|disembunyikan|idak ada", figures), figures
    assert not re.search(r"\d", NOT_COUNTED.sub("", rest)), rest


@pytest.mark.parametrize(
    ("kelompok", "wilayah"),
    list(zip(KELOMPOK.values(), [*CHOSEN] * 3, strict=False)),  # both districts in turn
    ids=list(KELOMPOK),
)
@pytest.mark.parametrize("file", PAGES)
def test_a_page_speaks_of_what_is_chosen(sample_store, file, wilayah, kelompok):
    at = screens.open_page(file, wilayah=wilayah, kelompok=kelompok)
    whole = screens.heading(at)
    assert_figures_can_be_opened(at)
    assert screens.english(screens.readable(at)) == []
    # choosing a kecamatan narrows the page and never empties the picture
    at.selectbox(key="kecamatan").select(CHOSEN[wilayah]).run()
    screens.sound(at)
    narrowed = screens.heading(at) != whole or "disembunyikan" in whole
    assert narrowed or file in OF_THE_DISTRICT
    assert_figures_can_be_opened(at)
    pictures = at.get("plotly_chart") or at.get("deck_gl_json_chart")
    assert (
        pictures or (at.table and file in A_SHEET) or (at.get("bidi_component") and file in DRAWN)
    )
    for picture in at.get("plotly_chart"):  # pages send their pictures unchecked (charts/figure.py)
        go.Figure(json.loads(picture.proto.spec))
    assert screens.english(screens.readable(at)) == []


@pytest.mark.parametrize("file", PAGES)
def test_everything_is_asked_before_anything_is_drawn(sample_store, monkeypatch, file):
    """A question between two elements would leave an old figure under a new heading while it is answered."""
    told = []

    def noting(word, of, name):
        known = getattr(of, name)
        monkeypatch.setattr(
            of,
            name,
            lambda *args, **options: (told.append((word, args)), known(*args, **options))[1],
        )

    for name in ("ask", "ask_named"):
        noting("asked", answers, name)
    for name in ("heading", "key_figures", "chart", "area_map", "table", "rows", "printed", "line"):
        noting("drawn", show, name)
    at = screens.open_page(file, wilayah="Kabupaten Mojokerto", kecamatan="Ngoro")
    screens.sound(at)
    drawn = [word for word, _ in told].index("drawn")
    assert {args[0] for word, args in told[:drawn] if word == "asked"}
    # the note at the foot, under all figures: whether the cycle is sealed, and the date the bar already has
    late = {args[0] for word, args in told[drawn:] if word == "asked"}
    assert late <= {"segel_catatan", "tanggal_data"}


@pytest.mark.parametrize("file", PAGES)
def test_what_others_looked_at_changes_nothing(sample_store, file):
    """What is worked out once is shared (kept.py): a page that changed it would show it in the next one."""

    def look(kecamatan):
        at = screens.open_page(file, wilayah="Kabupaten Mojokerto", kecamatan=kecamatan)
        by_chance = r'\b[0-9a-f]{32}\b|"mulai": [0-9.]+'  # keys of files, when a presentation began
        return re.sub(by_chance, "", screens.everything(at))

    kept.forget()
    first = look("Ngoro")
    for kecamatan in ("Trawas", "Semua kecamatan"):
        look(kecamatan)
    assert look("Ngoro") == first


@pytest.mark.parametrize(("siklus", "wilayah"), [*zip(["2023-S1", "2024-S2"], CHOSEN, strict=True)])
@pytest.mark.parametrize("file", PAGES)
def test_an_old_cycle_can_be_looked_at(sample_store, file, wilayah, siklus):
    now = screens.open_page(file, wilayah=wilayah)
    then = screens.open_page(file, wilayah=wilayah, siklus=siklus)
    assert screens.heading(now) != screens.heading(then) or file in OF_THE_DISTRICT
    assert f"{'I' * int(siklus[-1])} {siklus[:4]}" in "\n".join(screens.readable(then))


@pytest.mark.parametrize("file", PAGES)
def test_each_page_ends_with_source_date_and_that_the_data_are_invented(sample_store, file):
    text = screens.written(screens.open_page(file))
    assert "Sumber: " in text
    assert re.search(r"Data per \d+ [A-Z][a-z]+ 2026\.", text)
    assert "DATA CONTOH, bukan data sebenarnya." in text


@pytest.mark.parametrize("file", PAGES)
def test_a_page_without_data_says_so_and_what_to_do(empty_store, file):
    at = screens.open_page(file)
    assert screens.heading(at) == "Belum ada data untuk Kota Pekalongan."
    assert "Impor" in at.info[0].value
    assert "DATA CONTOH" not in screens.everything(at)
    assert not at.metric
    assert screens.english(screens.readable(at)) == []


@pytest.mark.parametrize("file", PAGES)
def test_mode_kerja_shows_the_same_page(sample_copy, file):
    at = screens.open_page(file, wilayah="Kabupaten Mojokerto", kecamatan="Trawas")
    at.toggle(key=access.SWITCH).set_value(True).run()
    screens.sound(at)
    assert screens.english(screens.readable(at)) == []


# --- names -----------------------------------------------------------------------------------------

NUMBER = re.compile(
    r"(?=(99\d{14}))"
)  # the cells of a column are sent without anything between them


@pytest.fixture(scope="module")
def personal(_sample_home) -> set[str]:
    """Every name, NIK, number of a family and telephone of the store, in small letters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(_sample_home))
        with db.reading(store.folder(), named=True) as cursor:
            cursor.execute(
                "select unnest([nama, nama_ibu, nik, no_kk, telepon]) from identitas.orang_identitas"
                " union"
                " select unnest([nama_kepala, no_kk, telepon]) from identitas.keluarga_identitas"
            )
            return {row[0].lower() for row in cursor.fetchall() if row[0]}


def known_in(at, personal: set[str]) -> set[str]:
    """The identities that left the server with this screen."""
    sent = screens.everything(at).lower()
    numbers = set(NUMBER.findall(sent)) & personal
    return numbers | {each for each in personal if not each.isdecimal() and each in sent}


@pytest.mark.parametrize("wilayah", CHOSEN)
@pytest.mark.parametrize("file", [*PAGES, *(entry.file for entry in menu.KELOLA)])
def test_no_name_leaves_the_server_in_mode_tayang(sample_store, personal, file, wilayah):
    at = screens.open_page(file, wilayah=wilayah)
    assert known_in(at, personal) == set()
    at.selectbox(key="kecamatan").select(CHOSEN[wilayah]).run()
    assert known_in(at, personal) == set()


def test_the_search_for_names_finds_them_where_they_are(sample_copy, personal):
    at = screens.open_page("rapat/keluarga_berisiko.py")
    at.toggle(key=access.SWITCH).set_value(True).run()
    numbers = {each for each in known_in(at, personal) if each.isdecimal()}
    assert len(numbers) > 100
    assert len(known_in(at, personal) - numbers) > 100
