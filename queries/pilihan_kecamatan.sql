-- Kecamatan di semua kabupaten/kota penyimpanan ini.
-- grain: satu baris per kecamatan
-- access: agregat
-- result:
--   kode_kabkota VARCHAR
--   kode_kecamatan VARCHAR
--   nama VARCHAR

select
    kode_induk as kode_kabkota,
    kode as kode_kecamatan,
    nama,
from wilayah
where tingkat = 'kecamatan'
order by kode;
