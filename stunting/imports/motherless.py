"""Children of a list that does not name their mothers: known by name, birth date, sex and desa.

Only where exactly one child on record fits, and said of each. The spelling is then learned, so that the
child is found again the usual way.
"""

from __future__ import annotations

import pandas as pd

# In the place of the mother's name; no name begins so.
_MARK = "#"

_LEARN = f"""
create or replace temp table kunci_dikenali as
with ejaan as (
    select distinct
        coalesce(s.satu_id, k.orang_id) as orang_id,
        split_part(k.kunci, '|', 1) as nama,
        split_part(k.kunci, '|', 2) as ibu,
        split_part(k.kunci, '|', 3) as lahir,
        split_part(k.kunci, '|', 4) as jk,
        o.kode_desa,
    from (
        select orang_id, kunci from identitas.orang_kunci
        union
        select orang_id, kunci from identitas.orang_identitas where kunci is not null
    ) as k
    inner join orang as o on o.orang_id = k.orang_id
    left join orang_satu as s on s.orang_id = k.orang_id
),

cocok as (
    select
        m.kunci,
        m.beribu,
        min(e.orang_id) as orang_id,
    from kunci_baru as m
    inner join ejaan as e
        on
            e.nama = split_part(m.kunci, '|', 1)
            and e.lahir = split_part(m.kunci, '|', 3)
            and e.jk = split_part(m.kunci, '|', 4)
            and e.kode_desa = m.kode_desa
    group by m.kunci, m.beribu
    having count(distinct e.orang_id) = 1
)

select
    c.orang_id,
    c.kunci,
from cocok as c
where
    not c.beribu
    or c.orang_id not in (select orang_id from ejaan where ibu <> '' and not starts_with(ibu, '{_MARK}'))
-- two mothers in one file for the one child on record without a mother: it is nobody's
qualify not c.beribu or count(*) filter (where c.beribu) over (partition by c.orang_id) = 1
"""
# Most lists hold children on record: only for the rest are all spellings taken apart.
_NEW = """
create or replace temp table kunci_baru as
select * from masuk where kunci not in (select kunci from identitas.orang_kunci)
"""
_WRITE = "insert into identitas.orang_kunci select orang_id, kunci from kunci_dikenali"


def learn(con, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """``kunci`` with the desa where no mother is named, and for which rows a child on record was found.

    Needs nik, kunci ("NAMA|IBU|2024-05-01|L") and kode_desa. Rows with a whole NIK stay as they are. What was
    found is written into identitas.orang_kunci.
    """
    unnumbered = rows["nik"].isna() & rows["kunci"].notna()
    if not unnumbered.any():
        return rows["kunci"], unnumbered
    asked = rows.loc[unnumbered, ["kunci", "kode_desa"]].drop_duplicates().astype(object)
    asked["beribu"] = ~asked["kunci"].str.contains("||", regex=False)
    asked["baru"] = [
        key if named else key.replace("||", f"|{_MARK}{desa}|", 1)
        for key, desa, named in asked.itertuples(index=False)
    ]
    keys = rows["kunci"]
    if not asked["beribu"].all():
        told = rows[["kunci", "kode_desa"]].astype(object).merge(asked, how="left")["baru"]
        told.index = rows.index
        keys = told.where(unnumbered & told.notna(), rows["kunci"]).astype(object)
    con.register("masuk", asked[["baru", "kode_desa", "beribu"]].rename(columns={"baru": "kunci"}))
    con.execute(_NEW)
    con.unregister("masuk")
    ((new,),) = con.execute("select count(*) from kunci_baru").fetchall()
    if not new:
        return keys, pd.Series(False, rows.index)
    con.execute(_LEARN)
    con.execute(_WRITE)
    con.execute(
        "insert into tersentuh select distinct 'orang', orang_id, null::date from kunci_dikenali"
    )
    learned = con.sql("select kunci from kunci_dikenali").df()["kunci"]
    con.execute("drop table kunci_dikenali")
    return keys, unnumbered & keys.isin(learned)
