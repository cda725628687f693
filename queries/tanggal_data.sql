-- Tanggal data terakhir satu kabupaten/kota dan impor terakhirnya.
-- grain: satu baris
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
-- result:
--   pengukuran_terakhir DATE  kosong bila belum ada
--   data_terakhir DATE        pengukuran, pemeriksaan atau agregat terakhir
--   impor_terakhir TIMESTAMP

select
    max(tanggal) filter (where jenis = 'pengukuran') as pengukuran_terakhir,
    max(tanggal) as data_terakhir,
    (select max(waktu) from impor)::timestamp as impor_terakhir,
from data_terakhir
where kode_kabkota = $kode_kabkota::varchar;
