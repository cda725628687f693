"""The engines: each holds the same tables and answers with the frame that a page would get."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pandas as pd

from stunting import db
from tests.banding import panda
from tests.banding.pertanyaan import Asked

# What pages and raw questions filter or join by. The first columns are those of an equality.
INDEXES = {
    "agregat_terpakai": ["indikator, kode_desa"],
    "aturan_siklus": ["kode_kabkota, siklus, indikator"],
    "faktor_risiko": ["kode_kabkota, siklus"],
    "hulu_siklus": ["kode_kabkota, siklus"],
    "indikator_bulan": ["kode_kabkota, indikator"],
    "indikator_desa": ["kode_kecamatan, siklus, indikator", "kode_kabkota, indikator"],
    "kasus": ["kode_kecamatan, siklus"],
    "kasus_penyebab": ["kasus_id"],
    "kasus_ukur": ["kasus_id"],
    "keluarga": ["keluarga_id, siklus"],
    "keluarga_orang": ["orang_id"],
    "mutasi_orang": ["orang_id"],
    "mutu_temuan": ["siklus, jenis, kode_kecamatan"],
    "mutu_ukur": ["kode_kabkota, siklus"],
    "neraca_siklus": ["kode_kabkota, siklus, kelompok"],
    "orang": ["orang_id"],
    "orang_identitas": ["orang_id"],
    "pengukuran": ["orang_id, tanggal", "kode_desa, tanggal"],
    "prioritas_keluarga": ["siklus, kode_kecamatan", "siklus, kode_desa"],
    "puskesmas": ["puskesmas_id"],
    "puskesmas_desa": ["kode_desa"],
    "ref_penyebab": ["kode_penyebab"],
    "siklus": ["kode_kabkota"],
    "wilayah": ["kode", "kode_induk"],
    "z_kemenkes": ["orang_id, tanggal"],
}
ROWS = 50_000  # read from the store at once


class Engine(Protocol):
    """Something that answers. ``cpu_seconds``: processor time spent for it so far, by all processes."""

    name: str

    def prepare(self, asked: Asked) -> None: ...
    def ask(self, asked: Asked) -> pd.DataFrame: ...
    def cpu_seconds(self) -> float: ...


class InThisProcess:
    """What needs no server and, unless it says otherwise, no preparation."""

    def prepare(self, asked: Asked) -> None:
        pass

    def cpu_seconds(self) -> float:
        return time.process_time()


@contextmanager
def tables(folder: Path) -> Iterator["Tables"]:
    """The tables of a version that the compared questions read, each to be taken once."""
    with db.reading(folder, named=True) as con:
        yield Tables(con)


class Tables:
    """Reads whole tables: names in INDEXES, and ref_mutu."""

    def __init__(self, con: db.Connection) -> None:
        self._con = con
        self.names = (*INDEXES, "ref_mutu")

    def columns(self, name: str) -> dict[str, str]:
        return {row[0]: row[1] for row in self._con.execute(f"describe {_place(name)}").fetchall()}

    def frame(self, name: str) -> pd.DataFrame:
        return self._con.execute(f"select * from {_place(name)}").df()

    def rows(self, name: str, *, plain: bool = False) -> Iterator[list[tuple]]:
        """Rows in slices; ``plain``: a list as its JSON, a date as its text."""
        shown = [
            _shown(column, kind) if plain else f'"{column}"'
            for column, kind in self.columns(name).items()
        ]
        answer = self._con.execute(f"select {', '.join(shown)} from {_place(name)}")
        while rows := answer.fetchmany(ROWS):
            yield rows


def _place(name: str) -> str:
    return f"identitas.{name}" if name == "orang_identitas" else name


def _shown(column: str, kind: str) -> str:
    if kind == "DATE":
        return f'"{column}"::varchar'
    return f'to_json("{column}")::varchar' if kind.endswith("[]") else f'"{column}"'


def framed(asked: Asked, rows: Sequence[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(asked.columns))


class DuckDB(InThisProcess):
    """As the dashboard asks: a cursor of its own on the version's file, the answer as a frame."""

    name = "DuckDB"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ask(self, asked: Asked) -> pd.DataFrame:
        with db.reading(self._folder, named=asked.named) as cursor:
            return cursor.execute(asked.sql, asked.params).df()[list(asked.columns)]


class Pandas(InThisProcess):
    """Frames in memory, sorted by what is filtered; the functions of panda.py."""

    name = "pandas"

    def __init__(self, source: Tables) -> None:
        self._held = panda.Held({name: source.frame(name) for name in source.names})

    def ask(self, asked: Asked) -> pd.DataFrame:
        answer = panda.FUNCTIONS[asked.name, asked.raw](self._held, **asked.params)
        return answer[list(asked.columns)]


def cells(answer: pd.DataFrame) -> list[tuple]:
    """An answer as plain rows: nothing is None, a date its text, a list a list."""
    columns = [[_plain(each) for each in answer[name].tolist()] for name in answer.columns]
    return list(zip(*columns, strict=True))


def _plain(value: object) -> object:
    if isinstance(value, list | tuple) or hasattr(value, "tolist"):
        return [_plain(each) for each in value]
    if pd.isna(value):
        return None
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def different(found: pd.DataFrame, expected: pd.DataFrame) -> str | None:
    """The first difference in words, row by row in the order of the answers; None where all is equal."""
    one, other = cells(found), cells(expected)
    if len(one) != len(other):
        return f"{len(one)} rows, not {len(other)}"
    for number, (a, b) in enumerate(zip(one, other, strict=True)):
        if not all(map(_same, a, b)):
            return f"row {number}: {a}, not {b}"
    return None


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        numbers = isinstance(one, int | float) and isinstance(other, int | float)
        return numbers and abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))
    return one == other
