-- Siklus satu kabupaten/kota dengan keadaan segelnya: cakupan, baris ditolak, segel yang berlaku, data susulan.
-- grain: satu baris per siklus, terbaru lebih dahulu
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
-- result:
--   siklus VARCHAR
--   selesai DATE              hari terakhir siklus
--   data_terakhir DATE        pengukuran atau pemeriksaan terakhir pada siklus itu
--   diukur BIGINT             balita yang diukur
--   sasaran BIGINT            sasaran balita
--   ditolak BIGINT            baris ditolak pada berkas bertanggal siklus itu; nama berkas sama: impor terakhirnya
--   revisi INTEGER            kosong: belum disegel
--   waktu TIMESTAMP
--   oleh VARCHAR
--   hash VARCHAR
--   versi_rumus VARCHAR
--   versi_kode VARCHAR
--   terkunci BOOLEAN          sampai batas segel, juga bila belum berdata saat disegel
--   kecamatan BIGINT          kecamatan yang angkanya akan berubah oleh revisi
--   rumus BOOLEAN             rumus berubah sejak disegel

with terakhir as (
    select *
    from segel
    where kode_kabkota = $kode_kabkota::varchar
    qualify row_number() over (partition by siklus order by revisi desc) = 1
),

cakupan as (
    select
        siklus,
        sum(pembilang)::bigint as diukur,
        sum(penyebut)::bigint as sasaran,
    from indikator_desa
    where kode_kabkota = $kode_kabkota::varchar and indikator = 'cakupan_ukur_balita'
    group by siklus
),

data as (
    select
        siklus,
        max(tanggal) as terakhir,
    from data_terakhir
    where kode_kabkota = $kode_kabkota::varchar and jenis in ('pengukuran', 'skrining')
    group by siklus
),

ditolak as (
    select
        siklus_dari(tanggal_berkas) as siklus,
        sum(refused)::bigint as baris,
    from (
        select *
        from impor
        where tanggal_berkas is not null
        qualify row_number() over (partition by file order by waktu desc) = 1
    )
    group by siklus_dari(tanggal_berkas)
),

selisih as (
    select
        siklus,
        count(distinct kode_kecamatan)::bigint as kecamatan,
        bool_or(sebab = 'rumus berubah') as rumus,
    from segel_selisih
    where kode_kabkota = $kode_kabkota::varchar
    group by siklus
)

select
    s.siklus,
    s.selesai,
    d.terakhir as data_terakhir,
    c.diukur,
    c.sasaran,
    coalesce(r.baris, 0)::bigint as ditolak,
    t.revisi,
    t.waktu,
    t.oleh,
    t.hash,
    t.versi_rumus,
    t.versi_kode,
    coalesce(s.siklus <= b.sampai, false) as terkunci,
    coalesce(e.kecamatan, 0)::bigint as kecamatan,
    coalesce(e.rumus, false) as rumus,
from siklus as s
left join terakhir as t on t.siklus = s.siklus
left join cakupan as c on c.siklus = s.siklus
left join data as d on d.siklus = s.siklus
left join ditolak as r on r.siklus = s.siklus
left join segel_batas as b on b.kode_kabkota = s.kode_kabkota
left join selisih as e on e.siklus = s.siklus
where s.kode_kabkota = $kode_kabkota::varchar
order by s.siklus desc;
