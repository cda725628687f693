-- z menurut aturan posisi kementerian, untuk dibandingkan dengan z yang tercetak di berkas.
--
-- Satu-satunya perbedaan dengan WHO (zscore.sql): anak di bawah 9 bulan yang tercatat berdiri. WHO membacanya sebagai
-- terlentang; kementerian tetap menambah 0,7 cm. Karena itu hanya baris-baris itu yang dihitung ulang di sini; untuk
-- baris lain z kementerian sama dengan z di tabel pengukuran. BB/U tidak memakai panjang, jadi tidak berubah.

create or replace table z_kemenkes as
with berdiri_muda as (
    select
        p.orang_id,
        p.tanggal,
        kabkota_dari(p.kode_desa) as kode_kabkota,
        o.jenis_kelamin,
        p.umur_hari,
        p.bb_kg,
        p.tb_cm + 0.7 as tb_cm,
        'terlentang' as cara_ukur,
    from pengukuran as p
    inner join orang as o on o.orang_id = p.orang_id
    where p.cara_ukur = 'berdiri' and p.umur_hari / 30.4375 < 9 and p.tb_cm is not null
)

select
    orang_id,
    tanggal,
    kode_kabkota,
    z_tbu,
    z_bbtb,
from who_zskor('berdiri_muda');
