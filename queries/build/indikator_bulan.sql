-- Deret bulanan per desa: pembilang dan penyebut dari pengukuran dan pemeriksaan perorangan (satu orang
-- sekali per bulan), ditambah agregat bulanan bila ada. Kolom sumber membedakan keduanya; tidak pernah dicampur.

create or replace table indikator_bulan as
with anak_bulan as (
    select
        p.orang_id,
        date_trunc('month', p.tanggal)::date as bulan,
        arg_max(p.kode_desa, p.tanggal) as kode_desa,
        umur_bulan(max(p.umur_hari)) < 24 as baduta,
        arg_max(p.z_tbu < -2, p.tanggal) filter (where p.z_tbu is not null and not p.flag_tbu) as stunting,
        arg_max(p.z_bbu < -2, p.tanggal) filter (where p.z_bbu is not null and not p.flag_bbu) as underweight,
        arg_max(p.z_bbtb < -2, p.tanggal) filter (where p.z_bbtb is not null and not p.flag_bbtb) as wasting,
        arg_max(p.naik_bb, p.tanggal) filter (where p.naik_bb in ('N', 'T')) as naik_bb,
    from pengukuran as p
    where umur_bulan(p.umur_hari) between 0 and 59
    group by p.orang_id, date_trunc('month', p.tanggal)
),

anak as (
    select
        *,
        unnest(if(baduta, ['balita', 'baduta'], ['balita'])) as kelompok,
    from anak_bulan
),

hitung_anak as (
    select
        bulan,
        kode_desa,
        kelompok,
        unnest([
            {'i': 'stunting', 'a': count(*) filter (where stunting), 'b': count(stunting)},
            {'i': 'wasting', 'a': count(*) filter (where wasting), 'b': count(wasting)},
            {'i': 'underweight', 'a': count(*) filter (where underweight), 'b': count(underweight)},
            {'i': 'naik_bb', 'a': count(*) filter (where naik_bb = 'N'), 'b': count(naik_bb)},
        ], recursive := true),
    from anak
    group by bulan, kode_desa, kelompok
),

ibu_bulan as (
    select
        date_trunc('month', s.tanggal)::date as bulan,
        s.kode_desa,
        s.kelompok,
        s.hb_gdl < if(s.kelompok = 'catin', a.hb_catin, a.hb_bumil) as anemia,
        s.lila_cm < a.lila_kek as kek,
        if(s.kelompok = 'catin', s.umur < a.umur_catin, null) as terlalu_muda,
        s.bb_lahir_g < a.bblr as bblr,
        s.pb_lahir_cm < a.pblr as pblr,
        s.imd,
        s.kb_pascapersalinan as kbpp,
        s.sertifikat_elsimil as elsimil,
    from skrining as s
    inner join ambang_tahun as a on a.tahun = year(s.tanggal)
    qualify
        row_number() over (
            partition by s.orang_id, s.kelompok, date_trunc('month', s.tanggal)
            order by s.tanggal desc
        ) = 1
),

hitung_ibu as (
    select
        bulan,
        kode_desa,
        kelompok,
        unnest([
            {'i': 'anemia', 'a': count(*) filter (where anemia), 'b': count(anemia)},
            {'i': 'kek', 'a': count(*) filter (where kek), 'b': count(kek)},
            {'i': 'muda', 'a': count(*) filter (where terlalu_muda), 'b': count(terlalu_muda)},
            {'i': 'elsimil', 'a': count(*) filter (where elsimil), 'b': count(elsimil)},
            {'i': 'bblr', 'a': count(*) filter (where bblr), 'b': count(bblr)},
            {'i': 'pblr', 'a': count(*) filter (where pblr), 'b': count(pblr)},
            {'i': 'imd', 'a': count(*) filter (where imd), 'b': count(imd)},
            {'i': 'kbpp', 'a': count(*) filter (where kbpp), 'b': count(kbpp)},
        ], recursive := true),
    from ibu_bulan
    group by bulan, kode_desa, kelompok
),

semua as (
    select
        bulan,
        kode_desa,
        i || '_' || kelompok as indikator,
        a::bigint as pembilang,
        b::bigint as penyebut,
        'perorangan' as sumber,
    from (from hitung_anak union all from hitung_ibu)
    where b > 0
    union all
    select
        bulan,
        kode_desa,
        indikator,
        pembilang,
        coalesce(penyebut, sasaran) as penyebut,
        'agregat' as sumber,
    from agregat_bulanan
    where pembilang is not null and coalesce(penyebut, sasaran) > 0
)

select
    s.bulan,
    kabkota_dari(s.kode_desa) as kode_kabkota,
    kecamatan_dari(s.kode_desa) as kode_kecamatan,
    s.kode_desa,
    r.kelompok,
    s.indikator,
    s.pembilang,
    s.penyebut,
    s.sumber,
from semua as s
inner join ref_indikator as r on r.indikator = s.indikator
order by s.bulan, s.kode_desa, s.indikator;
