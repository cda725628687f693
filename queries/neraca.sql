-- Neraca anak stunting satu siklus: dari yang stunting siklus lalu ke yang stunting siklus ini, arus demi arus.
-- grain: satu baris per wilayah (kabupaten/kota dan tiap kecamatan) dan arus yang tidak nol; juga awal, akhir, diukur
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
--   kelompok VARCHAR          baduta (0-23 bulan) atau balita (0-59 bulan)
-- result:
--   kode VARCHAR
--   arus VARCHAR              awal, tetap, arus keluar dan masuk, akhir, diukur
--   jumlah BIGINT             anak; pindah antarkecamatan saling meniadakan di kabupaten/kota dan di sana termasuk tetap

with kecamatan as (
    select
        kode_kecamatan,
        arus,
        jumlah,
    from neraca_siklus
    where
        siklus = $siklus::varchar
        and kelompok = $kelompok::varchar
        and kode_kabkota = $kode_kabkota::varchar
)

select
    kode_kecamatan as kode,
    arus,
    jumlah,
from kecamatan
union all
select
    $kode_kabkota::varchar as kode,
    if(arus = 'pindah_antar_keluar', 'tetap', arus) as arus,
    sum(jumlah)::bigint as jumlah,
from kecamatan
where arus <> 'pindah_antar_masuk'
group by all
order by kode, arus;
