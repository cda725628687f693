"""Factors, families like a case, and visits of the sample, counted once more row by row."""

from collections import Counter
from datetime import date

import pytest

from stunting import db
from tests.queries import slow_answers

SIKLUS = "2026-S1"
START, END = date(2026, 1, 1), date(2026, 6, 30)


@pytest.fixture(scope="module")
def tables(_sample_home):
    folder = max((_sample_home / "versions").iterdir())
    names = (
        "anak_siklus",
        "keluarga_orang",
        "keluarga",
        "prioritas_keluarga",
        "kasus",
        "orang",
        "kunjungan",
    )
    with db.reading(folder) as con:
        return slow_answers.read(con, names)


def latest(families: list[dict]) -> dict[str, dict]:
    """The family as verified last, in this cycle or the one before."""
    kept = {}
    for row in sorted(families, key=lambda each: each["siklus"]):
        if row["siklus"] in ("2025-S2", SIKLUS):
            kept[row["keluarga_id"]] = row
    return kept


@pytest.mark.parametrize("kabkota", ["33.75", "35.16"])
def test_stunting_with_and_without_each_factor(sample_store, tables, kabkota):
    home = latest(tables["keluarga"])
    of = {row["orang_id"]: row["keluarga_id"] for row in tables["keluarga_orang"]}
    counted = Counter()
    for child in tables["anak_siklus"]:
        family = home.get(of.get(child["orang_id"]))
        if (
            child["siklus"] != SIKLUS
            or child["kode_kabkota"] != kabkota
            or child["stunting"] is None  # not measured, or flagged
            or family is None  # nobody knows the family
        ):
            continue
        rank, school = family["peringkat_kesejahteraan"], family["pendidikan_ibu"]
        others = [family[f"terlalu_{each}"] for each in ("tua", "dekat", "banyak")]
        told = {
            "jamban": None if family["jamban_layak"] is None else not family["jamban_layak"],
            "air": None if family["sumber_air_layak"] is None else not family["sumber_air_layak"],
            "rumah": None if family["rumah_layak_huni"] is None else not family["rumah_layak_huni"],
            "miskin": rank <= 2 if rank in range(1, 6) else None,  # 99: not identified
            "pendidikan_ibu": school and school in ("tidak_sekolah", "sd"),
            "terlalu_muda": family["terlalu_muda"],
            "terlalu_lain": True if True in others else None if None in others else False,
        }
        for name, exposed in told.items():
            if exposed is not None:
                counted[name, exposed, child["stunting"]] += 1
    rows = db.ask(sample_store, "faktor_risiko", {"kode_kabkota": kabkota, "siklus": SIKLUS})
    found = Counter()
    for row in rows.itertuples():
        found[row.faktor, True, True] = row.terpapar_stunting
        found[row.faktor, True, False] = row.terpapar - row.terpapar_stunting
        found[row.faktor, False, True] = row.tidak_stunting
        found[row.faktor, False, False] = row.tidak - row.tidak_stunting
    assert +found == +counted
    assert counted.total() > 500


@pytest.mark.parametrize("pola", [["D2"], ["A3", "D3"], ["D2", "E1", "E3"]])
def test_families_like_a_case_leave_out_the_audited_ones(sample_store, tables, pola):
    of = {row["orang_id"]: row["keluarga_id"] for row in tables["keluarga_orang"]}
    audited = {of.get(case["orang_id"], case["orang_id"]) for case in tables["kasus"]}
    counted = Counter()
    for row in tables["prioritas_keluarga"]:
        if (
            row["siklus"] == SIKLUS
            and row["kode_kabkota"] == "35.16"
            and "balita" in row["kelompok"]
            and set(pola) <= set(row["penyebab"])
            and row["keluarga_id"] not in audited  # the case itself is no other family
        ):
            counted[row["kode_kecamatan"]] += 1
    given = {"kode_kabkota": "35.16", "siklus": SIKLUS, "kelompok": "balita", "pola": pola}
    rows = db.ask(sample_store, "keluarga_serupa", given)
    assert len(rows) == 18  # a kecamatan without any is a counted zero
    assert +Counter(dict(zip(rows["kode_kecamatan"], rows["pembilang"], strict=True))) == counted
    assert counted


def test_visits_of_the_cycle_by_team(sample_store, tables):
    place = {row["kasus_id"]: row["kode_kecamatan"] for row in tables["kasus"]}
    home = {}
    for row in sorted(tables["keluarga"], key=lambda each: each["siklus"]):
        home[row["keluarga_id"]] = row["kode_desa"][:8]
    counted = Counter(
        row["pelaksana"]
        for row in tables["kunjungan"]
        if START <= row["tanggal"] <= END  # of other cycles
        and (place.get(row["kasus_id"]) or home.get(row["keluarga_id"], "")).startswith("35.16")
    )
    rows = db.ask(
        sample_store,
        "kunjungan_pelaksana",
        {"kode_kabkota": "35.16", "kode_kecamatan": None, "siklus": SIKLUS},
    )
    assert rows.groupby("pelaksana")["kunjungan"].sum().to_dict() == dict(counted)
