-- Kebutuhan keluarga yang dinilai, bobotnya dan OPD yang layanannya menutupnya.
-- grain: satu baris per kebutuhan
-- access: agregat
-- result:
--   kebutuhan VARCHAR
--   nama VARCHAR
--   alasan VARCHAR
--   bobot DOUBLE
--   kode_opd VARCHAR
--   opd VARCHAR
--   kode_penyebab VARCHAR
--   tingkat_pr VARCHAR        desa, kecamatan, kabupaten: siapa yang dapat menutupnya

select
    b.kebutuhan,
    b.nama,
    b.alasan,
    b.bobot::double as bobot,
    b.kode_opd,
    o.nama_pendek as opd,
    b.kode_penyebab,
    p.tingkat_pr,
from ref_bobot as b
left join ref_penyebab as p on p.kode_penyebab = b.kode_penyebab
left join ref_opd as o on o.kode_opd = b.kode_opd
order by b.bobot desc, b.kebutuhan;
