-- Pencegahan di hulu: yang berisiko pada siklus lalu dan kabarnya sampai akhir siklus ini, per kecamatan dan langkah.
-- grain: satu baris per kecamatan dan langkah yang ada orang atau keluarganya
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat; risikonya tercatat pada siklus sebelumnya
-- result:
--   kode_kecamatan VARCHAR    kecamatan saat risikonya tercatat
--   langkah VARCHAR           catin_pulih, bumil_pulih, lahir_sehat, baduta_2t atau krs_lepas
--   jumlah BIGINT             yang berisiko pada siklus lalu
--   teratasi BIGINT
--   belum BIGINT              diperiksa lagi, masih berisiko (atau lahir BBLR/PBLR, kini di bawah -2 SD)
--   tanpa_kabar BIGINT        tidak ada pemeriksaan berikut yang tercatat

select
    kode_kecamatan,
    langkah,
    jumlah::bigint as jumlah,
    teratasi::bigint as teratasi,
    belum::bigint as belum,
    tanpa_kabar::bigint as tanpa_kabar,
from hulu_siklus
where kode_kabkota = $kode_kabkota::varchar and siklus = $siklus::varchar
order by kode_kecamatan, langkah;
