"""The screens of a meeting: their order, that nothing is lost, and that nobody is named."""

import re
from dataclasses import replace
from datetime import date
from itertools import groupby

import pandas as pd
import pytest

from stunting import bahasa, db, reference, store
from stunting.imports.fields import KELOMPOK
from stunting.paparan import compose
from stunting.paparan.gambar import Butir, Garis, Peta, Tabel, Urutan
from stunting.presenters import screens
from stunting.presenters.keputusan import short
from stunting.rapat import bahan, keputusan
from stunting.rapat.keputusan import Putusan
from stunting.rapat.tugas import CLOSED
from tests.paparan_reading import CHOICES, TODAY, district, pairs, pictures, said, screen

HIDE = {"hide_small": True, "threshold": 5}
WHERE = ("kode_kabkota", "kode_kecamatan", "siklus")
AUDITED = re.compile(r"(kelompok|kasus)-|^(penyebab|dapat-dicegah|tata-kelola)$")
FIRST = ["pembuka", "rtl-lalu", "situasi", "peta", "neraca", "pencegahan"]
PARTS = [
    "Pembukaan", "Tindak lanjut semester lalu", "Situasi", "Pencegahan", "Kasus audit",
    "Penyebab dan pencegahan", "Tata kelola", "Keluarga berisiko dan bantuan", "Tugas menurut OPD",
    "Keputusan rapat",
]  # fmt: skip


def cases(version, f) -> dict[str, list[str]]:
    """The audited cases of a choice by group, from their table itself."""
    with db.reading(version) as cursor:
        cursor.execute(
            "select kelompok, kasus_id from kasus where siklus = ? and kode_kecamatan like ? || '%'"
            " order by kasus_id",
            [f.siklus, f.kode_kecamatan or f.kode_kabkota],
        )
        rows = cursor.fetchall()
    return {group: [code for of, code in rows if of == group] for group in KELOMPOK}


def tasks(ask, f) -> pd.DataFrame:
    """The open tasks of the meeting: of its cycle and carried over."""
    whole = bahan.gather(
        ask,
        keputusan.read(),
        kode_kabkota=f.kode_kabkota,
        kabkota=f.kabkota,
        siklus=f.siklus,
        today=TODAY,
        catatan="",
    )
    isi = bahan.narrowed(whole, f.kode_kecamatan)
    both = pd.concat([isi.lalu, isi.tugas], ignore_index=True)
    return both[~both["keadaan"].isin(CLOSED)]


def test_the_screens_come_as_the_meeting_has_them(sample_store, ask, f, made):
    of_cases = [
        key
        for group, codes in cases(sample_store, f).items()
        if codes
        for key in (f"kelompok-{group}", *(f"kasus-{short(code)}" for code in codes))
    ]
    keys = [each.kunci for each in made.layar]
    governed = bool(len(ask("tata_kelola_daftar", **f.params(*WHERE))))
    after = [
        *(["dapat-dicegah", "penyebab"] if of_cases else []),
        *(["tata-kelola"] if governed else []),
        "keluarga",
    ]
    known = [*FIRST, *of_cases, *after]
    assert [key for key in keys if not key.startswith("tugas-")][: len(known)] == known
    rest = keys[len(known) :]
    assert [re.match(r"tugas|keputusan", key)[0] for key in rest] == [
        *["tugas"] * (len(rest) - 1), "keputusan",
    ]  # fmt: skip
    parts = [part for part, _ in groupby(each.bagian for each in made.layar)]
    assert parts == [part for part in PARTS if part in parts]  # each once, in this order


@pytest.mark.parametrize("f", ["mojokerto", "pekalongan"], indirect=True)
def test_no_part_of_a_district_s_meeting_is_missing(made):
    assert list(dict.fromkeys(each.bagian for each in made.layar)) == PARTS


def test_keys_are_unique_and_safe_in_an_address(made):
    keys = [each.kunci for each in made.layar]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", key) for key in keys)


def test_offices_whose_names_differ_only_in_signs_keep_their_own_screens(
    compose_it, ask, sample_store, monkeypatch
):
    made = compose_it(CHOICES["mojokerto"])
    names = ("tugas-OPD KB", "tugas-OPD/KB", "tugas-OPD KB 2", "tugas-OPD-KB")
    twins = [replace(made.layar[0], kunci=name) for name in names]
    monkeypatch.setattr(compose, "_screens", lambda ruang: iter(twins))
    keys = [
        each.kunci
        for each in compose.paparan(ask, keputusan.read(), CHOICES["mojokerto"], TODAY).layar
    ]
    assert keys[0] == "tugas-OPD-KB"
    assert len(set(keys)) == len(keys)


def test_every_open_task_stands_on_one_screen_of_its_office(sample_store, ask, f, made):
    expected = tasks(ask, f)
    shown = []
    for each in made.layar:
        if each.bagian == "Tugas menurut OPD":
            (table,) = pictures(each, Tabel)
            heads = [heading for heading, *_ in table.kolom]
            at = heads.index("Kode")
            office = each.judul.split(":")[0]
            shown += [(row[at], office) for row in table.baris]
            assert table == each.tabel
    assert sorted(shown) == sorted(zip(expected["kode"], expected["opd"], strict=True))
    if f.siklus == "2026-S1" and f.kecamatan != "Trawas":
        assert shown  # of an old cycle everything is closed, and Trawas has no case


@pytest.mark.parametrize("f", ["mojokerto", "ngoro"], indirect=True)
def test_a_long_list_of_tasks_is_counted_in_its_sentence(made):
    for office, own in groupby(
        (each for each in made.layar if each.bagian == "Tugas menurut OPD"),
        key=lambda each: each.judul.split(":")[0],
    ):
        screens_ = list(own)
        rows = sum(len(pictures(each, Tabel)[0].baris) for each in screens_)
        assert screens_[0].judul.startswith(f"{office}: {bahasa.angka(rows)} tugas terbuka")
        late = re.search(r", (\d+) terlambat", screens_[0].judul)
        text = [row for each in screens_ for row in pictures(each, Tabel)[0].baris]
        counted = sum("terlambat" in " ".join(row).lower() for row in text)
        assert counted == (int(late[1]) if late else 0)


def test_the_map_shows_what_the_page_shows(sample_store, ask, f, made):
    seen = screens.ringkasan(ask, f, today=TODAY, **HIDE)
    page = screens.peta(ask, f, seen.main, **HIDE)
    layar = screen(made, "peta")
    (drawn,), (bars,) = pictures(layar, Peta), pictures(layar, Urutan)
    rows = page.now.kecamatan.set_index("nama")
    assert {each.nama for each in drawn.daerah} == set(rows.index)
    for each in drawn.daerah:
        rate = rows.loc[each.nama, "rasio"]
        assert each.nilai == ("" if pd.isna(rate) else bahasa.persen(rate)), each.nama
        assert each.dipilih == (each.kode == f.kode_kecamatan)
    assert {each.nama for each in bars.batang} == set(rows.index)
    for each in bars.batang:
        row = rows.loc[each.nama]
        if pd.isna(row["rasio"]):
            assert each.nilai is None
            assert not re.search(r"\d", each.teks), each.teks
        else:
            assert each.nilai == pytest.approx(row["rasio"])
            assert bahasa.n_dari(row["pembilang"], row["penyebut"]) in each.teks
    assert bars.acuan[0] == pytest.approx(page.now.district["rasio"])
    # the sentence of the page, without the place that stands large above it
    assert page.headline.endswith(layar.judul[1:])
    assert [each.dipilih for each in bars.batang].count(True) == (f.kode_kecamatan is not None)


def test_each_screen_says_place_cycle_and_date_of_the_data(ask, f, made):
    last = ask("tanggal_data", kode_kabkota=f.kode_kabkota)["data_terakhir"].iloc[0].date()
    dated = f"Data per {bahasa.tanggal(last)}."
    for each in made.layar:
        assert (each.tempat, each.siklus) == (f.area, f.siklus)
        assert each.sumber.endswith(dated), each.kunci
        assert each.judul[0] == each.judul[0].upper()
        assert each.ucapan or each.kunci == "pembuka", each.kunci
    assert (made.kabkota, made.siklus, made.tempat) == (f.kabkota, f.siklus, f.area)
    assert made.tanggal == bahasa.tanggal(last)


def test_audited_cases_are_counted_and_never_a_percentage(made):
    checked = [each for each in made.layar if AUDITED.search(each.kunci)]
    for each in checked:
        assert "%" not in said(each), each.kunci
        assert not [picture for picture in pictures(each, Urutan) if picture.persen], each.kunci
        for line in pictures(each, Garis):
            assert not line.persen, each.kunci
    assert len(checked) >= 7 or made.tempat.startswith("Kecamatan")


def test_each_case_has_causes_and_recommendations_read_out(made):
    alone = [each for each in made.layar if each.kunci.startswith("kasus-")]
    for each in alone:
        (points,) = pictures(each, Butir)
        about = [first for first, _ in points.butir]
        assert "Rumah dan keluarga" in about
        assert all(words for _, words in points.butir), each.kunci
    assert alone or made.tempat.startswith("Kecamatan Trawas")


def test_the_last_figure_of_a_child_says_of_which_age_it_is(made):
    lines = [each for layar in made.layar for each in pictures(layar, Garis) if not each.persen]
    for each in lines:
        *_, child = each.seri  # the last one is drawn over the others
        assert child.nama == "anak ini"
        last = max(n for n, value in enumerate(child.nilai) if value is not None)
        assert each.x[last], each.x
    assert lines or not any(re.match("kasus-B[DL]", each.kunci) for each in made.layar)


def test_what_was_prevented_is_drawn_against_the_whole(compose_it):
    for choice in ("mojokerto", "pekalongan"):
        layar = screen(compose_it(CHOICES[choice]), "pencegahan")
        (bars,) = pictures(layar, Urutan)
        assert bars.utuh
        assert len(layar.judul) <= 200, layar.judul  # three lines that are read from the back row


def test_invented_data_say_so_and_real_ones_do_not(compose_it, other_store):
    assert compose_it(CHOICES["pekalongan"]).contoh
    store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
    assert not compose.paparan(other_store, keputusan.read(), CHOICES["utara"], TODAY).contoh


def test_a_decision_of_the_room_stands_on_its_screen_and_on_that_of_its_office(other_store):
    f = CHOICES["utara"]
    empty = screen(compose.paparan(other_store, keputusan.read(), f, TODAY), "keputusan")
    assert "belum ada yang dicatat" in empty.judul
    what = Putusan(
        "33.75", "2026-S1", "Perkim membangun dua jamban di Bandengan", "PERKIM", date(2027, 1, 29),
        kode_kecamatan="33.75.03",
    )  # fmt: skip
    keputusan.decide(what, "siti")
    keputusan.decide(replace(what, teks="Perkim memeriksa air bersih", siklus="2025-S2"), "siti")
    made = compose.paparan(other_store, keputusan.read(), f, TODAY)
    (code,) = (each.kode for each in keputusan.read().putusan if each.isi.siklus == f.siklus)
    decided = screen(made, "keputusan")
    assert "memutuskan 1 tugas untuk 1 OPD/instansi" in decided.judul
    assert f"{code}" in said(decided)
    assert "membangun dua jamban di Bandengan" in said(decided)
    assert "memeriksa air bersih" not in said(decided)  # decided a semester ago
    office = said(screen(made, "tugas-Perkim"))
    assert "membangun dua jamban" in office
    assert "memeriksa air bersih" in office  # carried over and still open
    # of another kecamatan: not here
    barat = district("33.75", kode_kecamatan="33.75.01", kecamatan="Pekalongan Barat")
    other = compose.paparan(other_store, keputusan.read(), barat, TODAY)
    assert "membangun dua jamban" not in said(other)


def test_a_protected_cause_is_told_by_its_neutral_label_only(other_store):
    causes = reference.table("penyebab")
    protected = causes[causes["sensitif"] == "ya"]
    f = CHOICES["utara"]
    with db.reading(store.folder()) as cursor:
        cursor.execute(
            "select kasus_id from kasus where siklus = ? and kode_kecamatan = '33.75.03'",
            [f.siklus],
        )
        (code, *_) = (row[0] for row in cursor.fetchall())
    for cause in protected["kode_penyebab"]:
        what = Putusan(
            "33.75", "2026-S1", "Puskesmas mengunjungi keluarganya tiap pekan", "PUSKESMAS",
            date(2027, 1, 29), kasus=(code,), kode_penyebab=cause,
        )  # fmt: skip
        keputusan.decide(what, "siti")
    told = said(compose.paparan(_with_causes(other_store, protected), keputusan.read(), f, TODAY))
    for row in protected.itertuples():
        assert row.label_tayang in told
        assert row.penyebab not in told


def _with_causes(ask, protected: pd.DataFrame):
    """The door to a store in which every case of the city also has each protected cause."""
    draft_of = store.current()
    with store.new_version(base=draft_of) as draft, db.building(draft) as con:
        con.execute(
            "insert or ignore into kasus_penyebab (kasus_id, kode_penyebab)"
            " select kasus_id, unnest(?) from kasus where kode_kecamatan like '33.75%'",
            [protected["kode_penyebab"].tolist()],
        )
    return ask


def test_nobody_is_named_on_any_screen(made, personal):
    text = said(made).lower()
    assert len(personal) > 5000
    assert set(re.findall(r"(?=(9\d{15}))", text)) == set()
    assert {each for each in personal if each in text} == set()


def test_a_district_without_a_cycle_has_nothing_to_present(ask):
    with pytest.raises(ValueError, match="belum punya siklus"):
        compose.paparan(ask, keputusan.read(), replace(CHOICES["pekalongan"], siklus=None), TODAY)


def test_an_empty_store_of_a_named_cycle_still_opens_and_closes(empty_store):
    made = compose.paparan(
        lambda name, **given: db.ask(empty_store, name, given),
        keputusan.read(),
        CHOICES["pekalongan"],
        TODAY,
    )
    assert [each.kunci for each in made.layar] == ["pembuka", "rtl-lalu", "keputusan"]
    assert pairs(made) == set()
    assert made.tanggal == ""
