-- Ketelitian ukur per desa, puskesmas dan siklus, sebagai jumlah yang dapat dijumlahkan lagi ke kecamatan, puskesmas
-- dan kabupaten/kota: pengukuran, z tidak wajar, jumlah dan jumlah kuadrat z (rata-rata dan simpangan baku), z di
-- berkas yang dapat dibandingkan dan yang cocok. Hanya umur 0-59 bulan.

create or replace table mutu_ukur as
with batas as (
    select max(atas) filter (where aturan = 'selisih_z') as selisih_z from ref_mutu
),

ukuran as (
    select
        siklus_dari(p.tanggal) as siklus,
        p.kode_desa,
        o.puskesmas_id,
        p.bb_kg,
        p.tb_cm,
        p.cara_ukur,
        coalesce(p.flag_tbu, false) or coalesce(p.flag_bbu, false) or coalesce(p.flag_bbtb, false) as tidak_wajar,
        p.z_tbu is not null or p.z_bbu is not null or p.z_bbtb is not null as ber_z,
        -- dua desimal: sebagai bilangan bulat perseratus jumlahnya tepat
        if(p.flag_tbu, null, round(p.z_tbu * 100))::bigint as tbu,
        if(p.flag_bbu, null, round(p.z_bbu * 100))::bigint as bbu,
        if(p.flag_bbtb, null, round(p.z_bbtb * 100))::bigint as bbtb,
        z_beda(p.z_tbu_sumber, coalesce(k.z_tbu, p.z_tbu), b.selisih_z) as beda_tbu,
        z_beda(p.z_bbu_sumber, p.z_bbu, b.selisih_z) as beda_bbu,
        z_beda(p.z_bbtb_sumber, coalesce(k.z_bbtb, p.z_bbtb), b.selisih_z) as beda_bbtb,
    from pengukuran as p
    cross join batas as b
    inner join orang as o on o.orang_id = p.orang_id
    left join z_kemenkes as k on k.orang_id = p.orang_id and k.tanggal = p.tanggal
    where umur_bulan(p.umur_hari) between 0 and 59
)

select
    siklus,
    kabkota_dari(kode_desa) as kode_kabkota,
    kecamatan_dari(kode_desa) as kode_kecamatan,
    kode_desa,
    puskesmas_id,
    count(*) as pengukuran,
    count(bb_kg) as berat,
    count(tb_cm) as tinggi,
    count(*) filter (where tb_cm is not null and cara_ukur is not null) as berposisi,
    count(*) filter (where ber_z) as ber_z,
    count(*) filter (where tidak_wajar) as tidak_wajar,
    count(tbu) as n_tbu,
    coalesce(sum(tbu), 0)::bigint as jumlah_tbu,
    coalesce(sum(tbu * tbu), 0)::bigint as kuadrat_tbu,
    count(bbu) as n_bbu,
    coalesce(sum(bbu), 0)::bigint as jumlah_bbu,
    coalesce(sum(bbu * bbu), 0)::bigint as kuadrat_bbu,
    count(bbtb) as n_bbtb,
    coalesce(sum(bbtb), 0)::bigint as jumlah_bbtb,
    coalesce(sum(bbtb * bbtb), 0)::bigint as kuadrat_bbtb,
    count(beda_tbu) as banding_tbu,
    count(*) filter (where not beda_tbu) as cocok_tbu,
    count(beda_bbu) as banding_bbu,
    count(*) filter (where not beda_bbu) as cocok_bbu,
    count(beda_bbtb) as banding_bbtb,
    count(*) filter (where not beda_bbtb) as cocok_bbtb,
from ukuran
group by siklus, kode_desa, puskesmas_id
order by kode_kabkota, siklus, kode_desa, puskesmas_id;

-- Angka persepuluhan (0-9) berat dan tinggi sebagaimana tercatat: 9,25 kg berangka 2. Bukan pembulatan, karena yang
-- dicari justru pembulatan di lapangan.
create or replace table mutu_angka as
with nilai as (
    select
        siklus_dari(p.tanggal) as siklus,
        p.kode_desa,
        o.puskesmas_id,
        unnest([{'ukuran': 'bb', 'nilai': p.bb_kg}, {'ukuran': 'tb', 'nilai': p.tb_cm}], recursive := true),
    from pengukuran as p
    inner join orang as o on o.orang_id = p.orang_id
    where umur_bulan(p.umur_hari) between 0 and 59
)

select
    siklus,
    kabkota_dari(kode_desa) as kode_kabkota,
    kecamatan_dari(kode_desa) as kode_kecamatan,
    kode_desa,
    puskesmas_id,
    ukuran,
    angka_persepuluhan(nilai) as angka,
    count(*) as jumlah,
from nilai
where nilai is not null
group by siklus, kode_desa, puskesmas_id, ukuran, angka_persepuluhan(nilai)
order by kode_kabkota, siklus, kode_desa, puskesmas_id, ukuran, angka;
