"""How often a district in which nothing differs hears that something does; how often a real change is found.

    python tests/null_district.py --times 200 [--seed 1] [--children 300] [--same-children]

Each run draws seven cycles and 42 months of a district of 18 kecamatan into the derived tables of a real
store, all with one rate (or, for the power, 30 % everywhere and 15 % in one kecamatan of 400 measured
children in the last cycle), asks the questions of the pages and reads what they say: Ringkasan, Peta, Tren,
Rapor and Profil for the district and for every kecamatan. Without ``--same-children`` each cycle measures
other children; with it the same ones, whose status mostly stays. Exit 0 when at most 5 % of the null runs
announce and at least 95 % of the halvings are found.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from stunting import db, filters, questions  # noqa: E402
from stunting.presenters import profil, rapor, screens  # noqa: E402
from stunting.stats.tiers import BAIK, PERLU, RENDAH, TINGGI  # noqa: E402
from tests.factories import JATIREJO, build_store, child  # noqa: E402

DISTRICT = "35.16"
CYCLES = [f"{year}-S{semester}" for year in (2023, 2024, 2025) for semester in (1, 2)] + ["2026-S1"]
NOW, KELOMPOK = CYCLES[-1], "balita"
# What of the children is counted: indicator -> its rate among them.
RATES = {
    "stunting": 0.18,
    "wasting": 0.07,
    "underweight": 0.14,
    "kasus_baru": 0.03,
    "naik_bb": 0.62,
    "cakupan_ukur": 0.80,
}
STAYS = 0.9  # a child's status from one cycle to the next, of the same children
_SAID = re.compile(r"\b(lebih tinggi|lebih rendah|naik dari|turun dari|melebihi kebetulan: )")
_NOT_SAID = re.compile(r"lebih tinggi dari (target|survei)")


@dataclass(frozen=True)
class World:
    """What is drawn: measured children per kecamatan, the rate of stunting, and which kecamatan halves."""

    children: tuple[int, ...]
    stunting: float = RATES["stunting"]
    halved: int | None = None  # place of the kecamatan
    same_children: bool = False


class District:
    """A store of one district whose derived tables are drawn anew, and a way to ask it."""

    def __init__(self, folder: Path) -> None:
        version = build_store(folder, pengukuran=[child("a", "2026-02-10", age=400, **JATIREJO)])
        self._con = db.memory()
        self._con.execute(f"attach '{version / 'stunting.duckdb'}' as asal (read_only)")
        self._con.execute("set schema = 'memory.main'")
        for (name,) in self._con.execute(
            "select table_name from duckdb_tables() where database_name = 'asal'"
        ).fetchall():
            self._con.execute(f"create table {name} as from asal.main.{name}")
        self._con.execute((db.BUILD_QUERIES / "macros.sql").read_text(encoding="utf-8"))
        rows = self._con.execute(
            "select kode, nama from wilayah where tingkat = 'kecamatan' and kode_induk = $1 order by kode",
            [DISTRICT],
        ).fetchall()
        self.names = dict(rows)
        self._answers: dict = {}

    def draw(self, world: World, rng: np.random.Generator) -> None:
        """Fill the derived tables with one drawing of the world."""
        self._answers.clear()
        self._put("indikator_desa", _cycles(world, list(self.names), rng))
        self._put("indikator_bulan", _months(world, list(self.names), rng))
        cycles = pd.DataFrame({"siklus": CYCLES, "kode_kabkota": DISTRICT})
        self._put("siklus", cycles.assign(mulai=date(2023, 1, 1), selesai=date(2023, 6, 30)))

    def _put(self, table: str, rows: pd.DataFrame) -> None:
        self._con.register("baru", rows)
        self._con.execute(f"delete from {table}")
        self._con.execute(f"insert into {table} by name select * from baru")
        self._con.unregister("baru")

    def ask(self, name: str, **params: object) -> pd.DataFrame:
        key = (name, *(f"{each}={value}" for each, value in sorted(params.items())))
        if key not in self._answers:
            question = questions.load(name)
            answer = self._con.execute(question.sql, params or None).df()
            self._answers[key] = answer[list(question.columns)]
        return self._answers[key].copy()

    def chosen(self, kode: str | None) -> filters.Filters:
        return filters.Filters(
            DISTRICT, "Kabupaten Mojokerto", kode, self.names.get(kode), NOW, KELOMPOK
        )


def _cycles(world: World, kecamatan: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """Rows of indikator_desa, one desa standing for its kecamatan."""
    rows = []
    for place, kode in enumerate(kecamatan):
        measured = world.children[place % len(world.children)]
        for name, rate in RATES.items():
            rate = world.stunting if name == "stunting" else rate
            n = round(measured / RATES["cakupan_ukur"]) if name == "cakupan_ukur" else measured
            n = round(n * 0.6) if name in ("kasus_baru", "naik_bb") else n
            last = rate / 2 if name == "stunting" and place == world.halved else rate
            counts = _series(rate, last, n, len(CYCLES), world.same_children, rng)
            for kelompok, share in (("balita", 1.0), ("baduta", 0.4)):
                part = counts if share == 1.0 else rng.binomial(counts, share)
                base = (
                    np.full(len(CYCLES), n)
                    if share == 1.0
                    else part + rng.binomial(n - counts, share)
                )
                rows += [
                    (siklus, kode, kelompok, f"{name}_{kelompok}", x, total)
                    for siklus, x, total in zip(CYCLES, part, base, strict=True)
                ]
    frame = pd.DataFrame(
        rows, columns=["siklus", "kode_kecamatan", "kelompok", "indikator", "pembilang", "penyebut"]
    )
    return _placed(frame)


def _series(
    rate: float, last: float, n: int, points: int, same: bool, rng: np.random.Generator
) -> np.ndarray:
    """Counts over time among other children each time, or among the same whose status mostly stays."""
    if not same:
        return np.array(
            [rng.binomial(n, rate) for _ in range(points - 1)] + [rng.binomial(n, last)]
        )
    status = rng.random(n) < rate
    counts = []
    for point in range(points):
        aimed = last if point == points - 1 else rate
        again = rng.random(n) >= STAYS
        status = np.where(again, rng.random(n) < aimed, status)
        if aimed != rate:
            status &= rng.random(n) < aimed / rate  # those who recovered
        counts.append(int(status.sum()))
    return np.array(counts)


def _months(world: World, kecamatan: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """Rows of indikator_bulan: everybody in February and August, a fifth in the other months."""
    months = pd.date_range("2023-01-01", "2026-06-01", freq="MS")
    rows = []
    for place, kode in enumerate(kecamatan):
        measured = world.children[place % len(world.children)]
        status = rng.random(measured) < world.stunting
        for month in months:
            status = np.where(
                rng.random(measured) >= 0.97, rng.random(measured) < world.stunting, status
            )
            share = 1.0 if month.month in (2, 8) else 0.2
            seen = rng.random(measured) < share
            who = status if world.same_children else rng.random(measured) < world.stunting
            rows.append((month, kode, int((who & seen).sum()), int(seen.sum())))
    frame = pd.DataFrame(rows, columns=["bulan", "kode_kecamatan", "pembilang", "penyebut"])
    return _placed(frame.assign(kelompok="balita", indikator="stunting_balita")).assign(
        sumber="perorangan"
    )


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(
        kode_kabkota=DISTRICT, kode_desa=frame["kode_kecamatan"] + ".2001", sumber="anak_siklus"
    )


def said(district: District, kode: str | None) -> Counter:
    """What the pages announce with this kecamatan chosen (None: the district): page -> how much."""
    f, hide = district.chosen(kode), {"hide_small": True, "threshold": 5}
    known = district.ask("indikator_daftar")
    main = known[known["kelompok"] == KELOMPOK].iloc[0]
    found = Counter()
    pages = {
        "ringkasan": screens.ringkasan(district.ask, f, today=date(2026, 7, 1), **hide),
        "peta": screens.peta(district.ask, f, main, **hide),
        "tren": screens.tren(district.ask, f, main, by_month=True, **hide),
    }
    if kode is not None:
        pages["profil"] = profil.look(district.ask, f, today=date(2026, 7, 1), **hide)
    for page, screen in pages.items():
        texts = [each for each in _strings(screen) if _SAID.search(_NOT_SAID.sub("", each))]
        found[page] += len(texts)
    names = pd.Series(district.names).rename_axis("kode_kecamatan")
    rows = district.ask("indikator_wilayah", kode_kabkota=DISTRICT, siklus=NOW)
    cells = rapor.cells(rows, known, names, main["indikator"], **hide)
    found["rapor"] += int(cells["nilai"].isin([PERLU, BAIK]).sum())
    tiers = pages["peta"].now.kecamatan["tingkat"].isin([TINGGI, RENDAH])
    found["tingkat"] += int(tiers.sum())
    monthly = pages["tren"].monthly
    found["bulan"] += int(monthly["berubah"].sum())
    return found


def _strings(thing: object) -> list[str]:
    """Every text a screen holds, in whatever it is packed."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, pd.DataFrame):
        return [each for column in thing for each in thing[column] if isinstance(each, str)]
    if isinstance(thing, dict):
        return [text for each in thing.values() for text in _strings(each)]
    if isinstance(thing, list | tuple):
        return [text for each in thing for text in _strings(each)]
    if hasattr(thing, "__dataclass_fields__"):
        return [
            text for name in thing.__dataclass_fields__ for text in _strings(getattr(thing, name))
        ]
    return []


def null_run(district: District, world: World, rng: np.random.Generator) -> Counter:
    """One drawing without any difference: everything announced, over the district and all kecamatan."""
    district.draw(world, rng)
    total = Counter()
    for kode in (None, *district.names):
        total += said(district, kode)
    return total


def halving_run(district: District, world: World, rng: np.random.Generator) -> dict[str, bool]:
    """One drawing of a halving: whether Tren names the fall, and whether the map sets the kecamatan apart."""
    district.draw(world, rng)
    kode = list(district.names)[world.halved]
    f, hide = district.chosen(kode), {"hide_small": True, "threshold": 5}
    known = district.ask("indikator_daftar")
    main = known[known["kelompok"] == KELOMPOK].iloc[0]
    headline = screens.tren(district.ask, f, main, by_month=False, **hide).headline
    peta = screens.peta(district.ask, f, main, **hide).now.kecamatan.set_index("kode_kecamatan")
    return {
        "siklus lalu": bool(re.search(r"turun dari [\d,]+.% \(siklus lalu\)", headline)),
        "perubahan": "turun dari" in headline,
        "tingkat": peta.loc[kode, "tingkat"] == RENDAH,
    }


def report(times: int, seed: int, world: World, folder: Path) -> tuple[int, Counter, Counter]:
    """Null runs that announce, what they announce, and how many halvings each way finds."""
    district, rng = District(folder), np.random.default_rng(seed)
    loud, what, found = 0, Counter(), Counter()
    for _ in range(times):
        heard = null_run(district, world, rng)
        loud += heard.total() > 0
        what += Counter({page: 1 for page, count in heard.items() if count})
    halved = World((400,), 0.30, halved=3, same_children=world.same_children)
    for _ in range(times):
        found += Counter(halving_run(district, halved, rng))
    return loud, what, found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--children", type=int, nargs="+", default=[300])
    parser.add_argument("--same-children", action="store_true")
    options = parser.parse_args()
    world = World(tuple(options.children), same_children=options.same_children)
    with tempfile.TemporaryDirectory(prefix="nol-") as place:
        loud, what, found = report(options.times, options.seed, world, Path(place))
    print(f"{asdict(world)}, {options.times} runs")
    print(f"announced something: {loud} ({loud / options.times:.1%}); {dict(what)}")
    print(
        f"halving found: { ({way: f'{count / options.times:.1%}' for way, count in found.items()}) }"
    )
    well = loud <= 0.05 * options.times and found["perubahan"] >= 0.95 * options.times
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
