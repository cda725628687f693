-- Rekomendasi/tugas satu siklus dengan status terakhir: dari buku kerja atau keputusan rapat, yang lebih baru berlaku.
-- grain: satu baris per rekomendasi
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   kode_kecamatan VARCHAR    kecamatan kasusnya; kosong berarti semua
--   siklus VARCHAR            siklus audit yang melahirkan rekomendasi
--   per_tanggal DATE          terlambat dihitung terhadap hari ini
--   keputusan STRUCT(rtl_id VARCHAR, status VARCHAR, tanggal DATE)[]  peristiwa register terakhir per tugas
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

with rapat as (
    select unnest($keputusan::struct(rtl_id varchar, status varchar, tanggal date)[], recursive := true)
),

berstatus as (
    select
        r.*,
        if(p.tanggal >= coalesce(r.tanggal_status, p.tanggal), p.status, r.status) as status_kini,
        greatest(r.tanggal_status, p.tanggal) as tanggal_kini,
    from rtl_ringkas as r
    left join rapat as p on p.rtl_id = r.rtl_id
    where
        r.kode_kabkota = $kode_kabkota::varchar
        and r.siklus = $siklus::varchar
        and ($kode_kecamatan::varchar is null or list_contains(r.kode_kecamatan, $kode_kecamatan::varchar))
)

select
    b.rtl_id,
    b.rekomendasi,
    b.kode_opd,
    o.nama_pendek as opd,
    p.penyebab,
    b.tingkat_pr,
    b.tenggat,
    b.status_kini as status,
    b.tanggal_kini as tanggal_status,
    coalesce(
        b.tenggat < $per_tanggal::date and coalesce(b.status_kini, 'belum') not in ('selesai', 'batal'), false
    ) as terlambat,
    b.efektivitas,
    b.kasus::bigint as kasus,
from berstatus as b
left join ref_opd as o on o.kode_opd = b.kode_opd
left join ref_penyebab as p on p.kode_penyebab = b.kode_penyebab
order by terlambat desc, b.tenggat nulls last, b.rtl_id;
