"""Rows of the sheets pengukuran and mutasi, with the dirt the field sends."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting.sample import people, timeline
from stunting.sample.areas import District
from stunting.sample.children import Children, Visits
from stunting.sample.households import Households

_REFUSED = 5  # rows per district that no validation may let through


def measurement_rows(
    rng: np.random.Generator,
    district: District,
    families: Households,
    children: Children,
    visits: Visits,
) -> pd.DataFrame:
    """Clean rows of the sheet pengukuran, in the order of ``visits``."""
    home = children.household
    per_child = pd.DataFrame(
        {
            "nik": children.nik,
            "nama": children.name,
            "jenis_kelamin": np.array(["L", "P"], dtype=object)[children.sex],
            "tanggal_lahir": timeline.dates(children.birth),
            "bb_lahir": np.round(children.birth_g / 1000, 1),
            "pb_lahir": children.birth_cm,
            "nama_ibu": families.mother[home],
            "no_kk": families.no_kk[home],
            "alamat": families.address[home],
            "rt": families.rt[home],
            "rw": families.rw[home],
        }
    )
    rows = per_child.take(visits.child).reset_index(drop=True)
    kecamatan = district.kecamatan_of[visits.desa]
    posyandu = people.posyandu(rng, len(district.desa) * 2).reshape(-1, 2)
    puskesmas = np.array([f"Puskesmas {name}" for name in district.nama_kecamatan], dtype=object)
    position = np.array(["terlentang", "berdiri"], dtype=object)[visits.standing.astype(int)]
    # Some desa hardly ever write down how they measured.
    careless = np.where(rng.random(len(district.desa)) < 0.1, 0.4, 0.03)[visits.desa]
    position[np.isnan(visits.cm) | (rng.random(len(rows)) < careless)] = None
    with_lila = (visits.age > 183) & (rng.random(len(rows)) < 0.3)
    lila = np.round(14.9 + 0.75 * visits.z_weight + rng.normal(0, 0.4, len(rows)), 1)
    # e-PPGBM fills in most of its own z-scores; ours are computed anew.
    printed = rng.random(len(rows)) < 0.97
    return rows.assign(
        kabkota=district.kode,
        kecamatan=_text(district.kecamatan[kecamatan]),
        desa=_text(district.desa[visits.desa]),
        puskesmas=_text(puskesmas[kecamatan]),
        posyandu=_text(posyandu[visits.desa, visits.child % 2]),
        tanggal=timeline.dates(visits.day),
        bb_kg=visits.kg,
        tb_cm=visits.cm,
        cara_ukur=_text(position),
        lila_cm=np.where(with_lila, lila, np.nan),
        z_bbu_sumber=np.where(printed, np.round(visits.z_weight, 2), np.nan),
        z_tbu_sumber=np.where(printed, np.round(visits.z_height, 2), np.nan),
        z_bbtb_sumber=np.where(printed, np.round(visits.z_weight_for_height, 2), np.nan),
        naik_bb=_text(visits.gain),
    )


def soil(rng: np.random.Generator, rows: pd.DataFrame, spared: set[str]) -> pd.DataFrame:
    """The rows as a district would send them; children whose NIK is in ``spared`` stay clean."""
    free = ~rows["nik"].isin(spared).to_numpy()
    _blur_identity(rng, rows, free)
    _distort_values(rng, rows, free)
    again = rows[_some(rng, free, 0.002)].copy()
    heavier = rng.random(len(again)) < 0.5
    again["bb_kg"] += np.where(heavier, 0.1, 0.0)
    return pd.concat([rows, again, _impossible(rng, rows)], ignore_index=True)


def _blur_identity(rng, rows: pd.DataFrame, free: np.ndarray) -> None:
    """Per child: NIK masked or not known, so missing. Per row: another spelling of the name."""
    number = pd.factorize(rows["nik"])[0]
    luck = rng.random(number.max() + 1)[number]
    nik = rows["nik"].to_numpy(dtype=object)
    nik[free & (luck < 0.04)] = None
    rows["nik"] = _text(nik)
    # a few of those without a number are spelt in two ways too: two records of one child, to be decided upon
    otherwise = _some(rng, free & (((luck > 0.5) & (luck < 0.53)) | (luck < 0.004)), 0.4)
    name = rows["nama"].to_numpy(dtype=object)
    name[otherwise] = people.misspelt(name[otherwise])
    rows["nama"] = _text(name)


def _distort_values(rng, rows: pd.DataFrame, free: np.ndarray) -> None:
    # 0 and 8888 stand for "not recorded" in exports; read, they are missing.
    for column, share in (("pb_lahir", 0.012), ("bb_lahir", 0.008)):
        rows.loc[_some(rng, free, share), column] = np.nan
    # Digits misread: implausible by the WHO flags, but not impossible.
    tall = _some(rng, free & rows["tb_cm"].gt(0).to_numpy(), 0.003)
    slip = np.where(rows.loc[tall, "tb_cm"] > 75, -28.0, 30.0)
    rows.loc[tall, "tb_cm"] = (rows.loc[tall, "tb_cm"] + slip).round(1)
    heavy = _some(rng, free & rows["bb_kg"].gt(5).to_numpy(), 0.002)
    rows.loc[heavy, "bb_kg"] = (rows.loc[heavy, "bb_kg"] * 2.2).round(1)


def _impossible(rng, rows: pd.DataFrame) -> pd.DataFrame:
    """Copies of ordinary rows on other days, each with something that must be refused."""
    picked = rng.choice(np.flatnonzero(rows["bb_kg"].gt(3)), _REFUSED)
    wrong = rows.iloc[picked].copy().reset_index(drop=True)
    wrong["tanggal"] += pd.to_timedelta(3, "D")
    wrong.loc[:1, "tanggal"] = wrong.loc[:1, "tanggal_lahir"] - pd.to_timedelta(40, "D")
    wrong.loc[2:3, "bb_kg"] = 3300.0  # grams in the column for kilograms
    wrong.loc[4, "jenis_kelamin"] = None
    return wrong


def mutation_rows(
    district: District, families: Households, children: Children, visits: Visits
) -> pd.DataFrame:
    """Rows of the sheet mutasi; a move between kecamatan is written by both of them."""
    known = np.zeros(len(children.birth), dtype=bool)
    known[visits.child] = True
    parts = []
    for fate, month_of, sides in (
        ("pindah_masuk", children.enters, (("pindah_masuk", children.desa),)),
        ("pindah_keluar", children.leaves, (("pindah_keluar", children.desa),)),
        ("meninggal", children.leaves, (("meninggal", children.desa),)),
        (
            "pindah_kecamatan",
            children.moved,
            (("pindah_keluar", children.desa), ("pindah_masuk", children.desa_later)),
        ),
    ):
        month = np.clip(month_of, 0, timeline.MONTHS - 1)
        day = timeline.MONTH_START[month] + 1
        age = day - children.birth
        who = np.flatnonzero((children.fate == fate) & known & (age > 30) & (age < 1826))
        for kind, place in sides:
            desa = place[who]
            parts.append(
                pd.DataFrame(
                    {
                        "nik": children.nik[who],
                        "nama": children.name[who],
                        "tanggal_lahir": timeline.dates(children.birth[who]),
                        "nama_ibu": families.mother[children.household[who]],
                        "kabkota": district.kode,
                        "kecamatan": district.kecamatan[district.kecamatan_of[desa]],
                        "desa": district.desa[desa],
                        "tanggal": timeline.dates(day[who]),
                        "jenis": kind,
                        "dari": _named(district, children.desa[who], fate, kind == "pindah_masuk"),
                        "ke": _named(
                            district, children.desa_later[who], fate, kind == "pindah_keluar"
                        ),
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def _named(district: District, desa: np.ndarray, fate: str, wanted: bool) -> np.ndarray:
    """The place at the other end of a move, None for a death or this end."""
    if not wanted:
        return np.full(len(desa), None, dtype=object)
    if fate != "pindah_kecamatan":
        return np.full(len(desa), "Luar kabupaten/kota", dtype=object)
    names = district.nama_kecamatan[district.kecamatan_of[desa]]
    return np.array([f"Kecamatan {name}" for name in names], dtype=object)


def _some(rng, among: np.ndarray, share: float) -> np.ndarray:
    return among & (rng.random(len(among)) < share)


def _text(values: np.ndarray) -> pd.Series:
    return pd.Series(values, dtype="str")
