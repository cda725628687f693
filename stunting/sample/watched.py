"""Children whose growth falters and who are therefore weighed every month until the next weighing month.

After a weighing month a cadre brings most light children who are not stunted to the posyandu again, three
months in a row. Only their weight is written down; some of them gain nothing twice running (2T).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting.sample import curves, story, timeline
from stunting.sample.children import Children, Visits

_MONTHS = 3
_SHARE = 0.7  # of the light ones
_GAIN_KG, _GAIN_SD = 0.09, 0.13  # a month; a healthy child of one year gains about 0.2


def rows(
    rng: np.random.Generator, children: Children, visits: Visits, measured: pd.DataFrame
) -> pd.DataFrame:
    """Rows of the sheet pengukuran beside ``measured``, which has one row for each of ``visits``."""
    start = _begun(rng, children, visits)
    months = np.arange(1, _MONTHS + 1)
    # read to 100 grams, so a month without gain is a month that shows none
    gained = np.round(rng.normal(_GAIN_KG, _GAIN_SD, (len(start), _MONTHS)), 1)
    kg = np.round(visits.kg[start][:, None] + gained.cumsum(axis=1), 1)
    day = visits.day[start][:, None] - timeline.MONTH_START[visits.month[start]][:, None]
    day = day + timeline.MONTH_START[visits.month[start][:, None] + months]
    age = day - children.birth[visits.child[start]][:, None]
    sex = np.broadcast_to(children.sex[visits.child[start]][:, None], age.shape)
    again = measured.take(np.repeat(start, _MONTHS)).reset_index(drop=True)
    return again.assign(
        tanggal=timeline.dates(day.ravel()),
        bb_kg=kg.ravel(),
        tb_cm=np.nan,
        lila_cm=np.nan,
        cara_ukur=None,
        z_bbu_sumber=np.round(curves.z_weight(kg, sex, age).ravel(), 2),
        z_tbu_sumber=np.nan,
        z_bbtb_sumber=np.nan,
        naik_bb=np.where(gained > 0, "N", "T").ravel(),
    )


def _begun(rng: np.random.Generator, children: Children, visits: Visits) -> np.ndarray:
    """Which of ``visits`` are followed by three months of weighing."""
    weighed = set(zip(visits.child.tolist(), visits.month.tolist(), strict=True))
    light = (
        np.isin(visits.month, timeline.WEIGHING)
        & (visits.month + _MONTHS < timeline.MONTHS)
        & (visits.age < curves.TWO_YEARS - 4 * timeline.MONTH)
        & (visits.z_weight < -0.8)
        & (visits.z_height >= -2)
        & (children.nik[visits.child] != story.NIK_ANAK)
        & (rng.random(len(visits.child)) < _SHARE)
    )
    # still registered, at the same place, and not weighed anyway: the fourth month closes the gap
    stays = visits.month + _MONTHS < np.minimum(children.leaves, children.moved)[visits.child]
    return np.array(
        [
            place
            for place in np.flatnonzero(light & stays)
            if not any(
                (visits.child[place], visits.month[place] + later) in weighed
                for later in range(1, _MONTHS + 2)
            )
        ],
        dtype=int,
    )
