-- Kasus yang diaudit dengan rantainya: penyebab, rekomendasi, hasil terakhir, penilaian pakar.
-- grain: satu baris per kasus
-- access: berkode
-- data: audit
-- bebas: layanan_pencegah
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   siklus VARCHAR            siklus audit; kosong berarti semua
--   rinci BOOLEAN             sebab yang dilindungi (sensitif) disebut apa adanya, bukan dengan label netral
-- result:
--   kasus_id VARCHAR
--   siklus VARCHAR
--   kelompok VARCHAR
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   tahap INTEGER             1 identifikasi, 2 audit, 3 diseminasi, 4 evaluasi RTL
--   status_risiko_awal VARCHAR
--   status_risiko_akhir VARCHAR
--   dapat_dicegah BOOLEAN
--   layanan_pencegah VARCHAR
--   kode_penyebab VARCHAR[]   penyebab utama lebih dahulu; 'dilindungi' bila disebut dengan label netral
--   penyebab VARCHAR[]
--   ada_utama BOOLEAN         yang pertama memang dicatat sebagai penyebab utama
--   rekomendasi BIGINT        banyaknya rekomendasi di buku kerja
--   hasil VARCHAR             hasil evaluasi terakhir: turun, tetap, naik, bersalin, pindah, meninggal, hilang_kontak

with sebab as (
    select
        kp.kasus_id,
        -- yang utama dahulu, lalu menurut kode; diurutkan sesudah dikumpulkan, karena urutan di dalam list() tidak
        -- dijaga mesin lain
        list_sort(list({
            'kedua': not kp.utama,
            'urut': kp.kode_penyebab,
            'kode': if(p.sensitif = 'ya' and not $rinci::boolean, 'dilindungi', kp.kode_penyebab),
            'nama': if(p.sensitif = 'ya' and not $rinci::boolean, p.label_tayang, p.penyebab)
        })) as urutan,
        bool_or(kp.utama) as ada_utama,
        bool_or(kp.utama and p.sensitif = 'ya') as utama_dilindungi,
    from kasus_penyebab as kp
    inner join ref_penyebab as p on p.kode_penyebab = kp.kode_penyebab
    group by kp.kasus_id
),

dinilai as (
    select
        kasus_id,
        arg_max(hasil, (tanggal, evaluasi_id)) as hasil,
    from evaluasi
    where kasus_id is not null and hasil is not null
    group by kasus_id
)

select
    k.kasus_id,
    k.siklus,
    k.kelompok,
    k.kode_kecamatan,
    w.nama as kecamatan,
    k.tahap,
    k.status_risiko_awal,
    k.status_risiko_akhir,
    k.dapat_dicegah,
    -- layanan itu menyebut penyebab utamanya
    if(s.utama_dilindungi and not $rinci::boolean, null, k.layanan_pencegah) as layanan_pencegah,
    coalesce(list_transform(s.urutan, lambda u : u.kode), []) as kode_penyebab,
    coalesce(list_transform(s.urutan, lambda u : u.nama), []) as penyebab,
    coalesce(s.ada_utama, false) as ada_utama,
    (select count(*) from rtl_kasus as r where r.kasus_id = k.kasus_id)::bigint as rekomendasi,
    d.hasil,
from kasus as k
inner join wilayah as w on w.kode = k.kode_kecamatan
left join sebab as s on s.kasus_id = k.kasus_id
left join dinilai as d on d.kasus_id = k.kasus_id
where
    ($siklus::varchar is null or k.siklus = $siklus::varchar)
    and k.kode_kecamatan in (select unnest($scope::varchar[]))
order by k.kasus_id;
