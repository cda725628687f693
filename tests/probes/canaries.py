"""Everything in a store that must not reach who may not see it: identities, each with where it belongs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from stunting import build, db

# A family known by its No KK stands in the desa of its members.
_PEOPLE = """
select i.nik, i.nama, i.nama_ibu, i.no_kk, i.alamat, i.telepon, i.tanggal_lahir::varchar, o.kode_desa
from identitas.orang_identitas as i inner join orang as o on o.orang_id = i.orang_id
"""
_FAMILIES = """
select i.no_kk, i.nama_kepala, i.alamat, i.telepon, any_value(k.kode_desa)
from identitas.keluarga_identitas as i inner join keluarga as k on k.keluarga_id = i.keluarga_id
group by all
"""


SHORTEST = 6  # letters: what is shorter proves nothing


@dataclass(frozen=True)
class Canaries:
    """``places``: value -> the kecamatan it occurs in (a name may occur in several)."""

    places: dict[str, frozenset[str]]

    def found(self, raw: bytes) -> set[str]:
        """The identities in these bytes."""
        # most are not there: their beginning alone tells, at the cost of one pass over the bytes
        begun = {raw[at : at + SHORTEST] for at in range(len(raw) - SHORTEST + 1)}
        return {
            value
            for value in self.places
            if value.encode()[:SHORTEST] in begun and value.encode() in raw
        }


def of(version: Path) -> Canaries:
    """All identities of a version: values of at least six characters that no public table holds."""
    places: dict[str, set[str]] = {}
    with db.reading(version, named=True) as con:
        for *values, desa in con.execute(_PEOPLE).fetchall() + con.execute(_FAMILIES).fetchall():
            for value in values:
                if value and len(value) >= SHORTEST:
                    places.setdefault(value, set()).add(desa[:8])
        public = " ".join(
            str(cell)
            for row in con.execute(
                "select nama from wilayah union select nama from puskesmas"
            ).fetchall()
            for cell in row
        )
    secret = {
        value: frozenset(where)
        for value, where in places.items()
        # the first of a month stands on every axis of months
        if value not in public and not re.fullmatch(r"\d{4}-\d{2}-01", value)
    }
    # a table sends its texts without a gap between them: what is part of another name proves nothing
    within = _holders(secret)
    return Canaries({value: where for value, where in secret.items() if not within(value)})


def _holders(texts: Iterable[str]) -> Callable[[str], bool]:
    """Whether a value is part of another of these texts: only those with its rarest letters are looked at."""
    by: dict[str, set[str]] = {}
    for text in texts:
        for part in _parts(text):
            by.setdefault(part, set()).add(text)

    def within(value: str) -> bool:
        some = min((by[part] for part in _parts(value)), key=len)
        return any(value in each for each in some if each != value)

    return within


def _parts(text: str) -> set[str]:
    return {text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1)}


# --- what people write freely -----------------------------------------------------------------------

TELLING = "Ibu HIV positif, kanariwicara"
WHISPER = "kanariwicara"
# Columns that are codes, or words the importer allows only from a list.
CODES = {
    "kode", "nama", "tingkat", "jenis_kelamin", "kelompok", "siklus", "jenis", "level", "rule", "layout",
    "file", "sha256", "sheet", "column", "message", "sumber", "hasil", "status", "efektivitas", "bidang",
    "cara_ukur", "naik_bb", "tingkat_pr", "status_risiko_awal", "status_risiko_akhir", "pendidikan",
    "pendidikan_ibu", "hash", "versi", "dasar", "berkas", "tabel", "indikator", "oleh", "versi_rumus",
    "versi_kode", "aturan", "arus", "langkah", "transisi", "dari", "ke",
}  # fmt: skip
ALSO_FREE = {("bantuan", "jenis"), ("bantuan", "sumber"), ("kunjungan", "hasil")}


def written_freely(con: db.Connection) -> list[tuple[str, str]]:
    """Table and column of every text in the base tables that is no code: also one added later."""
    found = con.execute(
        "select table_name, column_name from duckdb_columns()"
        " where data_type = 'VARCHAR' and database_name = 'stunting' and table_name not like 'segel%'"
    ).fetchall()
    made = (db.BUILD_QUERIES / "tables.sql").read_text(encoding="utf-8")
    return [
        (table, column)
        for table, column in found
        if f"create table if not exists {table} (" in made
        and not column.startswith("kode_")
        and not column.endswith("_id")
        and (column not in CODES or (table, column) in ALSO_FREE)
    ]


def plant(version: Path) -> list[tuple[str, str]]:
    """A telling text in every row of every column that people write freely; returns the columns."""
    with db.building(version) as con:
        columns = written_freely(con)
        for table, column in columns:
            kept = " || ' ' || aspek" if column == "aspek" else ""  # part of a key
            con.execute(
                f"update {table} set {column} = ?{kept} where {column} is not null", [TELLING]
            )
        build.derive(con)
    return columns


def unpacked(content: bytes) -> bytes:
    """A file with what is packed in it (XLSX, DOCX, PPTX and ZIP, also within each other)."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return b"\n".join([content, *(unpacked(bundle.read(name)) for name in bundle.namelist())])
