-- Laporan bulanan per desa: sasaran (S), ditimbang (D), diukur, dan keadaan laporannya. Semua desa wilayah ada pada
-- setiap bulan sejak data pertama kabupaten/kota itu, juga yang tidak pernah melapor: null, bukan 0.
--
-- keadaan: lengkap (laporan bulanan memuat sasaran, ditimbang dan diukur), sebagian (laporan bulanan ada, tetapi salah
-- satunya kosong), perorangan (tanpa laporan bulanan, hanya pengukuran anak), tidak_ada.
-- Sumber tidak pernah dijumlahkan: per desa dan bulan dipakai satu sumber, yang mencatat anak terbanyak.

create or replace table mutu_bulan as
with lapor as (
    select
        kode_desa,
        bulan,
        sumber,
        max(sasaran) as sasaran,
        max(pembilang) filter (where indikator = 'cakupan_timbang_balita') as ditimbang,
        max(pembilang) filter (where indikator = 'cakupan_ukur_balita') as diukur,
    from agregat_terpakai
    where indikator in ('cakupan_timbang_balita', 'cakupan_ukur_balita')
    group by kode_desa, bulan, sumber
),

semua as (
    select * from lapor
    union all
    select
        kode_desa,
        date_trunc('month', tanggal)::date as bulan,
        'pengukuran' as sumber,
        null as sasaran,
        count(distinct orang_id) filter (where bb_kg is not null) as ditimbang,
        count(distinct orang_id) filter (where tb_cm is not null) as diukur,
    from pengukuran
    where umur_bulan(umur_hari) between 0 and 59
    group by kode_desa, date_trunc('month', tanggal)
),

terpilih as (
    select *
    from semua
    where ditimbang is not null or diukur is not null
    qualify
        row_number() over (
            partition by kode_desa, bulan
            order by greatest(ditimbang, diukur) desc, sumber = 'pengukuran', sumber
        ) = 1
),

lengkap as (
    select
        kode_desa,
        bulan,
        max(sasaran) as sasaran,
        bool_or(sasaran is not null and ditimbang is not null and diukur is not null) as lengkap,
        bool_or(ditimbang is not null or diukur is not null) as ada,
    from lapor
    group by kode_desa, bulan
),

rentang as (
    select
        kabkota_dari(kode_desa) as kode_kabkota,
        unnest(generate_series(min(bulan), max(bulan), interval 1 month))::date as bulan,
    from semua
    group by kabkota_dari(kode_desa)
)

select
    r.kode_kabkota,
    kecamatan_dari(d.kode) as kode_kecamatan,
    d.kode as kode_desa,
    r.bulan,
    case
        when coalesce(l.lengkap, false) then 'lengkap'
        when l.ada then 'sebagian'
        when t.sumber is not null then 'perorangan'
        else 'tidak_ada'
    end as keadaan,
    coalesce(l.sasaran, s.sasaran)::bigint as sasaran,
    if(l.sasaran is not null, 'bulan_ini', s.sumber) as sumber_sasaran,
    t.ditimbang::bigint as ditimbang,
    t.diukur::bigint as diukur,
    t.sumber,
from rentang as r
inner join wilayah as d on d.tingkat = 'desa' and kabkota_dari(d.kode) = r.kode_kabkota
left join terpilih as t on t.kode_desa = d.kode and t.bulan = r.bulan
left join lengkap as l on l.kode_desa = d.kode and l.bulan = r.bulan
left join sasaran_desa as s
    on s.kode_desa = d.kode and s.siklus = siklus_dari(r.bulan) and s.kelompok = 'balita'
order by r.kode_kabkota, r.bulan, d.kode;
