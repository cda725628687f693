-- Tabel-tabel dasar versi data (stunting.duckdb): satu tempat untuk nama, butir (grain) dan jenis kolom.
-- Tidak ada nama orang, NIK, alamat, nomor telepon atau tanggal lahir di sini; itu di identitas.sql.
-- Dijalankan pada setiap impor: yang sudah ada tidak diubah.
-- Tabel yang tumbuh bersama jumlah orang tidak punya kunci utama: indeksnya dua pertiga berkas dan lebih mahal daripada
-- isinya. Kuncinya (stunting/imports/tables.py) dijaga saat menulis dan diperiksa checks.sql.

create table if not exists wilayah (
    kode varchar primary key,
    nama varchar not null,
    tingkat varchar not null check (tingkat in ('provinsi', 'kabkota', 'kecamatan', 'desa')),
    kode_induk varchar
);

create table if not exists puskesmas (
    puskesmas_id varchar primary key,
    nama varchar not null,
    kode_kabkota varchar not null
);

create table if not exists puskesmas_desa (
    puskesmas_id varchar not null,
    kode_desa varchar not null,
    primary key (puskesmas_id, kode_desa)
);

create table if not exists siklus (
    kode_kabkota varchar not null,
    siklus varchar not null check (siklus similar to '\d{4}-S[12]'),
    mulai date not null,
    selesai date not null,
    tanggal_diseminasi date,
    disegel timestamp,
    primary key (kode_kabkota, siklus)
);

create table if not exists fokus (
    siklus varchar not null,
    kelompok varchar not null,
    kode_kecamatan varchar not null,
    primary key (siklus, kelompok, kode_kecamatan)
);

create table if not exists keluarga (
    keluarga_id varchar not null,
    siklus varchar not null,
    kode_desa varchar not null,
    sumber_air_layak boolean,
    jamban_layak boolean,
    rumah_layak_huni boolean,
    terlalu_muda boolean,
    terlalu_tua boolean,
    terlalu_dekat boolean,
    terlalu_banyak boolean,
    kb_modern boolean,
    peringkat_kesejahteraan integer,
    pendidikan_ibu varchar,
    ada_pus boolean,
    ada_bumil boolean,
    ada_baduta boolean,
    ada_balita boolean,
    berisiko boolean,
    impor_id varchar
);

create table if not exists orang (
    orang_id varchar not null,
    keluarga_id varchar,
    ibu_id varchar,
    jenis_kelamin varchar not null check (jenis_kelamin in ('L', 'P')),
    bulan_lahir date check (bulan_lahir = date_trunc('month', bulan_lahir)::date),
    kode_desa varchar not null,
    puskesmas_id varchar,
    bb_lahir_g integer,
    pb_lahir_cm double
);

-- Diturunkan pada setiap bangun (orang_satu.sql): kode-kode yang menurut keputusan orang adalah satu anak.
create table if not exists orang_satu (
    orang_id varchar not null,
    satu_id varchar not null
);

-- Kunci: orang_id, kelompok, mulai.
create table if not exists keanggotaan (
    orang_id varchar not null,
    kelompok varchar not null check (kelompok in ('catin', 'bumil', 'pascasalin', 'baduta', 'balita')),
    mulai date not null,
    selesai date
);

create table if not exists mutasi (
    orang_id varchar not null,
    tanggal date not null,
    jenis varchar not null check (jenis in ('pindah_masuk', 'pindah_keluar', 'meninggal')),
    dari varchar,
    ke varchar,
    impor_id varchar,
    primary key (orang_id, tanggal, jenis)
);

-- kode_desa: tempat anak tercatat pada hari itu, agar peta siklus lama tidak berubah bila ia pindah
create table if not exists pengukuran (
    orang_id varchar not null,
    tanggal date not null,
    kode_desa varchar not null,
    umur_hari integer not null,
    bb_kg double,
    tb_cm double,
    cara_ukur varchar check (cara_ukur in ('terlentang', 'berdiri')),
    lila_cm double,
    naik_bb varchar check (naik_bb in ('N', 'T', 'O', 'B')),
    z_tbu double,
    z_bbu double,
    z_bbtb double,
    flag_tbu boolean,
    flag_bbu boolean,
    flag_bbtb boolean,
    z_tbu_sumber double,
    z_bbu_sumber double,
    z_bbtb_sumber double,
    impor_id varchar
);

create table if not exists skrining (
    orang_id varchar not null,
    tanggal date not null,
    kelompok varchar not null check (kelompok in ('catin', 'bumil', 'pascasalin')),
    kode_desa varchar not null,
    umur integer,
    bb_kg double,
    tb_cm double,
    imt double,
    lila_cm double,
    hb_gdl double,
    pendidikan varchar,
    terpapar_rokok boolean,
    sertifikat_elsimil boolean,
    usia_kehamilan_minggu integer,
    ttd integer,
    anc integer,
    kb_pascapersalinan boolean,
    bulan_bersalin date,
    usia_kehamilan_lahir_minggu integer,
    bb_lahir_g integer,
    pb_lahir_cm double,
    imd boolean,
    asi_eksklusif boolean,
    jkn boolean,
    impor_id varchar
);

-- tahap: langkah proses 1 identifikasi, 2 audit, 3 diseminasi, 4 evaluasi RTL (bukan siklus)
create table if not exists kasus (
    kasus_id varchar primary key check (kasus_id similar to 'AKS-\d{4}-\d{4}S[12]-(CT|BM|PS|BD|BL)-\d{2,3}'),
    siklus varchar not null,
    kelompok varchar not null check (kelompok in ('catin', 'bumil', 'pascasalin', 'baduta', 'balita')),
    kode_kecamatan varchar not null,
    orang_id varchar,
    tahap integer not null check (tahap between 1 and 4),
    status_risiko_awal varchar check (status_risiko_awal in ('tinggi', 'sedang', 'rendah')),
    status_risiko_akhir varchar check (status_risiko_akhir in ('tinggi', 'sedang', 'rendah')),
    dapat_dicegah boolean,
    tanggal_audit date,
    impor_id varchar
);

create table if not exists kasus_penyebab (
    kasus_id varchar not null,
    kode_penyebab varchar not null,
    utama boolean not null default false,
    primary key (kasus_id, kode_penyebab)
);

-- Isian kertas kerja yang tidak punya kolom sendiri; bidangnya di data/reference/kertas_kerja.csv.
create table if not exists kertas_kerja (
    kasus_id varchar not null,
    bidang varchar not null,
    isi varchar not null,
    impor_id varchar,
    primary key (kasus_id, bidang)
);

create table if not exists rtl (
    rtl_id varchar primary key,
    siklus varchar not null,
    kode_kabkota varchar not null,
    kode_penyebab varchar,
    jenis varchar check (jenis in ('kasus', 'tata_laksana', 'pencegahan')),
    rekomendasi varchar not null,
    pakar varchar,
    kegiatan varchar,
    kode_opd varchar,
    pendukung varchar,
    tingkat_pr varchar check (tingkat_pr in ('desa', 'kecamatan', 'kabupaten')),
    sumber_dana varchar,
    volume double,
    satuan varchar,
    biaya bigint,
    realisasi bigint, -- kosong: belum dilaporkan, bukan nol
    tenggat date,
    bukti varchar,
    impor_id varchar
);

create table if not exists rtl_kasus (
    rtl_id varchar not null,
    kasus_id varchar not null,
    primary key (rtl_id, kasus_id)
);

-- Status tugas menurut buku kerja; keputusan di rapat ada di register. Peristiwa terakhir yang berlaku.
create table if not exists rtl_status (
    rtl_id varchar not null,
    tanggal date not null,
    status varchar not null check (status in ('belum', 'proses', 'selesai', 'terkendala', 'batal')),
    kendala varchar,
    impor_id varchar,
    primary key (rtl_id, tanggal)
);

create table if not exists evaluasi (
    evaluasi_id varchar primary key,
    kasus_id varchar,
    rtl_id varchar,
    tanggal date not null,
    hasil varchar check (
        hasil in ('turun', 'tetap', 'naik', 'bersalin', 'pindah', 'meninggal', 'hilang_kontak')
    ),
    efektivitas varchar check (efektivitas in ('efektif', 'cukup', 'kurang', 'belum_dinilai')),
    kendala varchar,
    solusi varchar,
    impor_id varchar
);

create table if not exists tata_kelola (
    siklus varchar not null,
    kode_kecamatan varchar not null,
    aspek varchar not null,
    yang_berjalan varchar,
    efektivitas varchar check (efektivitas in ('efektif', 'cukup', 'kurang', 'belum_dinilai')),
    kendala varchar,
    solusi varchar,
    impor_id varchar,
    primary key (siklus, kode_kecamatan, aspek)
);

create table if not exists kunjungan (
    kunjungan_id varchar not null,
    keluarga_id varchar,
    kasus_id varchar,
    tanggal date not null,
    pelaksana varchar,
    hasil varchar,
    impor_id varchar
);

create table if not exists bantuan (
    bantuan_id varchar not null,
    keluarga_id varchar not null,
    jenis varchar not null,
    sumber varchar,
    status varchar not null check (
        status in ('diproses', 'diterima', 'tidak_memenuhi_syarat', 'sudah_menerima')
    ),
    tanggal date,
    impor_id varchar
);

-- bulan: hari pertama bulan. Angka bumil adalah potret kumulatif: jangan dijumlahkan antarbulan.
create table if not exists agregat_bulanan (
    kode_desa varchar not null,
    bulan date not null check (bulan = date_trunc('month', bulan)::date),
    indikator varchar not null,
    pembilang bigint,
    penyebut bigint,
    sasaran bigint,
    sumber varchar not null,
    impor_id varchar
);

create table if not exists impor (
    impor_id varchar primary key,
    waktu timestamp not null,
    file varchar not null,
    sha256 varchar not null,
    layout varchar not null,
    tanggal_berkas date,
    rows_read bigint not null,
    accepted bigint not null,
    refused bigint not null,
    unchanged bigint not null,
    check (accepted + refused + unchanged = rows_read)
);

create table if not exists temuan (
    impor_id varchar not null,
    nomor integer not null,
    sheet varchar,
    row bigint,
    "column" varchar,
    rule varchar not null,
    level varchar not null check (level in ('tolak', 'peringatan')),
    message varchar not null,
    primary key (impor_id, nomor)
);

-- Jumlah Verval KRS per desa, untuk desa yang tidak punya daftar per keluarga. Keempat jumlah 4T bertumpang tindih.
create table if not exists krs_desa (
    kode_desa varchar not null,
    siklus varchar not null,
    jumlah_keluarga bigint,
    keluarga_sasaran bigint,
    berisiko bigint,
    tidak_berisiko bigint,
    air_tidak_layak bigint,
    jamban_tidak_layak bigint,
    terlalu_muda bigint,
    terlalu_tua bigint,
    terlalu_dekat bigint,
    terlalu_banyak bigint,
    bukan_kb_modern bigint,
    prioritas_1 bigint,
    prioritas_2 bigint,
    prioritas_3 bigint,
    prioritas_4 bigint,
    bukan_prioritas bigint,
    impor_id varchar,
    primary key (kode_desa, siklus)
);

-- Kolom yang datang kemudian: penyimpanan yang sudah ada mendapatkannya pada impor berikutnya.
alter table keluarga add column if not exists berisiko_sumber boolean;
alter table kasus add column if not exists layanan_pencegah varchar;
alter table rtl add column if not exists realisasi bigint;

-- Apa yang berubah: satu baris per versi dan tabel dasar, dibanding versi dasarnya (stunting/changes.py).
create table if not exists perubahan (
    versi varchar not null,
    dasar varchar not null,
    waktu timestamp not null,
    berkas varchar,
    tabel varchar not null,
    baru bigint not null,
    berubah bigint not null,
    hilang bigint not null,
    primary key (versi, tabel)
);

-- Indikator kecamatan yang bergerak pada versi itu; yang paling banyak bergerak lebih dahulu bila dibatasi.
create table if not exists perubahan_indikator (
    versi varchar not null,
    kode_kabkota varchar not null,
    siklus varchar not null,
    kode_kecamatan varchar not null,
    indikator varchar not null,
    pembilang_lalu bigint,
    penyebut_lalu bigint,
    pembilang bigint,
    penyebut bigint,
    berbeda boolean not null,
    primary key (versi, siklus, kode_kecamatan, indikator)
);

-- Segel: angka satu siklus satu kabupaten/kota yang dibekukan (stunting/seals.py). Revisi 0 adalah segel awal;
-- revisi lama tetap tersimpan. hash dihitung segel_hash.sql.
create table if not exists segel (
    kode_kabkota varchar not null,
    siklus varchar not null,
    revisi integer not null,
    waktu timestamp not null,
    oleh varchar not null,
    hash varchar not null,
    versi_rumus varchar not null,
    versi_kode varchar not null,
    tanggal_data date,
    primary key (kode_kabkota, siklus, revisi)
);

create table if not exists segel_anak (
    kode_kabkota varchar not null,
    siklus varchar not null,
    revisi integer not null,
    orang_id varchar not null,
    kode_kecamatan varchar not null,
    kode_desa varchar not null,
    tanggal date,
    umur_bulan integer,
    baduta boolean,
    jenis_kelamin varchar,
    diukur boolean,
    z_tbu double,
    z_bbu double,
    z_bbtb double,
    stunting boolean,
    underweight boolean,
    wasting boolean,
    naik_bb varchar,
    stunting_sebelum boolean,
    transisi varchar
);

create table if not exists segel_indikator_desa (
    kode_kabkota varchar not null,
    siklus varchar not null,
    revisi integer not null,
    kode_kecamatan varchar not null,
    kode_desa varchar not null,
    kelompok varchar not null,
    indikator varchar not null,
    pembilang bigint,
    penyebut bigint,
    sumber varchar
);

create table if not exists segel_indikator_bulan (
    kode_kabkota varchar not null,
    siklus varchar not null,
    revisi integer not null,
    bulan date not null,
    kode_kecamatan varchar not null,
    kode_desa varchar not null,
    kelompok varchar not null,
    indikator varchar not null,
    pembilang bigint,
    penyebut bigint,
    sumber varchar
);

create table if not exists segel_perpindahan (
    kode_kabkota varchar not null,
    siklus varchar not null,
    revisi integer not null,
    kode_kecamatan varchar not null,
    kelompok varchar not null,
    diukur bigint,
    stunting_sebelum bigint,
    baru bigint,
    kambuh bigint,
    tidak_lagi bigint,
    tidak_diukur_ulang bigint
);

create table if not exists segel_aturan (
    kode_kabkota varchar not null,
    siklus varchar not null,
    revisi integer not null,
    indikator varchar not null,
    aturan varchar not null
);

create table if not exists segel_neraca (
    kode_kabkota varchar not null,
    siklus varchar not null,
    revisi integer not null,
    kelompok varchar not null,
    kode_kecamatan varchar not null,
    arus varchar not null,
    jumlah bigint
);

create table if not exists segel_hulu (
    kode_kabkota varchar not null,
    siklus varchar not null,
    revisi integer not null,
    kode_kecamatan varchar not null,
    langkah varchar not null,
    jumlah bigint not null,
    teratasi bigint not null,
    belum bigint not null,
    tanpa_kabar bigint not null
);

-- Kode orang, keluarga dan kasus yang dihapus atas permintaan (stunting/erasure.py): impor berikutnya menolaknya.
create table if not exists dihapus (kode varchar primary key);
