from datetime import date

from stunting import db
from tests.factories import (
    KODE_BARAT,
    KODE_TIMUR,
    PEKALONGAN,
    TIMUR,
    add_rows,
    ask,
    build_store,
    child,
)

TODAY = date(2026, 7, 15)
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


def listed(version, kecamatan: str | None = None, columns=("rtl_id",)) -> list:
    rows = ask(
        version,
        "rtl_daftar",
        kode_kabkota=PEKALONGAN,
        kode_kecamatan=kecamatan,
        siklus="2026-S1",
        per_tanggal=TODAY.isoformat(),
    )
    names = ["rtl_id", "rekomendasi", "kode_opd", "opd", "penyebab", "tingkat_pr", "tenggat"]
    names += ["status", "tanggal_status", "terlambat", "efektivitas", "kasus"]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return [tuple(row[name] for name in columns) for row in found]


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
