-- Pemeriksaan perempuan pada satu kasus, per siklus, dengan ambang yang berlaku tahun itu.
-- grain: satu baris per siklus dengan pemeriksaan
-- access: berkode
-- data: audit
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   kasus_id VARCHAR          kode kasus
-- result:
--   siklus VARCHAR
--   umur INTEGER
--   lila_cm DOUBLE
--   lila_ambang DOUBLE
--   imt DOUBLE
--   hb_gdl DOUBLE
--   hb_ambang DOUBLE
--   usia_kehamilan_minggu INTEGER
--   ttd INTEGER
--   anc INTEGER
--   bb_lahir_g INTEGER
--   pb_lahir_cm DOUBLE
--   anemia BOOLEAN
--   kek BOOLEAN
--   umur_berisiko BOOLEAN

with kasusnya as (
    select *
    from kasus_orang
    where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
)

select
    i.siklus,
    i.umur,
    i.lila_cm,
    a.lila_kek as lila_ambang,
    i.imt,
    i.hb_gdl,
    if(i.kelompok = 'catin', a.hb_catin, a.hb_bumil) as hb_ambang,
    i.usia_kehamilan_minggu,
    i.ttd,
    i.anc,
    i.bb_lahir_g,
    i.pb_lahir_cm,
    i.anemia,
    i.kek,
    i.umur_berisiko,
from kasusnya as k
inner join ibu_siklus as i on i.orang_id = k.satu_id and i.kelompok = k.kelompok
inner join ambang_tahun as a on a.tahun = left(i.siklus, 4)::integer
order by i.siklus;
