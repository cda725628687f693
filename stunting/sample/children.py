"""Children who grow: latent z over the months, who comes to be measured, what is written down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stunting.sample import curves, people, story, timeline
from stunting.sample.areas import District, Skala
from stunting.sample.households import Births, Households

_SD_LASTING, _SD_SHIFT, _RHO = 0.95, 0.28, 0.85
_NOISE_CM = 0.5
_FIVE_YEARS = 1826
_NEVER = 99


@dataclass
class Children:
    """One entry per child, born or not yet. Months count from January 2023."""

    household: np.ndarray
    birth: np.ndarray  # day since 1970
    order: np.ndarray
    sex: np.ndarray  # 0 boy, 1 girl
    desa: np.ndarray  # where the child lives first
    desa_later: np.ndarray  # and from month ``moved`` on
    moved: np.ndarray
    enters: np.ndarray  # first month in the register
    leaves: np.ndarray  # first month no longer in it
    fate: np.ndarray  # why: "", pindah_masuk, pindah_keluar, meninggal, pindah_kecamatan
    gestation: np.ndarray  # weeks
    birth_g: np.ndarray
    birth_cm: np.ndarray
    birth_z: np.ndarray
    nik: np.ndarray
    name: np.ndarray

    def desa_in(self, month: np.ndarray, child: np.ndarray) -> np.ndarray:
        return np.where(month >= self.moved[child], self.desa_later[child], self.desa[child])


@dataclass
class Visits:
    """One entry per measurement, ordered by child and month. NaN: not measured."""

    child: np.ndarray
    month: np.ndarray
    day: np.ndarray
    age: np.ndarray  # days
    desa: np.ndarray
    cm: np.ndarray  # as read off, in the position written down
    kg: np.ndarray
    standing: np.ndarray
    gain: np.ndarray  # N, T, O, B
    z_height: np.ndarray
    z_weight: np.ndarray
    z_weight_for_height: np.ndarray


def make(
    rng: np.random.Generator, district: District, families: Households, births: Births
) -> Children:
    """Children of all births with what is known on the first day."""
    home, n = births.household, len(births.day)
    sex = (rng.random(n) > 0.512).astype(int)
    early = rng.random(n) < 0.08 + 0.04 * (families.lila[home] < 23.5)
    gestation = np.where(early, rng.integers(31, 37, n), np.clip(rng.normal(39.2, 1.1, n), 37, 42))
    trouble = 0.35 * (families.lila[home] < 23.5) + 0.2 * (families.hb[home] < 12)
    birth_z = (
        0.10 + 0.12 * families.wealth[home] - trouble
        - 0.25 * np.maximum(0, 38 - gestation) + rng.normal(0, 0.75, n)
    )  # fmt: skip
    mass_z = 0.6 * birth_z + rng.normal(-0.15, 0.8, n)
    day_one = np.zeros(n, dtype=int)
    birth_cm = curves.height(birth_z, sex, day_one) + rng.normal(0, 0.4, n)
    light = 3280 * (1 + 0.135 * mass_z) - 90 * sex
    moved, later, enters, leaves, fate = _fates(rng, district, families.desa[home])
    children = Children(
        household=home,
        birth=births.day,
        order=births.order,
        sex=sex,
        desa=families.desa[home],
        desa_later=later,
        moved=moved,
        enters=enters,
        leaves=leaves,
        fate=fate,
        gestation=gestation.astype(int),
        birth_g=(np.rint(light / 50) * 50).clip(1200, 4800).astype(int),
        # Most midwives write whole centimetres.
        birth_cm=np.where(rng.random(n) < 0.7, np.rint(birth_cm), np.rint(birth_cm * 2) / 2),
        birth_z=birth_z,
        nik=people.numbers(district.kode, people.ANAK, n),
        name=people.children(rng, sex),
    )
    _write_story_child(families, children)
    return children


def _fates(rng, district: District, desa: np.ndarray):
    n = len(desa)
    kinds = np.array(
        ["", "pindah_masuk", "pindah_keluar", "meninggal", "pindah_kecamatan"], dtype=object
    )
    fate = kinds[rng.choice(5, n, p=(0.963, 0.009, 0.013, 0.003, 0.012))]
    month = rng.integers(2, timeline.MONTHS - 1, n)
    elsewhere = rng.integers(len(district.desa), size=n)
    # The same kecamatan by chance is no move between kecamatan: stays.
    same = district.kecamatan_of[elsewhere] == district.kecamatan_of[desa]
    fate[(fate == "pindah_kecamatan") & same] = ""
    moved = np.where(fate == "pindah_kecamatan", month, _NEVER)
    enters = np.where(fate == "pindah_masuk", month, 0)
    leaves = np.where(np.isin(fate, ("pindah_keluar", "meninggal")), month, _NEVER)
    return moved, elsewhere, enters, leaves, fate


def _write_story_child(families: Households, children: Children) -> None:
    if families.bride < 0:
        return
    one = np.flatnonzero(children.household == families.bride)[0]
    values = {
        "sex": 0, "moved": _NEVER, "enters": 0, "leaves": _NEVER, "fate": "", "gestation": 39,
        "birth_g": 3150, "birth_cm": 49.5, "birth_z": -0.2,
        "nik": story.NIK_ANAK, "name": story.NAMA_ANAK,
    }  # fmt: skip
    for name, value in values.items():
        getattr(children, name)[one] = value


def measure(
    rng: np.random.Generator,
    district: District,
    families: Households,
    children: Children,
    size: Skala,
) -> Visits:
    """Measurements of all children over all months."""
    n = len(children.birth)
    posyandu_day = rng.integers(4, 21, len(district.desa))
    today = timeline.MONTH_START[:-1] + posyandu_day[children.desa][:, None]
    today = (today + rng.integers(0, 3, n)[:, None]).astype(np.int32)
    age = today - children.birth.astype(np.int32)[:, None]
    month = np.arange(timeline.MONTHS)
    there = (
        (age >= 0) & (age < _FIVE_YEARS)
        & (month >= children.enters[:, None]) & (month < children.leaves[:, None])
    )  # fmt: skip
    bride_child = np.flatnonzero(children.household == families.bride)
    z = _latent(rng, district, families, children, age, there)
    z[bride_child] = -0.3
    comes = there & (rng.random(z.shape) < _attendance(rng, district, children, z, age, size))
    comes[bride_child] = there[bride_child] & np.isin(month, timeline.WEIGHING)

    child, month = np.nonzero(comes)
    desa = children.desa_in(month, child)
    silent = _silent(rng, district)[desa, timeline.CYCLE_OF_MONTH[month]]
    silent &= ~np.isin(child, bride_child)
    child, month, desa = child[~silent], month[~silent], desa[~silent]
    age = age[child, month]
    visits = _readings(rng, district, children, child, month, desa, age, z[child, month])
    visits.day = today[child, month].astype(int)
    return visits


def _latent(rng, district, families, children, age, there) -> np.ndarray:
    """True z of height for age, [child, month]; shares below -2 follow the story by kecamatan."""
    n, months = age.shape
    home = children.household
    lasting = (
        0.15 * families.wealth[home] - 0.25 * (families.lila[home] < 23.5)
        + 0.03 * (families.height[home] - 151.8) - 0.1 * (children.order > 2)
        - 0.12 * (families.latrine_from[home] > 0) + rng.normal(0, _SD_LASTING, n)
        + rng.normal(0, 0.1, len(district.desa))[children.desa]
    )  # fmt: skip
    years = np.clip(age, 0, _FIVE_YEARS).astype(np.float32) / np.float32(timeline.YEAR)
    from_birth = np.exp(-years / 0.7)
    # Faltering to the second birthday, then a slow recovery of part of it.
    typical = -1.0 * (1 - np.exp(-years / 0.7)) - 0.2 * np.exp(-(((years - 2) / 1.0) ** 2))
    start = (0.6 * children.birth_z + 0.4 * lasting).astype(np.float32)
    lasting = lasting.astype(np.float32)
    z = from_birth * start[:, None] + (1 - from_birth) * lasting[:, None] + typical
    shift = rng.standard_normal(n, dtype=np.float32) * _SD_SHIFT
    for month in range(months):
        z[:, month] += shift
        fresh = rng.standard_normal(n, dtype=np.float32) * (_SD_SHIFT * np.sqrt(1 - _RHO**2))
        shift = _RHO * shift + fresh
    return z + _lift(rng, district, children, z, there)


def _lift(rng, district, children, z, there) -> np.ndarray:
    """What brings each kecamatan to its share of stunting, month by month."""
    first, last = story.BASE.get(district.kode, story.BASE_OTHER)
    flat = np.linspace(first, last, len(story.SIKLUS))
    targets = np.array(
        [
            story.STUNTING.get(kode, np.maximum(flat + rng.normal(0, 0.008), 0.02))
            for kode in district.kecamatan
        ]
    )
    place = district.kecamatan_of[children.desa]
    peopled = np.isin(np.arange(len(district.kecamatan)), place)
    own = peopled & np.isin(district.kecamatan, list(story.STUNTING))
    lifts = np.empty(targets.shape)
    for cycle, month in enumerate(timeline.WEIGHING):
        here = there[:, month]
        # Reading errors widen what is seen.
        seen = z[here, month] + rng.normal(0, 0.17, here.sum())
        lifts[:, cycle] = -2 - np.quantile(seen, targets[:, cycle])
        # Where the story gives the share, by the kecamatan's own children: chance must not spoil it.
        for each in np.flatnonzero(own):
            values = seen[place[here] == each]
            lifts[each, cycle] = -2 - np.quantile(values, targets[each, cycle])
    every = np.array(
        [np.interp(np.arange(timeline.MONTHS), timeline.WEIGHING, row) for row in lifts]
    )
    return every[place].astype(np.float32)


def _attendance(rng, district, children, z, age, size: Skala) -> np.ndarray:
    """Chance to be measured, [child, month]."""
    cycles = len(story.SIKLUS)
    usual = 0.80 if district.kode == story.PEKALONGAN else 0.84
    cover = np.clip(rng.normal(usual, 0.05, (len(district.desa), cycles)), 0.6, 0.95)
    faithful = rng.normal(0, 0.5, len(children.birth))
    chance = np.empty(z.shape, dtype=np.float32)
    every = cover[children.desa][:, timeline.CYCLE_OF_MONTH]
    odds = np.log(every / (1 - every)) + faithful[:, None] - 0.008 * (age / timeline.MONTH - 24)
    chance[:] = size.bulan_lain
    chance[:, timeline.BEFORE_WEIGHING] = 0.25
    chance[:, timeline.WEIGHING] = 1 / (1 + np.exp(-odds[:, timeline.WEIGHING]))
    place = district.place(story.KEC_CAKUPAN_TURUN)
    affected = np.flatnonzero(district.kecamatan_of[children.desa] == place)
    for cycle, (short, others) in story.CAKUPAN_TURUN.items():
        month = timeline.WEIGHING[story.SIKLUS.index(cycle)]
        # Who is not brought in the weighing month is not brought in any other either.
        chance[affected, month - 1 : month + 5] = 0.01
        chance[affected, month] = np.where(z[affected, month] < -1.85, short, others)
    return chance


def _silent(rng, district: District) -> np.ndarray:
    """[desa, cycle]: no report at all. About 1 in 100, and the desa of the story."""
    silent = rng.random((len(district.desa), len(story.SIKLUS))) < 0.01
    stops = timeline.cycle_of(np.array([timeline.day(story.BERHENTI_SEJAK)]))[0]
    one = district.desa == story.DESA_BERHENTI
    silent[one] = np.arange(len(story.SIKLUS)) >= stops
    return silent


def _readings(rng, district, children, child, month, desa, age, z) -> Visits:
    count, sex = len(child), children.sex[child]
    true_cm = curves.height(z, sex, age)
    build = rng.normal(-0.55, 0.84, len(children.birth))
    build[children.nik == story.NIK_ANAK] = 0.2
    lean = build[child] + rng.normal(0, 0.42, count)
    kg = curves.weight(lean, true_cm, sex, age) + rng.normal(0, 0.06, count)
    kg = np.round(np.maximum(kg, 1.5), 1)

    standing = age >= curves.TWO_YEARS
    chance = rng.random(count)
    standing = np.where((age < 274) & (chance < 0.004), True, standing)  # cannot be
    standing = np.where((age >= 274) & ~standing & (chance < 0.02), True, standing)
    standing = np.where((age >= curves.TWO_YEARS) & (chance < 0.02), False, standing)
    cm = true_cm + rng.normal(0, _NOISE_CM, count)
    cm += curves.STANDING_GAP_CM * (~standing & (age >= curves.TWO_YEARS))
    cm -= curves.STANDING_GAP_CM * (standing & (age >= 274) & (age < curves.TWO_YEARS))
    # Some desa read whole or half centimetres only.
    step = rng.choice((0.1, 0.5, 1.0), len(district.desa), p=(0.72, 0.22, 0.06))[desa]
    cm = np.round(np.rint(cm / step) * step, 1)
    weighing_month = np.isin(month, timeline.WEIGHING)
    cm[~weighing_month & (rng.random(count) < 0.5)] = np.nan
    forgotten = weighing_month & (rng.random(count) < 0.015)
    cm[forgotten & (children.nik[child] != story.NIK_ANAK)] = np.nan

    right = curves.in_position(cm, standing, age)
    return Visits(
        child=child, month=month, day=month, age=age, desa=desa, cm=cm, kg=kg, standing=standing,
        gain=_gain(child, month, age, kg),
        z_height=curves.z_height(right, sex, age),
        z_weight=curves.z_weight(kg, sex, age),
        z_weight_for_height=curves.z_weight_for_height(kg, right, sex, age),
    )  # fmt: skip


def _gain(child, month, age, kg) -> np.ndarray:
    """N, T, O, B by what was weighed the month before."""
    same = np.r_[False, child[1:] == child[:-1]]
    month_before = same & (np.r_[-9, month[:-1]] == month - 1)
    heavier = kg > np.r_[0, kg[:-1]]
    new = ~same & (age < 183)
    return np.select(
        [new, month_before & heavier, month_before],
        np.array(["B", "N", "T"], dtype=object),
        default="O",
    )
