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

select
    tanggal,
    pelaksana,
    sebelum,
from kasus_dikunjungi
where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
order by tanggal, kunjungan_id;
