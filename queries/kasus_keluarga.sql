-- Keadaan rumah dan keluarga pada satu kasus, menurut verifikasi terakhir sampai siklus auditnya.
-- grain: satu baris per kasus yang keluarganya tercatat
-- access: berkode
-- data: audit
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   kasus_id VARCHAR          kode kasus
-- result:
--   siklus VARCHAR
--   sumber_air_layak BOOLEAN
--   jamban_layak BOOLEAN
--   rumah_layak_huni BOOLEAN
--   peringkat_kesejahteraan INTEGER
--   pendidikan_ibu VARCHAR
--   empat_terlalu BOOLEAN
--   kb_modern BOOLEAN

select
    siklus,
    sumber_air_layak,
    jamban_layak,
    rumah_layak_huni,
    peringkat_kesejahteraan,
    pendidikan_ibu,
    empat_terlalu,
    kb_modern,
from kasus_rumah
where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
order by siklus;
