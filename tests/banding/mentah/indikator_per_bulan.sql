-- Balita stunting per bulan, kabupaten/kota dan tiap kecamatan: dari pengukuran dan dari laporan bulanan
-- (aturan: queries/build/indikator_bulan.sql).
with calon as (
    select distinct orang_id
    from pengukuran
    where
        kode_desa > $kode_kabkota::varchar
        and kode_desa < $kode_kabkota::varchar || '/'
        and umur_hari between 0 and 1826
),

sah as (
    select
        p.orang_id,
        p.kode_desa,
        p.tanggal,
        p.z_tbu,
        p.z_tbu is not null and not p.flag_tbu as sah,
        date_trunc('month', p.tanggal)::date as bulan,
    from pengukuran as p
    inner join calon as c on c.orang_id = p.orang_id
    where p.umur_hari between 0 and 1826
),

-- tempat menurut pengukuran terakhir bulan itu, z menurut yang sah terakhir
urut as (
    select
        bulan,
        z_tbu,
        sah,
        first_value(kode_desa) over (partition by orang_id, bulan order by tanggal desc) as kode_desa,
        row_number() over (partition by orang_id, bulan order by sah desc, tanggal desc) as ke,
    from sah
),

per_kecamatan as (
    select
        left(kode_desa, 8) as kode,
        bulan,
        'perorangan' as sumber,
        count(*) filter (where z_tbu < -2) as pembilang,
        count(*) as penyebut,
    from urut
    where ke = 1 and sah and left(kode_desa, 5) = $kode_kabkota::varchar
    group by left(kode_desa, 8), bulan
    union all
    select
        left(kode_desa, 8) as kode,
        bulan,
        'agregat' as sumber,
        sum(pembilang)::bigint as pembilang,
        sum(penyebut)::bigint as penyebut,
    from agregat_terpakai
    where
        indikator = 'stunting_balita'
        and left(kode_desa, 5) = $kode_kabkota::varchar
        and pembilang is not null
        and penyebut > 0
    group by left(kode_desa, 8), bulan
),

jumlah as (
    select * from per_kecamatan
    union all
    select
        $kode_kabkota::varchar as kode,
        bulan,
        sumber,
        sum(pembilang)::bigint as pembilang,
        sum(penyebut)::bigint as penyebut,
    from per_kecamatan
    group by bulan, sumber
)

select
    kode,
    bulan,
    sumber,
    pembilang,
    penyebut,
    null::bigint as pembilang_induk,
    null::bigint as penyebut_induk,
from jumlah
order by kode, bulan, sumber;
