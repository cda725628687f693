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
--   pembilang_induk BIGINT    kelompok yang memuatnya (balita untuk baduta); kosong bila tidak ada
--   penyebut_induk BIGINT

select
    w.kode as kode_desa,
    w.nama,
    i.pembilang,
    i.penyebut,
    u.pembilang as pembilang_induk,
    u.penyebut as penyebut_induk,
from wilayah as w
left join indikator_desa as i
    on i.kode_desa = w.kode
    and i.siklus = $siklus::varchar
    and i.indikator = $indikator::varchar
left join indikator_desa as u
    on u.kode_desa = w.kode
    and u.siklus = $siklus::varchar
    and u.indikator = nullif(replace($indikator::varchar, '_baduta', '_balita'), $indikator::varchar)
where w.tingkat = 'desa' and w.kode_induk = $kode_kecamatan::varchar
order by w.kode;
