-- Anak yang menurut keputusan orang (register) tercatat dengan beberapa kode: satu kode mewakili semuanya. Tabel dasar
-- tidak berubah; yang diturunkan membaca view *_orang di bawah ini, dan membatalkan keputusan cukup dengan menghitung
-- ulang. Wakilnya yang ber-NIK utuh, lalu yang diukur paling akhir.

create or replace table orang_satu as
with terakhir as (
    select
        p.orang_id,
        max(p.tanggal) as tanggal,
    from pengukuran as p
    semi join satu_kelompok as s on s.orang_id = p.orang_id
    group by p.orang_id
)

select
    s.orang_id,
    first_value(s.orang_id) over (
        partition by s.kelompok
        order by i.nik is not null desc, t.tanggal desc nulls last, s.orang_id
    ) as satu_id,
from satu_kelompok as s
left join identitas.orang_identitas as i on i.orang_id = s.orang_id
left join terakhir as t on t.orang_id = s.orang_id
order by s.orang_id;

-- Pengukuran menurut orang: dua catatan satu anak pada satu hari menjadi satu, yang lebih lengkap, lalu milik wakil.
create or replace view pengukuran_orang as
select p.*
from pengukuran as p
anti join orang_satu as s on s.orang_id = p.orang_id
union all
(
    select p.* replace (s.satu_id as orang_id)
    from pengukuran as p
    inner join orang_satu as s on s.orang_id = p.orang_id
    qualify
        row_number() over (
            partition by s.satu_id, p.tanggal
            order by p.tb_cm is null, p.bb_kg is null, p.orang_id <> s.satu_id, p.orang_id
        ) = 1
);

-- Orang, satu baris per orang: wakil, dengan yang tidak tercatat padanya diambil dari catatannya yang lain, dan desa
-- menurut pengukuran terakhir.
create or replace view orang_tunggal as
with anggota as (
    select
        s.satu_id,
        o.*,
        (select max(p.tanggal) from pengukuran as p where p.orang_id = o.orang_id) as terakhir,
    from orang as o
    inner join orang_satu as s on s.orang_id = o.orang_id
)

select o.*
from orang as o
anti join orang_satu as s on s.orang_id = o.orang_id
union all by name
select
    satu_id as orang_id,
    first(keluarga_id order by orang_id <> satu_id, terakhir desc) filter (where keluarga_id is not null) as keluarga_id,
    first(ibu_id order by orang_id <> satu_id, terakhir desc) filter (where ibu_id is not null) as ibu_id,
    first(jenis_kelamin order by orang_id <> satu_id) as jenis_kelamin,
    first(bulan_lahir order by orang_id <> satu_id) filter (where bulan_lahir is not null) as bulan_lahir,
    first(kode_desa order by terakhir desc nulls last, orang_id <> satu_id) as kode_desa,
    first(puskesmas_id order by terakhir desc nulls last, orang_id <> satu_id) as puskesmas_id,
    first(bb_lahir_g order by orang_id <> satu_id) filter (where bb_lahir_g is not null) as bb_lahir_g,
    first(pb_lahir_cm order by orang_id <> satu_id) filter (where pb_lahir_cm is not null) as pb_lahir_cm,
from anggota
group by satu_id;
