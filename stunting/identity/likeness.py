"""Whether two records may be one child: candidates with their names, dates and numbers are judged here.

Nothing is decided: what passes is shown to a person, with the reasons in words. Twins (one mother, one
day, different names) and children of different whole NIKs are no question.
"""

from __future__ import annotations

import pandas as pd

from stunting.identity.names import alike

COLUMNS = ["orang_a", "orang_b", "skor", "alasan"]
# Of 100. A name heard the same gets 100; two twins' names rarely above 80.
_NAME, _NAME_ALONE, _PARENT = 88, 92, 85
_DAYS = 31
# Two measurements of one day further apart than this are of two children.
FAR_CM, FAR_KG = 3.0, 1.0


def judge(pairs: pd.DataFrame) -> pd.DataFrame:
    """The candidates that a person should look at: orang_a, orang_b, skor (0-100), alasan (words).

    ``pairs`` has for both sides (``_a``, ``_b``): orang_id, nik, nama (sounded), ortu (list of sounded
    names), bayi (bool), lahir (date), kode_desa; and ``sama_ejaan``: one spelling is known of both.
    """
    found = [_judge(pair) for pair in pairs.itertuples(index=False)]
    return pd.DataFrame([each for each in found if each is not None], columns=COLUMNS)


def _judge(pair) -> tuple[str, str, float, str] | None:
    # names last: they cost the most
    numbers = _numbers(pair.nik_a, pair.nik_b)
    if numbers == "lain":
        return None
    dates = born(pair.lahir_a, pair.lahir_b)
    if dates is None and not pair.sama_ejaan:
        return None
    if pair.sama_ejaan:
        name = parent = 100.0
    else:
        name = alike(pair.nama_a, pair.nama_b)
        parent = _parents(pair.ortu_a, pair.ortu_b)
    same_desa = pair.kode_desa_a == pair.kode_desa_b
    if numbers == "satu_angka" and not (dates == "sama" and name == 100 and parent == 100):
        return None
    newborn = pair.bayi_a != pair.bayi_b
    if not pair.sama_ejaan and not _worth_asking(name, parent, dates, same_desa, newborn):
        return None
    score = round(0.5 * (90 if newborn else name) + 0.3 * (70 if parent is None else parent)
                  + 0.2 * (100 if dates == "sama" else 60), 1)  # fmt: skip
    return pair.orang_a, pair.orang_b, score, _reasons(pair, name, parent, dates, numbers, newborn)


def _worth_asking(
    name: float, parent: float | None, dates: str, same_desa: bool, newborn: bool
) -> bool:
    same_parent = parent is not None and parent >= _PARENT
    if not same_desa:
        return dates == "sama" and name >= 95 and same_parent
    if dates == "sama":
        if newborn:
            return same_parent
        if parent is None:
            return name >= _NAME_ALONE
        # one file names the mother, another the father: then the child's name must be the same
        return (name >= _NAME and same_parent) or name >= 97
    if dates == "dekat":  # no brothers and sisters within a month
        return name >= _NAME and same_parent
    return name >= _NAME_ALONE and same_parent


def born(one, other) -> str | None:
    """How two birth dates agree: sama, dekat (31 days), tertukar (day and month), satu_angka; or None."""
    if one == other:
        return "sama"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return "tertukar"
    if abs((one - other).days) <= _DAYS:
        return "dekat"
    texts = (f"{one:%Y%m%d}", f"{other:%Y%m%d}")
    return "satu_angka" if sum(a != b for a, b in zip(*texts, strict=True)) == 1 else None


def _parents(one: list[str], other: list[str]) -> float | None:
    """The likeness of the parents written most alike; None when one side names nobody."""
    scores = [alike(a, b) for a in one for b in other]
    return max(scores) if scores else None


def _numbers(one: str | None, other: str | None) -> str:
    """How two whole NIKs agree: kosong (one is not known), satu_angka, lain. Equal ones are one person."""
    if not one or not other:
        return "kosong"
    apart = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return "satu_angka" if apart == 1 else "lain"


_DATES = {
    "sama": "tanggal lahir sama",
    "dekat": "tanggal lahir berselisih paling banyak 31 hari",
    "tertukar": "hari dan bulan lahir tertukar",
    "satu_angka": "tanggal lahir berbeda satu angka",
    None: "tanggal lahir berbeda",
}


def _reasons(pair, name, parent, dates, numbers, newborn) -> str:
    if pair.sama_ejaan:
        told = ["satu ejaan pernah dipakai untuk keduanya"]
    elif newborn:
        told = ["satu tercatat sebagai bayi tanpa nama"]
    elif name == 100:
        told = ["nama berbunyi sama"]
    else:
        told = ["nama mirip"]
    if parent is None:
        told.append("nama orang tua tidak diketahui pada salah satu")
    elif parent < _PARENT:
        told.append("nama orang tua berbeda")
    elif not pair.sama_ejaan:
        told.append("nama orang tua berbunyi sama" if parent == 100 else "nama orang tua mirip")
    told.append(_DATES[dates])
    if pair.kode_desa_a != pair.kode_desa_b:
        told.append("desa berbeda")
    if numbers == "satu_angka":
        told.append("NIK berbeda satu angka")
    return "; ".join(told)
