"""The words of Mutu data: each sentence from the figures by its rule, and nothing for too few."""

import pandas as pd
import pytest

from stunting.charts import dots, matrix
from stunting.presenters import kelengkapan, ketelitian, masalah, mutu

LAST = pd.Timestamp("2026-06-01")


def months(*rows: tuple) -> pd.DataFrame:
    """(desa, month, keadaan, sasaran, ditimbang, diukur) as the answer of mutu_bulan; desa "N2001"."""
    frame = pd.DataFrame(
        rows, columns=["desa", "bulan", "keadaan", "sasaran", "ditimbang", "diukur"]
    )
    numbers = ["sasaran", "ditimbang", "diukur"]
    return frame.assign(
        **{name: frame[name].astype("Int64") for name in numbers},
        bulan=pd.to_datetime(frame["bulan"]),
        kode_desa="35.16.01." + frame["desa"].str[-4:],
        kode_kecamatan="35.16.01",
        kecamatan="Jatirejo",
        puskesmas=None,
        sumber="buku_kerja",
    )


SILENT = ("B2002", "2026-06-01", "tidak_ada", 30, None, None)
FULL = ("A2001", "2026-06-01", "lengkap", 40, 30, 20)


def centres(**scores: tuple[float, bool, float, bool]) -> pd.DataFrame:
    """name -> (score of heights or NaN, rounds, the same of weights)"""
    return pd.DataFrame(
        [(name, *score) for name, score in scores.items()],
        columns=["nama", "skor_tb", "dibulatkan_tb", "skor_bb", "dibulatkan_bb"],
    )


NAN = float("nan")
GOOD, BAD, FEW = (8.0, False, 8.0, False), (40.0, True, 8.0, False), (NAN, False, NAN, False)
HEAVY = (8.0, False, 40.0, True)


@pytest.mark.parametrize(
    ("rows", "found", "said"),
    [
        ([FULL], {"A": GOOD}, "semua 1 desa pernah melapor {w}; tidak ada puskesmas yang {n}."),
        (
            [FULL, SILENT],
            {"A": GOOD},
            "1 dari 2 desa belum pernah melapor {w}; tidak ada puskesmas yang {n}; daftarnya di bawah.",
        ),
        (
            [SILENT],
            {},
            "belum satu desa pun melapor {w}; pengukuran belum cukup untuk menilai {p}.",
        ),
        # too few measurements: not judged, neither good nor bad
        (
            [FULL],
            {"A": FEW},
            "semua 1 desa pernah melapor {w}; pengukuran belum cukup untuk menilai {p}.",
        ),
        (
            [FULL],
            {"A": BAD, "B": BAD, "C": GOOD},
            "semua 1 desa pernah melapor {w}; Puskesmas A dan B {r}; daftarnya di bawah.",
        ),
        (
            [FULL],
            {"A": BAD, "B": BAD, "C": BAD, "D": GOOD, "E": FEW},
            "semua 1 desa pernah melapor {w}; 3 dari 4 puskesmas {r}; daftarnya di bawah.",
        ),
        (
            [FULL],
            {"A": BAD, "B": BAD, "C": BAD, "E": FEW},
            "semua 1 desa pernah melapor {w}; semua 3 puskesmas yang cukup pengukurannya {r}; {l}.",
        ),
        (
            [FULL],
            {"A": BAD, "B": HEAVY, "C": GOOD},
            "semua 1 desa pernah melapor {w}; Puskesmas A dan B {b}; {l}.",
        ),
    ],
)
def test_the_sentence(rows, found, said):
    desa = kelengkapan.per_desa(months(*rows))
    words = said.format(
        w="dalam 12 bulan sampai Juni 2026",
        r="membulatkan tinggi badan",
        n="membulatkan tinggi atau berat badan",
        p="pembulatan tinggi dan berat badan",
        b="membulatkan tinggi atau berat badan",
        l="daftarnya di bawah",
    )
    assert mutu.headline(desa, centres(**found), LAST, "Kecamatan X") == f"Kecamatan X: {words}"


def test_areas_are_called_what_they_are():
    def word(*codes):
        return kelengkapan.place_word(pd.DataFrame({"kode_desa": list(codes)}))

    assert word("35.16.01.2001", "35.16.01.2002") == "desa"
    assert word("33.75.01.1002") == "kelurahan"
    assert word("33.75.01.1002", "35.16.01.2001") == "desa/kelurahan"


def test_coverage_is_that_of_the_weighing_month_among_those_who_reported():
    rows = months(
        ("A2001", "2026-02-01", "lengkap", 40, 30, 20),
        ("B2002", "2026-02-01", "sebagian", 50, 25, None),  # not among the measured
        ("C2003", "2026-02-01", "tidak_ada", 60, None, None),  # silent: in neither sum
        ("D2004", "2026-02-01", "perorangan", 70, 3, 3),  # single measurements are no report
        ("A2001", "2026-06-01", "lengkap", 41, 41, 41),  # later, but no weighing month
    )
    found = kelengkapan.coverage(rows, "2;8")
    assert (found["ditimbang"], found["sasaran"]) == (55, 90)
    assert (found["diukur"], found["sasaran_ukur"]) == (20, 40)
    assert (found["melapor"], found["desa"]) == (2, 4)
    assert kelengkapan.coverage(rows, "")["bulan"] == LAST  # no weighing month: the last
    assert kelengkapan.coverage(months(SILENT), "2;8") is None
    only = months(("D2004", "2026-02-01", "perorangan", 70, 3, 3))
    assert kelengkapan.coverage(only, "2;8")["ditimbang"] == 3  # a district without monthly reports


def test_missing_months_and_reports_above_the_target():
    rows = months(
        FULL,
        ("A2001", "2026-05-01", "tidak_ada", 40, None, None),
        ("A2001", "2026-04-01", "tidak_ada", 40, None, None),
        ("B2002", "2026-06-01", "lengkap", 30, 31, 30),  # one weighed more than there are
        ("C2003", "2026-06-01", "lengkap", 30, 30, 30),  # all of them: fine
        ("D2004", "2026-06-01", "lengkap", 0, 3, 3),  # no target, nothing to exceed
    )
    desa = kelengkapan.per_desa(rows).set_index("desa")
    assert desa.loc["A2001", ["kosong", "bulan_kosong", "pernah"]].tolist() == [
        2,
        "Apr 2026, Mei 2026",
        True,
    ]
    assert desa["kosong"].sum() == 2
    assert kelengkapan.over_hundred(rows)["desa"].tolist() == ["B2002"]


def test_a_kecamatan_is_complete_when_all_its_desa_are():
    def cell(*states):
        rows = months(
            *[
                (f"D{2000 + place}", "2026-06-01", state, 40, 10, 10)
                for place, state in enumerate(states)
            ]
        )
        (found,) = kelengkapan.matrix(rows, by_desa=False).to_dict("records")
        return found["keadaan"], found["teks"]

    assert cell("lengkap", "lengkap") == ("lengkap", "2/2")
    assert cell("lengkap", "tidak_ada") == ("sebagian", "1/2")
    assert cell("sebagian", "tidak_ada") == ("sebagian", "0/2")
    assert cell("perorangan", "tidak_ada") == ("perorangan", "0/2")
    assert cell("tidak_ada", "tidak_ada") == ("tidak_ada", "0/2")


def test_a_desa_shows_its_coverage_and_no_report_is_no_zero():
    rows = months(
        FULL,
        ("B2002", "2026-06-01", "lengkap", 30, 0, 0),  # a counted zero
        ("C2003", "2026-06-01", "perorangan", 30, 4, 4),
        ("D2004", "2026-06-01", "tidak_ada", 30, None, None),
        ("E2005", "2026-06-01", "sebagian", None, 4, 4),
    )
    cells = kelengkapan.matrix(rows, by_desa=True).set_index("nama")
    assert cells["teks"].tolist() == ["75\u00a0%", "0\u00a0%", "4 anak", "?", "?"]
    figure = matrix.completeness(cells.reset_index(), judul="Laporan")
    shown = {
        place: text
        for trace in figure.data
        if trace.type == "scatter" and trace.mode == "text"
        for place, text in zip(trace.y, trace.text, strict=True)
    }
    assert shown["B2002"] == "0\u00a0%"
    assert shown["D2004"] == matrix.NONE_MARK
    said = matrix.describe(cells.reset_index(), "Laporan")
    assert "2 laporan lengkap" in said
    assert "Tidak pernah melapor: D2004." in said


def test_two_desa_of_one_name_keep_a_line_each():
    rows = months(FULL, SILENT).assign(desa="Sama")
    assert kelengkapan.matrix(rows, by_desa=True)["nama"].tolist() == ["Sama 2001", "Sama 2002"]


# --- health centres --------------------------------------------------------------------------------------

BOUNDS = {
    "ukuran_minimal": (50.0, NAN),
    "angka_akhir": (NAN, 20.0),
    "kesesuaian_z": (0.95, NAN),
    **{f"sd_{name}": (0.8, 1.3) for name in ketelitian.INDICES},
}
SUMS = [
    f"{what}_{index}" for what in ("n", "jumlah", "kuadrat") for index in ("tbu", "bbu", "bbtb")
]
PRINTED = [f"{what}_{index}" for what in ("banding", "cocok") for index in ("tbu", "bbu", "bbtb")]


def measured(kecamatan: str, puskesmas: str | None, n: int, **given) -> dict:
    row = dict.fromkeys((*SUMS, *PRINTED, "berposisi", "tidak_wajar"), 0)
    return row | {
        "kode_kecamatan": kecamatan,
        "puskesmas": puskesmas,
        "pengukuran": n,
        "tinggi": n,
        "ber_z": n,
        "n_tbu": n,
        "kuadrat_tbu": n * 4 * 10_000,
        **given,
    }


def digit_rows(kecamatan: str, puskesmas: str | None, counts: list[int]) -> list[dict]:
    return [
        {
            "kode_kecamatan": kecamatan,
            "puskesmas": puskesmas,
            "ukuran": "tb",
            "angka": digit,
            "jumlah": count,
        }
        for digit, count in enumerate(counts)
        if count
    ]


def test_a_centre_is_judged_over_all_its_kecamatan():
    ukur = pd.DataFrame(
        [
            measured("a", "P", 30, banding_tbu=10, cocok_tbu=9),
            measured("b", "P", 30, banding_tbu=10, cocok_tbu=6, tidak_wajar=3),
            measured("b", "Q", 49),
            measured("b", None, 60),
        ]
    )
    angka = pd.DataFrame(
        [
            *digit_rows("a", "P", [30]),
            *digit_rows("b", "P", [30]),
            *digit_rows("b", "Q", [49]),
            *digit_rows("b", None, [6] * 10),
        ]
    )
    rows = ketelitian.by_centre(ukur, angka, BOUNDS).set_index("nama")
    assert rows.loc["P", "skor_tb"] == pytest.approx(100)
    assert rows.loc["P", ["dibulatkan_tb", "nilai_tb", "bulat_tb"]].tolist() == [True, "ya", 1.0]
    assert rows.loc["P", "sd_tbu"] == pytest.approx(2.0, abs=0.02)
    assert rows.loc["P", "nilai_tbu"] == "perlu diperiksa"
    assert rows.loc["P", "bagian_tbu"] == 0.75
    assert rows.loc["P", "bagian_tidak_wajar"] == 0.05
    # 49 heights all ending in 0: still too few to say so
    assert pd.isna(rows.loc["Q", "skor_tb"])
    assert rows.loc["Q", ["dibulatkan_tb", "nilai_tb", "nilai_tbu"]].tolist() == [
        False,
        "belum cukup pengukuran",
        "belum cukup pengukuran",
    ]
    assert rows.loc[kelengkapan.NO_CENTRE, "skor_tb"] == 0
    # nobody wrote a weight: no score, not a good one
    assert rows.loc["P", "nilai_bb"] == "belum cukup pengukuran"
    drawn = ketelitian.rounding(rows.reset_index(), BOUNDS)
    assert drawn.rows["nama"].tolist() == ["P", kelengkapan.NO_CENTRE, "Q"]
    figure = dots.by_centre(drawn, chosen=["P"])
    assert "belum cukup pengukuran" in [each.text for each in figure.layout.annotations]
    assert "1 puskesmas belum cukup pengukuran." in dots.describe(drawn)


def test_every_problem_says_what_to_do_and_belongs_to_a_view():
    assert {each.view for each in masalah.PROBLEMS.values()} == set(masalah.VIEWS)
    assert all(each.todo.endswith(".") for each in masalah.PROBLEMS.values())
