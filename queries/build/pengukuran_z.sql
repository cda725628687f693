-- Mengisi z-score dan flag di tabel pengukuran menurut zscore.sql (jalankan itu lebih dahulu).
-- Boleh diulang: hanya baris yang angkanya berubah yang ditulis, jadi impor kecil tetap murah, dan
-- z lama yang tidak lagi dapat dihitung (misalnya berat dikosongkan) kembali menjadi null.

update pengukuran
set
    z_tbu = hasil.z_tbu,
    z_bbu = hasil.z_bbu,
    z_bbtb = hasil.z_bbtb,
    flag_tbu = hasil.flag_tbu,
    flag_bbu = hasil.flag_bbu,
    flag_bbtb = hasil.flag_bbtb
from (
    with ukuran as (
        select
            p.rowid as baris,
            o.jenis_kelamin,
            p.umur_hari,
            p.bb_kg,
            p.tb_cm,
            p.cara_ukur,
        from pengukuran as p
        left join orang as o on p.orang_id = o.orang_id
    )

    select * from who_zskor('ukuran')
) as hasil
where
    pengukuran.rowid = hasil.baris
    and (
        pengukuran.z_tbu is distinct from hasil.z_tbu
        or pengukuran.z_bbu is distinct from hasil.z_bbu
        or pengukuran.z_bbtb is distinct from hasil.z_bbtb
        or pengukuran.flag_tbu is distinct from hasil.flag_tbu
        or pengukuran.flag_bbu is distinct from hasil.flag_bbu
        or pengukuran.flag_bbtb is distinct from hasil.flag_bbtb
    );
