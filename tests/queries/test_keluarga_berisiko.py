from datetime import date

import pandas as pd
import pytest

from stunting import db
from tests.factories import (
    JATIREJO,
    KODE_BARAT,
    KODE_TIMUR,
    TIMUR,
    ask,
    build_store,
    child,
    kk,
    nik,
    woman,
)
from tests.queries import slow_answers

GOOD = {
    "sumber_air_layak": True,
    "jamban_layak": True,
    "rumah_layak_huni": True,
    "kb_modern": True,
    "ada_pus": True,
    "peringkat_kesejahteraan": 3,
    "pendidikan_ibu": "sma",
}
ANY = dict.fromkeys(("kelompok", "kebutuhan", "opd", "bantuan"))


def family(name: str, **given: object) -> dict:
    return {"no_kk": kk(name), "nama_kepala": f"KEPALA {name}", **GOOD, **given}


def rows(version, scope=(KODE_BARAT, KODE_TIMUR), siklus="2026-S1", **chosen) -> list[dict]:
    params = {"scope": list(scope), "siklus": siklus, **ANY, **chosen}
    return db.ask(version, "keluarga_berisiko", params).to_dict("records")


def needs(version, **asked) -> list[tuple[list[str], float]]:
    return [(list(row["kebutuhan"]), row["skor"]) for row in rows(version, **asked)]


def test_needs_their_weights_and_reasons(tmp_path):
    version = build_store(
        tmp_path,
        keluarga=[
            family("a", jamban_layak=False, sumber_air_layak=False, peringkat_kesejahteraan=2),
            family("b", ada_baduta=True, pendidikan_ibu="sd"),
            # not included: no need at all; unknown is no need
            family("c"),
            family("d", jamban_layak=None, peringkat_kesejahteraan=99, kb_modern=None),
            # not included: other cycle, two before
            family("e", jamban_layak=False, siklus="2025-S1"),
            # not included: other district
            family("f", jamban_layak=False, **JATIREJO),
        ],
        pengukuran=[
            child("anak b", "2026-02-10", age=400, z=-2.6, naik_bb="T", no_kk=kk("b")),
            # not counted: stunted in another cycle, not in this one
            child("anak c", "2025-08-10", age=400, z=-2.6, no_kk=kk("c")),
            child("anak c", "2026-02-10", age=584, z=0.0, no_kk=kk("c")),
        ],
    )
    first, second = rows(version)
    assert list(first["kebutuhan"]) == ["jamban", "air", "miskin"]
    assert first["skor"] == 6.0
    assert first["berisiko"]
    reason = {each: row["alasan"] for each, row in slow_answers.weights().items()}
    assert list(first["alasan"]) == [reason["air"], reason["jamban"], reason["miskin"]]
    assert list(first["opd"]) == ["DINSOS", "DPUPR", "PERKIM"]
    assert list(first["penyebab"]) == [
        "Air minum tidak layak",  # D1
        "Jamban tidak layak/BABS",  # D2
        "Miskin, belum dapat bansos",  # E1
    ]
    # a stunted child's weight is not asked for twice
    assert list(second["kebutuhan"]) == ["pendidikan_ibu", "anak_stunting"]
    assert second["skor"] == 5.0
    assert not second["berisiko"]
    assert list(second["kelompok"]) == ["baduta", "balita"]
    assert second["desa"] == "Medono"


def test_family_planning_is_no_need_during_pregnancy(tmp_path):
    version = build_store(
        tmp_path,
        keluarga=[
            family("a", kb_modern=False),
            # not included: pregnant, by the verification or by a check-up; no couple of that age
            family("b", kb_modern=False, ada_bumil=True),
            family("c", kb_modern=False),
            family("d", kb_modern=False, ada_pus=False),
        ],
        skrining=[woman("c", "2026-03-01", no_kk=kk("c"), hb_gdl=12.0)],
    )
    assert needs(version) == [(["kb_modern"], 1.0)]


def test_a_pregnant_woman_with_anaemia_or_thin(tmp_path):
    version = build_store(
        tmp_path,
        keluarga=[family(name) for name in "abcd"],
        skrining=[
            woman("a", "2026-03-01", no_kk=kk("a"), hb_gdl=10.9),
            woman("b", "2026-03-01", no_kk=kk("b"), lila_cm=23.4),
            # not included: recovered by the last check-up; a bride is not pregnant
            woman("c", "2026-03-01", no_kk=kk("c"), hb_gdl=10.9),
            woman("c", "2026-05-01", no_kk=kk("c"), hb_gdl=11.2),
            woman("d", "2026-03-01", no_kk=kk("d"), hb_gdl=10.9, kelompok="catin"),
        ],
    )
    assert needs(version) == [(["bumil_risiko"], 3.0)] * 2


def test_the_verification_of_the_cycle_before_stands_until_the_next(tmp_path):
    version = build_store(
        tmp_path,
        keluarga=[
            family("a", siklus="2025-S2", jamban_layak=False),
            # built a latrine since
            family("b", siklus="2025-S2", jamban_layak=False),
            family("b"),
        ],
    )
    assert needs(version) == [(["jamban"], 2.0)]
    assert len(rows(version, siklus="2025-S2")) == 2


def test_who_has_no_known_family_stands_alone(tmp_path):
    """An e-PPGBM export holds no Nomor KK: its stunted children must still reach the list."""
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2026-02-10", age=400, z=-2.6, no_kk=None),
            # not included: not stunted
            child("b", "2026-02-10", age=400, z=-1.9, no_kk=None),
            # of a family, but one that was not verified
            child("c", "2026-02-10", age=800, z=-2.6, no_kk=kk("c")),
        ],
        skrining=[woman("d", "2026-03-01", no_kk=None, hb_gdl=10.9)],
    )
    assert needs(version) == [(["anak_stunting"], 4.0)] * 2 + [(["bumil_risiko"], 3.0)]
    groups = sorted(list(row["kelompok"]) for row in rows(version))
    assert groups == [["baduta", "balita"], ["balita"], ["bumil"]]
    params = {"scope": [KODE_BARAT, KODE_TIMUR], "siklus": "2026-S1"}
    named = db.ask(version, "keluarga_bernama", params, named=True)
    assert len(named) == 3
    assert named["nama_kepala"].str.startswith("Ibu ").sum() >= 1


def test_aid_and_visits_up_to_the_end_of_the_cycle(tmp_path):
    version = build_store(
        tmp_path,
        keluarga=[family(name, siklus="2025-S2", jamban_layak=False) for name in "abcd"],
        pengukuran=[child("anak d", "2025-08-10", age=400, z=0.0, no_kk=kk("d"))],
        kasus=[{"kasus_id": "AKS-3375-2025S2-BD-01", "siklus": "2025-S2", "nik": nik("anak d")}],
        bantuan=[
            {"no_kk": kk("a"), "status": "diproses", "tanggal": date(2025, 9, 1)},
            {"no_kk": kk("a"), "status": "diterima", "jenis": "PKH", "tanggal": date(2025, 12, 31)},
            # not included: after the cycle
            {"no_kk": kk("b"), "status": "diterima", "tanggal": date(2026, 1, 1)},
            {"no_kk": kk("c"), "status": "tidak_memenuhi_syarat"},
        ],
        kunjungan=[
            {"no_kk": kk("a"), "tanggal": date(2025, 11, 1)},
            {"no_kk": kk("a"), "tanggal": date(2025, 10, 1)},
            {"no_kk": kk("a"), "tanggal": date(2026, 1, 1)},  # not included: after the cycle
            # noted with the code of the case of the family's child
            {"kasus_id": "AKS-3375-2025S2-BD-01", "tanggal": date(2025, 12, 1)},
        ],
    )
    with db.reading(version, named=True) as con:
        name = dict(
            con.execute(
                "select keluarga_id, nama_kepala from identitas.keluarga_identitas"
            ).fetchall()
        )
    found = {
        name[row["keluarga_id"]][-1]: (
            row["bantuan"],
            list(row["jenis_bantuan"]),
            None if pd.isna(row["kunjungan_terakhir"]) else row["kunjungan_terakhir"].date(),
        )
        for row in rows(version, siklus="2025-S2")
    }
    assert found == {
        "a": ("diterima", ["PKH"], date(2025, 11, 1)),
        "b": ("belum_tercatat", [], None),
        "c": ("tidak_memenuhi_syarat", [], None),
        "d": ("belum_tercatat", [], date(2025, 12, 1)),
    }


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    return build_store(
        tmp_path_factory.mktemp("campur"),
        keluarga=[
            family("a", jamban_layak=False, ada_balita=True),
            family("b", sumber_air_layak=False),
            family("c", jamban_layak=False, **TIMUR),
        ],
        bantuan=[{"no_kk": kk("b"), "status": "diterima"}],
    )


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 3),
        ({"kebutuhan": "jamban"}, 2),
        ({"opd": "DPUPR"}, 1),
        ({"kelompok": "balita"}, 1),
        ({"bantuan": "belum_tercatat"}, 2),
        ({"bantuan": "diterima", "kebutuhan": "jamban"}, 0),
        ({"scope": [KODE_TIMUR]}, 1),
        ({"scope": []}, 0),
        ({"scope": ["35.16.01"]}, 0),
    ],
)
def test_filters_narrow_and_nothing_is_seen_outside_the_scope(mixed, chosen, count):
    assert len(rows(mixed, **chosen)) == count


def test_names_only_for_the_families_of_scope_and_cycle(mixed):
    found = ask(mixed, "keluarga_bernama", scope=[KODE_BARAT], siklus="2026-S1")
    # not included: family c, of another kecamatan
    assert sorted(row[1] for row in found) == ["KEPALA a", "KEPALA b"]
    assert {row[2] for row in found} == {kk("a"), kk("b")}
    assert ask(mixed, "keluarga_bernama", scope=[], siklus="2026-S1") == []
    for other in ("2025-S2", "2026-S2"):
        assert ask(mixed, "keluarga_bernama", scope=[KODE_BARAT], siklus=other) == []
    with pytest.raises(db.NotPermitted):
        db.ask(mixed, "keluarga_bernama", {"scope": [KODE_BARAT], "siklus": "2026-S1"})
