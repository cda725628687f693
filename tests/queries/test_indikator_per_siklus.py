from datetime import date

from tests.factories import JATIREJO, PEKALONGAN, TIMUR, ask, build_store, child


def test_every_area_has_every_cycle_of_its_district(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2025-08-10", age=400, z=-2.6),
            child("b", "2026-02-10", age=400, z=-2.6),
            child("c", "2026-02-10", age=400, z=0.0, **TIMUR),
            # not included: the other district; and its cycle 2025-S1 is not one of Pekalongan
            child("d", "2025-02-10", age=400, z=-2.6, **JATIREJO),
        ],
    )
    rows = ask(
        version, "indikator_per_siklus", kode_kabkota=PEKALONGAN, indikator="stunting_balita"
    )
    # the last column: no threshold of the year decides about stunting
    assert [row[:5] for row in rows if row[5] is None] == [
        ("33.75", "Kota Pekalongan", "2025-S2", 1, 1),
        ("33.75", "Kota Pekalongan", "2026-S1", 1, 2),
        ("33.75.01", "Pekalongan Barat", "2025-S2", 1, 1),
        ("33.75.01", "Pekalongan Barat", "2026-S1", 1, 1),
        ("33.75.02", "Pekalongan Timur", "2025-S2", None, None),
        ("33.75.02", "Pekalongan Timur", "2026-S1", 0, 1),
        ("33.75.03", "Pekalongan Utara", "2025-S2", None, None),
        ("33.75.03", "Pekalongan Utara", "2026-S1", None, None),
        ("33.75.04", "Pekalongan Selatan", "2025-S2", None, None),
        ("33.75.04", "Pekalongan Selatan", "2026-S1", None, None),
    ]


def test_coverage_is_not_invented_for_a_cycle_of_the_other_district(tmp_path):
    version = build_store(
        tmp_path,
        # on the register in Pekalongan since 2024, first measured in 2026
        pengukuran=[
            child("a", "2026-02-10", age=700),
            child("b", "2025-02-10", age=400, **JATIREJO),
        ],
        agregat_bulanan=[{"bulan": date(2026, 1, 1), "sasaran_balita": 9}],
    )
    rows = ask(version, "indikator_wilayah", kode_kabkota=PEKALONGAN, siklus="2025-S1")
    assert rows == []
