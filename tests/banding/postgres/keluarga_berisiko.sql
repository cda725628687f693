with pusat as (
    select
        l.kode_desa,
        min(c.nama) as nama
    from puskesmas_desa as l
    inner join puskesmas as c on c.puskesmas_id = l.puskesmas_id
    group by l.kode_desa
)

select
    p.keluarga_id,
    p.kode_kecamatan,
    k.nama as kecamatan,
    p.kode_desa,
    d.nama as desa,
    pusat.nama as puskesmas,
    p.kelompok,
    p.berisiko,
    p.peringkat_kesejahteraan,
    p.kebutuhan,
    p.alasan,
    (
        select
            array_agg(
                case when r.sensitif = 'ya' and not %(rinci)s::boolean then r.label_tayang else r.penyebab end
                order by r.kode_penyebab
            )
        from ref_penyebab as r
        where r.kode_penyebab = any(p.penyebab)
    ) as penyebab,
    p.opd,
    p.bantuan,
    p.jenis_bantuan,
    p.kunjungan_terakhir,
    p.skor
from prioritas_keluarga as p
inner join wilayah as k on k.kode = p.kode_kecamatan
inner join wilayah as d on d.kode = p.kode_desa
left join pusat on pusat.kode_desa = p.kode_desa
where
    (p.kode_kecamatan = any(%(scope)s::text[]) or p.kode_desa = any(%(scope)s::text[]))
    and p.siklus = %(siklus)s::text
    and (%(kelompok)s::text is null or %(kelompok)s::text = any(p.kelompok))
    and (%(kebutuhan)s::text is null or %(kebutuhan)s::text = any(p.kebutuhan))
    and (%(opd)s::text is null or %(opd)s::text = any(p.opd))
    and (%(bantuan)s::text is null or p.bantuan = %(bantuan)s::text)
order by p.skor desc, p.kode_desa, p.keluarga_id
