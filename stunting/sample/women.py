"""Rows of the sheet skrining: the same woman as bride, pregnant and after birth."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting.sample import story, timeline
from stunting.sample.areas import District
from stunting.sample.children import Children
from stunting.sample.households import Households

_PREGNANCY_DROP = 1.12  # g/dL, from thinner blood
_COLUMNS = (
    "kelompok nik nama tanggal_lahir no_kk kabkota kecamatan desa puskesmas alamat rt rw tanggal umur "
    "bb_kg tb_cm lila_cm hb_gdl pendidikan terpapar_rokok sertifikat_elsimil usia_kehamilan_minggu ttd "
    "anc tanggal_bersalin usia_kehamilan_lahir_minggu bb_lahir_g pb_lahir_cm kb_pascapersalinan imd "
    "asi_eksklusif jkn"
).split()


def screening_rows(
    rng: np.random.Generator, district: District, families: Households, children: Children
) -> pd.DataFrame:
    """Rows of the sheet skrining of one district, ordered by group, woman and date."""
    parts = [
        _brides(rng, families),
        _pregnant(rng, families, children),
        _after_birth(rng, families, children),
    ]
    rows = pd.concat(parts, ignore_index=True)
    stops = timeline.day(story.BERHENTI_SEJAK)
    desa = district.desa[families.desa[rows["home"]]]
    kept = (
        rows["day"].between(timeline.FIRST, timeline.LAST)
        & ~((desa == story.DESA_BERHENTI) & (rows["day"] >= stops))
    )  # fmt: skip
    rows = rows[kept].reset_index(drop=True)
    return _with_identity(rng, district, families, rows).reindex(columns=list(_COLUMNS))


def _brides(rng, families: Households) -> pd.DataFrame:
    n = len(families)
    lead = rng.integers(15, 110, n)
    hb = families.hb + rng.normal(0, 0.4, n)
    certificate = rng.random(n) < 0.7
    first = _bodies(
        rng, families, np.arange(n), families.wedding - lead, hb, families.lila - 0.5
    ).assign(
        sertifikat_elsimil=certificate,
        ttd=np.where(hb < 12, 30, np.where(rng.random(n) < 0.5, 10, 0)),
    )
    again = (hb < 12) & (lead > 60) & (rng.random(n) < 0.6)
    second = first[again].assign(
        day=first["day"][again] + 45,
        hb_gdl=first["hb_gdl"][again] + rng.uniform(0.2, 1.8, again.sum()),
        ttd=60,
        sertifikat_elsimil=True,
    )
    rows = pd.concat([first[rng.random(n) < 0.85], second]).assign(kelompok="catin")
    return _write_story_bride(rows, first, families.bride)


def _write_story_bride(rows: pd.DataFrame, first: pd.DataFrame, bride: int) -> pd.DataFrame:
    if bride < 0:
        return rows
    others = rows[rows["home"] != bride]
    own = pd.concat([first.loc[[bride]]] * 2).assign(
        kelompok="catin",
        day=[timeline.day(each) for each, _ in story.PERIKSA_PENGANTIN],
        hb_gdl=[hb for _, hb in story.PERIKSA_PENGANTIN],
        lila_cm=24.6,
        sertifikat_elsimil=[False, True],
        ttd=[30, 90],
    )
    return pd.concat([others, own])


def _pregnant(rng, families: Households, children: Children) -> pd.DataFrame:
    home = children.household
    n = len(home)
    conceived = children.birth - children.gestation * 7
    regular = rng.normal(0.92, 0.12, n) - 0.5 * (rng.random(n) < 0.12)  # some rarely come
    regular = np.clip(regular + 0.03 * families.wealth[home], 0.2, 1)
    hb = families.hb[home] - _PREGNANCY_DROP + rng.normal(0, 0.45, n)
    story_child = home == families.bride
    hb[story_child] = 11.6
    parts = []
    for low, high, share in ((8, 15, 0.92), (30, 39, 0.62)):
        week = rng.integers(low, high, n)
        packs = np.floor(np.maximum(week - 4, 0) / 4 * regular)
        visit = _bodies(rng, families, home, conceived + week * 7, hb, families.lila[home]).assign(
            usia_kehamilan_minggu=week,
            ttd=np.minimum(packs * 30, 180),
            anc=1 + np.floor(np.maximum(week - 9, 0) / 4.5 * regular),
        )
        seen = ((rng.random(n) < share) | story_child) & (week < children.gestation)
        parts.append(visit[seen])
        # Tablets help those who were low.
        hb = np.where(hb < 11, hb + rng.uniform(0, 1.2, n) * regular, hb + rng.normal(-0.1, 0.3, n))
        hb[story_child] = 11.9
    return pd.concat(parts).assign(kelompok="bumil")


def _after_birth(rng, families: Households, children: Children) -> pd.DataFrame:
    home = children.household
    n = len(home)
    regular = np.clip(rng.normal(0.82, 0.15, n), 0.3, 1)
    contraception = families.contraception[home] & (rng.random(n) < 0.88)
    rows = _bodies(
        rng, families, home, children.birth + rng.integers(6, 42, n),
        families.hb[home] - 0.4, families.lila[home] + 0.3,
    ).assign(
        kelompok="pascasalin",
        ttd=np.minimum(np.floor(children.gestation * regular / 5) * 30, 180),
        anc=np.floor(6.5 * regular) + 1,
        tanggal_bersalin=children.birth,
        usia_kehamilan_lahir_minggu=children.gestation,
        bb_lahir_g=children.birth_g,
        pb_lahir_cm=children.birth_cm,
        kb_pascapersalinan=contraception,
        imd=rng.random(n) < 0.83,
        asi_eksklusif=rng.random(n) < 0.72,
    )  # fmt: skip
    return rows[(rng.random(n) < 0.93) | (home == families.bride)]


def _bodies(rng, families: Households, home, day, hb, lila) -> pd.DataFrame:
    """What every group has: arm, blood, weight, height. ``home``: position of the household."""
    n = len(home)
    lila = lila + rng.normal(0, 0.3, n)
    height = families.height[home]
    bmi = 22.9 + 0.95 * (lila - 26.4) + rng.normal(0, 1.0, n)
    tested = rng.random(n)
    return pd.DataFrame(
        {
            "home": home,
            "day": day,
            "umur": np.floor((day - families.mother_birth[home]) / timeline.YEAR),
            "lila_cm": np.where(tested < 0.97, lila, np.nan),
            "hb_gdl": np.where((tested > 0.05) | (home == families.bride), hb, np.nan),
            "bb_kg": np.clip(bmi, 14.5, 38) * (height / 100) ** 2,
            "tb_cm": height,
        }
    )


def _with_identity(rng, district: District, families: Households, rows: pd.DataFrame):
    home = rows["home"].to_numpy()
    kecamatan = families.kecamatan[home]
    puskesmas = np.array([f"Puskesmas {name}" for name in district.nama_kecamatan], dtype=object)
    nik = families.nik[home]
    masked = rng.random(len(families))[home] < 0.02
    masked &= home != families.bride
    nik[masked] = None
    certificate = rows["sertifikat_elsimil"].astype("boolean")
    for column in ("lila_cm", "hb_gdl", "bb_kg", "tb_cm", "pb_lahir_cm"):
        rows[column] = rows[column].astype(float).round(1)
    for column in ("kb_pascapersalinan", "imd", "asi_eksklusif"):
        rows[column] = rows[column].astype("boolean")
    return rows.assign(
        nik=nik,
        nama=families.mother[home],
        tanggal_lahir=timeline.dates(families.mother_birth[home]),
        no_kk=families.no_kk[home],
        kabkota=district.kode,
        kecamatan=district.kecamatan[kecamatan],
        desa=district.desa[families.desa[home]],
        puskesmas=puskesmas[kecamatan],
        alamat=families.address[home],
        rt=families.rt[home],
        rw=families.rw[home],
        tanggal=timeline.dates(rows["day"].to_numpy()),
        tanggal_bersalin=timeline.dates(rows["tanggal_bersalin"].to_numpy(dtype=float)),
        pendidikan=families.education[home],
        terpapar_rokok=families.smoke[home],
        sertifikat_elsimil=certificate,
        jkn=families.jkn[home],
    )
