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

with kasusnya as (
    select *
    from kasus_orang
    where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
)

select
    r.siklus,
    r.sumber_air_layak,
    r.jamban_layak,
    r.rumah_layak_huni,
    r.peringkat_kesejahteraan,
    r.pendidikan_ibu,
    r.terlalu_muda or r.terlalu_tua or r.terlalu_dekat or r.terlalu_banyak as empat_terlalu,
    r.kb_modern,
from kasusnya as k
inner join keluarga as r on r.keluarga_id = k.keluarga_id and r.siklus <= k.siklus
qualify row_number() over (order by r.siklus desc) = 1
order by r.siklus;
