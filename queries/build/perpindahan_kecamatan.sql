-- Perpindahan anak dari siklus sebelumnya per kecamatan: yang dibaca perpindahan_anak.sql. Siklus sebelumnya
-- menurut angka yang tayang (tersegel bila disegel); arti tiap kolom ada di pertanyaan itu.

create or replace table perpindahan_kecamatan as
with dulu as (
    select
        siklus_sesudah(siklus) as siklus,
        orang_id,
        kode_kabkota,
        kode_kecamatan,
        tanggal,
        umur_bulan,
        unnest(if(baduta, ['balita', 'baduta'], ['balita'])) as kelompok,
    from anak_tayang
    where stunting
),

kini as (
    select
        siklus,
        kode_kabkota,
        kode_kecamatan,
        stunting,
        transisi,
        unnest(if(baduta, ['balita', 'baduta'], ['balita'])) as kelompok,
    from anak_siklus
),

-- di kabupaten/kota sendiri menurut hitungan, di yang lain menurut angka yang tayang
diukur_lagi as (
    select orang_id, siklus, kode_kabkota, true as sendiri
    from anak_siklus
    where stunting is not null
    union all
    select orang_id, siklus, kode_kabkota, false as sendiri
    from anak_tayang
    where stunting is not null
),

-- yang kabar terakhirnya pindah keluar atau meninggal; pindah antardesa pada hari yang sama tetap ada
keluar as (
    select
        s.siklus,
        m.orang_id,
        max(m.tanggal) as tanggal,
    from (select distinct siklus from dulu) as s
    inner join mutasi_orang as m on m.tanggal <= akhir_siklus(s.siklus)
    group by s.siklus, m.orang_id
    having arg_max(m.jenis, (m.tanggal, m.jenis = 'pindah_masuk')) in ('pindah_keluar', 'meninggal')
),

hitung as (
    select
        siklus,
        kode_kabkota,
        kode_kecamatan,
        kelompok,
        (stunting is not null)::integer as diukur,
        0 as stunting_sebelum,
        (transisi = 'baru')::integer as baru,
        (transisi = 'kambuh')::integer as kambuh,
        (transisi = 'tidak_lagi')::integer as tidak_lagi,
        0 as tidak_diukur_ulang,
    from kini
    union all
    select
        d.siklus,
        d.kode_kabkota,
        d.kode_kecamatan,
        d.kelompok,
        0 as diukur,
        1 as stunting_sebelum,
        0 as baru,
        0 as kambuh,
        0 as tidak_lagi,
        (
            k.orang_id is null
            and o.orang_id is null
            -- batas umur pada pengukuran yang seharusnya, enam bulan kemudian
            and d.umur_bulan + 6 < if(d.kelompok = 'baduta', 24, 60)
        )::integer as tidak_diukur_ulang,
    from dulu as d
    left join diukur_lagi as k
        on k.orang_id = d.orang_id
        and k.siklus = d.siklus
        and k.sendiri = (k.kode_kabkota = d.kode_kabkota)
    left join keluar as o on o.orang_id = d.orang_id and o.siklus = d.siklus and o.tanggal >= d.tanggal
)

select
    siklus,
    kode_kabkota,
    kode_kecamatan,
    kelompok,
    sum(diukur)::bigint as diukur,
    sum(stunting_sebelum)::bigint as stunting_sebelum,
    -- tanpa satu pun pengukuran sah transisi kosong: nol, bukan tidak diketahui
    coalesce(sum(baru), 0)::bigint as baru,
    coalesce(sum(kambuh), 0)::bigint as kambuh,
    coalesce(sum(tidak_lagi), 0)::bigint as tidak_lagi,
    sum(tidak_diukur_ulang)::bigint as tidak_diukur_ulang,
from hitung
group by siklus, kode_kabkota, kode_kecamatan, kelompok
order by kode_kabkota, siklus, kode_kecamatan, kelompok;
