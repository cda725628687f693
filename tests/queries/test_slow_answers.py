"""The SQL and the slow re-implementation give the same answers on the same dirty rows."""

from pathlib import Path

import pandas as pd
import pytest

from stunting import db
from tests.factories import (
    KODE_BARAT,
    KODE_JATIREJO,
    KODE_TIMUR,
    MOJOKERTO,
    PEKALONGAN,
    build_store,
)
from tests.queries import dirty_rows, slow_answers

SEEDS = (1, 2)


@pytest.fixture(scope="module", params=SEEDS)
def asked(request, tmp_path_factory) -> tuple[Path, slow_answers.Tables]:
    """A version built from dirty rows, and its imported rows for the slow answers."""
    sheets = dirty_rows.sheets(request.param)
    version = build_store(tmp_path_factory.mktemp("kotor"), refused=None, **sheets)
    with db.reading(version) as con:
        tables = slow_answers.read(con)
    assert len(tables["pengukuran"]) > 500
    assert len(tables["mutasi"]) > 20
    return version, tables


@pytest.mark.parametrize("siklus", dirty_rows.CYCLES)
@pytest.mark.parametrize(
    "indikator",
    [
        f"{name}_{kelompok}"
        for name in ("stunting", "wasting", "underweight")
        for kelompok in ("balita", "baduta")
    ],
)
def test_prevalence(asked, siklus: str, indikator: str):
    version, tables = asked
    for kabkota in (PEKALONGAN, MOJOKERTO):
        rows = db.ask(
            version,
            "indikator_per_kecamatan",
            {"kode_kabkota": kabkota, "siklus": siklus, "indikator": indikator},
        ).dropna(subset="penyebut")
        found = {row.kode_kecamatan: (row.pembilang, row.penyebut) for row in rows.itertuples()}
        assert found == slow_answers.prevalence(tables, kabkota, siklus, indikator)
        assert sum(under for _, under in found.values()) > 10


@pytest.mark.parametrize("siklus", dirty_rows.CYCLES[1:])
@pytest.mark.parametrize("kelompok", ["balita", "baduta"])
def test_changes_since_the_cycle_before(asked, siklus: str, kelompok: str):
    version, tables = asked
    for kabkota in (PEKALONGAN, MOJOKERTO):
        rows = db.ask(
            version,
            "perpindahan_anak",
            {"kode_kabkota": kabkota, "siklus": siklus, "kelompok": kelompok},
        ).set_index("kode")
        slow = slow_answers.changes(tables, kabkota, siklus, kelompok)
        names = list(rows.columns)
        found = {
            code: tuple(int(value) for value in row)
            for code, row in zip(rows.index, rows.to_numpy(), strict=True)
        }
        expected = {code: tuple(each.get(name, 0) for name in names) for code, each in slow.items()}
        expected[kabkota] = tuple(map(sum, zip(*expected.values(), strict=True)))
        assert found == expected


def test_every_kind_of_change_occurs(asked):
    _, tables = asked
    total = dict.fromkeys(("baru", "kambuh", "tidak_lagi", "tidak_diukur_ulang"), 0)
    for siklus in dirty_rows.CYCLES[1:]:
        for each in slow_answers.changes(tables, PEKALONGAN, siklus, "balita").values():
            total = {name: total[name] + each.get(name, 0) for name in total}
    assert all(total.values()), total


@pytest.mark.parametrize("siklus", dirty_rows.CYCLES)
@pytest.mark.parametrize("scope", [[KODE_BARAT, KODE_TIMUR, KODE_JATIREJO], [KODE_TIMUR]])
def test_priority_list(asked, siklus: str, scope: list[str]):
    version, tables = asked
    rows = db.ask(
        version,
        "keluarga_berisiko",
        {
            "scope": scope,
            "siklus": siklus,
            "kelompok": None,
            "kebutuhan": None,
            "opd": None,
            "bantuan": None,
        },
    )
    found = [
        {
            "keluarga_id": row.keluarga_id,
            "kode_desa": row.kode_desa,
            "kebutuhan": set(row.kebutuhan),
            "skor": row.skor,
            "alasan": list(row.alasan),
            "opd": list(row.opd),
            "kelompok": list(row.kelompok),
            "bantuan": row.bantuan,
            "kunjungan_terakhir": (
                None if pd.isna(row.kunjungan_terakhir) else row.kunjungan_terakhir.date()
            ),
        }
        for row in rows.itertuples()
    ]
    assert found == slow_answers.priority(tables, siklus, scope)
    assert len(found) > 10
