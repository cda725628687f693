-- Angka yang dibekukan oleh satu segel atau revisi, per kecamatan dan indikator.
-- grain: satu baris per kecamatan dan indikator
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
--   revisi INTEGER            0 segel awal, 1 revisi pertama
-- result:
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   indikator VARCHAR
--   nama VARCHAR
--   pembilang BIGINT
--   penyebut BIGINT

select
    f.kode_kecamatan,
    w.nama as kecamatan,
    f.indikator,
    coalesce(r.nama, f.indikator) as nama,
    sum(f.pembilang)::bigint as pembilang,
    sum(f.penyebut)::bigint as penyebut,
from segel_indikator_desa as f
inner join wilayah as w on w.kode = f.kode_kecamatan
left join ref_indikator as r on r.indikator = f.indikator
where
    f.kode_kabkota = $kode_kabkota::varchar
    and f.siklus = $siklus::varchar
    and f.revisi = $revisi::integer
group by all
order by f.indikator, f.kode_kecamatan;
