-- Satu baris per perempuan per kelompok per siklus: nilai terakhir yang tercatat dan kelasnya menurut ambang
-- tahun itu. Dasar indikator catin, bumil dan pascasalin.

create or replace table ibu_siklus as
with terakhir as (
    select
        orang_id,
        kelompok,
        siklus_dari(tanggal) as siklus,
        max(tanggal) as tanggal,
        arg_max(kode_desa, tanggal) as kode_desa,
        arg_max(umur, tanggal) filter (where umur is not null) as umur,
        arg_max(lila_cm, tanggal) filter (where lila_cm is not null) as lila_cm,
        arg_max(bb_kg / (tb_cm / 100) ** 2, tanggal) filter (where bb_kg > 0 and tb_cm > 0) as imt,
        arg_max(hb_gdl, tanggal) filter (where hb_gdl is not null) as hb_gdl,
        max(usia_kehamilan_minggu) as usia_kehamilan_minggu,
        max(ttd) as ttd,
        max(anc) as anc,
        arg_max(sertifikat_elsimil, tanggal) filter (where sertifikat_elsimil is not null) as sertifikat_elsimil,
        bool_or(kb_pascapersalinan) as kb_pascapersalinan,
        max(bb_lahir_g) as bb_lahir_g,
        max(pb_lahir_cm) as pb_lahir_cm,
        max(usia_kehamilan_lahir_minggu) as usia_kehamilan_lahir_minggu,
        bool_or(imd) as imd,
    from skrining
    group by orang_id, kelompok, siklus_dari(tanggal)
)

select
    t.*,
    kabkota_dari(t.kode_desa) as kode_kabkota,
    kecamatan_dari(t.kode_desa) as kode_kecamatan,
    case
        when t.kelompok = 'catin' then t.hb_gdl < a.hb_catin
        when t.kelompok = 'bumil' then t.hb_gdl < a.hb_bumil
    end as anemia,
    case
        when t.kelompok = 'bumil' and t.imt is not null and a.imt_kek_bumil is not null
            then coalesce(t.lila_cm < a.lila_kek, false) or coalesce(t.imt < a.imt_kek_bumil, false)
        else t.lila_cm < a.lila_kek
    end as kek,
    if(t.kelompok = 'catin', t.umur < a.umur_catin, null) as terlalu_muda,
    if(t.kelompok = 'bumil' and t.usia_kehamilan_minggu >= 28, t.ttd >= a.ttd_bumil, null) as ttd_cukup,
    if(t.kelompok = 'bumil' and t.usia_kehamilan_minggu >= 36, t.anc >= a.anc_bumil, null) as anc_lengkap,
    t.bb_lahir_g < a.bblr as bblr,
    t.pb_lahir_cm < a.pblr as pblr,
    t.usia_kehamilan_lahir_minggu < a.prematur as prematur,
from terakhir as t
inner join ambang_tahun as a on a.tahun = year(t.tanggal)
order by t.siklus, t.kelompok, t.kode_desa, t.orang_id;
