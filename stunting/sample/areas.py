"""Which districts a sample covers, and how many children live in each desa."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from lokal import wilayah

from stunting.sample import story

# In `kecil` the kecamatan of the story are large, so that a change there is clear with few rows.
_BOBOT_KECIL = {
    story.KEC_MEMBAIK: 6.5,
    story.KEC_MEMBURUK: 6.5,
    story.KEC_RENDAH: 5.0,
    story.KEC_CAKUPAN_TURUN: 5.5,
    story.KEC_TANPA_JAMBAN: 2.0,
}
# Tens of children at every scale, or nothing would be "too small to tell".
_BALITA_KEC_KECIL = 45


@dataclass(frozen=True)
class Skala:
    """A size: the districts, balita under five living at one time, and how dense the rows are.

    ``balita`` is per district where named there, else ``balita_per_desa`` counts. ``pasangan`` is the
    share of couples without pregnancy or balita that the family verification lists;
    ``bulan_lain`` the share weighed in a month that is not a weighing month.
    """

    kabkota: tuple[str, ...]
    balita: dict[str, int] = field(default_factory=dict)
    balita_per_desa: float = 8.0
    bobot: dict[str, float] = field(default_factory=dict)
    pasangan: float = 0.3
    bulan_lain: float = 0.03


@dataclass(frozen=True)
class District:
    """One kabupaten/kota. ``kecamatan_of``: position in ``kecamatan`` for each desa."""

    kode: str
    kecamatan: np.ndarray
    nama_kecamatan: np.ndarray
    desa: np.ndarray
    kecamatan_of: np.ndarray
    balita: np.ndarray  # expected number per desa

    def place(self, kode_kecamatan: str) -> int:
        """Position of a kecamatan, -1 when it is not in this district."""
        found = np.flatnonzero(self.kecamatan == kode_kecamatan)
        return int(found[0]) if len(found) else -1


def scale(name: str) -> Skala:
    """The named size. Raises KeyError for another name."""
    both = (story.MOJOKERTO, story.PEKALONGAN)
    make = {
        "kecil": lambda: Skala(
            both, {story.MOJOKERTO: 2_850, story.PEKALONGAN: 760}, bobot=_BOBOT_KECIL
        ),
        "kabupaten": lambda: Skala(both, {story.MOJOKERTO: 70_000, story.PEKALONGAN: 20_000}),
        "provinsi": lambda: Skala(
            (story.MOJOKERTO, *_children("33")), balita_per_desa=40, pasangan=0.1
        ),
        "nasional": lambda: Skala(
            tuple(kode for province in wilayah.list_wilayah() for kode in _children(province.code)),
            balita_per_desa=6,
            pasangan=0.1,
        ),
    }
    return make[name]()


def district(kode: str, size: Skala, rng: np.random.Generator) -> District:
    """The areas of one kabupaten/kota with the children of each desa by ``size``."""
    kecamatan = wilayah.list_wilayah(kode)
    desa = [each for parent in kecamatan for each in wilayah.list_wilayah(parent.code)]
    codes = [each.code for each in kecamatan]
    kecamatan_of = np.array([codes.index(each.code.rsplit(".", 1)[0]) for each in desa])
    weight = np.array([size.bobot.get(each, 1.0) for each in codes])
    total = size.balita.get(kode, size.balita_per_desa * len(desa))
    fixed = np.array([each == story.KEC_KECIL for each in codes])
    per_kecamatan = (total - _BALITA_KEC_KECIL * fixed.sum()) * weight / weight[~fixed].sum()
    per_kecamatan[fixed] = _BALITA_KEC_KECIL
    share = rng.uniform(0.6, 1.4, len(desa))
    share /= np.bincount(kecamatan_of, share, len(codes))[kecamatan_of]
    return District(
        kode=kode,
        kecamatan=np.array(codes, dtype=object),
        nama_kecamatan=np.array([each.name for each in kecamatan], dtype=object),
        desa=np.array([each.code for each in desa], dtype=object),
        kecamatan_of=kecamatan_of,
        balita=per_kecamatan[kecamatan_of] * share,
    )


def _children(kode: str) -> list[str]:
    return [each.code for each in wilayah.list_wilayah(kode)]
