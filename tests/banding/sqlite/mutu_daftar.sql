select
    p.nama as puskesmas,
    i.posyandu,
    k.nama as kecamatan,
    d.nama as desa,
    i.nama,
    substr(i.nik, 1, 4) || '********' || substr(i.nik, -4) as nik,
    i.nama_ibu,
    i.tanggal_lahir,
    t.tanggal,
    u.bb_kg,
    u.tb_cm,
    u.cara_ukur,
    case t.jenis
        when 'z_tidak_wajar'
            then substr(
                coalesce('; TB/U ' || case when u.flag_tbu then replace(printf('%.2f', u.z_tbu), '.', ',') end, '')
                || coalesce('; BB/U ' || case when u.flag_bbu then replace(printf('%.2f', u.z_bbu), '.', ',') end, '')
                || coalesce('; BB/TB ' || case when u.flag_bbtb then replace(printf('%.2f', u.z_bbtb), '.', ',') end, ''),
                3
            )
        when 'posisi_kosong' then 'cara ukur tidak tercatat'
        when 'berdiri_muda' then 'berdiri pada umur di bawah 9 bulan'
        when 'posisi_terbalik'
            then
                case
                    when u.cara_ukur = 'berdiri' then 'berdiri pada umur di bawah 24 bulan'
                    else 'terlentang pada umur 24 bulan atau lebih'
                end
        when 'disalin' then 'berat dan tinggi sama persis dengan pengukuran ' || t.rincian
        when 'mungkin_ganda' then 'sama dengan anak lain menurut ' || t.rincian
        when 'z_berbeda'
            then substr(
                coalesce(
                    '; TB/U di berkas '
                    || case
                        when round(abs(u.z_tbu_sumber - coalesce(z.z_tbu, u.z_tbu)), 4) > b.atas
                            then replace(printf('%.2f', u.z_tbu_sumber), '.', ',') || ', hitungan ' || replace(printf('%.2f', coalesce(z.z_tbu, u.z_tbu)), '.', ',')
                    end,
                    ''
                )
                || coalesce(
                    '; BB/U di berkas '
                    || case
                        when round(abs(u.z_bbu_sumber - u.z_bbu), 4) > b.atas
                            then replace(printf('%.2f', u.z_bbu_sumber), '.', ',') || ', hitungan ' || replace(printf('%.2f', u.z_bbu), '.', ',')
                    end,
                    ''
                )
                || coalesce(
                    '; BB/TB di berkas '
                    || case
                        when round(abs(u.z_bbtb_sumber - coalesce(z.z_bbtb, u.z_bbtb)), 4) > b.atas
                            then replace(printf('%.2f', u.z_bbtb_sumber), '.', ',') || ', hitungan ' || replace(printf('%.2f', coalesce(z.z_bbtb, u.z_bbtb)), '.', ',')
                    end,
                    ''
                ),
                3
            )
    end as keterangan
from mutu_temuan as t
inner join pengukuran as u on u.orang_id = t.orang_id and u.tanggal = t.tanggal
inner join ref_mutu as b on b.aturan = 'selisih_z'
left join z_kemenkes as z on z.orang_id = u.orang_id and z.tanggal = u.tanggal
left join orang_identitas as i on i.orang_id = t.orang_id
left join puskesmas as p on p.puskesmas_id = t.puskesmas_id
inner join wilayah as k on k.kode = t.kode_kecamatan
inner join wilayah as d on d.kode = t.kode_desa
where
    (
        t.kode_kecamatan in (select value from json_each(:scope))
        or t.kode_desa in (select value from json_each(:scope))
    )
    and t.siklus = :siklus
    and t.jenis = :masalah
order by
    p.nama nulls last, k.nama, d.nama, i.posyandu nulls last, i.nama nulls last, t.tanggal, t.orang_id
