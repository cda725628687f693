"""Every indicator of every desa once more, person by person, from the tables the import left.

``by_cycle`` gives (siklus, kode_desa, indikator) -> (pembilang, penyebut), ``by_month`` (bulan, kode_desa,
indikator, sumber) -> the same. Nothing derived is read: z-scores come from tests/slow_growth.py, thresholds
from the CSV file, who moved away from slow_answers.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.queries import slow_answers
from tests.queries.slow_answers import Row, Tables, before, cycle, last_day, months, threshold

Pair = tuple[int, int]
CHILDREN = ("balita", "baduta")
INDICES = ("stunting", "wasting", "underweight")
# Every month is summed up beside the records of persons; a cycle only where there are none.
FROM_REPORTS = ("bumil", "pascasalin")
COVERAGE = ("cakupan_ukur_balita", "cakupan_ukur_baduta")
NAMES = {
    *(f"{name}_{group}" for name in (*INDICES, "kasus_baru", "naik_bb") for group in CHILDREN),
    *COVERAGE,
    *(f"{name}_bumil" for name in ("anemia", "kek", "ttd", "anc", "umur")),
    *(f"{name}_catin" for name in ("anemia", "kek", "umur", "elsimil")),
    *(f"{name}_pascasalin" for name in ("kbpp", "bblr", "pblr", "imd", "prematur")),
    *(f"{name}_keluarga" for name in ("krs", "jamban", "air")),
}
EXTRA = ("keanggotaan", "agregat_bulanan", "krs_desa")


class Counter:
    """Adds up answers: True counts in both, False below only, None in neither."""

    def __init__(self) -> None:
        self.pairs: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, key: tuple, answer: bool | None) -> None:
        if answer is not None and key[2] in NAMES:
            self.pairs[key][0] += answer
            self.pairs[key][1] += 1

    def found(self) -> dict[tuple, Pair]:
        return {key: (over, under) for key, (over, under) in self.pairs.items()}


def read(con) -> Tables:
    """What slow_answers reads, and who belongs to which group, reports of sums, cycles."""
    return slow_answers.read(con, (*slow_answers.TABLES, *EXTRA))


# --- by cycle --------------------------------------------------------------------------------------


def by_cycle(tables: Tables) -> dict[tuple, Pair]:
    counter = Counter()
    _children(tables, counter)
    for (_, group, siklus), rows in _together(tables, lambda row: cycle(row["tanggal"])).items():
        for name, answer in _woman(rows, group, whole_cycle=True).items():
            counter.add((siklus, _last(rows, "kode_desa"), f"{name}_{group}"), answer)
    verified = {(row["siklus"], row["kode_desa"]) for row in tables["keluarga"]}
    for row in tables["keluarga"]:
        for name, answer in _family(row).items():
            counter.add((row["siklus"], row["kode_desa"], f"{name}_keluarga"), answer)
    found = counter.found()
    for row in tables["krs_desa"]:
        if (row["siklus"], row["kode_desa"]) not in verified and row["keluarga_sasaran"]:
            for name, column in (
                ("krs", "berisiko"), ("jamban", "jamban_tidak_layak"), ("air", "air_tidak_layak"),
            ):  # fmt: skip
                if row[column] is not None:
                    key = (row["siklus"], row["kode_desa"], f"{name}_keluarga")
                    found[key] = (row[column], row["keluarga_sasaran"])
    return found | _reported(tables, found) | _coverage(tables)


def _children(tables: Tables, counter: Counter) -> None:
    for child, cycles in slow_answers.counted(tables).items():
        for siklus, row in cycles.items():
            past = cycles.get(before(siklus))
            ever = any(each["stunting"] for when, each in cycles.items() if when < siklus)
            again = None
            if row["stunting"] is not None and past is not None and past["stunting"] is False:
                again = row["stunting"] and not ever
            gain = _gains(tables, siklus).get(child)
            answers = {name: row[name] for name in INDICES}
            answers |= {"kasus_baru": again, "naik_bb": None if gain is None else gain == "N"}
            for group in CHILDREN[: 1 + row["baduta"]]:
                for name, answer in answers.items():
                    counter.add((siklus, row["kode_desa"], f"{name}_{group}"), answer)


def _gains(tables: Tables, siklus: str) -> dict[str, str]:
    known = tables.setdefault("gains", {})
    if siklus not in known:
        known[siklus] = slow_answers.last_gain(tables, siklus)
    return known[siklus]


def _together(tables: Tables, when) -> dict[tuple, list[Row]]:
    """A woman's screenings in one group and cycle or month, in order."""
    found = defaultdict(list)
    for row in sorted(tables["skrining"], key=lambda row: row["tanggal"]):
        found[row["orang_id"], row["kelompok"], when(row)].append(row)
    return found


def _last(rows: list[Row], name: str):
    known = [row[name] for row in rows if row[name] is not None]
    return known[-1] if known else None


def _most(rows: list[Row], name: str):
    return max((row[name] for row in rows if row[name] is not None), default=None)


def _any(rows: list[Row], name: str) -> bool | None:
    known = [row[name] for row in rows if row[name] is not None]
    return any(known) if known else None


def _below(value: float | None, limit: float | None) -> bool | None:
    return None if value is None or limit is None else value < limit


def _woman(rows: list[Row], group: str, *, whole_cycle: bool) -> dict[str, bool | None]:
    """Her answers; tablets, visits and the length of the pregnancy are asked of a whole cycle only."""
    year = rows[-1]["tanggal"].year
    found = {}
    if group in ("catin", "bumil"):
        found["anemia"] = _below(_last(rows, "hb_gdl"), threshold(f"hb_{group}", year))
        bmi = [
            row["bb_kg"] / (row["tb_cm"] / 100) ** 2 if row["bb_kg"] and row["tb_cm"] else None
            for row in rows
        ]
        bmi = [value for value in bmi if value is not None]
        signs = [_below(_last(rows, "lila_cm"), threshold("lila_kek", year))]
        if group == "bumil" and bmi:
            signs.append(_below(bmi[-1], threshold("imt_kek_bumil", year)))
        known = [sign for sign in signs if sign is not None]
        found["kek"] = any(known) if known else None
        age = _last(rows, "umur")
        if group == "catin":
            found["umur"] = _below(age, threshold("umur_catin", year))
            found["elsimil"] = _last(rows, "sertifikat_elsimil")
        elif age is not None:
            young, old = threshold("umur_hamil_muda", year), threshold("umur_hamil_tua", year)
            found["umur"] = age < young or age > old
    if group == "bumil" and whole_cycle:
        weeks = _most(rows, "usia_kehamilan_minggu") or 0
        for name, since in (("ttd", 28), ("anc", 36)):
            number = _most(rows, name)
            if weeks >= since and number is not None:
                found[name] = number >= threshold(f"{name}_bumil", year)
    if group == "pascasalin":
        found["kbpp"] = _any(rows, "kb_pascapersalinan")
        found["imd"] = _any(rows, "imd")
        found["bblr"] = _below(_most(rows, "bb_lahir_g"), threshold("bblr", year))
        found["pblr"] = _below(_most(rows, "pb_lahir_cm"), threshold("pblr", year))
        if whole_cycle:
            weeks = _most(rows, "usia_kehamilan_lahir_minggu")
            found["prematur"] = _below(weeks, threshold("prematur", year))
    return found


def _family(row: Row) -> dict[str, bool | None]:
    faults = [
        None if row[name] is None else not row[name]
        for name in ("sumber_air_layak", "jamban_layak")
    ]
    faults += [row[f"terlalu_{name}"] for name in ("muda", "tua", "dekat", "banyak")]
    known = [fault for fault in faults if fault is not None]
    at_risk = any(known) if known else None
    if not at_risk and faults[0] is None and faults[1] is None:
        # neither was read: the file's own verdict speaks for both
        at_risk = at_risk if row["berisiko_sumber"] is None else row["berisiko_sumber"]
    return {"krs": at_risk, "air": faults[0], "jamban": faults[1]}


# --- reports of sums -------------------------------------------------------------------------------


def _used(tables: Tables) -> list[Row]:
    """One report per desa, month and indicator; that of Sigizi before any other."""
    found = {}
    for row in sorted(
        tables["agregat_bulanan"], key=lambda row: (row["sumber"] != "sigizi", row["sumber"])
    ):
        found.setdefault((row["kode_desa"], row["bulan"], row["indikator"]), row)
    return list(found.values())


def _reported(tables: Tables, counted: dict[tuple, Pair]) -> dict[tuple, Pair]:
    """The last snapshot of a cycle, where the district has no record of a person for it."""
    persons = {(siklus, desa[:5], name) for siklus, desa, name in counted}
    found: dict[tuple, tuple] = {}
    for row in _used(tables):
        group = row["indikator"].rpartition("_")[2]
        key = (cycle(row["bulan"]), row["kode_desa"], row["indikator"])
        if row["pembilang"] is None or row["penyebut"] is None or row["indikator"] not in NAMES:
            continue
        if group in FROM_REPORTS and (key[0], key[1][:5], key[2]) not in persons:
            new = (row["bulan"], (row["pembilang"], row["penyebut"]))
            found[key] = max(new, found.get(key, new))
    return {key: pair for key, (_, pair) in found.items() if pair[1] > 0}


def _coverage(tables: Tables) -> dict[tuple, Pair]:
    """Children whose length was taken, of the target last reported, else of those registered."""
    measured: dict[tuple, int] = defaultdict(int)
    for cycles in slow_answers.counted(tables).values():
        for siklus, row in cycles.items():
            for group in CHILDREN[: 1 + row["baduta"]]:
                measured[siklus, row["kode_desa"], f"cakupan_ukur_{group}"] += row["ever_tb"]
    found = {}
    for siklus in _cycles(tables):
        targets = _registered(tables, siklus[1], siklus[0]) | _targets(tables, siklus[1], siklus[0])
        for (desa, name), target in targets.items():
            if target > 0:
                found[siklus[1], desa, name] = (measured.get((siklus[1], desa, name), 0), target)
    return found


def _cycles(tables: Tables) -> set[tuple[str, str]]:
    """(district, cycle) with any data."""
    dated = [
        (row["kode_desa"][:5], cycle(row["tanggal"]))
        for name in ("pengukuran", "skrining")
        for row in tables[name]
    ]
    dated += [(row["kode_desa"][:5], cycle(row["bulan"])) for row in tables["agregat_bulanan"]]
    dated += [
        (row["kode_desa"][:5], row["siklus"])
        for name in ("keluarga", "krs_desa")
        for row in tables[name]
    ]
    dated += [(row["kode_kecamatan"][:5], row["siklus"]) for row in tables["kasus"]]
    return set(dated)


def _targets(tables: Tables, siklus: str, kabkota: str) -> dict[tuple, int]:
    found: dict[tuple, tuple] = {}
    for row in _used(tables):
        if row["indikator"] not in COVERAGE or row["sasaran"] is None:
            continue
        if row["kode_desa"].startswith(kabkota) and row["bulan"] <= last_day(siklus):
            key, new = (row["kode_desa"], row["indikator"]), (row["bulan"], row["sasaran"])
            found[key] = max(new, found.get(key, new))
    return {key: target for key, (_, target) in found.items()}


def _registered(tables: Tables, siklus: str, kabkota: str) -> dict[tuple, int]:
    day = last_day(siklus)
    home = {row["orang_id"]: row["kode_desa"] for row in tables["orang"]}
    there: dict[tuple, set[str]] = defaultdict(set)
    for row in tables["keanggotaan"]:
        who, until = row["orang_id"], row["selesai"] or date.max
        if row["kelompok"] not in CHILDREN or not row["mulai"] <= day <= until:
            continue
        if home[who].startswith(kabkota) and not _gone(tables, who, day):
            there[home[who], f"cakupan_ukur_{row['kelompok']}"].add(who)
    return {key: len(people) for key, people in there.items()}


def _gone(tables: Tables, who: str, day: date) -> bool:
    """Whether the last news of a child at all is that it left, and it had left by that day."""
    if "news" not in tables:
        news = defaultdict(list)
        for row in slow_answers.moves(tables):
            news[row["orang_id"]].append((row["tanggal"], row["jenis"] == "pindah_masuk"))
        tables["news"] = {each: max(rows) for each, rows in news.items()}
    last = tables["news"].get(who)
    return last is not None and not last[1] and last[0] <= day


# --- by month --------------------------------------------------------------------------------------


def by_month(tables: Tables) -> dict[tuple, Pair]:
    counter = Counter()
    for (_, month), rows in _visits(tables).items():
        young = months(max(row["umur_hari"] for row in rows)) < 24
        answers = {name: _last(rows, name) for name in INDICES}
        gain = [row["naik_bb"] for row in rows if row["naik_bb"] in ("N", "T")]
        answers["naik_bb"] = gain[-1] == "N" if gain else None
        for group in CHILDREN[: 1 + young]:
            for name, answer in answers.items():
                counter.add((month, rows[-1]["kode_desa"], f"{name}_{group}"), answer)
    for (_, group, month), rows in _together(
        tables, lambda row: row["tanggal"].replace(day=1)
    ).items():
        for name, answer in _woman(rows, group, whole_cycle=False).items():
            counter.add((month, _last(rows, "kode_desa"), f"{name}_{group}"), answer)
    found = {(*key, "perorangan"): pair for key, pair in counter.found().items()}
    for row in _used(tables):
        under = row["sasaran"] if row["indikator"] in COVERAGE else row["penyebut"]
        if row["indikator"] in NAMES and row["pembilang"] is not None and under:
            key = (row["bulan"], row["kode_desa"], row["indikator"], "agregat")
            found[key] = (row["pembilang"], under)
    return found


def _visits(tables: Tables) -> dict[tuple, list[Row]]:
    """A child's visits of one month in order, with its class per index (True, False, None)."""
    sex = {row["orang_id"]: row["jenis_kelamin"] for row in tables["orang"]}
    found = defaultdict(list)
    for row in sorted(tables["pengukuran"], key=lambda row: row["tanggal"]):
        if not 0 <= months(row["umur_hari"]) <= 59:
            continue
        key = (row["orang_id"], row["tanggal"].replace(day=1))
        found[key].append({**row, **slow_answers.classes(row, sex)})
    return found
