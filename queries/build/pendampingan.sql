-- Siapa yang pernah diaudit, dan di mana tiap kunjungan terjadi: agar pertanyaan tentang keluarga tidak menyentuh kasus.

-- keluarga (atau orang tanpa keluarga) yang pernah diaudit
create or replace table keluarga_diaudit as
select distinct coalesce(f.keluarga_id, k.orang_id) as keluarga_id
from kasus as k
left join orang_satu as s on s.orang_id = k.orang_id
left join keluarga_orang as f on f.orang_id = coalesce(s.satu_id, k.orang_id)
where k.orang_id is not null
order by keluarga_id;

-- kunjungan dengan kecamatannya: dari kasusnya, atau dari keluarganya menurut verval terakhir
create or replace table kunjungan_tempat as
with tempat as (
    select
        keluarga_id,
        arg_max(kode_desa, siklus) as kode_desa,
    from keluarga
    group by keluarga_id
)

select
    v.kunjungan_id,
    v.tanggal,
    coalesce(v.pelaksana, 'tidak dicatat') as pelaksana,
    coalesce(k.kode_kecamatan, kecamatan_dari(t.kode_desa)) as kode_kecamatan,
from kunjungan as v
left join kasus as k on k.kasus_id = v.kasus_id
left join tempat as t on t.keluarga_id = v.keluarga_id
order by v.tanggal, v.kunjungan_id;
