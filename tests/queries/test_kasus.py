"""kasus_per_kelompok and kasus_penyebab_ringkas: counts of audited cases, never rates."""

from stunting import db, reference
from tests.factories import JATIREJO, KODE_BARAT, PEKALONGAN, TIMUR, ask, build_store, child

CASES = [
    {"kasus_id": "AKS-3375-2026S1-BD-01"},
    {"kasus_id": "AKS-3375-2026S1-BD-02"},
    {"kasus_id": "AKS-3375-2026S1-BD-03", "tahap": "4"},
    {"kasus_id": "AKS-3375-2026S1-BM-01", "kelompok": "bumil", **TIMUR},
    # not included: cycle before; other district
    {"kasus_id": "AKS-3375-2025S2-BD-01", "siklus": "2025-S2"},
    {"kasus_id": "AKS-3516-2026S1-BD-01", **JATIREJO},
]
CAUSES = [
    ("AKS-3375-2026S1-BD-01", "D2"),
    ("AKS-3375-2026S1-BD-01", "C2"),
    ("AKS-3375-2026S1-BD-02", "C2"),
    ("AKS-3375-2026S1-BM-01", "C2"),
    # not included: cycle before; other district
    ("AKS-3375-2025S2-BD-01", "A1"),
    ("AKS-3516-2026S1-BD-01", "A1"),
]


def build(tmp_path):
    return build_store(
        tmp_path,
        pengukuran=[child("a", "2024-02-10", age=100)],
        kasus=CASES,
        kasus_penyebab=[{"kasus_id": case, "kode_penyebab": cause} for case, cause in CAUSES],
    )


def test_cases_by_group_kecamatan_and_step(tmp_path):
    rows = ask(build(tmp_path), "kasus_per_kelompok", kode_kabkota=PEKALONGAN, siklus="2026-S1")
    assert rows == [
        ("baduta", "33.75.01", "Pekalongan Barat", 2, 2),
        ("baduta", "33.75.01", "Pekalongan Barat", 4, 1),
        ("bumil", "33.75.02", "Pekalongan Timur", 2, 1),
    ]


def test_causes_count_cases_and_name_how_many_there_are(tmp_path):
    version = build(tmp_path)

    def causes(kecamatan: str | None) -> list[tuple]:
        return ask(
            version,
            "kasus_penyebab_ringkas",
            kode_kabkota=PEKALONGAN,
            kode_kecamatan=kecamatan,
            siklus="2026-S1",
        )

    smoke = ("C2", "Asap rokok", "tidak_langsung")
    latrine = ("D2", "Jamban tidak layak/BABS", "tidak_langsung")
    assert causes(None) == [(*smoke, 3, 4), (*latrine, 1, 4)]
    # the third case of the kecamatan has no cause on record, it is one of the three all the same
    assert causes(KODE_BARAT) == [(*smoke, 2, 3), (*latrine, 1, 3)]


def test_a_district_with_cases_only_has_the_cycle_to_choose(tmp_path):
    version = build(tmp_path)
    assert {row[:2] for row in ask(version, "pilihan_siklus")} == {
        ("33.75", "2024-S1"),  # a measurement
        ("33.75", "2025-S2"),
        ("33.75", "2026-S1"),
        ("35.16", "2026-S1"),
    }


def test_a_protected_cause_has_a_neutral_label_unless_the_detail_is_asked(sample_store):
    where = {"kode_kabkota": "35.16", "kode_kecamatan": None, "siklus": "2025-S2"}
    neutral = db.ask(sample_store, "kasus_penyebab_ringkas", where)
    detail = db.ask(sample_store, "kasus_penyebab_ringkas", where | {"rinci": True})
    causes = reference.table("penyebab").set_index("kode_penyebab")
    protected = causes[causes["sensitif"] == "ya"]
    told = detail[detail["kode_penyebab"].isin(protected.index)]
    assert len(told)  # the sample has some
    assert not set(neutral["penyebab"]) & set(protected["penyebab"])
    assert not set(neutral["kode_penyebab"]) & set(protected.index)
    assert sorted(neutral["kasus"]) == sorted(detail["kasus"])
    of_district = {name: where[name] for name in ("kode_kabkota", "siklus")}
    rows = db.ask(sample_store, "rtl_daftar", of_district)
    assert not set(rows["penyebab"]) & set(protected["penyebab"])
