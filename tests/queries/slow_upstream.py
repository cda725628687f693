"""The upstream chain again, one woman, child and family at a time, from the tables the import left.

Each step gives (siklus seen, kode_kecamatan) -> [jumlah, teratasi, belum, tanpa_kabar]. The rules are those
that Cara hitung prints (data/reference/metode/hulu.md); nothing of queries/build/hulu_siklus.sql is used.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from tests.queries.slow_answers import after, cycle, last_day

Counts = dict[tuple[str, str], list[int]]
SOLVED, NOT_SOLVED, NO_NEWS = 1, 2, 3
LONGEST_PREGNANCY, LONGEST_TO_BIRTH = timedelta(days=300), timedelta(days=330)


def tally(found: list[tuple[str, str, int]]) -> Counts:
    """(cycle at risk, desa, state) of each, counted in the cycle after it."""
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for siklus, desa, state in found:
        cell = counts[after(siklus), desa[:8]]
        cell[0] += 1
        cell[state] += 1
    return dict(counts)


def worst(values: list[bool | None]) -> bool | None:
    """A problem that one record names counts; None where none says anything."""
    known = [value for value in values if value is not None]
    return any(known) if known else None


def visits(con) -> dict[str, list[dict]]:
    """Each woman's visits in order, records of one day and group taken together."""
    thresholds = {
        row[0]: row[1:]
        for row in con.execute(
            "select tahun, hb_catin, hb_bumil, lila_kek, imt_kek_bumil, bblr, pblr from ambang_tahun"
        ).fetchall()
    }
    linked = con.execute(
        "select dari_id, ke_id from tautan where jenis = 'perempuan_sama'"
    ).fetchall()
    partners = defaultdict(set)
    for one, other in linked:
        partners[one].add(other)
        partners[other].add(one)
    by_day = defaultdict(list)
    for who, group, day, desa, hb, arm, kg, cm, grams, length in con.execute(
        "select orang_id, kelompok, tanggal, kode_desa, hb_gdl, lila_cm, bb_kg, tb_cm, bb_lahir_g,"
        " pb_lahir_cm from skrining"
    ).fetchall():
        hb_bride, hb_pregnant, thin_arm, low_bmi, light, short = thresholds[day.year]
        limit = {"catin": hb_bride, "bumil": hb_pregnant}.get(group)
        signs = [None if arm is None else arm < thin_arm]
        if group == "bumil" and low_bmi is not None and kg and cm:
            signs.append(kg / (cm / 100) ** 2 < low_bmi)
        record = {
            "desa": desa,
            "anemia": None if hb is None or limit is None else hb < limit,
            "kek": worst(signs),
            "light": None if grams is None else grams < light,
            "short": None if length is None else length < short,
        }
        by_day[min({who, *partners[who]}), day, group].append(record)
    women = defaultdict(list)
    for (who, day, group), records in sorted(by_day.items()):
        visit = {
            name: worst([each[name] for each in records]) for name in records[0] if name != "desa"
        }
        desa = min(each["desa"] for each in records)
        women[who].append({"day": day, "group": group, "desa": desa, **visit})
    return women


def at_risk(rows: list[dict], group: str) -> list[dict]:
    """The first visit of each cycle at which she was anaemic or thin."""
    first: dict[str, dict] = {}
    for visit in rows:
        if visit["group"] == group and (visit["anemia"] or visit["kek"]):
            first.setdefault(cycle(visit["day"]), visit)
    return list(first.values())


def later(rows: list[dict], start: dict, until: date) -> list[dict]:
    return [visit for visit in rows if start["day"] < visit["day"] <= until]


def last_known(rows: list[dict], problem: str) -> bool | None:
    """What the last day says on which anything is known of it."""
    days = [visit["day"] for visit in rows if visit[problem] is not None]
    return worst([v[problem] for v in rows if days and v["day"] == max(days)])


def recovery(con, group: str) -> Counts:
    found = []
    for rows in visits(con).values():
        for start in at_risk(rows, group):
            siklus = cycle(start["day"])
            until = last_day(after(siklus))
            if group == "bumil":
                until = min(until, start["day"] + LONGEST_PREGNANCY)
                since = [v for v in later(rows, start, until) if v["group"] == "bumil"]
            else:
                since = [v for v in later(rows, start, until) if v["group"] in ("catin", "bumil")]
                pregnant = [v["day"] for v in since if v["group"] == "bumil"]
                since = [v for v in since if v["group"] == "catin" or v["day"] == min(pregnant)]
            now = [last_known(since, problem) for problem in ("anemia", "kek") if start[problem]]
            state = NOT_SOLVED if True in now else NO_NEWS if None in now else SOLVED
            found.append((siklus, start["desa"], state))
    return tally(found)


def births(con) -> Counts:
    found = []
    for rows in visits(con).values():
        for start in at_risk(rows, "bumil"):
            siklus = cycle(start["day"])
            until = min(last_day(after(siklus)), start["day"] + LONGEST_TO_BIRTH)
            since = [v for v in later(rows, start, until) if v["group"] == "pascasalin"]
            now = [last_known(since, sign) for sign in ("light", "short")]
            state = NOT_SOLVED if True in now else NO_NEWS if None in now else SOLVED
            found.append((siklus, start["desa"], state))
    return tally(found)


def not_gaining(con) -> Counts:
    children = defaultdict(list)
    for who, day, desa, age, gain, z, flagged in con.execute(
        "select orang_id, tanggal, kode_desa, umur_hari, naik_bb, z_tbu, flag_tbu from pengukuran_orang"
        " order by orang_id, tanggal"
    ).fetchall():
        children[who].append((day, desa, age, gain, None if flagged else z))
    found = []
    for rows in children.values():
        heights = [(day, z) for day, _, _, _, z in rows if z is not None]
        weighed = [row for row in rows if row[3] is not None]
        begun = set()
        for before, (day, desa, age, gain, _) in pairwise(weighed):
            siklus = cycle(day)
            if (before[3], gain) != ("T", "T") or age // 30.4375 >= 24 or siklus in begun:
                continue
            begun.add(siklus)
            if any(at < day and z < -2 for at, z in heights):
                continue
            now = [z for at, z in heights if day <= at <= last_day(after(siklus))]
            state = NO_NEWS if not now else NOT_SOLVED if now[0] < -2 else SOLVED
            found.append((siklus, desa, state))
    return tally(found)


def families(con) -> Counts:
    rows = con.execute("select keluarga_id, siklus, kode_desa, berisiko from keluarga").fetchall()
    risk = {(family, siklus): at for family, siklus, _, at in rows}
    states = {True: NOT_SOLVED, False: SOLVED, None: NO_NEWS}
    return tally(
        [
            (siklus, desa, states[risk.get((family, after(siklus)))])
            for family, siklus, desa, at in rows
            if at
        ]
    )


STEPS = {
    "catin_pulih": lambda con: recovery(con, "catin"),
    "bumil_pulih": lambda con: recovery(con, "bumil"),
    "lahir_sehat": births,
    "baduta_2t": not_gaining,
    "krs_lepas": families,
}
