-- Kabupaten/kota yang ada di penyimpanan ini.
-- grain: satu baris per kabupaten/kota
-- access: agregat
-- result:
--   kode_kabkota VARCHAR
--   nama VARCHAR

select
    kode as kode_kabkota,
    nama,
from wilayah
where tingkat = 'kabkota'
order by kode;
