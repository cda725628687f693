-- Baris berkas untuk anak dan tanggal yang sudah ada di baris lain berkas itu; baris ini tidak dipakai.
-- grain: satu baris per baris berkas
-- access: agregat
-- result:
--   waktu TIMESTAMP           waktu impor
--   file VARCHAR
--   lembar VARCHAR
--   baris BIGINT

select distinct
    i.waktu,
    i.file,
    t.sheet as lembar,
    t.row as baris,
from temuan as t
inner join impor as i on i.impor_id = t.impor_id
where t.rule = 'digantikan'
order by i.waktu desc, i.file, lembar, baris;
