-- Riwayat impor pada versi ini: berkas, baris dibaca, diterima, ditolak, tidak berubah.
-- grain: satu baris per impor, terbaru lebih dahulu
-- access: agregat
-- result:
--   waktu TIMESTAMP
--   file VARCHAR
--   layout VARCHAR
--   rows_read BIGINT
--   accepted BIGINT
--   refused BIGINT
--   unchanged BIGINT

select
    waktu,
    file,
    layout,
    rows_read,
    accepted,
    refused,
    unchanged,
from impor
order by waktu desc, file;
