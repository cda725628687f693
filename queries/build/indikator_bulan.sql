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
    from pengukuran_orang as p
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

-- nilai terakhir yang tercatat pada bulan itu, seperti ibu_siklus
ibu_terakhir as (
    select
        orang_id,
        kelompok,
        date_trunc('month', tanggal)::date as bulan,
        arg_max(kode_desa, tanggal) as kode_desa,
        arg_max(umur, tanggal) as umur,
        arg_max(lila_cm, tanggal) as lila_cm,
        arg_max(imt_dari(bb_kg, tb_cm), tanggal) as imt,
        arg_max(hb_gdl, tanggal) as hb_gdl,
        arg_max(sertifikat_elsimil, tanggal) as elsimil,
        bool_or(kb_pascapersalinan) as kbpp,
        max(bb_lahir_g) as bb_lahir_g,
        max(pb_lahir_cm) as pb_lahir_cm,
        bool_or(imd) as imd,
    from skrining
    group by orang_id, kelompok, date_trunc('month', tanggal)
),

ibu_bulan as (
    select
        t.bulan,
        t.kode_desa,
        t.kelompok,
        anemia_dari(t.kelompok, t.hb_gdl, a.hb_catin, a.hb_bumil) as anemia,
        berisiko_kek(t.kelompok, t.lila_cm, t.imt, a.lila_kek, a.imt_kek_bumil) as kek,
        umur_berisiko_dari(t.kelompok, t.umur, a.umur_catin, a.umur_hamil_muda, a.umur_hamil_tua) as umur_berisiko,
        t.bb_lahir_g < a.bblr as bblr,
        t.pb_lahir_cm < a.pblr as pblr,
        t.imd,
        t.kbpp,
        t.elsimil,
    from ibu_terakhir as t
    inner join ambang_tahun as a on a.tahun = year(t.bulan)
),

hitung_ibu as (
    select
        bulan,
        kode_desa,
        kelompok,
        unnest([
            {'i': 'anemia', 'a': count(*) filter (where anemia), 'b': count(anemia)},
            {'i': 'kek', 'a': count(*) filter (where kek), 'b': count(kek)},
            {'i': 'umur', 'a': count(*) filter (where umur_berisiko), 'b': count(umur_berisiko)},
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
        -- sasaran hanya penyebut cakupan: yang lain dihitung dari yang diperiksa, bukan dari sasaran
        if(indikator like 'cakupan_%', sasaran, penyebut) as penyebut,
        'agregat' as sumber,
    from agregat_terpakai
    where pembilang is not null and if(indikator like 'cakupan_%', sasaran, penyebut) > 0
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
order by kode_kabkota, s.bulan, s.kode_desa, s.indikator;
