"""All indicators by desa, cycle and month: the build and a loop over persons agree, and questions add up."""

import random
from collections import defaultdict
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from lokal import wilayah

from stunting import build, db
from tests.factories import BARAT, MOJOKERTO, PEKALONGAN, TIMUR, build_store
from tests.queries import dirty_rows, slow_indicators

DISTRICTS = (PEKALONGAN, MOJOKERTO)


@pytest.fixture(scope="module", params=[1, 2])
def both(request, tmp_path_factory) -> tuple[Path, dict, dict]:
    """A version of dirty rows with reports of sums beside them; its slow figures by cycle and by month."""
    rng = random.Random(request.param)
    sheets = dirty_rows.sheets(request.param)
    sheets["skrining"] = [_more(rng, row) for row in sheets["skrining"]]
    version = build_store(tmp_path_factory.mktemp("kotor"), refused=None, **sheets)
    with db.building(version) as con:
        con.register("laporan", _reports(rng))
        con.execute("insert into agregat_bulanan by name select * from laporan")
        con.register("verval", _families_of_desa(rng))
        con.execute("insert into krs_desa by name select * from verval")
        build.derive(con)
        tables = slow_indicators.read(con)
    return version, slow_indicators.by_cycle(tables), slow_indicators.by_month(tables)


def _more(rng: random.Random, row: dict) -> dict:
    """A screening with what dirty rows leave out, in Pekalongan: reports of sums speak for Mojokerto."""
    return row | {
        **rng.choice((BARAT, TIMUR)),
        "umur": rng.choice((None, 19, 20, 27, 35, 36)),
        "usia_kehamilan_minggu": rng.choice((None, 20, 28, 36, 40)),
        "ttd": rng.choice((None, 60, 90, 180)),
        "anc": rng.choice((None, 3, 6)),
        "sertifikat_elsimil": rng.choice((None, True, False)),
        "kb_pascapersalinan": rng.choice((None, True, False)),
        "imd": rng.choice((None, True, False)),
        "usia_kehamilan_lahir_minggu": rng.choice((None, 36, 37, 40)),
    }


def _desa(kecamatan: str) -> list[str]:
    return [each.code for each in wilayah.list_wilayah(kecamatan)][:4]


def _reports(rng: random.Random) -> pd.DataFrame:
    rows = [
        {
            "kode_desa": desa,
            "bulan": date(year, month, 1),
            "indikator": name,
            "pembilang": rng.choice((None, 0, 4, 9)),
            "penyebut": rng.choice((None, 0, 10, 30)),
            "sasaran": rng.choice((None, 40)),
            "sumber": source,
        }
        for desa in (*_desa("33.75.01"), *_desa("35.16.01"))
        for year, month in ((2025, 3), (2025, 6), (2025, 9), (2026, 2))
        for name in (
            "anemia_bumil", "kek_bumil", "ttd_bumil", "imd_pascasalin", "stunting_balita",
            "cakupan_ukur_balita", "cakupan_ukur_baduta", "cakupan_timbang_balita",
        )
        for source in ("buku_kerja", "sigizi")
        if rng.random() < 0.6
    ]  # fmt: skip
    counts = dict.fromkeys(("pembilang", "penyebut", "sasaran"), "Int64")
    return pd.DataFrame(rows).astype(counts)


def _families_of_desa(rng: random.Random) -> pd.DataFrame:
    """Also for desa whose families are listed one by one: those lists speak first."""
    rows = [
        {
            "kode_desa": desa,
            "siklus": siklus,
            "keluarga_sasaran": rng.choice((0, 50, 80)),
            "berisiko": rng.choice((None, 12)),
            "jamban_tidak_layak": rng.choice((None, 7)),
            "air_tidak_layak": 3,
        }
        for desa in (*_desa("33.75.01"), *_desa("35.16.02"))
        for siklus in dirty_rows.CYCLES
    ]
    counts = ("keluarga_sasaran", "berisiko", "jamban_tidak_layak", "air_tidak_layak")
    return pd.DataFrame(rows).astype(dict.fromkeys(counts, "Int64"))


def _built(version: Path, table: str, keys: str) -> dict[tuple, tuple]:
    with db.reading(version) as con:
        rows = con.execute(f"select pembilang, penyebut, {keys} from {table}").fetchall()
    return {row[2:]: row[:2] for row in rows}


def test_every_indicator_of_every_desa_and_cycle(both):
    version, by_cycle, _ = both
    assert _built(version, "indikator_desa", "siklus, kode_desa, indikator") == by_cycle
    assert {name for _, _, name in by_cycle} == slow_indicators.NAMES  # each of them occurs


def test_every_indicator_of_every_desa_and_month(both):
    version, _, by_month = both
    assert _built(version, "indikator_bulan", "bulan, kode_desa, indikator, sumber") == by_month
    assert {source for *_, source in by_month} == {"perorangan", "agregat"}


def _summed(figures: dict[tuple, tuple], width: int) -> dict[tuple, tuple]:
    """(cycle or month, code of ``width`` letters, rest…) -> sums."""
    found: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for (when, desa, *rest), (over, under) in figures.items():
        cell = found[when, desa[:width], *rest]
        cell[0] += over
        cell[1] += under
    return {key: tuple(cell) for key, cell in found.items()}


def _pairs(rows: pd.DataFrame, keys: list[str], suffix: str = "") -> dict[tuple, tuple]:
    known = rows[rows[f"penyebut{suffix}"].notna()]
    return {
        tuple(row[key] for key in keys): (
            int(row[f"pembilang{suffix}"]),
            int(row[f"penyebut{suffix}"]),
        )
        for row in known.to_dict("records")
    }


def _of(figures: dict[tuple, tuple], kabkota: str) -> dict[tuple, tuple]:
    """Of the district and its kecamatan together."""
    both = _summed(figures, 5) | _summed(figures, 8)
    return {key: pair for key, pair in both.items() if key[1].startswith(kabkota)}


@pytest.mark.parametrize("kabkota", DISTRICTS)
def test_all_indicators_of_a_cycle_with_the_two_before_it(both, kabkota):
    version, by_cycle, _ = both
    figures = _of(by_cycle, kabkota)
    for siklus in dirty_rows.CYCLES:
        rows = db.ask(version, "indikator_wilayah", {"kode_kabkota": kabkota, "siklus": siklus})
        past = slow_indicators.before(siklus)
        now = {key[1:]: pair for key, pair in figures.items() if key[0] == siklus}
        assert _pairs(rows, ["kode", "indikator"]) == now
        for suffix, when in (("_sebelum", past), ("_setahun", slow_indicators.before(past))):
            then = {
                key[1:]: pair for key, pair in figures.items() if key[0] == when and key[1:] in now
            }
            assert _pairs(rows, ["kode", "indikator"], suffix) == then


@pytest.mark.parametrize("kabkota", DISTRICTS)
def test_one_indicator_by_kecamatan_desa_and_over_time(both, kabkota):
    version, by_cycle, by_month = both
    figures, monthly = _of(by_cycle, kabkota), _of(by_month, kabkota)
    for name in sorted(slow_indicators.NAMES):
        one = {"kode_kabkota": kabkota, "indikator": name}
        rows = db.ask(version, "indikator_per_siklus", one)
        assert _pairs(rows, ["siklus", "kode"]) == {
            key[:2]: pair for key, pair in figures.items() if key[2] == name
        }
        for siklus in dirty_rows.CYCLES[1::2]:
            rows = db.ask(version, "indikator_per_kecamatan", {**one, "siklus": siklus})
            assert _pairs(rows, ["kode_kecamatan"]) == {
                key[1:2]: pair
                for key, pair in figures.items()
                if key[0] == siklus and key[2] == name and len(key[1]) == 8
            }
            for kecamatan in {desa[:8] for _, desa, _ in by_cycle if desa.startswith(kabkota)}:
                here = {"kode_kecamatan": kecamatan, "siklus": siklus, "indikator": name}
                rows = db.ask(version, "indikator_per_desa", here)
                assert _pairs(rows, ["kode_desa"]) == {
                    key[1:2]: pair
                    for key, pair in by_cycle.items()
                    if key[0] == siklus and key[2] == name and key[1].startswith(kecamatan)
                }
        rows = db.ask(version, "indikator_per_bulan", one)
        found = {
            (key[1].date(), key[0], key[2]): pair
            for key, pair in _pairs(rows, ["kode", "bulan", "sumber"]).items()
        }
        assert found == {
            (key[0], key[1], key[3]): pair
            for key, pair in monthly.items()
            if key[2] == name and key[1].startswith(kabkota)
        }
