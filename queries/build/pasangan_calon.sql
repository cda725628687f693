-- Calon pasangan anak yang mungkin satu orang: yang tersentuh impor (orang_tersentuh) dihadapkan dengan semua anak
-- berjenis kelamin sama yang tanggal lahirnya sama, berdekatan, tertukar hari dan bulannya atau berbeda satu angka.
-- Yang menilai namanya: stunting/identity/likeness.py. Di sini hanya saringan kasar, agar sejuta anak pun cepat.

create or replace temp table anak_banding as
select
    o.orang_id,
    o.jenis_kelamin,
    o.kode_desa,
    left(o.kode_desa, 8) as kode_kecamatan,
    i.nik,
    b.nama,
    b.ortu,
    b.bayi,
    i.tanggal_lahir as lahir,
    -- petak 31 hari: yang berselisih paling banyak 31 hari ada di petak yang sama atau di sebelahnya
    datediff('day', date '2000-01-01', i.tanggal_lahir) // 31 as petak,
    try_cast(strftime(i.tanggal_lahir, '%Y-%d-%m') as date) as lahir_tertukar,
    t.orang_id is not null as tersentuh,
from orang as o
left join orang_tersentuh as t on t.orang_id = o.orang_id
inner join identitas.orang_identitas as i on i.orang_id = o.orang_id
inner join identitas.orang_banding as b on b.orang_id = o.orang_id
where
    i.tanggal_lahir is not null
    and b.nama <> ''
    and exists (select 1 from keanggotaan as k where k.orang_id = o.orang_id and k.kelompok = 'balita');

create or replace temp table anak_tersentuh as
select *
from anak_banding
where tersentuh;

-- dua yang sama-sama tersentuh cukup dihadapkan sekali
create or replace macro sekali(a, b, tersentuh) as a < b or (not tersentuh and a <> b);

create or replace macro nama_dekat(a, b, ortu_a, ortu_b, batas) as
    jaro_winkler_similarity(a, b) >= batas or list_has_any(ortu_a, ortu_b);

-- bernilai 100 menurut names.alike: kata-katanya sama dalam urutan apa pun, atau hanya spasinya yang berbeda
create or replace macro nama_sama(a, b) as
    list_sort(string_split(a, ' ')) = list_sort(string_split(b, ' ')) or replace(a, ' ', '') = replace(b, ' ', '');

create or replace temp table pasangan_calon as
with ketemu as (
    -- lahir pada hari yang sama, sekecamatan
    select
        t.orang_id as a,
        k.orang_id as b,
        false as sama_ejaan,
    from anak_tersentuh as t
    inner join anak_banding as k
        on k.jenis_kelamin = t.jenis_kelamin
        and k.kode_kecamatan = t.kode_kecamatan
        and k.lahir = t.lahir
        and sekali(t.orang_id, k.orang_id, k.tersentuh)
    where
        if(
            k.kode_desa = t.kode_desa,
            nama_dekat(t.nama, k.nama, t.ortu, k.ortu, 0.8) or t.bayi or k.bayi,
            jaro_winkler_similarity(t.nama, k.nama) >= 0.9
        )
    union all
    -- sedesa, berselisih paling banyak 31 hari
    select
        t.orang_id as a,
        k.orang_id as b,
        false as sama_ejaan,
    from (select *, unnest([petak - 1, petak, petak + 1]) as petak_dekat from anak_tersentuh) as t
    inner join anak_banding as k
        on k.jenis_kelamin = t.jenis_kelamin
        and k.kode_desa = t.kode_desa
        and k.petak = t.petak_dekat
        and k.lahir <> t.lahir
        and sekali(t.orang_id, k.orang_id, k.tersentuh)
    where abs(k.lahir - t.lahir) <= 31 and nama_dekat(t.nama, k.nama, t.ortu, k.ortu, 0.8)
    union all
    -- sedesa, hari dan bulan tertukar
    select
        t.orang_id as a,
        k.orang_id as b,
        false as sama_ejaan,
    from anak_tersentuh as t
    inner join anak_banding as k
        on k.jenis_kelamin = t.jenis_kelamin
        and k.kode_desa = t.kode_desa
        and k.lahir = t.lahir_tertukar
        and k.lahir <> t.lahir
        and sekali(t.orang_id, k.orang_id, k.tersentuh)
    where nama_dekat(t.nama, k.nama, t.ortu, k.ortu, 0.8)
    union all
    -- sedesa, tahun yang lain, hari dan bulan sama
    select
        t.orang_id as a,
        k.orang_id as b,
        false as sama_ejaan,
    from anak_tersentuh as t
    inner join anak_banding as k
        on k.jenis_kelamin = t.jenis_kelamin
        and k.kode_desa = t.kode_desa
        and month(k.lahir) = month(t.lahir)
        and day(k.lahir) = day(t.lahir)
        and year(k.lahir) <> year(t.lahir)
        and sekali(t.orang_id, k.orang_id, k.tersentuh)
    where jaro_winkler_similarity(t.nama, k.nama) >= 0.85
    union all
    -- sedesa, bulan yang lain pada tahun dan hari yang sama
    select
        t.orang_id as a,
        k.orang_id as b,
        false as sama_ejaan,
    from anak_tersentuh as t
    inner join anak_banding as k
        on k.jenis_kelamin = t.jenis_kelamin
        and k.kode_desa = t.kode_desa
        and year(k.lahir) = year(t.lahir)
        and day(k.lahir) = day(t.lahir)
        and month(k.lahir) <> month(t.lahir)
        and sekali(t.orang_id, k.orang_id, k.tersentuh)
    where jaro_winkler_similarity(t.nama, k.nama) >= 0.85
    union all
    -- satu ejaan yang pernah dipakai untuk keduanya, di mana pun
    select
        e.orang_id as a,
        f.orang_id as b,
        true as sama_ejaan,
    from identitas.orang_kunci as e
    inner join identitas.orang_kunci as f on f.kunci = e.kunci and f.orang_id <> e.orang_id
    semi join anak_tersentuh as t on t.orang_id = e.orang_id
),

tunggal as (
    select
        least(a, b) as orang_a,
        greatest(a, b) as orang_b,
        bool_or(sama_ejaan) as sama_ejaan,
    from ketemu
    group by least(a, b), greatest(a, b)
)

select
    p.*,
    a.nik as nik_a,
    b.nik as nik_b,
    a.nama as nama_a,
    b.nama as nama_b,
    a.ortu as ortu_a,
    b.ortu as ortu_b,
    a.bayi as bayi_a,
    b.bayi as bayi_b,
    a.lahir as lahir_a,
    b.lahir as lahir_b,
    a.kode_desa as kode_desa_a,
    b.kode_desa as kode_desa_b,
from tunggal as p
inner join anak_banding as a on a.orang_id = p.orang_a
inner join anak_banding as b on b.orang_id = p.orang_b
where
    -- dua NIK utuh: dua anak, kecuali berbeda satu angka, lahir pada hari yang sama dan bernama sama
    a.nik is null
    or b.nik is null
    or (
        a.lahir = b.lahir
        and (p.sama_ejaan or nama_sama(a.nama, b.nama))
        and levenshtein(a.nik, b.nik) <= 1
    );
