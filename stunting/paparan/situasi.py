"""The first part of the presentation: the situation, where, who came and went, and what was prevented."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from stunting import bahasa, theme
from stunting.charts import classes, flow
from stunting.charts import hulu as upstream
from stunting.imports.fields import KELOMPOK
from stunting.paparan import pictures
from stunting.paparan.gambar import Batang, Urutan
from stunting.paparan.layar import Layar
from stunting.paparan.ruang import Ruang
from stunting.presenters import figures, hulu, peta, ringkasan, screens

BAGIAN = "Situasi"


def screens_of(ruang: Ruang) -> Iterator[Layar]:
    """Situation, map, ledger and prevention; a part without data has no screen."""
    seen = screens.ringkasan(ruang.ask, ruang.f, today=ruang.today, **ruang.hide)
    if seen is None:
        return
    yield _now(ruang, seen)
    yield _where(ruang, seen.main)
    yield from _ledger(ruang)
    yield from _prevention(ruang)


def _now(ruang: Ruang, seen: screens.Ringkasan) -> Layar:
    f, main = ruang.f, seen.main
    over_time = screens.tren(ruang.ask, f, main, by_month=False, **ruang.hide)
    pictures_ = ()
    if over_time is not None:
        pictures_ = (
            pictures.over_cycles(
                over_time.chosen,
                over_time.district,
                main,
                kecamatan=f.kecamatan,
                kabkota=f.kabkota,
                judul=f"{main['nama']} per semester",
            ),
        )
    table = pictures.words_table(
        seen.overview,
        ringkasan.OVERVIEW_LABELS,
        "Semua indikator kelompok ini",
        wide={"nama": 3.0, "siklus_lalu": 2.0, "setahun_lalu": 2.0, "target": 1.6},
        formats={"rasio": bahasa.persen},
    )
    return ruang.screen(
        "situasi",
        BAGIAN,
        seen.headline,
        figures.counted(main),
        angka=tuple(seen.key_figures),
        gambar=pictures_,
        ucapan=(seen.headline, *([seen.caution] if seen.caution else [])),
        tabel=table,
    )


def _where(ruang: Ruang, main: pd.Series) -> Layar:
    f = ruang.f
    seen = screens.peta(ruang.ask, f, main, **ruang.hide)
    now = seen.now
    scale = classes.classes(now.kecamatan["rasio"], main["indikator"], main["arah"])
    about = (now.kecamatan, now.district, main)
    named = f"{main['nama_pendek']}, {f.cycle}"
    table = pictures.words_table(
        now.kecamatan,
        {k: v for k, v in peta.LABELS.items() if k in now.kecamatan and k != "tingkat"},
        f"{main['nama']} per kecamatan",
        wide={"nama": 2.0},
        formats=dict.fromkeys(("rasio", "bawah", "atas"), bahasa.persen),
    )
    return ruang.screen(
        "peta",
        BAGIAN,
        seen.headline,
        figures.counted(main),
        gambar=(
            pictures.district_map(
                *about,
                scale,
                kode_kabkota=f.kode_kabkota,
                chosen=f.kode_kecamatan,
                judul=named,
                overlay=ruang.overlay,
            ),
            pictures.rates(*about, f.kode_kecamatan, "Menurut kecamatan, dengan rentang 95 %"),
        ),
        tabel=table,
    )


def _ledger(ruang: Ruang) -> Iterator[Layar]:
    seen = screens.neraca(ruang.ask, ruang.f, **ruang.hide)
    if seen is None:
        return
    drawn = ()
    if seen.area:
        title = f"{KELOMPOK[seen.kelompok]} stunting, {seen.name}"
        drawn = (pictures.ledger(seen.area, title, flow.describe(seen.area, seen.name)),)
    said = [seen.headline, seen.arithmetic, seen.absence]
    yield ruang.screen(
        "neraca",
        BAGIAN,
        seen.headline,
        "Neraca anak stunting: tiap anak dihitung sekali.",
        angka=tuple(seen.key_figures),
        gambar=drawn,
        ucapan=tuple(each for each in said if each),
    )


def _prevention(ruang: Ruang) -> Iterator[Layar]:
    f = ruang.f
    rows = ruang.ask("hulu", **f.params("kode_kabkota", "siklus"))
    if rows.empty:
        return
    table = hulu.steps(rows, f.kode_kecamatan, **ruang.hide)
    headline = hulu.headline(table, f.area)
    yield ruang.screen(
        "pencegahan",
        "Pencegahan",
        headline,
        "Persen dihitung dari yang ada kabarnya; yang berisiko tercatat pada siklus sebelumnya.",
        angka=tuple(hulu.key_figures(table)),
        gambar=(
            Urutan(
                "Teratasi, dari yang ada kabarnya",
                upstream.describe(table, f.area),
                tuple(_step(row) for row in table.itertuples()),
                persen=True,
                utuh=True,
            ),
        ),
        ucapan=(headline, *(each.angka for each in hulu.behind(table))),
    )


def _step(row) -> Batang:
    step = hulu.STEPS[row.langkah]
    name = f"{step.who}: {step.good}"
    if row.disembunyikan:
        return Batang(name, None, figures.HIDDEN, theme.MUTED)
    known = int(row.teratasi + row.belum)
    if not known:
        return Batang(name, None, "belum ada kabar", theme.MUTED)
    share = int(row.teratasi) / known
    words = f"{bahasa.n_dari(row.teratasi, known)} ({bahasa.persen(share, 0)})"
    return Batang(name, share, words, theme.STATUS["selesai"])


def opening(ruang: Ruang, cases: pd.DataFrame) -> Layar:
    """Whose meeting it is, of which cycle, with the cases of each group."""
    groups = cases["kelompok"].value_counts()
    said = [
        f"{bahasa.angka(groups[group])} {bahasa.di_tengah(KELOMPOK[group])}"
        for group in KELOMPOK
        if group in groups
    ]
    audited = (
        f"Kasus yang diaudit: {bahasa.daftar(said)}." if said else "Belum ada kasus yang diaudit."
    )
    return ruang.screen("pembuka", "Pembukaan", "Diseminasi Audit Kasus Stunting", audited)
