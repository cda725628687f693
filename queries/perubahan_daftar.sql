-- Impor yang perubahannya tercatat, dengan jumlah baris baru, berubah dan hilang di tiap tabel dasar.
-- grain: satu baris per versi dan tabel, versi terbaru lebih dahulu
-- access: agregat
-- result:
--   versi VARCHAR
--   waktu TIMESTAMP
--   berkas VARCHAR
--   tabel VARCHAR
--   baru BIGINT
--   berubah BIGINT
--   hilang BIGINT

select
    versi,
    waktu,
    berkas,
    tabel,
    baru,
    berubah,
    hilang,
from perubahan
order by versi desc, tabel;
