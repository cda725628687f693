-- Mengisi z-score dan flag di tabel pengukuran menurut zscore.sql (jalankan itu lebih dahulu).
-- Boleh diulang: hanya baris yang angkanya berubah yang ditulis, jadi impor kecil tetap murah, dan
-- z lama yang tidak lagi dapat dihitung (misalnya berat dikosongkan) kembali menjadi null.

create or replace temp table z_berubah as
with ukuran as (
    select
        p.rowid as baris,
        o.jenis_kelamin,
        p.umur_hari,
        p.bb_kg,
        p.tb_cm,
        p.cara_ukur,
        p.z_tbu as tbu_lama,
        p.z_bbu as bbu_lama,
        p.z_bbtb as bbtb_lama,
        p.flag_tbu as flag_tbu_lama,
        p.flag_bbu as flag_bbu_lama,
        p.flag_bbtb as flag_bbtb_lama,
    from pengukuran as p
    left join orang as o on p.orang_id = o.orang_id
)

select
    baris,
    z_tbu,
    z_bbu,
    z_bbtb,
    flag_tbu,
    flag_bbu,
    flag_bbtb,
from who_zskor('ukuran')
where
    z_tbu is distinct from tbu_lama
    or z_bbu is distinct from bbu_lama
    or z_bbtb is distinct from bbtb_lama
    or flag_tbu is distinct from flag_tbu_lama
    or flag_bbu is distinct from flag_bbu_lama
    or flag_bbtb is distinct from flag_bbtb_lama;

update pengukuran
set
    z_tbu = hasil.z_tbu,
    z_bbu = hasil.z_bbu,
    z_bbtb = hasil.z_bbtb,
    flag_tbu = hasil.flag_tbu,
    flag_bbu = hasil.flag_bbu,
    flag_bbtb = hasil.flag_bbtb
from z_berubah as hasil
where pengukuran.rowid = hasil.baris;

drop table z_berubah;
