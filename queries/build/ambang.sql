-- Ambang yang berlaku tiap tahun: yang terakhir mulai berlaku sampai tahun itu.
create or replace table ambang_berlaku as
select
    t.tahun::integer as tahun,
    a.ambang,
    arg_max(a.nilai, a.tahun_mulai) as nilai,
from range(2000, 2051) as t(tahun)
inner join ref_ambang as a on a.tahun_mulai <= t.tahun
group by t.tahun, a.ambang;

-- Ambang per tahun, satu kolom per ambang: aturan yang berlaku pada tahun pemeriksaan.
create or replace table ambang_tahun as
select
    tahun,
    max(nilai) filter (where ambang = 'hb_bumil') as hb_bumil,
    max(nilai) filter (where ambang = 'hb_catin') as hb_catin,
    max(nilai) filter (where ambang = 'lila_kek') as lila_kek,
    max(nilai) filter (where ambang = 'imt_kek_bumil') as imt_kek_bumil,
    max(nilai) filter (where ambang = 'ttd_bumil') as ttd_bumil,
    max(nilai) filter (where ambang = 'anc_bumil') as anc_bumil,
    max(nilai) filter (where ambang = 'umur_catin') as umur_catin,
    max(nilai) filter (where ambang = 'umur_hamil_muda') as umur_hamil_muda,
    max(nilai) filter (where ambang = 'umur_hamil_tua') as umur_hamil_tua,
    max(nilai) filter (where ambang = 'bblr') as bblr,
    max(nilai) filter (where ambang = 'pblr') as pblr,
    max(nilai) filter (where ambang = 'prematur') as prematur,
from ambang_berlaku
group by tahun
order by tahun;

-- Aturan yang berlaku bagi tiap indikator pada tiap tahun, sebagai teks ("ttd_bumil=180"): dua siklus dengan
-- teks berbeda tidak dibandingkan. Indikator tanpa ambang tidak ada di sini.
create or replace table aturan_tahun as
with dipakai as (
    select
        indikator,
        unnest(string_split(ambang, ';')) as ambang,
    from ref_indikator
    where ambang <> ''
)

select
    d.indikator,
    b.tahun,
    string_agg(b.ambang || '=' || b.nilai, '; ' order by b.ambang) as aturan,
from dipakai as d
inner join ambang_berlaku as b on b.ambang = d.ambang
group by d.indikator, b.tahun
order by d.indikator, b.tahun;
