"""What the audit's pages say, on frames small enough to count by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting import bahasa
from stunting.presenters import evaluasi, pencegahan, penyebab, prioritas, rantai
from stunting.rapat import tugas
from stunting.stats.audit_counts import AuditCounts, NotASample

DAY = pd.Timestamp("2026-01-10")


def tasks(*rows: dict) -> pd.DataFrame:
    blank = {
        "kode": "R", "keadaan": "proses", "terlambat": False, "kode_kasus": [], "kelompok": [],
        "kode_kecamatan": [], "kode_opd": "DINKES", "opd": "Dinkes", "tenggat": DAY, "tanggal_status": pd.NaT,
        "tanggal_diseminasi": pd.Timestamp("2025-12-01"), "tanggal_evaluasi": pd.NaT, "biaya": pd.NA,
        "realisasi": pd.NA, "sumber_dana": None, "efektivitas": None, "penyebab": None, "tingkat_pr": None,
        "kode_penyebab": None,
    }  # fmt: skip
    frame = pd.DataFrame([blank | {"kode": f"R{n}"} | row for n, row in enumerate(rows)])
    return frame.astype({"biaya": "Int64", "realisasi": "Int64"})


def cases(*rows: dict) -> pd.DataFrame:
    blank = {
        "kasus_id": "A", "kelompok": "baduta", "kode_kecamatan": "35.16.05", "kecamatan": "Ngoro",
        "status_risiko_awal": "tinggi", "status_risiko_akhir": None, "kode_penyebab": ["A3"],
        "penyebab": ["MPASI"], "hasil": None, "siklus": "2026-S1",
    }  # fmt: skip
    return pd.DataFrame(
        [blank | {"kasus_id": f"AKS-3516-2026S1-BD-{n:02d}"} | row for n, row in enumerate(rows)]
    )


def test_a_case_is_stuck_at_the_first_step_it_does_not_pass():
    own = cases(
        {"status_risiko_awal": None},  # stuck at once, though it has a cause
        {"kode_penyebab": []},
        {},  # no recommendation
        {},
    )
    last = own["kasus_id"].iloc[-1]
    found = rantai.chain(
        own, tasks({"kode_kasus": [last]}, {"keadaan": "batal", "kode_kasus": [last]})
    )
    steps = found.langkah.set_index("kode")
    assert steps["lolos"].tolist()[:3] == [3, 2, 1]
    assert steps["tertahan"].tolist()[:3] == [1, 1, 1]
    assert steps.loc["opd", ["lolos", "tertahan"]].tolist() == [
        1,
        0,
    ]  # what was given up is not there


STATES = st.sampled_from(["selesai", "proses", "belum_ada_laporan", "batal", "terkendala", "belum"])


@given(st.lists(st.tuples(STATES, st.booleans(), st.booleans(), st.booleans()), max_size=9))
def test_nobody_is_lost_in_the_chain(drawn):
    rows = [
        {
            "keadaan": state,
            "kode_opd": "DINKES" if office else None,
            "tenggat": DAY if dated else pd.NaT,
            "tanggal_evaluasi": DAY if judged else pd.NaT,
        }
        for state, office, dated, judged in drawn
    ]
    frame = tasks(*rows) if rows else tasks({}).iloc[:0]
    steps = rantai.chain(cases({}).iloc[:0], frame).langkah
    own = steps[steps["unit"] == "tugas"]
    standing = sum(state != "batal" for state, *_ in drawn)
    assert own["tertahan"].sum() + own["lolos"].iloc[-1] == standing
    assert own["lolos"].is_monotonic_decreasing


def test_each_carried_task_has_one_state_and_late_comes_before_silent():
    counted = tugas.states(
        tasks(
            {"keadaan": "selesai"},
            {"keadaan": "belum_ada_laporan", "terlambat": True},
            {"keadaan": "belum_ada_laporan"},
            {"keadaan": "terkendala", "terlambat": True},
            {"keadaan": "belum"},
            {"keadaan": "batal"},
        )
    )
    assert counted == {
        "selesai": 1,
        "terlambat": 2,
        "berjalan": 1,
        "belum ada laporan": 1,
        "batal": 1,
    }


def test_days_to_finish_are_counted_from_the_meeting_and_of_finished_tasks_only():
    frame = tasks(
        {"keadaan": "selesai", "tanggal_status": pd.Timestamp("2025-12-11")},
        {"keadaan": "selesai", "tanggal_status": pd.Timestamp("2025-12-31")},
        {"keadaan": "proses", "tanggal_status": pd.Timestamp("2026-03-01")},  # still going
        {"opd": None, "kode_opd": None, "terlambat": True},
    )
    table = evaluasi.by_office(frame).set_index("nama")
    assert table.loc["Dinkes", ["tugas", "selesai", "terlambat", "hari"]].tolist() == [3, 2, 0, 20]
    assert table.index[0] == "Belum ada OPD"  # most late first
    assert pd.isna(table.loc["Belum ada OPD", "hari"])


def test_a_task_of_two_kecamatan_counts_in_both():
    frame = tasks({"kode_kecamatan": ["a", "b"]}, {"kode_kecamatan": ["a"]}, {})
    table = evaluasi.by_kecamatan(frame, pd.Series({"a": "Ngoro", "b": "Pacet"})).set_index("nama")
    assert table["tugas"].to_dict() == {"Ngoro": 2, "Pacet": 1, "Tanpa kasus": 1}


def test_results_by_cause_leave_out_who_was_not_judged():
    own = cases(
        {"hasil": "turun", "penyebab": ["MPASI", "Rokok"]},
        {"hasil": "naik", "penyebab": ["MPASI"]},
        {"hasil": "pindah", "penyebab": ["MPASI"]},
        {"hasil": None, "penyebab": ["MPASI"]},  # nobody looked yet
    )
    table = evaluasi.by_cause(own, tasks({"efektivitas": "efektif", "penyebab": "MPASI"}))
    row = table.set_index("penyebab").loc["MPASI"]
    assert row.tolist() == [3, 1, 0, 1, 1, 1]


MONEY = tasks(
    {"biaya": 100, "realisasi": 90, "sumber_dana": "APBD", "keadaan": "selesai"},
    {
        "biaya": 50,
        "sumber_dana": "APBD",
        "keadaan": "selesai",
    },  # planned, nobody said what was used
    {
        "biaya": 70,
        "realisasi": 70,
        "sumber_dana": "APBD",
        "keadaan": "batal",
    },  # given up: not counted
    {"biaya": pd.NA},
    {"biaya": 20, "realisasi": 0, "sumber_dana": "Dana Desa"},  # said: nothing yet
)


def test_money_is_planned_and_used_by_source_and_not_reported_is_not_zero():
    table = evaluasi.money(MONEY).set_index("sumber_dana")
    columns = ["tugas", "rencana", "realisasi", "melapor"]
    assert table.loc["APBD", columns].tolist() == [2, 150, 90, 1]
    assert table.loc["Dana Desa", columns].tolist() == [1, 20, 0, 1]
    assert table.loc["belum ditentukan", "rencana"] == 0
    assert pd.isna(table.loc["belum ditentukan", "realisasi"])
    assert table.loc["", columns].tolist() == [4, 170, 90, 2]  # the sum, once


def test_money_in_a_sentence_sets_what_was_used_beside_the_plan_of_the_same_tasks():
    assert evaluasi.money_sentence(MONEY) == (
        "Rencana Rp 170 untuk 4 tugas. 2 tugas melaporkan realisasi: Rp 90 dari rencananya Rp 120."
    )
    assert "belum ada yang melaporkan" in evaluasi.money_sentence(tasks({"biaya": 5}))


LEVELS = pd.DataFrame(
    {
        "kode_penyebab": ["A3", "B1", "B2"],
        "penyebab": ["MPASI", "TBC", "BBLR"],
        "tingkat": ["langsung"] * 3,
        "label_tayang": ["", "Dilindungi", "Dilindungi"],
    }
)


def test_a_case_with_two_protected_causes_counts_once_under_their_label():
    own = cases({"penyebab": ["MPASI", "Dilindungi", "Dilindungi"]}, {"penyebab": ["Dilindungi"]})
    table = penyebab.counted(own, LEVELS).set_index("penyebab")
    assert table["kasus"].to_dict() == {"Dilindungi": 2, "MPASI": 1}
    assert table["tingkat"].to_dict() == {"Dilindungi": "langsung", "MPASI": "langsung"}


def factor(**counts: int) -> pd.DataFrame:
    return pd.DataFrame([{"faktor": "jamban", **counts}])


def test_a_factor_with_a_small_cell_shows_no_figure_in_mode_tayang():
    rows = factor(terpapar=25, terpapar_stunting=3, tidak=900, tidak_stunting=200)
    hidden = penyebab.factors(rows, hide_small=True, threshold=5).iloc[0]
    assert hidden[["terpapar", "terpapar_stunting", "tidak", "tidak_stunting"]].isna().all()
    assert hidden["rasio"] == "t.a."
    assert "disembunyikan" in hidden["nilai"]
    shown = penyebab.factors(rows, hide_small=False, threshold=5).iloc[0]
    assert shown["terpapar_stunting"] == 3


def test_audit_cases_never_become_a_ratio():
    rows = AuditCounts(factor(terpapar=25, terpapar_stunting=8, tidak=900, tidak_stunting=200))
    with pytest.raises(NotASample):
        penyebab.factors(rows, hide_small=False, threshold=5)


KNOWN = pd.DataFrame(
    {
        "kebutuhan": ["jamban", "air"],
        "nama": ["Jamban layak", "Air minum layak"],
        "bobot": [2.0, 1.0],
        "kode_opd": ["PERKIM", "DPUPR"],
        "opd": ["Perkim", "DPUPR"],
        "kode_penyebab": ["D2", "D1"],
        "tingkat_pr": ["kabupaten", "desa"],
    }
)


def families(*rows: tuple[list[str], str]) -> pd.DataFrame:
    office = {"jamban": "PERKIM", "air": "DPUPR"}
    return pd.DataFrame(
        [
            {
                "keluarga_id": f"K{n}",
                "kebutuhan": needs,
                "bantuan": aid,
                "opd": [office[each] for each in needs],
            }
            for n, (needs, aid) in enumerate(rows)
        ]
    )


def test_each_office_sees_families_lacking_exactly_its_service_and_its_open_tasks():
    rows = families(*[(["jamban"], "belum_tercatat")] * 9, *[(["jamban", "air"], "diterima")] * 6)
    open_tasks = tasks(
        {"kode_opd": "PERKIM", "terlambat": True},
        {"kode_opd": "PERKIM", "keadaan": "selesai"},  # closed
        {"kode_opd": "DINKES"},
    )
    names = {"PERKIM": "Perkim", "DPUPR": "DPUPR", "DINKES": "Dinkes"}
    table = prioritas.by_office(rows, open_tasks, names, kerja=False).set_index("opd")
    assert table.loc["Perkim"].tolist() == ["15", "9", 1, 1]
    assert table.loc["DPUPR"].tolist() == ["6", "0", 0, 0]
    assert table.loc["Dinkes"].tolist() == ["0", "0", 1, 0]


def test_the_few_that_are_left_over_are_not_given_away():
    rows = families(*[(["jamban"], "belum_tercatat")] * 9, *[(["jamban"], "diterima")] * 2)
    table = prioritas.by_office(rows, tasks({}).iloc[:0], {}, kerja=False)
    assert table["belum"].tolist() == ["disembunyikan"]  # 11 less 9 would be two
    assert prioritas.by_office(rows, tasks({}).iloc[:0], {}, kerja=True)["belum"].tolist() == ["9"]
    aid = prioritas.by_aid(rows, KNOWN, kerja=False).iloc[0]
    assert set(aid[["diterima", "belum_tercatat"]]) == {"disembunyikan"}
    assert aid["jumlah"] == "11"


def test_homework_by_level_counts_needs_and_open_tasks():
    rows = families(*[(["jamban", "air"], "diproses")] * 7)
    open_tasks = tasks({"tingkat_pr": "desa", "kode_penyebab": "D1"})
    table = prioritas.by_level(rows, KNOWN, open_tasks, kerja=False)
    assert table["tingkat"].tolist() == ["Desa/kelurahan", "Kabupaten/kota"]
    assert table["keluarga"].tolist() == ["7", "7"]
    assert table["tugas"].tolist() == [1, 0]


def test_why_a_family_adds_up_to_its_score():
    row = pd.Series({"kebutuhan": ["air", "jamban"]})
    table = prioritas.why(row, KNOWN)
    assert table["kebutuhan"].tolist() == ["Jamban layak", "Air minum layak"]  # heaviest first
    assert sum(float(each) for each in table["bobot"]) == 3


JUDGED = cases(
    {"dapat_dicegah": True, "layanan_pencegah": "Konseling makan di posyandu"},
    {
        "dapat_dicegah": True,
        "layanan_pencegah": "Konseling makan di posyandu ",
    },  # the same, a blank more
    {"dapat_dicegah": True, "layanan_pencegah": "  "},  # preventable, nobody said by what
    {
        "dapat_dicegah": False,
        "layanan_pencegah": "Kelas ibu hamil",
    },  # not preventable: its service is none
    {"dapat_dicegah": None, "layanan_pencegah": None, "penyebab": []},  # not judged yet
)


def test_preventable_cases_by_service_leave_out_who_was_not_judged_so():
    services = pencegahan.by_service(JUDGED)
    assert services[["layanan", "kasus"]].values.tolist() == [
        ["Konseling makan di posyandu", 2],
        [pencegahan.UNNAMED, 1],
    ]
    assert pencegahan.headline(JUDGED, "Kota A", "Semester I 2026") == (
        "Kota A, Semester I 2026: menurut pakar 3 dari 5 kasus dapat dicegah, paling banyak lewat "
        "konseling makan di posyandu (2); 1 belum dinilai."
    )
    assert "BD-00, BD-01" in pencegahan.behind(JUDGED, "Kota A", "Semester I 2026")[0].angka
    assert [each.value for each in pencegahan.key_figures(JUDGED)] == ["3 dari 5", "1", "1", "1"]


def test_all_cases_stand_in_the_list_preventable_ones_first():
    table = pencegahan.table(JUDGED)
    assert table["nilai"].tolist() == [
        *["Dapat dicegah"] * 3,
        "Tidak dapat dicegah",
        "Belum dinilai",
    ]
    assert table["penyebab"].tolist()[-1] == bahasa.KOSONG
    nobody = pencegahan.headline(JUDGED.tail(1), "Kota A", "Semester I 2026")
    assert nobody.endswith("belum satu pun dari 1 kasus dinilai pakar.")
