"""Monthly figures per desa, as reported beside the individual rows.

Given for the weighing months and for each quarter's last month, which keeps the sheet small; a desa that
reports nothing in a cycle has no rows there. Figures of pregnant women are cumulative within the
calendar year, those of births are of the month itself.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting.sample import story, timeline
from stunting.sample.areas import District
from stunting.sample.children import Children, Visits

_REPORTED = np.union1d(timeline.WEIGHING, timeline.QUARTER_ENDS)
_PREGNANT_PER_BALITA = 0.23  # women pregnant at some time of a year, per balita


def rows(
    rng: np.random.Generator,
    district: District,
    children: Children,
    visits: Visits,
    screening: pd.DataFrame,
) -> pd.DataFrame:
    """Rows of the sheet agregat_bulanan."""
    counts = _children(rng, district, children, visits) | _births(district, children, screening)
    counts |= _pregnant(rng, district, screening, counts["sasaran_balita"])
    desa = np.repeat(np.arange(len(district.desa)), len(_REPORTED))
    month = np.tile(_REPORTED, len(district.desa))
    frame = pd.DataFrame(
        {
            "kabkota": district.kode,
            "kecamatan": district.kecamatan[district.kecamatan_of[desa]],
            "desa": district.desa[desa],
            "bulan": timeline.dates(timeline.MONTH_START[month]),
            **{name: table[desa, month] for name, table in counts.items()},
        }
    )
    stopped = (frame["desa"] == story.DESA_BERHENTI) & (
        timeline.MONTH_START[month] >= timeline.day(story.BERHENTI_SEJAK)
    )
    kept = frame[~stopped & (rng.random(len(frame)) > 0.015)].reset_index(drop=True)
    _overfill(rng, kept)
    return kept


def _count(district: District, desa: np.ndarray, month: np.ndarray, among=True) -> np.ndarray:
    """Number of entries per [desa, month]."""
    kept = (month >= 0) & (month < timeline.MONTHS) & among
    cells = desa[kept] * timeline.MONTHS + month[kept]
    size = len(district.desa) * timeline.MONTHS
    return np.bincount(cells, minlength=size).reshape(-1, timeline.MONTHS)


def _children(rng, district, children: Children, visits: Visits) -> dict[str, np.ndarray]:
    start = timeline.MONTH_START[:-1]
    age = start + 10 - children.birth[:, None]
    month = np.arange(timeline.MONTHS)
    there = (month >= children.enters[:, None]) & (month < children.leaves[:, None])
    child, at = np.nonzero((age >= 0) & (age < 1826) & there)
    desa = children.desa_in(at, child)
    target = _count(district, desa, at)
    young = _count(district, desa, at, age[child, at] < 730)

    tall = ~np.isnan(visits.cm) & (np.abs(visits.z_height) <= 6)
    z = {
        "balita_stunting": tall & (visits.z_height < -2),
        "balita_wasting": tall & (visits.z_weight_for_height < -2),
        "balita_underweight": visits.z_weight < -2,
        "balita_ditimbang": np.ones(len(visits.child), dtype=bool),
        "balita_diukur": tall,
    }
    seen = {name: _count(district, visits.desa, visits.month, mask) for name, mask in z.items()}
    # Outside the weighing months posyandu weigh most children, though few rows reach e-PPGBM.
    weighing = np.isin(month, timeline.WEIGHING)
    weighed = rng.binomial(target, 0.76)
    measured = rng.binomial(weighed, 0.5)
    by_register = {
        "balita_ditimbang": weighed,
        "balita_diukur": measured,
        "balita_stunting": rng.binomial(measured, _share(seen, "balita_stunting", "balita_diukur")),
        "balita_wasting": rng.binomial(measured, _share(seen, "balita_wasting", "balita_diukur")),
        "balita_underweight": rng.binomial(
            weighed, _share(seen, "balita_underweight", "balita_ditimbang")
        ),
    }
    counts = {name: np.where(weighing, seen[name], by_register[name]) for name in by_register}
    corrected = rng.binomial(counts["balita_ditimbang"], 0.82)
    return {
        "sasaran_balita": np.maximum(target + rng.binomial(target, 0.03), seen["balita_ditimbang"]),
        "sasaran_baduta": young,
        **counts,
        "balita_ditimbang_terkoreksi": corrected,
        "balita_naik": rng.binomial(corrected, 0.68),
    }


def _share(seen: dict[str, np.ndarray], part: str, whole: str) -> float:
    return seen[part].sum() / max(1, seen[whole].sum())


def _desa_and_month(district: District, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    desa = pd.Index(district.desa).get_indexer(rows["desa"])
    return desa, timeline.month_of(rows["tanggal"].to_numpy().astype("M8[D]").astype(int))


def _births(
    district: District, children: Children, screening: pd.DataFrame
) -> dict[str, np.ndarray]:
    desa, month = children.desa, timeline.month_of(children.birth)
    born = _count(district, desa, month)
    mothers = screening[screening["kelompok"] == "pascasalin"]
    place, at = _desa_and_month(district, mothers.assign(tanggal=mothers["tanggal_bersalin"]))
    after = {
        "kbpp": mothers["kb_pascapersalinan"].fillna(False).to_numpy(dtype=bool),
        "imd": mothers["imd"].fillna(False).to_numpy(dtype=bool),
    }
    return {
        "bersalin": born,
        "lahir_hidup": born,
        "bblr": _count(district, desa, month, children.birth_g < 2500),
        "pblr": _count(district, desa, month, children.birth_cm < 48),
        **{name: _count(district, place, at, mask) for name, mask in after.items()},
    }


def _pregnant(rng, district: District, screening: pd.DataFrame, balita) -> dict[str, np.ndarray]:
    rows = screening[screening["kelompok"] == "bumil"].sort_values("tanggal")
    rows = rows.assign(tahun=rows["tanggal"].dt.year)
    tested = rows[rows["hb_gdl"].notna()].drop_duplicates(["no_kk", "tahun"])
    armed = rows[rows["lila_cm"].notna()].drop_duplicates(["no_kk", "tahun"])
    # The first time in a year the tablets of the rule then in force are complete.
    enough = rows[rows["ttd"] >= 90].drop_duplicates(["no_kk", "tahun"])
    january = np.arange(timeline.MONTHS) // 12 * 12
    target = np.maximum(1, np.rint(balita[:, january] * _PREGNANT_PER_BALITA)).astype(int)

    def until(part: pd.DataFrame) -> np.ndarray:
        monthly = _count(district, *_desa_and_month(district, part))
        total = monthly.cumsum(axis=1)
        before = np.where(january > 0, total[:, january - 1], 0)
        return total - before

    counts = {
        "bumil_periksa_hb": until(tested),
        "bumil_anemia": until(tested[tested["hb_gdl"] < 11]),
        "bumil_diukur_lila": until(armed),
        "bumil_kek": until(armed[armed["lila_cm"] < 23.5]),
        "bumil_ttd": until(enough),
    }
    most = np.maximum.reduce([counts["bumil_periksa_hb"], counts["bumil_diukur_lila"]])
    year_end = np.minimum(january + 11, timeline.MONTHS - 1)
    return {"sasaran_bumil": np.maximum(target, most[:, year_end]), **counts}


def _overfill(rng, frame: pd.DataFrame) -> None:
    """One desa reports more children than its target: a mistake of the field, kept visible."""
    at = rng.choice(np.flatnonzero(frame["balita_ditimbang"] >= 4))
    frame.loc[at, "sasaran_balita"] = frame.loc[at, "balita_ditimbang"] - 2
