"""A few killed imports in the ordinary suite; many: ``python tests/kill_import.py --times 60``."""

from tests import kill_import


def test_a_killed_import_leaves_a_whole_version(store_home, tmp_path, monkeypatch):
    monkeypatch.setenv("STUNTING_HOME", str(store_home))

    outcomes, broken = kill_import.rounds(tmp_path, times=2, rows=600, seed=3)

    assert broken == []
    assert outcomes.total() == 2
