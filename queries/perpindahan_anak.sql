-- Perpindahan anak dari siklus sebelumnya: kasus baru tercatat, tidak lagi stunting, tidak diukur ulang.
-- grain: satu baris per wilayah (kabupaten/kota dan tiap kecamatan) dengan anak yang diukur pada salah satu siklus
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
--   kelompok VARCHAR          baduta atau balita; umur dihitung pada pengukuran siklus yang bersangkutan
-- result:
--   kode VARCHAR
--   diukur BIGINT             anak dengan TB/U sah pada siklus ini
--   stunting_sebelum BIGINT   anak stunting pada siklus sebelumnya
--   baru BIGINT               sebelumnya -2 SD ke atas dan belum pernah di bawahnya, kini di bawah
--   kambuh BIGINT             kembali di bawah -2 SD sesudah pernah pulih
--   tidak_lagi BIGINT         sebelumnya di bawah -2 SD, kini -2 SD ke atas
--   tidak_diukur_ulang BIGINT  stunting sebelumnya, masih dalam umur, kini tidak diukur, tidak pindah/meninggal

with kini as (
    select *
    from anak_siklus
    where
        siklus = $siklus::varchar
        and kode_kabkota = $kode_kabkota::varchar
        and ($kelompok::varchar <> 'baduta' or baduta)
),

dulu as (
    select *
    from anak_siklus
    where
        siklus = siklus_sebelum($siklus::varchar)
        and kode_kabkota = $kode_kabkota::varchar
        and stunting
        and ($kelompok::varchar <> 'baduta' or baduta)
),

-- yang kabar terakhirnya pindah keluar atau meninggal; pindah antardesa pada hari yang sama tetap ada
keluar as (
    select
        orang_id,
        max(tanggal) as tanggal,
    from mutasi_orang
    where tanggal <= akhir_siklus($siklus::varchar)
    group by orang_id
    having arg_max(jenis, (tanggal, jenis = 'pindah_masuk')) in ('pindah_keluar', 'meninggal')
),

hitung as (
    select
        kode_kabkota,
        kode_kecamatan,
        (stunting is not null)::integer as diukur,
        0 as stunting_sebelum,
        (transisi = 'baru')::integer as baru,
        (transisi = 'kambuh')::integer as kambuh,
        (transisi = 'tidak_lagi')::integer as tidak_lagi,
        0 as tidak_diukur_ulang,
    from kini
    union all
    select
        d.kode_kabkota,
        d.kode_kecamatan,
        0 as diukur,
        1 as stunting_sebelum,
        0 as baru,
        0 as kambuh,
        0 as tidak_lagi,
        (
            k.orang_id is null
            and o.orang_id is null
            -- batas umur pada pengukuran yang seharusnya, enam bulan kemudian
            and d.umur_bulan + 6 < if($kelompok::varchar = 'baduta', 24, 60)
        )::integer as tidak_diukur_ulang,
    from dulu as d
    left join anak_siklus as k
        on k.orang_id = d.orang_id and k.siklus = $siklus::varchar and k.stunting is not null
    left join keluar as o on o.orang_id = d.orang_id and o.tanggal >= d.tanggal
)

select
    coalesce(kode_kecamatan, kode_kabkota) as kode,
    sum(diukur)::bigint as diukur,
    sum(stunting_sebelum)::bigint as stunting_sebelum,
    sum(baru)::bigint as baru,
    sum(kambuh)::bigint as kambuh,
    sum(tidak_lagi)::bigint as tidak_lagi,
    sum(tidak_diukur_ulang)::bigint as tidak_diukur_ulang,
from hitung
group by grouping sets ((kode_kabkota, kode_kecamatan), (kode_kabkota))
order by kode;
