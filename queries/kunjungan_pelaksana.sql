-- Kunjungan dan pendampingan pada satu siklus menurut pelaksana: berapa kali, kapan terakhir.
-- grain: satu baris per kecamatan dan pelaksana
-- access: agregat
-- bebas: pelaksana
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   kode_kecamatan VARCHAR    kecamatan; kosong berarti semua
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   kecamatan VARCHAR
--   pelaksana VARCHAR
--   kunjungan BIGINT
--   terakhir DATE

select
    w.nama as kecamatan,
    v.pelaksana,
    count(*)::bigint as kunjungan,
    max(v.tanggal) as terakhir,
from kunjungan_tempat as v
inner join wilayah as w on w.kode = v.kode_kecamatan
where
    w.kode_induk = $kode_kabkota::varchar
    and v.tanggal between awal_siklus($siklus::varchar) and akhir_siklus($siklus::varchar)
    and ($kode_kecamatan::varchar is null or w.kode = $kode_kecamatan::varchar)
group by w.nama, v.pelaksana
order by w.nama, kunjungan desc, v.pelaksana;
