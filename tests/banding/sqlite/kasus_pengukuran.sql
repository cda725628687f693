select
    round(umur_hari / 30.4375, 1) as umur_bulan,
    siklus,
    jenis_kelamin,
    tb_cm,
    bb_kg,
    z_tbu,
    z_bbu,
    z_bbtb
from kasus_ukur
where kasus_id = :kasus_id and kode_kecamatan in (select value from json_each(:scope))
order by umur_hari, tb_cm nulls last
