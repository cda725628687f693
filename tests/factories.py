"""Stores from hand-written rows: defaults are filled in, the production importer and build do the rest.

A test writes only what it is about::

    version = build_store(tmp_path, pengukuran=[child("a", "2026-02-10", age=400, z=-3.0)])

People are numbered, never named after anybody, and their NIKs begin with 99, a province that does
not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from pygrowup.tables.by_day import lfa, wfa

from stunting import build, db, store
from stunting.imports import fields, run

PEKALONGAN, MOJOKERTO = "33.75", "35.16"
# kecamatan and one desa of each, by name as a file writes them
BARAT = {"kabkota": "Kota Pekalongan", "kecamatan": "Pekalongan Barat", "desa": "Medono"}
TIMUR = {"kabkota": "Kota Pekalongan", "kecamatan": "Pekalongan Timur", "desa": "Noyontaansari"}
JATIREJO = {"kabkota": "Kab. Mojokerto", "kecamatan": "Jatirejo", "desa": "Tawangrejo"}
KODE_BARAT, KODE_TIMUR, KODE_JATIREJO = "33.75.01", "33.75.02", "35.16.01"
FILE_DATE = date(2026, 7, 1)
TODAY = date(2026, 7, 1)

_DEFAULTS: dict[str, dict[str, object]] = {
    "siklus": {"kabkota": "Kota Pekalongan"},
    "keluarga": {**BARAT, "siklus": "2026-S1"},
    "pengukuran": {**BARAT, "jenis_kelamin": "L", "nama_ibu": "IBU"},
    "skrining": {**BARAT, "kelompok": "bumil"},
    "mutasi": {**BARAT},
    "kasus": {**BARAT, "siklus": "2026-S1", "kelompok": "baduta", "tahap": "2"},
    "kasus_penyebab": {},
    "rtl": {"kabkota": "Kota Pekalongan", "siklus": "2026-S1", "rekomendasi": "Kunjungan rumah"},
    "evaluasi": {},
    "tata_kelola": {"siklus": "2026-S1", "kecamatan": "Pekalongan Barat"},
    "kunjungan": {"pelaksana": "Kader"},
    "bantuan": {"jenis": "Sembako", "status": "diterima"},
    "agregat_bulanan": {**BARAT},
}
_YES_NO = "boolean"
_DTYPES = {
    fields.Kind.TANGGAL: "datetime64[s]",
    fields.Kind.BULAN: "datetime64[s]",
    fields.Kind.BULAT: "Float64",
    fields.Kind.DESIMAL: "Float64",
    fields.Kind.RUPIAH: "Float64",
    fields.Kind.YA_TIDAK: _YES_NO,
}


def nik(number: int | str) -> str:
    """A NIK that cannot exist, the same for the same child or woman."""
    if isinstance(number, str):
        number = sum(ord(letter) * 31**place for place, letter in enumerate(number)) % 10**14
    return f"99{number:014d}"


def kk(number: int | str) -> str:
    """A family's number that cannot exist."""
    return "98" + nik(number)[2:]


def height_for(z: float, age: int, sex: str = "L") -> float:
    """A length or height in cm whose z-score for age is about ``z`` (0.1 cm steps)."""
    row = lfa.DATA[{"L": "male", "P": "female"}[sex]][min(age, 1856)]
    l, m, s = (float(row[each]) for each in "lms")  # noqa: E741
    return round(m * (1 + l * s * z) ** (1 / l), 1)


def weight_for(z: float, age: int, sex: str = "L") -> float:
    """A weight in kg whose z-score for age is about ``z``."""
    row = wfa.DATA[{"L": "male", "P": "female"}[sex]][min(age, 1856)]
    l, m, s = (float(row[each]) for each in "lms")  # noqa: E741
    return round(m * (1 + l * s * z) ** (1 / l), 2)


def child(name: str, day: str, *, age: int, z: float | None = 0.0, **given: object) -> dict:
    """A row of the sheet pengukuran: a child of ``age`` days on ``day`` with that height-for-age.

    ``z`` None: only weighed. The birth date follows from day and age: for a second measurement of the
    same child add the days between both.
    """
    measured = date.fromisoformat(day)
    sex = str(given.get("jenis_kelamin", "L"))
    row = {
        "nik": nik(name),
        "nama": f"ANAK {name}",
        "tanggal_lahir": measured - timedelta(days=age),
        "tanggal": measured,
        "bb_kg": weight_for(0.0, age, sex),
        "tb_cm": None if z is None else height_for(z, age, sex),
    }
    return row | given


def woman(name: str, day: str, **given: object) -> dict:
    """A row of the sheet skrining."""
    row = {"nik": nik(name), "nama": f"IBU {name}", "tanggal": date.fromisoformat(day)}
    return row | {"umur": 27} | given


def frames(sheets: dict[str, Iterable[dict]]) -> dict[str, pd.DataFrame]:
    """Typed frames of the given sheets, defaults filled in. Raises KeyError for an unknown column."""
    made = {}
    for key, rows in sheets.items():
        sheet = fields.SHEETS[key]
        filled = [_DEFAULTS[key] | row for row in rows]
        for row in filled:
            if unknown := row.keys() - set(sheet.names()):
                raise KeyError(f"{key}: {', '.join(sorted(unknown))}")
        frame = pd.DataFrame(filled)
        for field in sheet.fields:
            if field.name in frame:
                kind = _DTYPES.get(field.kind, object)
                column = frame[field.name]
                frame[field.name] = (
                    pd.to_datetime(column).astype(kind)
                    if kind == "datetime64[s]"
                    else column.astype(kind).where(column.notna(), None)
                )
        made[key] = frame
    return made


def build_store(
    tmp_path: Path, *, kabkota=(PEKALONGAN, MOJOKERTO), refused: int | None = 0, **sheets
) -> Path:
    """A nyata store with these rows per sheet; its version folder. ``refused``: how many, None any."""
    return add(tmp_path, sheets, refused, store.Kind(store.NYATA, tuple(kabkota)))


def add_rows(tmp_path: Path, *, refused: int | None = 0, **sheets) -> Path:
    """A further import into the store of ``build_store``; the new version folder."""
    return add(tmp_path, sheets, refused, None)


_numbers = count(1)


def add(tmp_path: Path, sheets: dict, refused: int | None, kind: store.Kind | None) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(tmp_path / "store"))
        if kind is not None:
            store.create(kind)
        base = None if kind is not None else store.current()
        with store.new_version(base=base) as draft, db.building(draft) as con:
            build.prepare(con, store.kind())
            report = run.apply_frames(
                con, frames(sheets), f"uji-{next(_numbers)}", FILE_DATE, today=TODAY
            )
            assert refused is None or report.refused == refused, report.findings
            build.derive(con)
        return store.folder()


def ask(version: Path, name: str, **params: object) -> list[tuple]:
    """The rows of an answer as tuples, missing as None, lists as lists."""
    rows = db.ask(version, name, params, named=True)
    return [tuple(_plain(value) for value in row) for row in rows.itertuples(index=False)]


def _plain(value: object) -> object:
    if hasattr(value, "tolist") and getattr(value, "ndim", 0):
        return value.tolist()
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if pd.isna(value) else value
