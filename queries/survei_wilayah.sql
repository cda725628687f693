-- Angka survei (SSGI, SKI) stunting balita 0-59 bulan untuk satu kabupaten/kota: pembanding, bukan deret yang sama.
-- grain: satu baris per tahun survei; nilai kosong berarti sumber berselisih
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
-- result:
--   tahun INTEGER
--   survei VARCHAR
--   nilai DOUBLE              persen
--   sumber VARCHAR

select
    tahun::integer as tahun,
    survei,
    nilai::double as nilai,
    sumber,
from ref_survei
where kode_wilayah = $kode_kabkota::varchar
order by tahun;
