-- Satu baris per anak per siklus: pengukuran yang dihitung, kelasnya, kelas siklus sebelumnya, perpindahan.
-- Yang dihitung: TB/U sah pada bulan penimbangan serentak; bila tidak ada, TB/U sah terakhir; bila tidak ada
-- juga, penimbangan pada bulan itu, lalu yang terakhir. Hanya umur 0-59 bulan. Nilai bertanda WHO disimpan
-- tetapi tidak dihitung; diukur berarti panjang/tingginya tercatat pada siklus itu, sah atau tidak.

create or replace table anak_siklus as
with bulan_timbang as (
    select unnest(string_split(nilai, ';'))::integer as bulan
    from ref_setelan
    where kunci = 'bulan_timbang' and nilai <> ''
),

sah as (
    select
        p.*,
        siklus_dari(p.tanggal) as siklus,
        p.z_tbu is not null and not p.flag_tbu as sah_tbu,
        p.z_bbu is not null and not p.flag_bbu as sah_bbu,
        p.z_bbtb is not null and not p.flag_bbtb as sah_bbtb,
        month(p.tanggal) in (select b.bulan from bulan_timbang as b) as serentak,
        bool_or(p.tb_cm is not null) over (partition by p.orang_id, siklus_dari(p.tanggal)) as diukur,
    from pengukuran_orang as p
    where umur_bulan(p.umur_hari) between 0 and 59
),

terpilih as (
    select *
    from sah
    qualify
        row_number() over (
            partition by orang_id, siklus
            order by sah_tbu desc, serentak desc, tanggal desc
        ) = 1
),

kenaikan as (
    select
        orang_id,
        siklus,
        arg_max(naik_bb, tanggal) as naik_bb,
    from sah
    where naik_bb in ('N', 'T')
    group by orang_id, siklus
),

berkelas as (
    select
        t.orang_id,
        t.siklus,
        kabkota_dari(t.kode_desa) as kode_kabkota,
        kecamatan_dari(t.kode_desa) as kode_kecamatan,
        t.kode_desa,
        t.tanggal,
        umur_bulan(t.umur_hari) as umur_bulan,
        umur_bulan(t.umur_hari) < 24 as baduta,
        o.jenis_kelamin,
        t.diukur,
        if(t.sah_tbu, t.z_tbu, null) as z_tbu,
        if(t.sah_bbu, t.z_bbu, null) as z_bbu,
        if(t.sah_bbtb, t.z_bbtb, null) as z_bbtb,
        if(t.sah_tbu, t.z_tbu < -2, null) as stunting,
        if(t.sah_bbu, t.z_bbu < -2, null) as underweight,
        if(t.sah_bbtb, t.z_bbtb < -2, null) as wasting,
        k.naik_bb,
    from terpilih as t
    inner join orang_tunggal as o on o.orang_id = t.orang_id
    left join kenaikan as k on k.orang_id = t.orang_id and k.siklus = t.siklus
),

riwayat as (
    select
        orang_id,
        siklus,
        lag(siklus) over w as siklus_ukur_sebelum,
        lag(stunting) over w as stunting_ukur_sebelum,
        bool_or(stunting) over (w rows between unbounded preceding and 1 preceding) as pernah_stunting,
    from berkelas
    where stunting is not null
    window w as (partition by orang_id order by siklus)
)

select
    b.*,
    if(r.siklus_ukur_sebelum = siklus_sebelum(b.siklus), r.stunting_ukur_sebelum, null) as stunting_sebelum,
    case
        when b.stunting is null then null
        when r.siklus_ukur_sebelum is null and b.stunting then 'pertama_stunting'
        when r.siklus_ukur_sebelum is null then 'pertama_tidak'
        when r.siklus_ukur_sebelum <> siklus_sebelum(b.siklus) and b.stunting then 'kembali_stunting'
        when r.siklus_ukur_sebelum <> siklus_sebelum(b.siklus) then 'kembali_tidak'
        when r.stunting_ukur_sebelum and b.stunting then 'tetap_stunting'
        when r.stunting_ukur_sebelum then 'tidak_lagi'
        when b.stunting and r.pernah_stunting then 'kambuh'
        when b.stunting then 'baru'
        else 'tetap_tidak'
    end as transisi,
from berkelas as b
left join riwayat as r on r.orang_id = b.orang_id and r.siklus = b.siklus
order by b.siklus, b.kode_desa, b.orang_id;
