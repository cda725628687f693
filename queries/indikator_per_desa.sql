-- Pembilang dan penyebut satu indikator per desa/kelurahan di satu kecamatan pada satu siklus.
-- grain: satu baris per desa/kelurahan kecamatan itu, juga bila tanpa data
-- access: agregat
-- params:
--   kode_kecamatan VARCHAR    kecamatan
--   siklus VARCHAR            siklus yang dilihat
--   indikator VARCHAR         kode indikator
-- result:
--   kode_desa VARCHAR
--   nama VARCHAR
--   pembilang BIGINT          kosong bila tidak ada data
--   penyebut BIGINT           kosong bila tidak ada data

select
    w.kode as kode_desa,
    w.nama,
    i.pembilang,
    i.penyebut,
from wilayah as w
left join indikator_desa as i
    on i.kode_desa = w.kode
    and i.siklus = $siklus::varchar
    and i.indikator = $indikator::varchar
where w.tingkat = 'desa' and w.kode_induk = $kode_kecamatan::varchar
order by w.kode;
