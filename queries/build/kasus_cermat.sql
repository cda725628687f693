-- Yang ditanyakan tentang kasus audit, sebaris demi sebaris: agar halaman Kasus tidak mencari satu orang di antara
-- semua pengukuran, pemeriksaan dan keluarga. Kasus sedikit; tabel-tabel ini tetap kecil berapa pun pengukurannya.

drop view if exists kasus_orang;

-- Kasus dengan orangnya: jenis kelamin, keluarga, dan kode yang mewakilinya.
create or replace table kasus_satu as
select
    k.kasus_id,
    k.siklus,
    k.kelompok,
    k.kode_kecamatan,
    k.tanggal_audit,
    o.jenis_kelamin,
    o.keluarga_id,
    coalesce(s.satu_id, k.orang_id) as satu_id,
from kasus as k
inner join orang as o on o.orang_id = k.orang_id
left join orang_satu as s on s.orang_id = k.orang_id;

-- Ukuran sah anak yang diaudit, dari semua catatannya.
create or replace table kasus_ukur as
with catatan as (
    select
        satu_id,
        satu_id as orang_id,
    from kasus_satu
    union
    select
        s.satu_id,
        s.orang_id,
    from kasus_satu as k
    inner join orang_satu as s on s.satu_id = k.satu_id
)

select
    k.kasus_id,
    k.kode_kecamatan,
    k.jenis_kelamin,
    p.umur_hari,
    siklus_dari(p.tanggal) as siklus,
    p.tb_cm,
    p.bb_kg,
    p.z_tbu,
    p.z_bbu,
    if(p.flag_bbtb, null, p.z_bbtb) as z_bbtb,
from kasus_satu as k
inner join catatan as c on c.satu_id = k.satu_id
inner join pengukuran as p on p.orang_id = c.orang_id
where k.kelompok in ('baduta', 'balita') and p.z_tbu is not null and not coalesce(p.flag_tbu, false)
order by k.kode_kecamatan, k.kasus_id, p.umur_hari, p.tb_cm;

-- Pemeriksaan perempuan yang diaudit, per siklus, dengan ambang tahun itu.
create or replace table kasus_periksa as
select
    k.kasus_id,
    k.kode_kecamatan,
    i.siklus,
    i.umur,
    i.lila_cm,
    a.lila_kek as lila_ambang,
    i.imt,
    i.hb_gdl,
    if(i.kelompok = 'catin', a.hb_catin, a.hb_bumil) as hb_ambang,
    i.usia_kehamilan_minggu,
    i.ttd,
    i.anc,
    i.bb_lahir_g,
    i.pb_lahir_cm,
    i.anemia,
    i.kek,
    i.umur_berisiko,
from kasus_satu as k
inner join ibu_siklus as i on i.orang_id = k.satu_id and i.kelompok = k.kelompok
inner join ambang_tahun as a on a.tahun = left(i.siklus, 4)::integer
order by k.kode_kecamatan, k.kasus_id, i.siklus;

-- Keadaan rumahnya menurut verifikasi terakhir sampai siklus auditnya.
create or replace table kasus_rumah as
select
    k.kasus_id,
    k.kode_kecamatan,
    r.siklus,
    r.sumber_air_layak,
    r.jamban_layak,
    r.rumah_layak_huni,
    r.peringkat_kesejahteraan,
    r.pendidikan_ibu,
    r.terlalu_muda or r.terlalu_tua or r.terlalu_dekat or r.terlalu_banyak as empat_terlalu,
    r.kb_modern,
from kasus_satu as k
inner join keluarga as r on r.keluarga_id = k.keluarga_id and r.siklus <= k.siklus
qualify row_number() over (partition by k.kasus_id order by r.siklus desc) = 1
order by k.kode_kecamatan, k.kasus_id;

-- Kunjungan kepada kasus itu atau keluarganya.
create or replace table kasus_dikunjungi as
with kunjungannya as (
    select
        k.kasus_id,
        v.kunjungan_id,
    from kasus_satu as k
    inner join kunjungan as v on v.kasus_id = k.kasus_id
    union
    select
        k.kasus_id,
        v.kunjungan_id,
    from kasus_satu as k
    inner join kunjungan as v on v.keluarga_id = k.keluarga_id
)

select
    k.kasus_id,
    k.kode_kecamatan,
    v.kunjungan_id,
    v.tanggal,
    v.pelaksana,
    v.tanggal <= k.tanggal_audit as sebelum,
from kunjungannya as n
inner join kasus_satu as k on k.kasus_id = n.kasus_id
inner join kunjungan as v on v.kunjungan_id = n.kunjungan_id
order by k.kode_kecamatan, k.kasus_id, v.tanggal, v.kunjungan_id;

-- Bantuan bagi keluarganya.
create or replace table kasus_dibantu as
select
    k.kasus_id,
    k.kode_kecamatan,
    b.bantuan_id,
    b.jenis,
    b.sumber,
    b.status,
    b.tanggal,
from kasus_satu as k
inner join bantuan as b on b.keluarga_id = k.keluarga_id
order by k.kode_kecamatan, k.kasus_id, b.tanggal, b.bantuan_id;
