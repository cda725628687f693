-- Pendampingan keluarga berisiko: berapa yang dikunjungi pada siklus itu, dan kunjungan terakhirnya.
-- grain: satu baris per kecamatan
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   kode_kecamatan VARCHAR
--   nama VARCHAR
--   pembilang BIGINT          keluarga di daftar yang dikunjungi pada siklus itu
--   penyebut BIGINT           keluarga di daftar siklus itu
--   kunjungan_terakhir DATE

select
    w.kode as kode_kecamatan,
    w.nama,
    count(p.keluarga_id) filter (where p.kunjungan_terakhir >= awal_siklus($siklus::varchar)) as pembilang,
    count(p.keluarga_id) as penyebut,
    max(p.kunjungan_terakhir) as kunjungan_terakhir,
from wilayah as w
left join prioritas_keluarga as p on p.kode_kecamatan = w.kode and p.siklus = $siklus::varchar
where w.kode_induk = $kode_kabkota::varchar and w.tingkat = 'kecamatan'
group by w.kode, w.nama
order by w.kode;
