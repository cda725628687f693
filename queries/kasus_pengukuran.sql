-- Pertumbuhan anak pada satu kasus: ukuran sah menurut umur, tanpa tanggal ukur.
-- grain: satu baris per pengukuran sah
-- access: berkode
-- data: audit
-- params:
--   scope VARCHAR[]           kecamatan yang boleh dilihat; tidak pernah kosong
--   kasus_id VARCHAR          kode kasus
-- result:
--   umur_bulan DOUBLE         dengan satu desimal
--   siklus VARCHAR
--   jenis_kelamin VARCHAR
--   tb_cm DOUBLE
--   bb_kg DOUBLE
--   z_tbu DOUBLE
--   z_bbu DOUBLE
--   z_bbtb DOUBLE

with kasusnya as (
    select *
    from kasus_orang
    where kasus_id = $kasus_id::varchar and kode_kecamatan in (select unnest($scope::varchar[]))
),

catatan as (
    select
        satu_id,
        satu_id as orang_id,
    from kasusnya
    union
    select
        s.satu_id,
        s.orang_id,
    from kasusnya as k
    inner join orang_satu as s on s.satu_id = k.satu_id
)

select
    round(p.umur_hari / 30.4375, 1)::double as umur_bulan,
    siklus_dari(p.tanggal) as siklus,
    k.jenis_kelamin,
    p.tb_cm,
    p.bb_kg,
    p.z_tbu,
    p.z_bbu,
    if(p.flag_bbtb, null, p.z_bbtb) as z_bbtb,
from kasusnya as k
inner join catatan as c on c.satu_id = k.satu_id
inner join pengukuran as p on p.orang_id = c.orang_id
where k.kelompok in ('baduta', 'balita') and p.z_tbu is not null and not coalesce(p.flag_tbu, false)
order by p.umur_hari, p.tb_cm;
