"""People in the tables: who they are (identitas), where they are registered, to which group they belong.

What the newest row of a person says counts; an empty cell never empties what is known.
"""

from __future__ import annotations

import pandas as pd

from stunting.imports import tables
from stunting.imports.tables import upsert_from

# A pause longer than this starts a new episode: another pregnancy, another wedding.
EPISODE_DAYS = 300

# Typed by the tables: a column that is missing as a whole would arrive as a column of numbers.
_TYPED = """
create or replace temp table orang_masuk as
select 0::bigint as baris, null::date as tanggal, o.*, i.* exclude (orang_id),
from orang as o
inner join identitas.orang_identitas as i on i.orang_id = o.orang_id
limit 0
"""
_NEWEST = """
create or replace temp table orang_kini as
with terakhir as (
    select orang_id, max(tanggal) as tanggal
    from (
        select orang_id, tanggal from pengukuran
        union all
        select orang_id, tanggal from skrining
    )
    group by orang_id
)

select
    m.baris,
    m.orang_id,
    coalesce(i.nik, m.nik) as nik,
    {columns}
from orang_masuk as m
left join orang as o on o.orang_id = m.orang_id
left join identitas.orang_identitas as i on i.orang_id = m.orang_id
left join terakhir as t on t.orang_id = m.orang_id
"""
# Not by a primary key: its index costs more than all else once there are a million people.
_SPELLINGS = """
create or replace temp table ejaan_baru as
select distinct orang_id, kunci
from masuk as m
where
    kunci is not null
    and not exists (
        select 1 from identitas.orang_kunci as k where k.orang_id = m.orang_id and k.kunci = m.kunci
    )
"""


def save(con, rows: pd.DataFrame, impor_id: str) -> pd.Index:
    """Write the people of typed, identified rows; return the rows that changed somebody's record.

    Per person the row with the latest date speaks, and only if nothing later is stored. The people are
    left in the temporary table ``orang_masuk`` for the enrolment that follows.
    """
    both = (tables.ORANG, tables.ORANG_IDENTITAS)
    wanted = [each for table in both for each in table.columns]
    speaking = rows[[each for each in ("orang_id", "tanggal", *wanted) if each in rows]]
    speaking = speaking.assign(baris=rows.index)
    if rows["orang_id"].duplicated().any():
        speaking = speaking.sort_values("tanggal", kind="stable")
        speaking = speaking.drop_duplicates("orang_id", keep="last")
        numbers = rows.dropna(subset="nik").drop_duplicates("orang_id").set_index("orang_id")
        speaking["nik"] = speaking["orang_id"].map(numbers["nik"]).astype(object)
    con.execute(_TYPED)
    con.register("masuk", speaking)
    con.execute("insert into orang_masuk by name select * from masuk")
    con.unregister("masuk")
    con.execute(_NEWEST.format(columns=_merged_columns()))
    changed = pd.Index([], dtype="int64")
    for table in both:
        found = upsert_from(con, table, "orang_kini", list(table.columns), impor_id)
        changed = changed.union(pd.Index(found))
    con.execute("drop table orang_kini")
    con.register("masuk", rows[["orang_id", "kunci"]])
    con.execute(_SPELLINGS)
    con.execute("insert into identitas.orang_kunci from ejaan_baru")
    con.execute(
        "insert into tersentuh select distinct 'orang', orang_id, null::date from ejaan_baru"
    )
    con.execute("drop table ejaan_baru")
    con.unregister("masuk")
    return changed


def _merged_columns() -> str:
    """SQL: the new value where it may speak, else the stored one."""
    parts = []
    for alias, table in (("o", tables.ORANG), ("i", tables.ORANG_IDENTITAS)):
        for each in table.columns:
            if each != "nik":
                parts.append(
                    f"if(t.tanggal is null or m.tanggal >= t.tanggal, coalesce(m.{each}, {alias}.{each}), "
                    f"coalesce({alias}.{each}, m.{each})) as {each}"
                )
    return ", ".join(parts)


def enrol_children(con) -> None:
    """Baduta from the birth month for 24 months, balita for 60, for the people just saved."""
    con.execute("""
        create or replace temp table anggota_anak as
        select
            o.orang_id,
            k.kelompok,
            o.bulan_lahir as mulai,
            (o.bulan_lahir + to_months(k.bulan))::date as selesai,
        from orang as o
        inner join orang_masuk as m on m.orang_id = o.orang_id
        cross join (values ('baduta', 24), ('balita', 60)) as k (kelompok, bulan)
        where o.bulan_lahir is not null
    """)
    _replace_membership(con, "anggota_anak")


def enrol_women(con) -> None:
    """Catin, bumil, pascasalin from the first screening of an episode until the next group begins."""
    con.execute(
        """
        create or replace temp table anggota_ibu as
        with urut as (
            select
                s.orang_id,
                s.kelompok,
                s.tanggal,
                lag(s.kelompok) over riwayat is distinct from s.kelompok
                or s.tanggal - lag(s.tanggal) over riwayat > $jeda as awal,
            from skrining as s
            where s.orang_id in (select orang_id from orang_masuk)
            window riwayat as (partition by s.orang_id order by s.tanggal, s.kelompok)
        )

        select
            orang_id,
            kelompok,
            tanggal as mulai,
            lead(tanggal) over (partition by orang_id order by tanggal, kelompok) as selesai,
        from urut
        where awal
        """,
        {"jeda": EPISODE_DAYS},
    )
    _replace_membership(con, "anggota_ibu")


def _replace_membership(con, source: str) -> None:
    """keanggotaan of the groups and people in a temp table becomes what the table says."""
    con.execute(f"""
        delete from keanggotaan as k
        where
            k.orang_id in (select orang_id from {source})
            and k.kelompok in (select kelompok from {source})
            and not exists (
                select 1
                from {source} as a
                where a.orang_id = k.orang_id and a.kelompok = k.kelompok and a.mulai = k.mulai
            )
    """)
    same = "k.orang_id = a.orang_id and k.kelompok = a.kelompok and k.mulai = a.mulai"
    con.execute(f"""
        update keanggotaan as k
        set selesai = a.selesai
        from {source} as a
        where {same} and k.selesai is distinct from a.selesai
    """)
    con.execute(f"""
        insert into keanggotaan by name
        select a.*
        from {source} as a
        where not exists (select 1 from keanggotaan as k where {same})
    """)
    con.execute(f"drop table {source}")
    con.execute("drop table orang_masuk")
