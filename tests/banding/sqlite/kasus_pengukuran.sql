with kasusnya as (
    select *
    from kasus_orang
    where kasus_id = :kasus_id and kode_kecamatan in (select value from json_each(:scope))
),

catatan as (
    select satu_id as orang_id from kasusnya
    union
    select s.orang_id
    from kasusnya as k
    inner join orang_satu as s on s.satu_id = k.satu_id
)

select
    round(p.umur_hari / 30.4375, 1) as umur_bulan,
    substr(p.tanggal, 1, 4) || case when substr(p.tanggal, 6, 2) <= '06' then '-S1' else '-S2' end as siklus,
    k.jenis_kelamin,
    p.tb_cm,
    p.bb_kg,
    p.z_tbu,
    p.z_bbu,
    case when not coalesce(p.flag_bbtb, 0) then p.z_bbtb end as z_bbtb
from kasusnya as k
inner join pengukuran as p on p.orang_id in (select c.orang_id from catatan as c)
where k.kelompok in ('baduta', 'balita') and p.z_tbu is not null and not coalesce(p.flag_tbu, 0)
order by p.umur_hari, p.tb_cm nulls last
