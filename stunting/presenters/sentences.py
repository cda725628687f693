"""Sentences that can be read aloud and are true: each is made from the figures it stands above.

Rules: numerator and denominator before the percentage; an interval with every rate; a difference is
claimed only where its interval does not hold 0; two cycles are a comparison, never a trend; audit cases
are counted, never turned into a rate.
"""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.stats import intervals, sample_size
from stunting.stats.audit_counts import refuse
from stunting.stats.tiers import DISEMBUNYIKAN, RENDAH, SETARA, TANPA_DATA, TINGGI

NO_COMPARISON = "tidak ada pembanding"


def rate(indikator: pd.Series, row: pd.Series) -> str:
    """ "Balita 0-59 bulan stunting 412 dari 3.120 yang diukur (13,2 %, 12,1–14,4)".

    ``indikator``: subjek, dasar; ``row``: pembilang, penyebut, rasio, bawah, atas. No full stop.
    """
    refuse(row)
    return (
        f"{indikator['subjek']} {bahasa.n_dari(row['pembilang'], row['penyebut'])} "
        f"{indikator['dasar']} ({bahasa.persen(row['rasio'])}, "
        f"{bahasa.rentang(row['bawah'], row['atas'])})"
    )


def tiers(frame: pd.DataFrame, district: str) -> str:
    """How the kecamatan lie to their district, from the standard frame with ``tingkat``. No full stop.

    ``district``: "kabupaten" or "kota".
    """
    by = {tier: frame.loc[frame["tingkat"] == tier, "nama"].tolist() for tier in frame["tingkat"]}
    high, low = by.get(TINGGI, []), by.get(RENDAH, [])
    equal, unmeasured = len(by.get(SETARA, [])), len(by.get(TANPA_DATA, []))
    parts = []
    if high:
        parts.append(f"{_named(high)} lebih tinggi dari {district}")
    if low:
        parts.append(f"{_named(low)} lebih rendah")
    if equal:
        parts.append(
            f"{bahasa.angka(equal)} kecamatan setara"
            if parts
            else f"{bahasa.angka(equal)} kecamatan setara (selisih belum meyakinkan)"
        )
    if unmeasured:
        parts.append(f"{bahasa.angka(unmeasured)} kecamatan tidak ada data")
    if hidden := len(by.get(DISEMBUNYIKAN, [])):
        parts.append(f"{bahasa.angka(hidden)} disembunyikan karena angkanya kecil")
    return ", ".join(parts)


def _named(names: list[str]) -> str:
    """Up to three by name, more as a number."""
    if len(names) > 3:
        return f"{len(names)} kecamatan"
    return bahasa.daftar(names)


def against_district(tingkat: str, district: str) -> str:
    """How one kecamatan lies to its district."""
    return {
        TINGGI: f"lebih tinggi dari {district}",
        RENDAH: f"lebih rendah dari {district}",
        SETARA: f"setara dengan {district} (selisih belum meyakinkan)",
    }.get(tingkat, "tidak dapat dibandingkan")


def change(
    now: tuple,
    before: tuple,
    label: str = "siklus lalu",
    level: float = 0.95,
    same_rule: bool = True,
) -> str:
    """The comparison of two (pembilang, penyebut) in words, without an arrow.

    Figures of different rules (90 or 180 tablets) are named side by side and not compared. ``label`` is what
    the earlier one is called; "" where a heading of a column says so.

    "turun dari 15,1 % (siklus lalu)" only when the interval of the difference does not hold 0; ``level``
    is its confidence (stats/claims.py).
    """
    if any(pd.isna(value) for value in (*now, *before)) or not now[1] or not before[1]:
        return NO_COMPARISON
    ratio_before = bahasa.persen(before[0] / before[1])
    named = f" ({label})" if label else ""
    if not same_rule:
        if not label:
            return f"aturan lama: {ratio_before}"
        return f"{label} {ratio_before} menurut aturan lama, tidak dibandingkan"
    found = intervals.difference(*([value] for value in (*now, *before)), level=level)
    if not found.berbeda[0]:
        return f"belum berbeda{f' dari {label}' if label else ''} ({ratio_before})"
    verb = "naik" if found.selisih[0] > 0 else "turun"
    return f"{verb} dari {ratio_before}{named}"


def coverage_caution(now: tuple, before: tuple, level: float = 0.95) -> str:
    """A warning when far fewer (or more) were measured than in the cycle before; else empty.

    A rate may move because other children were measured. Ten points is a convention; where few children are
    expected they come by chance alone, so the difference must hold at ``level`` too.
    """
    if any(pd.isna(value) for value in (*now, *before)) or not now[1] or not before[1]:
        return ""
    shift = now[0] / now[1] - before[0] / before[1]
    found = intervals.difference(*([value] for value in (*now, *before)), level=level)
    if abs(shift) < 0.10 or not found.berbeda[0]:
        return ""
    verb = "turun" if shift < 0 else "naik"
    return (
        f"Hati-hati: cakupan pengukuran {verb} dari {bahasa.persen(before[0] / before[1], 0)} ke "
        f"{bahasa.persen(now[0] / now[1], 0)}, jadi perubahan angka bisa karena anak yang diukur berbeda."
    )


FALL = 1 / 3  # the fall a kecamatan is asked about: from 30 to 20 %


# What is counted in each group, with a number in front of it.
COUNTED = {
    "catin": "calon pengantin",
    "bumil": "ibu hamil",
    "pascasalin": "bayi lahir hidup",
    "baduta": "anak",
    "balita": "anak",
    "keluarga": "keluarga",
}


def out_of_reach(indikator: pd.Series, ratio: float, measured: int) -> str:
    """Says so when a fall by a third could not be told from chance with ``measured`` persons; else empty.

    ``indikator``: kelompok, arah; one that should rise is not asked about.
    """
    if indikator["arah"] != "turun_baik":
        return ""
    who = COUNTED[indikator["kelompok"]]
    aim = ratio * (1 - FALL)
    if not ratio or measured >= (needed := sample_size.per_cycle(ratio, aim)):
        return ""
    return (
        f"Dengan {bahasa.angka(measured)} {who}, penurunan sepertiga belum dapat dibedakan dari "
        f"kebetulan: perlu sekitar {bahasa.angka(needed)} {who} per semester untuk melihat "
        f"{bahasa.persen(ratio, 0)} menjadi {bahasa.persen(aim, 0)}."
    )


def too_few(indikator: pd.Series, row: pd.Series | None) -> str:
    """``out_of_reach`` of a row of the standard frame; empty without a figure."""
    if row is None or pd.isna(row["rasio"]) or not row["pembilang"]:
        return ""
    return out_of_reach(indikator, float(row["rasio"]), int(row["penyebut"]))


def district_word(kabkota: str) -> str:
    """ "kota" or "kabupaten", for sentences that compare with the district."""
    return "kota" if kabkota.startswith("Kota") else "kabupaten"
