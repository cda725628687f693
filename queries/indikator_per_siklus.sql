-- Satu indikator sepanjang siklus, kabupaten/kota dan tiap kecamatan.
-- grain: satu baris per wilayah dan siklus yang tercatat, juga bila tanpa data
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   indikator VARCHAR         kode indikator
-- result:
--   kode VARCHAR              kode kabupaten/kota atau kecamatan
--   nama VARCHAR
--   siklus VARCHAR
--   pembilang BIGINT          kosong bila tidak ada data
--   penyebut BIGINT           kosong bila tidak ada data
--   pembilang_induk BIGINT    kelompok yang memuatnya (balita untuk baduta); kosong bila tidak ada
--   penyebut_induk BIGINT
--   aturan VARCHAR            ambang yang berlaku pada siklus itu; kosong bila tanpa ambang

with jumlah as (
    select
        coalesce(kode_kecamatan, kode_kabkota) as kode,
        siklus,
        sum(pembilang) filter (where indikator = $indikator::varchar)::bigint as pembilang,
        sum(penyebut) filter (where indikator = $indikator::varchar)::bigint as penyebut,
        sum(pembilang) filter (where indikator <> $indikator::varchar)::bigint as pembilang_induk,
        sum(penyebut) filter (where indikator <> $indikator::varchar)::bigint as penyebut_induk,
    from indikator_desa
    where
        kode_kabkota = $kode_kabkota::varchar
        and indikator in ($indikator::varchar, replace($indikator::varchar, '_baduta', '_balita'))
    group by grouping sets ((kode_kabkota, kode_kecamatan, siklus), (kode_kabkota, siklus))
)

select
    w.kode,
    w.nama,
    s.siklus,
    j.pembilang,
    j.penyebut,
    j.pembilang_induk,
    j.penyebut_induk,
    a.aturan,
from wilayah as w
cross join siklus as s
left join jumlah as j on j.kode = w.kode and j.siklus = s.siklus
left join aturan_siklus as a
    on a.kode_kabkota = s.kode_kabkota and a.siklus = s.siklus and a.indikator = $indikator::varchar
where
    s.kode_kabkota = $kode_kabkota::varchar
    and (w.kode = $kode_kabkota::varchar or w.kode_induk = $kode_kabkota::varchar)
order by w.kode, s.siklus;
