-- Rekomendasi/tugas satu siklus dengan status terakhir yang dilaporkan.
-- grain: satu baris per rekomendasi
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   kode_kecamatan VARCHAR    kecamatan kasusnya; kosong berarti semua
--   siklus VARCHAR            siklus audit yang melahirkan rekomendasi
--   per_tanggal DATE          terlambat dihitung terhadap hari ini
--   rinci BOOLEAN             sebab yang dilindungi (sensitif) disebut apa adanya, bukan dengan label netral
-- result:
--   rtl_id VARCHAR
--   rekomendasi VARCHAR
--   kode_opd VARCHAR
--   opd VARCHAR
--   penyebab VARCHAR
--   tingkat_pr VARCHAR
--   tenggat DATE
--   status VARCHAR            belum, proses, selesai, terkendala, batal; kosong: belum ada laporan
--   tanggal_status DATE
--   terlambat BOOLEAN
--   efektivitas VARCHAR
--   kasus BIGINT

with terpilih as (
    select *
    from rtl_ringkas
    where
        kode_kabkota = $kode_kabkota::varchar
        and siklus = $siklus::varchar
        and ($kode_kecamatan::varchar is null or list_contains(kode_kecamatan, $kode_kecamatan::varchar))
)

select
    b.rtl_id,
    if(p.sensitif = 'ya' and not $rinci::boolean, p.label_tayang, b.rekomendasi) as rekomendasi,
    b.kode_opd,
    o.nama_pendek as opd,
    if(p.sensitif = 'ya' and not $rinci::boolean, p.label_tayang, p.penyebab) as penyebab,
    b.tingkat_pr,
    b.tenggat,
    b.status,
    b.tanggal_status,
    coalesce(
        b.tenggat < $per_tanggal::date and coalesce(b.status, 'belum') not in ('selesai', 'batal'), false
    ) as terlambat,
    b.efektivitas,
    b.kasus::bigint as kasus,
from terpilih as b
left join ref_opd as o on o.kode_opd = b.kode_opd
left join ref_penyebab as p on p.kode_penyebab = b.kode_penyebab
order by terlambat desc, b.tenggat nulls last, b.rtl_id;
