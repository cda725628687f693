"""Some districts of a version apart: who belongs to them, their rows in a version of their own, and back.

An import touches few districts, and a nation does not fit into memory at once: both times the production
build runs on a part. The part holds every row of everybody who has a row in its districts, and of whoever
they are linked with, so that what is derived for these districts is what a build of the whole would say.
What is derived in it for other districts is not whole and is thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stunting import db

# Base tables of the part: what of a table goes along.
_PERSON = "orang_id in (select orang_id from bagian_orang)"
_FAMILY = "keluarga_id in (select keluarga_id from bagian_keluarga)"
_CASE = f"kasus_id in (select kasus_id from kasus where {_PERSON})"
_AREA = "left({place}, 5) in (select kode from bagian_kabkota)"
_TAKEN = {
    **dict.fromkeys(
        ("orang", "keanggotaan", "mutasi", "pengukuran", "skrining", "segel_anak"), _PERSON
    ),
    **dict.fromkeys(("keluarga", "bantuan"), _FAMILY),
    "kunjungan": f"{_FAMILY} or {_CASE}",
    "kasus": f"{_PERSON} or {_AREA.format(place='kode_kecamatan')}",
    "kasus_penyebab": f"{_CASE}",
    **dict.fromkeys(("agregat_bulanan", "krs_desa"), _AREA.format(place="kode_desa")),
    **dict.fromkeys(
        (
            *("rtl", "segel_indikator_desa", "segel_indikator_bulan", "segel_perpindahan"),
            *("segel_aturan", "segel_neraca", "segel_hulu"),
        ),
        _AREA.format(place="kode_kabkota"),
    ),
    **dict.fromkeys(("wilayah", "siklus", "segel", "impor"), "true"),
    **dict.fromkeys(
        ("identitas.orang_identitas", "identitas.orang_kunci", "identitas.orang_banding"), _PERSON
    ),
    "identitas.pasangan": "orang_a in (select orang_id from bagian_orang)"
    " and orang_b in (select orang_id from bagian_orang)",
}
# Where a derived row belongs, by the first of these columns that its table has.
_PLACES = {
    "kode_kabkota": "kode_kabkota",
    "kode_desa": "left(kode_desa, 5)",
    "kode_kecamatan": "left(kode_kecamatan, 5)",
}


@dataclass(frozen=True)
class Placed:
    """A derived table of districts, and what gives the code of the district of a row."""

    name: str
    place: str


def placed(con: db.Connection, made: set[str]) -> list[Placed]:
    """Those of the derived tables ``made`` whose rows belong to one district each; others go by person."""
    columns: dict[str, set[str]] = {}
    rows = con.execute(
        "select table_name, column_name from duckdb_columns() where database_name = current_database()"
    )
    for table, column in rows.fetchall():
        columns.setdefault(table, set()).add(column)
    found = []
    for name in sorted(made & columns.keys()):
        place = next((sql for column, sql in _PLACES.items() if column in columns[name]), None)
        if place:
            found.append(Placed(name, place))
    return found


def choose(con: db.Connection, kabkota: list[str]) -> None:
    """The temporary table ``bagian_kabkota``."""
    con.execute("create or replace temp table bagian_kabkota (kode varchar)")
    con.executemany("insert into bagian_kabkota values (?)", [[each] for each in kabkota])


def gather(con: db.Connection, kabkota: list[str]) -> None:
    """Who goes along with these districts: the temporary tables ``bagian_orang`` and ``bagian_keluarga``.

    Needs ``satu_kelompok`` (pairs.apply_decisions).
    """
    choose(con, kabkota)
    con.execute(_RESIDENTS, {"awal": min(kabkota), "akhir": max(kabkota) + "/"})
    con.execute(_ALIKE)
    con.execute(_RELATED)
    while con.execute("select count(*) from bagian_baru").fetchall() != [(0,)]:
        con.execute("insert into bagian_orang select orang_id from bagian_baru")
        con.execute(_RELATED)
    con.execute(_FAMILIES)


def take(con: db.Connection, folder: Path) -> None:
    """Copy the rows of the part into the empty version in ``folder``."""
    _attach(con, folder, "")
    try:
        for table, condition in _TAKEN.items():
            target = f"bagian_{table}" if "." in table else f"bagian.{table}"
            con.execute(f"insert into {target} by name select * from {table} where {condition}")
    finally:
        _detach(con)


def trim(con: db.Connection, made: set[str], kabkota: list[str]) -> None:
    """In the part: forget what was derived for other districts than its own."""
    choose(con, kabkota)
    for each in placed(con, made):
        con.execute(
            f"delete from {each.name} where {each.place} not in (select kode from bagian_kabkota)"
        )


def bring(con: db.Connection, folder: Path, made: set[str], *, fresh: bool = False) -> None:
    """What was derived in the part takes the place of what the whole had for its districts and people.

    ``fresh``: the whole had nothing, and what is kept in base tables and identities was made there.
    """
    _attach(con, folder, "(read_only)")
    try:
        con.execute("use bagian")
        found = placed(con, made)
        con.execute("use stunting")
        for each in found:
            con.execute(
                f"create table if not exists {each.name} as from bagian.{each.name} limit 0"
            )
            if not fresh:
                con.execute(
                    f"delete from {each.name} where {each.place} in (select kode from bagian_kabkota)"
                )
            con.execute(f"insert into {each.name} by name from bagian.{each.name}")
        con.execute("create table if not exists mutasi_orang as from bagian.mutasi_orang limit 0")
        for sql in (*_LINKED, *(() if fresh else _BROUGHT)):
            con.execute(sql)
    finally:
        _detach(con)


def links_changed(con: db.Connection, folder: Path) -> int:
    """Note in ``tersentuh`` who is linked otherwise in the part than in the whole; return how many."""
    ((before,),) = con.execute("select count(distinct (apa, kode)) from tersentuh").fetchall()
    _attach(con, folder, "(read_only)")
    try:
        con.execute(_LINKS)
    finally:
        _detach(con)
    ((after,),) = con.execute("select count(distinct (apa, kode)) from tersentuh").fetchall()
    return after - before


def reached(con: db.Connection) -> list[str]:
    """The districts for which something derived may have changed by what stands in ``tersentuh``.

    Needs the version before attached as ``lalu``, and ``satu_kelompok`` (pairs.apply_decisions).
    """
    con.execute(_REACH)
    return [kode for (kode,) in con.execute(_REACHED).fetchall()]


def _attach(con: db.Connection, folder: Path, how: str) -> None:
    con.execute(f"attach {db.quoted(folder / 'stunting.duckdb')} as bagian {how}")
    con.execute(f"attach {db.quoted(folder / 'identitas.duckdb')} as bagian_identitas {how}")


def _detach(con: db.Connection) -> None:
    con.execute("use stunting")
    for name in ("bagian", "bagian_identitas"):
        con.execute(f"detach {name}")


# Everybody with a row in the districts, and whom an import touched.
_RESIDENTS = """
create or replace temp table bagian_orang as
with tempat as (
    select orang_id, kode_desa as tempat from orang
    union all
    select orang_id, kode_desa from pengukuran
    union all
    select orang_id, kode_desa from skrining
    union all
    select orang_id, kode_kecamatan from kasus
    union all
    select orang_id, kode_kecamatan from segel_anak
),

verval as (
    select distinct keluarga_id
    from keluarga
    where kode_desa between $awal and $akhir and left(kode_desa, 5) in (select kode from bagian_kabkota)
)

select orang_id
from tempat
where
    tempat between $awal and $akhir
    and left(tempat, 5) in (select kode from bagian_kabkota)
    and orang_id is not null
union
select orang_id from orang where keluarga_id in (select keluarga_id from verval)
union
select kode from tersentuh where apa = 'orang'
"""

# Two records that may be one child: they count in the quality of both places, and as a pair.
_ALIKE = """
insert into bagian_orang
with sama as (
    select orang_id
    from identitas.orang_identitas
    where
        nik in (
            select nik from identitas.orang_identitas where orang_id in (select orang_id from bagian_orang)
        )
    union
    select orang_id
    from identitas.orang_kunci
    where
        kunci in (
            select kunci from identitas.orang_kunci where orang_id in (select orang_id from bagian_orang)
        )
    union
    select unnest([orang_a, orang_b])
    from identitas.pasangan
    where
        orang_a in (select orang_id from bagian_orang) or orang_b in (select orang_id from bagian_orang)
)

select orang_id from sama
except
select orang_id from bagian_orang
"""

# Whoever the people of the part may be linked with (tautan.sql): the same family, one person by decision, and
# for those who live elsewhere the people of the same desa who share a name with them or with their parents.
_RELATED = """
create or replace temp table bagian_baru as
with keluarga_kita as (
    select distinct keluarga_id
    from orang
    where orang_id in (select orang_id from bagian_orang) and keluarga_id is not null
),

bertempat as (
    select
        orang_id,
        orang_id as satu,
        kode_desa,
    from orang
    union
    select
        s.orang_id,
        s.kelompok as satu,
        o.kode_desa,
    from satu_kelompok as s
    inner join satu_kelompok as t on t.kelompok = s.kelompok
    inner join orang as o on o.orang_id = t.orang_id
),

tamu as (
    select *
    from bertempat
    where
        orang_id in (select orang_id from bagian_orang)
        and left(kode_desa, 5) not in (select kode from bagian_kabkota)
),

nama_tamu as (
    select distinct
        t.kode_desa,
        unnest(list_append(b.ortu, b.nama)) as nama,
    from tamu as t
    inner join identitas.orang_banding as b on b.orang_id = t.orang_id
),

tetangga as (
    select
        p.orang_id,
        p.kode_desa,
    from bertempat as p
    where p.kode_desa in (select kode_desa from nama_tamu)
),

senama as (
    select t.orang_id
    from (
        select
            n.orang_id,
            n.kode_desa,
            unnest(list_append(b.ortu, b.nama)) as nama,
        from tetangga as n
        inner join identitas.orang_banding as b on b.orang_id = n.orang_id
    ) as t
    semi join nama_tamu as n on n.kode_desa = t.kode_desa and n.nama = t.nama
    where t.nama <> ''
)

select orang_id from orang where keluarga_id in (select keluarga_id from keluarga_kita)
union
select orang_id
from satu_kelompok
where
    kelompok in (
        select kelompok from satu_kelompok where orang_id in (select orang_id from bagian_orang)
    )
union
select orang_id from senama
except
select orang_id from bagian_orang
"""
_FAMILIES = """
create or replace temp table bagian_keluarga as
select keluarga_id from orang where orang_id in (select orang_id from bagian_orang)
union
select keluarga_id from keluarga where left(kode_desa, 5) in (select kode from bagian_kabkota)
union
select kode from tersentuh where apa = 'keluarga'
"""

_LINKED = (
    "delete from mutasi_orang where orang_id in (select orang_id from bagian_orang)",
    "insert into mutasi_orang by name from bagian.mutasi_orang",
    """
    insert into tersentuh
    select 'orang', b.orang_id, null
    from bagian.orang as b
    inner join orang as o on o.orang_id = b.orang_id and o.ibu_id is distinct from b.ibu_id
    """,
    # the mother is linked where the child lives; of several records of one child only one has her
    """
    update orang set ibu_id = b.ibu_id
    from bagian.orang as b
    where
        orang.orang_id = b.orang_id
        and orang.ibu_id is distinct from b.ibu_id
        and (
            b.orang_id in (
                select orang_id from bagian.keluarga_orang
                where kode_kabkota in (select kode from bagian_kabkota)
            )
            or b.orang_id in (select orang_id from bagian.orang_satu where orang_id <> satu_id)
        )
    """,
    """
    insert into siklus
    from bagian.siklus
    where kode_kabkota in (select kode from bagian_kabkota)
    on conflict do update set disegel = excluded.disegel
    """,
)
_BROUGHT = (
    """
    update pengukuran
    set
        z_tbu = b.z_tbu, z_bbu = b.z_bbu, z_bbtb = b.z_bbtb,
        flag_tbu = b.flag_tbu, flag_bbu = b.flag_bbu, flag_bbtb = b.flag_bbtb
    from bagian.pengukuran as b
    where
        pengukuran.orang_id = b.orang_id
        and pengukuran.tanggal = b.tanggal
        and b.orang_id in (select kode from tersentuh where apa = 'orang')
        and (
            pengukuran.z_tbu is distinct from b.z_tbu
            or pengukuran.z_bbu is distinct from b.z_bbu
            or pengukuran.z_bbtb is distinct from b.z_bbtb
            or pengukuran.flag_tbu is distinct from b.flag_tbu
            or pengukuran.flag_bbu is distinct from b.flag_bbu
            or pengukuran.flag_bbtb is distinct from b.flag_bbtb
        )
    """,
    """
    update keluarga set berisiko = b.berisiko
    from bagian.keluarga as b
    where
        keluarga.keluarga_id = b.keluarga_id
        and keluarga.siklus = b.siklus
        and b.keluarga_id in (select kode from tersentuh where apa = 'keluarga')
        and keluarga.berisiko is distinct from b.berisiko
    """,
    """
    create or replace temp table banding_baru as
    select b.*
    from bagian_identitas.orang_banding as b
    left join identitas.orang_banding as l on l.orang_id = b.orang_id
    where l.sidik is distinct from b.sidik
    """,
    "delete from identitas.orang_banding where orang_id in (select orang_id from banding_baru)",
    "insert into identitas.orang_banding by name from banding_baru",
    """
    delete from identitas.pasangan
    where
        orang_a in (select orang_id from bagian_orang)
        and orang_b in (select orang_id from bagian_orang)
        and (orang_a, orang_b) not in (select (orang_a, orang_b) from bagian_identitas.pasangan)
    """,
    """
    insert into identitas.pasangan
    from bagian_identitas.pasangan
    on conflict do update set skor = excluded.skor, alasan = excluded.alasan
    """,
)

# Who is linked otherwise than before, with the families of both times.
_LINKS = """
insert into tersentuh
with lama as (
    select dari_id, ke_id, jenis, cara, dari_tanggal, ke_tanggal
    from tautan
    where kode_kabkota in (select kode from bagian_kabkota)
    union all
    select orang_id, keluarga_id, 'keluarga', null, null, null
    from keluarga_orang
    where kode_kabkota in (select kode from bagian_kabkota)
),

kini as (
    select dari_id, ke_id, jenis, cara, dari_tanggal, ke_tanggal from bagian.tautan
    union all
    select orang_id, keluarga_id, 'keluarga', null, null, null from bagian.keluarga_orang
),

beda as (
    (from lama except from kini)
    union all
    (from kini except from lama)
)

select 'orang' as apa, dari_id as kode, null as sejak from beda
union
select 'orang', ke_id, null from beda where jenis not in ('keluarga', 'anak_keluarga', 'ibu_keluarga')
union
select 'keluarga', ke_id, null from beda where jenis in ('keluarga', 'anak_keluarga', 'ibu_keluarga')
"""

# Whose derived rows what was touched can change, and from which day on. Of one person by decision the day
# does not tell: a new measurement may choose another code for the child.
_REACH = """
create or replace temp table jangkau as
with sejak_awal as (
    select date '0001-01-01' as hari
),

kena as (
    select
        t.kode as orang_id,
        coalesce(t.sejak, s.hari) as sejak,
    from tersentuh as t
    cross join sejak_awal as s
    where t.apa = 'orang'
    union all
    select
        k.orang_id,
        s.hari as sejak,
    from (from kasus union all by name from lalu.kasus) as k
    cross join sejak_awal as s
    where k.kasus_id in (select kode from tersentuh where apa = 'kasus')
),

berkelompok as (
    select
        orang_id,
        sejak,
    from kena
    union all
    select
        t.orang_id,
        s.hari as sejak,
    from kena as k
    inner join satu_kelompok as g on g.orang_id = k.orang_id
    inner join satu_kelompok as t on t.kelompok = g.kelompok
    cross join sejak_awal as s
),

inti as (
    select
        orang_id,
        min(sejak) as sejak,
    from berkelompok
    where orang_id is not null
    group by orang_id
),

anggota as materialized (
    select orang_id, keluarga_id from orang where keluarga_id is not null
    union
    select orang_id, keluarga_id from lalu.orang where keluarga_id is not null
    union
    select orang_id, keluarga_id from lalu.keluarga_orang
),

keluarga_kena as (
    select
        keluarga_id,
        min(sejak) as sejak,
    from (
        select
            a.keluarga_id,
            i.sejak,
        from anggota as a
        inner join inti as i on i.orang_id = a.orang_id
        union all
        select
            t.kode,
            s.hari,
        from tersentuh as t
        cross join sejak_awal as s
        where t.apa = 'keluarga'
    )
    group by keluarga_id
),

serupa as (
    select unnest([orang_a, orang_b]) as orang_id
    from (from identitas.pasangan union from lalu_identitas.pasangan)
    where orang_a in (select orang_id from inti) or orang_b in (select orang_id from inti)
),

-- yang identitasnya berubah: siapa pun yang ber-NIK atau berejaan sama ikut terhitung mungkin ganda
dikenali as (
    select i.orang_id
    from inti as i
    inner join sejak_awal as s on s.hari = i.sejak
),

tanda as (
    select orang_id, nik as tanda from identitas.orang_identitas
    union all
    select orang_id, kunci from identitas.orang_kunci
    union all
    select orang_id, nik from lalu_identitas.orang_identitas where orang_id in (select orang_id from dikenali)
    union all
    select orang_id, kunci from lalu_identitas.orang_kunci where orang_id in (select orang_id from dikenali)
),

bertanda_sama as (
    select orang_id
    from tanda
    where tanda in (select tanda from tanda where orang_id in (select orang_id from dikenali))
)

select
    orang_id,
    null::varchar as keluarga_id,
    min(sejak) as sejak,
from (
    select orang_id, sejak from inti
    union all
    select
        a.orang_id,
        k.sejak,
    from anggota as a
    inner join keluarga_kena as k on k.keluarga_id = a.keluarga_id
    union all
    select
        t.ke_id,
        i.sejak,
    from lalu.tautan as t
    inner join inti as i on i.orang_id = t.dari_id
    union all
    select
        t.dari_id,
        i.sejak,
    from lalu.tautan as t
    inner join inti as i on i.orang_id = t.ke_id
    union all
    select
        u.orang_id,
        s.hari,
    from (from serupa union from bertanda_sama) as u
    cross join sejak_awal as s
)
group by orang_id
union all
select
    null as orang_id,
    keluarga_id,
    sejak,
from keluarga_kena
"""

# A district with rows of theirs is reached unless all of them are long past on the day of the first change:
# the figures of a cycle look back at the one before, and a move is dated within 62 days of it, twice.
_REACHED = """
with diam as (
    select 124 as hari
),

baris as (
    select orang_id, left(kode_desa, 5) as kabkota, tanggal from pengukuran
    union all
    select orang_id, left(kode_desa, 5), tanggal from skrining
    union all
    select orang_id, kode_kabkota, awal_siklus(siklus) from segel_anak
    union all
    select orang_id, left(kode_desa, 5), tanggal from lalu.pengukuran
    union all
    select orang_id, left(kode_desa, 5), tanggal from lalu.skrining
),

per_orang as (
    select
        b.kabkota,
        j.sejak,
        max(b.tanggal) as tanggal,
    from baris as b
    inner join jangkau as j on j.orang_id = b.orang_id
    group by b.kabkota, j.sejak, b.orang_id
    union all
    select
        left(k.kode_desa, 5),
        j.sejak,
        max(awal_siklus(k.siklus)),
    from (
        select keluarga_id, kode_desa, siklus from keluarga
        union all
        select keluarga_id, kode_desa, siklus from lalu.keluarga
    ) as k
    inner join jangkau as j on j.keluarga_id = k.keluarga_id
    group by left(k.kode_desa, 5), j.sejak, k.keluarga_id
)

select p.kabkota
from per_orang as p
cross join diam as d
where p.sejak <= akhir_siklus(siklus_sesudah(siklus_dari(p.tanggal))) + d.hari
union
select left(o.kode_desa, 5)
from (select orang_id, kode_desa from orang union all select orang_id, kode_desa from lalu.orang) as o
semi join jangkau as j on j.orang_id = o.orang_id
union
select left(kode, 5) from tersentuh where apa = 'kabkota'
order by 1
"""
