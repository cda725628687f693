-- Kata-kata yang dipakai di banyak tempat, masing-masing didefinisikan sekali.

create or replace macro siklus_dari(tanggal) as
    year(tanggal) || '-S' || (case when month(tanggal) <= 6 then 1 else 2 end);

create or replace macro siklus_sebelum(siklus) as
    case
        when siklus like '%-S2' then left(siklus, 4) || '-S1'
        else (left(siklus, 4)::integer - 1) || '-S2'
    end;

create or replace macro siklus_sesudah(siklus) as
    case
        when siklus like '%-S1' then left(siklus, 4) || '-S2'
        else (left(siklus, 4)::integer + 1) || '-S1'
    end;

create or replace macro awal_siklus(siklus) as
    make_date(left(siklus, 4)::integer, case when siklus like '%-S1' then 1 else 7 end, 1);

create or replace macro akhir_siklus(siklus) as
    case
        when siklus like '%-S1' then make_date(left(siklus, 4)::integer, 6, 30)
        else make_date(left(siklus, 4)::integer, 12, 31)
    end;

-- Bulan genap umur menurut WHO: satu bulan = 30,4375 hari.
create or replace macro umur_bulan(umur_hari) as floor(umur_hari / 30.4375)::integer;

-- Risiko KEK: LILA; untuk ibu hamil juga IMT sejak tahun ambang IMT berlaku. Kosong bila tidak ada yang diukur.
create or replace macro berisiko_kek(kelompok, lila_cm, imt, lila_kek, imt_kek_bumil) as
    case
        when kelompok = 'bumil' and imt is not null and imt_kek_bumil is not null
            then coalesce(lila_cm < lila_kek, false) or imt < imt_kek_bumil
        else lila_cm < lila_kek
    end;

-- Anemia menurut ambang kelompoknya; pascasalin tidak dinilai.
create or replace macro anemia_dari(kelompok, hb_gdl, hb_catin, hb_bumil) as
    case kelompok when 'catin' then hb_gdl < hb_catin when 'bumil' then hb_gdl < hb_bumil end;

-- Umur di luar ambang kelompoknya (4 Terlalu): calon pengantin terlalu muda; ibu hamil terlalu muda atau terlalu tua.
create or replace macro umur_berisiko_dari(kelompok, umur, umur_catin, umur_hamil_muda, umur_hamil_tua) as
    case kelompok
        when 'catin' then umur < umur_catin
        when 'bumil' then umur < umur_hamil_muda or umur > umur_hamil_tua
    end;

create or replace macro imt_dari(bb_kg, tb_cm) as
    if(bb_kg > 0 and tb_cm > 0, bb_kg / (tb_cm / 100) ** 2, null);

create or replace macro kecamatan_dari(kode) as left(kode, 8);
create or replace macro kabkota_dari(kode) as left(kode, 5);

-- z di berkas berbeda dari hitungan; kosong bila salah satunya tidak ada. Pembulatan membuang sisa pecahan biner.
create or replace macro z_beda(berkas, hitungan, selisih) as round(abs(berkas - hitungan), 4) > selisih;

-- Angka pertama di belakang koma sebagaimana tercatat: 9,25 menjadi 2.
create or replace macro angka_persepuluhan(nilai) as (floor(round(nilai * 100) / 10)::bigint % 10)::integer;

create or replace macro z_tulis(z) as replace(printf('%.2f', z), '.', ',');

-- z di berkas dan hitungan berdampingan, dalam kata; kosong bila cocok atau tidak dapat dibandingkan.
create or replace macro z_dua(indeks, berkas, hitungan, selisih) as
    if(
        z_beda(berkas, hitungan, selisih),
        indeks || ' di berkas ' || z_tulis(berkas) || ', hitungan ' || z_tulis(hitungan),
        null
    );

-- Berubah bila salah satu yang dibandingkan pada seorang anak berubah; cara: versi perbandingannya.
create or replace macro sidik_orang(cara, jenis_kelamin, kode_desa, nik, nama, nama_ibu, tanggal_lahir, ejaan) as
    hash(cara, jenis_kelamin, kode_desa, nik, nama, nama_ibu, tanggal_lahir, ejaan);
