"""The district's own weights of families' needs: kept in pengaturan/bobot.csv, used by the next version."""

from __future__ import annotations

from collections.abc import Mapping

from stunting import reference, register, store

FILE = "bobot.csv"
LEAST, MOST = 0.0, 10.0


def current() -> dict[str, float]:
    """Weight of each need, as it will be in force."""
    rows = reference.table("bobot")
    return {row.kebutuhan: float(row.bobot) for row in rows.itertuples()}


def shipped() -> dict[str, float]:
    """The weights the application comes with."""
    rows = reference.shipped("bobot")
    return {row.kebutuhan: float(row.bobot) for row in rows.itertuples()}


def save(wanted: Mapping[str, float], who: str) -> bool:
    """Keep other weights and write down who changed what; False when nothing changes.

    Raises ValueError for a need nobody knows, a weight out of bounds, or no weight at all.
    """
    before = current()
    if unknown := sorted(wanted.keys() - before.keys()):
        raise ValueError(f"Kebutuhan tidak dikenal: {', '.join(unknown)}.")
    after = before | {need: float(value) for need, value in wanted.items()}
    if any(not LEAST <= value <= MOST for value in after.values()):
        raise ValueError(f"Bobot antara {LEAST:g} dan {MOST:g}.")
    if not any(after.values()):
        raise ValueError("Sekurangnya satu kebutuhan harus berbobot.")
    if after == before:
        return False
    store.may_write()
    rows = "".join(f"{need},{value:g}\n" for need, value in after.items())
    store.replace_text(store.settings_folder() / FILE, f"kebutuhan,bobot\n{rows}", mode=0o600)
    changed = {need: value for need, value in after.items() if before[need] != value}
    register.append("bobot", FILE, {need: before[need] for need in changed}, changed, who=who)
    return True
