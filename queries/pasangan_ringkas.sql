-- Pasangan anak yang mungkin satu orang, per kecamatan: yang menunggu keputusan, digabung dan dibedakan.
-- grain: satu baris per kecamatan yang ada pasangannya
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
-- result:
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   menunggu BIGINT
--   digabung BIGINT
--   dibedakan BIGINT

select
    w.kode as kode_kecamatan,
    w.nama as kecamatan,
    sum(p.menunggu)::bigint as menunggu,
    sum(p.digabung)::bigint as digabung,
    sum(p.dibedakan)::bigint as dibedakan,
from pasangan_ringkas as p
inner join wilayah as w on w.kode = kecamatan_dari(p.kode_desa)
where w.kode_induk = $kode_kabkota::varchar
group by w.kode, w.nama
order by w.kode;
