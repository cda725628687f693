"""Who may do what where: the table data/reference/hak.csv with the district's own rows laid over it.

A row names a role, a page (its address, its section ``rapat`` or ``kelola``, or ``semua``), an action and
how far it reaches: ``semua`` (the whole store), ``sendiri`` (the areas of the account) or ``tidak``.
What no row names is denied. The row of a page counts before that of its section, that before ``semua``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from stunting import reference, store

TAMU = "tamu"
ROLES = {
    "pimpinan": "Pimpinan",
    "sekretariat": "Sekretariat",
    "tim_teknis": "Tim teknis",
    "pakar": "Pakar",
    "opd": "OPD/instansi",
    "camat": "Camat",
    "puskesmas": "Puskesmas",
}
LIHAT, NAMA, UBAH, LAPOR = "lihat", "nama", "ubah", "lapor"
UNDUH, UNDUH_NAMA, BUKA = "unduh", "unduh_nama", "buka"
SIARKAN, RINCI = "siarkan", "rinci"
ACTIONS = {
    LIHAT: "membuka halaman",
    NAMA: "melihat nama",
    UBAH: "mengubah data",
    LAPOR: "melaporkan status tugas",
    UNDUH: "mengunduh",
    UNDUH_NAMA: "mengunduh daftar bernama",
    BUKA: "membuka identitas satu kasus",
    SIARKAN: "membuka jendela proyektor",
    RINCI: "melihat penyakit dan keadaan yang dilindungi",
}
SEMUA, SENDIRI, TIDAK = "semua", "sendiri", "tidak"
REACHES = (SEMUA, SENDIRI, TIDAK)
PAGES = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True)
class Reach:
    """Where an action is allowed: ``everywhere``, or in ``areas`` (codes of kabkota, kecamatan or desa)."""

    everywhere: bool
    areas: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.areas)

    def covers(self, kode: str) -> bool:
        """Whether all of an area (code with dots) lies inside."""
        return self.everywhere or any(_inside(kode, area) for area in self.areas)

    def within(self, wanted: Iterable[str]) -> list[str]:
        """Of the areas wanted, what lies inside: whole, or the parts of them that are one's own."""
        if self.everywhere:
            return list(wanted)
        found: list[str] = []
        for kode in wanted:
            parts = [kode] if self.covers(kode) else [a for a in self.areas if _inside(a, kode)]
            found += [each for each in parts if each not in found]
        return found


NOWHERE, EVERYWHERE = Reach(False), Reach(True)


def reach(role: str, areas: tuple[str, ...], page: str, action: str) -> Reach:
    """How far a role with these areas may do ``action`` on the page with this address.

    Raises ValueError for an action nobody knows: a misspelt one must not silently deny or allow.
    """
    if action not in ACTIONS:
        raise ValueError(f"Tindakan tidak dikenal: {action}. Yang ada: {', '.join(ACTIONS)}.")
    rows = _table(_stamp())
    for named in (page, section(page), SEMUA):
        found = rows.get((role, named, action))
        if found is not None:
            return {SEMUA: EVERYWHERE, SENDIRI: Reach(False, areas)}.get(found, NOWHERE)
    return NOWHERE


@cache
def section(page: str) -> str:
    """The folder of pages/ a page lies in; empty for an address that is no page."""
    found = sorted(PAGES.glob(f"*/{page}.py")) if page.isidentifier() else []
    return found[0].parent.name if found else ""


def _inside(kode: str, area: str) -> bool:
    return kode == area or kode.startswith(f"{area}.")


def _stamp() -> tuple[str, int]:
    """Changes with the district's own table: rights take effect at the next click, not at a restart."""
    own = store.settings_folder() / "hak.csv"
    return str(own), own.stat().st_mtime_ns if own.is_file() else 0


@lru_cache(maxsize=4)
def _table(stamp: tuple[str, int]) -> dict[tuple[str, str, str], str]:
    rows = reference.table("hak")
    wrong = [
        f"{row.peran}/{row.halaman}/{row.tindakan}"
        for row in rows.itertuples()
        if row.peran not in {*ROLES, TAMU}
        or row.tindakan not in ACTIONS
        or row.wilayah not in REACHES
        or (row.halaman not in ("rapat", "kelola", SEMUA) and not section(row.halaman))
    ]
    if wrong:
        raise ValueError(f"Pengaturan hak.csv: baris tidak dikenal: {', '.join(wrong)}.")
    keys = zip(rows["peran"], rows["halaman"], rows["tindakan"], strict=True)
    return dict(zip(keys, rows["wilayah"], strict=True))
