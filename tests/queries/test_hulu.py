"""The upstream chain: who was at risk a cycle ago, and what became of them; each excluded row says why."""

from datetime import date

import pytest

from stunting import build, db
from tests.factories import PEKALONGAN, TIMUR, ask, build_store, child, kk, woman
from tests.queries import dirty_rows, slow_upstream

NOW, BEFORE = "2026-S1", "2025-S2"


def steps(version) -> dict[str, tuple]:
    rows = ask(version, "hulu", kode_kabkota=PEKALONGAN, siklus=NOW)
    return {(kode[-2:], langkah): tuple(counts) for kode, langkah, *counts in rows}


def catin(name, day, **given):
    return woman(name, day, kelompok="catin", **given)


def bumil(name, day, **given):
    return woman(name, day, kelompok="bumil", **given)


def born(name, day, **given):
    return woman(name, day, kelompok="pascasalin", **given)


def test_a_bride_recovers_before_her_pregnancy(tmp_path):
    rows = [
        catin("a", "2025-08-10", hb_gdl=10.5), bumil("a", "2026-02-10", hb_gdl=11.5),  # recovered
        catin("b", "2025-08-10", hb_gdl=10.5), catin("b", "2025-11-10", hb_gdl=10.9),  # still anaemic
        catin("c", "2025-08-10", lila_cm=22.0),  # no news
        catin("d", "2025-08-10", lila_cm=22.0, hb_gdl=10.5), catin("d", "2026-01-10", hb_gdl=12.5),
        # d: anaemia gone, arm not measured again: no news of all her problems
        # the first visit of the pregnancy counts, not a later one
        catin("e", "2025-08-10", hb_gdl=10.5), bumil("e", "2026-02-10", hb_gdl=10.0),
        bumil("e", "2026-05-10", hb_gdl=12.0),
        # not counted: no risk; at risk in this cycle only; news after this cycle does not help
        catin("f", "2025-08-10", hb_gdl=12.5), catin("g", "2026-03-10", hb_gdl=10.5),
        catin("h", "2025-08-10", hb_gdl=10.5, **TIMUR), catin("h", "2026-07-01", hb_gdl=12.5, **TIMUR),
    ]  # fmt: skip
    found = steps(build_store(tmp_path, skrining=rows))
    assert found["01", "catin_pulih"] == (5, 1, 2, 2)
    assert found["02", "catin_pulih"] == (1, 0, 0, 1)


def test_a_pregnant_woman_recovers_and_her_child_is_born_well(tmp_path):
    rows = [
        bumil("a", "2025-08-10", hb_gdl=10.0), bumil("a", "2025-11-10", hb_gdl=11.2),
        born("a", "2026-01-10", bb_lahir_g=2500, pb_lahir_cm=48.0),  # at the limits: well
        bumil("b", "2025-08-10", hb_gdl=10.0), bumil("b", "2025-11-10", hb_gdl=10.9),
        born("b", "2026-01-10", bb_lahir_g=2499, pb_lahir_cm=50.0),  # light
        bumil("c", "2025-09-10", lila_cm=22.0),
        born("c", "2026-02-10", bb_lahir_g=3000),  # length not measured: no news
        bumil("d", "2025-09-10", lila_cm=22.0), born("d", "2026-02-10", pb_lahir_cm=47.9),  # short
        bumil("e", "2025-12-10", lila_cm=22.0),  # nothing since
        # not counted: no risk in the cycle before, whatever came of it
        bumil("f", "2025-09-10", lila_cm=24.0), born("f", "2026-02-10", bb_lahir_g=2000, pb_lahir_cm=45.0),
    ]  # fmt: skip
    found = steps(build_store(tmp_path, skrining=rows))
    assert found["01", "bumil_pulih"] == (5, 1, 1, 3)
    assert found["01", "lahir_sehat"] == (5, 1, 2, 2)


def weighed(name, *visits, born_days=300, **given):
    """(day, naik_bb, z or None): a child who is ``born_days`` old at the first visit."""
    first = date.fromisoformat(visits[0][0])
    return [
        child(
            name,
            day,
            age=born_days + (date.fromisoformat(day) - first).days,
            z=z,
            naik_bb=gain,
            **given,
        )
        for day, gain, z in visits
    ]


def test_children_who_twice_gained_nothing_and_were_not_yet_stunted(tmp_path):
    rows = [
        *weighed(
            "a", ("2025-08-10", "T", None), ("2025-09-10", "T", None), ("2026-02-10", "N", -1.0)
        ),
        *weighed(
            "b", ("2025-08-10", "T", None), ("2025-09-10", "T", None), ("2026-02-10", "N", -2.6)
        ),
        *weighed("c", ("2025-08-10", "T", None), ("2025-09-10", "T", None)),  # no height since
        # not counted: below -2 SD already; gained in between; once only; older than 23 months
        *weighed(
            "d", ("2025-07-10", "N", -2.6), ("2025-08-10", "T", None), ("2025-09-10", "T", -2.6)
        ),
        *weighed(
            "e", ("2025-08-10", "T", None), ("2025-09-10", "N", None), ("2025-10-10", "T", -1.0)
        ),
        *weighed("f", ("2025-08-10", "T", -1.0)),
        *weighed("g", ("2025-08-10", "T", None), ("2025-09-10", "T", -1.0), born_days=800),
    ]
    found = steps(build_store(tmp_path, pengukuran=rows))
    assert found["01", "baduta_2t"] == (3, 1, 1, 1)


def test_families_released(tmp_path):
    def family(number, siklus, **given):
        return {"no_kk": kk(number), "siklus": siklus, "sumber_air_layak": True} | given

    rows = [
        family(1, BEFORE, jamban_layak=False), family(1, NOW, jamban_layak=True),
        family(2, BEFORE, jamban_layak=False), family(2, NOW, jamban_layak=False),
        family(3, BEFORE, jamban_layak=False),  # not verified again
        # not counted: no risk before; at risk only now
        family(4, BEFORE, jamban_layak=True), family(4, NOW, jamban_layak=False),
        family(5, NOW, jamban_layak=False),
    ]  # fmt: skip
    found = steps(build_store(tmp_path, keluarga=rows))
    assert found["01", "krs_lepas"] == (3, 1, 1, 1)


def test_a_woman_linked_under_two_codes_is_followed(tmp_path):
    # without her number in the later file she has another code; name and birth date link both
    rows = [
        catin("a", "2025-08-10", hb_gdl=10.5, tanggal_lahir=date(2000, 5, 1)),
        bumil("a", "2026-02-10", hb_gdl=11.5, tanggal_lahir=date(2000, 5, 1)) | {"nik": None},
    ]
    version = build_store(tmp_path, skrining=rows)
    assert (
        sum(counts[0] for (_, step), counts in steps(version).items() if step == "catin_pulih") == 1
    )


def test_a_chain_that_does_not_add_up_stops_the_build(tmp_path):
    rows = [catin("a", "2025-08-10", hb_gdl=10.5), catin("a", "2026-02-10")]
    version = build_store(tmp_path, skrining=rows)
    with db.building(version) as con:
        assert build.check(con).empty
        con.execute("update hulu_siklus set belum = belum + 1")
        assert "langkah hulu tidak menutup" in build.check(con)["aturan"].tolist()


@pytest.mark.parametrize("langkah", slow_upstream.STEPS)
def test_the_sample_again_person_by_person(sample_store, langkah):
    fast, slow = both_ways(sample_store, langkah)
    assert fast == slow
    states = [sum(cell[place] for cell in fast.values()) for place in (1, 2, 3)]
    assert min(states) >= 5, states  # every state occurs, or the comparison says little


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_dirty_rows_again_person_by_person(tmp_path, seed):
    version = build_store(tmp_path, refused=None, **dirty_rows.sheets(seed))
    for langkah in slow_upstream.STEPS:
        fast, slow = both_ways(version, langkah)
        assert fast == slow, langkah
        assert fast, langkah


def both_ways(version, langkah) -> tuple[dict, dict]:
    """(siklus, kode_kecamatan) -> counts, as the build has them and as a loop over persons finds them."""
    with db.reading(version) as con:
        slow = slow_upstream.STEPS[langkah](con)
        rows = con.execute(
            "select siklus, kode_kecamatan, jumlah, teratasi, belum, tanpa_kabar from hulu_siklus "
            "where langkah = $1",
            [langkah],
        ).fetchall()
        cycles = set(con.execute("select siklus, kode_kabkota from siklus").fetchall())
    fast = {(siklus, kode): list(counts) for siklus, kode, *counts in rows}
    return fast, {key: cell for key, cell in slow.items() if (key[0], key[1][:5]) in cycles}
