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
-- umur_hari harus bilangan bulat.

-- Satu bilangan bulat per baris baku, dan satu baris kosong (-1) bagi yang di luar baku: setiap anak menemukan tepat satu
-- baris, dan gabungannya menjadi sekadar alamat di larik (2,4 kali lebih cepat daripada mencocokkan teks dan angka).
create or replace macro who_kunci_umur(jenis_kelamin, umur_hari) as
    case
        when umur_hari between 0 and 1856 and jenis_kelamin = 'L' then umur_hari::integer
        when umur_hari between 0 and 1856 and jenis_kelamin = 'P' then umur_hari::integer + 2000
        else -1
    end;

-- mm: panjang yang sudah dikoreksi, dalam milimeter.
create or replace macro who_kunci_panjang(kunci_umur, umur_hari, mm) as
    case
        when kunci_umur >= 0 and mm between 450 and 1200
            then
                floor(mm)::integer
                + if(umur_hari < 731, 0, 2000)
                + if(kunci_umur < 2000, 0, 4000)
        else -1
    end;

create or replace table who_baku_umur as
select
    who_kunci_umur(tbu.jenis_kelamin, tbu.hari) as who_kunci,
    tbu.m as who_tbu_m,
    tbu.s as who_tbu_s,
    bbu.l as who_bbu_l,
    bbu.m as who_bbu_m,
    bbu.s as who_bbu_s,
from who_tbu as tbu
inner join who_bbu as bbu on tbu.jenis_kelamin = bbu.jenis_kelamin and tbu.hari = bbu.hari
union all
select -1, null, null, null, null, null
order by who_kunci;

create or replace table who_baku_panjang as
with semua as (
    select
        r.mm::integer as mm,
        j.jenis_kelamin,
        u.umur_hari,
        if(u.umur_hari < 731, 'panjang', 'tinggi') as tabel,
    from
        range(450, 1201) as r(mm),
        (values ('L'), ('P')) as j(jenis_kelamin),
        (values (0), (731)) as u(umur_hari)
)

select
    who_kunci_panjang(who_kunci_umur(s.jenis_kelamin, s.umur_hari), s.umur_hari, s.mm) as who_kunci,
    b.l as who_bbtb_l,
    b.m as who_bbtb_m,
    b.s as who_bbtb_s,
    b.m_naik as who_bbtb_m_naik,
    b.s_naik as who_bbtb_s_naik,
from semua as s
left join who_bbtb as b on b.jenis_kelamin = s.jenis_kelamin and b.tabel = s.tabel and b.mm = s.mm
union all
select -1, null, null, null, null, null
order by who_kunci;

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

-- Dua desimal, tengah menjauhi nol. Perbandingan dengan nol membuang tanda dari -0,00. Hasilnya sama dengan
-- round(z, 2), yang menghitung 10 pangkat 2 lagi di setiap baris.
create or replace macro who_bulat(z) as
    case when round(z * 100) = 0 then 0.0::double else round(z * 100) / 100 end;

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
        round(who_panjang * 10 * 100000) / 100000 as who_mm,
        who_mm - floor(who_mm) as who_lebih,
        who_kunci_umur(u.jenis_kelamin, u.umur_hari) as who_kunci_u,
        who_kunci_panjang(who_kunci_u, u.umur_hari, who_mm) as who_kunci_p,
    from query_table(relasi) as u
),

-- Sisipan lurus di antara dua baris 0,1 cm. L sama di semua baris satu tabel. Baris terakhir tidak punya sambungan
-- (naik = null), sehingga lewat dari situ hasilnya null.
berlms as (
    select
        lurus.*,
        baku_u.* exclude (who_kunci),
        baku_p.who_bbtb_l,
        case
            when lurus.who_lebih > 0
                then baku_p.who_bbtb_m + lurus.who_lebih * baku_p.who_bbtb_m_naik
            else baku_p.who_bbtb_m
        end as who_bbtb_m,
        case
            when lurus.who_lebih > 0
                then baku_p.who_bbtb_s + lurus.who_lebih * baku_p.who_bbtb_s_naik
            else baku_p.who_bbtb_s
        end as who_bbtb_s,
    from lurus
    inner join who_baku_umur as baku_u on lurus.who_kunci_u = baku_u.who_kunci
    inner join who_baku_panjang as baku_p on lurus.who_kunci_p = baku_p.who_kunci
),

berz as (
    select
        *,
        -- L baku panjang/tinggi menurut umur selalu 1.
        who_bulat((who_panjang / who_tbu_m - 1) / who_tbu_s) as z_tbu,
        who_bulat(who_z_terbatas(who_berat, who_bbu_l, who_bbu_m, who_bbu_s)) as z_bbu,
        who_bulat(who_z_terbatas(who_berat, who_bbtb_l, who_bbtb_m, who_bbtb_s)) as z_bbtb,
    from berlms
)

-- Flag WHO: nilai di luar batas hampir pasti salah ukur. Dinilai dari z yang sudah dibulatkan,
-- seperti anthro, agar flag selalu cocok dengan angka yang terlihat. z tetap disimpan.
select
    * exclude (
        who_berat, who_panjang, who_mm, who_lebih, who_kunci_u, who_kunci_p,
        who_tbu_m, who_tbu_s,
        who_bbu_l, who_bbu_m, who_bbu_s,
        who_bbtb_l, who_bbtb_m, who_bbtb_s
    ),
    abs(z_tbu) > 6 as flag_tbu,
    z_bbu < -6 or z_bbu > 5 as flag_bbu,
    abs(z_bbtb) > 5 as flag_bbtb,
from berz;
