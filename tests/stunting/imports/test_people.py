"""Finding people again: by whole NIK, else by name, mother, birth date and sex; never by likeness."""

from __future__ import annotations

import pandas as pd
import pytest

from stunting import build
from stunting.imports import people
from tests.stunting.imports.files import child, write_csv

MASKED = "99000***********"
LATER = {"Tanggal_Pengukuran": "2026-03-12", "Usia_Saat_Ukur": "1 Tahun - 8 Bulan - 2 Hari"}


@pytest.fixture(autouse=True)
def _base_tables_only(monkeypatch):
    """Who is who is settled before anything is derived."""
    monkeypatch.setattr(build, "derive", lambda con, since: None)


def test_codes_are_stable_secret_and_say_nothing():
    one = people.code(b"rahasia", "O", "nik:9900000000000001")

    assert one == people.code(b"rahasia", "O", "nik:9900000000000001")
    assert one[0] == "O"
    assert len(one) == 13
    assert int(one[1:], 16) >= 0
    assert one != people.code(b"lain", "O", "nik:9900000000000001")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Siti Nur'aini", "SITI NUR AINI"),
        ("  RENÉ  d.c ", "RENE D C"),
        ("M. Ali,S.Pd", "M ALI S PD"),
    ],
)
def test_names_are_compared_without_case_accents_and_marks(text, plain):
    assert people.plain(text) == plain


@pytest.fixture
def known(rows):
    """How many people there are, and the NIK of each."""
    return lambda: [
        each["nik"]
        for each in rows("select nik from identitas.orang_identitas order by nik nulls last")
    ]


def test_a_whole_nik_then_masked_is_the_same_child(imported, known, rows, tmp_path):
    imported(
        write_csv(tmp_path / "a.csv", [child(1)]),
        write_csv(tmp_path / "b.csv", [child(1, NIK=MASKED, Nama="Anak  1", **LATER)]),
    )

    assert known() == ["9900000000000001"]
    assert len(rows("select * from pengukuran")) == 2


def test_a_masked_nik_then_whole_keeps_the_code_and_learns_the_nik(imported, known, rows, tmp_path):
    imported(write_csv(tmp_path / "a.csv", [child(1, NIK=MASKED)]))
    before = rows("select orang_id from orang")
    assert known() == [None]

    imported(write_csv(tmp_path / "b.csv", [child(1, **LATER)]))

    assert (known(), rows("select orang_id from orang")) == (["9900000000000001"], before)
    # and from now on the NIK alone is enough
    report = imported(
        write_csv(tmp_path / "c.csv", [child(1, Nama="NAMA BARU", Tanggal_Pengukuran="2026-04-12")])
    )
    assert (report.accepted, known()) == (1, ["9900000000000001"])


def test_one_child_in_two_spellings_masked_then_whole_settles(imported, rows, tmp_path):
    """First two people by their spelling; the NIK says one. No file may change anything twice."""
    first, later = child(1, Nama="WAHYU SAFITRY"), child(1, Nama="WAHYU SAFITRI", **LATER)
    masked = write_csv(tmp_path / "a.csv", [{**first, "NIK": MASKED}, {**later, "NIK": MASKED}])
    whole = write_csv(tmp_path / "b.csv", [first, later])
    assert imported(masked).accepted == 2
    assert len(rows("select orang_id from orang")) == 2

    imported(whole)

    numbered = rows("select orang_id from identitas.orang_identitas where nik is not null")
    assert len(numbered) == 1
    found = rows(f"select tanggal from pengukuran where orang_id = '{numbered[0]['orang_id']}'")
    assert len(found) == 2
    for again in (whole, masked, whole, masked):
        assert (imported(again).accepted, imported(again).unchanged) == (0, 2)


def test_masked_and_whole_in_one_file_are_one_child(imported, known, tmp_path):
    imported(write_csv(tmp_path / "a.csv", [child(1, NIK=MASKED), child(1, **LATER)]))

    assert known() == ["9900000000000001"]


def test_twins_differ_by_name(imported, known, tmp_path):
    imported(
        write_csv(tmp_path / "a.csv", [child(1, NIK=MASKED), child(1, NIK=MASKED, Nama="ANAK 1 B")])
    )

    assert known() == [None, None]


def test_another_mother_birth_date_or_sex_is_another_child(imported, known, tmp_path):
    rows = [
        child(1, NIK=MASKED),
        child(1, NIK=MASKED, Nama_Ortu="IBU LAIN"),
        child(1, NIK=MASKED, Tgl_Lahir="2024-07-11"),
        child(1, NIK=MASKED, JK="P"),
    ]
    imported(write_csv(tmp_path / "a.csv", rows))

    assert len(known()) == 4


def test_two_children_of_one_description_are_not_merged_by_a_masked_row(imported, known, tmp_path):
    same = {"Nama": "ANAK", "Nama_Ortu": "IBU"}
    imported(write_csv(tmp_path / "a.csv", [child(1, **same), child(2, **same)]))

    report = imported(write_csv(tmp_path / "b.csv", [child(3, NIK=MASKED, **same, **LATER)]))

    assert [(each.row, each.rule) for each in report.findings] == [(2, "identitas_meragukan")]
    assert known() == ["9900000000000001", "9900000000000002", None]
    again = imported(write_csv(tmp_path / "b.csv", [child(3, NIK=MASKED, **same, **LATER)]))
    assert again.unchanged == 1


@pytest.mark.parametrize("together", [True, False], ids=["satu berkas", "dua berkas"])
def test_one_nik_for_two_children_makes_two_children(imported, known, tmp_path, together):
    one = child(1)
    other = child(2, NIK=one["NIK"], Tgl_Lahir="2024-07-20", Usia_Saat_Ukur="-")
    if together:
        report = imported(write_csv(tmp_path / "a.csv", [one, other]))
    else:
        report = imported(
            write_csv(tmp_path / "a.csv", [one]), write_csv(tmp_path / "b.csv", [other])
        )

    assert {each.rule for each in report.findings} == {"nik_dipakai_bersama"}
    assert report.refused == 0
    assert len(known()) == 2


def test_a_corrected_birth_date_or_name_stays_the_same_child(imported, known, rows, tmp_path):
    imported(
        write_csv(tmp_path / "a.csv", [child(1)]),
        write_csv(tmp_path / "b.csv", [child(1, Tgl_Lahir="2024-07-01", Usia_Saat_Ukur="-")]),
        write_csv(
            tmp_path / "c.csv", [child(1, Tgl_Lahir="2024-07-01", Nama="NAMA LENGKAP", **LATER)]
        ),
    )

    assert known() == ["9900000000000001"]
    assert [each["umur_hari"] for each in rows("select umur_hari from pengukuran order by 1")] == [
        591,
        619,
    ]


def test_nobody_can_be_told_without_nik_and_name(imported, tmp_path):
    report = imported(write_csv(tmp_path / "a.csv", [child(1, NIK="-", Nama="-")]))

    assert [(each.column, each.rule) for each in report.findings] == [("Nama", "tanpa_identitas")]


def test_where_a_child_lives_is_told_by_the_latest_measurement(imported, rows, tmp_path):
    newer = child(1, **LATER) | {
        "Kec": "PEKALONGAN TIMUR",
        "Desa/Kel": "KLEGO",
        "Alamat": "Jl. Baru",
        "Pukesmas": "KLEGO",
    }
    older = child(1, Tanggal_Pengukuran="2025-02-12", Alamat="Jl. Lama", Usia_Saat_Ukur="-")
    imported(
        write_csv(tmp_path / "a.csv", [newer]), write_csv(tmp_path / "b.csv", [older, child(1)])
    )

    found = rows(
        "select kode_desa, puskesmas_id, alamat from orang join identitas.orang_identitas using (orang_id)"
    )
    assert found == [
        {"kode_desa": found[0]["kode_desa"], "puskesmas_id": "33.75-klego", "alamat": "Jl. Baru"}
    ]
    assert found[0]["kode_desa"].startswith("33.75.02.")
    places = rows("select kode_desa from pengukuran order by tanggal")
    assert [each["kode_desa"][:8] for each in places] == ["33.75.01", "33.75.01", "33.75.02"]


def test_keys_of_women_without_birth_date_use_family_or_desa():
    rows = pd.DataFrame(
        {
            "nama": ["SITI", "SITI", None],
            "jenis_kelamin": "P",
            "no_kk": ["9900000000000001", None, None],
            "kode_desa": "33.75.01.1002",
        }
    )

    assert people.key(rows).tolist()[:2] == ["SITI||9900000000000001|P", "SITI||33.75.01.1002|P"]
    assert pd.isna(people.key(rows)[2])


# a short list of one desa has neither NIK nor parents
SHORT = [
    "Nama",
    "JK",
    "Tgl Lahir",
    "Desa/Kel",
    "Kec",
    "Kab/Kota",
    "Tanggal Pengukuran",
    "Berat",
    "Tinggi",
]
NAMES = "select nama, nama_ibu from identitas.orang_identitas order by all"


def short(path, *children, **cells):
    return write_csv(
        path, [{**child(number, **LATER), **cells} for number in children], [*SHORT, *cells]
    )


def test_a_list_without_mothers_finds_the_one_child_of_the_desa(imported, rows, tmp_path):
    second = imported(
        write_csv(tmp_path / "a.csv", [child(1, NIK=MASKED), child(2, NIK=MASKED)]),
        short(tmp_path / "b.csv", 1, 3),  # 3 is on no record
    )
    again = imported(short(tmp_path / "c.csv", 1, 3))

    assert [
        (each.rule, each.row) for each in second.findings if each.rule == "dikenali_tanpa_ibu"
    ] == [("dikenali_tanpa_ibu", 2)]
    assert [each["nama"] for each in rows(NAMES)] == ["ANAK 1", "ANAK 2", "ANAK 3"]
    assert (again.accepted, again.unchanged, again.findings) == (0, 2, [])


def test_without_a_mother_a_child_of_another_desa_is_another_child(imported, rows, tmp_path):
    elsewhere = {"Desa/Kel": "PODOSUGIH"}
    imported(short(tmp_path / "a.csv", 1), short(tmp_path / "b.csv", 1, **elsewhere))

    assert len(rows(NAMES)) == 2


def test_two_children_of_one_description_in_a_desa_are_not_chosen_between(imported, rows, tmp_path):
    imported(
        write_csv(
            tmp_path / "a.csv",
            [child(1, NIK=MASKED), child(1, NIK=MASKED, **{"Nama_Ortu": "IBU LAIN"})],
        ),
        short(tmp_path / "b.csv", 1),
    )

    assert len(rows(NAMES)) == 3


def test_a_child_first_seen_without_its_mother_learns_her_once(imported, rows, tmp_path):
    imported(
        short(tmp_path / "a.csv", 1),
        write_csv(tmp_path / "b.csv", [child(1, NIK=MASKED)]),
        # with a mother on record another one is another child
        write_csv(tmp_path / "c.csv", [child(1, NIK=MASKED, **{"Nama_Ortu": "IBU LAIN"})]),
    )

    assert [(each["nama"], each["nama_ibu"]) for each in rows(NAMES)] == [
        ("ANAK 1", "IBU 1"),
        ("ANAK 1", "IBU LAIN"),
    ]
