"""Choices, reference lines and dates: what the frame and the foot of a page ask."""

from datetime import date
from pathlib import Path

from stunting import store
from tests.factories import JATIREJO, PEKALONGAN, ask, build_store, child, woman


def test_areas_of_an_empty_store(empty_store):
    assert ask(empty_store, "pilihan_wilayah") == [
        ("33.75", "Kota Pekalongan"),
        ("35.16", "Kabupaten Mojokerto"),
    ]
    kecamatan = ask(empty_store, "pilihan_kecamatan")
    assert [row[2] for row in kecamatan if row[0] == PEKALONGAN] == [
        "Pekalongan Barat",
        "Pekalongan Timur",
        "Pekalongan Utara",
        "Pekalongan Selatan",
    ]
    assert sum(row[0] == "35.16" for row in kecamatan) == 18
    assert ask(empty_store, "pilihan_siklus") == []


def test_a_store_of_one_district_has_only_that(tmp_path):
    version = build_store(tmp_path, kabkota=("33.75",), pengukuran=[])
    assert ask(version, "pilihan_wilayah") == [("33.75", "Kota Pekalongan")]


def test_cycles_with_data_newest_first(tmp_path):
    version = build_store(
        tmp_path,
        siklus=[{"siklus": "2025-S2", "tanggal_diseminasi": date(2025, 12, 10)}],
        keluarga=[{"siklus": "2024-S1", "no_kk": "9800000000000001", "jamban_layak": True}],
        pengukuran=[child("a", "2025-06-30", age=400), child("b", "2025-07-01", age=400)],
        skrining=[woman("c", "2026-01-01", **JATIREJO)],
        agregat_bulanan=[{"bulan": date(2024, 12, 1), "sasaran_balita": 9}],
    )
    assert ask(version, "pilihan_siklus") == [
        ("33.75", "2025-S2", date(2025, 12, 10)),
        ("33.75", "2025-S1", None),
        ("33.75", "2024-S2", None),
        ("33.75", "2024-S1", None),
        ("35.16", "2026-S1", None),
    ]


def test_the_date_of_the_data(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[child("a", "2026-02-10", age=400)],
        # not included: the other district
        skrining=[woman("b", "2026-06-20", **JATIREJO)],
        agregat_bulanan=[{"bulan": date(2026, 5, 1), "sasaran_balita": 9}],
    )
    ((measured, last, imported),) = ask(version, "tanggal_data", kode_kabkota=PEKALONGAN)
    assert (measured, last) == (date(2026, 2, 10), date(2026, 5, 31))
    assert imported == date.today()


def test_a_month_that_still_runs_reaches_as_far_as_its_file(tmp_path):
    version = build_store(
        tmp_path, agregat_bulanan=[{"bulan": date(2026, 7, 1), "sasaran_balita": 9}]
    )
    ((_, last, _),) = ask(version, "tanggal_data", kode_kabkota=PEKALONGAN)
    assert last == date(2026, 7, 1)  # factories.FILE_DATE


def test_no_date_without_data(empty_store):
    assert ask(empty_store, "tanggal_data", kode_kabkota=PEKALONGAN) == [(None, None, None)]


def test_own_target_before_the_national_one(empty_store):
    def targets(kabkota: str) -> list[tuple]:
        rows = ask(
            empty_store, "target_indikator", kode_kabkota=kabkota, indikator="stunting_balita"
        )
        return [row[:3] for row in rows]

    assert targets(PEKALONGAN) == [
        (2024, 14.0, "nasional"),
        (2025, 12.0, "kabkota"),  # not 18.8, the national one
        (2029, 14.2, "nasional"),
    ]
    assert targets("35.16")[1] == (2025, 18.8, "nasional")


def test_a_targets_file_of_the_district_is_laid_over(tmp_path, store_home: Path):
    build_store(tmp_path, pengukuran=[])
    (store_home / "pengaturan" / "target.csv").write_text(
        "kode_wilayah,indikator,tahun,nilai,keterangan,sumber,keyakinan\n"
        "35.16,stunting_balita,2026,11.5,Target bupati,RPJMD,A\n",
        encoding="utf-8",
    )
    from stunting import commands

    commands.rebuild()
    rows = ask(
        store.folder(), "target_indikator", kode_kabkota="35.16", indikator="stunting_balita"
    )
    assert (2026, 11.5, "kabkota", "Target bupati", "RPJMD") in rows


def test_survey_figures_keep_a_disputed_year_empty(empty_store):
    rows = ask(empty_store, "survei_wilayah", kode_kabkota="35.16")
    assert [row[:3] for row in rows] == [
        (2021, "SSGI", 27.4),
        (2022, "SSGI", 11.6),
        (2023, "SKI", None),
        (2024, "SSGI", 15.4),
    ]


def test_desa_of_a_kecamatan_also_without_data(tmp_path):
    version = build_store(tmp_path, pengukuran=[child("a", "2026-02-10", age=400, z=-2.6)])
    rows = ask(
        version,
        "indikator_per_desa",
        kode_kecamatan="33.75.01",
        siklus="2026-S1",
        indikator="stunting_balita",
    )
    assert rows[0] == ("33.75.01.1002", "Medono", 1, 1, None, None)
    assert rows[1] == ("33.75.01.1003", "Podosugih", None, None, None, None)


def test_imports_newest_first(tmp_path):
    version = build_store(
        tmp_path,
        refused=1,
        pengukuran=[
            child("a", "2026-02-10", age=400),
            child("b", "2026-02-10", age=400, tb_cm=400.0),
        ],
    )
    ((_, file, layout, *counts),) = ask(version, "impor_riwayat")
    assert file.startswith("uji-")
    assert counts == [2, 1, 1, 0]


def test_every_desa_can_be_chosen_by_its_whole_name(empty_store):
    desa = ask(empty_store, "pilihan_desa")
    assert ("33.75.01.1002", "Medono", "Pekalongan Barat", "Kota Pekalongan") in desa
    assert sum(row[3] == "Kota Pekalongan" for row in desa) == 27
    assert len({row[1:] for row in desa}) == len(desa)
