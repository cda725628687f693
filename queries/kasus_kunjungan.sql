-- Kunjungan dan pendampingan pada satu kasus dan keluarganya, sebelum dan sesudah audit.
-- grain: satu baris per kunjungan
-- access: berkode
-- data: audit
-- bebas: pelaksana
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   kasus_id VARCHAR          kode kasus
-- result:
--   tanggal DATE
--   pelaksana VARCHAR
--   sebelum BOOLEAN           sebelum atau pada hari audit; kosong bila tanggal auditnya tidak tercatat

with kasusnya as (
    select *
    from kasus_orang
    where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
)

select
    v.tanggal,
    v.pelaksana,
    v.tanggal <= k.tanggal_audit as sebelum,
from kasusnya as k
inner join kunjungan as v on v.kasus_id = k.kasus_id or v.keluarga_id = k.keluarga_id
order by v.tanggal, v.kunjungan_id;
