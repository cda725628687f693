-- Kasus yang diaudit, berkode: satu baris per kasus di wilayah yang boleh dilihat.
-- grain: satu baris per kasus
-- access: berkode
-- data: audit
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   siklus VARCHAR            siklus audit; kosong berarti semua
-- result:
--   kasus_id VARCHAR
--   siklus VARCHAR
--   kelompok VARCHAR
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   tahap INTEGER             1 identifikasi, 2 audit, 3 diseminasi, 4 evaluasi RTL
--   beridentitas BOOLEAN      orangnya dikenal di penyimpanan ini

select
    k.kasus_id,
    k.siklus,
    k.kelompok,
    k.kode_kecamatan,
    w.nama as kecamatan,
    k.tahap,
    k.orang_id is not null as beridentitas,
from kasus as k
inner join wilayah as w on w.kode = k.kode_kecamatan
where
    ($siklus::varchar is null or k.siklus = $siklus::varchar)
    and k.kode_kecamatan in (select unnest($scope::varchar[]))
order by k.kasus_id;
