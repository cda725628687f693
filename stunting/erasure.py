"""Erase one person, or one family, on request: from the live data, every other version, the received files
and the backups.

What stays behind are counts nobody can be read from. A sealed cycle keeps its frozen figures: the child's
row there loses its code and everything that was measured, and the seal is hashed anew, which is written
into the register. The store remembers codes only it can derive (table ``dihapus``), so that a later file
does not bring the person back. Source: UU 27/2022 Pasal 8 and Pasal 43.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stunting import backup, build, db, drafts, register, seals, store
from stunting.imports import people, read

KIND = "hapus_orang"
# Where a person is named by which column; a family takes its members with it.
_OF_A_PERSON = {
    "orang_id": (
        "pengukuran", "skrining", "mutasi", "keanggotaan", "orang", "identitas.orang_kunci",
        "identitas.orang_banding", "identitas.orang_identitas",
    ),
    "kasus_id": ("kasus_penyebab", "kertas_kerja", "rtl_kasus", "evaluasi", "kunjungan", "kasus"),
    "keluarga_id": ("kunjungan", "bantuan", "keluarga", "identitas.keluarga_identitas"),
}  # fmt: skip
_PEOPLE = """
with mereka as (
    select orang_id from identitas.orang_identitas where nik = $given
    union
    select orang_id from orang where orang_id = $given or keluarga_id in (select unnest($families))
)

select distinct coalesce(lain.orang_id, m.orang_id)
from mereka as m
left join orang_satu as satu on satu.orang_id = m.orang_id
left join orang_satu as lain on lain.satu_id = satu.satu_id
"""
_SEALED = """
update segel_anak
set
    orang_id = 'dihapus-' || uuid()::varchar,
    tanggal = null,
    umur_bulan = null,
    jenis_kelamin = null,
    z_tbu = null,
    z_bbu = null,
    z_bbtb = null,
    naik_bb = null
where orang_id in (select unnest($people))
"""


class NobodyFound(store.StoreError):
    """Nobody in this store answers to what was given."""


@dataclass(frozen=True)
class Found:
    """Who would be erased: codes of people, families and cases, and how many rows by table."""

    people: tuple[str, ...]
    families: tuple[str, ...]
    cases: tuple[str, ...]
    rows: dict[str, int]


@dataclass(frozen=True)
class Erased:
    """What was done: the new version, rows by table, versions and files removed, seals hashed anew."""

    version: str
    rows: dict[str, int]
    versions: int
    files: int
    seals: int
    backup: str | None


def find(given: str, *, family: bool = False) -> Found:
    """Who is meant by a NIK or a code of a person; with ``family`` by a Nomor KK or a code of a family.

    Raises NobodyFound.
    """
    with db.reading(store.folder(), named=True) as con:
        return _find(con, given.strip(), family)


def _find(con: db.Connection, given: str, family: bool) -> Found:
    families: list[str] = []
    if family:
        families = _column(
            con,
            "select keluarga_id from identitas.keluarga_identitas"
            " where no_kk = $given or keluarga_id = $given"
            " union select keluarga_id from keluarga where keluarga_id = $given",
            given=given,
        )
    persons = _column(con, _PEOPLE, given="" if family else given, families=families)
    if not persons and not families:
        what = "Nomor KK atau kode keluarga" if family else "NIK atau kode orang"
        raise NobodyFound(f"Tidak ada yang tercatat dengan {what} itu di penyimpanan ini.")
    cases = _column(
        con, "select kasus_id from kasus where orang_id in (select unnest($people))", people=persons
    )
    codes = {"orang_id": persons, "kasus_id": cases, "keluarga_id": families}
    rows = dict.fromkeys((table for tables in _OF_A_PERSON.values() for table in tables), 0)
    for column, table in _places():
        query = f"select count(*) from {table} where {column} in (select unnest($codes))"
        rows[table] += con.execute(query, {"codes": codes[column]}).fetchone()[0]
    counted = {table: number for table, number in rows.items() if number}
    return Found(tuple(persons), tuple(families), tuple(cases), counted)


def _places() -> Iterator[tuple[str, str]]:
    return ((column, table) for column, tables in _OF_A_PERSON.items() for table in tables)


def _column(con: db.Connection, query: str, **params: object) -> list[str]:
    return [row[0] for row in con.execute(query, params).fetchall()]


def erase(given: str, who: str, *, family: bool = False, backups: Path | None = None) -> Erased:
    """Erase whoever ``find`` finds; the other versions go too, so there is no way back.

    ``backups``: a folder of backups, which are replaced by one made afterwards. Raises NobodyFound, and
    StoreError when the store cannot be changed; called again it finishes what was begun.
    """
    with store.writing():
        versions = _finish_interrupted()
        with db.reading(store.folder(), named=True) as con:
            found = _find(con, given.strip(), family)
            words, numbers = _words(con, found)
        # first what can be done again: a stop in between leaves the person findable
        files = _remove_files(words)
        _forget_drafts(found, numbers)
        with store.new_version(base=store.current()) as draft:
            with db.building(draft) as con:
                build.prepare(con, store.kind())
                _delete(con, found, words)
                build.derive(con)
                hashed = seals.hash_anew(con)
            db.rewrite(draft)  # what is deleted would else stay in the free blocks of the file
            content = {"asal": KIND, "baris": found.rows}
            (draft / "laporan.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
        versions += store.keep_only_current()
    done = {"baris": found.rows, "versi_dibuang": versions, "berkas": files, "segel": hashed}
    register.append(KIND, f"{len(found.people)} orang", None, done, who=who)
    made = str(backup.make(backups, keep=1)) if backups else None
    return Erased(store.current(), found.rows, versions, files, len(hashed), made)


def _finish_interrupted() -> int:
    """After an erasure that was killed behind its new version: the other versions still hold the person."""
    return store.keep_only_current() if store.report(store.current()).get("asal") == KIND else 0


def _words(con: db.Connection, found: Found) -> tuple[set[str], set[str]]:
    """What gives these people away in a file: NIK, Nomor KK and names as compared; and the numbers alone."""
    numbers = _column(
        con,
        "select nik from identitas.orang_identitas where orang_id in (select unnest($people))"
        " union select unnest([no_kk, kode_keluarga]) from identitas.keluarga_identitas"
        " where keluarga_id in (select unnest($families))",
        people=list(found.people),
        families=list(found.families),
    )
    names = _column(
        con,
        "select nama from identitas.orang_identitas where orang_id in (select unnest($people))"
        " union select split_part(kunci, '|', 1) from identitas.orang_kunci"
        " where orang_id in (select unnest($people))"
        " union select nama_kepala from identitas.keluarga_identitas"
        " where keluarga_id in (select unnest($families))",
        people=list(found.people),
        families=list(found.families),
    )
    given = {people.plain(each) for each in numbers if each} - {""}
    return given | ({people.plain(each) for each in names if each} - {""}), given


def _delete(con: db.Connection, found: Found, words: set[str]) -> None:
    """Their rows out of every base table, and their codes into the list of those who must not come back."""
    persons, families, cases = map(list, (found.people, found.families, found.cases))
    salt = store.salt()
    spellings = _column(
        con,
        "select 'nik:' || nik from identitas.orang_identitas where orang_id in (select unnest($people))"
        " union select 'kunci:' || kunci from identitas.orang_kunci"
        " where orang_id in (select unnest($people))",
        people=persons,
    )
    codes = {people.code(salt, "O", each) for each in spellings if each}
    con.executemany(
        "insert into dihapus values (?) on conflict do nothing",
        [[each] for each in sorted({*codes, *persons, *families, *cases})],
    )
    values = con.execute("select impor_id, nomor, nilai from identitas.temuan_nilai").fetchall()
    telling = [row[:2] for row in values if row[2] and people.plain(row[2]) in words]
    if telling:
        con.executemany(
            "delete from identitas.temuan_nilai where impor_id = ? and nomor = ?", telling
        )
    con.execute(
        "delete from identitas.pasangan"
        " where orang_a in (select unnest($people)) or orang_b in (select unnest($people))",
        {"people": persons},
    )
    con.execute(_SEALED, {"people": persons})
    con.execute(
        "update orang set ibu_id = null where ibu_id in (select unnest($people))",
        {"people": persons},
    )
    by = {"orang_id": persons, "kasus_id": cases, "keluarga_id": families}
    for column, table in _places():
        con.execute(
            f"delete from {table} where {column} in (select unnest($codes))", {"codes": by[column]}
        )


def _remove_files(words: set[str]) -> int:
    """Received and returned files that tell of these people go as a whole; so do those nobody can read."""
    removed = 0
    for folder in ("arsip", "kembali"):
        for path in sorted((store.home() / folder).glob("*")):
            if path.is_file() and _tells(path, words):
                path.unlink()
                removed += 1
    return removed


def _forget_drafts(found: Found, numbers: set[str]) -> None:
    """Drafts about their cases, or with one of their numbers; a namesake's stays."""
    for draft in drafts.listed():
        told = {people.plain(str(value)) for value in draft.isi.values()} & numbers
        if told or draft.kasus_id in found.cases:
            drafts.forget(draft.kasus_id)


def _tells(path: Path, words: set[str]) -> bool:
    try:
        sheets = read.grids(path, frozenset())
    except read.ImportFailed:
        return True
    return any(
        people.plain(str(text)) in words
        for _, grid in sheets
        for column in grid
        for text in grid[column].unique()
    )
