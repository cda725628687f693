-- Balita stunting per kecamatan pada satu siklus, langsung dari pengukuran (aturan: queries/build/anak_siklus.sql).
-- 59 bulan genap berakhir pada hari ke-1826; bulan penimbangan serentak Februari dan Agustus.
with calon as (
    select distinct orang_id
    from pengukuran
    where
        kode_desa > $kode_kabkota::varchar
        and kode_desa < $kode_kabkota::varchar || '/'
        and tanggal between $awal::date and $akhir::date
        and umur_hari between 0 and 1826
),

urut as (
    select
        p.kode_desa,
        p.z_tbu,
        p.z_tbu is not null and not p.flag_tbu as sah,
        row_number() over (
            partition by p.orang_id
            order by
                p.z_tbu is not null and not p.flag_tbu desc,
                month(p.tanggal) in (2, 8) desc,
                p.tanggal desc
        ) as ke,
    from pengukuran as p
    inner join calon as c on c.orang_id = p.orang_id
    where p.tanggal between $awal::date and $akhir::date and p.umur_hari between 0 and 1826
),

jumlah as (
    select
        left(kode_desa, 8) as kode_kecamatan,
        count(*) filter (where z_tbu < -2) as pembilang,
        count(*) as penyebut,
    from urut
    where ke = 1 and sah
    group by left(kode_desa, 8)
)

select
    w.kode as kode_kecamatan,
    w.nama,
    j.pembilang,
    j.penyebut,
    null::bigint as pembilang_induk,
    null::bigint as penyebut_induk,
from wilayah as w
left join jumlah as j on j.kode_kecamatan = w.kode
where w.tingkat = 'kecamatan' and w.kode_induk = $kode_kabkota::varchar
order by w.kode;
