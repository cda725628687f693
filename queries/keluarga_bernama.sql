-- Identitas keluarga berisiko untuk petugas yang berhak: nama, Nomor KK, alamat, telepon.
-- grain: satu baris per keluarga yang diminta
-- access: bernama
-- params:
--   scope VARCHAR[]           kecamatan dan desa yang boleh dilihat; tidak pernah kosong
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
    coalesce(
        k.nama_kepala,
        'Ibu ' || o.nama_ibu || ' (anak: ' || coalesce(o.nama, 'tanpa nama') || ')',
        o.nama
    ) as nama_kepala,
    coalesce(k.no_kk, o.no_kk) as no_kk,
    coalesce(k.alamat, o.alamat) as alamat,
    coalesce(k.rt, o.rt) as rt,
    coalesce(k.rw, o.rw) as rw,
    coalesce(k.telepon, o.telepon) as telepon,
from prioritas_keluarga as p
left join identitas.keluarga_identitas as k on k.keluarga_id = p.keluarga_id
-- keluarga yang tidak diketahui: anak atau ibu itu sendiri
left join identitas.orang_identitas as o on o.orang_id = p.keluarga_id
where
    p.siklus = $siklus::varchar
    and list_has_any($scope::varchar[], [p.kode_kecamatan, p.kode_desa])
order by p.keluarga_id;
