"""One fault of each kind in the ordinary suite; many: ``python tests/faults.py --times 210``."""

from tests import faults


def test_nothing_acknowledged_is_lost_and_nothing_is_half(store_home, tmp_path, monkeypatch):
    monkeypatch.setenv("STUNTING_HOME", str(store_home))
    monkeypatch.setattr(faults, "FAULTS", [(fault, 1) for fault, _ in faults.FAULTS])

    outcomes, broken = faults.rounds(tmp_path, times=len(faults.FAULTS), seed=5)

    assert broken == []
    assert outcomes.total() == len(faults.FAULTS)
