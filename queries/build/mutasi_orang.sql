-- Mutasi menurut orang: yang dicatat di buku kerja, dan perpindahan yang tampak dari ekspor, yaitu anak yang kemudian
-- diukur di desa lain. Dihitung ulang setiap kali, jadi tidak menumpuk. Satu kali muncul di desa lain lalu kembali dalam
-- 62 hari adalah salah catat, bukan perpindahan. Perpindahan yang sama di buku kerja menentukan tanggalnya dan tidak
-- diulang: yang bertanggal di antara pengukuran terakhir di desa lama dan yang pertama di desa baru, dengan 62 hari di
-- kedua sisinya; pindah keluar sesudah pengukuran terakhir di desa baru adalah kepergian lain. dari/ke: kata buku kerja, atau kode desa bila asal = 'ekspor'.

create or replace table mutasi_orang as
with tertulis as (
    select
        coalesce(s.satu_id, m.orang_id) as orang_id,
        m.tanggal,
        m.jenis,
        any_value(m.dari) as dari,
        any_value(m.ke) as ke,
    from mutasi as m
    left join orang_satu as s on s.orang_id = m.orang_id
    group by coalesce(s.satu_id, m.orang_id), m.tanggal, m.jenis
),

-- hanya anak yang pernah diukur di lebih dari satu desa
berpindah as (
    select orang_id
    from pengukuran_orang
    group by orang_id
    having min(kode_desa) <> max(kode_desa)
),

urut as (
    select
        p.orang_id,
        p.tanggal,
        p.kode_desa,
        coalesce(lag(p.kode_desa) over w <> p.kode_desa, true) as awal,
    from pengukuran_orang as p
    semi join berpindah as b on b.orang_id = p.orang_id
    window w as (partition by p.orang_id order by p.tanggal)
),

bernomor as (
    select
        *,
        sum(awal::integer) over (partition by orang_id order by tanggal) as nomor,
    from urut
),

singgah as (
    select
        orang_id,
        nomor,
        any_value(kode_desa) as kode_desa,
        min(tanggal) as mulai,
        max(tanggal) as selesai,
        count(*) as kali,
    from bernomor
    group by orang_id, nomor
),

tanpa_salah_catat as (
    select *
    from singgah
    window w as (partition by orang_id order by mulai)
    qualify
        not coalesce(
            kali = 1
            and lag(kode_desa) over w = lead(kode_desa) over w
            and lead(mulai) over w - mulai <= 62,
            false
        )
),

pindah as (
    select
        orang_id,
        mulai as tanggal,
        lag(selesai) over w as terakhir_di_sana,
        lag(kode_desa) over w as dari,
        kode_desa as ke,
        selesai as terakhir_di_sini,
    from tanpa_salah_catat
    window w as (partition by orang_id order by mulai)
    qualify lag(kode_desa) over w <> kode_desa
),

-- kedua sisi perpindahan memakai tanggal buku kerja bila salah satunya tercatat di sana
bertanggal as (
    select
        p.orang_id,
        p.terakhir_di_sana - 62 as paling_awal,
        p.tanggal + 62 as paling_akhir,
        p.terakhir_di_sini,
        coalesce(
            (
                select arg_min(t.tanggal, abs(t.tanggal - p.tanggal))
                from tertulis as t
                where
                    t.orang_id = p.orang_id
                    and t.jenis <> 'meninggal'
                    and t.tanggal between p.terakhir_di_sana - 62 and p.tanggal + 62
                    and (t.jenis = 'pindah_masuk' or t.tanggal <= p.terakhir_di_sini)
            ),
            p.tanggal
        ) as tanggal,
        p.dari,
        p.ke,
    from pindah as p
),

dari_ekspor as (
    select
        b.orang_id,
        b.tanggal,
        j.jenis,
        b.dari,
        b.ke,
    from bertanggal as b
    cross join (values ('pindah_keluar'), ('pindah_masuk')) as j (jenis)
    where
        not exists (
            select 1
            from tertulis as t
            where
                t.orang_id = b.orang_id
                and t.jenis = j.jenis
                and t.tanggal between b.paling_awal and b.paling_akhir
                and (t.jenis = 'pindah_masuk' or t.tanggal <= b.terakhir_di_sini)
        )
    qualify row_number() over (partition by b.orang_id, b.tanggal, j.jenis order by b.paling_akhir) = 1
)

select
    *,
    'buku_kerja' as asal,
from tertulis
union all
select
    *,
    'ekspor' as asal,
from dari_ekspor
order by orang_id, tanggal, jenis;
