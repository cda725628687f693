"""Neraca anak stunting: who was stunted a cycle ago, who came, who went, who is stunted now.

Flows are counts of children by the name of the flow (queries/neraca.sql). In mode tayang flows of a few
children are merged, so that the printed arithmetic still closes.
"""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.presenters.figures import HIDDEN, KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.stats import suppression

RANGES = {"baduta": 24, "balita": 60}  # months below which a child counts
MASUK = {
    "baru": "kasus baru tercatat",
    "baru_berselang": "baru, sesudah lama tidak diukur",
    "kambuh": "stunting lagi sesudah sempat tidak",
    "kembali": "diukur lagi, masih stunting",
    "pertama": "pertama kali diukur, sudah stunting",
    "pertama_bayi": "bayi 0-5 bulan, pertama diukur",
    "pindah_masuk": "pindah masuk",
    "pindah_antar_masuk": "dari kecamatan lain",
    "masuk_lain": "masuk lainnya (angka kecil)",
}
KELUAR = {
    "tidak_lagi": "tidak lagi stunting",
    "lewat_umur": "lewat umur",
    "pindah_keluar": "pindah keluar",
    "pindah_antar_keluar": "ke kecamatan lain",
    "meninggal": "meninggal",
    "tidak_sah": "diukur, tetapi tidak sah",
    "tidak_diukur_ulang": "tidak diukur ulang",
    "keluar_lain": "keluar lainnya (angka kecil)",
}
UNKNOWN = ("tidak_diukur_ulang", "tidak_sah")  # nobody knows whether they are stunted now

CHILDREN_ONLY = "Neraca menghitung anak; yang ditampilkan balita 0-59 bulan."

Flows = dict[str, int]


def flows(rows: pd.DataFrame, kode: str) -> Flows:
    """The flows of one area from the answer of ``neraca``."""
    here = rows[rows["kode"] == kode]
    return {row.arus: int(row.jumlah) for row in here.itertuples()}


def protected(area: Flows, threshold: int) -> Flows | None:
    """The flows as mode tayang may show them; None when the stunted themselves are but a few.

    Ways in and ways out of 1 to threshold - 1 children become one, with the next larger taken along when
    together they are still so few.
    """
    stay = (area.get("awal", 0), area.get("akhir", 0), area.get("tetap", 0))
    rest = area.get("diukur", 0) - area.get("akhir", 0)
    if any(0 < count < threshold for count in (*stay, rest)):
        return None
    shown = {name: area[name] for name in ("awal", "tetap", "akhir", "diukur") if name in area}
    for names, merged in ((MASUK, "masuk_lain"), (KELUAR, "keluar_lain")):
        ways = sorted((area[name], name) for name in names if area.get(name))
        together, taken = 0, 0
        while taken < len(ways) and (ways[taken][0] < threshold or 0 < together < threshold):
            together += ways[taken][0]
            taken += 1
        if 0 < together < threshold:
            return None  # a way in or out of a few, and no other to hide it in
        if together:
            shown[merged] = together
        shown |= {name: count for count, name in ways[taken:]}
    return shown


def headline(area: Flows | None, name: str, umur: str) -> str:
    """The ledger in two sentences that can be read aloud.

    ``umur``: the age range in words, "balita 0-59 bulan".
    """
    if area is None:
        return f"Neraca anak stunting {name}, {umur}: {HIDDEN}."
    if {"tidak_lagi", "tidak_diukur_ulang"} <= set(area) or "keluar_lain" not in area:
        out = (
            f"{bahasa.angka(area.get('tidak_lagi', 0))} tidak lagi stunting dan "
            f"{bahasa.angka(area.get('tidak_diukur_ulang', 0))} tidak diukur ulang"
        )
    else:  # one of them is among what was merged
        stay, gone = area.get("tetap", 0), sum(area.get(each, 0) for each in KELUAR)
        out = f"{bahasa.angka(stay)} tetap stunting dan {bahasa.angka(gone)} keluar dari catatan"
    new = _newly(area)
    return (
        f"Dari {bahasa.angka(area.get('awal', 0))} {umur} yang stunting siklus lalu di {name}, {out}"
        f"{f'; {new}' if new else ''}. Sekarang {bahasa.angka(area.get('akhir', 0))} stunting."
    )


def behind(area: Flows | None, name: str, umur: str) -> list[Rincian]:
    """What ``headline`` rests on: every way in and out, adding up."""
    return [Rincian(headline(area, name, umur), arithmetic(area))] if area else []


def _newly(area: Flows) -> str:
    """ "43 kasus baru tercatat"; "" where they are part of what was merged because it is small."""
    if "baru" not in area and "masuk_lain" in area:
        return ""
    return f"{bahasa.angka(area.get('baru', 0))} kasus baru tercatat"


def absence(area: Flows | None) -> str:
    """How far the rate could be an effect of those who were not measured again; "" where it cannot."""
    unknown = sum(area.get(name, 0) for name in UNKNOWN) if area else 0
    if not unknown or not area.get("diukur"):
        return ""
    now, measured = area.get("akhir", 0), area["diukur"]
    best, worst = now / (measured + unknown), (now + unknown) / (measured + unknown)
    return (
        f"Angka sekarang {bahasa.persen(now / measured)} dari yang diukur. Bila semua "
        f"{bahasa.angka(unknown)} anak yang belum diketahui masih stunting, {bahasa.persen(worst)}; bila "
        f"tidak satu pun, {bahasa.persen(best)}."
    )


def arithmetic(area: Flows) -> str:
    """ "120 - 36 tidak lagi stunting - 12 lewat umur + 43 kasus baru tercatat = 115"."""
    parts = [f"{bahasa.angka(area.get('awal', 0))} siklus lalu"]
    parts += [f"− {bahasa.angka(area[each])} {KELUAR[each]}" for each in KELUAR if area.get(each)]
    parts += [f"+ {bahasa.angka(area[each])} {MASUK[each]}" for each in MASUK if area.get(each)]
    return f"{' '.join(parts)} = {bahasa.angka(area.get('akhir', 0))} sekarang."


def key_figures(area: Flows | None) -> list[KeyFigure]:
    """Stunted before, newly recorded, no longer stunted, stunted now."""
    if area is None:
        return [KeyFigure("Stunting sekarang", bahasa.KOSONG, HIDDEN)]
    into = sum(area.get(each, 0) for each in MASUK)
    out = sum(area.get(each, 0) for each in KELUAR)
    return [
        KeyFigure("Stunting siklus lalu", bahasa.angka(area.get("awal", 0)), "anak"),
        KeyFigure(
            "Masuk",
            f"+ {bahasa.angka(into)}",
            _newly(area) or HIDDEN,
        ),
        KeyFigure(
            "Keluar",
            f"− {bahasa.angka(out)}",
            f"{bahasa.angka(area.get('tidak_lagi', 0))} tidak lagi stunting"
            if "tidak_lagi" in area or "keluar_lain" not in area
            else "rinciannya sebagian disembunyikan (angka kecil)",
        ),
        KeyFigure(
            "Stunting sekarang",
            bahasa.angka(area.get("akhir", 0)),
            f"dari {bahasa.angka(area.get('diukur', 0))} yang diukur",
        ),
    ]


def rule(kelompok: str) -> str:
    """How the age range is meant, for the foot of the page."""
    months = RANGES[kelompok] - 1
    return (
        f"Umur 0-{months} bulan pada pengukuran masing-masing; yang lebih tua pada siklus ini terhitung "
        "lewat umur. Pindah antarkecamatan saling meniadakan di kabupaten/kota."
    )


LABELS = {
    "nama": "Kecamatan",
    "awal": "Siklus lalu",
    "baru": "Kasus baru",
    "masuk_sisa": "Masuk lain",
    "tidak_lagi": "Tidak lagi stunting",
    "tidak_diukur_ulang": "Tidak diukur ulang",
    "keluar_sisa": "Keluar lain",
    "akhir": "Sekarang",
}


def by_kecamatan(rows: pd.DataFrame, names: pd.Series, threshold: int | None) -> pd.DataFrame:
    """One line per kecamatan that has a ledger: the main flows and the rest, missing where hidden.

    ``names``: kode_kecamatan -> nama; ``threshold``: None in mode kerja. A column with hidden cells hides
    enough of them that the total beside it gives none away.
    """
    lines = []
    for kode, nama in names.items():
        area = flows(rows, kode)
        if not area:
            continue
        line = {"nama": nama} | {each: area.get(each, 0) for each in LABELS if each != "nama"}
        for rest, ways in (("masuk_sisa", MASUK), ("keluar_sisa", KELUAR)):
            line[rest] = sum(area.get(each, 0) for each in ways if each not in LABELS)
        line["diukur"] = area.get("diukur", 0)
        lines.append(line)
    table = pd.DataFrame(lines, columns=[*LABELS, "diukur"]).astype(
        dict.fromkeys([*list(LABELS)[1:], "diukur"], "Int64")
    )
    if threshold is not None:
        base = table["awal"] + table["diukur"]
        for column in list(LABELS)[1:]:
            counts = pd.DataFrame({"pembilang": table[column], "penyebut": base})
            hidden = suppression.suppress(counts, threshold)["disembunyikan"]
            table[column] = table[column].mask(hidden)
    return table[list(LABELS)]
