-- Apa yang akan diubah data susulan pada satu siklus tersegel, per kecamatan dan indikator.
-- grain: satu baris per kecamatan dan indikator yang berbeda
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   indikator VARCHAR
--   nama VARCHAR
--   tersegel_pembilang BIGINT  kosong: tidak ada angka saat disegel
--   tersegel_penyebut BIGINT
--   kini_pembilang BIGINT     menurut data sekarang
--   kini_penyebut BIGINT
--   sebab VARCHAR             data susulan atau rumus berubah

with berubah as (
    select
        kode_kecamatan,
        indikator,
        sum(coalesce(kini_pembilang, 0) - coalesce(tersegel_pembilang, 0)) as pembilang,
        sum(coalesce(kini_penyebut, 0) - coalesce(tersegel_penyebut, 0)) as penyebut,
        any_value(sebab) as sebab,
    from segel_selisih
    where
        kode_kabkota = $kode_kabkota::varchar
        and siklus = $siklus::varchar
        and bagian = 'siklus'
    group by kode_kecamatan, indikator
),

tersegel as (
    select
        kode_kecamatan,
        indikator,
        sum(pembilang) as pembilang,
        sum(penyebut) as penyebut,
    from indikator_desa
    where kode_kabkota = $kode_kabkota::varchar and siklus = $siklus::varchar
    group by kode_kecamatan, indikator
)

select
    b.kode_kecamatan,
    w.nama as kecamatan,
    b.indikator,
    coalesce(r.nama, b.indikator) as nama,
    t.pembilang::bigint as tersegel_pembilang,
    t.penyebut::bigint as tersegel_penyebut,
    (coalesce(t.pembilang, 0) + b.pembilang)::bigint as kini_pembilang,
    (coalesce(t.penyebut, 0) + b.penyebut)::bigint as kini_penyebut,
    b.sebab,
from berubah as b
inner join wilayah as w on w.kode = b.kode_kecamatan
left join tersegel as t on t.kode_kecamatan = b.kode_kecamatan and t.indikator = b.indikator
left join ref_indikator as r on r.indikator = b.indikator
order by r.urutan::integer, b.indikator, b.kode_kecamatan;
