"""Where every task stands: workbook and register in one frame, the later word counts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from stunting import db
from stunting.rapat import keputusan, tugas
from stunting.rapat.keputusan import Putusan, Standing
from tests.factories import (
    KODE_BARAT,
    KODE_TIMUR,
    PEKALONGAN,
    TIMUR,
    add_rows,
    build_store,
    child,
)

TODAY = date(2026, 7, 15)
NOTHING = Standing()
CASES = [
    {"kasus_id": "AKS-3375-2026S1-BD-01"},
    {"kasus_id": "AKS-3375-2026S1-BD-02"},
    {"kasus_id": "AKS-3375-2026S1-BM-01", "kelompok": "bumil", **TIMUR},
]
CHILDREN = [child("a", "2026-02-10", age=400)]
BOTH = "AKS-3375-2026S1-BD-01;AKS-3375-2026S1-BD-02;AKS-3375-2026S1-BM-01"
RTL = [
    {"rtl_id": "R1", "tenggat": date(2026, 7, 14), "kasus_id": BOTH, "kode_opd": "PERKIM"},
    # due today is not late
    {"rtl_id": "R2", "tenggat": TODAY, "status": "belum", "tanggal_status": date(2026, 6, 1)},
    # past its date, but done, or given up
    {"rtl_id": "R3", "tenggat": date(2026, 7, 1), "status": "selesai"},
    {"rtl_id": "R4", "tenggat": date(2026, 7, 1), "status": "batal"},
    {"rtl_id": "R5", "tenggat": date(2026, 7, 1), "status": "terkendala", "kendala": "Dana"},
    # no date cannot be late
    {"rtl_id": "R6", "kode_penyebab": "D2"},
    # not included: cycle before; other district
    {"rtl_id": "R7", "siklus": "2025-S2"},
    {"rtl_id": "R8", "kabkota": "Kab. Mojokerto"},
]


def frame(version, kecamatan: str | None = None, said=NOTHING, siklus="2026-S1", **given):
    return tugas.listed(
        lambda name, **params: db.ask(version, name, params),
        said,
        kode_kabkota=PEKALONGAN,
        kode_kecamatan=kecamatan,
        siklus=siklus,
        today=TODAY,
        **given,
    )


def listed(version, kecamatan=None, columns=("rtl_id",), **given) -> list[tuple]:
    rows = frame(version, kecamatan, **given)
    rows = rows.assign(
        **{
            name: [None if pd.isna(day) else day.date() for day in rows[name]]
            for name in ("tenggat", "tanggal_status")
        }
    )
    rows = rows.astype(object).where(rows.notna(), None)
    return list(rows[list(columns)].itertuples(index=False, name=None))


def test_late_first_then_by_date(tmp_path):
    version = build_store(tmp_path, pengukuran=CHILDREN, kasus=CASES, rtl=RTL)
    columns = ("rtl_id", "status", "terlambat", "kasus", "opd", "penyebab")
    assert listed(version, columns=columns) == [
        ("R5", "terkendala", True, 0, None, None),
        ("R1", None, True, 3, "Perkim", None),
        ("R3", "selesai", False, 0, None, None),
        ("R4", "batal", False, 0, None, None),
        ("R2", "belum", False, 0, None, None),
        ("R6", None, False, 0, None, "Jamban tidak layak/BABS"),
    ]


def test_a_kecamatan_sees_the_tasks_of_its_cases(tmp_path):
    version = build_store(tmp_path, pengukuran=CHILDREN, kasus=CASES, rtl=RTL)
    for kecamatan in (KODE_BARAT, KODE_TIMUR):
        assert listed(version, kecamatan, ("rtl_id", "kasus")) == [("R1", 3)]


def test_the_later_status_and_evaluation_win(tmp_path):
    build_store(
        tmp_path,
        rtl=[
            {
                "rtl_id": "R1",
                "status": "terkendala",
                "kendala": "Dana",
                "tanggal_status": date(2026, 5, 1),
            }
        ],
        evaluasi=[
            {
                "evaluasi_id": "E1",
                "rtl_id": "R1",
                "tanggal": date(2026, 5, 1),
                "efektivitas": "efektif",
            },
            # earlier, though it stands later in the file
            {
                "evaluasi_id": "E0",
                "rtl_id": "R1",
                "tanggal": date(2026, 4, 1),
                "efektivitas": "kurang",
            },
        ],
    )
    version = add_rows(
        tmp_path,
        rtl=[
            {"rtl_id": "R1", "status": "selesai", "tanggal_status": date(2026, 6, 1)},
        ],
    )
    older = [{"rtl_id": "R1", "status": "proses", "tanggal_status": date(2026, 4, 1)}]
    version = add_rows(tmp_path, rtl=older)  # imported last, but it speaks of April
    columns = ("status", "tanggal_status", "efektivitas")
    assert listed(version, columns=columns) == [("selesai", date(2026, 6, 1), "efektif")]
    with db.reading(version) as con:  # what held it up in May is over
        assert con.execute("select kendala from rtl_ringkas").fetchall() == [(None,)]


DECISION = Putusan(
    PEKALONGAN, "2026-S1", "Perkim membangun jamban keluarga kasus ini", "PERKIM", date(2026, 9, 1),
    kasus=("AKS-3375-2026S1-BD-01", "AKS-3375-2026S1-BM-01"), kode_penyebab="D2", tingkat_pr="kabupaten",
)  # fmt: skip


def test_a_decision_of_the_meeting_is_a_task_like_any_other(tmp_path):
    version = build_store(tmp_path, pengukuran=CHILDREN, kasus=CASES, rtl=RTL[:1])
    keputusan.decide(DECISION, "siti")
    said = keputusan.read()
    columns = ("kode", "asal", "opd", "penyebab", "keadaan", "terlambat", "kasus", "tenggat")
    assert listed(version, columns=columns, said=said)[-1] == (
        "KPT-3375-2026S1-01", "rapat", "Perkim", "Jamban tidak layak/BABS", "belum_ada_laporan", False, 2,
        date(2026, 9, 1),
    )  # fmt: skip
    # the kecamatan of its cases see it, others and other cycles do not
    assert len(listed(version, KODE_TIMUR, said=said)) == 2
    assert listed(version, siklus="2025-S2", said=said) == []
    assert len(listed(version, siklus=None, said=said)) == 2


def test_a_decision_may_be_for_a_kecamatan_without_a_case_of_it(tmp_path):
    version = build_store(tmp_path, pengukuran=CHILDREN, kasus=CASES)
    place = replace(DECISION, kasus=(), kode_kecamatan=KODE_TIMUR)
    keputusan.decide(place, "siti")
    said = keputusan.read()
    assert said.putusan[0].isi == place
    ((codes,),) = listed(version, KODE_TIMUR, columns=("kode_kecamatan",), said=said)
    assert codes == [KODE_TIMUR]
    assert listed(version, KODE_BARAT, said=said) == []


def test_the_later_word_counts_and_on_one_day_the_register(tmp_path, monkeypatch):
    row = {"rtl_id": "R1", "tenggat": date(2026, 9, 1), "status": "proses"}
    version = build_store(tmp_path, rtl=[row | {"tanggal_status": date(2026, 7, 1)}])

    def after(day: date, status: str, **more) -> tuple:
        word = keputusan.Report(
            "R1", 1, datetime(day.year, day.month, day.day, 9, tzinfo=UTC), "siti", status, **more
        )  # noqa: E501
        said = Standing(reports={"R1": (word,)})
        ((found, obstacle),) = listed(version, columns=("status", "kendala"), said=said)
        return found, obstacle

    assert after(date(2026, 7, 2), "selesai") == ("selesai", None)
    assert after(date(2026, 7, 1), "terkendala", kendala="Lahan") == ("terkendala", "Lahan")
    # told the day before the workbook's row: what the workbook says is newer
    assert after(date(2026, 6, 30), "selesai") == ("proses", None)


def test_nobody_reported_since_the_meeting(tmp_path):
    held = [{"siklus": "2026-S1", "tanggal_diseminasi": date(2026, 6, 25)}]
    rows = [
        {"rtl_id": "R1", "status": "proses", "tanggal_status": date(2026, 6, 24)},
        {"rtl_id": "R2", "status": "proses", "tanggal_status": date(2026, 6, 25)},
        {
            "rtl_id": "R3",
            "status": "selesai",
            "tanggal_status": date(2026, 6, 1),
        },  # done stays done
        {"rtl_id": "R4"},
    ]
    version = build_store(tmp_path, siklus=held, rtl=rows)
    assert dict(listed(version, columns=("kode", "keadaan"))) == {
        "R1": "belum_ada_laporan",
        "R2": "proses",
        "R3": "selesai",
        "R4": "belum_ada_laporan",
    }


def test_what_a_protected_cause_is_about_stays_hidden(tmp_path):
    version = build_store(tmp_path, pengukuran=CHILDREN, kasus=CASES)
    keputusan.decide(replace(DECISION, kode_penyebab="B1", teks="Skrining TBC keluarga ini"), "s")
    said = keputusan.read()
    columns = ("rekomendasi", "penyebab", "kode_penyebab")
    label = "Penyakit infeksi (rincian dilindungi)"
    assert listed(version, columns=columns, said=said) == [(label, label, "dilindungi")]
    ((text, _, code),) = listed(version, columns=columns, said=said, rinci=True)
    assert (text, code) == ("Skrining TBC keluarga ini", "B1")


def test_a_decision_that_came_back_in_a_workbook_stands_once(tmp_path):
    keputusan.decide(DECISION, "siti")
    key = keputusan.read().putusan[0].tugas
    keputusan.report(key, "siti", status="proses")
    version = build_store(tmp_path, rtl=[{"rtl_id": "KPT-3375-2026S1-01"}])
    columns = ("kode", "asal", "status")
    assert listed(version, columns=columns, said=keputusan.read()) == [
        ("KPT-3375-2026S1-01", "buku kerja", "proses")
    ]


def test_an_obstacle_alone_is_heard_and_keeps_the_status(tmp_path):
    rows = [
        {"rtl_id": "R1"},
        {"rtl_id": "R2", "status": "proses", "tanggal_status": date(2026, 7, 1)},
    ]
    version = build_store(tmp_path, rtl=rows)
    for task in ("R1", "R2"):
        keputusan.report(task, "siti", kendala="Lahan belum tersedia")
    told = listed(version, columns=("kode", "keadaan", "kendala"), said=keputusan.read())
    assert sorted(told) == [
        ("R1", "terkendala", "Lahan belum tersedia"),
        ("R2", "proses", "Lahan belum tersedia"),
    ]


def test_money_used_of_workbook_and_register_the_later_word(tmp_path):
    day = {"tanggal_status": date(2026, 7, 1)}
    rows = [
        {"rtl_id": "R1", "realisasi": 100, "status": "belum"} | day,
        {"rtl_id": "R2", "realisasi": 200, "status": "selesai"} | day,
        {"rtl_id": "R3", "realisasi": 300, "status": "proses"} | day,
        {"rtl_id": "R4", "status": "proses"} | day,  # never told: missing, not 0
    ]
    version = build_store(tmp_path, rtl=rows)
    words = {
        task: (keputusan.Report(task, 1, datetime(*on, 9, tzinfo=UTC), "siti", realisasi=150),)
        for task, on in (("R1", (2026, 7, 5)), ("R2", (2026, 7, 5)), ("R3", (2026, 6, 30)))
    }
    columns = ("kode", "status", "realisasi", "tanggal_status")
    assert sorted(listed(version, columns=columns, said=Standing(reports=words))) == [
        ("R1", "proses", 150, date(2026, 7, 5)),  # who spends has begun
        ("R2", "selesai", 150, date(2026, 7, 1)),  # and what is finished stays so, on its day
        ("R3", "proses", 300, date(2026, 7, 1)),  # the workbook's word is the later one
        ("R4", "proses", None, date(2026, 7, 1)),
    ]


def test_a_report_after_a_decision_came_back_in_a_workbook_counts(tmp_path):
    keputusan.decide(DECISION, "siti")
    version = build_store(tmp_path, rtl=[{"rtl_id": "KPT-3375-2026S1-01"}])
    keputusan.report("KPT-3375-2026S1-01", "budi", status="selesai")
    columns = ("kode", "status")
    said = keputusan.read()
    assert listed(version, columns=columns, said=said) == [("KPT-3375-2026S1-01", "selesai")]


def test_the_obstacle_of_a_protected_task_stays_hidden(tmp_path):
    row = {"rtl_id": "R1", "kode_penyebab": "B1", "rekomendasi": "Skrining TBC"}
    version = build_store(tmp_path, pengukuran=CHILDREN, kasus=CASES, rtl=[row])
    keputusan.report("R1", "siti", status="terkendala", kendala="Ibu menolak rujukan")
    columns = ("status", "kendala")
    said = keputusan.read()
    assert listed(version, columns=columns, said=said) == [("terkendala", None)]
    assert listed(version, columns=columns, said=said, rinci=True)[0][1] == "Ibu menolak rujukan"
