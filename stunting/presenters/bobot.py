"""Bobot: what is said about the weights in force and those that wait for a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from stunting import bahasa, weights


def headline(known: pd.DataFrame) -> str:
    """The heaviest needs of the version in sight. ``known``: the answer of kebutuhan_daftar."""
    first = [
        f"{row.nama[:1].lower()}{row.nama[1:]} {plain(row.bobot)}"
        for row in known.head(3).itertuples()
    ]
    return f"Bobot {bahasa.angka(len(known))} kebutuhan keluarga; yang terberat {bahasa.daftar(first)}."


def waiting(known: pd.DataFrame, kept: Mapping[str, float]) -> str:
    """A warning when kept weights are not those of the version in sight; empty when they are."""
    other = [row.nama for row in known.itertuples() if float(row.bobot) != kept[row.kebutuhan]]
    if not other:
        return ""
    return (
        f"Bobot {bahasa.daftar(other)} di pengaturan belum dipakai daftar yang tayang; tekan Simpan dan "
        "hitung ulang sesudah mengubahnya, atau jalankan python -m stunting build."
    )


def steps(kept: Iterable[float]) -> list[float]:
    """The weights to choose from: halves from 0 to 10, and whatever is kept now."""
    halves = {number / 2 for number in range(int(weights.MOST) * 2 + 1)}
    return sorted(halves | set(kept))


def plain(value: float) -> str:
    """ "2"; "2,5"."""
    return bahasa.angka(value, 0 if float(value).is_integer() else 1)
