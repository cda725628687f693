-- Satu indikator per bulan di kabupaten/kota dan tiap kecamatannya; sumber perorangan dan agregat tidak dicampur.
-- grain: satu baris per wilayah, bulan yang punya data dan sumber
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   indikator VARCHAR         kode indikator
-- result:
--   kode VARCHAR              kode kabupaten/kota atau kecamatan
--   bulan DATE                hari pertama bulan
--   sumber VARCHAR            perorangan atau agregat
--   pembilang BIGINT
--   penyebut BIGINT
--   pembilang_induk BIGINT    kelompok yang memuatnya (balita untuk baduta); kosong bila tidak ada
--   penyebut_induk BIGINT

select
    coalesce(kode_kecamatan, kode_kabkota) as kode,
    bulan,
    sumber,
    sum(pembilang) filter (where indikator = $indikator::varchar)::bigint as pembilang,
    sum(penyebut) filter (where indikator = $indikator::varchar)::bigint as penyebut,
    sum(pembilang) filter (where indikator <> $indikator::varchar)::bigint as pembilang_induk,
    sum(penyebut) filter (where indikator <> $indikator::varchar)::bigint as penyebut_induk,
from indikator_bulan
where
    kode_kabkota = $kode_kabkota::varchar
    and indikator in ($indikator::varchar, replace($indikator::varchar, '_baduta', '_balita'))
group by grouping sets ((kode_kabkota, kode_kecamatan, bulan, sumber), (kode_kabkota, bulan, sumber))
having sum(penyebut) filter (where indikator = $indikator::varchar) is not null
order by kode, bulan, sumber;
