-- Stunting menurut keadaan keluarga, dari pengukuran dan verval keluarga (aturan: queries/build/faktor_risiko.sql).
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
        p.orang_id,
        p.kode_desa,
        p.z_tbu < -2 as stunting,
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

-- verval terakhir, paling lama dari siklus lalu
verval as (
    select
        a.stunting,
        k.*,
        row_number() over (partition by a.orang_id order by k.siklus desc) as terbaru,
    from urut as a
    inner join keluarga_orang as o on o.orang_id = a.orang_id
    inner join keluarga as k
        on k.keluarga_id = o.keluarga_id and k.siklus in ($siklus::varchar, $siklus_lalu::varchar)
    where a.ke = 1 and a.sah and left(a.kode_desa, 5) = $kode_kabkota::varchar
),

anak as (
    select
        stunting,
        not jamban_layak as jamban,
        not sumber_air_layak as air,
        not rumah_layak_huni as rumah,
        case
            when peringkat_kesejahteraan between 1 and 5 then peringkat_kesejahteraan <= 2
        end as miskin,
        pendidikan_ibu in ('tidak_sekolah', 'sd') as pendidikan_ibu,
        terlalu_muda,
        terlalu_tua or terlalu_dekat or terlalu_banyak as terlalu_lain,
    from verval
    where terbaru = 1
),

panjang as (
    select 'jamban' as faktor, jamban as terpapar, stunting from anak
    union all
    select 'air' as faktor, air as terpapar, stunting from anak
    union all
    select 'rumah' as faktor, rumah as terpapar, stunting from anak
    union all
    select 'miskin' as faktor, miskin as terpapar, stunting from anak
    union all
    select 'pendidikan_ibu' as faktor, pendidikan_ibu as terpapar, stunting from anak
    union all
    select 'terlalu_muda' as faktor, terlalu_muda as terpapar, stunting from anak
    union all
    select 'terlalu_lain' as faktor, terlalu_lain as terpapar, stunting from anak
)

select
    faktor,
    count(*) filter (where terpapar) as terpapar,
    count(*) filter (where terpapar and stunting) as terpapar_stunting,
    count(*) filter (where not terpapar) as tidak,
    count(*) filter (where not terpapar and stunting) as tidak_stunting,
from panjang
where terpapar is not null
group by faktor
order by faktor;
