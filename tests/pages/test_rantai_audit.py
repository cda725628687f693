"""Rantai audit on the sample: the promises of the last cycle as the story tells them, who is stuck where."""

import re

from stunting import db, store
from stunting.rapat import keputusan
from stunting.sample import story
from tests.pages import screens

PAGE = "rapat/rantai_audit.py"
MOJOKERTO = {"wilayah": "Kabupaten Mojokerto", "siklus": "2026-S1"}


def bars(at) -> dict[str, tuple[int, int]]:
    """Step -> (passed, stuck), as drawn."""
    said = "\n".join(
        text for bar in screens.spec(at, "rantai")["data"][:2] for text in bar["hovertext"]
    )
    found = re.findall(r"^(.+?): (\d+) \w+ (lewat|tertahan)$", said, re.MULTILINE)
    steps = {name: [0, 0] for name, *_ in found}
    for name, number, what in found:
        steps[name][what == "tertahan"] = int(number)
    return {name: tuple(both) for name, both in steps.items()}


def test_it_opens_on_what_was_promised_last_cycle(sample_store):
    at = screens.open_page(PAGE, **MOJOKERTO)
    late = len(story.RTL_TERLAMBAT)
    assert screens.heading(at).startswith(
        "Kabupaten Mojokerto: dari 12 rekomendasi Semester II 2025, 6 selesai, "
        f"{late} terlambat, 1 berjalan, 1 belum ada laporan, dan 1 batal; "
    )
    behind = " ".join(screens.behind(at).values())
    assert all(code in behind for code in (*story.RTL_TERLAMBAT, story.RTL_TAK_TERSENTUH))
    metrics = {each.label: each.value for each in at.metric}
    assert metrics["Terlambat"] == str(late)
    assert metrics["Selesai, S2 2025"] == "6 dari 12"


def test_each_bar_counts_who_passed_and_who_is_stuck(sample_store):
    """Counted once more from the tables of the sample."""
    with db.reading(store.folder()) as con:
        where = "kode_kabkota = '35.16' and siklus = '2025-S2'"
        tasks = con.execute(
            f"select rtl_id, status, tanggal_evaluasi from rtl_ringkas where {where}"
        ).fetchall()
        ((cases,),) = con.execute(
            "select count(*) from kasus where siklus = '2025-S2' and kode_kecamatan like '35.16%'"
        ).fetchall()
    going = [row for row in tasks if row[1] != "batal"]  # given up: not in the chain
    told = [row for row in going if row[1] is not None]  # one was never touched
    done = [row for row in told if row[1] == "selesai"]
    judged = [row for row in done if row[2] is not None]
    found = bars(screens.open_page(PAGE, **MOJOKERTO))
    assert found["Risiko dinilai"] == (cases, 0)
    assert found["OPD ditunjuk"] == (len(going), 0)
    assert found["Ada laporan"] == (len(told), len(going) - len(told))
    assert found["Selesai"] == (len(done), len(told) - len(done))
    assert found["Dievaluasi"] == (len(judged), len(done) - len(judged))


def test_the_list_behind_a_step_is_who_is_stuck_there(sample_store):
    at = screens.open_page(PAGE, **MOJOKERTO, langkah="Ada laporan")
    listed = next(each.value for each in at.dataframe if "Kode" in each.value)
    assert listed["Kode"].tolist() == [story.RTL_TAK_TERSENTUH]


def test_a_report_moves_the_chain(sample_copy):
    keputusan.report(story.RTL_TAK_TERSENTUH, "siti", status="selesai")
    at = screens.open_page(PAGE, **MOJOKERTO)
    assert "7 selesai" in screens.heading(at)
    assert "belum ada laporan" not in screens.heading(at)
    assert bars(at)["Ada laporan"][1] == 0


def test_a_kecamatan_without_cases_keeps_the_districts_picture(sample_store):
    at = screens.open_page(PAGE, **MOJOKERTO, kecamatan="Trawas")
    assert "tidak ada rekomendasi dari Semester II 2025" in screens.heading(at)
    assert sum(map(sum, bars(at).values())) > 0
