-- Pengukuran dengan satu masalah, dengan nama, untuk dikirim balik ke puskesmas agar diperiksa dan dibetulkan.
-- grain: satu baris per pengukuran
-- access: bernama
-- params:
--   scope VARCHAR[]           kecamatan dan desa yang boleh dilihat; tidak pernah kosong
--   siklus VARCHAR            siklus yang dilihat
--   masalah VARCHAR           kode masalah (queries/build/mutu_temuan.sql)
-- result:
--   puskesmas VARCHAR
--   posyandu VARCHAR
--   kecamatan VARCHAR
--   desa VARCHAR
--   nama VARCHAR
--   nik VARCHAR               tersamar: empat digit pertama dan terakhir
--   nama_ibu VARCHAR
--   tanggal_lahir DATE
--   tanggal DATE              tanggal pengukuran
--   bb_kg DOUBLE
--   tb_cm DOUBLE
--   cara_ukur VARCHAR
--   keterangan VARCHAR        apa yang perlu diperiksa

select
    p.nama as puskesmas,
    i.posyandu,
    k.nama as kecamatan,
    d.nama as desa,
    i.nama,
    left(i.nik, 4) || '********' || right(i.nik, 4) as nik,
    i.nama_ibu,
    i.tanggal_lahir,
    t.tanggal,
    u.bb_kg,
    u.tb_cm,
    u.cara_ukur,
    case t.jenis
        when 'z_tidak_wajar'
            then concat_ws(
                '; ',
                if(u.flag_tbu, 'TB/U ' || z_tulis(u.z_tbu), null),
                if(u.flag_bbu, 'BB/U ' || z_tulis(u.z_bbu), null),
                if(u.flag_bbtb, 'BB/TB ' || z_tulis(u.z_bbtb), null)
            )
        when 'posisi_kosong' then 'cara ukur tidak tercatat'
        when 'berdiri_muda' then 'berdiri pada umur di bawah 9 bulan'
        when 'posisi_terbalik'
            then if(
                u.cara_ukur = 'berdiri',
                'berdiri pada umur di bawah 24 bulan',
                'terlentang pada umur 24 bulan atau lebih'
            )
        when 'disalin' then 'berat dan tinggi sama persis dengan pengukuran ' || t.rincian
        when 'mungkin_ganda' then 'sama dengan anak lain menurut ' || t.rincian
        when 'z_berbeda'
            then concat_ws(
                '; ',
                z_dua('TB/U', u.z_tbu_sumber, coalesce(z.z_tbu, u.z_tbu), b.selisih_z),
                z_dua('BB/U', u.z_bbu_sumber, u.z_bbu, b.selisih_z),
                z_dua('BB/TB', u.z_bbtb_sumber, coalesce(z.z_bbtb, u.z_bbtb), b.selisih_z)
            )
    end as keterangan,
from mutu_temuan as t
inner join pengukuran as u on u.orang_id = t.orang_id and u.tanggal = t.tanggal
cross join (select max(atas) as selisih_z from ref_mutu where aturan = 'selisih_z') as b
left join z_kemenkes as z on z.orang_id = u.orang_id and z.tanggal = u.tanggal
left join identitas.orang_identitas as i on i.orang_id = t.orang_id
left join puskesmas as p on p.puskesmas_id = t.puskesmas_id
inner join wilayah as k on k.kode = t.kode_kecamatan
inner join wilayah as d on d.kode = t.kode_desa
where
    list_has_any($scope::varchar[], [t.kode_kecamatan, t.kode_desa])
    and t.siklus = $siklus::varchar
    and t.jenis = $masalah::varchar
order by p.nama, k.nama, d.nama, i.posyandu, i.nama, t.tanggal, t.orang_id;
