-- Pengukuran yang perlu dilihat kembali oleh puskesmas, satu baris per pengukuran dan jenis masalah. Hitungan dan
-- daftar halaman Mutu data sama-sama dibaca dari sini, jadi tidak dapat berbeda. Tanpa identitas, dan tanpa kalimat:
-- kalimatnya dibuat di queries/mutu_daftar.sql untuk baris yang diminta saja.
--
-- jenis: z_tidak_wajar, posisi_kosong, posisi_terbalik (terlentang sejak 24 bulan; berdiri pada 9 sampai 23 bulan),
-- berdiri_muda (berdiri di bawah 9 bulan), disalin, z_berbeda, mungkin_ganda.
-- rincian: tanggal pengukuran sebelumnya (disalin) atau apa yang sama dengan anak lain (mungkin_ganda).

create or replace table mutu_temuan as
with batas as (
    select
        max(atas) filter (where aturan = 'selisih_z') as selisih_z,
        max(bawah) filter (where aturan = 'jarak_salin') as jarak_salin,
    from ref_mutu
),

ukuran as (
    select * from pengukuran
    where umur_bulan(umur_hari) between 0 and 59
),

bermasalah as (
    select
        u.orang_id,
        u.tanggal,
        u.kode_desa,
        unnest(
            list_filter(
                [
                    if(u.flag_tbu or u.flag_bbu or u.flag_bbtb, 'z_tidak_wajar', null),
                    case
                        when u.tb_cm is null then null
                        when u.cara_ukur is null then 'posisi_kosong'
                        when u.cara_ukur = 'berdiri' and u.umur_hari / 30.4375 < 9 then 'berdiri_muda'
                        when u.cara_ukur = if(u.umur_hari < 731, 'berdiri', 'terlentang') then 'posisi_terbalik'
                    end,
                    if(
                        z_beda(u.z_tbu_sumber, coalesce(k.z_tbu, u.z_tbu), b.selisih_z)
                        or z_beda(u.z_bbu_sumber, u.z_bbu, b.selisih_z)
                        or z_beda(u.z_bbtb_sumber, coalesce(k.z_bbtb, u.z_bbtb), b.selisih_z),
                        'z_berbeda',
                        null
                    ),
                ],
                lambda jenis: jenis is not null
            )
        ) as jenis,
        null::varchar as rincian,
    from ukuran as u
    cross join batas as b
    left join z_kemenkes as k on k.orang_id = u.orang_id and k.tanggal = u.tanggal
),

berurutan as (
    select
        orang_id,
        tanggal,
        kode_desa,
        bb_kg,
        tb_cm,
        lag(tanggal) over w as tanggal_lalu,
        lag(bb_kg) over w as bb_lalu,
        lag(tb_cm) over w as tb_lalu,
    from ukuran
    window w as (partition by orang_id order by tanggal)
),

disalin as (
    select
        u.orang_id,
        u.tanggal,
        u.kode_desa,
        'disalin' as jenis,
        strftime(u.tanggal_lalu, '%d/%m/%Y') as rincian,
    from berurutan as u
    cross join batas as b
    where u.bb_kg = u.bb_lalu and u.tb_cm = u.tb_lalu and u.tanggal - u.tanggal_lalu >= b.jarak_salin
),

-- anak lain dengan NIK yang sama, atau dengan nama, ibu, tanggal lahir dan jenis kelamin yang sama
sama as (
    select
        i.orang_id,
        'NIK' as sebab,
    from identitas.orang_identitas as i
    inner join (
        select nik from identitas.orang_identitas
        where nik is not null
        group by nik
        having count(*) > 1
    ) as n on n.nik = i.nik
    union all
    select
        k.orang_id,
        'nama, ibu, tanggal lahir dan jenis kelamin' as sebab,
    from identitas.orang_kunci as k
    inner join (
        select kunci from identitas.orang_kunci
        group by kunci
        having count(*) > 1
    ) as n on n.kunci = k.kunci
),

ganda as (
    select
        orang_id,
        string_agg(distinct sebab, '; ' order by sebab) as sebab,
    from sama
    group by orang_id
),

-- satu baris per anak dan siklus: pengukuran terakhirnya
mungkin_ganda as (
    select
        u.orang_id,
        max(u.tanggal) as tanggal,
        arg_max(u.kode_desa, u.tanggal) as kode_desa,
        'mungkin_ganda' as jenis,
        any_value(g.sebab) as rincian,
    from ukuran as u
    inner join ganda as g on g.orang_id = u.orang_id
    group by u.orang_id, siklus_dari(u.tanggal)
)

select
    t.jenis,
    siklus_dari(t.tanggal) as siklus,
    kabkota_dari(t.kode_desa) as kode_kabkota,
    kecamatan_dari(t.kode_desa) as kode_kecamatan,
    o.puskesmas_id,
    t.orang_id,
    t.tanggal,
    t.kode_desa,
    t.rincian,
from (from bermasalah union all from disalin union all from mungkin_ganda) as t
inner join orang as o on o.orang_id = t.orang_id
order by kode_kabkota, siklus, t.jenis, t.kode_desa, t.orang_id, t.tanggal;
