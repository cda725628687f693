-- Daftar keluarga per siklus: kebutuhan yang tercatat, bobotnya (ref_bobot), anggota kelompok sasaran, bantuan dan
-- kunjungan terakhir. Skor = jumlah bobot kebutuhan; alasan dan OPD mengikuti kebutuhan itu.
-- Hanya keluarga dengan sekurangnya satu kebutuhan. Anak atau ibu yang keluarganya tidak diketahui (ekspor e-PPGBM
-- tidak memuat Nomor KK) dan tidak dapat ditautkan berdiri sendiri dengan kodenya sendiri: yang stunting tidak boleh hilang dari daftar.

create or replace table prioritas_keluarga as
with anak as (
    select
        o.keluarga_id,
        a.siklus,
        arg_max(a.kode_desa, (a.tanggal, a.kode_desa)) as kode_desa,
        bool_or(a.stunting) as anak_stunting,
        bool_or(a.naik_bb = 'T') as anak_tidak_naik,
        bool_or(a.baduta) as ada_baduta,
        count(*) > 0 as ada_balita,
    from anak_siklus as a
    inner join keluarga_orang as o on o.orang_id = a.orang_id
    group by o.keluarga_id, a.siklus
),

ibu as (
    select
        o.keluarga_id,
        i.siklus,
        arg_max(i.kode_desa, (i.tanggal, i.kode_desa)) as kode_desa,
        bool_or(i.kelompok = 'bumil' and (coalesce(i.anemia, false) or coalesce(i.kek, false))) as bumil_risiko,
        bool_or(i.kelompok = 'catin') as ada_catin,
        bool_or(i.kelompok = 'bumil') as ada_bumil,
        bool_or(i.kelompok = 'pascasalin') as ada_pascasalin,
    from ibu_siklus as i
    inner join keluarga_orang as o on o.orang_id = i.orang_id
    group by o.keluarga_id, i.siklus
),

semua as (
    select siklus, keluarga_id from keluarga_siklus
    union
    select siklus, keluarga_id from anak
    union
    select siklus, keluarga_id from ibu
),

tanda as (
    select
        s.siklus,
        s.keluarga_id,
        coalesce(k.kode_desa, a.kode_desa, i.kode_desa) as kode_desa,
        k.berisiko,
        k.peringkat_kesejahteraan,
        k.kb_modern,
        coalesce(i.ada_catin, false) as ada_catin,
        coalesce(i.ada_bumil, k.ada_bumil, false) as ada_bumil,
        coalesce(i.ada_pascasalin, false) as ada_pascasalin,
        coalesce(a.ada_baduta, k.ada_baduta, false) as ada_baduta,
        coalesce(a.ada_balita, k.ada_balita, false) as ada_balita,
        list_filter([
            if(not k.jamban_layak, 'jamban', null),
            if(not k.sumber_air_layak, 'air', null),
            if(not k.rumah_layak_huni, 'rumah', null),
            if(
                k.terlalu_muda or k.terlalu_tua or k.terlalu_dekat or k.terlalu_banyak,
                'empat_terlalu', null
            ),
            if(not k.kb_modern and k.ada_pus and not coalesce(i.ada_bumil, k.ada_bumil, false), 'kb_modern', null),
            if(k.peringkat_kesejahteraan in (1, 2), 'miskin', null),
            if(k.pendidikan_ibu in ('tidak_sekolah', 'sd'), 'pendidikan_ibu', null),
            if(a.anak_stunting, 'anak_stunting', null),
            if(a.anak_tidak_naik and not coalesce(a.anak_stunting, false), 'anak_tidak_naik', null),
            if(i.bumil_risiko, 'bumil_risiko', null),
        ], lambda x: x is not null) as kebutuhan,
    from semua as s
    left join keluarga_siklus as k on k.keluarga_id = s.keluarga_id and k.siklus = s.siklus
    left join anak as a on a.keluarga_id = s.keluarga_id and a.siklus = s.siklus
    left join ibu as i on i.keluarga_id = s.keluarga_id and i.siklus = s.siklus
),

-- Skor dan alasan bergantung pada kebutuhannya saja: dihitung sekali per susunan kebutuhan (paling banyak 1.024), bukan
-- sekali per keluarga.
berbobot as (
    select
        t.kebutuhan,
        sum(b.bobot) as skor,
        list(b.alasan order by b.bobot desc, b.kebutuhan) as alasan,
        list(distinct b.kode_penyebab order by b.kode_penyebab) as penyebab,
        list(distinct b.kode_opd order by b.kode_opd) as opd,
    from (select distinct kebutuhan from tanda) as t
    inner join ref_bobot as b on list_contains(t.kebutuhan, b.kebutuhan)
    group by t.kebutuhan
),

-- bantuan menurut kata buku kerja; bila ada beberapa, yang paling jauh jalannya
dibantu as (
    select
        s.siklus,
        b.keluarga_id,
        arg_max(
            b.status,
            case b.status
                when 'diterima' then 4 when 'sudah_menerima' then 3 when 'diproses' then 2 else 1
            end
        ) as bantuan,
        list(distinct b.jenis order by b.jenis) filter (where b.status in ('diterima', 'sudah_menerima')) as jenis_bantuan,
    from (select distinct siklus from siklus) as s
    inner join bantuan as b on coalesce(b.tanggal, awal_siklus(s.siklus)) <= akhir_siklus(s.siklus)
    group by s.siklus, b.keluarga_id
),

dikunjungi as (
    select
        s.siklus,
        coalesce(v.keluarga_id, o.keluarga_id) as keluarga_id,
        max(v.tanggal) as kunjungan_terakhir,
    from (select distinct siklus from siklus) as s
    inner join kunjungan as v on v.tanggal <= akhir_siklus(s.siklus)
    -- kunjungan yang dicatat dengan kode kasus milik keluarga orang pada kasus itu
    left join kasus as k on k.kasus_id = v.kasus_id
    left join orang_satu as w on w.orang_id = k.orang_id
    left join keluarga_orang as o on o.orang_id = coalesce(w.satu_id, k.orang_id)
    where coalesce(v.keluarga_id, o.keluarga_id) is not null
    group by s.siklus, coalesce(v.keluarga_id, o.keluarga_id)
)

select
    t.siklus,
    kabkota_dari(t.kode_desa) as kode_kabkota,
    kecamatan_dari(t.kode_desa) as kode_kecamatan,
    t.kode_desa,
    t.keluarga_id,
    t.berisiko,
    t.peringkat_kesejahteraan,
    list_filter([
        if(t.ada_catin, 'catin', null),
        if(t.ada_bumil, 'bumil', null),
        if(t.ada_pascasalin, 'pascasalin', null),
        if(t.ada_baduta, 'baduta', null),
        if(t.ada_balita, 'balita', null),
    ], lambda x: x is not null) as kelompok,
    t.kebutuhan,
    b.skor,
    b.alasan,
    b.penyebab,
    b.opd,
    coalesce(d.bantuan, 'belum_tercatat') as bantuan,
    coalesce(d.jenis_bantuan, []) as jenis_bantuan,
    v.kunjungan_terakhir,
from tanda as t
inner join berbobot as b on b.kebutuhan = t.kebutuhan
left join dibantu as d on d.siklus = t.siklus and d.keluarga_id = t.keluarga_id
left join dikunjungi as v on v.siklus = t.siklus and v.keluarga_id = t.keluarga_id
order by kode_kabkota, t.siklus, b.skor desc, t.kode_desa, t.keluarga_id;
