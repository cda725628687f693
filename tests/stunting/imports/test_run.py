"""An import as a whole: what changes, what does not, and what is said."""

from __future__ import annotations

import errno
import hashlib
import json
import random
import stat
from datetime import date, timedelta

import pandas as pd
import pytest

from stunting import build, store
from stunting.imports import apply, intake, run
from stunting.imports.report import exit_code
from tests.stunting.imports.files import (
    KINI,
    LAMA,
    LAMA_CARA_UKUR,
    child,
    write_csv,
    write_xls,
    write_xlsx,
)

JSON_KEYS = [
    "file",
    "layout",
    "rows_read",
    "accepted",
    "refused",
    "unchanged",
    "agreement",
    "findings",
    "returned",
]


def counts(report: run.FileReport) -> tuple[int, int, int, int]:
    assert report.accepted + report.refused + report.unchanged == report.rows_read
    return report.rows_read, report.accepted, report.refused, report.unchanged


WRITERS = {
    "csv, koma": lambda path, rows, header: write_csv(path / "a.csv", rows, header),
    "csv, titik koma": lambda path, rows, header: write_csv(
        path / "a.csv", rows, header, separator=";"
    ),
    "csv, tab": lambda path, rows, header: write_csv(path / "a.txt", rows, header, separator="\t"),
    "csv, BOM": lambda path, rows, header: write_csv(
        path / "a.csv", rows, header, encoding="utf-8-sig"
    ),
    "csv, utf-16": lambda path, rows, header: write_csv(
        path / "a.csv", rows, header, separator="\t", encoding="utf-16"
    ),
    "csv, judul": lambda path, rows, header: write_csv(
        path / "a.csv", rows, header, separator=";", titles=[["Data Tanggal : 2026-03-01"], []]
    ),
    "xlsx": lambda path, rows, header: write_xlsx(path / "a.xlsx", rows, header),
    "xlsx, judul": lambda path, rows, header: write_xlsx(
        path / "a.xlsx", rows, header, titles=[["LAPORAN PENGUKURAN"]]
    ),
    "xls": lambda path, rows, header: write_xls(path / "a.xls", rows, header),
    "xls berisi csv": lambda path, rows, header: write_csv(path / "a.xls", rows, header),
}


LAYOUTS = {
    "kini": ("eppgbm_kini", KINI),
    "kini, urutan lain": ("eppgbm_kini", list(reversed(KINI))),
    "lama": ("eppgbm_lama", LAMA),
    "lama, No dan Cara Ukur": ("eppgbm_lama", ["No", *LAMA_CARA_UKUR]),
}


@pytest.mark.parametrize("written", WRITERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_both_eppgbm_layouts_read_the_same_from_every_kind_of_file(tmp_path, written, layout):
    key, header = LAYOUTS[layout]
    opened = intake.open_file(WRITERS[written](tmp_path, [child(1), child(2, JK="P")], header))

    (match,) = opened.matches
    sheet = intake.incoming(match, date(2026, 3, 1))

    assert (match.layout.key, sheet.findings.listed()) == (key, [])
    first = 2 + (2 if "csv, judul" == written else 1 if "judul" in written else 0)
    assert list(sheet.rows.index) == [first, first + 1]
    read = sheet.rows.loc[first].to_dict()
    expected = {
        "nik": "9900000000000001",
        "nama": "ANAK 1",
        "jenis_kelamin": "L",
        "tanggal_lahir": pd.Timestamp(2024, 7, 10),
        "tanggal": pd.Timestamp(2026, 2, 12),
        "bb_kg": 9.8,
        "tb_cm": 79.5,
        "lila_cm": 14.2,
        "z_tbu_sumber": -1.4,
        "naik_bb": "N",
        "desa": "MEDONO",
        "rt": "01",
    }
    assert {name: read[name] for name in expected} == expected
    assert sheet.rows.loc[first + 1, "jenis_kelamin"] == "P"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_row_of_both_eppgbm_layouts_is_accepted(imported, rows, tmp_path, layout):
    key, header = LAYOUTS[layout]

    report = imported(write_csv(tmp_path / "a.csv", [child(1), child(2)], header))

    assert (report.layout, counts(report), report.findings) == (key, (2, 2, 0, 0), [])
    measured = rows("""
        select p.umur_hari, p.bb_kg, p.tb_cm, p.lila_cm, p.naik_bb, p.kode_desa, p.z_tbu, p.z_bbu, p.z_bbtb,
            p.z_tbu_sumber, o.jenis_kelamin, o.bb_lahir_g, o.puskesmas_id, i.nik, i.nama
        from pengukuran as p
        join orang as o using (orang_id)
        join identitas.orang_identitas as i using (orang_id)
        order by i.nik
    """)
    assert len(measured) == 2
    assert measured[0] == {
        "umur_hari": 582,
        "bb_kg": 9.8,
        "tb_cm": 79.5,
        "lila_cm": 14.2,
        "naik_bb": "N",
        "kode_desa": "33.75.01.1002",
        "z_tbu": -1.4,
        "z_bbu": -1.17,
        "z_bbtb": -0.67,
        "z_tbu_sumber": -1.4,
        "jenis_kelamin": "L",
        "bb_lahir_g": 3100,
        "puskesmas_id": "33.75-medono",
        "nik": "9900000000000001",
        "nama": "ANAK 1",
    }


def test_the_report_has_exactly_the_promised_members(imported, tmp_path):
    report = imported(write_csv(tmp_path / "a.csv", [child(1), child(2, Berat="3300")]))

    told = json.loads(json.dumps(report.to_json()))
    assert list(told) == JSON_KEYS
    assert told["findings"] == [
        {
            "sheet": "a",
            "row": 3,
            "column": "Berat",
            "value": "3300",
            "rule": "berat_di_luar_batas",
            "level": "tolak",
            "message": "Berat harus antara 0,5 dan 60 kg.",
        }
    ]
    assert (told["rows_read"], told["accepted"], told["refused"]) == (2, 1, 1)
    assert told["returned"].endswith("a-dikembalikan.xlsx")


def test_the_same_file_twice_changes_nothing(imported, tmp_path):
    path = write_csv(tmp_path / "a.csv", [child(1), child(2)])
    imported(path)
    before = store.versions()

    report = imported(path)

    assert counts(report) == (2, 0, 0, 2)
    assert store.versions() == before


def test_the_same_measurements_in_another_layout_change_nothing(imported, rows, tmp_path):
    imported(write_csv(tmp_path / "a.csv", [child(1)]))

    report = imported(write_xlsx(tmp_path / "b.xlsx", [child(1)], LAMA))

    assert counts(report) == (1, 0, 0, 1)
    # the legacy layout has no Cara Ukur: it must not empty it
    assert rows("select cara_ukur from pengukuran") == [{"cara_ukur": "terlentang"}]


def test_a_corrected_row_replaces_the_stored_one(imported, rows, tmp_path):
    imported(write_csv(tmp_path / "a.csv", [child(1), child(2)]))

    report = imported(write_csv(tmp_path / "b.csv", [child(1), child(2, Berat="10.1")]))

    assert counts(report) == (2, 1, 0, 1)
    assert rows("select bb_kg from pengukuran order by bb_kg") == [{"bb_kg": 9.8}, {"bb_kg": 10.1}]


def test_a_dry_run_tells_the_same_and_changes_nothing(home, tmp_path):
    path = write_csv(tmp_path / "a.csv", [child(1), child(2, Tinggi="12")])
    before = store.versions(), sorted((home / "arsip").iterdir())

    dry = run.preview(path)

    assert (store.versions(), sorted((home / "arsip").iterdir())) == before
    real = run.import_files([path])[0]
    assert dry.to_json() == real.to_json()
    assert dry.returned.is_file()


def test_a_version_says_what_the_import_did_without_values(imported, rows, tmp_path):
    imported(write_csv(tmp_path / "a.csv", [child(1), child(2, Berat="3300")]))

    text = (store.folder() / "laporan.json").read_text(encoding="utf-8")
    assert json.loads(text)["impor"] == [
        {
            "file": "a.csv",
            "layout": "eppgbm_kini",
            "rows_read": 2,
            "accepted": 1,
            "refused": 1,
            "unchanged": 0,
            "rules": {"berat_di_luar_batas": 1},
        }
    ]
    assert "3300" not in text
    assert rows('select sheet, "row", "column", rule, level from temuan') == [
        {"sheet": "a", "row": 3, "column": "Berat", "rule": "berat_di_luar_batas", "level": "tolak"}
    ]
    assert rows("select nilai from identitas.temuan_nilai") == [{"nilai": "3300"}]


def test_the_received_file_is_kept_for_its_owner_only(imported, home, tmp_path):
    path = write_csv(tmp_path / "a.CSV", [child(1), child(2, Berat="3300")])

    report = imported(path)

    kept = home / "arsip" / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.csv"
    assert kept.read_bytes() == path.read_bytes()
    for each in (kept, report.returned):
        assert stat.S_IMODE(each.stat().st_mode) == 0o600


def test_no_birth_date_name_or_nik_in_the_data_file(imported, rows, tmp_path):
    imported(write_csv(tmp_path / "a.csv", [child(1)]))

    assert rows("select bulan_lahir, orang_id from orang")[0]["bulan_lahir"].day == 1
    content = (store.folder() / "stunting.duckdb").read_bytes()
    for secret in (b"9900000000000001", b"ANAK 1", b"IBU 1", b"MELATI", b"Jl. Contoh"):
        assert secret not in content


def test_children_belong_to_baduta_and_balita_by_birth_month(imported, rows, tmp_path):
    imported(write_csv(tmp_path / "a.csv", [child(1)]))

    found = rows(
        "select kelompok, mulai::date::varchar as mulai, selesai::varchar as selesai from keanggotaan"
    )
    assert sorted(found, key=lambda each: each["kelompok"]) == [
        {"kelompok": "baduta", "mulai": "2024-07-01", "selesai": "2026-07-01"},
        {"kelompok": "balita", "mulai": "2024-07-01", "selesai": "2029-07-01"},
    ]


def test_progress_is_told_from_start_to_end(home, tmp_path):
    told = []

    run.import_files(
        [write_csv(tmp_path / "a.csv", [child(1)])], progress=lambda *each: told.append(each)
    )

    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert [sentence for _, sentence in told][:2] == ["Membaca a.csv", "Memeriksa a.csv"]


# --- nothing goes in -------------------------------------------------------------------------------


def refused_files():
    good = [child(1)]
    return {
        "kosong": (b"", "kosong"),
        "hanya spasi": (b"\r\n \r\n", "kosong"),
        "acak": (random.Random(1).randbytes(5000), "bukan tabel"),
        "judul asing": (b"Tanggal;Barang;Harga\n2026-01-01;Beras;12000\n", "tidak dikenal"),
        "tanpa tanggal ukur": (
            ";".join(name for name in KINI if name != "Tanggal Pengukuran").encode(),
            "Kolom Tanggal Pengukuran tidak ada",
        ),
        "tanpa berat dan tinggi": (
            ",".join(name for name in KINI if name not in ("Berat", "Tinggi")).encode(),
            "Kolom Berat atau Tinggi tidak ada",
        ),
    } | {
        "xlsx terpotong": (lambda path: write_xlsx(path, good).read_bytes()[:3000], "rusak"),
        "xls terpotong": (lambda path: write_xls(path, good).read_bytes()[:1500], "rusak"),
    }


@pytest.mark.parametrize("name", refused_files())
def test_a_file_that_cannot_be_read_changes_nothing(home, tmp_path, name):
    content, sentence = refused_files()[name]
    path = tmp_path / "berkas.xlsx"
    path.write_bytes(content(path) if callable(content) else content)
    before = store.versions()

    reports = run.import_files([path])

    assert exit_code(reports) == 2
    (finding,) = reports[0].findings
    assert (finding.rule, finding.level) == ("tidak_terbaca", "tolak")
    assert sentence in finding.message
    assert "berkas.xlsx" in finding.message
    assert counts(reports[0]) == (0, 0, 0, 0)
    assert (store.versions(), list((home / "arsip").iterdir())) == (before, [])


def test_a_file_that_is_not_there_is_a_sentence(home, tmp_path):
    reports = run.import_files([tmp_path / "tidak-ada.csv"])

    assert exit_code(reports) == 2
    assert reports[0].error.startswith("Berkas tidak-ada.csv tidak ditemukan")


def test_a_header_without_rows_changes_nothing(home, tmp_path):
    before = store.versions()

    reports = run.import_files([write_csv(tmp_path / "a.csv", [])])

    assert (exit_code(reports), store.versions()) == (1, before)
    assert [each.rule for each in reports[0].findings] == ["tanpa_baris"]


def test_a_file_with_no_valid_row_changes_nothing_and_is_handed_back(home, tmp_path):
    before = store.versions()

    reports = run.import_files(
        [write_csv(tmp_path / "a.csv", [child(1, JK="?"), child(2, Kec="Antah")])]
    )

    assert (exit_code(reports), store.versions()) == (1, before)
    assert counts(reports[0]) == (2, 0, 2, 0)
    assert reports[0].returned.is_file()


def test_one_unreadable_file_holds_the_others_back(home, tmp_path):
    good = write_csv(tmp_path / "baik.csv", [child(1)])
    bad = tmp_path / "rusak.xlsx"
    bad.write_bytes(b"PK\x03\x04 rusak")
    before = store.versions()

    reports = run.import_files([good, bad])

    assert (exit_code(reports), store.versions()) == (2, before)
    assert [each.rule for each in reports[0].findings] == ["belum_dimasukkan"]
    assert reports[1].error.startswith("Berkas rusak.xlsx rusak")


def test_several_files_become_one_version(home, tmp_path):
    before = store.versions()

    reports = run.import_files(
        [write_csv(tmp_path / f"{number}.csv", [child(number)]) for number in (1, 2)]
    )

    assert [counts(each) for each in reports] == [(1, 1, 0, 0), (1, 1, 0, 0)]
    assert len(store.versions()) == len(before) + 1


def test_a_contoh_store_takes_no_real_file_but_shows_it(contoh, tmp_path):
    path = write_csv(tmp_path / "a.csv", [child(1)])
    before = store.versions()

    reports = run.import_files([path])

    assert exit_code(reports) == 2
    assert "python -m stunting init --wilayah" in reports[0].error
    shown = run.preview(path)
    assert (counts(shown), shown.kabkota, shown.error) == ((1, 1, 0, 0), ["33.75"], None)
    assert (shown.first_date, shown.last_date) == (date(2026, 2, 12), date(2026, 2, 12))
    assert store.versions() == before


def test_a_contoh_store_shows_a_file_of_any_district(contoh, tmp_path):
    elsewhere = child(1, Kec="BATANG", **{"Kab/Kota": "KAB. BATANG", "Desa/Kel": "KASEPUHAN"})

    shown = run.preview(write_csv(tmp_path / "a.csv", [elsewhere]))

    assert (counts(shown), shown.kabkota) == ((1, 1, 0, 0), ["33.25"])


# --- something breaks in the middle ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Ruang penyimpanan penuh"),
        (OSError(errno.EROFS, "Read-only file system"), "Penyimpanan tidak dapat ditulis"),
        (MemoryError(), "Memori tidak cukup"),
        (build.CheckFailed("pengukuran tanpa orang: 3"), "pemeriksaan akhir gagal"),
        (ValueError("9900000000000001"), "kesalahan yang tidak terduga"),
    ],
    ids=["disk penuh", "hanya baca", "memori", "pemeriksaan", "lain"],
)
@pytest.mark.parametrize("step", ["prepare", "derive"])
def test_a_failure_in_the_middle_leaves_the_live_version(
    home, tmp_path, monkeypatch, caplog, step, error, sentence
):
    before = store.current(), store.versions()
    monkeypatch.setattr(build, step, _raises(error))

    reports = run.import_files([write_csv(tmp_path / "a.csv", [child(1)])])

    assert exit_code(reports) == 2
    assert sentence in reports[0].error
    assert "tidak berubah" in reports[0].error
    assert counts(reports[0]) == (0, 0, 0, 0)
    assert (store.current(), store.versions()) == before
    assert list((home / "versions").glob(".*")) == []
    assert "9900000000000001" not in caplog.text


def test_a_full_disk_while_the_workbook_is_handed_back_publishes_nothing(
    home, tmp_path, monkeypatch
):
    before = store.current(), store.versions()
    monkeypatch.setattr(run.returned, "write", _raises(OSError(errno.ENOSPC, "penuh")))

    reports = run.import_files([write_csv(tmp_path / "a.csv", [child(1), child(2, Berat="99")])])

    assert "Ruang penyimpanan penuh" in reports[0].error
    assert (store.current(), store.versions()) == before


@pytest.mark.parametrize("module", [build, apply])
def test_a_kill_in_the_middle_leaves_the_live_version(home, tmp_path, monkeypatch, module):
    before = store.current(), store.versions()
    path = write_csv(tmp_path / "a.csv", [child(1)])
    with monkeypatch.context() as patch:
        target = (build, "derive") if module is build else (run, "apply")
        patch.setattr(*target, _raises(SystemExit(137)))
        with pytest.raises(SystemExit):
            run.import_files([path])
    assert (store.current(), store.versions()) == before

    assert counts(run.import_files([path])[0]) == (1, 1, 0, 0)


def test_another_import_at_the_same_time_is_a_sentence(home, tmp_path):
    path = write_csv(tmp_path / "a.csv", [child(1)])
    with store.writing():
        reports = run.import_files([path])

    assert exit_code(reports) == 2
    assert reports[0].error.startswith("Impor lain sedang berjalan")


def test_without_a_store_nothing_is_begun(store_home, tmp_path):
    with pytest.raises(store.StoreError, match="Belum ada penyimpanan data"):
        run.import_files([write_csv(tmp_path / "a.csv", [child(1)])])


def _raises(error: BaseException):
    def go(*_args, **_kwargs):
        raise error

    return go


def test_dates_of_files_are_never_in_the_future(home, tmp_path):
    tomorrow = date.today() + timedelta(days=1)
    report = run.import_files(
        [write_csv(tmp_path / "a.csv", [child(1, Tanggal_Pengukuran=tomorrow.isoformat())])]
    )[0]

    assert (report.refused, {each.rule for each in report.findings}) == (
        1,
        {"tanggal_masa_depan", "usia_berbeda"},
    )
