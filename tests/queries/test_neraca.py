"""Neraca anak stunting: every child has one way in and one way out, and the arithmetic closes."""

from __future__ import annotations

from datetime import date

import pytest

from stunting import build, db
from tests.factories import (
    JATIREJO,
    KODE_BARAT,
    KODE_TIMUR,
    MOJOKERTO,
    PEKALONGAN,
    TIMUR,
    ask,
    build_store,
    child,
    nik,
)
from tests.queries import dirty_rows, slow_answers
from tests.queries.test_perpindahan_anak import DAYS, NOW, THEN, pair

MASUK = (
    "baru",
    "baru_berselang",
    "kambuh",
    "kembali",
    "pertama",
    "pertama_bayi",
    "pindah_masuk",
    "pindah_antar_masuk",
)
KELUAR = (
    "tidak_lagi",
    "lewat_umur",
    "pindah_keluar",
    "pindah_antar_keluar",
    "meninggal",
    "tidak_sah",
    "tidak_diukur_ulang",
)
YEAR_BEFORE = "2025-02-10"  # 181 days before THEN


def ledger(version, kelompok="balita", kabkota=PEKALONGAN, siklus="2026-S1") -> dict[str, dict]:
    found: dict[str, dict[str, int]] = {}
    for kode, arus, jumlah in ask(
        version, "neraca", kode_kabkota=kabkota, siklus=siklus, kelompok=kelompok
    ):
        found.setdefault(kode, {})[arus] = jumlah
    return found


def move(name: str, day: str, jenis: str) -> dict:
    return {"nik": nik(name), "tanggal": date.fromisoformat(day), "jenis": jenis}


def closes(flows: dict[str, int]) -> bool:
    out, into = (sum(flows.get(each, 0) for each in names) for names in (KELUAR, MASUK))
    start, end = flows.get("awal", 0), flows.get("akhir", 0)
    stay = flows.get("tetap", 0)
    return start - out == stay == end - into


def test_one_child_for_every_flow(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            *pair("tetap", -2.6, -2.6),
            *pair("tidak lagi", -2.6, -1.0),
            *pair("baru", -1.0, -2.6),
            # kambuh: stunted a year ago, recovered, stunted again
            child("kambuh", YEAR_BEFORE, age=219, z=-2.6),
            *pair("kambuh", -1.0, -2.6),
            # kembali: stunted a year ago, not measured since, still stunted
            child("kembali", YEAR_BEFORE, age=219, z=-2.6),
            child("kembali", NOW, age=584, z=-2.6),
            # baru_berselang: not stunted a year ago, not measured since, now stunted
            child("berselang", YEAR_BEFORE, age=219, z=0.0),
            child("berselang", NOW, age=584, z=-2.6),
            # pertama: never measured before; pertama_bayi: born in the cycle
            child("pertama", NOW, age=400, z=-2.6),
            child("bayi", NOW, age=100, z=-2.6),
            # pindah_masuk: registered as having come, never measured here before
            child("pendatang", NOW, age=400, z=-2.6),
            # lewat_umur: 60 months by now
            child("besar", THEN, age=1650, z=-2.6),
            # pindah_keluar, meninggal: registered, not measured since
            child("pergi", THEN, age=400, z=-2.6),
            child("wafat", THEN, age=400, z=-2.6),
            # tidak_sah: measured, flagged
            child("bertanda", THEN, age=400, z=-2.6),
            child("bertanda", NOW, age=400 + DAYS, tb_cm=50.0),
            # tidak_diukur_ulang: weighed only, or not seen at all
            child("ditimbang", THEN, age=400, z=-2.6),
            child("ditimbang", NOW, age=400 + DAYS, z=None),
            child("hilang", THEN, age=400, z=-2.6),
            # between kecamatan: out of Barat, into Timur, still one stunted child of the district
            child("antar", THEN, age=400, z=-2.6),
            child("antar", NOW, age=400 + DAYS, z=-2.6, **TIMUR),
            # into the other district of the store
            child("kabupaten lain", THEN, age=400, z=-2.6),
            child("kabupaten lain", NOW, age=400 + DAYS, z=-2.6, **JATIREJO),
            # no part of it: never stunted
            *pair("sehat", 0.0, 0.0),
        ],
        mutasi=[
            move("pendatang", "2025-12-01", "pindah_masuk"),
            move("pergi", "2025-12-01", "pindah_keluar"),
            move("wafat", "2025-12-01", "meninggal"),
            # gone and back before the last measurement: no news of now
            move("hilang", "2025-07-05", "pindah_keluar"),
        ],
    )
    found = ledger(version)
    barat = {
        "tetap": 1,
        "tidak_lagi": 1,
        "lewat_umur": 1,
        "pindah_keluar": 2,  # the one who left, and the one now in the other district
        "pindah_antar_keluar": 1,
        "meninggal": 1,
        "tidak_sah": 1,
        "tidak_diukur_ulang": 2,
        "baru": 1,
        "baru_berselang": 1,
        "kambuh": 1,
        "kembali": 1,
        "pertama": 1,
        "pertama_bayi": 1,
        "pindah_masuk": 1,
        "akhir": 8,
        "diukur": 10,
    }
    barat["awal"] = 1 + sum(barat[each] for each in KELUAR)
    assert found[KODE_BARAT] == barat
    assert found[KODE_TIMUR] == {"pindah_antar_masuk": 1, "akhir": 1, "diukur": 1}
    assert all(closes(flows) for flows in found.values())
    # in the district who moved between kecamatan simply stayed
    district = found[PEKALONGAN]
    assert (district["tetap"], district["akhir"]) == (2, 9)
    assert not {"pindah_antar_keluar", "pindah_antar_masuk"} & set(district)
    assert ledger(version, kabkota=MOJOKERTO)[MOJOKERTO]["pindah_masuk"] == 1


def test_the_age_range_is_that_of_each_measurement(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            *pair("tetap baduta", -2.6, -2.6, age=400),
            *pair("menjadi dua tahun", -2.6, -2.6, age=600),
            # no longer stunted, but no baduta either: past the age range
            *pair("dua tahun dan pulih", -2.6, 0.0, age=600),
            # no baduta then
            *pair("bukan baduta", -2.6, -2.6, age=900),
        ],
    )
    assert ledger(version, "baduta")[KODE_BARAT] == {
        "awal": 3,
        "tetap": 1,
        "lewat_umur": 2,
        "akhir": 1,
        "diukur": 1,
    }
    assert ledger(version, "balita")[KODE_BARAT] == {
        "awal": 4,
        "tetap": 3,
        "tidak_lagi": 1,
        "akhir": 3,
        "diukur": 4,
    }


def test_a_cycle_in_which_nobody_was_measured_has_no_ledger(tmp_path):
    version = build_store(tmp_path, pengukuran=[child("a", THEN, age=400, z=-2.6)])
    assert ledger(version) == {}
    assert ledger(version, siklus="2025-S2")[PEKALONGAN] == {"pertama": 1, "akhir": 1, "diukur": 1}


@pytest.fixture(scope="module", params=[11, 12, 13])
def dirty(request, tmp_path_factory):
    sheets = dirty_rows.sheets(request.param)
    version = build_store(tmp_path_factory.mktemp("kotor"), refused=None, **sheets)
    with db.reading(version) as con:
        tables = slow_answers.read(con)
        assert build.check(con).empty
    return version, tables


@pytest.mark.parametrize("siklus", dirty_rows.CYCLES)
@pytest.mark.parametrize("kelompok", ["balita", "baduta"])
def test_it_closes_and_equals_the_slow_answer_everywhere(dirty, siklus, kelompok):
    version, tables = dirty
    for kabkota in (PEKALONGAN, MOJOKERTO):
        found = ledger(version, kelompok, kabkota, siklus)
        assert all(closes(flows) for flows in found.values())
        district = found.pop(kabkota)
        assert found == slow_answers.ledger(tables, kabkota, siklus, kelompok)
        assert district["akhir"] == sum(flows.get("akhir", 0) for flows in found.values())
        rate = slow_answers.prevalence(tables, kabkota, siklus, f"stunting_{kelompok}")
        assert district["akhir"] == sum(over for over, _ in rate.values())
        assert district["diukur"] == sum(under for _, under in rate.values())
