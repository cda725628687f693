-- Laporan bulanan tiap desa dalam 12 bulan sampai akhir siklus: sasaran, ditimbang, diukur, dan apakah melapor.
-- grain: satu baris per desa dan bulan; semua desa ada, juga yang tidak pernah melapor
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat; 12 bulan terakhir sampai akhirnya
-- result:
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   kode_desa VARCHAR
--   desa VARCHAR
--   puskesmas VARCHAR         puskesmas yang melayani desa itu; kosong bila belum diketahui
--   bulan DATE                hari pertama bulan
--   keadaan VARCHAR           lengkap, sebagian, perorangan atau tidak_ada
--   sasaran BIGINT
--   ditimbang BIGINT
--   diukur BIGINT
--   sumber VARCHAR            dari mana ditimbang dan diukur; kosong tanpa laporan

with layanan as (
    select
        d.kode_desa,
        string_agg(p.nama, ', ' order by p.nama) as puskesmas,
    from puskesmas_desa as d
    inner join puskesmas as p on p.puskesmas_id = d.puskesmas_id
    group by d.kode_desa
)

select
    m.kode_kecamatan,
    k.nama as kecamatan,
    m.kode_desa,
    d.nama as desa,
    l.puskesmas,
    m.bulan,
    m.keadaan,
    m.sasaran,
    m.ditimbang,
    m.diukur,
    m.sumber,
from mutu_bulan as m
inner join wilayah as k on k.kode = m.kode_kecamatan
inner join wilayah as d on d.kode = m.kode_desa
left join layanan as l on l.kode_desa = m.kode_desa
where
    m.kode_kabkota = $kode_kabkota::varchar
    and m.bulan <= akhir_siklus($siklus::varchar)
    and m.bulan > akhir_siklus($siklus::varchar) - interval 12 month
order by m.kode_desa, m.bulan;
