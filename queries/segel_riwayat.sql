-- Semua segel satu siklus: segel awal dan revisinya.
-- grain: satu baris per revisi, terbaru lebih dahulu
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   revisi INTEGER
--   waktu TIMESTAMP
--   oleh VARCHAR
--   hash VARCHAR
--   versi_rumus VARCHAR
--   versi_kode VARCHAR
--   tanggal_data DATE

select
    revisi,
    waktu,
    oleh,
    hash,
    versi_rumus,
    versi_kode,
    tanggal_data,
from segel
where kode_kabkota = $kode_kabkota::varchar and siklus = $siklus::varchar
order by revisi desc;
