"""z-scores in SQL against WHO's survey, values worked out by hand, and a slow second version."""

import hashlib
import math
import random
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from pygrowup.tables.by_day import acfa, bmifa, lfa, wfa, wfh, wfl

from stunting import db, growth
from tests import slow_growth, survey

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "queries" / "build"
COLUMNS = ["kunci", "jenis_kelamin", "umur_hari", "bb_kg", "tb_cm", "cara_ukur"]
RESULTS = ["z_tbu", "z_bbu", "z_bbtb", "flag_tbu", "flag_bbu", "flag_bbtb"]


@pytest.fixture(scope="module")
def con():
    con = db.memory()
    growth.load_tables(con)
    growth.load_more(con)
    yield con
    con.close()


def compute(con, rows):
    """who_zskor over (jenis_kelamin, umur_hari, bb_kg, tb_cm, cara_ukur) rows, in their order."""
    con.execute("""
        create or replace temp table ukuran (
            kunci integer, jenis_kelamin varchar, umur_hari integer,
            bb_kg double, tb_cm double, cara_ukur varchar,
        )
    """)
    frame = pd.DataFrame([(i, *row) for i, row in enumerate(rows)], columns=COLUMNS, dtype=object)
    con.register("baris", frame)
    con.execute("insert into ukuran select * from baris")
    con.unregister("baris")
    chosen = ", ".join(RESULTS)
    return con.execute(f"select {chosen} from who_zskor('ukuran') order by kunci").fetchall()


def one(con, *row):
    return dict(zip(RESULTS, compute(con, [row])[0], strict=True))


# --- the tables -------------------------------------------------------------------------------


def test_tables_equal_the_package(con):
    def stored(query):
        return {row[:-3]: row[-3:] for row in con.execute(query).fetchall()}

    def package(data, key):
        return {
            (sex, key(k)): tuple(float(row[x]) for x in "lms")
            for name, sex in (("male", "L"), ("female", "P"))
            for k, row in data[name].items()
        }

    by_day = "select jenis_kelamin, hari, l, m, s from "
    by_mm = "select jenis_kelamin, mm, l, m, s from who_bbtb where tabel = "
    assert stored(by_day + "who_tbu") == package(lfa.DATA, int)
    assert stored(by_day + "who_bbu") == package(wfa.DATA, int)
    assert stored(by_day + "who_imtu") == package(bmifa.DATA, int)
    assert stored(by_day + "who_lilau") == package(acfa.DATA, int)
    assert stored(by_mm + "'panjang'") == package(wfl.DATA, lambda cm: int(cm * 10))
    assert stored(by_mm + "'tinggi'") == package(wfh.DATA, lambda cm: int(cm * 10))


def test_tables_have_no_gaps(con):
    # Interpolation reads the next row as 0.1 cm further on, and takes L as constant in one table.
    assert con.execute("""
        select jenis_kelamin, tabel, min(mm), max(mm), count(distinct mm), count(distinct l)
        from who_bbtb
        group by all
        order by all
    """).fetchall() == [
        ("L", "panjang", 450, 1100, 651, 1),
        ("L", "tinggi", 650, 1200, 551, 1),
        ("P", "panjang", 450, 1100, 651, 1),
        ("P", "tinggi", 650, 1200, 551, 1),
    ]
    for name, first in (("who_tbu", 0), ("who_bbu", 0), ("who_imtu", 0), ("who_lilau", 91)):
        assert con.execute(f"""
            select jenis_kelamin, min(hari), max(hari), count(distinct hari), min(abs(l)) > 0
            from {name}
            group by all
            order by all
        """).fetchall() == [(sex, first, 1856, 1857 - first, True) for sex in "LP"]


def test_length_for_age_has_a_plain_ratio(con):
    # who_zskor leaves the power out
    assert con.execute("select distinct l from who_tbu").fetchall() == [(1.0,)]


def test_each_child_finds_exactly_one_row_of_each_standard(con):
    # The joins are inner: a key that is missing or there twice would lose or double children.
    keys = "select count(*), count(distinct who_kunci), min(who_kunci), max(who_kunci) from "
    for name in ("umur", "imt_lila"):
        assert con.execute(keys + f"who_baku_{name}").fetchone() == (3715, 3715, -1, 3856)
    assert con.execute(keys + "who_baku_panjang").fetchone() == (3005, 3005, -1, 7200)


def test_builder_makes_the_same_files(tmp_path):
    script = tmp_path / "bangun.py"
    script.write_bytes((growth.FOLDER / "bangun.py").read_bytes())
    subprocess.run([sys.executable, script], check=True, capture_output=True)
    for name, (sha256, _) in (growth.FILES | growth.MORE_FILES).items():
        built = (tmp_path / f"{name}.csv").read_bytes()
        assert hashlib.sha256(built).hexdigest() == sha256


def test_changed_table_is_refused(tmp_path, monkeypatch):
    for name in growth.FILES:
        (tmp_path / f"{name}.csv").write_bytes((growth.FOLDER / f"{name}.csv").read_bytes())
    monkeypatch.setattr(growth, "FOLDER", tmp_path)
    path = tmp_path / "bbu.csv"
    with db.memory() as con:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        growth.load_tables(con)
        path.write_bytes(path.read_bytes().replace(b"9.646,", b"9.664,"))
        with pytest.raises(growth.TableError, match=r"bbu\.csv"):
            growth.load_tables(con)


def test_tables_load_without_external_access():
    with db.memory() as con:
        con.execute("set enable_external_access = false")
        growth.load_tables(con)
        assert con.execute("select count(*) from who_tbu").fetchone() == (3714,)


# --- WHO's survey example ---------------------------------------------------------------------


def test_survey(con):
    """498 children as WHO's own igrowup software (R) computed them: age.days, kg, cm, l/h."""
    children = survey.children()
    results = compute(con, [survey.measures(child) for child in children])
    compared, oedema = 0, 0
    for child, result in zip(children, results, strict=True):
        for i, (z, flag) in enumerate((("zlen", "flen"), ("zwei", "fwei"), ("zwfl", "fwfl"))):
            if child["oedema"] == "y":
                # Six children. WHO leaves weight out for them; our data does not know oedema.
                oedema += 1
                if i > 0:
                    continue
            else:
                compared += survey.number(child[z]) is not None
            assert result[i] == survey.number(child[z]), (child["id"], z)
            assert result[3 + i] == survey.number(child[flag]), (child["id"], flag)
    assert (compared, oedema) == (1425, 18)


# --- values worked out by hand ----------------------------------------------------------------

# Index, sex, day, kg, cm, position; L, M, S as printed in the WHO table (or halfway two rows);
# z of the bare LMS formula and z by the rule of that index, worked out with 40 digits.
GOLDEN = [
    ("tbu", "L", 365, None, 70.0, "terlentang", 1, 75.7391, 0.03137, -2.415512, -2.415512),
    ("tbu", "P", 900, None, 80.0, "berdiri", 1, 90.3453, 0.03884, -2.948209, -2.948209),
    # Height-for-age keeps the bare formula beyond 3 SD.
    ("tbu", "L", 100, None, 75.0, "terlentang", 1, 62.1826, 0.03306, 6.234882, 6.234882),
    ("bbu", "L", 365, 9.0, None, None, 0.0645, 9.646, 0.10925, -0.633080, -0.633080),
    ("bbu", "P", 0, 3.0, None, None, 0.3809, 3.2322, 0.14171, -0.518680, -0.518680),
    ("bbu", "P", 1856, 14.0, None, None, -0.3531, 18.389, 0.14892, -1.922212, -1.922212),
    ("bbu", "P", 500, 5.0, None, None, -0.2515, 9.9023, 0.12304, -6.059493, -5.325209),
    ("bbu", "L", 500, 17.0, None, None, 0.0314, 10.6125, 0.11057, 4.293060, 4.460539),
    ("bbtb", "L", 300, 8.0, 70.0, "terlentang", -0.3521, 8.4227, 0.08229, -0.631407, -0.631407),
    ("bbtb", "P", 300, 11.0, 65.0, "terlentang", -0.3833, 7.0812, 0.09119, 4.444337, 4.719408),
    ("bbtb", "L", 1100, 21.0, 95.0, "berdiri", -0.3521, 14.06, 0.0806, 4.641952, 4.925999),
    # 70.04: 8.1630 + 0.4 * (8.1835 - 8.1630); 72.35 and 95.15 lie halfway.
    ("bbtb", "P", 300, 8.0, 70.04, "terlentang", -0.3833, 8.1712, 0.090676, -0.234466, -0.234466),
    ("bbtb", "L", 300, 5.9, 72.35, "terlentang", -0.3521, 8.9462, 0.082595, -5.428056, -5.044526),
    ("bbtb", "P", 1100, 9.2, 95.15, "berdiri", -0.3833, 13.9295, 0.08978, -5.007806, -4.700457),
    # First and last row of both tables.
    ("bbtb", "L", 10, 2.5, 45.0, "terlentang", -0.3521, 2.441, 0.09182, 0.259016, 0.259016),
    ("bbtb", "L", 700, 18.0, 110.0, "terlentang", -0.3521, 18.2689, 0.08755, -0.169814, -0.169814),
    ("bbtb", "L", 731, 7.5, 65.0, "berdiri", -0.3521, 7.4327, 0.08217, 0.109524, 0.109524),
    ("bbtb", "P", 1856, 22.5, 120.0, "berdiri", -0.3833, 22.8173, 0.09828, -0.142871, -0.142871),
    # Day 730 and 731, lying and standing: 81.0 counts as 81.0 or 81.7, and as 81.0 or 80.3.
    ("tbu", "L", 730, None, 81.0, "terlentang", 1, 87.8018, 0.03479, -2.226722, -2.226722),
    ("tbu", "L", 730, None, 81.0, None, 1, 87.8018, 0.03479, -2.226722, -2.226722),
    ("tbu", "L", 730, None, 81.0, "berdiri", 1, 87.8018, 0.03479, -1.997561, -1.997561),
    ("tbu", "L", 731, None, 81.0, "berdiri", 1, 87.1303, 0.03508, -2.005640, -2.005640),
    ("tbu", "L", 731, None, 81.0, None, 1, 87.1303, 0.03508, -2.005640, -2.005640),
    ("tbu", "L", 731, None, 81.0, "terlentang", 1, 87.1303, 0.03508, -2.234658, -2.234658),
    ("bbtb", "L", 730, 10.0, 81.0, "terlentang", -0.3521, 10.6352, 0.08293, -0.750714, -0.750714),
    ("bbtb", "L", 730, 10.0, 81.0, None, -0.3521, 10.6352, 0.08293, -0.750714, -0.750714),
    ("bbtb", "L", 730, 10.0, 81.0, "berdiri", -0.3521, 10.7718, 0.08279, -0.909870, -0.909870),
    ("bbtb", "L", 731, 10.0, 81.0, "berdiri", -0.3521, 10.7718, 0.08279, -0.909870, -0.909870),
    ("bbtb", "L", 731, 10.0, 81.0, None, -0.3521, 10.7718, 0.08279, -0.909870, -0.909870),
    ("bbtb", "L", 731, 10.0, 81.0, "terlentang", -0.3521, 10.6352, 0.08293, -0.750714, -0.750714),
    # Under 9 months (day 273) standing is read as lying; from day 274 it adds 0.7 cm.
    ("tbu", "P", 273, None, 66.0, "berdiri", 1, 70.1015, 0.03444, -1.698839, -1.698839),
    ("tbu", "P", 274, None, 66.0, "berdiri", 1, 70.1463, 0.03444, -1.426544, -1.426544),
    ("tbu", "P", 274, None, 66.0, "terlentang", 1, 70.1463, 0.03444, -1.716298, -1.716298),
    ("bbtb", "P", 273, 7.0, 66.0, "berdiri", -0.3833, 7.3076, 0.0911, -0.475973, -0.475973),
    ("bbtb", "P", 274, 7.0, 66.0, "berdiri", -0.3833, 7.463, 0.09104, -0.712214, -0.712214),
]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: "-".join(map(str, case[:6])))
def test_golden(con, case):
    index, sex, day, kg, cm, position, l, m, s, bare, expected = case  # noqa: E741
    y = kg
    if index == "tbu":
        shift = {(True, "berdiri"): 0.7, (False, "terlentang"): -0.7}.get((day < 731, position), 0)
        y = cm + (0 if day < 274 else shift)
    assert math.isclose(((y / m) ** l - 1) / (l * s), bare, abs_tol=1e-6)
    if abs(bare) > 3 and index != "tbu":
        side = math.copysign(1, bare)
        sd2, sd3 = (m * (1 + l * s * side * k) ** (1 / l) for k in (2, 3))
        assert math.isclose(side * 3 + (y - sd3) / abs(sd3 - sd2), expected, abs_tol=1e-6)
    else:
        assert bare == expected
    assert one(con, sex, day, kg, cm, position)[f"z_{index}"] == round(expected, 2)


def test_weight_for_age_is_the_bare_formula_up_to_3_sd(con):
    # Boy, day 365: 6.9071 kg is -3 SD, 13.2956 kg is +3 SD; just inside and just outside agree.
    l, m, s = 0.0645, 9.646, 0.10925  # noqa: E741
    for side in (-1, 1):
        y = slow_growth.measure_at(3 * side, l, m, s)
        z = [row[1] for row in compute(con, [("L", 365, y + d, None, None) for d in (-1e-9, 1e-9)])]
        assert z == [3.0 * side, 3.0 * side]


# --- flags ------------------------------------------------------------------------------------


def weight_at(z, l, m, s):  # noqa: E741
    """The weight whose restricted z-score is z, |z| > 3."""
    side = int(math.copysign(1, z))
    sd2, sd3 = (slow_growth.measure_at(k * side, l, m, s) for k in (2, 3))
    return sd3 + (z - 3 * side) * abs(sd3 - sd2)


# -6.004 reads as -6.00 in every report, so it must not carry the flag of "beyond -6".
TBU = [(6.0, False), (6.004, False), (6.01, True), (-6.0, False), (-6.004, False), (-6.01, True)]
BBU = [(5.0, False), (5.004, False), (5.01, True), (-6.0, False), (-6.004, False), (-6.01, True)]
BBTB = [(5.0, False), (5.004, False), (5.01, True), (-5.0, False), (-5.004, False), (-5.01, True)]


@pytest.mark.parametrize(("z", "flag"), TBU)
def test_flag_tbu(con, z, flag):
    result = one(con, "L", 365, None, 75.7391 * (1 + 0.03137 * z), None)
    assert (result["z_tbu"], result["flag_tbu"]) == (round(z, 2), flag)


@pytest.mark.parametrize(("z", "flag"), [*BBU, (-5.5, False), (5.5, True)])
def test_flag_bbu(con, z, flag):
    result = one(con, "P", 500, weight_at(z, -0.2515, 9.9023, 0.12304), None, None)
    assert (result["z_bbu"], result["flag_bbu"]) == (round(z, 2), flag)


@pytest.mark.parametrize(("z", "flag"), BBTB)
def test_flag_bbtb(con, z, flag):
    result = one(con, "P", 300, weight_at(z, -0.3833, 7.0812, 0.09119), 65.0, None)
    assert (result["z_bbtb"], result["flag_bbtb"]) == (round(z, 2), flag)


def test_flagged_z_is_kept(con):
    result = one(con, "L", 365, 30.0, 110.0, "terlentang")
    # Bare LMS for length, 3 SD onwards by distance for weight: 9.646 kg is the median.
    assert (result["z_tbu"], result["flag_tbu"]) == (14.42, True)
    assert (result["z_bbu"], result["flag_bbu"]) == (15.27, True)
    assert (result["z_bbtb"], result["flag_bbtb"]) == (5.72, True)


# --- what cannot be computed ------------------------------------------------------------------

NOTHING = (None,) * 6


@pytest.mark.parametrize(
    ("row", "present"),
    [
        (("L", 0, 3.3, 50.0, None), "tbu bbu bbtb"),
        (("L", 1856, 18.0, 110.0, None), "tbu bbu bbtb"),
        (("L", -1, 3.3, 50.0, None), ""),
        (("L", 1857, 18.0, 110.0, None), ""),
        (("L", None, 10.0, 80.0, "berdiri"), ""),
        (("X", 500, 10.0, 80.0, None), ""),
        (("l", 500, 10.0, 80.0, None), ""),
        ((None, 500, 10.0, 80.0, None), ""),
        (("L", 500, None, 80.0, None), "tbu"),
        (("L", 500, 0.0, 80.0, None), "tbu"),
        (("L", 500, -10.0, 80.0, None), "tbu"),
        (("L", 500, math.inf, 80.0, None), "tbu"),
        (("L", 500, 10.0, None, None), "bbu"),
        (("L", 500, 10.0, 0.0, None), "bbu"),
        # Standing must not turn an absent length into 0.7 cm.
        (("L", 500, 10.0, 0.0, "berdiri"), "bbu"),
        (("L", 500, 10.0, -80.0, None), "bbu"),
        (("L", 500, 10.0, math.inf, None), "bbu"),
        (("L", 500, 10.0, 1e300, None), "tbu bbu"),
        # Outside 45-110 cm below 731 days, 65-120 cm from there, after correction.
        (("L", 500, 10.0, 44.99, None), "tbu bbu"),
        (("L", 500, 10.0, 45.0, None), "tbu bbu bbtb"),
        (("L", 500, 10.0, 44.3, "berdiri"), "tbu bbu bbtb"),
        (("L", 500, 10.0, 44.29, "berdiri"), "tbu bbu"),
        (("L", 500, 20.0, 110.0, None), "tbu bbu bbtb"),
        (("L", 500, 20.0, 110.01, None), "tbu bbu"),
        (("L", 500, 20.0, 109.3, "berdiri"), "tbu bbu bbtb"),
        (("L", 500, 20.0, 109.31, "berdiri"), "tbu bbu"),
        (("P", 731, 8.0, 64.99, None), "tbu bbu"),
        (("P", 731, 8.0, 65.0, None), "tbu bbu bbtb"),
        (("P", 731, 8.0, 65.7, "terlentang"), "tbu bbu bbtb"),
        (("P", 731, 8.0, 65.69, "terlentang"), "tbu bbu"),
        (("P", 731, 20.0, 120.0, None), "tbu bbu bbtb"),
        (("P", 731, 20.0, 120.01, None), "tbu bbu"),
        (("P", 731, 20.0, 120.7, "terlentang"), "tbu bbu bbtb"),
        (("P", 731, 20.0, 120.71, "terlentang"), "tbu bbu"),
        # The smallest binary step past the edge is noise, not a length.
        (("L", 500, 10.0, math.nextafter(45, 0), None), "tbu bbu bbtb"),
        (("L", 500, 20.0, math.nextafter(110, 200), None), "tbu bbu bbtb"),
        (("P", 731, 8.0, math.nextafter(65, 0), None), "tbu bbu bbtb"),
        (("P", 731, 20.0, math.nextafter(120, 200), None), "tbu bbu bbtb"),
    ],
)
def test_what_can_be_computed(con, row, present):
    result = one(con, *row)
    for index in ("tbu", "bbu", "bbtb"):
        assert (result[f"z_{index}"] is not None) == (index in present.split()), index
        assert (result[f"flag_{index}"] is None) == (result[f"z_{index}"] is None), index


def test_not_a_number_is_no_measure(con):
    con.execute("""
        create or replace temp table ukuran as
        select 'L' as jenis_kelamin, 500 as umur_hari, 'nan'::double as bb_kg,
            'nan'::double as tb_cm, null::varchar as cara_ukur
    """)
    chosen = ", ".join(RESULTS)
    assert con.execute(f"select {chosen} from who_zskor('ukuran')").fetchone() == NOTHING


def test_rounding(con):
    values = [0.125, -0.125, 0.625, -0.625, 2.344, -2.346, -0.004, None]
    expected = [0.13, -0.13, 0.63, -0.63, 2.34, -2.35, 0.0, None]
    rounded = [con.execute("select who_bulat(?::double)", [z]).fetchone()[0] for z in values]
    assert rounded == expected
    # A table would show "-0.00".
    assert math.copysign(1, rounded[6]) == 1


# --- the slow version -------------------------------------------------------------------------


def test_same_as_slow_version(con):
    rows = slow_growth.random_rows(20_000)
    results = compute(con, rows)
    for row, result in zip(rows, results, strict=True):
        assert result == slow_growth.zscores(*row), row
    # Guard against a comparison of nothing with nothing.
    assert all(sum(r[i] is not None for r in results) > 13_000 for i in range(3))
    assert all(sum(r[i] is not None and r[i] < -3 for r in results) > 500 for i in range(3))
    assert all(sum(r[i] is not None and r[i] > 3 for r in results) > 500 for i in range(3))
    assert all(sum(bool(r[3 + i]) for r in results) > 500 for i in range(3))


def test_formulas_before_rounding(con):
    chance = random.Random(1977)
    for table in ("who_bbu", "who_bbtb", "who_imtu", "who_lilau"):
        lms = con.execute(f"select l, m, s from {table}").fetchall()
        cases = [(row[1] * chance.uniform(0.3, 2.5), *row) for row in lms]
        con.register("kasus", pd.DataFrame(cases, columns=["y", "l", "m", "s"]))
        results = con.execute(
            "select y, l, m, s, who_z(y, l, m, s), who_z_terbatas(y, l, m, s) from kasus"
        ).fetchall()
        con.unregister("kasus")
        assert len(results) == len(lms)
        for *case, bare, restricted in results:
            assert math.isclose(bare, slow_growth.plain(*case), rel_tol=1e-12, abs_tol=1e-9)
            slow = slow_growth.restricted(*case)
            assert math.isclose(restricted, slow, rel_tol=1e-12, abs_tol=1e-9)


# --- the relation and the table of measurements -----------------------------------------------


def test_other_columns_pass_through(con):
    con.execute("""
        create or replace temp table ukuran as
        select 7 as nomor, 'L' as jenis_kelamin, 365 as umur_hari, 9.0::double as bb_kg,
            70.0::double as tb_cm, 'terlentang' as cara_ukur, 'x' as catatan
    """)
    result = con.execute("select * from who_zskor('ukuran')")
    names = [column[0] for column in result.description]
    assert names == ["nomor", *COLUMNS[1:], "catatan", *RESULTS]
    assert result.fetchone()[:8] == (7, "L", 365, 9.0, 70.0, "terlentang", "x", -2.42)


@pytest.fixture
def pengukuran(con):
    con.execute((BUILD / "tables.sql").read_text(encoding="utf-8"))
    con.execute("delete from pengukuran; delete from orang")
    con.execute("insert into orang (orang_id, jenis_kelamin, kode_desa) values ('a', 'L', 'd')")
    con.executemany(
        """
        insert into pengukuran
            (orang_id, tanggal, kode_desa, umur_hari, bb_kg, tb_cm, cara_ukur, z_tbu, flag_tbu)
        values (?, ?, 'd', ?, ?, ?, ?, ?, ?)
        """,
        [
            ("a", "2024-01-01", 365, 9.0, 70.0, "terlentang", None, None),
            ("a", "2024-02-01", 396, None, None, None, -1.5, False),
            ("tidak_dikenal", "2024-01-01", 365, 9.0, 70.0, None, None, None),
        ],
    )
    yield con
    con.execute("delete from pengukuran; delete from orang")


def test_pengukuran_is_filled(pengukuran):
    statement = (BUILD / "pengukuran_z.sql").read_text(encoding="utf-8")
    chosen = ", ".join(RESULTS)
    query = f"select {chosen} from pengukuran order by orang_id, tanggal"
    pengukuran.execute(statement)
    expected = slow_growth.zscores("L", 365, 9.0, 70.0, "terlentang")
    # The second row held an old z that nothing supports any longer.
    assert pengukuran.execute(query).fetchall() == [expected, NOTHING, NOTHING]
    pengukuran.execute(statement)
    assert pengukuran.execute(query).fetchall() == [expected, NOTHING, NOTHING]
