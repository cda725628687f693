from datetime import date

from tests.factories import (
    JATIREJO,
    KODE_TIMUR,
    PEKALONGAN,
    TIMUR,
    ask,
    build_store,
    child,
    woman,
)


def months(version, indikator: str, kecamatan: str | None = None) -> list[tuple]:
    rows = ask(version, "indikator_per_bulan", kode_kabkota=PEKALONGAN, indikator=indikator)
    return [row[1:5] for row in rows if row[0] == (kecamatan or PEKALONGAN)]


def test_each_child_once_a_month_with_the_last_valid_value(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2026-02-03", age=400, z=0.0),
            child("a", "2026-02-20", age=417, z=-2.6),
            # flagged: the value of 3 March stays
            child("a", "2026-03-03", age=428, z=-2.6),
            child("a", "2026-03-20", age=445, tb_cm=50.0),
            child("b", "2026-02-10", age=400, z=0.0, **TIMUR),
            # not included: 60 months; other district
            child("c", "2026-02-10", age=1827, z=-2.6),
            child("d", "2026-02-10", age=400, z=-2.6, **JATIREJO),
        ],
    )
    feb, mar = date(2026, 2, 1), date(2026, 3, 1)
    assert months(version, "stunting_balita") == [
        (feb, "perorangan", 1, 2),
        (mar, "perorangan", 1, 1),
    ]
    assert months(version, "stunting_baduta", KODE_TIMUR) == [(feb, "perorangan", 0, 1)]


def test_weight_gain_counts_only_n_and_t(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child(letter, "2026-02-10", age=400, naik_bb=gain)
            for letter, gain in zip("abcde", ("N", "N", "T", "O", "B"), strict=True)
        ],
    )
    assert months(version, "naik_bb_balita") == [(date(2026, 2, 1), "perorangan", 2, 3)]


def test_women_as_in_the_cycle_by_the_last_value_on_record(tmp_path):
    version = build_store(
        tmp_path,
        skrining=[
            # the second visit of the month has no Hb: the first one's counts
            woman("a", "2026-03-05", hb_gdl=10.5),
            woman("a", "2026-03-25", lila_cm=25.0, bb_kg=44.0, tb_cm=155.0),  # thin by mass index
            woman("b", "2026-03-05", hb_gdl=11.0, lila_cm=23.5),
        ],
    )
    march = date(2026, 3, 1)
    assert months(version, "anemia_bumil") == [(march, "perorangan", 1, 2)]
    assert months(version, "kek_bumil") == [(march, "perorangan", 1, 2)]


def test_monthly_figures_stand_beside_never_within(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[child("a", "2026-02-10", age=400, z=-2.6)],
        agregat_bulanan=[
            {
                "bulan": date(2026, 2, 1),
                "sasaran_balita": 50,
                "balita_diukur": 40,
                "balita_stunting": 8,
                # no number of women tested: their target is no denominator for anaemia
                "sasaran_bumil": 30,
                "bumil_anemia": 4,
            },
            {"bulan": date(2026, 2, 1), "balita_diukur": 10, "balita_stunting": 1, **TIMUR},
            # not included: nobody measured
            {"bulan": date(2026, 3, 1), "balita_diukur": 0, "balita_stunting": 0},
        ],
    )
    february = date(2026, 2, 1)
    assert months(version, "stunting_balita") == [
        (february, "agregat", 9, 50),
        (february, "perorangan", 1, 1),
    ]
    assert months(version, "cakupan_ukur_balita") == [(february, "agregat", 40, 50)]
    assert months(version, "anemia_bumil") == []
