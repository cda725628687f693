-- Tautan antarcatatan, hanya kode: anak ke ibu dan keluarga, ibu ke keluarga, dan rangkaian calon pengantin - hamil -
-- bersalin - anak. Hanya calon tunggal yang ditautkan; yang calonnya beberapa dihitung (ganda). Nama dibandingkan menurut
-- bunyinya di identitas.orang_banding. tautan: dari_id, ke_id, jenis, cara; tanggal awal episode bila jenisnya rangkaian.

create or replace temp table tautan_orang as
select
    o.orang_id,
    o.keluarga_id,
    o.kode_desa,
    i.nik,
    i.tanggal_lahir as lahir,
    b.nama,
    b.ortu,
    ltrim(i.rt, '0') as rt,
    ltrim(i.rw, '0') as rw,
    o.orang_id in (select s.orang_id from skrining as s) as perempuan,
    o.orang_id in (select k.orang_id from keanggotaan as k where k.kelompok = 'balita') as anak,
from orang_tunggal as o
inner join identitas.orang_identitas as i on i.orang_id = o.orang_id
inner join identitas.orang_banding as b on b.orang_id = o.orang_id;

-- kapan seorang ibu bersalin: bulannya bila dicatat, bila tidak menurut usia kehamilan
create or replace temp table tautan_bersalin as
select distinct
    orang_id,
    (coalesce(bulan_bersalin, tanggal + (40 - usia_kehamilan_minggu) * 7) - 45)::date as awal,
    (coalesce(last_day(bulan_bersalin), tanggal + (40 - usia_kehamilan_minggu) * 7) + 45)::date as akhir,
from skrining
where
    (kelompok = 'pascasalin' and bulan_bersalin is not null)
    or (kelompok = 'bumil' and usia_kehamilan_minggu is not null);

-- calon tautan: kuat = urutan cara, 1 paling kuat; cara yang lebih lemah hanya bila yang kuat tidak punya calon
create or replace temp table tautan_calon as
with anak_ortu as (
    select
        a.* exclude (ortu),
        unnest(a.ortu) as ortu,
    from tautan_orang as a
    where a.anak
),

-- siapa yang menyebut nama ibu dan nomor keluarganya: ibu itu sendiri, dan anak-anaknya
keluarga_ibu as (
    select
        nama as ibu,
        kode_desa,
        rt,
        rw,
        keluarga_id,
    from tautan_orang
    where perempuan and keluarga_id is not null
    union
    select
        ortu as ibu,
        kode_desa,
        rt,
        rw,
        keluarga_id,
    from anak_ortu
    where keluarga_id is not null
),

terdata as (
    select distinct keluarga_id from keluarga
)

select
    a.orang_id as dari_id,
    i.orang_id as ke_id,
    'anak_ibu' as jenis,
    'kk' as cara,
    1 as kuat,
from anak_ortu as a
inner join tautan_orang as i
    on i.keluarga_id = a.keluarga_id and i.perempuan and i.orang_id <> a.orang_id
where i.nama = a.ortu or jaro_winkler_similarity(i.nama, a.ortu) >= 0.92
union all
select
    a.orang_id as dari_id,
    i.orang_id as ke_id,
    'anak_ibu' as jenis,
    'ibu_desa_rt' as cara,
    2 as kuat,
from anak_ortu as a
inner join tautan_orang as i
    on i.perempuan and i.nama = a.ortu and i.kode_desa = a.kode_desa and i.rt = a.rt and i.orang_id <> a.orang_id
where
    coalesce(i.rw = a.rw, true)
    -- dua nomor keluarga yang berbeda tidak ditautkan
    and (i.keluarga_id is null or a.keluarga_id is null)
    and exists (
        select 1
        from tautan_bersalin as b
        where b.orang_id = i.orang_id and a.lahir between b.awal and b.akhir
    )
union all
select
    o.orang_id as dari_id,
    o.keluarga_id as ke_id,
    if(o.anak, 'anak_keluarga', 'ibu_keluarga') as jenis,
    'kk' as cara,
    1 as kuat,
from tautan_orang as o
semi join terdata as t on t.keluarga_id = o.keluarga_id
where o.anak or o.perempuan
union all
select
    a.orang_id as dari_id,
    k.keluarga_id as ke_id,
    'anak_keluarga' as jenis,
    'ibu_desa_rt' as cara,
    3 as kuat,
from anak_ortu as a
inner join keluarga_ibu as k
    on k.ibu = a.ortu and k.kode_desa = a.kode_desa and k.rt = a.rt and coalesce(k.rw = a.rw, true)
where a.keluarga_id is null
union all
select
    i.orang_id as dari_id,
    k.keluarga_id as ke_id,
    'ibu_keluarga' as jenis,
    'ibu_desa_rt' as cara,
    3 as kuat,
from tautan_orang as i
inner join keluarga_ibu as k
    on k.ibu = i.nama and k.kode_desa = i.kode_desa and k.rt = i.rt and coalesce(k.rw = i.rw, true)
where i.perempuan and i.keluarga_id is null;

create or replace temp table tautan_pertama as
with terkuat as (
    select *
    from tautan_calon
    qualify kuat = min(kuat) over (partition by dari_id, jenis)
)

select
    dari_id,
    jenis,
    min(ke_id) as ke_id,
    min(cara) as cara,
    count(distinct ke_id) as calon,
from terkuat
group by dari_id, jenis;

-- keluarga lewat ibu, dan lewat anak, bagi yang nomor keluarganya sendiri tidak diketahui
create or replace temp table tautan_lewat as
with pasti as (
    select *
    from tautan_pertama
    where jenis = 'anak_ibu' and calon = 1
)

select
    p.dari_id,
    'anak_keluarga' as jenis,
    i.keluarga_id as ke_id,
    'ibu' as cara,
    1 as calon,
from pasti as p
inner join tautan_orang as a on a.orang_id = p.dari_id and a.keluarga_id is null
inner join tautan_orang as i on i.orang_id = p.ke_id and i.keluarga_id is not null
union all
select
    p.ke_id as dari_id,
    'ibu_keluarga' as jenis,
    min(a.keluarga_id) as ke_id,
    'anak' as cara,
    count(distinct a.keluarga_id) as calon,
from pasti as p
inner join tautan_orang as i on i.orang_id = p.ke_id and i.keluarga_id is null
inner join tautan_orang as a on a.orang_id = p.dari_id and a.keluarga_id is not null
group by p.ke_id;

create or replace temp table tautan_semua as
select * from tautan_lewat
union all by name
select p.*
from tautan_pertama as p
anti join tautan_lewat as l on l.dari_id = p.dari_id and l.jenis = p.jenis;

-- Satu perempuan dengan dua kode (calon pengantin tanpa NIK dan tanggal lahir, misalnya): nama sama, dan No KK, atau
-- tanggal lahir dan desa, atau umur dan desa; dari kelompok yang satu ke kelompok berikutnya, tunggal dari kedua sisi.
create or replace temp table tautan_episode as
select
    k.orang_id,
    k.kelompok,
    k.mulai,
    s.kode_desa,
    s.umur,
    s.bulan_bersalin,
from keanggotaan as k
inner join skrining as s on s.orang_id = k.orang_id and s.kelompok = k.kelompok and s.tanggal = k.mulai;

create or replace temp table tautan_perempuan as
with ringkas as (
    select
        e.orang_id,
        max_by(e.kelompok, e.mulai) as akhir,
        max(e.mulai) as selesai,
        min_by(e.kelompok, e.mulai) as awal,
        min(e.mulai) as mulai,
        max_by(e.umur, e.mulai) as umur,
        min_by(e.umur, e.mulai) as umur_awal,
    from tautan_episode as e
    group by e.orang_id
),

-- menurut nama dan keluarga, atau nama dan desa: nama saja bertemu dengan ribuan orang di seluruh negeri
senama as (
    select
        p.orang_id as a,
        q.orang_id as b,
    from tautan_orang as p
    inner join tautan_orang as q on q.nama = p.nama and q.keluarga_id = p.keluarga_id and q.orang_id <> p.orang_id
    where p.nama <> '' and p.perempuan and q.perempuan
    union
    select
        p.orang_id as a,
        q.orang_id as b,
    from tautan_orang as p
    inner join tautan_orang as q on q.nama = p.nama and q.kode_desa = p.kode_desa and q.orang_id <> p.orang_id
    where p.nama <> '' and p.perempuan and q.perempuan
),

calon as (
    select
        a.orang_id as dari_id,
        b.orang_id as ke_id,
        case
            when p.keluarga_id = q.keluarga_id then 'kk'
            when p.lahir = q.lahir and p.kode_desa = q.kode_desa then 'lahir_desa'
            when
                (p.lahir is null or q.lahir is null)
                and p.kode_desa = q.kode_desa
                and abs(b.umur_awal - a.umur - (year(b.mulai) - year(a.selesai))) <= 1
                then 'umur_desa'
        end as cara,
    from ringkas as a
    inner join senama as n on n.a = a.orang_id
    inner join tautan_orang as p on p.orang_id = a.orang_id
    inner join tautan_orang as q on q.orang_id = n.b
    inner join ringkas as b
        on b.orang_id = q.orang_id
        and b.mulai >= a.selesai
        and b.mulai <= a.selesai + if(a.akhir = 'catin', 1095, 330)
        and (a.akhir, b.awal) in (('catin', 'bumil'), ('bumil', 'pascasalin'))
    where p.nik is null or q.nik is null
)

select *
from calon
where cara is not null
qualify count(*) over (partition by dari_id) = 1 and count(*) over (partition by ke_id) = 1;

create or replace temp table tautan_rangkai as
select
    e.*,
    coalesce(t.ke_id, s.ke_id, e.orang_id) as perempuan_id,
from tautan_episode as e
left join tautan_perempuan as s on s.dari_id = e.orang_id
left join tautan_perempuan as t on t.dari_id = s.ke_id;

create or replace temp table tautan_rantai as
with berikut as (
    select
        *,
        lead(kelompok) over w as kelompok_berikut,
        lead(orang_id) over w as orang_berikut,
        lead(mulai) over w as mulai_berikut,
    from tautan_rangkai
    window w as (partition by perempuan_id order by mulai, kelompok)
)

select
    b.orang_id as dari_id,
    b.orang_berikut as ke_id,
    if(b.kelompok = 'catin', 'catin_bumil', 'bumil_bersalin') as jenis,
    if(b.orang_id = b.orang_berikut, 'orang', 'perempuan_sama') as cara,
    b.mulai as dari_tanggal,
    b.mulai_berikut as ke_tanggal,
from berikut as b
where
    (b.kelompok = 'catin' and b.kelompok_berikut = 'bumil')
    or (b.kelompok = 'bumil' and b.kelompok_berikut = 'pascasalin' and b.mulai_berikut <= b.mulai + 330)
union all
select
    r.orang_id as dari_id,
    a.orang_id as ke_id,
    'bersalin_anak' as jenis,
    s.cara,
    r.mulai as dari_tanggal,
    null as ke_tanggal,
from tautan_rangkai as r
inner join tautan_rangkai as w on w.perempuan_id = r.perempuan_id
inner join tautan_semua as s on s.ke_id = w.orang_id and s.jenis = 'anak_ibu' and s.calon = 1
inner join tautan_orang as a
    on a.orang_id = s.dari_id
    and a.lahir between coalesce(r.bulan_bersalin - 45, r.mulai - 90)
    and coalesce(last_day(r.bulan_bersalin) + 45, r.mulai)
where r.kelompok = 'pascasalin'
group by all;

create or replace table tautan as
select
    t.*,
    kabkota_dari(o.kode_desa) as kode_kabkota,
from (
    select
        dari_id,
        ke_id,
        jenis,
        cara,
        null::date as dari_tanggal,
        null::date as ke_tanggal,
    from tautan_semua
    where calon = 1
    union all
    select
        dari_id,
        ke_id,
        'perempuan_sama' as jenis,
        cara,
        null as dari_tanggal,
        null as ke_tanggal,
    from tautan_perempuan
    union all
    from tautan_rantai
) as t
inner join tautan_orang as o on o.orang_id = t.dari_id
order by kode_kabkota, t.jenis, t.dari_id, t.dari_tanggal;

-- Keluarga tiap orang: menurut berkas, bila tidak menurut tautan, bila tidak berdiri sendiri dengan kodenya.
create or replace table keluarga_orang as
select
    o.orang_id,
    coalesce(o.keluarga_id, t.ke_id, o.orang_id) as keluarga_id,
    kabkota_dari(o.kode_desa) as kode_kabkota,
from orang_tunggal as o
left join (
    select
        dari_id,
        min(ke_id) as ke_id,
    from tautan
    where jenis in ('anak_keluarga', 'ibu_keluarga')
    group by dari_id
) as t on t.dari_id = o.orang_id;

-- tidak satu berkas pun menyebut kode ibu: kolom ini seluruhnya tautan
update orang
set ibu_id = h.ibu_id
from (
    select
        o.rowid as baris,
        t.ke_id as ibu_id,
    from orang as o
    left join tautan as t on t.dari_id = o.orang_id and t.jenis = 'anak_ibu'
) as h
where orang.rowid = h.baris and orang.ibu_id is distinct from h.ibu_id;

-- Berapa yang tertaut pada tiap langkah, per siklus awal langkah itu (anak: siklus pengukurannya).
create or replace table tautan_ringkas as
with langkah as (
    select
        kabkota_dari(e.kode_desa) as kode_kabkota,
        siklus_dari(e.mulai) as siklus,
        case e.kelompok when 'catin' then 'catin_bumil' when 'bumil' then 'bumil_bersalin' else 'bersalin_anak' end
            as langkah,
        e.orang_id as dari_id,
        e.mulai as dari_tanggal,
    from tautan_episode as e
    union all
    select
        a.kode_kabkota,
        a.siklus,
        unnest(['anak_ibu', 'anak_keluarga']) as langkah,
        a.orang_id as dari_id,
        null as dari_tanggal,
    from anak_siklus as a
    where a.diukur
    union all
    select distinct
        i.kode_kabkota,
        i.siklus,
        'ibu_keluarga' as langkah,
        i.orang_id as dari_id,
        null as dari_tanggal,
    from ibu_siklus as i
),

ada as (
    select distinct
        dari_id,
        jenis,
        dari_tanggal,
    from tautan
)

select
    l.kode_kabkota,
    l.siklus,
    l.langkah,
    count(*) as jumlah,
    count(t.dari_id) as tertaut,
    count(g.dari_id) as ganda,
from langkah as l
left join ada as t
    on t.dari_id = l.dari_id and t.jenis = l.langkah and t.dari_tanggal is not distinct from l.dari_tanggal
left join tautan_semua as g on g.dari_id = l.dari_id and g.jenis = l.langkah and g.calon > 1
group by l.kode_kabkota, l.siklus, l.langkah
union all
-- anak ber-TB/U sah yang juga ber-TB/U sah pada siklus sebelumnya: dasar semua angka perpindahan, maka menurut angka
-- yang tayang
select
    kode_kabkota,
    siklus,
    'anak_siklus_lalu' as langkah,
    count(*) as jumlah,
    count(stunting_sebelum) as tertaut,
    0 as ganda,
from anak_tayang
where stunting is not null
group by kode_kabkota, siklus
order by kode_kabkota, siklus, langkah;
