"""The second part of the presentation: what was promised last time, the cases, their causes, tata kelola."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from stunting import bahasa
from stunting.charts import penyebab as cause_chart
from stunting.charts import tata_kelola as grade_chart
from stunting.imports.fields import EFEKTIVITAS, KELOMPOK
from stunting.paparan import pictures
from stunting.paparan.layar import Layar
from stunting.paparan.ruang import Ruang
from stunting.paparan.tugas import table as task_table
from stunting.presenters import kasus, keputusan, pencegahan, penyebab, rantai, tata_kelola
from stunting.presenters.figures import KeyFigure
from stunting.rapat.berita_acara import Isi
from stunting.rapat.tugas import states

CASES, CAUSES = "Kasus audit", "Penyebab dan pencegahan"
_COUNTED = "Kasus yang dipilih dihitung, tidak dijadikan persen."
_OBSTACLES = 5  # of tata kelola that are read out
_READ_OUT = 2  # recommendations of a case


def carried(ruang: Ruang, isi: Isi) -> Layar:
    """What became of the last cycle's recommendations, by office, and who is late."""
    f, before = ruang.f, bahasa.siklus(isi.siklus_lalu)
    headline = rantai.headline(isi.lalu, before, len(isi.kasus), len(isi.tugas), f)
    late = isi.lalu[isi.lalu["terlambat"]]
    overdue = list(keputusan.table(late).itertuples())
    drawn = ()
    if len(isi.lalu):
        drawn = (
            pictures.task_states(
                isi.lalu, states, f"Rekomendasi {before} menurut OPD/instansi", headline
            ),
            pictures.points(
                [(row.opd, f"{row.tugas} ({bahasa.di_tengah(row.keadaan)})") for row in overdue],
                f"Terlambat per {bahasa.tanggal(ruang.today)}",
            ),
        )
    return ruang.screen(
        "rtl-lalu",
        "Tindak lanjut semester lalu",
        headline,
        f"Terlambat dihitung per {bahasa.tanggal(ruang.today)}.",
        angka=tuple(rantai.key_figures(isi.lalu, bahasa.siklus_pendek(isi.siklus_lalu))),
        gambar=drawn if overdue else drawn[:1],
        tabel=task_table(isi.lalu, f"Semua rekomendasi {before}"),
    )


def cases(ruang: Ruang, isi: Isi) -> Iterator[Layar]:
    """One screen per audited group and per case; then which could have been prevented, and the causes."""
    for group, label in KELOMPOK.items():
        own = isi.kasus[isi.kasus["kelompok"] == group]
        if own.empty:
            continue
        yield _group(ruang, own, group, label)
        for code in own["kasus_id"]:
            yield _case(ruang, isi, code)
    if len(isi.kasus):
        yield _preventable(ruang, isi.kasus)
        yield _causes(ruang, isi.kasus)


def _group(ruang: Ruang, own: pd.DataFrame, group: str, label: str) -> Layar:
    places = own["kecamatan"].nunique()
    headline = (
        f"{label}: {bahasa.angka(len(own))} kasus diaudit di {bahasa.angka(places)} kecamatan; "
        f"{bahasa.angka(int((own['rekomendasi'] > 0).sum()))} sudah punya rekomendasi."
    )
    table = pencegahan.table(own).drop(columns="kelompok")
    labels = {name: words for name, words in pencegahan.LABELS.items() if name != "kelompok"}
    wide = {"layanan": 2.6, "penyebab": 2.0, "risiko": 2.6, "kecamatan": 1.3, "nilai": 1.3}
    return ruang.screen(
        f"kelompok-{group}",
        CASES,
        headline,
        _COUNTED,
        angka=(
            KeyFigure("Kasus", bahasa.angka(len(own)), f"{bahasa.angka(places)} kecamatan"),
            KeyFigure(
                "Risiko tinggi saat audit",
                bahasa.angka(int((own["status_risiko_awal"] == "tinggi").sum())),
                "kasus",
            ),
            *pencegahan.key_figures(own)[:1],
            KeyFigure("Rekomendasi", bahasa.angka(int(own["rekomendasi"].sum())), "di buku kerja"),
        ),
        gambar=(pictures.words_table(table, labels, "Kasus kelompok ini", wide=wide),),
    )


def _case(ruang: Ruang, isi: Isi, code: str) -> Layar:
    f = ruang.f
    seen = kasus.look(ruang.ask, isi.kasus, isi.tugas, code, rinci=False)
    short = keputusan.short(code)
    measured = (
        pictures.growth(seen.growth, seen.band, "Tinggi menurut umur dan garis WHO")
        if seen.child and len(seen.growth)
        else pictures.words_table(
            kasus.measures(seen), kasus.MEASURE_LABELS, "Ukuran dan ambangnya", wide={"ukuran": 2.2}
        )
    )
    by_level = seen.causes.groupby("tingkat", sort=False)["penyebab"].agg("; ".join)
    told = [(level, names) for level, names in by_level.items()]
    told += [("Rumah dan keluarga", kasus.home(seen))]
    told += [
        (f"Rekomendasi {row.opd}", f"{row.tugas} ({bahasa.di_tengah(row.keadaan)})")
        for row in kasus.task_table(seen).head(_READ_OUT).itertuples()
    ]
    return ruang.screen(
        f"kasus-{short}",
        CASES,
        kasus.headline(seen, f),
        "Tanpa identitas.",
        angka=tuple(kasus.key_figures(seen)),
        ucapan=(kasus.headline(seen, f), kasus.support(seen)),
        gambar=(measured, pictures.points(told, "Penyebab, keadaan dan rekomendasi")),
        tabel=task_table(seen.tasks, f"Rekomendasi {short}"),
    )


def _preventable(ruang: Ruang, own: pd.DataFrame) -> Layar:
    f, services = ruang.f, pencegahan.by_service(own)
    headline = pencegahan.headline(own, f.area, f.cycle)
    judged = own["dapat_dicegah"].notna().sum()
    title = "Layanan yang dapat mencegah"
    bars = pictures.counts(
        services["layanan"], services["kasus"], len(own), title, pencegahan.describe(own)
    )
    return ruang.screen(
        "dapat-dicegah",
        CAUSES,
        headline,
        f"Penilaian pakar. {_COUNTED}",
        angka=tuple(pencegahan.key_figures(own)[:3]) if judged else (),
        gambar=(bars,) if len(services) else (),
        tabel=pictures.words_table(pencegahan.table(own), pencegahan.LABELS, "Semua kasus"),
    )


def _causes(ruang: Ruang, own: pd.DataFrame) -> Layar:
    f, levels = ruang.f, ruang.ask("penyebab_daftar")
    table = penyebab.counted(own, levels)
    headline = penyebab.headline(table, len(own), f.area, f.cycle, "")
    labels = {"penyebab": "Penyebab", "kasus": "Kasus"}
    return ruang.screen(
        "penyebab",
        CAUSES,
        headline,
        f"Satu kasus bisa punya beberapa penyebab. {_COUNTED}",
        gambar=(
            pictures.counts(
                table["penyebab"],
                table["kasus"],
                len(own),
                "Penyebab pada kasus audit",
                cause_chart.describe(table, len(own)),
            ),
        )
        if len(table)
        else (),
        tabel=pictures.words_table(
            table, labels, "Penyebab pada kasus audit", wide={"penyebab": 4.0}
        ),
    )


def governance(ruang: Ruang) -> Iterator[Layar]:
    """How the district works on it; no screen where nothing was noted."""
    f = ruang.f
    rows = ruang.ask("tata_kelola_daftar", **f.params("kode_kabkota", "kode_kecamatan", "siklus"))
    if rows.empty:
        return
    headline = tata_kelola.headline(rows, f.area, f.cycle)
    grades = {
        grade: (EFEKTIVITAS[grade].lower(), colour) for grade, colour in grade_chart.COLOUR.items()
    }
    counted = tata_kelola.by_aspect(rows)
    told = tata_kelola.table(rows)
    held = told[rows["kendala"].notna().to_numpy()]
    drawn = []
    graded = [grade for grade in tata_kelola.ORDER if counted[grade].any()]
    if len(graded) > 1:  # with one grade there is nothing to compare
        title = "Efektivitas menurut aspek"
        alt = grade_chart.describe(counted)
        drawn.append(pictures.stacked(counted, "aspek", grades, title, alt))
    if len(held):
        said = [
            (
                f"{row.kecamatan}, {bahasa.di_tengah(row.aspek)}",
                f"{row.kendala}. Solusi: {row.solusi}",
            )
            for row in held.head(_OBSTACLES).itertuples()
        ]
        more = len(held) - len(said)
        title = f"Kendala dan solusinya (dan {bahasa.angka(more)} lain di halaman Tata kelola)"
        drawn.append(pictures.points(said, title if more else "Kendala dan solusinya"))
    yield ruang.screen(
        "tata-kelola",
        "Tata kelola",
        headline,
        "Buku kerja audit, lembar Tata Kelola.",
        angka=tuple(
            KeyFigure(EFEKTIVITAS[grade], bahasa.angka(int(counted[grade].sum())), "catatan")
            for grade in graded
            if len(graded) > 1  # the only one stands in the sentence
        ),
        gambar=tuple(drawn),
        tabel=pictures.words_table(told, tata_kelola.LABELS, "Tata kelola"),
    )
