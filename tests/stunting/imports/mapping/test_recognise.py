"""Files read by saved mappings: what goes in, what is recognised again, and what is not."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from stunting.imports import intake, read, run
from stunting.imports.mapping import recognise, saved
from stunting.imports.mapping.model import Column, Mapping
from stunting.imports.options import Options
from tests.stunting.imports import files
from tests.stunting.imports.mapping import foreign
from tests.stunting.imports.mapping.foreign import DTSEN, DTSEN_PKH, ELSIMIL, POSYANDU


def named(path, name):
    return run.import_files([path], options=Options(pemetaan=name))[0]


def counts(report):
    assert report.error is None, report.error
    assert report.accepted + report.refused + report.unchanged == report.rows_read
    return report.rows_read, report.accepted, report.refused, report.unchanged


def said(report, rule):
    return [each.message for each in report.findings if each.rule == rule]


def elsimil(path, *rows, header=foreign.ELSIMIL_HEADER, separator=";"):
    return foreign.write_csv(path, [header, *rows], separator)


@pytest.fixture
def file(tmp_path):
    return elsimil(
        tmp_path / "elsimil.csv", foreign.bride(1), foreign.bride(2, terpapar_rokok="tdk TERPAPAR")
    )


# --- what a mapping does ---------------------------------------------------------------------------


def test_without_a_mapping_the_file_is_unknown(imported, file):
    report = imported(file)

    assert report.unknown_layout
    assert run.exit_code([report]) == 2


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_foreign_headers_constants_and_spellings(imported, rows, tmp_path, separator):
    saved.save(ELSIMIL)
    brides = [foreign.bride(1), foreign.bride(2, terpapar_rokok="tdk TERPAPAR")]
    report = imported(elsimil(tmp_path / "a.csv", *brides, separator=separator))

    assert counts(report) == (2, 2, 0, 0)
    assert (report.layout, report.layout_label) == (
        "pemetaan:Elsimil catin",
        'Pemetaan "Elsimil catin"',
    )
    assert report.findings == []
    assert report.kabkota == ["33.75"]
    assert rows(
        "select kelompok, kode_desa, umur, lila_cm, hb_gdl, terpapar_rokok, sertifikat_elsimil, nama"
        " from skrining join identitas.orang_identitas using (orang_id) order by nama"
    ) == [
        {
            "kelompok": "catin",
            "kode_desa": "33.75.01.1002",
            "umur": 22,
            "lila_cm": 23.1,
            "hb_gdl": 11.5,
            "terpapar_rokok": exposed,
            "sertifikat_elsimil": True,
            "nama": name,
        }
        for exposed, name in ((True, "CALON 1"), (False, "CALON 2"))
    ]


def test_the_same_file_later_is_recognised_and_changes_nothing(imported, tmp_path, file):
    saved.save(ELSIMIL)
    imported(file)
    shuffled = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    again = elsimil(
        tmp_path / "lagi.csv",
        [foreign.bride(1)[at] for at in shuffled],
        header=[foreign.ELSIMIL_HEADER[at].upper() for at in shuffled],
    )

    assert counts(imported(file)) == (2, 0, 0, 2)
    assert counts(imported(again)) == (1, 0, 0, 1)


def test_families_of_dtsen_with_their_deciles(imported, rows, tmp_path):
    saved.save(DTSEN)
    body = [foreign.family(1), foreign.family(2, "6-10"), foreign.family(3, "Belum Ada Desl")]
    report = imported(foreign.write_csv(tmp_path / "dtsen.csv", [foreign.DTSEN_HEADER, *body], ","))

    assert counts(report) == (3, 3, 0, 0)
    found = rows("select siklus, peringkat_kesejahteraan as p from keluarga order by p")
    assert found == [{"siklus": "2026-S1", "p": p} for p in (1, 5, 99)]


def test_the_same_header_for_another_sheet_is_a_choice(imported, rows, tmp_path):
    """Two mappings for one header: by itself the one that reads more, by name either."""
    saved.save(DTSEN)
    saved.save(DTSEN_PKH)
    path = foreign.write_csv(
        tmp_path / "dtsen.csv",
        [foreign.DTSEN_HEADER, foreign.family(1), foreign.family(2, pkh="0")],
        ",",
    )

    report = imported(path)
    assert report.layout == "pemetaan:DTSEN keluarga"
    assert said(report, "pemetaan_tidak_dipakai") == [
        'Pemetaan "DTSEN PKH" juga cocok; yang dipakai pemetaan "DTSEN keluarga".'
    ]
    report = named(path, "dtsen pkh")
    assert counts(report) == (2, 2, 0, 0)
    assert [each["status"] for each in rows("select status from bantuan order by status")] == [
        "diterima",
        "tidak_memenuhi_syarat",
    ]


def test_a_register_with_merged_title_rows_empty_and_doubled_headers(imported, rows, tmp_path):
    saved.save(POSYANDU)
    report = imported(foreign.register(tmp_path / "reg.xlsx", foreign.child(1), foreign.child(2)))

    assert counts(report) == (2, 2, 0, 0)
    assert report.findings == []
    assert rows("select distinct bb_kg, tb_cm, cara_ukur from pengukuran") == [
        {"bb_kg": 9.8, "tb_cm": 79.5, "cara_ukur": "terlentang"}
    ]


def test_a_doubled_header_is_named_by_its_place(imported, tmp_path):
    saved.save(POSYANDU)
    report = imported(foreign.register(tmp_path / "reg.xlsx", foreign.child(1, "berat", "795")))

    assert {(each.column, each.row, each.rule) for each in report.findings} == {
        ("Hasil", 5, "angka_tidak_terbaca"),
        ("kolom ke-10", 5, "tinggi_di_luar_batas"),
    }


def test_where_place_matters_another_order_is_another_file(imported, tmp_path):
    saved.save(POSYANDU)
    swapped = [[*row[:7], row[8], row[7], row[9]] for row in foreign.POSYANDU_ROWS]
    path = foreign.write_xlsx(tmp_path / "reg.xlsx", {"Feb": [*swapped, foreign.child(1)]})

    report = imported(path)

    assert report.unknown_layout
    assert 'mirip pemetaan "Register posyandu", tetapi urutan kolomnya lain.' in report.error


def test_a_text_that_is_not_a_date_in_a_constant_is_found_at_every_row(imported, tmp_path):
    """A constant is read as cells are, and what breaks a rule names it."""
    mapping = replace(ELSIMIL, constants={"kelompok": "catin", "kabkota": "Kabupaten Mojokerto"})
    saved.save(mapping)
    report = imported(elsimil(tmp_path / "a.csv", foreign.bride(1)))

    assert report.kabkota == ["35.16"]
    assert [(each.rule, each.column) for each in report.findings] == [
        ("kecamatan_tidak_dikenal", "Kec. Domisili")
    ]


def test_a_desa_is_found_without_its_kecamatan(imported, rows, tmp_path):
    columns = [each for each in ELSIMIL.columns if each.field != "kecamatan"]
    saved.save(replace(ELSIMIL, columns=tuple(columns)))
    header = [each.header for each in columns]
    row = foreign.bride(1)
    del row[foreign.ELSIMIL_HEADER.index("Kec. Domisili")]

    assert counts(imported(elsimil(tmp_path / "a.csv", row, header=header))) == (1, 1, 0, 0)
    assert rows("select kode_desa from skrining") == [{"kode_desa": "33.75.01.1002"}]


# --- what is not taken silently --------------------------------------------------------------------


CHANGED = {
    "kolom lain": (
        [*foreign.ELSIMIL_HEADER[:-1], "No Sertifikat"],
        'kolom "Sertifikat" tidak ada lagi; kolom "No Sertifikat" baru dan tidak dibaca',
    ),
    "kolom tambahan": (
        [*foreign.ELSIMIL_HEADER, "Ket"],
        'kolom "Ket" baru dan tidak dibaca',
    ),
    "kolom hilang": (foreign.ELSIMIL_HEADER[:-1], 'kolom "Sertifikat" tidak ada lagi'),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_header_changed_by_one_column_is_said_and_taken_only_by_name(home, tmp_path, change):
    saved.save(ELSIMIL)
    header, difference = CHANGED[change]
    path = elsimil(tmp_path / "a.csv", [*foreign.bride(1), "x"][: len(header)], header=header)

    report = run.import_files([path])[0]
    assert report.unknown_layout
    assert f'mirip pemetaan "Elsimil catin", tetapi {difference}.' in report.error

    report = named(path, "Elsimil catin")
    assert counts(report) == (1, 1, 0, 0)
    assert said(report, "pemetaan_berbeda") == [
        f'Judul di lembar a berbeda dari pemetaan "Elsimil catin": {difference}.'
    ]


def test_by_name_a_file_without_a_needed_column_is_refused(home, tmp_path):
    saved.save(ELSIMIL)
    path = elsimil(tmp_path / "a.csv", foreign.bride(1)[:3], header=foreign.ELSIMIL_HEADER[:3])

    report = named(path, "Elsimil catin")

    assert report.unknown_layout
    assert 'kolom "Tgl Periksa", "Usia"' in report.error


def test_an_unknown_name_is_a_sentence(home, file):
    assert named(file, "tidak ada").error == (
        'Pemetaan "tidak ada" tidak ada. Yang tersimpan: belum ada.'
    )


# --- beside the built-in layouts -------------------------------------------------------------------


def own(header, ignored=()):
    """A mapping for an e-PPGBM header that reads what the built-in layout reads."""
    known = {
        "Nama": "nama",
        "JK": "jenis_kelamin",
        "Tgl Lahir": "tanggal_lahir",
        "Kec": "kecamatan",
        "Desa/Kel": "desa",
        "Tanggal Pengukuran": "tanggal",
        "Berat": "bb_kg",
        "Status Desa": "posyandu",
    }
    return Mapping("sendiri", "pengukuran", tuple(Column(each, known.get(each)) for each in header))


def test_a_built_in_layout_wins_where_it_knows_as_much(imported, tmp_path):
    saved.save(own(files.KINI))
    path = files.write_csv(tmp_path / "a.csv", [files.child(1)])

    report = imported(path)
    assert report.layout == "eppgbm_kini"
    assert said(report, "pemetaan_tidak_dipakai") == [
        (
            'Pemetaan "sendiri" juga cocok, tetapi yang dipakai tata letak bawaan e-PPGBM, ekspor '
            "perorangan (2025-2026); pilih pemetaan itu sendiri bila dimaksud."
        )
    ]
    assert named(path, "sendiri").layout == "pemetaan:sendiri"


def test_a_mapping_wins_where_it_knows_more(imported, tmp_path):
    header = [*files.KINI, "Status Desa"]
    saved.save(own(header))

    path = files.write_csv(tmp_path / "a.csv", [files.child(1) | {"Status Desa": "A"}], header)

    assert imported(path).layout == "pemetaan:sendiri"


def test_a_built_in_layout_says_when_the_file_is_more_like_a_mapping(imported, tmp_path):
    saved.save(own([*files.KINI, "Status Desa", "Dusun"]))
    header = [*files.KINI, "Status Desa"]
    report = imported(files.write_csv(tmp_path / "a.csv", [files.child(1)], header))

    assert report.layout == "eppgbm_kini"
    (sentence,) = said(report, "pemetaan_berbeda")
    assert 'kolom "Dusun" tidak ada lagi; dibaca sebagai e-PPGBM' in sentence


def test_mappings_and_built_in_sheets_live_in_one_workbook(imported, tmp_path):
    saved.save(ELSIMIL)
    path = foreign.write_xlsx(
        tmp_path / "a.xlsx",
        {
            "Anak": [files.KINI, [files.child(1)[name] for name in files.KINI]],
            "Catin": [foreign.ELSIMIL_HEADER, foreign.bride(1)],
            "Lain": [["Barang", "Harga"], ["Beras", "1"]],
        },
    )

    report = imported(path)

    assert counts(report) == (2, 2, 0, 0)
    assert said(report, "lembar_tidak_dikenal") == ["Lembar Lain tidak dikenal dan tidak dibaca."]


def test_equal_mappings_are_chosen_by_name(imported, tmp_path, file):
    for name in ("b", "a", "c"):
        saved.save(replace(ELSIMIL, name=name))

    assert imported(file).layout == "pemetaan:a"


# --- broken files ----------------------------------------------------------------------------------


def test_a_broken_mapping_breaks_nothing_and_is_named(imported, tmp_path):
    saved.save(ELSIMIL)
    (saved.folder() / "rusak.csv").write_text("bagian;judul;bidang;isi\nlembar;;kapal;\n")

    report = imported(files.write_csv(tmp_path / "a.csv", [files.child(1)]))

    assert counts(report) == (1, 1, 0, 0)
    (sentence,) = said(report, "pemetaan_rusak")
    assert sentence.startswith('Berkas pemetaan rusak.csv, baris 2: lembar "kapal" tidak dikenal')
    assert run.exit_code([report]) == 0


def test_where_nothing_fits_the_broken_mapping_is_named_too(imported, file):
    saved.save(ELSIMIL)
    path = saved.folder() / "Elsimil catin.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";nama;", ";nama_anak;"))

    assert 'baris 6: bidang "nama_anak" tidak ada' in imported(file).error
    assert 'baris 6: bidang "nama_anak" tidak ada' in named(file, "Elsimil catin").error


# --- the workbook handed back ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["catin", "register"])
def test_the_returned_workbook_has_the_header_received_and_goes_in_again(
    imported, rows, tmp_path, kind
):
    if kind == "catin":
        saved.save(ELSIMIL)
        bad = foreign.bride(2, terpapar_rokok="entah")
        report = imported(elsimil(tmp_path / "a.csv", foreign.bride(1), bad))
        header, sheet, column, good = foreign.ELSIMIL_HEADER, "a", 10, "Tdk terpapar"
    else:
        saved.save(POSYANDU)
        bad = foreign.child(2, length="795")
        report = imported(foreign.register(tmp_path / "b.xlsx", foreign.child(1), bad))
        header, sheet, column, good = foreign.POSYANDU_ROWS[-1], "Feb", 10, "79,5"
    assert counts(report) == (2, 1, 1, 0)

    book = openpyxl.load_workbook(report.returned)
    page = book[sheet]
    assert [cell.value or "" for cell in page[1]] == header
    assert [cell.value or "" for cell in page[2]] == bad
    assert page.cell(2, column).comment is not None
    page.cell(2, column).value = good
    fixed = tmp_path / "diperbaiki.xlsx"
    book.save(fixed)

    assert counts(imported(fixed)) == (1, 1, 0, 0)
    table = "skrining" if kind == "catin" else "pengukuran"
    assert rows(f"select count(*) as n from {table}") == [{"n": 2}]


# --- finding columns -------------------------------------------------------------------------------


def test_columns_are_found_by_header_then_by_number_then_by_place():
    mapping = Mapping(
        "a",
        "mutasi",
        (Column("A", "nama"), Column("B", "dari"), Column("B", "ke"), Column("", "jenis")),
    )
    assert recognise.places(mapping, ["x", "B", "A", "", "B"]) == {
        2: "nama",
        1: "dari",
        4: "ke",
        3: "jenis",
    }
    assert recognise.places(mapping, ["A", "B", "C", "D"]) == {0: "nama", 1: "dari"}


def test_a_header_of_one_column_is_no_signature():
    mapping = Mapping("a", "mutasi", (Column("A", "nama"), Column("", "dari")))
    assert not recognise.fits(mapping, ["A", ""])


def test_a_csv_with_decimal_commas_and_an_unknown_header_is_cut_at_the_right_mark(tmp_path):
    rows = [
        ["Nama Balita", "Sex", "Kilo", "Senti", "Lengan"],
        *[["A", "L", "9,8", "79,5", "1,2"]] * 5,
    ]
    ((_, grid),) = read.grids(foreign.write_csv(tmp_path / "a.csv", rows), frozenset())
    assert grid.shape == (6, 5)


def test_constants_and_replacements_leave_what_was_received(home, file):
    saved.save(ELSIMIL)
    (match,) = intake.open_file(file).matches
    received = match.raw.rows[9].tolist()
    assert match.rows()[9].tolist() == ["ya", "tidak"]
    assert match.raw.rows[9].tolist() == received == ["Terpapar", "tdk TERPAPAR"]
