-- Pertumbuhan anak pada satu kasus: ukuran sah menurut umur, tanpa tanggal ukur.
-- grain: satu baris per pengukuran sah
-- access: berkode
-- data: audit
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   kasus_id VARCHAR          kode kasus
-- result:
--   umur_bulan DOUBLE         dengan satu desimal
--   siklus VARCHAR
--   jenis_kelamin VARCHAR
--   tb_cm DOUBLE
--   bb_kg DOUBLE
--   z_tbu DOUBLE
--   z_bbu DOUBLE
--   z_bbtb DOUBLE

select
    round(umur_hari / 30.4375, 1)::double as umur_bulan,
    siklus,
    jenis_kelamin,
    tb_cm,
    bb_kg,
    z_tbu,
    z_bbu,
    z_bbtb,
from kasus_ukur
where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
order by umur_hari, tb_cm;
