-- Dari catatan apa satu indikator berasal pada satu siklus: perorangan, laporan bulanan atau jumlah per desa.
-- grain: satu baris per sumber yang dipakai
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   kode_kecamatan VARCHAR    kecamatan; kosong berarti seluruh kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
--   indikator VARCHAR         kode indikator
-- result:
--   sumber VARCHAR            anak_siklus, ibu_siklus, keluarga (perorangan); agregat, krs_desa (jumlah);
--                             sasaran, terdaftar (penyebut cakupan)
--   desa BIGINT               berapa desa yang angkanya dari sumber itu

select
    sumber,
    count(distinct kode_desa)::bigint as desa,
from indikator_desa
where
    kode_kabkota = $kode_kabkota::varchar
    and ($kode_kecamatan::varchar is null or kode_kecamatan = $kode_kecamatan::varchar)
    and siklus = $siklus::varchar
    and indikator = $indikator::varchar
    and penyebut > 0
group by sumber
order by sumber;
