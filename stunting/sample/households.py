"""Families and their births: where everything else in the sample hangs on.

A household is one couple: the woman is the bride, later the pregnant woman, the mother. Its
troubles (poverty, latrine, water, schooling, smoke, thin arms, low Hb) come together.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from stunting.sample import people, story, timeline
from stunting.sample.areas import District, Skala

_FIRST_BIRTHS = (-120, 84)  # months from January 2023: 2013 to 2029, for the brides of 2026
_SECOND, _THIRD = 0.45, 0.30  # share of couples with one child who have another in sight
EDUCATION = np.array(["tidak_sekolah", "sd", "smp", "sma", "diploma", "sarjana"], dtype=object)
_EDUCATION_CUTS = (-2.3, -1.1, -0.25, 1.0, 1.4)
_RANK_CUTS = (-1.15, -0.55, 0.0, 0.6)


@dataclass
class Households:
    """One entry per couple; ``desa`` is a position in the district, days are since 1970."""

    desa: np.ndarray
    kecamatan: np.ndarray
    wealth: np.ndarray
    wedding: np.ndarray
    mother_birth: np.ndarray
    education: np.ndarray
    latrine_from: np.ndarray  # day the family has a proper latrine; far future = never
    water: np.ndarray
    house: np.ndarray
    smoke: np.ndarray
    jkn: np.ndarray
    contraception: np.ndarray
    lila: np.ndarray
    hb: np.ndarray  # level when not pregnant
    height: np.ndarray
    nik: np.ndarray
    no_kk: np.ndarray
    mother: np.ndarray
    head: np.ndarray
    address: np.ndarray
    rt: np.ndarray
    rw: np.ndarray
    bride: int  # the bride of the story, -1 when the district has none

    def __len__(self) -> int:
        return len(self.desa)


@dataclass
class Births:
    """One entry per birth, also those after the data end (their mothers are pregnant)."""

    household: np.ndarray
    day: np.ndarray
    order: np.ndarray
    gap: np.ndarray  # days since the birth before, a large number for a first


def make(rng: np.random.Generator, district: District) -> tuple[Households, Births]:
    """Households of a district, and their births from 2018 on."""
    months = _FIRST_BIRTHS[1] - _FIRST_BIRTHS[0]
    births_per_first = 1 + _SECOND + _SECOND * _THIRD
    expected = district.balita / 60 * months / births_per_first
    count = np.floor(expected + rng.random(len(expected))).astype(int)
    desa = np.repeat(np.arange(len(count)), count)
    n = len(desa)

    days = timeline.FIRST + np.array(_FIRST_BIRTHS) * timeline.MONTH
    first = rng.uniform(*days, n).astype(int)
    wedding = first - (280 + rng.exponential(260, n)).astype(int)
    wealth = rng.normal(0, 1, n) + rng.normal(0, 0.15, len(count))[desa]
    kecamatan = district.kecamatan_of[desa]
    age = np.clip(rng.normal(25.4 + 0.9 * wealth, 3.9), 16.5, 41)
    households = Households(
        desa=desa,
        kecamatan=kecamatan,
        wealth=wealth,
        wedding=wedding,
        mother_birth=(first - age * timeline.YEAR).astype(int),
        education=EDUCATION[
            np.searchsorted(_EDUCATION_CUTS, 0.75 * wealth + rng.normal(0, 0.7, n))
        ],
        latrine_from=_latrines(rng, district, kecamatan, wealth),
        water=rng.random(n) < _logistic(3.2 + 0.8 * wealth),
        house=rng.random(n) < _logistic(2.9 + 1.0 * wealth),
        smoke=rng.random(n) < _logistic(0.3 - 0.35 * wealth),
        jkn=rng.random(n) < _logistic(1.9 + 0.2 * wealth),
        contraception=rng.random(n) < 0.66,
        lila=26.65 + 0.55 * wealth + 2.45 * _spread(rng, wedding),
        hb=12.75 + 0.18 * wealth + _spread(rng, wedding),
        height=151.8 + 0.7 * wealth + rng.normal(0, 5.2, n),
        nik=people.numbers(district.kode, people.PEREMPUAN, n),
        no_kk=people.numbers(district.kode, people.KELUARGA, n),
        mother=people.women(rng, n),
        head=people.men(rng, n),
        address=people.hamlets(rng, n),
        rt=people.two_digits(rng, n, 8),
        rw=people.two_digits(rng, n, 4),
        bride=_place_bride(district, kecamatan),
    )
    births = _births(rng, first, households.bride)
    if households.bride >= 0:
        _write_bride(households)
    return households, births


def _spread(rng, when: np.ndarray) -> np.ndarray:
    """Standard normal values, spread evenly over time: each group of neighbours gets the same values.

    Else chance alone would make one semester of a hundred brides a story nobody has written.
    """
    group = 20
    levels = np.array([NormalDist().inv_cdf((i + 0.5) / group) for i in range(group)])
    groups = -(-len(when) // group)
    values = rng.permuted(np.tile(levels, (groups, 1)), axis=1).ravel()[: len(when)]
    spread = np.empty(len(when))
    spread[np.argsort(when, kind="stable")] = values
    return spread


def _latrines(rng, district, kecamatan, wealth) -> np.ndarray:
    lacking_place = district.place(story.KEC_TANPA_JAMBAN)
    lift = np.where(kecamatan == lacking_place, 2.3, 0.0)
    lacking = rng.random(len(wealth)) < _logistic(-2.1 - 1.0 * wealth + lift)
    built = timeline.FIRST + rng.exponential(3600, len(wealth)).astype(int)
    never = np.where(kecamatan == lacking_place, 99_999, built)
    return np.where(lacking, never, 0)


def _births(rng, first: np.ndarray, bride: int) -> Births:
    n = len(first)
    second = rng.random(n) < _SECOND
    third = second & (rng.random(n) < _THIRD)
    if bride >= 0:
        first[bride], second[bride], third[bride] = timeline.day(story.LAHIR_ANAK), False, False
    gaps = (500 + rng.gamma(2.2, 400, (2, n))).astype(int)
    parts = [
        (np.arange(n), first, np.full(n, 9_999), 1),
        (np.flatnonzero(second), (first + gaps[0])[second], gaps[0][second], 2),
        (np.flatnonzero(third), (first + gaps.sum(0))[third], gaps[1][third], 3),
    ]
    household, day, gap = (np.concatenate([part[i] for part in parts]) for i in range(3))
    order = np.concatenate([np.full(len(part[0]), part[3]) for part in parts])
    # Five years before the data: older ones are nobody's balita. Nine months after: pregnancies.
    kept = (day >= timeline.FIRST - 1826) & (day <= timeline.LAST + 280)
    sequence = np.flatnonzero(kept)[np.argsort(household[kept], kind="stable")]
    return Births(household[sequence], day[sequence], order[sequence], gap[sequence])


def _place_bride(district: District, kecamatan: np.ndarray) -> int:
    found = np.flatnonzero(kecamatan == district.place(story.KEC_PENGANTIN))
    return int(found[0]) if len(found) else -1


def _write_bride(households: Households) -> None:
    one = households.bride
    values = {
        "nik": story.NIK_PENGANTIN,
        "no_kk": story.KK_PENGANTIN,
        "mother": story.NAMA_PENGANTIN,
        "wedding": timeline.day(story.PERNIKAHAN),
        "mother_birth": timeline.day(story.LAHIR_PENGANTIN),
        "education": "sma",
        "lila": 25.1,
        "hb": 12.9,
        "height": 156.0,
        "wealth": 0.2,
        "jkn": True,
        "latrine_from": 0,
        "water": True,
        "house": True,
    }
    for name, value in values.items():
        getattr(households, name)[one] = value


def family_rows(
    rng: np.random.Generator, district: District, families: Households, births: Births, size: Skala
) -> pd.DataFrame:
    """Rows of the sheet keluarga: who is verified in each cycle, with flags as on its last day."""
    n = len(families)
    listed = rng.random(n) < size.pasangan
    base = pd.DataFrame(
        {
            "no_kk": families.no_kk,
            "nama_kepala": families.head,
            "kabkota": district.kode,
            "kecamatan": district.kecamatan[families.kecamatan],
            "desa": district.desa[families.desa],
            "alamat": families.address,
            "rt": families.rt,
            "rw": families.rw,
            "sumber_air_layak": families.water,
            "rumah_layak_huni": families.house,
            "kb_modern": families.contraception,
            "peringkat_kesejahteraan": _rank(rng, families.wealth),
            "pendidikan_ibu": families.education,
            "ada_pus": True,
        }
    )
    parts = []
    for cycle, today in zip(story.SIKLUS, timeline.CYCLE_END, strict=True):
        flags = flags_on(families, births, today)
        married = families.wedding <= today
        focus = flags["ada_bumil"] | flags["ada_balita"] | (families.wedding > today - 400)
        kept = np.flatnonzero(married & (listed | focus) & (rng.random(n) < 0.97))
        rows = base.take(kept)
        rows.insert(0, "siklus", cycle)
        parts.append(rows.assign(**{name: flag[kept] for name, flag in flags.items()}))
    return pd.concat(parts, ignore_index=True)


def flags_on(families: Households, births: Births, today: int) -> dict[str, np.ndarray]:
    """Flags of every household on one day, by the field names of the sheet keluarga."""
    age = today - births.day
    pregnant = _any(births, families, (age < 0) & (age > -265))
    baduta = _any(births, families, (age >= 0) & (age < 730))
    balita = _any(births, families, (age >= 0) & (age < 1826))
    mother_age = (today - families.mother_birth) / timeline.YEAR
    return {
        "jamban_layak": families.latrine_from <= today,
        "terlalu_muda": mother_age < 20,
        "terlalu_tua": (mother_age > 35) & (pregnant | baduta),
        "terlalu_dekat": _any(births, families, (births.gap < 730) & (age > -265) & (age < 1096)),
        "terlalu_banyak": _any(births, families, (births.order >= 3) & (age >= 0)),
        "ada_bumil": pregnant,
        "ada_baduta": baduta,
        "ada_balita": balita,
    }


def _any(births: Births, families: Households, condition: np.ndarray) -> np.ndarray:
    return np.bincount(births.household[condition], minlength=len(families)) > 0


def _rank(rng, wealth: np.ndarray) -> np.ndarray:
    rank = 1 + np.searchsorted(_RANK_CUTS, wealth + rng.normal(0, 0.3, len(wealth)))
    return np.where(rng.random(len(wealth)) < 0.05, 99, rank)


def _logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))
