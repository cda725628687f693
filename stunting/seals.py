"""Sealing a cycle: its figures are frozen, with a hash and the version of the formulas.

The rules, in one place:

- A seal freezes the figures of one district and cycle: which child counts with which class and transition,
  the indicators per desa and month, the movements, the ledger and the upstream chain per kecamatan, the
  thresholds in force. Lists to work with (families, aid, audit cases, tasks) go on.
- Seals are a prefix of time. Sealing a cycle seals the unsealed ones before it too, also those without
  data, because its transitions are counted against them.
- Everything is computed from the data at every build as ever; the last step (queries/build/segel.sql) puts
  the frozen rows in the place of the computed ones and keeps the difference (segel_selisih).
- Transitions are counted against the figures in sight: the class a child has in a sealed cycle is the frozen
  one. A child frozen in one district is not counted in another one in the same cycle.
- A seal is never taken away, only followed by a revision that adopts the late data. Later sealed cycles
  whose figures change by it get a revision in the same step.
"""

from __future__ import annotations

import json
from datetime import date, datetime

import pandas as pd

from stunting import bahasa, build, db, register, store

KIND = "segel"
_NOW_FROZEN = "$kabkota as kode_kabkota, $siklus as siklus, $revisi as revisi"
_WHERE = "where kode_kabkota = $kabkota and siklus = $siklus"
_FREEZE = (
    (
        "insert into segel_anak by name select orang_id, kode_kecamatan, kode_desa, tanggal, umur_bulan,"
        " baduta, jenis_kelamin, diukur, z_tbu, z_bbu, z_bbtb, stunting, underweight, wasting, naik_bb,"
        f" stunting_sebelum, transisi, {_NOW_FROZEN} from terhitung_anak {_WHERE}"
    ),
    (
        "insert into segel_indikator_desa by name select kode_kecamatan, kode_desa, kelompok, indikator,"
        f" pembilang, penyebut, sumber, {_NOW_FROZEN} from terhitung_desa {_WHERE}"
    ),
    (
        "insert into segel_indikator_bulan by name select bulan, kode_kecamatan, kode_desa, kelompok,"
        f" indikator, pembilang, penyebut, sumber, {_NOW_FROZEN} from terhitung_bulan {_WHERE}"
    ),
    (
        "insert into segel_perpindahan by name select kode_kecamatan, kelompok, diukur, stunting_sebelum,"
        f" baru, kambuh, tidak_lagi, tidak_diukur_ulang, {_NOW_FROZEN} from terhitung_perpindahan {_WHERE}"
    ),
    (
        "insert into segel_aturan by name"
        f" select indikator, aturan, {_NOW_FROZEN} from terhitung_aturan {_WHERE}"
    ),
    (
        "insert into segel_neraca by name select kelompok, kode_kecamatan, arus, jumlah,"
        f" {_NOW_FROZEN} from terhitung_neraca {_WHERE}"
    ),
    (
        "insert into segel_hulu by name select kode_kecamatan, langkah, jumlah, teratasi, belum,"
        f" tanpa_kabar, {_NOW_FROZEN} from terhitung_hulu {_WHERE}"
    ),
)
_SEAL = (
    "insert into segel by name select $kabkota as kode_kabkota, $siklus as siklus, $revisi as revisi,"
    " $waktu as waktu, $oleh as oleh, '' as hash, versi_rumus, versi_kode, ("
    "  select max(tanggal) from (select tanggal, kode_desa from pengukuran union all"
    "  select tanggal, kode_desa from skrining)"
    "  where kabkota_dari(kode_desa) = $kabkota and siklus_dari(tanggal) <= $siklus"
    " ) as tanggal_data from rumus"
)

_NEXT = f"select max(revisi) + 1 from segel {_WHERE}"
_HASH = f"update segel set hash = $hash {_WHERE} and revisi = $revisi"
_ROW = f"select * from segel {_WHERE} and revisi = $revisi"


def seal(kode_kabkota: str, siklus: str, who: str) -> list[dict]:
    """Seal a cycle of a district, or revise its seal; one dict per seal made (columns of ``segel``).

    One new version; who did it is written into the register. Raises StoreError when the cycle is not
    there, or when it is sealed and nothing has changed since.
    """
    with store.writing():
        with store.new_version(base=store.current()) as draft:
            with db.building(draft) as con:
                build.prepare(con, store.kind())
                build.derive(con, apart=False)
                made = _seal(con, kode_kabkota, siklus, who)
            content = {"asal": KIND, "segel": made}
            text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
            (draft / "laporan.json").write_text(text, encoding="utf-8")
        for each in made:
            subject = f"{each['kode_kabkota']} {each['siklus']} revisi {each['revisi']}"
            register.append(KIND, subject, None, {**each, "versi": store.current()}, who=who)
    return made


def _seal(con: db.Connection, kabkota: str, siklus: str, who: str) -> list[dict]:
    cycles = [
        row[0]
        for row in con.execute(
            "select siklus from siklus where kode_kabkota = ? order by siklus", [kabkota]
        ).fetchall()
    ]
    if siklus not in cycles:
        known = bahasa.daftar(cycles) if cycles else "belum ada"
        raise store.StoreError(f"Siklus {siklus} tidak ada di {kabkota}. Yang ada: {known}.")
    ((limit,),) = con.execute(
        "select max(sampai) from segel_batas where kode_kabkota = ?", [kabkota]
    ).fetchall()
    moment = datetime.now().replace(microsecond=0)
    if limit is None or siklus > limit:
        begun = [each for each in cycles if (limit is None or each > limit) and each <= siklus]
        made = [_freeze(con, kabkota, each, 0, who, moment) for each in begun]
        build.derive(con, apart=False)
        return made
    if siklus not in _changed(con, kabkota):
        raise store.StoreError(
            f"{bahasa.siklus(siklus)} sudah disegel dan belum ada data susulan yang mengubahnya."
        )
    made, todo = [], siklus
    while todo is not None:
        made.append(_freeze(con, kabkota, todo, 1, who, moment))
        build.derive(con, apart=False)  # the transitions of the cycles after it follow
        todo = min((each for each in _changed(con, kabkota) if each > todo), default=None)
    return made


def _changed(con: db.Connection, kabkota: str) -> set[str]:
    """The sealed cycles of a district that a revision would change."""
    rows = con.execute(
        "select distinct siklus from segel_selisih where kode_kabkota = ?", [kabkota]
    )
    return {row[0] for row in rows.fetchall()}


def _freeze(
    con: db.Connection, kabkota: str, siklus: str, first: int, who: str, moment: datetime
) -> dict:
    """Copy what was computed for one cycle as its next revision; the seal as a dict.

    ``first``: the number of a first one: 0, but 1 where nothing was what had been sealed.
    """
    where = {"kabkota": kabkota, "siklus": siklus}
    ((revision,),) = con.execute(_NEXT, where).fetchall()
    frozen = {**where, "revisi": first if revision is None else revision}
    for statement in _FREEZE:
        con.execute(statement, frozen)
    con.execute(_SEAL, {**frozen, "waktu": moment, "oleh": who})
    hashes = _hashes(con).set_index(["kode_kabkota", "siklus", "revisi"])["dihitung"]
    con.execute(_HASH, {**frozen, "hash": hashes[kabkota, siklus, frozen["revisi"]]})
    row = con.execute(_ROW, frozen).df()
    return row.astype(object).where(row.notna(), None).to_dict("records")[0]


def _hashes(con: db.Connection) -> pd.DataFrame:
    """Every seal with the hash it carries and the one its rows give now."""
    return con.execute((db.BUILD_QUERIES / "segel_hash.sql").read_text(encoding="utf-8")).df()


def hash_anew(con: db.Connection) -> list[dict]:
    """Give each seal the hash of the rows it has now; what changed, for the register. Only for an erasure."""
    found = _hashes(con)
    changed = found[found["hash"] != found["dihitung"]]
    for row in changed.itertuples(index=False):
        values = {"kabkota": row.kode_kabkota, "siklus": row.siklus, "revisi": row.revisi}
        con.execute(_HASH, {**values, "hash": row.dihitung})
    return changed.to_dict("records")


def broken(con: db.Connection) -> pd.DataFrame:
    """Seals whose frozen rows are not what was sealed: aturan, jumlah, as build.check gives them."""
    found = _hashes(con)
    found = found[found["hash"] != found["dihitung"]]
    words = [
        f"segel {row.kode_kabkota} {row.siklus} revisi {row.revisi} tidak cocok dengan isinya"
        for row in found.itertuples(index=False)
    ]
    return pd.DataFrame({"aturan": words, "jumlah": [1] * len(words)})


def name(revisi: int, waktu: date) -> str:
    """What people call a seal: ``Segel awal (12 Januari 2026)``, ``Revisi 1 (22 November 2026)``."""
    return f"{f'Revisi {revisi}' if revisi else 'Segel awal'} ({bahasa.tanggal(waktu)})"
