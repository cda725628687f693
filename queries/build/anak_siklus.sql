-- Satu baris per anak per siklus: pengukuran yang dihitung, kelasnya, kelas siklus sebelumnya, perpindahan.
-- Yang dihitung: TB/U sah pada bulan penimbangan serentak; bila tidak ada, TB/U sah terakhir; bila tidak ada
-- juga, penimbangan pada bulan itu, lalu yang terakhir. Hanya umur 0-59 bulan. Nilai bertanda WHO disimpan
-- tetapi tidak dihitung; diukur berarti panjang/tingginya tercatat pada siklus itu, sah atau tidak.
-- Siklus yang disegel dihitung di sini seperti yang lain (untuk dibandingkan); segel.sql menggantinya dengan
-- angka tersegel. Perpindahan dihitung terhadap angka yang tayang: siklus tersegel menurut segelnya.

create or replace table anak_siklus as
with bulan_timbang as (
    select unnest(string_split(nilai, ';'))::integer as bulan
    from ref_setelan
    where kunci = 'bulan_timbang' and nilai <> ''
),

sah as (
    select
        p.orang_id,
        p.kode_desa,
        p.tanggal,
        p.umur_hari,
        p.tb_cm,
        p.naik_bb,
        p.z_tbu,
        p.z_bbu,
        p.z_bbtb,
        siklus_dari(p.tanggal) as siklus,
        p.z_tbu is not null and not p.flag_tbu as sah_tbu,
        p.z_bbu is not null and not p.flag_bbu as sah_bbu,
        p.z_bbtb is not null and not p.flag_bbtb as sah_bbtb,
        month(p.tanggal) in (select b.bulan from bulan_timbang as b) as serentak,
    from pengukuran_orang as p
    where umur_bulan(p.umur_hari) between 0 and 59
),

-- makin besar makin berhak dihitung; tanggal seorang anak tidak berulang
berurut as (
    select
        *,
        sah_tbu::integer * 200000 + serentak::integer * 100000 + (tanggal - date '2000-01-01') as urutan,
    from sah
),

-- apa yang dikatakan semua pengukuran anak itu pada siklus itu
seluruhnya as (
    select
        orang_id,
        siklus,
        bool_or(tb_cm is not null) as diukur,
        arg_max(naik_bb, tanggal) filter (where naik_bb in ('N', 'T')) as naik_bb,
        max(urutan) as urutan,
    from berurut
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
        k.diukur,
        if(t.sah_tbu, t.z_tbu, null) as z_tbu,
        if(t.sah_bbu, t.z_bbu, null) as z_bbu,
        if(t.sah_bbtb, t.z_bbtb, null) as z_bbtb,
        if(t.sah_tbu, t.z_tbu < -2, null) as stunting,
        if(t.sah_bbu, t.z_bbu < -2, null) as underweight,
        if(t.sah_bbtb, t.z_bbtb < -2, null) as wasting,
        k.naik_bb,
    from berurut as t
    inner join orang_tunggal as o on o.orang_id = t.orang_id
    inner join seluruhnya as k on k.orang_id = t.orang_id and k.siklus = t.siklus and k.urutan = t.urutan
),

-- satu anak satu kali per siklus: yang sudah dibekukan di satu kabupaten/kota tidak dihitung lagi di yang lain
dihitung as (
    select b.*
    from berkelas as b
    where not exists (
        select 1
        from anak_tersegel as t
        where t.orang_id = b.orang_id and t.siklus = b.siklus and t.kode_kabkota <> b.kode_kabkota
    )
),

-- riwayat: siklus tersegel menurut segelnya, yang lain menurut data
riwayat as (
    select
        orang_id,
        siklus,
        stunting,
    from anak_tersegel
    where stunting is not null
    union all
    select
        d.orang_id,
        d.siklus,
        d.stunting,
    from dihitung as d
    left join segel_batas as s on s.kode_kabkota = d.kode_kabkota
    where d.stunting is not null and coalesce(d.siklus > s.sampai, true)
),

pernah as (
    select
        orang_id,
        min(siklus) as siklus,
    from riwayat
    where stunting
    group by orang_id
),

sebelum as (
    select
        d.orang_id,
        d.siklus,
        r.siklus as siklus_ukur_sebelum,
        r.stunting as stunting_ukur_sebelum,
        coalesce(p.siklus < d.siklus, false) as pernah_stunting,
    from (select orang_id, siklus from dihitung where stunting is not null) as d
    asof left join riwayat as r on r.orang_id = d.orang_id and r.siklus < d.siklus
    left join pernah as p on p.orang_id = d.orang_id
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
from dihitung as b
left join sebelum as r on r.orang_id = b.orang_id and r.siklus = b.siklus
order by b.kode_kabkota, b.siklus, b.kode_desa, b.orang_id;

-- Yang tayang: siklus tersegel menurut segelnya, yang lain menurut hitungan di atas. Siklus lalu selalu dibaca dari sini.
create or replace temp view anak_tayang as
select * from anak_tersegel
union all by name
select a.*
from anak_siklus as a
left join segel_batas as s on s.kode_kabkota = a.kode_kabkota
where coalesce(a.siklus > s.sampai, true);
