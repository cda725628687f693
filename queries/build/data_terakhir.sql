-- Hari terakhir yang datanya ada, per kabupaten/kota, siklus dan jenis data (pengukuran, skrining, agregat): setiap
-- halaman menyebutnya.

create or replace table data_terakhir as
with data as (
    select
        kode_desa,
        tanggal,
        'pengukuran' as jenis,
    from pengukuran
    union all
    select
        kode_desa,
        tanggal,
        'skrining' as jenis,
    from skrining
    union all
    -- bulan yang masih berjalan hanya sampai tanggal berkasnya
    select
        g.kode_desa,
        least(last_day(g.bulan), i.tanggal_berkas) as tanggal,
        'agregat' as jenis,
    from agregat_bulanan as g
    left join impor as i on i.impor_id = g.impor_id
)

select
    kabkota_dari(kode_desa) as kode_kabkota,
    siklus_dari(tanggal) as siklus,
    jenis,
    max(tanggal) as tanggal,
from data
group by all
order by all;
