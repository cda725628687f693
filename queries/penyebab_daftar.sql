-- Daftar penyebab dengan tingkatnya dan label netral bagi yang dilindungi.
-- grain: satu baris per penyebab
-- access: agregat
-- params:
-- result:
--   kode_penyebab VARCHAR
--   penyebab VARCHAR
--   tingkat VARCHAR           langsung, tidak_langsung, akar, tata_kelola
--   kode_opd VARCHAR
--   sensitif BOOLEAN
--   label_tayang VARCHAR      kosong bila tidak dilindungi

select
    kode_penyebab,
    penyebab,
    tingkat,
    kode_opd,
    sensitif = 'ya' as sensitif,
    label_tayang,
from ref_penyebab
order by kode_penyebab;
