"""How many records a figure could be linked with: "dari N yang tertaut"."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa


def families(links: pd.DataFrame, kabkota: str, **hide) -> str:
    """How many measured children and screened women of the district have a family; empty without any.

    ``links``: answer of tautan_ringkas; ``hide``: hide_small and threshold (access.small_cells).
    """
    told = [
        said
        for step, who in (("anak_keluarga", "anak yang diukur"), ("ibu_keluarga", "ibu dan catin"))
        if (said := _share(links, step, who, **hide))
    ]
    if not told:
        return ""
    return (
        f"Tertaut ke keluarganya di {kabkota}: {bahasa.daftar(told)}; yang belum tertaut berdiri sendiri di "
        "daftar."
    )


def before(links: pd.DataFrame, kabkota: str, **hide) -> str:
    """How many children could be linked with their measurement of the cycle before."""
    said = _share(links, "anak_siklus_lalu", "balita yang diukur sah", **hide)
    return (
        f"Perpindahan dihitung dari yang tertaut dengan siklus lalu, di {kabkota}: {said}."
        if said
        else ""
    )


def chain(links: pd.DataFrame, kabkota: str, **hide) -> str:
    """How many could be followed at each hand-over from bride to pregnancy, birth and child."""
    told = [
        said
        for step, who in (
            ("catin_bumil", "catin ke kehamilannya"),
            ("bumil_bersalin", "kehamilan ke persalinannya"),
            ("bersalin_anak", "persalinan ke anaknya"),
        )
        if (said := _share(links, step, who, **hide))
    ]
    return f"Tertaut di {kabkota}, dari siklus ini: {bahasa.daftar(told)}." if told else ""


def _share(links: pd.DataFrame, step: str, who: str, *, hide_small: bool, threshold: int) -> str:
    """``672 dari 736 ibu``; where the linked or the rest are a few, in words."""
    found = links[links["langkah"] == step]
    if found.empty:
        return ""
    all_of, linked = int(found["jumlah"].iloc[0]), int(found["tertaut"].iloc[0])
    if hide_small and 0 < all_of - linked < threshold:
        return f"hampir semua {who}"
    if hide_small and 0 < linked < threshold:
        return f"kurang dari {threshold} {who}"
    return f"{bahasa.angka(linked)} dari {bahasa.angka(all_of)} {who}"
