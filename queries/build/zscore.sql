-- Z-score WHO Child Growth Standards 2006, dihitung dari umur persis dalam hari.
--
-- who_zskor('relasi') membaca tabel, view atau CTE apa pun yang berkolom
--     jenis_kelamin ('L'/'P'), umur_hari, bb_kg, tb_cm, cara_ukur ('terlentang'/'berdiri'/null)
-- dan memberikan SEMUA kolom relasi itu ditambah
--     z_tbu, z_bbu, z_bbtb (double, dua desimal) dan flag_tbu, flag_bbu, flag_bbtb (boolean).
-- Relasi tidak boleh sudah memiliki keenam kolom itu. Yang tidak dapat dihitung menjadi null.
-- Urutan baris tidak dijamin.
--
-- Tabel who_tbu, who_bbu dan who_bbtb harus sudah ada (stunting/growth.py: load_tables).

-- Nol, negatif, NaN dan tak hingga bukan ukuran. NaN lebih besar dari segalanya di DuckDB, jadi
-- batas atas ikut menolaknya.
create or replace macro who_ukuran_sah(nilai) as
    case when nilai > 0 and nilai < 'infinity'::double then nilai end;

-- Di bawah 731 hari baku WHO adalah panjang (terlentang), dari 731 hari tinggi (berdiri); selisih
-- keduanya 0,7 cm. Posisi kosong dianggap sesuai umur. 'Berdiri' di bawah 9 bulan tidak masuk akal
-- dan dibaca sebagai terlentang, sama seperti paket anthro WHO.
create or replace macro who_panjang_terkoreksi(tb_cm, cara_ukur, umur_hari) as
    case
        when cara_ukur = 'berdiri' and umur_hari < 731 and umur_hari / 30.4375 >= 9 then tb_cm + 0.7
        when cara_ukur = 'terlentang' and umur_hari >= 731 then tb_cm - 0.7
        else tb_cm
    end;

create or replace macro who_z(y, l, m, s) as
    (pow(y / m, l) - 1) / (l * s);

-- Ukuran yang tepat berada di k simpangan baku.
create or replace macro who_sd(k, l, m, s) as
    m * pow(1 + l * s * k, 1 / l);

-- Indeks yang memakai berat badan: di luar 3 SD jaraknya diukur dengan lebar antara 2 dan 3 SD,
-- karena LMS menjauhkan ekor yang tidak pernah diamati.
create or replace macro who_z_terbatas(y, l, m, s) as
    case
        when who_z(y, l, m, s) > 3
            then 3 + (y - who_sd(3, l, m, s)) / (who_sd(3, l, m, s) - who_sd(2, l, m, s))
        when who_z(y, l, m, s) < -3
            then -3 + (y - who_sd(-3, l, m, s)) / (who_sd(-2, l, m, s) - who_sd(-3, l, m, s))
        else who_z(y, l, m, s)
    end;

-- Dua desimal, tengah menjauhi nol. Perbandingan dengan nol membuang tanda dari -0,00.
create or replace macro who_bulat(z) as
    case when round(z, 2) = 0 then 0.0::double else round(z, 2) end;

create or replace macro who_zskor(relasi) as table
with
lurus as (
    select
        u.*,
        who_ukuran_sah(u.bb_kg) as who_berat,
        who_panjang_terkoreksi(
            who_ukuran_sah(u.tb_cm), u.cara_ukur, u.umur_hari
        ) as who_panjang,
        -- Sepersejuta sentimeter: sisa pecahan biner dari koreksi 0,7 cm atau dari rata-rata dua
        -- ukuran tidak boleh menggugurkan anak yang tepat di tepi tabel.
        round(who_panjang * 10, 5) as who_mm,
        case when u.umur_hari < 731 then 'panjang' else 'tinggi' end as who_tabel,
    from query_table(relasi) as u
),

-- Umur di luar 0-1856 hari tidak ada di who_tbu dan who_bbu. bbtb tidak memakai umur sebagai kunci,
-- maka barisnya harus ikut gugur lewat who_ada_umur.
berlms as (
    select
        lurus.*,
        tbu.hari is not null as who_ada_umur,
        tbu.l as who_tbu_l,
        tbu.m as who_tbu_m,
        tbu.s as who_tbu_s,
        bbu.l as who_bbu_l,
        bbu.m as who_bbu_m,
        bbu.s as who_bbu_s,
        -- Sisipan lurus di antara dua baris 0,1 cm. L sama di semua baris satu tabel. Baris
        -- terakhir tidak punya sambungan (naik = null), sehingga lewat dari situ hasilnya null.
        bbtb.l as who_bbtb_l,
        case
            when lurus.who_mm > bbtb.mm then bbtb.m + (lurus.who_mm - bbtb.mm) * bbtb.m_naik
            else bbtb.m
        end as who_bbtb_m,
        case
            when lurus.who_mm > bbtb.mm then bbtb.s + (lurus.who_mm - bbtb.mm) * bbtb.s_naik
            else bbtb.s
        end as who_bbtb_s,
    from lurus
    left join who_tbu as tbu
        on lurus.jenis_kelamin = tbu.jenis_kelamin and lurus.umur_hari = tbu.hari
    left join who_bbu as bbu
        on lurus.jenis_kelamin = bbu.jenis_kelamin and lurus.umur_hari = bbu.hari
    left join who_bbtb as bbtb
        on
            lurus.jenis_kelamin = bbtb.jenis_kelamin
            and lurus.who_tabel = bbtb.tabel
            and bbtb.mm = case
                when lurus.who_mm between 450 and 1200 then floor(lurus.who_mm)::integer
            end
),

berz as (
    select
        *,
        who_bulat(who_z(who_panjang, who_tbu_l, who_tbu_m, who_tbu_s)) as z_tbu,
        who_bulat(who_z_terbatas(who_berat, who_bbu_l, who_bbu_m, who_bbu_s)) as z_bbu,
        case
            when who_ada_umur
                then who_bulat(who_z_terbatas(who_berat, who_bbtb_l, who_bbtb_m, who_bbtb_s))
        end as z_bbtb,
    from berlms
)

-- Flag WHO: nilai di luar batas hampir pasti salah ukur. Dinilai dari z yang sudah dibulatkan,
-- seperti anthro, agar flag selalu cocok dengan angka yang terlihat. z tetap disimpan.
select
    * exclude (
        who_berat, who_panjang, who_mm, who_tabel, who_ada_umur,
        who_tbu_l, who_tbu_m, who_tbu_s,
        who_bbu_l, who_bbu_m, who_bbu_s,
        who_bbtb_l, who_bbtb_m, who_bbtb_s
    ),
    abs(z_tbu) > 6 as flag_tbu,
    z_bbu < -6 or z_bbu > 5 as flag_bbu,
    abs(z_bbtb) > 5 as flag_bbtb,
from berz;
