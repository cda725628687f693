-- Identitas keluarga berisiko untuk petugas yang berhak: nama, Nomor KK, alamat, telepon.
-- grain: satu baris per keluarga yang diminta
-- access: bernama
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   keluarga_id VARCHAR
--   nama_kepala VARCHAR
--   no_kk VARCHAR
--   alamat VARCHAR
--   rt VARCHAR
--   rw VARCHAR
--   telepon VARCHAR

select
    p.keluarga_id,
    i.nama_kepala,
    i.no_kk,
    i.alamat,
    i.rt,
    i.rw,
    i.telepon,
from prioritas_keluarga as p
inner join identitas.keluarga_identitas as i on i.keluarga_id = p.keluarga_id
where
    p.siklus = $siklus::varchar
    and p.kode_kecamatan in (select unnest($scope::varchar[]))
order by p.keluarga_id;
