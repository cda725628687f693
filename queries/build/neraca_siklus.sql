-- Neraca anak stunting: dari yang stunting siklus lalu ke yang stunting siklus ini, per kecamatan dan rentang umur.
-- Satu baris per siklus, kelompok (baduta 0-23 bulan, balita 0-59 bulan), kecamatan dan arus. Setiap anak yang
-- stunting siklus lalu punya tepat satu arus keluar atau 'tetap', setiap anak yang stunting kini tepat satu arus masuk
-- atau 'tetap', maka awal - keluar + masuk = akhir selalu benar. Umur dihitung pada pengukuran masing-masing.
-- Siklus lalu dibaca dari angka yang tayang (anak_tayang: tersegel bila disegel).

create or replace table neraca_siklus as
with rentang as (
    select
        r.kelompok,
        r.batas,
    from (values ('baduta', 24), ('balita', 60)) as r (kelompok, batas)
),

-- siklus yang sudah ada pengukuran sahnya; sebelum itu belum ada neraca
berjalan as (
    select distinct siklus, kode_kabkota
    from anak_siklus
    where stunting is not null
),

awal as (
    select
        r.kelompok,
        r.batas,
        b.siklus,
        a.orang_id,
        a.kode_kabkota,
        a.kode_kecamatan,
        a.tanggal,
        a.umur_bulan,
    from anak_tayang as a
    cross join rentang as r
    inner join berjalan as b
        on b.kode_kabkota = a.kode_kabkota and siklus_sebelum(b.siklus) = a.siklus
    where a.stunting and a.umur_bulan < r.batas
),

akhir as (
    select
        r.kelompok,
        a.siklus,
        a.orang_id,
        a.kode_kabkota,
        a.kode_kecamatan,
        a.umur_bulan,
    from anak_siklus as a
    cross join rentang as r
    where a.stunting and a.umur_bulan < r.batas
),

-- kabar terakhir tiap anak sampai akhir siklus: pindah antardesa pada hari yang sama berarti masih ada
kabar as (
    select
        b.siklus,
        m.orang_id,
        arg_max(m.jenis, (m.tanggal, m.jenis = 'pindah_masuk')) as jenis,
        max(m.tanggal) as tanggal,
        -- yang datang: menurut buku kerja, atau menurut ekspor dari kabupaten/kota lain
        max(m.tanggal) filter (
            where m.jenis = 'pindah_masuk' and (m.asal = 'buku_kerja' or kabkota_dari(m.dari) <> kabkota_dari(m.ke))
        ) as masuk,
    from (select distinct siklus from berjalan) as b
    inner join mutasi_orang as m on m.tanggal <= akhir_siklus(b.siklus)
    group by b.siklus, m.orang_id
),

-- pengukuran sah terakhir sebelum siklus ini, dan apakah pernah stunting
riwayat as (
    select
        b.siklus,
        a.orang_id,
        arg_max(a.stunting, a.siklus) as stunting,
        max(a.tanggal) as tanggal,
        bool_or(a.stunting) as pernah,
    from (select distinct siklus from berjalan) as b
    inner join anak_tayang as a on a.siklus < b.siklus
    where a.stunting is not null
    group by b.siklus, a.orang_id
),

-- siklus ini: di kabupaten/kota sendiri menurut hitungan, di yang lain menurut angka yang tayang
kini as (
    select siklus, orang_id, kode_kabkota, kode_kecamatan, umur_bulan, stunting, diukur, true as sendiri
    from anak_siklus
    union all
    select siklus, orang_id, kode_kabkota, kode_kecamatan, umur_bulan, stunting, diukur, false as sendiri
    from anak_tayang
),

keluar as (
    select
        d.siklus,
        d.kelompok,
        d.kode_kabkota,
        d.kode_kecamatan,
        case
            when k.stunting is not null and k.umur_bulan >= d.batas then 'lewat_umur'
            when not k.stunting then 'tidak_lagi'
            when k.stunting and k.kode_kecamatan = d.kode_kecamatan then 'tetap'
            when k.stunting and k.kode_kabkota = d.kode_kabkota then 'pindah_antar_keluar'
            when k.stunting then 'pindah_keluar'
            when m.tanggal >= d.tanggal and m.jenis in ('meninggal', 'pindah_keluar') then m.jenis
            -- batas umur pada pengukuran yang seharusnya, enam bulan kemudian
            when d.umur_bulan + 6 >= d.batas then 'lewat_umur'
            when k.diukur then 'tidak_sah'
            else 'tidak_diukur_ulang'
        end as arus,
    from awal as d
    left join kini as k
        on k.orang_id = d.orang_id
        and k.siklus = d.siklus
        and k.sendiri = (k.kode_kabkota = d.kode_kabkota)
    left join kabar as m on m.orang_id = d.orang_id and m.siklus = d.siklus
),

masuk as (
    select
        n.siklus,
        n.kelompok,
        n.kode_kabkota,
        n.kode_kecamatan,
        case
            when d.stunting and d.kode_kecamatan = n.kode_kecamatan then null  -- tetap, sudah di sisi awal
            when d.stunting and d.kode_kabkota = n.kode_kabkota then 'pindah_antar_masuk'
            when d.stunting then 'pindah_masuk'
            when not d.stunting and r.pernah then 'kambuh'
            when not d.stunting then 'baru'
            when m.masuk >= coalesce(r.tanggal, awal_siklus(siklus_sebelum(n.siklus))) then 'pindah_masuk'
            when r.stunting then 'kembali'
            when r.pernah then 'kambuh'
            when r.orang_id is not null then 'baru_berselang'
            when n.umur_bulan < 6 then 'pertama_bayi'
            else 'pertama'
        end as arus,
    from akhir as n
    left join anak_tayang as d on d.orang_id = n.orang_id and d.siklus = siklus_sebelum(n.siklus)
    left join riwayat as r on r.orang_id = n.orang_id and r.siklus = n.siklus
    left join kabar as m on m.orang_id = n.orang_id and m.siklus = n.siklus
),

-- jumlah yang diukur sah dalam umur itu, penyebut neraca
diukur as (
    select
        a.siklus,
        r.kelompok,
        a.kode_kabkota,
        a.kode_kecamatan,
        'diukur' as arus,
    from anak_siklus as a
    cross join rentang as r
    where a.stunting is not null and a.umur_bulan < r.batas
)

select
    siklus,
    kelompok,
    kode_kabkota,
    kode_kecamatan,
    arus,
    count(*) as jumlah,
from (
    select * from keluar
    union all
    select * from masuk where arus is not null
    union all
    select * from diukur
    union all
    select siklus, kelompok, kode_kabkota, kode_kecamatan, 'awal' as arus from awal
    union all
    select siklus, kelompok, kode_kabkota, kode_kecamatan, 'akhir' as arus from akhir
)
group by all
order by kode_kabkota, siklus, kelompok, kode_kecamatan, arus;
