-- Yang harus selalu benar pada sebuah versi. Hasil: aturan yang dilanggar dan jumlah barisnya; kosong = baik.

select
    aturan,
    jumlah,
from (
    select 'pengukuran tanpa orang' as aturan, count(*) as jumlah
    from pengukuran as p
    where not exists (select 1 from orang as o where o.orang_id = p.orang_id)
    union all
    select 'kunci tercatat dua kali', count(*)
    from (
        select 1 from orang group by orang_id having count(*) > 1
        union all
        select 1 from pengukuran group by orang_id, tanggal having count(*) > 1
        union all
        select 1 from skrining group by orang_id, tanggal, kelompok having count(*) > 1
        union all
        select 1 from keluarga group by keluarga_id, siklus having count(*) > 1
        union all
        select 1 from agregat_bulanan group by kode_desa, bulan, indikator, sumber having count(*) > 1
    )
    union all
    select 'pengukuran sebelum lahir', count(*)
    from pengukuran
    where umur_hari < 0
    union all
    select 'skrining tanpa orang', count(*)
    from skrining as s
    where not exists (select 1 from orang as o where o.orang_id = s.orang_id)
    union all
    select 'desa tidak dikenal', count(*)
    from (
        select kode_desa from pengukuran
        union all
        select kode_desa from skrining
        union all
        select kode_desa from keluarga
        union all
        select kode_desa from agregat_bulanan
        union all
        select kode_desa from krs_desa
    ) as d
    where not exists (select 1 from wilayah as w where w.kode = d.kode_desa and w.tingkat = 'desa')
    union all
    select 'pembilang melebihi penyebut', count(*)
    from indikator_desa
    where pembilang > penyebut and indikator not like 'cakupan_%'
    union all
    select 'z-score kosong padahal dapat dihitung', count(*)
    from pengukuran
    where z_tbu is null and tb_cm between 45 and 120 and umur_hari between 0 and 1856
    union all
    select 'penyebab tanpa kasus', count(*)
    from kasus_penyebab as p
    where not exists (select 1 from kasus as k where k.kasus_id = p.kasus_id)
    union all
    select 'anak dihitung dua kali dalam satu siklus', count(*)
    from (select orang_id, siklus from anak_siklus group by all having count(*) > 1)
    union all
    select 'jumlah stunting kecamatan berbeda dari jumlah anak', count(*)
    from (
        select siklus, kode_kecamatan, sum(pembilang) as pembilang, sum(penyebut) as penyebut
        from indikator_desa
        where indikator = 'stunting_balita'
        group by all
    ) as i
    full join (
        select siklus, kode_kecamatan, count(*) filter (where stunting) as pembilang, count(stunting) as penyebut
        from anak_siklus
        where stunting is not null
        group by all
    ) as a on a.siklus = i.siklus and a.kode_kecamatan = i.kode_kecamatan
    where a.pembilang is distinct from i.pembilang or a.penyebut is distinct from i.penyebut
    union all
    select 'langkah hulu tidak menutup', count(*)
    from hulu_siklus
    where jumlah <> teratasi + belum + tanpa_kabar
    union all
    select 'neraca anak stunting tidak menutup', count(*)
    from (
        select
            siklus,
            kelompok,
            kode_kecamatan,
        from neraca_siklus
        where arus <> 'diukur'
        group by all
        having
            sum(
                case
                    when arus in ('awal', 'baru', 'baru_berselang', 'kambuh', 'kembali', 'pertama', 'pertama_bayi')
                        or arus in ('pindah_masuk', 'pindah_antar_masuk')
                        then jumlah
                    when arus <> 'tetap' then -jumlah
                    else 0
                end
            ) <> 0
    )
)
where jumlah > 0
order by aturan;
