"""The cycle of the audit: a semester, written ``2026-S1``."""

from __future__ import annotations


def of_month(year: int, month: int) -> str:
    """The cycle a month lies in: (2026, 7) -> "2026-S2"."""
    return f"{year}-S{1 if month <= 6 else 2}"


def bulan_timbang(setting: str) -> list[int]:
    """The weighing months as the setting bulan_timbang writes them: "2;8" -> [2, 8]."""
    return [int(each) for each in setting.split(";") if each]


def previous(siklus: str) -> str:
    """ "2026-S1" -> "2025-S2"."""
    year, semester = int(siklus[:4]), siklus[-1]
    return f"{year}-S1" if semester == "2" else f"{year - 1}-S2"
