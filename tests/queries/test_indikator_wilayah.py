from datetime import date

from tests.factories import (
    JATIREJO,
    KODE_BARAT,
    KODE_TIMUR,
    PEKALONGAN,
    TIMUR,
    ask,
    build_store,
    child,
    woman,
)


def test_this_cycle_beside_the_one_before_and_the_year_before(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2026-02-10", age=800, z=-2.6),
            child("b", "2026-02-10", age=800, z=0.0),
            child("c", "2026-02-10", age=800, z=-2.6, **TIMUR),
            child("b", "2025-08-10", age=616, z=-2.6),
            child("b", "2025-02-10", age=435, z=-2.6),
            child("a", "2025-02-10", age=435, z=0.0),
            # not included: two years before
            child("a", "2024-02-10", age=69, z=-2.6),
            # not included: other district
            child("d", "2026-02-10", age=800, z=-2.6, **JATIREJO),
        ],
    )
    rows = ask(version, "indikator_wilayah", kode_kabkota=PEKALONGAN, siklus="2026-S1")
    stunting = {row[0]: row[3:9] for row in rows if row[2] == "stunting_balita"}
    assert stunting == {
        PEKALONGAN: (2, 3, 1, 1, 1, 2),
        KODE_BARAT: (1, 2, 1, 1, 1, 2),
        KODE_TIMUR: (1, 1, None, None, None, None),
    }
    # in the year before both were baduta, now nobody is
    assert not [row for row in rows if row[2] == "stunting_baduta"]
    assert {row[1] for row in rows if row[2].endswith("_balita")} == {"balita"}


def test_new_year_follows_the_second_semester(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2025-08-10", age=400, z=0.0),
            child("a", "2025-02-10", age=219, z=-2.6),
            child("a", "2024-08-10", age=35, z=-2.6),
        ],
    )
    rows = ask(version, "indikator_wilayah", kode_kabkota=PEKALONGAN, siklus="2025-S2")
    found = {row[:3]: row[3:9] for row in rows}
    assert found[KODE_BARAT, "balita", "stunting_balita"] == (0, 1, 1, 1, 1, 1)


def test_the_rule_of_each_year_stands_beside_its_figure(tmp_path):
    """TTD: 90 tablets until 2025, 180 from 2026: two figures that must not be compared."""
    tablets = {"usia_kehamilan_minggu": 30, "ttd": 100}
    version = build_store(
        tmp_path,
        skrining=[
            woman("a", "2025-08-10", **tablets),
            woman("b", "2026-02-10", **tablets),
        ],
    )
    rows = ask(version, "indikator_wilayah", kode_kabkota=PEKALONGAN, siklus="2026-S1")
    found = {row[2]: row for row in rows if row[0] == PEKALONGAN}
    assert found["ttd_bumil"][3:7] == (0, 1, 1, 1)
    now, before, year = found["ttd_bumil"][15:18]
    # no rule a year before: that cycle has no data at all
    assert (now, before, year) == ("ttd_bumil=180.0", "ttd_bumil=90.0", None)


def test_nothing_in_a_cycle_without_data(tmp_path):
    version = build_store(tmp_path, pengukuran=[child("a", "2026-02-10", age=400)])
    assert ask(version, "indikator_wilayah", kode_kabkota=PEKALONGAN, siklus="2025-S2") == []


def test_coverage_says_when_its_denominator_is_the_register(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2026-02-10", age=400),
            child("b", "2026-02-10", age=400, **TIMUR),  # this desa reported no target
        ],
        agregat_bulanan=[{"bulan": date(2026, 2, 1), "sasaran_balita": 9}],
    )
    rows = ask(version, "indikator_wilayah", kode_kabkota=PEKALONGAN, siklus="2026-S1")
    from_register = {row[0]: row[-1] for row in rows if row[2] == "cakupan_ukur_balita"}
    assert from_register == {PEKALONGAN: True, KODE_BARAT: False, KODE_TIMUR: True}
    assert not any(row[-1] for row in rows if not row[2].startswith("cakupan_"))
