-- Satu baris per perempuan per kelompok per siklus: nilai terakhir yang tercatat dan kelasnya menurut ambang
-- tahun itu. Dasar indikator catin, bumil dan pascasalin. arg_max melewati nilai kosong.

create or replace table ibu_siklus as
with terakhir as (
    select
        orang_id,
        kelompok,
        siklus_dari(tanggal) as siklus,
        max(tanggal) as tanggal,
        arg_max(kode_desa, tanggal) as kode_desa,
        arg_max(umur, tanggal) as umur,
        arg_max(lila_cm, tanggal) as lila_cm,
        arg_max(imt_dari(bb_kg, tb_cm), tanggal) as imt,
        arg_max(hb_gdl, tanggal) as hb_gdl,
        max(usia_kehamilan_minggu) as usia_kehamilan_minggu,
        max(ttd) as ttd,
        max(anc) as anc,
        arg_max(sertifikat_elsimil, tanggal) as sertifikat_elsimil,
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
    anemia_dari(t.kelompok, t.hb_gdl, a.hb_catin, a.hb_bumil) as anemia,
    berisiko_kek(t.kelompok, t.lila_cm, t.imt, a.lila_kek, a.imt_kek_bumil) as kek,
    umur_berisiko_dari(t.kelompok, t.umur, a.umur_catin, a.umur_hamil_muda, a.umur_hamil_tua) as umur_berisiko,
    if(t.kelompok = 'bumil' and t.usia_kehamilan_minggu >= 28, t.ttd >= a.ttd_bumil, null) as ttd_cukup,
    if(t.kelompok = 'bumil' and t.usia_kehamilan_minggu >= 36, t.anc >= a.anc_bumil, null) as anc_lengkap,
    t.bb_lahir_g < a.bblr as bblr,
    t.pb_lahir_cm < a.pblr as pblr,
    t.usia_kehamilan_lahir_minggu < a.prematur as prematur,
from terakhir as t
inner join ambang_tahun as a on a.tahun = year(t.tanggal)
order by kode_kabkota, t.siklus, t.kelompok, t.kode_desa, t.orang_id;
