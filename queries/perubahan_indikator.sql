-- Indikator yang bergerak pada satu impor: angka kecamatan sebelum dan sesudahnya.
-- grain: satu baris per kecamatan, siklus dan indikator yang berubah
-- access: agregat
-- params:
--   versi VARCHAR             versi yang dibuat impor itu
-- result:
--   siklus VARCHAR
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   indikator VARCHAR
--   nama VARCHAR
--   kelompok VARCHAR
--   pembilang_lalu BIGINT     kosong: belum ada angka
--   penyebut_lalu BIGINT
--   pembilang BIGINT
--   penyebut BIGINT
--   berbeda BOOLEAN           lebih dari yang dapat terjadi karena kebetulan

select
    p.siklus,
    p.kode_kecamatan,
    w.nama as kecamatan,
    p.indikator,
    coalesce(r.nama, p.indikator) as nama,
    r.kelompok,
    p.pembilang_lalu,
    p.penyebut_lalu,
    p.pembilang,
    p.penyebut,
    p.berbeda,
from perubahan_indikator as p
inner join wilayah as w on w.kode = p.kode_kecamatan
left join ref_indikator as r on r.indikator = p.indikator
where p.versi = $versi::varchar
order by p.siklus desc, r.urutan::integer, p.indikator, p.kode_kecamatan;
