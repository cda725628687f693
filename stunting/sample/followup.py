"""What was recommended after each audit, how far it got, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from stunting.sample import story, texts
from stunting.sample.areas import District
from stunting.sample.audit import Case, presented

_BEFORE, _NOW = len(story.SIKLUS) - 2, len(story.SIKLUS) - 1
# Status and deadline of the carried-over recommendations, by their number; more: closed.
_CARRIED = {
    story.MOJOKERTO: (
        ("selesai", date(2026, 1, 31)),
        ("selesai", date(2026, 1, 31)),
        ("proses", date(2026, 3, 31)),
        ("terkendala", date(2026, 4, 30)),
        ("belum", date(2026, 5, 31)),
        (None, date(2026, 12, 31)),
        ("selesai", date(2026, 3, 31)),
        ("selesai", date(2026, 4, 30)),
        ("proses", date(2026, 12, 31)),
    ),
    story.PEKALONGAN: (
        ("selesai", date(2026, 1, 31)),
        ("terkendala", date(2026, 5, 31)),
        ("selesai", date(2026, 3, 31)),
        ("proses", date(2026, 12, 31)),
    ),
}
_EFFECT = {"turun": "efektif", "bersalin": "efektif", "tetap": "cukup", "naik": "kurang"}


def action_rows(rng: np.random.Generator, district: District, cases: list[Case]) -> pd.DataFrame:
    """Rows of the sheet rtl: the main cause of each case, then second causes, then one for the system."""
    rows = []
    for cycle in range(len(story.SIKLUS)):
        own = [case for case in cases if case.cycle == cycle]
        leads = [_lead(case) for case in own]
        wanted = [(lead, [case.kasus_id]) for case, lead in zip(own, leads, strict=True)]
        seconds = [
            (cause, [case.kasus_id])
            for case, lead in zip(own, leads, strict=True)
            for cause in [each for each in case.causes[:2] if each != lead][:1]
        ]
        wanted += seconds[:4]
        wanted.append(("F1", [case.kasus_id for case in own[:3]]))
        for number, (cause, ids) in enumerate(wanted):
            rows.append(_action(rng, district, cycle, number, cause, ids))
    return pd.DataFrame(rows)


def _lead(case: Case) -> str:
    """The cause acted on first: the main one, but of those carried over the one outside the clinic.

    So that what is late belongs to several offices.
    """
    of_story = (story.KASUS_MEMBANTU, story.KASUS_TIDAK_MEMBANTU)
    return case.causes[-1 if case.cycle == _BEFORE and case.kasus_id not in of_story else 0]


def _action(rng, district: District, cycle: int, number: int, cause: str, ids: list[str]) -> dict:
    status, due = _state(rng, district.kode, cycle, number)
    advice = texts.ADVICE[cause]
    siklus = story.SIKLUS[cycle]
    code = f"RTL-{district.kode.replace('.', '')}-{siklus.replace('-', '')}-{number + 1:02d}"
    return {
        "rtl_id": code,
        "kabkota": district.kode,
        "siklus": siklus,
        "kasus_id": ";".join(ids) or None,
        "kode_penyebab": cause,
        **vars(advice),
        "realisasi": _spent(status, number, advice.biaya),
        "tenggat": np.datetime64(due, "s"),
        "bukti": "Berita acara dan foto kegiatan" if status == "selesai" else None,
        "status": status,
        "tanggal_status": _reported(rng, status, cycle, due),
        "kendala": rng.choice(texts.OBSTACLES[cause[0]])
        if status in ("terkendala", "proses")
        else None,
    }


def _state(rng, kabkota: str, cycle: int, number: int) -> tuple[str | None, date]:
    meeting = presented(kabkota, cycle)
    if cycle == _NOW:
        return None, (date(2026, 12, 31), date(2027, 3, 31))[number % 2]
    carried = _CARRIED.get(kabkota, ())
    if cycle == _BEFORE and number < len(carried):
        return carried[number]
    due = meeting + timedelta(days=60 + 30 * int(rng.integers(4)))
    return ("batal" if rng.random() < 0.05 else "selesai"), due


def _spent(status: str | None, number: int, planned: int) -> int | None:
    """What an office says it has used: some of the plan, now and then more, and not everybody says."""
    share = {"selesai": (0.92, 1.0, None, 1.08, 0.85), "proses": (0.4, None), "terkendala": (0.15,)}
    shares = share.get(status, (None,))
    found = shares[number % len(shares)]
    return None if found is None else round(planned * found, -3)


def _reported(rng, status: str | None, cycle: int, due: date) -> np.datetime64:
    if status is None:
        return np.datetime64("NaT", "s")
    if status in ("selesai", "batal"):
        day = due - timedelta(days=int(rng.integers(5, 25)))
    else:
        day = min(due, date(2026, 6, 20)) - timedelta(days=int(rng.integers(3, 40)))
    return np.datetime64(day, "s")


def evaluation_rows(cases: list[Case], actions: pd.DataFrame) -> pd.DataFrame:
    """Rows of the sheet evaluasi: one per case whose main recommendation is closed.

    The cases without one stay in step 3 (``tahap`` is set here).
    """
    closed = (
        actions[actions["status"] == "selesai"].drop_duplicates("kasus_id").set_index("kasus_id")
    )
    rows = []
    for case in cases:
        if case.outcome is None:
            continue
        if case.kasus_id not in closed.index:
            case.tahap = 3 if case.cycle == _BEFORE else 4
            case.risk_now = None if case.cycle == _BEFORE else case.risk_now
            continue
        action = closed.loc[case.kasus_id]
        day = min(action["tenggat"].date() + timedelta(days=40), date(2026, 6, 24))
        failed = case.outcome in ("tetap", "naik")
        rows.append(
            {
                "evaluasi_id": action["rtl_id"].replace("RTL", "EVL"),
                "kasus_id": case.kasus_id,
                "rtl_id": action["rtl_id"],
                "tanggal": np.datetime64(day, "s"),
                "hasil": case.outcome,
                "efektivitas": _EFFECT.get(case.outcome, "belum_dinilai"),
                "kendala": "Sakit berulang, makanan tambahan tidak habis" if failed else None,
                "solusi": "Rujuk ulang dan ganti jenis makanan tambahan" if failed else None,
            }
        )
    return pd.DataFrame(rows)


def governance_rows(rng: np.random.Generator, cases: list[Case]) -> pd.DataFrame:
    """Rows of the sheet tata_kelola: two or three aspects in each kecamatan with a case."""
    places = dict.fromkeys(
        (case.cycle, case.person["kabkota"], case.person["kecamatan"]) for case in cases
    )
    grades = np.array(["efektif", "cukup", "kurang"], dtype=object)
    aspects = list(texts.GOVERNANCE)
    rows = []
    for cycle, kabkota, kecamatan in places:
        chosen = rng.permutation(len(aspects))[: 2 + int(rng.integers(2))]
        for aspect in (aspects[index] for index in sorted(chosen)):
            running, obstacle, way_out = texts.GOVERNANCE[aspect]
            grade = rng.choice(grades, p=(0.35, 0.45, 0.2))
            rows.append(
                {
                    "siklus": story.SIKLUS[cycle],
                    "kabkota": kabkota,
                    "kecamatan": kecamatan,
                    "aspek": aspect,
                    "yang_berjalan": running,
                    "efektivitas": "belum_dinilai" if cycle == _NOW else grade,
                    "kendala": None if grade == "efektif" else obstacle,
                    "solusi": None if grade == "efektif" else way_out,
                }
            )
    return pd.DataFrame(rows)
