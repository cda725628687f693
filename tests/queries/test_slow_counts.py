"""Audited cases, causes, tasks and sources of the sample counted once more, row by row."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from stunting import db
from stunting.rapat import tugas
from stunting.rapat.keputusan import Standing
from stunting.sample import story
from tests.queries import slow_answers

DISTRICTS = (story.PEKALONGAN, story.MOJOKERTO)
TODAY = date(2026, 7, 20)


@pytest.fixture
def tables(sample_store) -> dict[str, list[dict]]:
    names = (
        "kasus", "kasus_penyebab", "rtl", "rtl_kasus", "rtl_status", "evaluasi", "ref_penyebab", "ref_opd",
        "indikator_desa",
    )  # fmt: skip
    with db.reading(sample_store) as con:
        return slow_answers.read(con, names)


def cases(tables, kabkota: str, siklus: str, kecamatan: str | None = None) -> list[dict]:
    return [
        row
        for row in tables["kasus"]
        if row["siklus"] == siklus and row["kode_kecamatan"].startswith(kecamatan or kabkota)
    ]


@pytest.mark.parametrize("kabkota", DISTRICTS)
def test_cases_by_group_kecamatan_and_step(sample_store, tables, kabkota):
    for siklus in story.SIKLUS:
        rows = db.ask(
            sample_store, "kasus_per_kelompok", {"kode_kabkota": kabkota, "siklus": siklus}
        )
        found = {
            (row.kelompok, row.kode_kecamatan, row.tahap): row.jumlah for row in rows.itertuples()
        }
        slow = Counter(
            (row["kelompok"], row["kode_kecamatan"], row["tahap"])
            for row in cases(tables, kabkota, siklus)
        )
        assert found == slow
    assert any(cases(tables, kabkota, siklus) for siklus in story.SIKLUS)


@pytest.mark.parametrize("kabkota", DISTRICTS)
def test_causes_of_cases(sample_store, tables, kabkota):
    names = {row["kode_penyebab"]: row["penyebab"] for row in tables["ref_penyebab"]}
    told = 0
    for siklus in story.SIKLUS:
        places = {row["kode_kecamatan"] for row in cases(tables, kabkota, siklus)}
        for kecamatan in (None, *sorted(places)):
            chosen = {row["kasus_id"] for row in cases(tables, kabkota, siklus, kecamatan)}
            slow = defaultdict(set)
            for row in tables["kasus_penyebab"]:
                if row["kasus_id"] in chosen:
                    slow[row["kode_penyebab"]].add(row["kasus_id"])
            rows = db.ask(
                sample_store,
                "kasus_penyebab_ringkas",
                {
                    "rinci": True,
                    "kode_kabkota": kabkota,
                    "kode_kecamatan": kecamatan,
                    "siklus": siklus,
                },
            )
            assert {
                row.kode_penyebab: (row.penyebab, row.kasus, row.kasus_semua)
                for row in rows.itertuples()
            } == {code: (names[code], len(who), len(chosen)) for code, who in slow.items()}
            told += len(rows)
    assert told > 10


@pytest.mark.parametrize("kabkota", DISTRICTS)
def test_tasks_with_their_last_status(sample_store, tables, kabkota):
    places = {row["kasus_id"]: row["kode_kecamatan"] for row in tables["kasus"]}
    offices = {row["kode_opd"]: row["nama_pendek"] for row in tables["ref_opd"]}
    of_task, reports, judged = defaultdict(set), defaultdict(list), defaultdict(list)
    for row in tables["rtl_kasus"]:
        if row["kasus_id"] in places:
            of_task[row["rtl_id"]].add(row["kasus_id"])
    for row in tables["rtl_status"]:
        reports[row["rtl_id"]].append((row["tanggal"], row["status"]))
    for row in tables["evaluasi"]:
        if row["rtl_id"] and row["efektivitas"]:
            judged[row["rtl_id"]].append((row["tanggal"], row["efektivitas"]))
    states = Counter()
    for siklus in story.SIKLUS:
        tasks = [
            row
            for row in tables["rtl"]
            if row["siklus"] == siklus and row["kode_kabkota"] == kabkota
        ]
        areas = {places[case] for row in tasks for case in of_task[row["rtl_id"]]}
        for kecamatan in (None, *sorted(areas)):
            slow = {}
            for row in tasks:
                code = row["rtl_id"]
                if kecamatan and kecamatan not in {places[case] for case in of_task[code]}:
                    continue
                day, status = max(reports[code], default=(None, None))
                open_still = status not in ("selesai", "batal")
                late = bool(row["tenggat"] and row["tenggat"] < TODAY and open_still)
                effect = max(judged[code], default=(None, None))[1]
                slow[code] = (
                    offices.get(row["kode_opd"]), row["tenggat"], status, day, late, effect,
                    len(of_task[code]),
                )  # fmt: skip
                states[status, late] += 1
            rows = tugas.listed(
                lambda name, **params: db.ask(sample_store, name, params),
                Standing(),
                kode_kabkota=kabkota,
                kode_kecamatan=kecamatan,
                siklus=siklus,
                today=TODAY,
            )
            rows = rows.astype(object).where(rows.notna(), None)
            found = {
                row.rtl_id: (
                    row.opd, row.tenggat and row.tenggat.date(), row.status,
                    row.tanggal_status and row.tanggal_status.date(), row.terlambat, row.efektivitas,
                    row.kasus,
                )
                for row in rows.itertuples()
            }  # fmt: skip
            assert found == slow
    assert len(states) >= 3  # done, late and on the way all occur


@pytest.mark.parametrize("kabkota", DISTRICTS)
def test_which_records_a_figure_rests_on(sample_store, tables, kabkota):
    for name in ("stunting_balita", "cakupan_ukur_balita", "anemia_bumil", "krs_keluarga"):
        for siklus in story.SIKLUS[-2:]:
            here = [
                row
                for row in tables["indikator_desa"]
                if (row["kode_kabkota"], row["indikator"], row["siklus"]) == (kabkota, name, siklus)
                and row["penyebut"] > 0
            ]
            for kecamatan in (None, *sorted({row["kode_kecamatan"] for row in here})[:3]):
                rows = db.ask(
                    sample_store,
                    "sumber_indikator",
                    {
                        "kode_kabkota": kabkota,
                        "kode_kecamatan": kecamatan,
                        "siklus": siklus,
                        "indikator": name,
                    },
                )
                slow = Counter(
                    row["sumber"] for row in here if kecamatan in (None, row["kode_kecamatan"])
                )
                assert dict(zip(rows["sumber"], rows["desa"], strict=True)) == slow
