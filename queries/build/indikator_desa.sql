-- Pembilang dan penyebut per desa, siklus dan indikator: yang dibaca halaman. Satu kali per impor.
-- Angka kecamatan dan kabupaten selalu jumlah dari sini, tidak pernah rata-rata persen.

-- Sasaran balita/baduta per desa dan siklus: angka terakhir yang dilaporkan sampai akhir siklus itu. Desa yang
-- tidak pernah melapor memakai anak terdaftar; kolom sumber mengatakannya.
create or replace table sasaran_desa as
with lapor as (
    select
        s.siklus,
        g.kode_desa,
        g.indikator,
        arg_max(g.sasaran, g.bulan) as sasaran,
    from agregat_terpakai as g
    inner join siklus as s
        on s.kode_kabkota = kabkota_dari(g.kode_desa) and g.bulan <= akhir_siklus(s.siklus)
    where g.indikator in ('cakupan_ukur_balita', 'cakupan_ukur_baduta') and g.sasaran is not null
    group by all
),

keluar as (
    select
        orang_id,
        max(tanggal) as tanggal,
    from mutasi_orang
    group by orang_id
    having arg_max(jenis, (tanggal, jenis = 'pindah_masuk')) in ('pindah_keluar', 'meninggal')
),

terdaftar as (
    select
        s.siklus,
        o.kode_desa,
        k.kelompok,
        count(distinct o.orang_id) as sasaran,
    from siklus as s
    inner join orang_tunggal as o on kabkota_dari(o.kode_desa) = s.kode_kabkota
    inner join keanggotaan as k
        on k.orang_id = o.orang_id
        and k.kelompok in ('baduta', 'balita')
        and k.mulai <= akhir_siklus(s.siklus)
        and coalesce(k.selesai, date '2999-12-31') >= akhir_siklus(s.siklus)
    left join keluar as m on m.orang_id = o.orang_id
    where m.tanggal is null or m.tanggal > akhir_siklus(s.siklus)
    group by s.siklus, o.kode_desa, k.kelompok
)

select
    coalesce(l.siklus, t.siklus) as siklus,
    coalesce(l.kode_desa, t.kode_desa) as kode_desa,
    coalesce(right(l.indikator, 6), t.kelompok) as kelompok,
    coalesce(l.sasaran, t.sasaran) as sasaran,
    if(l.sasaran is not null, 'sasaran', 'terdaftar') as sumber,
from lapor as l
full join terdaftar as t
    on t.siklus = l.siklus and t.kode_desa = l.kode_desa and t.kelompok = right(l.indikator, 6);

create or replace table indikator_desa as
with anak as (
    select
        *,
        unnest(if(baduta, ['balita', 'baduta'], ['balita'])) as kelompok,
    from anak_siklus
),

hitung_anak as (
    select
        siklus,
        kode_desa,
        kelompok,
        count(*) filter (where stunting) as stunting,
        count(stunting) as stunting_n,
        count(*) filter (where wasting) as wasting,
        count(wasting) as wasting_n,
        count(*) filter (where underweight) as underweight,
        count(underweight) as underweight_n,
        count(*) filter (where transisi = 'baru') as kasus_baru,
        count(*) filter (where transisi in ('baru', 'kambuh', 'tetap_tidak')) as kasus_baru_n,
        count(*) filter (where naik_bb = 'N') as naik_bb,
        count(naik_bb) as naik_bb_n,
        count(*) filter (where diukur) as diukur,
    from anak
    group by siklus, kode_desa, kelompok
),

hitung_ibu as (
    select
        siklus,
        kode_desa,
        kelompok,
        count(*) filter (where anemia) as anemia,
        count(anemia) as anemia_n,
        count(*) filter (where kek) as kek,
        count(kek) as kek_n,
        count(*) filter (where umur_berisiko) as umur,
        count(umur_berisiko) as umur_n,
        count(*) filter (where sertifikat_elsimil) as elsimil,
        count(sertifikat_elsimil) as elsimil_n,
        count(*) filter (where ttd_cukup) as ttd,
        count(ttd_cukup) as ttd_n,
        count(*) filter (where anc_lengkap) as anc,
        count(anc_lengkap) as anc_n,
        count(*) filter (where kb_pascapersalinan) as kbpp,
        count(kb_pascapersalinan) as kbpp_n,
        count(*) filter (where bblr) as bblr,
        count(bblr) as bblr_n,
        count(*) filter (where pblr) as pblr,
        count(pblr) as pblr_n,
        count(*) filter (where imd) as imd,
        count(imd) as imd_n,
        count(*) filter (where prematur) as prematur,
        count(prematur) as prematur_n,
    from ibu_siklus
    group by siklus, kode_desa, kelompok
),

hitung_keluarga as (
    select
        siklus,
        kode_desa,
        count(*) filter (where berisiko) as krs,
        count(berisiko) as krs_n,
        count(*) filter (where not jamban_layak) as jamban,
        count(jamban_layak) as jamban_n,
        count(*) filter (where not sumber_air_layak) as air,
        count(sumber_air_layak) as air_n,
    from keluarga
    group by siklus, kode_desa
),

-- laporan bulanan: potret terakhir pada siklus itu, karena angkanya kumulatif (tidak pernah dijumlahkan)
potret as (
    select
        s.siklus,
        g.kode_desa,
        g.indikator,
        max_by(g.pembilang, g.bulan) as pembilang,
        max_by(g.penyebut, g.bulan) as penyebut,
    from agregat_terpakai as g
    inner join siklus as s
        on s.kode_kabkota = kabkota_dari(g.kode_desa) and g.bulan between s.mulai and s.selesai
    where g.pembilang is not null and g.penyebut is not null
    group by s.siklus, g.kode_desa, g.indikator
),

-- satu baris per indikator; baris tanpa penyebut dibuang di akhir
berbaris as (
    select
        h.siklus,
        h.kode_desa,
        h.kelompok,
        unnest([
            {'i': 'stunting', 'a': h.stunting, 'b': h.stunting_n},
            {'i': 'wasting', 'a': h.wasting, 'b': h.wasting_n},
            {'i': 'underweight', 'a': h.underweight, 'b': h.underweight_n},
            {'i': 'kasus_baru', 'a': h.kasus_baru, 'b': h.kasus_baru_n},
            {'i': 'naik_bb', 'a': h.naik_bb, 'b': h.naik_bb_n},
        ], recursive := true),
        'anak_siklus' as sumber,
    from hitung_anak as h
    union all
    select
        s.siklus,
        s.kode_desa,
        s.kelompok,
        'cakupan_ukur' as i,
        coalesce(h.diukur, 0) as a,
        s.sasaran as b,
        s.sumber,
    from sasaran_desa as s
    left join hitung_anak as h
        on h.siklus = s.siklus and h.kode_desa = s.kode_desa and h.kelompok = s.kelompok
    union all
    select
        h.siklus,
        h.kode_desa,
        h.kelompok,
        unnest([
            {'i': 'anemia', 'a': h.anemia, 'b': h.anemia_n},
            {'i': 'kek', 'a': h.kek, 'b': h.kek_n},
            {'i': 'umur', 'a': h.umur, 'b': h.umur_n},
            {'i': 'elsimil', 'a': h.elsimil, 'b': h.elsimil_n},
            {'i': 'ttd', 'a': h.ttd, 'b': h.ttd_n},
            {'i': 'anc', 'a': h.anc, 'b': h.anc_n},
            {'i': 'kbpp', 'a': h.kbpp, 'b': h.kbpp_n},
            {'i': 'bblr', 'a': h.bblr, 'b': h.bblr_n},
            {'i': 'pblr', 'a': h.pblr, 'b': h.pblr_n},
            {'i': 'imd', 'a': h.imd, 'b': h.imd_n},
            {'i': 'prematur', 'a': h.prematur, 'b': h.prematur_n},
        ], recursive := true),
        'ibu_siklus' as sumber,
    from hitung_ibu as h
    union all
    select
        h.siklus,
        h.kode_desa,
        'keluarga' as kelompok,
        unnest([
            {'i': 'krs', 'a': h.krs, 'b': h.krs_n},
            {'i': 'jamban', 'a': h.jamban, 'b': h.jamban_n},
            {'i': 'air', 'a': h.air, 'b': h.air_n},
        ], recursive := true),
        'keluarga' as sumber,
    from hitung_keluarga as h
    union all
    -- jumlah Verval per desa, hanya di desa dan siklus tanpa daftar per keluarga
    select
        d.siklus,
        d.kode_desa,
        'keluarga' as kelompok,
        unnest([
            {'i': 'krs', 'a': d.berisiko, 'b': d.keluarga_sasaran},
            {'i': 'jamban', 'a': d.jamban_tidak_layak, 'b': d.keluarga_sasaran},
            {'i': 'air', 'a': d.air_tidak_layak, 'b': d.keluarga_sasaran},
        ], recursive := true),
        'krs_desa' as sumber,
    from krs_desa as d
    where not exists (
        select 1
        from hitung_keluarga as h
        where h.siklus = d.siklus and h.kode_desa = d.kode_desa
    )
),

bernama as (
    select
        siklus,
        kode_desa,
        kelompok,
        i || '_' || kelompok as indikator,
        a::bigint as pembilang,
        b::bigint as penyebut,
        sumber,
    from berbaris
    where b > 0 and a is not null
),

tercatat as (
    select distinct
        siklus,
        indikator,
        kabkota_dari(kode_desa) as kode_kabkota,
    from bernama
),

-- laporan bulanan dipakai hanya di kabupaten/kota dan siklus yang tidak punya catatan perorangan untuk indikator
-- itu: keduanya tidak pernah dicampur
dari_laporan as (
    select
        p.siklus,
        p.kode_desa,
        r.kelompok,
        p.indikator,
        p.pembilang,
        p.penyebut,
        'agregat' as sumber,
    from potret as p
    inner join ref_indikator as r on r.indikator = p.indikator and r.kelompok in ('bumil', 'pascasalin')
    anti join tercatat as t
        on t.siklus = p.siklus and t.indikator = p.indikator and t.kode_kabkota = kabkota_dari(p.kode_desa)
    where p.penyebut > 0
)

select
    b.siklus,
    kabkota_dari(b.kode_desa) as kode_kabkota,
    kecamatan_dari(b.kode_desa) as kode_kecamatan,
    b.kode_desa,
    b.kelompok,
    b.indikator,
    b.pembilang,
    b.penyebut,
    b.sumber,
from (from bernama union all from dari_laporan) as b
inner join ref_indikator as r on r.indikator = b.indikator
order by kode_kabkota, b.siklus, b.kode_desa, r.urutan;
