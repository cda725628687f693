"""Two browsers, an import and a kill -9: nothing acknowledged is lost (200 of them: tests/decisions.py)."""

from datetime import date

import pytest

from stunting.rapat import keputusan
from tests import decisions

pytestmark = pytest.mark.browser


def test_two_browsers_lose_nothing(browser, tmp_path, monkeypatch):
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path / "store"))
    assert decisions.main(8, browser) == 0


def test_a_lost_a_doubled_and_a_moved_decision_are_seen(store_home):
    """The judge can fail."""
    what = keputusan.Putusan("33.75", "2026-S1", "", "DINKES", date(2026, 12, 31))

    def decide(*texts: str) -> None:
        for text in texts:
            keputusan.decide(keputusan.Putusan(**{**vars(what), "teks": text}), "uji")

    decide("keputusan satu", "keputusan dua")
    assert decisions.judge(store_home, [["keputusan satu", "keputusan dua"]]) == []
    assert decisions.judge(store_home, [["keputusan satu", "keputusan tiga"]])
    assert decisions.judge(store_home, [["keputusan dua", "keputusan satu"]])
    decide("keputusan dua")
    assert decisions.judge(store_home, [["keputusan satu"], ["keputusan dua"]])
