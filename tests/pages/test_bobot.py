"""Bobot: a change is kept, written down, and turns the list; a wrong one changes nothing."""

from stunting import db, register, store, weights
from tests.pages import screens

PAGE = "kelola/bobot.py"


def score(need: str) -> float:
    with db.reading(store.folder()) as con:
        return con.execute("select bobot from ref_bobot where kebutuhan = ?", [need]).fetchone()[0]


def test_a_changed_weight_turns_the_list_and_is_written_down(sample_copy):
    at = screens.open_page(PAGE)
    assert "anak 4" in screens.heading(at)
    before = store.current()
    at.selectbox(key="bobot_jamban_2").set_value(9.0)
    at = at.button[0].click().run(timeout=120)
    assert not at.exception
    assert "jamban layak 9" in screens.heading(at)
    assert store.current() != before
    assert score("jamban") == 9.0
    (event,) = register.events("bobot")
    assert (event.before, event.after) == ({"jamban": 2.0}, {"jamban": 9.0})
    with db.reading(store.folder()) as con:
        ((top,),) = con.execute(
            "select list_contains(kebutuhan, 'jamban') from prioritas_keluarga"
            " where siklus = '2026-S1' order by skor desc limit 1"
        ).fetchall()
    assert top
    # and back again
    at = at.button(key="bawaan").click().run(timeout=120)
    assert not at.exception
    assert weights.current() == weights.shipped()
    assert score("jamban") == 2.0


def test_nothing_changed_makes_no_version(sample_copy):
    before = store.current()
    at = screens.open_page(PAGE)
    at = at.button[0].click().run()
    assert "Tidak ada bobot" in at.info[0].value
    assert store.current() == before
    assert register.events("bobot") == []


def test_no_weight_at_all_is_refused(sample_copy):
    at = screens.open_page(PAGE)
    for each in at.selectbox:
        if each.key.startswith("bobot_"):
            each.set_value(0.0)
    at = at.button[0].click().run()
    assert "Sekurangnya satu" in at.error[0].value
    assert weights.current() == weights.shipped()
