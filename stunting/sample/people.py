"""Names and numbers of people who do not exist.

Every NIK and No KK has 16 digits and begins with 99: there is no such province.
"""

from __future__ import annotations

import numpy as np

_PEREMPUAN = (
    "Siti Dewi Sri Ayu Rina Nur Indah Fitri Wulan Lestari Ratna Yuni Eka Dian Mega Intan Putri "
    "Endang Tuti Laras Kartika Maya Niken Retno Sekar Tiara Umi Vina Wahyuni Zahra"
).split()
_LAKI = (
    "Ahmad Budi Agus Slamet Eko Dwi Rizky Fajar Bayu Hendra Joko Kukuh Lukman Nanda Pandu Rafi "
    "Sigit Teguh Umar Wahyu Yoga Zaki Arif Bagus Candra Danu Farhan Gilang Hasan Imam"
).split()
_BELAKANG = (
    "Rahayu Lestari Santoso Wijaya Hidayat Saputra Kusuma Pratama Utami Handayani Setiawan "
    "Maulana Anggraini Purnomo Wibowo Safitri Nugroho Permata Mulyani Kurnia Ramadhan Aulia"
).split()
_DUSUN = "Krajan Sumber Tegalsari Karanganyar Sukorejo Gedangan Randu Ngemplak Wetan Kulon".split()
_POSYANDU = "Melati Mawar Anggrek Kenanga Dahlia Flamboyan Cempaka Teratai".split()

ANAK, PEREMPUAN, KELUARGA = 1, 2, 3


def numbers(kabkota: str, kind: int, count: int) -> np.ndarray:
    """``count`` different numbers of 16 digits: 99, district, kind of number, serial."""
    head = f"99{kabkota.replace('.', '')}{kind}"
    return np.array([f"{head}{serial:09d}" for serial in range(1, count + 1)], dtype=object)


def women(rng: np.random.Generator, count: int) -> np.ndarray:
    return _join(rng, count, _PEREMPUAN, _BELAKANG)


def men(rng: np.random.Generator, count: int) -> np.ndarray:
    return _join(rng, count, _LAKI, _BELAKANG)


def children(rng: np.random.Generator, sex: np.ndarray) -> np.ndarray:
    """A name per child; ``sex``: 0 boy, 1 girl."""
    return np.where(sex == 0, men(rng, len(sex)), women(rng, len(sex)))


def misspelt(names: np.ndarray) -> np.ndarray:
    """The same names as another hand would write them."""
    return np.array([_other_spelling(name) for name in names], dtype=object)


def hamlets(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.array([f"Dusun {name}" for name in _DUSUN], dtype=object)[
        rng.integers(len(_DUSUN), size=count)
    ]


def posyandu(rng: np.random.Generator, count: int) -> np.ndarray:
    names = [f"{name} {number}" for name in _POSYANDU for number in (1, 2)]
    return np.array(names, dtype=object)[rng.integers(len(names), size=count)]


def two_digits(rng: np.random.Generator, count: int, highest: int) -> np.ndarray:
    """RT or RW: 001, 002, ..."""
    labels = np.array([f"{number:03d}" for number in range(1, highest + 1)], dtype=object)
    return labels[rng.integers(highest, size=count)]


def _join(rng, count, first, second) -> np.ndarray:
    first, second = np.array(first, dtype=object), np.array(second, dtype=object)
    return first[rng.integers(len(first), size=count)] + (
        " " + second[rng.integers(len(second), size=count)]
    )


def _other_spelling(name: str) -> str:
    for ours, theirs in (("Ahmad", "Achmad"), ("Siti", "St."), ("Zaki", "Dzaki"), ("ri", "ry")):
        if ours in name:
            return name.replace(ours, theirs, 1)
    return name.upper() if "a" not in name[1:] else name[0] + name[1:].replace("a", "aa", 1)
