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

with kasusnya as (
    select *
    from kasus_orang
    where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
)

select
    b.jenis,
    b.sumber,
    b.status,
    b.tanggal,
from kasusnya as k
inner join bantuan as b on b.keluarga_id = k.keluarga_id
order by b.tanggal nulls last, b.bantuan_id;
