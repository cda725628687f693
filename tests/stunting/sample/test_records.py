"""The dirt of the field is there, in the measure it should be."""

import numpy as np
import pytest

from stunting.sample import curves, story


@pytest.fixture(scope="module")
def rows(frames):
    return frames["pengukuran"]


def test_rows_that_must_be_refused(rows):
    assert (rows["tanggal"] < rows["tanggal_lahir"]).sum() == 4
    assert (rows["bb_kg"] == 3300).sum() == 4
    assert rows["jenis_kelamin"].isna().sum() == 2


def test_some_numbers_are_not_known(rows):
    child = rows.drop_duplicates(["no_kk", "tanggal_lahir"])
    assert 0.02 < child["nik"].isna().mean() < 0.06


def test_repeated_days_and_other_spellings(rows):
    again = rows.duplicated(["no_kk", "tanggal_lahir", "tanggal"]).mean()
    assert 0.0005 < again < 0.005
    spellings = rows.groupby(["no_kk", "tanggal_lahir"])["nama"].nunique()
    assert 0.004 < (spellings > 1).mean() < 0.04


def test_sizes_at_birth_are_not_always_recorded(rows):
    for column in ("bb_lahir", "pb_lahir"):
        assert 0.003 < rows[column].isna().mean() < 0.03, column


def test_implausible_heights_are_rare(rows):
    tall = rows[rows["tb_cm"].notna() & rows["jenis_kelamin"].notna()]
    days = (tall["tanggal"] - tall["tanggal_lahir"]).dt.days
    tall, days = tall[days >= 0], days[days >= 0]
    z = curves.z_height(tall["tb_cm"], tall["jenis_kelamin"].eq("P").astype(int), days)
    assert 0.001 < (np.abs(z) > 6).mean() < 0.01


def test_positions_are_mostly_right_sometimes_missing_rarely_impossible(rows):
    days = (rows["tanggal"] - rows["tanggal_lahir"]).dt.days
    tall = rows["tb_cm"].notna()
    assert 0.03 < rows.loc[tall, "cara_ukur"].isna().mean() < 0.15
    standing = rows["cara_ukur"].eq("berdiri")
    assert 0 < (standing & (days < 274)).sum() < 40
    assert 0 < (rows["cara_ukur"].eq("terlentang") & (days >= 731)).mean() < 0.05


def test_some_desa_read_whole_centimetres_only(rows):
    tall = rows[rows["tb_cm"] > 0]
    whole = np.isclose(tall["tb_cm"] % 1, 0)
    share = tall.assign(whole=whole).groupby("desa")["whole"].mean()
    assert 0.02 < (share > 0.95).mean() < 0.12


def test_weight_gain_follows_the_weights(rows):
    rows = rows[(rows["bb_kg"] < 100) & (rows["tanggal"] >= rows["tanggal_lahir"])].dropna(
        subset=["nik", "jenis_kelamin"]
    )
    rows = rows.drop_duplicates(["nik", "tanggal"]).sort_values(["nik", "tanggal"])
    before = rows.groupby("nik")["bb_kg"].shift()
    known = rows["naik_bb"].isin(("N", "T"))
    assert known.sum() > 1000
    agrees = (rows["bb_kg"] > before) == rows["naik_bb"].eq("N")
    # Not all: a misread weight was misread after the midwife ticked the box.
    assert agrees[known].mean() > 0.98
    assert set(rows["naik_bb"]) == {"N", "T", "O", "B"}


def test_moves_and_deaths(frames):
    kinds = frames["mutasi"]["jenis"].value_counts()
    assert set(kinds.index) == {"pindah_masuk", "pindah_keluar", "meninggal"}
    inside = frames["mutasi"]["dari"].str.startswith("Kecamatan").fillna(False)
    assert inside.sum() > 5
    gone = frames["mutasi"].query("jenis == 'meninggal'").set_index("nik")["tanggal"]
    rows = frames["pengukuran"]
    later = rows["tanggal"] > rows["nik"].map(gone)
    assert not later.any()


def test_the_children_of_the_story_stay_clean(frames):
    rows = frames["pengukuran"].query("nik == @story.NIK_ANAK")
    assert rows["nama"].eq(story.NAMA_ANAK).all()
    assert rows["tb_cm"].between(50, 90).all()
