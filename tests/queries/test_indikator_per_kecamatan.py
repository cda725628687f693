from datetime import date

import pytest

from stunting import db
from tests.factories import (
    BARAT,
    JATIREJO,
    KODE_BARAT,
    KODE_JATIREJO,
    KODE_TIMUR,
    MOJOKERTO,
    PEKALONGAN,
    TIMUR,
    ask,
    build_store,
    child,
    woman,
)


def figures(version, indikator: str, siklus: str = "2026-S1", kabkota: str = PEKALONGAN) -> dict:
    """kecamatan -> (pembilang, penyebut), without the kecamatan that have no data."""
    rows = ask(
        version,
        "indikator_per_kecamatan",
        kode_kabkota=kabkota,
        siklus=siklus,
        indikator=indikator,
    )
    return {code: (over, under) for code, _, over, under, *_ in rows if under is not None}


def test_which_children_and_measurements_count(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("pendek", "2026-02-10", age=400, z=-2.6),
            child("normal", "2026-02-10", age=400, z=0.0),
            child("tepat 23 bulan", "2026-02-10", age=730, z=-2.6),
            # counts as balita, not as baduta: 24 completed months
            child("24 bulan", "2026-02-10", age=731, z=-2.6),
            # the last day that counts: 59 completed months
            child("59 bulan", "2026-02-10", age=1826, z=-2.6),
            # not included: too old, 60 completed months
            child("60 bulan", "2026-02-10", age=1827, z=-2.6),
            # not included: height-for-age beyond -6 is flagged as a slip
            child("salah ukur", "2026-02-10", age=400, tb_cm=50.0),
            # not included: only weighed
            child("ditimbang saja", "2026-02-10", age=400, z=None),
            # not included: January, although stunted; in February, the weighing month, he is not
            child("dua kali", "2026-01-10", age=369, z=-2.6),
            child("dua kali", "2026-02-10", age=400, z=0.0),
            # not included: June is later, but February counts
            child("dua kali", "2026-06-10", age=520, z=-2.6),
            # included: no measurement in February, so the last one, June
            child("juni", "2026-04-10", age=459, z=0.0),
            child("juni", "2026-06-10", age=520, z=-2.6),
            # included: April; February's height is flagged and May has no height
            child("april", "2026-02-10", age=400, tb_cm=50.0),
            child("april", "2026-04-10", age=459, z=-2.6),
            child("april", "2026-05-10", age=489, z=None),
            # not included: cycle before
            child("dulu", "2025-08-10", age=400, z=-2.6),
            # other kecamatan
            child("timur", "2026-02-10", age=400, z=-2.6, **TIMUR),
            # not included: other district
            child("jatirejo", "2026-02-10", age=400, z=-2.6, **JATIREJO),
        ],
    )
    barat_stunted = ["pendek", "tepat 23 bulan", "24 bulan", "59 bulan", "juni", "april"]
    barat_not = ["normal", "dua kali"]
    assert figures(version, "stunting_balita") == {
        KODE_BARAT: (len(barat_stunted), len(barat_stunted + barat_not)),
        KODE_TIMUR: (1, 1),
    }
    assert figures(version, "stunting_baduta") == {
        KODE_BARAT: (len(barat_stunted) - 2, len(barat_stunted + barat_not) - 2),
        KODE_TIMUR: (1, 1),
    }
    assert figures(version, "stunting_balita", kabkota=MOJOKERTO) == {KODE_JATIREJO: (1, 1)}
    assert figures(version, "stunting_balita", "2025-S2") == {KODE_BARAT: (1, 1)}


def test_every_kecamatan_has_a_row_and_no_data_is_not_zero(tmp_path):
    version = build_store(tmp_path, pengukuran=[child("a", "2026-02-10", age=400, z=0.0)])
    rows = ask(
        version,
        "indikator_per_kecamatan",
        kode_kabkota=PEKALONGAN,
        siklus="2026-S1",
        indikator="stunting_balita",
    )
    assert rows == [
        ("33.75.01", "Pekalongan Barat", 0, 1, None, None),
        ("33.75.02", "Pekalongan Timur", None, None, None, None),
        ("33.75.03", "Pekalongan Utara", None, None, None, None),
        ("33.75.04", "Pekalongan Selatan", None, None, None, None),
    ]


def test_nobody_measured_is_no_data(tmp_path):
    version = build_store(
        tmp_path, pengukuran=[child("ditimbang saja", "2026-02-10", age=400, z=None)]
    )
    assert figures(version, "stunting_balita") == {}
    assert figures(version, "underweight_balita") == {KODE_BARAT: (0, 1)}


def test_an_index_without_a_valid_value_leaves_the_others(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2026-02-10", age=400, z=-2.6, bb_kg=6.0),
            # not included in weight indices: not weighed
            child("b", "2026-02-10", age=400, z=-2.6, bb_kg=None),
            # not included in weight indices: weight-for-age flagged
            child("c", "2026-02-10", age=400, z=-2.6, bb_kg=30.0),
        ],
    )
    assert figures(version, "stunting_balita") == {KODE_BARAT: (3, 3)}
    assert figures(version, "underweight_balita") == {KODE_BARAT: (1, 1)}
    assert figures(version, "wasting_balita") == {KODE_BARAT: (1, 1)}


@pytest.mark.parametrize(("tb_cm", "z", "stunted"), [(68.7, -2.00, 0), (68.6, -2.04, 1)])
def test_minus_two_itself_is_not_stunted(tmp_path, tb_cm: float, z: float, stunted: int):
    version = build_store(tmp_path, pengukuran=[child("a", "2026-02-10", age=304, tb_cm=tb_cm)])
    with db.reading(version) as con:
        assert con.execute("select z_tbu from pengukuran").fetchall() == [(z,)]
    assert figures(version, "stunting_balita") == {KODE_BARAT: (stunted, 1)}


def test_a_child_counts_where_it_was_measured_then(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("pindah", "2025-08-10", age=216, z=-2.6, **BARAT),
            child("pindah", "2026-02-10", age=400, z=-2.6, **TIMUR),
        ],
    )
    assert figures(version, "stunting_balita", "2025-S2") == {KODE_BARAT: (1, 1)}
    assert figures(version, "stunting_balita", "2026-S1") == {KODE_TIMUR: (1, 1)}


def test_coverage_over_the_target_last_reported(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2026-02-10", age=400, z=0.0),
            # measured: the height is flagged, but somebody did measure
            child("b", "2026-02-10", age=400, tb_cm=50.0),
            # measured: in February; the later weighing alone does not undo it
            child("c", "2026-01-10", age=369, tb_cm=50.0),
            child("c", "2026-05-10", age=489, z=None),
            # not included: only weighed
            child("d", "2026-02-10", age=400, z=None),
        ],
        agregat_bulanan=[
            {"bulan": date(2026, 1, 1), "sasaran_balita": 30},
            {"bulan": date(2026, 2, 1), "sasaran_balita": 40},
            {"bulan": date(2026, 3, 1), "balita_diukur": 3},  # no target in this month
            {
                "bulan": date(2026, 2, 1),
                "sasaran_balita": 7,
                **TIMUR,
            },  # a desa nobody was measured in
        ],
    )
    assert figures(version, "cakupan_ukur_balita") == {KODE_BARAT: (3, 40), KODE_TIMUR: (0, 7)}
    # no target for baduta was reported: the children on the register, here a, b, c and d
    assert figures(version, "cakupan_ukur_baduta") == {KODE_BARAT: (3, 4)}


def test_register_as_target_leaves_out_who_moved_or_died(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child(name, "2026-02-10", age=400) for name in ("tinggal", "pindah", "wafat", "kembali")
        ],
        mutasi=[
            _move("pindah", "2026-03-01", "pindah_keluar"),
            _move("wafat", "2026-03-01", "meninggal"),
            # still there: moved between two desa on one day
            _move("kembali", "2026-03-01", "pindah_keluar"),
            _move("kembali", "2026-03-01", "pindah_masuk"),
        ],
    )
    assert figures(version, "cakupan_ukur_balita") == {KODE_BARAT: (4, 2)}


def _move(name: str, day: str, jenis: str) -> dict:
    return {
        "nik": child(name, day, age=1)["nik"],
        "tanggal": date.fromisoformat(day),
        "jenis": jenis,
    }


def test_women_by_the_last_value_on_record_and_the_rule_of_the_year(tmp_path):
    version = build_store(
        tmp_path,
        skrining=[
            # anaemic at first, not at the last test of the cycle
            woman("a", "2026-01-10", hb_gdl=10.0),
            woman("a", "2026-03-10", hb_gdl=11.0),
            # the later visit has no Hb: the earlier one stays
            woman("b", "2026-01-10", hb_gdl=10.9),
            woman("b", "2026-03-10", lila_cm=23.5),
            # not included: no Hb at all; thin by body mass index, in force since 2025
            woman("c", "2026-03-10", lila_cm=25.0, bb_kg=44.0, tb_cm=155.0),
            # thin by arm
            woman("d", "2026-03-10", lila_cm=23.4),
            # not included: another group, with its own threshold 12
            woman("e", "2026-03-10", kelompok="catin", hb_gdl=11.5),
            # not included: cycle before; and before 2025 body mass index did not count
            woman("f", "2024-09-10", hb_gdl=10.0, lila_cm=25.0, bb_kg=44.0, tb_cm=155.0),
        ],
    )
    assert figures(version, "anemia_bumil") == {KODE_BARAT: (1, 2)}
    assert figures(version, "kek_bumil") == {KODE_BARAT: (2, 3)}
    assert figures(version, "anemia_catin") == {KODE_BARAT: (1, 1)}
    assert figures(version, "kek_bumil", "2024-S2") == {KODE_BARAT: (0, 1)}


def test_iron_tablets_by_the_rule_of_the_year_in_the_third_trimester(tmp_path):
    version = build_store(
        tmp_path,
        skrining=[
            woman("a", "2025-03-10", usia_kehamilan_minggu=30, ttd=90),
            woman("b", "2026-03-10", usia_kehamilan_minggu=30, ttd=90),  # since 2026: 180
            woman("c", "2026-03-10", usia_kehamilan_minggu=30, ttd=180),
            # not included: second trimester
            woman("d", "2026-03-10", usia_kehamilan_minggu=27, ttd=180),
        ],
    )
    assert figures(version, "ttd_bumil", "2025-S1") == {KODE_BARAT: (1, 1)}
    assert figures(version, "ttd_bumil") == {KODE_BARAT: (1, 2)}


def test_age_by_the_rule_of_the_group(tmp_path):
    version = build_store(
        tmp_path,
        skrining=[
            woman("a", "2026-03-10", kelompok="bumil", umur=19),  # too young
            woman("b", "2026-03-10", kelompok="bumil", umur=20),  # at the limit: not
            woman("c", "2026-03-10", kelompok="bumil", umur=35),  # at the limit: not
            woman("d", "2026-03-10", kelompok="bumil", umur=36),  # too old
            woman("e", "2026-03-10", kelompok="catin", umur=19),
            woman("f", "2026-03-10", kelompok="catin", umur=36),  # a bride is never too old
            # not included: age unknown; after birth nobody asks
            woman("g", "2026-03-10", kelompok="bumil", umur=None),
            woman("h", "2026-03-10", kelompok="pascasalin", umur=17),
        ],
    )
    assert figures(version, "umur_bumil") == {KODE_BARAT: (2, 4)}
    assert figures(version, "umur_catin") == {KODE_BARAT: (1, 2)}


def test_families_at_risk(tmp_path):
    blank = {"sumber_air_layak": None, "jamban_layak": None}
    version = build_store(
        tmp_path,
        keluarga=[
            {"no_kk": "9800000000000001", "sumber_air_layak": True, "jamban_layak": False},
            {"no_kk": "9800000000000002", "sumber_air_layak": True, "jamban_layak": True},
            {"no_kk": "9800000000000003", **blank, "terlalu_dekat": True},
            {"no_kk": "9800000000000004", **blank, "terlalu_muda": False},
            # not included: nothing was verified; welfare and family planning do not make a risk
            {
                "no_kk": "9800000000000005",
                **blank,
                "kb_modern": False,
                "peringkat_kesejahteraan": 1,
            },
            # not included: other cycle
            {"no_kk": "9800000000000002", "jamban_layak": False, "siklus": "2025-S2"},
        ],
    )
    assert figures(version, "krs_keluarga") == {KODE_BARAT: (2, 4)}
    assert figures(version, "jamban_keluarga") == {KODE_BARAT: (1, 2)}
    assert figures(version, "air_keluarga") == {KODE_BARAT: (0, 2)}
    assert figures(version, "krs_keluarga", "2025-S2") == {KODE_BARAT: (1, 1)}


def test_baduta_carry_the_counts_of_balita_they_are_part_of(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("bayi", "2026-02-10", age=400, z=-2.6),
            child("dua tahun", "2026-02-10", age=731, z=-2.6),
            child("tiga tahun", "2026-02-10", age=1100, z=0.0),
        ],
    )
    rows = ask(
        version,
        "indikator_per_kecamatan",
        kode_kabkota=PEKALONGAN,
        siklus="2026-S1",
        indikator="stunting_baduta",
    )
    assert rows[0] == ("33.75.01", "Pekalongan Barat", 1, 1, 2, 3)
