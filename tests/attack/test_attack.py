"""Mode tayang under attack: all combinations of the filter bar, on every page, and then linear algebra."""

import re
from datetime import date
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stunting import db
from stunting.filters import Filters
from stunting.presenters import hulu, neraca, rapor, ringkasan, screens, wilayah
from stunting.stats import flow_suppression, month_suppression, suppression
from tests.attack.attacker import Attacker

DISTRICTS = {"33.75": "Kota Pekalongan", "35.16": "Kabupaten Mojokerto"}
CYCLES = ("2024-S2", "2025-S2", "2026-S1")
HIDE = {"hide_small": True, "threshold": 5}
TODAY = date(2026, 7, 15)


@pytest.fixture(scope="module")
def ask(_sample_home):
    version = _sample_home / "versions" / (_sample_home / "CURRENT").read_text().strip()
    answer = cache(lambda name, given: db.ask(version, name, dict(given)))

    def asked(name: str, **params):
        given = {key: tuple(v) if isinstance(v, list) else v for key, v in params.items()}
        return answer(name, tuple(sorted(given.items()))).copy()

    return asked


@pytest.fixture(scope="module")
def truth(_sample_home) -> pd.DataFrame:
    version = _sample_home / "versions" / (_sample_home / "CURRENT").read_text().strip()
    with db.reading(version) as con:
        return con.execute("from indikator_desa").df()


def stem(indikator: str) -> tuple[str, str]:
    """stunting_baduta -> stunting, baduta; an indicator of another group is its own."""
    name, _, group = indikator.rpartition("_")
    return (name, group) if group in ("balita", "baduta") else (indikator, "")


def bands(group: str) -> tuple[str, ...]:
    return {"baduta": ("baduta",), "balita": ("baduta", "24-59")}.get(group, ("",))


class Reader:
    """Fills two attackers per indicator and cycle, one with numerators and one with the rest of the group."""

    def __init__(self, truth: pd.DataFrame, kabkota: str) -> None:
        desa = truth.loc[truth["kode_kabkota"] == kabkota, "kode_desa"].unique()
        self._desa = sorted(desa)
        self.by: dict[tuple, Attacker] = {}

    def parts(self, kode: str, group: str) -> list[tuple[str, str]]:
        inside = [desa for desa in self._desa if desa == kode or desa.startswith(f"{kode}.")]
        return list(product(inside, bands(group)))

    def see(self, indikator: str, siklus: str, kode: str, x, n) -> None:
        """A pair of counts that a screen shows."""
        if pd.isna(x) or pd.isna(n):
            return
        name, group = stem(indikator)
        parts = self.parts(kode, group)
        for part, value in (("x", x), ("rest", n - x)):
            counts = (name, part) != ("cakupan_ukur", "rest")
            attacker = self.by.setdefault((name, siklus, part), Attacker(counts=counts))
            attacker.learn(parts, value)


def look_at_everything(ask, reader: Reader, kabkota: str, siklus: str) -> None:
    """Every page of the meeting, with every combination of kecamatan and group."""
    known = ask("indikator_daftar")
    names = wilayah.kecamatan(ask, kabkota)
    before, year = (screens.previous(siklus), f"{int(siklus[:4]) - 1}{siklus[4:]}")
    rows = ask("indikator_wilayah", kode_kabkota=kabkota, siklus=siklus)
    for cell in rapor.cells(rows, known, names, "stunting_balita", **HIDE).itertuples():
        reader.see(cell.kode, siklus, cell.kode_kecamatan, cell.pembilang, cell.penyebut)
    for row in ringkasan.protected(rows, kabkota, 5).itertuples():
        for suffix, when in (("", siklus), ("_sebelum", before), ("_setahun", year)):
            shown = getattr(row, f"pembilang{suffix}"), getattr(row, f"penyebut{suffix}")
            reader.see(row.indikator, when, row.kode, *shown)
    for main in known.to_dict("records"):
        main, name = pd.Series(main), main["indikator"]
        f = Filters(kabkota, DISTRICTS[kabkota], None, None, siklus, "balita")
        peta = screens.peta(ask, f, main, **HIDE)
        for of in (peta.now, peta.before):
            reader.see(name, of.siklus, kabkota, of.district["pembilang"], of.district["penyebut"])
            for row in of.kecamatan.itertuples():
                reader.see(name, of.siklus, row.kode_kecamatan, row.pembilang, row.penyebut)
        for kode in names.index:
            panel = screens.panel(ask, f, main, peta.now, kode, **HIDE)
            codes = ask("indikator_per_desa", kode_kecamatan=kode, siklus=siklus, indikator=name)
            for place, row in zip(codes["kode_desa"], panel.desa.itertuples(), strict=True):
                if said := re.match(r"([\d.]+) dari ([\d.]+)", row.jumlah):
                    counts = (int(each.replace(".", "")) for each in said.groups())
                    reader.see(name, siklus, place, *counts)
        trend = screens.tren(ask, f, main, by_month=False, **HIDE)
        if trend is not None:
            for row in trend.areas[trend.areas["siklus"] == siklus].itertuples():
                reader.see(name, siklus, row.kode_kecamatan, row.pembilang, row.penyebut)
            for row in trend.district[trend.district["siklus"] == siklus].itertuples():
                reader.see(name, siklus, kabkota, row.pembilang, row.penyebut)


@pytest.mark.parametrize(
    ("kabkota", "siklus"), [*product(["33.75"], CYCLES), ("35.16", CYCLES[-1])]
)
def test_no_small_cell_of_an_indicator_can_be_recovered(ask, truth, kabkota, siklus):
    reader = Reader(truth, kabkota)
    look_at_everything(ask, reader, kabkota, siklus)
    here = truth[(truth["kode_kabkota"] == kabkota) & (truth["siklus"] == siklus)]
    counts = {
        (row.indikator, row.kode_desa): (row.pembilang, row.penyebut - row.pembilang)
        for row in here.itertuples()
    }
    desa = {desa for _, desa in counts}
    inside = {
        kode: {each for each in desa if each == kode or each.startswith(f"{kode}.")}
        for kode in {kabkota, *here["kode_kecamatan"], *here["kode_desa"]}
    }
    checked, shown = 0, 0
    for (name, when, part), attacker in reader.by.items():
        if when != siklus:
            continue
        place = 0 if part == "x" else 1
        groups = {stem(each)[1] for each, _ in counts if stem(each)[0] == name}
        cells, values = {}, {}
        for group in sorted(groups) + (["24-59"] if groups == {"balita", "baduta"} else []):
            bands_of = ("24-59",) if group == "24-59" else bands(group)
            for kode, parts in inside.items():
                cells[kode, group] = dict.fromkeys(product(parts, bands_of), 1)
                values[kode, group] = _true(counts, name, group, parts, place)
        small = {key: cell for key, cell in cells.items() if 1 <= values[key] <= 4}
        leaked = attacker.recovered(small)
        assert not leaked, f"{name}, {when}, {part}: {sorted(leaked)[:4]}"
        checked += len(small)
        shown += len(attacker.recovered(cells))
    assert checked > 50  # there was something to find
    assert shown > 100  # and most of what is large is shown


def _true(counts: dict, name: str, group: str, desa: set[str], place: int) -> int:
    def total(indikator: str) -> int:
        return sum(counts[indikator, each][place] for each in desa if (indikator, each) in counts)

    if group == "24-59":
        return total(f"{name}_balita") - total(f"{name}_baduta")
    return total(f"{name}_{group}" if group else name)


@pytest.mark.parametrize("kabkota", DISTRICTS)
@pytest.mark.parametrize("siklus", CYCLES)
def test_no_small_flow_of_the_ledger_can_be_recovered(ask, kabkota, siklus):
    names = wilayah.kecamatan(ask, kabkota)
    attacker, true = Attacker(), {}
    for kelompok in ("balita", "baduta"):
        rows = ask("neraca", kode_kabkota=kabkota, siklus=siklus, kelompok=kelompok)
        table = neraca.side_by_side(rows, names)
        columns = [each for each in table.columns if each not in ("nama", "diukur")]
        for kode, line in table.iterrows():
            true |= {(kelompok, kode, each): int(line[each]) for each in columns}
            attacker.learn(_balance(kelompok, kode), 0)
        _read_ledgers(ask, attacker, kabkota, siklus, kelompok)
    cells = {key: {key: 1} for key in true}
    for kelompok, kode, each in list(true):
        if kelompok == "baduta" and ("balita", kode, each) in true:
            between = true["balita", kode, each] - true["baduta", kode, each]
            true["24-59", kode, each] = between
            if each not in ("lewat_umur", "masuk_sisa", "keluar_sisa"):  # other ways by definition
                cells["24-59", kode, each] = {("balita", kode, each): 1, ("baduta", kode, each): -1}
    small = {key: cell for key, cell in cells.items() if 1 <= true[key] <= 4}
    assert attacker.recovered(small) == set()
    assert small


def _balance(kelompok: str, kode: str) -> dict:
    signs = dict.fromkeys(("awal", *neraca._IN), 1) | dict.fromkeys((*neraca._OUT, "akhir"), -1)
    return {(kelompok, kode, each): sign for each, sign in signs.items()}


def _read_ledgers(ask, attacker: Attacker, kabkota: str, siklus: str, kelompok: str) -> None:
    names = wilayah.kecamatan(ask, kabkota)
    f = Filters(kabkota, DISTRICTS[kabkota], None, None, siklus, kelompok)
    found = screens.ledgers(ask, f, kelompok, **HIDE)
    if found is None:
        return
    columns = [each for each in found.table.columns if each not in ("nama", "diukur")]
    for kode, line in found.table.iterrows():
        for each in columns:
            if pd.notna(line[each]):
                attacker.learn([(kelompok, kode, each)], line[each])
    for kode, area in found.drawn.items():
        ways = {"masuk_lain": neraca._IN, "keluar_lain": neraca._OUT}
        for each in ("awal", "akhir", *neraca._IN, *neraca._OUT):
            if each in area:
                attacker.learn([(kelompok, kode, each)], area[each])
        for merged, all_ways in ways.items():
            rest = [(kelompok, kode, each) for each in all_ways if each not in area]
            attacker.learn(rest, area.get(merged, 0))
    district = found.district or {}
    for each in ("baru", "tidak_lagi", "tidak_diukur_ulang", "lewat_umur", "awal", "akhir"):
        if each in district:
            attacker.learn([(kelompok, kode, each) for kode in found.table.index], district[each])
    # the same children on other pages
    for cell, (indikator, when) in neraca.PRINTED.items():
        cycle = siklus if when == 0 else screens.previous(siklus)
        of = screens._of_cycle(
            ask, f.kode_kabkota, f.kabkota, f"{indikator}_{kelompok}", cycle, **HIDE
        )
        for row in of.kecamatan.itertuples():
            key = (kelompok, row.kode_kecamatan, cell)
            # before: children measured then who moved since count elsewhere in the ledger
            if pd.notna(row.pembilang) and row.kode_kecamatan in found.table.index and when == 0:
                attacker.learn([key], row.pembilang)
    for kode, nama in names.items():
        here = Filters(kabkota, DISTRICTS[kabkota], kode, nama, siklus, kelompok)
        seen = screens._movement(ask, here, HIDE)
        if seen is not None and kode in found.table.index:
            for each in ("baru", "tidak_lagi", "tidak_diukur_ulang"):
                if pd.notna(seen[each]):
                    attacker.learn([(kelompok, kode, each)], seen[each])


@pytest.mark.parametrize("kabkota", DISTRICTS)
@pytest.mark.parametrize("siklus", CYCLES)
def test_no_small_state_of_a_step_of_1000_hpk_can_be_recovered(ask, kabkota, siklus):
    rows = ask("hulu", kode_kabkota=kabkota, siklus=siklus)
    names = wilayah.kecamatan(ask, kabkota)
    for step in hulu.STEPS:
        attacker = Attacker()
        found = rows[rows["langkah"] == step].set_index("kode_kecamatan")
        for row in hulu.by_kecamatan(rows, step, names, **HIDE).itertuples():
            if pd.notna(row.pembilang) and row.kode_kecamatan in found.index:
                attacker.learn([(row.kode_kecamatan, "teratasi")], row.pembilang)
                rest = row.penyebut - row.pembilang
                attacker.learn([(row.kode_kecamatan, "belum")], rest)
        for kode in (None, *names.index):
            (line,) = hulu.steps(rows, kode, **HIDE).query("langkah == @step").itertuples()
            areas = found.index if kode is None else found.index.intersection([kode])
            for state in hulu.STATES:
                if pd.notna(getattr(line, state)) and len(areas):
                    attacker.learn([(each, state) for each in areas], getattr(line, state))
            if pd.notna(line.jumlah) and len(areas):
                attacker.learn(list(product(areas, hulu.STATES)), line.jumlah)
        small = {
            (kode, state): {(kode, state): 1}
            for kode, line in found.iterrows()
            for state in hulu.STATES
            if 1 <= line[state] <= 4
        }
        assert attacker.recovered(small) == set()


# --- months beside their cycle ------------------------------------------------------------------------


def cycle_of(day: pd.Timestamp) -> str:
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def look_at_months(ask, kabkota: str, indikator: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What Tren shows of an indicator: months of each area, and cycles of each area (kode, counts)."""
    names, months, cycles = wilayah.kecamatan(ask, kabkota), [], None
    for kode in (None, *names.index):
        f = Filters(kabkota, DISTRICTS[kabkota], kode, names.get(kode), CYCLES[-1], "balita")
        seen = screens.tren(ask, f, indikator, by_month=True, **HIDE)
        if seen is None:
            return pd.DataFrame(), pd.DataFrame()
        months.append(seen.monthly.assign(kode=kode or kabkota))
        areas = seen.areas.rename(columns={"kode_kecamatan": "kode"})
        cycles = pd.concat([areas, seen.district.assign(kode=kabkota)])
    return pd.concat(months), cycles


def equations(attacker: Attacker, shown: pd.DataFrame, parts, place: int) -> None:
    for row in shown.itertuples():
        if pd.notna(row.pembilang) and pd.notna(row.penyebut):
            value = row.pembilang if place == 0 else row.penyebut - row.pembilang
            attacker.learn(parts(row), value)


def true_counts(rows: pd.DataFrame, place: int) -> pd.Series:
    return rows["pembilang"] if place == 0 else rows["penyebut"] - rows["pembilang"]


# Every indicator of the small district; of the large one those whose people are seen once, often, and nested.
MONTHLY = {"33.75": None, "35.16": ("stunting_balita", "stunting_baduta", "anemia_catin")}


@pytest.mark.parametrize("kabkota", DISTRICTS)
def test_no_small_month_or_cycle_can_be_recovered_from_each_other(ask, kabkota):
    """Who is seen once is in one month of the cycle; who was weighed in the weighing month counts by it."""
    kecamatan = list(wilayah.kecamatan(ask, kabkota).index)
    checked = shown_months = 0
    for _, indikator in ask("indikator_daftar").iterrows():
        if MONTHLY[kabkota] and indikator["indikator"] not in MONTHLY[kabkota]:
            continue
        asked = {"kode_kabkota": kabkota, "indikator": indikator["indikator"]}
        months, cycles = look_at_months(ask, kabkota, indikator)
        if months.empty or months["penyebut"].isna().all():
            continue
        raw = ask("indikator_per_bulan", **asked)
        raw = raw[raw["sumber"].isin(months["sumber"].dropna().unique())]
        true = raw.assign(siklus=raw["bulan"].map(cycle_of)).drop_duplicates(["kode", "bulan"])
        of_cycle = ask("indikator_per_siklus", **asked).dropna(subset=["penyebut"])
        shown_months += months["penyebut"].notna().sum()
        for (siklus, own), place in product(true.groupby("siklus"), (0, 1)):
            whole = of_cycle[of_cycle["siklus"] == siklus].set_index("kode")
            if kabkota not in whole.index:
                continue
            seen = own[own["kode"] == kabkota]["penyebut"].sum()
            once = seen == whole.loc[kabkota, "penyebut"]
            inside = {kabkota: kecamatan, **{kode: [kode] for kode in kecamatan}}
            days = sorted(own["bulan"].unique())
            here = months[months["bulan"].map(cycle_of) == siklus]
            there = cycles[cycles["siklus"] == siklus]
            counts = true_counts(own.set_index(["kode", "bulan"]), place)
            totals = true_counts(whole, place)
            cells, values = {}, {}
            for kode, of in inside.items():
                for day in days:
                    if (kode, day) in counts.index:
                        cells[kode, day] = dict.fromkeys(product(of, [day]), 1)
                        values[kode, day] = counts[kode, day]
            attacker = Attacker(counts=once)
            equations(
                attacker,
                here,
                lambda row, of=inside: list(product(of[row.kode], [row.bulan])),
                place,
            )
            if once:
                equations(
                    attacker,
                    there,
                    lambda row, of=inside, d=days: list(product(of[row.kode], d)),
                    place,
                )
                for kode, of in inside.items():
                    gone = [
                        day for day in days if not _shown(here, kode, day) and (kode, day) in values
                    ]
                    cells[kode, "tersembunyi"] = dict.fromkeys(product(of, gone), 1)
                    values[kode, "tersembunyi"] = sum(values[kode, day] for day in gone)
                    if kode in totals.index:
                        cells[kode, "siklus"] = dict.fromkeys(product(of, days), 1)
                        values[kode, "siklus"] = totals[kode]
            else:
                for day in {each for each in days if each.month in (2, 8)} | {days[-1]}:
                    equations(
                        attacker,
                        there,
                        lambda row, of=inside, d=day: list(product(of[row.kode], [d, (d, "luar")])),
                        place,
                    )
                    for kode, of in inside.items():
                        if (kode, day) in values and kode in totals.index:
                            cells[kode, day, "luar"] = dict.fromkeys(
                                product(of, [(day, "luar")]), 1
                            )
                            values[kode, day, "luar"] = totals[kode] - values[kode, day]
            small = {key: cell for key, cell in cells.items() if 1 <= values[key] <= 4}
            leaked = attacker.recovered(small)
            assert not leaked, (
                f"{indikator['indikator']}, {siklus}, {place}: {sorted(map(str, leaked))[:4]}"
            )
            checked += len(small)
    assert checked > 50
    assert shown_months > 100


def _shown(months: pd.DataFrame, kode: str, day: pd.Timestamp) -> bool:
    found = months[(months["kode"] == kode) & (months["bulan"] == day)]
    return bool(found["penyebut"].notna().any())


TABLES = st.integers(2, 5).flatmap(
    lambda rows: st.lists(
        st.lists(st.integers(0, 14), min_size=6, max_size=6), min_size=rows, max_size=rows
    )
)


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_no_small_cell_of_any_table_of_flows_follows_from_rows_and_columns(rows):
    values = np.array(rows)
    small = (values > 0) & (values < 5)
    elsewhere = np.zeros_like(small)
    elsewhere[:, 0] = ~small[:, 0]
    found = flow_suppression.hide(values, small, elsewhere, [0, 1], [2, 3, 4, 5])
    assert found.cells[small].all()
    attacker, before = Attacker(), Attacker()
    for row, column in np.argwhere(~found.cells | elsewhere):
        attacker.learn([(row, column)], values[row, column])
    for row in range(len(values)):
        for side in ([0, 1], [2, 3, 4, 5]):
            if found.merged[row]:
                attacker.learn([(row, column) for column in side], values[row, side].sum())
    for of in (attacker, before):  # what the other pages and the district's ledger print anyway
        for row, column in np.argwhere(elsewhere):
            of.learn([(row, column)], values[row, column])
        for row in range(len(values)):
            signs = {(row, column): 1 if column < 2 else -1 for column in range(6)}
            of.learn(signs, values[row, :2].sum() - values[row, 2:].sum())
        for column in range(6):
            total = values[:, column].sum()
            if not 0 < total < 5:  # a small total is not printed
                of.learn([(row, column) for row in range(len(values))], total)
    cells = {tuple(cell): {tuple(cell): 1} for cell in np.argwhere(small)}
    assert attacker.recovered(cells) <= before.recovered(cells)


SEEN_ONCE = st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(
    lambda size: st.lists(
        st.lists(
            st.tuples(st.integers(0, 14), st.integers(0, 40)), min_size=size[1], max_size=size[1]
        ),
        min_size=size[0],
        max_size=size[0],
    )
)


@settings(max_examples=80, deadline=None)
@given(SEEN_ONCE)
def test_no_small_month_of_people_seen_once_follows_from_any_table(rows):
    """Kecamatan by months, the district beside the one and the cycle beside the other."""
    codes = [f"33.75.{number:02d}" for number in range(1, len(rows) + 1)]
    cells = pd.DataFrame(
        [
            (kode, pd.Timestamp(2026, month, 1), "perorangan", x, x + rest)
            for kode, line in zip(codes, rows, strict=True)
            for month, (x, rest) in enumerate(line, 1)
        ],
        columns=["kode", "bulan", "sumber", "pembilang", "penyebut"],
    )
    by_month = cells.groupby(["bulan", "sumber"], as_index=False)[["pembilang", "penyebut"]].sum()
    months = pd.concat([cells, by_month.assign(kode="33.75")], ignore_index=True)
    cycles = months.groupby("kode", as_index=False)[["pembilang", "penyebut"]].sum()
    cycles["siklus"] = "2026-S1"
    hidden = month_suppression.hidden(months, cycles, "33.75", 5)
    gone = suppression.hidden_beside(cycles, cycles["kode"] == "33.75", 5, "siklus")
    inside = {"33.75": codes, **{kode: [kode] for kode in codes}}
    days = sorted(cells["bulan"].unique())
    for place in (0, 1):
        before, attacker = Attacker(), Attacker()
        for frame, out, when in ((months, hidden, None), (cycles, gone, days)):
            for row, value in zip(
                frame[~out].itertuples(), true_counts(frame[~out], place), strict=True
            ):
                parts = list(product(inside[row.kode], when or [row.bulan]))
                for of in (attacker, before) if when else (attacker,):
                    of.learn(parts, value)
        values = true_counts(months.set_index(["kode", "bulan"]), place)
        small = {
            key: dict.fromkeys(product(inside[key[0]], [key[1]]), 1)
            for key, value in values.items()
            if 1 <= value <= 4
        }
        totals = true_counts(cycles.set_index("kode"), place)
        small |= {
            kode: dict.fromkeys(product(inside[kode], days), 1)
            for kode, value in totals.items()
            if 1 <= value <= 4
        }
        assert attacker.recovered(small) <= before.recovered(small)


def test_the_attacker_finds_what_can_be_found():
    attacker = Attacker()
    attacker.learn(["a", "b", "c"], 20)
    attacker.learn(["b", "c"], 17)
    attacker.learn(["d", "e"], 0)
    cells = {name: {name: 1} for name in "abcde"}
    assert attacker.recovered(cells) == {"a", "d", "e"}
