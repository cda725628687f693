"""Small figures: no screen of any kecamatan shows 1 to 4 people, nor lets them be told from the rest."""

import re

import pandas as pd
import pytest

from stunting.paparan import situasi, tugas
from stunting.paparan.gambar import Arus, Peta, Tabel, Urutan
from stunting.paparan.layar import Layar
from stunting.paparan.ruang import Ruang
from stunting.pilihan import Filters
from stunting.presenters import hulu, keluarga, screens, wilayah
from stunting.rapat import keputusan
from tests.paparan_reading import TODAY, district, number, pairs, pictures, said

HIDE = {"hide_small": True, "threshold": 5}
SMALL = range(1, 5)


def kecamatan(ask, kode: str, kelompok: str) -> list[Filters]:
    """The district and each kecamatan of it."""
    names = wilayah.kecamatan(ask, kode)
    return [
        district(kode, kelompok=kelompok),
        *(
            district(kode, kelompok=kelompok, kode_kecamatan=code, kecamatan=name)
            for code, name in names.items()
        ),
    ]


def screens_about_people(ask, f: Filters) -> dict[str, Layar]:
    """The screens that count whole populations, by key; audited cases are chosen and few."""
    ruang = Ruang(ask, keputusan.read(), f, TODAY)
    made = (*situasi.screens_of(ruang), *tugas.families(ruang))
    return {each.kunci: each for each in made}


def spoken_of_people(layar) -> set[tuple[int, int]]:
    """The pairs "x dari n" of a population screen; what is said of recommendations is not of people."""
    figures = tuple(each for each in layar.angka if not each.label.startswith("RTL"))
    plain = re.sub(r"Dari \d+ rekomendasi[^.]*\.", "", said((layar.judul, layar.ucapan, figures)))
    return pairs(plain) | pairs((layar.gambar, layar.tabel))


def in_columns(tabel: Tabel | None) -> list[tuple[int, int]]:
    """The pairs a table has in two columns of their own."""
    heads = [heading for heading, *_ in tabel.kolom] if tabel else []
    if not {"Jumlah", "Dari"} <= set(heads):
        return []
    places = heads.index("Jumlah"), heads.index("Dari")
    found = [[row[at] for at in places] for row in tabel.baris]
    return [
        tuple(map(number, pair)) for pair in found if all(re.match(r"\d", cell) for cell in pair)
    ]


@pytest.mark.parametrize(
    ("kode", "kelompok"), [("35.16", "balita"), ("33.75", "bumil"), ("33.75", "catin")]
)
def test_no_screen_of_any_kecamatan_shows_a_small_figure(sample_store, ask, kode, kelompok):
    hidden = shown = 0
    for f in kecamatan(ask, kode, kelompok):
        own = screens_about_people(ask, f)
        assert own.keys() >= {"situasi", "peta"}, f.area
        for key, layar in own.items():
            for part, total in spoken_of_people(layar):
                assert part not in SMALL, f"{f.area}, {key}: {part} dari {total}"
                assert total - part not in SMALL, f"{f.area}, {key}: {part} dari {total}"
                shown += 1
            for figure in layar.angka:
                count = re.fullmatch(r"\d+", figure.value)
                assert not count or int(count[0]) not in SMALL, f"{f.area}, {key}: {figure}"
            for part, total in in_columns(layar.tabel):
                assert part not in SMALL, f"{f.area}, {key}: {part} dari {total}"
                assert total - part not in SMALL, f"{f.area}, {key}: {part} dari {total}"
                shown += 1
        hidden += _as_the_page_has_it(ask, f, own)
    assert shown > 30
    assert hidden > 5  # there was something to hide


def _as_the_page_has_it(ask, f: Filters, own: dict) -> int:
    """Each count in a picture is one of the page in mode tayang; how many the page keeps to itself."""
    seen = screens.ringkasan(ask, f, today=TODAY, **HIDE)
    (bars,), (drawn,) = pictures(own["peta"], Urutan), pictures(own["peta"], Peta)
    rows = screens.peta(ask, f, seen.main, **HIDE).now.kecamatan
    known = rows[rows["pembilang"].notna()]
    counts = set(zip(known["pembilang"], known["penyebut"], strict=True))
    gone = set(rows.loc[rows["rasio"].isna(), "nama"])
    assert pairs(bars.batang) <= counts
    assert {each.nama for each in bars.batang if each.nilai is None} == gone
    assert {each.nama for each in drawn.daerah if not each.nilai} == gone
    for each in bars.batang:
        if each.nama in gone:
            assert (each.bawah, each.atas) == (None, None)
            assert not re.search(r"\d", each.teks)
    return len(gone) + _flows(ask, f, own) + _steps(ask, f, own) + _needs(ask, f, own)


def _flows(ask, f: Filters, own: dict) -> int:
    page = screens.neraca(ask, f, **HIDE)
    if page is None:
        assert "neraca" not in own
        return 0
    drawn = pictures(own["neraca"], Arus)
    if not page.area:
        assert drawn == []
        return 1
    (flow,) = drawn
    counts = set(page.area.values())
    for count in (flow.awal[0], flow.akhir[0], *(each.jumlah for each in flow.aliran)):
        assert count in counts
        assert count not in SMALL, f.area
    assert flow.awal[0] + _net(flow) == flow.akhir[0]
    return 0


def _net(flow: Arus) -> int:
    return sum(each.jumlah * {"+": 1, "-": -1, "": 0}[each.tanda] for each in flow.aliran)


def _steps(ask, f: Filters, own: dict) -> int:
    rows = ask("hulu", **f.params("kode_kabkota", "siklus"))
    page = hulu.steps(rows, f.kode_kecamatan, **HIDE)
    (bars,) = pictures(own["pencegahan"], Urutan)
    for row, each in zip(page.itertuples(), bars.batang, strict=True):
        if row.disembunyikan:
            assert each.nilai is None
            assert not re.search(r"\d", each.teks)
        elif each.nilai is not None:
            assert pairs(each.teks) == {(row.teratasi, row.teratasi + row.belum)}
    return int(page["disembunyikan"].sum())


def _needs(ask, f: Filters, own: dict) -> int:
    if "keluarga" not in own:
        return 0
    rows = ask(
        "keluarga_berisiko",
        scope=wilayah.scope(ask, f.kode_kabkota, f.kode_kecamatan),
        kebutuhan=None,
        opd=None,
        bantuan=None,
        rinci=False,
        **f.params("siklus", "kelompok"),
    )
    page = keluarga.needs(rows, ask("kebutuhan_daftar"), kerja=False)
    (bars,) = pictures(own["keluarga"], Urutan)
    for row, each in zip(page.itertuples(), bars.batang, strict=True):
        assert each.nilai == (None if pd.isna(row.jumlah) else row.jumlah)
        numbers = [int(found.replace(".", "")) for found in re.findall(r"\d[\d.]*", each.teks)]
        if each.nilai is None:
            assert each.teks == keluarga.HIDDEN
        else:
            assert numbers == [n for n in (row.jumlah, row.belum) if pd.notna(n)]
            assert not set(numbers) & set(SMALL), f"{f.area}: {each.teks}"
    return int(page["jumlah"].isna().sum())


def test_what_is_looked_for_is_found():
    assert pairs("12 dari 1.345 balita; 3 dari 18 kecamatan") == {(12, 1345)}
    assert pairs(("7 dari 9.",)) == {(7, 9)}
