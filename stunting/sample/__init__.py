"""The synthetic sample: invented people in real districts, telling a known story.

``generate`` gives the rows a district would send, one frame per sheet of stunting/imports/fields.py;
the production importer turns them into a store, dirt and all.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from stunting.sample import (
    aggregates,
    areas,
    audit,
    children,
    followup,
    households,
    records,
    story,
    support,
    watched,
    women,
)
from stunting.sample.areas import Skala

__all__ = ["Skala", "districts", "generate"]

Frames = dict[str, pd.DataFrame]


def generate(skala: str | Skala = "kecil", seed: int = 2026) -> Frames:
    """All sheets of all districts of a size: {sheet key: rows}. Same seed, same frames."""
    parts = list(districts(skala, seed))
    return {key: pd.concat([part[key] for part in parts], ignore_index=True) for key in parts[0]}


def districts(skala: str | Skala = "kecil", seed: int = 2026) -> Iterator[Frames]:
    """The same, one kabupaten/kota at a time: for sizes that should not be in memory at once."""
    size = areas.scale(skala) if isinstance(skala, str) else skala
    for kode in size.kabkota:
        rng = np.random.default_rng([seed, int(kode.replace(".", ""))])
        yield _district(rng, kode, size)


def _district(rng: np.random.Generator, kode: str, size: Skala) -> Frames:
    district = areas.district(kode, size, rng)
    families, births = households.make(rng, district)
    born = children.make(rng, district, families, births)
    visits = children.measure(rng, district, families, born, size)
    screening = women.screening_rows(rng, district, families, born)
    measured = records.measurement_rows(rng, district, families, born, visits)
    keluarga = households.family_rows(rng, district, families, births, size)
    cases = audit.choose(rng, district, screening, measured, visits, keluarga)
    actions = followup.action_rows(rng, district, cases)
    evaluations = followup.evaluation_rows(cases, actions)
    # with a chance of their own: whoever is weighed more often changes nothing else of the sample
    again = watched.rows(rng.spawn(1)[0], born, visits, measured)
    spared = {case.person["nik"] for case in cases} | {story.NIK_ANAK}
    frames = {
        "siklus": audit.cycle_rows(district, cases),
        "keluarga": keluarga,
        "pengukuran": pd.concat([records.soil(rng, measured, spared), again], ignore_index=True),
        "skrining": screening,
        "mutasi": records.mutation_rows(district, families, born, visits),
        "kasus": audit.case_rows(cases),
        "kasus_penyebab": audit.cause_rows(cases),
        "kertas_kerja": audit.paper_rows(cases),
        "rtl": actions,
        "evaluasi": evaluations,
        "tata_kelola": followup.governance_rows(rng, cases),
        "kunjungan": support.visit_rows(rng, keluarga, cases),
        "bantuan": support.aid_rows(rng, keluarga),
        "agregat_bulanan": aggregates.rows(rng, district, born, visits, screening),
    }
    return {key: _typed(frame) for key, frame in frames.items()}


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Text as str and days as datetime64[s], whatever they were put together from."""
    kinds = {name: "str" for name in frame.columns[frame.dtypes.map(pd.api.types.is_object_dtype)]}
    kinds |= {name: "datetime64[s]" for name in frame.select_dtypes("datetime").columns}
    return frame.astype(kinds)
