-- Penyebab pada kasus yang diaudit: berapa kasus punya penyebab itu (satu kasus biasanya punya beberapa).
-- grain: satu baris per penyebab
-- access: agregat
-- data: audit
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   kode_kecamatan VARCHAR    kecamatan; kosong berarti semua
--   siklus VARCHAR            siklus audit
--   rinci BOOLEAN             sebab yang dilindungi (sensitif) disebut apa adanya, bukan dengan label netral
-- result:
--   kode_penyebab VARCHAR     'dilindungi' bila disebut dengan label netral
--   penyebab VARCHAR
--   tingkat VARCHAR           langsung, tidak_langsung, akar, tata_kelola
--   kasus BIGINT
--   kasus_semua BIGINT        semua kasus yang diaudit pada pilihan itu

with terpilih as (
    select k.kasus_id
    from kasus as k
    inner join wilayah as w on w.kode = k.kode_kecamatan
    where
        w.kode_induk = $kode_kabkota::varchar
        and k.siklus = $siklus::varchar
        and ($kode_kecamatan::varchar is null or k.kode_kecamatan = $kode_kecamatan::varchar)
)

select
    if(p.sensitif = 'ya' and not $rinci::boolean, 'dilindungi', p.kode_penyebab) as kode_penyebab,
    if(p.sensitif = 'ya' and not $rinci::boolean, p.label_tayang, p.penyebab) as penyebab,
    p.tingkat,
    count(distinct t.kasus_id)::bigint as kasus,
    (select count(*) from terpilih)::bigint as kasus_semua,
from terpilih as t
inner join kasus_penyebab as kp on kp.kasus_id = t.kasus_id
inner join ref_penyebab as p on p.kode_penyebab = kp.kode_penyebab
group by all
order by kasus desc, kode_penyebab, penyebab;
