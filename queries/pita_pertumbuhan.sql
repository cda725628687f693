-- Garis WHO tinggi/panjang badan menurut umur: median, -2 SD dan -3 SD pada tiap bulan genap umur.
-- grain: satu baris per jenis kelamin dan bulan umur
-- access: agregat
-- params:
-- result:
--   jenis_kelamin VARCHAR
--   umur_bulan INTEGER
--   median DOUBLE
--   minus_dua DOUBLE
--   minus_tiga DOUBLE

select
    w.jenis_kelamin,
    t.bulan::integer as umur_bulan,
    w.m as median,
    w.m * pow(1 - 2 * w.l * w.s, 1 / w.l) as minus_dua,
    w.m * pow(1 - 3 * w.l * w.s, 1 / w.l) as minus_tiga,
from (select unnest(generate_series(0, 60)) as bulan) as t
inner join who_tbu as w on w.hari = round(t.bulan * 30.4375)::integer
order by w.jenis_kelamin, t.bulan;
