-- Target satu indikator yang berlaku di satu kabupaten/kota: milik sendiri lebih dahulu, lalu nasional.
-- grain: satu baris per tahun
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   indikator VARCHAR         kode indikator
-- result:
--   tahun INTEGER
--   nilai DOUBLE              persen
--   milik VARCHAR             kabkota atau nasional
--   keterangan VARCHAR
--   sumber VARCHAR

select
    tahun::integer as tahun,
    nilai::double as nilai,
    if(kode_wilayah = '*', 'nasional', 'kabkota') as milik,
    keterangan,
    sumber,
from ref_target
where indikator = $indikator::varchar and kode_wilayah in ('*', $kode_kabkota::varchar)
qualify row_number() over (partition by tahun order by kode_wilayah desc) = 1
order by tahun;
