-- Balita stunting sepanjang siklus, kabupaten/kota dan tiap kecamatan, langsung dari pengukuran.
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
        siklus_dari(p.tanggal) as siklus,
    from pengukuran as p
    inner join calon as c on c.orang_id = p.orang_id
    where p.umur_hari between 0 and 1826
),

urut as (
    select
        *,
        row_number() over (
            partition by orang_id, siklus
            order by sah desc, month(tanggal) in (2, 8) desc, tanggal desc
        ) as ke,
    from sah
),

per_kecamatan as (
    select
        left(kode_desa, 8) as kode,
        siklus,
        count(*) filter (where z_tbu < -2) as pembilang,
        count(*) as penyebut,
    from urut
    where ke = 1 and sah and left(kode_desa, 5) = $kode_kabkota::varchar
    group by left(kode_desa, 8), siklus
),

jumlah as (
    select * from per_kecamatan
    union all
    select
        $kode_kabkota::varchar as kode,
        siklus,
        sum(pembilang)::bigint as pembilang,
        sum(penyebut)::bigint as penyebut,
    from per_kecamatan
    group by siklus
)

select
    w.kode,
    w.nama,
    s.siklus,
    j.pembilang,
    j.penyebut,
    null::bigint as pembilang_induk,
    null::bigint as penyebut_induk,
    a.aturan,
from wilayah as w
cross join siklus as s
left join jumlah as j on j.kode = w.kode and j.siklus = s.siklus
left join aturan_siklus as a
    on a.kode_kabkota = s.kode_kabkota and a.siklus = s.siklus and a.indikator = 'stunting_balita'
where
    s.kode_kabkota = $kode_kabkota::varchar
    and (w.kode = $kode_kabkota::varchar or w.kode_induk = $kode_kabkota::varchar)
order by w.kode, s.siklus;
