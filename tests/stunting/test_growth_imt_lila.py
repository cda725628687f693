"""IMT/U and LILA/U against WHO's survey, values worked out by hand, and the slow second version."""

import math
import random

import pandas as pd
import pytest
from pygrowup.tables.by_day import acfa

from stunting import db, growth
from tests import slow_growth, survey

COLUMNS = ["kunci", "jenis_kelamin", "umur_hari", "bb_kg", "tb_cm", "cara_ukur", "lila_cm"]


@pytest.fixture(scope="module")
def con():
    con = db.memory()
    growth.load_tables(con)
    growth.load_more(con)
    yield con
    con.close()


RESULTS = ["z_imtu", "z_lilau", "flag_imtu", "flag_lilau"]


def compute(con, rows):
    """who_zskor_imt_lila over rows of COLUMNS without kunci, in their order."""
    con.execute("""
        create or replace temp table ukuran (
            kunci integer, jenis_kelamin varchar, umur_hari integer,
            bb_kg double, tb_cm double, cara_ukur varchar, lila_cm double,
        )
    """)
    frame = pd.DataFrame([(i, *row) for i, row in enumerate(rows)], columns=COLUMNS, dtype=object)
    con.register("baris", frame)
    con.execute("insert into ukuran select * from baris")
    con.unregister("baris")
    chosen = ", ".join(RESULTS)
    query = f"select {chosen} from who_zskor_imt_lila('ukuran') order by kunci"
    return con.execute(query).fetchall()


def one(con, *row):
    return dict(zip(RESULTS, compute(con, [row])[0], strict=True))


def test_survey(con):
    children = survey.children()
    rows = [(*survey.measures(child), survey.number(child["MUAC"])) for child in children]
    compared = {"zbmi": 0, "zac": 0}
    for child, result in zip(children, compute(con, rows), strict=True):
        for i, (z, flag) in enumerate((("zbmi", "fbmi"), ("zac", "fac"))):
            if child["oedema"] == "y" and z == "zbmi":
                continue  # six children; WHO leaves weight out for them
            compared[z] += survey.number(child[z]) is not None
            assert result[i] == survey.number(child[z]), (child["id"], z)
            assert result[2 + i] == survey.number(child[flag]), (child["id"], flag)
    assert compared == {"zbmi": 468, "zac": 446}


# Index, sex, day, kg, cm, position, arm; L, M, S as printed in the WHO table; z of the bare LMS formula and
# z by the rule of these indices, worked out with 40 digits.
GOLDEN = [
    (
        "imtu",
        "L",
        365,
        9.0,
        70.0,
        "terlentang",
        None,
        -0.4113,
        16.7992,
        0.08009,
        1.094084,
        1.094084,
    ),
    ("imtu", "P", 900, 11.5, 80.0, "berdiri", None, -0.5684, 15.5382, 0.08443, 1.652159, 1.652159),
    ("imtu", "L", 0, 3.3, 49.9, None, None, -0.3053, 13.4069, 0.0956, -0.121015, -0.121015),
    (
        "imtu",
        "P",
        1856,
        18.0,
        110.0,
        "berdiri",
        None,
        -0.5684,
        15.2798,
        0.09825,
        -0.274658,
        -0.274658,
    ),
    # Beyond 3 SD.
    ("imtu", "L", 365, 5.6, 70.0, None, None, -0.4113, 16.7992, 0.08009, -5.211747, -4.881507),
    ("imtu", "P", 900, 17.0, 82.0, "berdiri", None, -0.5684, 15.5382, 0.08443, 5.036918, 5.59869),
    # Day 730 and 731, lying and standing: 81.0 counts as 81.0 or 81.7, and as 81.0 or 80.3.
    (
        "imtu",
        "L",
        730,
        10.0,
        81.0,
        "terlentang",
        None,
        -0.6473,
        15.7356,
        0.07771,
        -0.414748,
        -0.414748,
    ),
    ("imtu", "L", 730, 10.0, 81.0, None, None, -0.6473, 15.7356, 0.07771, -0.414748, -0.414748),
    (
        "imtu",
        "L",
        730,
        10.0,
        81.0,
        "berdiri",
        None,
        -0.6473,
        15.7356,
        0.07771,
        -0.642093,
        -0.642093,
    ),
    (
        "imtu",
        "L",
        731,
        10.0,
        81.0,
        "berdiri",
        None,
        -0.6187,
        16.0189,
        0.07785,
        -0.648882,
        -0.648882,
    ),
    ("imtu", "L", 731, 10.0, 81.0, None, None, -0.6187, 16.0189, 0.07785, -0.648882, -0.648882),
    (
        "imtu",
        "L",
        731,
        10.0,
        81.0,
        "terlentang",
        None,
        -0.6187,
        16.0189,
        0.07785,
        -0.420162,
        -0.420162,
    ),
    # Under 9 months (day 273) standing is read as lying; from day 274 it adds 0.7 cm.
    ("imtu", "P", 273, 7.0, 66.0, "berdiri", None, -0.2714, 16.7441, 0.08899, -0.464491, -0.464491),
    ("imtu", "P", 274, 7.0, 66.0, "berdiri", None, -0.2726, 16.7404, 0.08898, -0.702528, -0.702528),
    (
        "imtu",
        "P",
        274,
        7.0,
        66.0,
        "terlentang",
        None,
        -0.2726,
        16.7404,
        0.08898,
        -0.462043,
        -0.462043,
    ),
    ("lilau", "L", 91, None, None, None, 12.0, 0.3933, 13.4779, 0.07474, -1.519024, -1.519024),
    ("lilau", "P", 365, None, None, None, 13.0, -0.1733, 14.2062, 0.0828, -1.079889, -1.079889),
    ("lilau", "L", 900, None, None, None, 14.2, -0.1312, 15.4625, 0.0782, -1.095313, -1.095313),
    ("lilau", "P", 1856, None, None, None, 17.5, -0.1733, 16.9004, 0.09379, 0.370599, 0.370599),
    ("lilau", "P", 365, None, None, None, 9.9, -0.1733, 14.2062, 0.0828, -4.501021, -4.336917),
    ("lilau", "L", 900, None, None, None, 21.5, -0.1312, 15.4625, 0.0782, 4.125432, 4.240242),
]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: "-".join(map(str, case[:7])))
def test_golden(con, case):
    index, sex, day, kg, cm, position, arm, l, m, s, bare, expected = case  # noqa: E741
    y = arm
    if index == "imtu":
        shift = {(True, "berdiri"): 0.7, (False, "terlentang"): -0.7}.get((day < 731, position), 0)
        y = kg / ((cm + (0 if day < 274 else shift)) / 100) ** 2
    assert math.isclose(((y / m) ** l - 1) / (l * s), bare, abs_tol=1e-6)
    if abs(bare) > 3:
        side = math.copysign(1, bare)
        sd2, sd3 = (m * (1 + l * s * side * k) ** (1 / l) for k in (2, 3))
        assert math.isclose(side * 3 + (y - sd3) / abs(sd3 - sd2), expected, abs_tol=1e-6)
    else:
        assert bare == expected
    assert one(con, sex, day, kg, cm, position, arm)[f"z_{index}"] == round(expected, 2)


# -5.004 reads as -5.00 in every report, so it must not carry the flag of "beyond -5".
@pytest.mark.parametrize(
    ("z", "flag"),
    [(5.0, False), (5.004, False), (5.01, True), (-5.0, False), (-5.004, False), (-5.01, True)],
)
def test_flags(con, z, flag):
    def at(l, m, s):  # noqa: E741
        side = int(math.copysign(1, z))
        sd2, sd3 = (slow_growth.measure_at(k * side, l, m, s) for k in (2, 3))
        return sd3 + (z - 3 * side) * abs(sd3 - sd2)

    kg, arm = at(-0.4113, 16.7992, 0.08009) * 0.7**2, at(-0.1312, 15.4625, 0.0782)
    bmi = one(con, "L", 365, kg, 70.0, None, None)
    assert (bmi["z_imtu"], bmi["flag_imtu"]) == (round(z, 2), flag)
    muac = one(con, "L", 900, None, None, None, arm)
    assert (muac["z_lilau"], muac["flag_lilau"]) == (round(z, 2), flag)


@pytest.mark.parametrize(
    ("row", "present"),
    [
        (("L", 0, 3.3, 50.0, None, 10.0), "imtu"),
        (("L", 90, 6.0, 61.0, None, 13.0), "imtu"),
        (("L", 91, 6.0, 61.0, None, 13.0), "imtu lilau"),
        (("P", 1856, 18.0, 110.0, None, 17.0), "imtu lilau"),
        (("P", 1857, 18.0, 110.0, None, 17.0), ""),
        (("L", -1, 3.3, 50.0, None, 10.0), ""),
        (("L", None, 10.0, 80.0, None, 15.0), ""),
        (("X", 500, 10.0, 80.0, None, 15.0), ""),
        ((None, 500, 10.0, 80.0, None, 15.0), ""),
        (("L", 500, None, 80.0, None, 15.0), "lilau"),
        (("L", 500, 0.0, 80.0, None, 15.0), "lilau"),
        (("L", 500, 10.0, None, None, 15.0), "lilau"),
        # Standing must not turn an absent length into 0.7 cm.
        (("L", 500, 10.0, 0.0, "berdiri", 15.0), "lilau"),
        (("L", 500, 10.0, -80.0, None, 15.0), "lilau"),
        (("L", 500, math.inf, 80.0, None, math.inf), ""),
        (("L", 500, 10.0, 1e300, None, None), ""),
        (("L", 500, 10.0, 80.0, None, None), "imtu"),
        (("L", 500, 10.0, 80.0, None, 0.0), "imtu"),
        (("L", 500, 10.0, 80.0, None, -15.0), "imtu"),
        # BMI needs no table of lengths: 44 cm at 500 days has no BB/TB, but an IMT/U.
        (("L", 500, 3.0, 44.0, None, None), "imtu"),
    ],
)
def test_what_can_be_computed(con, row, present):
    result = one(con, *row)
    for index in ("imtu", "lilau"):
        assert (result[f"z_{index}"] is not None) == (index in present.split()), index
        assert (result[f"flag_{index}"] is None) == (result[f"z_{index}"] is None), index


def test_same_as_slow_version(con):
    chance = random.Random(2007)
    rows = []
    for row in slow_growth.random_rows(10_000):
        day = chance.choice([row[1], chance.randint(86, 96)])
        name = slow_growth.NAMES[row[0]]
        arm = float(acfa.DATA[name][min(max(day, 91), 1856)]["m"]) * chance.uniform(0.6, 1.6)
        rows.append((row[0], day, *row[2:], chance.choice([None, 0.0] + [arm, round(arm, 1)] * 8)))
    results = compute(con, rows)
    for row, result in zip(rows, results, strict=True):
        assert result == slow_growth.bmi_and_arm(*row), row
    # Guard against a comparison of nothing with nothing.
    assert all(sum(r[i] is not None for r in results) > 6_000 for i in range(2))
    assert all(sum(r[i] is not None and r[i] < -3 for r in results) > 300 for i in range(2))
    assert all(sum(r[i] is not None and r[i] > 3 for r in results) > 300 for i in range(2))
    assert all(sum(bool(r[2 + i]) for r in results) > 300 for i in range(2))


def test_over_the_three_indices_all_five_stand_together(con):
    con.execute("""
        create or replace temp table ukuran as
        select 7 as nomor, 'L' as jenis_kelamin, 365 as umur_hari, 9.0::double as bb_kg,
            70.0::double as tb_cm, 'terlentang' as cara_ukur, 13.1::double as lila_cm
    """)
    result = con.execute("""
        with tiga as (select * from who_zskor('ukuran'))
        select * exclude (jenis_kelamin, umur_hari, bb_kg, tb_cm, cara_ukur, lila_cm)
        from who_zskor_imt_lila('tiga')
    """)
    names = [column[0] for column in result.description]
    assert names == [
        *("nomor", "z_tbu", "z_bbu", "z_bbtb", "flag_tbu", "flag_bbu", "flag_bbtb"),
        *("z_imtu", "z_lilau", "flag_imtu", "flag_lilau"),
    ]
    assert result.fetchone() == (
        7,
        -2.42,
        -0.63,
        0.8,
        False,
        False,
        False,
        1.09,
        -1.44,
        False,
        False,
    )
