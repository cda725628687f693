-- Angka persepuluhan (0-9) berat dan tinggi yang tercatat pada satu siklus, per kecamatan dan puskesmas.
-- grain: satu baris per kecamatan, puskesmas, ukuran dan angka yang muncul
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   kode_kecamatan VARCHAR
--   puskesmas VARCHAR         kosong bila tidak tercatat
--   ukuran VARCHAR            bb (berat) atau tb (panjang/tinggi)
--   angka INTEGER             0-9
--   jumlah BIGINT

select
    m.kode_kecamatan,
    p.nama as puskesmas,
    m.ukuran,
    m.angka,
    sum(m.jumlah)::bigint as jumlah,
from mutu_angka as m
left join puskesmas as p on p.puskesmas_id = m.puskesmas_id
where m.kode_kabkota = $kode_kabkota::varchar and m.siklus = $siklus::varchar
group by m.kode_kecamatan, m.puskesmas_id, p.nama, m.ukuran, m.angka
order by m.kode_kecamatan, p.nama, m.ukuran, m.angka;
