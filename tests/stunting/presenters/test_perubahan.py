"""What an import changed, in words."""

import pandas as pd

from stunting import changes
from stunting.presenters import perubahan

ROWS = pd.DataFrame(
    [("orang", 40, 0, 0), ("pengukuran", 1204, 3, 0)],
    columns=["tabel", "baru", "berubah", "hilang"],
)


def moved(*rows: tuple) -> pd.DataFrame:
    columns = [
        *("siklus", "kecamatan", "indikator", "nama", "pembilang_lalu", "penyebut_lalu"),
        *("pembilang", "penyebut", "berbeda"),
    ]
    frame = pd.DataFrame(rows, columns=columns)
    counts = ["pembilang_lalu", "penyebut_lalu", "pembilang", "penyebut"]
    return frame.astype(dict.fromkeys(counts, "Int64"))


STUNTING = ("stunting_balita", "Balita stunting")


def test_the_sentence_names_the_place_that_moved_most():
    found = moved(
        ("2026-S1", "Pekalongan Barat", *STUNTING, 10, 100, 11, 130, False),
        ("2026-S1", "Pekalongan Utara", *STUNTING, 84, 510, 97, 566, True),
        ("2025-S2", "Pekalongan Timur", *STUNTING, 1, 9, 99, 999, True),  # an older cycle
        ("2026-S1", "Pekalongan Timur", "anemia_bumil", "Ibu hamil anemia", 0, 9, 9, 999, True),
    )
    assert perubahan.sentence(ROWS, found) == (
        "1.204 pengukuran baru, 3 berubah, 0 hilang; Balita stunting Semester I 2026 bergerak di 2 "
        "kecamatan, terbanyak Pekalongan Utara 84/510 → 97/566."
    )


def test_without_measurements_it_names_what_changed_most():
    rows = pd.DataFrame(
        [("pengukuran", 0, 0, 0), ("rtl", 2, 9, 0), ("evaluasi", 1, 0, 0)], columns=ROWS.columns
    )
    assert perubahan.sentence(rows, moved()) == (
        "2 rekomendasi baru, 9 berubah, 0 hilang; tidak ada indikator yang bergerak."
    )


def test_a_first_figure_and_one_that_is_gone_have_words():
    found = moved(
        ("2026-S1", "Medono", *STUNTING, None, None, 4, 20, False),
        ("2025-S2", "Medono", *STUNTING, 4, 20, None, None, False),
    )
    asked = {
        "perubahan_daftar": ROWS.assign(versi="v", waktu=None, berkas="a"),
        "perubahan_indikator": found,
    }
    seen = perubahan.changes(lambda name, **params: asked[name], "v")
    assert seen.moved[["dulu", "kini", "arti"]].to_numpy().tolist() == [
        ["tanpa angka", "4/20", "beberapa orang saja"],
        ["4/20", "tanpa angka", "beberapa orang saja"],
    ]
    assert seen.rows["tabel"].tolist() == ["orang", "pengukuran"]
    assert perubahan.changes(lambda name, **params: asked[name], "lain") is None


def test_every_table_that_is_compared_has_a_name():
    assert set(perubahan.TABLES) == set(changes.KEYS)
