-- Neraca balita stunting satu siklus, dari pengukuran dan mutasi (aturan: queries/build/neraca_siklus.sql).
-- Untuk balita, 54 bulan genap (kelak lewat umur) mulai pada hari ke-1644, 6 bulan pada hari ke-183.
with calon as (
    select distinct orang_id
    from pengukuran
    where
        kode_desa > $kode_kabkota::varchar
        and kode_desa < $kode_kabkota::varchar || '/'
        and tanggal between $awal_lalu::date and $akhir::date
        and umur_hari between 0 and 1826
),

sah as (
    select
        p.orang_id,
        p.kode_desa,
        p.tanggal,
        p.umur_hari,
        p.tb_cm,
        p.z_tbu < -2 as stunting,
        p.z_tbu is not null and not p.flag_tbu as sah,
        siklus_dari(p.tanggal) as siklus,
    from pengukuran as p
    inner join calon as c on c.orang_id = p.orang_id
    where p.umur_hari between 0 and 1826 and p.tanggal <= $akhir::date
),

urut as (
    select
        orang_id,
        left(kode_desa, 5) as kode_kabkota,
        left(kode_desa, 8) as kode_kecamatan,
        tanggal,
        umur_hari,
        siklus,
        case when sah then stunting end as stunting,
        count(tb_cm) over (partition by orang_id, siklus) > 0 as diukur,
        row_number() over (
            partition by orang_id, siklus
            order by sah desc, month(tanggal) in (2, 8) desc, tanggal desc
        ) as ke,
    from sah
),

anak as (
    select * from urut where ke = 1
),

-- satu baris per anak: siklus lalu, siklus ini, dan yang sah sebelum siklus ini (yang terakhir, dan pernahkah stunting)
dua as (
    select
        orang_id,
        max(case when siklus = $siklus_lalu::varchar then kode_kabkota end) as kabkota_lalu,
        max(case when siklus = $siklus_lalu::varchar then kode_kecamatan end) as kecamatan_lalu,
        max(case when siklus = $siklus_lalu::varchar then tanggal end) as tanggal_lalu,
        max(case when siklus = $siklus_lalu::varchar then umur_hari end) as umur_lalu,
        max(case when siklus = $siklus_lalu::varchar then stunting::integer end) as stunting_lalu,
        max(case when siklus = $siklus::varchar then kode_kabkota end) as kabkota,
        max(case when siklus = $siklus::varchar then kode_kecamatan end) as kecamatan,
        max(case when siklus = $siklus::varchar then umur_hari end) as umur,
        max(case when siklus = $siklus::varchar then stunting::integer end) as stunting,
        max(case when siklus = $siklus::varchar then diukur::integer end) as diukur,
        max(case when siklus < $siklus::varchar and stunting is not null then tanggal end) as tanggal_sah,
        max(case when siklus < $siklus::varchar then stunting::integer end) as pernah,
        max(case when siklus < $siklus::varchar and stunting is not null then siklus || stunting::integer end)
            like '%1' as terakhir_stunting,
    from anak
    group by orang_id
),

pindah as (
    select
        m.orang_id,
        m.jenis,
        m.tanggal,
        max(
            case
                when
                    m.jenis = 'pindah_masuk'
                    and (m.asal = 'buku_kerja' or left(m.dari, 5) <> left(m.ke, 5))
                    then m.tanggal
            end
        ) over (partition by m.orang_id) as masuk,
        row_number() over (
            partition by m.orang_id
            order by m.tanggal desc, m.jenis = 'pindah_masuk' desc
        ) as ke,
    from mutasi_orang as m
    inner join calon as c on c.orang_id = m.orang_id
    where m.tanggal <= $akhir::date
),

kabar as (
    select * from pindah where ke = 1
),

keluar as (
    select
        d.kecamatan_lalu as kode_kecamatan,
        case
            when d.stunting = 0 then 'tidak_lagi'
            when d.stunting = 1 and d.kecamatan = d.kecamatan_lalu then 'tetap'
            when d.stunting = 1 and d.kabkota = d.kabkota_lalu then 'pindah_antar_keluar'
            when d.stunting = 1 then 'pindah_keluar'
            when m.tanggal >= d.tanggal_lalu and m.jenis in ('meninggal', 'pindah_keluar') then m.jenis
            when d.umur_lalu >= 1644 then 'lewat_umur'
            when d.diukur = 1 then 'tidak_sah'
            else 'tidak_diukur_ulang'
        end as arus,
    from dua as d
    left join kabar as m on m.orang_id = d.orang_id
    where d.stunting_lalu = 1 and d.kabkota_lalu = $kode_kabkota::varchar
),

masuk as (
    select
        d.kecamatan as kode_kecamatan,
        case
            when d.stunting_lalu = 1 and d.kecamatan_lalu = d.kecamatan then null
            when d.stunting_lalu = 1 and d.kabkota_lalu = d.kabkota then 'pindah_antar_masuk'
            when d.stunting_lalu = 1 then 'pindah_masuk'
            when d.stunting_lalu = 0 and d.pernah = 1 then 'kambuh'
            when d.stunting_lalu = 0 then 'baru'
            when m.masuk >= coalesce(d.tanggal_sah, $awal_lalu::date) then 'pindah_masuk'
            when d.terakhir_stunting then 'kembali'
            when d.pernah = 1 then 'kambuh'
            when d.tanggal_sah is not null then 'baru_berselang'
            when d.umur < 183 then 'pertama_bayi'
            else 'pertama'
        end as arus,
    from dua as d
    left join kabar as m on m.orang_id = d.orang_id
    where d.stunting = 1 and d.kabkota = $kode_kabkota::varchar
),

kecamatan as (
    select
        kode_kecamatan,
        arus,
        count(*) as jumlah,
    from (
        select * from keluar
        union all
        select * from masuk where arus is not null
        union all
        select
            kecamatan as kode_kecamatan,
            'diukur' as arus,
        from dua
        where stunting is not null and kabkota = $kode_kabkota::varchar
        union all
        select
            kecamatan_lalu as kode_kecamatan,
            'awal' as arus,
        from dua
        where stunting_lalu = 1 and kabkota_lalu = $kode_kabkota::varchar
        union all
        select
            kecamatan as kode_kecamatan,
            'akhir' as arus,
        from dua
        where stunting = 1 and kabkota = $kode_kabkota::varchar
    ) as semua
    group by kode_kecamatan, arus
),

kabupaten as (
    select
        case when arus = 'pindah_antar_keluar' then 'tetap' else arus end as arus,
        jumlah,
    from kecamatan
    where arus <> 'pindah_antar_masuk'
)

select
    kode_kecamatan as kode,
    arus,
    jumlah,
from kecamatan
union all
select
    $kode_kabkota::varchar as kode,
    arus,
    sum(jumlah)::bigint as jumlah,
from kabupaten
group by arus
order by kode, arus;
