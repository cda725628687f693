-- Pembilang dan penyebut satu indikator per kecamatan pada satu siklus.
-- grain: satu baris per kecamatan kabupaten/kota itu, juga bila tanpa data
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
--   indikator VARCHAR         kode indikator (data/reference/indikator.csv)
-- result:
--   kode_kecamatan VARCHAR
--   nama VARCHAR
--   pembilang BIGINT          kosong bila tidak ada data
--   penyebut BIGINT           kosong bila tidak ada data
--   pembilang_induk BIGINT    kelompok yang memuatnya (balita untuk baduta); kosong bila tidak ada
--   penyebut_induk BIGINT

select
    w.kode as kode_kecamatan,
    w.nama,
    sum(i.pembilang) filter (where i.indikator = $indikator::varchar)::bigint as pembilang,
    sum(i.penyebut) filter (where i.indikator = $indikator::varchar)::bigint as penyebut,
    sum(i.pembilang) filter (where i.indikator <> $indikator::varchar)::bigint as pembilang_induk,
    sum(i.penyebut) filter (where i.indikator <> $indikator::varchar)::bigint as penyebut_induk,
from wilayah as w
left join indikator_desa as i
    on i.kode_kecamatan = w.kode
    and i.siklus = $siklus::varchar
    and i.indikator in ($indikator::varchar, replace($indikator::varchar, '_baduta', '_balita'))
where w.tingkat = 'kecamatan' and w.kode_induk = $kode_kabkota::varchar
group by w.kode, w.nama
order by w.kode;
