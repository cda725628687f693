"""A small campaign in the ordinary suite; thousands: ``python -m tests.fuzz --files 5000``."""

from tests.fuzz import harness

SEED = 2026  # the same files each time: a failure can be looked at with --seed and --first


def test_damaged_files_never_break_the_importer_nor_half_go_in(empty_store, tmp_path):
    found = harness.campaign(tmp_path, SEED, range(60))

    assert found.broken == []
    assert found.files == 60
    # the files are neither all sound nor all beyond reading
    assert min(found.outcomes[each] for each in ("unreadable", "looked at", "imported")) >= 3
