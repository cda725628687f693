-- Identitas satu kasus yang diaudit, untuk petugas yang membukanya dengan alasan dan PIN.
-- grain: satu baris per kasus, kosong bila orangnya tidak dikenal
-- access: bernama
-- data: audit
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dibuka; tidak pernah kosong
--   kasus_id VARCHAR          kode kasus
-- result:
--   kasus_id VARCHAR
--   nama VARCHAR
--   nama_ibu VARCHAR
--   tanggal_lahir DATE
--   nik VARCHAR               tersamar: enam digit pertama dan empat terakhir
--   desa VARCHAR
--   alamat VARCHAR
--   rt VARCHAR                RT/RW
--   posyandu VARCHAR
--   telepon VARCHAR

select
    k.kasus_id,
    i.nama,
    i.nama_ibu,
    i.tanggal_lahir,
    left(i.nik, 6) || '••••••' || right(i.nik, 4) as nik,
    w.nama as desa,
    i.alamat,
    i.rt || coalesce('/' || i.rw, '') as rt,
    i.posyandu,
    i.telepon,
from kasus as k
inner join orang as o on o.orang_id = k.orang_id
inner join identitas.orang_identitas as i on i.orang_id = k.orang_id
left join wilayah as w on w.kode = o.kode_desa
where k.kasus_id = $kasus_id::varchar and k.kode_kecamatan in (select unnest($scope::varchar[]))
order by k.kasus_id;
