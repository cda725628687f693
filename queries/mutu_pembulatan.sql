-- Tempat berat dan tinggi dibulatkan: per posyandu, banyaknya ukuran yang berakhir ,0 atau ,5.
-- grain: satu baris per puskesmas, desa dan posyandu
-- access: bernama
-- params:
--   scope VARCHAR[]           kecamatan dan desa yang boleh dilihat; tidak pernah kosong
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   puskesmas VARCHAR
--   posyandu VARCHAR
--   kecamatan VARCHAR
--   desa VARCHAR
--   tinggi BIGINT             pengukuran panjang/tinggi
--   tinggi_0 BIGINT           di antaranya berakhir ,0
--   tinggi_5 BIGINT           di antaranya berakhir ,5
--   berat BIGINT
--   berat_0 BIGINT
--   berat_5 BIGINT

select
    p.nama as puskesmas,
    i.posyandu,
    k.nama as kecamatan,
    d.nama as desa,
    count(u.tb_cm) as tinggi,
    count(*) filter (where angka_persepuluhan(u.tb_cm) = 0) as tinggi_0,
    count(*) filter (where angka_persepuluhan(u.tb_cm) = 5) as tinggi_5,
    count(u.bb_kg) as berat,
    count(*) filter (where angka_persepuluhan(u.bb_kg) = 0) as berat_0,
    count(*) filter (where angka_persepuluhan(u.bb_kg) = 5) as berat_5,
from pengukuran as u
inner join orang as o on o.orang_id = u.orang_id
left join identitas.orang_identitas as i on i.orang_id = u.orang_id
left join puskesmas as p on p.puskesmas_id = o.puskesmas_id
inner join wilayah as k on k.kode = kecamatan_dari(u.kode_desa)
inner join wilayah as d on d.kode = u.kode_desa
where
    list_has_any($scope::varchar[], [k.kode, u.kode_desa])
    and siklus_dari(u.tanggal) = $siklus::varchar
    and umur_bulan(u.umur_hari) between 0 and 59
group by p.nama, i.posyandu, k.nama, d.nama, u.kode_desa
order by p.nama, k.nama, d.nama, i.posyandu;
