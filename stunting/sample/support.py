"""Visits and aid to families."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting.sample import story, texts, timeline
from stunting.sample.audit import Case

_STATUS = np.array(
    ["diterima", "sudah_menerima", "diproses", "tidak_memenuhi_syarat"], dtype=object
)


def visit_rows(rng: np.random.Generator, keluarga: pd.DataFrame, cases: list[Case]) -> pd.DataFrame:
    """Rows of the sheet kunjungan: risk families of the last four cycles, and every audited case."""
    risky = ~keluarga["jamban_layak"] | ~keluarga["sumber_air_layak"] | keluarga["terlalu_muda"]
    focus = keluarga["ada_bumil"] | keluarga["ada_baduta"]
    seen = keluarga["siklus"].isin(story.SIKLUS[-4:]) & focus
    seen &= rng.random(len(keluarga)) < np.where(risky, 0.55, 0.12)
    families = keluarga[seen]
    cycle = families["siklus"].map({siklus: i for i, siklus in enumerate(story.SIKLUS)}).to_numpy()
    day = timeline.CYCLE_END[cycle] - rng.integers(5, 170, len(families))
    visits = pd.DataFrame({"no_kk": families["no_kk"].to_numpy(), "kasus_id": None, "day": day})
    of_cases = pd.DataFrame(
        (case.no_kk, case.kasus_id, min(timeline.day(case.audited) + step, timeline.LAST))
        for case in cases
        for step in (-25, 20, 50)  # before the audit and after it
    )
    of_cases.columns = visits.columns
    rows = pd.concat([visits, of_cases.drop_duplicates()], ignore_index=True)
    return rows.assign(
        tanggal=timeline.dates(rows["day"].to_numpy(dtype=int)),
        pelaksana=_any_of(rng, texts.VISITORS, len(rows)),
        hasil=_any_of(rng, texts.VISIT_RESULTS, len(rows)),
    ).drop(columns="day")


def aid_rows(rng: np.random.Generator, keluarga: pd.DataFrame) -> pd.DataFrame:
    """Rows of the sheet bantuan. In story.KEC_TANPA_JAMBAN no family without a latrine gets any."""
    families = keluarga.drop_duplicates("no_kk", keep="last")
    left_out = (families["kecamatan"] == story.KEC_TANPA_JAMBAN) & ~families["jamban_layak"]
    families = families[~left_out]
    poor = families["peringkat_kesejahteraan"] <= 2
    mother = families["ada_bumil"] | families["ada_baduta"]
    parts = [
        _aid(rng, families[poor & (rng.random(len(families)) < 0.45)], texts.AID_POOR),
        _aid(rng, families[poor & mother & (rng.random(len(families)) < 0.3)], texts.AID_MOTHER),
    ]
    for cause, column in (
        ("D2", "jamban_layak"),
        ("D1", "sumber_air_layak"),
        ("D3", "rumah_layak_huni"),
    ):
        needy = families[~families[column] & (rng.random(len(families)) < 0.3)]
        parts.append(_aid(rng, needy, (texts.AID[cause],)))
    return pd.concat(parts, ignore_index=True)


def _aid(rng, families: pd.DataFrame, kinds: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    n = len(families)
    kind = rng.integers(len(kinds), size=n)
    names, sources = (np.array([each[i] for each in kinds], dtype=object) for i in (0, 1))
    return pd.DataFrame(
        {
            "no_kk": families["no_kk"].to_numpy(),
            "jenis": names[kind],
            "sumber": sources[kind],
            "status": _STATUS[rng.choice(4, n, p=(0.55, 0.2, 0.15, 0.1))],
            "tanggal": timeline.dates(timeline.LAST - rng.integers(10, 700, n)),
        }
    )


def _any_of(rng, words: tuple[str, ...], count: int) -> np.ndarray:
    return np.array(words, dtype=object)[rng.integers(len(words), size=count)]
