-- Kode kasus yang dihapus atas permintaan: tidak dipakai lagi untuk kasus lain.
-- grain: satu baris per kode
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
-- result:
--   kode VARCHAR

select kode
from dihapus
where kode like 'AKS-' || replace($kode_kabkota::varchar, '.', '') || '-%'
order by kode;
