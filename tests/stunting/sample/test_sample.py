"""The frames as such: repeatable, within the declared fields, nobody real, believable levels."""

from itertools import chain

import pandas as pd
import pytest
from lokal import is_valid_nik, wilayah

from stunting import reference, sample
from stunting.imports.fields import SHEETS, Kind
from stunting.sample import areas, story

# What a column of each kind may hold; text where nothing is said.
NUMBERS = (Kind.DESIMAL, Kind.BULAT, Kind.RUPIAH)
DAYS = (Kind.TANGGAL, Kind.BULAN)


def columns_of(frames, *kinds):
    for key, sheet in SHEETS.items():
        for field in sheet.fields:
            if field.kind in kinds and field.name in frames[key]:
                yield field, frames[key][field.name]


def test_same_seed_gives_equal_frames(frames):
    again = sample.generate("kecil", seed=2026)
    assert list(frames) == list(again)
    for key, frame in frames.items():
        pd.testing.assert_frame_equal(frame, again[key])


def test_another_seed_gives_other_people():
    size = sample.Skala((story.PEKALONGAN,), balita_per_desa=2)
    one, other = sample.generate(size, seed=1), sample.generate(size, seed=2)
    assert not one["pengukuran"].equals(other["pengukuran"])


def test_sheets_hold_only_declared_fields_and_those_that_are_required(frames):
    assert list(frames) == list(SHEETS)
    for key, sheet in SHEETS.items():
        assert set(frames[key].columns) <= set(sheet.names()), key
        required = {field.name for field in sheet.fields if field.required}
        assert required <= set(frames[key].columns), key
        assert len(frames[key]), key


def test_columns_are_typed_by_their_kind(frames):
    for field, column in columns_of(frames, *NUMBERS):
        assert pd.api.types.is_numeric_dtype(column.dtype), field.name
    for field, column in columns_of(frames, *DAYS):
        assert column.dtype == "datetime64[s]", field.name
    for field, column in columns_of(frames, Kind.YA_TIDAK):
        assert pd.api.types.is_bool_dtype(column.dtype), field.name
    texts = set(Kind) - set(NUMBERS) - set(DAYS) - {Kind.YA_TIDAK}
    for field, column in columns_of(frames, *texts):
        assert column.dtype == "str", field.name


def test_choices_are_those_of_the_forms(frames):
    for field, column in columns_of(frames, Kind.PILIHAN):
        assert set(column.dropna()) <= set(field.choices), field.name
    for _, column in columns_of(frames, Kind.SIKLUS):
        assert set(column) <= set(story.SIKLUS)


def test_nobody_can_exist(frames):
    whole = set()
    for field, column in columns_of(frames, Kind.NIK, Kind.KK):
        values = column.dropna()
        assert values.str.fullmatch(r"99\d{14}").all(), field.name
        whole |= set(values)
    assert whole
    assert not any(map(is_valid_nik, whole))
    for frame in frames.values():
        assert "telepon" not in frame


def test_areas_are_those_of_the_two_districts_and_all_of_them_appear(frames):
    kecamatan = [each.code for kode in ("33.75", "35.16") for each in wilayah.list_wilayah(kode)]
    desa = [each.code for kode in kecamatan for each in wilayah.list_wilayah(kode)]
    assert set(frames["pengukuran"]["kecamatan"]) == set(kecamatan)
    assert len(kecamatan) == 22
    for key in ("pengukuran", "keluarga", "skrining", "agregat_bulanan", "mutasi"):
        rows = frames[key]
        assert set(rows["desa"]) <= set(desa), key
        assert (rows["desa"].str[:8] == rows["kecamatan"]).all(), key
        assert (rows["kecamatan"].str[:5] == rows["kabkota"]).all(), key
    assert set(frames["keluarga"]["desa"]) == set(desa)
    assert set(frames["agregat_bulanan"]["desa"]) == set(desa)


def test_nothing_happens_after_the_data_end(frames):
    plans = {"tenggat", "tanggal_diseminasi"}
    for field, column in columns_of(frames, *DAYS):
        if field.name not in plans:
            assert column.max() <= pd.Timestamp(story.AKHIR_DATA), field.name


def test_codes_lead_to_something(frames):
    cases, actions = set(frames["kasus"]["kasus_id"]), set(frames["rtl"]["rtl_id"])
    assert len(cases) == len(frames["kasus"])
    assert len(actions) == len(frames["rtl"])
    assert set(frames["kasus_penyebab"]["kasus_id"]) == cases
    assert set(frames["evaluasi"]["kasus_id"]) <= cases
    assert set(frames["evaluasi"]["rtl_id"]) <= actions
    assert set(chain.from_iterable(frames["rtl"]["kasus_id"].dropna().str.split(";"))) <= cases
    families = set(frames["keluarga"]["no_kk"])
    assert set(frames["bantuan"]["no_kk"]) <= families
    causes = set(reference.table("penyebab")["kode_penyebab"])
    assert (
        set(frames["kasus_penyebab"]["kode_penyebab"]) | set(frames["rtl"]["kode_penyebab"])
        <= causes
    )
    offices = set(reference.table("opd")["kode_opd"])
    named = frames["rtl"]["kode_opd"].tolist() + list(
        chain.from_iterable(frames["rtl"]["pendukung"].dropna().str.split("; "))
    )
    assert set(named) <= offices


def test_the_audited_are_people_of_the_other_sheets(frames):
    people = set(frames["pengukuran"]["nik"]) | set(frames["skrining"]["nik"])
    assert set(frames["kasus"]["nik"]) <= people


def test_two_to_seven_cases_per_district_and_cycle(frames):
    sizes = frames["kasus"].groupby(["kabkota", "siklus"]).size()
    assert len(sizes) == 2 * len(story.SIKLUS)
    assert sizes.between(2, 7).all()
    causes = frames["kasus_penyebab"].groupby("kasus_id").size()
    assert causes.mean() > 2
    assert frames["kasus_penyebab"].groupby("kasus_id")["utama"].sum().eq(1).all()


@pytest.mark.parametrize(
    ("kelompok", "column", "limit", "low", "high"),
    [
        ("bumil", "hb_gdl", 11, 0.20, 0.30),
        ("bumil", "lila_cm", 23.5, 0.09, 0.14),
        ("catin", "hb_gdl", 12, 0.20, 0.26),
        ("pascasalin", "bb_lahir_g", 2500, 0.04, 0.08),
    ],
)
def test_levels_of_women_are_believable(frames, kelompok, column, limit, low, high):
    values = frames["skrining"].query("kelompok == @kelompok")[column].dropna()
    assert low < (values < limit).mean() < high


def test_levels_of_families_are_believable(frames):
    rows = frames["keluarga"]
    lacking = ~rows["jamban_layak"]
    four = rows[["terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak"]].any(axis=1)
    assert 0.10 < lacking.mean() < 0.20
    assert 0.20 < (lacking | ~rows["sumber_air_layak"] | four).mean() < 0.32
    poor = rows["peringkat_kesejahteraan"].eq(1)
    assert lacking[poor].mean() > 2 * lacking[rows["peringkat_kesejahteraan"].eq(5)].mean()


def test_aggregates_agree_in_size_with_the_rows(frames):
    rows = frames["agregat_bulanan"]
    for part, whole in (
        ("balita_diukur", "balita_ditimbang"),
        ("balita_stunting", "balita_diukur"),
        ("balita_wasting", "balita_diukur"),
        ("balita_naik", "balita_ditimbang_terkoreksi"),
        ("balita_ditimbang_terkoreksi", "balita_ditimbang"),
        ("bumil_anemia", "bumil_periksa_hb"),
        ("bumil_kek", "bumil_diukur_lila"),
        ("bblr", "lahir_hidup"),
        ("pblr", "lahir_hidup"),
    ):
        assert (rows[part] <= rows[whole]).all(), part
    above = rows["balita_ditimbang"] > rows["sasaran_balita"]
    assert above.sum() == 2  # one per district: a mistake of the field, on purpose
    february = rows[rows["bulan"] == "2026-02-01"]
    measured = frames["pengukuran"].query("'2026-02-01' <= tanggal <= '2026-02-28'")
    assert february["balita_ditimbang"].sum() == pytest.approx(len(measured), rel=0.05)


def test_pregnant_women_are_counted_up_within_a_year(frames):
    rows = frames["agregat_bulanan"].sort_values("bulan")
    by_desa = rows.groupby(["desa", rows["bulan"].dt.year])["bumil_periksa_hb"]
    assert (by_desa.diff().dropna() >= 0).all()


def test_scales_grow_and_an_unknown_one_is_refused():
    assert areas.scale("kabupaten").balita == {"35.16": 70_000, "33.75": 20_000}
    assert set(areas.scale("kecil").kabkota) < set(areas.scale("provinsi").kabkota)
    assert len(areas.scale("nasional").kabkota) == 514
    with pytest.raises(KeyError):
        areas.scale("planet")


def test_a_district_without_a_story_is_filled_too():
    frames = sample.generate(sample.Skala(("33.74",), balita_per_desa=3), seed=5)
    assert set(frames["pengukuran"]["kabkota"]) == {"33.74"}
    assert frames["kasus"].groupby("siklus").size().ge(2).all()
