-- Angka survei (SSGI, SKI) stunting balita 0-59 bulan untuk satu kabupaten/kota: pembanding, bukan deret yang sama.
-- grain: satu baris per tahun survei; nilai kosong berarti sumber berselisih
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
-- result:
--   tahun INTEGER
--   survei VARCHAR
--   nilai DOUBLE              persen
--   sumber VARCHAR
--   keyakinan VARCHAR         A, B, C; ? bila sumber berselisih
--   umur VARCHAR              umur yang diukur survei itu
--   cara VARCHAR              bagaimana survei itu mengukur

select
    s.tahun::integer as tahun,
    s.survei,
    s.nilai::double as nilai,
    s.sumber,
    s.keyakinan,
    c.umur,
    c.cara,
from ref_survei as s
left join ref_survei_cara as c on c.survei = s.survei
where s.kode_wilayah = $kode_kabkota::varchar
order by s.tahun;
