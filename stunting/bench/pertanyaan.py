"""Every question of queries/ on a large store: the first answer on a fresh connection, and further ones."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from stunting import db, questions

REPEATS = 5


def run(folder: Path, *, kode_kabkota: str, kode_kecamatan: str, siklus: str) -> dict[str, float]:
    """``<question>_dingin_ms`` and ``<question>_hangat_ms`` (median) on the version in ``folder``.

    Questions whose parameters are not of a place, cycle, group or indicator are asked with their defaults;
    those about identities are left out: they are never asked by a page of the meeting.
    """
    given = _values(folder, kode_kabkota, kode_kecamatan, siklus)
    found: dict[str, float] = {}
    for path in sorted(questions.FOLDER.glob("*.sql")):
        question = questions.load(path.stem)
        if question.access == "bernama":
            continue
        params = {name: given[name] for name in question.params if name in given}
        if set(question.params) - params.keys() - question.defaults().keys():
            continue
        times = []
        for _ in range(REPEATS + 1):
            start = time.perf_counter()
            db.ask(folder, path.stem, params)
            times.append((time.perf_counter() - start) * 1000)
        found[f"{path.stem}_dingin_ms"] = round(times[0], 1)
        found[f"{path.stem}_hangat_ms"] = round(statistics.median(times[1:]), 1)
    return found


def _values(folder: Path, kabkota: str, kecamatan: str, siklus: str) -> dict[str, object]:
    """What a page would ask with, by the name of the parameter."""
    areas = db.ask(folder, "pilihan_kecamatan", {})
    own = areas.loc[areas["kode_kabkota"] == kabkota, "kode_kecamatan"].tolist()
    cases = db.ask(folder, "kasus_daftar", {"scope": own, "siklus": None})
    return {
        "kode_kabkota": kabkota,
        "kode_kecamatan": kecamatan,
        "siklus": siklus,
        "kelompok": "balita",
        "indikator": "stunting_balita",
        "scope": own,
        "kasus_id": cases["kasus_id"].iloc[0] if len(cases) else None,
        "pola": ["A3"],
        **dict.fromkeys(("kebutuhan", "opd", "bantuan")),
    }
