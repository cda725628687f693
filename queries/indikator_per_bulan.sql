-- Satu indikator per bulan di kabupaten/kota atau satu kecamatannya; sumber perorangan dan agregat tidak dicampur.
-- grain: satu baris per bulan yang punya data dan sumber
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   kode_kecamatan VARCHAR    kecamatan; kosong berarti seluruh kabupaten/kota
--   indikator VARCHAR         kode indikator
-- result:
--   bulan DATE                hari pertama bulan
--   sumber VARCHAR            perorangan atau agregat
--   pembilang BIGINT
--   penyebut BIGINT

select
    bulan,
    sumber,
    sum(pembilang)::bigint as pembilang,
    sum(penyebut)::bigint as penyebut,
from indikator_bulan
where
    kode_kabkota = $kode_kabkota::varchar
    and ($kode_kecamatan::varchar is null or kode_kecamatan = $kode_kecamatan::varchar)
    and indikator = $indikator::varchar
group by bulan, sumber
order by bulan, sumber;
