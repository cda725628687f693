-- Dua indeks WHO di samping ketiga indeks zscore.sql: IMT menurut umur (IMT/U) dan LILA menurut umur (LILA/U).
-- Berkas sendiri, karena tidak satu pun angka dasbor memakainya: jalan tiga indeks tidak ikut melambat, dan sidik rumus
-- sebuah segel tidak berubah karenanya.
--
-- who_zskor_imt_lila('relasi') membaca tabel, view atau CTE berkolom
--     jenis_kelamin ('L'/'P'), umur_hari, bb_kg, tb_cm, cara_ukur ('terlentang'/'berdiri'/null), lila_cm
-- dan memberikan SEMUA kolom relasi itu ditambah
--     z_imtu, z_lilau (double, dua desimal) dan flag_imtu, flag_lilau (boolean).
-- Relasi tidak boleh sudah memiliki keempat kolom itu. Yang tidak dapat dihitung menjadi null.
-- Urutan baris tidak dijamin.
--
-- Jalankan zscore.sql lebih dahulu; tabel who_imtu dan who_lilau harus sudah ada (stunting/growth.py: load_more).

-- LILA/U baru ada sejak hari ke-91; hari sebelumnya tanpa nilai.
create or replace table who_baku_imt_lila as
select
    who_kunci_umur(imtu.jenis_kelamin, imtu.hari) as who_kunci,
    imtu.l as who_imtu_l,
    imtu.m as who_imtu_m,
    imtu.s as who_imtu_s,
    lilau.l as who_lilau_l,
    lilau.m as who_lilau_m,
    lilau.s as who_lilau_s,
from who_imtu as imtu
left join who_lilau as lilau on imtu.jenis_kelamin = lilau.jenis_kelamin and imtu.hari = lilau.hari
union all
select -1, null, null, null, null, null, null
order by who_kunci;

create or replace macro who_zskor_imt_lila(relasi) as table
with
lurus as (
    select
        u.*,
        who_ukuran_sah(
            who_ukuran_sah(u.bb_kg)
            / pow(who_panjang_terkoreksi(who_ukuran_sah(u.tb_cm), u.cara_ukur, u.umur_hari) / 100, 2)
        ) as who_imt,
        who_ukuran_sah(u.lila_cm) as who_lila,
        who_kunci_umur(u.jenis_kelamin, u.umur_hari) as who_kunci_u,
    from query_table(relasi) as u
),

berz as (
    select
        lurus.*,
        who_bulat(who_z_terbatas(who_imt, who_imtu_l, who_imtu_m, who_imtu_s)) as z_imtu,
        who_bulat(who_z_terbatas(who_lila, who_lilau_l, who_lilau_m, who_lilau_s)) as z_lilau,
    from lurus
    inner join who_baku_imt_lila as baku on lurus.who_kunci_u = baku.who_kunci
)

select
    * exclude (who_imt, who_lila, who_kunci_u),
    abs(z_imtu) > 5 as flag_imtu,
    abs(z_lilau) > 5 as flag_lilau,
from berz;
