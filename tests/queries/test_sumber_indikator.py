from datetime import date

import pandas as pd

from stunting.presenters import figures
from tests.factories import PEKALONGAN, TIMUR, ask, build_store, child


def test_coverage_says_whose_target_it_is(tmp_path):
    version = build_store(
        tmp_path,
        # Medono reported a target; in Pekalongan Timur none did: the registered children stand for it
        pengukuran=[child("a", "2026-02-10", age=400), child("b", "2026-02-10", age=400, **TIMUR)],
        agregat_bulanan=[{"bulan": date(2026, 2, 1), "sasaran_balita": 9}],
    )

    def of(indikator, kecamatan=None):
        return ask(
            version,
            "sumber_indikator",
            kode_kabkota=PEKALONGAN,
            kode_kecamatan=kecamatan,
            siklus="2026-S1",
            indikator=indikator,
        )

    assert of("cakupan_ukur_balita") == [("sasaran", 1), ("terdaftar", 1)]
    assert of("cakupan_ukur_balita", "33.75.01") == [("sasaran", 1)]
    assert of("stunting_balita") == [("anak_siklus", 2)]


def test_only_sums_are_said():
    rows = pd.DataFrame({"sumber": ["agregat", "ibu_siklus"], "desa": [12, 3]})

    assert figures.sources(rows) == "12 dari 15 desa/kelurahan menurut jumlah laporan bulanan."
    assert figures.sources(rows[1:]) == ""
    assert figures.sources(rows[:0]) == ""
