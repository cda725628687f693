"""The answers a decision rests on once more, with dicts and loops: the specification of the SQL.

Reads only what was imported (measurements, people, families), never a derived table; z-scores come from
tests/slow_growth.py, thresholds and weights straight from the CSV files.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from datetime import date
from pathlib import Path

from tests import slow_growth

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
TABLES = ("orang", "pengukuran", "skrining", "keluarga", "mutasi", "bantuan", "kunjungan", "kasus")
WEIGHING_MONTHS = (2, 8)
INDEX = {"stunting": 0, "underweight": 1, "wasting": 2}

Row = dict[str, object]
Tables = dict[str, list[Row]]


def read(con, names: tuple[str, ...] = TABLES) -> Tables:
    """Tables of a version as lists of dicts, by default the imported ones."""
    found = {}
    for name in names:
        cursor = con.execute(f"select * from {name}")
        columns = [each[0] for each in cursor.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def cycle(day: date) -> str:
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def before(siklus: str) -> str:
    year, half = int(siklus[:4]), siklus[5:]
    return f"{year}-S1" if half == "S2" else f"{year - 1}-S2"


def after(siklus: str) -> str:
    year, half = int(siklus[:4]), siklus[5:]
    return f"{year}-S2" if half == "S1" else f"{year + 1}-S1"


def last_day(siklus: str) -> date:
    year = int(siklus[:4])
    return date(year, 6, 30) if siklus.endswith("S1") else date(year, 12, 31)


def first_day(siklus: str) -> date:
    return date(int(siklus[:4]), 1 if siklus.endswith("S1") else 7, 1)


def months(days: int) -> int:
    return math.floor(days / 30.4375)


# --- children --------------------------------------------------------------------------------------


def counted(tables: Tables) -> dict[str, dict[str, Row]]:
    """child -> cycle -> the one measurement that counts, with class per index (True, False, None)."""
    sex = {row["orang_id"]: row["jenis_kelamin"] for row in tables["orang"]}
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in tables["pengukuran"]:
        if not 0 <= months(row["umur_hari"]) <= 59:
            continue
        found[row["orang_id"]][cycle(row["tanggal"])].append(
            {**row, **classes(row, sex), "baduta": months(row["umur_hari"]) < 24}
        )
    return {
        child: {each: _choose(rows) for each, rows in by_cycle.items()}
        for child, by_cycle in found.items()
    }


def classes(row: Row, sex: dict[str, str]) -> dict[str, bool | None]:
    """Whether one measurement lies below -2 SD, per index; None without a valid z-score."""
    scores = slow_growth.zscores(
        sex[row["orang_id"]], row["umur_hari"], row["bb_kg"], row["tb_cm"], row["cara_ukur"]
    )
    # slow_growth gives TB/U, BB/U, BB/TB and then their flags
    return {
        name: None if scores[place] is None or scores[place + 3] else scores[place] < -2
        for name, place in INDEX.items()
    }


def _choose(rows: list[Row]) -> Row:
    valid = [row for row in rows if row["stunting"] is not None] or rows
    measured = any(row["tb_cm"] is not None for row in rows)  # its length was taken in this cycle
    valid = [{**row, "ever_tb": measured} for row in valid]
    weighed_together = [row for row in valid if row["tanggal"].month in WEIGHING_MONTHS]
    return max(weighed_together or valid, key=lambda row: row["tanggal"])


def prevalence(
    tables: Tables, kode_kabkota: str, siklus: str, indikator: str
) -> dict[str, tuple[int, int]]:
    """kecamatan -> (pembilang, penyebut) of stunting/wasting/underweight of balita or baduta."""
    name, _, kelompok = indikator.partition("_")
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for by_cycle in counted(tables).values():
        row = by_cycle.get(siklus)
        if row is None or row[name] is None or not row["kode_desa"].startswith(kode_kabkota):
            continue
        if kelompok == "baduta" and not row["baduta"]:
            continue
        counts[row["kode_desa"][:8]][0] += row[name]
        counts[row["kode_desa"][:8]][1] += 1
    return {code: (over, under) for code, (over, under) in counts.items()}


def changes(tables: Tables, kode_kabkota: str, siklus: str, kelompok: str) -> dict[str, dict]:
    """kecamatan -> diukur, stunting_sebelum, baru, kambuh, tidak_lagi, tidak_diukur_ulang."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    past = before(siklus)

    def concerns(row: Row | None) -> bool:
        return (
            row is not None
            and row["kode_desa"].startswith(kode_kabkota)
            and (kelompok == "balita" or row["baduta"])
        )

    for child, by_cycle in counted(tables).items():
        now, then = by_cycle.get(siklus), by_cycle.get(past)
        stunted_now = None if now is None else now["stunting"]
        stunted_then = None if then is None else then["stunting"]
        ever = any(row["stunting"] for each, row in by_cycle.items() if each < siklus)
        if concerns(now):
            here = counts[now["kode_desa"][:8]]
            here["diukur"] += stunted_now is not None
            here["baru"] += bool(stunted_now) and stunted_then is False and not ever
            here["kambuh"] += bool(stunted_now) and stunted_then is False and ever
            here["tidak_lagi"] += stunted_now is False and bool(stunted_then)
        if concerns(then) and stunted_then:
            here = counts[then["kode_desa"][:8]]
            here["stunting_sebelum"] += 1
            limit = 24 if kelompok == "baduta" else 60
            still_young = months(then["umur_hari"]) + 6 < limit
            gone = _left(tables, child, then["tanggal"], last_day(siklus))
            here["tidak_diukur_ulang"] += stunted_now is None and still_young and not gone
    return {code: dict(each) for code, each in counts.items()}


def ledger(tables: Tables, kode_kabkota: str, siklus: str, kelompok: str) -> dict[str, dict]:
    """kecamatan -> flow -> children, from the stunted of the cycle before to those of this one."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    limit = 24 if kelompok == "baduta" else 60
    past = before(siklus)
    everyone = counted(tables)
    measured = any(
        row["stunting"] is not None and row["kode_desa"].startswith(kode_kabkota)
        for by_cycle in everyone.values()
        if (row := by_cycle.get(siklus))
    )
    if not measured:
        return {}

    def inside(row: Row | None) -> bool:
        return row is not None and months(row["umur_hari"]) < limit

    def here(row: Row | None) -> bool:
        return row is not None and row["kode_desa"].startswith(kode_kabkota)

    for child, by_cycle in everyone.items():
        now, then = by_cycle.get(siklus), by_cycle.get(past)
        valid = now is not None and now["stunting"] is not None
        stunted_now = valid and now["stunting"] and inside(now)
        stunted_then = then is not None and then["stunting"] is True and inside(then)
        earlier = [row for each, row in sorted(by_cycle.items()) if each < siklus]
        earlier = [row for row in earlier if row["stunting"] is not None]
        news = [
            (row["tanggal"], row["comes"], row["jenis"])
            for row in moves(tables)
            if row["orang_id"] == child and row["tanggal"] <= last_day(siklus)
        ]
        if valid and here(now) and inside(now):
            counts[now["kode_desa"][:8]]["diukur"] += 1
        if stunted_then and here(then):
            of = counts[then["kode_desa"][:8]]
            of["awal"] += 1
            of[_way_out(now, then, valid, limit, news)] += 1
        if stunted_now and here(now):
            of = counts[now["kode_desa"][:8]]
            of["akhir"] += 1
            way = _way_in(now, then, earlier, stunted_then, news, past)
            if way != "tetap":  # counted on the way out
                of[way] += 1
    return {code: dict(each) for code, each in counts.items()}


def _way_out(now: Row | None, then: Row, valid: bool, limit: int, news: list[tuple]) -> str:
    if valid:
        if months(now["umur_hari"]) >= limit:
            return "lewat_umur"
        if not now["stunting"]:
            return "tidak_lagi"
        if now["kode_desa"][:8] == then["kode_desa"][:8]:
            return "tetap"
        same_district = now["kode_desa"][:5] == then["kode_desa"][:5]
        return "pindah_antar_keluar" if same_district else "pindah_keluar"
    if news and max(news)[0] >= then["tanggal"] and max(news)[2] != "pindah_masuk":
        return max(news)[2]
    if months(then["umur_hari"]) + 6 >= limit:
        return "lewat_umur"
    return "tidak_sah" if now is not None and now["ever_tb"] else "tidak_diukur_ulang"


def _way_in(
    now: Row, then: Row | None, earlier: list[Row], stunted_then: bool, news: list, past: str
) -> str:
    ever = any(row["stunting"] for row in earlier)
    if stunted_then:
        if now["kode_desa"][:8] == then["kode_desa"][:8]:
            return "tetap"
        same_district = now["kode_desa"][:5] == then["kode_desa"][:5]
        return "pindah_antar_masuk" if same_district else "pindah_masuk"
    if then is not None and then["stunting"] is False:
        return "kambuh" if ever else "baru"
    since = earlier[-1]["tanggal"] if earlier else first_day(past)
    if any(came and day >= since for day, came, _ in news):
        return "pindah_masuk"
    if not earlier:
        return "pertama_bayi" if months(now["umur_hari"]) < 6 else "pertama"
    if earlier[-1]["stunting"]:
        return "kembali"
    return "kambuh" if ever else "baru_berselang"


def moves(tables: Tables) -> list[Row]:
    """The moves and deaths that were written down, and the moves seen in the places of measurement.

    ``comes``: from outside the district, as far as known.
    """
    if "pindah" not in tables:
        tables["pindah"] = [
            {**row, "comes": row["jenis"] == "pindah_masuk"} for row in tables["mutasi"]
        ] + _seen_moves(tables)
    return tables["pindah"]


def _seen_moves(tables: Tables) -> list[Row]:
    written: dict[str, list[Row]] = defaultdict(list)
    for row in tables["mutasi"]:
        written[row["orang_id"]].append(row)
    visits: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for row in tables["pengukuran"]:
        visits[row["orang_id"]].append((row["tanggal"], row["kode_desa"]))
    found = {}
    for child, seen in visits.items():
        stays: list[list] = []  # desa, first, last, times
        for day, desa in sorted(seen):
            if stays and stays[-1][0] == desa:
                stays[-1][2:] = [day, stays[-1][3] + 1]
            else:
                stays.append([desa, day, day, 1])
        kept = [
            stay
            for at, stay in enumerate(stays)
            if not (
                stay[3] == 1
                and 0 < at < len(stays) - 1
                and stays[at - 1][0] == stays[at + 1][0]
                and (stays[at + 1][1] - stay[1]).days <= 62
            )
        ]
        for (old, _, left, _), (new, came, last, _) in zip(kept, kept[1:], strict=False):
            if old == new:
                continue
            same = [
                row
                for row in written[child]
                if -62 <= (row["tanggal"] - left).days
                and (row["tanggal"] - came).days <= 62
                and (row["jenis"] == "pindah_masuk" or row["tanggal"] <= last)
                and row["jenis"] != "meninggal"
            ]
            nearest = min(same, key=lambda row: abs((row["tanggal"] - came).days), default=None)
            day = nearest["tanggal"] if nearest else came
            for kind in {"pindah_keluar", "pindah_masuk"} - {row["jenis"] for row in same}:
                comes = kind == "pindah_masuk" and old[:5] != new[:5]
                found[child, day, kind] = dict(orang_id=child, tanggal=day, jenis=kind, comes=comes)
    return list(found.values())


def _left(tables: Tables, child: str, since: date, until: date) -> bool:
    """Whether the last news of a child in that time is that it moved away or died."""
    news = [
        (row["tanggal"], row["jenis"] == "pindah_masuk")
        for row in moves(tables)
        if row["orang_id"] == child and row["tanggal"] <= until
    ]
    return bool(news) and max(news)[0] >= since and not max(news)[1]


# --- families --------------------------------------------------------------------------------------


def weights() -> dict[str, dict]:
    with open(REFERENCE / "bobot.csv", encoding="utf-8", newline="") as file:
        return {row["kebutuhan"]: row for row in csv.DictReader(file)}


def threshold(name: str, year: int) -> float | None:
    with open(REFERENCE / "ambang.csv", encoding="utf-8", newline="") as file:
        rules = [
            (int(row["tahun_mulai"]), float(row["nilai"]))
            for row in csv.DictReader(file)
            if row["ambang"] == name and int(row["tahun_mulai"]) <= year
        ]
    return max(rules)[1] if rules else None


def pregnant_at_risk(rows: list[Row]) -> bool:
    """Anaemic or thin by the last value on record among one woman's screenings of one cycle."""
    rows = sorted(rows, key=lambda row: row["tanggal"])
    year = rows[-1]["tanggal"].year

    def last(values: list) -> float | None:
        known = [value for value in values if value is not None]
        return known[-1] if known else None

    hb = last([row["hb_gdl"] for row in rows])
    arm = last([row["lila_cm"] for row in rows])
    bmi = last(
        [
            row["bb_kg"] / (row["tb_cm"] / 100) ** 2 if row["bb_kg"] and row["tb_cm"] else None
            for row in rows
        ]
    )
    thin = threshold("imt_kek_bumil", year)
    return (
        (hb is not None and hb < threshold("hb_bumil", year))
        or (arm is not None and arm < threshold("lila_kek", year))
        or (bmi is not None and thin is not None and bmi < thin)
    )


def priority(tables: Tables, siklus: str, scope: list[str]) -> list[Row]:
    """The families with at least one need, in the order of the list.

    A child or woman whose family is not known is a family of its own.
    """
    family_of = {row["orang_id"]: row["keluarga_id"] or row["orang_id"] for row in tables["orang"]}
    children: dict[str, list[Row]] = defaultdict(list)
    gains = last_gain(tables, siklus)
    for child, by_cycle in counted(tables).items():
        if siklus in by_cycle:
            children[family_of[child]].append({**by_cycle[siklus], "gain": gains.get(child)})
    women: dict[str, dict[tuple, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in tables["skrining"]:
        if cycle(row["tanggal"]) == siklus:
            women[family_of[row["orang_id"]]][row["orang_id"], row["kelompok"]].append(row)

    weight = weights()
    answer = []
    verified = _verified(tables, siklus)
    known = {family["keluarga_id"] for family in verified}
    unknown = [
        {"keluarga_id": code, "kode_desa": _last_desa(children[code], women[code])}
        for code in sorted({*children, *women} - known)
    ]
    for family in [*verified, *(defaultdict(lambda: None, each) for each in unknown)]:
        code = family["keluarga_id"]
        groups = {kelompok for _, kelompok in women[code]}
        needs = set(_needs_of_house(family, "bumil" in groups if groups else family["ada_bumil"]))
        if any(child["stunting"] for child in children[code]):
            needs.add("anak_stunting")
        elif any(child["gain"] == "T" for child in children[code]):
            needs.add("anak_tidak_naik")
        if any(pregnant_at_risk(rows) for key, rows in women[code].items() if key[1] == "bumil"):
            needs.add("bumil_risiko")
        if not needs or family["kode_desa"][:8] not in scope:
            continue
        by_weight = sorted(needs, key=lambda need: (-float(weight[need]["bobot"]), need))
        answer.append(
            {
                "keluarga_id": code,
                "kode_desa": family["kode_desa"],
                "kebutuhan": needs,
                "skor": sum(float(weight[need]["bobot"]) for need in needs),
                "alasan": [weight[need]["alasan"] for need in by_weight],
                "opd": sorted({weight[need]["kode_opd"] for need in needs}),
                "kelompok": _groups(family, groups, children[code]),
                "bantuan": _aid(tables, code, siklus),
                "kunjungan_terakhir": _last_visit(tables, family_of, code, siklus),
            }
        )
    return sorted(answer, key=lambda row: (-row["skor"], row["kode_desa"], row["keluarga_id"]))


def _last_desa(children: list[Row], women: dict[tuple, list[Row]]) -> str:
    """Where the family's children were last counted, else where its women were last seen."""
    rows = children or [row for each in women.values() for row in each]
    return max(rows, key=lambda row: (row["tanggal"], row["kode_desa"]))["kode_desa"]


def last_gain(tables: Tables, siklus: str) -> dict[str, str]:
    last: dict[str, tuple[date, str]] = {}
    for row in tables["pengukuran"]:
        if row["naik_bb"] in ("N", "T") and 0 <= months(row["umur_hari"]) <= 59:
            if cycle(row["tanggal"]) == siklus:
                now = (row["tanggal"], row["naik_bb"])
                last[row["orang_id"]] = max(now, last.get(row["orang_id"], now))
    return {child: gain for child, (_, gain) in last.items()}


def _verified(tables: Tables, siklus: str) -> list[Row]:
    """Each family as last verified in this cycle or the one before."""
    found: dict[str, Row] = {}
    for row in tables["keluarga"]:
        if before(siklus) <= row["siklus"] <= siklus:
            known = found.get(row["keluarga_id"])
            if known is None or known["siklus"] < row["siklus"]:
                found[row["keluarga_id"]] = row
    return list(found.values())


def _needs_of_house(family: Row, pregnant: bool | None) -> list[str]:
    needs = []
    if family["jamban_layak"] is False:
        needs.append("jamban")
    if family["sumber_air_layak"] is False:
        needs.append("air")
    if family["rumah_layak_huni"] is False:
        needs.append("rumah")
    if any(family[f"terlalu_{each}"] for each in ("muda", "tua", "dekat", "banyak")):
        needs.append("empat_terlalu")
    if family["kb_modern"] is False and family["ada_pus"] and not pregnant:
        needs.append("kb_modern")
    if family["peringkat_kesejahteraan"] in (1, 2):
        needs.append("miskin")
    if family["pendidikan_ibu"] in ("tidak_sekolah", "sd"):
        needs.append("pendidikan_ibu")
    return needs


def _groups(family: Row, women: set[str], children: list[Row]) -> list[str]:
    """What was seen in this cycle speaks before what the verification said."""
    present = {
        "catin": "catin" in women,
        "bumil": "bumil" in women if women else family["ada_bumil"],
        "pascasalin": "pascasalin" in women,
        "baduta": any(c["baduta"] for c in children) if children else family["ada_baduta"],
        "balita": bool(children) or family["ada_balita"],
    }
    return [name for name, here in present.items() if here]


def _aid(tables: Tables, family: str, siklus: str) -> str:
    order = ["tidak_memenuhi_syarat", "diproses", "sudah_menerima", "diterima"]
    known = [
        row["status"]
        for row in tables["bantuan"]
        if row["keluarga_id"] == family
        and (row["tanggal"] is None or row["tanggal"] <= last_day(siklus))
    ]
    return max(known, key=order.index) if known else "belum_tercatat"


def _last_visit(tables: Tables, family_of: dict, family: str, siklus: str) -> date | None:
    """A visit noted with a case's code is a visit to the family of that case."""
    person = {row["kasus_id"]: row["orang_id"] for row in tables["kasus"]}
    days = [
        row["tanggal"]
        for row in tables["kunjungan"]
        if row["tanggal"] <= last_day(siklus)
        and (row["keluarga_id"] or family_of.get(person.get(row["kasus_id"]))) == family
    ]
    return max(days, default=None)
