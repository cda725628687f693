-- Ketelitian ukur tiap kecamatan dan puskesmas pada satu siklus, langsung dari pengukuran
-- (aturan: queries/build/mutu_ukur.sql; selisih z yang masih cocok: data/reference/mutu.csv).
with ukuran as (
    select
        p.kode_desa,
        o.puskesmas_id,
        p.tb_cm,
        p.cara_ukur,
        coalesce(p.flag_tbu, false) or coalesce(p.flag_bbu, false) or coalesce(p.flag_bbtb, false) as tidak_wajar,
        p.z_tbu is not null or p.z_bbu is not null or p.z_bbtb is not null as ber_z,
        case when not coalesce(p.flag_tbu, false) then round(p.z_tbu * 100)::bigint end as tbu,
        case when not coalesce(p.flag_bbu, false) then round(p.z_bbu * 100)::bigint end as bbu,
        case when not coalesce(p.flag_bbtb, false) then round(p.z_bbtb * 100)::bigint end as bbtb,
        abs(p.z_tbu_sumber - coalesce(k.z_tbu, p.z_tbu)) > b.atas + 0.00005 as beda_tbu,
        abs(p.z_bbu_sumber - p.z_bbu) > b.atas + 0.00005 as beda_bbu,
        abs(p.z_bbtb_sumber - coalesce(k.z_bbtb, p.z_bbtb)) > b.atas + 0.00005 as beda_bbtb,
    from pengukuran as p
    inner join ref_mutu as b on b.aturan = 'selisih_z'
    inner join orang as o on o.orang_id = p.orang_id
    left join z_kemenkes as k on k.orang_id = p.orang_id and k.tanggal = p.tanggal
    where
        p.kode_desa > $kode_kabkota::varchar
        and p.kode_desa < $kode_kabkota::varchar || '/'
        and p.tanggal between $awal::date and $akhir::date
        and p.umur_hari between 0 and 1826
),

jumlah as (
    select
        left(kode_desa, 8) as kode_kecamatan,
        puskesmas_id,
        count(*) as pengukuran,
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
    group by left(kode_desa, 8), puskesmas_id
)

select
    j.kode_kecamatan,
    p.nama as puskesmas,
    j.pengukuran,
    j.tinggi,
    j.berposisi,
    j.ber_z,
    j.tidak_wajar,
    j.n_tbu,
    j.jumlah_tbu,
    j.kuadrat_tbu,
    j.n_bbu,
    j.jumlah_bbu,
    j.kuadrat_bbu,
    j.n_bbtb,
    j.jumlah_bbtb,
    j.kuadrat_bbtb,
    j.banding_tbu,
    j.cocok_tbu,
    j.banding_bbu,
    j.cocok_bbu,
    j.banding_bbtb,
    j.cocok_bbtb,
from jumlah as j
left join puskesmas as p on p.puskesmas_id = j.puskesmas_id
order by j.kode_kecamatan, p.nama;
