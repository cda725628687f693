-- Pencegahan di hulu (1000 HPK): yang berisiko pada siklus lalu, dan apa kabarnya sampai akhir siklus ini. Lima langkah:
-- catin (anemia atau KEK) sebelum hamil, ibu hamil (anemia atau KEK) sebelum bersalin, bayi dari ibu hamil berisiko,
-- baduta dua kali tidak naik (2T) yang belum stunting, keluarga berisiko. Tiap yang berisiko satu dari tiga: teratasi,
-- belum, tanpa_kabar (tidak ada pemeriksaan berikut yang tercatat): hilang dari catatan bukan berhasil, bukan gagal.

create or replace table hulu_siklus as
with perempuan as (
    select
        s.orang_id,
        coalesce(min(t.satu_id), s.orang_id) as satu_id,
    from (select distinct orang_id from skrining) as s
    left join (
        select
            unnest([dari_id, ke_id]) as orang_id,
            least(dari_id, ke_id) as satu_id,
        from tautan
        where jenis = 'perempuan_sama'
    ) as t on t.orang_id = s.orang_id
    group by s.orang_id
),

-- satu baris per perempuan, kelompok dan hari; masalah yang tercatat pada salah satu barisnya berlaku
periksa as (
    select
        p.satu_id,
        s.kelompok,
        s.tanggal,
        siklus_dari(s.tanggal) as siklus,
        min(s.kode_desa) as kode_desa,
        bool_or(anemia_dari(s.kelompok, s.hb_gdl, a.hb_catin, a.hb_bumil)) as anemia,
        bool_or(
            berisiko_kek(s.kelompok, s.lila_cm, imt_dari(s.bb_kg, s.tb_cm), a.lila_kek, a.imt_kek_bumil)
        ) as kek,
        bool_or(s.bb_lahir_g < a.bblr) as bblr,
        bool_or(s.pb_lahir_cm < a.pblr) as pblr,
    from skrining as s
    inner join perempuan as p on p.orang_id = s.orang_id
    inner join ambang_tahun as a on a.tahun = year(s.tanggal)
    group by p.satu_id, s.kelompok, s.tanggal
),

-- pemeriksaan berisiko yang pertama pada siklus itu
awal_ibu as (
    select
        *,
        akhir_siklus(siklus_sesudah(siklus)) as sampai,
    from periksa
    where kelompok in ('catin', 'bumil') and (coalesce(anemia, false) or coalesce(kek, false))
    qualify row_number() over (partition by satu_id, kelompok, siklus order by tanggal) = 1
),

-- Keadaan terakhir yang diketahui; yang tercatat pada hari yang sama, yang masih bermasalah. Bagi calon pengantin hanya
-- pemeriksaan hamil yang pertama: sesudahnya sudah terlambat.
pulih as (
    select
        m.satu_id,
        m.kelompok,
        m.siklus,
        m.kode_desa,
        coalesce(m.anemia, false) as anemia,
        coalesce(m.kek, false) as kek,
        arg_max(b.anemia, row(b.tanggal, b.anemia)) as anemia_kini,
        arg_max(b.kek, row(b.tanggal, b.kek)) as kek_kini,
    from awal_ibu as m
    left join periksa as b
        on
            b.satu_id = m.satu_id
            and b.kelompok in ('catin', 'bumil')
            and b.tanggal > m.tanggal
            and b.tanggal <= m.sampai
            and if(m.kelompok = 'bumil', b.kelompok = 'bumil' and b.tanggal <= m.tanggal + 300, true)
            and if(
                m.kelompok = 'catin' and b.kelompok = 'bumil',
                not exists (
                    select 1
                    from periksa as d
                    where
                        d.satu_id = b.satu_id
                        and d.kelompok = 'bumil'
                        and d.tanggal > m.tanggal
                        and d.tanggal < b.tanggal
                ),
                true
            )
    group by all
),

lahir as (
    select
        m.satu_id,
        m.siklus,
        m.kode_desa,
        arg_max(b.bblr, b.tanggal) as bblr,
        arg_max(b.pblr, b.tanggal) as pblr,
    from awal_ibu as m
    left join periksa as b
        on
            b.satu_id = m.satu_id
            and b.kelompok = 'pascasalin'
            and b.tanggal > m.tanggal
            and b.tanggal <= least(m.sampai, m.tanggal + 330)
    where m.kelompok = 'bumil'
    group by m.satu_id, m.siklus, m.kode_desa
),

ditimbang as (
    select
        orang_id,
        tanggal,
        kode_desa,
        umur_hari,
        naik_bb = 'T' and lag(naik_bb) over (partition by orang_id order by tanggal) = 'T' as dua_t,
    from pengukuran_orang
    where naik_bb is not null
),

-- 2T yang pertama pada siklus itu, bila sampai saat itu belum pernah tercatat di bawah -2 SD
awal_anak as (
    select
        d.orang_id,
        d.tanggal,
        d.kode_desa,
        siklus_dari(d.tanggal) as siklus,
    from ditimbang as d
    where d.dua_t and umur_bulan(d.umur_hari) < 24
    qualify row_number() over (partition by d.orang_id, siklus_dari(d.tanggal) order by d.tanggal) = 1
),

tinggi as (
    select
        orang_id,
        tanggal,
        z_tbu,
    from pengukuran_orang
    where z_tbu is not null and not flag_tbu
),

tumbuh as (
    select
        m.siklus,
        m.kode_desa,
        m.orang_id,
        arg_min(t.z_tbu, t.tanggal) as z_tbu,
    from awal_anak as m
    left join tinggi as t
        on
            t.orang_id = m.orang_id
            and t.tanggal >= m.tanggal
            and t.tanggal <= akhir_siklus(siklus_sesudah(m.siklus))
    where
        not exists (
            select 1 from tinggi as d where d.orang_id = m.orang_id and d.tanggal < m.tanggal and d.z_tbu < -2
        )
    group by m.siklus, m.kode_desa, m.orang_id
),

keadaan as (
    select
        siklus,
        kode_desa,
        if(kelompok = 'catin', 'catin_pulih', 'bumil_pulih') as langkah,
        case
            when (anemia and coalesce(anemia_kini, false)) or (kek and coalesce(kek_kini, false)) then 'belum'
            when (not anemia or anemia_kini is not null) and (not kek or kek_kini is not null) then 'teratasi'
            else 'tanpa_kabar'
        end as keadaan,
    from pulih
    union all
    select
        siklus,
        kode_desa,
        'lahir_sehat' as langkah,
        case
            when coalesce(bblr, false) or coalesce(pblr, false) then 'belum'
            when bblr is not null and pblr is not null then 'teratasi'
            else 'tanpa_kabar'
        end as keadaan,
    from lahir
    union all
    select
        siklus,
        kode_desa,
        'baduta_2t' as langkah,
        case when z_tbu < -2 then 'belum' when z_tbu >= -2 then 'teratasi' else 'tanpa_kabar' end as keadaan,
    from tumbuh
    union all
    select
        k.siklus,
        k.kode_desa,
        'krs_lepas' as langkah,
        case when n.berisiko then 'belum' when not n.berisiko then 'teratasi' else 'tanpa_kabar' end as keadaan,
    from keluarga as k
    left join keluarga as n on n.keluarga_id = k.keluarga_id and n.siklus = siklus_sesudah(k.siklus)
    where k.berisiko
)

select
    kabkota_dari(k.kode_desa) as kode_kabkota,
    kecamatan_dari(k.kode_desa) as kode_kecamatan,
    siklus_sesudah(k.siklus) as siklus,
    k.langkah,
    count(*) as jumlah,
    count(*) filter (where k.keadaan = 'teratasi') as teratasi,
    count(*) filter (where k.keadaan = 'belum') as belum,
    count(*) filter (where k.keadaan = 'tanpa_kabar') as tanpa_kabar,
from keadaan as k
inner join siklus as s on s.kode_kabkota = kabkota_dari(k.kode_desa) and s.siklus = siklus_sesudah(k.siklus)
group by all
order by kode_kabkota, siklus, kode_kecamatan, langkah;
