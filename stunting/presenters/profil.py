"""Profil kecamatan: everything a camat answers for, in one screen and on one sheet of A4.

Nothing is counted here: each line comes from the page that is about it (Rapor, Neraca, Keluarga berisiko,
Peta).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import KELOMPOK
from stunting.kept import once
from stunting.presenters import (
    figures,
    kelengkapan,
    keluarga,
    rapor,
    rincian,
    screens,
    sentences,
    wilayah,
)
from stunting.presenters import peta as peta_words
from stunting.presenters import ringkasan as ringkasan_words
from stunting.presenters.figures import KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.rapat import keputusan, tugas
from stunting.rapat.keputusan import Standing
from stunting.siklus import previous
from stunting.stats import claims, rates
from stunting.stats.tiers import DISEMBUNYIKAN, NILAI, TANPA_DATA

Ask = Callable[..., pd.DataFrame]
LABELS = {
    "kelompok": "Kelompok",
    "indikator": "Indikator",
    "angka": "Kecamatan",
    "rentang": "Rentang 95 %",
    "kabkota": "Kab/kota",
    "nilai": "Dibanding kab/kota",
    "siklus_lalu": "Dibanding siklus lalu",
}
LEDGER = "Neraca anak stunting"
_PER_GROUP = 3  # indicators of each group, the first by their order
CHOOSE = "Pilih satu kecamatan di bilah atas, atau di sini:"


@dataclass(frozen=True)
class Profil:
    """One kecamatan and cycle, ready to be drawn."""

    headline: str
    behind: list[Rincian]
    key_figures: list[KeyFigure]
    table: pd.DataFrame
    lines: list[tuple[str, str]]  # what it is about, and what is said of it


def look(ask: Ask, f, *, today: date, hide_small: bool, threshold: int) -> Profil | None:
    """Ask everything the page shows of ``f.kode_kecamatan``; None when the district has no data."""
    return _look(ask, keputusan.read(), f, today, hide_small, threshold)


@once
def _look(
    ask: Ask, said: Standing, f, today: date, hide_small: bool, threshold: int
) -> Profil | None:
    hide = {"hide_small": hide_small, "threshold": threshold}
    rows = ask("indikator_wilayah", **f.params("kode_kabkota", "siklus"))
    if rows.empty:
        return None
    known = ask("indikator_daftar")
    names = wilayah.kecamatan(ask, f.kode_kabkota)
    children = "balita" if f.kelompok not in ringkasan_words.CHILDREN else f.kelompok
    main = known[known["kelompok"] == children].iloc[0]
    cells = rapor.of_district(ask, f.kode_kabkota, f.siklus, main["indikator"], **hide)
    here = cells[cells["kode_kecamatan"] == f.kode_kecamatan]
    district = rapor.district(rows, f.kode_kabkota, **hide)
    over_time = screens.of_areas(ask, f.kode_kabkota, f.siklus, **hide)
    changes = over_time[over_time["kode"] == f.kode_kecamatan].set_index("indikator", drop=False)
    screen = claims.Screen(main["indikator"], len(names), max(1, rows["indikator"].nunique()))
    tasks = tugas.listed(
        ask,
        said,
        siklus=previous(f.siklus),
        today=today,
        rinci=not hide_small,
        **f.params("kode_kabkota", "kode_kecamatan"),
    )
    row = figures.pick(here, kode=main["indikator"])
    whole = rates.with_intervals(rows[rows["indikator"] == main["indikator"]])
    whole = figures.pick(whole.assign(nama=f.kabkota), kode=f.kode_kabkota)
    return Profil(
        headline=headline(main, row, f.kecamatan, f.cycle, f.kabkota),
        behind=behind(main, row, figures.whole(whole, **hide), f.kabkota),
        key_figures=_key_figures(here, known, main, children, tasks, f),
        table=as_table(here, district, known, changes, screen),
        lines=[
            line
            for line in (
                _ledger(ask, f, children, hide),
                ("Audit", _audit(ask, f, rinci=not hide_small)),
                ("Keluarga", _families(ask, f, kerja=not hide_small)),
                ("Laporan bulanan", _reports(ask, f)),
                ("Ukuran yang diperlukan", sentences.too_few(main, row)),
            )
            if line[1]
        ],
    )


def headline(
    indikator: pd.Series, row: pd.Series | None, kecamatan: str, cycle: str, kabkota: str
) -> str:
    """The rate of the kecamatan and its place, by the rule of the map."""
    start = f"{kecamatan}, {cycle}"
    if row is None or row["tingkat"] == TANPA_DATA:
        return f"{start}: {indikator['subjek'].lower()}, belum ada data."
    if row["tingkat"] == DISEMBUNYIKAN:
        return f"{start}: {indikator['subjek'].lower()}, {figures.HIDDEN}."
    place = sentences.against_district(row["tingkat"], sentences.district_word(kabkota))
    return f"{start}: {sentences.rate(indikator, row)}; {place}."


def behind(
    indikator: pd.Series, row: pd.Series | None, district: pd.Series, kabkota: str
) -> list[Rincian]:
    """What the clauses of ``headline`` rest on; ``district``: the district's row as it may be shown."""
    if row is None or pd.isna(row["rasio"]):
        return []
    word = sentences.district_word(kabkota)
    return [rincian.of_rate(indikator, row), rincian.of_place(row, district, word)]


def _key_figures(
    here: pd.DataFrame,
    known: pd.DataFrame,
    main: pd.Series,
    children: str,
    tasks: pd.DataFrame,
    f,
) -> list[KeyFigure]:
    codes = (main["indikator"], f"kasus_baru_{children}", f"cakupan_ukur_{children}")
    names = known.set_index("indikator")["nama_pendek"]
    rates = [_figure(figures.pick(here, kode=code), names[code]) for code in codes]
    return [
        *rates,
        ringkasan_words.task_figure(tasks, bahasa.siklus_pendek(previous(f.siklus))),
    ]


def _figure(row: pd.Series | None, name: str) -> KeyFigure:
    if row is None:
        return KeyFigure(name, bahasa.KOSONG, "belum ada data")
    if pd.isna(row["rasio"]):
        return KeyFigure(row["indikator"], bahasa.KOSONG, NILAI[row["nilai"]])
    counts = bahasa.n_dari(row["pembilang"], row["penyebut"])
    interval = bahasa.rentang(row["bawah"], row["atas"])
    return KeyFigure(
        row["indikator"], bahasa.persen(row["rasio"]), f"{counts} ({interval})", NILAI[row["nilai"]]
    )


def as_table(
    here: pd.DataFrame,
    district: pd.Series,
    known: pd.DataFrame,
    changes: pd.DataFrame,
    screen: claims.Screen,
) -> pd.DataFrame:
    """The first indicators of every group: rate, counts and interval, the district's rate and what that
    means, the cycle before.

    ``changes``: the kecamatan's rows of indikator_wilayah, as they may be shown, by indicator.
    """
    first = known.groupby("kelompok").head(_PER_GROUP)["indikator"]
    rows = here[here["kode"].isin(first)]
    return pd.DataFrame(
        {
            "kelompok": rows["kelompok"].map(rapor.GROUPS),
            "indikator": rows["indikator"],
            "angka": [_written(row) for _, row in rows.iterrows()],
            "rentang": [
                bahasa.rentang(low, high)
                for low, high in zip(rows["bawah"], rows["atas"], strict=True)
            ],
            "kabkota": [bahasa.persen(district.get(code)) for code in rows["kode"]],
            "nilai": [NILAI[each].partition(" (")[0] for each in rows["nilai"]],
            "siklus_lalu": [
                ringkasan_words.change(changes.loc[code], screen, named=False)
                if code in changes.index
                else sentences.NO_COMPARISON
                for code in rows["kode"]
            ],
        }
    ).reset_index(drop=True)


def _written(row: pd.Series) -> str:
    if pd.isna(row["rasio"]):
        return bahasa.KOSONG
    return f"{bahasa.persen(row['rasio'])} ({bahasa.n_dari(row['pembilang'], row['penyebut'])})"


def _ledger(ask: Ask, f, children: str, hide: dict) -> tuple[str, str]:
    seen = screens.neraca(ask, replace(f, kelompok=children), **hide)
    if seen is None:
        return (LEDGER, "")
    if seen.name != f.kecamatan:  # the page Neraca then shows the district's
        return (LEDGER, f"{figures.HIDDEN.capitalize()}.")
    return (LEDGER, seen.arithmetic)


def _audit(ask: Ask, f, *, rinci: bool) -> str:
    cases = ask("kasus_per_kelompok", **f.params("kode_kabkota", "siklus"))
    where = f.params("kode_kabkota", "kode_kecamatan", "siklus")
    causes = ask("kasus_penyebab_ringkas", rinci=rinci, **where)
    here = cases[cases["kode_kecamatan"] == f.kode_kecamatan]
    return " ".join(peta_words.audit_lines(here, causes, KELOMPOK))


def _families(ask: Ask, f, *, kerja: bool) -> str:
    known = ask("kebutuhan_daftar")
    rows = ask(
        "keluarga_berisiko",
        scope=[f.kode_kecamatan],
        siklus=f.siklus,
        kelompok=None,
        kebutuhan=None,
        opd=None,
        bantuan=None,
        rinci=kerja,
    )
    counted = keluarga.needs(rows, known, kerja=kerja)
    if rows.empty:
        return ""
    said = f"{keluarga.count(len(rows), kerja=kerja)} keluarga punya kebutuhan yang tercatat"
    if counted["jumlah"].isna().all():
        return f"{said}."
    top = counted[counted["jumlah"].notna()].head(3)
    named = [f"{row.nama} {bahasa.angka(row.jumlah)}" for row in top.itertuples()]
    return f"{said}. Terbanyak: {bahasa.daftar(named)}."


def _reports(ask: Ask, f) -> str:
    months = ask("mutu_bulan", **f.params("kode_kabkota", "siklus"))
    months = months[months["kode_kecamatan"] == f.kode_kecamatan]
    if months.empty:
        return ""
    desa = kelengkapan.per_desa(months)
    place = kelengkapan.place_word(desa)
    never = desa.loc[~desa["pernah"], "desa"].tolist()
    if not never:
        return f"Semua {bahasa.angka(len(desa))} {place} pernah melapor dalam 12 bulan."
    named = bahasa.daftar(never[:5]) + (" dan lainnya" if len(never) > 5 else "")
    return f"{bahasa.n_dari(len(never), len(desa))} {place} belum pernah melapor dalam 12 bulan: {named}."
