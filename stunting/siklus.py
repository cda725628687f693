"""The cycle of the audit: a semester, written ``2026-S1``."""

from __future__ import annotations


def previous(siklus: str) -> str:
    """ "2026-S1" -> "2025-S2"."""
    year, semester = int(siklus[:4]), siklus[-1]
    return f"{year}-S1" if semester == "2" else f"{year - 1}-S2"
