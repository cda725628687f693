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

select
    siklus,
    umur,
    lila_cm,
    lila_ambang,
    imt,
    hb_gdl,
    hb_ambang,
    usia_kehamilan_minggu,
    ttd,
    anc,
    bb_lahir_g,
    pb_lahir_cm,
    anemia,
    kek,
    umur_berisiko,
from kasus_periksa
where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
order by siklus;
