-- Desa dan kelurahan semua kabupaten/kota di penyimpanan ini, untuk dipilih.
-- grain: satu baris per desa/kelurahan
-- access: agregat
-- result:
--   kode VARCHAR
--   nama VARCHAR
--   kecamatan VARCHAR
--   kabkota VARCHAR

select
    d.kode,
    d.nama,
    k.nama as kecamatan,
    b.nama as kabkota,
from wilayah as d
inner join wilayah as k on k.kode = d.kode_induk
inner join wilayah as b on b.kode = k.kode_induk
where d.tingkat = 'desa'
order by d.kode;
