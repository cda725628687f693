"""Ringkasan: what mode tayang may see, and that headline and key figures say exactly that."""

from typing import ClassVar

import pandas as pd
import pytest

from stunting.presenters import figures, ringkasan
from stunting.stats import claims

NBSP = "\u00a0"
DISTRICT = "35.16"
MAIN = pd.Series(
    {
        "indikator": "stunting_balita",
        "kelompok": "balita",
        "nama": "Balita stunting (TB/U < -2 SD)",
        "nama_pendek": "Stunting",
        "subjek": "Balita 0-59 bulan stunting",
        "dasar": "yang diukur",
    }
)


def row(
    kode: str, now: tuple, before: tuple = (None, None), year: tuple = (None, None), **more
) -> dict:
    values = (*now, *before, *year)
    columns = [
        f"{part}{time}"
        for time in ("", "_sebelum", "_setahun")
        for part in ("pembilang", "penyebut")
    ]
    return (
        {"kode": kode, "kelompok": "balita", "indikator": "stunting_balita"}
        | more
        | dict(zip(columns, values, strict=True))
    )


def wilayah(*rows: dict) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    counts = [name for name in frame if name.startswith(("pembilang", "penyebut"))]
    return frame.astype(dict.fromkeys(counts, "Int64"))


def shown(frame: pd.DataFrame, column: str) -> dict[str, int | None]:
    values = frame[column].tolist()
    return {kode: None if pd.isna(x) else x for kode, x in zip(frame["kode"], values, strict=True)}


def test_small_cells_and_their_shields_are_blank_in_mode_tayang():
    rows = wilayah(
        row(DISTRICT, (263, 1650)),
        row("a", (100, 600)),
        row("b", (100, 600)),
        row("c", (60, 400)),  # the fewest persons beside the small one: it shields it
        row("d", (3, 50)),  # small
    )
    found = ringkasan.protected(rows, DISTRICT, 5)
    assert shown(found, "pembilang") == {DISTRICT: 263, "a": 100, "b": 100, "c": None, "d": None}
    assert shown(found, "penyebut") == {DISTRICT: 1650, "a": 600, "b": 600, "c": None, "d": None}
    assert rows["pembilang"].notna().all()  # what was given is not changed


def test_nothing_of_one_to_four_is_left_now_before_or_a_year_ago():
    rows = wilayah(
        row(
            DISTRICT, (263, 1650), (4, 90), (263, 1650)
        ),  # the district's own count was small before
        row("a", (100, 600), (0, 30), (100, 600)),
        row("b", (100, 600), (0, 30), (2, 600)),  # small a year ago
        row("c", (60, 400), (0, 0), (60, 400)),
        row("d", (3, 50), (4, 30), (101, 50)),
    )
    found = ringkasan.protected(rows, DISTRICT, 5)
    for time in ("", "_sebelum", "_setahun"):
        counts = found[f"pembilang{time}"].dropna()
        assert not counts.between(1, 4).any()
        hidden = found[f"pembilang{time}"].isna()
        assert found.loc[hidden, f"penyebut{time}"].isna().all()
    assert shown(found, "pembilang_sebelum")[DISTRICT] is None
    assert shown(found, "pembilang")[DISTRICT] == 263


def test_a_counted_zero_may_be_said():
    rows = wilayah(row(DISTRICT, (90, 900)), row("a", (90, 600)), row("b", (0, 300)))
    assert shown(ringkasan.protected(rows, DISTRICT, 5), "pembilang")["b"] == 0


def test_one_indicator_does_not_hide_another():
    rows = wilayah(
        row(DISTRICT, (50, 400)),
        row("a", (48, 200)),
        row("b", (2, 200)),
        row(DISTRICT, (90, 400), indikator="wasting_balita"),
        row("a", (40, 200), indikator="wasting_balita"),
        row("b", (50, 200), indikator="wasting_balita"),
    )
    found = ringkasan.protected(rows, DISTRICT, 5)
    assert found["pembilang"].isna().tolist() == [False, True, True, False, False, False]


def moved(kode: str, **counts: int) -> dict:
    return {
        "kode": kode,
        "diukur": 500,
        "stunting_sebelum": 80,
        "baru": 20,
        "kambuh": 0,
        "tidak_lagi": 12,
        "tidak_diukur_ulang": 30,
    } | counts


def movement(*rows: dict) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    return frame.astype(dict.fromkeys(frame.columns[1:], "Int64"))


class Ledgers:
    """What screens.ledgers gives: the district's flows as drawn, and the table with its hidden cells."""

    district: ClassVar = {"awal": 98, "tetap": 50, "baru": 43, "masuk_lain": 9, "tidak_lagi": 36}
    table = pd.DataFrame(
        {"awal": [60, pd.NA], "baru": [40, pd.NA], "tidak_lagi": [12, 12], "akhir": [70, 20]},
        index=["a", "b"],
    )


def test_movements_are_missing_where_the_ledger_hides_them():
    rows = movement(
        moved(DISTRICT, baru=43, kambuh=3, tidak_lagi=36, tidak_diukur_ulang=0),
        moved("b", baru=3, diukur=200),
    ).set_index("kode", drop=False)
    district = ringkasan.protected_movement(rows.loc[DISTRICT], Ledgers, None)
    assert (district["baru"], district["tidak_lagi"]) == (43, 36)
    assert pd.isna(district["kambuh"])  # part of the other ways in
    assert district["tidak_diukur_ulang"] == 0  # a counted zero: nothing was merged on that side
    few = ringkasan.protected_movement(rows.loc["b"], Ledgers, "b")
    assert few["tidak_lagi"] == 12
    assert all(pd.isna(few[name]) for name in ("baru", "kambuh", "stunting_sebelum"))
    nothing = ringkasan.protected_movement(rows.loc["b"], None, "b")
    assert all(pd.isna(nothing[name]) for name in ringkasan.MOVEMENTS)


def kecamatan() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kode_kecamatan": ["a", "b", "c"],
            "nama": ["Ngoro", "Pacet", "Sooko"],
            "tingkat": ["lebih_tinggi", "setara", "setara"],
        }
    )


SCREEN = claims.Screen("stunting_balita", kecamatan=4, beside=6)


def headline(area, movement_row=None, chosen=None) -> str:
    return ringkasan.headline(
        MAIN, area, kecamatan(), movement_row, kabkota="Kabupaten Mojokerto", chosen=chosen
    )


AREA = wilayah(row(DISTRICT, (412, 3120))).iloc[0]


def test_the_headline_of_a_district():
    said = headline(
        AREA, movement(moved(DISTRICT, baru=61, tidak_lagi=88, tidak_diukur_ulang=240)).iloc[0]
    )
    assert said == (
        f"Balita 0-59 bulan stunting 412 dari 3.120 yang diukur (13,2{NBSP}%, 12,1–14,4); "
        "Ngoro lebih tinggi dari kabupaten, 2 kecamatan setara. "
        "61 kasus baru tercatat, 88 tidak lagi stunting, "
        "240 yang stunting siklus lalu tidak diukur ulang."
    )


def test_the_headline_of_a_kecamatan_compares_it_with_the_district():
    said = headline(AREA, chosen=kecamatan().iloc[0])
    assert said.endswith("; lebih tinggi dari kabupaten.")
    assert "setara" not in said


def test_women_have_no_movement_between_cycles():
    assert headline(AREA).endswith("2 kecamatan setara.")


def test_a_hidden_movement_is_not_given_a_number():
    """It may be hidden because it is small or to shield a small one: "kurang dari 5" can be false."""
    some = movement(moved(DISTRICT, baru=pd.NA)).iloc[0]
    said = headline(AREA, some)
    assert "kurang dari 5" not in said.lower()
    assert "12 tidak lagi stunting" in said
    assert "disembunyikan" in said
    every = movement(moved(DISTRICT, baru=pd.NA, tidak_lagi=pd.NA, tidak_diukur_ulang=pd.NA)).iloc[
        0
    ]
    assert "disembunyikan" in headline(AREA, every)
    figure = ringkasan.movement_figure(some)
    assert (figure.value, figure.counts) == ("t.a.", "disembunyikan (angka kecil)")
    assert figure.change.startswith("12 tidak lagi stunting; ")


@pytest.mark.parametrize("area", [None, wilayah(row("d", (None, None))).iloc[0]])
def test_the_headline_of_a_hidden_or_unmeasured_area(area):
    assert headline(area) == (
        "Balita 0-59 bulan stunting: disembunyikan (angka kecil) atau belum ada data."
    )


TARGET = pd.Series({"tahun": 2029, "nilai": 14.2, "milik": "nasional"})


def test_a_rate_as_a_key_figure():
    area = wilayah(row(DISTRICT, (412, 3120), (540, 3000))).iloc[0]
    figure = ringkasan.rate_figure(MAIN, area, TARGET, screen=SCREEN)
    assert (figure.label, figure.value) == ("Stunting", f"13,2{NBSP}%")
    assert figure.counts == "412 dari 3.120 (12,1–14,4)"
    assert (
        figure.change == f"turun dari 18,0{NBSP}% (siklus lalu); target nasional 2029: 14,2{NBSP}%"
    )


def test_a_key_figure_claims_no_change_the_interval_does_not_bear():
    area = wilayah(row(DISTRICT, (412, 3120), (420, 3000))).iloc[0]
    figure = ringkasan.rate_figure(MAIN, area, screen=SCREEN)
    assert figure.change == f"belum berbeda dari siklus lalu (14,0{NBSP}%)"
    assert "tren" not in figure.change


@pytest.mark.parametrize("area", [None, wilayah(row("d", (None, None))).iloc[0]])
def test_a_hidden_or_missing_rate_is_not_zero(area):
    figure = ringkasan.rate_figure(MAIN, area, screen=SCREEN)
    assert figure.value == "t.a."
    assert "disembunyikan" in figure.counts


def test_movement_as_a_key_figure():
    figure = ringkasan.movement_figure(movement(moved("a", baru=61)).iloc[0], 80)
    assert (figure.value, figure.counts) == ("61", "12 tidak lagi stunting")
    assert figure.change == "30 dari 80 yang stunting siklus lalu tidak diukur ulang"
    hidden_before = ringkasan.movement_figure(movement(moved("a")).iloc[0], None)
    assert hidden_before.change == "30 yang stunting siklus lalu tidak diukur ulang"
    assert ringkasan.movement_figure(None).value == "t.a."


def tasks(*rows: tuple[str | None, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["keadaan", "terlambat"])


TASKS = tasks(
    ("selesai", False), ("selesai", False), ("proses", True), ("belum", True), ("batal", False),
    ("belum_ada_laporan", False), ("belum_ada_laporan", True),  # one of them is late as well
)  # fmt: skip


def test_recommendations_are_counted_never_a_percentage():
    figure = ringkasan.task_figure(TASKS, "S2 2025")
    assert (figure.label, figure.value) == ("RTL S2 2025 selesai", "2 dari 7")
    assert (figure.counts, figure.change) == ("3 terlambat", "2 belum ada laporan")
    assert "%" not in "".join((figure.value, figure.counts, figure.change))
    done = ringkasan.task_figure(tasks(("selesai", False)), "S2 2025")
    assert (done.counts, done.change) == ("tidak ada yang terlambat", "semua sudah dilaporkan")
    assert ringkasan.task_figure(TASKS.iloc[0:0], "S2 2025").value == "t.a."


def test_status_counts_with_the_late_ones():
    counts, late = ringkasan.status_counts(TASKS)
    assert counts == {"selesai": 2, "proses": 1, "belum": 1, "batal": 1, "belum_ada_laporan": 2}
    assert late == {"proses": 1, "belum": 1, "belum_ada_laporan": 1}
    assert ringkasan.status_counts(TASKS.iloc[0:0]) == ({}, {})


@pytest.mark.parametrize(
    ("siklus", "tahun"),
    [("2023-S1", 2024), ("2024-S2", 2024), ("2026-S1", 2029), ("2031-S1", 2029)],
)
def test_the_target_is_the_next_one_and_never_interpolated(siklus, tahun):
    targets = pd.DataFrame(
        {"tahun": [2024, 2025, 2029], "nilai": [14.0, 18.8, 14.2], "milik": "nasional"}
    )
    assert ringkasan.target_for(targets, siklus)["tahun"] == tahun
    assert ringkasan.target_for(targets.iloc[0:0], siklus) is None


def test_a_districts_own_target_is_called_its_own():
    own = TARGET.replace("nasional", "kabkota")
    assert ringkasan.target_words(own) == f"target sendiri 2029: 14,2{NBSP}%"


GROUP = pd.DataFrame(
    [
        MAIN,
        MAIN.replace({"stunting_balita": "wasting_balita", "Stunting": "Wasting"}),
        MAIN.replace({"stunting_balita": "cakupan_ukur_balita", "Stunting": "Diukur"}),
    ]
)


def test_four_key_figures_for_children_and_for_women():
    here = wilayah(
        row(DISTRICT, (412, 3120)),
        row(DISTRICT, (3120, 4000), indikator="cakupan_ukur_balita"),
    )
    found = ringkasan.key_figures(GROUP, here, None, {}, TASKS, "2025-S2", SCREEN)
    assert [each.label for each in found] == [
        "Stunting", "Kasus baru tercatat", "Diukur", "RTL S2 2025 selesai",
    ]  # fmt: skip
    assert found[2].value == f"78,0{NBSP}%"
    women = GROUP.assign(kelompok="bumil", nama_pendek=["Anemia", "Risiko KEK", "TTD cukup"])
    found = ringkasan.key_figures(women, here, None, {}, TASKS, "2025-S2", SCREEN)
    assert [each.label for each in found][:3] == ["Anemia", "Risiko KEK", "TTD cukup"]


def test_a_coverage_that_fell_is_a_caution_for_children_only():
    here = wilayah(row(DISTRICT, (400, 1000), (780, 1000), indikator="cakupan_ukur_balita"))
    assert "turun dari 78" in ringkasan.coverage_caution(here, "balita", SCREEN)
    assert ringkasan.coverage_caution(here, "bumil", SCREEN) == ""


def test_the_table_of_all_indicators_says_hidden_as_t_a():
    rows = wilayah(
        row(DISTRICT, (412, 3120), (540, 3000)),
        row(DISTRICT, (None, None), indikator="wasting_balita"),
    )
    table = ringkasan.overview(rows, GROUP, {"stunting_balita": TARGET}, SCREEN)
    assert list(table.columns) == list(ringkasan.OVERVIEW_LABELS)
    assert table["rentang"].tolist() == ["12,1–14,4", "t.a."]
    assert table["siklus_lalu"].tolist() == [
        f"turun dari 18,0{NBSP}% (siklus lalu)",
        "tidak ada pembanding",
    ]
    assert table["target"].tolist() == [f"target nasional 2029: 14,2{NBSP}%", "t.a."]


def test_the_alternative_text_of_an_area_without_data_has_an_empty_row():
    here = wilayah(row(DISTRICT, (412, 3120)))
    found = ringkasan.area_row(here, "stunting_balita", "Kabupaten Mojokerto")
    assert (found["nama"], found["pembilang"]) == ("Kabupaten Mojokerto", 412)
    assert pd.isna(ringkasan.area_row(here, "wasting_balita", "x")["rasio"])
    assert figures.pick(here, indikator="wasting_balita") is None
