-- Keluarga di daftar risiko yang mempunyai semua penyebab sebuah pola dan belum pernah diaudit, per kecamatan.
-- grain: satu baris per kecamatan
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
--   kelompok VARCHAR          kelompok sasaran yang ada di keluarga
--   pola VARCHAR[]            kode penyebab; keluarga harus mempunyai semuanya
-- result:
--   kode_kecamatan VARCHAR
--   nama VARCHAR
--   pembilang BIGINT          keluarga dengan pola itu, belum diaudit
--   penyebut BIGINT           keluarga di daftar dengan kelompok itu

select
    w.kode as kode_kecamatan,
    w.nama,
    count(p.keluarga_id) filter (
        where array_length(list_filter($pola::varchar[], lambda k : not list_contains(p.penyebab, k))) = 0
            and d.keluarga_id is null
    ) as pembilang,
    count(p.keluarga_id) as penyebut,
from wilayah as w
left join prioritas_keluarga as p
    on p.kode_kecamatan = w.kode
    and p.siklus = $siklus::varchar
    and list_contains(p.kelompok, $kelompok::varchar)
left join keluarga_diaudit as d on d.keluarga_id = p.keluarga_id
where w.kode_induk = $kode_kabkota::varchar and w.tingkat = 'kecamatan'
group by w.kode, w.nama
order by w.kode;
