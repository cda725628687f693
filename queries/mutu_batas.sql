-- Batas yang dipakai halaman Mutu data untuk menilai, dengan sumber dan tingkat keyakinannya.
-- grain: satu baris per aturan
-- access: agregat
-- result:
--   aturan VARCHAR
--   bawah DOUBLE
--   atas DOUBLE
--   satuan VARCHAR
--   keterangan VARCHAR
--   sumber VARCHAR
--   keyakinan VARCHAR

select
    aturan,
    bawah::double as bawah,
    atas::double as atas,
    satuan,
    keterangan,
    sumber,
    keyakinan,
from ref_mutu
order by aturan;
