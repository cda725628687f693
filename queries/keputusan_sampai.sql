-- Peristiwa keputusan terakhir di register yang sudah dipakai versi ini; yang sesudahnya menunggu diterapkan.
-- grain: satu baris
-- access: agregat
-- params:
-- result:
--   nomor BIGINT

select nomor
from keputusan_sampai;
