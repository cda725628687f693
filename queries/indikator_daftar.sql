-- Indikator yang dikenal, dengan kata-kata pembilang dan penyebutnya.
-- grain: satu baris per indikator
-- access: agregat
-- result:
--   indikator VARCHAR
--   kelompok VARCHAR
--   nama VARCHAR
--   nama_pendek VARCHAR
--   subjek VARCHAR            awal kalimat: siapa yang dihitung, dengan umurnya
--   dasar VARCHAR             sambungan kalimat: dari siapa
--   pembilang VARCHAR
--   penyebut VARCHAR
--   arah VARCHAR              turun_baik atau naik_baik
--   sumber VARCHAR

select
    indikator,
    kelompok,
    nama,
    nama_pendek,
    subjek,
    dasar,
    pembilang,
    penyebut,
    arah,
    sumber,
from ref_indikator
order by kelompok, urutan::integer;
