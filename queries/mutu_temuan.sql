-- Banyaknya pengukuran yang perlu dilihat kembali pada satu siklus, menurut masalah, kecamatan dan puskesmas.
-- grain: satu baris per masalah, kecamatan dan puskesmas yang punya sekurangnya satu
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   masalah VARCHAR           kode masalah (queries/build/mutu_temuan.sql)
--   kode_kecamatan VARCHAR
--   puskesmas VARCHAR         kosong bila tidak tercatat
--   jumlah BIGINT

select
    t.jenis as masalah,
    t.kode_kecamatan,
    p.nama as puskesmas,
    count(*) as jumlah,
from mutu_temuan as t
left join puskesmas as p on p.puskesmas_id = t.puskesmas_id
where t.kode_kabkota = $kode_kabkota::varchar and t.siklus = $siklus::varchar
group by t.jenis, t.kode_kecamatan, t.puskesmas_id, p.nama
order by masalah, t.kode_kecamatan, p.nama;
