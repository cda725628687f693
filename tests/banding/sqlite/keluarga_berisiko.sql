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
        select json_group_array(nama)
        from (
            select case when r.sensitif = 'ya' and not :rinci then r.label_tayang else r.penyebab end as nama
            from json_each(p.penyebab) as e
            inner join ref_penyebab as r on r.kode_penyebab = e.value
            order by r.kode_penyebab
        )
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
    (
        p.kode_kecamatan in (select value from json_each(:scope))
        or p.kode_desa in (select value from json_each(:scope))
    )
    and p.siklus = :siklus
    and (:kelompok is null or exists (select 1 from json_each(p.kelompok) where value = :kelompok))
    and (:kebutuhan is null or exists (select 1 from json_each(p.kebutuhan) where value = :kebutuhan))
    and (:opd is null or exists (select 1 from json_each(p.opd) where value = :opd))
    and (:bantuan is null or p.bantuan = :bantuan)
order by p.skor desc, p.kode_desa, p.keluarga_id
