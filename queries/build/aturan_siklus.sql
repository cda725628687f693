-- Aturan (ambang) yang berlaku bagi tiap indikator pada tiap siklus yang ada; dibekukan bersama angkanya.

create or replace table aturan_siklus as
select
    s.kode_kabkota,
    s.siklus,
    a.indikator,
    a.aturan,
from siklus as s
inner join aturan_tahun as a on a.tahun = left(s.siklus, 4)::integer
order by s.kode_kabkota, s.siklus, a.indikator;
