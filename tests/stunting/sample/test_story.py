"""Each element of the story is really in the frames, recomputed from what the field would send."""

import numpy as np
import pandas as pd
import pytest

from stunting.sample import story
from tests import slow_growth

FIRST, BEFORE, NOW = story.SIKLUS[0], story.SIKLUS_LALU, story.SIKLUS_KINI


def cycle_of(days):
    return days.dt.year.astype(str) + "-S" + ((days.dt.month > 6) + 1).astype(str)


def slow_z(row):
    cm = None if np.isnan(row.tb_cm) else row.tb_cm
    position = None if pd.isna(row.cara_ukur) else row.cara_ukur
    z, _, z_thin, wild, _, wild_thin = slow_growth.zscores(
        row.jenis_kelamin, row.umur_hari, row.bb_kg, cm, position
    )
    return (np.nan if z is None or wild else z), (np.nan if z_thin is None or wild_thin else z_thin)


@pytest.fixture(scope="session")
def measured(frames):
    """Weighing months only, z by the slow second version; refused and flagged values left out."""
    rows = frames["pengukuran"]
    rows = rows[rows["tanggal"].dt.month.isin((2, 8)) & rows["jenis_kelamin"].notna()].copy()
    rows["umur_hari"] = (rows["tanggal"] - rows["tanggal_lahir"]).dt.days
    rows = rows[rows["umur_hari"].between(0, 1825) & (rows["bb_kg"] < 100)]
    rows["siklus"] = cycle_of(rows["tanggal"])
    rows["anak"] = rows["no_kk"] + rows["tanggal_lahir"].astype(str)
    rows = rows.drop_duplicates(["anak", "siklus"], keep="last")
    rows[["z", "z_bbtb"]] = [slow_z(row) for row in rows.itertuples()]
    return rows[rows["z"].notna()]


def rate(measured, siklus, kecamatan):
    """(stunted, measured) in a kecamatan or, by a shorter code, a district."""
    rows = measured[(measured["siklus"] == siklus) & measured["desa"].str.startswith(kecamatan)]
    return int((rows["z"] < -2).sum()), len(rows)


def apart(one, other):
    """z of the difference between two shares, pooled."""
    (a, n), (b, m) = one, other
    pooled = (a + b) / (n + m)
    return (b / m - a / n) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))


def target(frames, siklus, kecamatan):
    rows = frames["agregat_bulanan"]
    month = pd.Timestamp(f"{siklus[:4]}-{'02' if siklus.endswith('1') else '08'}-01")
    rows = rows[(rows["bulan"] == month) & (rows["kecamatan"] == kecamatan)]
    return rows["sasaran_balita"].sum()


def test_levels_of_the_districts(measured):
    for siklus in story.SIKLUS:
        for kabkota, low, high in (("35.16", 0.13, 0.19), ("33.75", 0.155, 0.215)):
            stunted, count = rate(measured, siklus, kabkota)
            assert low < stunted / count < high, (siklus, kabkota)
    wasted = (measured["z_bbtb"] < -2).mean()
    assert 0.05 < wasted < 0.08


def test_one_kecamatan_truly_improves(measured):
    first, now = (rate(measured, siklus, story.KEC_MEMBAIK) for siklus in (FIRST, NOW))
    assert min(first[1], now[1]) >= 300
    assert apart(first, now) < -3.3


def test_one_kecamatan_truly_worsens(measured):
    first, now = (rate(measured, siklus, story.KEC_MEMBURUK) for siklus in (FIRST, NOW))
    assert min(first[1], now[1]) >= 300
    assert apart(first, now) > 3.3


def test_one_fall_is_only_fewer_children_measured(frames, measured):
    place = story.KEC_CAKUPAN_TURUN
    before, now = (rate(measured, siklus, place) for siklus in ("2025-S1", NOW))
    assert apart(before, now) < -1.96
    covered = [
        rate(measured, siklus, place)[1] / target(frames, siklus, place)
        for siklus in ("2025-S1", NOW)
    ]
    assert covered[0] > 0.7
    assert covered[1] < 0.5
    # The absent are the short ones.
    here = measured[measured["kecamatan"] == place]
    earlier = here[here["siklus"].eq("2025-S1") & (here["umur_hari"] < 1400)]
    came = earlier["anak"].isin(here.loc[here["siklus"] == NOW, "anak"])
    stayed_away, present = earlier.loc[~came, "z"], earlier.loc[came, "z"]
    assert (stayed_away < -2).mean() > (present < -2).mean()
    assert stayed_away.mean() < present.mean() - 0.1


def test_coverage_elsewhere_stays(frames, measured):
    for place in (story.KEC_MEMBAIK, story.KEC_MEMBURUK, story.KEC_RENDAH):
        for siklus in story.SIKLUS:
            covered = rate(measured, siklus, place)[1] / target(frames, siklus, place)
            assert 0.66 < covered < 0.95, (place, siklus)


def test_in_a_small_kecamatan_nothing_can_be_told_apart(measured):
    rates = [rate(measured, siklus, story.KEC_KECIL) for siklus in story.SIKLUS]
    assert all(20 <= count < 60 for _, count in rates)
    assert abs(apart(rates[0], rates[-1])) < 1.96


def test_funnel_of_the_latest_cycle(measured):
    stunted, count = rate(measured, NOW, story.MOJOKERTO)
    share = stunted / count
    outside = {}
    for kecamatan in sorted(measured.query("kabkota == '35.16'")["kecamatan"].unique()):
        a, n = rate(measured, NOW, kecamatan)
        z = (a / n - share) / np.sqrt(share * (1 - share) / n)
        if abs(z) > 3.09:
            outside[kecamatan] = "lebih tinggi" if z > 0 else "lebih rendah"
    assert outside == {story.KEC_MEMBURUK: "lebih tinggi", story.KEC_RENDAH: "lebih rendah"}


def test_one_desa_stops_reporting(frames):
    stop = pd.Timestamp(story.BERHENTI_SEJAK)
    for key, day in (
        ("pengukuran", "tanggal"),
        ("agregat_bulanan", "bulan"),
        ("skrining", "tanggal"),
    ):
        rows = frames[key]
        # A row to be refused may carry a day of its own; none lies this late here.
        own = rows[rows["desa"] == story.DESA_BERHENTI]
        assert len(own) > 10, key
        assert own[day].max() < stop, key
        around = rows[(rows["kecamatan"] == story.DESA_BERHENTI[:8]) & (rows[day] >= stop)]
        assert around["desa"].nunique() == 6, key


def test_some_other_desa_miss_a_cycle(frames):
    rows = frames["pengukuran"].query("tanggal > tanggal_lahir")
    seen = rows.groupby([cycle_of(rows["tanggal"]), "desa"]).size().unstack(fill_value=0)
    assert 5 < (seen == 0).sum().sum() < 0.1 * seen.size


def test_recommendations_of_the_cycle_before(frames):
    rows = frames["rtl"].set_index("rtl_id")
    carried = rows[(rows["siklus"] == BEFORE) & (rows["kabkota"] == story.MOJOKERTO)]
    late = carried[
        (carried["tenggat"] < pd.Timestamp(story.HARI_INI))
        & ~carried["status"].isin(("selesai", "batal"))
    ]
    assert tuple(late.index) == story.RTL_TERLAMBAT
    untouched = carried[carried["status"].isna()]
    assert list(untouched.index) == [story.RTL_TAK_TERSENTUH]
    assert untouched["tanggal_status"].isna().all()
    for code in (story.RTL_MEMBANTU, story.RTL_TIDAK_MEMBANTU):
        assert rows.loc[code, "status"] == "selesai"


@pytest.mark.parametrize(
    ("kasus", "rtl", "helped"),
    [
        (story.KASUS_MEMBANTU, story.RTL_MEMBANTU, True),
        (story.KASUS_TIDAK_MEMBANTU, story.RTL_TIDAK_MEMBANTU, False),
    ],
)
def test_closed_is_not_the_same_as_helped(frames, measured, kasus, rtl, helped):
    case = frames["kasus"].set_index("kasus_id").loc[kasus]
    z = measured[measured["nik"] == case["nik"]].set_index("siklus")["z"]
    assert z[BEFORE] < -2
    assert (z[NOW] >= -2) == helped
    assert (z[NOW] > z[BEFORE]) == helped
    assert frames["rtl"].set_index("rtl_id").loc[rtl, "kasus_id"] == kasus
    verdict = frames["evaluasi"].set_index("rtl_id").loc[rtl]
    assert verdict["hasil"] == ("turun" if helped else "naik")
    assert verdict["efektivitas"] == ("efektif" if helped else "kurang")


def test_families_without_latrine_and_aid_live_in_one_kecamatan(frames):
    rows = frames["keluarga"].query("siklus == @NOW and kabkota == '35.16'")
    lacking = rows[~rows["jamban_layak"]]
    share = (~rows["jamban_layak"]).groupby(rows["kecamatan"]).mean()
    assert share.idxmax() == story.KEC_TANPA_JAMBAN
    assert share.max() > 2 * share.drop(story.KEC_TANPA_JAMBAN).max()
    aided = lacking["no_kk"].isin(frames["bantuan"]["no_kk"])
    here = lacking["kecamatan"] == story.KEC_TANPA_JAMBAN
    assert here.sum() > 50
    assert not aided[here].any()
    assert aided[~here].mean() > 0.3


def test_the_bride_and_her_child(frames, measured):
    rows = frames["skrining"]
    hers = rows[rows["nik"] == story.NIK_PENGANTIN].sort_values("tanggal")
    assert hers["kelompok"].tolist() == ["catin", "catin", "bumil", "bumil", "pascasalin"]
    hb = hers.query("kelompok == 'catin'")["hb_gdl"].tolist()
    assert hb == [10.4, 12.3]
    assert hers.query("kelompok == 'bumil'")["hb_gdl"].ge(11).all()
    birth = hers.iloc[-1]
    assert birth["bb_lahir_g"] >= 2500
    assert birth["pb_lahir_cm"] >= 48
    child = measured[measured["nik"] == story.NIK_ANAK]
    assert child["siklus"].tolist() == [BEFORE, NOW]
    assert child["z"].ge(-1.5).all()
    assert child["z_bbtb"].between(-2, 2).all()
    assert (child["no_kk"] == story.KK_PENGANTIN).all()
    assert (child["nama_ibu"] == story.NAMA_PENGANTIN).all()
    case = frames["kasus"].set_index("kasus_id").loc[story.KASUS_PENGANTIN]
    assert case["nik"] == story.NIK_PENGANTIN
    assert case["kecamatan"] == story.KEC_PENGANTIN


def test_many_women_are_followed_from_group_to_group(frames):
    rows = frames["skrining"]
    groups = rows.groupby("nik")["kelompok"].nunique()
    assert (groups == 3).sum() > 100
    mothers = rows.loc[rows["kelompok"] == "pascasalin", "no_kk"]
    assert mothers.isin(frames["pengukuran"]["no_kk"]).mean() > 0.6


def test_pekalongan_rotates_groups_over_kecamatan(frames):
    rows = frames["siklus"].query("kabkota == '33.75'")
    for siklus in ("2023-S2", "2024-S2", "2025-S2"):
        own = rows[rows["siklus"] == siklus].set_index("kecamatan")["kelompok"]
        assert own.to_dict() == story.ROTASI[siklus]
    assert story.ROTASI["2024-S2"] == {
        "33.75.03": "pascasalin",
        "33.75.01": "bumil",
        "33.75.04": "baduta",
        "33.75.02": "catin",
    }
    per_group = (
        frames["kasus"]
        .query("kabkota == '33.75' and siklus == '2024-S1'")
        .groupby("kelompok")
        .size()
    )
    assert per_group.eq(2).all()


def test_the_coming_meeting_is_about_the_latest_cycle(frames):
    days = frames["siklus"].groupby(["kabkota", "siklus"])["tanggal_diseminasi"].first()
    assert days.loc[:, NOW].gt(pd.Timestamp(story.HARI_INI)).all()
    assert days.loc[:, BEFORE].lt(pd.Timestamp(story.AWAL_DATA) + pd.DateOffset(years=3)).all()
    steps = frames["kasus"].groupby("siklus")["tahap"].agg(set)
    assert steps[NOW] == {"2", "3"}
    assert "4" in steps[BEFORE]
    assert all(steps[siklus] == {"4"} for siklus in story.SIKLUS[:-2])
