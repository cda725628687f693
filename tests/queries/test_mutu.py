"""The quality of the data: who reported, what is implausible, rounded, copied, doubled, printed otherwise."""

import math
from collections import Counter, defaultdict
from datetime import date

import pytest

from stunting import db
from stunting.presenters import kelengkapan, ketelitian
from tests import slow_growth
from tests.factories import (
    BARAT,
    KODE_BARAT,
    KODE_TIMUR,
    MOJOKERTO,
    PEKALONGAN,
    TIMUR,
    ask,
    build_store,
    child,
)
from tests.queries import dirty_rows, slow_answers

S1 = {"kode_kabkota": PEKALONGAN, "siklus": "2026-S1"}
MEDONO = "33.75.01.1002"


def report(bulan: str, **given) -> dict:
    row = {"bulan": date.fromisoformat(bulan), "sasaran_balita": 40}
    return row | {"balita_ditimbang": 30, "balita_diukur": 20} | given


def months(version, **where) -> dict:
    """(desa, month) -> (keadaan, sasaran, ditimbang, diukur, sumber)"""
    rows = ask(version, "mutu_bulan", **(S1 | where))
    return {(row[2], row[5]): row[6:] for row in rows}


def findings(version, masalah: str, scope=(KODE_BARAT, KODE_TIMUR)) -> set[tuple[str, date]]:
    rows = ask(version, "mutu_daftar", scope=list(scope), siklus="2026-S1", masalah=masalah)
    return {(row[4].removeprefix("ANAK "), row[8]) for row in rows}


# --- reports -----------------------------------------------------------------------------------------


def test_what_counts_as_a_report(tmp_path):
    version = build_store(
        tmp_path,
        agregat_bulanan=[
            report("2026-01-01"),  # complete
            report("2026-02-01", balita_diukur=None),  # nobody says how many were measured
            report("2026-03-01", sasaran_balita=None),  # no target of its own: the one before
            # only a target, and only figures of pregnant women: nothing about children weighed
            report("2026-04-01", balita_ditimbang=None, balita_diukur=None),
            {"bulan": date(2026, 5, 1), "bumil_periksa_hb": 3},
            # a counted zero is a report
            report("2026-06-01", balita_ditimbang=0, balita_diukur=0),
        ],
        pengukuran=[
            child("a", "2026-05-10", age=400),
            child("b", "2026-05-11", age=400, z=None),
            child("b", "2026-05-12", age=401, z=None),  # the same child once more
            child("c", "2026-05-12", age=1900, z=None),  # too old
            child("d", "2026-01-12", age=400),  # one child against 30 reported: not added
        ],
    )
    seen = months(version)
    assert seen[MEDONO, date(2026, 1, 1)] == ("lengkap", 40, 30, 20, "buku_kerja")
    assert seen[MEDONO, date(2026, 2, 1)] == ("sebagian", 40, 30, None, "buku_kerja")
    assert seen[MEDONO, date(2026, 3, 1)] == ("sebagian", 40, 30, 20, "buku_kerja")
    assert seen[MEDONO, date(2026, 4, 1)] == ("tidak_ada", 40, None, None, None)
    assert seen[MEDONO, date(2026, 5, 1)] == ("perorangan", 40, 2, 1, "pengukuran")
    assert seen[MEDONO, date(2026, 6, 1)] == ("lengkap", 40, 0, 0, "buku_kerja")


def test_of_two_sources_the_larger_counts_and_they_are_never_added(tmp_path):
    version = build_store(
        tmp_path,
        agregat_bulanan=[report("2026-02-01", balita_ditimbang=2, balita_diukur=1)],
        pengukuran=[child(str(number), "2026-02-10", age=400) for number in range(3)],
    )
    # the report is there and complete; the measured children are more than it says
    assert months(version)[MEDONO, date(2026, 2, 1)] == ("lengkap", 40, 3, 3, "pengukuran")


def test_every_desa_is_there_also_those_that_never_reported(tmp_path):
    version = build_store(
        tmp_path, agregat_bulanan=[report("2025-01-01"), report("2025-08-01"), report("2026-06-01")]
    )
    seen = months(version)
    assert len({desa for desa, _ in seen}) == 27  # of Kota Pekalongan
    # twelve months up to the end of the cycle, although the data begin earlier
    assert sorted({month for _, month in seen})[::11] == [date(2025, 7, 1), date(2026, 6, 1)]
    assert len(seen) == 27 * 12
    reported = {desa for (desa, _), row in seen.items() if row[0] != "tidak_ada"}
    assert reported == {MEDONO}
    # the cycle before ends with December; months after it are not its business
    assert max(month for _, month in months(version, siklus="2025-S1")) == date(2025, 6, 1)
    # Mojokerto has nothing: no month to wait for
    assert months(version, kode_kabkota=MOJOKERTO) == {}


def test_the_matrix_of_the_sample_holds_every_desa_and_its_sums_hold(sample_store):
    for kabkota in (PEKALONGAN, MOJOKERTO):
        rows = db.ask(sample_store, "mutu_bulan", S1 | {"kode_kabkota": kabkota})
        with db.reading(sample_store) as con:
            known = con.execute(
                "select kode from wilayah where tingkat = 'desa' and starts_with(kode, ?)",
                [kabkota],
            ).fetchall()
        assert set(rows["kode_desa"]) == {code for (code,) in known}
        assert rows.groupby("kode_desa")["bulan"].nunique().eq(12).all()
        cells = kelengkapan.matrix(rows, by_desa=False)
        for (name, month), here in rows.groupby(["kecamatan", "bulan"]):
            cell = cells[(cells["nama"] == name) & (cells["bulan"] == month)].iloc[0]
            assert cell["teks"] == f"{(here['keadaan'] == 'lengkap').sum()}/{len(here)}"


# --- measurements --------------------------------------------------------------------------------------


def test_implausible_and_positions(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("pendek sekali", "2026-02-10", age=400, tb_cm=50.0, cara_ukur="terlentang"),
            child("gemuk", "2026-02-10", age=400, bb_kg=25.0, cara_ukur="terlentang"),
            child("kosong", "2026-02-10", age=400),
            # not included as without position: nothing was measured lying or standing
            child("ditimbang", "2026-02-10", age=400, z=None),
            child("berdiri 8 bulan", "2026-02-10", age=273, cara_ukur="berdiri"),
            child("berdiri 9 bulan", "2026-02-10", age=274, cara_ukur="berdiri"),
            child("berdiri 730", "2026-02-10", age=730, cara_ukur="berdiri"),
            child("berdiri 731", "2026-02-10", age=731, cara_ukur="berdiri"),
            child("terlentang 730", "2026-02-10", age=730, cara_ukur="terlentang"),
            child("terlentang 731", "2026-02-10", age=731, cara_ukur="terlentang"),
            # not included anywhere: 60 months; another cycle
            child("besar", "2026-02-10", age=1840, cara_ukur="terlentang"),
            child("lalu", "2025-08-10", age=400, cara_ukur="berdiri"),
        ],
    )
    day = date(2026, 2, 10)
    assert findings(version, "z_tidak_wajar") == {("pendek sekali", day), ("gemuk", day)}
    assert findings(version, "posisi_kosong") == {("kosong", day)}
    assert findings(version, "berdiri_muda") == {("berdiri 8 bulan", day)}
    assert findings(version, "posisi_terbalik") == {
        ("berdiri 9 bulan", day),
        ("berdiri 730", day),
        ("terlentang 731", day),
    }


def test_a_list_names_who_where_and_what_and_masks_the_nik(tmp_path):
    row = child("a", "2026-02-10", age=400, tb_cm=50.0, cara_ukur="terlentang")
    version = build_store(
        tmp_path, pengukuran=[row | {"puskesmas": "Medono", "posyandu": "Mawar 1"}]
    )
    (found,) = ask(
        version, "mutu_daftar", scope=[KODE_BARAT], siklus="2026-S1", masalah="z_tidak_wajar"
    )
    assert found[:4] == ("Medono", "Mawar 1", "Pekalongan Barat", "Medono")
    assert found[5] == f"{row['nik'][:4]}********{row['nik'][-4:]}"
    assert found[7:12] == (row["tanggal_lahir"], row["tanggal"], row["bb_kg"], 50.0, "terlentang")
    assert found[12].startswith("TB/U -")
    assert "," in found[12]


def test_copied_and_doubled(tmp_path):
    same = {"bb_kg": 9.1, "tb_cm": 75.2}
    version = build_store(
        tmp_path,
        pengukuran=[
            child("salin", "2026-01-10", age=400, **same),
            child("salin", "2026-02-10", age=431, **same),
            # not included: thirteen days are too few to tell
            child("cepat", "2026-02-01", age=400, **same),
            child("cepat", "2026-02-14", age=413, **same),
            # not included: another weight between two equal pairs
            child("berubah", "2026-01-10", age=400, **same),
            child("berubah", "2026-02-10", age=431, **same | {"bb_kg": 9.2}),
            child("berubah", "2026-03-10", age=459, **same),
            # not included: only the weight is the same, there is no height
            child("timbang", "2026-01-10", age=400, bb_kg=9.1, z=None),
            child("timbang", "2026-02-10", age=431, bb_kg=9.1, z=None),
            # two NIK, one name, mother, birth date and sex
            child("kembar", "2026-02-10", age=400, nama="ANAK satu"),
            child("kembar dua", "2026-02-20", age=410, nama="ANAK satu"),
            # not included: another birth date
            child("lain", "2026-02-10", age=401, nama="ANAK satu"),
        ],
    )
    assert findings(version, "disalin") == {("salin", date(2026, 2, 10))}
    assert findings(version, "mungkin_ganda") == {
        ("satu", date(2026, 2, 10)),
        ("satu", date(2026, 2, 20)),
    }


def test_rows_repeated_in_a_file_are_listed(tmp_path):
    rows = [child("a", "2026-02-10", age=400), child("a", "2026-02-10", age=400, bb_kg=9.9)]
    version = build_store(tmp_path, pengukuran=rows, refused=1)
    assert [row[2:] for row in ask(version, "mutu_baris_ganda")] == [("Pengukuran Anak", 2)]


# --- printed z -----------------------------------------------------------------------------------------


def test_printed_z_are_compared_by_the_ministrys_rule(tmp_path):
    def printed(name, *, age, cara_ukur, by_ministry, off=0.0):
        row = child(name, "2026-02-10", age=age, z=-1.0, cara_ukur=cara_ukur)
        lifted = by_ministry and cara_ukur == "berdiri" and age < 274
        tbu, bbu, bbtb = slow_growth.zscores(
            "L",
            age,
            row["bb_kg"],
            row["tb_cm"] + (0.7 if lifted else 0),
            "terlentang" if lifted else cara_ukur,
        )[:3]
        return row | {
            "z_tbu_sumber": tbu + off,
            "z_bbu_sumber": bbu,
            "z_bbtb_sumber": bbtb,
        }

    version = build_store(
        tmp_path,
        pengukuran=[
            # below nine months, standing: the ministry adds 0.7 cm, WHO does not
            printed("kementerian", age=200, cara_ukur="berdiri", by_ministry=True),
            printed("who", age=200, cara_ukur="berdiri", by_ministry=False),
            # from nine months on both add 0.7 cm
            printed("besar", age=300, cara_ukur="berdiri", by_ministry=True),
            printed("sedikit", age=300, cara_ukur="terlentang", by_ministry=True, off=0.01),
            printed("lebih", age=300, cara_ukur="terlentang", by_ministry=True, off=0.02),
            # nothing printed: nothing compared
            child("tanpa", "2026-02-10", age=300),
        ],
    )
    rows = ask(version, "mutu_daftar", scope=[KODE_BARAT], siklus="2026-S1", masalah="z_berbeda")
    said = {row[4].removeprefix("ANAK "): row[12] for row in rows}
    assert said.keys() == {"who", "lebih"}
    assert "TB/U di berkas" in said["who"]
    assert "BB/TB di berkas" in said["who"]  # BB/U does not know the length
    assert "BB/U di" not in said["who"]
    assert said["lebih"].count("di berkas") == 1
    (ukur,) = ask(version, "mutu_ukur", **S1)
    assert ukur[-6:] == (5, 3, 5, 5, 5, 4)  # TB/U, BB/U, BB/TB: compared, equal


# --- the slow way ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=(3, 4))
def asked(request, tmp_path_factory):
    """A version of dirty rows with health centres, and its measurements for the slow answers."""
    sheets = {"pengukuran": dirty_rows.sheets(request.param)["pengukuran"]}
    for number, row in enumerate(sheets["pengukuran"]):
        row["puskesmas"] = f"Puskesmas {row['kecamatan']}"
        if number % 3 and row["bb_kg"]:
            row["z_bbu_sumber"] = round(-1.5 + (number % 7) / 10, 2)
        if number % 2 and row["tb_cm"] and row["tb_cm"] < 130:
            row["tb_cm"] = float(round(row["tb_cm"]))
    version = build_store(tmp_path_factory.mktemp("mutu"), refused=None, **sheets)
    with db.reading(version) as con:
        tables = slow_answers.read(con)
    return version, tables


def slow_measured(tables, siklus: str):
    """Measurements of children of 0-59 months in a cycle with their z, by kecamatan."""
    sex = {row["orang_id"]: row["jenis_kelamin"] for row in tables["orang"]}
    found = defaultdict(list)
    for row in tables["pengukuran"]:
        if slow_answers.cycle(row["tanggal"]) != siklus or row["umur_hari"] >= 60 * 30.4375:
            continue
        z = slow_growth.zscores(
            sex[row["orang_id"]], row["umur_hari"], row["bb_kg"], row["tb_cm"], row["cara_ukur"]
        )
        found[row["kode_desa"][:8]].append((row, z[:3], z[3:]))
    return found


@pytest.mark.parametrize("siklus", dirty_rows.CYCLES)
def test_digits_spread_flags_and_agreement_once_more_with_loops(asked, siklus):
    version, tables = asked
    where = {"siklus": siklus}
    slow = slow_measured(tables, siklus)
    assert len(slow) == 3
    for kabkota in (PEKALONGAN, MOJOKERTO):
        ukur = db.ask(version, "mutu_ukur", where | {"kode_kabkota": kabkota})
        angka = db.ask(version, "mutu_angka", where | {"kode_kabkota": kabkota})
        assert set(ukur["kode_kecamatan"]) == {code for code in slow if code[:5] == kabkota}
        for code, rows in ukur.groupby("kode_kecamatan"):
            here, totals = slow[code], ketelitian.totals(rows)
            assert totals["pengukuran"] == len(here)
            assert totals["tidak_wajar"] == sum(any(flags) for _, _, flags in here)
            z = [z[0] for _, z, flags in here if z[0] is not None and not flags[0]]
            assert totals["n_tbu"] == len(z)
            mean = sum(z) / len(z)
            assert totals["jumlah_tbu"] / 100 / len(z) == pytest.approx(mean)
            squares = sum((each - mean) ** 2 for each in z)
            spread = totals["kuadrat_tbu"] / 1e4 - totals["jumlah_tbu"] ** 2 / 1e4 / len(z)
            assert spread == pytest.approx(squares)
            both = [
                abs(round(row["z_bbu_sumber"] - z[1], 4)) <= 0.015
                for row, z, _ in here
                if row["z_bbu_sumber"] is not None and z[1] is not None
            ]
            assert (totals["cocok_bbu"], totals["banding_bbu"]) == (sum(both), len(both))
            for unit, column in (("bb", "bb_kg"), ("tb", "tb_cm")):
                digits = Counter(
                    math.floor(round(row[column] * 100) / 10) % 10
                    for row, _, _ in here
                    if row[column] is not None
                )
                part = angka[(angka["kode_kecamatan"] == code) & (angka["ukuran"] == unit)]
                found = part.groupby("angka")["jumlah"].sum()
                assert found.to_dict() == digits


def test_counts_of_problems_are_the_rows_of_their_lists(asked):
    version, _ = asked
    counted = db.ask(version, "mutu_temuan", S1)
    assert set(counted["masalah"]) >= {"z_tidak_wajar", "posisi_kosong", "posisi_terbalik"}
    for (masalah, code), rows in counted.groupby(["masalah", "kode_kecamatan"]):
        listed = ask(version, "mutu_daftar", scope=[code], siklus="2026-S1", masalah=masalah)
        assert len(listed) == rows["jumlah"].sum()
    assert ask(version, "mutu_daftar", scope=[], siklus="2026-S1", masalah="posisi_kosong") == []


def test_rounding_per_posyandu_adds_up_to_the_digits(sample_store):
    scope = [KODE_BARAT, KODE_TIMUR]
    rows = db.ask(
        sample_store, "mutu_pembulatan", {"scope": scope, "siklus": "2026-S1"}, named=True
    )
    digits = db.ask(sample_store, "mutu_angka", S1)
    digits = digits[digits["kode_kecamatan"].isin(scope)]
    for unit, name in (("tb", "tinggi"), ("bb", "berat")):
        part = digits[digits["ukuran"] == unit]
        assert rows[name].sum() == part["jumlah"].sum()
        for digit in (0, 5):
            ending = part.loc[part["angka"] == digit, "jumlah"].sum()
            assert rows[f"{name}_{digit}"].sum() == ending


def test_a_weight_in_hundredths_keeps_its_tenths(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            child("a", "2026-02-10", age=400, bb_kg=9.25, z=None, **BARAT),
            child("b", "2026-02-10", age=400, bb_kg=9.29, z=None, **BARAT),
            child("c", "2026-02-10", age=400, bb_kg=9.3, z=None, **BARAT),
            child("d", "2026-02-10", age=400, bb_kg=9.0, z=None, **TIMUR),
        ],
    )
    rows = ask(version, "mutu_angka", **S1)
    assert [(row[0], *row[2:]) for row in rows] == [
        (KODE_BARAT, "bb", 2, 2),
        (KODE_BARAT, "bb", 3, 1),
        (KODE_TIMUR, "bb", 0, 1),
    ]
