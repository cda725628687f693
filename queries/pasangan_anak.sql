-- Pasangan anak yang mungkin satu orang, keduanya berdampingan, untuk diputuskan petugas yang berhak.
-- grain: satu baris per pasangan dengan sekurangnya satu anak di kecamatan itu
-- access: bernama
-- params:
--   scope VARCHAR[]           kecamatan dan desa yang boleh dilihat; tidak pernah kosong
-- result:
--   orang_a VARCHAR
--   orang_b VARCHAR
--   skor DOUBLE               0-100; makin tinggi makin mirip
--   alasan VARCHAR            apa yang sama dan apa yang berbeda
--   nama_a VARCHAR
--   nama_b VARCHAR
--   ibu_a VARCHAR             nama orang tua seperti tertulis
--   ibu_b VARCHAR
--   jk_a VARCHAR
--   jk_b VARCHAR
--   lahir_a DATE
--   lahir_b DATE
--   nik_a VARCHAR             disamarkan: enam angka pertama dan empat terakhir
--   nik_b VARCHAR
--   desa_a VARCHAR
--   desa_b VARCHAR
--   posyandu_a VARCHAR
--   posyandu_b VARCHAR
--   rt_a VARCHAR              RT/RW
--   rt_b VARCHAR
--   tanggal_a DATE[]          tiga pengukuran terakhir, yang terbaru dahulu
--   tanggal_b DATE[]
--   bb_a DOUBLE[]
--   bb_b DOUBLE[]
--   tb_a DOUBLE[]
--   tb_b DOUBLE[]

with terpilih as (
    select
        p.orang_a,
        p.orang_b,
        p.skor,
        p.alasan,
    from identitas.pasangan as p
    inner join orang as a on a.orang_id = p.orang_a
    inner join orang as b on b.orang_id = p.orang_b
    where
        list_has_any($scope::varchar[], [a.kode_desa, kecamatan_dari(a.kode_desa)])
        or list_has_any($scope::varchar[], [b.kode_desa, kecamatan_dari(b.kode_desa)])
),

ukuran as (
    select
        p.orang_id,
        array_agg(p.tanggal order by p.tanggal desc)[1:3] as tanggal,
        array_agg(p.bb_kg order by p.tanggal desc)[1:3] as bb,
        array_agg(p.tb_cm order by p.tanggal desc)[1:3] as tb,
    from pengukuran as p
    semi join (select unnest([orang_a, orang_b]) as orang_id from terpilih) as t on t.orang_id = p.orang_id
    group by p.orang_id
),

catatan as (
    select
        o.orang_id,
        i.nama,
        i.nama_ibu as ibu,
        o.jenis_kelamin as jk,
        i.tanggal_lahir as lahir,
        left(i.nik, 6) || '••••••' || right(i.nik, 4) as nik,
        w.nama as desa,
        i.posyandu,
        i.rt || coalesce('/' || i.rw, '') as rt,
        u.tanggal,
        u.bb,
        u.tb,
    from orang as o
    inner join identitas.orang_identitas as i on i.orang_id = o.orang_id
    inner join wilayah as w on w.kode = o.kode_desa
    left join ukuran as u on u.orang_id = o.orang_id
    semi join (select unnest([orang_a, orang_b]) as orang_id from terpilih) as t on t.orang_id = o.orang_id
)

select
    t.orang_a,
    t.orang_b,
    t.skor,
    t.alasan,
    a.nama as nama_a,
    b.nama as nama_b,
    a.ibu as ibu_a,
    b.ibu as ibu_b,
    a.jk as jk_a,
    b.jk as jk_b,
    a.lahir as lahir_a,
    b.lahir as lahir_b,
    a.nik as nik_a,
    b.nik as nik_b,
    a.desa as desa_a,
    b.desa as desa_b,
    a.posyandu as posyandu_a,
    b.posyandu as posyandu_b,
    a.rt as rt_a,
    b.rt as rt_b,
    a.tanggal as tanggal_a,
    b.tanggal as tanggal_b,
    a.bb as bb_a,
    b.bb as bb_b,
    a.tb as tb_a,
    b.tb as tb_b,
from terpilih as t
inner join catatan as a on a.orang_id = t.orang_a
inner join catatan as b on b.orang_id = t.orang_b
order by t.skor desc, t.orang_a, t.orang_b;
