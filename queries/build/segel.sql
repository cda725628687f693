-- Angka tersegel menggantikan angka yang dihitung: langkah terakhir, satu-satunya tempat. Yang dihitung dari data
-- sekarang disimpan sementara (terhitung_*: dasar segel dan revisi berikutnya), selisihnya tetap (segel_selisih).
-- Yang disegel adalah angka; daftar keluarga, bantuan, kasus audit dan tugas tetap berjalan.

create or replace temp table susulan_anak as
select a.*
from anak_siklus as a
inner join segel_batas as s on s.kode_kabkota = a.kode_kabkota and a.siklus <= s.sampai;

create or replace temp table susulan_desa as
select i.*
from indikator_desa as i
inner join segel_batas as s on s.kode_kabkota = i.kode_kabkota and i.siklus <= s.sampai;

create or replace temp table susulan_bulan as
select
    siklus_dari(i.bulan) as siklus,
    i.*,
from indikator_bulan as i
inner join segel_batas as s on s.kode_kabkota = i.kode_kabkota and siklus_dari(i.bulan) <= s.sampai;

create or replace temp table susulan_perpindahan as
select p.*
from perpindahan_kecamatan as p
inner join segel_batas as s on s.kode_kabkota = p.kode_kabkota and p.siklus <= s.sampai;

create or replace temp table susulan_aturan as
select a.*
from aturan_siklus as a
inner join segel_batas as s on s.kode_kabkota = a.kode_kabkota and a.siklus <= s.sampai;

create or replace temp table susulan_neraca as
select n.*
from neraca_siklus as n
inner join segel_batas as s on s.kode_kabkota = n.kode_kabkota and n.siklus <= s.sampai;

create or replace temp table susulan_hulu as
select h.*
from hulu_siklus as h
inner join segel_batas as s on s.kode_kabkota = h.kode_kabkota and h.siklus <= s.sampai;

-- yang tersegel masuk

delete from anak_siklus using segel_batas as s
where s.kode_kabkota = anak_siklus.kode_kabkota and anak_siklus.siklus <= s.sampai;
insert into anak_siklus by name
select * from anak_tersegel;

delete from indikator_desa using segel_batas as s
where s.kode_kabkota = indikator_desa.kode_kabkota and indikator_desa.siklus <= s.sampai;
insert into indikator_desa by name
select f.* exclude (revisi)
from segel_indikator_desa as f
inner join segel_berlaku as s
    on s.kode_kabkota = f.kode_kabkota and s.siklus = f.siklus and s.revisi = f.revisi;

delete from indikator_bulan using segel_batas as s
where s.kode_kabkota = indikator_bulan.kode_kabkota and siklus_dari(indikator_bulan.bulan) <= s.sampai;
insert into indikator_bulan by name
select f.* exclude (siklus, revisi)
from segel_indikator_bulan as f
inner join segel_berlaku as s
    on s.kode_kabkota = f.kode_kabkota and s.siklus = f.siklus and s.revisi = f.revisi;

delete from perpindahan_kecamatan using segel_batas as s
where s.kode_kabkota = perpindahan_kecamatan.kode_kabkota and perpindahan_kecamatan.siklus <= s.sampai;
insert into perpindahan_kecamatan by name
select f.* exclude (revisi)
from segel_perpindahan as f
inner join segel_berlaku as s
    on s.kode_kabkota = f.kode_kabkota and s.siklus = f.siklus and s.revisi = f.revisi;

delete from aturan_siklus using segel_batas as s
where s.kode_kabkota = aturan_siklus.kode_kabkota and aturan_siklus.siklus <= s.sampai;
insert into aturan_siklus by name
select f.* exclude (revisi)
from segel_aturan as f
inner join segel_berlaku as s
    on s.kode_kabkota = f.kode_kabkota and s.siklus = f.siklus and s.revisi = f.revisi;

delete from neraca_siklus using segel_batas as s
where s.kode_kabkota = neraca_siklus.kode_kabkota and neraca_siklus.siklus <= s.sampai;
insert into neraca_siklus by name
select f.* exclude (revisi)
from segel_neraca as f
inner join segel_berlaku as s
    on s.kode_kabkota = f.kode_kabkota and s.siklus = f.siklus and s.revisi = f.revisi;

delete from hulu_siklus using segel_batas as s
where s.kode_kabkota = hulu_siklus.kode_kabkota and hulu_siklus.siklus <= s.sampai;
insert into hulu_siklus by name
select f.* exclude (revisi)
from segel_hulu as f
inner join segel_berlaku as s
    on s.kode_kabkota = f.kode_kabkota and s.siklus = f.siklus and s.revisi = f.revisi;

update siklus
set disegel = s.waktu
from (
    select
        kode_kabkota,
        siklus,
        max(waktu) as waktu,
    from segel
    group by kode_kabkota, siklus
) as s
where s.kode_kabkota = siklus.kode_kabkota and s.siklus = siklus.siklus;

-- apa yang dibekukan oleh segel berikutnya: siklus tersegel dari susulan, yang lain dari tabel yang tayang

create or replace temp view terhitung_anak as
select * from susulan_anak
union all by name
select a.*
from anak_siklus as a
left join segel_batas as s on s.kode_kabkota = a.kode_kabkota
where coalesce(a.siklus > s.sampai, true);

create or replace temp view terhitung_desa as
select * from susulan_desa
union all by name
select i.*
from indikator_desa as i
left join segel_batas as s on s.kode_kabkota = i.kode_kabkota
where coalesce(i.siklus > s.sampai, true);

create or replace temp view terhitung_bulan as
select * from susulan_bulan
union all by name
select
    siklus_dari(i.bulan) as siklus,
    i.*,
from indikator_bulan as i
left join segel_batas as s on s.kode_kabkota = i.kode_kabkota
where coalesce(siklus_dari(i.bulan) > s.sampai, true);

create or replace temp view terhitung_perpindahan as
select * from susulan_perpindahan
union all by name
select p.*
from perpindahan_kecamatan as p
left join segel_batas as s on s.kode_kabkota = p.kode_kabkota
where coalesce(p.siklus > s.sampai, true);

create or replace temp view terhitung_aturan as
select * from susulan_aturan
union all by name
select a.*
from aturan_siklus as a
left join segel_batas as s on s.kode_kabkota = a.kode_kabkota
where coalesce(a.siklus > s.sampai, true);

create or replace temp view terhitung_neraca as
select * from susulan_neraca
union all by name
select n.*
from neraca_siklus as n
left join segel_batas as s on s.kode_kabkota = n.kode_kabkota
where coalesce(n.siklus > s.sampai, true);

create or replace temp view terhitung_hulu as
select * from susulan_hulu
union all by name
select h.*
from hulu_siklus as h
left join segel_batas as s on s.kode_kabkota = h.kode_kabkota
where coalesce(h.siklus > s.sampai, true);

-- Selisih: satu baris per angka yang akan berubah bila segel direvisi sekarang. bagian: siklus, bulan,
-- perpindahan, neraca dan hulu (pembilang saja), anak (jumlah baris anak yang berbeda, per kecamatan).
create or replace table segel_selisih as
with pindah as (
    select
        sisi,
        kode_kabkota,
        siklus,
        kode_kecamatan,
        kelompok,
        unnest([
            {'i': 'diukur', 'n': diukur},
            {'i': 'stunting_sebelum', 'n': stunting_sebelum},
            {'i': 'baru', 'n': baru},
            {'i': 'kambuh', 'n': kambuh},
            {'i': 'tidak_lagi', 'n': tidak_lagi},
            {'i': 'tidak_diukur_ulang', 'n': tidak_diukur_ulang},
        ], recursive := true),
    from (
        select
            'segel' as sisi,
            p.*,
        from perpindahan_kecamatan as p
        inner join segel_batas as s on s.kode_kabkota = p.kode_kabkota and p.siklus <= s.sampai
        union all by name
        select
            'kini' as sisi,
            *,
        from susulan_perpindahan
    )
),

langkah as (
    select
        sisi,
        kode_kabkota,
        siklus,
        kode_kecamatan,
        langkah,
        unnest([
            {'i': 'teratasi', 'n': teratasi},
            {'i': 'belum', 'n': belum},
            {'i': 'tanpa_kabar', 'n': tanpa_kabar},
        ], recursive := true),
    from (
        select
            'segel' as sisi,
            h.*,
        from hulu_siklus as h
        inner join segel_batas as s on s.kode_kabkota = h.kode_kabkota and h.siklus <= s.sampai
        union all by name
        select
            'kini' as sisi,
            *,
        from susulan_hulu
    )
),

anak as (
    select
        kode_kabkota,
        siklus,
        kode_kecamatan,
        count(distinct orang_id) as berbeda,
    from (
        (
            select
                kode_kabkota,
                siklus,
                orang_id,
                kode_kecamatan,
                kode_desa,
                tanggal,
                umur_bulan,
                baduta,
                jenis_kelamin,
                diukur,
                z_tbu,
                z_bbu,
                z_bbtb,
                stunting,
                underweight,
                wasting,
                naik_bb,
                stunting_sebelum,
                transisi
            from anak_tersegel
            except
            select
                kode_kabkota,
                siklus,
                orang_id,
                kode_kecamatan,
                kode_desa,
                tanggal,
                umur_bulan,
                baduta,
                jenis_kelamin,
                diukur,
                z_tbu,
                z_bbu,
                z_bbtb,
                stunting,
                underweight,
                wasting,
                naik_bb,
                stunting_sebelum,
                transisi
            from susulan_anak
        )
        union all
        (
            select
                kode_kabkota,
                siklus,
                orang_id,
                kode_kecamatan,
                kode_desa,
                tanggal,
                umur_bulan,
                baduta,
                jenis_kelamin,
                diukur,
                z_tbu,
                z_bbu,
                z_bbtb,
                stunting,
                underweight,
                wasting,
                naik_bb,
                stunting_sebelum,
                transisi
            from susulan_anak
            except
            select
                kode_kabkota,
                siklus,
                orang_id,
                kode_kecamatan,
                kode_desa,
                tanggal,
                umur_bulan,
                baduta,
                jenis_kelamin,
                diukur,
                z_tbu,
                z_bbu,
                z_bbtb,
                stunting,
                underweight,
                wasting,
                naik_bb,
                stunting_sebelum,
                transisi
            from anak_tersegel
        )
    )
    group by kode_kabkota, siklus, kode_kecamatan
),

semua as (
    select
        coalesce(f.kode_kabkota, k.kode_kabkota) as kode_kabkota,
        coalesce(f.siklus, k.siklus) as siklus,
        'siklus' as bagian,
        null::date as bulan,
        coalesce(f.kode_kecamatan, k.kode_kecamatan) as kode_kecamatan,
        coalesce(f.kode_desa, k.kode_desa) as kode_desa,
        coalesce(f.indikator, k.indikator) as indikator,
        f.pembilang as tersegel_pembilang,
        f.penyebut as tersegel_penyebut,
        k.pembilang as kini_pembilang,
        k.penyebut as kini_penyebut,
    from (
        select i.*
        from indikator_desa as i
        inner join segel_batas as s on s.kode_kabkota = i.kode_kabkota and i.siklus <= s.sampai
    ) as f
    full join susulan_desa as k
        on k.siklus = f.siklus and k.kode_desa = f.kode_desa and k.indikator = f.indikator
    union all
    select
        coalesce(f.kode_kabkota, k.kode_kabkota) as kode_kabkota,
        siklus_dari(coalesce(f.bulan, k.bulan)) as siklus,
        'bulan' as bagian,
        coalesce(f.bulan, k.bulan) as bulan,
        coalesce(f.kode_kecamatan, k.kode_kecamatan) as kode_kecamatan,
        coalesce(f.kode_desa, k.kode_desa) as kode_desa,
        coalesce(f.indikator, k.indikator) || if(coalesce(f.sumber, k.sumber) = 'agregat', ' (agregat)', '') as indikator,
        f.pembilang as tersegel_pembilang,
        f.penyebut as tersegel_penyebut,
        k.pembilang as kini_pembilang,
        k.penyebut as kini_penyebut,
    from (
        select i.*
        from indikator_bulan as i
        inner join segel_batas as s on s.kode_kabkota = i.kode_kabkota and siklus_dari(i.bulan) <= s.sampai
    ) as f
    full join susulan_bulan as k
        on k.bulan = f.bulan
        and k.kode_desa = f.kode_desa
        and k.indikator = f.indikator
        and k.sumber = f.sumber
    union all
    select
        kode_kabkota,
        siklus,
        'perpindahan' as bagian,
        null::date as bulan,
        kode_kecamatan,
        null::varchar as kode_desa,
        i || '_' || kelompok as indikator,
        max(n) filter (where sisi = 'segel') as tersegel_pembilang,
        null::bigint as tersegel_penyebut,
        max(n) filter (where sisi = 'kini') as kini_pembilang,
        null::bigint as kini_penyebut,
    from pindah
    group by kode_kabkota, siklus, kode_kecamatan, i, kelompok
    union all
    select
        kode_kabkota,
        siklus,
        'hulu' as bagian,
        null::date as bulan,
        kode_kecamatan,
        null::varchar as kode_desa,
        langkah || '_' || i as indikator,
        max(n) filter (where sisi = 'segel') as tersegel_pembilang,
        null::bigint as tersegel_penyebut,
        max(n) filter (where sisi = 'kini') as kini_pembilang,
        null::bigint as kini_penyebut,
    from langkah
    group by kode_kabkota, siklus, kode_kecamatan, i, langkah
    union all
    select
        coalesce(f.kode_kabkota, k.kode_kabkota) as kode_kabkota,
        coalesce(f.siklus, k.siklus) as siklus,
        'neraca' as bagian,
        null::date as bulan,
        coalesce(f.kode_kecamatan, k.kode_kecamatan) as kode_kecamatan,
        null::varchar as kode_desa,
        coalesce(f.arus || '_' || f.kelompok, k.arus || '_' || k.kelompok) as indikator,
        f.jumlah as tersegel_pembilang,
        null::bigint as tersegel_penyebut,
        k.jumlah as kini_pembilang,
        null::bigint as kini_penyebut,
    from (
        select n.*
        from neraca_siklus as n
        inner join segel_batas as s on s.kode_kabkota = n.kode_kabkota and n.siklus <= s.sampai
    ) as f
    full join susulan_neraca as k
        on k.siklus = f.siklus
        and k.kode_kecamatan = f.kode_kecamatan
        and k.kelompok = f.kelompok
        and k.arus = f.arus
    union all
    select
        kode_kabkota,
        siklus,
        'anak' as bagian,
        null::date as bulan,
        kode_kecamatan,
        null::varchar as kode_desa,
        'baris_anak' as indikator,
        0 as tersegel_pembilang,
        null::bigint as tersegel_penyebut,
        berbeda as kini_pembilang,
        null::bigint as kini_penyebut,
    from anak
)

select
    a.*,
    -- siklus yang belum berdata saat disegel tidak punya segel sendiri: isinya data susulan
    if(g.versi_rumus <> r.versi_rumus, 'rumus berubah', 'data susulan') as sebab,
from semua as a
cross join rumus as r
left join segel_berlaku as s on s.kode_kabkota = a.kode_kabkota and s.siklus = a.siklus
left join segel as g
    on g.kode_kabkota = s.kode_kabkota and g.siklus = s.siklus and g.revisi = s.revisi
where
    a.tersegel_pembilang is distinct from a.kini_pembilang
    or a.tersegel_penyebut is distinct from a.kini_penyebut
order by a.kode_kabkota, a.siklus, a.bagian, a.bulan, a.kode_kecamatan, a.kode_desa, a.indikator;
