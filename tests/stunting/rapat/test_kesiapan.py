"""Siap rapat: each check at its limits, and nothing is missing without saying what to do."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from stunting import readiness, store
from stunting.pilihan import Filters
from stunting.presenters import siap
from stunting.rapat import kesiapan
from stunting.rapat.kesiapan import BELUM, PERIKSA, SIAP
from tests.paparan_reading import CHECKS, small_package

GB = 1024**3
F = Filters("33.75", "Kota Pekalongan", "33.75.03", "Pekalongan Utara", "2026-S1", "balita")
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{}.0.0.0 Safari/537.36"
)
EDGE = CHROME + " Edg/{}.0.0.0"
FIREFOX = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0"
SAFARI = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/{}.4 Safari/605.1.15"
)


def told(butir: kesiapan.Butir) -> str:
    """The state of a check; asserts that it says what was found, and what to do where it is not ready."""
    assert butir.nama
    assert butir.temuan
    assert bool(butir.langkah) == (butir.keadaan != SIAP), butir
    return butir.keadaan


@pytest.mark.parametrize(
    ("last", "siklus", "today", "state"),
    [
        (None, "2026-S1", date(2026, 6, 1), BELUM),
        (date(2025, 12, 31), "2026-S1", date(2026, 2, 1), BELUM),  # the day before it begins
        (date(2026, 1, 1), "2026-S1", date(2026, 2, 1), SIAP),
        (date(2026, 6, 30), "2026-S2", date(2026, 7, 2), BELUM),
        (date(2026, 7, 1), "2026-S2", date(2026, 7, 2), SIAP),
        (date(2026, 3, 1), "2026-S1", date(2026, 6, 29), SIAP),  # 120 days
        (date(2026, 3, 1), "2026-S1", date(2026, 6, 30), PERIKSA),  # 121
        (date(2026, 8, 1), "2026-S1", date(2026, 8, 2), SIAP),  # data of the cycle after, too
    ],
)
def test_the_data_are_of_the_cycle_and_not_old(last, siklus, today, state):
    assert told(kesiapan.data_date(last, siklus, today)) == state


def rates(measured: object, expected: object, **other: object) -> pd.DataFrame:
    row = {"kode": "33.75", "indikator": "cakupan_ukur_balita"} | other
    return pd.DataFrame([row | {"pembilang": measured, "penyebut": expected}])


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        (rates(800, 1000), SIAP),
        (rates(799, 1000), PERIKSA),
        (rates(0, 1000), PERIKSA),
        (rates(0, 0), PERIKSA),  # nobody was expected: no division
        (rates(5, float("nan")), PERIKSA),
        (rates(800, 1000, kode="35.16"), PERIKSA),  # of another district: none of ours
        (rates(800, 1000).iloc[:0], PERIKSA),
    ],
)
def test_enough_children_were_measured(rows, state):
    assert told(kesiapan.coverage(rows, "33.75")) == state


@pytest.mark.parametrize(("counts", "state"), [([], SIAP), ([0, 0], SIAP), ([0, 1], PERIKSA)])
def test_no_measurement_waits_to_be_looked_at(counts, state):
    assert told(kesiapan.findings(pd.DataFrame({"jumlah": counts}))) == state


def audited(*causes: list[str]) -> pd.DataFrame:
    codes = [f"AKS-3375-2026S1-BD-{number:02d}" for number, _ in enumerate(causes, 1)]
    return pd.DataFrame({"kasus_id": codes, "kode_penyebab": list(causes)})


def recommended(*numbers: int) -> pd.DataFrame:
    return pd.DataFrame({"kode_kasus": [[f"AKS-3375-2026S1-BD-{each:02d}"] for each in numbers]})


@pytest.mark.parametrize(
    ("cases", "tasks", "state", "words"),
    [
        (audited(), recommended(), BELUM, "Belum ada kasus"),
        (audited(["A1"], ["E1"]), recommended(1, 2, 2), SIAP, "2 kasus; 0 tanpa penyebab"),
        (audited(["A1"], []), recommended(1, 2), PERIKSA, "1 tanpa penyebab, 0 tanpa rekomendasi"),
        (audited(["A1"], ["E1"]), recommended(1), PERIKSA, "0 tanpa penyebab, 1 tanpa rekomendasi"),
        (audited(["A1"]), recommended(), PERIKSA, "1 tanpa rekomendasi"),
        (audited([]), pd.DataFrame({"kode_kasus": [[]]}), PERIKSA, "1 tanpa penyebab, 1 tanpa"),
    ],
)
def test_each_case_has_a_cause_and_a_recommendation(cases, tasks, state, words):
    butir = kesiapan.cases(cases, tasks)
    assert told(butir) == state
    assert words in butir.temuan


@pytest.mark.parametrize(
    ("states", "siklus", "state", "words"),
    [
        ([], "2026-S1", PERIKSA, "Tidak ada rekomendasi Semester II 2025"),
        (["selesai", "batal", "proses"], "2026-S2", SIAP, "3 rekomendasi Semester I 2026, 0 belum"),
        (["selesai", "belum_ada_laporan"], "2026-S1", PERIKSA, "1 belum ada laporan"),
    ],
)
def test_something_was_reported_of_each_recommendation(states, siklus, state, words):
    butir = kesiapan.carried(pd.DataFrame({"keadaan": states}), siklus)
    assert told(butir) == state
    assert words in butir.temuan


@pytest.mark.parametrize(("shapes", "state"), [(18, SIAP), (17, BELUM), (0, BELUM)])
def test_every_kecamatan_has_a_shape(shapes, state):
    assert told(kesiapan.district_map(shapes, 18)) == state


@pytest.mark.parametrize(
    ("free", "state"), [(GB, SIAP), (GB - 1, BELUM), (0, BELUM), (500 * GB, SIAP)]
)
def test_the_disk_has_room(free, state):
    assert told(kesiapan.disk(free)) == state


@pytest.mark.parametrize(
    ("agent", "state", "name"),
    [
        (CHROME.format(142), SIAP, "Chrome 142."),
        (CHROME.format(111), SIAP, "Chrome 111."),
        (CHROME.format(110), BELUM, "Chrome 110."),
        (CHROME.format(90), BELUM, "Chrome 90."),
        (EDGE.format(142, 142), SIAP, "Edge 142."),
        (EDGE.format(110, 110), BELUM, "Edge 110."),
        (FIREFOX.format(145), SIAP, "Firefox 145."),
        (FIREFOX.format(121), SIAP, "Firefox 121."),
        (FIREFOX.format(115), BELUM, "Firefox 115."),  # the last one of Windows 7
        (SAFARI.format(17), SIAP, "Safari 17."),
        (SAFARI.format(15), BELUM, "Safari 15."),
        ("curl/8.5.0", PERIKSA, "tidak dikenal"),
        ("", PERIKSA, "tidak dikenal"),
    ],
)
def test_the_browser_is_known_and_new_enough(agent, state, name):
    butir = kesiapan.browser(agent)
    assert told(butir) == state
    assert name in butir.temuan


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        (None, PERIKSA),
        ({}, PERIKSA),
        ({"lebar": 1920, "tinggi": 1080, "huruf": True}, SIAP),
        ({"lebar": 1280, "tinggi": 720, "huruf": True}, SIAP),
        ({"lebar": 1279, "tinggi": 720, "huruf": True}, PERIKSA),
        ({"lebar": 1024.0, "tinggi": 768.0, "huruf": True}, PERIKSA),
    ],
)
def test_the_screen_is_wide_enough(seen, state):
    assert told(kesiapan.screen(seen)) == state


@pytest.mark.parametrize(
    ("seen", "files", "state"),
    [
        ({"huruf": True}, True, SIAP),
        (None, True, SIAP),  # a browser that has not answered says nothing about letters
        ({"huruf": False}, True, PERIKSA),
        ({"huruf": True}, False, BELUM),
        (None, False, BELUM),
    ],
)
def test_the_letters_are_there(seen, files, state):
    assert told(kesiapan.fonts(seen, files)) == state


def test_screens_and_bundle_say_how_many_and_what_broke():
    assert told(kesiapan.screens(28, 3.25)) == SIAP
    assert told(kesiapan.package(5 * 1024**2, [])) == SIAP
    butir = kesiapan.package(5, ["paparan.pdf"])
    assert told(butir) == BELUM
    assert "paparan.pdf" in butir.temuan
    assert told(kesiapan.failed("Peta", "OSError: tidak ada.")) == BELUM


def test_the_sentence_and_the_list_put_what_is_missing_first():
    found = [
        kesiapan.disk(GB), kesiapan.screen(None), kesiapan.district_map(17, 18), kesiapan.disk(0),
    ]  # fmt: skip
    assert (
        kesiapan.headline(found)
        == "Belum siap rapat: 1 dari 4 siap, 1 perlu diperiksa, dan 2 belum."
    )
    assert kesiapan.headline(found[:2]) == "Siap rapat: 1 dari 2 siap dan 1 perlu diperiksa."
    assert kesiapan.headline(found[:1]) == "Siap rapat: 1 dari 1 siap."
    table = siap.table(found)
    assert [each.split()[1] for each in table["keadaan"]] == ["Belum", "Belum", "Periksa", "Siap"]
    assert len(table) == 4
    assert [figure.value for figure in siap.key_figures(found, 1.0)][:3] == ["1 dari 4", "1", "2"]


# --- all checks of one run --------------------------------------------------------------------------


class Bar:
    """What a progress bar is told."""

    def __init__(self) -> None:
        self.told: list[float] = []

    def progress(self, share: float, text: str) -> None:
        self.told.append(share)

    def empty(self) -> None:
        pass


@pytest.fixture
def run(sample_store: Path, monkeypatch: pytest.MonkeyPatch):
    """All checks of the sample, without a browser; ``bundle`` makes the package."""
    bar, state = Bar(), {}
    monkeypatch.setattr(readiness.st, "progress", lambda *_: bar)
    monkeypatch.setattr(readiness.st, "session_state", state)

    def all_of_them(bundle=small_package) -> list[kesiapan.Butir]:
        seen = {"lebar": 1920, "tinggi": 1080, "huruf": True}
        hasil = readiness.run(F, sample_store, 0, seen, bundle)
        assert readiness.last(F, sample_store) is hasil
        assert bar.told == sorted(bar.told)
        assert max(bar.told) < 1
        for butir in hasil.butir:
            told(butir)
        return hasil.butir

    return all_of_them


def test_one_broken_check_is_one_line_and_the_others_still_run(run, monkeypatch):
    def broken(*_):
        raise OSError("disk tidak terbaca")

    monkeypatch.setattr(readiness.shutil, "disk_usage", broken)
    # of this page alone: the screens have the map drawn from the same boundaries
    monkeypatch.setattr(readiness, "boundaries", SimpleNamespace(kecamatan=broken))
    found = {butir.nama: butir for butir in run(bundle=broken)}
    assert list(found) == CHECKS
    for name in ("Ruang disk", "Peta", "Paket rapat"):
        assert found[name].keadaan == BELUM
        assert "disk tidak terbaca" in found[name].temuan
    for name in ("Tanggal data", "Kasus audit", "Huruf", "Layar presentasi"):
        assert found[name].keadaan != BELUM, found[name]


def test_without_screens_there_is_no_package_and_both_say_so(run, monkeypatch):
    def broken(*_, **__):
        raise ValueError("layar tidak tergambar")

    monkeypatch.setattr(readiness.panggung, "dek", broken)
    found = {butir.nama: butir for butir in run()}
    assert list(found) == CHECKS
    assert found["Layar presentasi"].keadaan == found["Paket rapat"].keadaan == BELUM
    assert "layar tidak tergambar" in found["Layar presentasi"].temuan
    assert "layarnya belum tergambar" in found["Paket rapat"].temuan


def test_what_was_found_holds_for_its_choice_and_version_only(run, sample_store):
    found = {butir.nama: butir for butir in run()}
    assert list(found) == CHECKS
    assert found["Paket rapat"].keadaan == SIAP
    other = Filters("33.75", "Kota Pekalongan", None, None, "2026-S1", "balita")
    assert readiness.last(other, sample_store) is None
    assert readiness.last(F, sample_store.with_name("versi-lain")) is None
    assert store.kind().contoh
