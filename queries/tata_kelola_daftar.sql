-- Tata kelola per kecamatan dan aspek: yang berjalan, efektivitas, kendala, solusi; dan penilaian aspek itu sebelumnya.
-- grain: satu baris per siklus, kecamatan dan aspek
-- access: agregat
-- bebas: aspek, yang_berjalan, kendala, solusi, solusi_lalu
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   kode_kecamatan VARCHAR    kecamatan; kosong berarti semua
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   aspek VARCHAR
--   yang_berjalan VARCHAR
--   efektivitas VARCHAR       efektif, cukup, kurang, belum_dinilai
--   kendala VARCHAR
--   solusi VARCHAR
--   siklus_lalu VARCHAR       siklus terakhir sebelumnya dengan aspek itu di kecamatan itu; kosong: belum pernah
--   solusi_lalu VARCHAR
--   efektivitas_lalu VARCHAR

with sebelumnya as (
    select
        kode_kecamatan,
        aspek,
        siklus as siklus_lalu,
        solusi as solusi_lalu,
        efektivitas as efektivitas_lalu,
    from tata_kelola
    where siklus < $siklus::varchar
    qualify row_number() over (partition by kode_kecamatan, aspek order by siklus desc) = 1
)

select
    t.kode_kecamatan,
    w.nama as kecamatan,
    t.aspek,
    t.yang_berjalan,
    t.efektivitas,
    t.kendala,
    t.solusi,
    s.siklus_lalu,
    s.solusi_lalu,
    s.efektivitas_lalu,
from tata_kelola as t
inner join wilayah as w on w.kode = t.kode_kecamatan
left join sebelumnya as s on s.kode_kecamatan = t.kode_kecamatan and s.aspek = t.aspek
where
    w.kode_induk = $kode_kabkota::varchar
    and t.siklus = $siklus::varchar
    and ($kode_kecamatan::varchar is null or t.kode_kecamatan = $kode_kecamatan::varchar)
order by w.nama, t.aspek;
