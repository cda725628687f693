-- Rekomendasi/tugas menurut buku kerja, dengan status terakhir yang dilaporkan di sana.
-- Keputusan dan status dari rapat ada di register dan dilebur oleh stunting/rapat/tugas.py.
-- grain: satu baris per rekomendasi
-- access: agregat
-- bebas: rekomendasi, pakar, kegiatan, pendukung, satuan, bukti, kendala, sumber_dana
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus audit yang melahirkan rekomendasi; kosong berarti semua
--   rinci BOOLEAN             sebab yang dilindungi (sensitif) disebut apa adanya, bukan dengan label netral
-- result:
--   rtl_id VARCHAR
--   siklus VARCHAR
--   kode_kasus VARCHAR[]
--   kelompok VARCHAR[]
--   kode_kecamatan VARCHAR[]
--   jenis VARCHAR
--   rekomendasi VARCHAR
--   pakar VARCHAR
--   kegiatan VARCHAR
--   kode_penyebab VARCHAR     'dilindungi' bila disebut dengan label netral
--   penyebab VARCHAR
--   kode_opd VARCHAR
--   opd VARCHAR
--   pendukung VARCHAR
--   tingkat_pr VARCHAR
--   sumber_dana VARCHAR
--   volume DOUBLE
--   satuan VARCHAR
--   biaya BIGINT              menurut rencana, rupiah
--   realisasi BIGINT          yang sudah dipakai, rupiah; kosong: belum dilaporkan
--   tenggat DATE
--   bukti VARCHAR
--   status VARCHAR            belum, proses, selesai, terkendala, batal; kosong: tidak pernah dilaporkan
--   tanggal_status DATE
--   kendala VARCHAR
--   efektivitas VARCHAR
--   tanggal_evaluasi DATE
--   tanggal_diseminasi DATE   rapat yang melahirkan rekomendasi
--   kasus BIGINT

with terpilih as (
    select
        r.*,
        p.penyebab,
        p.label_tayang,
        coalesce(p.sensitif = 'ya', false) and not $rinci::boolean as dilindungi,
    from rtl_ringkas as r
    left join ref_penyebab as p on p.kode_penyebab = r.kode_penyebab
    where
        r.kode_kabkota = $kode_kabkota::varchar
        and ($siklus::varchar is null or r.siklus = $siklus::varchar)
)

select
    b.rtl_id,
    b.siklus,
    coalesce(b.kasus_id, []) as kode_kasus,
    coalesce(b.kelompok, []) as kelompok,
    coalesce(b.kode_kecamatan, []) as kode_kecamatan,
    b.jenis,
    if(b.dilindungi, b.label_tayang, b.rekomendasi) as rekomendasi,
    if(b.dilindungi, null, b.pakar) as pakar,
    if(b.dilindungi, null, b.kegiatan) as kegiatan,
    if(b.dilindungi, 'dilindungi', b.kode_penyebab) as kode_penyebab,
    if(b.dilindungi, b.label_tayang, b.penyebab) as penyebab,
    b.kode_opd,
    o.nama_pendek as opd,
    if(b.dilindungi, null, b.pendukung) as pendukung,
    b.tingkat_pr,
    b.sumber_dana,
    if(b.dilindungi, null, b.volume) as volume,
    if(b.dilindungi, null, b.satuan) as satuan,
    b.biaya,
    b.realisasi,
    b.tenggat,
    if(b.dilindungi, null, b.bukti) as bukti,
    b.status,
    b.tanggal_status,
    if(b.dilindungi, null, b.kendala) as kendala,
    b.efektivitas,
    b.tanggal_evaluasi,
    b.tanggal_diseminasi,
    array_length(coalesce(b.kasus_id, []))::bigint as kasus,
from terpilih as b
left join ref_opd as o on o.kode_opd = b.kode_opd
order by b.siklus, b.tenggat nulls last, b.rtl_id;
