"""Decisions as events: nothing overwritten, undo is another event, two people at once lose nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stunting import register
from stunting.rapat import keputusan
from stunting.rapat.keputusan import NotRecorded, Putusan

WHAT = Putusan("33.75", "2026-S1", "Perkim membangun dua jamban", "PERKIM", date(2026, 9, 1))


def test_codes_count_up_and_never_change(store_home):
    keys = [keputusan.decide(WHAT, "siti") for _ in range(3)]
    keputusan.decide(replace(WHAT, kode_kabkota="35.16"), "budi")
    first = keputusan.read().putusan[0]
    keputusan.undo(first.nomor, "siti")
    standing = {each.tugas: each.kode for each in keputusan.read().putusan}
    assert [standing.get(key) for key in keys] == [None, "KPT-3375-2026S1-02", "KPT-3375-2026S1-03"]
    assert "KPT-3516-2026S1-01" in standing.values()
    keputusan.decide(WHAT, "siti")
    assert keputusan.read().putusan[-1].kode == "KPT-3375-2026S1-04"


def test_everything_decided_comes_back_as_it_was(store_home):
    what = Putusan(
        "33.75", "2026-S1", "Dinsos mengusulkan keluarga ke DTSEN", "DINSOS", date(2026, 10, 30),
        kasus=("AKS-3375-2026S1-BD-01",), kode_penyebab="E1", tingkat_pr="kabupaten", sumber_dana="APBD",
        biaya=1_500_000,
    )  # fmt: skip
    keputusan.decide(what, "siti")
    (found,) = keputusan.read().putusan
    assert (found.isi, found.who) == (what, "siti")


def test_an_undo_is_an_event_and_can_be_undone(store_home):
    number = keputusan.report("RTL-1", "siti", status="selesai", before="proses")
    back = keputusan.undo(number, "budi")
    assert keputusan.read().reports == {}
    with pytest.raises(NotRecorded, match="sudah diurungkan"):
        keputusan.undo(number, "wati")
    keputusan.undo(back, "siti")
    ((word,),) = keputusan.read().reports.values()
    assert word.status == "selesai"
    history = keputusan.read().history
    assert [(each.jenis, each.diurungkan) for each in history] == [
        ("urung", False), ("urung", True), ("status", False),
    ]  # fmt: skip
    assert register.events(keputusan.KIND)[0].before == {"status": "proses"}


def test_two_people_at_once_both_stand_in_the_history(store_home):
    keputusan.report("RTL-1", "siti", status="selesai", before="proses")
    keputusan.report("RTL-1", "budi", status="terkendala", kendala="Lahan", before="proses")
    words = keputusan.read().reports["RTL-1"]
    assert [(word.who, word.status) for word in words] == [
        ("siti", "selesai"),
        ("budi", "terkendala"),
    ]


def test_the_same_click_twice_is_one_decision(store_home):
    for _ in range(2):
        keputusan.decide(WHAT, "siti", event_id="klik-1")
        keputusan.report("RTL-1", "siti", status="proses", event_id="klik-2")
    said = keputusan.read()
    assert (len(said.putusan), len(said.reports["RTL-1"])) == (1, 1)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"teks": "Jamban"}, "satu kalimat"),
        ({"teks": "x" * 700}, "paling panjang"),
        ({"teks": "Keluarga 9900 0000 0000 0001 dibuatkan jamban"}, "NIK"),
        ({"teks": "Hubungi 0812-3456-7890 untuk jamban"}, "NIK"),
        ({"tingkat_pr": "provinsi"}, "Tingkat PR"),
        ({"biaya": -1}, "negatif"),
    ],
)
def test_what_is_not_taken_down(store_home, change, why):
    with pytest.raises(NotRecorded, match=why):
        keputusan.decide(replace(WHAT, **change), "siti")
    assert register.events(keputusan.KIND) == []


def test_a_report_needs_something_to_say(store_home):
    for given_, why in (
        ({}, "Pilih status"),
        ({"status": "lulus"}, "tidak dikenal"),
        ({"status": "terkendala"}, "Tulis kendalanya"),
        ({"realisasi": -1}, "negatif"),
        ({"kendala": "NIK 9900000000000001 belum ada"}, "NIK"),
    ):
        with pytest.raises(NotRecorded, match=why):
            keputusan.report("RTL-1", "siti", **given_)
    with pytest.raises(NotRecorded, match="tidak ada"):
        keputusan.undo(7, "siti")


def test_money_used_is_told_alone_or_with_a_status(store_home):
    keputusan.report("RTL-1", "siti", realisasi=2_500_000)
    keputusan.report("RTL-1", "siti", status="selesai", realisasi=0)  # 0 is a word, not a silence
    said = keputusan.read()
    assert [each.realisasi for each in said.reports["RTL-1"]] == [2_500_000, 0]
    assert [each.kata for each in said.history] == [
        "Status menjadi selesai. Biaya yang sudah dipakai Rp 0",
        "Biaya yang sudah dipakai Rp 2.500.000",
    ]


def test_a_deadline_counts_working_days():
    # Friday 28 November 2025 + 3: Monday, Tuesday, Wednesday
    assert keputusan.deadline(3, date(2025, 11, 28)) == date(2025, 12, 3)
    # 24 to 26 December 2026: cuti bersama, Natal and a weekend in between
    assert keputusan.deadline(1, date(2026, 12, 23)) >= date(2026, 12, 28)
    # a year whose SKB nobody knows yet: weekends only (Friday 2 January 2032 + 1)
    assert keputusan.deadline(1, date(2032, 1, 2)) == date(2032, 1, 5)


def event(
    number: int, after: dict, before: dict | None = None, subject: str = "t"
) -> register.Event:
    return register.Event(
        number, datetime(2026, 11, 26, tzinfo=UTC), keputusan.KIND, subject, before, after, "siti"
    )


@given(st.lists(st.integers(0, 8), max_size=8))
def test_undoing_by_brute_force(targets):
    """Each undo takes back the event it names; played from the end, as a slow second opinion."""
    events = [event(1, {"jenis": "status", "status": "proses"})]
    for target in targets:
        number = len(events) + 1
        events.append(event(number, {"jenis": "urung"}, {"peristiwa": 1 + target % (number - 1)}))

    def stands(number: int) -> bool:
        return not any(
            each.after["jenis"] == "urung"
            and each.before["peristiwa"] == number
            and stands(each.id)
            for each in events
            if each.id > number
        )

    assert bool(keputusan.fold(events).reports) == stands(1)
