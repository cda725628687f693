-- Tabel identitas (identitas.duckdb, terpasang sebagai `identitas`): nama, NIK, No KK, alamat, telepon,
-- tanggal lahir dan nilai yang ditolak. Hanya dibuka untuk permintaan yang berhak dan dicatat.

create table if not exists identitas.orang_identitas (
    orang_id varchar not null,
    nik varchar,
    nama varchar,
    nama_ibu varchar,
    tanggal_lahir date,
    no_kk varchar,
    alamat varchar,
    rt varchar,
    rw varchar,
    posyandu varchar,
    telepon varchar,
    kunci varchar
);

create table if not exists identitas.keluarga_identitas (
    keluarga_id varchar not null,
    no_kk varchar,
    nama_kepala varchar,
    alamat varchar,
    rt varchar,
    rw varchar,
    telepon varchar
);

create table if not exists identitas.temuan_nilai (
    impor_id varchar not null,
    nomor integer not null,
    nilai varchar,
    primary key (impor_id, nomor)
);

-- Semua ejaan (nama, ibu, tanggal lahir, jenis kelamin) yang pernah dipakai untuk seseorang.
create table if not exists identitas.orang_kunci (
    orang_id varchar not null,
    kunci varchar not null
);

-- kunci keluarga di Verval KRS / SIGA, bila tidak ada Nomor KK
alter table identitas.keluarga_identitas add column if not exists kode_keluarga varchar;

-- Nama dan orang tua menurut bunyinya, untuk membandingkan; sidik berubah bila salah satu yang dibandingkan berubah.
create table if not exists identitas.orang_banding (
    orang_id varchar not null,
    sidik ubigint not null,
    nama varchar not null,
    ortu varchar[] not null,
    bayi boolean not null
);

-- Pasangan anak yang mungkin satu orang; keputusannya ada di register.
create table if not exists identitas.pasangan (
    orang_a varchar not null,
    orang_b varchar not null,
    skor double not null,
    alasan varchar not null,
    primary key (orang_a, orang_b),
    check (orang_a < orang_b)
);
