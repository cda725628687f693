"""The last part of the presentation: families and their aid, whose task is what by when, what was decided."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from stunting import bahasa, theme
from stunting.charts import needs as need_chart
from stunting.paparan import pictures
from stunting.paparan.gambar import Batang, Tabel, Urutan
from stunting.paparan.layar import Layar
from stunting.paparan.ruang import Ruang
from stunting.presenters import keluarga, keputusan, prioritas, wilayah
from stunting.presenters.figures import KeyFigure
from stunting.rapat.bahan import NO_OFFICE
from stunting.rapat.berita_acara import Isi
from stunting.rapat.tugas import RAPAT, states

ROWS_ON_A_SCREEN = 6
_LABELS = {
    name: keputusan.LABELS[name] for name in ("kode", "tugas", "kasus", "tenggat", "keadaan")
}
_WIDE = {"tugas": 4.2, "keadaan": 2.6, "kode": 1.9, "kasus": 1.3, "tenggat": 1.2}


def table(tasks: pd.DataFrame, judul: str, *, office: bool = True) -> Tabel:
    """Tasks as the list of Keputusan rapat says them; with the office where they are of several."""
    labels = {"opd": keputusan.LABELS["opd"], **_LABELS} if office else _LABELS
    return pictures.words_table(keputusan.table(tasks), labels, judul, wide={**_WIDE, "opd": 1.4})


def families(ruang: Ruang) -> Iterator[Layar]:
    """Which needs the families have, how many had aid, which offices could close them."""
    f = ruang.f
    known = ruang.ask("kebutuhan_daftar")
    rows = ruang.ask(
        "keluarga_berisiko",
        scope=wilayah.scope(ruang.ask, f.kode_kabkota, f.kode_kecamatan),
        kebutuhan=None,
        opd=None,
        bantuan=None,
        rinci=False,
        **f.params("siklus", "kelompok"),
    )
    if rows.empty:
        return
    counted = keluarga.needs(rows, known, kerja=False)
    headline = keluarga.headline(rows, f.area, f.group, kerja=False)
    aided = prioritas.by_aid(rows, known, kerja=False)
    labels = {name: prioritas.AID_LABELS[name] for name in prioritas.AID_LABELS}
    yield ruang.screen(
        "keluarga",
        "Keluarga berisiko dan bantuan",
        headline,
        "Verval KRS, pengukuran dan pemeriksaan siklus ini; satu keluarga bisa punya beberapa kebutuhan.",
        gambar=(
            Urutan(
                "Keluarga menurut kebutuhan, dan yang belum tercatat dibantu",
                need_chart.describe(counted),
                tuple(_need(row) for row in counted.itertuples()),
                persen=False,
            ),
        ),
        ucapan=(headline, prioritas.aid_headline(rows, f.area, kerja=False)),
        tabel=pictures.words_table(aided, labels, "Menurut bantuan", wide={"nama": 2.0}),
    )


def _need(row) -> Batang:
    name = f"{row.nama} ({row.opd})"
    if pd.isna(row.jumlah):
        return Batang(name, None, keluarga.HIDDEN, theme.MUTED)
    words = bahasa.angka(row.jumlah)
    if not pd.isna(row.belum):
        words += f", {bahasa.angka(row.belum)} belum dibantu"
    return Batang(name, float(row.jumlah), words, theme.PRIMARY)


def by_office(ruang: Ruang, isi: Isi) -> Iterator[Layar]:
    """The open tasks of each office, as many screens as they need; nothing is left out."""
    both = pd.concat([isi.lalu, isi.tugas], ignore_index=True)
    still = both[~both["keadaan"].isin(("selesai", "batal"))]
    for office, own in still.groupby(still["opd"].fillna(NO_OFFICE), sort=True):
        own = own.sort_values(["terlambat", "tenggat"], ascending=[False, True])
        late = int(own["terlambat"].sum())
        said = f", {bahasa.angka(late)} terlambat" if late else ""
        headline = f"{office}: {bahasa.angka(len(own))} tugas terbuka{said}."
        yield from _pages(
            ruang, f"tugas-{office}", "Tugas menurut OPD", headline, own, office=False
        )


def decided(ruang: Ruang, isi: Isi) -> Iterator[Layar]:
    """What this meeting decided so far; the screen is there before the first decision too."""
    own = isi.tugas[isi.tugas["asal"] == RAPAT]
    counted = states(isi.tugas)
    figures = tuple(
        KeyFigure(word.capitalize(), bahasa.angka(number), "tugas siklus ini")
        for word, number in counted.items()
        if number
    )
    if own.empty:
        headline = f"Keputusan rapat {ruang.f.cycle}: belum ada yang dicatat."
        yield ruang.screen("keputusan", "Keputusan rapat", headline, "", angka=figures)
        return
    offices = own["opd"].fillna(NO_OFFICE).nunique()
    headline = (
        f"Rapat {ruang.f.cycle} memutuskan {bahasa.angka(len(own))} tugas untuk {bahasa.angka(offices)} "
        "OPD/instansi."
    )
    yield from _pages(ruang, "keputusan", "Keputusan rapat", headline, own, office=True)


def _pages(
    ruang: Ruang, kunci: str, bagian: str, headline: str, own: pd.DataFrame, *, office: bool
) -> Iterator[Layar]:
    """A list of tasks in as many screens as it needs, numbered."""
    many = -(-len(own) // ROWS_ON_A_SCREEN)
    each = -(-len(own) // many)  # evenly: no screen with a lonely last row
    for page in range(many):
        part = own.iloc[page * each : (page + 1) * each]
        title = "Tugas" if many == 1 else f"Tugas, layar {page + 1} dari {many}"
        rows = table(part, title, office=office)
        yield ruang.screen(
            kunci if page == 0 else f"{kunci}-{page + 1}",
            bagian,
            headline,
            f"Terlambat dihitung per {bahasa.tanggal(ruang.today)}.",
            gambar=(rows,),
            tabel=rows,
        )
