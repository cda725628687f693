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
                case when u.flag_tbu then 'TB/U ' || translate(to_char(u.z_tbu, 'FM990.00'), '.', ',') end,
                case when u.flag_bbu then 'BB/U ' || translate(to_char(u.z_bbu, 'FM990.00'), '.', ',') end,
                case when u.flag_bbtb then 'BB/TB ' || translate(to_char(u.z_bbtb, 'FM990.00'), '.', ',') end
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
            then concat_ws(
                '; ',
                case
                    when round(abs(u.z_tbu_sumber - coalesce(z.z_tbu, u.z_tbu))::numeric, 4) > b.atas
                        then 'TB/U di berkas ' || translate(to_char(u.z_tbu_sumber, 'FM990.00'), '.', ',') || ', hitungan ' || translate(to_char(coalesce(z.z_tbu, u.z_tbu), 'FM990.00'), '.', ',')
                end,
                case
                    when round(abs(u.z_bbu_sumber - u.z_bbu)::numeric, 4) > b.atas
                        then 'BB/U di berkas ' || translate(to_char(u.z_bbu_sumber, 'FM990.00'), '.', ',') || ', hitungan ' || translate(to_char(u.z_bbu, 'FM990.00'), '.', ',')
                end,
                case
                    when round(abs(u.z_bbtb_sumber - coalesce(z.z_bbtb, u.z_bbtb))::numeric, 4) > b.atas
                        then 'BB/TB di berkas ' || translate(to_char(u.z_bbtb_sumber, 'FM990.00'), '.', ',') || ', hitungan ' || translate(to_char(coalesce(z.z_bbtb, u.z_bbtb), 'FM990.00'), '.', ',')
                end
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
    (t.kode_kecamatan = any(%(scope)s::text[]) or t.kode_desa = any(%(scope)s::text[]))
    and t.siklus = %(siklus)s::text
    and t.jenis = %(masalah)s::text
order by
    p.nama nulls last, k.nama, d.nama, i.posyandu nulls last, i.nama nulls last, t.tanggal, t.orang_id
