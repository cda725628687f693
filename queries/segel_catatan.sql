-- Apakah angka satu siklus tersegel, sejak kapan, dan di berapa kecamatan data susulan akan mengubahnya.
-- grain: satu baris
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   revisi INTEGER            kosong: tidak disegel
--   waktu TIMESTAMP
--   kecamatan BIGINT          kecamatan dengan angka yang berbeda dari segelnya
--   rumus BOOLEAN             rumus berubah sejak disegel

with terakhir as (
    select
        revisi,
        waktu,
    from segel
    where kode_kabkota = $kode_kabkota::varchar and siklus = $siklus::varchar
    qualify row_number() over (order by revisi desc) = 1
)

select
    max(t.revisi)::integer as revisi,
    max(t.waktu)::timestamp as waktu,
    count(distinct s.kode_kecamatan)::bigint as kecamatan,
    coalesce(bool_or(s.sebab = 'rumus berubah'), false) as rumus,
from (select 1) as satu
left join terakhir as t on true
left join segel_selisih as s
    on s.kode_kabkota = $kode_kabkota::varchar and s.siklus = $siklus::varchar;
