"""Neraca anak stunting: who was stunted a cycle ago, who came, who went, who is stunted now.

Flows are counts of children by the name of the flow (queries/neraca.sql). In mode tayang flows of a few
children are merged, so that the printed arithmetic still closes.
"""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.presenters.figures import HIDDEN, KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.stats import flow_suppression

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
    "masuk_lain": "masuk lainnya",
}
KELUAR = {
    "tidak_lagi": "tidak lagi stunting",
    "lewat_umur": "lewat umur",
    "pindah_keluar": "pindah keluar",
    "pindah_antar_keluar": "ke kecamatan lain",
    "meninggal": "meninggal",
    "tidak_sah": "diukur, tetapi tidak sah",
    "tidak_diukur_ulang": "tidak diukur ulang",
    "keluar_lain": "keluar lainnya",
}
UNKNOWN = ("tidak_diukur_ulang", "tidak_sah")  # nobody knows whether they are stunted now

CHILDREN_ONLY = "Neraca menghitung anak; yang ditampilkan balita 0-59 bulan."

Flows = dict[str, int]


def flows(rows: pd.DataFrame, kode: str) -> Flows:
    """The flows of one area from the answer of ``neraca``."""
    return by_area(rows[rows["kode"] == kode]).get(kode, {})


def by_area(rows: pd.DataFrame) -> dict[str, Flows]:
    """The flows of each area from the answer of ``neraca``, in one pass."""
    found: dict[str, Flows] = {}
    for kode, arus, jumlah in zip(rows["kode"], rows["arus"], rows["jumlah"], strict=True):
        found.setdefault(kode, {})[arus] = int(jumlah)
    return found


def protected(area: Flows, threshold: int, around: Flows | None = None) -> Flows | None:
    """The district's flows as mode tayang may show them; None when the stunted themselves are but a few.

    Ways in and ways out of 1 to threshold - 1 children become one, with the next larger taken along when
    together they are still so few. ``around``: the flows of balita where these are of baduta, so that what
    lies between the two is no few either.
    """

    def few(count: int, of: int | None) -> bool:
        return 0 < count < threshold or (of is not None and 0 < of - count < threshold)

    def outer(name: str) -> int | None:
        return None if around is None else around.get(name, 0)

    if any(few(area.get(name, 0), outer(name)) for name in ("awal", "akhir", "tetap")):
        return None
    rest, outer_rest = (
        None if each is None else each.get("diukur", 0) - each.get("akhir", 0)
        for each in (area, around)
    )
    if few(rest, outer_rest):
        return None
    shown = {name: area[name] for name in ("awal", "tetap", "akhir", "diukur") if name in area}
    for names, merged in ((MASUK, "masuk_lain"), (KELUAR, "keluar_lain")):
        ways = sorted((area[name], name) for name in names if area.get(name))
        # those of a few first, then those by which a few could be had, then the rest by size
        ways.sort(key=lambda way: (not 0 < way[0] < threshold, not few(way[0], outer(way[1])), way))
        together, beyond, taken = 0, 0, 0
        while taken < len(ways) and (
            few(ways[taken][0], outer(ways[taken][1])) or few(together, together + beyond)
        ):
            count, name = ways[taken]
            together += count
            beyond += (outer(name) or count) - count
            taken += 1
        if few(together, together + beyond):
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
    "lewat_umur": "Lewat umur",
    "keluar_sisa": "Keluar lain",
    "akhir": "Sekarang",
}
_IN = ("baru", "masuk_sisa")
_OUT = ("tidak_lagi", "tidak_diukur_ulang", "lewat_umur", "keluar_sisa")
# What other pages print of the same children: cell of the ledger -> (indicator, which cycle).
PRINTED = {"awal": ("stunting", -1), "baru": ("kasus_baru", 0), "akhir": ("stunting", 0)}


def side_by_side(rows: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """One line per kecamatan that has a ledger, by its code: the main flows, the rest, diukur.

    ``rows``: the answer of neraca; ``names``: kode_kecamatan -> nama.
    """
    lines, areas = {}, by_area(rows)
    for kode, nama in names.items():
        area = areas.get(kode)
        if not area:
            continue
        line = {"nama": nama} | {each: area.get(each, 0) for each in LABELS if each != "nama"}
        for rest, ways in (("masuk_sisa", MASUK), ("keluar_sisa", KELUAR)):
            line[rest] = sum(area.get(each, 0) for each in ways if each not in LABELS)
        lines[kode] = line | {"diukur": area.get("diukur", 0)}
    counts = [*list(LABELS)[1:], "diukur"]
    table = pd.DataFrame.from_dict(lines, orient="index", columns=["nama", *counts])
    return table.astype(dict.fromkeys(counts, "Int64"))


def hidden(
    table: pd.DataFrame,
    around: pd.DataFrame | None,
    printed: dict[str, set[str]],
    threshold: int,
) -> tuple[pd.DataFrame, pd.Series]:
    """Which cells of ``side_by_side`` mode tayang hides, and of which kecamatan the flows may be drawn.

    ``around``: the same of balita where ``table`` is of baduta; ``printed``: for each key of PRINTED the
    kecamatan whose figure the other pages hide.
    """
    counts = table[list(LABELS)[1:]].astype("int64")
    small = (counts > 0) & (counts < threshold)
    if around is not None:
        between = around.reindex(table.index)[counts.columns].fillna(0).astype("int64") - counts
        small |= (between > 0) & (between < threshold)
    for name, gone in printed.items():
        small[name] |= table.index.isin(list(gone))
    ways = [*_IN, *_OUT]
    elsewhere = pd.DataFrame(False, table.index, ways)
    elsewhere["baru"] = ~table.index.isin(list(printed.get("baru", ())))
    found = flow_suppression.hide(
        counts[ways].to_numpy(),
        small[ways].to_numpy(),
        elsewhere.to_numpy(),
        [ways.index(each) for each in _IN],
        [ways.index(each) for each in _OUT],
        threshold,
    )
    cells = small.copy()
    cells[ways] = found.cells
    stay = counts["awal"] - counts[list(_OUT)].sum(axis=1)
    drawn = (
        pd.Series(found.merged, table.index)
        & ~small["awal"]
        & ~small["akhir"]
        & ~((stay > 0) & (stay < threshold))
    )
    return cells, drawn


def merged(line: pd.Series, gone: pd.Series) -> Flows:
    """The flows of one kecamatan as drawn in mode tayang: what is hidden becomes part of the rest."""
    area = {name: int(line[name]) for name in ("awal", "akhir", "diukur")}
    area["tetap"] = area["awal"] - int(line[list(_OUT)].sum())
    for names, rest, into in (
        (_IN, "masuk_sisa", "masuk_lain"),
        (_OUT, "keluar_sisa", "keluar_lain"),
    ):
        apart = [name for name in names if name != rest and not gone[name]]
        area |= {name: int(line[name]) for name in apart if line[name]}
        others = int(line[[name for name in names if name not in apart]].sum())
        if others:
            area[into] = others
    return area
