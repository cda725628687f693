-- Kasus yang diaudit menurut kelompok, kecamatan dan tahap proses: hitungan saja, tidak pernah persen.
-- grain: satu baris per kelompok, kecamatan dan tahap yang ada kasusnya
-- access: agregat
-- data: audit
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus audit
-- result:
--   kelompok VARCHAR
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   tahap INTEGER             1 identifikasi, 2 audit, 3 diseminasi, 4 evaluasi RTL
--   jumlah BIGINT

select
    k.kelompok,
    k.kode_kecamatan,
    w.nama as kecamatan,
    k.tahap,
    count(*)::bigint as jumlah,
from kasus as k
inner join wilayah as w on w.kode = k.kode_kecamatan
where w.kode_induk = $kode_kabkota::varchar and k.siklus = $siklus::varchar
group by k.kelompok, k.kode_kecamatan, w.nama, k.tahap
order by k.kelompok, k.kode_kecamatan, k.tahap;
