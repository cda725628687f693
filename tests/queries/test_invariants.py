"""What must hold whatever the data: on the contoh store, and each check on a store that breaks it."""

import re
from pathlib import Path

import pandas as pd
import pytest

from stunting import build, db, questions
from tests.factories import MOJOKERTO, PEKALONGAN
from tests.queries.test_contracts import params_of

CYCLES = ("2023-S2", "2026-S1")
FILTERS = dict.fromkeys(("kelompok", "kebutuhan", "opd", "bantuan"))


def table(version: Path, sql: str) -> pd.DataFrame:
    with db.reading(version) as con:
        return con.execute(sql).df()


@pytest.mark.parametrize("siklus", CYCLES)
@pytest.mark.parametrize("kabkota", [PEKALONGAN, MOJOKERTO])
def test_kecamatan_sum_to_the_district_and_desa_to_the_kecamatan(sample_store, kabkota, siklus):
    rows = db.ask(sample_store, "indikator_wilayah", {"kode_kabkota": kabkota, "siklus": siklus})
    numbers = ["pembilang", "penyebut"]
    district = rows[rows["kode"] == kabkota].set_index("indikator")[numbers]
    parts = rows[rows["kode"] != kabkota].groupby("indikator")[numbers].sum()
    assert len(district) > 20
    pd.testing.assert_frame_equal(district.sort_index(), parts, check_dtype=False)
    for code, here in rows[rows["indikator"] == "stunting_balita"].groupby("kode"):
        if code != kabkota:
            desa = db.ask(
                sample_store,
                "indikator_per_desa",
                {"kode_kecamatan": code, "siklus": siklus, "indikator": "stunting_balita"},
            )
            assert desa[numbers].sum().tolist() == here[numbers].iloc[0].tolist()


@pytest.mark.parametrize("source", ["indikator_desa", "indikator_bulan"])
def test_no_numerator_above_its_denominator_except_coverage(sample_store, source):
    rows = table(sample_store, f"select * from {source}")
    rows = rows[~rows["indikator"].str.startswith("cakupan_")]
    assert len(rows) > 10_000
    assert (rows["pembilang"] >= 0).all()
    assert (rows["penyebut"] > 0).all()
    assert (rows["pembilang"] <= rows["penyebut"]).all()


def test_baduta_are_among_balita(sample_store):
    rows = table(sample_store, "select * from indikator_desa where indikator like 'stunting_%'")
    wide = rows.pivot_table(
        index=["siklus", "kode_desa"], columns="indikator", values="penyebut", fill_value=0
    )
    assert (wide["stunting_baduta"] <= wide["stunting_balita"]).all()


@pytest.mark.parametrize("name", ["keluarga_berisiko", "keluarga_bernama"])
def test_narrowing_the_scope_never_adds_rows(sample_store, name):
    wide = ["33.75.01", "33.75.02", "35.16.01"]

    def asked(scope: list[str]) -> set[str]:
        params = {"scope": scope, "siklus": "2026-S1"}
        if name == "keluarga_berisiko":
            params |= FILTERS
        return set(db.ask(sample_store, name, params, named=True)["keluarga_id"])

    whole = asked(wide)
    parts = [asked([each]) for each in wide]
    assert all(part and part < whole for part in parts)
    assert set.union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)
    assert asked([]) == set()


@pytest.mark.parametrize("chosen", ["kelompok", "kebutuhan", "opd", "bantuan"])
def test_each_filter_only_takes_away(sample_store, chosen):
    value = {"kelompok": "baduta", "kebutuhan": "jamban", "opd": "DINSOS", "bantuan": "diterima"}
    params = {"scope": ["33.75.01"], "siklus": "2026-S1", **FILTERS}
    whole = set(db.ask(sample_store, "keluarga_berisiko", params)["keluarga_id"])
    params[chosen] = value[chosen]
    part = set(db.ask(sample_store, "keluarga_berisiko", params)["keluarga_id"])
    assert part < whole
    assert part


def test_the_score_is_the_sum_of_its_needs(sample_store):
    weight = table(sample_store, "select * from ref_bobot").set_index("kebutuhan")["bobot"]
    params = {"scope": ["33.75.01"], "siklus": "2026-S1", **FILTERS}
    rows = db.ask(sample_store, "keluarga_berisiko", params)
    for row in rows.itertuples():
        assert row.skor == sum(weight[need] for need in row.kebutuhan)
        assert len(set(row.kebutuhan)) == len(row.kebutuhan) == len(row.alasan)


# --- privacy ---------------------------------------------------------------------------------------


def texts(version: Path) -> dict[str, list[str]]:
    """Every text in every table of stunting.duckdb: table.column -> distinct values."""
    with db.reading(version) as con:
        columns = con.execute(
            "select table_name, column_name from duckdb_columns() "
            "where database_name = 'stunting' and data_type like 'VARCHAR%' and not internal"
        ).fetchall()
        return {
            f"{name}.{column}": [
                str(value)
                for (value,) in con.execute(
                    f'select distinct "{column}" from {name} where "{column}" is not null'
                ).fetchall()
            ]
            for name, column in columns
        }


def test_no_number_of_a_person_or_family_in_the_data_file(sample_store):
    found = texts(sample_store)
    assert "rtl.rekomendasi" in found
    sixteen = re.compile(r"(?<![0-9a-f])\d{16}(?!\d)")
    assert {place for place, values in found.items() if any(map(sixteen.search, values))} == set()


def test_no_name_of_a_person_in_the_data_file(sample_store):
    with db.reading(sample_store, named=True) as con:
        names = con.execute(
            "select nama from identitas.orang_identitas where nama is not null "
            "union select nama_ibu from identitas.orang_identitas where nama_ibu is not null "
            "union select nama_kepala from identitas.keluarga_identitas where nama_kepala is not null"
        ).fetchall()
    full = {name.upper() for (name,) in names if len(name.split()) > 1}
    assert len(full) > 100
    for place, values in texts(sample_store).items():
        assert not full & {value.upper() for value in values}, place


def test_the_data_file_has_no_column_for_an_identity(empty_store):
    named = re.compile(r"nik|nama_(ibu|kepala|anak)|alamat|rt|rw|telepon|tanggal_lahir|no_kk")
    with db.reading(empty_store) as con:
        columns = con.execute(
            "select table_name, column_name from duckdb_columns() where database_name = 'stunting'"
        ).fetchall()
    assert [each for each in columns if named.fullmatch(each[1])] == []


@pytest.mark.parametrize("name", questions.names())
def test_no_answer_gives_a_birth_date_away(name, sample_store):
    question = questions.load(name)
    answer = db.ask(sample_store, name, params_of(question), named=True)
    days = {each for each in answer if each in ("tanggal", "tanggal_ukur", "tanggal_audit")}
    assert not (days and {"umur_hari", "umur_bulan"} & set(answer))
    if question.access != "bernama":
        for column in answer.select_dtypes(["object", "str"]):
            assert not answer[column].astype(str).str.fullmatch(r"\d{16}").any()


# --- checks ----------------------------------------------------------------------------------------

MEASURED = "(select min(orang_id) from anak_siklus)"
PLANTED = {
    "kunci tercatat dua kali": "insert into pengukuran select * from pengukuran limit 1",
    "pengukuran tanpa orang": "update pengukuran set orang_id = 'Otidakada' "
    "where rowid = (select min(rowid) from pengukuran)",
    "pengukuran sebelum lahir": "update pengukuran set umur_hari = -1 "
    "where rowid = (select min(rowid) from pengukuran)",
    "skrining tanpa orang": "update skrining set orang_id = 'Otidakada' "
    "where rowid = (select min(rowid) from skrining)",
    "desa tidak dikenal": "update agregat_bulanan set kode_desa = '33.75.01.9999' "
    "where rowid = (select min(rowid) from agregat_bulanan)",
    "pembilang melebihi penyebut": "update indikator_desa set pembilang = penyebut + 1 "
    "where rowid = (select min(rowid) from indikator_desa where indikator = 'krs_keluarga')",
    "z-score kosong padahal dapat dihitung": "update pengukuran set z_tbu = null "
    "where rowid = (select min(rowid) from pengukuran where z_tbu between -2 and 2)",
    "penyebab tanpa kasus": "delete from kasus where kasus_id = "
    "(select min(kasus_id) from kasus_penyebab)",
    "anak dihitung dua kali dalam satu siklus": "insert into anak_siklus "
    "select * from anak_siklus where stunting is null limit 1",
    "jumlah stunting kecamatan berbeda dari jumlah anak": "delete from indikator_desa "
    "where indikator = 'stunting_balita' and kode_kabkota = '33.75'",
    "langkah hulu tidak menutup": "update hulu_siklus set belum = belum + 1 "
    "where rowid = (select min(rowid) from hulu_siklus)",
    "neraca anak stunting tidak menutup": "update neraca_siklus set jumlah = jumlah + 1 "
    "where rowid = (select min(rowid) from neraca_siklus where arus = 'tidak_lagi')",
}


def test_the_sample_keeps_all_rules(sample_store):
    with db.reading(sample_store) as con:
        assert build.check(con).empty


@pytest.mark.parametrize("rule", PLANTED)
def test_a_broken_rule_is_reported(rule, sample_copy):
    with db.building(sample_copy) as con:
        con.execute(PLANTED[rule])
        broken = build.check(con)
    assert rule in set(broken["aturan"])
    assert (broken["jumlah"] > 0).all()


def test_every_check_is_planted():
    sql = (db.BUILD_QUERIES / "checks.sql").read_text(encoding="utf-8")
    assert set(re.findall(r"select '([^']+)'", sql)) == set(PLANTED)


def test_counts_of_an_import_must_add_up(sample_copy):
    with (
        db.building(sample_copy) as con,
        pytest.raises(db.Error, match="CHECK constraint failed"),
    ):
        con.execute("update impor set refused = refused + 1")
