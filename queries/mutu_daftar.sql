-- Pengukuran dengan satu masalah, dengan nama, untuk dikirim balik ke puskesmas agar diperiksa dan dibetulkan.
-- grain: satu baris per pengukuran
-- access: bernama
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   siklus VARCHAR            siklus yang dilihat
--   masalah VARCHAR           kode masalah (queries/build/mutu_temuan.sql)
-- result:
--   puskesmas VARCHAR
--   posyandu VARCHAR
--   kecamatan VARCHAR
--   desa VARCHAR
--   nama VARCHAR
--   nik VARCHAR               tersamar: empat digit pertama dan terakhir
--   nama_ibu VARCHAR
--   tanggal_lahir DATE
--   tanggal DATE              tanggal pengukuran
--   bb_kg DOUBLE
--   tb_cm DOUBLE
--   cara_ukur VARCHAR
--   keterangan VARCHAR        apa yang perlu diperiksa

select
    p.nama as puskesmas,
    i.posyandu,
    k.nama as kecamatan,
    d.nama as desa,
    i.nama,
    left(i.nik, 4) || '********' || right(i.nik, 4) as nik,
    i.nama_ibu,
    i.tanggal_lahir,
    t.tanggal,
    u.bb_kg,
    u.tb_cm,
    u.cara_ukur,
    t.keterangan,
from mutu_temuan as t
inner join pengukuran as u on u.orang_id = t.orang_id and u.tanggal = t.tanggal
left join identitas.orang_identitas as i on i.orang_id = t.orang_id
left join puskesmas as p on p.puskesmas_id = t.puskesmas_id
inner join wilayah as k on k.kode = t.kode_kecamatan
inner join wilayah as d on d.kode = t.kode_desa
where
    t.kode_kecamatan in (select unnest($scope::varchar[]))
    and t.siklus = $siklus::varchar
    and t.jenis = $masalah::varchar
order by p.nama, k.nama, d.nama, i.posyandu, i.nama, t.tanggal, t.orang_id;
