-- Tanggal data terakhir satu kabupaten/kota dan impor terakhirnya.
-- grain: satu baris
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
-- result:
--   pengukuran_terakhir DATE  kosong bila belum ada
--   data_terakhir DATE        pengukuran, pemeriksaan atau agregat terakhir
--   impor_terakhir TIMESTAMP

with data as (
    select kode_desa, tanggal, 'pengukuran' as jenis from pengukuran
    union all
    select kode_desa, tanggal, 'skrining' as jenis from skrining
    union all
    -- bulan yang masih berjalan hanya sampai tanggal berkasnya
    select g.kode_desa, least(last_day(g.bulan), i.tanggal_berkas) as tanggal, 'agregat' as jenis
    from agregat_bulanan as g
    left join impor as i on i.impor_id = g.impor_id
)

select
    max(tanggal) filter (where jenis = 'pengukuran') as pengukuran_terakhir,
    max(tanggal) as data_terakhir,
    (select max(waktu) from impor)::timestamp as impor_terakhir,
from data
where kabkota_dari(kode_desa) = $kode_kabkota::varchar;
