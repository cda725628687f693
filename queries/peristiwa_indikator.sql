-- Peristiwa yang perlu dibaca bersama deret satu indikator: yang dicatat (peristiwa.csv) dan ambang yang berubah (ambang.csv).
-- grain: satu baris per peristiwa
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota; peristiwa provinsinya dan nasional ikut
--   indikator VARCHAR         kode indikator
-- result:
--   tanggal DATE
--   peristiwa VARCHAR
--   jenis VARCHAR             aturan, kampanye, bencana atau lainnya
--   jeda BOOLEAN              deret sesudahnya dinilai tersendiri
--   sumber VARCHAR

with ambang as (
    select
        ambang,
        tahun_mulai::integer as tahun,
        replace(regexp_replace(nilai::varchar, '\.0$', ''), '.', ',') as kini,
        lag(replace(regexp_replace(nilai::varchar, '\.0$', ''), '.', ','))
            over (partition by ambang order by tahun_mulai) as dulu,
        satuan,
        sumber,
    from ref_ambang
)

select
    tanggal::date as tanggal,
    peristiwa,
    jenis,
    jeda = 'ya' as jeda,
    sumber,
from ref_peristiwa
where
    kode_wilayah in ('00', left($kode_kabkota::varchar, 2), $kode_kabkota::varchar)
    and (indikator = '' or list_contains(string_split(indikator, ';'), $indikator::varchar))
union all
select
    make_date(a.tahun, 1, 1) as tanggal,
    if(a.dulu is null, 'Aturan ditambah: ', 'Aturan berubah: ' || a.dulu || ' → ')
    || a.kini || ' ' || a.satuan as peristiwa,
    'aturan' as jenis,
    true as jeda,
    a.sumber,
from ambang as a
inner join ref_indikator as i on list_contains(string_split(i.ambang, ';'), a.ambang)
where i.indikator = $indikator::varchar and a.tahun > 2000
order by tanggal, peristiwa;
