-- Semua indikator kabupaten/kota dan kecamatannya pada satu siklus, dengan siklus sebelum dan semester sama setahun lalu.
-- grain: satu baris per wilayah (kabupaten/kota dan tiap kecamatan) dan indikator yang punya data pada siklus itu
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat, misalnya 2026-S1
-- result:
--   kode VARCHAR              kode kabupaten/kota atau kecamatan
--   kelompok VARCHAR
--   indikator VARCHAR
--   pembilang BIGINT
--   penyebut BIGINT
--   pembilang_sebelum BIGINT
--   penyebut_sebelum BIGINT
--   pembilang_setahun BIGINT
--   penyebut_setahun BIGINT
--   pembilang_induk BIGINT    kelompok yang memuatnya (balita untuk baduta); kosong bila tidak ada
--   penyebut_induk BIGINT
--   pembilang_sebelum_induk BIGINT
--   penyebut_sebelum_induk BIGINT
--   pembilang_setahun_induk BIGINT
--   penyebut_setahun_induk BIGINT
--   aturan VARCHAR            ambang yang berlaku pada siklus itu, misalnya ttd_bumil=180; kosong bila tanpa ambang
--   aturan_sebelum VARCHAR
--   aturan_setahun VARCHAR
--   terdaftar BOOLEAN         penyebut cakupan sebagian atau seluruhnya anak terdaftar, bukan sasaran yang dilaporkan

with jumlah as (
    select
        coalesce(kode_kecamatan, kode_kabkota) as kode,
        kelompok,
        indikator,
        siklus,
        sum(pembilang)::bigint as pembilang,
        sum(penyebut)::bigint as penyebut,
        bool_or(sumber = 'terdaftar') as terdaftar,
    from indikator_desa
    where kode_kabkota = $kode_kabkota::varchar
    group by grouping sets (
        (kode_kabkota, kode_kecamatan, kelompok, indikator, siklus),
        (kode_kabkota, kelompok, indikator, siklus)
    )
),

-- dengan angka kelompok yang memuatnya: balita untuk baduta
berinduk as (
    select
        j.*,
        u.pembilang as pembilang_induk,
        u.penyebut as penyebut_induk,
    from jumlah as j
    left join jumlah as u
        on u.kode = j.kode
        and u.siklus = j.siklus
        and u.indikator = nullif(replace(j.indikator, '_baduta', '_balita'), j.indikator)
)

select
    j.kode,
    j.kelompok,
    j.indikator,
    j.pembilang,
    j.penyebut,
    l.pembilang as pembilang_sebelum,
    l.penyebut as penyebut_sebelum,
    t.pembilang as pembilang_setahun,
    t.penyebut as penyebut_setahun,
    j.pembilang_induk,
    j.penyebut_induk,
    l.pembilang_induk as pembilang_sebelum_induk,
    l.penyebut_induk as penyebut_sebelum_induk,
    t.pembilang_induk as pembilang_setahun_induk,
    t.penyebut_induk as penyebut_setahun_induk,
    kini.aturan,
    lalu.aturan as aturan_sebelum,
    setahun.aturan as aturan_setahun,
    j.terdaftar,
from berinduk as j
left join berinduk as l
    on l.kode = j.kode and l.indikator = j.indikator and l.siklus = siklus_sebelum(j.siklus)
left join berinduk as t
    on t.kode = j.kode
    and t.indikator = j.indikator
    and t.siklus = siklus_sebelum(siklus_sebelum(j.siklus))
left join aturan_siklus as kini
    on kini.kode_kabkota = $kode_kabkota::varchar
    and kini.indikator = j.indikator
    and kini.siklus = j.siklus
left join aturan_siklus as lalu
    on lalu.kode_kabkota = $kode_kabkota::varchar
    and lalu.indikator = j.indikator
    and lalu.siklus = siklus_sebelum(j.siklus)
left join aturan_siklus as setahun
    on setahun.kode_kabkota = $kode_kabkota::varchar
    and setahun.indikator = j.indikator
    and setahun.siklus = siklus_sebelum(siklus_sebelum(j.siklus))
where j.siklus = $siklus::varchar
order by j.kode, j.indikator;
