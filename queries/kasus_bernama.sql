-- Nama di balik kasus yang diaudit, untuk versi terbatas berita acara.
-- grain: satu baris per kasus yang orangnya dikenal
-- access: bernama
-- data: audit
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   siklus VARCHAR            siklus audit
-- result:
--   kasus_id VARCHAR
--   nama VARCHAR
--   desa VARCHAR

select
    k.kasus_id,
    i.nama,
    w.nama as desa,
from kasus as k
inner join orang as o on o.orang_id = k.orang_id
inner join identitas.orang_identitas as i on i.orang_id = k.orang_id
left join wilayah as w on w.kode = o.kode_desa
where k.siklus = $siklus::varchar and k.kode_kecamatan in (select unnest($scope::varchar[]))
order by k.kasus_id;
