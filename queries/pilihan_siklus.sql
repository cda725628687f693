-- Siklus (semester) yang berisi data, terbaru lebih dahulu.
-- grain: satu baris per kabupaten/kota dan siklus
-- access: agregat
-- result:
--   kode_kabkota VARCHAR
--   siklus VARCHAR
--   tanggal_diseminasi DATE

select
    kode_kabkota,
    siklus,
    tanggal_diseminasi,
from siklus
order by kode_kabkota, siklus desc;
