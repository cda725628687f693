-- Bantuan yang tercatat bagi keluarga pada satu kasus.
-- grain: satu baris per bantuan
-- access: berkode
-- data: audit
-- bebas: jenis, sumber
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   kasus_id VARCHAR          kode kasus
-- result:
--   jenis VARCHAR
--   sumber VARCHAR
--   status VARCHAR            diproses, diterima, tidak_memenuhi_syarat, sudah_menerima
--   tanggal DATE

select
    jenis,
    sumber,
    status,
    tanggal,
from kasus_dibantu
where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
order by tanggal nulls last, bantuan_id;
