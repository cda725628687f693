-- Perpindahan anak dari siklus sebelumnya: kasus baru tercatat, tidak lagi stunting, tidak diukur ulang.
-- grain: satu baris per wilayah (kabupaten/kota dan tiap kecamatan) dengan anak yang diukur pada salah satu siklus
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
--   kelompok VARCHAR          baduta atau balita; umur dihitung pada pengukuran siklus yang bersangkutan
-- result:
--   kode VARCHAR
--   diukur BIGINT             anak dengan TB/U sah pada siklus ini
--   stunting_sebelum BIGINT   anak stunting pada siklus sebelumnya
--   baru BIGINT               sebelumnya -2 SD ke atas dan belum pernah di bawahnya, kini di bawah
--   kambuh BIGINT             kembali di bawah -2 SD sesudah pernah pulih
--   tidak_lagi BIGINT         sebelumnya di bawah -2 SD, kini -2 SD ke atas
--   tidak_diukur_ulang BIGINT  stunting sebelumnya, masih dalam umur, kini tidak diukur, tidak pindah/meninggal

select
    coalesce(kode_kecamatan, kode_kabkota) as kode,
    sum(diukur)::bigint as diukur,
    sum(stunting_sebelum)::bigint as stunting_sebelum,
    sum(baru)::bigint as baru,
    sum(kambuh)::bigint as kambuh,
    sum(tidak_lagi)::bigint as tidak_lagi,
    sum(tidak_diukur_ulang)::bigint as tidak_diukur_ulang,
from perpindahan_kecamatan
where
    siklus = $siklus::varchar
    and kode_kabkota = $kode_kabkota::varchar
    and kelompok = $kelompok::varchar
group by grouping sets ((kode_kabkota, kode_kecamatan), (kode_kabkota))
order by kode;
