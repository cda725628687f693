-- Pengukuran yang perlu dilihat kembali oleh puskesmas, satu baris per pengukuran dan jenis masalah. Hitungan dan
-- daftar halaman Mutu data sama-sama dibaca dari sini, jadi tidak dapat berbeda. Tanpa identitas.
--
-- jenis: z_tidak_wajar, posisi_kosong, posisi_terbalik (terlentang sejak 24 bulan; berdiri pada 9 sampai 23 bulan),
-- berdiri_muda (berdiri di bawah 9 bulan), disalin, z_berbeda, mungkin_ganda.

create or replace macro z_tulis(z) as replace(printf('%.2f', z), '.', ',');

create or replace table mutu_temuan as
with batas as (
    select
        max(atas) filter (where aturan = 'selisih_z') as selisih_z,
        max(bawah) filter (where aturan = 'jarak_salin') as jarak_salin,
    from ref_mutu
),

ukuran as (
    select
        p.*,
        coalesce(k.z_tbu, p.z_tbu) as kemenkes_tbu,
        coalesce(k.z_bbtb, p.z_bbtb) as kemenkes_bbtb,
        lag(p.tanggal) over w as tanggal_lalu,
        lag(p.bb_kg) over w as bb_lalu,
        lag(p.tb_cm) over w as tb_lalu,
    from pengukuran as p
    left join z_kemenkes as k on k.orang_id = p.orang_id and k.tanggal = p.tanggal
    where umur_bulan(p.umur_hari) between 0 and 59
    window w as (partition by p.orang_id order by p.tanggal)
),

-- anak lain dengan NIK yang sama, atau dengan nama, ibu, tanggal lahir dan jenis kelamin yang sama
sama as (
    select
        orang_id,
        'NIK' as sebab,
    from identitas.orang_identitas
    where nik is not null
    qualify count(*) over (partition by nik) > 1
    union all
    select
        orang_id,
        'nama, ibu, tanggal lahir dan jenis kelamin' as sebab,
    from identitas.orang_kunci
    qualify count(*) over (partition by kunci) > 1
),

ganda as (
    select
        orang_id,
        string_agg(distinct sebab, '; ' order by sebab) as sebab,
    from sama
    group by orang_id
),

temuan as (
    select
        'z_tidak_wajar' as jenis,
        u.orang_id,
        u.tanggal,
        u.kode_desa,
        concat_ws(
            '; ',
            if(u.flag_tbu, 'TB/U ' || z_tulis(u.z_tbu), null),
            if(u.flag_bbu, 'BB/U ' || z_tulis(u.z_bbu), null),
            if(u.flag_bbtb, 'BB/TB ' || z_tulis(u.z_bbtb), null)
        ) as keterangan,
    from ukuran as u
    where u.flag_tbu or u.flag_bbu or u.flag_bbtb
    union all
    select
        'posisi_kosong',
        orang_id,
        tanggal,
        kode_desa,
        'cara ukur tidak tercatat',
    from ukuran
    where tb_cm is not null and cara_ukur is null
    union all
    select
        case when umur_hari / 30.4375 < 9 then 'berdiri_muda' else 'posisi_terbalik' end,
        orang_id,
        tanggal,
        kode_desa,
        case
            when umur_hari / 30.4375 < 9 then 'berdiri pada umur di bawah 9 bulan'
            when cara_ukur = 'berdiri' then 'berdiri pada umur di bawah 24 bulan'
            else 'terlentang pada umur 24 bulan atau lebih'
        end,
    from ukuran
    where
        tb_cm is not null
        and cara_ukur = if(umur_hari < 731, 'berdiri', 'terlentang')
    union all
    select
        'disalin',
        u.orang_id,
        u.tanggal,
        u.kode_desa,
        'berat dan tinggi sama persis dengan pengukuran ' || strftime(u.tanggal_lalu, '%d/%m/%Y'),
    from ukuran as u
    cross join batas as b
    where u.bb_kg = u.bb_lalu and u.tb_cm = u.tb_lalu and u.tanggal - u.tanggal_lalu >= b.jarak_salin
    union all
    select
        'z_berbeda',
        u.orang_id,
        u.tanggal,
        u.kode_desa,
        concat_ws(
            '; ',
            if(
                z_beda(u.z_tbu_sumber, u.kemenkes_tbu, b.selisih_z),
                'TB/U di berkas ' || z_tulis(u.z_tbu_sumber) || ', hitungan ' || z_tulis(u.kemenkes_tbu),
                null
            ),
            if(
                z_beda(u.z_bbu_sumber, u.z_bbu, b.selisih_z),
                'BB/U di berkas ' || z_tulis(u.z_bbu_sumber) || ', hitungan ' || z_tulis(u.z_bbu),
                null
            ),
            if(
                z_beda(u.z_bbtb_sumber, u.kemenkes_bbtb, b.selisih_z),
                'BB/TB di berkas ' || z_tulis(u.z_bbtb_sumber) || ', hitungan ' || z_tulis(u.kemenkes_bbtb),
                null
            )
        ),
    from ukuran as u
    cross join batas as b
    where
        z_beda(u.z_tbu_sumber, u.kemenkes_tbu, b.selisih_z)
        or z_beda(u.z_bbu_sumber, u.z_bbu, b.selisih_z)
        or z_beda(u.z_bbtb_sumber, u.kemenkes_bbtb, b.selisih_z)
    union all
    -- satu baris per anak dan siklus: pengukuran terakhirnya
    select
        'mungkin_ganda',
        u.orang_id,
        max(u.tanggal),
        arg_max(u.kode_desa, u.tanggal),
        'sama dengan anak lain menurut ' || any_value(g.sebab),
    from ukuran as u
    inner join ganda as g on g.orang_id = u.orang_id
    group by u.orang_id, siklus_dari(u.tanggal)
)

select
    t.jenis,
    siklus_dari(t.tanggal) as siklus,
    kabkota_dari(t.kode_desa) as kode_kabkota,
    kecamatan_dari(t.kode_desa) as kode_kecamatan,
    t.kode_desa,
    o.puskesmas_id,
    t.orang_id,
    t.tanggal,
    t.keterangan,
from temuan as t
inner join orang as o on o.orang_id = t.orang_id
order by siklus, t.kode_desa, t.jenis, t.orang_id, t.tanggal;
