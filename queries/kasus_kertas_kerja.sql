-- Isian kertas kerja satu kasus; isian yang dilindungi (sensitif) hanya disebut ada.
-- grain: satu baris per isian
-- access: berkode
-- data: audit
-- bebas: isi
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   kasus_id VARCHAR          kode kasus
--   rinci BOOLEAN             isian yang dilindungi disebut apa adanya
-- result:
--   bagian VARCHAR
--   label VARCHAR
--   isi VARCHAR               "dilindungi" bila tidak boleh disebut

select
    r.bagian,
    r.label,
    if(r.sensitif = 'ya' and not $rinci::boolean, 'dilindungi', k.isi) as isi,
from kertas_kerja as k
inner join (select kasus_id, kode_kecamatan, kelompok from kasus) as s on s.kasus_id = k.kasus_id
inner join ref_kertas_kerja as r
    on r.bidang = k.bidang and list_contains(string_split(r.kelompok, ';'), s.kelompok)
where k.kasus_id = $kasus_id::varchar and s.kode_kecamatan in (select unnest($scope::varchar[]))
order by r.bagian, r.label;
