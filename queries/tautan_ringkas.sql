-- Berapa catatan yang dapat ditautkan pada tiap langkah: calon pengantin, hamil, bersalin, anak, ibu, keluarga.
-- grain: satu baris per langkah yang ada catatannya
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus awal langkah itu; untuk anak: siklus pengukurannya
-- result:
--   langkah VARCHAR           catin_bumil, bumil_bersalin, bersalin_anak, anak_ibu, anak_keluarga, ibu_keluarga,
--                             anak_siklus_lalu (diukur sah juga pada siklus sebelumnya)
--   jumlah BIGINT             yang tercatat
--   tertaut BIGINT            yang punya tepat satu tautan
--   ganda BIGINT              tidak ditautkan karena calonnya lebih dari satu

select
    langkah,
    jumlah::bigint as jumlah,
    tertaut::bigint as tertaut,
    ganda::bigint as ganda,
from tautan_ringkas
where kode_kabkota = $kode_kabkota::varchar and siklus = $siklus::varchar
order by langkah;
